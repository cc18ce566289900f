"""Dates in court: fixed, then told what came of them, each leading to the next."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select

from casetrack.cases.models import Case
from casetrack.cases.service.locks import lock
from casetrack.db import local_date, session
from casetrack.prosecution.facts import HearingFacts, OutcomeFacts
from casetrack.prosecution.models import Hearing
from casetrack.rules import lists
from casetrack.rules.actor import Actor
from casetrack.rules.choices import keys
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Permission
from casetrack.rules.words import N_


def record_hearing(*, case: Case, facts: HearingFacts, actor: Actor, now: datetime) -> Hearing:
    """Add a hearing, past or to come; with a next date, that one too.

    Raises Refused on court, held_on, purpose, outcome, next_on or next_purpose.
    """
    _may(actor)
    lock(case=case)
    if case.fir_serial is None:
        raise Refused(N_("A case has hearings from its FIR on."))
    if not facts.court.strip():
        raise Refused(N_("Enter the court."), field="court")
    _check_purpose(facts.purpose, "purpose")
    if facts.held_on < case.opened_on:
        raise Refused(N_("That is before the case was opened."), field="held_on")
    if _fixed(case, facts.court, facts.held_on) is not None:
        raise Refused(N_("That hearing is recorded already."), field="held_on")
    _check_told(facts.held_on, facts.outcome, facts.next_on, now)
    hearing = _add(case, facts.court, facts.held_on, facts.purpose, now)
    hearing.outcome = facts.outcome.strip()
    _fix_next(case, hearing, facts.next_on, facts.next_purpose, now)
    return hearing


def record_outcome(
    *, hearing: Hearing, facts: OutcomeFacts, actor: Actor, now: datetime
) -> Hearing:
    """Tell what came of a hearing; its next date becomes a hearing of its own.

    Raises Refused on outcome, next_on or next_purpose.
    """
    _may(actor)
    lock(case=hearing.case)
    if hearing.outcome:
        raise Refused(N_("The outcome of this hearing is recorded already."), field="outcome")
    if not facts.outcome.strip():
        raise Refused(N_("Say what happened."), field="outcome")
    _check_told(hearing.held_on, facts.outcome, facts.next_on, now)
    hearing.outcome = facts.outcome.strip()
    _fix_next(hearing.case, hearing, facts.next_on, facts.next_purpose, now)
    return hearing


def _may(actor: Actor) -> None:
    if not actor.may(Permission.COURT_RECORD):
        raise Refused(N_("Only the prosecution liaison or a supervisor records hearings."))


def _check_purpose(key: str, field: str) -> None:
    if key not in keys(lists.HEARING_PURPOSES):
        raise Refused(N_("Choose what the hearing is for."), field=field)


def _check_told(held_on: date, outcome: str, next_on: date | None, now: datetime) -> None:
    if outcome.strip() and held_on > local_date(now):
        raise Refused(N_("That day has not come yet."), field="outcome")
    if next_on is not None and next_on <= held_on:
        raise Refused(N_("The next date must be after this hearing."), field="next_on")


def _fix_next(
    case: Case, hearing: Hearing, next_on: date | None, purpose: str, now: datetime
) -> None:
    """Note the next date and give it a row, unless somebody fixed that day before."""
    hearing.next_on = next_on
    if next_on is not None:
        purpose = purpose or hearing.purpose
        _check_purpose(purpose, "next_purpose")
        if _fixed(case, hearing.court, next_on) is None:
            _add(case, hearing.court, next_on, purpose, now)
    session.flush()


def _fixed(case: Case, court: str, on: date) -> Hearing | None:
    rows = select(Hearing).where(
        Hearing.case_id == case.id, Hearing.court == court.strip(), Hearing.held_on == on
    )
    return session.scalars(rows.order_by(Hearing.id)).first()


def _add(case: Case, court: str, on: date, purpose: str, now: datetime) -> Hearing:
    hearing = Hearing(
        case_id=case.id,
        case=case,
        court=court.strip(),
        held_on=on,
        purpose=purpose,
        recorded_at=now,
    )
    session.add(hearing)
    session.flush()
    return hearing
