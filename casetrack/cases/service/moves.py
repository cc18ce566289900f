"""Moving a case: the table says yes or no, and what follows is written here alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from casetrack import numbers
from casetrack.accounts.models import Officer, Unit
from casetrack.cases import facts as told
from casetrack.cases import queries
from casetrack.cases.models import Case, CaseMovement, CaseSection
from casetrack.cases.service import clocks, members, states
from casetrack.db import local_date, session
from casetrack.people.normalise import fold_text
from casetrack.rules.actor import Actor, UnitKind
from casetrack.rules.facts import is_blank
from casetrack.rules.offences import offence, principal
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Role
from casetrack.rules.sealing import sealed_by_default
from casetrack.rules.stages import CASE, CaseState, Move, Outcome
from casetrack.rules.words import N_

Given = Mapping[str, object]
CaseMove = Move[CaseState]


def move(*, case: Case, to: CaseState, actor: Actor, facts: Given, now: datetime) -> Case:
    """Move a case. `facts` is keyed as in the table; officers, cases and complaints by id.

    When the act took place is read from its own instant (`fir_at`, `judgment_at` …) or from
    `occurred_at`, else it is `now`. Raises Refused on the fact that is missing or wrong, and on
    a day before that of the case's last move.
    """
    made = CASE.check(case.state, to, role=actor.role, facts=facts)
    at = told.occurred_at(facts, now)
    _check_order(case, facts, at)
    _check_derived(case, to)
    carry_out(case=case, made=made, facts=facts, actor=actor, at=at, now=now)
    return case


def carry_out(
    *, case: Case, made: CaseMove, facts: Given, actor: Actor, at: datetime, now: datetime
) -> None:
    """Record a checked move and everything that follows from it."""
    from_state = made.from_state
    kept = told.kept(made.facts, facts)
    for write in _WRITERS.get(made.to_state, ()):
        kept.update(write(case, made, facts, actor, at))
    record(case=case, made=made, facts=kept, actor=actor, at=at, now=now)
    states.enter_state(
        case=case, state=made.to_state, reason=made.reason_key(facts), on=local_date(at)
    )
    session.flush()
    clocks.follow_move(case=case, from_state=from_state, at=at)


def record(
    *, case: Case, made: CaseMove, facts: dict[str, Any], actor: Actor, at: datetime, now: datetime
) -> None:
    """Append the Movement."""
    last = session.scalar(select(func.max(CaseMovement.seq)).where(CaseMovement.case_id == case.id))
    session.add(
        CaseMovement(
            case_id=case.id,
            seq=(last or 0) + 1,
            from_state=made.from_state,
            to_state=made.to_state,
            occurred_at=at,
            recorded_at=now,
            reason=made.reason_key(facts),
            actor_id=actor.id,
            authority=made.authority,
            facts=facts,
        )
    )


def take_fir_number(*, case: Case, station: str, on: date) -> None:
    """Give the case the next FIR number of the station and year; the row is locked meanwhile."""
    case.fir_serial = numbers.take(f"fir:{station}:{on.year}")
    case.fir_year, case.police_station = on.year, station
    case.number = f"{station}-FIR-{case.fir_serial}/{on.year}"


def note_words(*, case: Case) -> None:
    """Keep what search reads: title and numbers, folded."""
    words = (case.title, case.number, case.enquiry_number, case.court_case_number)
    case.search_text = fold_text(" ".join(words))


def set_sections(*, case: Case, keys: tuple[str, ...], field: str) -> None:
    """Replace what the case is about. A section that seals by law seals the case when it comes."""
    for key in keys:
        try:
            offence(key)
        except Refused as refused:
            raise Refused(refused.message, field=field, **refused.params) from refused
    there = {section.offence: section for section in case.sections}
    if sealed_by_default(set(keys) - set(there)):
        case.sealed = True
    case.sections = [there.get(key) or CaseSection(offence=key) for key in keys]
    case.offence = principal(keys)


def station(*, code: object) -> str:
    """The code of a circle that registers FIRs. Raises Refused on any other unit."""
    found = session.scalars(
        select(Unit).where(Unit.code == str(code).strip().upper(), Unit.kind == UnitKind.CIRCLE)
    ).one_or_none()
    if found is None:
        raise Refused(N_("Choose a circle of the agency."), field="police_station")
    return found.code


def investigating_officer(*, value: object, field: str) -> Officer:
    """The officer who takes the case: an investigator or supervisor whose account is open."""
    officer = session.get(Officer, told.id_of(value, field))
    fit = officer is not None and officer.role in (Role.INVESTIGATOR, Role.SUPERVISOR)
    if officer is None or not fit or officer.disabled_at is not None:
        raise Refused(N_("Choose an investigator or a supervisor."), field=field)
    return officer


def _check_order(case: Case, facts: Given, at: datetime) -> None:
    """Moves follow each other by the day; within one day any hour is possible."""
    last = session.scalars(
        select(CaseMovement.occurred_at)
        .where(CaseMovement.case_id == case.id)
        .order_by(CaseMovement.seq.desc())
        .limit(1)
    ).one_or_none()
    if last is not None and local_date(at) < local_date(last):
        field = next((key for key in told.ACT_INSTANTS if not is_blank(facts.get(key))), "")
        raise Refused(N_("This is before the case's last move."), field=field)


def _check_derived(case: Case, to: CaseState) -> None:
    """A case's verdict follows from its accused and cannot be entered against them."""
    wanted = {CaseState.CONVICTED: Outcome.CONVICTED, CaseState.ACQUITTED: Outcome.ACQUITTED}
    if to not in wanted or case.outcome is wanted[to]:
        return
    if to is CaseState.CONVICTED:
        raise Refused(N_("No accused stands convicted. Record the verdict of each accused first."))
    raise Refused(
        N_("Not every accused is acquitted or discharged. Record the verdict of each first.")
    )


