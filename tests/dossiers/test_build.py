"""The frozen tree: what an officer may see of a case, with protected names struck out."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from casetrack import audit
from casetrack.cases.models import Case, CasePerson
from casetrack.db import Base, session, utc_now
from casetrack.dossiers.build import build
from casetrack.dossiers.build.words import Words, plain, span
from casetrack.dossiers.paper import direction, exact
from casetrack.rules.roles import Role
from casetrack.rules.states import AccusedState
from tests import factories
from tests.dossiers import made as maker


def texts(value: Any) -> list[str]:
    """Every text in a tree of dataclasses and tuples; anything else must be plain."""
    if dataclasses.is_dataclass(value):
        return [
            text for one in dataclasses.fields(value) for text in texts(getattr(value, one.name))
        ]
    if isinstance(value, tuple):
        return [text for one in value for text in texts(one)]
    assert not isinstance(value, Base | list | dict)
    return [value] if isinstance(value, str) else []


def test_the_tree_holds_no_row_and_cannot_change(sqlite: str) -> None:
    made = maker.made(accused=2)
    tree = build(made.case, made.lead.actor, utc_now())
    assert len(texts(tree)) > 100
    with pytest.raises(dataclasses.FrozenInstanceError):
        tree.cover.title = "x"  # type: ignore[misc]


def test_diary_and_protected_names_never_enter(database: str) -> None:
    made = maker.made(accused=2)
    whole = "\n".join(texts(build(made.case, made.lead.actor, utc_now())))
    for canary in ("ZIMNICANARY", "Canaryname", maker.PASSPORT, "OPINIONCANARY", "CFRCANARY"):
        assert canary not in whole, canary


def test_a_liaison_is_told_what_he_may_not_read(sqlite: str) -> None:
    made = maker.made(accused=1)
    liaison = factories.officer(Role.LIAISON, at="CENTRAL")
    tree = build(made.case, liaison.actor, utc_now())
    assert tree.complaints == ()
    line = tree.counts[0]
    assert (line.held, line.printed) == (1, 0)
    assert "Not open to the officer" in line.remark


def test_in_a_sealed_case_the_complainant_stands_by_reference(sqlite: str) -> None:
    made = maker.made(accused=1)
    made.case.sealed = True
    tree = build(made.case, made.lead.actor, utc_now())
    assert "Nasreen" not in "\n".join(texts(tree.complaints) + texts(tree.parties))
    assert [party.reference for party in tree.parties] == ["C-1", "R-001"]
    session.rollback()


def test_an_accused_found_to_be_a_victim_is_not_named(sqlite: str) -> None:
    made = maker.made(accused=3)
    made.accused[2].state = AccusedState.TREATED_AS_VICTIM
    tree = build(made.case, made.lead.actor, utc_now())
    hidden = tree.accused[2]
    assert (hidden.reference, hidden.name, hidden.papers, hidden.address) == ("A-003", "", (), "")
    assert "Accused003" not in "\n".join(texts(tree))
    session.rollback()


def test_a_case_of_nothing_builds(sqlite: str) -> None:
    made = maker.bare()
    tree = build(made.case, factories.officer(Role.SUPERVISOR).actor, utc_now())
    assert tree.accused == ()
    assert tree.particulars.fir_at is None


def test_many_alike_are_one_line(sqlite: str) -> None:
    made = maker.made(accused=9)
    tree = build(made.case, made.lead.actor, utc_now())
    arrests = [event for event in tree.chronology if event.what == "Arrest"]
    assert [event.detail for event in arrests] == ["A-001 – A-009"]
    assert [clock.whose for clock in tree.clocks if clock.hard] == ["A-001 – A-009"]
    days = [event.on for event in tree.chronology]
    assert days == sorted(days)


def test_police_days_add_up_over_orders(sqlite: str) -> None:
    made = maker.made(accused=1)
    (one,) = build(made.case, made.lead.actor, utc_now()).accused
    assert [order.police_days for order in one.orders] == [4, 7, None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Victoria  Canaryname fled", "[R-001] fled"),
        ("victoria\ncanaryname", "[R-001]"),
        ("passport QX 7654321.", "passport [R-001]."),
        ("Victoria Cross", "Victoria Cross"),
        ("see HTTPS://evil.example.com/a.b", "see HXXPS://evil[.]example[.]com/a.b"),
        ("www.evil.example", "www[.]evil[.]example"),
        ("a\u202eb\x00c", "abc"),
    ],
)
def test_words_are_made_fit_for_paper(text: str, expected: str) -> None:
    words = Words([("R-001", ("Victoria Canaryname", "QX7654321"))])
    assert words.typed(text).lower() == expected.lower()


def test_small_writings() -> None:
    assert span("A", [3, 1, 2, 7, 8], width=3) == "A-001 – A-003, A-007, A-008"
    assert span("P", []) == ""
    assert plain(" e\u0301\r\n") == "é"
    assert direction("123 ملزم x") == "rtl"
    assert direction("12") == "ltr"
    assert exact(720_000_050, "PKR") == "PKR 7,200,000.50"


def test_no_other_case_leaks(sqlite: str) -> None:
    made = maker.made(accused=1)
    audit.begin(audit.Act(name="test", at=utc_now()))
    other = maker.bare()
    person = {"person_id": None, "role": "RESCUED", "reference": "R-009"}
    session.add(CasePerson(case_id=other.case.id, recorded_at=utc_now(), **person))
    session.commit()
    case = session.get_one(Case, made.case.id)
    assert "R-009" not in "\n".join(texts(build(case, made.lead.actor, utc_now())))
