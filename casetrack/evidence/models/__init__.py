"""Things and files of a case, by noun."""

from casetrack.evidence.models.documents import Derivative, Document, Upload
from casetrack.evidence.models.exhibits import CustodyAct, CustodyConfirmation, Exhibit

__all__ = [
    "CustodyAct",
    "CustodyConfirmation",
    "Derivative",
    "Document",
    "Exhibit",
    "Upload",
]
