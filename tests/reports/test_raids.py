"""Raids and searches: each figure moved by what it should; money in its own currency."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from casetrack.cases.models import CasePerson
from casetrack.db import session
from casetrack.evidence.models import Exhibit
from casetrack.operations import service as operations
from casetrack.operations.facts import RecoveryFacts
from casetrack.operations.models import Arrest, Found, OperationCase, Seizure
from casetrack.reports.catalogue.raids import KIND
from casetrack.reports.document import Money
from casetrack.rules.roles import Role
from casetrack.rules.states import AccusedState, ComplaintState
from tests import factories
from tests.reports import population as made
from tests.reports.reading import TODAY, headline, report, table

pytestmark = pytest.mark.usefixtures("database")
DAY = date(2024, 5, 5)


def arrest(of, raid=None, *, part: str = "AGENT", on: date = DAY, **person: object):
    accused = made.accused(of, AccusedState.ARRESTED, arrested_on=on)
    accused.part = part
    for name, value in person.items():
        setattr(accused.person, name, value)
    return made._add(
        Arrest(
            accused_id=accused.id,
            case_id=of.id,
            operation_id=raid.id if raid else None,
            arrested_at=made.noon(on),
            arrested_on=on,
            place="Invented",
            officer_id=made.clerk().id,
            memo_number="M",
            recorded_at=made.noon(on),
        )
    )


def seize(raid, kind: str, quantity: int) -> None:
    exhibit = made._add(
        Exhibit(
            case_id=raid.case_id,
            serial=next(made._numbers),
            kind=kind,
            description="Invented",
            quantity=quantity,
            moved_at=raid.started_at,
            recorded_at=raid.started_at,
        )
    )
    session.add(
        Seizure(
            case_id=raid.case_id,
            exhibit_id=exhibit.id,
            operation_id=raid.id,
            exhibit_serial=exhibit.serial,
        )
    )
    session.flush()


def find(raid, role: str) -> None:
    person = made.accused(raid.case).person if role == "WITNESS" else None
    found = made._add(
        CasePerson(
            case_id=raid.case_id,
            role=role,
            person_id=person.id if person else None,
            reference=str(next(made._numbers)),
            recorded_at=raid.started_at,
        )
    )
    session.add(Found(case_id=raid.case_id, case_person_id=found.id, operation_id=raid.id))
    session.flush()


def recover(of, kind: str, minor: int, on: date = DAY, currency: str = "PKR"):
    facts = RecoveryFacts(kind, minor, currency, "Invented Bank", on, "O-1")
    return operations.record_recovery(
        case=of, facts=facts, actor=made.clerk().actor, now=made.noon(on)
    )


def test_what_a_raid_brought() -> None:
    case = made.case(fir=DAY)
    raid = made.raid(case, DAY)
    made.raid(case, DAY, kind="SEARCH")
    made.raid(case, date(2022, 12, 31))
    arrest(case, raid, nationality="CN", sex="M", age_years=30, age_stated_on=DAY)
    arrest(case, raid, nationality="CN", sex="F", born_on=date(2006, 5, 6))
    arrest(case, raid, nationality="PK", sex="M", born_on=date(2006, 5, 5), part="OWNER")
    arrest(case, raid, part="")
    arrest(case)
    find(raid, "RESCUED")
    find(raid, "WITNESS")
    seize(raid, "SIM", 312)
    seize(raid, "SIM", 1)
    seize(raid, "PHONE", 1)
    document = report(KIND)
    row = table(document, "raids")["Total"]
    assert row == {
        "raids": 1,
        "searches": 1,
        "cases": 1,
        "arrested": 4,
        "women": 1,
        "minors": 1,
        "foreign": 2,
        "rescued": 1,
        "witnesses": 1,
        "exhibits": 3,
        "pieces": 314,
    }
    assert headline(document, "Arrests elsewhere") == 1
    nations = table(document, "nationality")
    assert (nations["China"]["m"], nations["China"]["f"], nations["China"]["minors"]) == (1, 1, 1)
    assert nations["Not known"]["all"] == 1
    roles = table(document, "roles")
    assert (roles["Agent"]["count"], roles["Owner"]["count"], roles["Not known"]["count"]) == (
        2,
        1,
        1,
    )
    assert roles["Age not known"]["count"] == 1
    assert table(document, "seized")["SIM card"] == {"exhibits": 2, "pieces": 313}


def test_a_raid_counts_in_its_own_unit_and_year_and_serves_others() -> None:
    case, other = made.case(fir=DAY), made.case(fir=DAY, at="LHR")
    raid = made.raid(case, DAY)
    session.add(OperationCase(operation_id=raid.id, case_id=other.id))
    made.raid(other, DAY + timedelta(days=366))
    units, fsd = table(report(KIND), "raids"), factories.unit("FSD").name
    assert (units[fsd]["raids"], units[fsd]["cases"]) == (1, 2)
    assert (units["Total"]["raids"], units["Total"]["cases"]) == (2, 2)
    years = table(report(KIND, by="year"), "raids")
    assert [years[name]["raids"] for name in ("2024", "2025", "Total")] == [1, 1, 2]


def test_money_of_the_raided_cases_by_currency() -> None:
    case, idle = made.case(fir=DAY), made.case(fir=DAY)
    made.raid(case, DAY)
    joined = {"state": ComplaintState.JOINED, "case_id": case.id}
    made.complaint(DAY, **joined, loss_minor=3_000_000_000_00)
    made.complaint(DAY, **joined, loss_minor=1_000_000_000_00)
    made.complaint(DAY, **joined, loss_minor=500, loss_currency="USD")
    made.complaint(DAY, **joined)
    made.complaint(DAY, state=ComplaintState.JOINED, case_id=idle.id, loss_minor=7)
    recover(case, "FROZEN", 2_000_000_000_00)
    recover(case, "RECOVERED", 500_000_000_00, TODAY)
    recover(idle, "RECOVERED", 9)
    document = report(KIND)
    rows = table(document, "stakes")
    assert rows["PKR"] == {
        "complaints": 2,
        "involved": Money(4_000_000_000_00, "PKR"),
        "frozen": Money(2_000_000_000_00, "PKR"),
        "recovered": Money(500_000_000_00, "PKR"),
        "returned": Money(0, "PKR"),
        "rate": "12.50 %",
    }
    assert rows["USD"]["rate"] == "0.00 %"
    assert rows["No amount told"]["complaints"] == 1
    acts = table(document, "recovered")
    every = acts["Recovered by the agency or the court: PKR"]
    assert (every["count"], every["amount"]) == (2, Money(500_000_000_09, "PKR"))


def test_an_earlier_as_of_day_knows_neither_later_money_nor_that_it_was_struck_out() -> None:
    case = made.case(fir=DAY)
    made.raid(case, DAY)
    wrong = recover(case, "FROZEN", 100)
    operations.strike_recovery(
        recovery=wrong, reason="Wrong case", now=made.noon(DAY + timedelta(days=9))
    )
    recover(case, "FROZEN", 40, DAY + timedelta(days=20))

    def frozen(**more: object) -> list[object]:
        rows = table(report(KIND, **more), "recovered").values()  # type: ignore[arg-type]
        return [row["amount"] for row in rows]

    assert frozen() == [Money(40, "PKR")]
    assert frozen(as_of=DAY + timedelta(days=5)) == [Money(100, "PKR")]
    assert frozen(as_of=DAY + timedelta(days=12)) == []


def test_filters_narrow_every_figure() -> None:
    case, other = made.case(fir=DAY), made.case(fir=DAY)
    io = factories.officer(Role.INVESTIGATOR, "FSD")
    other.lead_id = io.id
    for one in (case, other):
        arrest(one, made.raid(one, DAY))
        arrest(one)
        recover(one, "FROZEN", 100)
    session.flush()
    document = report(KIND, officer=io.id)
    assert table(document, "raids")["Total"]["arrested"] == 1
    assert headline(document, "Arrests elsewhere") == 1
    assert [row["count"] for row in table(document, "recovered").values()] == [1]


def test_sealed_cases_and_complaints_are_left_out() -> None:
    case, sealed = made.case(fir=DAY), made.case(fir=DAY, sealed=True)
    raid = made.raid(case, DAY)
    made.raid(sealed, DAY)
    session.add(OperationCase(operation_id=raid.id, case_id=sealed.id))
    made.complaint(DAY, state=ComplaintState.JOINED, case_id=case.id, loss_minor=5, sealed=True)
    recover(sealed, "FROZEN", 100)
    session.commit()
    seen = report(KIND, seen_by=factories.officer(Role.SUPERVISOR, "FSD"))
    row = table(seen, "raids")["Total"]
    assert (row["raids"], row["cases"]) == (1, 1)
    assert table(seen, "stakes") == table(seen, "recovered") == {}
    assert table(report(KIND), "raids")["Total"]["raids"] == 2
