"""Whose case it is."""

from __future__ import annotations

import uuid

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, true

from casetrack.accounts.queries import on_it, within
from casetrack.cases.models import Case
from casetrack.rules.actor import Actor
from casetrack.rules.roles import Permission, Role


def visible_to(actor: Actor) -> Select[Case]:
    """The cases this officer may know of; the caller adds conditions and an order."""
    return select(Case).where(may_see(actor))


def visible_ids(actor: Actor) -> Select[uuid.UUID]:
    """Their ids, for `case_id IN (…)`."""
    return select(Case.id).where(may_see(actor))


def may_see(actor: Actor) -> ColumnElement[bool]:
    """SQL for "this officer may know of this case".

    Members see their cases wherever they serve; a sealed case is open to them alone. Clerk,
    auditor and administrator see no case.
    """
    if not actor.may(Permission.CASE_READ):
        return false()
    member = on_it(actor, "case", Case.id.expression)
    return or_(member, and_(Case.sealed.is_(False), _in_reach(actor)))


def _in_reach(actor: Actor) -> ColumnElement[bool]:
    """An investigator's unit, a supervisor's unit and below, a liaison's zone from the challan."""
    if actor.role is Role.LIAISON:
        before_court = Case.prosecution_on.is_not(None)
        return and_(before_court, Case.unit_id.in_(within(actor.zone_path)))
    if actor.at_headquarters:
        return true()
    if actor.role is Role.SUPERVISOR:
        return Case.unit_id.in_(within(actor.unit_path))
    return Case.unit_id == actor.unit_id
