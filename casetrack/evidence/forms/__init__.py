"""Forms of the evidence room."""

from casetrack.evidence.forms.custody import CustodyForm
from casetrack.evidence.forms.documents import DocumentForm
from casetrack.evidence.forms.exhibits import TakenForm

__all__ = ["CustodyForm", "DocumentForm", "TakenForm"]
