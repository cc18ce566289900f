"""The frozen tree as a print document: the parts in the order of the case file."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

from flask import current_app

from casetrack.dossiers.tree import Dossier, Issue
from casetrack.rules.words import N_

STRONG = frozenset({"L", "R", "AL"})
RTL = frozenset({"R", "AL"})
# Part A of the case file: the key names the template, the words are heading and bookmark.
PARTS: tuple[tuple[str, str], ...] = (
    ("chronology", N_("Chronology and clock sheet")),
    ("particulars", N_("Enquiry and first information report")),
    ("complaints", N_("Complaints and verification")),
    ("raids", N_("Site plan, raid report, warrant and return")),
    ("exhibits", N_("Property list and chain of custody")),
    ("forensics", N_("Forensic requests and reports")),
    ("providers", N_("Data from providers and the orders behind it")),
    ("money", N_("Loss and money trail")),
    ("parties", N_("Witnesses, victims and statements")),
    ("accused", N_("Accused: particulars")),
    ("arrests", N_("Accused: arrests and production")),
    ("remand", N_("Accused: remand and bail sheet")),
    ("consular", N_("Accused: consular notice and trafficking screening")),
    ("foreign", N_("Requests to and from foreign agencies")),
    ("charges", N_("Charges: accused and section")),
    ("challans", N_("Challans")),
    ("hearings", N_("Court orders and hearings")),
    ("judgment", N_("Judgment, sentence and appeal")),
    ("certificate", N_("Certificate of completeness")),
    ("manifest", N_("Document manifest")),
)


def direction(text: str) -> str:
    """Which way a text flows, by its first letter: WeasyPrint knows no dir=auto."""
    kinds = (unicodedata.bidirectional(sign) for sign in text)
    return "rtl" if next((kind for kind in kinds if kind in STRONG), "L") in RTL else "ltr"


def exact(minor: int, currency: str) -> str:
    """An amount to the last digit: PKR 7,200,000.00."""
    return f"{currency} {Decimal(minor) / 100:,.2f}"


WRITING = {"direction": direction, "exact": exact}


def court_copy(dossier: Dossier, issue: Issue) -> str:
    """The whole HTML document; its links are relative to the static folder."""
    template = current_app.jinja_env.get_template("dossiers/court/document.html")
    return template.render(dossier=dossier, issue=issue, parts=PARTS, **WRITING)
