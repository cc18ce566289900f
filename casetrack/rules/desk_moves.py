"""What a move does to the desks: complaints, enquiries, police and court.

A case is on a desk exactly while its state is one of that desk's pending states (a complaint
likewise), so entries minus exits before a day are the stock of that day, and one month closes as
the next one opens.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from casetrack.rules.reasons import NOT_INVESTIGATED, PLEA_BARGAIN
from casetrack.rules.states import CaseState as C
from casetrack.rules.states import ComplaintState as K
from casetrack.rules.words import N_, Worded


class Desk(Worded):
    """Where a complaint or a case waits for somebody's work."""

    COMPLAINT = "COMPLAINT", N_("Complaints")
    ENQUIRY = "ENQUIRY", N_("Enquiry desk")
    POLICE = "POLICE", N_("Police desk")
    COURT = "COURT", N_("Court desk")


class Entry(Worded):
    """As what something comes on to a desk."""

    RECEIVED = "RECEIVED", N_("Received")
    OPENED = "OPENED", N_("Opened")
    REPORTED = "REPORTED", N_("Reported")
    REOPENED = "REOPENED", N_("Reopened")
    SENT = "SENT", N_("Sent for trial")
    RETRIAL = "RETRIAL", N_("Retrial ordered")


class Exit(Worded):
    """How something leaves a desk."""

    # Complaints, and the enquiry desk
    JOINED = "JOINED", N_("Joined to a case")
    DUPLICATE = "DUPLICATE", N_("Duplicate")
    REGISTERED = "REGISTERED", N_("Registered as FIR")
    CLOSED = "CLOSED", N_("Closed")
    MERGED = "MERGED", N_("Merged")
    # The police desk; the two before it transfer too
    NOT_INVESTIGATED = "NOT_INVESTIGATED", N_("Not investigated (s.157(1)(b))")
    TRANSFERRED = "TRANSFERRED", N_("Transferred")
    NON_COGNIZABLE = "NON_COGNIZABLE", N_("Final report: non-cognizable")
    FALSE = "FALSE", N_("Final report: false")
    MISTAKE = "MISTAKE", N_("Final report: mistake of fact or of law, or civil dispute")
    UNTRACED = "UNTRACED", N_("Final report: untraced or insufficient evidence")
    CHALLANED = "CHALLANED", N_("Challaned")
    # Both desks; on the police desk an abatement is a final report
    ABATED = "ABATED", N_("Abated")
    WITHDRAWN = "WITHDRAWN", N_("Withdrawn")
    QUASHED = "QUASHED", N_("Quashed")
    # The court desk
    COMPOUNDED = "COMPOUNDED", N_("Compounded")
    PLEA_BARGAINED = "PLEA_BARGAINED", N_("Plea bargain")
    CONVICTED = "CONVICTED", N_("Convicted")
    DISCHARGED = "DISCHARGED", N_("Discharged")
    ACQUITTED = "ACQUITTED", N_("Acquitted")
    RETURNED = "RETURNED", N_("Returned to the police")


PENDING: Mapping[Desk, frozenset[C]] = MappingProxyType(
    {
        Desk.ENQUIRY: frozenset({C.ENQUIRY, C.PERMISSION}),
        Desk.POLICE: frozenset({C.INVESTIGATION}),
        # A dormant case stays pending (CrPC s.249, s.512); one under appeal has been tried.
        Desk.COURT: frozenset(
            {
                C.INTERIM_CHALLAN,
                C.FINAL_CHALLAN,
                C.COGNIZANCE,
                C.CHARGE_FRAMED,
                C.TRIAL,
                C.DORMANT,
            }
        ),
    }
)


COMPLAINTS_PENDING = frozenset({K.RECEIVED, K.VERIFICATION, K.VERIFIED})


@dataclass(frozen=True, slots=True)
class Effect:
    """One complaint or case comes on to a desk, or leaves it."""

    desk: Desk
    kind: Entry | Exit

    @property
    def change(self) -> int:
        """Return what it adds to the stock: 1 or -1."""
        return 1 if isinstance(self.kind, Entry) else -1


@dataclass(frozen=True, slots=True)
class Moved:
    """`count` moves of one sort; `before` the period that is asked about, or within it."""

    effects: tuple[Effect, ...]
    before: bool
    count: int


def stock_and_flow(desk: Desk, moved: Iterable[Moved]) -> Counter[str]:
    """Return the desk's "opening" stock, and by kind in lower case what came and left since."""
    found = Counter({"opening": 0})
    for one in moved:
        for effect in one.effects:
            if effect.desk is not desk:
                continue
            if one.before:
                found["opening"] += effect.change * one.count
            else:
                found[effect.kind.value.lower()] += one.count
    return found


