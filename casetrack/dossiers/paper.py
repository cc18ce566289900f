"""The frozen tree as documents to print: chunks in reading order, the index, the page frame.

A chunk is printed by itself, several at a time: it is a whole HTML document without margin boxes.
What every page carries at its margins is printed apart (`frame_html`) and laid over each page, so
that the documents bound in behind a part carry it too.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import segno
from flask import current_app

from casetrack.dossiers.editions import EDITIONS
from casetrack.dossiers.parts import PARTS
from casetrack.dossiers.slices import Slice, bound_behind, groups
from casetrack.dossiers.tree import Dossier, Issue, Paper
from casetrack.rules.words import N_

STRONG = frozenset({"L", "R", "AL"})
RTL = frozenset({"R", "AL"})


@dataclass(frozen=True, slots=True)
class Bound:
    """A document of the case whose own pages follow the chunk."""

    reference: str
    title: str
    sha256: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Chunk:
    """One run of the printer. `title` names the first part in it, for the progress.

    The chunk "index" has no HTML: it stands where `index_html` goes when all pages are counted.
    The lines of the index are the bookmarks of the chunks, h1 at level 1 and h2 at level 2; a
    Bound is a line of level 2. A chunk that goes on with a table has no bookmark for it.
    """

    key: str
    title: str
    html: str
    attachments: tuple[Bound, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One line of the index: `page` of the whole document, `bates` as it stands on that page."""

    title: str
    level: int
    page: int
    bates: str
    volume: int = 0  # 0 where there is but one


@dataclass(frozen=True, slots=True)
class FramePage:
    """What differs from page to page in the frame; `bates` is "" in a draft."""

    number: int
    of: int
    bates: str


def chunks(dossier: Dossier, issue: Issue) -> Sequence[Chunk]:
    """The whole dossier in reading order: cover, index, Part A, Part B, Part C."""
    cover = Chunk("cover", N_("Cover"), _content("cover", dossier, issue))
    parts = [
        _chunk(number, group, dossier, issue)
        for number, group in enumerate(groups(dossier), start=1)
    ]
    return cover, Chunk("index", N_("Index"), ""), *parts


def index_html(issue: Issue, entries: Sequence[IndexEntry]) -> str:
    """The index with its true pages."""
    return _html("index", issue=issue, entries=entries)


def frame_html(issue: Issue, pages: Sequence[FramePage]) -> str:
    """Empty pages with the margins that the pages of the document carry."""
    return _html("frame", issue=issue, pages=pages)


def slips_html(issue: Issue, slips: Sequence[object]) -> str:
    """One page before each bound document; `slips` are enclosures.Slip."""
    return _html("slips", issue=issue, slips=slips)


def openings_html(issue: Issue, volumes: Sequence[object]) -> str:
    """One page for each volume after the first; `volumes` are plan.Volume."""
    return _html("openings", issue=issue, volumes=volumes)


def court_copy(dossier: Dossier, issue: Issue) -> str:
    """The whole dossier as one document that numbers its own pages."""
    slices = [one for group in groups(dossier) for one in group]
    return _content("document", dossier, issue, slices=slices)


def direction(text: str) -> str:
    """Which way a text flows, by its first letter: WeasyPrint knows no dir=auto."""
    kinds = (unicodedata.bidirectional(sign) for sign in text)
    return "rtl" if next((kind for kind in kinds if kind in STRONG), "L") in RTL else "ltr"


def exact(minor: int, currency: str) -> str:
    """An amount to the last digit: PKR 7,200,000.00."""
    return f"{currency} {Decimal(minor) / 100:,.2f}"


def qr(url: str) -> str:
    """A QR code as the address of an SVG picture."""
    return segno.make(url, error="m").svg_data_uri(border=0)


WRITING = {"direction": direction, "exact": exact, "qr": qr}


def _html(template: str, **context: object) -> str:
    found = current_app.jinja_env.get_template(f"dossiers/paper/{template}.html")
    return found.render(**context, **WRITING)


def _content(template: str, dossier: Dossier, issue: Issue, **context: object) -> str:
    hidden = frozenset(dossier.hidden)

    def shows(field: str) -> bool:
        return field not in hidden

    return _html(
        template,
        dossier=dossier,
        issue=issue,
        shows=shows,
        edition=EDITIONS[dossier.edition],
        numbers={part.key: part.number for part in PARTS},
        **context,
    )


def _chunk(number: int, group: Sequence[Slice], dossier: Dossier, issue: Issue) -> Chunk:
    first, last = group[0], group[-1]
    papers = bound_behind(last.part, dossier) if last.closes else ()
    return Chunk(
        key=f"{number:03d}-{first.part.key}",
        title=first.part.title,
        html=_content("chunk", dossier, issue, slices=group),
        attachments=tuple(_bound(one) for one in papers),
    )


def _bound(one: Paper) -> Bound:
    name = " ".join(word for word in (one.mark, one.reference, one.title) if word)
    return Bound(one.reference, name, one.sha256, one.media_type)
