"""A PostgreSQL of the tests' own: made in a temporary folder, in memory where there is room."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg
from psycopg import sql

SUPERUSER = "casetrack"
PATIENCE = 60
# A socket's path has room for 107 bytes: always these short ones, whatever TMPDIR says.
MEMORY, DISK = Path("/dev/shm"), Path("/tmp")  # noqa: S108 - a private folder is made in it
# Of a server with its databases and their log; a container may have been given 64 MB.
ROOM = 2 * 1024**3

# Nothing here has to outlive a power cut, and nobody else may reach it.
SETTINGS = """
listen_addresses = ''
unix_socket_directories = '{folder}'
max_connections = 100
shared_buffers = 64MB
max_wal_size = 128MB
fsync = off
full_page_writes = off
timezone = 'UTC'
"""


class PostgresMissing(RuntimeError):
    """The machine has no PostgreSQL server binaries, or no account that may run them."""


class Cluster:
    """A running PostgreSQL server with a folder of its own.

    Each test process starts one for itself. The server is told to stop when its parent dies, so
    that even a killed test run leaves no process behind.
    """

    def __init__(self, folder: Path, server: subprocess.Popen[bytes]) -> None:
        self.folder = folder
        self._server = server

    @classmethod
    def start(cls) -> Self:
        """Make a cluster and wait until it answers; raises PostgresMissing when it cannot."""
        binaries = find_binaries()
        account = _account()
        folder = Path(tempfile.mkdtemp(prefix="casetrack-pg-", dir=_roomy()))
        try:
            if account:
                shutil.chown(folder, account)
            _initialise(binaries, folder, account)
            cluster = cls(folder, _launch(binaries, folder, account))
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        try:
            cluster._wait()
        except BaseException:
            cluster.stop()
            raise
        return cluster

    def url(self, name: str) -> str:
        """The address of a database for `DATABASE_URL`."""
        return f"postgresql+psycopg://{SUPERUSER}@/{name}?host={self.folder}"

    def create_database(self, name: str, template: str | None = None) -> str:
        """Create an empty database, or a copy of `template` that nobody is connected to."""
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
            sql.Identifier(name), sql.Identifier(template or "template0")
        )
        self._execute(statement)
        return self.url(name)

    def drop_database(self, name: str) -> None:
        """Drop a database if it is there, and end the connections to it."""
        self._execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )

    def stop(self) -> None:
        """Stop the server at once and remove its folder; a second call does nothing."""
        if self._server.poll() is None:
            self._server.send_signal(signal.SIGQUIT)
        self._server.wait(timeout=PATIENCE)
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def _execute(self, statement: sql.Composed) -> None:
        with self._connect() as connection:
            connection.execute(statement)

    def _connect(self) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(
            host=str(self.folder), user=SUPERUSER, dbname="postgres", autocommit=True
        )

    def _wait(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                self._connect().close()
            except psycopg.OperationalError:
                if self._server.poll() is not None or time.monotonic() > deadline:
                    log = (self.folder / "server.log").read_text(encoding="utf-8")
                    raise RuntimeError(f"PostgreSQL did not start:\n{log}") from None
                time.sleep(0.05)
            else:
                return


def find_binaries() -> Path:
    """The folder that holds initdb and postgres: Debian's newest version, else from PATH."""
    debian = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if debian:
        return max(debian, key=lambda folder: int(folder.parent.name))
    found = shutil.which("initdb")
    if found is None:
        raise PostgresMissing("no PostgreSQL binaries here: run script/setup --test as root")
    return Path(found).resolve().parent


def _roomy() -> Path:
    """Where databases lie: copying one on a slow disk takes six times as long as in memory."""
    in_memory = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM
    return MEMORY if in_memory else DISK


def _account() -> str | None:
    """The account to run as: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        raise PostgresMissing("PostgreSQL refuses root, and no account is named postgres") from None


def _command(account: str | None) -> list[str]:
    """What to put before a server command: become the account, die with the parent."""
    become = ["--reuid", account, "--regid", account, "--init-groups"] if account else []
    return ["setpriv", *become, "--pdeathsig", "QUIT"]


def _initialise(binaries: Path, folder: Path, account: str | None) -> None:
    command = [
        *_command(account),
        str(binaries / "initdb"),
        f"--pgdata={folder / 'data'}",
        f"--username={SUPERUSER}",
        "--auth=trust",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
    ]
    made = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)
    if made.returncode != 0:
        raise RuntimeError(f"initdb failed:\n{made.stdout}{made.stderr}")
    with (folder / "data/postgresql.conf").open("a", encoding="utf-8") as settings:
        settings.write(SETTINGS.format(folder=folder))


def _launch(binaries: Path, folder: Path, account: str | None) -> subprocess.Popen[bytes]:
    with (folder / "server.log").open("wb") as log:
        return subprocess.Popen(
            [*_command(account), str(binaries / "postgres"), "-D", str(folder / "data")],
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            # Ctrl-C is for the tests: they stop the server when they are done.
            start_new_session=True,
        )
