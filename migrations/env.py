"""How a migration runs: foreign keys off while SQLite rebuilds a table, checked afterwards."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection, text

import casetrack.app  # noqa: F401 - importing the app imports every room's models
from casetrack import config
from casetrack.db import Base, make_engine


def belongs_to_models(name: str | None, kind: str, _parents: object) -> bool:
    """Full-text tables and indexes are made by hand, Huey makes its own; no model knows them."""
    if kind not in {"table", "index"} or name is None:
        return True
    return not name.startswith(("search_", "huey_"))


def run() -> None:
    url = context.config.attributes.get("url") or config.from_environment().database_url
    engine = make_engine(url)
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            # With foreign keys on, rebuilding a parent table would empty its children. Said to the
            # driver itself: within a transaction, which SQLAlchemy would begin, it has no effect.
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")
        _migrate(connection)
    engine.dispose()


def _migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        include_name=belongs_to_models,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    if connection.dialect.name == "sqlite":
        broken = connection.execute(text("PRAGMA foreign_key_check")).all()
        if broken:
            raise RuntimeError(f"a migration left rows without their parent: {broken[:5]}")


run()