Writer = Callable[[Case, CaseMove, Given, Actor, datetime], dict[str, Any]]


def _offences(
    case: Case, made: CaseMove, facts: Given, actor: Actor, at: datetime
) -> dict[str, Any]:
    was_sealed = case.sealed
    for fact in made.facts:
        if fact.key in ("sections", "offence_sections"):
            set_sections(case=case, keys=told.keys_of(facts[fact.key]), field=fact.key)
    if case.sealed and not was_sealed:
        members.follow_seal(case=case, actor=actor, now=at)
    return {}


def _fir(case: Case, made: CaseMove, facts: Given, actor: Actor, at: datetime) -> dict[str, Any]:
    """Register the FIR, once: a resumed investigation keeps its number."""
    if made.from_state is not CaseState.PERMISSION:
        return {}
    code = station(code=facts["police_station"])
    officer = investigating_officer(value=facts["io"], field="io")
    if officer.id != case.lead_id:
        members.hand_over(case=case, to=officer, actor=actor, now=at)
    take_fir_number(case=case, station=code, on=local_date(at))
    note_words(case=case)
    return {"fir_no": case.number, "police_station": code}


def _court(
    case: Case, _made: CaseMove, facts: Given, _actor: Actor, _at: datetime
) -> dict[str, Any]:
    """The court that tries it; a magistrate's order against a report names no other court."""
    if facts.get("court"):
        case.court = str(facts["court"])
        case.court_case_number = str(facts["court_case_no"])
        note_words(case=case)
    return {}


def _merge(
    case: Case, _made: CaseMove, facts: Given, actor: Actor, _at: datetime
) -> dict[str, Any]:
    wanted = told.id_of(facts["merged_into"], "merged_into")
    target = session.scalars(queries.visible_to(actor).where(Case.id == wanted)).one_or_none()
    if target is None or target.id == case.id or target.state is CaseState.MERGED:
        raise Refused(N_("Choose another case that is not itself merged."), field="merged_into")
    case.merged_into_id = target.id
    return {}


_WRITERS: Mapping[CaseState, tuple[Writer, ...]] = {
    CaseState.PERMISSION: (_offences,),
    CaseState.INVESTIGATION: (_offences, _fir),
    CaseState.COGNIZANCE: (_court,),
    CaseState.MERGED: (_merge,),
}
