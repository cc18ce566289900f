"""What a report is made of, as plain data: period, figures by year, losses, rates."""

from __future__ import annotations

import calendar
import uuid
from dataclasses import dataclass, fields
from datetime import date

from casetrack.rules.metrics import Rate
from casetrack.rules.words import N_


@dataclass(frozen=True, slots=True)
class Period:
    """From one local day to another, both counted."""

    start: date
    end: date

    @property
    def years(self) -> range:
        return range(self.start.year, self.end.year + 1)

    def within(self, year: int) -> Period:
        """The part of this period that lies in a year."""
        return Period(max(self.start, date(year, 1, 1)), min(self.end, date(year, 12, 31)))


def month_of(day: date) -> Period:
    """The whole month that a day lies in."""
    last = calendar.monthrange(day.year, day.month)[1]
    return Period(day.replace(day=1), day.replace(day=last))


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of a report, all of it: the same question gives the same address.

    `as_of` is the last day whose knowledge counts: what was recorded after it is not known.
    "" and None mean "all".
    """

    period: Period
    unit: str  # code; it counts with all below it
    as_of: date
    officer: uuid.UUID | None = None
    offence: str = ""  # key in rules/offences.csv
    category: str = ""  # rules.lists.CATEGORIES
    means: str = ""  # rules.lists.MEANS
    country: str = ""  # target country, ISO 3166-1 alpha-2
    complainant: str = ""  # complaints.facts.COMPLAINANT_KINDS
    counted: str = "accused"  # complaint, case, accused, charge
    of: str = "arrested"  # received, verified, fir, arrested, challaned, decided
    basis: str = "period"  # period, cohort
    by: str = ""  # how rows are grouped: year, unit, officer, offence
    interval: str = "wilson"  # wilson, exact
    public: bool = False  # small cells are suppressed

    @property
    def filtered(self) -> bool:
        """Whether anything but unit and period narrows it."""
        return bool(self.filters())

    def filters(self) -> dict[str, str]:
        """The filters that are set, by their names in an address."""
        named = {
            "officer": str(self.officer or ""),
            "offence": self.offence,
            "category": self.category,
            "means": self.means,
            "country": self.country,
            "complainant": self.complainant,
        }
        return {key: value for key, value in named.items() if value}

    def query(self) -> dict[str, str]:
        """The address of this question: the arguments of a GET, usual ones left out."""
        usual = Asked(self.period, self.unit, self.as_of)
        more = {
            key: str(getattr(self, key))
            for key in ("counted", "of", "basis", "by", "interval")
            if getattr(self, key) != getattr(usual, key)
        }
        public = {"public": "1"} if self.public else {}
        return {
            "from": self.period.start.isoformat(),
            "to": self.period.end.isoformat(),
            "unit": self.unit,
            "as_of": self.as_of.isoformat(),
            **self.filters(),
            **more,
            **public,
        }


@dataclass(frozen=True, slots=True)
class Figure:
    """One counted thing: its key in Figures, its name, its unit, and what exactly is counted."""

    key: str
    label: str
    unit: str
    definition: str


FUNNEL: tuple[Figure, ...] = (
    Figure(
        "complaints",
        N_("Complaints"),
        N_("complaint"),
        N_("complaints by the day they were received"),
    ),
    Figure(
        "verified",
        N_("Verified"),
        N_("complaint"),
        N_("complaints by the day they were first found verified"),
    ),
    Figure("enquiries", N_("Enquiries"), N_("case"), N_("cases by the day the enquiry was opened")),
    Figure("cases", N_("FIRs"), N_("case"), N_("cases by the day the FIR was registered")),
    Figure("raids", N_("Raids"), N_("raid"), N_("raids by the day they began; searches left out")),
    Figure(
        "arrested", N_("Arrests"), N_("accused"), N_("accused by the day of their first arrest")
    ),
    Figure(
        "challaned",
        N_("Challans"),
        N_("accused"),
        N_("accused by the day they were first sent up to court"),
    ),
    Figure(
        "convicted",
        N_("Convictions"),
        N_("accused"),
        N_("accused by the day of their conviction, if it stands today"),
    ),
)
COURT: tuple[Figure, ...] = (
    Figure(
        "acquitted",
        N_("Accused acquitted"),
        N_("accused"),
        N_("accused by the day of their acquittal, if it stands today"),
    ),
    Figure(
        "cases_convicted",
        N_("Cases convicted"),
        N_("case"),
        N_("cases by the day of the first conviction that stands today"),
    ),
    Figure(
        "cases_acquitted",
        N_("Cases acquitted"),
        N_("case"),
        N_("cases by the day of the first verdict, where all accused tried stand acquitted"),
    ),
    Figure(
        "cases_discharged",
        N_("Cases discharged"),
        N_("case"),
        N_("cases by the day the court discharged the accused"),
    ),
)


@dataclass(frozen=True, slots=True)
class Figures:
    """The counts of one year or of the whole period."""

    complaints: int = 0
    verified: int = 0
    enquiries: int = 0
    cases: int = 0
    raids: int = 0
    arrested: int = 0
    challaned: int = 0
    convicted: int = 0
    acquitted: int = 0
    arrested_convicted: int = 0
    complaints_convicted: int = 0
    cases_convicted: int = 0
    cases_acquitted: int = 0
    cases_discharged: int = 0

    def __add__(self, other: Figures) -> Figures:
        keys = [field.name for field in fields(self)]
        return Figures(**{key: getattr(self, key) + getattr(other, key) for key in keys})

    def of(self, figure: Figure) -> int:
        count: int = getattr(self, figure.key)
        return count


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year's figures; `partial` when its days are not all in the period and in the data."""

    year: int
    covered: Period | None  # None: nothing of the year has happened or was recorded
    partial: bool
    figures: Figures
    rates: tuple[Rate, ...]


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of some of a cohort: a state, its coded reason, and how many."""

    state: str
    reason: str
    kind: str  # "on" (went on), "lost", "open"
    count: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """One cohort and the fates that it splits into; they add up to `total`."""

    key: str
    total: int
    fates: tuple[Fate, ...]

    def sum_of(self, kind: str) -> int:
        return sum(fate.count for fate in self.fates if fate.kind == kind)


@dataclass(frozen=True, slots=True)
class ConvictionReport:
    """The conviction report of one unit and period, as everything that prints it is handed."""

    period: Period
    unit_code: str
    unit_name: str
    as_of: date
    data_end: date | None
    sees_all: bool
    rows: tuple[YearRow, ...]
    total: Figures
    rates: tuple[Rate, ...]
    yields: tuple[Rate, ...]
    ledgers: tuple[Ledger, ...]
    still_open: tuple[int, int]  # of the complaints, of the FIRs

    @property
    def partial(self) -> bool:
        return any(row.partial for row in self.rows)
