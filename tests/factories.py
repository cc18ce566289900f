"""The smallest agency a test needs: units, and an officer of any role in any of them."""

from __future__ import annotations

import itertools

from sqlalchemy import select

from casetrack.accounts import service
from casetrack.accounts.models import Officer, Unit
from casetrack.db import session, utc_now
from casetrack.rules.actor import UnitKind
from casetrack.rules.roles import Role

PASSWORD = "seven green lamps at noon"
_numbers = itertools.count(1)


def unit(code: str = "FSD") -> Unit:
    """HQ, its zones CENTRAL and SOUTH, their circles FSD, LHR and KHI; made when first asked."""
    known = {
        "HQ": (UnitKind.HEADQUARTERS, None),
        "CENTRAL": (UnitKind.ZONE, "HQ"),
        "SOUTH": (UnitKind.ZONE, "HQ"),
        "FSD": (UnitKind.CIRCLE, "CENTRAL"),
        "LHR": (UnitKind.CIRCLE, "CENTRAL"),
        "KHI": (UnitKind.CIRCLE, "SOUTH"),
    }
    there = session.scalars(select(Unit).where(Unit.code == code)).one_or_none()
    if there is not None:
        return there
    kind, parent = known[code]
    return service.add_unit(
        code=code, name=f"{code} {kind.label}", kind=kind, parent=unit(parent) if parent else None
    )


def officer(role: Role = Role.INVESTIGATOR, at: str = "FSD", **more: object) -> Officer:
    """A new officer of that role in that unit, signed in under PASSWORD."""
    number = next(_numbers)
    made = service.add_officer(
        username=f"{role.value.lower()}{number}",
        name=f"Officer{number} Invented",
        rank="Insp.",
        role=role,
        unit=unit(at),
        password=PASSWORD,
        now=utc_now(),
        must_change_password=bool(more.get("must_change_password")),
    )
    session.commit()
    return made
