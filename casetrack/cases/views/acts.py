"""What can be done next with a case or an accused, for the page: label, address, who, missing."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _

from casetrack.cases import queries
from casetrack.cases.models import Accused, Case
from casetrack.cases.next_moves import NextMove, next_moves
from casetrack.cases.views.room import link
from casetrack.rules.actor import Actor
from casetrack.rules.stages import ACCUSED, AccusedState, CaseState, Move

# Moves that make a record of their own have their page in a room above, by the table's `door`.
FILE_APPEAL = "prosecution.file_appeal"
ACCUSED_DOORS = {
    "arrest": "operations.record_arrest",
    "bail": "operations.record_bail",
    "release": "operations.record_release",
    "screening": "operations.record_screening",
}
COURT_DOORS = {
    "challan": "prosecution.submit_challan",
    "charge": "prosecution.frame_charges",
    "discharge": "prosecution.discharge_accused",
    "verdict": "prosecution.record_verdicts",
    "appeal": "prosecution.decide_appeal",
}
# Ends of a case that are said of each accused first. Where none of them stands so any more,
# because all died or are out, the case's own move says it.
_SAID_OF = {
    CaseState.DISCHARGED: AccusedState.CHALLANED,
    CaseState.WITHDRAWN: AccusedState.CHARGED,
    CaseState.COMPOUNDED: AccusedState.CHARGED,
    CaseState.ABATED: AccusedState.CHARGED,
}


def of_case(case: Case, actor: Actor) -> list[dict[str, object]]:
    """Every move that leaves the case's state; two that lead to the same page are one."""
    found: dict[str, dict[str, object]] = {}
    for one in next_moves(case.state, actor.role, queries.accused_states(case)):
        act = _act(case, one)
        found.setdefault(str(act["url"]), act)
    return list(found.values())


def _act(case: Case, one: NextMove) -> dict[str, object]:
    return {
        "label": _label(one.made),
        "url": case_door(case, one.made)
        or url_for("cases.move", case_id=case.id, to=one.made.to_state.value.lower()),
        "allowed": one.allowed,
        "primary": one.primary and one.allowed,
        "who": ", ".join(sorted(_(role.label) for role in one.made.roles)),
        "missing": [_(lack.words).format(n=lack.n) for lack in one.lacks],
        "authority": _(one.made.authority),
    }


def _label(made: Move[CaseState]) -> str:
    """One page records convictions and acquittals together, so it bears neither's name."""
    together = made.door == "verdict" and not made.exit_reason
    return str(_("Record verdicts") if together else _(made.label))


def case_door(case: Case, made: Move[CaseState]) -> str:
    """The page of an upper room that makes this move's record; "" when there is none."""
    endpoint = FILE_APPEAL if made.to_state is CaseState.APPEAL else COURT_DOORS.get(made.door)
    said_of = _SAID_OF.get(made.to_state)
    if not endpoint or (said_of and not queries.accused_states(case).get(said_of)):
        return ""
    return link(endpoint, case_id=case.id, kind=_kind(made))


def _kind(made: Move[CaseState]) -> str | None:
    """What is told to a page that takes several kinds: of challan, or of verdict."""
    if made.door == "challan":
        return made.to_state.value.lower()
    return made.to_state.value if made.door == "verdict" and made.exit_reason else None


def of_accused(accused: Accused, actor: Actor) -> list[dict[str, object]]:
    """Every move that leaves the accused's state, those of this officer first."""
    found: dict[str, dict[str, object]] = {}
    for made in sorted(ACCUSED.from_state(accused.state), key=lambda m: actor.role not in m.roles):
        url = accused_door(accused, made.door) or url_for(
            "cases.move_accused", accused_id=accused.id, to=made.to_state.value.lower()
        )
        act = {
            "label": _(made.label),
            "url": url,
            "allowed": actor.role in made.roles,
            "who": ", ".join(sorted(_(role.label) for role in made.roles)),
        }
        found.setdefault(url, act)
    return list(found.values())


def accused_door(accused: Accused, door: str) -> str:
    """The page of an upper room that makes this move's record; "" when there is none."""
    if door in ACCUSED_DOORS:
        return link(ACCUSED_DOORS[door], accused_id=accused.id)
    return link(COURT_DOORS[door], case_id=accused.case_id) if door in COURT_DOORS else ""
