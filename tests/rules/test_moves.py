"""The three state tables against the reference, exhaustively, and against who may do what."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from casetrack.rules.facts import Fact, is_blank
from casetrack.rules.moves import Move, Table
from casetrack.rules.reasons import CLOSURE_REASONS
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Role
from casetrack.rules.stages import ACCUSED, CASE, COMPLAINT, AccusedState, CaseState, ComplaintState
from tests.rules.source import rows

# Who may record each move: C clerk, I investigator, S supervisor, L liaison. Reviewed by hand;
# a move that is not here must not exist.
COMPLAINT_ROLES = """
- RECEIVED CIS
RECEIVED VERIFICATION CS
RECEIVED TRANSFERRED IS
RECEIVED DUPLICATE IS
VERIFICATION VERIFIED IS
VERIFICATION CLOSED IS
VERIFICATION TRANSFERRED IS
VERIFICATION DUPLICATE IS
VERIFIED JOINED IS
VERIFIED CLOSED S
CLOSED VERIFICATION S
"""
CASE_ROLES = """
- ENQUIRY IS
- INVESTIGATION IS
ENQUIRY ENQUIRY_CLOSED IS
ENQUIRY PERMISSION IS
ENQUIRY TRANSFERRED IS
ENQUIRY MERGED IS
PERMISSION ENQUIRY S
PERMISSION ENQUIRY_CLOSED S
PERMISSION INVESTIGATION IS
INVESTIGATION INTERIM_CHALLAN IS
INVESTIGATION FINAL_CHALLAN IS
INTERIM_CHALLAN FINAL_CHALLAN IS
INVESTIGATION CANCELLATION_REPORT IS
INVESTIGATION UNTRACED_REPORT IS
INTERIM_CHALLAN CANCELLATION_REPORT IS
INVESTIGATION TRANSFERRED IS
INVESTIGATION QUASHED LS
CANCELLATION_REPORT INVESTIGATION S
UNTRACED_REPORT INVESTIGATION S
CANCELLATION_REPORT COGNIZANCE LS
FINAL_CHALLAN INVESTIGATION S
FINAL_CHALLAN COGNIZANCE LS
INTERIM_CHALLAN COGNIZANCE LS
COGNIZANCE CHARGE_FRAMED LS
COGNIZANCE DISCHARGED LS
COGNIZANCE ACQUITTED LS
COGNIZANCE DORMANT LS
COGNIZANCE WITHDRAWN LS
CHARGE_FRAMED TRIAL LS
CHARGE_FRAMED CONVICTED LS
TRIAL CONVICTED LS
TRIAL ACQUITTED LS
CHARGE_FRAMED ACQUITTED LS
TRIAL COMPOUNDED LS
COGNIZANCE COMPOUNDED LS
CHARGE_FRAMED COMPOUNDED LS
TRIAL WITHDRAWN LS
TRIAL ABATED LS
COGNIZANCE QUASHED LS
TRIAL QUASHED LS
TRIAL DORMANT LS
DORMANT COGNIZANCE S
DORMANT TRIAL S
CONVICTED APPEAL LS
ACQUITTED APPEAL LS
APPEAL CONVICTED LS
APPEAL ACQUITTED LS
APPEAL TRIAL S
ENQUIRY_CLOSED ENQUIRY S
"""
ACCUSED_ROLES = """
- SUSPECT IS
SUSPECT NOMINATED IS
SUSPECT CLEARED IS
NOMINATED ARRESTED IS
NOMINATED PRE_ARREST_BAIL IS
PRE_ARREST_BAIL ARRESTED IS
PRE_ARREST_BAIL CHALLANED IS
NOMINATED ABSCONDING IS
ABSCONDING PROCLAIMED_OFFENDER ILS
PROCLAIMED_OFFENDER ARRESTED IS
ABSCONDING ARRESTED IS
ARRESTED DISCHARGED_BY_MAGISTRATE IS
ARRESTED RELEASED_S169 IS
ARRESTED CHALLANED IS
NOMINATED CLEARED IS
CHALLANED CHARGED LS
CHALLANED DISCHARGED LS
CHALLANED ABSCONDING ILS
CHARGED CONVICTED LS
CHARGED ACQUITTED LS
CHARGED ABSCONDING LS
CHARGED DIED ILS
ARRESTED TREATED_AS_VICTIM IS
CONVICTED ACQUITTED LS
ACQUITTED CONVICTED LS
"""
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


def every_try() -> Iterator[tuple[Table[Any], Any, Any, Role, frozenset[Role] | None]]:
    for table, text in TABLES:
        known = expected(text)
        for from_ in (None, *table.states):
            for to in table.states:
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


# How the states of the reference file are named here, and which of its moves start a case.
COMPLAINT_NAMES = {
    "": None,
    "RECEIVED": "RECEIVED",
    "VERIFICATION": "VERIFICATION",
    "CLOSED_AT_VERIFICATION": "CLOSED",
    "TRANSFERRED": "TRANSFERRED",
    "MERGED": "DUPLICATE",
}
CASE_STARTS = {("VERIFICATION", "ENQUIRY"), ("RECEIVED", "INVESTIGATION")}
ODD_WORDS = {
    "plea per accused": {"plea"},
    "sentence per accused": {"sentence"},
    "compensation s.45": {"compensation"},
    "s155_order_no if non-cognizable": {"s155_order_no"},
    "magistrate_order or fresh evidence": {"magistrate_order", "fresh_evidence"},
    "prosecutor_objection or court order": {"prosecutor_objection", "court_order"},
    "identity or descriptor": {"identity", "descriptor"},
    "fir_no or supplementary statement": {"fir_no", "supplementary_statement"},
    "merged_into": {"merged_into"},
}
# What we ask beyond the reference, so that every exit has a coded reason and s.43 can be held.
MORE = {
    ("INVESTIGATION", "UNTRACED_REPORT"): {"closure_reason"},
    ("COGNIZANCE", "COMPOUNDED"): {"sections"},
    ("CHARGE_FRAMED", "COMPOUNDED"): {"sections"},
    ("TRIAL", "COMPOUNDED"): {"sections"},
}


def wanted(text: str) -> set[str]:
    bare = re.sub(r"\s*\((?:[^()]|\([^()]*\))*\)", "", text)
    return set().union(*(ODD_WORDS.get(word, {word}) for word in bare.split(";")))


def reference() -> dict[tuple[str, str | None, str], tuple[set[str], bool]]:
    """(table, from, to) -> (facts, reopens), with the reference's states renamed."""
    found = {}
    for row in rows("ref_stage_transitions.csv"):
        ends = (row["from_state"], row["to_state"])
        facts, reopens = wanted(row["required_fields"]), row["reopen"] == "1"
        if ends in CASE_STARTS:
            found["case", None, ends[1]] = (facts, reopens)
        elif ends[0] in COMPLAINT_NAMES:
            to = COMPLAINT_NAMES[ends[1]]
            assert to is not None
            facts = {"duplicate_of"} if to == "DUPLICATE" else facts
            found["complaint", COMPLAINT_NAMES[ends[0]], to] = (facts, reopens)
        else:
            found["case", ends[0], ends[1]] = (facts | MORE.get(ends, set()), reopens)
    for row in rows("ref_accused_transitions.csv"):
        found["accused", row["from_status"] or None, row["to_status"]] = (
            wanted(row["required_fields"]),
            False,
        )
    return found


