"""The three state tables, exhaustively: who may do what, with which facts."""

from collections.abc import Iterator
from typing import Any

import pytest

from casetrack.rules.facts import Fact, is_blank
from casetrack.rules.moves import Move, Table
from casetrack.rules.reasons import CLOSURE_REASONS
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Role
from casetrack.rules.stages import ACCUSED, CASE, COMPLAINT, CaseState, ComplaintState
from casetrack.rules.words import Worded
from tests.rules.reviewed_moves import ACCUSED_ROLES, CASE_ROLES, COMPLAINT_ROLES

LETTERS = {
    "C": Role.CLERK,
    "I": Role.INVESTIGATOR,
    "S": Role.SUPERVISOR,
    "L": Role.LIAISON,
}
TABLES: list[tuple[Table[Any], str]] = [
    (COMPLAINT, COMPLAINT_ROLES),
    (CASE, CASE_ROLES),
    (ACCUSED, ACCUSED_ROLES),
]
MOVES = [(table, move) for table, _ in TABLES for move in table.moves]
SAMPLES: dict[str, object] = {
    "text": "x",
    "long": "x",
    "date": "2026-11-21",
    "instant": "2026-11-21T10:00+05:00",
    "number": 0,
    "officer": "o",
    "case": "c",
    "complaint": "k",
    "yes_no": False,
}


def sample(fact: Fact, move: Move[Any]) -> object:
    if fact.choices:
        return fact.choices[0].key
    if fact.kind == "sections":
        return ("PECA-2016/14",) if move.to_state == "COMPOUNDED" else ("PECA-2016/10",)
    return SAMPLES[fact.kind]


def all_facts(move: Move[Any]) -> dict[str, object]:
    return {fact.key: sample(fact, move) for fact in move.facts}


def expected(text: str) -> dict[tuple[str | None, str], frozenset[Role]]:
    lines = (line.split() for line in text.split("\n") if line)
    return {
        (None if from_ == "-" else from_, to): frozenset(LETTERS[letter] for letter in letters)
        for from_, to, letters in lines
    }


def members(table: Table[Any]) -> list[Any]:
    states: type[Worded] = table.states
    return list(states)


def every_try() -> Iterator[tuple[Table[Any], Any, Any, Role, frozenset[Role] | None]]:
    for table, text in TABLES:
        known = expected(text)
        for from_ in (None, *members(table)):
            for to in members(table):
                for role in Role:
                    yield table, from_, to, role, known.get((from_, to))


def test_every_from_to_role_is_answered_as_reviewed() -> None:
    tried = allowed = 0
    for table, from_, to, role, roles in every_try():
        tried += 1
        move = table.find(from_, to)
        facts = all_facts(move) if move else {}
        if roles and role in roles:
            assert table.check(from_, to, role=role, facts=facts) is move
            allowed += 1
        else:
            with pytest.raises(Refused) as refused:
                table.check(from_, to, role=role, facts=facts)
            assert str(refused.value).startswith("Only " if roles else table.noun)
    assert tried == (8 * 7 + 23 * 22 + 17 * 16) * len(Role)
    assert allowed == sum(len(roles) for _, text in TABLES for roles in expected(text).values())


@pytest.mark.parametrize(("table", "move"), MOVES, ids=lambda x: getattr(x, "label", ""))
def test_every_missing_fact_is_refused_by_name(table: Table[Any], move: Move[Any]) -> None:
    role = min(move.roles)
    for fact in move.facts:
        if not fact.required or fact.allocated:
            continue
        facts = all_facts(move)
        blank = {**facts, fact.key: " "}
        del facts[fact.key]
        for given in (facts, blank):
            with pytest.raises(Refused) as refused:
                table.check(move.from_state, move.to_state, role=role, facts=given)
            assert refused.value.field == fact.key
            assert [one.key for one in table.missing(move, given)] == [fact.key]


@pytest.mark.parametrize(("table", "move"), MOVES, ids=lambda x: getattr(x, "label", ""))
def test_a_choice_outside_its_list_is_refused(table: Table[Any], move: Move[Any]) -> None:
    for fact in move.facts:
        if fact.choices:
            facts = {**all_facts(move), fact.key: "NO_SUCH_KEY"}
            with pytest.raises(Refused, match="choose one") as refused:
                table.check(move.from_state, move.to_state, role=min(move.roles), facts=facts)
            assert refused.value.field == fact.key


@pytest.mark.parametrize(
    ("table", "from_", "to", "first", "second"),
    [
        (CASE, "CANCELLATION_REPORT", "INVESTIGATION", "magistrate_order", "fresh_evidence"),
        (CASE, "FINAL_CHALLAN", "INVESTIGATION", "prosecutor_objection", "court_order"),
        (ACCUSED, None, "SUSPECT", "identity", "descriptor"),
        (ACCUSED, "SUSPECT", "NOMINATED", "fir_no", "supplementary_statement"),
    ],
)
def test_one_of_two_facts_is_enough(
    table: Table[Any], from_: str | None, to: str, first: str, second: str
) -> None:
    start = None if from_ is None else table.states(from_)
    end = table.states(to)
    for given in ({first: "x"}, {second: "x"}):
        assert table.check(start, end, role=Role.SUPERVISOR, facts=given).to_state is end
    with pytest.raises(Refused) as refused:
        table.check(start, end, role=Role.SUPERVISOR, facts={})
    assert refused.value.field == first


def fir(sections: tuple[str, ...], from_: CaseState | None) -> Move[CaseState]:
    move = CASE.find(from_, CaseState.INVESTIGATION)
    assert move is not None
    facts = {**all_facts(move), "sections": sections, "s155_order_no": ""}
    return CASE.check(from_, CaseState.INVESTIGATION, role=Role.INVESTIGATOR, facts=facts)


