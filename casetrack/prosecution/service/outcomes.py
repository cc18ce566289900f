"""What follows from verdicts: where each accused stands, who holds him, how the case ends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from casetrack.cases import queries as cases
from casetrack.cases import service as case_service
from casetrack.cases.models import Accused, Case
from casetrack.cases.service.clocks import stop_clocks_of
from casetrack.prosecution.facts import UNTRIED_GROUNDS, DecisionFacts
from casetrack.prosecution.models import Charge, Verdict
from casetrack.prosecution.queries import charges_of, open_charges
from casetrack.rules.actor import Actor
from casetrack.rules.offences import offence
from casetrack.rules.states import AccusedState, CaseState, Custody, Outcome

A, C = AccusedState, CaseState
MINOR_UNITS = 100
PECA_APPEAL = "appeal_peca"
STATE_APPEAL = "appeal_acquittal_state"
_UNTRIED = frozenset({*UNTRIED_GROUNDS, "ABATED"})


def follow_verdicts(
    *, accused: Accused, charges: Sequence[Charge], at: datetime, actor: Actor, now: datetime
) -> None:
    """Move an accused to what the verdicts on all his charges come to; nothing while one is open.

    Convicted if convicted on any charge; who was let go without a trial is acquitted in law.
    """
    standing = [charge.verdict for charge in charges]
    given = [verdict for verdict in standing if verdict is not None]
    if len(given) < len(standing):
        return
    to = _state_of({verdict.kind for verdict in given})
    if to is not accused.state:
        facts = _accused_facts(given, charges, at)
        case_service.move_accused(accused=accused, to=to, actor=actor, facts=facts, now=now)
    if to is A.CONVICTED:
        stop_clocks_of(accused=accused, at=at)
        jailed = any(verdict.sentence_days for verdict in given if verdict.kind == "CONVICTED")
        custody = Custody.SENTENCE if jailed else Custody.NONE
        case_service.set_custody(accused=accused, custody=custody)


def follow_appeal(
    *,
    accused: Accused,
    charges: Sequence[Charge],
    decision: DecisionFacts,
    actor: Actor,
    now: datetime,
) -> None:
    """Move an accused as an appellate court's judgment on his charges says.

    A charge whose verdict was set aside is tried again, and he stands charged until then
    (CrPC s.423(1)). A conviction on another charge that was left standing keeps him convicted.
    """
    standing = {charge.verdict.kind for charge in charges if charge.verdict}
    if all(charge.verdict for charge in charges):
        follow_verdicts(
            accused=accused, charges=charges, at=decision.decided_at, actor=actor, now=now
        )
    elif "CONVICTED" not in standing and accused.state in (A.CONVICTED, A.ACQUITTED):
        facts = {"appeal_judgment_at": decision.decided_at, "result": decision.result}
        case_service.move_accused(accused=accused, to=A.CHARGED, actor=actor, facts=facts, now=now)
        if accused.custody is Custody.SENTENCE:
            # The sentence fell with the conviction; until the trial court lets him go he is held.
            case_service.set_custody(accused=accused, custody=Custody.JUDICIAL)


def settle_case(*, case: Case, given: dict[str, object], actor: Actor, now: datetime) -> bool:
    """End the trial when nobody in it awaits a verdict; say whether it ended.

    `given` are the facts of the judgment as the case's table names them; what follows from the
    verdicts is added. Raises Refused on what the table misses.
    """
    to = _end_of(case)
    if to is None:
        return False
    facts = {**given, **_verdict_facts(charges_of(case), to)}
    case_service.move(case=case, to=to, actor=actor, facts=facts, now=now)
    return True


def _state_of(kinds: set[str]) -> AccusedState:
    if "CONVICTED" in kinds:
        return A.CONVICTED
    return A.DIED if "ABATED" in kinds else A.ACQUITTED


def _accused_facts(
    given: Sequence[Verdict], charges: Sequence[Charge], at: datetime
) -> dict[str, object]:
    """What the accused's table may ask of a conviction or an acquittal, on trial or on appeal."""
    convicted = [verdict for verdict in given if verdict.kind == "CONVICTED"]
    return {
        "judgment_at": at,
        "appeal_judgment_at": at,
        "sections": [charge.offence for charge in charges if _is(charge, "CONVICTED")],
        # The longest one: the movement tells one figure, each charge keeps its own sentence.
        "sentence_days": max((verdict.sentence_days or 0 for verdict in convicted), default=0),
        "fine_rs": _rupees(convicted),
        "ground": _ground(given),
    }


def _ground(given: Sequence[Verdict]) -> str:
    """Why he is acquitted: as the court found on a charge it tried, else how he was let go."""
    named = [verdict.ground for verdict in given if verdict.ground]
    untried = [UNTRIED_GROUNDS.get(verdict.kind, "") for verdict in given]
    return next(filter(None, (*named, *untried)), "")


def _end_of(case: Case) -> CaseState | None:
    """The state in which the trial ends now, or None while it goes on."""
    if case.state not in (C.CHARGE_FRAMED, C.TRIAL):
        return None
    if cases.accused_states(case).get(A.CHALLANED) or open_charges(case):
        return None
    kinds = {charge.verdict.kind for charge in charges_of(case) if charge.verdict}
    if case.outcome is Outcome.CONVICTED:
        return C.CONVICTED
    if case.outcome is Outcome.ACQUITTED:
        return C.ACQUITTED if kinds - _UNTRIED else _untried_end(kinds)
    # Nobody convicted, nobody acquitted: all died, unless somebody is still awaited.
    awaited = {A.NOMINATED, A.ARRESTED, A.PRE_ARREST_BAIL} & set(cases.accused_states(case))
    return None if awaited or not kinds else _untried_end(kinds)


def _untried_end(kinds: set[str]) -> CaseState:
    """How a case ended in which nobody was tried; such a case is not one that was completed."""
    if "WITHDRAWN" in kinds:
        return C.WITHDRAWN
    return C.COMPOUNDED if "COMPOUNDED" in kinds else C.ABATED


def _verdict_facts(charges: Sequence[Charge], to: CaseState) -> dict[str, object]:
    convicted = [charge for charge in charges if _is(charge, "CONVICTED")]
    named = convicted if to is C.CONVICTED else [one for one in charges if _is(one, to.value)]
    guilty = [charge.accused.reference for charge in convicted if charge.plea == "GUILTY"]
    return {
        "sections": list(dict.fromkeys(charge.offence for charge in named)),
        "sentence": "\n".join(_sentence_line(charge) for charge in convicted),
        "fine": _rupees([charge.verdict for charge in convicted if charge.verdict]),
        "plea_of_guilty": ", ".join(dict.fromkeys(guilty)),
    }


def _sentence_line(charge: Charge) -> str:
    verdict = charge.verdict
    words = verdict.sentence_words if verdict else ""
    fine = _rupees([verdict]) if verdict else 0
    told = ", ".join(part for part in (words, f"Rs {fine:,}" if fine else "") if part)
    return f"{charge.accused.reference} {offence(charge.offence).label}: {told}"


def _is(charge: Charge, kind: str) -> bool:
    return charge.verdict is not None and charge.verdict.kind == kind


def _rupees(verdicts: Sequence[Verdict]) -> int:
    return sum(verdict.fine_minor or 0 for verdict in verdicts) // MINOR_UNITS
