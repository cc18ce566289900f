"""The accused of a planned case as rows: person, moves, arrest, raid, challan, charge, verdict."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from casetrack.demo.bulk import Bulk
from casetrack.demo.case_steps import FINE_RS, SENTENCE_DAYS, AccusedStep, Filed, accused_steps
from casetrack.demo.plan import AccusedPlan
from casetrack.demo.writing import Ids, at, fold, iso, told
from casetrack.rules.stages import AccusedState as A
from casetrack.rules.stages import Custody

CUSTODY = {
    A.ARRESTED: Custody.JUDICIAL,
    A.CHALLANED: Custody.JUDICIAL,
    A.CHARGED: Custody.JUDICIAL,
    A.CONVICTED: Custody.SENTENCE,
    A.ACQUITTED: Custody.NONE,
}
CHARGED = frozenset({A.CHARGED, A.CONVICTED, A.ACQUITTED})


class AccusedWriter:
    """Adds the rows of a case's accused and what the court did to them."""

    def __init__(self, bulk: Bulk, ids: Ids) -> None:
        self._bulk, self._ids = bulk, ids
        self._persons = 0

    def write(self, filed: Filed) -> None:
        raid = self._raid(filed, filed.case.raid) if filed.case.raid else None
        keys = []
        for serial, accused in enumerate(filed.case.accused, start=1):
            key = self._accused(filed, accused, serial)
            self._arrest(filed, accused, key, raid if accused.arrested == filed.case.raid else None)
            if accused.state in CHARGED:
                self._charge(filed, accused, key)
            keys.append(key)
        if filed.case.court:
            self._challan(filed, keys)

    def _accused(self, filed: Filed, accused: AccusedPlan, serial: int) -> str:
        key = self._ids.new()
        steps = list(accused_steps(filed, accused))
        days = {step.to: iso(step.day) for step in steps}
        row = {
            "id": key,
            "case_id": filed.key,
            "person_id": self._person(filed, accused.arrested),
            "serial": serial,
            "part": "UNKNOWN",
            "state": accused.state.value,
            "custody": CUSTODY[accused.state].value,
            "arrested_on": days.get(A.ARRESTED),
            "challaned_on": days.get(A.CHALLANED),
            "convicted_on": days.get(A.CONVICTED),
            "acquitted_on": days.get(A.ACQUITTED),
            "recorded_at": at(filed.fir, 11),
        }
        self._bulk.add("accused", row)
        self._movements(filed.key, key, steps)
        return key

    def _person(self, filed: Filed, seen: date) -> str:
        self._persons += 1
        key, name = self._ids.new(), f"Demo Person {self._persons:05d}"
        row = {
            "id": key,
            "name": name,
            "sex": "M",
            "nationality": "PK",
            "no_cnic_reason": "NOT_PRODUCED",
            "search_text": fold(name),
            "unit_id": filed.place.unit_id.hex,
            "created_at": at(seen, 12),
        }
        self._bulk.add("persons", row)
        return key

    def _movements(self, case_id: str, key: str, steps: Sequence[AccusedStep]) -> None:
        before: A | None = None
        for seq, step in enumerate(steps, start=1):
            moment = at(step.day, step.hour)
            row = {
                "accused_id": key,
                "seq": seq,
                "case_id": case_id,
                "from_state": before.value if before else None,
                "to_state": step.to.value,
                "occurred_at": moment,
                "occurred_on": iso(step.day),
                "recorded_at": moment,
                "actor_id": step.actor,
                "facts": told(**step.facts),
            }
            self._bulk.add("accused_movements", row)
            before = step.to

    def _arrest(self, filed: Filed, accused: AccusedPlan, key: str, raid: str | None) -> None:
        moment = at(accused.arrested, 12)
        row = {
            "id": self._ids.new(),
            "case_id": filed.key,
            "accused_id": key,
            "operation_id": raid,
            "arrested_at": moment,
            "arrested_on": iso(accused.arrested),
            "place": "Invented",
            "officer_id": filed.lead,
            "memo_number": "Invented",
            "relative_informed_at": moment,
            "produced_at": at(accused.arrested + timedelta(1), 5),
            "produced_before": "Judicial Magistrate",
            "recorded_at": moment,
        }
        self._bulk.add("arrests", row)

    def _raid(self, filed: Filed, day: date) -> str:
        key = self._ids.new()
        row = {
            "id": key,
            "case_id": filed.key,
            "serial": 1,
            "kind": "RAID",
            "warrant_number": "Invented",
            "warrant_court": "Judicial Magistrate",
            "warrant_on": iso(day),
            "place": "Invented",
            "started_at": at(day, 11, 30),
            "started_on": iso(day),
            "ended_at": at(day, 13),
            "leader_id": filed.lead,
            "summary": "Invented for the demonstration",
            "recorded_at": at(day, 13),
        }
        self._bulk.add("operations", row)
        return key

    def _challan(self, filed: Filed, accused: Sequence[str]) -> None:
        key, day = self._ids.new(), filed.case.court[0]
        row = {
            "id": key,
            "case_id": filed.key,
            "kind": "FINAL",
            "number": "1",
            "submitted_on": iso(day),
            "prosecutor": "Invented",
            "recorded_at": at(day, 8),
        }
        self._bulk.add("challans", row)
        for one in accused:
            sent = {"challan_id": key, "accused_id": one, "case_id": filed.key}
            self._bulk.add("challan_accused", sent | {"challan_column": 3})

    def _charge(self, filed: Filed, accused: AccusedPlan, key: str) -> None:
        charge, framed = self._ids.new(), filed.case.court[2]
        row = {
            "id": charge,
            "case_id": filed.key,
            "accused_id": key,
            "offence": filed.offence,
            "framed_on": iso(framed),
            "plea": "NOT_GUILTY",
            "recorded_at": at(framed, 8),
        }
        self._bulk.add("charges", row)
        if filed.case.verdict:
            self._verdict(filed, accused, charge, filed.case.verdict)

    def _verdict(self, filed: Filed, accused: AccusedPlan, charge: str, day: date) -> None:
        convicted = accused.state is A.CONVICTED
        row = {
            "charge_id": charge,
            "seq": 1,
            "case_id": filed.key,
            "kind": accused.state.value,
            "given_on": iso(day),
            "court": "Judicial Magistrate",
            "judgment_number": "Invented",
            "ground": "" if convicted else "BENEFIT_OF_DOUBT",
            "sentence_days": SENTENCE_DAYS if convicted else None,
            "fine_minor": FINE_RS * 100 if convicted else None,
            "recorded_at": at(day, 8),
        }
        self._bulk.add("verdicts", row)
