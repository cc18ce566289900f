"""Figures for the public: how many, of what kind; never of whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from casetrack.dossiers import tree
from casetrack.dossiers.build.people import SEXES
from casetrack.dossiers.build.sources import Sources
from casetrack.dossiers.build.words import label
from casetrack.operations.facts import RECOVERY_KINDS
from casetrack.prosecution.facts import VERDICT_KINDS
from casetrack.rules import lists
from casetrack.rules.offences import offence
from casetrack.rules.words import N_

UNKNOWN = N_("Not known")


def figures(sources: Sources) -> tuple[tree.Figure, ...]:
    """Counts and sums of each part, the largest first."""
    return (
        *_complaints(sources),
        *_things(sources),
        *_money(sources),
        *_accused(sources),
        *_court(sources),
    )


def _complaints(sources: Sources) -> Iterator[tree.Figure]:
    kinds = Counter(label(lists.CATEGORIES, one.category) for one in sources.complaints)
    yield from _counts("complaints", N_("Complaints by kind"), kinds)


def _things(sources: Sources) -> Iterator[tree.Figure]:
    kinds: Counter[str] = Counter()
    for one in sources.exhibits:
        kinds[label(lists.EXHIBIT_KINDS, one.kind)] += one.quantity
    yield from _counts("exhibits", N_("Things seized, by kind"), kinds)


def _money(sources: Sources) -> Iterator[tree.Figure]:
    lost: Counter[str] = Counter()
    for one in sources.complaints:
        lost[one.loss_currency] += one.loss_minor or 0
    for currency, minor in sorted(lost.items()):
        yield tree.Figure("money", N_("Loss as reported"), "", "", currency, minor)
    held: Counter[tuple[str, str]] = Counter()
    for row in sources.recoveries:
        if row.struck_at is None:
            held[row.kind, row.currency] += row.amount_minor
    for (kind, currency), minor in sorted(held.items()):
        words = label(RECOVERY_KINDS, kind)
        yield tree.Figure("money", N_("Money held"), words, "", currency, minor)


def _accused(sources: Sources) -> Iterator[tree.Figure]:
    people = [one.person for one in sources.accused]
    states = Counter(one.state.label for one in sources.accused)
    yield from _counts("accused", N_("Accused by state"), states)
    sexes = Counter(SEXES.get(one.sex, UNKNOWN) for one in people)
    yield from _counts("accused", N_("Accused by sex"), sexes)
    for country, count in _largest(Counter(one.nationality for one in people)):
        head, words = N_("Accused by nationality"), "" if country else UNKNOWN
        yield tree.Figure("accused", head, words, country, "", count)


def _court(sources: Sources) -> Iterator[tree.Figure]:
    charged = Counter(offence(one.offence).label for one in sources.charges)
    yield from _counts("charges", N_("Accused charged, by section"), charged)
    last = (one.verdict for one in sources.charges)
    decided = Counter(label(VERDICT_KINDS, one.kind) for one in last if one is not None)
    yield from _counts("judgment", N_("Charges by decision that stands"), decided)


def _counts(part: str, head: str, numbers: Mapping[str, int]) -> Iterator[tree.Figure]:
    for words, count in _largest(numbers):
        yield tree.Figure(part, head, words, "", "", count)


def _largest(numbers: Mapping[str, int]) -> Iterable[tuple[str, int]]:
    return sorted(numbers.items(), key=lambda one: (-one[1], one[0]))
