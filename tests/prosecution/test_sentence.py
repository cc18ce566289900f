"""Sentences read as they are pronounced."""

from __future__ import annotations

import pytest

from casetrack.prosecution.sentence import Sentence, read_sentence
from casetrack.rules.refusals import Refused


@pytest.mark.parametrize(
    ("text", "words", "days"),
    [
        ("", "", 0),
        ("0", "", 0),
        ("0 days", "", 0),
        ("3 years", "3 years", 1095),
        ("1 year and 6 months", "1 year 6 months", 545),
        ("3y6m", "3 years 6 months", 1275),
        ("2 yrs, 1 mo, 10 d", "2 years 1 month 10 days", 770),
        ("90 days", "90 days", 90),
        ("۳ years", "3 years", 1095),
    ],
)
def test_words_and_days(text: str, words: str, days: int) -> None:
    assert read_sentence(text) == Sentence(words, days)


@pytest.mark.parametrize(
    "text", ["3", "three years", "3 yearlings", "3 years life", "-3 years", "999 years"]
)
def test_what_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        read_sentence(text)
    assert refused.value.field == "sentence"
