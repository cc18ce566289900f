"""casetrack refuses to run on a database that could lose an acknowledged write."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import event

from casetrack import db


def test_sqlite_as_we_open_it_is_durable(tmp_path: Path) -> None:
    engine = db.make_engine(f"sqlite:///{tmp_path / 'd'}")
    db.check_durability(engine)
    engine.dispose()


@pytest.mark.parametrize("weaker", ["synchronous=OFF", "synchronous=NORMAL", "journal_mode=DELETE"])
def test_a_weaker_sqlite_is_refused(tmp_path: Path, weaker: str) -> None:
    engine = db.make_engine(f"sqlite:///{tmp_path / 'd'}")
    event.listen(engine, "connect", lambda plain, _record: plain.execute(f"PRAGMA {weaker}"))
    with pytest.raises(db.WeakDatabase, match="SQLite"):
        db.check_durability(engine)
    engine.dispose()


def test_an_old_sqlite_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(db.sqlite, "sqlite_version_info", (3, 40, 1))
    with pytest.raises(db.WeakDatabase, match=r"3\.51\.3"):
        db.make_engine("sqlite://")


def test_another_database_is_refused() -> None:
    with pytest.raises(db.WeakDatabase, match="SQLite and PostgreSQL"):
        db.make_engine("mysql://localhost/casetrack")


@pytest.mark.postgresql
@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
@pytest.mark.parametrize("setting", ["synchronous_commit"])
def test_a_weaker_postgresql_is_refused(database: str, setting: str) -> None:
    engine = db.make_engine(database)

    def weaken(plain: object, _record: object) -> None:
        plain.execute(f"SET {setting} = off")  # type: ignore[attr-defined]
        plain.commit()  # type: ignore[attr-defined]

    event.listen(engine, "connect", weaken)
    with pytest.raises(db.WeakDatabase, match=r"fsync|synchronous_commit"):
        db.check_durability(engine)
    engine.dispose()
