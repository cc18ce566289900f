"""Goal 7: a complaint's log and moves, with tallies and audit and without either."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import event, text
from sqlalchemy.orm import Session

from casetrack import audit
from casetrack.accounts.models import Officer
from casetrack.audit import listener
from casetrack.complaints import service
from casetrack.complaints.models import Complaint
from casetrack.db import session, utc_now
from casetrack.reports.replay import TRIGGERS
from casetrack.rules.roles import Role
from casetrack.rules.stages import ComplaintState
from tests import factories
from tests.bench.timing import Line, Time, median
from tests.complaints import made

ROUNDS = 5
LISTENERS = {
    "after_flush": listener._note_changes,
    "before_commit": listener._write_entries,
    "after_rollback": listener._forget_changes,
}


def measure(runs: int) -> Iterator[Line]:
    """Of a database that may be spoilt: what happens without triggers is not tallied."""
    session.remove()
    audit.begin(audit.Act(name="bench", at=utc_now()))
    boss, io = factories.officer(Role.SUPERVISOR), factories.officer(Role.INVESTIGATOR)
    acts: dict[str, Callable[[], object]] = {
        "log a complaint": lambda: _log(boss),
        "move a complaint": _moves(boss, io),
    }
    for name, act in acts.items():
        yield from _compared(name, act, runs)


def _compared(name: str, act: Callable[[], object], runs: int) -> Iterator[Line]:
    """In turns, so that a busy machine hits all alike."""
    bare, audited, full = [], [], []
    for _ in range(ROUNDS):
        with _no_tallies():
            with _no_audit():
                bare.append(median(act, runs))
            audited.append(median(act, runs))
        full.append(median(act, runs))
    base = _best(bare)
    yield Line(f"{name}, neither tallies nor audit", base)
    for title, times, goal in (("audit", audited, ""), ("audit and tallies", full, "≤ 2")):
        time = _best(times)
        yield Line(f"{name}, with {title}", time, time.wall / base.wall, goal)
        yield Line("  processor time alone", time, time.cpu / base.cpu)


def _best(times: list[Time]) -> Time:
    """The least busy round."""
    return Time(min(time.wall for time in times), min(time.cpu for time in times))


def _log(boss: Officer) -> Complaint:
    audit.begin(audit.Act(name="bench", at=utc_now(), actor_id=boss.id, actor_role="SUPERVISOR"))
    complaint = service.log(facts=made.facts(), actor=boss.actor, now=utc_now())
    session.commit()
    return complaint


def _moves(boss: Officer, io: Officer) -> Callable[[], object]:
    """To verification, closed, and to verification again, one move a call."""
    complaint = _log(boss)
    ways = (ComplaintState.VERIFICATION, ComplaintState.CLOSED)

    def move() -> None:
        now = utc_now()
        audit.begin(audit.Act(name="bench", at=now, actor_id=boss.id, actor_role="SUPERVISOR"))
        to = ways[complaint.state is ComplaintState.VERIFICATION]
        facts = {**made.answers(to, io), "occurred_at": now, "assigned_at": now}
        service.move(complaint=complaint, to=to, actor=boss.actor, facts=facts, now=now)
        session.commit()

    return move


@contextmanager
def _no_audit() -> Iterator[None]:
    for name, function in LISTENERS.items():
        event.remove(Session, name, function)
    yield
    for name, function in LISTENERS.items():
        event.listen(Session, name, function)


@contextmanager
def _no_tallies() -> Iterator[None]:
    postgres = session.get_bind().dialect.name == "postgresql"
    off, on = _disable() if postgres else _drop()
    for statement in off:
        session.execute(text(statement))
    session.commit()
    yield
    for statement in on:
        session.execute(text(statement))
    session.commit()


def _disable() -> tuple[list[str], list[str]]:
    query = "SELECT tgname, tgrelid::regclass FROM pg_trigger WHERE tgname LIKE 'tally_%'"
    found = [(name, table) for name, table in session.execute(text(query)) if name in TRIGGERS]
    return (
        [f"ALTER TABLE {table} DISABLE TRIGGER {name}" for name, table in found],
        [f"ALTER TABLE {table} ENABLE TRIGGER {name}" for name, table in found],
    )


def _drop() -> tuple[list[str], list[str]]:
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'tally_%'"
    found = session.execute(text(query)).all()
    # A colon in a statement would be taken for a parameter.
    return [f"DROP TRIGGER {name}" for name, _ in found], [
        sql.replace(":", r"\:") for _, sql in found
    ]
