"""Complaints, raids, exhibits and papers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from casetrack.complaints.facts import COMPLAINANT_NOTE, IDENTIFIER_NOTES
from casetrack.complaints.models import Complaint, ComplaintMovement, MoneyTrail
from casetrack.db import local_date
from casetrack.dossiers import tree
from casetrack.dossiers.build.people import contacts
from casetrack.dossiers.build.protected import is_named
from casetrack.dossiers.build.sources import Sources
from casetrack.dossiers.build.words import label, labels, lines, plain, span
from casetrack.evidence.models import CustodyAct, CustodyConfirmation, Exhibit
from casetrack.evidence.queries import faults_of
from casetrack.operations.models import Operation
from casetrack.people.facts import Kind
from casetrack.people.identifiers import show
from casetrack.people.models import IdentifierLink, Site
from casetrack.people.queries import standing
from casetrack.rules import lists
from casetrack.rules.choices import Choice
from casetrack.rules.custody_faults import FaultKind
from casetrack.rules.states import ComplaintState
from casetrack.rules.words import N_

OPERATIONS = {"RAID": N_("Raid"), "SEARCH": N_("Search")}
SIDES = {"FROM": N_("Giver"), "TO": N_("Taker")}
ANONYMOUS = "ANONYMOUS"
NOTES = (*IDENTIFIER_NOTES, Choice(COMPLAINANT_NOTE, N_("Complainant's own")))


def complaints(sources: Sources) -> tuple[tree.Complaint, ...]:
    """The joined complaints that the officer who asked may read, the oldest first."""
    return tuple(
        _complaint(sources, one, sources.reported.get(one.id, ())) for one in sources.complaints
    )


def _complaint(sources: Sources, one: Complaint, links: Sequence[IdentifierLink]) -> tree.Complaint:
    words, verified = sources.words, _verification(one)
    named = is_named(sources.case, "COMPLAINANT", one.complainant)
    own = [link for link in links if link.note == COMPLAINANT_NOTE]
    return tree.Complaint(
        number=one.number,
        received_at=one.received_at,
        channel=label(lists.CHANNELS, one.channel),
        complainant=plain(one.complainant.name) if named and one.complainant else "",
        anonymous=one.complainant_kind == ANONYMOUS,
        occurred_at=one.occurred_at,
        category=label(lists.CATEGORIES, one.category),
        means=labels(lists.MEANS, one.means),
        platforms=labels(lists.PLATFORMS, one.platforms),
        impersonated=words.typed(one.impersonated),
        target_country=one.target_country,
        loss_minor=one.loss_minor,
        loss_currency=one.loss_currency,
        narrative=words.typed(one.narrative),
        verified_on=one.verified_on,
        verified_by=verified.actor.title if verified else "",
        verification_report=words.facts(verified.facts, "verification_report") if verified else "",
        identifiers=tuple(_identifier(link) for link in links if link not in own),
        own=contacts(own) if named else (),
        trail=tuple(_hop(sources, hop) for hop in one.money_trail),
    )


def _verification(one: Complaint) -> ComplaintMovement | None:
    return next(
        (move for move in reversed(one.movements) if move.to_state is ComplaintState.VERIFIED), None
    )


def _identifier(link: IdentifierLink) -> tree.Identifier:
    kind = Kind(link.identifier.kind)
    value = plain(show(kind, link.identifier.value))
    return tree.Identifier(kind.label, value, label(NOTES, link.note))


def _hop(sources: Sources, hop: MoneyTrail) -> tree.Hop:
    return tree.Hop(
        institution=sources.words.typed(hop.institution),
        account=plain(hop.account),
        amount_minor=hop.amount_minor,
        currency=hop.currency,
        paid_on=hop.paid_on,
        reference=sources.words.typed(hop.reference),
    )


def raids(sources: Sources) -> tuple[tree.Raid, ...]:
    """The raids and searches that served the case, in the order they began."""
    arrested = Counter(arrest.operation_id for arrest in sources.arrests)
    return tuple(_raid(sources, one, arrested[one.id]) for one in sources.operations)


def _raid(sources: Sources, one: Operation, arrested: int) -> tree.Raid:
    typed = sources.words.typed
    taken = (row.serial for row in sources.exhibits if sources.taken_in.get(row.id) == one.id)
    return tree.Raid(
        reference=one.reference,
        kind=OPERATIONS[one.kind],
        warrant=plain(one.warrant_number),
        warrant_court=plain(one.warrant_court),
        warrant_on=one.warrant_on,
        no_warrant_reason=typed(one.no_warrant_reason),
        organisation=plain(one.site.organisation.name) if one.site else "",
        city=plain(one.site.city) if one.site else "",
        place=typed(one.place),
        standing=_standing(one.site, one) if one.site else (),
        known_site=one.site is not None,
        started_at=one.started_at,
        ended_at=one.ended_at,
        leader=one.leader.title,
        team=lines(typed(one.team)),
        agencies=typed(one.agencies),
        cover_business=typed(one.cover_business),
        shift_hours=typed(one.shift_hours),
        voip_provider=typed(one.voip_provider),
        means=labels(lists.MEANS, one.means),
        target_countries=tuple(one.target_countries),
        summary=typed(one.summary),
        seized=span("P", taken),
        arrested=arrested,
        found=_found(sources, one),
    )


def _standing(site: Site, one: Operation) -> tuple[tree.Registration, ...]:
    return tuple(
        tree.Registration(
            authority=label(lists.REGISTRATION_AUTHORITIES, held.authority),
            number=plain(held.number),
            registered_for=plain(held.registered_for),
            valid_from=held.valid_from,
            valid_to=held.valid_to,
        )
        for held in standing(site, local_date(one.started_at)).held
    )


def _found(sources: Sources, one: Operation) -> tuple[tuple[str, str, str], ...]:
    """Persons found of this case, by reference; a raid may have served other cases too."""
    people = [row.case_person for row in one.found if row.case_id == sources.case.id]
    people.sort(key=lambda person: person.reference)
    return tuple((person.reference, person.sex, person.nationality) for person in people)


def exhibits(sources: Sources) -> tuple[tree.Exhibit, ...]:
    """P-1 first, each with its chain of custody."""
    raids_by_id = {one.id: one.reference for one in sources.operations}
    return tuple(
        _exhibit(sources, one, raids_by_id.get(sources.taken_in.get(one.id, one.id), ""))
        for one in sources.exhibits
    )


def _exhibit(sources: Sources, one: Exhibit, taken_in: str) -> tree.Exhibit:
    typed = sources.words.typed
    return tree.Exhibit(
        reference=one.reference,
        kind=label(lists.EXHIBIT_KINDS, one.kind),
        description=typed(one.description),
        quantity=one.quantity,
        maker=" ".join(part for part in (typed(one.maker), plain(one.maker_number)) if part),
        seal=plain(one.seal),
        found_at=typed(one.found_at),
        taken_in=taken_in,
        file=one.document.reference if one.document else "",
        storage_place=", ".join(
            filter(None, (typed(one.storage_place), plain(one.register_number)))
        ),
        faults=_faults(one),
        custody=tuple(_act(sources, act) for act in one.custody),
    )


def _faults(one: Exhibit) -> tuple[str, ...]:
    """What is wrong with its chain; a missing confirmation stands with its act."""
    found = (fault for fault in faults_of(one) if fault.kind is not FaultKind.UNCONFIRMED)
    return tuple(f"{fault.kind.label}: {fault}" for fault in found)


def _act(sources: Sources, act: CustodyAct) -> tree.CustodyAct:
    typed = sources.words.typed
    return tree.CustodyAct(
        seq=act.seq,
        kind=label(lists.CUSTODY_ACTS, act.kind),
        at=act.occurred_at,
        from_holder=typed(act.from_holder),
        to_holder=typed(act.to_holder),
        place=typed(act.place),
        purpose=typed(act.purpose),
        seal_intact=act.seal_intact,
        seal=plain(act.seal),
        hash_before=act.hash_before,
        hash_after=act.hash_after,
        explanation=typed(act.explanation),
        order=typed(act.order_reference),
        confirmed=tuple(_confirmed(one) for one in act.confirmations),
        recorded_by=act.recorded_by.title,
    )


def _confirmed(one: CustodyConfirmation) -> tree.Confirmation:
    """Who of the two parties said that it was so, or by which receipt."""
    by = plain(one.receipt) or one.confirmed_by.title
    return tree.Confirmation(SIDES[one.side], by, one.confirmed_at)
