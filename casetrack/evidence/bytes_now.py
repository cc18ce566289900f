"""What the stored bytes of a digital exhibit hash to at this moment."""

from __future__ import annotations

import hashlib

from casetrack.evidence import store
from casetrack.evidence.models import Document, Exhibit

CHUNK = 1024 * 1024


def hash_now(exhibit: Exhibit) -> str:
    """SHA-256 in hex of the bytes as they are read now; "" for a thing, or when they are gone."""
    return hash_of(exhibit.document) if exhibit.document else ""


def hash_of(document: Document) -> str:
    """SHA-256 in hex of a document's bytes as they are read now; "" when they are gone."""
    digest = hashlib.sha256()
    try:
        with store.open_file(document.sha256) as file:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
    except FileNotFoundError:
        return ""
    return digest.hexdigest()
