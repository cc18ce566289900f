"""The officer who is doing this now, as plain data that rules and services can be handed."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from casetrack.rules.roles import GRANTS, Permission, Role
from casetrack.rules.words import N_, Worded


class UnitKind(Worded):
    """The three levels of the agency."""

    HEADQUARTERS = "HEADQUARTERS", N_("Headquarters")
    ZONE = "ZONE", N_("Zone")
    CIRCLE = "CIRCLE", N_("Circle")


@dataclass(frozen=True, slots=True)
class Actor:
    """`unit_path` names the unit from the top, as "/HQ/CENTRAL/FSD/"."""

    id: UUID
    name: str
    role: Role
    unit_id: UUID
    unit_code: str
    unit_name: str
    unit_path: str

    def may(self, permission: Permission) -> bool:
        return permission in GRANTS[self.role]

    @property
    def at_headquarters(self) -> bool:
        return self.unit_path.count("/") == 2

    @property
    def zone_path(self) -> str:
        """The path of the actor's zone; headquarters is its own zone."""
        return "/".join(self.unit_path.split("/")[:3]).rstrip("/") + "/"
