"""The cohort view: tallies and rows alike, shares that behave, the published vectors on paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from random import Random

import pytest

from casetrack.accounts import service as accounts
from casetrack.cases import service as cases
from casetrack.complaints import service as complaints
from casetrack.complaints.facts import ComplaintFacts
from casetrack.complaints.models import Complaint
from casetrack.db import local_date, session, utc_now
from casetrack.reports import queries
from casetrack.reports.catalogue import BY_NAME
from casetrack.reports.catalogue.kind import built
from casetrack.reports.document import Cell, Days, Document, Share, Table
from casetrack.reports.facts import Asked, Period
from casetrack.reports.queries import cohort
from casetrack.reports.queries.counted import question
from casetrack.reports.queries.scope import Scope
from casetrack.reports.wording import shown
from casetrack.rules.roles import Role
from casetrack.rules.stages import CaseState, ComplaintState
from tests import factories
from tests.reports import population as made
from tests.reports.histories import Station, at
from tests.rules.source import rows

TODAY = local_date(utc_now())
YEARS = Period(date(2022, 1, 1), date(TODAY.year, 12, 31))
HORIZONS = (90, 365, 730, 1095, 1825)

pytestmark = pytest.mark.usefixtures("database")


def asked(period: Period = YEARS, as_of: date = TODAY, **more: object) -> Asked:
    return Asked(period, "HQ", as_of, **more)


def everywhere() -> Scope:
    factories.unit("FSD")
    scope = queries.everything()
    assert scope is not None
    return scope


def report(of: Asked) -> Document:
    return built(BY_NAME["cohort"], everywhere(), of)


def table(document: Document, key: str) -> Table:
    return next(each for each in document.tables() if each.key == key)


def row(of: Table, name: str) -> dict[str, Cell]:
    cells = next(each.cells for each in of.rows if each.cells[0] == name)
    return {column.key: cell for column, cell in zip(of.columns, cells, strict=True)}


def said(cell: Cell) -> str:
    return shown(cell, str)


# ---------------------------------------------------------------- the published vectors

SOURCE = rows("survival_cohort_input.csv")
EXPECTED = {
    (line["metric"], int(line["t_days"] or 0)): line["value_fraction"]
    for line in rows("survival_cohort_expected.csv")
}
LAST = date(2025, 12, 31)
REFERENCE = asked(Period(date(2022, 1, 1), LAST), LAST)


class Desk:
    """An office that brings a complaint to its end on a given day, through the services."""

    def __init__(self) -> None:
        self.station = Station.at("FSD")
        self.boss = self.station.supervisor

    def enter(self, received: date, closed: date | None, outcome: str) -> None:
        complaint = self._log(received)
        if outcome == "open":
            return
        assert closed is not None
        self._move(complaint, ComplaintState.VERIFICATION, received)
        if outcome == "no_offence":
            self._move(complaint, ComplaintState.CLOSED, closed)
            return
        self._move(complaint, ComplaintState.VERIFIED, received)
        self._through_a_case(complaint, received, closed, outcome)

    def _through_a_case(
        self, complaint: Complaint, received: date, closed: date, outcome: str
    ) -> None:
        case = self.station.fir(received)
        cases.join_complaint(
            case=case, complaint=complaint, actor=self.boss.actor, now=at(received, 16)
        )
        if outcome == "untraced":
            self.station.dispose(case, "untraced", closed)
            return
        self.station.challan(case, received + timedelta(days=30))
        self.station.cognizance(case, received + timedelta(days=40))
        if outcome == "compounded":
            self.station.end_before_charge(case, "compounded", closed)
            return
        self.station.charge(case, received + timedelta(days=60))
        self.station.trial(case, received + timedelta(days=80))
        self.station.verdict(case, outcome.upper(), closed)

    def _log(self, on: date) -> Complaint:
        facts = ComplaintFacts(
            channel="PORTAL",
            received_at=at(on, 9),
            narrative="Invented",
            category="OTHER",
            complainant_kind="ANONYMOUS",
        )
        return complaints.log(facts=facts, actor=self.boss.actor, now=at(on, 9))

    def _move(self, complaint: Complaint, to: ComplaintState, on: date) -> None:
        facts: dict[str, object] = {
            "verification_officer": self.station.io.id,
            "assigned_at": at(on, 10),
            "verification_report": "Read.",
            "closure_reason": "NO_OFFENCE",
        }
        hour = 12 if to is ComplaintState.VERIFIED else 10
        complaints.move(
            complaint=complaint, to=to, actor=self.boss.actor, facts=facts, now=at(on, hour)
        )


def enter_reference() -> None:
    desk = Desk()
    for line in SOURCE:
        closed = date.fromisoformat(line["closed"]) if line["closed"] else None
        desk.enter(date.fromisoformat(line["received"]), closed, line["outcome"])
    session.commit()


def test_the_published_cohort_comes_out_as_published() -> None:
    """Entered through the services act by act, and asked as of a day long past."""
    enter_reference()
    found = report(REFERENCE)
    whole = row(table(found, "incidence"), "All years")
    assert (whole["complaints"], whole["open"], whole["convicted"]) == (24, 8, 4)
    assert said(whole["so_far"]) == "25.6 %"
    assert said(whole["years_2"]) == "18.3 %"
    assert whole["years_3"] is None  # the last open one was followed for 1,047 days
    ends = table(found, "endings")
    names = {
        "convicted": "Convicted",
        "acquitted": "Acquitted or discharged by a court",
        "compounded": "Ended in court without a completed trial",
        "untraced": "Enquiry closed, FIR cancelled or untraced",
        "no_offence": "Closed without a case",
    }
    keys = {90: "days_90", 365: "year_1", 730: "years_2", 1000: "so_far"}
    for days, key in keys.items():
        for outcome, name in names.items():
            share = row(ends, name)[key]
            assert isinstance(share, Share)
            assert share.value == Fraction(EXPECTED[f"CIF_{outcome}", days])
        still = row(ends, "Still open")[key]
        assert isinstance(still, Share)
        assert still.value == Fraction(EXPECTED["S_open", days])
    life = row(table(found, "stages"), "Receipt to the end")
    assert (life["begun"], life["open"]) == (24, 8)
    assert said(life["median"]) == "470 days"
    assert said(life["ended_alone"]) == "165 days"


def test_each_year_of_the_published_cohort_has_its_own_row() -> None:
    enter_reference()
    found = table(report(REFERENCE), "incidence")
    counts = {str(year): (0, 0) for year in range(2022, 2026)}
    for line in SOURCE:
        year = line["received"][:4]
        all_, open_ = counts[year]
        counts[year] = (all_ + 1, open_ + (not line["closed"]))
    for year, (all_, open_) in counts.items():
        of = row(found, year)
        assert (of["complaints"], of["open"]) == (all_, open_)
    of_2022 = row(found, "2022")
    assert said(of_2022["years_3"]) == "40.0 %"  # 2 of 5, all of them ended
    assert of_2022["years_5"] is None  # nobody was followed for five years
    assert row(found, "2025")["year_1"] is None


# ---------------------------------------------------------------- tallies and rows

CASE_ENDS = tuple(state for state in cohort.ENDING_OF if isinstance(state, CaseState))
SOME_DAYS = 1400


def populate(random: Random, count: int) -> None:
    """Complaints and cases in any state, with days in any order that rows can have."""
    there = [_some_case(random) for _each in range(count // 2)]
    for _each in range(count):
        _some_complaint(random, there)
    session.flush()


def _day(random: Random, first: date) -> date:
    return min(TODAY, first + timedelta(days=random.choice((0, 1, 40, random.randrange(900)))))


def _begin(random: Random) -> date:
    return TODAY - timedelta(days=random.randrange(SOME_DAYS))


def _some_case(random: Random):
    first = _begin(random)
    days = [first]
    for _each in range(4):
        days.append(_day(random, days[-1]))
    known = random.randrange(1, 5)
    named = dict(zip(("investigation_on", "prosecution_on", "verdict_on"), days[1:], strict=False))
    more: dict[str, object] = dict(list(named.items())[: known - 1])
    if random.random() < 0.5:
        more |= {"state": random.choice(CASE_ENDS), "ended_on": days[known]}
        if more["state"] is CaseState.CONVICTED or random.random() < 0.1:
            more["convicted_on"] = days[known]
    elif random.random() < 0.1:  # under appeal against a conviction that stands
        more |= {"state": CaseState.APPEAL, "convicted_on": days[known]}
    return made.case(enquiry=first, sealed=random.random() < 0.1, **more)


def _some_complaint(random: Random, there: list) -> None:
    on = _begin(random)
    state = random.choice(list(ComplaintState))
    more: dict[str, object] = {"state": state, "sealed": random.random() < 0.1}
    later = _day(random, on)
    if state in (ComplaintState.VERIFIED, ComplaintState.JOINED) or random.random() < 0.3:
        more["verified_on"] = later
    if state is ComplaintState.JOINED:
        more["case_id"] = random.choice(there).id
    elif state in (ComplaintState.CLOSED, ComplaintState.TRANSFERRED, ComplaintState.DUPLICATE):
        more["ended_on"] = _day(random, later)
        more["close_reason"] = "FALSE" if state is ComplaintState.CLOSED else ""
    made.complaint(on, **more)


def of_rows(spelled: cohort.Spelled, scope: Scope, of: Asked) -> cohort.ByYear:
    """The same from the rows alone: a unit's way, with the units of the whole agency."""
    q = question(scope, of)
    found: cohort.ByYear = {year: cohort.Counts() for year in of.period.years}
    cohort.add_rows(found, spelled, q, of.period)
    return found


