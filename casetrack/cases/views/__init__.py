"""The pages of the cases room."""

from casetrack.cases.views import (
    accused,
    diary,
    lists,
    members,
    moves,
    opening,
    page,
    people,
)
from casetrack.cases.views.room import blueprint

__all__ = [
    "accused",
    "blueprint",
    "diary",
    "lists",
    "members",
    "moves",
    "opening",
    "page",
    "people",
]
