"""Whose figures a report counts: the units, and the sealed matters that the actor may know of.

A figure is a world without the complaints and cases he may not know of. Those that are not sealed
are counted from indexes; the few sealed ones he works on are looked up first and added.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, inspect, or_, select, true

from casetrack.accounts.models import Unit
from casetrack.cases import queries as cases
from casetrack.cases.models import Case
from casetrack.complaints import queries as complaints
from casetrack.complaints.models import Complaint
from casetrack.db import session
from casetrack.rules.actor import Actor
from casetrack.rules.roles import Role

Conditions = tuple[ColumnElement[bool], ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """`unit_ids` None means all units. `sees_all` is the operator at the console, sealed too.

    Two are equal when they count the same rows, so that a statement is written once for both.
    """

    unit: Unit = field(compare=False)
    unit_ids: tuple[uuid.UUID, ...] | None
    sees_all: bool = False
    complaints: tuple[uuid.UUID, ...] = ()
    cases: tuple[uuid.UUID, ...] = ()
    actor: Actor | None = field(default=None, compare=False)  # None: the operator at the console

    @property
    def knows_sealed(self) -> bool:
        """Whether sealed matters are to be added to the tallies of the rest."""
        return bool(self.complaints or self.cases) and not self.sees_all

    def conditions(self, of: Any, *, sealed: bool = False) -> Conditions:
        """Conditions under which a row of `of` (complaint or case, or an alias) counts.

        `sealed` True: only the sealed ones that the actor works on, to add to tallies of the rest.
        """
        if sealed:
            mine = () if self.sees_all else (of.id.in_(self._worked_on(of)),)
            return (*self.units(of), of.sealed.is_(True), *mine)
        return (*self.units(of), *self.known(of))

    def known(self, of: Any) -> Conditions:
        """The condition on the seal alone."""
        if self.sees_all:
            return ()
        ids = self._worked_on(of)
        plain = of.sealed.is_(False)
        return (or_(plain, of.id.in_(ids)),) if ids else (plain,)

    def _worked_on(self, of: Any) -> tuple[uuid.UUID, ...]:
        return self.complaints if inspect(of).mapper.class_ is Complaint else self.cases

    def units(self, of: Any) -> Conditions:
        """The condition on the unit alone, of anything that has a unit."""
        if self.unit_ids is None:
            return ()
        if len(self.unit_ids) == 1:
            return (of.unit_id == self.unit_ids[0],)
        return (of.unit_id.in_(self.unit_ids),)


def units_for(actor: Actor) -> Sequence[Unit]:
    """The units whose figures this officer may ask for, each parent before its children.

    A supervisor his unit and all below, a liaison his zone; figures alone are open to the auditor.
    """
    return session.scalars(_units(actor)).all()


@lru_cache(maxsize=256)
def _units(actor: Actor) -> Select[Unit]:
    return select(Unit).where(_open_to(actor)).order_by(Unit.path)


def unit_ids_for(actor: Actor) -> Select[uuid.UUID]:
    """Their ids, for `unit_id IN (…)`."""
    return select(Unit.id).where(_open_to(actor))


def _open_to(actor: Actor) -> ColumnElement[bool]:
    if actor.role is Role.AUDITOR or actor.at_headquarters:
        return true()
    return Unit.path.startswith(
        actor.zone_path if actor.role is Role.LIAISON else actor.unit_path, autoescape=True
    )


def scope_of(actor: Actor, unit: Unit) -> Scope:
    """What this officer may know of in a unit and all below it; `unit` is one of `units_for`."""
    of_complaints, of_cases = (tuple(session.scalars(rows)) for rows in _sealed(actor))
    return Scope(unit, _at_or_below(unit), complaints=of_complaints, cases=of_cases, actor=actor)


def open_scope(unit: Unit) -> Scope:
    """What everybody may know of who may ask for the unit: nothing sealed."""
    return Scope(unit, _at_or_below(unit))


def everything(code: str = "") -> Scope | None:
    """All there is in a unit and all below it (everywhere if none is named), sealed or not."""
    wanted = Unit.code == code.upper() if code else Unit.parent_id.is_(None)
    unit = session.scalars(select(Unit).where(wanted).order_by(Unit.path).limit(1)).first()
    return None if unit is None else Scope(unit, _at_or_below(unit), sees_all=True)


def narrowed_to(scope: Scope, code: str) -> Scope:
    """The same knowledge of one unit of the scope and all below it."""
    unit = session.scalars(select(Unit).where(Unit.code == code)).one()
    return replace(scope, unit=unit, unit_ids=_at_or_below(unit))


def _at_or_below(unit: Unit) -> tuple[uuid.UUID, ...] | None:
    if unit.parent_id is None:
        return None
    rows = select(Unit.id).where(Unit.path.startswith(unit.path, autoescape=True))
    return tuple(session.scalars(rows.order_by(Unit.path)))


@lru_cache(maxsize=256)
def _sealed(actor: Actor) -> tuple[Select[uuid.UUID], Select[uuid.UUID]]:
    """The ids of the sealed complaints and cases that the officer may know of."""
    of_complaints = complaints.visible_to(actor).where(Complaint.sealed.is_(True))
    of_cases = cases.visible_to(actor).where(Case.sealed.is_(True))
    return (
        of_complaints.with_only_columns(Complaint.id).order_by(None),
        of_cases.with_only_columns(Case.id).order_by(None),
    )