_CANCELLED_AS: Mapping[str, Exit] = MappingProxyType(
    {
        "FALSE": Exit.FALSE,
        "MISTAKE_OF_FACT": Exit.MISTAKE,
        "CIVIL_DISPUTE": Exit.MISTAKE,
        "NOT_COGNIZABLE": Exit.NON_COGNIZABLE,
        NOT_INVESTIGATED: Exit.NOT_INVESTIGATED,
    }
)
_LEAVES_COMPLAINTS: Mapping[K, Exit] = MappingProxyType(
    {
        K.JOINED: Exit.JOINED,
        K.CLOSED: Exit.CLOSED,
        K.TRANSFERRED: Exit.TRANSFERRED,
        K.DUPLICATE: Exit.DUPLICATE,
    }
)
_LEAVES_ENQUIRY: Mapping[C, Exit] = MappingProxyType(
    {
        C.INVESTIGATION: Exit.REGISTERED,
        C.ENQUIRY_CLOSED: Exit.CLOSED,
        C.TRANSFERRED: Exit.TRANSFERRED,
        C.MERGED: Exit.MERGED,
    }
)
_LEAVES_POLICE: Mapping[C, Exit] = MappingProxyType(
    {
        C.INTERIM_CHALLAN: Exit.CHALLANED,
        C.FINAL_CHALLAN: Exit.CHALLANED,
        C.UNTRACED_REPORT: Exit.UNTRACED,
        C.TRANSFERRED: Exit.TRANSFERRED,
        C.QUASHED: Exit.QUASHED,
        C.WITHDRAWN: Exit.WITHDRAWN,
        C.ABATED: Exit.ABATED,
    }
)
_LEAVES_COURT: Mapping[C, Exit] = MappingProxyType(
    {
        C.ABATED: Exit.ABATED,
        C.WITHDRAWN: Exit.WITHDRAWN,
        C.COMPOUNDED: Exit.COMPOUNDED,
        C.QUASHED: Exit.QUASHED,
        C.CONVICTED: Exit.CONVICTED,
        C.DISCHARGED: Exit.DISCHARGED,
        C.ACQUITTED: Exit.ACQUITTED,
        C.INVESTIGATION: Exit.RETURNED,
        C.CANCELLATION_REPORT: Exit.RETURNED,
    }
)


def effects(from_state: C | None, to_state: C, reason: str = "") -> tuple[Effect, ...]:
    """Return what a move does to the desks, exits first; () when it does nothing.

    `reason` is the coded reason of the move. KeyError for a move that the state table has not.
    """
    left = [
        Effect(desk, _exit(desk, to_state, reason))
        for desk, pending in PENDING.items()
        if from_state in pending and to_state not in pending
    ]
    came = [
        Effect(desk, _entry(desk, from_state))
        for desk, pending in PENDING.items()
        if to_state in pending and from_state not in pending
    ]
    if from_state is C.INTERIM_CHALLAN and to_state is C.CANCELLATION_REPORT:
        came = _through_the_police(reason)
    return (*left, *came)


def complaint_effects(from_state: K | None, to_state: K) -> tuple[Effect, ...]:
    """Return what a complaint's move does to the desk of complaints; () when it does nothing."""
    was, stays = from_state in COMPLAINTS_PENDING, to_state in COMPLAINTS_PENDING
    if was and not stays:
        return (Effect(Desk.COMPLAINT, _LEAVES_COMPLAINTS[to_state]),)
    if stays and not was:
        kind = Entry.RECEIVED if from_state is None else Entry.REOPENED
        return (Effect(Desk.COMPLAINT, kind),)
    return ()


def _through_the_police(reason: str) -> list[Effect]:
    """An interim challan taken back: the police have the case again and report on it at once."""
    return [
        Effect(Desk.POLICE, Entry.REOPENED),
        Effect(Desk.POLICE, _exit(Desk.POLICE, C.CANCELLATION_REPORT, reason)),
    ]


def _exit(desk: Desk, to_state: C, reason: str) -> Exit:
    if desk is Desk.ENQUIRY:
        return _LEAVES_ENQUIRY[to_state]
    if desk is Desk.POLICE:
        cancelled = to_state is C.CANCELLATION_REPORT
        return _CANCELLED_AS[reason] if cancelled else _LEAVES_POLICE[to_state]
    if to_state is C.COMPOUNDED and reason == PLEA_BARGAIN:
        return Exit.PLEA_BARGAINED
    return _LEAVES_COURT[to_state]


def _entry(desk: Desk, from_state: C | None) -> Entry:
    if desk is Desk.ENQUIRY:
        return Entry.OPENED if from_state is None else Entry.REOPENED
    if desk is Desk.POLICE:
        return Entry.REPORTED if from_state in (None, C.PERMISSION) else Entry.REOPENED
    return Entry.RETRIAL if from_state is C.APPEAL else Entry.SENT
