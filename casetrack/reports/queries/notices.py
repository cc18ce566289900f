"""What the database says of its own figures."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Row, select
from sqlalchemy.exc import SQLAlchemyError

from casetrack.db import session
from casetrack.reports.models import DemoLoad

_LOADS = select(DemoLoad.title, DemoLoad.words).order_by(DemoLoad.loaded_at, DemoLoad.id)


def demo_loads() -> Sequence[Row[str, str]]:
    """Title and words of the demonstrations that were loaded, oldest first; none in a database of
    real cases.
    """
    return session.execute(_LOADS).all()


def demo_words() -> tuple[str, ...]:
    """What is published, rounded or invented in what was loaded, one statement each."""
    return tuple(line for load in demo_loads() for line in load.words.splitlines())


def demo_titles() -> str:
    """One line for the foot of every page; "" for real cases, and while the database fails:
    the page that tells of the failure must not fail over this.
    """
    try:
        return " · ".join(load.title for load in demo_loads())
    except SQLAlchemyError:
        return ""
