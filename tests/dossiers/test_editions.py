"""What each edition holds, and what it must never hold, on the tree and once on the pages."""

from __future__ import annotations

import dataclasses

import pytest
from flask import Flask
from sqlalchemy import String, select

from casetrack.db import KARACHI, Base, session
from casetrack.dossiers import paper, tree
from casetrack.dossiers.allow_list import RULES
from casetrack.dossiers.build import build
from casetrack.dossiers.editions import EDITIONS, allowed, standing
from casetrack.dossiers.freezing import freeze
from casetrack.dossiers.parts import PARTS
from casetrack.dossiers.redaction import Gate, Privileged, blanks
from casetrack.evidence.models import Document
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Role
from tests import factories
from tests.dossiers import canaries, whole
from tests.dossiers import made as maker
from tests.dossiers.conftest import edition
from tests.dossiers.test_paper import ISSUE

NARROW = ("DEFENCE", "COMPLAINANT", "MEDIA")
# The parts that an edition does not hold, as reviewed; it holds all others.
WITHOUT = {
    "COURT": {"diary", "reports", "unused", "correspondence"},
    "POLICE": set(),
    "DEFENCE": {"diary", "reports", "correspondence"},
    "COMPLAINANT": {
        "raids", "forensics", "providers", "parties", "accused", "arrests", "remand", "consular",
        "foreign", "charges", "certificate", "manifest", "diary", "reports", "unused",
        "correspondence",
    },
    "MEDIA": {
        "chronology", "forensics", "providers", "parties", "arrests", "remand", "consular",
        "foreign", "challans", "hearings", "certificate", "manifest", "diary", "reports", "unused",
        "correspondence",
    },
}  # fmt: skip


def test_each_edition_holds_the_parts_that_were_reviewed() -> None:
    for key, without in WITHOUT.items():
        stands = standing(EDITIONS[key])
        assert list(stands) == [part.key for part in PARTS]
        assert {part for part, ground in stands.items() if ground} == without, key


def test_each_word_is_where_it_may_be_and_nowhere_else(
    planted: tuple[dict[str, str], dict[str, tree.Dossier]],
) -> None:
    words, editions = planted
    for key, dossier in editions.items():
        text = freeze(dossier).decode()
        letter = EDITIONS[key].letter
        for column, letters, _field in canaries.lines():
            assert (words[column] in text) == (letter in letters), (key, column)


def test_the_log_accounts_for_every_word_that_is_not_there(
    planted: tuple[dict[str, str], dict[str, tree.Dossier]],
) -> None:
    rules = {f"{rule.part}.{rule.record}.{field}": rule for rule in RULES for field in rule.fields}
    for key, dossier in planted[1].items():
        logged = {(line.part, line.what) for line in dossier.withheld}
        assert all(line.count > 0 and line.ground for line in dossier.withheld)
        for column, letters, field in canaries.lines():
            if field and EDITIONS[key].letter not in letters:
                rule = rules[field]
                assert (rule.part, rule.what) in logged, (key, column)
        assert ("parties", "Persons who stand by reference alone") in logged
        assert (("diary", "Entries of the diary") in logged) == (key != "POLICE")


def test_every_column_of_text_was_looked_at() -> None:
    """A column that is added is not printed, or withheld, before somebody said so."""
    looked = {column.partition("/")[0] for column, _letters, _field in canaries.lines()}
    tables = {column.partition(".")[0] for column in looked}
    of_text = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        if table.name in tables
        for column in table.columns
        if isinstance(column.type, String) and not column.foreign_keys
    }
    named_by_state = {f"cases.{name}" for name in ("state", "stage", "outcome")}
    states = {f"{table}.state" for table in tables} | named_by_state | {"accused.custody"}
    assert of_text - looked - set(canaries.KEYS.split()) - states == set()


