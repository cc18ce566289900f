"""A return is issued once, from figures that equal their rows, and nothing changes it after."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from casetrack import files
from casetrack.accounts.models import Officer
from casetrack.accounts.service import put_on
from casetrack.audit import AuditEntry
from casetrack.db import local_date, session, utc_now
from casetrack.reports import issuing, kept_rows, verifying
from casetrack.reports.models import Return, Tally
from casetrack.reports.queries.returns import visible_to
from casetrack.reports.returned import signed
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Role
from casetrack.rules.stages import AccusedState, CaseState, ComplaintState, Outcome
from tests import factories
from tests.reports import issued
from tests.reports import population as made

DAY = date(2024, 5, 5)
Check = Callable[[], list[str]]


@pytest.fixture
def figures(database: str) -> None:
    """Four cases of FSD, one of them convicted, and complaints there and elsewhere."""
    for _each in range(3):
        made.case(enquiry=DAY, fir=DAY)
    case = made.case(
        enquiry=DAY,
        fir=DAY,
        outcome=Outcome.CONVICTED,
        verdict_on=DAY,
        state=CaseState.CONVICTED,
    )
    made.accused(case, AccusedState.CONVICTED, arrested_on=DAY, convicted_on=DAY)
    made.complaint(DAY)
    made.complaint(DAY, state=ComplaintState.CLOSED, close_reason="CIVIL_DISPUTE")
    made.complaint(DAY, at="KHI")
    session.commit()


@pytest.fixture
def shelf(app: Flask) -> files.FolderStore:
    found = issuing.shelf()
    assert isinstance(found, files.FolderStore)
    return found


@pytest.fixture
def check(shelf: files.FolderStore) -> Check:
    return lambda: list(verifying.faults(shelf))


@pytest.mark.usefixtures("figures")
def test_a_return_is_numbered_signed_and_hashed(
    app: Flask, shelf: files.FolderStore, check: Check
) -> None:
    boss = factories.officer(Role.SUPERVISOR, at="FSD")
    first, second = issued.issue(app, boss), issued.issue(app, boss)
    year = local_date(utc_now()).year
    assert [first.number, second.number] == [f"R-FSD-{year}-000{n}" for n in (1, 2)]
    assert hashlib.sha256(first.content.encode()).hexdigest() == first.sha256
    said = signed(first.content)
    assert (said.issued_by.name, said.issued_by.rank) == (boss.name, boss.rank)
    assert said.purpose == issued.PURPOSE
    assert said.text == first.content
    kept = dict(kept_rows.kept(shelf, first.members_sha256))
    assert len(kept["received"]) == 2
    assert len(kept["convicted"]) == 1
    assert sum(map(len, kept.values())) == first.rows
    assert check() == []


@pytest.mark.usefixtures("figures")
def test_the_act_of_issuing_is_in_the_audit_with_its_purpose(app: Flask) -> None:
    found = issued.issue(app)
    entry = session.scalars(select(AuditEntry).where(AuditEntry.act == "jobs.issue_return")).one()
    assert entry.purpose == issued.PURPOSE
    assert str(found.id) in entry.detail


@pytest.mark.usefixtures("figures")
def test_a_job_that_runs_twice_issues_once(app: Flask) -> None:
    request = issued.ask()
    issued.carry_out(app, request)
    session.execute(text("UPDATE jobs SET state = 'WAITING'"))
    session.commit()
    issued.carry_out(app, request)
    assert session.scalar(select(func.count()).select_from(Return)) == 1


@pytest.mark.usefixtures("figures")
@pytest.mark.parametrize("act", ["UPDATE returns SET purpose = 'x'", "DELETE FROM returns"])
def test_nothing_changes_or_deletes_a_return(app: Flask, act: str) -> None:
    issued.issue(app)
    with pytest.raises(DBAPIError, match="append-only"):
        session.execute(text(act))
    session.rollback()


@pytest.mark.usefixtures("figures")
def test_a_figure_that_differs_from_its_rows_is_not_issued(app: Flask) -> None:
    tally = session.scalars(
        select(Tally).where(Tally.measure == "arrested", Tally.unit_id.is_not(None))
    ).first()
    assert tally is not None
    tally.n += 1
    session.commit()
    failure = issued.carry_out(app, issued.ask())
    assert "the report says 2, but there are 1 rows behind it" in failure
    assert "Arrests" in failure
    assert session.scalar(select(func.count()).select_from(Return)) == 0
    # The number was not used up.
    tally = session.get_one(Tally, tally.id)
    tally.n -= 1
    session.commit()
    assert issued.issue(app).serial == 1


@pytest.mark.usefixtures("figures")
def test_what_is_not_asked_rightly_is_refused_in_words() -> None:
    with pytest.raises(Refused, match="Small counts are hidden"):
        issued.ask(public=True)
    with pytest.raises(Refused, match="Only a supervisor"):
        issued.ask(factories.officer(Role.LIAISON, at="FSD"))


@pytest.mark.usefixtures("figures")
def test_an_officer_who_lost_the_unit_gets_no_return(app: Flask) -> None:
    boss = factories.officer(Role.SUPERVISOR, at="FSD")
    request = issued.ask(boss)
    boss.unit = factories.unit("KHI")
    session.commit()
    assert "no longer open" in issued.carry_out(app, request)


@pytest.mark.usefixtures("figures")
def test_a_return_is_superseded_once(app: Flask, check: Check) -> None:
    boss = factories.officer(Role.SUPERVISOR, at="FSD")
    first = issued.issue(app, boss)
    second = issued.issue(app, boss, supersedes=first)
    assert signed(second.content).supersedes == first.number
    with pytest.raises(Refused, match=f"issued again already, as {second.number}"):
        issued.ask(boss, supersedes=first)
    assert check() == []


@pytest.mark.usefixtures("figures")
def test_two_successors_asked_at_once_make_one(app: Flask) -> None:
    boss = factories.officer(Role.SUPERVISOR, at="FSD")
    first = issued.issue(app, boss)
    one, other = (issued.ask(boss, supersedes=first) for _ in range(2))
    assert issued.carry_out(app, one) == ""
    assert "issued again already" in issued.carry_out(app, other)


def _without_triggers(statement: str) -> None:
    on_postgres = session.get_bind().dialect.name == "postgresql"
    for act in ("update", "delete"):
        session.execute(
            text(f"DROP TRIGGER returns_no_{act}" + (" ON returns" if on_postgres else ""))
        )
    session.execute(text(statement))
    session.commit()
    session.expire_all()


TAMPERED = {
    "UPDATE returns SET content = replace(content, '118', '119')": "its text is not the one",
    "UPDATE returns SET purpose = 'Reply to nobody'": "its purpose is not the one",
    "UPDATE returns SET number = 'R-FSD-1999-0001'": "its number is not the one",
    "UPDATE returns SET as_of = '2001-01-01'": "its as_of is not the one",
    "UPDATE returns SET rows = rows + 1": "its rows is not the one",
    "DELETE FROM return_requests": "",
}


@pytest.mark.usefixtures("figures")
@pytest.mark.parametrize("act", TAMPERED)
def test_what_was_tampered_with_is_named(app: Flask, check: Check, act: str) -> None:
    number = issued.issue(app).number
    _without_triggers(act)
    found = check()
    if words := TAMPERED[act]:
        assert words in found[0]
        assert found[0].startswith(number) or "1999" in found[0]
    else:
        assert found == []


@pytest.mark.usefixtures("figures")
def test_a_return_that_is_gone_is_named(app: Flask, check: Check) -> None:
    number = issued.issue(app).number
    session.execute(text("DELETE FROM return_requests"))
    _without_triggers("DELETE FROM returns")
    assert check() == [f"{number}: it was issued and is gone"]


@pytest.mark.usefixtures("figures")
def test_one_byte_of_the_rows_changed_is_named(
    app: Flask, shelf: files.FolderStore, check: Check
) -> None:
    found = issued.issue(app)
    path = shelf.path_of(found.members_sha256)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.chmod(0o640)
    path.write_bytes(data)
    assert check() == [f"{found.number}: the file of its rows is missing or was changed"]
    path.unlink()
    assert check() == [f"{found.number}: the file of its rows is missing or was changed"]


@pytest.mark.usefixtures("figures")
def test_a_forged_text_with_its_own_hash_still_fails_against_its_rows(
    app: Flask, check: Check
) -> None:
    """Whoever can write the hash too is betrayed by the rows; and by the audit's keyed digest."""
    found = issued.issue(app)
    forged = found.content.replace('["2024",2,', '["2024",7,')
    assert forged != found.content
    digest = hashlib.sha256(forged.encode()).hexdigest()
    _without_triggers("SELECT 1")
    session.execute(
        text("UPDATE returns SET content = :c, sha256 = :s"), {"c": forged, "s": digest}
    )
    session.commit()
    session.expire_all()
    (words,) = check()
    assert "the rows add up to" in words or "rows behind it" in words


@pytest.mark.usefixtures("figures")
def test_a_return_that_counts_a_sealed_matter_is_its_issuers_own(app: Flask) -> None:
    boss, other = (factories.officer(Role.SUPERVISOR, at="FSD") for _ in range(2))
    hidden = made.case(enquiry=DAY, fir=DAY, sealed=True)
    put_on(officer_id=boss.id, root_kind="case", root_id=hidden.id, lead=False, now=utc_now())
    session.commit()
    mine, his = issued.issue(app, boss), issued.issue(app, other)
    assert (mine.sealed, his.sealed) == (True, False)
    assert mine.rows == his.rows + 2  # an enquiry and an FIR
    assert numbers_for(other) == {his.number}
    assert numbers_for(boss) == {mine.number, his.number}
    assert numbers_for(factories.officer(Role.SUPERVISOR, "KHI")) == set()


def numbers_for(officer: Officer) -> set[str]:
    return {one.number for one in session.scalars(visible_to(officer.actor))}
