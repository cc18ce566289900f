"""The chunks that are printed one by one: all parts in order, long tables cut between rows."""

from __future__ import annotations

import dataclasses
import re

from flask import Flask
from sqlalchemy import select

from casetrack.db import session, utc_now
from casetrack.dossiers import paper, tree
from casetrack.dossiers.build import build
from casetrack.dossiers.parts import PARTS
from casetrack.evidence.models import Document
from tests.dossiers import made as maker

ISSUE = tree.Issue(
    document="FSD-FIR-31/2025/D1",
    edition="Court copy",
    purpose="For the court",
    classification="Confidential – court copy",
    as_of=maker.NOW,
    issuer="SI Invented",
    issuer_unit="FIA Faisalabad",
    number="FSD-FIR-31/2025",
    title='The <b>bold</b> & "dangerous" call centre',
    draft=True,
)


def chunked(app: Flask, dossier: tree.Dossier) -> list[paper.Chunk]:
    with app.app_context():
        return list(paper.chunks(dossier, ISSUE))


def test_every_part_stands_once_in_its_order(sqlite: str, app: Flask) -> None:
    made = maker.made(accused=40, exhibits=30)
    found = chunked(app, build(made.case, made.lead.actor, utc_now()))
    assert [chunk.key for chunk in found[:2]] == ["cover", "index"]
    html = "".join(chunk.html for chunk in found)
    heads = re.findall(r'<h1[^>]* id="(\w+)">(\S+)', html)
    assert heads == [(part.key, part.number) for part in PARTS]


def test_a_long_table_is_cut_between_its_rows(sqlite: str, app: Flask) -> None:
    made = maker.made(accused=1, exhibits=1)
    dossier = build(made.case, made.lead.actor, utc_now())
    (row,) = dossier.accused
    many = [dataclasses.replace(row, reference=f"A-{number:03d}") for number in range(1, 901)]
    found = chunked(app, dataclasses.replace(dossier, accused=tuple(many)))
    holding = [chunk for chunk in found if "A-450" in chunk.html or "A-900" in chunk.html]
    assert len({chunk.key for chunk in holding}) > 2
    html = "".join(chunk.html for chunk in found)
    # In particulars, arrests and remand: each accused once a row, none lost between two chunks.
    assert html.count("<b>A-900</b>") == html.count("<b>A-450</b>") >= 3


def test_documents_are_bound_in_behind_their_part(sqlite: str, app: Flask) -> None:
    made = maker.made(accused=1, exhibits=1)
    for one in session.scalars(select(Document)):
        one.cleared_at, one.cleared_by_id = utc_now(), made.lead.id
    found = chunked(app, build(made.case, made.lead.actor, utc_now()))
    session.rollback()
    bound = {one.reference: chunk for chunk in found for one in chunk.attachments}
    assert sorted(bound) == ["D-1", "D-2"]
    assert bound["D-1"].html.rindex("<h1") == bound["D-1"].html.index('<h1 id="raids"')


def test_the_frame_says_what_each_page_is(app: Flask) -> None:
    pages = [paper.FramePage(number, 2, f"FSD/C {number:06d}") for number in (1, 2)]
    with app.app_context():
        html = paper.frame_html(ISSUE, pages)
    for words in (
        "Page 1 of 2",
        "FSD/C 000002",
        "DRAFT",
        "FSD-FIR-31/2025/D1, issued 21 Nov 2026, 10:20 PKT by SI Invented, FIA Faisalabad",
        "The &lt;b&gt;bold&lt;/b&gt; &amp; &#34;dangerous&#34; call centre",
    ):
        assert words in html, words
    assert html.count('class="sheet"') == 2


def test_the_index_stands_in_the_order_it_is_given(app: Flask) -> None:
    entries = [
        paper.IndexEntry("A.1 Chronology", 1, 3, "FSD/C 000003"),
        paper.IndexEntry("Ex.PA D-1 بیان", 2, 9, ""),
    ]
    with app.app_context():
        html = paper.index_html(ISSUE, entries)
    rows = re.findall(
        r'<tr class="level(\d)"><th [^>]*><a [^>]*>(.+?)</a></th><td>(\d+)</td><td>(.+?)</td>', html
    )
    assert rows == [
        ("1", "A.1 Chronology", "3", "FSD/C 000003"),
        ("2", "Ex.PA D-1 بیان", "9", "–"),
    ]
