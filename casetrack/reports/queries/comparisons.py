"""Reads of the returns that were set against today by the worker."""

from __future__ import annotations

from sqlalchemy import Select, select
from sqlalchemy.orm import undefer

from casetrack.db import session
from casetrack.reports.models import Return, ReturnComparison
from casetrack.reports.queries.returns import visible_to
from casetrack.rules.actor import Actor


def comparisons_of(actor: Actor) -> Select[ReturnComparison]:
    """What this officer asked to have compared, of the returns that are still open to him."""
    returns = visible_to(actor).with_only_columns(Return.id)
    mine = ReturnComparison.asked_by_id == actor.id
    return select(ReturnComparison).where(mine, ReturnComparison.return_id.in_(returns))


def last_asked(actor: Actor, of: Return) -> ReturnComparison | None:
    """The newest that he asked for, made or not."""
    return session.scalars(_newest(actor, of).limit(1)).one_or_none()


def last_made(actor: Actor, of: Return) -> ReturnComparison | None:
    """The newest that was made, with its result."""
    made = _newest(actor, of).where(ReturnComparison.made_at.is_not(None))
    return session.scalars(made.options(undefer(ReturnComparison.result)).limit(1)).one_or_none()


def _newest(actor: Actor, of: Return) -> Select[ReturnComparison]:
    order = (ReturnComparison.asked_at.desc(), ReturnComparison.id)
    return comparisons_of(actor).where(ReturnComparison.return_id == of.id).order_by(*order)
