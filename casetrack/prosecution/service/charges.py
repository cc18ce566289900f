"""The charge: what the court frames against whom; and the order that ends it before a charge."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from casetrack.cases import queries as cases
from casetrack.cases import service as case_service
from casetrack.cases.models import Accused, Case
from casetrack.cases.service.locks import lock
from casetrack.db import local_date, session
from casetrack.prosecution.facts import DISCHARGES, ChargeFacts, DischargeFacts, on_row
from casetrack.prosecution.models import Charge
from casetrack.prosecution.queries import charges_of
from casetrack.prosecution.service.outcomes import settle_case
from casetrack.rules import lists
from casetrack.rules.actor import Actor
from casetrack.rules.choices import keys
from casetrack.rules.clocks import due_at
from casetrack.rules.offences import offence
from casetrack.rules.refusals import Refused
from casetrack.rules.states import AccusedState, CaseState, Outcome
from casetrack.rules.words import N_

A, C = AccusedState, CaseState

COPIES = "copies_to_accused"
_STATES = frozenset({C.COGNIZANCE, C.CHARGE_FRAMED, C.TRIAL})


def frame_charges(*, case: Case, facts: ChargeFacts, actor: Actor, now: datetime) -> list[Charge]:
    """Frame each section against each accused of `facts.pleas`; those challaned become CHARGED.

    The first charges take the case from cognizance to CHARGE_FRAMED; later ones, against
    others or altered (CrPC s.227), leave it where it is. Raises Refused on charge_at,
    copies_supplied_at, offences, rows, or on "plea:<accused id>".
    """
    lock(case=case)
    _check(case, facts, now)
    accused = _chosen(case, facts.pleas)
    made = [_charge(one, key, facts, now) for one in accused for key in facts.offences]
    _refuse_twins(case, made)
    session.add_all(made)
    session.flush()
    if case.state is C.COGNIZANCE:
        given = {**_given(facts), "plea": _common_plea(facts.pleas)}
        case_service.move(case=case, to=C.CHARGE_FRAMED, actor=actor, facts=given, now=now)
    for one in accused:
        if one.state is A.CHALLANED:
            given = {**_given(facts), "plea": facts.pleas[one.id]}
            case_service.move_accused(accused=one, to=A.CHARGED, actor=actor, facts=given, now=now)
    return made


def discharge_accused(
    *, case: Case, facts: DischargeFacts, actor: Actor, now: datetime
) -> list[Accused]:
    """Record an order that lets accused go before the charge (CrPC s.63, s.249-A, s.265-K, s.494).

    When nobody is left to be tried and no charge was framed, the case ends as the order says.
    Raises Refused on kind, order_no, ordered_at or rows.
    """
    lock(case=case)
    if facts.kind not in keys(DISCHARGES):
        raise Refused(N_("Choose what the court ordered."), field="kind")
    accused = _of_case(case, facts.accused)
    given: dict[str, object] = {"order_no": facts.order_no, "occurred_at": facts.ordered_at}
    for one in accused:
        case_service.move_accused(accused=one, to=A.DISCHARGED, actor=actor, facts=given, now=now)
    if case.state is C.COGNIZANCE and case.outcome is Outcome.ACQUITTED:
        case_service.move(case=case, to=C(facts.kind), actor=actor, facts=given, now=now)
    else:
        judged = {**given, "judgment_at": facts.ordered_at}
        settle_case(case=case, given=judged, actor=actor, now=now)
    return accused


def _check(case: Case, facts: ChargeFacts, now: datetime) -> None:
    if case.state not in _STATES:
        raise Refused(
            N_("The court frames a charge after it took cognizance and before it decides.")
        )
    if facts.charge_at > now:
        raise Refused(N_("This lies in the future."), field="charge_at")
    # CrPC s.241-A, s.265-C: a hard clock, for without the copies the trial is open to attack.
    latest = due_at(COPIES, facts.charge_at)
    if facts.copies_supplied_at > latest:
        raise Refused(
            N_("The accused must have the copies 7 days before (CrPC s.241-A, s.265-C): by {day}."),
            field="copies_supplied_at",
            day=f"{local_date(latest):%d %b %Y}",
        )
    if not facts.offences:
        raise Refused(N_("Choose at least one section."), field="offences")
    for key in facts.offences:
        _check_in_force(key, facts.charge_at)


def _check_in_force(key: str, at: datetime) -> None:
    try:
        known = offence(key)
    except Refused as refused:
        raise Refused(refused.message, field="offences", **refused.params) from refused
    if local_date(at) < known.from_on:
        raise Refused(
            N_("{section} was not law on that day."), field="offences", section=known.label
        )


def _chosen(case: Case, pleas: Mapping[UUID, str]) -> list[Accused]:
    accused = _of_case(case, frozenset(pleas))
    for one in accused:
        field = on_row("plea", one.id)
        if one.state not in (A.CHALLANED, A.CHARGED):
            raise Refused(
                N_("{who} cannot be charged: {state}."),
                field=field,
                who=one.reference,
                state=one.state.label,
            )
        if pleas[one.id] not in keys(lists.PLEAS):
            raise Refused(N_("Choose a plea for {who}."), field=field, who=one.reference)
    return accused


def _of_case(case: Case, wanted: frozenset[UUID]) -> list[Accused]:
    found = [one for one in cases.accused_of(case) if one.id in wanted]
    if not found or len(found) != len(wanted):
        raise Refused(N_("Choose at least one accused of this case."), field="rows")
    return found


def _charge(accused: Accused, key: str, facts: ChargeFacts, now: datetime) -> Charge:
    return Charge(
        case_id=accused.case_id,
        accused_id=accused.id,
        accused=accused,
        offence=key,
        framed_on=local_date(facts.charge_at),
        plea=facts.pleas[accused.id],
        verdicts=[],
        recorded_at=now,
    )


def _refuse_twins(case: Case, made: list[Charge]) -> None:
    there = {(charge.accused_id, charge.offence) for charge in charges_of(case)}
    for charge in made:
        if (charge.accused_id, charge.offence) in there:
            raise Refused(
                N_("{who} is charged with {section} already."),
                field=on_row("plea", charge.accused_id),
                who=charge.accused.reference,
                section=offence(charge.offence).label,
            )


def _given(facts: ChargeFacts) -> dict[str, object]:
    return {
        "charge_at": facts.charge_at,
        "copies_supplied_at": facts.copies_supplied_at,
        "sections": facts.offences,
    }


def _common_plea(pleas: Mapping[UUID, str]) -> str:
    """The plea of all when they plead alike; else what leaves a trial to be held."""
    alike = set(pleas.values())
    return alike.pop() if len(alike) == 1 else "NOT_GUILTY"