def scopes() -> Iterator[Scope]:
    yield everywhere()
    boss = factories.officer(Role.SUPERVISOR, at="HQ")
    yield queries.scope_of(boss.actor, everywhere().unit)
    for sealed in session.query(Complaint).where(Complaint.sealed.is_(True)).limit(5):
        accounts.put_on(
            officer_id=boss.id,
            root_kind="complaint",
            root_id=sealed.id,
            lead=False,
            now=utc_now(),
        )
    found = queries.scope_of(boss.actor, everywhere().unit)
    assert found.knows_sealed
    yield found


@pytest.mark.parametrize("seed", range(3))
def test_tallies_and_rows_tell_the_same_to_everybody(seed: int) -> None:
    populate(Random(seed), 120)
    part = Period(date(2023, 3, 5), date(TODAY.year, 12, 31))
    for scope in scopes():
        for of in (asked(), asked(part)):
            for spelled in (cohort.LIFE, *cohort.STAGES):
                tallied = cohort.counted(spelled, question(scope, of))
                assert tallied == of_rows(spelled, scope, of)
                assert sum(counts.total() for counts in tallied.values())


def test_units_add_up_to_the_whole() -> None:
    populate(Random(5), 60)
    made.complaint(date(2024, 1, 1), at="KHI")
    whole = cohort.followed(everywhere(), asked())
    units = [queries.everything(code) for code in ("FSD", "KHI")]
    parts = [cohort.followed(unit, asked()) for unit in units if unit]
    together = [part.lives.whole.counts for part in parts]
    assert sum(together, cohort.Counts()) == whole.lives.whole.counts


