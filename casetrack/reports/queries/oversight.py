"""Sites on the register, raids on them, and complaints that name a call centre."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from casetrack.db import session
from casetrack.operations.models import Arrest
from casetrack.people.models import IdentifierLink, Organisation, Site
from casetrack.people.queries import NOT_A_LICENCE, Standing, registrations_of, standing
from casetrack.reports.facts import Asked
from casetrack.reports.queries.counted import Question, count_by, question, rows
from casetrack.reports.queries.desks import known, known_before
from casetrack.reports.queries.measures import MEASURES
from casetrack.reports.queries.scope import Scope
from casetrack.rules.words import N_, Worded

CALL_CENTRE = "CALL_CENTRE"


class Held(Worded):
    """What a site was registered as, the best first."""

    LICENSED = "LICENSED", N_("Registered")
    MEMBER = "MEMBER", N_("Member of an association only")
    LAPSED = "LAPSED", N_("Registration ended before")
    ELSEWHERE = "ELSEWHERE", N_("Registered at another address only")
    NONE = "NONE", N_("No registration known")
    OFF_REGISTER = "OFF_REGISTER", N_("Site not on the register")


@dataclass(frozen=True, slots=True)
class Raid:
    """One raid with what its site was registered as on that day; `city` "" if not known."""

    held: Held
    city: str
    day: date
    unit_id: uuid.UUID
    organisation_id: uuid.UUID | None
    arrested: int


@dataclass(slots=True)
class Naming:
    """Complaints of one year: all, those that name a call centre, and those by its standing."""

    received: int = 0
    naming: int = 0
    by_held: Counter[Held] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Named:
    """One organisation that complaints name or whose sites were raided."""

    name: str
    held: Held
    complaints: int
    raids: int


def held_on(of: Standing) -> Held:
    """One word for a site's standing on a day."""
    if of.licences:
        return Held.LICENSED
    if of.held:
        return Held.MEMBER
    if of.lapsed:
        return Held.LAPSED
    return Held.ELSEWHERE if of.elsewhere else Held.NONE


def organisation_on(of: Organisation, day: date, asked: Asked) -> Held:
    """The best standing of its sites on a day; another address is one of them."""
    known_until = known_before(asked.as_of)
    found = {held_on(standing(site, day, known_before=known_until)) for site in of.sites}
    found.discard(Held.ELSEWHERE)
    return next((held for held in Held if held in found), Held.NONE)


def call_centre_sites(scope: Scope, asked: Asked) -> Sequence[Site]:
    """Sites of call centres that units of the scope put on the register."""
    wanted = _sites().where(Organisation.kind == CALL_CENTRE, *scope.units(Site))
    after = known_before(asked.as_of)
    if after is not None:
        wanted = wanted.where(Organisation.created_at < after)
    return session.scalars(wanted.order_by(Site.city, Site.id)).unique().all()


def _sites() -> Any:
    return (
        select(Site)
        .join(Site.organisation)
        .options(joinedload(Site.organisation), selectinload(Site.registrations))
    )


def licensed_in(site: Site, first: date, last: date, asked: Asked) -> frozenset[str]:
    """The authorities by which a site was registered, or a member, on some day of a span."""
    return frozenset(
        one.authority
        for one in registrations_of(site, known_before(asked.as_of))
        if one.valid_from <= last and (one.valid_to is None or first <= one.valid_to)
    )


def held_in(site: Site, first: date, last: date, asked: Asked) -> Held:
    """The best that a site was on any day of a span."""
    authorities = licensed_in(site, first, last, asked)
    if authorities - NOT_A_LICENCE:
        return Held.LICENSED
    if authorities:
        return Held.MEMBER
    return held_on(standing(site, last, known_before=known_before(asked.as_of)))


