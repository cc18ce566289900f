"""Copies of the national rows beside themselves, under ids and numbers of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Column, Table

from casetrack.db import Base
from casetrack.demo.writing import TABLES

Say = Callable[[str], None]
# A copy's serial numbers begin where no other's end.
APART = 10_000_000
# What goes up to here is the demonstration's own row, not a unit's or an officer's (Ids).
OWN = "000"


def multiply(connection: Any, times: int, say: Say) -> None:
    """Make `times` as many rows of everything; tallies grow with them, the search does not.

    `connection` is the driver's own, of SQLite or PostgreSQL; the tallies are folded.
    """
    postgres = "psycopg" in type(connection).__module__
    cursor = connection.cursor()
    restore = _stand_aside(cursor, postgres)
    for copy in range(1, times):
        say(f"copy {copy} of {times - 1}")
        for name in TABLES:
            cursor.execute(_insert(Base.metadata.tables[name], copy, postgres))
        connection.commit()
    cursor.execute(f"UPDATE tallies SET n = n * {times}")
    for statement in restore:
        cursor.execute(statement)
    connection.commit()


def _stand_aside(cursor: Any, postgres: bool) -> list[str]:
    """Switch triggers off: the copies are not news. The statements that switch them on again."""
    if postgres:
        cursor.execute("SET session_replication_role = replica")
        return ["SET session_replication_role = DEFAULT"]
    for pragma in (
        "journal_mode=OFF",
        "synchronous=OFF",
        "foreign_keys=OFF",
        "cache_size=-2000000",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    made = cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in made:
        cursor.execute(f"DROP TRIGGER {name}")
    return [sql for _, sql in made]


def _insert(table: Table, copy: int, postgres: bool) -> str:
    columns = list(table.columns)
    names = ", ".join(column.name for column in columns)
    values = ", ".join(_copied(column, copy, postgres) for column in columns)
    key = next(column.name for column in table.primary_key if _is_own_id(column))
    text = f"{key}::text" if postgres else key
    # Only the first rows, not what this run added.
    rows = f"SELECT {values} FROM {table.name} WHERE {text} LIKE '{OWN}%'"
    return f"INSERT INTO {table.name} ({names}) {rows}"


def _copied(column: Column[Any], copy: int, postgres: bool) -> str:
    name = column.name
    if _is_own_id(column):
        if postgres:
            return f"overlay({name}::text placing '{copy:x}' from 1 for 1)::uuid"
        return f"'{copy:x}' || substr({name}, 2)"
    if column.table.name in ("cases", "complaints"):
        if name.endswith("serial"):
            return f"{name} + {copy * APART}"
        if name == "number":
            return f"{name} || '-{copy}'"
    return name


def _is_own_id(column: Column[Any]) -> bool:
    """An id that the demonstration gave: of the row itself, or of one it belongs to."""
    if column.name in ("id", "root_id"):
        return True
    return any(key.column.table.name in TABLES for key in column.foreign_keys)
