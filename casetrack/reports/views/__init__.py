"""The pages and files of the reports room. A module of views registers by being imported here."""

from casetrack.reports.views import claims, compared, inbox, pages, returns, rows, saved
from casetrack.reports.views.room import blueprint

__all__ = ["blueprint", "claims", "compared", "inbox", "pages", "returns", "rows", "saved"]
