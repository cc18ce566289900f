"""What people typed, made fit for paper: names of victims struck out, links that nobody can open.

Striking out happens here, before anything is rendered: the name is not under a box, it is not in
the file (PTPA 2018 s.11; PPC s.376-A).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from casetrack.people.addresses import defang
from casetrack.rules.choices import Choice

_LINK = re.compile(r"(?:https?|ftp)://[^\s<>\"']+|\bwww\.[^\s<>\"']+", re.IGNORECASE)
# Signs that change the direction of what follows could make a number read as another.
_INVISIBLE = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
SHORTEST_NAME = 5


class Words:
    """Cleans typed text for one case: what stands in a protected text's place is its reference.

    `protected` pairs a reference, such as R-003, with the names and numbers that it stands for.
    """

    def __init__(self, protected: Iterable[tuple[str, Iterable[str]]]) -> None:
        struck = {
            _pattern(text): reference
            for reference, texts in protected
            for text in texts
            if len(text.strip()) >= SHORTEST_NAME
        }
        self.references = frozenset(struck.values())
        # The longest first, so that a whole name goes before a part of it.
        ordered = sorted(struck, key=len, reverse=True)
        self._struck = [(re.compile(one, re.IGNORECASE), struck[one]) for one in ordered]

    def typed(self, text: str) -> str:
        """Free text: plain signs, protected names struck out, web addresses defanged."""
        text = plain(text)
        for pattern, reference in self._struck:
            text = pattern.sub(f"[{reference}]", text)
        return _LINK.sub(_shut, text)

    def facts(self, facts: Mapping[str, object], key: str) -> str:
        """One fact of a Movement as typed text; "" when it is not there."""
        value = facts.get(key)
        return self.typed(str(value)) if value else ""


def plain(text: str) -> str:
    """Composed Unicode without control or direction signs; line ends and tabs stay."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    return "".join(
        sign
        for sign in composed
        if sign in "\n\t" or (unicodedata.category(sign) != "Cc" and sign not in _INVISIBLE)
    ).strip()


def label(choices: tuple[Choice, ...], key: str) -> str:
    """The label of a stored key; the key itself if the list no longer has it."""
    return next((choice.label for choice in choices if choice.key == key), key)


def labels(choices: tuple[Choice, ...], keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(label(choices, key) for key in keys)


def lines(text: str) -> tuple[str, ...]:
    """The lines of a list that was typed one a line."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def span(letter: str, serials: Iterable[int], width: int = 0) -> str:
    """A-001 – A-149, A-151: numbers of one kind, runs drawn together."""
    runs: list[list[int]] = []
    for serial in sorted(set(serials)):
        if runs and serial == runs[-1][-1] + 1:
            runs[-1].append(serial)
        else:
            runs.append([serial])

    def shown(serial: int) -> str:
        return f"{letter}-{serial:0{width}d}"

    parts: list[str] = []
    for run in runs:
        if len(run) > 2:
            parts.append(f"{shown(run[0])} – {shown(run[-1])}")
        else:
            parts += [shown(serial) for serial in run]
    return ", ".join(parts)


def _shut(link: re.Match[str]) -> str:
    scheme, separator, rest = link.group().partition("://")
    return defang(f"{scheme.lower()}{separator}{rest}")


def _pattern(text: str) -> str:
    """Finds the text however it is spaced, and a number however it is grouped."""
    tidy = plain(text)
    bare = re.sub(r"[\s-]", "", tidy)
    if re.fullmatch(r"\+?[\dA-Za-z]*\d[\dA-Za-z]*", bare):
        return r"(?<!\w)" + r"[\s-]*".join(re.escape(sign) for sign in bare) + r"(?!\w)"
    return r"(?<!\w)" + r"\s+".join(re.escape(word) for word in tidy.split()) + r"(?!\w)"
