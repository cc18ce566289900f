"""Identifiers: one normal value for every way a number or address is written.

Expected answers: tests/data/ref_identifiers_vectors.csv.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from schwifty import IBAN
from schwifty.exceptions import InvalidChecksumDigits, SchwiftyException
from stdnum import imei, luhn
from stdnum.exceptions import ValidationError

from casetrack.people.addresses import (
    defang,
    normalise_email,
    normalise_handle,
    normalise_ip,
    normalise_url,
)
from casetrack.people.crypto import normalise_btc, normalise_eth, normalise_trx
from casetrack.people.facts import Kind
from casetrack.people.normalise import tidy
from casetrack.people.phones import normalise_phone, normalise_wallet, show_phone
from casetrack.rules.refusals import Refused
from casetrack.rules.words import N_

__all__ = ["Kind", "guess", "normalise", "show", "warning"]

LONGEST = 2000
# python-stdnum knows provinces 1 to 7 and refuses Azad Jammu and Kashmir, 8.
_CNIC = re.compile(r"[1-8]\d{11}[1-9]")
_PASSPORT = re.compile(r"(?=(?:.*\d){4})[A-Z0-9]{6,9}")


def normalise(kind: Kind, text: str, field: str = "") -> str:
    """The one value of an identifier. Raises Refused, on `field`, in words for the officer."""
    try:
        cleaned = tidy(text)
        if not cleaned:
            raise Refused(N_("Enter the identifier"))
        if len(cleaned) > LONGEST:
            raise Refused(N_("The identifier is too long"))
        return _RULES[kind](cleaned)
    except Refused as refused:
        raise Refused(refused.message, field=field, **refused.params) from refused


def guess(text: str) -> list[tuple[Kind, str]]:
    """Everything that `text` could be, with its normal value; nothing if it is just words."""
    found = []
    for kind in Kind:
        if kind is Kind.HANDLE and "@" not in text:
            continue
        try:
            found.append((kind, normalise(kind, text)))
        except Refused:
            continue
    return found


def show(kind: Kind, value: str) -> str:
    """The value as people read it; links are written so that they cannot be opened."""
    if kind is Kind.CNIC or (kind is Kind.NTN and len(value) == 13):
        return f"{value[:5]}-{value[5:12]}-{value[12:]}"
    if kind is Kind.NTN:
        return f"{value[:7]}-{value[7:]}"
    if kind is Kind.IBAN:
        return " ".join(value[start : start + 4] for start in range(0, len(value), 4))
    if kind in {Kind.PHONE, Kind.WALLET}:
        return show_phone(value)
    return defang(value) if kind is Kind.URL else value


def warning(kind: Kind, value: str) -> str:
    """What an officer should know of a value that is valid and yet proves little; or ""."""
    if kind is Kind.IMEI and set(value) == {"0"}:
        return N_("An IMEI of zeros only: common on cloned sets (PECA s.18), it names no one set")
    if kind is Kind.IP:
        return N_("An IP address identifies nobody without its port and the time to the second")
    if kind is Kind.PHONE and not value.startswith("+"):
        return N_("A short code or UAN: it can belong to another subscriber in another network")
    return ""


def _cnic(text: str) -> str:
    digits = re.sub(r"[\s-]", "", text)
    if not digits.isdigit() or len(digits) != 13:
        raise Refused(N_("A CNIC has 13 digits, as 35202-1234567-1"))
    if not _CNIC.fullmatch(digits):
        raise Refused(N_("There is no such CNIC: the first digit is 1 to 8 and the last is not 0"))
    return digits


def _passport(text: str) -> str:
    number = re.sub(r"[\s-]", "", text).upper()
    if not _PASSPORT.fullmatch(number):
        raise Refused(N_("A passport number has 6 to 9 letters and digits, as AB1234567"))
    return number


def _iban(text: str) -> str:
    try:
        return str(IBAN(re.sub(r"[\s-]", "", text).upper().removeprefix("IBAN")))
    except InvalidChecksumDigits as error:
        raise Refused(N_("A digit of the IBAN is wrong; check it with the bank paper")) from error
    except SchwiftyException as error:
        raise Refused(
            N_("This is not an IBAN: a Pakistani one is PK and 22 more letters and digits")
        ) from error


def _imei(text: str) -> str:
    try:
        number = imei.validate(re.sub(r"[\s/.]", "", text))
    except ValidationError as error:
        raise Refused(
            N_("This is not an IMEI: it has 15 digits; dial *#06# or look under the battery")
        ) from error
    # Fourteen digits lack the check digit; sixteen carry a software version instead.
    return number if len(number) == 15 else number[:14] + luhn.calc_check_digit(number[:14])


def _ntn(text: str) -> str:
    digits = re.sub(r"[\s-]", "", text)
    if digits.isdigit() and len(digits) == 8:
        return digits
    if digits.isdigit() and len(digits) == 13:
        return _cnic(digits)
    raise Refused(N_("An NTN has 7 digits and a check digit, as 1234567-8, or is a CNIC"))


_RULES: dict[Kind, Callable[[str], str]] = {
    Kind.PHONE: normalise_phone,
    Kind.CNIC: _cnic,
    Kind.PASSPORT: _passport,
    Kind.IBAN: _iban,
    Kind.WALLET: normalise_wallet,
    Kind.BTC: normalise_btc,
    Kind.ETH: normalise_eth,
    Kind.TRX: normalise_trx,
    Kind.EMAIL: normalise_email,
    Kind.URL: normalise_url,
    Kind.HANDLE: normalise_handle,
    Kind.IMEI: _imei,
    Kind.IP: normalise_ip,
    Kind.NTN: _ntn,
}
