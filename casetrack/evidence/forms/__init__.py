"""Forms of the evidence room."""

from casetrack.evidence.forms.custody import ActForm, CustodyForm, ReceiptForm
from casetrack.evidence.forms.documents import DocumentForm
from casetrack.evidence.forms.exhibits import DigitalForm, KeepingForm, TakenForm

__all__ = [
    "ActForm",
    "CustodyForm",
    "DigitalForm",
    "DocumentForm",
    "KeepingForm",
    "ReceiptForm",
    "TakenForm",
]
