"""Asking for dossiers, printing them in a job, and who may open them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from casetrack import audit, jobs
from casetrack.accounts.models import Membership, Officer
from casetrack.audit import AuditEntry
from casetrack.db import session, utc_now
from casetrack.dossiers import press, queries, service
from casetrack.dossiers.facts import PrintedFacts, Volume
from casetrack.dossiers.models import Dossier
from casetrack.dossiers.tree import Issue
from casetrack.printing import PrintingFailed
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Role
from tests import factories
from tests.dossiers import made as maker
from tests.dossiers.printer import PDF, stand_in

Ask = Callable[..., Dossier]


@pytest.fixture
def paper(monkeypatch: pytest.MonkeyPatch) -> list[Issue]:
    """Stands in for the printer: keeps what it was asked for."""
    return stand_in(monkeypatch)


def ask(made: maker.Made, officer: Officer | None = None) -> Dossier:
    audit.begin(audit.Act(name="test", at=utc_now()))
    actor = (officer or made.lead).actor
    dossier = service.ask_dossier(case=made.case, purpose="COURT", actor=actor, now=utc_now())
    session.commit()
    return dossier


def carry_out(dossier: Dossier, app: Flask) -> Dossier:
    dossier_id, job_id = dossier.id, dossier.job_id
    assert job_id is not None
    with app.app_context():
        jobs.carry_out(job_id)
    return session.get_one(Dossier, dossier_id)


def test_a_dossier_is_numbered_printed_and_registered(
    database: str, app: Flask, paper: list[Issue]
) -> None:
    made = maker.made(accused=2)
    first, second = ask(made), ask(made)
    assert (first.serial, second.serial) == (1, 2)
    assert first.built_at is None
    printed = carry_out(second, app)
    assert printed.job is not None
    assert (printed.job.state, printed.job.progress) == ("DONE", 100)
    assert (printed.pages, printed.size) == (7, len(PDF))
    with app.app_context():
        assert press.shelf().read(printed.sha256) == PDF
    assert len(printed.manifest_sha256) == 64
    assert paper[0].document == "FSD-FIR-31/2025/D2"


def test_the_printing_is_in_the_audit_of_the_case(
    database: str, app: Flask, paper: list[Issue]
) -> None:
    made = maker.made(accused=1)
    case_id, lead_id = made.case.id, made.lead.id
    carry_out(ask(made), app)
    rows = select(AuditEntry).where(AuditEntry.act == "jobs.print_dossier")
    entry = session.scalars(rows).one()
    assert (entry.chain, entry.actor_id) == (f"case:{case_id}", lead_id)


def test_an_unknown_purpose_is_refused(sqlite: str) -> None:
    made = maker.made(accused=1)
    with pytest.raises(Refused) as refused:
        service.ask_dossier(case=made.case, purpose="X", actor=made.lead.actor, now=utc_now())
    assert refused.value.field == "purpose"


def test_what_was_printed_before_is_not_printed_again(
    database: str, app: Flask, paper: list[Issue]
) -> None:
    dossier = carry_out(ask(maker.made(accused=1)), app)
    work = jobs.Work(dossier.job_id, "dossier", {"dossier": str(dossier.id)}, utc_now)  # type: ignore[arg-type]
    session.remove()
    with app.app_context():
        press.print_dossier(work)
    assert len(paper) == 1


def test_the_second_of_two_printings_is_dropped(sqlite: str) -> None:
    dossier, now = ask(maker.made(accused=1)), utc_now()
    for digit in "ab":
        facts = PrintedFacts("d" * 64, "c" * 64, now, (Volume(digit * 64, 1, 1),))
        service.enter_printed(dossier=dossier, printed=facts, now=now)
    assert dossier.sha256 == "a" * 64


def test_a_printer_that_fails_is_told_in_words(
    sqlite: str, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(monkeypatch, lambda: PrintingFailed("PDF needs Pango, which is not installed"))
    dossier = carry_out(ask(maker.made(accused=1)), app)
    assert dossier.built_at is None
    assert dossier.job is not None
    assert dossier.job.failure == "PDF needs Pango, which is not installed"


def test_an_officer_who_lost_the_case_gets_nothing(
    sqlite: str, app: Flask, paper: list[Issue]
) -> None:
    made = maker.made(accused=1)
    stranger = factories.officer(at="KHI")
    dossier = carry_out(ask(made, stranger), app)
    assert dossier.built_at is None
    assert paper == []


def test_a_disabled_officer_gets_nothing(sqlite: str, app: Flask, paper: list[Issue]) -> None:
    made = maker.made(accused=1)
    dossier = ask(made)
    audit.begin(audit.Act(name="test", at=utc_now()))
    session.get_one(Officer, made.lead.id).disabled_at = utc_now()
    session.commit()
    assert carry_out(dossier, app).built_at is None
    assert paper == []


def test_who_may_open_a_dossier(database: str) -> None:
    made = maker.made(accused=1)
    asked = ask(made)
    member = factories.officer(at="KHI")
    now = utc_now()
    audit.begin(audit.Act(name="test", at=now))
    stay = {"root_kind": "case", "root_id": made.case.id, "officer_id": member.id}
    session.add(Membership(from_at=now - timedelta(days=1), **stay))
    session.commit()
    expected = {
        made.lead: True,
        made.supervisor: True,
        member: True,
        factories.officer(Role.SUPERVISOR, at="CENTRAL"): True,
        factories.officer(Role.INVESTIGATOR): False,
        factories.officer(Role.SUPERVISOR, at="LHR"): False,
        factories.officer(Role.LIAISON, at="CENTRAL"): False,
        factories.officer(Role.CLERK): False,
        factories.officer(Role.AUDITOR, at="HQ"): False,
        factories.officer(Role.ADMINISTRATOR, at="HQ"): False,
    }
    found = {
        officer: session.scalars(queries.visible_to(officer.actor)).all() == [asked]
        for officer in expected
    }
    assert found == expected


def test_bates_numbers_run_on_and_are_never_given_again(database: str) -> None:
    made, now = maker.made(accused=1), utc_now()
    first, second = ask(made), ask(made)
    audit.begin(audit.Act(name="test", at=now))
    draft = PrintedFacts("d" * 64, "c" * 64, now, (Volume("a" * 64, 1, 40), Volume("b" * 64, 1, 2)))
    for one in (first, second):
        service.enter_printed(dossier=one, printed=draft, now=now)
        service.approve(dossier=one, actor=made.supervisor.actor, now=now)
    assert (first.first_bates, second.first_bates) == (1, 43)
    assert first.printed == []
    longer = replace(draft, volumes=(Volume("e" * 64, 1, 43, 1, 43),))
    with pytest.raises(Refused, match="Ask for a new draft"):
        service.enter_printed(dossier=first, printed=longer, now=now)
    final = replace(draft, volumes=(Volume("e" * 64, 1, 42, 1, 42),))
    service.enter_printed(dossier=first, printed=final, now=now)
    assert [one.volume for one in first.files if one.stage == "DRAFT"] == [1, 2]
    assert [(one.first_bates, one.last_bates) for one in first.printed] == [(1, 42)]
    third = ask(made)
    assert third.follows_id == first.id
