"""Forms of the prosecution room, by noun."""

from casetrack.prosecution.forms.appeals import AppealForm, CopyForm, DecisionForm
from casetrack.prosecution.forms.challans import ChallanForm
from casetrack.prosecution.forms.charges import ChargesForm, DischargeForm
from casetrack.prosecution.forms.hearings import HearingForm, OutcomeForm
from casetrack.prosecution.forms.verdicts import VerdictsForm

__all__ = [
    "AppealForm",
    "ChallanForm",
    "ChargesForm",
    "CopyForm",
    "DecisionForm",
    "DischargeForm",
    "HearingForm",
    "OutcomeForm",
    "VerdictsForm",
]
