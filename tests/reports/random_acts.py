"""Random histories through the services: what is refused leaves nothing behind."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm.exc import StaleDataError

from casetrack.accounts.models import Officer
from casetrack.cases import service as cases
from casetrack.cases.models import Accused, Case
from casetrack.complaints import service as complaints
from casetrack.complaints.models import Complaint
from casetrack.db import session, utc_now
from casetrack.operations import service as operations
from casetrack.operations.facts import RaidFacts
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Role
from casetrack.rules.stages import ACCUSED, CASE, COMPLAINT, ComplaintState
from tests import factories
from tests.cases import making
from tests.complaints import made


class RandomActs:
    """A supervisor and an investigator who do whatever comes to their mind."""

    def __init__(self, seed: int, at: str = "FSD") -> None:
        self.random = random.Random(seed)
        self.boss = factories.officer(Role.SUPERVISOR, at)
        self.io = factories.officer(Role.INVESTIGATOR, at)
        self.done = 0
        self._acts: tuple[tuple[Callable[[], object], int], ...] = (
            (self._log, 3),
            (self._move_complaint, 6),
            (self._open, 2),
            (self._fir, 1),
            (self._move_case, 8),
            (self._accuse, 2),
            (self._move_accused, 10),
            (self._seal, 2),
            (self._join, 1),
            (self._raid, 1),
        )

    def go(self, steps: int) -> None:
        """Try so many acts, each committed; counts in `done` those that were not refused.

        Of two who change one row at a time the second is told so: a page answers it with 409.
        """
        acts, weights = zip(*self._acts, strict=True)
        # Something there has to be that can be moved.
        first = (self._log, self._fir, self._open, self._accuse)
        for act in (*first, *self.random.choices(acts, weights, k=steps)):
            try:
                act()
                session.commit()
                self.done += 1
            except (Refused, LookupError, StaleDataError):
                session.rollback()

    def _any(self, model: Any) -> Any:
        rows = select(model).order_by(model.recorded_at, model.id)
        if model is Accused:
            rows = rows.join(Case, Case.id == Accused.case_id).where(
                Case.unit_id == self.boss.unit_id
            )
        else:
            rows = rows.where(model.unit_id == self.boss.unit_id)
        count = session.scalar(select(func.count()).select_from(rows.subquery())) or 0
        if not count:
            raise LookupError
        return session.scalars(rows.offset(self.random.randrange(count)).limit(1)).one()

    def _log(self) -> None:
        received = utc_now() - timedelta(days=self.random.randrange(1, 900))
        told = made.facts(received_at=received, occurred_at=received - timedelta(days=1))
        complaints.log(facts=told, actor=self.io.actor, now=utc_now())

    def _move_complaint(self) -> None:
        complaint = self._any(Complaint)
        to = self._next(COMPLAINT, complaint.state)
        if to is ComplaintState.JOINED:
            raise LookupError
        facts = {
            **made.answers(to, self.io, self._any(Complaint)),
            "assigned_at": utc_now(),
            "occurred_at": complaint.received_at + timedelta(hours=1),
        }
        complaints.move(
            complaint=complaint, to=to, actor=self._who().actor, facts=facts, now=utc_now()
        )

    def _open(self) -> None:
        making.enquiry(self.io, sections=(making.COGNIZABLE,))

    def _fir(self) -> None:
        making.fir(self.io)

    def _move_case(self) -> None:
        case = self._any(Case)
        to = self._next(CASE, case.state)
        move = CASE.find(case.state, to)
        assert move is not None
        facts = self._told(move)
        cases.move(case=case, to=to, actor=self._who().actor, facts=facts, now=utc_now())

    def _accuse(self) -> None:
        making.accused(self._any(Case), self.io)

    def _move_accused(self) -> None:
        accused = self._any(Accused)
        move = ACCUSED.find(accused.state, self._next(ACCUSED, accused.state))
        assert move is not None
        cases.move_accused(
            accused=accused,
            to=move.to_state,
            actor=self._who().actor,
            facts=self._told(move),
            now=utc_now(),
        )

    def _seal(self) -> None:
        case = self._any(Case)
        cases.set_sealed(
            case=case,
            sealed=not case.sealed,
            reason="Told so.",
            actor=self.boss.actor,
            now=utc_now(),
        )

    def _join(self) -> None:
        complaint = making.verified_complaint(self.io)
        cases.join_complaint(
            case=self._any(Case), complaint=complaint, actor=self.boss.actor, now=utc_now()
        )

    def _raid(self) -> None:
        facts = RaidFacts(
            started_at=utc_now() - timedelta(minutes=5),
            place="Peoples Colony",
            leader_id=self.io.id,
            kind=self.random.choice(("RAID", "SEARCH")),
            warrant_number="W-1",
            warrant_court="Magistrate",
            team="ASI Invented",
        )
        operations.record_raid(
            case=self._any(Case), facts=facts, actor=self.io.actor, now=utc_now()
        )

    def _told(self, move: Any) -> dict[str, object]:
        """Plausible facts, with any of the choices."""
        told = making.facts_for(move, self.io)
        chosen = {f.key: self.random.choice(f.choices).key for f in move.asked() if f.choices}
        return {**told, **chosen}

    def _next(self, table: Any, state: Any) -> Any:
        moves = table.from_state(state)
        if not moves:
            raise LookupError
        return self.random.choice(moves).to_state

    def _who(self) -> Officer:
        return self.random.choice((self.boss, self.boss, self.io))
