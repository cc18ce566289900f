"""The documents of the case: relied on, unused, and those of the police alone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from casetrack.dossiers import tree
from casetrack.dossiers.build.sources import Sources
from casetrack.dossiers.build.words import label
from casetrack.dossiers.editions import ALL, GROUNDS, NONE
from casetrack.evidence.models import Document
from casetrack.rules import lists

# What can be bound in as pages; a video or a spreadsheet stays a file under its hash.
BINDABLE = frozenset({"application/pdf", "image/jpeg", "image/png", "image/tiff"})
# Part B, for the police alone: what the agency's lawyers and correspondents wrote to it.
POLICE_KINDS = frozenset({"APPROVAL", "CORRESPONDENCE"})


def papers(sources: Sources) -> tuple[tree.Paper, ...]:
    """The documents relied on, D-1 first."""
    return _papers(sources, (one for one in sources.documents if _relied_on(one)))


def unused(sources: Sources) -> tuple[tree.Paper, ...]:
    """The documents that are not relied on."""
    return _papers(sources, (one for one in sources.documents if not one.relied_on))


def letters(sources: Sources) -> tuple[tree.Paper, ...]:
    """Approvals, opinions and correspondence."""
    kept = (one for one in sources.documents if one.relied_on and one.kind in POLICE_KINDS)
    return _papers(sources, kept)


def manifest_sha256(listed: Iterable[tree.Paper]) -> str:
    """SHA-256 of the manifest's lines, each "D-1 <sha256> <bytes>" and a line feed."""
    lines = "".join(f"{one.reference} {one.sha256} {one.size}\n" for one in listed)
    return hashlib.sha256(lines.encode()).hexdigest()


def _relied_on(one: Document) -> bool:
    return one.relied_on and one.kind not in POLICE_KINDS


def _papers(sources: Sources, documents: Iterable[Document]) -> tuple[tree.Paper, ...]:
    return tuple(_paper(sources, one) for one in documents)


def _paper(sources: Sources, one: Document) -> tree.Paper:
    barred = _barred(sources, one)
    return tree.Paper(
        reference=one.reference,
        mark=one.mark,
        kind=one.kind,
        kind_label=label(lists.DOCUMENT_KINDS, one.kind),
        title=sources.words.typed(one.title),
        name=sources.words.typed(one.original_name),
        media_type=one.media_type,
        size=one.size,
        sha256=one.sha256,
        bound=one.relied_on and one.media_type in BINDABLE and not barred,
        unbound=barred,
        recorded_at=one.recorded_at,
        recorded_by=one.recorded_by.title,
    )


def _barred(sources: Sources, one: Document) -> str:
    """Why its pages may not be in this copy: a file cannot be struck out as a text can."""
    binds = sources.edition.binds
    if binds == NONE:
        return GROUNDS[sources.edition.ground]
    needs_reading = binds != ALL and bool(sources.words.references)
    return GROUNDS["uncleared"] if needs_reading and one.cleared_at is None else ""
