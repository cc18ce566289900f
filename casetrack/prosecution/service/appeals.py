"""Appeals: filed against the verdict, and decided; what stood before stays beneath."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from casetrack.cases import service as case_service
from casetrack.cases.models import Case, Clock
from casetrack.cases.service.locks import lock
from casetrack.db import local_date, session
from casetrack.prosecution.facts import (
    APPEAL_CHANGES,
    APPEAL_GROUNDS,
    APPEAL_RESULTS,
    AppealFacts,
    DecisionFacts,
    JudgmentFacts,
    VerdictRow,
    on_row,
)
from casetrack.prosecution.models import Appeal, Charge
from casetrack.prosecution.queries import charges_of, pending_appeals
from casetrack.prosecution.service import outcomes
from casetrack.prosecution.service.verdicts import check_conviction, check_ground, give
from casetrack.rules.actor import Actor
from casetrack.rules.choices import keys
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Permission
from casetrack.rules.stages import CASE, CaseState, Outcome
from casetrack.rules.words import N_

C = CaseState

# How the case's own move is told when its result is another accused's.
_RESULT_OF_CASE = {C.CONVICTED: "MODIFIED", C.ACQUITTED: "CONVICTION_SET_ASIDE", C.TRIAL: "RETRIAL"}


def supply_copy(*, case: Case, at: datetime, actor: Actor, now: datetime) -> Clock:
    """Note that the certified copy was supplied: the 30 days of PECA s.47 run from it."""
    _may(actor)
    if case.state not in (C.CONVICTED, C.ACQUITTED):
        raise Refused(N_("There is no judgment to appeal against."), field="certified_copy_at")
    judged = case.ended_on
    if at > now or (judged is not None and local_date(at) < judged):
        raise Refused(
            N_("The certified copy comes after the judgment, and not in the future."),
            field="certified_copy_at",
        )
    return case_service.start_clock(case=case, key=outcomes.PECA_APPEAL, started_at=at)


def file_appeal(*, case: Case, facts: AppealFacts, actor: Actor, now: datetime) -> Appeal:
    """Record an appeal. The first one takes the case to APPEAL, others join it there.

    Raises Refused on appeal_no, court, filed_at, filed_by, certified_copy_at or leave_order.
    """
    _may(actor)
    lock(case=case)
    _check_filing(case, facts, now)
    if case.state is not C.APPEAL:
        _keep_clocks(case, facts)
        given: dict[str, object] = {
            "appeal_no": facts.number,
            "filed_at": facts.filed_at,
            "certified_copy_at": facts.certified_copy_at,
            "leave_order": facts.leave_order,
        }
        case_service.move(case=case, to=C.APPEAL, actor=actor, facts=given, now=now)
    appeal = Appeal(
        case_id=case.id,
        number=facts.number.strip(),
        court=facts.court.strip(),
        filed_on=local_date(facts.filed_at),
        filed_by=facts.filed_by.strip(),
        recorded_at=now,
    )
    session.add(appeal)
    session.flush()
    return appeal


def decide_appeal(
    *, case: Case, appeal: Appeal, facts: DecisionFacts, actor: Actor, now: datetime
) -> Appeal:
    """Record the judgment of an appeal: a further verdict on each charge that it changes.

    Accused follow their verdicts; whose verdict was set aside is charged again. The case leaves
    APPEAL when no other appeal is pending: to TRIAL if a verdict was set aside for retrial, else
    to what its accused come to. Raises Refused on decided_at, result, rows, or on a field with
    the id of a charge.
    """
    _may(actor)
    lock(case=case)
    _check_decision(case, appeal, facts, now)
    charges = charges_of(case)
    changed = _changed(charges, facts)
    judgment = JudgmentFacts(
        judgment_at=facts.decided_at, court=appeal.court, order_no=facts.judgment_number
    )
    for charge, row in changed:
        give(charge=charge, row=row, judgment=judgment, now=now, appeal=True)
    appeal.decided_on, appeal.result = local_date(facts.decided_at), facts.result
    session.flush()
    touched = {charge.accused_id for charge, _ in changed}
    for accused, his in groupby(charges, key=lambda charge: charge.accused):
        if accused.id in touched:
            outcomes.follow_appeal(
                accused=accused, charges=list(his), decision=facts, actor=actor, now=now
            )
    if not pending_appeals(case):
        _leave_appeal(case, charges, facts, actor, now)
    return appeal


def _may(actor: Actor) -> None:
    if not actor.may(Permission.COURT_RECORD):
        raise Refused(N_("Only the prosecution liaison or a supervisor records appeals."))


def _check_filing(case: Case, facts: AppealFacts, now: datetime) -> None:
    if case.state not in (C.CONVICTED, C.ACQUITTED, C.APPEAL):
        raise Refused(N_("There is no judgment to appeal against."))
    for text, field, message in (
        (facts.number, "appeal_no", N_("Enter the number of the appeal.")),
        (facts.court, "court", N_("Enter the appellate court.")),
        (facts.filed_by, "filed_by", N_("Say who appeals.")),
    ):
        if not text.strip():
            raise Refused(message, field=field)
    if facts.filed_at > now:
        raise Refused(N_("This lies in the future."), field="filed_at")
    if case.verdict_on is not None and local_date(facts.filed_at) < case.verdict_on:
        raise Refused(N_("That is before the verdict."), field="filed_at")
    copy_at = facts.certified_copy_at
    if copy_at is not None and copy_at > facts.filed_at:
        raise Refused(
            N_("The certified copy is supplied before the appeal is filed."),
            field="certified_copy_at",
        )


def _keep_clocks(case: Case, facts: AppealFacts) -> None:
    """Stop the time for appeal; one that nobody started is kept, to show if it was met."""
    if facts.certified_copy_at is not None:
        case_service.start_clock(
            case=case, key=outcomes.PECA_APPEAL, started_at=facts.certified_copy_at
        )
    for key in (outcomes.PECA_APPEAL, outcomes.STATE_APPEAL):
        case_service.stop_clock(case=case, key=key, at=facts.filed_at)


def _check_decision(case: Case, appeal: Appeal, facts: DecisionFacts, now: datetime) -> None:
    if appeal.decided_on is not None or case.state is not C.APPEAL:
        raise Refused(N_("This appeal is decided already."))
    if facts.decided_at > now:
        raise Refused(N_("This lies in the future."), field="decided_at")
    if local_date(facts.decided_at) < appeal.filed_on:
        raise Refused(N_("That is before the appeal was filed."), field="decided_at")
    if facts.result not in keys(APPEAL_RESULTS):
        raise Refused(N_("Choose the result of the appeal."), field="result")


def _changed(charges: Sequence[Charge], facts: DecisionFacts) -> list[tuple[Charge, VerdictRow]]:
    """The charges that the judgment changes with their new verdicts, checked against the result."""
    if facts.result == "UPHELD":
        if facts.rows:
            raise Refused(N_("An appeal that is upheld changes no verdict."), field="result")
        return []
    before, after = APPEAL_CHANGES[facts.result]
    by_id = {charge.id: charge for charge in charges}
    rows = {row.charge_id: row for row in facts.rows}
    if not rows or not set(rows) <= set(by_id):
        raise Refused(N_("Tick the verdicts that the appeal changes."), field="rows")
    for key, row in rows.items():
        standing = by_id[key].verdict
        if row.kind != after or standing is None or standing.kind not in before:
            raise Refused(
                N_("{who}: that verdict does not fit the result of the appeal."),
                field=on_row("kind", key),
                who=by_id[key].accused.reference,
            )
        check_conviction(row=row)
        check_ground(row=row, grounds=APPEAL_GROUNDS)
    return [(by_id[key], row) for key, row in rows.items()]


def _leave_appeal(
    case: Case, charges: Sequence[Charge], facts: DecisionFacts, actor: Actor, now: datetime
) -> None:
    to = _end_of(case, charges)
    move = CASE.find(C.APPEAL, to)
    offered = [fact.choices or () for fact in move.facts if fact.key == "result"] if move else []
    told = facts.result if facts.result in keys(sum(offered, ())) else _RESULT_OF_CASE[to]
    given: dict[str, object] = {"appeal_judgment_at": facts.decided_at, "result": told}
    case_service.move(case=case, to=to, actor=actor, facts=given, now=now)


def _end_of(case: Case, charges: Sequence[Charge]) -> CaseState:
    if any(charge.verdicts and charge.verdict is None for charge in charges):
        return C.TRIAL
    return C.CONVICTED if case.outcome is Outcome.CONVICTED else C.ACQUITTED
