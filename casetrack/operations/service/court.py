"""What a court orders about liberty: production, remand, bail; and release."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from casetrack.cases.models import Accused, Case
from casetrack.cases.service import move_accused, set_custody, start_clock, stop_clock
from casetrack.db import KARACHI, local_date, session
from casetrack.operations import queries
from casetrack.operations.facts import (
    BailFacts,
    ManyRefused,
    ProductionFacts,
    ReleaseFacts,
    RemandFacts,
)
from casetrack.operations.models import Arrest, Bail, Remand
from casetrack.operations.service.arrests import PRODUCTION
from casetrack.rules.actor import Actor
from casetrack.rules.custody import (
    HELD,
    check_judicial_remand,
    remand_ends,
    statutory_bail_clock,
)
from casetrack.rules.refusals import Refused
from casetrack.rules.remand import RemandOrder, check_police_remand, remand_rule
from casetrack.rules.states import AccusedState, Custody
from casetrack.rules.words import N_

JUDICIAL = "judicial_remand"
CUSTODY_OF = {"POLICE": Custody.POLICE_REMAND, "JUDICIAL": Custody.JUDICIAL}
RELEASED = {
    "S169": AccusedState.RELEASED_S169,
    "S63": AccusedState.DISCHARGED_BY_MAGISTRATE,
}
REMAND_CLOCKS = ("police_remand_peca", "police_remand_crpc", JUDICIAL)
BAIL_CLOCKS = ("stat_bail", "stat_bail_woman")


def record_production(
    *,
    arrest: Arrest,
    facts: ProductionFacts,
    actor: Actor,  # noqa: ARG001 - every service is told who acts
    now: datetime,
) -> Arrest:
    """Production before a magistrate; it stops the 24 hours, in time or late."""
    if arrest.produced_at is not None:
        raise Refused(N_("Produced already."))
    if facts.produced_at < arrest.arrested_at:
        raise Refused(N_("This is before the arrest."), field="produced_at")
    if facts.produced_at > now:
        raise Refused(N_("This is in the future."), field="produced_at")
    if not facts.court.strip():
        raise Refused(N_("Enter the court."), field="court")
    arrest.produced_at, arrest.produced_before = facts.produced_at, facts.court.strip()
    accused = arrest.accused
    stop_clock(case=accused.case, key=PRODUCTION, at=facts.produced_at, accused=accused)
    return arrest


def record_remand(
    *,
    accused: Accused,
    facts: RemandFacts,
    actor: Actor,  # noqa: ARG001 - every service is told who acts
    now: datetime,
) -> Remand:
    """One order of remand; police days add up over all orders (CrPC s.167; PECA s.30A)."""
    arrest = queries.last_arrest(accused)
    earlier = queries.police_orders([accused.id])[accused.id]
    return _remand(accused, arrest, earlier, facts, now)


def record_remands(
    *,
    arrests: Sequence[Arrest],
    production: ProductionFacts,
    facts: RemandFacts | None,
    actor: Actor,
    now: datetime,
) -> int:
    """Produce many before one court, and remand them by one order if there is one.

    Who was produced before is only remanded. Raises ManyRefused with every refusal; then the
    caller rolls back, so that all are recorded or none.
    """
    if not arrests:
        raise Refused(N_("Choose who was produced."), field="who")
    orders = queries.police_orders([arrest.accused_id for arrest in arrests])
    refused: list[tuple[str, Refused]] = []
    for arrest in arrests:
        accused = arrest.accused
        try:
            if arrest.produced_at is None:
                record_production(arrest=arrest, facts=production, actor=actor, now=now)
            if facts is not None:
                _remand(accused, arrest, orders[accused.id], facts, now)
        except Refused as one:
            refused.append((f"{accused.reference} {accused.person.name}", one))
    if refused:
        raise ManyRefused(refused)
    session.flush()
    return len(arrests)


def record_bail(*, accused: Accused, facts: BailFacts, actor: Actor, now: datetime) -> Bail:
    """A decision on bail. Granted: out of custody, clocks stopped; cancelled: back, if retaken."""
    if facts.decided_on > local_date(now):
        raise Refused(N_("This is in the future."), field="decided_on")
    if facts.decision == "GRANTED":
        _grant(accused, facts, actor, now)
    elif facts.decision == "CANCELLED":
        _cancel(accused, facts)
    bail = Bail(
        case_id=accused.case_id,
        accused_id=accused.id,
        decision=facts.decision,
        pre_arrest=facts.pre_arrest,
        decided_on=facts.decided_on,
        court=facts.court,
        order_number=facts.order_number,
        surety_minor=facts.surety_minor,
        recorded_at=now,
    )
    session.add(bail)
    session.flush()
    return bail


def record_release(
    *, accused: Accused, facts: ReleaseFacts, actor: Actor, now: datetime
) -> Accused:
    """Release under s.169, or discharge by the magistrate under s.63; every clock stops."""
    arrest = queries.last_arrest(accused)
    if arrest is not None and facts.released_at < arrest.arrested_at:
        raise Refused(N_("This is before the arrest."), field="released_at")
    given = {"order_no": facts.order_number, "occurred_at": facts.released_at}
    move_accused(accused=accused, to=RELEASED[facts.kind], actor=actor, facts=given, now=now)
    _end_arrest(arrest, facts.released_at, facts.kind)
    session.flush()
    return accused


def _remand(
    accused: Accused,
    arrest: Arrest | None,
    earlier: Sequence[RemandOrder],
    facts: RemandFacts,
    now: datetime,
) -> Remand:
    _check_remand(accused, arrest, earlier, facts, now)
    remand = Remand(
        case_id=accused.case_id,
        accused_id=accused.id,
        kind=facts.kind,
        from_on=facts.from_on,
        days=facts.days,
        court=facts.court,
        order_number=facts.order_number,
        reasons="; ".join(filter(None, (facts.reasons, facts.exception))),
        recorded_at=now,
    )
    session.add(remand)
    set_custody(accused=accused, custody=CUSTODY_OF[facts.kind])
    _run_clocks(accused, facts, now)
    return remand


def _check_remand(
    accused: Accused,
    arrest: Arrest | None,
    earlier: Sequence[RemandOrder],
    facts: RemandFacts,
    now: datetime,
) -> None:
    if accused.custody not in HELD:
        raise Refused(N_("Not in custody."))
    if arrest is None or arrest.produced_at is None:
        raise Refused(N_("Record the production before a magistrate first (Art 10(2))."))
    if facts.from_on < arrest.arrested_on or facts.from_on > local_date(now):
        raise Refused(N_("This is before the arrest or in the future."), field="from_on")
    if facts.kind == "JUDICIAL":
        check_judicial_remand(facts.days, on=facts.from_on)
        return
    check_police_remand(
        facts.days,
        earlier=earlier,
        sections=_sections(accused.case),
        on=facts.from_on,
        female=accused.person.sex == "F",
        exception=facts.exception,
    )


def _run_clocks(accused: Accused, facts: RemandFacts, now: datetime) -> None:
    """Stop the last order's clock, run this one's to the end of the order."""
    case = accused.case
    begins = datetime.combine(facts.from_on, datetime.min.time(), tzinfo=KARACHI)
    for key in REMAND_CLOCKS:
        stop_clock(case=case, key=key, at=min(begins, now), accused=accused)
    key = JUDICIAL
    if facts.kind == "POLICE":
        key = remand_rule(_sections(case), facts.from_on).key
    clock = start_clock(case=case, key=key, started_at=begins, accused=accused)
    clock.due_at = remand_ends(facts.from_on, facts.days)
    if facts.kind == "JUDICIAL":
        female = accused.person.sex == "F"
        start_clock(
            case=case, key=statutory_bail_clock(female=female), started_at=begins, accused=accused
        )


def _grant(accused: Accused, facts: BailFacts, actor: Actor, now: datetime) -> None:
    if facts.pre_arrest:
        given: dict[str, object] = {
            "court": facts.court,
            "order_no": facts.order_number,
            "next_date": facts.next_on,
            "occurred_at": facts.decided_on,
        }
        to = AccusedState.PRE_ARREST_BAIL
        move_accused(accused=accused, to=to, actor=actor, facts=given, now=now)
        return
    if accused.custody not in HELD:
        raise Refused(N_("Not in custody: only bail before arrest can be granted."))
    set_custody(accused=accused, custody=Custody.BAIL)
    at = datetime.combine(facts.decided_on, now.astimezone(KARACHI).time(), tzinfo=KARACHI)
    for key in (PRODUCTION, *REMAND_CLOCKS, *BAIL_CLOCKS):
        stop_clock(case=accused.case, key=key, at=min(at, now), accused=accused)
    _end_arrest(queries.last_arrest(accused), min(at, now), "BAIL")


def _cancel(accused: Accused, facts: BailFacts) -> None:
    if accused.custody is not Custody.BAIL:
        raise Refused(N_("Not on bail."))
    if accused.state is AccusedState.PRE_ARREST_BAIL or not facts.retaken:
        set_custody(accused=accused, custody=Custody.NONE)
        return
    set_custody(accused=accused, custody=Custody.JUDICIAL)


def _end_arrest(arrest: Arrest | None, at: datetime, reason: str) -> None:
    if arrest is not None:
        arrest.released_at, arrest.release_reason = max(at, arrest.arrested_at), reason


def _sections(case: Case) -> list[str]:
    return [section.offence for section in case.sections]
