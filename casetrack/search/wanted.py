"""What somebody typed in the one box, read in every way it can be meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from casetrack.people.facts import Kind
from casetrack.people.identifiers import guess
from casetrack.people.normalise import fold_text
from casetrack.people.queries import Value
from casetrack.search.numbers import Number, read_number

# More words find nothing more, and each costs the index a look.
MOST_WORDS = 12
LONGEST = 400


@dataclass(frozen=True, slots=True)
class Wanted:
    """Words as search folds them, the identifiers they could be, the number they could be."""

    words: tuple[str, ...] = ()
    values: tuple[Value, ...] = ()
    number: Number | None = None

    def __bool__(self) -> bool:
        return bool(self.words or self.values)


def read(text: str) -> Wanted:
    """Everything that can be looked for in `text`; false if that is nothing."""
    text = text[:LONGEST]
    words = fold_text(text).split()[:MOST_WORDS]
    return Wanted(tuple(words), tuple(_with_hosts(guess(text))), read_number(text))


def _with_hosts(values: Sequence[Value]) -> Iterator[Value]:
    """A page is looked for with its site, a bare site with its front page."""
    for kind, value in values:
        yield kind, value
        if kind is Kind.URL:
            host = urlsplit(value).netloc
            others = [host] if host else [f"http://{value}", f"https://{value}"]
            yield from ((kind, other) for other in others)
