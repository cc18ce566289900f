"""The pages of the complaints room."""

from casetrack.complaints.views import intake, lists, moves, shown
from casetrack.complaints.views.room import blueprint

__all__ = ["blueprint", "intake", "lists", "moves", "shown"]
