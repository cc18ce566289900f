"""The national demonstration: its plan comes to the published figures, its rows to its plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import func, select

from casetrack import audit, db, numbers
from casetrack.accounts.models import Officer
from casetrack.audit import AuditEntry
from casetrack.cases import replay
from casetrack.cases.models import AccusedMovement, CaseMovement
from casetrack.complaints.models import Complaint, ComplaintMovement
from casetrack.db import session, utc_now
from casetrack.demo import figures as published
from casetrack.demo import national
from casetrack.demo.figures import YearFigures, apportion
from casetrack.demo.national import Plan, make_plan
from casetrack.demo.plan import PlanFailed
from casetrack.demo.writing import fold
from casetrack.operations.models import Operation
from casetrack.people.normalise import fold_text
from casetrack.reports import queries
from casetrack.reports.facts import Period
from casetrack.rules.refusals import Refused
from casetrack.rules.stages import ACCUSED, CASE, COMPLAINT, AccusedState
from tests.conftest import Databases

WEIGHTS = (21, 16, 12, 9)
FIVE_YEARS = Period(date(2020, 1, 1), date(2024, 12, 31))
TODAY = date(2026, 11, 21)
# The same shape, small enough for a test on both databases.
SMALL = (
    YearFigures(2020, date(2020, 12, 31), 420, 390, 60, 14, 16, 1, 0, 2),
    YearFigures(2021, date(2021, 12, 31), 500, 350, 70, 16, 19, 2, 4, 3),
    YearFigures(2022, date(2022, 9, 30), 300, 160, 50, 12, 15, 1, 3, 2),
)


def figures_of(plan: Plan, years: Sequence[YearFigures]) -> list[YearFigures]:
    """The plan counted by year, as figures."""
    complaints = [complaint for year in plan.intake.years() for complaint in year]
    accused = [(case, accused) for case in plan.cases for accused in case.accused]
    verdicts = Counter(
        (case.verdict.year, accused.state) for case, accused in accused if case.verdict
    )
    counts = {
        "complaints": Counter(one.received.year for one in complaints),
        "verified": Counter(one.verified.year for one in complaints if one.verified),
        "enquiries": Counter(case.enquiry.year for case in plan.cases),
        "firs": Counter(case.fir.year for case in plan.cases if case.fir),
        "arrests": Counter(one.arrested.year for _case, one in accused),
        "raids": Counter(case.raid.year for case in plan.cases if case.raid),
    }
    return [
        YearFigures(
            year=year.year,
            last_day=year.last_day,
            convictions=verdicts[year.year, AccusedState.CONVICTED],
            acquittals=verdicts[year.year, AccusedState.ACQUITTED],
            **{key: found[year.year] for key, found in counts.items()},
        )
        for year in years
    ]


@pytest.mark.parametrize("years", [published.published(), published.as_printed(), SMALL])
def test_the_whole_plan_comes_to_its_figures(years: Sequence[YearFigures]) -> None:
    plan = make_plan(years, WEIGHTS)
    assert figures_of(plan, years) == list(years)
    for case in plan.cases:
        days = [case.enquiry, case.permission, case.fir, *case.court, case.verdict or case.ended]
        known = [day for day in days if day]
        assert known == sorted(known), case
        assert known[-1] <= years[-1].last_day


def test_the_figures_are_those_that_were_published() -> None:
    years = published.published()
    totals = {
        key: sum(getattr(year, key) for year in years)
        for key in ("complaints", "verified", "enquiries", "firs", "arrests", "convictions")
    }
    assert tuple(totals.values()) == (639_564, 414_260, 73_825, 5_713, 7_020, 222)
    assert [year.convictions for year in years] == [20, 38, 48, 92, 24]
    assert [year.acquittals for year in years] == [0, 178, 102, 416, 268]
    rounded = published.as_printed()
    assert sum(year.complaints for year in rounded) == 650_000
    assert sum(year.convictions for year in rounded) == 200


def test_apportioning_loses_nothing() -> None:
    assert apportion(10, [1, 1, 1]) == [4, 3, 3]
    assert apportion(0, [5, 5]) == [0, 0]


def test_figures_that_cannot_be_are_refused() -> None:
    year = YearFigures(2020, date(2020, 12, 31), 10, 20, 1, 0, 0, 0, 0, 0)
    with pytest.raises(PlanFailed):
        list(make_plan([year], WEIGHTS).intake.years())
    with pytest.raises(PlanFailed):
        make_plan([YearFigures(2020, date(2020, 12, 31), 10, 5, 1, 0, 1, 0, 0, 0)], WEIGHTS)


def test_words_are_folded_as_search_folds_them() -> None:
    for text in ("FSD-2025-000123 Invented: a call. 1/2,3", "KHI-FIR-3/2024"):
        assert fold(text) == fold_text(text)


def test_a_small_load_reports_exactly_its_figures(database: str) -> None:
    written: Counter[str] = Counter()
    national.load(
        utc_now(), figures=SMALL, progress=lambda table, rows: written.update({table: rows})
    )
    scope = queries.everything()
    assert scope is not None
    period = Period(date(2020, 1, 1), date(2022, 12, 31))
    report = queries.conviction(scope=scope, period=period, as_of=TODAY)
    assert [
        YearFigures(
            row.year,
            year.last_day,
            row.figures.complaints,
            row.figures.verified,
            row.figures.enquiries,
            row.figures.cases,
            row.figures.arrested,
            row.figures.convicted,
            row.figures.acquitted,
            row.figures.raids,
        )
        for row, year in zip(report.rows, SMALL, strict=True)
    ] == list(SMALL)
    assert report.total.complaints_convicted == report.total.cases_convicted == 4
    assert [row.partial for row in report.rows] == [False, False, True]
    assert queries.demo_words()[0].startswith("Published: ")
    assert written["complaints"] == 1220
    _check_history()
    _check_numbers()


def _check_history() -> None:
    raids: dict[object, list[date]] = {}
    for raid in session.scalars(select(Operation)):
        raids.setdefault(raid.case_id, []).append(raid.started_on)
    assert list(replay.disagreements(raids)) == []
    roles = {officer.id: officer.role for officer in session.scalars(select(Officer))}
    tables = ((COMPLAINT, ComplaintMovement), (CASE, CaseMovement), (ACCUSED, AccusedMovement))
    for table, model in tables:
        for made in session.scalars(select(model)):
            if model is ComplaintMovement and made.from_state is None:
                continue  # what is told at the log stands in the complaint itself
            table.check(made.from_state, made.to_state, role=roles[made.actor_id], facts=made.facts)
    for complaint in session.scalars(select(Complaint)):
        assert complaint.movements[-1].to_state is complaint.state
        moments = [made.occurred_at for made in complaint.movements]
        assert moments == sorted(moments)


def _check_numbers() -> None:
    """The next complaint, enquiry and FIR take the number after the last."""
    last = session.execute(
        select(Complaint.number, Complaint.serial).order_by(Complaint.serial.desc()).limit(1)
    ).one()
    code, year, _serial = last.number.rsplit("-", 2)
    assert numbers.take(f"complaint:{code}:{year}") == last.serial + 1


def test_one_entry_of_the_audit_and_no_second_load(sqlite: str) -> None:
    audit.begin(audit.Act(name="demo", at=utc_now()))
    national.load(utc_now(), as_printed=True, figures=SMALL)
    entries = session.scalars(select(AuditEntry).where(AuditEntry.chain.like("unit:%"))).all()
    assert sum("demo_loads" in entry.detail for entry in entries) == 1
    assert session.scalar(select(func.count()).select_from(AuditEntry)) < 100
    with pytest.raises(Refused):
        national.load(utc_now(), figures=SMALL)


def test_the_same_seed_gives_the_same_rows(databases: Databases, app: Flask) -> None:
    seen = []
    for _each in range(2):
        engine = databases.connect(databases.fresh("sqlite"))
        audit.begin(audit.Act(name="test", at=db.utc_now()))
        national.load(utc_now(), figures=SMALL[:1])
        rows = select(Complaint.id, Complaint.number, Complaint.received_at, Complaint.state)
        seen.append(session.execute(rows.order_by(Complaint.id)).all())
        session.remove()
        engine.dispose()
    assert seen[0] == seen[1]


def test_the_command_refuses_a_used_database(app: Flask, sqlite: str) -> None:
    runner = app.test_cli_runner()
    national.load(utc_now(), figures=SMALL[:1])
    assert "complaints in this database" in runner.invoke(args=["demo", "--national"]).output
    assert runner.invoke(args=["demo", "--national", "--if-empty"]).exit_code == 0


def test_the_command_never_loads_in_production(
    app: Flask, sqlite: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = replace(app.extensions["casetrack"], environment="production")
    monkeypatch.setitem(app.extensions, "casetrack", live)
    answer = app.test_cli_runner().invoke(args=["demo", "--national"])
    assert "production casetrack never" in answer.output
    assert session.scalar(select(func.count()).select_from(Complaint)) == 0


def test_the_command_shows_progress_and_a_sign_in(
    app: Flask, sqlite: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(published, "published", lambda: SMALL)
    answer = app.test_cli_runner().invoke(args=["demo", "--national"])
    assert answer.exit_code == 0, answer.output
    assert "1,220 complaints" in answer.output
    assert "Sign in as national" in answer.output
