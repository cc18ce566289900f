"""The forms of the complaints room: the intake and the moves."""

from casetrack.complaints.forms.intake import ComplaintForm
from casetrack.complaints.forms.lists import FilterForm
from casetrack.complaints.forms.moves import MoveForm, move_form

__all__ = ["ComplaintForm", "FilterForm", "MoveForm", "move_form"]
