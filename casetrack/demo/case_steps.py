"""The moves of a planned case and of its accused: when, by whom, told what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from casetrack.demo.places import Place
from casetrack.demo.plan import COURT, AccusedPlan, CasePlan
from casetrack.demo.writing import dashed, instant
from casetrack.rules.stages import AccusedState, CaseState

Facts = dict[str, object]
SENTENCE_DAYS = 365
FINE_RS = 50_000
# What an officer ends; the others are ended by a court.
_POLICE_EXITS = frozenset(
    {
        CaseState.ENQUIRY_CLOSED,
        CaseState.MERGED,
        CaseState.CANCELLATION_REPORT,
        CaseState.UNTRACED_REPORT,
        CaseState.TRANSFERRED,
    }
)
_PAPERS: Facts = {"cfr": "Invented", "legal_opinion": "Invented"}
_EXITS: Mapping[CaseState, Facts] = {
    CaseState.ENQUIRY_CLOSED: _PAPERS,
    CaseState.TRANSFERRED: {
        "target_agency": "Provincial police",
        "letter_no": "Invented",
        "order_no": "Invented",
    },
    CaseState.CANCELLATION_REPORT: {"report_no": "Invented"},
    CaseState.UNTRACED_REPORT: {"report_no": "Invented"},
    CaseState.QUASHED: {"court": "High Court", "order_no": "Invented"},
}


@dataclass(frozen=True, slots=True)
class Filed:
    """A planned case with its id and number, and what it and its accused have in common."""

    case: CasePlan
    key: str
    number: str
    place: Place
    lead: str
    offence: str
    merged_into: str | None

    @property
    def fir(self) -> date:
        """The day of the FIR, of a case that has one."""
        return self.case.fir or date.max


class Step(NamedTuple):
    """One move of a case."""

    to: CaseState
    day: date
    hour: int
    actor: str
    facts: Facts


class AccusedStep(NamedTuple):
    """One move of an accused."""

    to: AccusedState
    day: date
    hour: int
    actor: str
    facts: Facts


def steps_of(filed: Filed) -> Iterator[Step]:
    """The moves of the case from its enquiry on."""
    case, lead = filed.case, filed.lead
    opened: Facts = {"enquiry_officer": dashed(lead), "offence_sections": [filed.offence]}
    yield Step(CaseState.ENQUIRY, case.enquiry, 10, lead, opened)
    if case.permission:
        asked = {"offence_sections": [filed.offence], "cognizable_flag": False}
        yield Step(CaseState.PERMISSION, case.permission, 11, lead, _PAPERS | asked)
    if case.fir:
        yield Step(CaseState.INVESTIGATION, case.fir, 11, lead, _fir(filed))
    for state, day in zip(COURT, case.court, strict=False):
        actor = lead if state is CaseState.FINAL_CHALLAN else filed.place.liaison.hex
        yield Step(state, day, 8, actor, _court(state, day, filed.offence))
    if case.verdict:
        yield Step(case.state, case.verdict, 8, filed.place.liaison.hex, _verdict(filed))
    elif case.ended:
        actor = lead if case.state in _POLICE_EXITS else filed.place.liaison.hex
        yield Step(case.state, case.ended, 12, actor, _exit(filed))


def accused_steps(filed: Filed, accused: AccusedPlan) -> Iterator[AccusedStep]:
    """The moves of one accused, from suspect to where he stands."""
    case, lead, liaison = filed.case, filed.lead, filed.place.liaison.hex
    state = AccusedState
    yield AccusedStep(state.SUSPECT, filed.fir, 11, lead, {"identity": "Invented"})
    yield AccusedStep(state.NOMINATED, filed.fir, 11, lead, {"fir_no": filed.number})
    yield AccusedStep(state.ARRESTED, accused.arrested, 12, lead, _arrest(accused, lead))
    if accused.state is state.ARRESTED:
        return
    sent_up: Facts = {"challan_no": "1", "column": "3"}
    yield AccusedStep(state.CHALLANED, case.court[0], 8, lead, sent_up)
    if accused.state is state.CHALLANED:
        return
    framed = case.court[2]
    charged: Facts = {"charge_at": instant(framed, 8), "sections": [filed.offence]}
    yield AccusedStep(state.CHARGED, framed, 8, liaison, charged | {"plea": "NOT_GUILTY"})
    if case.verdict:
        given: Facts = {"judgment_at": instant(case.verdict, 8)}
        if accused.state is state.CONVICTED:
            given |= {"sections": [filed.offence], "sentence_days": SENTENCE_DAYS}
            given |= {"fine_rs": FINE_RS}
        else:
            given |= {"ground": "BENEFIT_OF_DOUBT"}
        yield AccusedStep(accused.state, case.verdict, 8, liaison, given)


def _fir(filed: Filed) -> Facts:
    return {
        "fir_at": instant(filed.fir, 11),
        "police_station": filed.place.code,
        "sections": [filed.offence],
        "io": dashed(filed.lead),
        "approval_ref": "Invented",
        "s155_order_no": "Invented",
    }


def _court(state: CaseState, day: date, offence: str) -> Facts:
    when = instant(day, 8)
    facts: Mapping[CaseState, Facts] = {
        CaseState.FINAL_CHALLAN: {
            "challan_no": "1",
            "submitted_at": when,
            "accused_list": "Invented",
            "witness_list": "Invented",
            "exhibit_list": "Invented",
        },
        CaseState.COGNIZANCE: {
            "court": "Judicial Magistrate",
            "court_case_no": "Invented",
            "cognizance_at": when,
        },
        CaseState.CHARGE_FRAMED: {
            "copies_supplied_at": when,
            "charge_at": when,
            "sections": [offence],
            "plea": "NOT_GUILTY",
        },
        CaseState.TRIAL: {"first_pw_at": when},
    }
    return facts[state]


def _verdict(filed: Filed) -> Facts:
    given: Facts = {"judgment_at": instant(filed.case.verdict or date.max, 8)}
    if filed.case.state is not CaseState.CONVICTED:
        return given | {"order_no": "Invented"}
    punished: Facts = {"sections": [filed.offence], "sentence": "Invented"}
    return given | punished | {"fine": FINE_RS, "compensation": 0}


def _exit(filed: Filed) -> Facts:
    case = filed.case
    if filed.merged_into:
        return {"merged_into": dashed(filed.merged_into)}
    coded = "class" if case.state is CaseState.CANCELLATION_REPORT else "closure_reason"
    return _EXITS[case.state] | ({coded: case.reason} if case.reason else {})


def _arrest(accused: AccusedPlan, lead: str) -> Facts:
    moment = instant(accused.arrested, 12)
    return {
        "arrest_at": moment,
        "place": "Invented",
        "arresting_officer": dashed(lead),
        "arrest_memo": "Invented",
        "relative_informed_at": moment,
        "sex": "MALE",
        "juvenile_flag": False,
        "nationality": "PK",
    }
