"""What is new, changed or gone since the last issue of an edition."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

from flask import Flask

from casetrack.dossiers import changes, paper, tree
from casetrack.dossiers.build import build
from casetrack.dossiers.changes import COMPARED
from casetrack.dossiers.freezing import freeze, thaw
from tests.dossiers import made as maker
from tests.dossiers.test_paper import ISSUE

LAST = "FSD-FIR-31/2025/D1"


def dossier() -> tree.Dossier:
    made = maker.made(accused=3)
    return build(made.case, made.lead.actor, maker.NOW)


def test_nothing_changed(sqlite: str) -> None:
    first = dossier()
    again = changes.since(first, LAST, thaw(freeze(first)))
    assert (again.follows, again.changes) == (LAST, ())


def test_what_changed_is_told_by_record_and_field(sqlite: str) -> None:
    first = dossier()
    one, two, three = first.accused
    bailed = dataclasses.replace(one, custody="On bail", aliases="Lala")
    arrest = dataclasses.replace(two.arrests[0], memo="AM-77")
    rearrested = dataclasses.replace(two, arrests=(arrest,))
    fresh = dataclasses.replace(three, reference="A-004")
    hearing = first.hearings[0]
    after = dataclasses.replace(
        first,
        cover=dataclasses.replace(first.cover, court="Another court"),
        accused=(bailed, rearrested, fresh),
        hearings=(
            dataclasses.replace(hearing, outcome="Adjourned"),
            dataclasses.replace(hearing, held_on=hearing.held_on + timedelta(days=9)),
        ),
    )
    found = {
        (one.part, one.kind, one.record): one.fields
        for one in changes.since(after, LAST, first).changes
    }
    assert found == {
        ("cover", "Changed", ""): ("Court and officer",),
        ("accused", "Changed", "A-001"): ("Particulars", "Name, part and state"),
        ("accused", "Changed", "A-002"): ("Arrests and production",),
        ("accused", "New", "A-004"): (),
        ("accused", "Gone", "A-003"): (),
        ("hearings", "Changed", "1 Oct 2025, Special Court, Charge"): ("What happened",),
        ("hearings", "New", "10 Oct 2025, Special Court, Charge"): (),
    }


def test_two_records_alike_are_two(sqlite: str) -> None:
    first = dossier()
    event = first.chronology[0]
    after = dataclasses.replace(first, chronology=(event, *first.chronology))
    (change,) = changes.since(after, LAST, first).changes
    assert (change.part, change.kind) == ("chronology", "New")


def test_every_list_of_the_tree_is_compared_or_speaks_of_the_copy() -> None:
    of_the_copy = {"edition", "parts", "hidden", "counts", "withheld", "manifest_sha256"}
    fields = {field.name for field in dataclasses.fields(tree.Dossier)}
    assert fields - set(COMPARED) == of_the_copy | {"follows", "changes"}


def test_the_part_says_what_it_was_compared_with(sqlite: str, app: Flask) -> None:
    first = dossier()
    gone = dataclasses.replace(first, hearings=())
    with app.app_context():
        fresh, later = (
            " ".join(paper.chunks(one, ISSUE)[-1].html.split())
            for one in (first, changes.since(gone, LAST, first))
        )
    assert "This is the first issue of this edition." in fresh
    assert f"Compared with {LAST}, the last issue of this edition." in later
    assert "<td>A.17</td><td>Gone</td>" in later
