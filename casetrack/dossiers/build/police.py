"""Part B: the case diary, and what is confidential among the moves of the case."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from casetrack.db import local_date
from casetrack.dossiers import tree
from casetrack.dossiers.build.sources import Sources
from casetrack.rules import facts

CONFIDENTIAL = (facts.CFR, facts.LEGAL_OPINION, facts.QUERY_RAISED, facts.PROSECUTOR_OBJECTION)


def diary(sources: Sources) -> tuple[tree.Zimni, ...]:
    """The zimnis in order; sources hold none but for the police copy."""
    days = groupby(sources.diary, key=lambda one: (one.zimni, one.worked_on))
    return tuple(
        tree.Zimni(
            number=number,
            worked_on=day,
            lines=tuple(
                tree.DiaryLine(
                    one.serial, one.occurred_at, one.officer.title, sources.words.typed(one.text)
                )
                for one in entries
            ),
        )
        for (number, day), entries in days
    )


def reports(sources: Sources) -> tuple[tree.Report, ...]:
    """Confidential reports, legal opinions and objections, in the order of the moves."""
    return tuple(_reports(sources))


def _reports(sources: Sources) -> Iterator[tree.Report]:
    for move in sources.movements:
        for fact in CONFIDENTIAL:
            text = sources.words.facts(move.facts, fact.key)
            if text:
                yield tree.Report(fact.label, local_date(move.occurred_at), move.actor.title, text)
