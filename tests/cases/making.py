"""Complaints, cases and accused for the tests of this room, made by the services."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from casetrack.accounts.models import Officer
from casetrack.cases import service
from casetrack.cases.facts import EnquiryFacts, FirFacts
from casetrack.cases.models import Accused, Case
from casetrack.complaints import service as complaints
from casetrack.complaints.facts import ComplaintFacts, IdentifierFacts
from casetrack.complaints.models import Complaint
from casetrack.db import KARACHI, local_date, utc_now
from casetrack.people import service as people
from casetrack.people.facts import Kind, PersonFacts
from casetrack.people.models import Person
from casetrack.rules.facts import Fact
from casetrack.rules.roles import Role
from casetrack.rules.stages import ACCUSED, AccusedState, CaseState, ComplaintState, Move
from tests import factories

FRAUD = "PECA-2016/14"
COGNIZABLE = "PECA-2016/10"
SEALING = "PTPA-2018/3(1)"
_ANSWERS: Mapping[str, object] = {
    "text": "Invented 7",
    "long": "Words of the invented record.",
    "sections": [FRAUD],
    "number": 1,
    "yes_no": True,
}


def verified_complaint(officer: Officer, phone: str = "03001234567") -> Complaint:
    """A complaint of the officer's unit, received, verified and ready to be joined."""
    now = utc_now()
    supervisor = factories.officer(Role.SUPERVISOR, officer.unit.code)
    facts = ComplaintFacts(
        channel="HELPLINE",
        received_at=now - timedelta(days=2),
        narrative="A caller said he was the bank and took 72,000 rupees.",
        category="FINANCIAL_FRAUD",
        complainant=PersonFacts(name="Rukhsana Invented", sex="F", nationality="PK"),
        loss_minor=7_200_000,
        identifiers=(IdentifierFacts(Kind.PHONE, phone),),
    )
    complaint = complaints.log(facts=facts, actor=officer.actor, now=now)
    complaints.move(
        complaint=complaint,
        to=ComplaintState.VERIFICATION,
        actor=supervisor.actor,
        facts={"verification_officer": officer.id, "assigned_at": now - timedelta(days=1)},
        now=now,
    )
    complaints.move(
        complaint=complaint,
        to=ComplaintState.VERIFIED,
        actor=officer.actor,
        facts={"verification_report": "The account exists.", "occurred_at": now},
        now=now,
    )
    return complaint


def enquiry(officer: Officer, *, sections: tuple[str, ...] = (FRAUD,), **more: object) -> Case:
    """An enquiry that the officer leads and opened."""
    return service.open_enquiry(
        complaint=verified_complaint(officer),
        facts=EnquiryFacts("Call-centre fraud", officer.id, sections),
        actor=more.get("by", officer).actor,  # type: ignore[attr-defined]
        now=utc_now(),
    )


def fir(officer: Officer, *, station: str = "", sections: tuple[str, ...] = (COGNIZABLE,)) -> Case:
    """A case that began by FIR, which the officer leads."""
    facts = FirFacts(
        title="Raid in Peoples Colony",
        police_station=station or officer.unit.code,
        sections=sections,
        io=officer.id,
        fir_at=utc_now() - timedelta(hours=3),
        source_report="Found at work.",
        reason_no_enquiry="Caught red-handed.",
    )
    return service.open_by_fir(facts=facts, actor=officer.actor, now=utc_now())


def person(officer: Officer, name: str = "Imran Invented", **more: object) -> Person:
    return people.record_person(
        facts=PersonFacts(name=name, **more),  # type: ignore[arg-type]
        actor=officer.actor,
        now=utc_now(),
    )


def accused(
    case: Case,
    officer: Officer,
    *states: AccusedState,
    name: str = "Imran Invented",
    **more: object,
) -> Accused:
    """An accused of the case, moved through `states` (NOMINATED on)."""
    made = service.add_accused(
        case=case, person=person(officer, name, **more), actor=officer.actor, now=utc_now()
    )
    for to in states:
        move = ACCUSED.find(made.state, to)
        assert move is not None, f"{made.state} to {to}"
        service.move_accused(
            accused=made, to=to, actor=officer.actor, facts=facts_for(move, officer), now=utc_now()
        )
    return made


CONVICTION = (
    AccusedState.NOMINATED,
    AccusedState.ARRESTED,
    AccusedState.CHALLANED,
    AccusedState.CHARGED,
    AccusedState.CONVICTED,
)
ACQUITTAL = (*CONVICTION[:-1], AccusedState.ACQUITTED)


def facts_for(move: Move[CaseState] | Move[AccusedState], officer: Officer) -> dict[str, object]:
    """Plausible facts for a move of the tables, by the kind of each."""
    return {fact.key: answer(fact, officer) for fact in move.asked()}


def answer(fact: Fact, officer: Officer) -> object:
    """One plausible answer to what a move asks."""
    if fact.choices:
        return fact.choices[0].key
    if fact.key == "police_station":
        return officer.unit.code
    if fact.kind == "officer":
        return officer.id
    if fact.kind == "case":
        return fir(officer).id
    at = earlier_today()
    answers = {**_ANSWERS, "instant": at, "date": local_date(at)}
    return answers[fact.kind]


def earlier_today() -> datetime:
    """An hour ago, but not yesterday: a case's moves follow each other by the day."""
    now = utc_now()
    midnight = datetime.combine(local_date(now), time.min, tzinfo=KARACHI)
    return max(now - timedelta(hours=1), midnight)
