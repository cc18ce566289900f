"""Legal clocks and remand: their ends to the second, and the law of the day."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from casetrack.rules.clocks import (
    KARACHI,
    ClockState,
    all_rules,
    clock_rule,
    due_at,
    never_late,
    start,
)
from casetrack.rules.refusals import Refused
from casetrack.rules.remand import (
    RemandOrder,
    check_police_remand,
    cumulative_remand,
    remand_rule,
)
from tests.rules.source import rows

PECA, PPC = ["PECA-2016/14", "PPC-1860/420"], ["PPC-1860/420"]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=KARACHI)


def end_of(text: str) -> datetime:
    return at(f"{text}T23:59:59.999999")


@pytest.mark.parametrize(
    ("key", "started", "ends"),
    [
        # Saturday night to Sunday night: 24 hours on the clock, not "the next day"
        ("arrest_to_magistrate", "2026-11-21T23:30:00", at("2026-11-22T23:30:00")),
        ("warrantless_report", "2025-12-31T23:59:59", at("2026-01-01T23:59:59")),
        ("seizure_list", "2026-11-21T10:00:00", at("2026-11-21T10:00:00")),
        ("preservation_notice", "2026-11-21T00:01:00", end_of("2027-02-19")),
        ("preservation_notice", "2026-11-21T23:59:00", end_of("2027-02-19")),
        ("challan_complete", "2026-11-01T09:00:00", end_of("2026-11-15")),
        ("interim_challan", "2026-11-01T09:00:00", end_of("2026-11-18")),
        ("fir_to_court", "2026-11-21T09:00:00", end_of("2026-11-21")),
        ("traffic_data", "2024-01-01T09:00:00", end_of("2024-12-31")),
        ("copies_to_accused", "2026-11-21T09:00:00", end_of("2026-11-14")),
        # 30 days end on a Sunday: a filing may be made on Monday, a remand may not run on
        ("appeal_peca", "2026-11-20T09:00:00", end_of("2026-12-21")),
        ("police_remand_peca", "2026-11-20T09:00:00", end_of("2026-12-20")),
        ("appeal_acquittal_state", "2025-08-31T09:00:00", end_of("2026-02-28")),
        ("stat_bail", "2024-02-29T09:00:00", end_of("2025-02-28")),
        ("stat_bail_woman", "2025-12-10T09:00:00", end_of("2026-06-10")),
    ],
)
def test_ends(key: str, started: str, ends: datetime) -> None:
    assert due_at(key, at(started)) == ends


def test_the_day_is_the_day_in_karachi() -> None:
    late_utc = datetime(2026, 11, 1, 20, 0, tzinfo=UTC)  # already 2 November in Karachi
    assert due_at("interim_challan", late_utc) == end_of("2026-11-19")
    tokyo = timezone(timedelta(hours=9))
    assert due_at("arrest_to_magistrate", datetime(2026, 11, 1, 9, tzinfo=tokyo)) == at(
        "2026-11-02T05:00:00"
    )


def test_journey_and_closed_days() -> None:
    arrested = at("2026-11-21T10:00:00")
    with_journey = due_at("arrest_to_magistrate", arrested, journey=timedelta(hours=6))
    assert with_journey == at("2026-11-22T16:00:00")
    copy = at("2026-11-20T09:00:00")
    closed = {date(2026, 12, 21)}
    assert due_at("appeal_peca", copy, closed=closed) == end_of("2026-12-22")
    assert due_at("sp_gag", copy, closed={date(2026, 12, 4)}) == end_of("2026-12-04")


def test_naive_instants_and_rules_without_length_are_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        due_at("arrest_to_magistrate", datetime(2026, 11, 21))  # noqa: DTZ001 - what is refused
    with pytest.raises(ValueError, match="without a length"):
        due_at("female_custody", at("2026-11-21T10:00:00"))
    with pytest.raises(LookupError):
        due_at("no_such_clock", at("2026-11-21T10:00:00"))


def test_the_law_of_the_day_applies() -> None:
    with pytest.raises(LookupError, match="preservation_notice"):
        due_at("preservation_notice", at("2016-01-01T10:00:00"))
    assert clock_rule("interim_challan", date(2016, 1, 1)).hard is False
    assert clock_rule("arrest_to_magistrate", date(2016, 1, 1)).hard is True


def test_every_clock_of_the_reference_is_here_with_its_kind_and_statute() -> None:
    ours = {rule.key: rule for rule in all_rules()}
    for row in rows("ref_legal_clocks.csv"):
        rule = ours[row["clock_id"]]
        assert rule.hard is (row["kind"] == "hard"), rule.key
        assert rule.confidence == row["confidence"]
        assert rule.source.startswith(row["provenance"][:5])
        assert rule.verify_with_counsel is (
            row["provenance"].startswith("memory") or row["confidence"] != "high"
        )
        assert all((rule.label, rule.statute, rule.starts_at))


def test_states_of_a_clock() -> None:
    arrested = at("2026-11-21T10:00:00")
    clock = start("arrest_to_magistrate", arrested)
    soon, due = at("2026-11-22T04:00:00"), at("2026-11-22T10:00:00")
    instant, second = timedelta(microseconds=1), timedelta(seconds=1)
    assert clock.state(soon - instant) is ClockState.RUNNING
    assert clock.state(soon) is ClockState.SOON
    assert clock.state(due) is ClockState.SOON
    assert clock.state(due + instant) is ClockState.LATE
    assert clock.state(due + second, done_at=due) is ClockState.MET
    assert clock.state(due + second, done_at=due + instant) is ClockState.BREACHED
    assert clock.state(soon, done_at=due) is ClockState.SOON  # not done yet at that instant
    assert clock.left(due + second) == -second


def test_a_minimum_is_kept_by_waiting() -> None:
    clock = start("proclamation", at("2026-01-01T10:00:00"))
    assert clock.due_at == end_of("2026-01-31")
    assert clock.state(at("2026-01-10T10:00:00")) is ClockState.RUNNING
    assert clock.state(at("2026-02-01T10:00:00")) is ClockState.MET
    early, later = at("2026-01-20T10:00:00"), at("2026-03-01T10:00:00")
    assert clock.state(later, done_at=early) is ClockState.BREACHED
    assert clock.state(later, done_at=later) is ClockState.MET


def day(number: int) -> date:
    return date(2026, 11, number)


def test_remand_is_cumulative_over_orders() -> None:
    orders = [RemandOrder(day(1), 5), RemandOrder(day(6), 6)]
    crpc = cumulative_remand(orders, sections=PPC, on=day(1))
    peca = cumulative_remand(orders, sections=PECA, on=day(1))
    assert (crpc.used, crpc.left, crpc.limit, crpc.each) == (11, 4, 15, 15)
    assert (peca.used, peca.left, peca.limit, peca.each) == (11, 19, 30, 14)
    assert cumulative_remand([], sections=PPC, on=day(1)).left == 15
    assert cumulative_remand([RemandOrder(day(1), 20)], sections=PPC, on=day(1)).left == 0


def test_remand_rule_follows_section_and_date() -> None:
    assert remand_rule(PECA, date(2026, 1, 1)).key == "police_remand_peca"
    assert remand_rule(PECA, date(2026, 1, 1)).verify_with_counsel
    assert remand_rule(PECA, date(2020, 1, 1)).key == "police_remand_crpc"
    assert remand_rule(PPC, date(2026, 1, 1)).key == "police_remand_crpc"


@pytest.mark.parametrize(
    ("sections", "earlier", "days", "field"),
    [
        (PPC, [8], 7, None),
        (PPC, [8], 8, "days"),
        (PPC, [5, 5, 5], 1, "days"),
        (PPC, [], 16, "days"),
        (PECA, [], 14, None),
        (PECA, [], 15, "days"),
        (PECA, [14, 14], 2, None),
        (PECA, [14, 14], 3, "days"),
        (PECA, [], 0, "days"),
    ],
)
def test_remand_limits(
    sections: list[str], earlier: list[int], days: int, field: str | None
) -> None:
    orders = [RemandOrder(day(1 + number), length) for number, length in enumerate(earlier)]

    def check() -> int:
        made = check_police_remand(
            days, earlier=orders, sections=sections, on=day(20), female=False
        )
        return made.used

    if field is None:
        assert check() == sum(earlier) + days
        return
    with pytest.raises(Refused) as refused:
        check()
    assert refused.value.field == field


def test_the_law_of_the_first_order_governs_the_later_ones() -> None:
    earlier = [RemandOrder(date(2023, 8, 10), 14)]  # the day before s.30A
    with pytest.raises(Refused, match=r"15 are allowed .*CrPC"):
        check_police_remand(2, earlier=earlier, sections=PECA, on=date(2023, 8, 24), female=False)


def test_a_woman_is_not_given_to_police_custody_without_a_recorded_exception() -> None:
    with pytest.raises(Refused, match="woman") as refused:
        check_police_remand(1, earlier=[], sections=PECA, on=day(1), female=True)
    assert refused.value.field == "exception"
    made = check_police_remand(
        1, earlier=[], sections=PECA, on=day(1), female=True, exception="dacoity, FIR 9/2026"
    )
    assert made.used == 1


def test_a_time_for_appeal_that_is_over_is_nobodys_breach() -> None:
    clock = start("appeal_peca", datetime(2026, 1, 5, 12, tzinfo=KARACHI))
    assert clock.state(clock.due_at + timedelta(days=1)) is ClockState.MET
    assert {"appeal_peca", "appeal_acquittal", "proclamation"} <= never_late()
    assert "arrest_to_magistrate" not in never_late()