def test_fir_of_non_cognizable_offences_needs_the_magistrate() -> None:
    assert fir(("PECA-2016/14", "PPC-1860/420"), CaseState.PERMISSION).door == "fir"
    with pytest.raises(Refused) as refused:
        fir(("PECA-2016/14",), CaseState.PERMISSION)
    assert refused.value.field == "s155_order_no"


def test_fir_without_enquiry_needs_a_cognizable_offence() -> None:
    assert fir(("PECA-2016/10",), None).door == "fir"
    with pytest.raises(Refused) as refused:
        fir(("PECA-2016/14",), None)
    assert refused.value.field == "sections"


@pytest.mark.parametrize("section", ["10", "21(1)", "22", "22B"])
def test_barred_sections_are_never_compounded(section: str) -> None:
    facts = {
        "compromise_doc": "x",
        "order_no": "1",
        "sections": ["PECA-2016/14", f"PECA-2016/{section}"],
    }
    with pytest.raises(Refused) as refused:
        CASE.check(CaseState.TRIAL, CaseState.COMPOUNDED, role=Role.LIAISON, facts=facts)
    assert refused.value.field == "sections"


@pytest.mark.parametrize("from_", [CaseState.PERMISSION, None])
def test_an_unknown_section_is_refused_by_name(from_: CaseState | None) -> None:
    with pytest.raises(Refused, match="PECA-2016/999") as refused:
        fir(("PECA-2016/999",), from_)
    assert refused.value.field == "sections"


def test_every_state_is_reachable_and_none_is_dead() -> None:
    terminal = {
        COMPLAINT.noun: {"JOINED", "TRANSFERRED", "DUPLICATE"},
        CASE.noun: {
            "TRANSFERRED",
            "MERGED",
            "QUASHED",
            "DISCHARGED",
            "COMPOUNDED",
            "WITHDRAWN",
            "ABATED",
        },
        ACCUSED.noun: {
            "CLEARED",
            "DISCHARGED_BY_MAGISTRATE",
            "RELEASED_S169",
            "DISCHARGED",
            "DIED",
            "TREATED_AS_VICTIM",
        },
    }
    for table, _ in TABLES:
        seen: set[Any] = set()
        ahead: list[Any] = [None]
        while ahead:
            for move in table.from_state(ahead.pop()):
                if move.to_state not in seen:
                    seen.add(move.to_state)
                    ahead.append(move.to_state)
        assert seen == set(members(table))
        assert {s.value for s in members(table) if table.is_terminal(s)} == terminal[table.noun]


EXITS = {
    "CLOSED",
    "TRANSFERRED",
    "DUPLICATE",
    "ENQUIRY_CLOSED",
    "MERGED",
    "CANCELLATION_REPORT",
    "UNTRACED_REPORT",
    "QUASHED",
    "DISCHARGED",
    "COMPOUNDED",
    "WITHDRAWN",
    "ABATED",
    "DORMANT",
}


def test_every_exit_of_complaint_and_case_has_a_coded_reason() -> None:
    known = {reason.key for reason in CLOSURE_REASONS}
    assert len(known) == len(CLOSURE_REASONS)
    for table in (COMPLAINT, CASE):
        moves: tuple[Move[Any], ...] = table.moves
        for move in moves:
            key = move.reason_key(all_facts(move))
            assert (key in known) is (move.to_state in EXITS), move.label
            assert key in known | {""}


def test_reopening_is_for_supervisors_and_asks_why() -> None:
    reopening = [move for _, move in MOVES if move.reopens]
    assert len(reopening) == 10
    for move in reopening:
        assert move.roles == {Role.SUPERVISOR}
        assert any(fact.kind in ("long", "choice") for fact in move.facts)


def test_labels_sources_and_authorities_are_written() -> None:
    for table, move in MOVES:
        assert all((move.label, move.source, move.authority, move.roles))
        assert not move.roles & {Role.AUDITOR, Role.ADMINISTRATOR}
        buttons = [other.label for other in table.from_state(move.from_state)]
        assert buttons.count(move.label) == (2 if move.label == "Revive case" else 1)
        keys = [fact.key for fact in move.facts]
        assert len(keys) == len(set(keys))
        assert all((fact.kind == "choice") is bool(fact.choices) for fact in move.facts)


def test_allowed_gives_the_buttons_of_a_role() -> None:
    labels = [move.label for move in CASE.allowed(CaseState.ENQUIRY, Role.INVESTIGATOR)]
    assert labels == [
        "Ask for permission",
        "Close enquiry",
        "Transfer to another agency",
        "Merge into another case",
    ]
    assert CASE.allowed(CaseState.ENQUIRY, Role.LIAISON) == ()
    assert [m.to_state for m in COMPLAINT.allowed(ComplaintState.RECEIVED, Role.CLERK)] == [
        ComplaintState.VERIFICATION
    ]


def test_numbers_that_casetrack_draws_are_not_asked() -> None:
    opened = CASE.find(None, CaseState.ENQUIRY)
    assert opened is not None
    assert [fact.key for fact in opened.asked()] == ["enquiry_officer", "offence_sections"]


def test_two_moves_between_the_same_states_are_refused_at_load() -> None:
    with pytest.raises(ValueError, match="two moves"):
        Table("A case", CaseState, (CASE.moves[0], CASE.moves[0]))


@pytest.mark.parametrize("value", [None, "", "  ", (), [], frozenset()])
def test_blank(value: object) -> None:
    assert is_blank(value)


@pytest.mark.parametrize("value", [0, False, "x", ("x",)])
def test_not_blank(value: object) -> None:
    assert not is_blank(value)
