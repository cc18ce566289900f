"""Where the rest was lost: what became of each cohort, by state and coded reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from casetrack.reports.facts import Fate, Ledger
from casetrack.reports.queries.figures import Counted
from casetrack.reports.queries.measures import FIR
from casetrack.rules.stages import CaseState, ComplaintState

_COMPLAINT_LOST = frozenset(
    {ComplaintState.CLOSED, ComplaintState.TRANSFERRED, ComplaintState.DUPLICATE}
)
# A convicted case came to what it was for; everything else that ends one is a loss. A dormant case
# has no end: it is pending (CrPC s.249, s.512).
_CASE_ON = frozenset({CaseState.CONVICTED, FIR})
_CASE_LOST = frozenset(
    {
        CaseState.ACQUITTED,
        CaseState.ENQUIRY_CLOSED,
        CaseState.TRANSFERRED,
        CaseState.MERGED,
        CaseState.CANCELLATION_REPORT,
        CaseState.UNTRACED_REPORT,
        CaseState.QUASHED,
        CaseState.DISCHARGED,
        CaseState.COMPOUNDED,
        CaseState.WITHDRAWN,
        CaseState.ABATED,
    }
)


def ledgers(counted: Counted) -> tuple[Ledger, ...]:
    """The three cohorts of the period: complaints received, enquiries opened, FIRs registered."""
    complaints, enquiries, firs = (Counter[tuple[str, str, str]]() for _ in range(3))
    for (_year, state, reason), count in counted.fates["received"].items():
        complaints[_complaint_kind(state), state, reason] += count
    for (_year, state, reason), count in counted.fates["enquiry"].items():
        enquiries[_case_kind(state), state, reason] += count
    for (_year, state, reason), count in counted.fates["fir"].items():
        firs[_case_kind(state), state, reason] += count
    cohorts = {"complaints": complaints, "enquiries": enquiries, "firs": firs}
    return tuple(Ledger(key, found.total(), _sorted(found)) for key, found in cohorts.items())


def _complaint_kind(state: str) -> str:
    if state == ComplaintState.JOINED:
        return "on"
    return "lost" if state in _COMPLAINT_LOST else "open"


def _case_kind(state: str) -> str:
    if state in _CASE_ON:
        return "on"
    return "lost" if state in _CASE_LOST else "open"


def _sorted(found: Counter[tuple[str, str, str]]) -> tuple[Fate, ...]:
    """What went on, then what was lost with the largest first, then what is open."""
    order: Iterable[tuple[tuple[str, str, str], int]] = sorted(
        found.items(),
        key=lambda item: (("on", "lost", "open").index(item[0][0]), -item[1], item[0]),
    )
    return tuple(Fate(state, reason, kind, count) for (kind, state, reason), count in order)
