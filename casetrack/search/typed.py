"""An identifier as it stands while an officer is still typing it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casetrack.people.facts import Kind
from casetrack.people.identifiers import guess, normalise, warning
from casetrack.people.normalise import tidy
from casetrack.people.queries import Value
from casetrack.rules.refusals import Refused

# Shorter than this, somebody is still typing and need not be told that it is wrong.
_WHOLE = {
    Kind.PHONE: 10,
    Kind.CNIC: 13,
    Kind.PASSPORT: 6,
    Kind.IBAN: 15,
    Kind.WALLET: 10,
    Kind.BTC: 26,
    Kind.ETH: 42,
    Kind.TRX: 34,
    Kind.EMAIL: 8,
    Kind.URL: 8,
    Kind.HANDLE: 2,
    Kind.IMEI: 14,
    Kind.IP: 7,
    Kind.NTN: 8,
}


@dataclass(frozen=True, slots=True)
class Typed:
    """What it could be, and what to say of it: a refusal, or a remark on a valid value."""

    values: tuple[Value, ...] = ()
    refused: Refused | None = None
    remark: str = ""


def read(sent: Mapping[str, str]) -> Typed:
    """`kind` and `value`, under these names or a form row's (`identifiers-0-value`)."""
    text = _part(sent, "value")
    kind = _part(sent, "kind")
    if kind not in set(Kind):
        found = tuple(guess(text)) if text else ()
        return Typed(found, remark=_remark(found))
    return _read_as(Kind(kind), text)


def _read_as(kind: Kind, text: str) -> Typed:
    try:
        value = normalise(kind, text)
    except Refused as refused:
        long_enough = len(tidy(text).replace(" ", "").replace("-", "")) >= _WHOLE[kind]
        return Typed(refused=refused if long_enough else None)
    return Typed(((kind, value),), remark=warning(kind, value))


def _part(sent: Mapping[str, str], name: str) -> str:
    for key, value in sent.items():
        if key == name or key.endswith(f"-{name}"):
            return value.strip()
    return ""


def _remark(found: tuple[Value, ...]) -> str:
    return warning(*found[0]) if len(found) == 1 else ""