# A complaint is verified, joined or dropped on its own; the reference goes straight to a case.
OURS = {
    ("complaint", "VERIFICATION", "VERIFIED"),
    ("complaint", "VERIFIED", "JOINED"),
    ("complaint", "VERIFIED", "CLOSED"),
}


def test_tables_hold_every_row_of_the_reference_and_nothing_else() -> None:
    names = {id(COMPLAINT): "complaint", id(CASE): "case", id(ACCUSED): "accused"}
    ours = {
        (names[id(table)], move.from_state, move.to_state): (
            {fact.key for fact in move.facts},
            move.reopens,
        )
        for table, move in MOVES
    }
    theirs = reference()
    assert set(ours) - set(theirs) == OURS
    assert {key: ours[key] for key in theirs} == theirs
    assert len(theirs) == 49 + 8 + 25


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
        assert table.check(start, end, role=Role.SUPERVISOR, facts=given)
    with pytest.raises(Refused) as refused:
        table.check(start, end, role=Role.SUPERVISOR, facts={})
    assert refused.value.field == first


def fir(sections: tuple[str, ...], from_: CaseState | None) -> Move[CaseState]:
    move = CASE.find(from_, CaseState.INVESTIGATION)
    assert move is not None
    facts = {**all_facts(move), "sections": sections, "s155_order_no": ""}
    return CASE.check(from_, CaseState.INVESTIGATION, role=Role.INVESTIGATOR, facts=facts)


