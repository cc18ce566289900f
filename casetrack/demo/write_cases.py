"""Case plans as rows: the case, its moves with the facts each needs, and who leads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from casetrack.demo.bulk import Bulk
from casetrack.demo.case_steps import Filed, Step, steps_of
from casetrack.demo.intake import ComplaintPlan
from casetrack.demo.places import Place
from casetrack.demo.plan import CasePlan
from casetrack.demo.write_accused import AccusedWriter
from casetrack.demo.writing import Ids, Serials, at, fold, iso, told
from casetrack.rules.stages import (
    CASE,
    AccusedState,
    CaseState,
    Stage,
    StageDates,
    case_outcome,
    furthest_stage,
    stage_dates,
)

# Offences that seal no case, and what a case of them is called. Invented.
OFFENCES = (
    ("PECA-2016/14", "electronic fraud"),
    ("PECA-2016/16", "use of another's identity"),
    ("PECA-2016/13(1)", "electronic forgery"),
    ("PECA-2016/24(1)", "cyber stalking"),
    ("PECA-2016/3", "access to an account"),
)


class CaseWriter:
    """Numbers enquiries and FIRs by circle and year and adds the rows of every case."""

    def __init__(
        self,
        bulk: Bulk,
        places: Sequence[Place],
        complaints: Mapping[int, Sequence[ComplaintPlan]],
        ids: Ids,
        serials: Serials,
    ) -> None:
        self._bulk, self._places, self._complaints = bulk, places, complaints
        self._ids, self._serials = ids, serials
        self._accused = AccusedWriter(bulk, ids)
        self.ids: dict[int, str] = {}

    def write(self, cases: Sequence[CasePlan]) -> None:
        """All cases in the order of their enquiries."""
        firs = self._fir_serials(cases)
        for case in cases:
            self._one(case, firs.get(case.number))
            self._bulk.rest()

    def _fir_serials(self, cases: Sequence[CasePlan]) -> dict[int, int]:
        """FIRs are numbered by the day they were registered, not by their enquiries."""
        days = sorted((case.fir, case.number) for case in cases if case.fir)
        codes = [self._places[case.place].code for case in cases]
        return {
            number: self._serials.take(f"fir:{codes[number]}:{day.year}") for day, number in days
        }

    def _one(self, case: CasePlan, fir_serial: int | None) -> None:
        place = self._places[case.place]
        year = case.enquiry.year
        serial = self._serials.take(f"enquiry:{place.code}:{year}")
        number = f"{place.code}-E-{serial}/{year}"
        if case.fir:
            number = f"{place.code}-FIR-{fir_serial}/{case.fir.year}"
        offence, words = OFFENCES[case.number % len(OFFENCES)]
        filed = Filed(
            case,
            self._ids.new(),
            number,
            place,
            lead=place.investigators[case.number % len(place.investigators)].hex,
            offence=offence,
            merged_into=self.ids[case.merged_into.number] if case.merged_into else None,
        )
        self.ids[case.number] = filed.key
        steps = list(steps_of(filed))
        row = self._identity(filed, serial, fir_serial, f"Invented: {words}")
        self._bulk.add("cases", row | self._standing(filed, steps))
        self._bulk.add("memberships", self._leading(filed))
        self._bulk.add("case_sections", {"case_id": filed.key, "offence": offence})
        self._movements(filed.key, steps)
        self._accused.write(filed)

    def _identity(
        self, filed: Filed, serial: int, fir_serial: int | None, title: str
    ) -> dict[str, object]:
        case, in_court = filed.case, len(filed.case.court) > 1
        return {
            "id": filed.key,
            "title": title,
            "unit_id": filed.place.unit_id.hex,
            "lead_id": filed.lead,
            "enquiry_year": case.enquiry.year,
            "enquiry_serial": serial,
            "police_station": filed.place.code if case.fir else "",
            "fir_year": case.fir.year if case.fir else None,
            "fir_serial": fir_serial,
            "number": filed.number,
            "opened_on": iso(case.enquiry),
            "court": "Judicial Magistrate" if in_court else "",
            "court_case_number": filed.number if in_court else "",
            "merged_into_id": filed.merged_into,
            "search_text": fold(f"{title} {filed.number}"),
            "recorded_at": at(case.enquiry, 10),
        }

    def _standing(self, filed: Filed, steps: Sequence[Step]) -> dict[str, object]:
        case, dates = filed.case, self._dates(filed.case)
        days: dict[str, object] = {
            f"{stage.value.lower()}_on": iso(dates.on(stage)) for stage in Stage
        }
        convicted = any(accused.state is AccusedState.CONVICTED for accused in case.accused)
        return days | {
            "state": case.state.value,
            "stage": furthest_stage(dates).value,
            "outcome": case_outcome(accused.state for accused in case.accused).value,
            "exit_reason": _reason(steps),
            "ended_on": iso(case.ended),
            "convicted_on": iso(case.verdict) if convicted else None,
            "offence": filed.offence,
        }

    def _dates(self, case: CasePlan) -> StageDates:
        joined = self._complaints[case.number]
        moved: list[tuple[CaseState, date]] = [(CaseState.ENQUIRY, case.enquiry)]
        if case.fir:
            moved.append((CaseState.INVESTIGATION, case.fir))
        if case.court:
            moved.append((CaseState.FINAL_CHALLAN, case.court[0]))
        return stage_dates(
            received=[complaint.received for complaint in joined],
            verified=[complaint.verification for complaint in joined if complaint.verification],
            movements=moved,
            raids=[case.raid] if case.raid else [],
            arrests=[accused.arrested for accused in case.accused],
            verdicts=[case.verdict] if case.verdict else [],
        )

    def _leading(self, filed: Filed) -> dict[str, object]:
        return {
            "id": self._ids.new(),
            "root_kind": "case",
            "root_id": filed.key,
            "officer_id": filed.lead,
            "lead": True,
            "from_at": at(filed.case.enquiry, 10),
        }

    def _movements(self, key: str, steps: Sequence[Step]) -> None:
        before: CaseState | None = None
        for seq, step in enumerate(steps, start=1):
            made = CASE.find(before, step.to)
            moment = at(step.day, step.hour)
            row = {
                "case_id": key,
                "seq": seq,
                "from_state": before.value if before else None,
                "to_state": step.to.value,
                "occurred_at": moment,
                "occurred_on": iso(step.day),
                "recorded_at": moment,
                "reason": made.reason_key(step.facts) if made else "",
                "actor_id": step.actor,
                "authority": made.authority if made else "",
                "facts": told(**step.facts),
            }
            self._bulk.add("case_movements", row)
            before = step.to


def _reason(steps: Sequence[Step]) -> str:
    """The coded reason of the last move, as the table tells it."""
    before = steps[-2].to if len(steps) > 1 else None
    made = CASE.find(before, steps[-1].to)
    return made.reason_key(steps[-1].facts) if made else ""
