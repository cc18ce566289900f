"""Reads of challans, charges, hearings and appeals: those of the cases the actor may see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from casetrack.cases.models import Accused, Case
from casetrack.cases.queries import visible_ids
from casetrack.db import session
from casetrack.prosecution.models import Appeal, Challan, Charge, Hearing, Verdict
from casetrack.rules.actor import Actor
from casetrack.rules.states import AccusedState, Outcome

# A charge that ended so was not decided for or against the accused. A withdrawal after the charge
# acquits in law (CrPC s.494(b)), as a compromise does (s.345(6)).
_UNDECIDED = ("ABATED",)


def visible_challans(actor: Actor) -> Select[Challan]:
    """Challans of the cases the actor may see."""
    return select(Challan).where(Challan.case_id.in_(visible_ids(actor)))


def visible_charges(actor: Actor) -> Select[Charge]:
    """Charges in the cases the actor may see."""
    return select(Charge).where(Charge.case_id.in_(visible_ids(actor)))


def visible_hearings(actor: Actor) -> Select[Hearing]:
    """Hearings of the cases the actor may see."""
    return select(Hearing).where(Hearing.case_id.in_(visible_ids(actor)))


def visible_appeals(actor: Actor) -> Select[Appeal]:
    """Appeals in the cases the actor may see."""
    return select(Appeal).where(Appeal.case_id.in_(visible_ids(actor)))


def hearings(actor: Actor, from_on: date, to_on: date) -> Sequence[Hearing]:
    """The hearings the actor may see on these days, both included, each with its case."""
    rows = (
        visible_hearings(actor)
        .options(joinedload(Hearing.case))
        .where(Hearing.held_on.between(from_on, to_on))
        .order_by(Hearing.held_on, Hearing.court, Hearing.id)
    )
    return session.scalars(rows).all()


def challans_of(case: Case) -> Sequence[Challan]:
    """The challans of a case, the first submitted first."""
    rows = select(Challan).where(Challan.case_id == case.id)
    return session.scalars(rows.order_by(Challan.submitted_on, Challan.recorded_at)).all()


def charges_of(case: Case, accused: Accused | None = None) -> Sequence[Charge]:
    """The charges of a case by accused and section, with every verdict; or of one accused."""
    rows = select(Charge).join(Charge.accused).where(Charge.case_id == case.id)
    if accused is not None:
        rows = rows.where(Charge.accused_id == accused.id)
    # Read anew even what this session holds: another officer may have recorded a verdict since.
    ordered = rows.order_by(Accused.serial, Charge.framed_on, Charge.offence)
    return session.scalars(ordered, execution_options={"populate_existing": True}).all()


def open_charges(case: Case) -> Sequence[Charge]:
    """The charges that await a verdict: of accused who stand trial, and after a retrial order."""
    away = (AccusedState.ABSCONDING, AccusedState.PROCLAIMED_OFFENDER, AccusedState.DIED)
    return [
        charge
        for charge in charges_of(case)
        if charge.verdict is None and charge.accused.state not in away
    ]


def hearings_of(case: Case) -> Sequence[Hearing]:
    """The hearings of a case, the latest date first."""
    rows = select(Hearing).where(Hearing.case_id == case.id)
    ordered = rows.order_by(Hearing.held_on.desc(), Hearing.recorded_at.desc(), Hearing.id)
    return session.scalars(ordered).all()


def next_hearing(case: Case, today: date) -> Hearing | None:
    """The nearest hearing from today on of which nothing is recorded yet."""
    rows = select(Hearing).where(
        Hearing.case_id == case.id, Hearing.held_on >= today, Hearing.outcome == ""
    )
    return session.scalars(rows.order_by(Hearing.held_on, Hearing.id).limit(1)).one_or_none()


def appeals_of(case: Case) -> Sequence[Appeal]:
    """The appeals in a case, the first filed first."""
    rows = select(Appeal).where(Appeal.case_id == case.id)
    return session.scalars(rows.order_by(Appeal.filed_on, Appeal.recorded_at, Appeal.id)).all()


def pending_appeals(case: Case) -> Sequence[Appeal]:
    """The appeals that are not decided yet."""
    return [appeal for appeal in appeals_of(case) if appeal.decided_on is None]


def verdict_as_of(charge: Charge, day: date, *, known_at: datetime | None = None) -> Verdict | None:
    """The verdict that stood on `day`, or None: none was given yet, or it was set aside.

    With `known_at`, as casetrack knew it at that instant: a verdict recorded later is left out.
    """
    given = [
        verdict
        for verdict in charge.verdicts
        if verdict.given_on <= day and (known_at is None or verdict.recorded_at <= known_at)
    ]
    return None if not given or given[-1].kind == "SET_ASIDE" else given[-1]


def outcome_as_of(
    charges: Iterable[Charge], day: date, *, known_at: datetime | None = None
) -> Outcome:
    """What these charges, of one accused or of a whole case, had come to on `day`."""
    standing = [verdict_as_of(charge, day, known_at=known_at) for charge in charges]
    if any(verdict is not None and verdict.kind == "CONVICTED" for verdict in standing):
        return Outcome.CONVICTED
    if any(verdict is None for verdict in standing):
        return Outcome.OPEN
    tried = any(verdict and verdict.kind not in _UNDECIDED for verdict in standing)
    return Outcome.ACQUITTED if tried else Outcome.OPEN
