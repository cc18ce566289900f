"""A fresh, migrated database for every test, on SQLite and on PostgreSQL, and officers to sign in.

Each worker makes one migrated template of either kind; a test gets a copy, so every commit,
lock and read-only transaction in it is a real one. What SQLAlchemy has once compiled serves all
tests: a third of their time went into compiling the same statements for each engine.
"""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Dialect, Engine, event, make_url

from casetrack import audit, db
from casetrack.accounts.models import Officer
from casetrack.app import create_app
from casetrack.cli.database import upgrade
from casetrack.config import Settings
from tests.client import Browserless
from tests.postgres import Cluster, PostgresMissing

REQUIRE_ALL = os.environ.get("CASETRACK_REQUIRE_ALL") == "1"
# Databases of tests lie in memory: what survives a power cut is tested elsewhere.
_SHM = Path("/dev/shm")  # noqa: S108 - a private folder is made in it
MEMORY = _SHM if _SHM.is_dir() else Path(tempfile.gettempdir())
SECRET = "tests only " * 4


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browsers first, which take a minute each: else one process waits for another at the end."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


def pytest_collection_finish() -> None:
    """What is loaded by now stays: going through it again and again took a fifth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.fixture(scope="session")
def workshop() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="casetrack-tests-", dir=MEMORY))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@dataclass
class Databases:
    """Makes databases of either kind by copying a migrated template."""

    folder: Path
    cluster: Cluster | None = None
    templates: dict[str, str] = field(default_factory=dict)
    engines: dict[str, Engine] = field(default_factory=dict)
    lent: dict[str, str] = field(default_factory=dict)

    def connect(self, url: str) -> Engine:
        """Bind the session to the database at `url`, through the one engine of its kind."""
        kind = make_url(url).get_backend_name()
        self.lent[kind] = url
        if kind not in self.engines:
            self.engines[kind] = self._engine(kind)
        db.session.remove()
        self.engines[kind].dispose()
        db.session.configure(bind=self.engines[kind])
        return self.engines[kind]

    def _engine(self, kind: str) -> Engine:
        engine = db.make_engine(self.lent[kind])

        @event.listens_for(engine, "do_connect")
        def to_the_lent(
            dialect: Dialect, _record: object, arguments: list[Any], named: dict[str, Any]
        ) -> None:
            arguments[:], where = dialect.create_connect_args(make_url(self.lent[kind]))
            named.update(where)

        return engine

    def fresh(self, kind: str) -> str:
        """The address of a new migrated database."""
        name = f"t{uuid.uuid4().hex}"
        template = self._template(kind)
        if kind == "sqlite":
            shutil.copyfile(template, self.folder / name)
            return f"sqlite:///{self.folder / name}"
        assert self.cluster is not None
        return self.cluster.create_database(name, template)

    def drop(self, url: str) -> None:
        name = url.rpartition("/")[2].partition("?")[0]
        if url.startswith("sqlite"):
            for path in self.folder.glob(f"{name}*"):
                path.unlink()
        elif self.cluster is not None:
            self.cluster.drop_database(url.partition("@/")[2].partition("?")[0])

    def _template(self, kind: str) -> str:
        if kind not in self.templates:
            make = self._sqlite_template if kind == "sqlite" else self._postgres_template
            self.templates[kind] = make()
        return self.templates[kind]

    def _sqlite_template(self) -> str:
        path = self.folder / "template"
        upgrade(f"sqlite:///{path}")
        # Fold the write-ahead log in, so that the one file is the whole database.
        engine = db.make_engine(f"sqlite:///{path}")
        with engine.connect() as connection:
            connection.rollback()
            connection.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        engine.dispose()
        return str(path)

    def _postgres_template(self) -> str:
        self.cluster = Cluster.start()
        upgrade(self.cluster.create_database("template"))
        return "template"


@pytest.fixture(scope="session")
def databases(workshop: Path) -> Iterator[Databases]:
    made = Databases(workshop)
    yield made
    if made.cluster is not None:
        made.cluster.stop()


@pytest.fixture(scope="session")
def app(databases: Databases, workshop: Path) -> Flask:
    """The application, built once; `database` puts a fresh database under it."""
    data_dir = workshop / "data"
    data_dir.mkdir()
    url = databases.fresh("sqlite")
    return create_app(Settings("test", url, data_dir, SECRET))


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database(request: pytest.FixtureRequest, databases: Databases, app: Flask) -> Iterator[str]:
    """A fresh database of either kind, and an act under which a test may write."""
    yield from _lend(databases, request.param)


@pytest.fixture
def sqlite(databases: Databases, app: Flask) -> Iterator[str]:
    """For tests of pages, where the kind of database changes nothing."""
    yield from _lend(databases, "sqlite")


def _lend(databases: Databases, kind: str) -> Iterator[str]:
    try:
        url = databases.fresh(kind)
    except PostgresMissing as missing:
        if REQUIRE_ALL:
            raise
        pytest.skip(str(missing))
    engine = databases.connect(url)
    audit.begin(audit.Act(name="test", at=db.utc_now()))
    yield url
    db.session.remove()
    engine.dispose()
    databases.drop(url)


@pytest.fixture
def client_for(app: Flask) -> Callable[[Officer | None], Browserless]:
    """`client_for(officer)`: that officer's browser without a screen, signed in."""
    return lambda officer: Browserless(app, officer)
