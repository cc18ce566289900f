"""Every conviction rate: known answers, sums over groups, drills, seals, what was known when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from casetrack.accounts import service as accounts
from casetrack.db import local_date, session, utc_now
from casetrack.reports import queries
from casetrack.reports.catalogue import BY_NAME
from casetrack.reports.catalogue.kind import built
from casetrack.reports.document import Document, Table
from casetrack.reports.facts import Asked, Period
from casetrack.reports.queries.counted import question
from casetrack.reports.queries.rates import Counts, counts, counts_by
from casetrack.reports.queries.scope import Scope
from casetrack.reports.ratios import ABSENT, DENOMINATORS, RATIOS, UNITS
from casetrack.rules.metrics import Rate
from casetrack.rules.roles import Role
from casetrack.rules.stages import AccusedState, CaseState
from tests import factories
from tests.reports import decided
from tests.reports import population as made
from tests.reports.drilled import differences
from tests.reports.histories import Station

TODAY = local_date(utc_now())
IN_2023 = Period(date(2023, 1, 1), date(2023, 12, 31))
MIDDLE = Period(date(2022, 3, 1), date(2023, 9, 30))  # no whole year: counted from the rows
ALL_YEARS = Period(date(2020, 1, 1), date(2025, 12, 31))
# One of each unit: its page shows the others beside it.
CHOSEN = [
    ("complaint", "received"),
    ("case", "fir"),
    ("accused", "arrested"),
    ("charge", "decided"),
]

# (counted, of) -> (convicted, of, still open) on the period basis, and on the cohort basis.
EXPECTED = {
    ("complaint", "received"): ((2, 3, 1), (1, 3, 1)),
    ("complaint", "verified"): ((2, 2, 1), (1, 2, 1)),
    ("complaint", "fir"): ((2, 1, 0), (1, 1, 0)),
    ("complaint", "arrested"): ((2, 1, 0), (1, 1, 0)),
    ("complaint", "challaned"): ((2, 2, 0), (2, 2, 0)),
    ("complaint", "decided"): ((2, 2, 0), (2, 2, 0)),
    ("case", "fir"): ((2, 2, 1), (1, 2, 1)),
    ("case", "arrested"): ((2, 2, 1), (1, 2, 1)),
    ("case", "challaned"): ((2, 2, 0), (2, 2, 0)),
    ("case", "decided"): ((2, 2, 0), (2, 2, 0)),
    ("accused", "arrested"): ((2, 2, 1), (1, 2, 1)),
    ("accused", "challaned"): ((3, 3, 0), (3, 3, 0)),
    ("accused", "decided"): ((3, 4, 0), (3, 4, 0)),
    ("charge", "challaned"): ((2, 2, 0), (2, 2, 0)),
    ("charge", "decided"): ((2, 3, 0), (2, 3, 0)),
}

pytestmark = pytest.mark.usefixtures("database")


def everywhere() -> Scope:
    factories.unit("FSD")
    scope = queries.everything()
    assert scope is not None
    return scope


def asked(period: Period = IN_2023, as_of: date = TODAY, **more: object) -> Asked:
    return Asked(period, "HQ", as_of, **more)


def figures(of: Asked, scope: Scope | None = None) -> dict[tuple[str, str], tuple[int, int, int]]:
    q = question(scope or everywhere(), of)
    found = {cell: counts(ratio, q) for cell, ratio in RATIOS.items()}
    return {cell: (one.convicted, one.of, one.still_open) for cell, one in found.items()}


def report(of: Asked, scope: Scope | None = None) -> Document:
    return built(BY_NAME["rates"], scope or everywhere(), of)


def table(document: Document, key: str) -> Table:
    return next(each for each in document.tables() if each.key == key)


@pytest.mark.parametrize("place", [0, 1], ids=["period", "cohort"])
def test_every_rate_has_its_known_answer(place: int) -> None:
    decided.make_world()
    found = figures(asked(basis=("period", "cohort")[place]))
    assert found == {cell: answers[place] for cell, answers in EXPECTED.items()}


def test_every_cell_is_a_rate_or_says_why_it_is_none() -> None:
    cells = {(unit, of) for unit in UNITS for of in DENOMINATORS}
    assert RATIOS.keys() | ABSENT.keys() == cells
    assert not RATIOS.keys() & ABSENT.keys()
    assert RATIOS.keys() == EXPECTED.keys()


@pytest.mark.parametrize("basis", ["period", "cohort"])
def test_groups_add_up_to_the_whole_and_filters_only_take_away(basis: str) -> None:
    for at in ("FSD", "LHR", "KHI"):
        decided.make_world(at)
    for period in (IN_2023, MIDDLE, ALL_YEARS):
        q = question(everywhere(), asked(period, basis=basis))
        for ratio in RATIOS.values():
            whole = counts(ratio, q)
            for by in ("year", "unit", "officer", "offence"):
                assert sum(counts_by(ratio, q, by).values(), Counts()) == whole, (ratio, by)
            fewer = counts(ratio, replace(q, asked=replace(q.asked, category="OTHER")))
            assert fewer.of <= whole.of
            if basis == "cohort":
                assert whole.convicted <= whole.of
            assert whole.still_open <= whole.of


@pytest.mark.parametrize("basis", ["period", "cohort"])
def test_whole_years_from_the_tallies_equal_their_rows(basis: str) -> None:
    decided.make_world()
    made.complaint(date(2023, 8, 8), sealed=True)
    plain = figures(asked(basis=basis))
    # A filter that everything passes: counted from the rows.
    assert figures(asked(basis=basis, complainant="PERSON")) == {
        cell: found if cell[0] == "complaint" else _of_told(found, cell)
        for cell, found in plain.items()
    }


def _of_told(found: tuple[int, int, int], cell: tuple[str, str]) -> tuple[int, int, int]:
    """The one case that no complaint tells of is left out by a filter on what complaints tell."""
    untold = cell in {("case", "fir"), ("case", "arrested"), ("accused", "arrested")}
    return (found[0], found[1] - untold, found[2] - untold)


@pytest.mark.parametrize("by", ["year", "unit", "officer", "offence"])
@pytest.mark.parametrize("basis", ["period", "cohort"])
def test_every_figure_equals_its_rows(basis: str, by: str) -> None:
    decided.make_world()
    decided.make_world("KHI")
    scope = everywhere()
    for counted, of in CHOSEN:
        question_ = asked(ALL_YEARS, basis=basis, by=by, counted=counted, of=of)
        assert differences(report(question_, scope), scope) == []


def test_the_chosen_rate_stands_first_and_never_alone() -> None:
    decided.make_world()
    document = report(asked(counted="case", of="fir", by="year"))
    assert [each.label for each in document.headlines] == [
        "With an FIR",
        "Still open",
        "Decided by a court",
    ]
    rate = document.headlines[0].value
    assert isinstance(rate, Rate)
    assert (rate.numerator, rate.denominator, rate.basis) == (2, 2, "period")
    beside = table(document, "denominators").rows
    assert [row.cells[0] for row in beside][:2] == ["With an FIR", "All received"]
    assert beside[1].cells[1:6] == (None,) * 5
    assert "Complaints are received" in str(beside[1].cells[6])
    assert [row.cells[0] for row in table(document, "units").rows] == [
        "Cases",
        "Complaints",
        "Accused",
        "Charges",
    ]


def test_a_rate_that_does_not_exist_is_explained_and_not_counted_as_0() -> None:
    decided.make_world()
    document = report(asked(counted="charge", of="received", by="year"))
    assert document.headlines[0].value is None
    assert "no charge before the court" in str(document.headlines[0].words)
    assert [each.key for each in document.tables()] == ["denominators", "units"]


def test_a_year_that_is_not_whole_is_marked() -> None:
    made.complaint(date(2023, 12, 30))
    document = report(asked(Period(date(2022, 7, 1), date(2023, 12, 31)), by="year"))
    assert [bool(row.partial) for row in table(document, "groups").rows] == [True, False, False]
    assert document.partial
    assert not report(asked(by="year")).partial


def test_adding_one_row_moves_its_own_figures_alone() -> None:
    decided.make_world()
    before = figures(asked())
    made.complaint(date(2023, 7, 7))
    assert _moved(before, figures(asked())) == {("complaint", "received"): (0, 1, 1)}
    case = made.case(enquiry=date(2023, 7, 8))
    assert _moved(before, figures(asked())) == {("complaint", "received"): (0, 1, 1)}
    case.investigation_on, case.fir_year, case.fir_serial = date(2023, 7, 9), 2023, 9
    case.state = CaseState.INVESTIGATION
    session.flush()
    before = figures(asked())
    made.accused(case, AccusedState.ABSCONDING)
    assert _moved(before, figures(asked())) == {}
    made.accused(case, AccusedState.ARRESTED, arrested_on=date(2023, 7, 10))
    assert _moved(before, figures(asked())) == {("accused", "arrested"): (0, 1, 1)}


def _moved(before: dict, after: dict) -> dict:
    pairs = {
        cell: tuple(b - a for a, b in zip(before[cell], after[cell], strict=True))
        for cell in before
    }
    return {cell: by for cell, by in pairs.items() if any(by)}


def test_sealed_matters_are_a_world_without_them() -> None:
    decided.make_world()
    boss, other = (factories.officer(Role.SUPERVISOR, at="FSD") for _ in range(2))
    unit = factories.unit("FSD")
    without = figures(asked(), queries.scope_of(other.actor, unit))
    case = decided.convicted_case("2023-05-01", "2023-07-01", "2023-10-01")
    case.sealed = True
    decided.joined("2023-04-01", "2023-04-02", case, sealed=True, category="ROMANCE")
    decided.accused(case, "2023-06-01", "2023-07-01", "2023-10-01")
    accounts.put_on(
        officer_id=boss.id, root_kind="case", root_id=case.id, lead=False, now=utc_now()
    )
    session.commit()
    assert figures(asked(), queries.scope_of(other.actor, unit)) == without
    known = figures(asked(), queries.scope_of(boss.actor, unit))
    assert known[("complaint", "received")] == (3, 4, 1)
    assert known[("accused", "arrested")] == (3, 3, 1)
    assert known == figures(asked())


def test_a_sealed_complaint_tells_nothing_of_an_open_case() -> None:
    case = made.case(fir=date(2023, 3, 3))
    made.complaint(
        date(2023, 3, 1),
        sealed=True,
        state="JOINED",
        case_id=case.id,
        target_country="US",
    )
    other = factories.officer(Role.SUPERVISOR, at="FSD")
    scope = queries.scope_of(other.actor, factories.unit("FSD"))
    assert figures(asked(country="US"), scope)[("case", "fir")] == (0, 0, 0)
    assert figures(asked(country="US"))[("case", "fir")] == (0, 1, 1)


def test_an_earlier_as_of_gives_what_was_known_then() -> None:
    station = Station.at("FSD")
    case = station.fir(date(2024, 1, 10))
    station.challan(case, date(2024, 3, 1))
    station.cognizance(case, date(2024, 3, 10))
    station.charge(case, date(2024, 4, 1))
    station.trial(case, date(2024, 4, 10))
    station.verdict(case, "CONVICTED", date(2024, 6, 1))
    session.commit()
    in_2024 = Period(date(2024, 1, 1), date(2024, 12, 31))

    def known(as_of: date) -> dict:
        found = figures(asked(in_2024, as_of, basis="cohort"))
        return {cell: found[cell] for cell in (("case", "fir"), ("accused", "challaned"))}

    nothing = (0, 0, 0)
    assert known(date(2024, 1, 9)) == {("case", "fir"): nothing, ("accused", "challaned"): nothing}
    assert known(date(2024, 2, 1))[("case", "fir")] == (0, 1, 1)
    assert known(date(2024, 5, 1))[("accused", "challaned")] == (0, 1, 1)
    assert known(date(2024, 6, 1)) == known(TODAY)
    assert known(TODAY) == {("case", "fir"): (1, 1, 0), ("accused", "challaned"): (1, 1, 0)}
