"""Who works on a case, who leads it, and whether it is sealed."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import select

from casetrack.accounts import queries as accounts
from casetrack.accounts import service as officers
from casetrack.accounts.models import Membership, Officer
from casetrack.cases.models import Case
from casetrack.cases.service.diary import write_diary
from casetrack.complaints.models import Complaint
from casetrack.db import session
from casetrack.rules.actor import Actor
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Permission, may
from casetrack.rules.words import N_


def put_first_lead(*, case: Case, lead: Officer, actor: Actor, now: datetime) -> None:
    """Put the lead on a new case; who opens a sealed case stays on it, or he would lose it."""
    _put_on(case, lead.id, lead=True, now=now)
    if case.sealed and actor.id != lead.id:
        _put_on(case, actor.id, lead=False, now=now)


def add_member(*, case: Case, officer: Officer, now: datetime) -> Membership:
    """Put another officer on the case, of whatever unit."""
    if officer.disabled_at is not None or not may(officer.role, Permission.CASE_READ):
        raise Refused(N_("This officer's role opens no case."), field="officer")
    return _put_on(case, officer.id, lead=officer.id == case.lead_id, now=now)


def hand_over(*, case: Case, to: Officer, actor: Actor, now: datetime) -> Case:
    """Give the case another lead; the one before stays a member. The diary keeps who gave it."""
    if to.disabled_at is not None or not may(to.role, Permission.CASE_MOVE):
        raise Refused(N_("Choose an investigator or a supervisor."), field="officer")
    if to.id == case.lead_id:
        raise Refused(N_("This officer leads the case already."), field="officer")
    before = case.lead
    _put_on(case, before.id, lead=False, now=now)
    _put_on(case, to.id, lead=True, now=now)
    case.lead_id, case.lead = to.id, to
    session.flush()
    words = f"{before.title} → {to.title}"
    write_diary(case=case, text=words, occurred_at=now, actor=actor, now=now)
    return case


def take_off(*, case: Case, membership: Membership, now: datetime) -> None:
    """End a membership; that he was on it stays known. The lead must hand over first."""
    if membership.officer_id == case.lead_id:
        raise Refused(N_("Give the case another lead first."))
    officers.take_off(membership=membership, now=now)


def set_sealed(*, case: Case, sealed: bool, reason: str, actor: Actor, now: datetime) -> Case:
    """Seal a case for its members alone, or open it again; the diary keeps the reason."""
    if not reason.strip():
        raise Refused(N_("Say why."), field="reason")
    if case.sealed is sealed:
        raise Refused(N_("Somebody did this already."))
    case.sealed = sealed
    session.flush()
    follow_seal(case=case, actor=actor, now=now)
    write_diary(case=case, text=reason, occurred_at=now, actor=actor, now=now)
    return case


def follow_seal(*, case: Case, actor: Actor, now: datetime) -> None:
    """Let the complaints share the case's seal, and keep him who sealed it on the case."""
    on_it = {row.officer_id for row in accounts.members("case", case.id) if row.until_at is None}
    if case.sealed and actor.id not in on_it:
        _put_on(case, actor.id, lead=False, now=now)
    for complaint in session.scalars(select(Complaint).where(Complaint.case_id == case.id)):
        complaint.sealed = case.sealed
    session.flush()


def _put_on(case: Case, officer_id: uuid.UUID, *, lead: bool, now: datetime) -> Membership:
    return officers.put_on(
        officer_id=officer_id, root_kind="case", root_id=case.id, lead=lead, now=now
    )
