"""Reads of exhibits and documents. Each begins with what the actor may see."""

from casetrack.evidence.queries.documents import documents_of, missing_files, visible_documents
from casetrack.evidence.queries.exhibits import PAGE, exhibits_of, last_link, visible_exhibits
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
    "Shelf",
    "bytes_to_come",
    "custody_on",
    "documents_of",
    "exhibits_of",
    "last_link",
    "missing_files",
    "needed_files",
    "own_upload",
    "own_uploads",
    "shelf_of",
    "stale_uploads",
    "uploads_under_way",
    "visible_documents",
    "visible_exhibits",
]
