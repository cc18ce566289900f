"""What the database says of its own figures."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from casetrack.db import session
from casetrack.reports.models import DemoLoad


def demo_loads() -> Sequence[DemoLoad]:
    """The demonstrations that were loaded, oldest first; none in a database of real cases."""
    return session.scalars(select(DemoLoad).order_by(DemoLoad.loaded_at, DemoLoad.id)).all()
