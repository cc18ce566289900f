"""The letter of a request to a laboratory, a provider or a state abroad."""

from __future__ import annotations

from casetrack.dossiers.papers.sheet import Block, Facts, Sheet, Signatures, Words
from casetrack.requests.facts import LetterFacts
from casetrack.rules.words import N_
from casetrack.web.filters import show_date

DRAFT = N_("DRAFT – NOT SENT")


def letter(told: LetterFacts) -> Sheet:
    """A letter in English; what the request does not say is left out of it."""
    head = Facts(
        "",
        (
            ("To", told.addressee),
            *((("Through", told.through),) if told.through else ()),
            ("Our reference", told.reference),
            ("Date", show_date(told.written_on)),
            ("Subject", told.subject),
        ),
    )
    return Sheet(
        title=DRAFT if told.draft else "",
        subtitle=told.urgent,
        authority="",
        blocks=(head, *_body(told), Signatures((f"{told.signatory}, {told.signatory_unit}",))),
    )


def _body(told: LetterFacts) -> tuple[Block, ...]:
    asked = tuple(f"{number}. {line}" for number, line in enumerate(told.asked, start=1))
    parts = (
        ("", (told.opening,)),
        ("", (told.legal_basis, told.order)),
        ("What is asked", asked),
        ("Concerning", told.identifiers),
        ("Exhibits sent", told.exhibits),
        ("Period", (told.period,)),
        ("", (told.deadline, *told.closing)),
        ("Copy to", told.copy_to),
    )
    return tuple(
        Words(title, lines)
        for title, lines in ((title, tuple(filter(None, lines))) for title, lines in parts)
        if lines
    )
