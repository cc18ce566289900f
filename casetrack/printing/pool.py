"""Children that print, several at once: each takes the next order when it has done the last."""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from casetrack.printing.failures import NO_PANGO, PrintingFailed
from casetrack.printing.sandbox import Facts, Order

ROOT = Path(__file__).resolve().parent.parent.parent
CORES = 2
SECONDS = 300
BYTES = 1024**3
# A busy machine gives it a part of its time only: so many times the limit on the wall's clock.
PATIENCE = 4
TICK = 0.5  # seconds between two looks at whether to stop
APT = "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


@dataclass(frozen=True, slots=True)
class Task:
    """One order and how long it may take in comparison: the longest begins first."""

    key: str
    order: Order
    weight: int = 0


class Child:
    """One process and the task it has at the moment."""

    def __init__(self, home: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "casetrack.printing.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=home,
            env=environment(home),
            start_new_session=True,
            bufsize=0,
        )
        self.task: Task | None = None
        self.patience = 0
        self.until = 0.0

    def begin(self, task: Task) -> None:
        seconds = task.order.get("seconds", SECONDS)
        order = {"seconds": seconds, "bytes": BYTES} | dict(task.order)
        self.task, self.patience = task, PATIENCE * seconds
        self.until = time.monotonic() + self.patience
        try:
            self._stdin.write(json.dumps(order).encode() + b"\n")
        except BrokenPipeError:
            self.finish()  # says why the child ended

    def finish(self) -> tuple[Task, Facts]:
        """What it answers; to be called when there is something to read."""
        task, self.task = self.task, None
        if task is None:
            raise RuntimeError("a child spoke without being asked")
        line = self._stdout.readline()
        if not line:
            raise PrintingFailed(_gone(self.process.wait()))
        answer = json.loads(line)
        if "done" not in answer:
            raise PrintingFailed(
                f"printing {task.key} ended with {answer['failed']}: {answer['words']}"
            )
        return task, answer["done"]

    def end(self) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self._stdin.close()
        self._stdout.close()
        self.process.wait()

    @property
    def _stdin(self) -> Any:
        return self.process.stdin

    @property
    def _stdout(self) -> Any:
        return self.process.stdout


class Pool:
    """So many children, begun at once, so that they load their libraries while the first orders
    are still written. Leaving ends them, whatever they do."""

    def __init__(self, home: Path, size: int = CORES) -> None:
        self._children = [Child(home) for _ in range(size)]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        for child in self._children:
            child.end()

    def carry_out(
        self, tasks: Sequence[Task], look: Callable[[], None] = lambda: None
    ) -> Iterator[tuple[Task, Facts]]:
        """Each task with its answer, as they are done. `look` is called twice a second and may
        raise to stop. Raises PrintingFailed with the words of the first task that fails."""
        waiting = sorted(tasks, key=lambda task: task.weight)
        for child in self._children[: len(waiting)]:
            child.begin(waiting.pop())
        with selectors.DefaultSelector() as selector:
            for child in self._children:
                selector.register(child.process.stdout, selectors.EVENT_READ, child)  # type: ignore[arg-type]
            while any(child.task for child in self._children):
                ready = [key.data for key, _ in selector.select(TICK)]
                for child in ready:
                    done = child.finish()
                    if waiting:
                        child.begin(waiting.pop())
                    yield done
                look()
                self._check_time()

    def _check_time(self) -> None:
        now = time.monotonic()
        for child in self._children:
            if child.task and now > child.until:
                raise PrintingFailed(f"printing {child.task.key} took more than {child.patience} s")


def environment(home: Path) -> dict[str, str]:
    """What a child is told: not the database, not the secret key."""
    return {
        "PATH": os.defpath,
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PRINTS_FOR": str(os.getpid()),
        # What is laid aside at random would order the same file anew each time.
        "PYTHONHASHSEED": "0",
        "HOME": str(home),
        "TMPDIR": str(home),
        "LANG": "C.UTF-8",
        # Fonts are listed and unpacked once for all renderings, not once for each.
        "XDG_CACHE_HOME": str(Path(tempfile.gettempdir()) / f"casetrack-fonts-{os.getuid()}"),
    }


def _gone(code: int) -> str:
    if code == NO_PANGO:
        return f"PDF needs Pango, which is not installed: {APT}"
    return f"the printing child ended with {code}"
