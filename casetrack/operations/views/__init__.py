"""The pages of raids, arrests and custody."""

from casetrack.operations.views import accused, court, money, notices, persons, raids
from casetrack.operations.views.panels import accused_panel, case_panel, day_told, money_panel
from casetrack.operations.views.room import blueprint

__all__ = [
    "accused",
    "accused_panel",
    "blueprint",
    "case_panel",
    "court",
    "day_told",
    "money",
    "money_panel",
    "notices",
    "persons",
    "raids",
]
