"""A tree is kept as canonical JSON, and comes back as it was."""

from __future__ import annotations

import dataclasses
import json
import types
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casetrack.dossiers import tree
from casetrack.dossiers.build import build
from casetrack.dossiers.freezing import freeze, plain, revive, thaw
from tests.dossiers import made as maker

KINDS = [kind for name in tree.__all__ if (kind := getattr(tree, name)) is not tree.Issue]
PLAIN: dict[object, st.SearchStrategy[Any]] = {
    str: st.text(max_size=8),
    int: st.integers(),
    bool: st.booleans(),
    date: st.dates(),
    datetime: st.datetimes(timezones=st.just(UTC)),
}


def drawn(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a field's type, nested records and all; lists are short."""
    if dataclasses.is_dataclass(hint):
        hints = get_type_hints(hint)
        return st.builds(hint, **{name: drawn(one) for name, one in hints.items()})
    if get_origin(hint) is tuple:
        inner = get_args(hint)
        if inner[-1] is Ellipsis:
            return st.lists(drawn(inner[0]), max_size=1).map(tuple)
        return st.tuples(*map(drawn, inner))
    if isinstance(hint, types.UnionType):
        return st.one_of(st.none(), drawn(get_args(hint)[0]))
    return PLAIN[hint]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_every_record_comes_back_as_it_was(kind: Any, data: st.DataObject) -> None:
    record = data.draw(drawn(kind))
    written = json.dumps(plain(record))
    assert revive(kind, json.loads(written)) == record


def test_a_whole_case_comes_back_and_gives_the_same_bytes(sqlite: str) -> None:
    made = maker.made(accused=2)
    dossier = build(made.case, made.lead.actor, maker.NOW)
    frozen = freeze(dossier)
    assert thaw(frozen) == dossier
    assert freeze(thaw(frozen)) == frozen
    assert "بیان گواہ".encode() in frozen


def test_an_instant_is_written_in_one_way() -> None:
    here = datetime(2026, 1, 1, 5, tzinfo=timezone(timedelta(hours=5)))
    assert plain((here,)) == ["2026-01-01T00:00:00+00:00"]


@pytest.mark.parametrize("change", [{"title": "x", "more": 1}, {}])
def test_what_is_no_such_record_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="not the fields of a Section"):
        revive(tree.Section, {"label": "x", **change} if change else {})
