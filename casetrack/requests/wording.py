"""The words of letters: formal, calm English; what is urgent says so once and says why.

A letter goes to an office outside, so it is written in English whatever language the page has.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from casetrack.db import KARACHI, local_date
from casetrack.people.addresses import defang
from casetrack.people.facts import Kind as Identifier
from casetrack.people.identifiers import guess, show, warning
from casetrack.people.normalise import tidy
from casetrack.requests.models import Request, RequestItem
from casetrack.rules.request_kinds import Basis, Family, Kind

_LINK = re.compile(r"[a-z]+://\S+", re.IGNORECASE)
# They check themselves, or can be read in one way alone.
_SURE = frozenset({Identifier.IBAN, Identifier.CNIC, Identifier.IMEI, Identifier.IP})
_NUMBERING = re.compile(r"^\s*(?:\(?\d{1,3}[.)]|[-•*])\s+")


@dataclass(frozen=True, slots=True)
class Words:
    """What the letter of one kind of request says around its particulars."""

    subject: str
    opening: str
    closing: tuple[str, ...]
    urgent: str = ""


_DISCREET = (
    "Please keep this request, and that it was made, confidential; telling the account holder or "
    "anyone else may defeat the investigation (PECA 2016 s.38 and s.41)."
)
_CERTIFIED = (
    "Please certify the reply: who took the data from which system, when and how, with the "
    "SHA-256 of each file, so that it may be put to the court."
)
_LABORATORY = Words(
    "Forensic examination of exhibits",
    "The exhibits named below were taken into custody in this case and are sent under seal. You "
    "are requested to examine them and to report on the questions below.",
    (
        "Please verify each seal on receipt and record any that is broken before it is opened.",
        (
            "Please work on a forensic image, and state in the report the method, the tools with "
            "their versions, and the hash of each image taken."
        ),
        "The exhibits may be returned under your seal with the report.",
    ),
)
_PRESERVE = Words(
    "Notice to preserve data",
    "You are required to preserve, unaltered, the data described below, which are in your "
    "possession or control and are at risk of being lost or changed. No disclosure of content is "
    "asked by this notice.",
    (
        (
            "The data are to be kept for up to 90 days from this notice unless a court "
            "extends that time."
        ),
        (
            "Please confirm in writing what has been preserved, for which time, and what "
            "could not be preserved and why."
        ),
        _DISCREET,
    ),
    "URGENT: these data may be lost. Please preserve them on receipt, before any other step.",
)
_DATA = Words(
    "Request for data",
    "In the investigation of this case you are required to provide the data described below.",
    (
        "Times are in Pakistan Standard Time (UTC+5); please state the time zone of your records.",
        _CERTIFIED,
        _DISCREET,
    ),
)
_BANK = Words(
    "Request for records of an account",
    "In the investigation of this case you are required to provide certified copies of the "
    "records described below.",
    (
        (
            "Please attach the certificate under the Bankers' Books Evidence Act 1891, and give "
            "statements also as a spreadsheet."
        ),
        _DISCREET,
    ),
)
_HOLD = Words(
    "Hold on an account, wallet or connection",
    "Proceeds of an offence under investigation have been traced to what is named below. You are "
    "requested to hold it so that nothing leaves it, and to say what it held at that moment.",
    (
        "Please confirm the day and time of the hold and the balance held.",
        "The hold is to be lifted on a written order alone.",
        _DISCREET,
    ),
    "URGENT: the money may be moved on within hours. Please act on receipt.",
)
_LIVE = Words(
    "Collection and recording of data in real time",
    "By the court's order named below you are required to give the technical assistance "
    "described, for the time that the order allows and no longer.",
    ("Collection ends with the order, seven days at most, unless the court extends it.", _DISCREET),
    "URGENT: the order runs from its own day.",
)
_ABROAD = Words(
    "Request for legal assistance",
    "The Islamic Republic of Pakistan presents its compliments and asks for assistance in the "
    "investigation of the case named above, on the understanding that the material will be used "
    "for this case alone unless you agree to another use.",
    (
        (
            "Where your law asks for a certificate, an undertaking or another form, please tell us "
            "and it will follow."
        ),
        "Reciprocity is offered in like cases, as the law of Pakistan allows.",
        "Please keep the request confidential, and consult us before it is disclosed.",
    ),
)
_POLICE = Words(
    "Request for police assistance",
    "Your assistance is asked in the investigation of the case named above. What you send will be "
    "used as information alone, and as evidence only with your consent.",
    ("Please say how the material may be used and whether it may be passed on.",),
)
_NETWORK = Words(
    "Urgent request for preservation of data",
    "You are asked, through the 24/7 network, to have the data described below preserved in your "
    "jurisdiction. A request for legal assistance will follow for their disclosure.",
    (
        (
            "Please tell us until when the data are held, under which reference, and what would "
            "prolong it."
        ),
        "Please keep the request confidential.",
    ),
    "URGENT: these data may be lost. Please have them preserved on receipt.",
)
_BY_KIND: Mapping[str, Words] = {
    "PRESERVATION": _PRESERVE,
    "BANK_RECORDS": _BANK,
    "WALLET_RECORDS": _BANK,
    "HOLD_ON_ACCOUNT": _HOLD,
    "REAL_TIME": _LIVE,
    "INTERPOL": _POLICE,
    "POLICE": _POLICE,
    "NETWORK_24_7": _NETWORK,
}
_BY_FAMILY: Mapping[Family, Words] = {
    Family.FORENSIC: _LABORATORY,
    Family.PROVIDER: _DATA,
    Family.FOREIGN: _ABROAD,
}


def words_of(kind: Kind) -> Words:
    """The words around the particulars of a request of this kind."""
    return _BY_KIND.get(kind.key, _BY_FAMILY[kind.family])


def subject(words: Words, number: str, request: Request) -> str:
    """What stands in the line "Subject"."""
    return f"{words.subject} in case {number} ({request.reference})"


def legal_basis(basis: Basis) -> str:
    """The power behind the request, as the letter says it."""
    return f"{basis.label}: {basis.statute}."


def order(court: str, number: str, on: date | None) -> str:
    """The court's order behind it; "" when none is told."""
    if not number:
        return ""
    parts = [f"Order {number}"]
    if court:
        parts.append(f"of the {court}" if not court.lower().startswith("the ") else f"of {court}")
    if on:
        parts.append(f"dated {day_words(on)}")
    return " ".join(parts) + " (copy attached)."


