"""The shape of a state table: its moves, and how one is checked."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from casetrack.rules.facts import Fact, Given, is_blank
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Role
from casetrack.rules.words import N_, Worded

S = TypeVar("S", bound=Worded)


@dataclass(frozen=True, slots=True)
class Condition:
    """A sentence of law on the facts of a move; refused on `field` when `holds` says no."""

    field: str
    holds: Callable[[Given], bool]
    message: str


@dataclass(frozen=True, slots=True)
class Move(Generic[S]):
    """One allowed act on one unit.

    `from_state` None starts the unit. `label` is the word on the button. `authority` says who
    decides in law, `roles` who may record it here. `reopens` marks a move that needs a
    supervisor. `source` is the statute or rule. `door` is "" when the generic move form serves,
    else the special page that makes a record of its own. `exit_reason` is the coded reason
    that the move itself carries; see `reason_key`.
    """

    from_state: S | None
    to_state: S
    label: str
    roles: frozenset[Role]
    authority: str
    facts: tuple[Fact, ...]
    reopens: bool = False
    source: str = ""
    door: str = ""
    exit_reason: str = ""
    conditions: tuple[Condition, ...] = ()

    def asked(self) -> tuple[Fact, ...]:
        """Return the facts that a form asks for: all but the numbers casetrack draws itself."""
        return tuple(fact for fact in self.facts if not fact.allocated)

    def reason_key(self, facts: Given) -> str:
        """Return the coded reason of this exit (reasons.py), or "" when it is not an exit.

        What the facts say goes before the reason that the move itself carries.
        """
        for fact in self.facts:
            coded = fact.key in ("closure_reason", "class", "reason") and fact.choices
            if coded and (fact.required or not is_blank(facts.get(fact.key))):
                return str(facts[fact.key])
        return self.exit_reason


@dataclass(frozen=True)
class Table(Generic[S]):
    """All moves of one unit. `noun` is the unit's word in a refusal: "A case", "A complaint"."""

    noun: str
    states: type[S]
    moves: tuple[Move[S], ...]
    _by_ends: dict[tuple[S | None, S], Move[S]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the moves; two moves between the same states would be ambiguous."""
        by_ends = {(move.from_state, move.to_state): move for move in self.moves}
        if len(by_ends) != len(self.moves):
            raise ValueError(f"two moves between the same states: {self.noun}")
        object.__setattr__(self, "_by_ends", by_ends)

    def from_state(self, state: S | None) -> tuple[Move[S], ...]:
        """Return the moves that leave `state` (None: that start the unit), in table order."""
        return tuple(move for move in self.moves if move.from_state == state)

    def allowed(self, state: S | None, role: Role) -> tuple[Move[S], ...]:
        """Return the moves that `role` may make from `state`."""
        return tuple(move for move in self.from_state(state) if role in move.roles)

    def find(self, from_: S | None, to: S) -> Move[S] | None:
        """Return the move between two states, or None."""
        return self._by_ends.get((from_, to))

    def is_terminal(self, state: S) -> bool:
        """Say whether nothing leaves `state`."""
        return not self.from_state(state)

    def missing(self, move: Move[S], facts: Given) -> tuple[Fact, ...]:
        """Return the facts of `move` that are needed and blank."""
        return tuple(fact for fact in move.facts if fact.is_missing(facts))

    def check(self, from_: S | None, to: S, *, role: Role, facts: Given) -> Move[S]:
        """Return the move if `role` may make it with `facts`; raise Refused if not."""
        move = self._known(from_, to)
        if role not in move.roles:
            raise Refused(
                N_('Only {authority} may record "{move}".'),
                authority=" / ".join(sorted(held.label for held in move.roles)),
                move=move.label,
            )
        for fact in self.missing(move, facts):
            raise Refused(N_("{fact} is missing."), field=fact.key, fact=fact.label)
        _check_choices(move.facts, facts)
        for condition in move.conditions:
            if not condition.holds(facts):
                raise Refused(condition.message, field=condition.field)
        return move

    def _known(self, from_: S | None, to: S) -> Move[S]:
        move = self.find(from_, to)
        if move is not None:
            return move
        if from_ is None:
            raise Refused(N_("{noun} cannot start as {to}."), noun=self.noun, to=to.label)
        raise Refused(
            N_('{noun} in "{state}" cannot go to "{to}".'),
            noun=self.noun,
            state=from_.label,
            to=to.label,
        )


def _check_choices(facts: Iterable[Fact], given: Given) -> None:
    """Refuse a coded fact whose value is not in its list."""
    for fact in facts:
        value = given.get(fact.key)
        if fact.choices is None or value is None or value == "":
            continue
        if value not in {choice.key for choice in fact.choices}:
            raise Refused(N_("{fact}: choose one of the list."), field=fact.key, fact=fact.label)
