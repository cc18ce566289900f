"""Money frozen, recovered or returned in a case; a wrong record is struck out, never edited."""

from __future__ import annotations

from datetime import datetime

from casetrack.cases.models import Case
from casetrack.db import local_date, session
from casetrack.operations.facts import RECOVERY_KINDS, RecoveryFacts
from casetrack.operations.models import Recovery
from casetrack.rules.actor import Actor
from casetrack.rules.refusals import Refused
from casetrack.rules.words import N_

_KINDS = frozenset(choice.key for choice in RECOVERY_KINDS)


def record_recovery(*, case: Case, facts: RecoveryFacts, actor: Actor, now: datetime) -> Recovery:
    """One amount of one currency on one day. Also when the case has ended. Raises Refused."""
    amount = _checked_amount(facts, now)
    made = Recovery(
        case_id=case.id,
        kind=facts.kind,
        amount_minor=amount,
        currency=facts.currency,
        institution=facts.institution.strip(),
        done_on=facts.done_on,
        order_number=facts.order_number.strip(),
        recorded_at=now,
        recorded_by_id=actor.id,
    )
    session.add(made)
    session.flush()
    return made


def strike_recovery(*, recovery: Recovery, reason: str, now: datetime) -> None:
    """A record that was wrong no longer counts; it stays, with why. Raises Refused."""
    if recovery.struck_at is not None:
        raise Refused(N_("This record is struck out already."))
    if not reason.strip():
        raise Refused(N_("Say what was wrong with it."), field="reason")
    recovery.struck_at, recovery.struck_reason = now, reason.strip()
    session.flush()


def _checked_amount(facts: RecoveryFacts, now: datetime) -> int:
    if facts.kind not in _KINDS:
        raise Refused(N_("Choose what was done with the money."), field="kind")
    if not facts.amount_minor or facts.amount_minor < 0:
        raise Refused(N_("Enter the amount."), field="amount")
    if not facts.currency:
        raise Refused(N_("Choose the currency."), field="currency")
    if not facts.institution.strip():
        raise Refused(N_("Enter where the money lies or lay."), field="institution")
    if facts.done_on > local_date(now):
        raise Refused(N_("This is in the future."), field="done_on")
    if not facts.order_number.strip():
        raise Refused(N_("Enter the order, letter or receipt."), field="order_number")
    return facts.amount_minor
