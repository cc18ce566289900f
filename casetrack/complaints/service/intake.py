"""Logging a complaint: its number, its complainant, its identifiers, its first movement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from casetrack import numbers
from casetrack.accounts.models import Unit
from casetrack.complaints.facts import (
    COMPLAINANT_NOTE,
    TRAIL_NOTE,
    ComplaintFacts,
    IdentifierFacts,
)
from casetrack.complaints.models import Complaint, ComplaintMovement, MoneyTrail
from casetrack.db import KARACHI, local_date, new_id, session
from casetrack.people import service as people
from casetrack.people.facts import Kind, LinkFacts
from casetrack.people.identifiers import guess
from casetrack.people.models import Person
from casetrack.people.normalise import fold_text
from casetrack.rules.actor import Actor
from casetrack.rules.refusals import Refused
from casetrack.rules.stages import COMPLAINT, ComplaintState
from casetrack.rules.words import N_

ANONYMOUS = "ANONYMOUS"
# What the table is told when nobody knows the day: that was asked and is an answer.
UNKNOWN = "UNKNOWN"
_ACCOUNTS = frozenset({Kind.IBAN, Kind.WALLET, Kind.BTC, Kind.ETH, Kind.TRX})


def log(*, facts: ComplaintFacts, actor: Actor, now: datetime) -> Complaint:
    """A new complaint of the actor's unit with its number, such as FSD-2025-000123.

    Raises Refused on `received_at`, `occurred_at`, `narrative`, or the field of an identifier.
    """
    _check(facts, actor, now)
    complainant = None
    if facts.complainant is not None:
        complainant = people.record_person(facts=facts.complainant, actor=actor, now=now)
    complaint = _complaint(facts, complainant, actor, now)
    complaint.movements.append(_first_movement(complaint, actor, now))
    session.add(complaint)
    session.flush()
    _link((*facts.identifiers, *_accounts(facts), *_complainants_own(facts)), complaint, now)
    return complaint


def _check(facts: ComplaintFacts, actor: Actor, now: datetime) -> None:
    if facts.received_at > now:
        raise Refused(N_("A complaint cannot be received in the future"), field="received_at")
    if facts.occurred_at is not None and facts.occurred_at > facts.received_at:
        raise Refused(N_("It cannot have happened after it was reported"), field="occurred_at")
    if facts.complainant is None and facts.complainant_kind != ANONYMOUS:
        raise Refused(N_("Enter the name, or choose that the caller is anonymous"), field="name")
    told = {
        "channel": facts.channel,
        "complainant": facts.complainant.name if facts.complainant else ANONYMOUS,
        "narrative": facts.narrative,
        "incident_at": facts.occurred_at or UNKNOWN,
        "received_at": facts.received_at,
    }
    COMPLAINT.check(None, ComplaintState.RECEIVED, role=actor.role, facts=told)


def _complaint(
    facts: ComplaintFacts, complainant: Person | None, actor: Actor, now: datetime
) -> Complaint:
    unit = session.get_one(Unit, actor.unit_id)
    year = facts.received_at.astimezone(KARACHI).year
    serial = numbers.take(f"complaint:{unit.code}:{year}")
    number = f"{unit.code}-{year}-{serial:06d}"
    told = _told(facts)
    return Complaint(
        **told,
        id=new_id(),
        number=number,
        unit=unit,
        unit_id=unit.id,
        year=year,
        serial=serial,
        complainant=complainant,
        search_text=fold_text(f"{number} {told['complainant_name']} {facts.narrative}"),
        state=ComplaintState.RECEIVED,
        recorded_at=now,
        recorded_by_id=actor.id,
        money_trail=_trail(facts),
    )


def _told(facts: ComplaintFacts) -> dict[str, Any]:
    """The columns that hold the complainant's own words and choices."""
    person = facts.complainant
    return {
        "channel": facts.channel,
        "received_at": facts.received_at,
        "received_on": local_date(facts.received_at),
        "occurred_at": facts.occurred_at,
        "complainant_kind": facts.complainant_kind,
        "complainant_name": person.name.strip() if person else "",
        "complainant_address": person.address.strip() if person else "",
        "narrative": facts.narrative,
        "category": facts.category,
        "means": list(facts.means),
        "platforms": list(facts.platforms),
        "impersonated": facts.impersonated,
        "target_country": facts.target_country,
        "loss_minor": facts.loss_minor,
        "loss_currency": facts.loss_currency,
    }


def _first_movement(complaint: Complaint, actor: Actor, now: datetime) -> ComplaintMovement:
    return ComplaintMovement(
        complaint_id=complaint.id,
        seq=1,
        from_state=None,
        to_state=ComplaintState.RECEIVED,
        occurred_at=complaint.received_at,
        recorded_at=now,
        actor_id=actor.id,
        facts={"channel": complaint.channel},
    )


def _trail(facts: ComplaintFacts) -> list[MoneyTrail]:
    return [
        MoneyTrail(
            position=position,
            institution=hop.institution,
            account=hop.account,
            amount_minor=hop.amount_minor,
            currency=hop.currency,
            paid_on=hop.paid_on,
            reference=hop.reference,
        )
        for position, hop in enumerate(facts.money_trail, start=1)
    ]


def _complainants_own(facts: ComplaintFacts) -> Iterator[IdentifierFacts]:
    person = facts.complainant
    if person is None:
        return
    for kind, written in (
        (Kind.PHONE, person.phone),
        (Kind.CNIC, person.cnic),
        (Kind.PASSPORT, person.passport),
    ):
        if written:
            yield IdentifierFacts(kind=kind, written=written, note=COMPLAINANT_NOTE)


def _accounts(facts: ComplaintFacts) -> Iterator[IdentifierFacts]:
    """The accounts of the money trail that name their holder beyond one bank's books."""
    for hop in facts.money_trail:
        found = [kind for kind, _ in guess(hop.account) if kind in _ACCOUNTS]
        if found:
            yield IdentifierFacts(kind=found[0], written=hop.account, note=TRAIL_NOTE)


def _link(identifiers: Iterable[IdentifierFacts], complaint: Complaint, now: datetime) -> None:
    """Named twice, an identifier keeps its first note: a suspect's stays a suspect's."""
    root = ("complaint", complaint.id)
    people.link_identifiers(
        facts=[
            LinkFacts(one.kind, one.written, "complaint", complaint.id, root, one.note)
            for one in identifiers
        ],
        now=now,
    )
