"""The three state tables against the reference rows: the same moves, facts and reopenings."""

import re

from casetrack.rules.stages import ACCUSED, CASE, COMPLAINT
from tests.rules.source import rows

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
# What we ask beyond the reference, so that every exit has a coded reason and s.43 can be held;
# a plea bargain (NAO 1999 s.25) is told from a compromise by the reason.
MORE = {
    ("INVESTIGATION", "UNTRACED_REPORT"): {"closure_reason"},
    ("COGNIZANCE", "COMPOUNDED"): {"sections", "reason"},
    ("CHARGE_FRAMED", "COMPOUNDED"): {"sections", "reason"},
    ("TRIAL", "COMPOUNDED"): {"sections", "reason"},
}


def wanted(text: str) -> set[str]:
    bare = re.sub(r"\s*\((?:[^()]|\([^()]*\))*\)", "", text)
    return set().union(*(ODD_WORDS.get(word, {word}) for word in bare.split(";")))


def reference() -> dict[tuple[str, str | None, str], tuple[set[str], bool]]:
    """(table, from, to) -> (facts, reopens), with the reference's states renamed."""
    found: dict[tuple[str, str | None, str], tuple[set[str], bool]] = {}
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


OURS = {
    # A complaint is verified, joined or dropped on its own; the reference goes straight to a case.
    ("complaint", "VERIFICATION", "VERIFIED"),
    ("complaint", "VERIFIED", "JOINED"),
    ("complaint", "VERIFIED", "CLOSED"),
    # The reference sends a case on appeal back to its trial (APPEAL to TRIAL) and leaves the
    # accused judged. CrPC s.423(1): a conviction (b) or an acquittal (a) is reversed and he is
    # retried on the charge that stands.
    ("accused", "CONVICTED", "CHARGED"),
    ("accused", "ACQUITTED", "CHARGED"),
    # The reference lets a case end without a trial at cognizance and on trial; so it may between
    # the two. CrPC s.494(b); death of the sole accused; Constitution Art 199 and CrPC s.561-A.
    ("case", "CHARGE_FRAMED", "WITHDRAWN"),
    ("case", "CHARGE_FRAMED", "ABATED"),
    ("case", "CHARGE_FRAMED", "QUASHED"),
    ("case", "COGNIZANCE", "ABATED"),
    # A challan that no court has taken up may be quashed like the FIR beneath it.
    ("case", "INTERIM_CHALLAN", "QUASHED"),
    ("case", "FINAL_CHALLAN", "QUASHED"),
    # Published police tables count both during investigation: CrPC s.494; s.173 report of a death.
    ("case", "INVESTIGATION", "WITHDRAWN"),
    ("case", "INVESTIGATION", "ABATED"),
}


def test_tables_hold_every_row_of_the_reference_and_nothing_else() -> None:
    names = {id(COMPLAINT): "complaint", id(CASE): "case", id(ACCUSED): "accused"}
    ours: dict[tuple[str, str | None, str], tuple[set[str], bool]] = {
        (names[id(table)], move.from_state, move.to_state): (
            {fact.key for fact in move.facts},
            move.reopens,
        )
        for table in (COMPLAINT, CASE, ACCUSED)
        for move in table.moves
    }
    theirs = reference()
    assert set(ours) - set(theirs) == OURS
    assert {key: ours[key] for key in theirs} == theirs
    assert len(theirs) == 49 + 8 + 25
