"""Reads of chains of custody: where things are, what is wrong, whose word is awaited."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import lazyload

from casetrack.accounts.models import Officer
from casetrack.accounts.queries import colleagues, members
from casetrack.cases.models import Case
from casetrack.cases.queries import visible_ids
from casetrack.db import session
from casetrack.evidence.links import link_of, links_of, read_link
from casetrack.evidence.models import CustodyAct, CustodyConfirmation, Exhibit
from casetrack.rules.actor import Actor
from casetrack.rules.custody_chain import Link, Side, Standing, standing
from casetrack.rules.custody_faults import Fault, FaultKind, faults
from casetrack.rules.roles import Role

MOST = 500


@dataclass(frozen=True, slots=True)
class Held:
    """Where one exhibit stands, what is wrong with its chain, and whose word it still awaits."""

    serial: int
    standing: Standing
    faults: tuple[Fault, ...]
    unconfirmed: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Custody:
    """All chains of a case: each exhibit by id, and what is to be said of them together."""

    held: Mapping[UUID, Held]

    @property
    def where(self) -> Mapping[str, int]:
        """How many exhibits are in each of rules.custody_chain.WHEREABOUTS."""
        return Counter(one.standing.where for one in self.held.values())

    @property
    def faulty(self) -> int:
        """How many exhibits have a fault other than a missing confirmation."""
        return sum(bool(one.faults) for one in self.held.values())

    @property
    def faults(self) -> int:
        return sum(len(one.faults) for one in self.held.values())

    @property
    def unconfirmed(self) -> int:
        """How many exhibits await somebody's word."""
        return sum(bool(one.unconfirmed) for one in self.held.values())


def last_link(exhibit: Exhibit) -> Link:
    """The last act as it happened: who holds the exhibit since, when it was."""
    return standing_of(exhibit).last


def standing_of(exhibit: Exhibit) -> Standing:
    """Where the exhibit's chain of custody stands."""
    return standing(links_of(exhibit))


def faults_of(exhibit: Exhibit) -> tuple[Fault, ...]:
    """Every fault of the exhibit's chain, by act; the missing confirmations too."""
    return faults(links_of(exhibit))


def held_of(exhibit: Exhibit) -> Held:
    """Where one exhibit stands, as the lists show it."""
    return _held(exhibit.serial, list(links_of(exhibit)))


def custody_of(case: Case) -> Custody:
    """Where every exhibit of a case stands: three statements, however many there are."""
    rows = session.execute(select(Exhibit.id, Exhibit.serial).where(Exhibit.case_id == case.id))
    chains = _chains(case)
    return Custody({one: _held(serial, chains[one]) for one, serial in rows})


def exhibits_numbered(case: Case, serials: Iterable[int]) -> Sequence[Exhibit]:
    """The exhibits of a case with these numbers, in their order, with their chains."""
    rows = select(Exhibit).where(Exhibit.case_id == case.id, Exhibit.serial.in_(set(serials)))
    return session.scalars(rows.order_by(Exhibit.serial)).all()


def exhibits_by_id(ids: Iterable[UUID]) -> Sequence[Exhibit]:
    """These exhibits by number, without their chains: the list has those already."""
    rows = select(Exhibit).options(lazyload(Exhibit.custody)).where(Exhibit.id.in_(set(ids)))
    return session.scalars(rows.order_by(Exhibit.serial)).all()


def awaiting(actor: Actor) -> Sequence[CustodyAct]:
    """Acts that name the officer and that he has not confirmed, the oldest first."""
    rows = (
        select(CustodyAct)
        .where(
            CustodyAct.case_id.in_(visible_ids(actor)),
            or_(
                _unsaid(CustodyAct.from_officer_id == actor.id, Side.FROM),
                _unsaid(CustodyAct.to_officer_id == actor.id, Side.TO),
            ),
        )
        .order_by(CustodyAct.occurred_at, CustodyAct.exhibit_id, CustodyAct.seq)
        .limit(MOST)
    )
    return [act for act in session.scalars(rows) if _awaits(link_of(act), actor)]


