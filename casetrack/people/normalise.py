"""One spelling for what people type in many: digits, letters and words of English and Urdu."""

from __future__ import annotations

import re
import unicodedata

# What the same key, or the same letter, becomes on an Arabic, Persian or Urdu keyboard.
_LETTERS = str.maketrans(
    {
        "ي": "ی",  # Arabic yeh
        "ى": "ی",  # alef maksura
        "ے": "ی",  # bari ye
        "ك": "ک",  # Arabic kaf
        "ه": "ہ",  # Arabic heh
        "ة": "ہ",
        "ۃ": "ہ",
        "ە": "ہ",
        "ھ": "ہ",  # do-chashmi he, often typed for ہ
        "ں": "ن",  # noon ghunna
        "ٱ": "ا",
        "ـ": "",  # tatweel only stretches
    }
)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣－", "-"))
_GAPS = re.compile(r"[\W_]+")


def fold_digits(text: str) -> str:
    """`text` with every decimal digit, of whatever script, as 0 to 9."""
    return "".join(_digit(letter) for letter in text)


def fold_text(text: str) -> str:
    """The words of `text` as search compares them, one space apart.

    Lower case, no diacritics, digits 0 to 9, one form of each Urdu letter, no punctuation:
    the same words come out however they were typed.
    """
    bare = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", text)
        if unicodedata.category(letter) not in {"Mn", "Cf"}
    )
    return _GAPS.sub(" ", fold_digits(bare).casefold().translate(_LETTERS)).strip()


def tidy(text: str) -> str:
    """A pasted number without what cannot be seen: marks of direction, odd dashes and blanks."""
    seen = "".join(
        letter
        for letter in unicodedata.normalize("NFKC", text)
        if unicodedata.category(letter) not in {"Cf", "Cc"}
    )
    return " ".join(fold_digits(seen).translate(_DASHES).split())


def _digit(letter: str) -> str:
    value = unicodedata.decimal(letter, None)
    return letter if value is None else str(value)
