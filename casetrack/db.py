"""Engines, the session, and the column types every model shares. No model lives here."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated, Any, ClassVar
from zoneinfo import ZoneInfo

import pysqlite3.dbapi2 as sqlite
from sqlalchemy import (
    BigInteger,
    DateTime,
    Engine,
    Enum,
    MetaData,
    Text,
    Uuid,
    create_engine,
    event,
    text,
)
from sqlalchemy.engine import Connection, Dialect, make_url
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    declared_attr,
    mapped_column,
    scoped_session,
    sessionmaker,
)
from sqlalchemy.types import TypeDecorator

KARACHI = ZoneInfo("Asia/Karachi")

# Below 3.51.3 SQLite can lose a commit when a WAL is reset (docs/decisions/0003-sqlite.md).
OLDEST_SQLITE = (3, 51, 3)


class WeakDatabase(RuntimeError):
    """The database is set so that an acknowledged write could be lost; casetrack won't start."""


def utc_now() -> datetime:
    return datetime.now(UTC)


def local_date(instant: datetime) -> date:
    """The day in Asia/Karachi on which an aware instant fell."""
    return instant.astimezone(KARACHI).date()


def day_it_occurred(context: DefaultExecutionContext) -> date:
    """A column's default: the local day of the same row's `occurred_at`."""
    values: dict[str, Any] = context.get_current_parameters()  # type: ignore[no-untyped-call]
    at: datetime = values["occurred_at"]
    return local_date(at)


def new_id() -> uuid.UUID:
    return uuid.uuid4()


class UTCDateTime(TypeDecorator[datetime]):
    """An aware instant, stored as UTC. SQLite keeps no zone, so naive values are refused here."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant without a time zone cannot be stored")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def keys(enum: type[StrEnum], name: str) -> Enum:
    """A text column that holds an enum's values and a CHECK constraint that says so."""
    return Enum(
        enum,
        name=name,
        native_enum=False,
        create_constraint=True,
        values_callable=lambda members: [member.value for member in members],
        length=32,
    )


# Paisa and bytes pass two thousand million: Rs 2.2 crore is 2,200,000,000 paisa.
Large = Annotated[int, mapped_column(BigInteger)]


class Base(DeclarativeBase):
    """Every table. Constraint names are fixed so that a migration can always find them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {datetime: UTCDateTime(), str: Text(), uuid.UUID: Uuid()}


class Identified:
    """A public id that says nothing about how many rows there are."""

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)


class Versioned:
    """Counts the writes of a row, so that the second of two editors is told (409)."""

    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - a class method to SQLAlchemy
        return {"version_id_col": cls.version}


session = scoped_session(sessionmaker(expire_on_commit=False, autoflush=True))


def connect(url: str) -> Engine:
    """Bind the session to the database at `url` and refuse settings that could lose a write."""
    session.remove()
    engine = make_engine(url)
    session.configure(bind=engine)
    return engine


def make_engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _sqlite_engine(url)
    if parsed.get_backend_name() == "postgresql":
        # A generic plan once took 20 s for a text search that a custom plan does in 5 ms.
        options = "-c plan_cache_mode=force_custom_plan -c timezone=UTC"
        return create_engine(url, pool_pre_ping=True, connect_args={"options": options})
    raise WeakDatabase(f"casetrack runs on SQLite and PostgreSQL, not on {parsed.drivername}")


def check_durability(engine: Engine) -> None:
    """Raise WeakDatabase unless an acknowledged commit is on the disk."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            synchronous = connection.scalar(text("PRAGMA synchronous"))
            journal = connection.scalar(text("PRAGMA journal_mode"))
            if synchronous != 2 or journal != "wal":
                raise WeakDatabase(f"SQLite: synchronous={synchronous} journal_mode={journal}")
            return
        for setting in ("fsync", "synchronous_commit"):
            if connection.scalar(text(f"SHOW {setting}")) == "off":
                raise WeakDatabase(f"PostgreSQL runs with {setting}=off: a crash would lose data")


def begin_read_only() -> None:
    """Open this request's transaction so that the database itself refuses a write."""
    session.connection(execution_options={"casetrack_read_only": True, "postgresql_readonly": True})


def _sqlite_engine(url: str) -> Engine:
    if sqlite.sqlite_version_info < OLDEST_SQLITE:
        raise WeakDatabase(f"SQLite {sqlite.sqlite_version} can lose commits; 3.51.3 is needed")
    engine = create_engine(url, module=sqlite)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver must not open transactions of its own: _begin_sqlite decides which kind.
    connection.isolation_level = None
    for pragma in (
        "busy_timeout=15000",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes the lock at once: a read that turns into a write could fail half-way."""
    read_only = connection.get_execution_options().get("casetrack_read_only", False)
    # The PRAGMA makes SQLite compile every statement anew, with all the triggers behind it.
    if connection.info.get("query_only") is not read_only:
        connection.exec_driver_sql(f"PRAGMA query_only={'ON' if read_only else 'OFF'}")
        connection.info["query_only"] = read_only
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")
