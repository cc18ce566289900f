"""`python -m tests.bench`: make the national databases, measure, print ratios. Takes an hour."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

import click
import psycopg
from flask import Flask
from sqlalchemy.engine import make_url

from casetrack import audit, db
from casetrack.app import create_app
from casetrack.cli.database import upgrade
from casetrack.config import Settings
from casetrack.demo import national
from tests.bench import dossiers, moves, narrowed, yearly
from tests.bench.multiply import multiply
from tests.bench.timing import show
from tests.postgres import Cluster

NAMES = {1: "S", 10: "L"}
PARTS = ("yearly", "indexed", "others", "survival", "reports", "moves", "dossiers")


@click.command()
@click.option("--data", type=click.Path(path_type=Path), help="Where SQLite files are kept.")
@click.option("--kind", "kinds", multiple=True, default=("sqlite", "postgresql"))
@click.option("--times", "sizes", type=int, multiple=True, default=(1, 10), help="1 is S, 10 is L.")
@click.option("--url", "urls", multiple=True, help="Measure a database that is there already.")
@click.option("--part", "parts", type=click.Choice(PARTS), multiple=True, default=PARTS)
@click.option("--runs", default=30, show_default=True)
def main(
    data: Path | None,
    kinds: tuple[str, ...],
    sizes: tuple[int, ...],
    urls: tuple[str, ...],
    parts: tuple[str, ...],
    runs: int,
) -> None:
    """Print medians and ratios of goals 1, 2, 3 and 7 (docs/performance.md); assert nothing.

    Without --url the national demonstration is loaded and multiplied first; 30 GB are needed.
    """
    if "dossiers" in parts:
        dossiers.measure()
    for url in urls:
        measure(url, url, parts, runs)
    if not urls and set(parts) != {"dossiers"}:
        measure_made(data, kinds, sizes, parts, runs)


def measure_made(
    data: Path | None,
    kinds: tuple[str, ...],
    sizes: tuple[int, ...],
    parts: tuple[str, ...],
    runs: int,
) -> None:
    """On databases that are loaded for it first, and kept where somebody said where."""
    folder = data or Path(tempfile.mkdtemp(prefix="casetrack-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        if "sqlite" in kinds:
            for times in sizes:
                url = _sqlite(folder, times)
                measure(f"SQLite, {NAMES.get(times, times)}", url, parts, runs)
        if "postgresql" in kinds:
            with Cluster.start() as cluster:
                for times in sizes:
                    url = _postgres(cluster, times)
                    measure(f"PostgreSQL, {NAMES.get(times, times)}", url, parts, runs)
    finally:
        if data is None:
            shutil.rmtree(folder)


def measure(title: str, url: str, parts: Iterable[str], runs: int) -> None:
    app = open_app(url)
    yearly.add_pages(app)
    for part in PARTS:
        if part not in parts or part == "dossiers":
            continue
        if part == "moves":
            _measure_moves(title, url, runs)
            continue
        audit.begin(audit.Act(name="bench", at=db.utc_now()))
        lines = {
            "yearly": lambda: yearly.measure(app, runs),
            "indexed": lambda: narrowed.indexed(runs),
            "others": lambda: narrowed.others(max(5, runs // 3)),
            "survival": lambda: narrowed.survival(runs),
            "reports": lambda: narrowed.reports(max(5, runs // 3)),
        }[part]()
        show(f"{title}: {part}", lines)
        db.session.remove()


def _measure_moves(title: str, url: str, runs: int) -> None:
    """On a copy: what is done without triggers leaves its tallies wrong."""
    copy = _copy(url)
    try:
        open_app(copy)
        show(f"{title}: moves", moves.measure(runs))
    finally:
        db.session.remove()
        db.session.get_bind().dispose()  # type: ignore[union-attr]
        _drop(copy)


def open_app(url: str) -> Flask:
    folder = Path(tempfile.gettempdir()) / "casetrack-bench-data"
    folder.mkdir(exist_ok=True)
    return create_app(Settings("test", url, folder, "bench only " * 4))


def _sqlite(folder: Path, times: int) -> str:
    path = folder / f"national-{times}.sqlite"
    url = f"sqlite:///{path}"
    if times == 1 and not path.exists():
        _load(url)
    if times > 1 and not path.exists():
        _copy_file(make_url(_sqlite(folder, 1)).database or "", path)
        _multiply(url, times)
    upgrade(url)
    return url


def _postgres(cluster: Cluster, times: int) -> str:
    if times == 1:
        url = cluster.create_database("national_1")
        _load(url)
        return url
    url = cluster.create_database(f"national_{times}", "national_1")
    _multiply(url, times)
    return url


def _load(url: str) -> None:
    upgrade(url)
    open_app(url)
    audit.begin(audit.Act(name="bench", at=db.utc_now()))
    national.load(db.utc_now())
    _close()


def _multiply(url: str, times: int) -> None:
    engine = db.make_engine(url)
    connection = engine.raw_connection()
    multiply(connection.driver_connection, times, click.echo)
    cursor = connection.cursor()
    cursor.execute("ANALYZE")
    connection.commit()
    connection.close()
    engine.dispose()


def _close() -> None:
    db.session.remove()
    db.session.get_bind().dispose()  # type: ignore[union-attr]


def _copy(url: str) -> str:
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        copy = parsed.set(database=f"{parsed.database}-moves")
        _copy_file(parsed.database or "", Path(copy.database or ""))
        return copy.render_as_string()
    copy = parsed.set(database=f"{parsed.database}_moves")
    _close()
    _server(
        parsed.render_as_string(), f"CREATE DATABASE {copy.database} TEMPLATE {parsed.database}"
    )
    return copy.render_as_string()


def _copy_file(source: str, target: Path) -> None:
    """A whole and compact copy, whatever its write-ahead log holds."""
    engine = db.make_engine(f"sqlite:///{source}")
    connection = engine.raw_connection()
    connection.cursor().execute("VACUUM INTO ?", (str(target),))
    connection.close()
    engine.dispose()


def _drop(url: str) -> None:
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        path = Path(parsed.database or "")
        for one in path.parent.glob(f"{path.name}*"):
            one.unlink()
        return
    _server(url, f"DROP DATABASE {parsed.database} WITH (FORCE)")


def _server(url: str, statement: str) -> None:
    parsed = make_url(url)
    with psycopg.connect(
        host=str(parsed.query.get("host", parsed.host)),
        user=parsed.username,
        dbname="postgres",
        autocommit=True,
    ) as connection:
        connection.execute(statement)


if __name__ == "__main__":
    main()
