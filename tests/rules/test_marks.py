"""Ex.PA is the first mark; after Ex.PZ comes Ex.PAA, as columns of a sheet are lettered."""

import itertools
from string import ascii_uppercase

import pytest

from casetrack.rules.marks import exhibit_mark


def test_marks_run_on_as_clerks_write_them() -> None:
    letters = itertools.chain.from_iterable(
        map("".join, itertools.product(ascii_uppercase, repeat=width)) for width in (1, 2, 3)
    )
    for serial, written in enumerate(letters, start=1):
        assert exhibit_mark(serial) == f"Ex.P{written}"


def test_there_is_no_mark_before_the_first() -> None:
    with pytest.raises(ValueError, match="first mark"):
        exhibit_mark(0)
