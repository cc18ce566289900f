"""The audit's chain: every act leaves its entry, and every kind of tampering is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from casetrack import audit
from casetrack.accounts import service
from casetrack.audit import AuditEntry, seal
from casetrack.audit.chain import entry_hash
from casetrack.db import session, utc_now
from tests import factories

pytestmark = pytest.mark.usefixtures("database")
KEY = b"k" * 32


def some_history() -> str:
    """Three officers in one unit: a chain of a few entries. Its name is returned."""
    for _ in range(3):
        officer = factories.officer()
    return f"unit:{officer.unit_id}"


def tamper(statement: str) -> None:
    """Do what a corrupt administrator of the database could do: lift the trigger, then write."""
    on_postgres = session.get_bind().dialect.name == "postgresql"
    for act in ("update", "delete"):
        name = f"audit_entries_no_{act}"
        session.execute(text(f"DROP TRIGGER {name}" + (" ON audit_entries" if on_postgres else "")))
    session.execute(text(statement))
    session.commit()


def test_an_act_leaves_one_entry_with_no_personal_value() -> None:
    officer = factories.officer()
    entry = session.scalars(
        select(AuditEntry)
        .where(AuditEntry.chain == f"unit:{officer.unit_id}")
        .order_by(AuditEntry.seq.desc())
    ).first()
    assert entry is not None
    assert entry.act == "test"
    assert '"table":"officers"' in entry.detail
    assert officer.name not in entry.detail
    assert not list(seal.breaks())


def test_a_rolled_back_change_leaves_no_entry() -> None:
    chain = some_history()
    before = session.scalars(select(AuditEntry).where(AuditEntry.chain == chain)).all()
    service.reset_password(
        officer=factories.officer(at="LHR"), password="x" * 5 + "one two three four", now=utc_now()
    )
    session.rollback()
    after = session.scalars(select(AuditEntry).where(AuditEntry.chain == chain)).all()
    assert len(after) == len(before)


def test_a_change_by_nobody_is_refused() -> None:
    session.info.pop("act")
    with pytest.raises(RuntimeError, match="whose act"):
        factories.officer()


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_entries SET act='x'", "DELETE FROM audit_entries"]
)
def test_the_database_refuses_to_rewrite(statement: str) -> None:
    some_history()
    with pytest.raises(DBAPIError, match="append-only"):
        session.execute(text(statement))


SECOND = "UPDATE audit_entries SET {} WHERE chain='{chain}' AND seq=2"
REMOVE = "DELETE FROM audit_entries WHERE chain='{chain}'"
TAMPERING = {
    "another act": SECOND.replace("{}", "act='x'"),
    "another actor": SECOND.replace("{}", "actor_role='CLERK'"),
    "another detail": SECOND.replace("{}", "detail='[]'"),
    "another outcome": SECOND.replace("{}", "outcome='refused'"),
    "another hash": SECOND.replace("{}", f"hash='{'0' * 64}'"),
    "another link": SECOND.replace("{}", f"previous_hash='{'1' * 64}'"),
    "moved": SECOND.replace("{}", "seq=99"),
    "removed": f"{REMOVE} AND seq=2",
    "tail cut": f"{REMOVE} AND seq>1",
    "chain removed": REMOVE,
}


@pytest.mark.parametrize("kind", TAMPERING)
def test_tampering_is_named(kind: str) -> None:
    chain = some_history()
    tamper(TAMPERING[kind].format(chain=chain))
    named = list(seal.breaks())
    assert len(named) == 1
    assert named[0].startswith(chain)


def test_a_cut_tail_with_a_forged_head_is_seen_by_the_checkpoint(tmp_path: Path) -> None:
    chain, file = some_history(), tmp_path / "checkpoints"
    seal.add_checkpoint(file=file, key=KEY, now=utc_now())
    session.commit()
    assert not list(seal.checkpoint_breaks(file=file, key=KEY))
    kept = session.scalars(
        select(AuditEntry).where(AuditEntry.chain == chain, AuditEntry.seq == 1)
    ).one()
    tamper(f"DELETE FROM audit_entries WHERE chain='{chain}' AND seq>1")
    session.execute(
        text(f"UPDATE audit_chains SET seq=1, hash='{kept.hash}' WHERE chain='{chain}'")
    )
    session.commit()
    assert not list(seal.breaks())
    assert any(chain in words for words in seal.checkpoint_breaks(file=file, key=KEY))
    assert list(seal.checkpoint_breaks(file=file, key=b"x" * 32))


def test_the_hash_covers_everything_but_itself() -> None:
    entry = {"chain": "a", "seq": 1, "hash": "ignored"}
    assert entry_hash(entry) == entry_hash({**entry, "hash": "other"})
    assert entry_hash(entry) != entry_hash({**entry, "seq": 2})


def test_what_was_shown_is_written_with_its_outcome() -> None:
    officer = factories.officer()
    session.commit()
    audit.seen(("unit", officer.unit_id))
    audit.write_reads("refused")
    entry = session.scalars(
        select(AuditEntry)
        .where(AuditEntry.chain == f"unit:{officer.unit_id}")
        .order_by(AuditEntry.seq.desc())
    ).first()
    assert entry is not None
    assert (entry.outcome, entry.detail) == ("refused", "{}")
