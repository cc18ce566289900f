"""The job that makes a thumbnail and a text extract of a stored document.

They are made from the document alone and can be made anew at any time, so a failure is only
noted. They lie on a shelf of their own: the evidence itself is never written again.
"""

from __future__ import annotations

import io
import uuid
from dataclasses import dataclass

from casetrack import files, jobs
from casetrack.audit import Act
from casetrack.db import session
from casetrack.evidence import peek, service, store
from casetrack.evidence.facts import DerivedFacts
from casetrack.evidence.models import Document
from casetrack.evidence.service.documents import DERIVE
from casetrack.rules.words import N_

LARGEST = 1024**3  # bytes
TOO_LARGE = N_("The file is too large for a preview.")
DAMAGED = N_("The stored file is missing or was changed.")


@dataclass(frozen=True, slots=True)
class _Asked:
    sha256: str
    size: int


@jobs.handler(DERIVE)
def derive(work: jobs.Work) -> None:
    """Make what can be made of one document; run twice, it makes the same again."""
    document_id = uuid.UUID(work.arguments["document"])
    with work.reading():
        found = session.get_one(Document, document_id)
        asked = _Asked(found.sha256, found.size)
    made = _made(asked)
    with work.writing(Act(name="jobs.derive_document", at=work.now())):
        document = session.get_one(Document, document_id)
        service.enter_derivatives(document=document, made=made, now=work.now())


def shelf() -> files.Store:
    """Where derivatives lie."""
    return files.shelf("derivatives")


def _made(asked: _Asked) -> list[DerivedFacts]:
    kinds = (peek.THUMBNAIL, peek.TEXT)
    if asked.size > LARGEST:
        return [DerivedFacts(peek.THUMBNAIL, failure=TOO_LARGE)]
    try:
        with store.local_copy(asked.sha256) as path:
            looks = [(kind, peek.look(kind, path)) for kind in kinds]
    except (FileNotFoundError, files.Damaged):
        return [DerivedFacts(peek.THUMBNAIL, failure=DAMAGED)]
    return [_kept(kind, look) for kind, look in looks if look.data or look.failure]


def _kept(kind: str, look: peek.Made) -> DerivedFacts:
    if not look.data:
        return DerivedFacts(kind, failure=look.failure)
    kept = shelf().keep(io.BytesIO(look.data))
    return DerivedFacts(kind, sha256=kept.sha256, size=kept.size)
