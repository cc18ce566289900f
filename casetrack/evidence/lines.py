"""Many things at once: one a line, as typed with "|" or pasted from a spreadsheet."""

from __future__ import annotations

import re
from dataclasses import dataclass

from casetrack.evidence.facts import ThingFacts
from casetrack.rules.lists import EXHIBIT_KINDS
from casetrack.rules.refusals import Refused
from casetrack.rules.words import N_

COLUMNS = (N_("Kind"), N_("Description"), N_("Quantity"), N_("Serial number"), N_("Seal"))
LONGEST_LIST = 1000
# What people write for a kind, beside its key and its label.
ALSO = {
    "laptop": "COMPUTER",
    "desktop": "COMPUTER",
    "pc": "COMPUTER",
    "mobile": "PHONE",
    "phone": "PHONE",
    "smartphone": "PHONE",
    "iphone": "PHONE",
    "sim": "SIM",
    "sims": "SIM",
    "gateway": "SIM_BOX",
    "usb": "STORAGE",
    "disk": "STORAGE",
    "router": "NETWORK",
    "switch": "NETWORK",
    "atm": "BANK_CARD",
    "card": "BANK_CARD",
    "cheque": "CHEQUE_BOOK",
    "money": "CASH",
    "currency": "CASH",
    "passport": "IDENTITY_PAPER",
    "cnic": "IDENTITY_PAPER",
    "register": "DOCUMENT",
    "paper": "DOCUMENT",
    "car": "VEHICLE",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """The things of the good lines, and a refusal for each bad one."""

    things: tuple[ThingFacts, ...]
    refusals: tuple[Refused, ...]


def read_things(text: str, *, seal: str = "") -> Reading:
    """Read lines of kind, description, quantity, serial number, seal; later ones may lack.

    `seal` is that of every line that names none: many things in one sealed bag.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > LONGEST_LIST:
        words = N_("These are {count} lines; {most} can be saved at once.")
        return Reading((), (Refused(words, count=len(lines), most=LONGEST_LIST),))
    things: list[ThingFacts] = []
    refusals: list[Refused] = []
    for number, line in enumerate(lines, start=1):
        cells = _cells(line)
        if number == 1 and _is_head(cells):
            continue
        try:
            things.append(_thing(cells, number, seal))
        except Refused as refused:
            refusals.append(refused)
    return Reading(tuple(things), tuple(refusals))


def _cells(line: str) -> list[str]:
    parts = line.split("\t") if "\t" in line else line.split("|")
    cells = [part.strip() for part in parts]
    return cells if len(cells) > 1 else ["", *cells]


def _is_head(cells: list[str]) -> bool:
    return len(cells) > 1 and cells[0].casefold() == "kind" and cells[1].casefold() == "description"


def _thing(cells: list[str], number: int, bag: str) -> ThingFacts:
    kind, description, quantity, serial, seal = [*cells, "", "", "", ""][:5]
    if not (description or kind):
        raise Refused(N_("Line {number}: describe the thing."), number=number)
    return ThingFacts(
        kind=_kind(kind, description, number),
        description=description or kind,
        quantity=_quantity(quantity, number),
        maker_number=serial,
        seal=seal or bag,
    )


def _kind(written: str, description: str, number: int) -> str:
    """The key of a kind; without a word for it, what the description begins with, or OTHER."""
    if not written:
        return next(filter(None, map(_known_kind, _words(description))), "OTHER")
    known = _known_kind(written) or next(filter(None, map(_known_kind, _words(written))), "")
    if not known:
        raise Refused(
            N_('Line {number}: "{written}" is not a kind of thing. Write, say, Computer or Phone.'),
            number=number,
            written=written[:40],
        )
    return known


def _known_kind(word: str) -> str:
    folded = word.strip().casefold()
    if folded in ALSO or folded.removesuffix("s") in ALSO:
        return ALSO.get(folded) or ALSO[folded.removesuffix("s")]
    for choice in EXHIBIT_KINDS:
        names = (choice.key.replace("_", " ").casefold(), choice.label.casefold())
        if folded in names or folded.removesuffix("s") in names:
            return choice.key
    return ""


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text)


def _quantity(written: str, number: int) -> int:
    digits = written.replace(",", "") or "1"
    if not digits.isdecimal() or not 0 < int(digits) < 10_000_000:
        raise Refused(
            N_('Line {number}: the quantity "{written}" is not a whole number.'),
            number=number,
            written=written[:20],
        )
    return int(digits)
