"""Rows made by hand, one event each, so that a figure can be moved by exactly one."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, time

from casetrack.accounts import queries, service
from casetrack.cases.models import Accused, Case
from casetrack.complaints.models import Complaint
from casetrack.db import new_id, session
from casetrack.operations.models import Operation
from casetrack.people.models import Person
from casetrack.rules.roles import Role
from casetrack.rules.stages import AccusedState, CaseState, ComplaintState, Outcome, Stage
from tests import factories

_numbers = itertools.count(1)
NOON = time(7, tzinfo=UTC)  # 12:00 in Karachi


def noon(day: date) -> datetime:
    return datetime.combine(day, NOON)


def complaint(on: date, at: str = "FSD", **more: object) -> Complaint:
    number = next(_numbers)
    values: dict[str, object] = {
        "number": f"{at}-{on.year}-{number:06d}",
        "unit_id": factories.unit(at).id,
        "year": on.year,
        "serial": number,
        "channel": "PORTAL",
        "received_at": noon(on),
        "received_on": on,
        "narrative": "Invented",
        "category": "OTHER",
        "state": ComplaintState.RECEIVED,
        "recorded_at": noon(on),
        "recorded_by_id": clerk().id,
    }
    return _add(Complaint(**(values | more)))


def case(enquiry: date | None = None, fir: date | None = None, at: str = "FSD", **more) -> Case:
    number, opened = next(_numbers), enquiry or fir
    assert opened is not None
    values: dict[str, object] = {
        "title": f"Case {number}",
        "unit_id": factories.unit(at).id,
        "lead_id": clerk().id,
        "number": f"{at}-{number}",
        "opened_on": opened,
        "enquiry_on": enquiry,
        "enquiry_year": enquiry.year if enquiry else None,
        "enquiry_serial": number if enquiry else None,
        "investigation_on": fir,
        "fir_year": fir.year if fir else None,
        "fir_serial": number if fir else None,
        "police_station": at if fir else "",
        "state": CaseState.INVESTIGATION if fir else CaseState.ENQUIRY,
        "stage": Stage.INVESTIGATION if fir else Stage.ENQUIRY,
        "outcome": Outcome.OPEN,
        "recorded_at": noon(opened),
    }
    return _add(Case(**(values | more)))


def accused(of: Case, state: AccusedState = AccusedState.ARRESTED, **days: date) -> Accused:
    number = next(_numbers)
    person = _add(Person(name=f"P{number}", unit_id=of.unit_id, created_at=of.recorded_at))
    if days.get("convicted_on"):
        of.convicted_on = min(filter(None, (of.convicted_on, days["convicted_on"])))
    return _add(
        Accused(
            case_id=of.id,
            person_id=person.id,
            serial=number,
            state=state,
            recorded_at=of.recorded_at,
            **days,
        )
    )


def raid(of: Case, on: date, kind: str = "RAID") -> Operation:
    return _add(
        Operation(
            case_id=of.id,
            serial=next(_numbers),
            kind=kind,
            warrant_number="W-1",
            place="Invented",
            started_at=noon(on),
            started_on=on,
            leader_id=clerk().id,
            recorded_at=noon(on),
        )
    )


def clerk():
    """Whoever records; made once a database."""
    found = queries.officer_named("recorder")
    if found is not None:
        return found
    return service.add_officer(
        username="recorder",
        name="Invented",
        rank="Insp.",
        role=Role.INVESTIGATOR,
        unit=factories.unit("FSD"),
        password=factories.PASSWORD,
        now=noon(date(2020, 1, 1)),
    )


def _add(row):
    if getattr(row, "id", None) is None:
        row.id = new_id()
    session.add(row)
    session.flush()
    return row