@pytest.mark.parametrize("key", NARROW)
def test_the_pages_of_a_narrow_edition_say_no_more_than_its_tree(
    planted: tuple[dict[str, str], dict[str, tree.Dossier]], app: Flask, key: str
) -> None:
    words, editions = planted
    with app.app_context():
        html = "".join(chunk.html for chunk in paper.chunks(editions[key], ISSUE))
    for column, letters, _field in canaries.lines():
        if EDITIONS[key].letter not in letters:
            assert words[column] not in html, column


def test_nobody_who_is_protected_is_named_anywhere(sqlite: str) -> None:
    made = whole.whole()
    for key in EDITIONS:
        text = freeze(edition(key, made.case, made)).decode()
        for secret in (whole.CHILD, "Child Street", maker.RESCUED, maker.PASSPORT, '9998"'):
            assert secret not in text, (key, secret)
        assert "0009998" not in text.replace(" ", "").replace("-", ""), key
    court = edition("COURT", made.case, made)
    assert "Another story of [V-1], call [V-1]" in freeze(court).decode()
    assert {one.reference for one in court.parties if not one.name} == {"V-1", "R-001"}


def test_numbers_of_witnesses_and_complainants(sqlite: str) -> None:
    made = whole.whole()
    texts = {key: freeze(edition(key, made.case, made)).decode() for key in EDITIONS}
    with_witness = {key for key, text in texts.items() if whole.WITNESS_PHONE[3:] in _bare(text)}
    with_own = {key for key, text in texts.items() if whole.OWN_PHONE[3:] in _bare(text)}
    assert with_witness == {"COURT", "POLICE"}
    assert with_own == {"COURT", "POLICE", "COMPLAINANT"}


def _bare(text: str) -> str:
    return text.replace(" ", "").replace("-", "")


def test_the_complainant_is_told_of_his_own_matter(sqlite: str) -> None:
    made = whole.whole()
    copy = edition("COMPLAINANT", made.case, made)
    assert [one.number for one in copy.complaints] == ["FSD-2025-000123"]
    assert [one.reference for one in copy.exhibits] == ["P-9"]
    assert "FSD-2025-000124" not in freeze(copy).decode()
    assert {(one.what, one.count) for one in copy.withheld if one.what.endswith("of others")} == {
        ("Complaints of others", 1),
        ("Things of others", 2),
    }
    with pytest.raises(Refused, match="Choose whose copy"):
        build(made.case, made.lead.actor, maker.NOW, edition="COMPLAINANT")


def test_the_media_are_given_figures_and_no_names(sqlite: str) -> None:
    made = whole.whole()
    copy = edition("MEDIA", made.case, made)
    figures = {(one.part, one.label or one.country): one.value for one in copy.figures}
    assert figures["accused", "PK"] == 2
    assert figures["accused", "CN"] == 1
    assert figures["money", ""] == 720_000_500
    assert copy.cover.title == "" == copy.cover.lead
    assert [one.city for one in copy.raids] == ["Faisalabad"]
    text = freeze(copy).decode()
    for word in ("Invented", "Nasreen", "PK36SCBL", "Plot 9", "Bank of Nowhere", made.lead.name):
        assert word not in text, word


def test_a_sealed_case_has_no_media_copy(sqlite: str) -> None:
    made = maker.made(accused=1)
    made.case.sealed = True
    with pytest.raises(Refused, match="no media copy"):
        build(made.case, made.lead.actor, maker.NOW, edition="MEDIA")
    session.rollback()


