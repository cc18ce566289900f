"""One cell of a printed table, read as people print figures: 1,234; 12,34,567; 7.2 lakh; 3.16 %."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction

from casetrack.rules.words import N_

LONGEST_CELL = 300
# More than any count or amount of an agency; what is longer is no figure.
MOST_DIGITS, MOST_DECIMALS = 18, 6
# What a word behind a figure multiplies it by.
UNITS = {
    "thousand": 10**3,
    "k": 10**3,
    "lakh": 10**5,
    "lac": 10**5,
    "million": 10**6,
    "mn": 10**6,
    "m": 10**6,
    "crore": 10**7,
    "cr": 10**7,
    "arab": 10**9,
    "billion": 10**9,
    "bn": 10**9,
}
BLANK = frozenset({"", "-", "--", "---", ".", "..", "...", "n/a", "na", "n.a.", "x"})
NOTHING = frozenset({"nil", "none", "zero"})

NOT_A_FIGURE = N_("This is no figure.")
ODD_COMMAS = N_("The commas stand oddly: it could be two figures or one.")
TOO_LONG = N_("The figure is too long to be one.")

_SUPERSCRIPTS = re.compile("[\u00b9\u00b2\u00b3\u2070-\u2079]+")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣－", "-"))
_SIGNS = str.maketrans({"٬": ",", "٫": ".", "’": "'", "٪": "%"})
_CURRENCY = re.compile(r"^(?:rs\.?|pkr|usd|inr|us\$|\$|₨|₹)\s*|\s*(?:rupees|rs\.?|pkr|usd|inr|/-)$")
_MARKS = re.compile(
    r"(?:[*†‡§#¶^]+|\s*\[[^\]]{1,12}\]|\s*\((?:[a-z]|\d{1,2}|[ivx]{1,4})\)|(?<=\d)[a-jpr])$"
)
_ABOUT = re.compile(
    r"^(?:over|more than|about|around|nearly|almost|some|approx(?:imately)?\.?|up to|[~<>≈])\s*"
)
_PERCENT = re.compile(r"\s*(?:%|per\s?cent|percent|pc)$")
_FIGURE = r"(?P<figure>\d[\d,' ]*(?:\.\d+)*|\.\d+)"
_WRITTEN = re.compile(rf"^(?P<minus>-)?\s*{_FIGURE}\s*(?P<unit>[a-z]*)\.?(?P<more>\+)?$")
_PLAIN = re.compile(r"^\d+(?:\.\d+)?$|^\.\d+$")
_GROUPED = re.compile(
    r"^(?:\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})*,\d{3}|\d{1,3}(?:[ ']\d{3})+)(?:\.\d+)?$"
)
_POINTS = re.compile(r"^\d{1,3}(?:\.\d{3}){2,}$")


@dataclass(frozen=True, slots=True)
class Written:
    """A cell as printed. `value` None is blank or, with `fault`, unreadable.

    `step` is what one in its last printed digit is worth: 100,000 for 1.2 million.
    `decimals` are those printed, of a percentage above all. `about`: "over 16,000".
    """

    text: str
    value: Fraction | None = None
    step: Fraction = Fraction(1)
    decimals: int = 0
    percent: bool = False
    scaled: bool = False  # printed with a unit word
    about: bool = False
    fault: str = ""

    @property
    def count(self) -> int | None:
        """The value where it is a whole number."""
        whole = self.value is not None and self.value.denominator == 1
        return int(self.value) if whole and self.value is not None else None


def tidy(text: str) -> str:
    """Text without what cannot be seen: marks of direction, NUL, odd blanks; digits as 0 to 9."""
    seen = "".join(
        " " if unicodedata.category(letter) in {"Zs", "Cc"} else letter
        for letter in unicodedata.normalize("NFKC", text[:LONGEST_CELL])
        if unicodedata.category(letter) != "Cf"
    )
    digits = "".join(
        letter if (value := unicodedata.decimal(letter, None)) is None else str(value)
        for letter in seen
    )
    return " ".join(digits.translate(_DASHES).translate(_SIGNS).split())


def fold(text: str) -> str:
    """The words of a head or label for comparing: lower case, no punctuation, one blank apart."""
    return re.sub(r"[\W_]+", " ", tidy(text).casefold()).strip()


def read(text: str) -> Written:
    """One cell; never raises. Footnote marks, currency and an apostrophe before it are left out."""
    shown = tidy(text)
    # A raised figure is a footnote; tidy would make a digit of it.
    bare = tidy(_SUPERSCRIPTS.sub("", text)).casefold().removeprefix("'")
    if bare in BLANK:
        return Written(shown)
    if bare in NOTHING:
        return Written(shown, Fraction(0))
    about, bare = _taken(_ABOUT, bare)
    percent, bare = _taken(_PERCENT, _CURRENCY.sub("", _without_marks(bare)).strip())
    bare = _CURRENCY.sub("", _without_marks(bare)).strip()
    return _figure(shown, bare, about=about, percent=percent)


def _taken(pattern: re.Pattern[str], text: str) -> tuple[bool, str]:
    rest = pattern.sub("", text)
    return rest != text, rest.strip()


def _without_marks(text: str) -> str:
    """1,224* and 1,224 (a) are 1,224; (12) alone is a negative."""
    if re.fullmatch(r"\([\d,.]+\)", text):
        return f"-{text[1:-1]}"
    text = text.lstrip("*†‡§#¶^ ")
    while (rest := _MARKS.sub("", text)) != text and rest:
        text = rest
    return text.strip()


def _figure(shown: str, bare: str, *, about: bool, percent: bool) -> Written:
    found = _WRITTEN.match(bare)
    if found is None or (found["unit"] and _unit(found["unit"]) is None):
        return Written(shown, fault=NOT_A_FIGURE)
    digits = found["figure"].strip()
    if not _PLAIN.match(digits) and not _GROUPED.match(digits) and not _POINTS.match(digits):
        return Written(shown, fault=ODD_COMMAS)
    digits = re.sub(r"[,' ]", "", digits.replace(".", "") if _POINTS.match(digits) else digits)
    whole, _point, decimals = digits.partition(".")
    if len(whole) > MOST_DIGITS or len(decimals) > MOST_DECIMALS:
        return Written(shown, fault=TOO_LONG)
    times = _unit(found["unit"]) or 1
    step = Fraction(times, 10 ** len(decimals))
    return Written(
        shown,
        int(f"{found['minus'] or ''}{whole}{decimals}") * step,
        step,
        len(decimals),
        percent=percent,
        scaled=times != 1,
        about=about or bool(found["more"]),
    )


def _unit(word: str) -> int | None:
    return UNITS.get(word) or UNITS.get(word.removesuffix("s"))
