"""Published desk rows entered as histories through the services: the reports print them again."""

from __future__ import annotations

from datetime import date

import pytest

from casetrack.db import local_date, session, utc_now
from casetrack.reports.catalogue import BY_NAME
from casetrack.reports.catalogue.kind import built
from casetrack.reports.document import Cell, Document, Row
from casetrack.reports.facts import Asked, Period
from casetrack.reports.queries import everything
from casetrack.rules.metrics import Rate
from tests.reports.histories import Station
from tests.reports.stock_and_flow import (
    Published,
    court_row,
    enter_court,
    enter_police,
    police_row,
)
from tests.rules.source import rows

YEAR = 2021
POLICE = {row["State/UT"]: row for row in rows("ncrb_2021_cyber_police_state.csv")}
COURT = {row["Crime Head"]: row for row in rows("ncrb_2021_cyber_court_crimehead.csv")}
# Not published: every column of either table at once, the rare ones too.
ODD_POLICE = {
    "opening": "40", "reported": "30", "reopened": "5", "not_investigated": "2",
    "transferred": "3", "withdrawn": "1", "non_cognizable": "2", "false": "3", "mistake": "2",
    "untraced": "9", "abated": "2", "challaned_before": "8", "challaned_within": "6",
    "quashed": "2", "stayed": "1",
}  # fmt: skip
ODD_COURT = {
    "opening": "40", "sent": "20", "abated": "2", "withdrawn": "2", "compounded": "4",
    "plea_bargained": "2", "quashed": "2", "record_room": "3", "convicted_before": "5",
    "convicted_within": "3", "discharged": "2", "acquitted": "6",
}  # fmt: skip


def asked(unit: str = "HQ", by: str = "year", year: int = YEAR) -> Asked:
    period = Period(date(year, 1, 1), date(year, 12, 31))
    return Asked(period, unit, local_date(utc_now()), by=by)


def report(name: str, question: Asked) -> Document:
    scope = everything(question.unit)
    assert scope is not None
    return built(BY_NAME[name], scope, question)


def cells(document: Document, row: Row) -> dict[str, Cell]:
    table = next(document.tables())
    return {column.key: cell for column, cell in zip(table.columns, row.cells, strict=True)}


def row_of(document: Document, name: str) -> dict[str, Cell]:
    found = [row for row in next(document.tables()).rows if row.cells[0] == name]
    return cells(document, found[0])


def digits(cell: Cell) -> str:
    """A rate as the table prints it."""
    assert isinstance(cell, Rate)
    return cell.percent_text().removesuffix(" %")


def demand_printed(found: dict[str, Cell], row: Published) -> None:
    """Every count and rate that the table printed, to the digit."""
    assert {key: found[key] for key in row.counts if key != "stayed"} == {
        key: count for key, count in row.counts.items() if key != "stayed"
    }
    assert {key: digits(found[key]) for key in row.rates} == dict(row.rates)


@pytest.mark.usefixtures("database")
def test_the_police_desk_prints_its_published_rows() -> None:
    wanted = {"FSD": "Arunachal Pradesh", "LHR": "Goa", "KHI": "Mizoram"}
    for code, state in wanted.items():
        enter_police(police_row(POLICE[state]), Station.at(code), YEAR)
    session.commit()
    document = report("police-desk", asked(by="unit"))
    for code, state in wanted.items():
        demand_printed(row_of(document, f"{code} Circle"), police_row(POLICE[state]))
    whole = row_of(document, "Whole period")
    assert whole["total"] == sum(police_row(POLICE[one])["total"] for one in wanted.values())
