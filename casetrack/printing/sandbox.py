"""A process that takes orders one after another, each carried out in a fork of its own.

What is dear (libraries, fonts) is loaded once, before the first order; every order then starts from
that same state, under limits of time and memory, and gives all its memory back by ending. A fork
speaks to nobody and starts nothing.

Orders come as lines of JSON; each is answered by one line: {"done": …} or {"failed": …}.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import resource
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

Order = Mapping[str, Any]
Facts = Mapping[str, Any]

FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.system",
    "ftplib.",
    "http.",
)
SET_DEATH_SIGNAL = 1  # prctl(2), PR_SET_PDEATHSIG


def serve(carry_out: Callable[[Order], Facts]) -> None:
    """Answer orders until nobody is left to give any."""
    gc.collect()
    gc.freeze()
    for line in sys.stdin.buffer:
        _answer(_in_fork(carry_out, json.loads(line)))


def _in_fork(carry_out: Callable[[Order], Facts], order: Order) -> Facts:
    with tempfile.TemporaryFile() as told:
        server = os.getpid()
        fork = os.fork()
        if fork == 0:
            _work(carry_out, order, told.fileno(), server)
        _, status = os.waitpid(fork, 0)
        told.seek(0)
        words = told.read().decode(errors="replace").strip().splitlines()
    code = os.waitstatus_to_exitcode(status)
    if code == 0 and words:
        facts: Facts = json.loads(words[-1])
        return facts
    return {"failed": code, "words": " ".join(words[-1:])}


def _work(carry_out: Callable[[Order], Facts], order: Order, told: int, server: int) -> NoReturn:
    """Carry out one order and end; both its answer and its last words go to `told`."""
    code = 1
    try:
        os.dup2(told, sys.stderr.fileno())
        die_with_parent(server)
        _limit(order["seconds"], order["bytes"])
        sys.addaudithook(_refuse)
        # What an order builds is thrown away whole: collecting meanwhile costs a quarter.
        gc.disable()
        done = {**carry_out(order), **spent()}
        os.write(told, b"\n" + json.dumps({"done": done}).encode())
        code = 0
    except BaseException:  # whatever it was, a fork must not go on as its parent
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(code)


def spent() -> Facts:
    """Seconds of CPU and the most memory (in bytes) that this process has taken."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return {"cpu": used.ru_utime + used.ru_stime, "rss": used.ru_maxrss * 1024}


def _answer(facts: Facts) -> None:
    sys.stdout.buffer.write(json.dumps(facts).encode() + b"\n")
    sys.stdout.buffer.flush()


def die_with_parent(parent: int) -> None:
    """Where the kernel can (Linux): nobody goes on printing for a worker that was killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(SET_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _limit(seconds: int, size: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _refuse(act: str, _arguments: tuple[object, ...]) -> None:
    if act.startswith(FORBIDDEN):
        raise PermissionError(f"printing may not do {act}")
