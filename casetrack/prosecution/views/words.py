"""How the things of the court are said on its pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from flask_babel import gettext as _

from casetrack.cases.models import Accused
from casetrack.prosecution import facts
from casetrack.prosecution.models import Charge, Verdict
from casetrack.rules import lists
from casetrack.rules.choices import Choice
from casetrack.rules.offences import offence
from casetrack.rules.refusals import Refused
from casetrack.web.filters import show_money

TONES = {"CONVICTED": "green", "ACQUITTED": "grey", "SET_ASIDE": "yellow"}


@dataclass(frozen=True, slots=True)
class Line:
    """What stands in a row of a form beside its fields; taken before the act changes anything."""

    key: UUID
    who: str
    name: str
    state: str = ""
    note: str = ""


def of_accused(accused: Iterable[Accused]) -> list[Line]:
    """A line for each accused, with his state."""
    return [Line(one.id, one.reference, one.person.name, _(one.state.label)) for one in accused]


def of_charges(charges: Iterable[Charge]) -> list[Line]:
    """A line for each charge: section and plea, and the verdict that stands."""
    return [
        Line(
            charge.id,
            charge.accused.reference,
            charge.accused.person.name,
            verdict_kind(charge.verdict),
            f"{section(charge.offence)} · {plea(charge.plea)}",
        )
        for charge in charges
    ]


def of_charged(charges: Sequence[Charge]) -> tuple[list[Line], dict[UUID, list[UUID]]]:
    """A line for each accused with all his sections; and the charges that it stands for."""
    lines: list[Line] = []
    together: dict[UUID, list[UUID]] = {}
    for accused, his in groupby(charges, key=lambda charge: charge.accused):
        own = list(his)
        together[accused.id] = [charge.id for charge in own]
        pleas = dict.fromkeys(plea(charge.plea) for charge in own)
        note = f"{sections(charge.offence for charge in own)} · {', '.join(pleas)}"
        lines.append(Line(accused.id, accused.reference, accused.person.name, note=note))
    return lines, together


def section(key: str) -> str:
    """An offence as it is printed: s.14 PECA 2016."""
    try:
        return offence(key).label
    except Refused:
        return key


def sections(keys: Iterable[str]) -> str:
    """Several offences, each Act named once: s.10, s.14 PECA 2016; s.420 PPC 1860."""
    by_act: dict[str, list[str]] = {}
    for label in map(section, keys):
        number, _space, act = label.partition(" ")
        by_act.setdefault(act, []).append(number)
    return "; ".join(f"{', '.join(numbers)} {act}" for act, numbers in by_act.items())


def title(key: str) -> str:
    """What an offence is called in its Act."""
    try:
        return offence(key).title
    except Refused:
        return ""


def challan_kind(key: str) -> str:
    return _label(facts.CHALLAN_KINDS, key)


def purpose(key: str) -> str:
    return _label(lists.HEARING_PURPOSES, key)


def plea(key: str) -> str:
    return _label(lists.PLEAS, key)


def result(key: str) -> str:
    return _label(facts.APPEAL_RESULTS, key)


def verdict_kind(verdict: Verdict | None) -> str:
    """The verdict in a word or two; "" while there is none."""
    return _label(facts.VERDICT_KINDS, verdict.kind) if verdict else ""


def verdict_detail(verdict: Verdict) -> str:
    """Ground, or sentence and fine."""
    parts = [_label(lists.ACQUITTAL_GROUNDS, verdict.ground), verdict.sentence_words]
    if verdict.fine_minor:
        parts.append(_("fine %(amount)s", amount=show_money(verdict.fine_minor)))
    if verdict.on_appeal:
        parts.append(_("on appeal"))
    return ", ".join(part for part in parts if part)


def _label(choices: tuple[Choice, ...], key: str) -> str:
    """The label of a stored key in the reader's language; the key itself when unknown."""
    return _({choice.key: choice.label for choice in choices}.get(key, key)) if key else ""
