"""The steps of a story about money, in rupees: "freeze:1200000", "recover:300000", "return:1"."""

from __future__ import annotations

from collections.abc import Mapping

from casetrack.db import local_date
from casetrack.demo.steps import Step
from casetrack.demo.story import Story
from casetrack.operations import service as operations
from casetrack.operations.facts import RecoveryFacts

PAISA = 100


def _money(kind: str, institution: str) -> Step:
    def step(story: Story, detail: str) -> None:
        facts = RecoveryFacts(
            kind=kind,
            amount_minor=int(detail) * PAISA,
            currency="PKR",
            institution=institution,
            done_on=local_date(story.at),
            order_number=story.paper("L" if kind == "FROZEN" else "O"),
        )
        operations.record_recovery(
            case=story.opened(), facts=facts, actor=story.officer.actor, now=story.at
        )

    return step


MONEY_STEPS: Mapping[str, tuple[float, Step]] = {
    "freeze": (1, _money("FROZEN", "Invented Bank")),
    "recover": (9, _money("RECOVERED", "Invented Bank")),
    "return": (20, _money("RETURNED", "The complainant's account")),
}
