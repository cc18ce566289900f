"""Phone numbers and mobile wallets: E.164, or the digits alone where a number has no such form."""

from __future__ import annotations

import re

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, ValidationResult

from casetrack.rules.refusals import Refused
from casetrack.rules.words import N_

HOME = "PK"
_SHORT_CODE = re.compile(r"[1-9]\d{1,4}")
# A universal access number names one subscriber only together with an area code.
_UAN = re.compile(r"111\d{6}")
_PUNCTUATION = re.compile(r"[\s().\-]+")
_WALLET_WORDS = re.compile(
    r"\b(easy\s?paisa|jazz\s?cash|upaisa|sadapay|nayapay|wallet|account|a/c|no)\b[.:#]*",
    re.IGNORECASE,
)


def normalise_phone(text: str) -> str:
    """+923001234567; 1799 and 111345111 stay the digits they are. Raises Refused."""
    digits = _PUNCTUATION.sub("", text)
    if _SHORT_CODE.fullmatch(digits) or _UAN.fullmatch(digits):
        return digits
    try:
        number = phonenumbers.parse(digits, HOME)
    except NumberParseException as error:
        raise Refused(
            N_("Enter a phone number as 0300 1234567, 021 35630000 or +44 20 7946 0000")
        ) from error
    if not phonenumbers.is_valid_number(number):
        raise Refused(_what_is_wrong(number))
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def normalise_wallet(text: str) -> str:
    """The mobile number that an Easypaisa or JazzCash account is known by. Raises Refused."""
    value = normalise_phone(_WALLET_WORDS.sub("", text))
    if not value.startswith("+923"):
        raise Refused(N_("A mobile wallet is known by a Pakistani mobile number, as 0300 1234567"))
    return value


def show_phone(value: str) -> str:
    """0300 1234567 at home, +44 20 7946 0000 abroad."""
    if not value.startswith("+"):
        return f"{value[:3]}-{value[3:6]}-{value[6:]}" if _UAN.fullmatch(value) else value
    number = phonenumbers.parse(value)
    at_home = phonenumbers.region_code_for_number(number) == HOME
    form = PhoneNumberFormat.NATIONAL if at_home else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, form)


def _what_is_wrong(number: phonenumbers.PhoneNumber) -> str:
    reason = phonenumbers.is_possible_number_with_reason(number)
    if reason == ValidationResult.TOO_LONG:
        return N_("The phone number has too many digits; check it with the caller")
    if reason == ValidationResult.TOO_SHORT or number.country_code == 92:
        return N_(
            "The phone number is not complete: a Pakistani mobile has 11 digits, as 03001234567"
        )
    return N_("No such phone number exists in that country; check the country code and the digits")
