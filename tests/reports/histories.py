"""A case's life entered through the services, each act on its own day and known that day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from casetrack.accounts.models import Officer
from casetrack.cases import service as cases
from casetrack.cases.facts import FirFacts
from casetrack.cases.models import Accused, Case
from casetrack.cases.queries import accused_of
from casetrack.db import KARACHI
from casetrack.people import service as people
from casetrack.people.facts import PersonFacts
from casetrack.prosecution import service as prosecution
from casetrack.prosecution.facts import (
    AppealFacts,
    ChallanFacts,
    ChargeFacts,
    DecisionFacts,
    DischargeFacts,
    JudgmentFacts,
    VerdictRow,
)
from casetrack.prosecution.queries import charges_of
from casetrack.rules.roles import Role
from casetrack.rules.states import AccusedState, CaseState
from tests import factories

A, C = AccusedState, CaseState
TERROR = "PECA-2016/10"  # cognizable: a FIR needs no enquiry
FRAUD = "PECA-2016/14"  # compoundable
COURT = "Judge, Special Court (PECA)"
CANCELLATIONS = {
    "not_investigated": "NO_SUFFICIENT_GROUND",
    "non_cognizable": "NOT_COGNIZABLE",
    "false": "FALSE",
    "mistake": "MISTAKE_OF_FACT",
}


def at(on: date, hour: int = 11) -> datetime:
    return datetime.combine(on, time(hour), tzinfo=KARACHI)


@dataclass
class Station:
    """A circle and the officers who write its cases."""

    code: str
    io: Officer
    supervisor: Officer
    sections: tuple[str, ...] = (TERROR,)

    @classmethod
    def at(cls, code: str, *sections: str) -> Station:
        io = factories.officer(Role.INVESTIGATOR, code)
        return cls(code, io, factories.officer(Role.SUPERVISOR, code), sections or (TERROR,))

    def fir(self, on: date) -> Case:
        facts = FirFacts(
            title="Invented raid",
            police_station=self.code,
            sections=self.sections,
            io=self.io.id,
            fir_at=at(on),
            source_report="Found at work.",
            reason_no_enquiry="Caught red-handed.",
        )
        return cases.open_by_fir(facts=facts, actor=self.io.actor, now=at(on))

    def move(self, case: Case, to: CaseState, on: date, **facts: object) -> Case:
        """One move by the supervisor, who may make nearly all of them."""
        given = {"occurred_at": at(on), "order_no": "O-1", "report_no": "R-1", **facts}
        return cases.move(
            case=case, to=to, actor=self.supervisor.actor, facts=given, now=at(on, 15)
        )

    # --- how the police dispose of it, by the column of a police desk

    def dispose(self, case: Case, column: str, on: date) -> None:
        if column == "challaned":
            self.challan(case, on)
        elif column in CANCELLATIONS:
            self.move(case, C.CANCELLATION_REPORT, on, **{"class": CANCELLATIONS[column]})
        else:
            to, facts = _POLICE_ENDS[column]
            self.move(case, to, on, **facts)

    def reopen(self, case: Case, on: date) -> None:
        self.move(case, C.INVESTIGATION, on, fresh_evidence="A witness came forward.")

    def challan(self, case: Case, on: date, kind: str = "FINAL") -> None:
        """Sent up with one accused, arrested the day before it."""
        there = accused_of(case) or [self._arrested(case, on)]
        facts = ChallanFacts(
            kind=kind,
            number=f"{kind}-{on}",
            submitted_on=on,
            prosecutor="Prosecutor Invented",
            accused={one.id: 3 for one in there},
            witnesses="PW-1 the manager of the bank",
            exhibits="P-1 a computer",
        )
        prosecution.submit_challan(case=case, facts=facts, actor=self.io.actor, now=at(on, 15))

    def _arrested(self, case: Case, on: date) -> Accused:
        moment = max(at(on, 9) - timedelta(days=1), at(case.opened_on, 12))
        person = people.record_person(
            facts=PersonFacts(name=f"Invented of {case.number}"), actor=self.io.actor, now=moment
        )
        one = cases.add_accused(
            case=case,
            person=person,
            state=A.NOMINATED,
            actor=self.io.actor,
            now=moment,
            occurred_at=moment,
        )
        facts: dict[str, object] = {
            "arrest_at": moment,
            "place": "Peoples Colony",
            "arresting_officer": self.io.id,
            "arrest_memo": "M-1",
            "relative_informed_at": moment,
            "sex": "MALE",
            "juvenile_flag": False,
            "nationality": "PK",
        }
        return cases.move_accused(
            accused=one, to=A.ARRESTED, actor=self.io.actor, facts=facts, now=moment
        )

    # --- before the court

    def cognizance(self, case: Case, on: date) -> None:
        facts = {"court": COURT, "court_case_no": "12", "cognizance_at": at(on)}
        self.move(case, C.COGNIZANCE, on, **facts)

    def charge(self, case: Case, on: date, plea: str = "NOT_GUILTY") -> None:
        pleas = {one.id: plea for one in accused_of(case) if one.state is A.CHALLANED}
        facts = ChargeFacts(at(on), at(on) - timedelta(days=8), (FRAUD,), pleas)
        prosecution.frame_charges(
            case=case, facts=facts, actor=self.supervisor.actor, now=at(on, 15)
        )

    def trial(self, case: Case, on: date) -> None:
        self.move(case, C.TRIAL, on, first_pw_at=at(on))

    def verdict(self, case: Case, kind: str, on: date) -> None:
        """A judgment on every charge; the case's end follows from it."""
        more: dict[str, Any] = {}
        if kind == "CONVICTED":
            more = {"sentence": "2 years"}
        elif kind == "ACQUITTED":
            more = {"ground": "MERITS"}
        judgment = JudgmentFacts(
            judgment_at=at(on),
            court=COURT,
            order_no="J-1",
            compromise_doc="Deed 1",
            death_certificate="D-1",
            died_on=on,
        )
        rows = [VerdictRow(charge.id, kind, **more) for charge in charges_of(case)]
        prosecution.record_verdicts(
            case=case, rows=rows, judgment=judgment, actor=self.supervisor.actor, now=at(on, 15)
        )

    def discharge(self, case: Case, kind: str, on: date) -> None:
        gone = frozenset(one.id for one in accused_of(case))
        prosecution.discharge_accused(
            case=case,
            facts=DischargeFacts(kind, "O-1", at(on), gone),
            actor=self.supervisor.actor,
            now=at(on, 15),
        )

    def end_before_charge(self, case: Case, column: str, on: date) -> None:
        """How a court ends it without a trial, by the column of a court desk."""
        if column == "discharged":
            self.discharge(case, "DISCHARGED", on)
        else:
            to, facts = _COURT_ENDS[column]
            self.move(case, to, on, **facts)

    def retrial(self, case: Case, appealed: date, ordered: date) -> None:
        """An appeal, and its judgment: the case is tried again."""
        facts = AppealFacts(
            number=f"Crl.A. {appealed}",
            court="High Court",
            filed_at=at(appealed),
            filed_by="A-001",
            certified_copy_at=at(appealed, 9),
            leave_order="Leave 1",
        )
        boss = self.supervisor.actor
        filed = prosecution.file_appeal(case=case, facts=facts, actor=boss, now=at(appealed, 15))
        rows = tuple(VerdictRow(charge.id, "SET_ASIDE") for charge in charges_of(case))
        decided = DecisionFacts(at(ordered), "RETRIAL", "Crl.A. judgment", rows)
        prosecution.decide_appeal(
            case=case, appeal=filed, facts=decided, actor=boss, now=at(ordered, 15)
        )


Facts = Mapping[str, object]
_POLICE_ENDS: Mapping[str, tuple[CaseState, Facts]] = {
    "untraced": (C.UNTRACED_REPORT, {"closure_reason": "UNTRACEABLE"}),
    "transferred": (C.TRANSFERRED, {"target_agency": "FIA"}),
    "withdrawn": (C.WITHDRAWN, {}),
    "abated": (C.ABATED, {"death_certificate": "D-1"}),
    "quashed": (C.QUASHED, {"court": "High Court"}),
}
_COURT_ENDS: Mapping[str, tuple[CaseState, Facts]] = {
    "abated": (C.ABATED, {"death_certificate": "D-1"}),
    "withdrawn": (C.WITHDRAWN, {}),
    "compounded": (C.COMPOUNDED, {"compromise_doc": "Deed 1", "sections": [FRAUD]}),
    "plea_bargained": (
        C.COMPOUNDED,
        {"compromise_doc": "Bargain 1", "sections": [FRAUD], "reason": "PLEA_BARGAIN"},
    ),
    "quashed": (C.QUASHED, {"court": "High Court"}),
    "record_room": (C.DORMANT, {"reason": "ACCUSED_ABSCONDING"}),
}
Act = Callable[[Case, date], None]
