"""Units, officers, their sign-in sessions, and who was put on which case or complaint."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casetrack.audit import Root
from casetrack.db import Base, Identified, Versioned, keys
from casetrack.rules.actor import Actor, UnitKind
from casetrack.rules.roles import Role


class Unit(Identified, Versioned, Base):
    """Headquarters, a zone or a circle; a circle is also the police station of its FIRs."""

    __tablename__ = "units"

    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    kind: Mapped[UnitKind] = mapped_column(keys(UnitKind, "kind"))
    parent_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("units.id"), index=True)
    # The codes from the top, as "/HQ/CENTRAL/FSD/": a prefix finds a unit and all below it.
    path: Mapped[str] = mapped_column(unique=True)

    def audit_root(self) -> Root:
        return ("unit", self.id)


class Officer(Identified, Versioned, Base):
    """One person who signs in. Disabled when gone, never deleted."""

    __tablename__ = "officers"

    username: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    rank: Mapped[str]
    role: Mapped[Role] = mapped_column(keys(Role, "role"))
    unit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("units.id"), index=True)
    password_hash: Mapped[str]
    must_change_password: Mapped[bool] = mapped_column(default=True)
    bad_tries: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
    disabled_at: Mapped[datetime | None]
    created_at: Mapped[datetime]

    unit: Mapped[Unit] = relationship(lazy="joined", innerjoin=True)

    def audit_root(self) -> Root:
        return ("unit", self.unit_id)

    @property
    def actor(self) -> Actor:
        return Actor(
            id=self.id,
            name=self.title,
            role=self.role,
            unit_id=self.unit_id,
            unit_code=self.unit.code,
            unit_name=self.unit.name,
            unit_path=self.unit.path,
        )

    @property
    def title(self) -> str:
        """Rank and name as they are signed: Insp. Saima Tariq."""
        return f"{self.rank} {self.name}".strip()


class SignInSession(Identified, Base):
    """One signed-in browser. The cookie holds a random token; only its hash is kept here."""

    __tablename__ = "sign_in_sessions"

    token_hash: Mapped[str] = mapped_column(unique=True)
    officer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("officers.id"), index=True)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    end_reason: Mapped[str] = mapped_column(default="")
    address: Mapped[str]

    officer: Mapped[Officer] = relationship(lazy="joined", innerjoin=True)

    def audit_root(self) -> Root:
        """Beginning and end are acts. That the officer is still there is not: `touch_session`."""
        return self.officer.audit_root()


class Membership(Identified, Base):
    """An officer put on a case or a complaint from one instant until another."""

    __tablename__ = "memberships"
    __table_args__ = (
        CheckConstraint("root_kind IN ('case', 'complaint')", name="root_kind"),
        CheckConstraint("until_at IS NULL OR until_at >= from_at", name="until_after_from"),
        Index("ix_memberships_root", "root_kind", "root_id"),
        UniqueConstraint("officer_id", "root_id", "from_at", name="uq_memberships_stay"),
    )

    root_kind: Mapped[str]
    root_id: Mapped[uuid.UUID]
    officer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("officers.id"), index=True)
    lead: Mapped[bool] = mapped_column(default=False)
    from_at: Mapped[datetime]
    until_at: Mapped[datetime | None]

    officer: Mapped[Officer] = relationship(lazy="joined", innerjoin=True)

    def audit_root(self) -> Root:
        return (self.root_kind, self.root_id)
