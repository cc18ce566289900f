"""Argon2id, with a cap on how many run at once, and what makes a password too weak."""

from __future__ import annotations

import secrets
import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from casetrack.rules.refusals import Refused
from casetrack.rules.words import N_

SHORTEST = 15
LONGEST = 128
# Context words: the first things somebody who knows the agency would try.
GUESSABLE = ("password", "nccia", "casetrack", "pakistan", "cybercrime", "123456", "qwerty")

# Letters that are told apart on paper and over the telephone.
LETTERS = "abcdefghkmnpqrstuvwxyz23456789"


class _Hashing:
    """The hasher and the decoy that unknown names are checked against."""

    def __init__(self) -> None:
        self.use(PasswordHasher())
        # One hash takes 64 MiB; a burst of sign-ins must not take the machine's memory.
        self.at_once = threading.BoundedSemaphore(2)

    def use(self, hasher: PasswordHasher) -> None:
        self.hasher = hasher
        self.decoy = hasher.hash("nobody's password")


_hashing = _Hashing()


def use_cheap_hashes() -> None:
    """For tests only (create_app calls it nowhere else): the cost is not what they test."""
    _hashing.use(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


def hash_password(password: str) -> str:
    """Argon2id in the library's current default cost, salted."""
    with _hashing.at_once:
        return _hashing.hasher.hash(password)


def matches(hashed: str, password: str) -> bool:
    """Whether the password is the one behind the hash."""
    try:
        with _hashing.at_once:
            return _hashing.hasher.verify(hashed, password)
    except (VerifyMismatchError, InvalidHashError):
        return False


def waste_time(password: str) -> None:
    """Take as long over an unknown name as over a known one."""
    matches(_hashing.decoy, password)


def check(password: str, *, username: str) -> None:
    """Raise Refused, on the field `new`, if the password is easy to guess."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise Refused(
            N_("Use {low} to {high} characters; four unrelated words are easy to remember"),
            field="new",
            low=SHORTEST,
            high=LONGEST,
        )
    plain = password.lower()
    if username.lower() in plain or len(set(plain)) < 5:
        raise Refused(N_("The password is too easy to guess"), field="new")
    for word in GUESSABLE:
        if word in plain and len(plain) < len(word) + SHORTEST:
            raise Refused(N_("Leave {word} out of the password"), field="new", word=word)


def first_password() -> str:
    """One to be read out to a new officer: five groups of four, 98 bits."""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(5))
    return "-".join(groups)