# ---------------------------------------------------------------- what always holds


@pytest.mark.parametrize("seed", range(3))
def test_shares_sum_to_one_and_never_fall(seed: int) -> None:
    populate(Random(seed), 80)
    found = cohort.followed(everywhere(), asked())
    for group in (found.lives.whole, *found.lives.years.values()):
        last = Fraction(0)
        for step in group.curve.steps:
            assert step.open_share + sum(map(step.share, cohort.ENDINGS)) == 1
            assert step.share(cohort.CONVICTED) >= last
            last = step.share(cohort.CONVICTED)


def test_one_more_open_complaint_never_raises_the_incidence() -> None:
    """As long as it is watched itself: later on its share goes to those who stay."""
    populate(Random(11), 80)
    first = TODAY - timedelta(days=SOME_DAYS)
    before = cohort.followed(everywhere(), asked()).lives.whole
    made.complaint(first)
    after = cohort.followed(everywhere(), asked()).lives.whole
    assert (after.begun, after.still_open) == (before.begun + 1, before.still_open + 1)
    assert before.ended_as(cohort.CONVICTED)
    for days in range(0, SOME_DAYS, 50):
        shares = [one.curve.incidence_at(cohort.CONVICTED, days) for one in (after, before)]
        assert shares[0] <= shares[1]


def test_a_joined_complaint_ends_with_its_case() -> None:
    day, later = date(2024, 1, 1), date(2024, 4, 10)
    ends = {
        "convicted": {"state": CaseState.APPEAL, "convicted_on": later},
        "acquitted": {"state": CaseState.DISCHARGED, "ended_on": later},
        "without_trial": {"state": CaseState.QUASHED, "ended_on": later},
        "closed_by_police": {"state": CaseState.CANCELLATION_REPORT, "ended_on": later},
        "elsewhere": {"state": CaseState.MERGED, "ended_on": later},
        None: {"state": CaseState.APPEAL},
    }
    for more in ends.values():
        case = made.case(enquiry=day, **more)
        made.complaint(day, state=ComplaintState.JOINED, case_id=case.id)
    counts = cohort.followed(everywhere(), asked()).lives.whole.counts
    assert counts == {((TODAY - day).days if ending is None else 100, ending): 1 for ending in ends}


def test_a_case_that_ended_before_the_complaint_came_took_no_time() -> None:
    case = made.case(
        enquiry=date(2022, 5, 5), state=CaseState.CONVICTED, convicted_on=date(2023, 5, 5)
    )
    made.complaint(date(2024, 5, 5), state=ComplaintState.JOINED, case_id=case.id)
    scope = everywhere()
    assert cohort.counted(cohort.LIFE, question(scope, asked()))[2024] == {(0, "convicted"): 1}
    assert of_rows(cohort.LIFE, scope, asked())[2024] == {(0, "convicted"): 1}


def test_filters_and_the_past_are_counted_from_rows() -> None:
    made.complaint(date(2024, 1, 1), category="OTHER")
    made.complaint(date(2024, 1, 1), category="FINANCIAL_FRAUD")
    found = cohort.followed(everywhere(), asked(category="OTHER"))
    assert found.lives.whole.begun == 1


def test_nothing_at_all_is_a_report_of_dashes() -> None:
    found = report(asked())
    assert row(table(found, "incidence"), "All years")["so_far"] is None
    assert row(table(found, "stages"), "Verification")["median"] is None


def test_what_is_not_reached_is_said_in_words() -> None:
    made.complaint(date(2024, 1, 1))
    life = row(table(report(asked()), "stages"), "Receipt to the end")
    assert life["median"] == Days(None)
    assert said(life["median"]) == "not reached"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(819, 3200), "25.6 %"),
        (Fraction(0), "0.00 %"),
        (Fraction(222, 7020), "3.16 %"),
        (Fraction(222, 639_564), "0.035 %"),
        (Fraction(1, 639_564), "0.00016 %"),
    ],
)
def test_small_shares_keep_two_figures(value: Fraction, text: str) -> None:
    assert said(Share(value, 1)) == text
