"""Reads of cases. Each begins with what the actor may see."""

from casetrack.cases.queries.accused import (
    AccusedFilter,
    Counts,
    accused_counts,
    accused_listed,
    accused_of,
    accused_states,
    accused_visible_to,
)
from casetrack.cases.queries.lists import (
    CaseFilter,
    Key,
    Page,
    Rows,
    by_number,
    listed,
    nearest_clocks,
    overdue,
    page,
)
from casetrack.cases.queries.parts import (
    complaints_of,
    diary_of,
    diary_size,
    identities_of,
    losses_of,
    movements_of,
    officers_for,
    persons_of,
    running_clocks,
)
from casetrack.cases.queries.sharing import Shared, sharing_cases
from casetrack.cases.queries.visible import may_see, visible_ids, visible_to

__all__ = [
    "AccusedFilter",
    "CaseFilter",
    "Counts",
    "Key",
    "Page",
    "Rows",
    "Shared",
    "accused_counts",
    "accused_listed",
    "accused_of",
    "accused_states",
    "accused_visible_to",
    "by_number",
    "complaints_of",
    "diary_of",
    "diary_size",
    "identities_of",
    "listed",
    "losses_of",
    "may_see",
    "movements_of",
    "nearest_clocks",
    "officers_for",
    "overdue",
    "page",
    "persons_of",
    "running_clocks",
    "sharing_cases",
    "visible_ids",
    "visible_to",
]
