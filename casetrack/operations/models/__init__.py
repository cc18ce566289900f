"""Raids and what they bring: seizures, arrests, remand, bail, persons found."""

from casetrack.operations.models.custody import Bail, Remand, Screening
from casetrack.operations.models.raid import Arrest, Found, Operation, OperationCase, Seizure

__all__ = [
    "Arrest",
    "Bail",
    "Found",
    "Operation",
    "OperationCase",
    "Remand",
    "Screening",
    "Seizure",
]
