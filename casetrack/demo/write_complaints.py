"""Complaint plans as rows: the complaint and every move it made, by whom and with which facts."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from casetrack.demo.bulk import Bulk
from casetrack.demo.intake import ComplaintPlan
from casetrack.demo.places import Place
from casetrack.demo.writing import Ids, Serials, at, dashed, fold, instant, iso, told
from casetrack.rules.stages import COMPLAINT
from casetrack.rules.stages import ComplaintState as C

CHANNELS = {"PORTAL": 52, "HELPLINE": 24, "EMAIL": 12, "WALK_IN": 8, "REFERRAL": 4}


class Kind(NamedTuple):
    """What a complaint is about, in lists as JSON; all invented."""

    category: str
    means: str
    platforms: str
    words: str
    weight: int


KINDS = (
    Kind("FINANCIAL_FRAUD", '["PHONE_CALL"]', '["BANKING"]', "Money moved after a call", 44),
    Kind("CALL_CENTRE_SCAM", '["VOIP"]', '["PHONE"]', "Call from a centre selling abroad", 8),
    Kind("HACKING", '["OTP_THEFT"]', '["WHATSAPP"]', "WhatsApp account taken over", 20),
    Kind("HARASSMENT", '["FAKE_PROFILE"]', '["FACEBOOK"]', "Fake profile with pictures", 16),
    Kind("IMPERSONATION", '["IMPERSONATION"]', '["SMS"]', "Sender posed as a bank", 12),
)
LOSING = frozenset({"FINANCIAL_FRAUD", "CALL_CENTRE_SCAM"})
LAKH_MINOR = 100_000 * 100


class ComplaintWriter:
    """Numbers complaints by circle and year and adds their rows."""

    def __init__(
        self,
        bulk: Bulk,
        places: Sequence[Place],
        case_ids: Mapping[int, str],
        ids: Ids,
        serials: Serials,
    ) -> None:
        self._bulk, self._places, self._case_ids = bulk, places, case_ids
        self._ids, self._serials = ids, serials
        self._random = random.Random(1991)
        self._original: dict[int, str] = {}

    def write(self, plans: Sequence[ComplaintPlan]) -> None:
        """One year's complaints by the day of receipt."""
        count = len(plans)
        channels = self._random.choices(tuple(CHANNELS), tuple(CHANNELS.values()), k=count)
        kinds = self._random.choices(KINDS, [kind.weight for kind in KINDS], k=count)
        for plan, channel, kind in zip(plans, channels, kinds, strict=True):
            self._one(plan, channel, kind)
            self._bulk.rest()

    def _one(self, plan: ComplaintPlan, channel: str, kind: Kind) -> None:
        place, key = self._places[plan.place], self._ids.new()
        duplicate = self._original_of(plan, key)
        serial = self._serials.take(f"complaint:{place.code}:{plan.received.year}")
        number = f"{place.code}-{plan.received.year}-{serial:06d}"
        minute = self._random.randrange(60)
        history = History(
            plan,
            key,
            minute,
            place,
            investigator=place.investigators[serial % len(place.investigators)].hex,
            duplicate=duplicate,
            case=self._case_ids[plan.case.number] if plan.case else None,
        )
        self._bulk.add("complaints", self._row(history, number, serial, channel, kind))
        for seq, step in enumerate(history.steps(channel), start=1):
            self._bulk.add("complaint_movements", _movement(key, seq, step, minute))

    def _original_of(self, plan: ComplaintPlan, key: str) -> str | None:
        """What a duplicate repeats: the circle's last complaint that is none itself."""
        original = self._original.get(plan.place)
        if plan.state is not C.DUPLICATE:
            self._original[plan.place] = key
            return None
        if original is None:
            plan.state, plan.ended = C.VERIFICATION, None
        return original

    def _row(
        self, history: History, number: str, serial: int, channel: str, kind: Kind
    ) -> dict[str, object]:
        plan, received = history.plan, at(history.plan.received, 4, history.minute)
        narrative = f"Invented for the demonstration. {kind.words}."
        lost = self._random.randrange(1, 60) * LAKH_MINOR // 4 if kind.category in LOSING else None
        return {
            "id": history.key,
            "number": number,
            "unit_id": history.place.unit_id.hex,
            "year": plan.received.year,
            "serial": serial,
            "channel": channel,
            "received_at": received,
            "received_on": plan.received.isoformat(),
            "complainant_kind": "ANONYMOUS",
            "narrative": narrative,
            "category": kind.category,
            "means": kind.means,
            "platforms": kind.platforms,
            "loss_minor": lost,
            "search_text": fold(f"{number} {narrative}"),
            "state": plan.state.value,
            "assigned_to_id": history.investigator if plan.verification else None,
            "close_reason": plan.reason,
            "verification_on": iso(plan.verification),
            "verified_on": iso(plan.verified),
            "ended_on": iso(plan.ended),
            "case_id": history.case,
            "duplicate_of_id": history.duplicate,
            "recorded_at": received,
            "recorded_by_id": history.place.clerk.hex,
        }


