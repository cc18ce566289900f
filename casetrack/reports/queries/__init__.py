"""Reads of the reports room: whose figures, the counts, and the report made of them."""

from casetrack.reports.queries.conviction import conviction, usual_period
from casetrack.reports.queries.notices import demo_titles, demo_words
from casetrack.reports.queries.returns import scope_of_return, unread
from casetrack.reports.queries.scope import Scope, everything, scope_of, units_for

__all__ = [
    "Scope",
    "conviction",
    "demo_titles",
    "demo_words",
    "everything",
    "scope_of",
    "scope_of_return",
    "units_for",
    "unread",
    "usual_period",
]
