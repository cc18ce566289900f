"""Forms of the operations room, by noun."""

from casetrack.operations.forms.court import BailForm, ProduceForm, ReleaseForm, RemandForm
from casetrack.operations.forms.custody import ArrestForm, InstantForm, ScreeningForm
from casetrack.operations.forms.money import RecoveryForm, StrikeForm
from casetrack.operations.forms.persons import PersonsForm, posted_rows
from casetrack.operations.forms.raid import ItemsForm, RaidForm

__all__ = [
    "ArrestForm",
    "BailForm",
    "InstantForm",
    "ItemsForm",
    "PersonsForm",
    "ProduceForm",
    "RaidForm",
    "RecoveryForm",
    "ReleaseForm",
    "RemandForm",
    "ScreeningForm",
    "StrikeForm",
    "posted_rows",
]
