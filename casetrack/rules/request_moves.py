"""The acts of a request: which may follow in which state, and what they make of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from casetrack.rules.refusals import Refused
from casetrack.rules.words import N_, Worded


class RequestState(Worded):
    """Where a request stands."""

    DRAFT = "DRAFT", N_("Draft")
    SENT = "SENT", N_("Sent")
    PARTLY_ANSWERED = "PARTLY_ANSWERED", N_("Partly answered")
    ANSWERED = "ANSWERED", N_("Answered")
    REFUSED = "REFUSED", N_("Refused")
    WITHDRAWN = "WITHDRAWN", N_("Withdrawn")


class RequestAct(Worded):
    """What was done about a request."""

    DRAFTED = "DRAFTED", N_("Drafted")
    SENT = "SENT", N_("Sent")
    REMINDED = "REMINDED", N_("Reminded")
    ACKNOWLEDGED = "ACKNOWLEDGED", N_("Receipt acknowledged")
    PARTLY_ANSWERED = "PARTLY_ANSWERED", N_("Partly answered")
    ANSWERED = "ANSWERED", N_("Answered")
    REFUSED = "REFUSED", N_("Refused")
    WITHDRAWN = "WITHDRAWN", N_("Withdrawn")
    EXTENDED = "EXTENDED", N_("Preservation extended by the court")
    COURT_TOLD = "COURT_TOLD", N_("Court told of acquired data")


S, A = RequestState, RequestAct
# Traits: data are held on notice (PECA 2016 s.31); the court is told of what was acquired without
# its order (the proviso of that section).
PRESERVES, TELLS_COURT = "PRESERVES", "TELLS_COURT"
# Whoever asked waits for these.
OPEN = frozenset({S.SENT, S.PARTLY_ANSWERED})


@dataclass(frozen=True, slots=True)
class RequestMove:
    """One row: in `state` this act may be recorded, and the request then stands in `to`.

    `needs` are facts that must be told. `trait`: only of a request that has it.
    """

    state: RequestState | None
    act: RequestAct
    to: RequestState
    needs: tuple[str, ...] = ()
    trait: str = ""

    @property
    def is_next(self) -> bool:
        """Whether it is what everybody waits for: the letter, then the answer."""
        return self.act in (RequestAct.SENT, RequestAct.ANSWERED)

    def fits(self, traits: Collection[str]) -> bool:
        """Whether a request with these traits may take this row."""
        return not self.trait or self.trait in traits


_BY_COURT = ("reference", "note", "preserved_until")
MOVES: tuple[RequestMove, ...] = (
    RequestMove(None, A.DRAFTED, S.DRAFT),
    RequestMove(S.DRAFT, A.SENT, S.SENT, ("reference",)),
    RequestMove(S.DRAFT, A.WITHDRAWN, S.WITHDRAWN, ("note",)),
    RequestMove(S.SENT, A.ACKNOWLEDGED, S.SENT),
    RequestMove(S.SENT, A.REMINDED, S.SENT),
    RequestMove(S.SENT, A.PARTLY_ANSWERED, S.PARTLY_ANSWERED, ("note",)),
    RequestMove(S.SENT, A.ANSWERED, S.ANSWERED),
    RequestMove(S.SENT, A.REFUSED, S.REFUSED, ("note",)),
    RequestMove(S.SENT, A.WITHDRAWN, S.WITHDRAWN, ("note",)),
    RequestMove(S.SENT, A.EXTENDED, S.SENT, _BY_COURT, trait=PRESERVES),
    RequestMove(S.SENT, A.COURT_TOLD, S.SENT, ("reference",), trait=TELLS_COURT),
    RequestMove(S.PARTLY_ANSWERED, A.REMINDED, S.PARTLY_ANSWERED),
    RequestMove(S.PARTLY_ANSWERED, A.PARTLY_ANSWERED, S.PARTLY_ANSWERED, ("note",)),
    RequestMove(S.PARTLY_ANSWERED, A.ANSWERED, S.ANSWERED),
    RequestMove(S.PARTLY_ANSWERED, A.REFUSED, S.REFUSED, ("note",)),
    RequestMove(S.PARTLY_ANSWERED, A.WITHDRAWN, S.WITHDRAWN, ("note",)),
    RequestMove(S.PARTLY_ANSWERED, A.EXTENDED, S.PARTLY_ANSWERED, _BY_COURT, trait=PRESERVES),
    RequestMove(
        S.PARTLY_ANSWERED, A.COURT_TOLD, S.PARTLY_ANSWERED, ("reference",), trait=TELLS_COURT
    ),
    # Data held on notice are held on after the provider has confirmed it.
    RequestMove(S.ANSWERED, A.EXTENDED, S.ANSWERED, _BY_COURT, trait=PRESERVES),
    RequestMove(S.ANSWERED, A.COURT_TOLD, S.ANSWERED, ("reference",), trait=TELLS_COURT),
    # An order, or a better letter, may change the mind of whoever refused.
    RequestMove(S.REFUSED, A.PARTLY_ANSWERED, S.PARTLY_ANSWERED, ("note",)),
    RequestMove(S.REFUSED, A.ANSWERED, S.ANSWERED),
)

_LACKING = {
    "reference": N_("Enter the number of the letter or order."),
    "note": N_("Say it in words."),
    "preserved_until": N_("Enter until when the data are to be held."),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """A request's state and the days that follow from its acts; stored, and replayed."""

    state: RequestState
    sent_on: date | None = None
    due_on: date | None = None
    answered_on: date | None = None
    preserved_until: date | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What one act tells of the days: the reply's, and the end of preservation."""

    act: RequestAct
    done_on: date
    due_on: date | None = None
    preserved_until: date | None = None


def open_acts(state: RequestState, traits: Collection[str]) -> tuple[RequestMove, ...]:
    """What may be recorded now, in the order of the table."""
    return tuple(row for row in MOVES if row.state is state and row.fits(traits))


def find(state: RequestState | None, act: RequestAct, traits: Collection[str]) -> RequestMove:
    """The row of an act in a state; raises Refused where there is none."""
    for row in MOVES:
        if row.state is state and row.act is act and row.fits(traits):
            return row
    raise Refused(
        N_('"{act}" cannot be recorded: the request is "{state}".'),
        act=act.label,
        state=state.label if state else "",
    )


def demand(row: RequestMove, given: Mapping[str, object]) -> None:
    """Raise Refused, on its field, for a fact that the row needs and nobody told."""
    for fact in row.needs:
        if not given.get(fact):
            raise Refused(_LACKING[fact], field=fact)


def follow(before: Standing | None, row: RequestMove, told: Told) -> Standing:
    """What the act makes of the request: its one writer stores this, the check replays it."""
    if before is None:
        return Standing(row.to)
    after = replace(
        before,
        state=row.to,
        due_on=told.due_on or before.due_on,
        preserved_until=told.preserved_until or before.preserved_until,
    )
    if row.act is RequestAct.SENT:
        return replace(after, sent_on=told.done_on)
    if row.act in (RequestAct.ANSWERED, RequestAct.REFUSED):
        return replace(after, answered_on=told.done_on)
    return replace(after, answered_on=None) if row.to in OPEN else after


def replay(acts: Iterable[Told], traits: Collection[str]) -> Standing | None:
    """What a whole history makes of a request; raises Refused where an act could not follow."""
    standing: Standing | None = None
    for told in acts:
        row = find(standing.state if standing else None, told.act, traits)
        standing = follow(standing, row, told)
    return standing
