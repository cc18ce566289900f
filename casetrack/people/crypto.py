"""Crypto addresses, checked by their own checksums. Case is part of an address and is kept."""

from __future__ import annotations

import hashlib
import re

from stdnum import bitcoin
from stdnum.exceptions import ValidationError

from casetrack.people.keccak import keccak256
from casetrack.rules.refusals import Refused
from casetrack.rules.words import N_

_BASE58 = re.compile(r"[1-9A-HJ-NP-Za-km-z]+")
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
# A taproot address ends in another constant than BIP-173's (BIP-350, bech32m).
_BECH32M = 0x2BC830A3
_TRON = 0x41


def normalise_btc(text: str) -> str:
    """Base58check (1…, 3…), bech32 (bc1q…) or bech32m (bc1p…). Raises Refused."""
    address = _without_blanks(text)
    if address.lower().startswith("bc1") and address in {address.lower(), address.upper()}:
        address = address.lower()
        if _is_taproot(address):
            return address
    try:
        return bitcoin.validate(address)
    except (ValidationError, ValueError) as error:
        raise Refused(
            N_("This is not a Bitcoin address: copy it again, capitals and small letters count")
        ) from error


def normalise_trx(text: str) -> str:
    """Base58check of 21 bytes that begin with 0x41, so T…. Raises Refused."""
    address = _without_blanks(text)
    if len(address) == 34 and _BASE58.fullmatch(address):
        raw = bitcoin.b58decode(address)
        body, check = raw[:-4], raw[-4:]
        if len(raw) == 25 and raw[0] == _TRON and _double_sha256(body)[:4] == check:
            return address
    raise Refused(N_("This is not a Tron address: copy it again, capitals and small letters count"))


def normalise_eth(text: str) -> str:
    """Forty hex digits after 0x in EIP-55 capitals. Raises Refused.

    Without any mix of capitals an address carries no checksum and is taken as it is.
    """
    digits = _without_blanks(text).removeprefix("0x").removeprefix("0X")
    if not re.fullmatch(r"[0-9a-fA-F]{40}", digits):
        raise Refused(N_("An Ethereum address is 0x and 40 digits and letters from a to f"))
    checked = _with_eip55_capitals(digits.lower())
    if digits not in {digits.lower(), digits.upper(), checked}:
        raise Refused(
            N_("This Ethereum address has a wrong capital or digit: copy it again from the source")
        )
    return f"0x{checked}"


def _with_eip55_capitals(digits: str) -> str:
    marks = keccak256(digits.encode()).hex()
    return "".join(
        digit.upper() if int(mark, 16) >= 8 else digit
        for digit, mark in zip(digits, marks, strict=False)
    )


def _is_taproot(address: str) -> bool:
    data = [_BECH32.find(letter) for letter in address[3:]]
    if len(address) != 62 or -1 in data or data[0] != 1:
        return False
    return bitcoin.bech32_checksum([3, 3, 0, 2, 3, *data]) == _BECH32M


def _double_sha256(content: bytes) -> bytes:
    return hashlib.sha256(hashlib.sha256(content).digest()).digest()


def _without_blanks(text: str) -> str:
    return "".join(text.split())
