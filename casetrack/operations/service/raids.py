"""A raid or search and what was seized in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from casetrack import numbers
from casetrack.accounts.models import Officer
from casetrack.cases.models import Case
from casetrack.cases.queries import visible_to
from casetrack.cases.service import reach_stage, start_clock, stop_clock
from casetrack.db import local_date, session
from casetrack.evidence.facts import CustodyFacts, ExhibitFacts, ThingFacts
from casetrack.evidence.models import Exhibit
from casetrack.evidence.service import add_exhibits
from casetrack.operations.facts import RaidFacts
from casetrack.operations.models import Operation, OperationCase, Seizure
from casetrack.people.models import Site
from casetrack.rules.actor import Actor
from casetrack.rules.refusals import Refused
from casetrack.rules.states import Stage
from casetrack.rules.words import N_

WARRANTLESS = "warrantless_report"


def record_raid(
    *,
    case: Case,
    facts: RaidFacts,
    items: Sequence[ThingFacts] = (),
    actor: Actor,
    now: datetime,
) -> Operation:
    """A raid with the things seized in it. Without a warrant the 24 hours of PECA s.33(2) run."""
    _check(case, facts, now)
    others = _other_cases(case, facts, actor)
    operation = _operation(case, facts, now)
    session.add(operation)
    session.flush()
    session.add_all(OperationCase(operation_id=operation.id, case_id=one.id) for one in others)
    for served in (case, *others):
        reach_stage(case=served, stage=Stage.RAID, on=operation.started_on)
    if not facts.warrant_number:
        start_clock(case=case, key=WARRANTLESS, started_at=facts.started_at)
    seize(operation=operation, things=items, actor=actor, now=now)
    return operation


def seize(
    *,
    operation: Operation,
    things: Sequence[ThingFacts],
    actor: Actor,
    now: datetime,
) -> list[Exhibit]:
    """Things taken in a raid: exhibits whose chain begins there, with the leader as holder."""
    taken = CustodyFacts(
        kind="SEIZED",
        occurred_at=operation.ended_at or operation.started_at,
        from_holder=operation.cover_business,
        to_holder=operation.leader.title,
        to_officer_id=operation.leader_id,
        place=operation.place,
        purpose=operation.reference,
    )
    exhibits = add_exhibits(
        case=operation.case,
        facts=[ExhibitFacts(thing, taken) for thing in things],
        actor=actor,
        now=now,
    )
    session.add_all(
        Seizure(
            case_id=operation.case_id,
            exhibit_id=exhibit.id,
            operation_id=operation.id,
            exhibit_serial=exhibit.serial,
        )
        for exhibit in exhibits
    )
    session.flush()
    return exhibits


def notify_court(*, case: Case, at: datetime, now: datetime) -> None:
    """The court was told of a search without a warrant (PECA s.33(2)); its clock stops."""
    if at > now:
        raise Refused(N_("This is in the future."), field="at")
    stop_clock(case=case, key=WARRANTLESS, at=at)


def _check(case: Case, facts: RaidFacts, now: datetime) -> None:
    if case.ended_on is not None:
        raise Refused(N_("The case has ended. Reopen it before you record a raid."))
    if facts.started_at > now:
        raise Refused(N_("This is in the future."), field="started_at")
    if facts.ended_at is not None and not facts.started_at <= facts.ended_at <= now:
        raise Refused(N_("The end lies before the start, or in the future."), field="ended_at")
    if not facts.place.strip():
        raise Refused(N_("Enter the place, or choose a site."), field="place")
    if not (facts.warrant_number.strip() or facts.no_warrant_reason.strip()):
        raise Refused(
            N_("Enter the warrant, or why there was none (PECA s.33)."), field="warrant_number"
        )


def _other_cases(case: Case, facts: RaidFacts, actor: Actor) -> list[Case]:
    wanted = [one for one in facts.other_case_ids if one != case.id]
    if not wanted:
        return []
    rows = visible_to(actor).where(Case.id.in_(wanted)).order_by(None).order_by(Case.id)
    return list(session.scalars(rows))


def _operation(case: Case, facts: RaidFacts, now: datetime) -> Operation:
    leader = session.get(Officer, facts.leader_id)
    if leader is None:
        raise Refused(N_("Choose who led it."), field="leader_id")
    return Operation(
        case_id=case.id,
        case=case,
        serial=numbers.take(f"operation:{case.id}"),
        kind=facts.kind,
        warrant_number=facts.warrant_number.strip(),
        warrant_court=facts.warrant_court,
        warrant_on=facts.warrant_on,
        no_warrant_reason=facts.no_warrant_reason.strip(),
        site_id=facts.site_id,
        site=session.get(Site, facts.site_id) if facts.site_id else None,
        place=facts.place.strip(),
        started_at=facts.started_at,
        started_on=local_date(facts.started_at),
        ended_at=facts.ended_at,
        leader_id=leader.id,
        leader=leader,
        team=facts.team,
        agencies=facts.agencies,
        cover_business=facts.cover_business,
        shift_hours=facts.shift_hours,
        voip_provider=facts.voip_provider,
        means=list(facts.means),
        target_countries=list(facts.target_countries),
        summary=facts.summary,
        recorded_at=now,
    )