def test_the_diary_is_in_the_police_copy_alone_whatever_the_list_says(
    sqlite: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = whole.whole()
    assert maker.DIARY in freeze(edition("POLICE", made.case, made)).decode()
    everything = frozenset(field.name for field in dataclasses.fields(tree.DiaryLine))
    monkeypatch.setattr(
        "casetrack.dossiers.redaction.allowed",
        lambda _edition, part, record: everything | allowed("POLICE", part, record),
    )
    for key in EDITIONS:
        held = maker.DIARY in freeze(edition(key, made.case, made)).decode()
        assert held == (key == "POLICE"), key
    entry = tree.DiaryLine(1, maker.NOW, "IO", maker.DIARY)
    for key in EDITIONS.keys() - {"POLICE"}:
        with pytest.raises(Privileged):
            Gate(EDITIONS[key]).admit("diary", [entry])


def test_who_may_not_read_the_diary_gets_no_police_copy(sqlite: str) -> None:
    made = maker.made(accused=1)
    liaison = factories.officer(Role.LIAISON, at="CENTRAL")
    with pytest.raises(Refused, match="case diary"):
        build(made.case, liaison.actor, maker.NOW, edition="POLICE")


def test_documents_are_bound_in_where_they_may_be(sqlite: str) -> None:
    made = whole.whole()
    for one in session.scalars(select(Document)):
        one.cleared_at, one.cleared_by_id = None, None
    session.flush()
    uncleared = edition("COURT", made.case, made)
    assert not any(one.bound for one in uncleared.papers)
    assert ("manifest", "Pages of documents, not bound in") in {
        (line.part, line.what) for line in uncleared.withheld
    }
    for one in session.scalars(select(Document)):
        one.cleared_at, one.cleared_by_id = maker.NOW, made.lead.id
    session.flush()
    court, police = edition("COURT", made.case, made), edition("POLICE", made.case, made)
    # D-4 is a film: it has no pages.
    assert [one.reference for one in court.papers if one.bound] == ["D-1", "D-2", "D-9"]
    assert [one.reference for one in police.letters if one.bound] == ["D-3", "D-7"]
    assert not any(one.bound for one in police.unused)
    assert [one.reference for one in edition("DEFENCE", made.case, made).unused] == ["D-8"]


def test_a_record_that_is_shown_has_all_that_cannot_be_blank() -> None:
    """A day or an instant has no blank: an edition that holds a record holds its days."""
    kinds = {rule.record: getattr(tree, rule.record) for rule in RULES}
    for key in EDITIONS:
        for rule in RULES:
            holds = allowed(key, rule.part, rule.record)
            for name, blank in blanks(kinds[rule.record]).items():
                typed = kinds[rule.record].__annotations__[name]
                if holds and blank == () and not typed.startswith("tuple"):
                    assert name in holds, (key, rule.record, name)


def test_every_field_of_the_tree_has_one_rule_in_its_part() -> None:
    """A field without a rule is in no edition: it was forgotten."""
    for record in {rule.record for rule in RULES}:
        kind = getattr(tree, record)
        for part in {rule.part for rule in RULES if rule.record == record}:
            told = [f for r in RULES if (r.part, r.record) == (part, record) for f in r.fields]
            inner = {n for n, hint in kind.__annotations__.items() if _holds_records(hint)}
            assert sorted(told) == sorted(set(blanks(kind)) - inner), (part, record)


def _holds_records(hint: str) -> bool:
    return hint.startswith("tuple[") and hint[6:].partition(",")[0] in tree.__all__


def test_days_without_an_hour_stand_at_the_end_of_their_day(sqlite: str) -> None:
    made = whole.whole()
    events = edition("COURT", made.case, made).chronology
    keys = [(one.on, one.at is None) for one in events]
    assert keys == sorted(keys)
    assert all(one.at is None or one.at.astimezone(KARACHI).date() == one.on for one in events)


def test_an_empty_case_has_every_part_in_every_edition(sqlite: str, app: Flask) -> None:
    made = maker.bare()
    for key in EDITIONS.keys() - {"COMPLAINANT"}:
        dossier = build(made.case, factories.officer(Role.SUPERVISOR).actor, maker.NOW, edition=key)
        with app.app_context():
            html = "".join(chunk.html for chunk in paper.chunks(dossier, ISSUE))
        assert html.count("<h1") == len(PARTS) + 1


def test_the_same_case_at_the_same_time_gives_the_same_bytes(sqlite: str) -> None:
    made = whole.whole()
    for key in EDITIONS:
        first = freeze(edition(key, made.case, made))
        session.expire_all()
        assert freeze(edition(key, made.case, made)) == first
