"""Asking for a return, and issuing it: numbered, signed off, and never changed again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from casetrack import jobs, numbers
from casetrack.accounts.models import Officer, Unit
from casetrack.db import local_date, new_id, session
from casetrack.reports.catalogue import Kind
from casetrack.reports.document import Document
from casetrack.reports.facts import Asked
from casetrack.reports.kept_rows import Kept
from casetrack.reports.models import Return, ReturnRequest
from casetrack.reports.returned import Signed, Signer, sha256_of
from casetrack.rules.actor import Actor
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Permission
from casetrack.rules.words import N_

JOB = "return"
LONGEST_PURPOSE = 300


def ask_return(
    *,
    kind: Kind,
    asked: Asked,
    unit: Unit,
    purpose: str,
    supersedes: Return | None,
    actor: Actor,
    now: datetime,
) -> ReturnRequest:
    """Have a return issued by the worker once this is committed; `unit` is that of the question.

    Raises Refused on purpose, and where no return can be made of the question.
    """
    if not actor.may(Permission.REPORT_ISSUE):
        raise Refused(N_("Only a supervisor issues a return."))
    _check_question(kind, asked)
    words = " ".join(purpose.split())
    if not words or len(words) > LONGEST_PURPOSE:
        raise Refused(N_("Say what the return is for, in at most 300 characters."), field="purpose")
    if supersedes is not None:
        _check_last(supersedes)
    request = ReturnRequest(
        report=kind.name,
        question=asked.query(),
        unit_id=unit.id,
        purpose=words,
        supersedes_id=supersedes.id if supersedes else None,
        asked_at=now,
        asked_by_id=actor.id,
    )
    request.unit = unit
    session.add(request)
    session.flush()
    request.job = jobs.ask(JOB, {"request": str(request.id)}, now)
    session.flush()
    return request


def _check_question(kind: Kind, asked: Asked) -> None:
    if not kind.returnable:
        raise Refused(N_("The rows behind this report are not kept, so no return is made of it."))
    if asked.public:
        raise Refused(
            N_(
                "Small counts are hidden from this report, so it cannot be set against its rows."
                " Issue the return with all its figures."
            )
        )


def _check_last(before: Return) -> None:
    later = session.scalar(select(Return.number).where(Return.supersedes_id == before.id))
    if later is not None:
        raise Refused(
            N_("{number} was issued again already, as {later}."), number=before.number, later=later
        )


def issue_return(
    *, request: ReturnRequest, document: Document, kept: Kept, issued_at: datetime
) -> Return:
    """The return that was asked for, under the next number of its unit and year.

    A second run of the job, after a worker was taken for dead, finds the first one's return.
    """
    session.execute(
        select(ReturnRequest.id).where(ReturnRequest.id == request.id).with_for_update()
    )
    session.refresh(request)
    if request.return_id is not None:
        return session.get_one(Return, request.return_id)
    before = session.get_one(Return, request.supersedes_id) if request.supersedes_id else None
    if before is not None:
        _check_last(before)
    year = local_date(issued_at).year
    serial = numbers.take(f"return:{request.unit.code}:{year}")
    number = f"R-{request.unit.code}-{year}-{serial:04d}"
    said = _signed(
        request, number=number, document=document, kept=kept, issued_at=issued_at, before=before
    )
    made = _row(request, said, serial, sealed=kept.sealed)
    session.add(made)
    session.flush()
    request.return_id = made.id
    session.flush()
    return made


def _signed(
    request: ReturnRequest,
    *,
    number: str,
    document: Document,
    kept: Kept,
    issued_at: datetime,
    before: Return | None,
) -> Signed:
    return Signed(
        number=number,
        purpose=request.purpose,
        report=request.report,
        definitions=document.version,
        unit=request.unit.code,
        question=request.question,
        as_of=document.asked.as_of,
        issued_at=issued_at,
        issued_by=_signer(request.asked_by),
        supersedes=before.number if before else "",
        rows=kept.rows,
        members_sha256=kept.sha256,
        document=document,
    )


def _signer(officer: Officer) -> Signer:
    return Signer(officer.name, officer.rank, officer.unit.name)


def _row(request: ReturnRequest, said: Signed, serial: int, *, sealed: bool) -> Return:
    text = said.text
    question: Mapping[str, str] = request.question
    return Return(
        id=new_id(),
        number=said.number,
        unit_id=request.unit_id,
        unit=request.unit,
        year=local_date(said.issued_at).year,
        serial=serial,
        report=said.report,
        definitions=said.definitions,
        question=dict(question),
        as_of=said.as_of,
        issued_at=said.issued_at,
        issued_by_id=request.asked_by_id,
        issued_by=request.asked_by,
        purpose=said.purpose,
        supersedes_id=request.supersedes_id,
        sealed=sealed,
        rows=said.rows,
        members_sha256=said.members_sha256,
        content=text,
        sha256=sha256_of(text),
    )
