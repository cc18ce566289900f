"""Files under their SHA-256, in a folder or an S3-compatible store. Nothing here knows a row.

A file is whole in its store before any row speaks of it: a crash between the two leaves a file
without a row, never a row without its file.
"""

from casetrack.files.directory import FolderStore
from casetrack.files.shelves import folder, shelf, use
from casetrack.files.store import CHUNK, Damaged, Kept, Store, StoreAway

__all__ = [
    "CHUNK",
    "Damaged",
    "FolderStore",
    "Kept",
    "Store",
    "StoreAway",
    "folder",
    "shelf",
    "use",
]
