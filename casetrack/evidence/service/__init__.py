"""Writing exhibits, links of their chain of custody, and documents."""

from casetrack.evidence.service.custody import record_custody
from casetrack.evidence.service.documents import check_kind, enter_document, store_document
from casetrack.evidence.service.exhibits import add_exhibit, add_exhibits
from casetrack.evidence.service.uploads import (
    abandon_upload,
    begin_upload,
    enter_upload,
    note_received,
    settle_upload,
)

__all__ = [
    "abandon_upload",
    "add_exhibit",
    "add_exhibits",
    "begin_upload",
    "check_kind",
    "enter_document",
    "enter_upload",
    "note_received",
    "record_custody",
    "settle_upload",
    "store_document",
]
