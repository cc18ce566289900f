"""How a case begins: by an enquiry on a complaint, or at once by FIR; and complaints that join."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from casetrack import numbers
from casetrack.accounts.models import Officer, Unit
from casetrack.cases import queries
from casetrack.cases.facts import EnquiryFacts, FirFacts, occurred_at
from casetrack.cases.models import Case
from casetrack.cases.service import members, moves, people, states
from casetrack.complaints import service as complaints
from casetrack.complaints.models import Complaint
from casetrack.db import local_date, new_id, session
from casetrack.people import service as register
from casetrack.people.facts import Kind, LinkFacts
from casetrack.people.queries import links_of
from casetrack.rules.actor import Actor
from casetrack.rules.refusals import Refused
from casetrack.rules.stages import CASE, CaseState, ComplaintState, Stage
from casetrack.rules.words import N_

_LEFT = frozenset({CaseState.MERGED, CaseState.TRANSFERRED, CaseState.ENQUIRY_CLOSED})


def open_enquiry(*, complaint: Complaint, facts: EnquiryFacts, actor: Actor, now: datetime) -> Case:
    """An enquiry on a verified complaint, in the complaint's unit, numbered FSD-E-212/2025.

    The complaint is joined to it. Raises Refused on title, enquiry_officer, offence_sections.
    """
    given: dict[str, object] = {
        "enquiry_officer": facts.enquiry_officer,
        "offence_sections": facts.offence_sections,
        "occurred_at": facts.occurred_at,
    }
    made = CASE.check(None, CaseState.ENQUIRY, role=actor.role, facts=given)
    at = occurred_at(given, now)
    lead = moves.investigating_officer(value=facts.enquiry_officer, field="enquiry_officer")
    case = _begin(facts.title, complaint.unit, lead, state=CaseState.ENQUIRY, at=at, now=now)
    year = case.opened_on.year
    case.enquiry_year = year
    case.enquiry_serial = numbers.take(f"enquiry:{case.unit.code}:{year}")
    case.number = case.enquiry_number
    moves.set_sections(case=case, keys=facts.offence_sections, field="offence_sections")
    _enter(case, lead, actor, at)
    given["enquiry_no"] = case.number
    moves.carry_out(case=case, made=made, facts=given, actor=actor, at=at, now=now)
    _join(case, complaint, actor, at, now)
    return case


def open_by_fir(*, facts: FirFacts, actor: Actor, now: datetime) -> Case:
    """A case that begins by FIR: red-handed, cognizable (CrPC s.154), in the station's unit.

    Raises Refused on title, police_station, sections, io, fir_at, source_report or
    reason_no_enquiry.
    """
    given: dict[str, object] = {
        "fir_at": facts.fir_at,
        "police_station": facts.police_station,
        "sections": facts.sections,
        "io": facts.io,
        "source_report": facts.source_report,
        "reason_no_enquiry": facts.reason_no_enquiry,
    }
    made = CASE.check(None, CaseState.INVESTIGATION, role=actor.role, facts=given)
    at = occurred_at(given, now)
    code = moves.station(code=facts.police_station)
    unit = session.scalars(select(Unit).where(Unit.code == code)).one()
    lead = moves.investigating_officer(value=facts.io, field="io")
    case = _begin(facts.title, unit, lead, state=CaseState.INVESTIGATION, at=at, now=now)
    moves.take_fir_number(case=case, station=code, on=case.opened_on)
    moves.set_sections(case=case, keys=facts.sections, field="sections")
    _enter(case, lead, actor, at)
    given["fir_no"] = case.number
    moves.carry_out(case=case, made=made, facts=given, actor=actor, at=at, now=now)
    return case


def join_complaint(*, case: Case, complaint: Complaint, actor: Actor, now: datetime) -> Case:
    """Join a verified complaint to a case that is there already."""
    if case.state in _LEFT:
        raise Refused(
            N_("{number} is no longer open: {state}."),
            field="case",
            number=case.number,
            state=case.state.label,
        )
    _join(case, complaint, actor, now, now)
    return case


def _begin(
    title: str, unit: Unit, lead: Officer, *, state: CaseState, at: datetime, now: datetime
) -> Case:
    if not title.strip():
        raise Refused(N_("Enter a title."), field="title")
    on = local_date(at)
    begins = Stage.ENQUIRY if state is CaseState.ENQUIRY else Stage.INVESTIGATION
    return Case(
        id=new_id(),
        title=title.strip(),
        unit_id=unit.id,
        unit=unit,
        lead_id=lead.id,
        lead=lead,
        opened_on=on,
        state=state,
        stage=begins,
        court_case_number="",
        recorded_at=now,
        **{f"{begins.value.lower()}_on": on},
    )


def _enter(case: Case, lead: Officer, actor: Actor, at: datetime) -> None:
    moves.note_words(case=case)
    session.add(case)
    session.flush()
    members.put_first_lead(case=case, lead=lead, actor=actor, now=at)


def _join(case: Case, complaint: Complaint, actor: Actor, at: datetime, now: datetime) -> None:
    given: dict[str, object] = {"case": case.id, "occurred_at": at}
    complaints.move(
        complaint=complaint, to=ComplaintState.JOINED, actor=actor, facts=given, now=now
    )
    # What stands in a sealed case must not be read through its complaint.
    complaint.sealed = complaint.sealed or case.sealed
    states.reach_stage(case=case, stage=Stage.COMPLAINT, on=complaint.received_on)
    if complaint.verification_on is not None:
        states.reach_stage(case=case, stage=Stage.VERIFICATION, on=complaint.verification_on)
    _copy_complainant(case, complaint, now)
    _copy_identifiers(case, complaint, now)


def _copy_complainant(case: Case, complaint: Complaint, now: datetime) -> None:
    person = complaint.complainant
    there = {row.person_id for row in queries.persons_of(case) if row.role == "COMPLAINANT"}
    if person is not None and person.id not in there:
        people.add_person(
            case=case, person=person, role="COMPLAINANT", note=complaint.number, now=now
        )


def _copy_identifiers(case: Case, complaint: Complaint, now: datetime) -> None:
    """Link the values to the case as well; the complaint's own rows stay its own."""
    links = [
        LinkFacts(
            kind=Kind(link.identifier.kind),
            written=link.as_written,
            subject_kind="case",
            subject_id=case.id,
            root=("case", case.id),
            note=link.note,
        )
        for link in links_of("complaint", complaint.id)
    ]
    register.link_identifiers(facts=links, now=now)