def test_fir_of_non_cognizable_offences_needs_the_magistrate() -> None:
    assert fir(("PECA-2016/14", "PPC-1860/420"), CaseState.PERMISSION)
    with pytest.raises(Refused) as refused:
        fir(("PECA-2016/14",), CaseState.PERMISSION)
    assert refused.value.field == "s155_order_no"


def test_fir_without_enquiry_needs_a_cognizable_offence() -> None:
    assert fir(("PECA-2016/10",), None)
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
        assert seen == set(table.states)
        assert {s.value for s in table.states if table.is_terminal(s)} == terminal[table.noun]


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
    assert len(reopening) == 8
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


STORY: list[tuple[CaseState, Role, dict[str, object]]] = [
    (
        CaseState.ENQUIRY,
        Role.INVESTIGATOR,
        {"enquiry_officer": "Asma", "offence_sections": ["PECA-2016/14"]},
    ),
    (
        CaseState.PERMISSION,
        Role.INVESTIGATOR,
        {
            "cfr": "Mule accounts traced",
            "offence_sections": ["PECA-2016/14"],
            "cognizable_flag": False,
            "legal_opinion": "Fit for an FIR",
        },
    ),
    (
        CaseState.INVESTIGATION,
        Role.INVESTIGATOR,
        {
            "fir_at": "2025-07-09T09:00+05:00",
            "police_station": "NCCIA Faisalabad",
            "sections": ["PECA-2016/14", "PECA-2016/16"],
            "io": "Asma",
            "approval_ref": "AD/44/2025",
            "s155_order_no": "155/12",
        },
    ),
    (
        CaseState.INTERIM_CHALLAN,
        Role.INVESTIGATOR,
        {"challan_no": "1", "submitted_at": "2025-07-26T11:00+05:00", "accused_list": ["a"]},
    ),
    (
        CaseState.FINAL_CHALLAN,
        Role.INVESTIGATOR,
        {"challan_no": "2", "submitted_at": "2025-09-26T11:00+05:00"},
    ),
    (
        CaseState.COGNIZANCE,
        Role.LIAISON,
        {
            "court": "Special Court, Faisalabad",
            "court_case_no": "88/2025",
            "cognizance_at": "2025-10-01T10:00+05:00",
        },
    ),
    (
        CaseState.CHARGE_FRAMED,
        Role.LIAISON,
        {
            "copies_supplied_at": "2025-10-10T10:00+05:00",
            "charge_at": "2025-10-20T10:00+05:00",
            "sections": ["PECA-2016/14"],
            "plea": "NOT_GUILTY",
        },
    ),
    (CaseState.TRIAL, Role.LIAISON, {"first_pw_at": "2025-11-01T10:00+05:00"}),
    (
        CaseState.CONVICTED,
        Role.LIAISON,
        {
            "judgment_at": "2026-03-01T10:00+05:00",
            "sections": ["PECA-2016/14"],
            "sentence": "Two years",
            "fine": 500_000,
            "compensation": 0,
        },
    ),
    (
        CaseState.APPEAL,
        Role.LIAISON,
        {
            "appeal_no": "12/2026",
            "filed_at": "2026-03-20T10:00+05:00",
            "certified_copy_at": "2026-03-05T10:00+05:00",
        },
    ),
    (
        CaseState.ACQUITTED,
        Role.LIAISON,
        {"appeal_judgment_at": "2026-10-01T10:00+05:00", "result": "CONVICTION_SET_ASIDE"},
    ),
]


def test_a_case_from_enquiry_to_appeal() -> None:
    state: CaseState | None = None
    for to, role, facts in STORY:
        state = CASE.check(state, to, role=role, facts=facts).to_state
    assert state is CaseState.ACQUITTED
    with pytest.raises(Refused) as refused:
        CASE.check(state, CaseState.TRIAL, role=Role.SUPERVISOR, facts={})
    assert str(refused.value) == 'A case in "Acquitted" cannot go to "On trial".'
    with pytest.raises(Refused) as refused:
        CASE.check(None, CaseState.TRIAL, role=Role.SUPERVISOR, facts={})
    assert str(refused.value) == "A case cannot start as On trial."
    with pytest.raises(Refused) as refused:
        ACCUSED.check(
            AccusedState.CHARGED, AccusedState.DIED, role=Role.CLERK, facts={"date": "2026-01-01"}
        )
    assert str(refused.value).startswith("Only Investigator / Prosecution liaison / Supervisor ")
