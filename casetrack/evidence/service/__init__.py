"""Writing exhibits, links of their chain of custody, and documents."""

from casetrack.evidence.service.custody import (
    confirm_custody,
    note_receipt,
    record_custody,
    record_custody_of_many,
)
from casetrack.evidence.service.documents import (
    check_kind,
    enter_derivatives,
    enter_document,
    note_verified,
    store_document,
)
from casetrack.evidence.service.exhibits import (
    DIGITAL,
    add_exhibit,
    add_exhibits,
    change_keeping,
    make_exhibit,
)
from casetrack.evidence.service.marks import (
    clear_document,
    give_mark,
    set_relied_on,
    withdraw_clearance,
)
from casetrack.evidence.service.uploads import (
    abandon_upload,
    begin_upload,
    enter_upload,
    note_received,
    settle_upload,
)

__all__ = [
    "DIGITAL",
    "abandon_upload",
    "add_exhibit",
    "add_exhibits",
    "begin_upload",
    "change_keeping",
    "check_kind",
    "clear_document",
    "confirm_custody",
    "enter_derivatives",
    "enter_document",
    "enter_upload",
    "give_mark",
    "make_exhibit",
    "note_receipt",
    "note_received",
    "note_verified",
    "record_custody",
    "record_custody_of_many",
    "set_relied_on",
    "settle_upload",
    "store_document",
    "withdraw_clearance",
]
