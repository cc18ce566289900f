"""Reads of exhibits and documents. Each begins with what the actor may see."""

from casetrack.evidence.queries.custody import (
    Custody,
    Handover,
    Held,
    awaiting,
    custody_of,
    exhibits_by_id,
    exhibits_numbered,
    faults_of,
    handovers,
    last_link,
    standing_of,
    takers,
)
from casetrack.evidence.queries.documents import documents_of, missing_files, visible_documents
from casetrack.evidence.queries.exhibits import (
    PAGE,
    Label,
    all_exhibits,
    exhibits_of,
    label_of,
    visible_exhibits,
)
from casetrack.evidence.queries.shelf import Shelf, custody_on, shelf_of
from casetrack.evidence.queries.uploads import (
    UNDER_WAY,
    bytes_to_come,
    needed_files,
    own_upload,
    own_uploads,
    stale_uploads,
    uploads_under_way,
)

__all__ = [
    "PAGE",
    "UNDER_WAY",
    "Custody",
    "Handover",
    "Held",
    "Label",
    "Shelf",
    "all_exhibits",
    "awaiting",
    "bytes_to_come",
    "custody_of",
    "custody_on",
    "documents_of",
    "exhibits_by_id",
    "exhibits_numbered",
    "exhibits_of",
    "faults_of",
    "handovers",
    "label_of",
    "last_link",
    "missing_files",
    "needed_files",
    "own_upload",
    "own_uploads",
    "shelf_of",
    "stale_uploads",
    "standing_of",
    "takers",
    "uploads_under_way",
    "visible_documents",
    "visible_exhibits",
]
