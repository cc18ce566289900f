"""Police remand: cumulative over its orders, limited by the law of the charged sections."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from casetrack.rules.clocks import ClockRule, clock_rule
from casetrack.rules.refusals import Refused
from casetrack.rules.words import N_


@dataclass(frozen=True, slots=True)
class RemandOrder:
    """One order of police remand: the day it was made and the days it gave."""

    ordered_on: date
    days: int


@dataclass(frozen=True, slots=True)
class RemandTally:
    """Days of police remand used and left, and the rule that says so."""

    used: int
    left: int
    limit: int
    each: int
    rule: ClockRule


def remand_rule(sections: Iterable[str], on: date) -> ClockRule:
    """Return the rule for accused of `sections` (offence keys), by the law of `on`.

    PECA s.30A where a PECA section is charged and s.30A was in force, else CrPC s.167. The two
    conflict; the row of s.30A is marked for counsel.
    """
    if any(key.startswith("PECA-2016/") for key in sections):
        try:
            return clock_rule("police_remand_peca", on)
        except LookupError:
            return clock_rule("police_remand_crpc", on)
    return clock_rule("police_remand_crpc", on)


def cumulative_remand(
    orders: Iterable[RemandOrder], *, sections: Iterable[str], on: date
) -> RemandTally:
    """Return the days of police remand used and left over all `orders`.

    `on` is the day whose law applies: the first order's. Each order's days count in full.
    """
    rule = remand_rule(sections, on)
    if rule.length is None or rule.each is None:
        raise ValueError(f"{rule.key} has no limit")
    used = sum(order.days for order in orders)
    return RemandTally(used, max(rule.length - used, 0), rule.length, rule.each, rule)


def check_police_remand(
    days: int,
    *,
    earlier: Sequence[RemandOrder],
    sections: Iterable[str],
    on: date,
    female: bool,
    exception: str = "",
) -> RemandTally:
    """Return the tally with this order in it; raise Refused when the order is too long.

    `on` is the day of this order. A woman is not remanded to police custody except for qatl or
    dacoity (CrPC s.167(5)); `exception` records which.
    """
    if female and not exception.strip():
        raise Refused(
            N_("A woman may not be given to police custody except for qatl or dacoity (s.167(5))."),
            field="exception",
        )
    if days < 1:
        raise Refused(N_("A remand is for one day or more."), field="days")
    orders = [*earlier, RemandOrder(on, days)]
    first = min(order.ordered_on for order in orders)
    tally = cumulative_remand(orders, sections=sections, on=first)
    _refuse_excess(days, tally)
    return tally


def _refuse_excess(days: int, tally: RemandTally) -> None:
    statute = tally.rule.statute
    if days > tally.each:
        raise Refused(
            N_("One order may give {each} days at most ({statute})."),
            field="days",
            each=tally.each,
            statute=statute,
        )
    if tally.used > tally.limit:
        raise Refused(
            N_("Police remand would reach {used} days; {limit} are allowed in all ({statute})."),
            field="days",
            used=tally.used,
            limit=tally.limit,
            statute=statute,
        )
