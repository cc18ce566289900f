"""Moving a complaint: the table says yes or no, and this is the one writer of its state."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from casetrack.accounts import queries as accounts
from casetrack.accounts.models import Officer
from casetrack.complaints import queries
from casetrack.complaints.models import Complaint, ComplaintMovement
from casetrack.db import local_date, session
from casetrack.rules.actor import Actor
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Role
from casetrack.rules.stages import COMPLAINT, ComplaintState, Move, is_blank
from casetrack.rules.words import N_

Given = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class _Step:
    """One allowed move as its writers see it; `at` is when it was done, `now` is now."""

    made: Move[ComplaintState]
    facts: Given
    actor: Actor
    at: datetime
    now: datetime

    @property
    def day(self) -> date:
        return local_date(self.at)


def move(
    *, complaint: Complaint, to: ComplaintState, actor: Actor, facts: Given, now: datetime
) -> Complaint:
    """Move a complaint; writes the Movement, the state and the dates it sets.

    `facts` is keyed as in the table, with `verification_officer`, `duplicate_of` and `case` as
    ids; what the move does not ask for is ignored. It was done at `assigned_at` where the move
    has that fact, else at `occurred_at`, else now. Raises Refused on what is missing or wrong.
    """
    made = COMPLAINT.check(complaint.state, to, role=actor.role, facts=facts)
    step = _Step(made, facts, actor, _moment(complaint, made, facts, now), now)
    with session.no_autoflush:  # state and what must go with it change in one UPDATE
        _WRITERS[to](complaint, step)
    complaint.movements.append(_movement(complaint, step))
    complaint.state = to
    session.flush()
    return complaint


def _moment(
    complaint: Complaint, made: Move[ComplaintState], facts: Given, now: datetime
) -> datetime:
    asked = {fact.key for fact in made.facts}
    field = "assigned_at" if "assigned_at" in asked else "occurred_at"
    at = facts.get(field) or now
    if not isinstance(at, datetime):
        raise Refused(N_("Enter a date and time"), field=field)
    if at > now:
        raise Refused(N_("This lies in the future"), field=field)
    # Forms give minutes, so the seconds of the last move must not count against them.
    if at < complaint.movements[-1].occurred_at.replace(second=0, microsecond=0):
        raise Refused(N_("This is before the complaint's last move"), field=field)
    return at


def _movement(complaint: Complaint, step: _Step) -> ComplaintMovement:
    given = {fact.key: step.facts.get(fact.key) for fact in step.made.facts}
    told = {key: _plain(value) for key, value in given.items() if not is_blank(value)}
    return ComplaintMovement(
        complaint_id=complaint.id,
        seq=complaint.movements[-1].seq + 1,
        from_state=complaint.state,
        to_state=step.made.to_state,
        occurred_at=step.at,
        recorded_at=step.now,
        reason=step.made.reason_key(step.facts),
        actor_id=step.actor.id,
        facts=told,
    )


def _plain(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, uuid.UUID) else value


def _verify_again_or_assign(complaint: Complaint, step: _Step) -> None:
    """To verification: first by giving it to an officer, later by reopening it."""
    if step.made.reopens:
        complaint.close_reason, complaint.ended_on = "", None
    else:
        officer = _verifier(step)
        complaint.assigned_to, complaint.assigned_to_id = officer, officer.id
    complaint.verification_on = complaint.verification_on or step.day


def _verifier(step: _Step) -> Officer:
    for officer in accounts.colleagues(step.actor, Role.INVESTIGATOR, Role.SUPERVISOR):
        if officer.id == step.facts["verification_officer"]:
            return officer
    raise Refused(
        N_("Choose an investigator or supervisor of your unit"), field="verification_officer"
    )


def _verify(complaint: Complaint, step: _Step) -> None:
    # Reopened and verified again, it still counts in the month in which it was verified first.
    complaint.verified_on = complaint.verified_on or step.day


def _close(complaint: Complaint, step: _Step) -> None:
    complaint.close_reason, complaint.ended_on = step.made.reason_key(step.facts), step.day


def _transfer(complaint: Complaint, step: _Step) -> None:
    complaint.ended_on = step.day


def _mark_duplicate(complaint: Complaint, step: _Step) -> None:
    wanted = Complaint.id == step.facts["duplicate_of"]
    original = session.scalars(queries.visible_to(step.actor).where(wanted)).one_or_none()
    if original is None or original.id == complaint.id:
        raise Refused(N_("Enter the number of another complaint"), field="duplicate_of")
    if original.duplicate_of is not None:
        raise Refused(
            N_("{number} is itself a duplicate: name {original}"),
            field="duplicate_of",
            number=original.number,
            original=original.duplicate_of.number,
        )
    complaint.duplicate_of, complaint.duplicate_of_id = original, original.id
    complaint.ended_on = step.day


def _join(complaint: Complaint, step: _Step) -> None:
    complaint.case_id = cast("uuid.UUID", step.facts["case"])


Writer = Callable[[Complaint, _Step], None]

_WRITERS: Mapping[ComplaintState, Writer] = {
    ComplaintState.VERIFICATION: _verify_again_or_assign,
    ComplaintState.VERIFIED: _verify,
    ComplaintState.CLOSED: _close,
    ComplaintState.TRANSFERRED: _transfer,
    ComplaintState.DUPLICATE: _mark_duplicate,
    ComplaintState.JOINED: _join,
}
