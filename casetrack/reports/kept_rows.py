"""The file of a return's rows: text, compressed, kept under its SHA-256 and read with zcat.

A line "@", key, count for each base, then its rows in order: id, day, state, reason, unit, groups.
"""

from __future__ import annotations

import gzip
import io
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from itertools import islice

from casetrack.files import Store
from casetrack.reports.queries.members import Base, Counting, Member, Window

HEAD = "casetrack return, format 1"
# Ids do not shrink much; more effort would take three times as long for a hundredth.
EFFORT = 4

Read = Callable[[Base], Iterable[tuple[Member, bool]]]
Counts = Mapping[str, Mapping[Window, int]]  # by key of the base


@dataclass(frozen=True, slots=True)
class Kept:
    """What was stored: how many rows, in all and by window, and whether one of them is sealed."""

    sha256: str
    rows: int
    sealed: bool
    counts: Counts


class BadFile(ValueError):
    """The file of rows is missing, was changed or is not one; the words say which."""


def keep(shelf: Store, bases: Mapping[str, Base], read: Read) -> Kept:
    """Read the rows of every base, one base at a time, and store them all in one file."""
    counts: dict[str, Mapping[Window, int]] = {}
    sealed, rows = False, 0
    with tempfile.TemporaryFile() as file:
        with gzip.GzipFile("", "wb", EFFORT, file, mtime=0) as packed:
            packed.write(f"{HEAD}\n".encode())
            for key, base in bases.items():
                lines, counts[key], some = _lines(base, read(base))
                rows, sealed = rows + len(lines), sealed or some
                packed.write(f"@\t{key}\t{len(lines)}\n".encode())
                packed.write("".join(lines).encode())
        file.seek(0)
        sha256 = shelf.keep(file).sha256
    return Kept(sha256, rows, sealed, counts)


def _lines(
    base: Base, found: Iterable[tuple[Member, bool]]
) -> tuple[list[str], Mapping[Window, int], bool]:
    counting = Counting(base)
    lines: list[str] = []
    sealed = False
    for member, its in found:
        counting.add(member)
        lines.append(line_of(member))
        sealed = sealed or its
    lines.sort()
    return lines, counting.rows, sealed


def line_of(member: Member) -> str:
    return "\t".join((*member[:-1], *member.groups)) + "\n"


def member_of(line: str) -> Member:
    row, day, state, reason, unit, *groups = line.rstrip("\n").split("\t")
    return Member(row, day, state, reason, unit, tuple(groups))


def kept(shelf: Store, sha256: str) -> Iterator[tuple[str, list[str]]]:
    """Each base's key with its rows as lines (line_of, member_of), base by base. Raises BadFile."""
    if not shelf.is_whole(sha256):
        raise BadFile("the file of its rows is missing or was changed")
    with closing(shelf.open(sha256)) as file, gzip.open(file, "rb") as packed:
        lines = io.TextIOWrapper(packed)
        if next(lines, "").rstrip("\n") != HEAD:
            raise BadFile("the file of its rows is of another format")
        for line in lines:
            _sign, key, count = line.rstrip("\n").split("\t")
            yield key, list(islice(lines, int(count)))


def counted(bases: Mapping[str, Base], shelf: Store, sha256: str) -> tuple[int, Counts]:
    """How many rows the file has, and how many of them each window. Raises BadFile."""
    rows, counts = 0, {key: Counting(base) for key, base in bases.items()}
    for key, lines in kept(shelf, sha256):
        rows += len(lines)
        if key not in counts:
            raise BadFile(f"the file has rows of {key}, and no figure does")
        for line in lines:
            counts[key].add(member_of(line))
    return rows, {key: one.rows for key, one in counts.items()}
