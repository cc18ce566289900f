"""Published desk rows entered as histories through the services: the reports print them again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from casetrack.db import local_date, session, utc_now
from casetrack.reports.catalogue import BY_NAME
from casetrack.reports.catalogue.kind import built
from casetrack.reports.document import Cell, Document
from casetrack.reports.facts import Asked, Period
from casetrack.reports.queries import everything
from casetrack.rules.metrics import Rate
from casetrack.rules.offences import offence
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
    "opening": "30", "reported": "20", "reopened": "5", "not_investigated": "2",
    "transferred": "3", "withdrawn": "1", "non_cognizable": "2", "false": "3", "mistake": "2",
    "untraced": "9", "abated": "2", "challaned_before": "8", "challaned_within": "6",
    "quashed": "2", "stayed": "1",
}  # fmt: skip
ODD_COURT = {
    "opening": "25", "sent": "12", "abated": "2", "withdrawn": "2", "compounded": "4",
    "plea_bargained": "2", "quashed": "2", "record_room": "3", "convicted_before": "5",
    "convicted_within": "3", "discharged": "2", "acquitted": "6",
}  # fmt: skip


WHOLE = "Whole period"


def asked(unit: str = "HQ", by: str = "year", year: int = YEAR) -> Asked:
    period = Period(date(year, 1, 1), date(year, 12, 31))
    return Asked(period, unit, local_date(utc_now()), by=by)


def report(name: str, question: Asked) -> Document:
    scope = everything(question.unit)
    assert scope is not None
    return built(BY_NAME[name], scope, question)


def row_of(document: Document, name: str) -> dict[str, Cell]:
    """A row by its name, from all tables, by column."""
    return {
        column.key: cell
        for table in document.tables()
        for row in table.rows
        if row.cells[0] == name
        for column, cell in zip(table.columns, row.cells, strict=True)
    }


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
    """Arunachal Pradesh, Goa and Mizoram, a unit each; together they are the whole."""
    wanted = {"FSD": "Arunachal Pradesh", "LHR": "Goa", "KHI": "Mizoram"}
    published = {code: police_row(POLICE[state]) for code, state in wanted.items()}
    for code, row in published.items():
        enter_police(row, Station.at(code), YEAR)
    session.commit()
    document = report("police-desk", asked(by="unit"))
    for code, row in published.items():
        demand_printed(row_of(document, f"{code} Circle"), row)
        demand_printed(row_of(report("police-desk", asked(code)), str(YEAR)), row)
    whole = row_of(document, WHOLE)
    for key in set(published["FSD"].counts) - {"stayed"}:
        assert whole[key] == sum(row[key] for row in published.values())


@pytest.mark.usefixtures("database")
def test_the_court_desk_prints_its_published_rows() -> None:
    """Three heads of the table, an offence each; together they are the whole."""
    wanted = {
        "PECA-2016/10": "Cyber Terrorism",
        "PPC-1860/420": "Abetment of Suicide (Online)",
        "PPC-1860/419": "Lotteries Act (Online Lotteries)",
    }
    published = {key: court_row(COURT[head]) for key, head in wanted.items()}
    for key, row in published.items():
        enter_court(row, Station.at("FSD", key), YEAR)
    session.commit()
    document = report("court-desk", asked(by="offence"))
    for key, row in published.items():
        demand_printed(row_of(document, f"{offence(key).label} {offence(key).title}"), row)
        one = replace(asked(), offence=key)
        demand_printed(row_of(report("court-desk", one), str(YEAR)), row)
    whole = row_of(document, WHOLE)
    for key in published["PECA-2016/10"].counts:
        assert whole[key] == sum(row[key] for row in published.values())


@pytest.mark.usefixtures("sqlite")
@pytest.mark.parametrize("state", ["Nagaland", "Sikkim", "A&N Islands"])
def test_more_police_rows(state: str) -> None:
    row = police_row(POLICE[state])
    enter_police(row, Station.at("FSD"), YEAR)
    session.commit()
    demand_printed(row_of(report("police-desk", asked()), str(YEAR)), row)


@pytest.mark.usefixtures("sqlite")
@pytest.mark.parametrize("head", ["Counterfeiting", "Trade Marks Act"])
def test_more_court_rows(head: str) -> None:
    row = court_row(COURT[head])
    enter_court(row, Station.at("FSD"), YEAR)
    session.commit()
    demand_printed(row_of(report("court-desk", asked()), str(YEAR)), row)


@pytest.mark.usefixtures("database")
def test_every_column_of_either_table_can_be_entered() -> None:
    """Not investigated, withdrawn by the Government, abated, plea bargain, record room and all."""
    police, court = police_row(ODD_POLICE), court_row(ODD_COURT)
    enter_police(police, Station.at("FSD"), YEAR)
    enter_court(court, Station.at("KHI"), YEAR)
    session.commit()
    found = row_of(report("police-desk", asked("FSD")), str(YEAR))
    demand_printed(found, police)
    # 30 + 20 + 5; 2 not investigated, 3 transferred, 18 reports, 14 challaned; 1 and 2 beside.
    assert (found["total"], found["final_reports"], found["disposed"]) == (55, 18, 37)
    assert (found["closing"], digits(found["challan_rate"])) == (15, "37.8")
    found = row_of(report("court-desk", asked("KHI")), str(YEAR))
    demand_printed(found, court)
    assert (found["total"], found["without_trial"], found["completed"]) == (37, 12, 16)
    assert (found["closing"], digits(found["conviction_rate"])) == (9, "50.0")


@pytest.mark.usefixtures("database")
def test_the_year_before_closes_as_the_published_year_opens() -> None:
    row = police_row(POLICE["Puducherry"])
    enter_police(row, Station.at("FSD"), YEAR)
    enter_police(police_row(POLICE["Lakshadweep"]), Station.at("LHR"), YEAR)
    session.commit()
    whole = replace(asked(), period=Period(date(YEAR - 2, 1, 1), date(YEAR + 1, 12, 31)))
    document = report("police-desk", whole)
    years = [row_of(document, str(year)) for year in whole.period.years]
    assert [one["opening"] for one in years[1:]] == [one["closing"] for one in years[:-1]]
    assert years[2]["opening"] == row["opening"] + 11


def test_headings_of_other_tables_are_understood() -> None:
    other = {
        "S. No.": "7",
        "Cases pending from previous year": "1,204",
        "Cases reported": "30",
        "Cases Ended as Final Report Non-Cognizable": "1",
        "Cases Ended as FR False": "2",
        "Cases Chargesheeted": "9",
        "Total Cases Disposed off by Police": "12",
        "Charge-sheeting Rate": "75.0",
    }
    found = police_row(other)
    assert found.counts == {
        "opening": 1204, "reported": 30, "non_cognizable": 1, "false": 2, "challaned": 9,
        "disposed": 12,
    }  # fmt: skip
    assert found.rates == {"challan_rate": "75.0"}
