"""Plain facts that forms give to the services of the register."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from casetrack.rules.words import N_, Worded

Root = tuple[str, uuid.UUID]


class Kind(Worded):
    """What an identifier is; the same text can be a phone and a wallet."""

    PHONE = "PHONE", N_("Phone")
    CNIC = "CNIC", N_("CNIC")
    PASSPORT = "PASSPORT", N_("Passport")
    IBAN = "IBAN", N_("IBAN")
    WALLET = "WALLET", N_("Mobile wallet")
    BTC = "BTC", N_("Bitcoin address")
    ETH = "ETH", N_("Ethereum address")
    TRX = "TRX", N_("Tron address")
    EMAIL = "EMAIL", N_("E-mail")
    URL = "URL", N_("Website or domain")
    HANDLE = "HANDLE", N_("Social media handle")
    IMEI = "IMEI", N_("IMEI")
    IP = "IP", N_("IP address")
    NTN = "NTN", N_("NTN")


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """Who somebody is, as far as known. `sex` F, M, X or U; `nationality` ISO 3166 alpha-2."""

    name: str
    father_name: str = ""
    sex: str = "U"
    age_years: int | None = None
    born_on: date | None = None
    nationality: str = ""
    cnic: str = ""
    passport: str = ""
    no_cnic_reason: str = ""
    phone: str = ""
    address: str = ""
    aliases: str = ""


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """One identifier seen in a complaint, case, person or organisation, as it was written."""

    kind: Kind
    written: str
    subject_kind: str
    subject_id: uuid.UUID
    root: Root
    note: str = ""


@dataclass(frozen=True, slots=True)
class OrganisationFacts:
    """`kind` is a key of rules.lists.ORGANISATION_KINDS."""

    name: str
    kind: str
    notes: str = ""
    phone: str = ""
    url: str = ""
    ntn: str = ""


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """One address at which an organisation works."""

    address: str
    city: str


@dataclass(frozen=True, slots=True)
class RegistrationFacts:
    """What an authority registered a site for; both days count. No `valid_to`: no end known."""

    authority: str
    number: str
    valid_from: date
    valid_to: date | None = None
    registered_for: str = ""
