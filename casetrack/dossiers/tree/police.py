"""Part B of the case file, for the police alone; frozen data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class DiaryLine:
    """One entry of the case diary (CrPC 1898 s.172)."""

    serial: int
    at: datetime
    officer: str
    text: str


@dataclass(frozen=True, slots=True)
class Zimni:
    """The entries of one day of work."""

    number: int
    worked_on: date
    lines: tuple[DiaryLine, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A confidential report or legal opinion, as a move of the case recorded it."""

    kind: str
    on: date
    by: str
    text: str
