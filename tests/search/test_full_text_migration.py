"""Migration 0003 on both databases: up, down and up with rows."""

from __future__ import annotations

from sqlalchemy import text

from casetrack.cli.database import downgrade, upgrade
from casetrack.db import session, utc_now
from casetrack.people import service
from casetrack.people.facts import OrganisationFacts
from casetrack.search import text as full_text
from tests import factories


def record(name: str) -> None:
    service.record_organisation(
        facts=OrganisationFacts(name, "BANK"), actor=factories.officer().actor, now=utc_now()
    )
    session.commit()


def hits(words: str) -> int:
    found = session.execute(full_text.matching("organisation", (words,))).all()
    session.rollback()
    return len(found)


def test_rows_made_before_the_index_are_found_after_it(database: str) -> None:
    record("Invented Bank")
    session.remove()
    downgrade(database, "0002")
    upgrade(database)
    assert hits("invented") == 1


def test_index_follows_updates_and_deletes(database: str) -> None:
    record("Invented Bank")
    for words, before, after in (("shifted", "invented", "shifted"), ("", "shifted", "")):
        assert hits(before) == 1
        session.execute(text("UPDATE organisations SET search_text = :words"), {"words": words})
        session.commit()
        assert hits(before) == 0
        assert not after or hits(after) == 1
    session.execute(text("UPDATE organisations SET search_text = 'last'"))
    session.execute(text("DELETE FROM organisations"))
    session.commit()
    assert hits("last") == 0
