"""The pages of requests to laboratories, providers and states abroad."""

from casetrack.requests.views import abroad, acts, drafts, pages
from casetrack.requests.views.panels import case_panel, day_told
from casetrack.requests.views.room import blueprint

__all__ = ["abroad", "acts", "blueprint", "case_panel", "day_told", "drafts", "pages"]
