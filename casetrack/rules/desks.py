"""The desks of a period: stock and flow; the police desk and the court desk with two rates each."""

from dataclasses import dataclass
from datetime import date

from casetrack.rules.rates import Rate
from casetrack.rules.words import N_


@dataclass(frozen=True, slots=True)
class PoliceCounts:
    """Counts of the police desk in a period, all in cases. `abated` is a final report."""

    opening: int
    reported: int = 0
    reopened: int = 0
    not_investigated: int = 0
    transferred: int = 0
    withdrawn: int = 0
    non_cognizable: int = 0
    false: int = 0
    mistake: int = 0
    untraced: int = 0
    abated: int = 0
    challaned: int = 0
    quashed: int = 0


@dataclass(frozen=True, slots=True)
class PoliceDesk:
    """What the police desk comes to. A stayed case stays pending, so it is in `closing`."""

    total: int
    final_reports: int
    disposed: int
    closing: int
    challan_rate: Rate
    pendency: Rate


def police_desk(counts: PoliceCounts, *, as_of: date) -> PoliceDesk:
    """Return the totals and rates of the police desk; ValueError if more left than came."""
    c = counts
    total = c.opening + c.reported + c.reopened
    final_reports = c.non_cognizable + c.false + c.mistake + c.untraced + c.abated
    disposed = c.not_investigated + c.transferred + final_reports + c.challaned
    closing = total - c.withdrawn - disposed - c.quashed
    _demand_stock(closing)
    return PoliceDesk(
        total,
        final_reports,
        disposed,
        closing,
        Rate(c.challaned, disposed, "case", "period", as_of, N_("challaned / disposed by police")),
        Rate(
            closing, total, "case", "period", as_of, N_("pending at the end / cases to investigate")
        ),
    )


@dataclass(frozen=True, slots=True)
class CourtCounts:
    """Counts of the court desk in a period, all in cases.

    `returned` went back to the police: no court disposed of them. `record_room` is of those
    pending at the end: dormant (CrPC s.249, s.512), which stay pending.
    """

    opening: int
    sent: int = 0
    retrial: int = 0
    abated: int = 0
    withdrawn: int = 0
    compounded: int = 0
    quashed: int = 0
    plea_bargained: int = 0
    convicted: int = 0
    discharged: int = 0
    acquitted: int = 0
    returned: int = 0
    record_room: int = 0


@dataclass(frozen=True, slots=True)
class CourtDesk:
    """What the court desk comes to."""

    total: int
    without_trial: int
    completed: int
    closing: int
    conviction_rate: Rate
    pendency: Rate


def court_desk(counts: CourtCounts, *, as_of: date) -> CourtDesk:
    """Return the totals and rates of the court desk; ValueError if more left than came.

    A plea of guilty is a conviction after a completed trial: it cannot lower the rate.
    """
    c = counts
    total = c.opening + c.sent + c.retrial
    without_trial = c.abated + c.withdrawn + c.compounded + c.quashed + c.plea_bargained
    completed = c.convicted + c.discharged + c.acquitted
    closing = total - without_trial - completed - c.returned
    _demand_stock(closing)
    return CourtDesk(
        total,
        without_trial,
        completed,
        closing,
        Rate(c.convicted, completed, "case", "period", as_of, N_("convicted / trials completed")),
        Rate(closing, total, "case", "period", as_of, N_("pending at the end / cases for trial")),
    )


def _demand_stock(closing: int) -> None:
    if closing < 0:
        raise ValueError(f"more cases left the desk than were on it: {closing}")


@dataclass(frozen=True, slots=True)
class ComplaintCounts:
    """Stock and flow of complaints in a period."""

    opening: int
    received: int = 0
    reopened: int = 0
    joined: int = 0
    closed: int = 0
    transferred: int = 0
    duplicate: int = 0

    @property
    def added(self) -> int:
        """Return all that came."""
        return self.received + self.reopened

    @property
    def disposed(self) -> int:
        """Return all that left."""
        return self.joined + self.closed + self.transferred + self.duplicate

    @property
    def closing(self) -> int:
        """Return the stock at the end."""
        return self.opening + self.added - self.disposed


@dataclass(frozen=True, slots=True)
class EnquiryCounts:
    """Stock and flow of enquiries in a period; one that awaits permission is pending."""

    opening: int
    opened: int = 0
    reopened: int = 0
    registered: int = 0
    closed: int = 0
    transferred: int = 0
    merged: int = 0

    @property
    def added(self) -> int:
        """Return all that came."""
        return self.opened + self.reopened

    @property
    def disposed(self) -> int:
        """Return all that left."""
        return self.registered + self.closed + self.transferred + self.merged

    @property
    def closing(self) -> int:
        """Return the stock at the end."""
        return self.opening + self.added - self.disposed


@dataclass(frozen=True, slots=True)
class Flow:
    """Stock and flow of one unit or officer in a period."""

    opening: int
    inflow: int
    outflow: int

    @property
    def closing(self) -> int:
        """Return the stock at the end."""
        return self.opening + self.inflow - self.outflow
