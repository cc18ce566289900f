"""Every report can be frozen and read again, and each one that can be returned is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from flask import Flask

from casetrack.audit.chain import canonical
from casetrack.db import local_date, new_id, session, utc_now
from casetrack.reports import issuing, queries, verifying
from casetrack.reports.catalogue import KINDS
from casetrack.reports.catalogue.kind import Kind, built
from casetrack.reports.document import (
    Bar,
    Bars,
    Column,
    Curves,
    Days,
    Document,
    Drill,
    Headline,
    Hidden,
    Line,
    Money,
    Part,
    Row,
    Table,
)
from casetrack.reports.facts import Asked, Period, month_of
from casetrack.reports.frozen import NotFrozen, freeze, thaw
from casetrack.reports.models import Return
from casetrack.reports.queries.scope import Scope
from casetrack.rules.metrics import Rate
from casetrack.rules.roles import Role
from casetrack.rules.stages import ComplaintState
from tests import factories
from tests.reports import issued
from tests.reports import population as made
from tests.reports.histories import Station

GOLDEN = Path(__file__).parent / "frozen_document.json"
RETURNABLE = [kind for kind in KINDS if kind.returnable]


def everything() -> Document:
    """A document with one of whatever a document may hold."""
    on = date(2025, 2, 3)
    rate = Rate(1, 3, "accused", "cohort", on, "convicted / arrested")
    cells = (("Closed", "Civil dispute"), 7, Decimal("12.30"), on, rate, Money(5, "PKR"), Days(9))
    columns = tuple(Column(f"c{n}", f"Column {n}", text=n == 0) for n in range(10))
    rows = (
        Row((*cells, Days(None), Hidden(small=True), None), drills={"c1": Drill("received")}),
        Row(("All", *(None,) * 9), total=True, indent=1, partial="1 Jan 2025 – 3 Feb 2025"),
    )
    bars = Bars("b", "Bars", (Bar("A", 1, "1", ("of", "3"), Drill("raid", {"to": "x"})),), "pareto")
    curves = Curves("c", "Curves", (Line("2024", ((0, 0.0), (31, 0.1 + 0.2))),), 400)
    asked = Asked(Period(on, on), "HQ", on, officer=new_id(), offence="PECA-2016/14", public=True)
    return Document(
        name="whole",
        version=3,
        title="A whole one",
        asked=asked,
        unit_name="Ünit \u2028 پاکستان",
        sees_all=False,
        parts=(Part("Part", Table("t", "T", columns, rows), (bars, curves), ("words",)),),
        headlines=(Headline("H", rate, "in words", Drill("arrested", {"state": "FIR"})),),
        words=("counted so",),
        partial=True,
        demo=("invented",),
        narrowed=(("Offence", "s.14"),),
    )


def test_whatever_a_document_holds_comes_back() -> None:
    document = everything()
    again = thaw(json.loads(canonical(freeze(document))))
    assert again == document
    assert canonical(freeze(again)) == canonical(freeze(document))


def test_what_was_frozen_long_ago_is_still_read() -> None:
    """The file was written once. A change of Document that no longer reads it breaks returns."""
    kept = json.loads(GOLDEN.read_text(encoding="utf-8"))
    document = thaw(kept)
    assert document.parts[0].table.rows[0].cells == everything().parts[0].table.rows[0].cells
    assert document.parts[0].charts == everything().parts[0].charts
    assert document.unit_name == everything().unit_name


@pytest.mark.parametrize(
    "bad", [{}, {"Document": {}}, {"Row": {"cells": []}}, [], {"Secret": {}}, 7]
)
def test_what_is_no_document_is_refused(bad: object) -> None:
    with pytest.raises(NotFrozen):
        thaw(bad)


@pytest.fixture
def agency(database: str) -> Scope:
    """Two years of cases that came to every end, complaints of all sorts, a raid."""
    for code in ("FSD", "KHI"):
        station = Station.at(code)
        for month, end in enumerate(("untraced", "false", "quashed", "transferred"), start=1):
            case = station.fir(date(2024, month, 3))
            station.dispose(case, end, date(2024, month + 2, 9))
        for month, verdict in enumerate(("CONVICTED", "ACQUITTED", ""), start=1):
            case = station.fir(date(2024, month, 5))
            station.challan(case, date(2024, month + 1, 5))
            station.cognizance(case, date(2024, month + 2, 5))
            station.charge(case, date(2024, month + 3, 5))
            station.trial(case, date(2024, month + 4, 5))
            if verdict:
                station.verdict(case, verdict, date(2025, month, 7))
            made.raid(case, date(2024, month, 4))
            made.complaint(
                date(2024, month, 1), at=code, case_id=case.id, state=ComplaintState.JOINED
            )
        made.complaint(date(2024, 5, 1), at=code, means=["VOIP"], target_country="US")
        made.complaint(
            date(2024, 6, 1), at=code, state=ComplaintState.CLOSED, close_reason="CIVIL_DISPUTE"
        )
    session.commit()
    scope = queries.everything()
    assert scope is not None
    return scope


def questions(kind: Kind) -> Iterator[Asked]:
    today = local_date(utc_now())
    period = month_of(date(2024, 5, 1)) if kind.month else issued.period(2024, 2025)
    for by in [choice.key for choice in kind.by] or [""]:
        yield Asked(period, "HQ", today, by=by)
        if "counted" in kind.takes:
            for basis in ("period", "cohort"):
                for counted, of in (
                    ("complaint", "received"),
                    ("case", "fir"),
                    ("charge", "decided"),
                ):
                    yield Asked(period, "HQ", today, by=by, counted=counted, of=of, basis=basis)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_report_comes_back_from_its_json(agency: Scope, kind: Kind) -> None:
    for asked in questions(kind):
        document = built(kind, agency, asked)
        assert thaw(json.loads(canonical(freeze(document)))) == document


@pytest.mark.parametrize("kind", RETURNABLE, ids=lambda kind: kind.name)
def test_a_return_is_made_of_every_question(agency: Scope, kind: Kind, app: Flask) -> None:
    """No figure differs from its rows, in any grouping; and nothing moves while nothing happens."""
    boss = factories.officer(Role.SUPERVISOR, at="HQ")
    for asked in questions(kind):
        more = {name: getattr(asked, name) for name in ("by", "counted", "of", "basis")}
        found: Return = issued.issue(app, boss, report=kind.name, during=asked.period, **more)
        assert found.rows
    with app.app_context():
        assert list(verifying.faults(issuing.shelf())) == []
