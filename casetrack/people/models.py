"""The shared register: persons, organisations and what they were registered as, identifiers."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casetrack.audit import Root
from casetrack.db import Base, Identified, Versioned

SEXES = "('F', 'M', 'X', 'U')"


class Person(Identified, Versioned, Base):
    """A human being, once; roles belong to person × case. Search reads `search_text`."""

    __tablename__ = "persons"
    __table_args__ = (
        CheckConstraint(f"sex IN {SEXES}", name="sex"),
        Index("ix_persons_unit_name", "unit_id", "name", "id"),
        Index("ix_persons_name", "name", "id"),
    )

    name: Mapped[str]
    aliases: Mapped[str] = mapped_column(default="")
    father_name: Mapped[str] = mapped_column(default="")
    sex: Mapped[str] = mapped_column(default="U")
    born_on: Mapped[date | None]
    # A stated age counts from the day it was stated.
    age_years: Mapped[int | None]
    age_stated_on: Mapped[date | None]
    nationality: Mapped[str] = mapped_column(default="")  # ISO 3166-1 alpha-2; "" unknown
    no_cnic_reason: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    search_text: Mapped[str] = mapped_column(default="")
    unit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("units.id"))
    created_at: Mapped[datetime]

    def audit_root(self) -> Root:
        return ("unit", self.unit_id)


class Organisation(Identified, Versioned, Base):
    """A call centre, software house, bank, telco or platform."""

    __tablename__ = "organisations"

    name: Mapped[str]
    kind: Mapped[str]  # key of rules.lists.ORGANISATION_KINDS
    notes: Mapped[str] = mapped_column(default="")
    search_text: Mapped[str] = mapped_column(default="")
    unit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("units.id"), index=True)
    created_at: Mapped[datetime]

    sites: Mapped[list[Site]] = relationship(order_by="Site.address", lazy="selectin")

    def audit_root(self) -> Root:
        return ("unit", self.unit_id)


class Site(Identified, Versioned, Base):
    """One address of an organisation. Registration is per site and per year."""

    __tablename__ = "sites"

    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisations.id"), index=True)
    address: Mapped[str]
    city: Mapped[str]
    unit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("units.id"), index=True)

    organisation: Mapped[Organisation] = relationship(back_populates="sites")
    registrations: Mapped[list[Registration]] = relationship(
        order_by="Registration.valid_from", lazy="selectin"
    )

    def audit_root(self) -> Root:
        return ("unit", self.unit_id)


class Registration(Identified, Base):
    """What an authority registered a site as, from one day to another."""

    __tablename__ = "registrations"
    __table_args__ = (
        UniqueConstraint("authority", "number", "site_id", "valid_from"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="to_after_from"),
    )

    site_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("sites.id"), index=True)
    authority: Mapped[str]  # key of rules.lists.REGISTRATION_AUTHORITIES
    number: Mapped[str]
    registered_for: Mapped[str] = mapped_column(default="")  # "call-centre service"
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    unit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("units.id"))
    recorded_at: Mapped[datetime]

    def audit_root(self) -> Root:
        return ("unit", self.unit_id)


class Identifier(Identified, Base):
    """A normalised value (phone, CNIC, IBAN, …) and how many rows point to it."""

    __tablename__ = "identifiers"
    __table_args__ = (UniqueConstraint("kind", "value"),)

    kind: Mapped[str]
    value: Mapped[str]
    degree: Mapped[int] = mapped_column(default=0)


class IdentifierLink(Identified, Base):
    """One complaint, case, person or organisation in which an identifier was seen.

    `root_*` names the complaint, case or unit under whose guard the link is read.
    """

    __tablename__ = "identifier_links"
    __table_args__ = (
        UniqueConstraint("identifier_id", "subject_kind", "subject_id"),
        CheckConstraint(
            "subject_kind IN ('complaint', 'case', 'person', 'organisation')", name="subject_kind"
        ),
        Index("ix_identifier_links_subject", "subject_kind", "subject_id"),
    )

    identifier_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("identifiers.id"), index=True)
    subject_kind: Mapped[str]
    subject_id: Mapped[uuid.UUID]
    root_kind: Mapped[str]
    root_id: Mapped[uuid.UUID]
    as_written: Mapped[str]
    note: Mapped[str] = mapped_column(default="")  # whose it is: suspect, complainant, mule …
    created_at: Mapped[datetime]

    identifier: Mapped[Identifier] = relationship(lazy="joined", innerjoin=True)

    def audit_root(self) -> Root:
        return (self.root_kind, self.root_id)
