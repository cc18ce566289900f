"""What one printing of a dossier says: the content as it is frozen, and what its pages bear."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from casetrack import files
from casetrack.dossiers import changes, tree
from casetrack.dossiers.build import build
from casetrack.dossiers.editions import EDITIONS, MEDIA
from casetrack.dossiers.facts import EDITIONS as LABELS
from casetrack.dossiers.facts import PURPOSES
from casetrack.dossiers.freezing import freeze, thaw
from casetrack.dossiers.models import Dossier
from casetrack.rules.actor import Actor
from casetrack.rules.lists import label_of

# Where the printed files lie, and the content that they were printed from.
SHELF = "dossiers"


def frozen_content(dossier: Dossier, actor: Actor, now: datetime) -> tuple[tree.Dossier, str]:
    """What is to be printed, thawed from its frozen bytes, and their SHA-256.

    A dossier that was printed before says the same again; a new one is read from the case as the
    actor may see it at `now`. Raises Refused as `build` does.
    """
    if dossier.content_sha256:
        return thaw(_kept(dossier)), dossier.content_sha256
    frozen = freeze(_read(dossier, actor, now))
    return thaw(frozen), files.shelf(SHELF).keep(BytesIO(frozen)).sha256


def _read(dossier: Dossier, actor: Actor, now: datetime) -> tree.Dossier:
    made = build(dossier.case, actor, now, edition=dossier.edition, complaint_id=dossier.subject_id)
    last = dossier.follows
    if last is None or not last.content_sha256:
        return made
    return changes.since(made, document_of(last), thaw(_kept(last)))


def _kept(dossier: Dossier) -> bytes:
    with files.shelf(SHELF).open(dossier.content_sha256) as file:
        return file.read()


def issue_of(
    dossier: Dossier, content: tree.Dossier, as_of: datetime, verify_url: str = ""
) -> tree.Issue:
    """What every page of this printing bears; `content` is the case as it stood at `as_of`."""
    edition, officer = EDITIONS[content.edition], dossier.requested_by
    cover = content.cover
    return tree.Issue(
        document=document_of(dossier),
        edition=label_of(LABELS, dossier.edition),
        purpose=label_of(PURPOSES, dossier.purpose),
        classification=edition.sealed if cover.sealed else edition.classification,
        as_of=as_of,
        issuer="" if content.edition == MEDIA else officer.title,
        issuer_unit=officer.unit.name,
        number=cover.number,
        title=cover.title,
        draft=dossier.stage == "DRAFT",
        bates_prefix=f"{cover.number}/{edition.letter}",
        first_bates=dossier.first_bates,
        verify_url=verify_url,
    )


def document_of(dossier: Dossier) -> str:
    """The number under which the document stands in the register."""
    return f"{dossier.case.number}/D{dossier.serial}"
