"""The units of the demonstrations, shared by code, and the officers of the national one."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from casetrack.accounts import service
from casetrack.accounts.models import Officer, Unit
from casetrack.db import session
from casetrack.demo.figures import rows
from casetrack.rules.actor import UnitKind
from casetrack.rules.roles import Role

# No password's hash: nobody signs in as one of these officers.
NO_PASSWORD = "!"  # noqa: S105 - the absence of one
INVESTIGATORS = 4
READER = "national"
READER_PASSWORD = "figures from five years"  # noqa: S105 - printed by the command, never in production


@dataclass(frozen=True, slots=True)
class Place:
    """A circle and those of its officers whom history names."""

    unit_id: uuid.UUID
    code: str
    weight: int
    clerk: uuid.UUID
    supervisor: uuid.UUID
    liaison: uuid.UUID
    investigators: Sequence[uuid.UUID]


def make_units() -> Mapping[str, Unit]:
    """All units of data/units.csv by code; those that are there already are taken as they are."""
    units = {unit.code: unit for unit in session.scalars(select(Unit))}
    for row in rows("units.csv"):
        if row["code"] not in units:
            units[row["code"]] = service.add_unit(
                code=row["code"],
                name=row["name"],
                kind=UnitKind(row["kind"]),
                parent=units.get(row["parent"]),
            )
    return units


def make_places(now: datetime) -> list[Place]:
    """The circles with their officers. Also makes the one officer who can sign in, at the top."""
    units = make_units()
    _make_reader(units["HQ"], now)
    liaisons = {
        row["code"]: _officer(units[row["code"]], Role.LIAISON, 1, now)
        for row in rows("units.csv")
        if row["kind"] == "ZONE"
    }
    return [
        Place(
            unit_id=units[row["code"]].id,
            code=row["code"],
            weight=int(row["weight"]),
            clerk=_officer(units[row["code"]], Role.CLERK, 1, now),
            supervisor=_officer(units[row["code"]], Role.SUPERVISOR, 1, now),
            liaison=liaisons[row["parent"]],
            investigators=[
                _officer(units[row["code"]], Role.INVESTIGATOR, number, now)
                for number in range(1, INVESTIGATORS + 1)
            ],
        )
        for row in rows("units.csv")
        if row["kind"] == "CIRCLE"
    ]


def _make_reader(unit: Unit, now: datetime) -> None:
    service.add_officer(
        username=READER,
        name="Demo National",
        rank="Director",
        role=Role.SUPERVISOR,
        unit=unit,
        password=READER_PASSWORD,
        now=now,
        must_change_password=False,
    )


def _officer(unit: Unit, role: Role, number: int, now: datetime) -> uuid.UUID:
    officer = Officer(
        username=f"national-{unit.code}-{role.value}-{number}".lower(),
        name=f"Demo {role.label} {number} {unit.code}",
        rank="",
        role=role,
        unit_id=unit.id,
        unit=unit,
        password_hash=NO_PASSWORD,
        created_at=now,
    )
    session.add(officer)
    session.flush()
    return officer.id