def takers(case: Case, actor: Actor) -> Sequence[Officer]:
    """Officers whom an act may name: the case's members and the actor's colleagues."""
    on_it = [one.officer for one in members("case", case.id) if one.until_at is None]
    roles = (Role.INVESTIGATOR, Role.SUPERVISOR)
    near = [] if case.sealed else colleagues(actor, *roles)
    found = {one.id: one for one in (*on_it, *near)}
    return sorted(found.values(), key=lambda one: one.title)


def _held(serial: int, links: list[Link]) -> Held:
    found = faults(links)
    awaited = tuple(one for one in found if one.kind is FaultKind.UNCONFIRMED)
    wrong = tuple(one for one in found if one.kind is not FaultKind.UNCONFIRMED)
    return Held(serial, standing(links), wrong, awaited)


def _awaits(link: Link, actor: Actor) -> bool:
    return any(link.party(side).officer == str(actor.id) for side in link.awaited)


def _unsaid(names_him: ColumnElement[bool], side: Side) -> ColumnElement[bool]:
    said = (
        select(CustodyConfirmation.seq)
        .where(
            CustodyConfirmation.exhibit_id == CustodyAct.exhibit_id,
            CustodyConfirmation.seq == CustodyAct.seq,
            CustodyConfirmation.side == side.value,
        )
        .exists()
    )
    return and_(names_him, ~said)


def _chains(case: Case) -> Mapping[UUID, list[Link]]:
    """The links of a case by exhibit, read as plain columns: a raid brings thousands."""
    said: dict[tuple[UUID, int], set[str]] = defaultdict(set)
    word = CustodyConfirmation
    for exhibit_id, seq, side in session.execute(
        select(word.exhibit_id, word.seq, word.side).where(word.case_id == case.id)
    ):
        said[exhibit_id, seq].add(side)
    act, chains = CustodyAct, defaultdict[UUID, list[Link]](list)
    for row in session.execute(
        select(
            act.exhibit_id, act.seq, act.kind, act.occurred_at, act.from_holder,
            act.from_officer_id, act.to_holder, act.to_officer_id, act.seal_intact, act.seal,
            act.hash_before, act.hash_after, act.explanation,
        ).where(act.case_id == case.id).order_by(act.exhibit_id, act.seq)
    ):  # fmt: skip
        confirmed = frozenset(said[row.exhibit_id, row.seq])
        chains[row.exhibit_id].append(read_link(row, confirmed))
    return chains


@dataclass(frozen=True, slots=True)
class Handover:
    """Acts recorded together that await one officer's word: ten things sent to the laboratory."""

    case: Case
    first: CustodyAct
    acts: Sequence[CustodyAct]
    exhibits: Sequence[Exhibit]


def handovers(actor: Actor) -> Sequence[Handover]:
    """What awaits the officer's word, by case and occasion, the oldest first."""
    together: dict[tuple[object, ...], list[CustodyAct]] = defaultdict(list)
    for act in awaiting(actor):
        who = (act.from_holder, act.to_holder, act.place)
        together[act.case_id, act.kind, act.occurred_at, *who].append(act)
    if not together:
        return []
    acts = [act for group in together.values() for act in group]
    exhibits = {one.id: one for one in exhibits_by_id(act.exhibit_id for act in acts)}
    cases = _cases({act.case_id for act in acts})
    return [
        Handover(
            cases[group[0].case_id],
            group[0],
            group,
            sorted((exhibits[act.exhibit_id] for act in group), key=lambda one: one.serial),
        )
        for group in together.values()
    ]


def _cases(ids: set[UUID]) -> Mapping[UUID, Case]:
    found = session.scalars(select(Case).where(Case.id.in_(ids)).order_by(Case.id))
    return {case.id: case for case in found}
