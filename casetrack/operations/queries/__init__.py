"""Reads of raids, arrests and custody. Each begins with what the actor may see."""

from casetrack.operations.queries.custody import (
    Record,
    last_arrest,
    last_screening,
    police_orders,
    record_of,
)
from casetrack.operations.queries.known import PAPERS, accused_of_persons, known_in
from casetrack.operations.queries.money import (
    recovered_in,
    recoveries_of,
    recoveries_visible_to,
)
from casetrack.operations.queries.raids import (
    Totals,
    arrest_counts,
    arrests_of,
    found_in,
    items_of,
    officers,
    operations_of,
    other_cases,
    sites,
    totals_of,
    unproduced_counts,
    visible_operations,
)

__all__ = [
    "PAPERS",
    "Record",
    "Totals",
    "accused_of_persons",
    "arrest_counts",
    "arrests_of",
    "found_in",
    "items_of",
    "known_in",
    "last_arrest",
    "last_screening",
    "officers",
    "operations_of",
    "other_cases",
    "police_orders",
    "record_of",
    "recovered_in",
    "recoveries_of",
    "recoveries_visible_to",
    "sites",
    "totals_of",
    "unproduced_counts",
    "visible_operations",
]
