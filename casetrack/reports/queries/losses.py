"""Where the rest was lost: what became of each cohort, by state and coded reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from casetrack.reports.facts import Fate, Ledger
from casetrack.reports.queries.figures import Counted
from casetrack.rules.stages import CaseState, ComplaintState

FIR = "FIR"

_COMPLAINT_LOST = frozenset(
    {ComplaintState.CLOSED, ComplaintState.TRANSFERRED, ComplaintState.DUPLICATE}
)
# A convicted case came to what it was for; everything else that ends one is a loss.
_CASE_ON = frozenset({CaseState.CONVICTED})
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
        CaseState.DORMANT,
    }
)


def ledgers(counted: Counted) -> tuple[Ledger, ...]:
    """The three cohorts of the period: complaints received, enquiries opened, FIRs registered."""
    complaints, enquiries, firs = (Counter[tuple[str, str, str]]() for _ in range(3))
    for (_year, state, reason), count in counted.complaints.items():
        complaints[_complaint_kind(state), state.value, reason] += count
    for (_year, fir_year, state, reason), count in counted.enquiries.items():
        fate = (_case_kind(state), state.value, reason) if fir_year is None else ("on", FIR, "")
        enquiries[fate] += count
    for (_year, state, reason), count in counted.firs.items():
        firs[_case_kind(state), state.value, reason] += count
    cohorts = {"complaints": complaints, "enquiries": enquiries, "firs": firs}
    return tuple(Ledger(key, found.total(), _sorted(found)) for key, found in cohorts.items())


def _complaint_kind(state: ComplaintState) -> str:
    if state is ComplaintState.JOINED:
        return "on"
    return "lost" if state in _COMPLAINT_LOST else "open"


def _case_kind(state: CaseState) -> str:
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
