"""A small world with a known answer to every rate: window 2023, see test_rates.EXPECTED."""

from __future__ import annotations

from datetime import date

from casetrack.cases.models import Accused, Case
from casetrack.complaints.models import Complaint
from casetrack.db import session
from casetrack.prosecution.models import Charge, Verdict
from casetrack.rules.stages import AccusedState, CaseState, ComplaintState, Outcome
from tests.reports import population as made

FRAUD = "PECA-2016/14"


def day(text: str) -> date:
    return date.fromisoformat(text)


def convicted_case(fir: str, sent: str, convicted: str, at: str = "FSD") -> Case:
    """FIR, arrest a month later, court, conviction; its accused are the caller's."""
    begun = day(fir)
    return made.case(
        fir=begun,
        at=at,
        arrest_on=date(begun.year, begun.month + 1, 1),
        prosecution_on=day(sent),
        verdict_on=day(convicted),
        convicted_on=day(convicted),
        ended_on=day(convicted),
        outcome=Outcome.CONVICTED,
        state=CaseState.CONVICTED,
        offence=FRAUD,
    )


def joined(received: str, verified: str, case: Case, at: str = "FSD", **more: object) -> Complaint:
    return made.complaint(
        day(received),
        at=at,
        verification_on=day(received),
        verified_on=day(verified),
        state=ComplaintState.JOINED,
        case_id=case.id,
        **more,
    )


def accused(
    case: Case, arrested: str, sent: str, convicted: str = "", acquitted: str = ""
) -> Accused:
    days = {"arrested_on": arrested, "challaned_on": sent}
    days |= {"convicted_on": convicted, "acquitted_on": acquitted}
    state = AccusedState.CONVICTED if convicted else AccusedState.ACQUITTED
    return made.accused(case, state, **{key: day(text) for key, text in days.items() if text})


def charge(of: Accused, framed: str, kind: str, given: str) -> Charge:
    found = Charge(
        case_id=of.case_id,
        accused_id=of.id,
        offence=FRAUD,
        framed_on=day(framed),
        recorded_at=made.noon(day(framed)),
    )
    session.add(found)
    session.flush()
    verdict = Verdict(
        charge_id=found.id,
        seq=1,
        case_id=of.case_id,
        kind=kind,
        given_on=day(given),
        court="Invented",
        recorded_at=made.noon(day(given)),
    )
    session.add(verdict)
    session.flush()
    return found


def make_world(at: str = "FSD") -> None:
    """Five complaints, four cases, six accused, four charges."""
    one = convicted_case("2023-06-01", "2023-08-01", "2024-02-01", at)
    joined("2023-03-01", "2023-04-01", one, at)
    charge(
        accused(one, "2023-07-01", "2023-08-01", "2024-02-01"),
        "2023-09-10",
        "CONVICTED",
        "2024-02-01",
    )
    two = convicted_case("2022-06-01", "2022-08-01", "2023-02-01", at)
    joined("2022-03-01", "2022-04-01", two, at)
    guilty = accused(two, "2022-07-01", "2022-08-01", "2023-02-01")
    other = accused(two, "2022-07-01", "2022-08-01", acquitted="2023-02-01")
    charge(guilty, "2022-09-10", "CONVICTED", "2023-02-01")
    charge(other, "2022-09-10", "ACQUITTED", "2023-02-01")
    three = convicted_case("2022-06-01", "2023-01-15", "2023-11-01", at)
    joined("2022-05-01", "2022-05-02", three, at)
    taken = accused(three, "2022-07-02", "2023-01-15", "2023-11-01")
    accused(three, "", "2023-01-15", "2023-11-01")  # summoned, never arrested
    charge(taken, "2023-02-01", "CONVICTED", "2023-11-01")
    made.complaint(day("2023-05-05"), at=at, state=ComplaintState.CLOSED, close_reason="FALSE")
    waiting = {"verification_on": day("2023-06-07"), "verified_on": day("2023-06-20")}
    made.complaint(day("2023-06-06"), at=at, state=ComplaintState.VERIFIED, **waiting)
    running = made.case(fir=day("2023-09-01"), at=at, arrest_on=day("2023-09-02"))
    made.accused(running, AccusedState.ARRESTED, arrested_on=day("2023-09-02"))
