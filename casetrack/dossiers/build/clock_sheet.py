"""The clock sheet: what the law gave time for, and whether it was kept."""

from __future__ import annotations

import uuid
from collections import defaultdict
from datetime import datetime

from casetrack.db import local_date
from casetrack.dossiers import tree
from casetrack.dossiers.build.sources import Sources
from casetrack.rules import clocks

# key, hard, started, due, stopped
Run = tuple[str, bool, datetime, datetime, datetime | None]


def clock_sheet(sources: Sources) -> tuple[tree.ClockLine, ...]:
    """One line for each clock, and for all accused for whom it ran alike."""
    runs: dict[Run, list[uuid.UUID]] = defaultdict(list)
    for one in sources.clocks:
        ids = runs[one.key, one.hard, one.started_at, one.due_at, one.stopped_at]
        if one.accused_id is not None:
            ids.append(one.accused_id)
    return tuple(_line(sources, run, ids) for run, ids in runs.items())


def _line(sources: Sources, run: Run, ids: list[uuid.UUID]) -> tree.ClockLine:
    key, hard, started_at, due_at, stopped_at = run
    rule = clocks.clock_rule(key, local_date(started_at))
    ran = clocks.Clock(rule, started_at, due_at)
    return tree.ClockLine(
        label=rule.label,
        statute=rule.statute,
        whose=sources.span(ids),
        hard=hard,
        started_at=started_at,
        due_at=due_at,
        stopped_at=stopped_at,
        state=ran.state(sources.now, stopped_at).label,
    )
