"""A table that somebody printed: which of its totals are not their rows, and what its rates are.

reading = read_table(grids.split(text))          # as it is understood, to be corrected
found = examine(reading, rates="3.16 %")         # what holds and what does not
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from casetrack.rules.claims import roles
from casetrack.rules.claims.causes import Cause, cause_of
from casetrack.rules.claims.grids import Cells, Grid, grid_of, split
from casetrack.rules.claims.rates import RateCheck, rate_checks
from casetrack.rules.claims.table import Table, table_of
from casetrack.rules.claims.totals import Check, checks
from casetrack.rules.refusals import Refused
from casetrack.rules.words import N_

__all__ = [
    "Cells",
    "Findings",
    "Reading",
    "Verdict",
    "examine",
    "read_table",
    "roles",
    "split",
]
MOST_TOTALS = 60


@dataclass(frozen=True, slots=True)
class Reading:
    """A grid, the role of each column and the kind of each row, as guessed or corrected."""

    grid: Grid
    columns: tuple[str, ...]
    rows: tuple[str, ...]

    def corrected(self, columns: Sequence[str], rows: Sequence[str]) -> Reading:
        """The same grid otherwise understood; rows are guessed again where none are given."""
        kept = tuple(columns) or self.columns
        return replace(self, columns=kept, rows=tuple(rows) or roles.guess_rows(self.grid, kept))


@dataclass(frozen=True, slots=True)
class Verdict:
    """One total and the likely cause of its difference, if one can be shown."""

    check: Check
    cause: Cause | None


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything that arithmetic says of a printed table."""

    table: Table
    verdicts: tuple[Verdict, ...]
    rates: tuple[RateCheck, ...]

    @property
    def differing(self) -> tuple[Verdict, ...]:
        return tuple(each for each in self.verdicts if not each.check.sound)


def read_table(cells: Cells, lies: str = "") -> Reading:
    """The cells as a table, its columns and rows guessed. Raises Refused."""
    grid = grid_of(cells, lies)
    columns = roles.guess_columns(grid)
    return Reading(grid, columns, roles.guess_rows(grid, columns))


def examine(reading: Reading, rates: str = "") -> Findings:
    """Check every total and every rate; `rates` are those printed beside, one to a line.

    Raises Refused where there are more totals than a printed table has.
    """
    table = table_of(reading.grid, reading.columns, reading.rows)
    if reading.rows.count(roles.TOTAL) > MOST_TOTALS:
        raise Refused(
            N_("These are {count} totals; {most} can be checked at once."),
            field="table",
            count=reading.rows.count(roles.TOTAL),
            most=MOST_TOTALS,
        )
    found = checks(table)
    alike: dict[object, list[Check]] = {}
    for each in found:
        alike.setdefault(each.same_rows, []).append(each)
    verdicts = tuple(Verdict(each, cause_of(each, alike[each.same_rows])) for each in found)
    return Findings(table, verdicts, rate_checks(table, rates))
