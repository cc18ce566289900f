"""The small demonstration: every state and every exit occurs, and the raid is as published."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from casetrack.cases.models import Accused, Case
from casetrack.cases.replay import disagreements
from casetrack.complaints.models import Complaint
from casetrack.db import session, utc_now
from casetrack.demo import agency, faisalabad
from casetrack.demo.figures import rows
from casetrack.operations.models import Arrest, OperationCase, Remand
from casetrack.people.models import Person
from casetrack.requests import replay as requests
from casetrack.rules.stages import AccusedState, CaseState, ComplaintState

DAY = timedelta(days=1)


@pytest.mark.usefixtures("database")
def test_every_state_occurs_and_history_agrees() -> None:
    agency.load(utc_now())
    assert set(session.scalars(select(Complaint.state))) == set(ComplaintState)
    assert set(session.scalars(select(Case.state))) == set(CaseState)
    assert set(session.scalars(select(Accused.state))) == set(AccusedState)
    assert list(disagreements()) == []
    assert list(requests.disagreements()) == []
    _check_raid()


def _check_raid() -> None:
    """The published figures of July 2025, from the rows that were entered."""
    raid = session.scalars(select(OperationCase.operation_id).distinct()).one()
    arrested = select(Arrest.accused_id).where(Arrest.operation_id == raid)
    persons = session.scalars(
        select(Person).join(Accused, Accused.person_id == Person.id).where(Accused.id.in_(arrested))
    ).all()
    published = {
        faisalabad.CODES[row["nationality"]]: int(row["persons"])
        for row in rows("pk_faisalabad_raid_2025_07.csv")
        if row["nationality"] != "TOTAL"
    }
    assert Counter(person.nationality for person in persons) == published
    assert len(persons) == 149
    assert sum(person.sex == "F" for person in persons) == 18
    others = session.scalar(
        select(func.count()).select_from(OperationCase).where(OperationCase.operation_id == raid)
    )
    assert 1 + (others or 0) == faisalabad.FIRS
    first = select(Remand.kind).where(
        Remand.accused_id.in_(arrested), Remand.from_on == faisalabad.RAID_AT.date() + DAY
    )
    kinds = Counter(session.scalars(first))
    assert kinds == {"POLICE": 87, "JUDICIAL": 62}
