"""`flask report`: every report of the catalogue at the console."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask

from casetrack.db import session
from casetrack.reports.catalogue import BY_NAME, KINDS, Kind
from casetrack.rules.roles import Role
from tests import factories
from tests.reports import documents, population

pytestmark = pytest.mark.usefixtures("sqlite")
DAY = date(2023, 5, 5)
PERIOD = ("--from", "2023-01-01", "--to", "2024-12-31")
Run = Callable[..., str]


@pytest.fixture
def run(app: Flask) -> Run:
    """Runs `flask report`; what it printed."""

    def command(*arguments: str, code: int = 0) -> str:
        done = app.test_cli_runner().invoke(args=["report", *arguments])
        assert done.exit_code == code, done.output
        return done.output

    return command


@pytest.fixture
def rows(sqlite: str) -> None:
    """One complaint each in FSD and KHI, one more in FSD that is sealed."""
    population.complaint(DAY)
    population.complaint(DAY, sealed=True)
    population.complaint(DAY, at="KHI")
    session.commit()


def received(found: str) -> int:
    tables = json.loads(found)["tables"]
    years = next(table for table in tables if table["key"] == "years")
    count: int = years["rows"][-1]["cells"]["complaints"]
    return count


def test_the_help_lists_every_report(run: Run) -> None:
    found = run("--help")
    assert all(kind.name in found for kind in KINDS)


@pytest.mark.usefixtures("rows")
def test_the_console_sees_everything_and_an_officer_what_he_may(run: Run) -> None:
    boss = factories.officer(Role.SUPERVISOR, at="FSD").username
    as_json = ("conviction", *PERIOD, "--format", "json")
    assert received(run(*as_json)) == 3
    assert received(run(*as_json, "--unit", "fsd")) == 2
    assert received(run(*as_json, "--as", boss)) == 1
    assert "may not ask for the figures of KHI" in run(
        *as_json, "--as", boss, "--unit", "KHI", code=1
    )
    assert "no officer nobody" in run(*as_json, "--as", "nobody", code=1)


@pytest.mark.usefixtures("rows")
def test_each_format_prints_the_same_report(run: Run) -> None:
    table = run("conviction", *PERIOD)
    assert "Counted from everything" in table
    assert "partial" not in table.splitlines()[0]
    assert run("conviction", *PERIOD, "--format", "csv").startswith("\ufeffReport,Conviction")
    assert "Clopper-Pearson" in run("conviction", *PERIOD, "--interval", "exact")
    assert "<5" in run("conviction", *PERIOD, "--public")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("nothing", *PERIOD), 2, "There is no report nothing"),
        (("conviction",), 2, "Give --from and --to"),
        (("conviction", "--from", "2024-01-02", "--to", "2024-01-01"), 2, "lies before"),
        (("conviction", *PERIOD, "--unit", "X"), 1, "There is no unit X"),
        (("conviction", *PERIOD, "--means", "VOIP"), 2, "does not take --means"),
        (("conviction", *PERIOD, "--interval", "wide"), 2, "choose one of wilson, exact"),
        (("conviction", *PERIOD, "--as-of", "2999-01-01"), 2, "lies in the future"),
    ],
)
@pytest.mark.usefixtures("rows")
def test_a_wrong_question_is_refused_in_words(
    run: Run, arguments: tuple[str, ...], code: int, words: str
) -> None:
    assert words in run(*arguments, code=code)


def test_an_empty_database_has_no_report(run: Run) -> None:
    assert "There are no units yet" in run("conviction", *PERIOD, code=1)


@pytest.mark.usefixtures("rows")
def test_a_total_that_differs_from_its_rows_is_not_printed(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = documents.document(documents.counted(3, 4, total=8))
    monkeypatch.setitem(
        BY_NAME,
        "made",
        Kind(name="made", title="Made", summary="Made.", version=1, build=lambda *_: wrong),
    )
    assert "the rows add up to 7, the total says 8" in run("made", *PERIOD, code=1)
