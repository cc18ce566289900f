"""The arithmetic of the conviction report: each figure moved by exactly one event."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest

from casetrack.accounts import service as accounts
from casetrack.db import local_date, session, utc_now
from casetrack.reports import queries
from casetrack.reports.catalogue import BY_NAME
from casetrack.reports.catalogue.kind import built
from casetrack.reports.document import Hidden
from casetrack.reports.facts import Asked, ConvictionReport, Figures, Period
from casetrack.rules.metrics import Rate
from casetrack.rules.roles import Role
from casetrack.rules.stages import AccusedState, CaseState, ComplaintState, Outcome
from tests import factories
from tests.reports import population as made

YEARS = Period(date(2023, 1, 1), date(2024, 12, 31))
TODAY = local_date(utc_now())
DAY, NEXT_YEAR = date(2023, 12, 31), date(2024, 1, 1)

pytestmark = pytest.mark.usefixtures("database")


def report(period: Period = YEARS, unit: str = "", as_of: date = TODAY) -> ConvictionReport:
    scope = queries.everything(unit)
    assert scope is not None
    return queries.conviction(scope=scope, period=period, as_of=as_of)


def moved(before: Figures, after: Figures) -> dict[str, int]:
    keys = [field.name for field in fields(Figures)]
    pairs = {key: getattr(after, key) - getattr(before, key) for key in keys}
    return {key: by for key, by in pairs.items() if by}


def test_each_event_moves_its_own_figure_in_its_own_year() -> None:
    factories.unit("FSD")
    shown = report()

    def expect(**changes: int) -> None:
        nonlocal shown
        now = report()
        assert moved(shown.rows[0].figures, now.rows[0].figures) == changes
        assert shown.rows[1].figures == now.rows[1].figures
        assert moved(shown.total, now.total) == changes
        shown = now

    complaint = made.complaint(DAY)
    expect(complaints=1)
    complaint.verified_on = DAY
    expect(verified=1)
    case = made.case(enquiry=DAY)
    expect(enquiries=1)
    case.investigation_on, case.fir_year, case.fir_serial = DAY, 2023, 1
    expect(cases=1)
    made.raid(case, DAY)
    expect(raids=1)
    made.raid(case, DAY, kind="SEARCH")
    expect()
    accused = made.accused(case, arrested_on=DAY)
    expect(arrested=1)
    accused.challaned_on = DAY
    expect(challaned=1)
    complaint.state, complaint.case_id = ComplaintState.JOINED, case.id
    expect()
    accused.convicted_on, accused.state = DAY, AccusedState.CONVICTED
    case.convicted_on = DAY
    case.outcome, case.verdict_on, case.state = Outcome.CONVICTED, DAY, CaseState.CONVICTED
    expect(convicted=1, arrested_convicted=1, cases_convicted=1, complaints_convicted=1)


def test_a_second_conviction_in_a_case_counts_for_the_accused_alone() -> None:
    case = made.case(fir=DAY, outcome=Outcome.CONVICTED, verdict_on=DAY)
    made.accused(case, AccusedState.CONVICTED, convicted_on=DAY)
    before = report()
    made.accused(case, AccusedState.CONVICTED, convicted_on=NEXT_YEAR)
    after = report()
    assert moved(before.rows[1].figures, after.rows[1].figures) == {"convicted": 1}
    assert after.total.cases_convicted == 1


def test_acquittal_and_discharge() -> None:
    case = made.case(fir=DAY, outcome=Outcome.ACQUITTED, verdict_on=DAY, state=CaseState.ACQUITTED)
    made.accused(case, AccusedState.ACQUITTED, acquitted_on=DAY)
    made.case(fir=DAY, outcome=Outcome.ACQUITTED, verdict_on=DAY, state=CaseState.DISCHARGED)
    total = report().total
    assert (total.acquitted, total.cases_acquitted, total.cases_discharged) == (1, 1, 1)


@pytest.mark.parametrize("state", ["WITHDRAWN", "COMPOUNDED", "ABATED", "QUASHED"])
def test_a_case_that_ended_without_a_trial_is_no_acquittal(state: str) -> None:
    """Acquitted in law (CrPC s.345(6), s.494(b)), and no case that a court completed."""
    ended = CaseState(state)
    case = made.case(fir=DAY, outcome=Outcome.ACQUITTED, verdict_on=DAY, state=ended)
    made.accused(case, AccusedState.ACQUITTED, acquitted_on=DAY)
    found = report()
    assert (found.total.cases_acquitted, found.total.cases_discharged) == (0, 0)
    assert (found.rates[4].numerator, found.rates[4].denominator) == (0, 0)
    assert found.total.acquitted == 1


def test_the_window_counts_both_its_ends() -> None:
    for day in (date(2023, 6, 30), date(2023, 7, 1), date(2023, 7, 31), date(2023, 8, 1)):
        made.complaint(day)
    july = report(Period(date(2023, 7, 1), date(2023, 7, 31)))
    assert july.total.complaints == 2
    assert july.rows[0].partial


def test_rates_show_enough_digits_and_dashes() -> None:
    factories.unit("FSD")
    assert [rate.percent_text() for rate in report().rates] == ["-"] * 5
    case = made.case(fir=DAY, outcome=Outcome.CONVICTED, verdict_on=DAY)
    made.accused(case, AccusedState.CONVICTED, arrested_on=DAY, convicted_on=DAY)
    made.accused(case, AccusedState.ACQUITTED, arrested_on=DAY, acquitted_on=DAY)
    for _each in range(3):
        made.case(fir=DAY)
    rates = report().rates
    assert [(rate.numerator, rate.denominator) for rate in rates] == [
        (0, 0),
        (1, 4),
        (1, 2),
        (1, 2),
        (1, 1),
    ]


def test_ledgers_add_up_to_their_cohorts() -> None:
    case = made.case(enquiry=DAY)
    made.case(enquiry=DAY, state=CaseState.ENQUIRY_CLOSED, exit_reason="FALSE")
    made.case(
        enquiry=DAY, fir=NEXT_YEAR, state=CaseState.UNTRACED_REPORT, exit_reason="UNTRACEABLE"
    )
    made.complaint(DAY)
    made.complaint(DAY, state=ComplaintState.CLOSED, close_reason="CIVIL_DISPUTE", ended_on=DAY)
    made.complaint(DAY, state=ComplaintState.TRANSFERRED, ended_on=DAY)
    made.complaint(DAY, state=ComplaintState.JOINED, case_id=case.id)
    complaints, enquiries, firs = report().ledgers
    assert {(f.kind, f.state, f.reason): f.count for f in complaints.fates} == {
        ("on", "JOINED", ""): 1,
        ("lost", "CLOSED", "CIVIL_DISPUTE"): 1,
        ("lost", "TRANSFERRED", ""): 1,
        ("open", "RECEIVED", ""): 1,
    }
    assert [fate.kind for fate in enquiries.fates] == ["on", "lost", "open"]
    assert (enquiries.total, firs.total) == (3, 1)
    assert firs.fates[0].reason == "UNTRACEABLE"


def test_what_joined_a_case_is_as_open_as_its_case() -> None:
    pending = made.case(fir=DAY)
    dormant = made.case(fir=DAY, state=CaseState.DORMANT)
    decided = made.case(fir=DAY, state=CaseState.APPEAL, outcome=Outcome.CONVICTED, verdict_on=DAY)
    for case in (pending, dormant, decided):
        made.complaint(DAY, state=ComplaintState.JOINED, case_id=case.id)
    made.complaint(DAY)
    found = report()
    assert found.still_open == (3, 2)
    assert found.ledgers[2].sum_of("lost") == 0


def test_the_public_cannot_take_what_is_open_from_the_ledgers() -> None:
    for _each in range(6):
        made.case(fir=DAY)
    made.case(fir=DAY, state=CaseState.APPEAL, outcome=Outcome.CONVICTED, verdict_on=DAY)
    scope = queries.everything("")
    assert scope is not None
    for public, shown in ((False, Rate), (True, Hidden)):
        asked = Asked(YEARS, scope.unit.code, TODAY, public=public)
        rates = built(BY_NAME["conviction"], scope, asked).parts[0].table
        assert isinstance(rates.rows[1].cells[3], shown)


def test_a_unit_counts_with_all_below_it() -> None:
    made.complaint(DAY, at="FSD")
    made.complaint(DAY, at="LHR")
    made.complaint(DAY, at="KHI")
    counts = {code: report(unit=code).total.complaints for code in ("HQ", "CENTRAL", "FSD", "KHI")}
    assert counts == {"HQ": 3, "CENTRAL": 2, "FSD": 1, "KHI": 1}


@pytest.mark.parametrize(
    ("as_of", "partial"), [(date(2024, 5, 1), [False, True]), (date(2025, 1, 1), [False, False])]
)
def test_the_running_year_is_partial(as_of: date, partial: list[bool]) -> None:
    made.complaint(date(2024, 4, 28) if as_of.year == 2024 else date(2024, 12, 30))
    rows = report(as_of=as_of).rows
    assert [row.partial for row in rows] == partial


def test_a_year_in_which_the_data_end_is_partial() -> None:
    made.complaint(date(2024, 9, 30))
    rows = report(Period(date(2023, 1, 1), date(2025, 12, 31))).rows
    assert [row.partial for row in rows] == [False, True, True]
    assert rows[1].covered == Period(date(2024, 1, 1), date(2024, 9, 30))
    assert rows[2].covered is None


def test_sealed_matters_count_for_those_who_work_on_them_alone() -> None:
    boss, other = (factories.officer(Role.SUPERVISOR, at="FSD") for _ in range(2))
    case = made.case(fir=DAY, sealed=True)
    made.accused(case, arrested_on=DAY)
    made.complaint(DAY, sealed=True, state=ComplaintState.JOINED, case_id=case.id)
    made.complaint(DAY)
    accounts.put_on(
        officer_id=boss.id, root_kind="case", root_id=case.id, lead=False, now=made.noon(DAY)
    )
    session.commit()

    def seen(officer) -> tuple[int, int, int]:
        scope = queries.scope_of(officer.actor, factories.unit("FSD"))
        total = queries.conviction(scope=scope, period=YEARS, as_of=TODAY).total
        return total.complaints, total.cases, total.arrested

    assert seen(boss) == (2, 1, 1)
    assert seen(other) == (1, 0, 0)
    assert seen(factories.officer(Role.AUDITOR, at="HQ")) == (1, 0, 0)
    assert report().total.complaints == 2


def test_units_that_each_role_may_ask_for() -> None:
    for code in ("FSD", "LHR", "KHI"):
        factories.unit(code)

    def codes(role: Role, at: str) -> list[str]:
        return [unit.code for unit in queries.units_for(factories.officer(role, at=at).actor)]

    assert codes(Role.SUPERVISOR, "FSD") == ["FSD"]
    assert codes(Role.SUPERVISOR, "CENTRAL") == ["CENTRAL", "FSD", "LHR"]
    assert codes(Role.LIAISON, "FSD") == ["CENTRAL", "FSD", "LHR"]
    assert codes(Role.AUDITOR, "KHI") == codes(Role.SUPERVISOR, "HQ")
    assert len(codes(Role.SUPERVISOR, "HQ")) == 6
