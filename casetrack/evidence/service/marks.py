"""What becomes of a document in court: its mark, whether it is relied on, whether it is cleared."""

from __future__ import annotations

from datetime import datetime

from casetrack import numbers
from casetrack.db import session
from casetrack.evidence.models import Document
from casetrack.rules.actor import Actor
from casetrack.rules.refusals import Refused
from casetrack.rules.words import N_


def give_mark(*, document: Document) -> str:
    """The next mark of the case, Ex.PA first: given once and in order, under the series' lock."""
    serial = numbers.take(f"mark:{document.case_id}")
    session.refresh(document)
    if document.mark_serial:
        raise Refused(N_("It bears {mark} already."), mark=document.mark)
    if not document.relied_on:
        raise Refused(N_("What is not relied on is not put to the court."))
    document.mark_serial = serial
    session.flush()
    return document.mark


def set_relied_on(*, document: Document, relied_on: bool) -> None:
    """Whether the prosecution relies on it; what it does not goes to the unused material."""
    if document.mark_serial and not relied_on:
        words = N_("It was put to the court as {mark}: what the court has stays relied on.")
        raise Refused(words, mark=document.mark)
    document.relied_on = relied_on
    session.flush()


def clear_document(*, document: Document, actor: Actor, now: datetime) -> None:
    """An officer has read it through: it names nobody whose name the law protects."""
    document.cleared_at, document.cleared_by_id = now, actor.id
    session.flush()


def withdraw_clearance(*, document: Document) -> None:
    """It names somebody after all, or must be read again."""
    document.cleared_at = document.cleared_by_id = None
    session.flush()