def deadline(kind: Kind, due_on: date) -> str:
    """By when a reply is asked."""
    if kind.preserves:
        return f"Please confirm by {day_words(due_on)}."
    return f"Please reply by {day_words(due_on)}, and say before that day if it cannot be kept."


def period(begins: datetime | None, ends: datetime | None) -> str:
    """The time that the data are of, in Pakistan Standard Time; "" when none is told."""
    if begins and ends:
        return f"From {instant_words(begins)} to {instant_words(ends)}."
    if begins:
        return f"From {instant_words(begins)} to the day of your reply."
    return f"Up to {instant_words(ends)}." if ends else ""


def lines(text: str) -> tuple[str, ...]:
    """The lines that hold words."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def numbered_lines(text: str) -> tuple[str, ...]:
    """The questions, one a line, without numbers that were typed: the letter numbers them."""
    return tuple(_NUMBERING.sub("", line) for line in lines(text))


def identifiers(text: str) -> tuple[str, ...]:
    """Each line's identifier in its one normal form with what it is; else as it was typed."""
    return tuple(_identifier(line) for line in lines(text))


def doubts(text: str) -> tuple[str, ...]:
    """What an officer should know of an identifier before he asks for it, marked words."""
    found = (warning(kind, value) for line in lines(text) for kind, value in _guessed(line)[:1])
    return tuple(dict.fromkeys(words for words in found if words))


def exhibits(items: Iterable[RequestItem]) -> tuple[str, ...]:
    """Each exhibit with its maker's number and seal."""
    things = sorted((item.exhibit for item in items), key=lambda one: one.serial)
    return tuple(
        ", ".join(
            part
            for part in (
                f"{one.reference}: {one.description}",
                one.maker_number,
                f"seal {one.seal}" if one.seal else "",
            )
            if part
        )
        for one in things
    )


def day_of(instant: datetime) -> date:
    """The day in Pakistan."""
    return local_date(instant)


def day_words(day: date) -> str:
    """21 November 2026."""
    return f"{day.day} {month_name[day.month]} {day.year}"


def instant_words(instant: datetime) -> str:
    """21 November 2026, 10:20 PKT."""
    local = instant.astimezone(KARACHI)
    return f"{day_words(local.date())}, {local:%H:%M} PKT"


def _identifier(line: str) -> str:
    found = _guessed(line)
    if not found:
        return _LINK.sub(lambda link: defang(link[0]), line)
    kind, value = found[0]
    if kind is Identifier.PHONE:
        return f"{kind.label}: {value}"  # with its country: a letter may go abroad
    return f"{kind.label}: {show(kind, value)}"


def _guessed(line: str) -> list[tuple[Identifier, str]]:
    """Everything that a line can be, what it most surely is first."""
    return sorted(guess(tidy(line)), key=lambda one: one[0] not in _SURE)
