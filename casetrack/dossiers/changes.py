"""What changed since the last issue of the same edition, record by record."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from casetrack.dossiers import tree
from casetrack.dossiers.editions import rules_of
from casetrack.rules.words import N_
from casetrack.web.filters import show_date, show_instant

NEW, CHANGED, GONE = N_("New"), N_("Changed"), N_("Gone")
# The part under which each list of the tree is compared. What counts records, or speaks of this
# copy and not of the case, is left out.
COMPARED = {
    "cover": "cover",
    "figures": "",  # each says its part itself
    "chronology": "chronology",
    "clocks": "chronology",
    "particulars": "particulars",
    "complaints": "complaints",
    "raids": "raids",
    "exhibits": "exhibits",
    "forensics": "forensics",
    "hashes": "forensics",
    "providers": "providers",
    "recoveries": "money",
    "parties": "parties",
    "accused": "accused",
    "foreign": "foreign",
    "charges": "charges",
    "decisions": "judgment",
    "challans": "challans",
    "hearings": "hearings",
    "appeals": "judgment",
    "papers": "manifest",
    "diary": "diary",
    "reports": "reports",
    "unused": "unused",
    "letters": "correspondence",
}
# What a record is known by while the rest of it changes. The others are known by all they say.
NAMES: Mapping[type, tuple[str, ...]] = {
    tree.ClockLine: ("label", "whose", "started_at"),
    tree.Complaint: ("number",),
    tree.Raid: ("reference",),
    tree.Exhibit: ("reference",),
    tree.Request: ("reference",),
    tree.Party: ("reference",),
    tree.AccusedSheet: ("reference",),
    tree.Charge: ("accused", "offence"),
    tree.Challan: ("number",),
    tree.Hearing: ("held_on", "court", "purpose"),
    tree.Appeal: ("number",),
    tree.Paper: ("reference",),
    tree.Zimni: ("number",),
    tree.Figure: ("head", "label", "country", "currency"),
}
ALONE = (tree.Cover, tree.Particulars)


def since(dossier: tree.Dossier, document: str, before: tree.Dossier) -> tree.Dossier:
    """The dossier with what changed since `before`, the issue that bears the number `document`."""
    found = tuple(
        change
        for name, part in COMPARED.items()
        for change in _compared(part, _rows(before, name), _rows(dossier, name))
    )
    return dataclasses.replace(dossier, follows=document, changes=found)


def _rows(dossier: tree.Dossier, name: str) -> Sequence[Any]:
    value = getattr(dossier, name)
    return value if isinstance(value, tuple) else (value,)


def _compared(part: str, before: Sequence[Any], after: Sequence[Any]) -> Iterator[tree.Change]:
    old, new = _named(before), _named(after)
    for name, one in new.items():
        if name not in old:
            yield _change(part, NEW, one)
        elif old[name] != one:
            yield _change(part, CHANGED, one, _fields(part, old[name], one))
    for name, one in old.items():
        if name not in new:
            yield _change(part, GONE, one)


def _change(part: str, kind: str, one: Any, fields: Iterable[str] = ()) -> tree.Change:
    words = (_written(value) for value in _name(one))
    record = ", ".join(word for word in words if word)
    return tree.Change(part or one.part, kind, record, tuple(dict.fromkeys(fields)))


def _named(rows: Sequence[Any]) -> dict[tuple[object, ...], Any]:
    """Records by what they are known by; those that are alike are told apart by their order."""
    seen: Counter[tuple[object, ...]] = Counter()
    named = {}
    for row in rows:
        name = _name(row)
        seen[name] += 1
        named[*name, seen[name]] = row
    return named


def _name(row: Any) -> tuple[object, ...]:
    if isinstance(row, ALONE):
        return ()
    fields = NAMES.get(type(row)) or tuple(field.name for field in dataclasses.fields(row))
    return tuple(getattr(row, field) for field in fields)


def _fields(part: str, old: Any, new: Any) -> Iterator[str]:
    """What changed, in the words of the allow list; of records in it, what they tell."""
    for field in dataclasses.fields(new):
        was, now = getattr(old, field.name), getattr(new, field.name)
        if was == now:
            continue
        inner = next((one for one in (*was, *now)), None) if isinstance(now, tuple) else None
        told = inner if dataclasses.is_dataclass(inner) else new
        for rule in rules_of(part or new.part, type(told).__name__):
            if told is not new or field.name in rule.fields:
                yield rule.what


def _written(value: object) -> str:
    if isinstance(value, datetime):
        return show_instant(value)
    if isinstance(value, date):
        return show_date(value)
    return value if isinstance(value, str) else ""
