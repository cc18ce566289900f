"""The dossier as frozen data: no row of the database, no markup, nothing that could still change.

Labels are untranslated marked words; the templates translate them. Texts that people typed went
through `dossiers.build.words` before they came here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from casetrack.dossiers.tree.asked import HashLine, Recovery, Request
from casetrack.dossiers.tree.people import AccusedSheet, Party
from casetrack.dossiers.tree.police import Report, Zimni
from casetrack.dossiers.tree.things import Complaint, Exhibit, Paper, Raid


@dataclass(frozen=True, slots=True)
class Section:
    """An offence the case is about."""

    label: str
    title: str


@dataclass(frozen=True, slots=True)
class Cover:
    """Who, what and where at one glance. `counts` are label and number."""

    number: str
    title: str
    unit: str
    court: str
    court_case_number: str
    state: str
    outcome: str
    opened_on: date
    lead: str
    sealed: bool
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the chronology. `at` is None where only the day is known."""

    on: date
    at: datetime | None
    what: str
    detail: str
    by: str


@dataclass(frozen=True, slots=True)
class ClockLine:
    """One legal clock, for all accused for whom it ran alike."""

    label: str
    statute: str
    whose: str
    hard: bool
    started_at: datetime
    due_at: datetime
    stopped_at: datetime | None
    state: str


@dataclass(frozen=True, slots=True)
class Particulars:
    """Enquiry and FIR."""

    enquiry_number: str
    enquiry_on: date | None
    fir_number: str
    fir_at: datetime | None
    police_station: str
    approval: str
    magistrate_order: str
    source_report: str
    why_no_enquiry: str
    investigator: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class VerdictLine:
    """One decision on a charge, on trial or on appeal."""

    kind: str
    given_on: date
    court: str
    on_appeal: bool
    ground: str
    sentence: str
    fine_minor: int | None


@dataclass(frozen=True, slots=True)
class Charge:
    """One accused × one section."""

    accused: str
    name: str
    offence: str
    title: str
    framed_on: date
    plea: str
    verdicts: tuple[VerdictLine, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a court decided alike for some accused on one section."""

    kind: str
    on_appeal: bool
    offence: str
    given_on: date
    court: str
    number: str
    accused: str


@dataclass(frozen=True, slots=True)
class Challan:
    """A report to court (CrPC s.173) with the accused of either column."""

    kind: str
    number: str
    submitted_on: date
    prosecutor: str
    witnesses: tuple[str, ...]
    sent_up: str
    not_sent_up: str


@dataclass(frozen=True, slots=True)
class Hearing:
    """One date in court."""

    held_on: date
    court: str
    purpose: str
    outcome: str
    next_on: date | None


@dataclass(frozen=True, slots=True)
class Appeal:
    """An appeal and what became of it."""

    number: str
    court: str
    filed_on: date
    filed_by: str
    decided_on: date | None
    result: str


@dataclass(frozen=True, slots=True)
class Count:
    """One line of the certificate: how many the case holds, how many stand here, and why fewer."""

    what: str
    held: int
    printed: int
    remark: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number for the public, of a part: accused, by nationality, Pakistan, 78.

    `country` is ISO 3166-1 alpha-2 where the label is a country's name; `currency` is that of a
    value in minor units, or "" of a count.
    """

    part: str
    head: str
    label: str
    country: str
    currency: str
    value: int


@dataclass(frozen=True, slots=True)
class Withheld:
    """A line of the redaction log: how many records of a part lack what, and on which ground."""

    part: str
    what: str
    count: int
    ground: str


@dataclass(frozen=True, slots=True)
class Change:
    """A record that is new, changed or gone since the last edition; `fields` says what changed."""

    part: str
    kind: str
    record: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A part of the case file in this copy; `ground` is why it is not here, or ""."""

    key: str
    ground: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """The case file in one edition: what the edition does not allow never came in.

    `hidden` names the fields that the edition leaves out, as "Party.address"; `follows` is the
    document number of the last issue of the same edition, or "".
    """

    edition: str
    parts: tuple[Standing, ...]
    hidden: tuple[str, ...]
    cover: Cover
    figures: tuple[Figure, ...]
    chronology: tuple[Event, ...]
    clocks: tuple[ClockLine, ...]
    particulars: Particulars
    complaints: tuple[Complaint, ...]
    raids: tuple[Raid, ...]
    exhibits: tuple[Exhibit, ...]
    forensics: tuple[Request, ...]
    hashes: tuple[HashLine, ...]
    providers: tuple[Request, ...]
    recoveries: tuple[Recovery, ...]
    parties: tuple[Party, ...]
    accused: tuple[AccusedSheet, ...]
    foreign: tuple[Request, ...]
    charges: tuple[Charge, ...]
    decisions: tuple[Decision, ...]
    challans: tuple[Challan, ...]
    hearings: tuple[Hearing, ...]
    appeals: tuple[Appeal, ...]
    counts: tuple[Count, ...]
    papers: tuple[Paper, ...]
    diary: tuple[Zimni, ...]
    reports: tuple[Report, ...]
    unused: tuple[Paper, ...]
    letters: tuple[Paper, ...]
    withheld: tuple[Withheld, ...]
    manifest_sha256: str
    follows: str = ""
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Issue:
    """One printing of it. `document` also begins the number on every page; it is never reused.

    `number` and `title` are the case's, as every page bears them. `issuer` is "" where the edition
    names nobody: the unit stands for him. Bates numbers run from `first_bates`; a draft has none.
    """

    document: str
    edition: str  # as words: Court copy
    purpose: str
    classification: str
    as_of: datetime
    issuer: str
    issuer_unit: str
    number: str
    title: str
    draft: bool = False
    bates_prefix: str = ""
    first_bates: int = 0
    verify_url: str = ""  # where a QR code leads; "" without
    copy_note: str = ""

    @property
    def by(self) -> str:
        return ", ".join(words for words in (self.issuer, self.issuer_unit) if words)
