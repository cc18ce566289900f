"""The pages of the prosecution room."""

from casetrack.prosecution.views import appeals, challans, charges, hearings, verdicts
from casetrack.prosecution.views.panels import accused_panel, case_panel
from casetrack.prosecution.views.room import blueprint

__all__ = [
    "accused_panel",
    "appeals",
    "blueprint",
    "case_panel",
    "challans",
    "charges",
    "hearings",
    "verdicts",
]
