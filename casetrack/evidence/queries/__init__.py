"""Reads of exhibits and documents. Each begins with what the actor may see."""

from casetrack.evidence.queries.documents import documents_of, missing_files, visible_documents
from casetrack.evidence.queries.exhibits import PAGE, exhibits_of, last_link, visible_exhibits
from casetrack.evidence.queries.shelf import Shelf, shelf_of

__all__ = [
    "PAGE",
    "Shelf",
    "documents_of",
    "exhibits_of",
    "last_link",
    "missing_files",
    "shelf_of",
    "visible_documents",
    "visible_exhibits",
]
