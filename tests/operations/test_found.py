"""Everyone found at a site, in one go: read, checked in words, saved all or none."""

from __future__ import annotations

import time

import pytest
from sqlalchemy import func, select

from casetrack.accounts.models import Officer
from casetrack.cases.models import Accused, Case, CasePerson, Clock, ProtectedIdentity
from casetrack.db import session, utc_now
from casetrack.operations import queries, service, sheet
from casetrack.operations.facts import FoundRow
from casetrack.operations.found_rows import CheckedRow, check
from casetrack.operations.models import Arrest, Found, Operation, Screening
from casetrack.people.models import Person
from casetrack.rules.refusals import Refused
from casetrack.rules.states import AccusedState, Custody, Stage
from tests import factories
from tests.operations import making


def checked(operation: Operation, text: str) -> list[CheckedRow]:
    known = queries.known_in(operation.case)
    return check(sheet.read(text), known=known, day=operation.started_on, now=utc_now())


def save(operation: Operation, officer: Officer, rows: list[FoundRow], **more: object) -> None:
    service.record_found(
        operation=operation,
        rows=rows,
        common=making.common(officer, **more),
        actor=officer.actor,
        now=utc_now(),
    )


def count(model: type) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


@pytest.fixture
def officer(database: str) -> Officer:
    return factories.officer()


@pytest.fixture
def case(officer: Officer) -> Case:
    return making.fir(officer)


@pytest.fixture
def operation(case: Case, officer: Officer) -> Operation:
    return making.raid(case, officer)


def test_149_rows_are_arrested_with_their_clocks(operation: Operation, officer: Officer) -> None:
    begun = time.process_time()
    rows = checked(operation, making.the_149())
    assert [row for row in rows if row.errors] == []
    save(operation, officer, [row.facts for row in rows if row.facts])
    session.commit()
    took = time.process_time() - begun
    assert count(Accused) == count(Arrest) == count(Screening) == 149
    assert {one.state for one in session.scalars(select(Accused))} == {AccusedState.ARRESTED}
    assert {one.custody for one in session.scalars(select(Accused))} == {Custody.POLICE_ARREST}
    clocks = session.scalars(select(Clock).where(Clock.key == "arrest_to_magistrate")).all()
    assert len(clocks) == 149
    assert operation.case.stage is Stage.ARREST
    totals = queries.totals_of(operation)
    assert totals.by_nationality == {
        "PK": 78, "CN": 48, "NG": 8, "BD": 6, "PH": 4, "LK": 2, "MM": 2, "ZW": 1,
    }  # fmt: skip
    assert totals.by_sex == {"M": 131, "F": 18}
    assert took < 10, f"{took:.1f} s"


def test_one_bad_row_saves_nothing(operation: Operation, officer: Officer) -> None:
    session.commit()
    rows = [row.facts for row in checked(operation, making.the_149()) if row.facts]
    rows.append(FoundRow("Twin Invented", "ACCUSED", document=rows[0].document, sex="M"))
    with pytest.raises(Refused):
        save(operation, officer, rows)
    assert count(Person) == count(Accused) == count(Arrest) == 0


def test_an_arrest_needs_relatives_told_and_a_screening(
    operation: Operation, officer: Officer
) -> None:
    rows = [row.facts for row in checked(operation, making.line(1, "Pakistani")) if row.facts]
    for missing in ({"relative_informed_at": None}, {"screening": ""}):
        with pytest.raises(Refused):
            save(operation, officer, rows, **missing)
    assert count(Accused) == 0


def test_rescued_are_never_accused_and_their_names_are_kept_apart(
    operation: Operation, officer: Officer
) -> None:
    text = making.line(5, "Filipino", woman=True, found="rescued")
    rows = [row.facts for row in checked(operation, text) if row.facts]
    service.record_found(operation=operation, rows=rows, actor=officer.actor, now=utc_now())
    assert count(Accused) == count(Person) == 0
    person = session.scalars(select(CasePerson)).one()
    assert (person.reference, person.role, person.person_id) == ("R-001", "RESCUED", None)
    assert session.scalars(select(ProtectedIdentity)).one().name == "Person5 Invented"
    assert count(Found) == 1
    again = checked(operation, making.line(5, "Filipino", woman=True, found="accused"))[0]
    assert "R-001" in str(again.errors["document"])
    with pytest.raises(Refused, match="R-001"):
        save(operation, officer, [FoundRow("P", "ACCUSED", document="E10000005", sex="F")])


def test_without_an_fir_nobody_is_accused_but_suspects_are_named_and_later_arrested(
    officer: Officer, operation: Operation
) -> None:
    case = operation.case
    serial, case.fir_serial = case.fir_serial, None
    year, case.fir_year, case.enquiry_serial, case.enquiry_year = case.fir_year, None, 1, 2026
    session.flush()
    row = checked(operation, making.line(1, "Pakistani"))[0]
    assert "FIR" in str(row.errors["found_as"])
    with pytest.raises(Refused, match="FIR"):
        save(operation, officer, [FoundRow("P", "ACCUSED", sex="M", nationality="PK")])
    row = checked(operation, making.line(1, "Pakistani", found="suspect"))[0]
    assert row.facts is not None
    service.record_found(operation=operation, rows=[row.facts], actor=officer.actor, now=utc_now())
    case.fir_serial, case.fir_year = serial, year
    session.flush()
    row = checked(operation, making.line(1, "Pakistani"))[0]
    assert not row.errors
    assert "A-001" in str(row.notes[0])
    assert row.facts is not None
    save(operation, officer, [row.facts])
    assert session.scalars(select(Accused)).one().state is AccusedState.ARRESTED
    again = checked(operation, making.line(1, "Pakistani"))[0]
    assert "A-001" in str(again.errors["document"])


def test_memo_numbers_run_on(operation: Operation, officer: Officer) -> None:
    rows = [row.facts for row in checked(operation, making.the_149()) if row.facts][:3]
    save(operation, officer, rows, first_memo=112)
    memos = [arrest.memo_number for arrest in queries.arrests_of(operation)]
    assert memos == ["112", "113", "114"]
