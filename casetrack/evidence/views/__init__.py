"""The pages of exhibits, their chain of custody, and documents."""

from casetrack.evidence import deriving, settling, verifying  # noqa: F401 - registers their jobs
from casetrack.evidence.views import (
    confirming,
    custody,
    documents,
    exhibits,
    export,
    marks,
    uploads,
)
from casetrack.evidence.views.panels import case_panel, day_told
from casetrack.evidence.views.room import blueprint

__all__ = [
    "blueprint",
    "case_panel",
    "confirming",
    "custody",
    "day_told",
    "documents",
    "exhibits",
    "export",
    "marks",
    "uploads",
]
