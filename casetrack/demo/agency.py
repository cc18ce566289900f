"""The small agency: some fifty hand-made lives of complaints and cases, and one large raid.

Everything is entered by the services, with its own dates, as officers would have entered it.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from casetrack import audit
from casetrack.complaints import service as complaints
from casetrack.complaints.facts import ComplaintFacts, IdentifierFacts
from casetrack.db import session
from casetrack.demo import faisalabad, registered, staff
from casetrack.demo.court import COURT_STEPS
from casetrack.demo.invented import Inventor
from casetrack.demo.money_steps import MONEY_STEPS
from casetrack.demo.staff import Desk
from casetrack.demo.steps import STEPS
from casetrack.demo.story import Story
from casetrack.people.facts import Kind
from casetrack.reports.models import DemoLoad

STORIES = Path(__file__).parent / "data" / "stories.csv"
TITLE = "Demonstration: invented people and cases"
STATEMENTS = (
    (
        "Published: the raid of July 2025 in Faisalabad, 149 arrested by nationality, 18 of them "
        "women, 7 FIRs, 87 to police and 62 to judicial remand. Some accounts say Karachi; the "
        "detailed ones say Faisalabad."
    ),
    "Invented: everything else; every name, number, account and date, and what followed the raid.",
)
# role, sign-in name, password: printed at every start outside production.
SIGN_INS = [
    (f"{role.label}, {unit}", username, staff.PASSWORD)
    for username, _rank, _name, role, unit in staff.SIGN_INS
]
ALL_STEPS = {**STEPS, **COURT_STEPS, **MONEY_STEPS}


def load(now: datetime, say: Callable[[str], object] = len) -> None:
    """Fill an empty database and commit. It takes some seconds; `say` is told how far it is."""
    audit.begin(audit.Act(name="demo", at=now))
    desks = staff.make_desks(now)
    sites = registered.make(desks, now)
    inventor = Inventor(first=1)
    told: dict[str, Story] = {}
    say("  invented complaints and cases …")
    for row in _rows():
        story = _begin(row, desks[row["circle"]], inventor, told, now)
        told[story.key] = story
        for step in row["steps"].split():
            _take(story, step)
    say("  the raid of July 2025, 149 arrests …")
    faisalabad.tell(desks["FSD"], sites["marjan"], now)
    _say_so(desks, now)
    session.commit()


def _say_so(desks: Mapping[str, Desk], now: datetime) -> None:
    """What is published and what invented, for the foot of every page and the report."""
    session.add(
        DemoLoad(
            kind="AGENCY",
            unit_id=desks["FSD"].unit.id,
            loaded_at=now,
            title=TITLE,
            words="\n".join(STATEMENTS),
        )
    )


def _rows() -> Iterator[dict[str, str]]:
    with STORIES.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        yield from csv.DictReader(lines, delimiter="|")


def _begin(
    row: Mapping[str, str],
    desk: Desk,
    inventor: Inventor,
    told: Mapping[str, Story],
    now: datetime,
) -> Story:
    received = now - timedelta(days=float(row["days_ago"]))
    complaint = complaints.log(
        facts=_facts(row, inventor, received), actor=desk.clerk.actor, now=received
    )
    return Story(
        key=row["key"],
        desk=desk,
        at=received,
        until=now,
        title=row["title"],
        sections=tuple(row["sections"].split()),
        complaint=complaint,
        inventor=inventor,
        told=told,
        officer=desk.investigators[0 if desk.unit.code == "FSD" else len(told) % 2],
    )


def _facts(row: Mapping[str, str], inventor: Inventor, received: datetime) -> ComplaintFacts:
    given = (part.split(":", 1) for part in row["identifiers"].split(" ") if ":" in part)
    return ComplaintFacts(
        channel=row["channel"],
        received_at=received,
        occurred_at=received - timedelta(days=2),
        narrative=row["narrative"],
        category=row["category"],
        complainant=inventor.person(sex="FM"[len(row["key"]) % 2]),
        means=tuple(row["means"].split()),
        platforms=tuple(row["platforms"].split()),
        target_country=row["country"],
        loss_minor=int(row["loss"]) * 100 if row["loss"] else None,
        identifiers=tuple(IdentifierFacts(Kind(kind), value) for kind, value in given),
    )


def _take(story: Story, step: str) -> None:
    name, _, detail = step.partition(":")
    days, do = ALL_STEPS[name]
    story.wait(days)
    do(story, detail)
