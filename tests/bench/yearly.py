"""Goal 1: the national yearly report against an empty page, and against joining the history."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from flask import Flask, render_template
from sqlalchemy import select, text

from casetrack import audit, db
from casetrack.accounts.models import Officer
from casetrack.db import session
from casetrack.demo.places import READER
from casetrack.reports import queries
from casetrack.reports.facts import Asked, Period
from casetrack.reports.queries.figures import count_all
from casetrack.rules.roles import Permission
from casetrack.web.guard import note_list, permit
from tests.bench.timing import Line, in_turn, median
from tests.client import Browserless

FIVE_YEARS = Period(date(2020, 1, 1), date(2024, 12, 31))
REPORT = "/reports/conviction?from=2020-01-01&to=2024-12-31"
# As it is written by whoever has movements and no summary. {year} is the dialect's.
NAIVE = """
SELECT {year} AS year,
  count(DISTINCT c.id),
  count(DISTINCT CASE WHEN m.to_state = 'VERIFIED' THEN c.id END),
  count(DISTINCT CASE WHEN km.to_state = 'ENQUIRY' THEN k.id END),
  count(DISTINCT CASE WHEN km.to_state = 'INVESTIGATION' THEN k.id END),
  count(DISTINCT CASE WHEN am.to_state = 'ARRESTED' THEN a.id END),
  count(DISTINCT CASE WHEN am.to_state = 'CHALLANED' THEN a.id END),
  count(DISTINCT CASE WHEN am.to_state = 'CONVICTED' THEN a.id END)
FROM complaints c
JOIN complaint_movements m ON m.complaint_id = c.id
LEFT JOIN cases k ON k.id = c.case_id
LEFT JOIN case_movements km ON km.case_id = k.id
LEFT JOIN accused a ON a.case_id = k.id
LEFT JOIN accused_movements am ON am.accused_id = a.id
WHERE c.received_on BETWEEN '2020-01-01' AND '2024-12-31'
GROUP BY 1 ORDER BY 1
"""


def add_pages(app: Flask) -> None:
    """Two pages of the bench's own: the frame alone, and the frame with its read noted."""

    @app.get("/bench/empty")
    @permit(Permission.REPORT_READ)
    def bench_empty() -> str:
        return render_template("shared/page.html")

    @app.get("/bench/noted")
    @permit(Permission.REPORT_READ)
    def bench_noted() -> str:
        note_list()
        return render_template("shared/page.html")


def reader(app: Flask) -> Browserless:
    """A browser of the officer who reads the national figures."""
    audit.begin(audit.Act(name="bench", at=db.utc_now()))
    officer = session.scalars(select(Officer).where(Officer.username == READER)).one()
    return Browserless(app, officer)


def measure(app: Flask, runs: int) -> Iterator[Line]:
    http = reader(app).http

    def get(url: str) -> None:
        assert http.get(url).status_code == 200

    pages = ("/bench/empty", "/bench/noted", REPORT)
    empty, noted, report = in_turn([lambda url=url: get(url) for url in pages], runs)
    yield Line("empty signed-in page: the frame alone", empty)
    yield Line("the same with its read in the audit", noted, noted.wall / empty.wall)
    yield Line("national yearly report, whole request", report, report.wall / empty.wall, "≤ 3")
    yield Line("  processor time alone", report, report.cpu / empty.cpu)
    yield Line("  against the page with its read noted", report, report.wall / noted.wall)
    scope = queries.everything()
    assert scope is not None
    asked = Asked(FIVE_YEARS, scope.unit.code, db.local_date(db.utc_now()))
    counts = median(lambda: count_all(scope, asked), runs)
    naive = median(join_history, 1, warm=0)
    yield Line("naive join of history", naive)
    yield Line("  over the report's counts", counts, naive.wall / counts.wall, "≥ 1,000")
    yield Line("  over the whole request", report, naive.wall / report.wall)


def join_history() -> None:
    postgres = session.get_bind().dialect.name == "postgresql"
    year = "extract(year FROM c.received_on)" if postgres else "substr(c.received_on, 1, 4)"
    rows = session.execute(text(NAIVE.format(year=year))).all()
    assert len(rows) == 5, rows
    session.rollback()
