"""Parts about money that a report of raids shows: each currency by itself, nothing converted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from casetrack.operations.facts import RECOVERY_KINDS
from casetrack.reports.document import Cell, Column, Money, Part, Row, Table
from casetrack.reports.options import label
from casetrack.reports.queries.money import Amount, Stake
from casetrack.reports.wording import RATE_DIGITS
from casetrack.rules.metrics import recovery
from casetrack.rules.words import N_

STAKES = N_("Money at stake in the raided cases")
IN_PERIOD = N_("Money frozen, recovered and returned in the period")
COHORT = N_(
    "These cases are followed until the as-of day: the loss is what the complaints joined to them"
    " tell, and what was frozen, recovered or returned in them counts whenever it was done."
)
APART = N_(
    "Frozen money that was recovered later counts in both columns, and so does recovered money that"
    " was returned: the columns do not add up to one another. Nothing is converted between"
    " currencies."
)
EVERY = N_("By the day it was done, in every case, raided or not. What was struck out is left out.")


def stakes_part(staked: Mapping[str, Stake], silent: int, as_of: date) -> Part:
    """One row a currency; the rate is recovered / involved, an exact ratio and no sample."""
    columns = (
        Column("currency", N_("Currency"), text=True),
        Column("complaints", N_("Complaints"), N_("joined to these cases that tell a loss")),
        Column("involved", N_("Loss involved"), N_("as the complaints tell it")),
        Column("frozen", N_("Frozen"), N_("held where it lies")),
        Column("recovered", N_("Recovered"), N_("in the hands of the agency or the court")),
        Column("returned", N_("Returned"), N_("back with the victims")),
        Column("rate", N_("Recovery rate"), N_("recovered / loss involved, in one currency")),
    )
    rows = [_stake(currency, stake, as_of) for currency, stake in staked.items()]
    if silent:
        rows.append(Row((N_("No amount told"), silent, None, None, None, None, None)))
    return Part(STAKES, Table("stakes", STAKES, columns, tuple(rows)), words=(COHORT, APART))


def _stake(currency: str, stake: Stake, as_of: date) -> Row:
    rate = recovery(
        recovered=stake.recovered, involved=stake.involved, currency=currency, as_of=as_of
    )
    amounts = (stake.involved, stake.frozen, stake.recovered, stake.returned)
    money: tuple[Cell, ...] = tuple(Money(minor, currency) for minor in amounts)
    return Row((currency, stake.complaints, *money, rate.percent_text(RATE_DIGITS)))


def recovered_part(found: Mapping[tuple[str, str], Amount]) -> Part:
    """One row a currency and kind."""
    columns = (
        Column("what", N_("What was done"), text=True),
        Column("count", N_("Records")),
        Column("amount", N_("Amount")),
    )
    rows = tuple(
        Row(((label(RECOVERY_KINDS, kind), currency), count, Money(minor, currency)))
        for (currency, kind), (count, minor) in found.items()
    )
    return Part(IN_PERIOD, Table("recovered", IN_PERIOD, columns, rows), words=(EVERY,))
