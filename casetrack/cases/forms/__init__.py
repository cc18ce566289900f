"""Forms of the cases room, by noun."""

from casetrack.cases.forms.lists import AccusedFilterForm, CaseFilterForm
from casetrack.cases.forms.moves import MoveForm, Offered, move_form
from casetrack.cases.forms.opening import EnquiryForm, FirForm, JoinForm
from casetrack.cases.forms.people import AddPersonForm, NominateForm
from casetrack.cases.forms.work import DiaryForm, MemberForm, SealForm

__all__ = [
    "AccusedFilterForm",
    "AddPersonForm",
    "CaseFilterForm",
    "DiaryForm",
    "EnquiryForm",
    "FirForm",
    "JoinForm",
    "MemberForm",
    "MoveForm",
    "NominateForm",
    "Offered",
    "SealForm",
    "move_form",
]
