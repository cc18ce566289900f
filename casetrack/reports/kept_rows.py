"""The file of a return's rows: text, compressed, kept under its SHA-256 and read with zcat.

A line "@", key, count for each base, then its rows in order: id, day, state, reason, unit.
"""

from __future__ import annotations

import gzip
import io
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from casetrack import files
from casetrack.reports.queries.members import Base, Counts, Member

HEAD = "casetrack return, format 1"
# Ids do not shrink much; more effort would take three times as long for a hundredth.
EFFORT = 4

Read = Callable[[Base], Iterable[tuple[Member, bool]]]


@dataclass(frozen=True, slots=True)
class Kept:
    """What was stored, how many rows, whether one of them is sealed, and their counts by base."""

    sha256: str
    rows: int
    sealed: bool
    counts: Mapping[str, Counts]


class BadFile(ValueError):
    """The file of rows is missing, was changed or is not one; the words say which."""


def keep(folder: Path, bases: Mapping[str, Base], read: Read) -> Kept:
    """Read the rows of every base, one base at a time, and store them all in one file."""
    counts: dict[str, Counts] = {}
    sealed = False
    with tempfile.TemporaryFile() as file:
        with gzip.GzipFile("", "wb", EFFORT, file, mtime=0) as packed:
            packed.write(f"{HEAD}\n".encode())
            for key, base in bases.items():
                lines, counts[key], some = _lines(read(base))
                sealed = sealed or some
                packed.write(f"@\t{key}\t{len(lines)}\n".encode())
                packed.write("".join(lines).encode())
        file.seek(0)
        kept = files.keep(folder, file)
    return Kept(kept.sha256, sum(each.total() for each in counts.values()), sealed, counts)


def _lines(found: Iterable[tuple[Member, bool]]) -> tuple[list[str], Counts, bool]:
    counts: Counts = Counter()
    lines: list[str] = []
    sealed = False
    for member, its in found:
        counts[member.day, member.state, member.reason] += 1
        lines.append(line_of(member))
        sealed = sealed or its
    lines.sort()
    return lines, counts, sealed


def line_of(member: Member) -> str:
    return "\t".join(member) + "\n"


def member_of(line: str) -> Member:
    return Member(*line.rstrip("\n").split("\t"))


def kept(folder: Path, sha256: str) -> Iterator[tuple[str, list[str]]]:
    """Each base's key with its rows as lines (line_of, member_of), base by base. Raises BadFile."""
    if not files.is_whole(folder, sha256):
        raise BadFile("the file of its rows is missing or was changed")
    with gzip.open(files.path_of(folder, sha256), "rb") as packed:
        lines = io.TextIOWrapper(packed)
        if next(lines, "").rstrip("\n") != HEAD:
            raise BadFile("the file of its rows is of another format")
        for line in lines:
            _sign, key, count = line.rstrip("\n").split("\t")
            yield key, list(islice(lines, int(count)))
