"""Days from one day to another, in SQL of either database."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Integer
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class days_between(FunctionElement[int]):  # noqa: N801 - an SQL function, named like one
    """Whole days from the first day to the second; below 0 where that lies before it."""

    name = "days_between"
    type = Integer()
    inherit_cache = True


@compiles(days_between, "sqlite")
def _on_sqlite(element: days_between, compiler: SQLCompiler, **more: Any) -> str:
    first, last = (compiler.process(one, **more) for one in element.clauses)
    return f"CAST(julianday({last}) - julianday({first}) AS INTEGER)"


@compiles(days_between, "postgresql")
def _on_postgres(element: days_between, compiler: SQLCompiler, **more: Any) -> str:
    first, last = (compiler.process(one, **more) for one in element.clauses)
    return f"({last} - {first})"
