"""Rows into the database by the shortest way: executemany on SQLite, COPY on PostgreSQL.

Values are what both read as text: hex ids, ISO dates, UTC instants without zone. Constraints and
triggers apply as to any row.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Engine

from casetrack.db import Base
from casetrack.reports.service.tallies import FOLDS

BATCH = 50_000
# Column -> value; all rows of a table hold the same columns in the same order.
Row = Mapping[str, Any]


class Bulk:
    """Collects rows of several tables; each 50,000 go in as one transaction, parents first."""

    def __init__(
        self, engine: Engine, tables: Sequence[str], wrote: Callable[[str, int], None]
    ) -> None:
        """`tables` in the order of writing, parents first."""
        self._tables = tables
        self._rows: dict[str, list[Row]] = defaultdict(list)
        self._held = 0
        self._wrote = wrote
        self._connection = engine.raw_connection()
        self._copies = engine.dialect.name == "postgresql"
        # Each row is tallied by triggers; left alone, the tallies would outgrow the rows.
        self._folds = FOLDS[engine.dialect.name]
        self._begin()

    def add(self, table: str, row: Row) -> None:
        self._rows[table].append(row)
        self._held += 1

    def rest(self) -> None:
        """Between two things that belong together: write when enough is held."""
        if self._held >= BATCH:
            self.flush()

    def flush(self) -> None:
        cursor = self._connection.cursor()
        for table in self._tables:
            rows = self._rows.pop(table, None)
            if rows:
                self._write(cursor, table, rows)
                self._wrote(table, len(rows))
        for statement in self._folds:
            cursor.execute(statement)
        cursor.close()
        self._connection.commit()
        self._held = 0
        self._begin()

    def close(self) -> None:
        """Write what is left and let the planner learn the new sizes."""
        self.flush()
        cursor = self._connection.cursor()
        if self._copies:
            self._connection.rollback()
            driver: Any = self._connection.driver_connection
            driver.autocommit = True
            cursor.execute(f"VACUUM (ANALYZE) {', '.join(self._tables)}, tallies")
            driver.autocommit = False
        else:
            self._connection.commit()
            cursor.execute("ANALYZE")
        cursor.close()
        self._connection.close()

    def _begin(self) -> None:
        if not self._copies:
            cursor = self._connection.cursor()
            cursor.execute("BEGIN IMMEDIATE")
            cursor.close()

    def _write(self, cursor: Any, table: str, rows: Sequence[Row]) -> None:
        given, usual = tuple(rows[0]), _usual(table, rows[0])
        names, constant = ", ".join((*given, *usual)), tuple(usual.values())
        values_of = itemgetter(*given)
        values = (values_of(row) + constant for row in rows)
        if self._copies:
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in values:
                    copy.write_row(row)
            return
        marks = ", ".join("?" * (len(given) + len(usual)))
        statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 - own names
        cursor.executemany(statement, values)


def _usual(table: str, row: Row) -> dict[str, Any]:
    """What the model gives a column that the rows leave out: 1, "", false, an empty list."""
    found: dict[str, Any] = {}
    for column in Base.metadata.tables[table].columns:
        default: Any = column.default
        if column.name in row or default is None:
            continue
        value = default.arg if default.is_scalar else json.dumps(default.arg(None))
        found[column.name] = getattr(value, "value", value)
    return found
