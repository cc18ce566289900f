"""Cases on their way through the courts, made by the services; a year is told in days ago."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from casetrack.accounts.models import Officer
from casetrack.cases import service as cases
from casetrack.cases.facts import FirFacts
from casetrack.cases.models import Accused, Case
from casetrack.db import local_date, utc_now
from casetrack.people import service as people
from casetrack.people.facts import PersonFacts
from casetrack.prosecution import service
from casetrack.prosecution.facts import (
    AppealFacts,
    ChallanFacts,
    ChargeFacts,
    DecisionFacts,
    JudgmentFacts,
    VerdictRow,
)
from casetrack.prosecution.models import Appeal, Challan, Charge
from casetrack.prosecution.queries import charges_of
from casetrack.rules.roles import Role
from casetrack.rules.states import AccusedState, CaseState
from tests import factories

FRAUD = "PECA-2016/14"
FORGERY = "PECA-2016/13(1)"
TERROR = "PECA-2016/10"
COURT = "Judge, Special Court (PECA), Faisalabad"
A = AccusedState


def ago(days: float) -> datetime:
    return utc_now() - timedelta(days=days)


def day(days: int) -> date:
    return local_date(ago(days))


@dataclass
class Bench:
    """One case, those who work on it, and its accused."""

    io: Officer
    liaison: Officer
    supervisor: Officer
    case: Case
    accused: list[Accused]

    @property
    def people(self) -> dict[str, Accused]:
        return {one.reference: one for one in self.accused}


def bench(states: Sequence[AccusedState] = (A.ARRESTED, A.ARRESTED, A.ABSCONDING)) -> Bench:
    """A case under investigation since 300 days, with accused in these states."""
    io = factories.officer(Role.INVESTIGATOR)
    case = cases.open_by_fir(
        facts=FirFacts(
            title="Raid in Peoples Colony",
            police_station="FSD",
            sections=(TERROR, FRAUD),
            io=io.id,
            fir_at=ago(300),
            source_report="Found at work.",
            reason_no_enquiry="Caught red-handed.",
        ),
        actor=io.actor,
        now=utc_now(),
    )
    accused = [_accused(case, io, number, state) for number, state in enumerate(states, 1)]
    liaison = factories.officer(Role.LIAISON, "CENTRAL")
    supervisor = factories.officer(Role.SUPERVISOR)
    return Bench(io, liaison, supervisor, case, accused)


def _accused(case: Case, io: Officer, number: int, state: AccusedState) -> Accused:
    now = utc_now()
    person = people.record_person(
        facts=PersonFacts(name=f"Invented Person {number}"), actor=io.actor, now=now
    )
    one = cases.add_accused(
        case=case,
        person=person,
        part="AGENT",
        state=A.NOMINATED,
        actor=io.actor,
        now=now,
        occurred_at=ago(299),
    )
    facts: dict[str, object] = {
        "arrest_at": ago(298),
        "place": "Peoples Colony",
        "arresting_officer": io.id,
        "arrest_memo": "M-1",
        "relative_informed_at": ago(298),
        "sex": "MALE",
        "juvenile_flag": False,
        "nationality": "PK",
        "court": COURT,
        "order_no": "B-1",
        "next_date": day(200),
        "warrant_returned_at": ago(297),
    }
    if state is not A.NOMINATED:
        cases.move_accused(accused=one, to=state, actor=io.actor, facts=facts, now=now)
    return one


def challan(made: Bench, kind: str = "FINAL", days: int = 200, **more: object) -> Challan:
    """Everybody in the column where he belongs."""
    columns = {
        one.id: 3 if one.state in (A.ARRESTED, A.PRE_ARREST_BAIL, A.CHALLANED) else 2
        for one in made.accused
    }
    facts = {
        "kind": kind,
        "number": f"{kind}-1",
        "submitted_on": day(days),
        "prosecutor": "Special Prosecutor Invented",
        "accused": columns,
        "witnesses": "PW-1 the manager of the bank",
        "exhibits": "P-1 a computer",
        **more,
    }
    return service.submit_challan(
        case=made.case, facts=ChallanFacts(**facts), actor=made.io.actor, now=utc_now()
    )


def cognizance(made: Bench, days: int = 180) -> Case:
    given: dict[str, object] = {"court": COURT, "court_case_no": "12/2026"}
    given["cognizance_at"] = ago(days)
    return cases.move(
        case=made.case,
        to=CaseState.COGNIZANCE,
        actor=made.liaison.actor,
        facts=given,
        now=utc_now(),
    )


def charge(made: Bench, pleas: dict[str, str], *offences: str, days: int = 150) -> list[Charge]:
    """Charges against A-001 … with these pleas, under these sections."""
    facts = ChargeFacts(
        charge_at=ago(days),
        copies_supplied_at=ago(days + 10),
        offences=offences or (FRAUD, TERROR),
        pleas={made.people[who].id: plea for who, plea in pleas.items()},
    )
    return service.frame_charges(
        case=made.case, facts=facts, actor=made.liaison.actor, now=utc_now()
    )


def trial(made: Bench) -> Case:
    return cases.move(
        case=made.case,
        to=CaseState.TRIAL,
        actor=made.liaison.actor,
        facts={"first_pw_at": ago(120)},
        now=utc_now(),
    )


def on_trial(states: Sequence[AccusedState] = (A.ARRESTED, A.ARRESTED, A.ABSCONDING)) -> Bench:
    """The whole way to a trial; all who stand it are charged with two sections, not guilty."""
    made = bench(states)
    challan(made)
    cognizance(made)
    pleas = {one.reference: "NOT_GUILTY" for one in made.accused if one.state is A.CHALLANED}
    charge(made, pleas)
    trial(made)
    return made


def of(made: Bench, who: str, offence: str = FRAUD) -> Charge:
    """The charge of one accused under one section."""
    found = [
        charge
        for charge in charges_of(made.case)
        if charge.accused.reference == who and charge.offence == offence
    ]
    return found[0]


def row(charge: Charge, kind: str, **more: object) -> VerdictRow:
    """A verdict with what its kind needs."""
    needed: dict[str, object] = {}
    if kind == "CONVICTED":
        needed = {"sentence": "3 years", "fine_minor": 100_000_00}
    elif kind == "ACQUITTED":
        needed = {"ground": "BENEFIT_OF_DOUBT"}
    return VerdictRow(charge.id, kind, **{**needed, **more})  # type: ignore[arg-type]


def judge(made: Bench, *rows: VerdictRow, days: int = 60, **more: object) -> None:
    facts = {"judgment_at": ago(days), "court": COURT, "order_no": "J-7/2026", **more}
    service.record_verdicts(
        case=made.case,
        rows=rows,
        judgment=JudgmentFacts(**facts),  # type: ignore[arg-type]
        actor=made.liaison.actor,
        now=utc_now(),
    )


def judged(kinds: dict[str, str]) -> Bench:
    """A case decided on both charges of each accused: {"A-001": "CONVICTED"}."""
    made = on_trial()
    rows = [row(of(made, who, key), kind) for who, kind in kinds.items() for key in (FRAUD, TERROR)]
    judge(made, *rows)
    return made


def appeal(made: Bench, number: str = "Crl.A. 90/2026", days: int = 40) -> Appeal:
    facts = AppealFacts(
        number=number,
        court="Lahore High Court",
        filed_at=ago(days),
        filed_by="A-001",
        certified_copy_at=ago(days + 10),
        leave_order="Leave 4/2026",
    )
    return service.file_appeal(case=made.case, facts=facts, actor=made.liaison.actor, now=utc_now())


def decide(made: Bench, filed: Appeal, result: str, *rows: VerdictRow, days: int = 10) -> Appeal:
    facts = DecisionFacts(ago(days), result, "Crl.A. judgment", rows)
    return service.decide_appeal(
        case=made.case, appeal=filed, facts=facts, actor=made.supervisor.actor, now=utc_now()
    )


def both(made: Bench, who: str, kind: str, **more: object) -> list[VerdictRow]:
    return [row(of(made, who, key), kind, **more) for key in (FRAUD, TERROR)]