class Step(NamedTuple):
    """One move of a complaint; `facts` is their JSON."""

    before: C | None
    to: C
    day: date
    hour: int
    actor: str
    facts: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """A complaint and everybody and everything that its moves name."""

    plan: ComplaintPlan
    key: str
    minute: int
    place: Place
    investigator: str
    duplicate: str | None
    case: str | None

    def steps(self, channel: str) -> Iterator[Step]:
        """Its moves in order, each by somebody who may and with the facts it needs."""
        plan, supervisor = self.plan, self.place.supervisor.hex
        yield Step(None, C.RECEIVED, plan.received, 4, self.place.clerk.hex, told(channel=channel))
        if plan.verification:
            when = instant(plan.verification, 6, self.minute)
            given = told(verification_officer=dashed(self.investigator), assigned_at=when)
            yield Step(C.RECEIVED, C.VERIFICATION, plan.verification, 6, supervisor, given)
        if plan.verified:
            given = told(verification_report="Invented")
            yield Step(C.VERIFICATION, C.VERIFIED, plan.verified, 8, self.investigator, given)
        if self.case and plan.case:
            given = told(case=dashed(self.case))
            yield Step(C.VERIFIED, C.JOINED, plan.case.enquiry, 10, self.investigator, given)
        if plan.ended:
            before = C.VERIFIED if plan.verified else C.VERIFICATION
            actor = supervisor if plan.verified else self.investigator
            why = _why(plan, self.duplicate)
            yield Step(before, plan.state, plan.ended, 10, actor, why, self._reason(before))

    def _reason(self, before: C) -> str:
        """The coded reason of its end: told, or carried by the move itself."""
        made = COMPLAINT.find(before, self.plan.state)
        return self.plan.reason or (made.exit_reason if made else "")


def _movement(key: str, seq: int, step: Step, minute: int) -> dict[str, object]:
    moment = at(step.day, step.hour, minute)
    return {
        "complaint_id": key,
        "seq": seq,
        "from_state": step.before.value if step.before else None,
        "to_state": step.to.value,
        "occurred_at": moment,
        "occurred_on": iso(step.day),
        "recorded_at": moment,
        "reason": step.reason,
        "actor_id": step.actor,
        "facts": step.facts,
    }


def _why(plan: ComplaintPlan, duplicate: str | None) -> str:
    """The facts that the exit of a complaint needs."""
    if duplicate:
        return told(duplicate_of=dashed(duplicate))
    if plan.state is C.TRANSFERRED:
        return told(target_agency="Provincial police", letter_no="Invented")
    if plan.verified:
        return told(closure_reason=plan.reason)
    return told(verification_report="Invented", closure_reason=plan.reason)
