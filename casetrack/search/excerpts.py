"""The few words of a long text round the first word that was searched."""

from __future__ import annotations

from collections.abc import Sequence

from casetrack.people.normalise import fold_text

BEFORE, AFTER = 8, 18


def excerpt(text: str, words: Sequence[str]) -> list[tuple[str, bool]]:
    """Pieces of text in order, each with whether it was searched; folded `words`."""
    tokens = text.split()
    hits = [_is_hit(token, words) for token in tokens]
    first = hits.index(True) if True in hits else 0
    start, end = max(0, first - BEFORE), first + AFTER
    pieces = list(zip(tokens[start:end], hits[start:end], strict=True))
    if start > 0:
        pieces.insert(0, ("…", False))
    if end < len(tokens):
        pieces.append(("…", False))
    return pieces


def _is_hit(token: str, words: Sequence[str]) -> bool:
    return any(part.startswith(tuple(words)) for part in fold_text(token).split())