def raids_on_sites(scope: Scope, asked: Asked) -> Sequence[Raid]:
    """The raids of the period, each with the standing of its site on its day."""
    q = question(scope, asked)
    of = q.s.operation
    columns = (of.id, of.site_id, of.started_on, q.s.case.unit_id)
    listed = session.execute(rows(MEASURES["raid"], q, *columns).order_by(of.started_on, of.id))
    found = listed.all()
    wanted = _sites().where(Site.id.in_({row[1] for row in found if row[1]})).order_by(Site.id)
    sites = {site.id: site for site in session.scalars(wanted).unique()}
    arrested = _arrests(q)
    return [
        _raid(sites.get(site_id), day, unit_id, arrested[key], asked)
        for key, site_id, day, unit_id in found
    ]


def _raid(site: Site | None, day: date, unit_id: uuid.UUID, arrested: int, asked: Asked) -> Raid:
    if site is None:
        return Raid(Held.OFF_REGISTER, "", day, unit_id, None, arrested)
    held = held_on(standing(site, day, known_before=known_before(asked.as_of)))
    return Raid(held, site.city, day, unit_id, site.organisation_id, arrested)


def _arrests(q: Question) -> Counter[uuid.UUID]:
    raids = rows(MEASURES["raid"], q, q.s.operation.id).scalar_subquery()
    found = (
        select(Arrest.operation_id, func.count())
        .where(Arrest.operation_id.in_(raids), *known(Arrest, q.asked.as_of))
        .group_by(Arrest.operation_id)
    )
    return Counter({key: count for key, count in session.execute(found) if key is not None})


@dataclass(frozen=True, slots=True)
class Namings:
    """`years` by year; `organisations` -> how many complaints name it."""

    years: Mapping[int, Naming]
    organisations: Counter[uuid.UUID]


def complaints_naming(scope: Scope, asked: Asked) -> Namings:
    """Complaints received in the period that share an identifier with a call centre."""
    q = question(scope, asked)
    received = count_by(MEASURES["received"], "year", q)
    found = {year: Naming(received[year]) for year in asked.period.years}
    pairs = session.execute(_pairs(q)).all()
    known_as = _organisations({organisation for _c, _day, organisation in pairs})
    by_complaint: dict[tuple[uuid.UUID, date], set[Held]] = {}
    for complaint, day, key in pairs:
        held = organisation_on(known_as[key], day, asked)
        by_complaint.setdefault((complaint, day), set()).add(held)
    for (_complaint, day), held_by in by_complaint.items():
        found[day.year].naming += 1
        found[day.year].by_held.update(held_by)
    return Namings(found, Counter(key for _complaint, _day, key in pairs))


def _pairs(q: Question) -> Any:
    """Complaint, its day and the call centre that it shares an identifier with, each pair once."""
    told, theirs, of = aliased(IdentifierLink), aliased(IdentifierLink), q.s.complaint
    after = known_before(q.asked.as_of)
    late = () if after is None else (told.created_at < after, theirs.created_at < after)
    return (
        rows(MEASURES["received"], q, of.id, of.received_on, Organisation.id)
        .join(told, (told.subject_kind == "complaint") & (told.subject_id == of.id))
        .join(
            theirs,
            (theirs.subject_kind == "organisation") & (theirs.identifier_id == told.identifier_id),
        )
        .join(Organisation, Organisation.id == theirs.subject_id)
        .where(Organisation.kind == CALL_CENTRE, *late)
        .distinct()
    )


def _organisations(keys: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, Organisation]:
    wanted = select(Organisation).where(Organisation.id.in_(list(keys))).order_by(Organisation.id)
    return {one.id: one for one in session.scalars(wanted).unique()}


def organisations_named(
    raids: Iterable[Raid], naming: Namings, asked: Asked, most: int
) -> Sequence[Named]:
    """Who is named or was raided, by name; the standing is that of the period's last day."""
    raided = Counter(raid.organisation_id for raid in raids if raid.organisation_id)
    listed = _organisations({*raided, *naming.organisations})
    ordered = sorted(
        listed,
        key=lambda key: (-naming.organisations[key], -raided[key], listed[key].name, str(key)),
    )
    day = min(asked.period.end, asked.as_of)
    return [
        Named(
            listed[key].name,
            organisation_on(listed[key], day, asked),
            naming.organisations[key],
            raided[key],
        )
        for key in ordered[:most]
    ]
