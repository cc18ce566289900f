"""The officers of the small demonstration: seven who can sign in, and their colleagues."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from casetrack.accounts import service
from casetrack.accounts.models import Officer, Unit
from casetrack.db import session
from casetrack.demo.places import NO_PASSWORD, make_units
from casetrack.rules.roles import Role

PASSWORD = "demo lamp river stone"  # noqa: S105 - printed at every start, never in production
# username, rank, name, role, unit: one for each role, and headquarters, which sees all.
SIGN_INS = (
    ("clerk", "ASI", "Nadia Korwal", Role.CLERK, "FSD"),
    ("investigator", "Insp.", "Saima Tarkhel", Role.INVESTIGATOR, "FSD"),
    ("supervisor", "Addl. Director", "Bilal Sandhar", Role.SUPERVISOR, "FSD"),
    ("headquarters", "Director", "Rabia Mirpal", Role.SUPERVISOR, "HQ"),
    ("liaison", "Dy. Director", "Hamza Rohtan", Role.LIAISON, "CENTRAL"),
    ("auditor", "Auditor", "Iqra Jandol", Role.AUDITOR, "HQ"),
    ("administrator", "Admin. Officer", "Usman Takhtar", Role.ADMINISTRATOR, "HQ"),
)
# The circles in which stories are told, and who works there beside those who can sign in.
CIRCLES = ("FSD", "LHR", "KHI", "ISB")
SURNAMES = ("Loralin", "Chenwari", "Darazin", "Kotlan", "Mehrabi", "Sohawin", "Talagan", "Zhoban")


@dataclass(frozen=True, slots=True)
class Desk:
    """Who does what in one circle."""

    unit: Unit
    clerk: Officer
    investigators: tuple[Officer, ...]
    supervisor: Officer
    liaison: Officer


def make_desks(now: datetime) -> Mapping[str, Desk]:
    """The units, their officers, and a desk for each circle in which something happens."""
    units = make_units()
    known = {
        name: _known(name, rank, words, role, units[unit], now)
        for name, rank, words, role, unit in SIGN_INS
    }
    liaisons = {"CENTRAL": known["liaison"]}
    return {code: _desk(units, units[code], known, liaisons, now) for code in CIRCLES}


def _desk(
    units: Mapping[str, Unit],
    unit: Unit,
    known: Mapping[str, Officer],
    liaisons: dict[str, Officer],
    now: datetime,
) -> Desk:
    zone = next(one for one in units.values() if one.id == unit.parent_id)
    if zone.code not in liaisons:
        liaisons[zone.code] = _colleague(zone, Role.LIAISON, 1, now)
    second = _colleague(unit, Role.INVESTIGATOR, 2, now)
    if unit.code == "FSD":
        lead = (known["investigator"], second)
        return Desk(unit, known["clerk"], lead, known["supervisor"], liaisons[zone.code])
    return Desk(
        unit,
        _colleague(unit, Role.CLERK, 1, now),
        (_colleague(unit, Role.INVESTIGATOR, 1, now), second),
        _colleague(unit, Role.SUPERVISOR, 1, now),
        liaisons[zone.code],
    )


def _known(username: str, rank: str, name: str, role: Role, unit: Unit, now: datetime) -> Officer:
    return service.add_officer(
        username=username,
        name=name,
        rank=rank,
        role=role,
        unit=unit,
        password=PASSWORD,
        now=now,
        must_change_password=False,
    )


def _colleague(unit: Unit, role: Role, number: int, now: datetime) -> Officer:
    ranks = {Role.CLERK: "ASI", Role.INVESTIGATOR: "SI", Role.SUPERVISOR: "Dy. Director"}
    place = sum(unit.code.encode()) + number + len(role.value)
    officer = Officer(
        username=f"{role.value}-{number}-{unit.code}".lower(),
        name=f"{'AFHKNRSZ'[place % 8]}. {SURNAMES[place % len(SURNAMES)]}",
        rank=ranks.get(role, "Asst. Director"),
        role=role,
        unit_id=unit.id,
        unit=unit,
        password_hash=NO_PASSWORD,
        created_at=now,
    )
    session.add(officer)
    session.flush()
    return officer
