"""What must hold after any fault: nothing acknowledged is lost, nothing is half there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from flask import Flask
from sqlalchemy import func, select

from casetrack.complaints.models import Complaint as Row
from casetrack.complaints.models import ComplaintMovement
from casetrack.db import session
from tests.faults.caller import Caller, Complaint


def send_again(caller: Caller, sent: Sequence[Complaint]) -> None:
    """Every form once more under its key; those acknowledged lead where they led before."""
    for complaint in sent:
        before = complaint.acknowledged
        answer = caller.log(complaint)
        assert answer.status == 303, answer
        assert before in ("", answer.location)


def check_nothing_lost(sent: Sequence[Complaint]) -> None:
    """One row a form, under the address that was answered; numbers without a gap."""
    session.remove()
    rows = session.execute(select(Row.narrative, Row.id, Row.number)).all()
    told = Counter(row.narrative for row in rows)
    assert told == Counter(one.narrative for one in sent)
    places = {row.narrative: f"/complaints/{row.id}" for row in rows}
    assert {one.narrative: one.acknowledged for one in sent} == places
    serials = sorted(int(row.number.rpartition("-")[2]) for row in rows)
    assert serials == list(range(1, len(rows) + 1))
    begun = session.scalar(select(func.count()).select_from(ComplaintMovement))
    assert begun == len(rows)
    session.remove()


def check_whole(app: Flask) -> None:
    """The database agrees with its own history, and every audit chain is whole."""
    for words in (["audit", "verify"], ["check"]):
        session.remove()
        with app.app_context():
            done = app.test_cli_runner().invoke(args=words)
        assert done.exit_code == 0, f"flask {' '.join(words)}: {done.output}{done.exception!r}"
    session.remove()
