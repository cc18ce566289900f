"""The pages of dossiers, by what is done there."""

from casetrack.dossiers.views import checking, copies, issues, papers  # noqa: F401 - their routes
from casetrack.dossiers.views.issues import case_panel
from casetrack.dossiers.views.room import blueprint

__all__ = ["blueprint", "case_panel"]
