"""One story while it is told: whose desk it is on, what moment it is, what has come of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar

from casetrack.accounts.models import Officer
from casetrack.cases import service as cases
from casetrack.cases.models import Accused, Case
from casetrack.complaints import service as complaints
from casetrack.complaints.models import Complaint
from casetrack.db import local_date
from casetrack.demo.invented import Inventor
from casetrack.demo.staff import Desk
from casetrack.operations.models import Operation
from casetrack.rules.facts import Fact
from casetrack.rules.moves import Move
from casetrack.rules.roles import Role
from casetrack.rules.stages import ACCUSED, CASE, COMPLAINT
from casetrack.rules.states import AccusedState, CaseState, ComplaintState

S = TypeVar("S", ComplaintState, CaseState, AccusedState)

REPORT = "Statements were taken, the provider's data and the bank's record were read and compared."

_TEXTS: Mapping[str, object] = {
    "court": "Special Court (PECA)",
    "target_agency": "Federal Investigation Agency",
    "legal_opinion": "The facts, if proved, make out the offences named.",
    "fresh_material": "The complainant brought the bank's record that was missing.",
    "fresh_evidence": "The telecom operator answered after the report was filed.",
    "place": "At the site",
    "nationality": "PK",
    "descriptor": "A man of about thirty",
}


@dataclass
class Story:
    """`at` is the moment of the next step; no step lies after `until`."""

    key: str
    desk: Desk
    at: datetime
    until: datetime
    title: str
    sections: tuple[str, ...]
    complaint: Complaint
    inventor: Inventor
    told: Mapping[str, Story]
    officer: Officer
    case: Case | None = None
    operation: Operation | None = None
    accused: list[Accused] = field(default_factory=list)
    papers: int = 0

    def wait(self, days: float) -> None:
        """Let time pass, but never past the present."""
        self.at = min(self.at + timedelta(days=days), self.until)

    def opened(self) -> Case:
        """The story's case; its steps come after the one that opens it."""
        if self.case is None:
            raise ValueError(f"story {self.key} has no case yet")
        return self.case

    def chosen(self, detail: str) -> list[Accused]:
        """The accused that a detail such as "1,3" names; without one, all of them."""
        if not detail:
            return list(self.accused)
        return [self.accused[int(number) - 1] for number in detail.split(",")]

    def paper(self, kind: str) -> str:
        """The number of a paper that came with this step."""
        self.papers += 1
        return f"{kind}-{self.papers}/{local_date(self.at).year}"

    def who(self, roles: Iterable[Role]) -> Officer:
        """The first of the desk who may do it: investigator, supervisor, liaison."""
        staff = (self.officer, self.desk.supervisor, self.desk.liaison, self.desk.clerk)
        return next(officer for officer in staff if officer.role in roles)


def move_complaint(story: Story, to: ComplaintState, **given: object) -> None:
    """Move the story's complaint by its table."""
    made = _row(COMPLAINT.find(story.complaint.state, to), story, to)
    complaints.move(
        complaint=story.complaint,
        to=to,
        actor=story.who(made.roles).actor,
        facts=_facts(made.asked(), story, given),
        now=story.at,
    )


def move_case(story: Story, to: CaseState, **given: object) -> None:
    """Move the story's case by its table."""
    made = _row(CASE.find(story.opened().state, to), story, to)
    cases.move(
        case=story.opened(),
        to=to,
        actor=story.who(made.roles).actor,
        facts=_facts(made.asked(), story, given),
        now=story.at,
    )


def move_accused(story: Story, accused: Accused, to: AccusedState, **given: object) -> None:
    """Move one accused of the story by the table of accused."""
    made = _row(ACCUSED.find(accused.state, to), story, to)
    cases.move_accused(
        accused=accused,
        to=to,
        actor=story.who(made.roles).actor,
        facts=_facts(made.asked(), story, given),
        now=story.at,
    )


def _row(made: Move[S] | None, story: Story, to: S) -> Move[S]:
    if made is None:
        raise ValueError(f"story {story.key}: no move to {to}")
    return made


def _facts(asked: Iterable[Fact], story: Story, given: Mapping[str, object]) -> dict[str, object]:
    """What the table asks, from the story or made up for it."""
    facts = {fact.key: given.get(fact.key) or _made_up(fact, story) for fact in asked}
    return {"occurred_at": story.at, **facts, **given}


def _made_up(fact: Fact, story: Story) -> object:
    if fact.choices is not None:
        return fact.choices[0].key
    day = local_date(story.at)
    if fact.key in _TEXTS:
        return _TEXTS[fact.key]
    if fact.key == "police_station":
        return story.desk.unit.code
    answers: dict[str, object] = {
        "text": story.paper(fact.key.upper()[:3]),
        "long": REPORT,
        "date": day,
        "instant": story.at,
        "number": 1,
        "yes_no": True,
        "officer": story.officer.id,
        "sections": list(story.sections),
    }
    return answers[fact.kind]
