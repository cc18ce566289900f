"""The case and what belongs to it, by noun."""

from casetrack.cases.models.accused import Accused, AccusedMovement, CasePerson, ProtectedIdentity
from casetrack.cases.models.case import Case, CaseMovement, CaseSection, OfCase
from casetrack.cases.models.clock import Clock
from casetrack.cases.models.diary import DiaryEntry

__all__ = [
    "Accused",
    "AccusedMovement",
    "Case",
    "CaseMovement",
    "CasePerson",
    "CaseSection",
    "Clock",
    "DiaryEntry",
    "OfCase",
    "ProtectedIdentity",
]
