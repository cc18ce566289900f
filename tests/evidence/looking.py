"""Looks at many files as peek's child does, each in a fork of its own of one started process.

What a child loads before it shuts its doors is loaded once; all that follows, from `_shut` on, is
the child's own and is done anew for every file. Run with a folder: of each file `name` in it that
is asked for on standard input (`KIND name` a line), `KIND.name.out` is what the child wrote, and
the answer is a line `KIND name CODE`, where a CODE below 0 is the signal that ended it.
"""

from __future__ import annotations

import gc
import io
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from casetrack.evidence import peek
from casetrack.evidence.peek import child

ROOT = Path(__file__).resolve().parents[2]
AT_ONCE = 2


def look_at_all(folder: Path, asked: Iterable[tuple[str, str]]) -> dict[tuple[str, str], peek.Made]:
    """What came of each look (kind, name), as `peek.look` says it."""
    told = subprocess.run(
        [sys.executable, "-m", "tests.evidence.looking", str(folder)],
        input="".join(f"{kind} {name}\n" for kind, name in asked),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout
    found = {}
    for line in told.splitlines():
        kind, name, code = line.split()
        data = (folder / f"{kind}.{name}.out").read_bytes()
        found[kind, name] = peek._judged(kind, int(code), data)
    return found


def _begin(folder: Path, kind: str, name: str) -> int:
    pid = os.fork()
    if pid:
        return pid
    os.dup2(os.open(folder / name, os.O_RDONLY), 0)
    os.dup2(os.open(folder / f"{kind}.{name}.out", os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, closefd=False)))
    code = 1
    try:
        code = child.main(kind)
    finally:
        os._exit(code)


def main(folder: Path, asked: list[list[str]]) -> None:
    child.load()
    gc.freeze()  # the forks need not go through what they share
    running: dict[int, list[str]] = {}
    while asked or running:
        while asked and len(running) < AT_ONCE:
            kind, name = asked.pop(0)
            running[_begin(folder, kind, name)] = [kind, name]
        pid, status = os.wait()
        kind, name = running.pop(pid)
        sys.stdout.write(f"{kind} {name} {os.waitstatus_to_exitcode(status)}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), [line.split() for line in sys.stdin])
