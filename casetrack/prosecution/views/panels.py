"""What this room adds to the page of a case and to that of an accused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from casetrack.cases.models import Accused, Case
from casetrack.cases.panels import Panel
from casetrack.db import local_date
from casetrack.prosecution import queries
from casetrack.prosecution.models import Charge
from casetrack.prosecution.views import words
from casetrack.rules.actor import Actor
from casetrack.rules.roles import Permission
from casetrack.rules.states import CaseState

ORDER = 70
# Once a case is in court, that is what one looks for first.
ORDER_IN_COURT = 10
# More charges than this are counted by section; the page of all charges lists them.
FEW_CHARGES = 12
FEW_HEARINGS = 5
_AFTER_FINAL = (
    CaseState.FINAL_CHALLAN,
    CaseState.COGNIZANCE,
    CaseState.CHARGE_FRAMED,
    CaseState.TRIAL,
)


@dataclass(frozen=True, slots=True)
class Tally:
    """The charges under one section, counted by what became of them."""

    offence: str
    charged: int
    guilty_pleas: int
    convicted: int
    acquitted: int
    otherwise: int
    waiting: int


def case_panel(case: Case, actor: Actor, now: datetime) -> Panel:
    """Challans, charges with verdicts, hearings and appeals on the case page."""
    charges = queries.charges_of(case)
    hearings = queries.hearings_of(case)
    today = local_date(now)
    return Panel(
        order=ORDER_IN_COURT if case.prosecution_on else ORDER,
        template="prosecution/panel.html",
        context={
            "words": words,
            "today": today,
            "challans": queries.challans_of(case),
            "charges": charges if len(charges) <= FEW_CHARGES else (),
            "tallies": tallies(charges) if len(charges) > FEW_CHARGES else (),
            "charges_number": len(charges),
            "hearings": hearings[:FEW_HEARINGS],
            "hearings_number": len(hearings),
            "next_hearing": queries.next_hearing(case, today),
            "appeals": queries.appeals_of(case),
            "may_challan": actor.may(Permission.CHALLAN_SUBMIT) and case.state in _AFTER_FINAL,
            "may_record": actor.may(Permission.COURT_RECORD),
        },
    )


def accused_panel(accused: Accused, _actor: Actor, now: datetime) -> Panel:
    """The charges of one accused, every verdict on each, on his own page."""
    return Panel(
        order=ORDER,
        template="prosecution/accused_panel.html",
        context={
            "words": words,
            "today": local_date(now),
            "charges": queries.charges_of(accused.case, accused),
        },
    )


def tallies(charges: Sequence[Charge]) -> list[Tally]:
    """One row a section, in the order of the law's keys."""
    found: dict[str, list[Charge]] = {}
    for charge in charges:
        found.setdefault(charge.offence, []).append(charge)
    return [_tally(key, found[key]) for key in sorted(found)]


def _tally(key: str, charges: Sequence[Charge]) -> Tally:
    kinds = Counter(charge.verdict.kind if charge.verdict else "" for charge in charges)
    return Tally(
        offence=key,
        charged=len(charges),
        guilty_pleas=sum(charge.plea == "GUILTY" for charge in charges),
        convicted=kinds["CONVICTED"],
        acquitted=kinds["ACQUITTED"],
        otherwise=len(charges) - kinds["CONVICTED"] - kinds["ACQUITTED"] - kinds[""],
        waiting=kinds[""],
    )
