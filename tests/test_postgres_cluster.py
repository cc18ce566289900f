"""The tests' own PostgreSQL starts, copies and drops databases, and leaves nothing behind."""

import os
from collections.abc import Iterator

import psycopg
import pytest
from sqlalchemy import create_engine, text

from tests.postgres import Cluster, PostgresMissing

pytestmark = pytest.mark.postgresql


def start() -> Cluster:
    try:
        return Cluster.start()
    except PostgresMissing as missing:
        if os.environ.get("CASETRACK_REQUIRE_ALL"):
            raise
        pytest.skip(str(missing))


@pytest.fixture(scope="module")
def server() -> Iterator[Cluster]:
    with start() as cluster:
        yield cluster


def read(url: str, statement: str) -> object:
    engine = create_engine(url)
    with engine.connect() as connection:
        value = connection.scalar(text(statement))
    engine.dispose()
    return value


def test_database_is_reached_by_its_url(server: Cluster) -> None:
    url = server.create_database("plain")
    assert read(url, "select current_database()") == "plain"
    assert read(url, "show server_encoding") == "UTF8"
    assert read(url, "show listen_addresses") == ""


def test_database_is_copied_from_a_template(server: Cluster) -> None:
    engine = create_engine(server.create_database("original"))
    with engine.begin() as connection:
        connection.execute(text("create table complaints (narrative text)"))
        connection.execute(text("insert into complaints values ('دھوکہ')"))
    engine.dispose()
    copy = server.create_database("copied", template="original")
    assert read(copy, "select narrative from complaints") == "دھوکہ"


def test_drop_ends_open_connections(server: Cluster) -> None:
    with psycopg.connect(server.create_database("dropped").replace("+psycopg", "")) as connection:
        server.drop_database("dropped")
        with pytest.raises(psycopg.OperationalError):
            connection.execute("select 1")


def test_name_is_quoted(server: Cluster) -> None:
    name = 'odd "name"; drop table x'
    server.create_database(name)
    server.drop_database(name)


def test_stopped_cluster_leaves_no_folder() -> None:
    cluster = start()
    cluster.stop()
    cluster.stop()
    assert not cluster.folder.exists()
