"""The monthly letter: any month counted back from what moved, whatever came after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import pytest
from sqlalchemy import select

from casetrack.cases import service as cases
from casetrack.cases.facts import EnquiryFacts
from casetrack.cases.models import Accused, Case
from casetrack.complaints import service as complaints
from casetrack.complaints.facts import ComplaintFacts
from casetrack.complaints.models import Complaint
from casetrack.db import local_date, session, utc_now
from casetrack.operations import service as operations
from casetrack.operations.facts import RaidFacts
from casetrack.people import service as people
from casetrack.people.facts import PersonFacts
from casetrack.reports import queries
from casetrack.reports.catalogue import BY_NAME
from casetrack.reports.catalogue.kind import built
from casetrack.reports.document import Cell, Document
from casetrack.reports.facts import Asked, month_of
from casetrack.rules.metrics import Rate
from casetrack.rules.stages import ACCUSED, AccusedState, CaseState, ComplaintState
from tests.reports.histories import TERROR, Station, at
from tests.reports.test_desks import rows_behind

JANUARY, FEBRUARY, MARCH, APRIL = (date(2023, month, 1) for month in (1, 2, 3, 4))


def letter(month: date, as_of: date | None = None) -> Document:
    scope = queries.everything()
    assert scope is not None
    asked = Asked(month_of(month), "HQ", as_of or local_date(utc_now()))
    return built(BY_NAME["letter"], scope, asked)


def lines(document: Document, part: str, column: int = 1) -> dict[str, Cell]:
    """The figures of a part by line: this month, or another column."""
    tables = {table.key: table for table in document.tables()}
    return {str(row.cells[0]): row.cells[column] for row in tables[part].rows}


@dataclass
class Agency:
    """The winter of 2023 in one circle, each act recorded on its day."""

    station: Station

    def complaint(self, on: date) -> Complaint:
        facts = ComplaintFacts(
            channel="HELPLINE",
            received_at=at(on, 9),
            narrative="A caller said he was the bank.",
            category="FINANCIAL_FRAUD",
            complainant=PersonFacts(name="Rukhsana Invented"),
        )
        actor = self.station.supervisor.actor
        return complaints.log(facts=facts, actor=actor, now=at(on, 9))

    def complain(self, complaint: Complaint, to: ComplaintState, on: date, **facts: object) -> None:
        given = {
            "verification_officer": self.station.io.id,
            "assigned_at": at(on),
            "verification_report": "The account exists.",
            "closure_reason": "UNTRACEABLE",
            "occurred_at": at(on),
            **facts,
        }
        complaints.move(
            complaint=complaint,
            to=to,
            actor=self.station.supervisor.actor,
            facts=given,
            now=at(on, 15),
        )

    def enquiry(self, complaint: Complaint, on: date) -> Case:
        return cases.open_enquiry(
            complaint=complaint,
            facts=EnquiryFacts("Invented", self.station.io.id, (TERROR,), at(on)),
            actor=self.station.io.actor,
            now=at(on, 16),
        )

    def registered(self, case: Case, on: date) -> None:
        told = {"cfr": "Words.", "offence_sections": (TERROR,), "cognizable_flag": True}
        self.station.move(case, CaseState.PERMISSION, on, **told, legal_opinion="Fit.")
        fir = {"fir_at": at(on), "police_station": "FSD", "sections": (TERROR,)}
        more = {"io": self.station.io.id, "approval_ref": "AD/1"}
        self.station.move(case, CaseState.INVESTIGATION, on, **fir, **more)

    def raid(self, case: Case, on: date, *others: Case) -> None:
        facts = RaidFacts(
            other_case_ids=tuple(one.id for one in others),
            started_at=at(on, 9),
            place="House 7",
            leader_id=self.station.io.id,
            warrant_number="W-1",
        )
        operations.record_raid(case=case, facts=facts, actor=self.station.io.actor, now=at(on, 20))

    def absconder(self, case: Case, on: date) -> Accused:
        person = people.record_person(
            facts=PersonFacts(name="Absent Invented"), actor=self.station.io.actor, now=at(on)
        )
        return cases.add_accused(
            case=case,
            person=person,
            state=AccusedState.NOMINATED,
            actor=self.station.io.actor,
            now=at(on),
            occurred_at=at(on),
        )

    def accuse(self, accused: Accused, to: AccusedState, on: date) -> None:
        facts: dict[str, object] = {
            "warrant_returned_at": at(on),
            "s87_order_no": "O-87",
            "proclamation_at": at(on),
            "published_at": at(on),
            "arrest_at": at(on),
            "place": "Karachi",
            "arresting_officer": self.station.io.id,
            "arrest_memo": "M-2",
            "relative_informed_at": at(on),
            "sex": "MALE",
            "juvenile_flag": False,
            "nationality": "PK",
        }
        told = {fact.key for fact in ACCUSED.find(accused.state, to).facts}  # type: ignore[union-attr]
        cases.move_accused(
            accused=accused,
            to=to,
            actor=self.station.supervisor.actor,
            facts={key: value for key, value in facts.items() if key in told},
            now=at(on, 18),
        )


def on(month: date, day: int) -> date:
    return month.replace(day=day)


def winter() -> Agency:
    """One complaint closed, one through an enquiry to an FIR; a raid, a challan, a conviction."""
    agency = Agency(Station.at("FSD"))
    raided = agency.station.fir(on(JANUARY, 10))
    agency.raid(raided, on(JANUARY, 10))
    closed, kept, waiting = (agency.complaint(on(JANUARY, day)) for day in (3, 4, 25))
    agency.complain(closed, ComplaintState.VERIFICATION, on(JANUARY, 5))
    agency.complain(closed, ComplaintState.CLOSED, on(FEBRUARY, 6))
    agency.complain(kept, ComplaintState.VERIFICATION, on(JANUARY, 6))
    agency.complain(waiting, ComplaintState.VERIFICATION, on(JANUARY, 26))
    agency.complain(kept, ComplaintState.VERIFIED, on(JANUARY, 20))
    enquiry = agency.enquiry(kept, on(FEBRUARY, 2))
    agency.station.challan(raided, on(FEBRUARY, 20))
    absconder = agency.absconder(raided, on(FEBRUARY, 21))
    agency.accuse(absconder, AccusedState.ABSCONDING, on(FEBRUARY, 22))
    agency.accuse(absconder, AccusedState.PROCLAIMED_OFFENDER, on(FEBRUARY, 28))
    agency.registered(enquiry, on(MARCH, 5))
    agency.station.cognizance(raided, on(MARCH, 6))
    agency.station.charge(raided, on(MARCH, 20), "GUILTY")
    agency.station.verdict(raided, "CONVICTED", on(APRIL, 4))
    agency.accuse(absconder, AccusedState.ARRESTED, on(APRIL, 9))
    session.commit()
    return agency


# By month: complaints, enquiries, police, court as (opening, added, left, closing); field work.
WINTER = {
    JANUARY: ((0, 3, 0, 3), (0, 0, 0, 0), (0, 1, 0, 1), (0, 0, 0, 0), (1, 1, 1, 0, 0, 0, 0, 0)),
    FEBRUARY: ((3, 0, 2, 1), (0, 1, 0, 1), (1, 0, 1, 0), (0, 1, 0, 1), (0, 0, 0, 1, 0, 1, 0, 1)),
    MARCH: ((1, 0, 0, 1), (1, 0, 1, 0), (0, 1, 0, 1), (1, 0, 0, 1), (0, 0, 1, 0, 1, 0, 0, 1)),
    APRIL: ((1, 0, 0, 1), (0, 0, 0, 0), (1, 0, 0, 1), (1, 0, 1, 0), (0, 0, 0, 1, 1, 0, 1, 0)),
}
TOTALS = {
    "complaints": ("Total", "Disposed of"),
    "enquiries": ("Total", "Disposed of"),
    "police": ("Total to investigate", "Disposed of by police"),
    "court": ("Total for trial", "Trials completed"),
}


def stocks(document: Document, column: int = 1) -> tuple[tuple[Cell, ...], ...]:
    found = []
    for part, (total, left) in TOTALS.items():
        row = lines(document, part, column)
        opening, closing = row["Pending at the beginning"], row["Pending at the end"]
        found.append((opening, row[total] - opening, row[left], closing))  # type: ignore[operator]
    return (*found, tuple(lines(document, "field", column).values()))


@pytest.mark.usefixtures("database")
def test_each_month_of_a_winter() -> None:
    winter()
    for month, expected in WINTER.items():
        document = letter(month)
        assert stocks(document) == expected, month
    months = list(WINTER)
    for before, month in pairwise(months):
        assert stocks(letter(month), column=2) == WINTER[before]
    year = stocks(letter(APRIL), column=3)
    for desk in range(4):
        added = sum(WINTER[month][desk][1] for month in months)
        left = sum(WINTER[month][desk][2] for month in months)
        assert year[desk] == (0, added, left, added - left)


@pytest.mark.usefixtures("database")
def test_kinds_of_disposal_and_definitions() -> None:
    winter()
    february, march, april = letter(FEBRUARY), letter(MARCH), letter(APRIL)
    told = lines(february, "complaints")
    assert (told["Joined to a case"], told["Closed at verification"]) == (1, 1)
    assert lines(march, "enquiries")["Registered as FIR"] == 1
    assert lines(april, "court")["Convicted"] == 1
    rate = lines(april, "court")["Conviction rate"]
    assert isinstance(rate, Rate)
    assert (rate.numerator, rate.denominator) == (1, 1)
    for table in april.tables():
        assert all(row.cells[-1] for row in table.rows), "every line says what it counts"


@pytest.mark.usefixtures("database")
def test_a_case_is_registered_after_a_raid_that_served_it_before_or_on_that_day() -> None:
    agency = Agency(Station.at("FSD"))
    own, shared, before, without = (agency.station.fir(on(MARCH, day)) for day in (5, 6, 7, 8))
    agency.raid(own, on(MARCH, 4), shared)
    agency.raid(before, on(MARCH, 7))
    agency.raid(without, on(MARCH, 9))
    session.commit()
    assert lines(letter(MARCH), "field")["Cases registered after a raid"] == 3
    assert lines(letter(MARCH), "field")["Raids"] == 3


@pytest.mark.usefixtures("database")
def test_what_comes_later_changes_no_letter_of_a_month_before() -> None:
    agency = winter()
    months = {month: stocks(letter(month)) for month in WINTER}
    later = on(APRIL, 28)
    agency.station.fir(later)
    case = session.scalars(select(Case).where(Case.state == CaseState.CONVICTED)).one()
    agency.station.retrial(case, on(APRIL, 10), later)
    agency.complaint(later)
    session.commit()
    assert {month: stocks(letter(month)) for month in (JANUARY, FEBRUARY, MARCH)} == {
        month: months[month] for month in (JANUARY, FEBRUARY, MARCH)
    }
    april = letter(APRIL)
    assert stocks(april)[:4] == ((1, 1, 0, 2), (0, 0, 0, 0), (1, 1, 0, 2), (1, 1, 1, 1))
    assert lines(april, "court")["Retrial ordered"] == 1
    # As of the day before, April is what it was then.
    assert stocks(letter(APRIL, as_of=on(APRIL, 27))) == months[APRIL]


@pytest.mark.usefixtures("database")
def test_a_line_leads_to_as_many_rows_as_it_says() -> None:
    winter()
    tried = 0
    for month in WINTER:
        document = letter(month)
        scope = queries.everything()
        assert scope is not None
        for table in document.tables():
            keys = [column.key for column in table.columns]
            for row in table.rows:
                for key, drill in row.drills.items():
                    found = rows_behind(scope, document.asked, drill)
                    assert found == row.cells[keys.index(key)], (table.key, row.cells[0], key)
                    tried += 1
    assert tried > 300
