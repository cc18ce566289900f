"""Words that stand in one place only, so that wherever one turns up it tells what leaked."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from string import ascii_lowercase

# A canary is bound to a matter ("open", "sealed") and to what of it one may know.
CASE, COMPLAINT, DIARY, VICTIM = "case", "complaint", "diary", "victim"
# Whoever complained is a witness of the case that the complaint was joined to.
JOINED = f"{CASE} {COMPLAINT}"
Owner = tuple[str, str]  # what, matter


def _words() -> Iterator[str]:
    for letters in itertools.product(ascii_lowercase, repeat=4):
        yield f"zq{''.join(letters)}qz"


@dataclass
class Canaries:
    """Every planted word and whose it is. All have one length, so none lies in another."""

    owners: dict[str, frozenset[Owner]] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    words: Iterator[str] = field(default_factory=_words)

    def plant(self, whats: str, matter: str, place: str) -> str:
        """A new word for one field of one matter; `whats` as in `own`."""
        word = next(self.words)
        self.own(word, whats, matter, place)
        return word

    def own(self, word: str, whats: str, matter: str, place: str) -> None:
        """Watch a word. It may be shown to whoever may know any of `whats` ("case complaint")."""
        self.owners[word.lower()] = frozenset((what, matter) for what in whats.split())
        self.places[word.lower()] = f"{place} of the {matter} matter"

    def found(self, text: str) -> set[str]:
        """The words that stand in the text."""
        plain = text.lower()
        return {word for word in self.owners if word in plain}

    def leaked(self, text: str, allowed: Iterable[Owner]) -> list[str]:
        """What stands in the text though none of its owners is allowed, by field and matter."""
        return self.misplaced(self.found(text), allowed)

    def misplaced(self, found: Iterable[str], allowed: Iterable[Owner]) -> list[str]:
        """Of words that were found those none of whose owners is allowed, by field and matter."""
        known = set(allowed)
        return sorted(self.places[word] for word in found if not self.owners[word] & known)
