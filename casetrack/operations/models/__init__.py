"""Raids and what they bring: seizures, arrests, remand, bail, persons found, money held."""

from casetrack.operations.models.custody import Bail, Remand, Screening
from casetrack.operations.models.raid import Arrest, Found, Operation, OperationCase, Seizure
from casetrack.operations.models.recovery import Recovery

__all__ = [
    "Arrest",
    "Bail",
    "Found",
    "Operation",
    "OperationCase",
    "Recovery",
    "Remand",
    "Screening",
    "Seizure",
]
