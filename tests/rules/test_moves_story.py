"""One case from enquiry to appeal, as it would be lived."""

import pytest

from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Role
from casetrack.rules.stages import ACCUSED, CASE, AccusedState, CaseState

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
