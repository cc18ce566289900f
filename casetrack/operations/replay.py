"""The days of raids, for the history of cases that is played again."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select, union

from casetrack.db import session
from casetrack.operations.models import Operation, OperationCase


def raid_days() -> Mapping[uuid.UUID, Sequence[date]]:
    """The days on which each case was served by a raid or search, its own or another's."""
    own = select(Operation.case_id, Operation.started_on)
    shared = select(OperationCase.case_id, Operation.started_on).join(
        Operation, Operation.id == OperationCase.operation_id
    )
    found: dict[uuid.UUID, list[date]] = defaultdict(list)
    for case_id, day in session.execute(union(own, shared).order_by("case_id", "started_on")):
        found[case_id].append(day)
    return found
