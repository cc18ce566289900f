"""Complaints for tests: a plausible one, and one in any state."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from casetrack.accounts.models import Officer
from casetrack.complaints import service
from casetrack.complaints.facts import ComplaintFacts, HopFacts, IdentifierFacts
from casetrack.complaints.models import Complaint
from casetrack.db import session
from casetrack.people.facts import Kind, PersonFacts
from casetrack.rules.roles import Role
from casetrack.rules.stages import ComplaintState as C
from tests import factories

RECEIVED = datetime(2025, 7, 8, 5, 20, tzinfo=UTC)
NOW = RECEIVED + timedelta(minutes=3)
# How a complaint comes to each state by the table, without a case.
WAYS: dict[C, tuple[C, ...]] = {
    C.RECEIVED: (),
    C.VERIFICATION: (C.VERIFICATION,),
    C.VERIFIED: (C.VERIFICATION, C.VERIFIED),
    C.CLOSED: (C.VERIFICATION, C.CLOSED),
    C.TRANSFERRED: (C.TRANSFERRED,),
    C.DUPLICATE: (C.DUPLICATE,),
}


def facts(**changed: object) -> ComplaintFacts:
    """A call about a call centre: two identifiers, one hop of money."""
    told: dict[str, object] = {
        "channel": "HELPLINE",
        "received_at": RECEIVED,
        "occurred_at": RECEIVED - timedelta(days=2),
        "complainant": PersonFacts(name="Noor Jahangiri", phone="0321 7654321"),
        "narrative": "A man who said he was from the bank asked for a code and took my savings.",
        "category": "CALL_CENTRE_SCAM",
        "means": ("PHONE_CALL", "OTP_THEFT"),
        "platforms": ("WHATSAPP",),
        "impersonated": "A bank",
        "loss_minor": 7_200_000,
        "identifiers": (
            IdentifierFacts(Kind.PHONE, "0300-1234567"),
            IdentifierFacts(Kind.URL, "hxxps://bank-verify[.]example.com/otp", "OTHER"),
        ),
        "money_trail": (HopFacts("JazzCash", "0300 7654399", 7_200_000, reference="TX 77120"),),
    }
    return ComplaintFacts(**{**told, **changed})  # type: ignore[arg-type]


def complaint(by: Officer | None = None, **changed: object) -> Complaint:
    """A complaint just logged, by a clerk of Faisalabad if nobody is named."""
    by = by or factories.officer(Role.CLERK)
    return service.log(facts=facts(**changed), actor=by.actor, now=NOW)


def answers(to: C, officer: Officer, original: Complaint | None = None) -> dict[str, object]:
    """Every fact that any move to this state asks for."""
    return {
        C.VERIFICATION: {
            "verification_officer": officer.id,
            "assigned_at": NOW + timedelta(minutes=1),
            "fresh_material": "The complainant brought the recording of the call.",
        },
        C.VERIFIED: {"verification_report": "The transfer is in the bank statement."},
        C.CLOSED: {
            "verification_report": "A quarrel about rent.",
            "closure_reason": "CIVIL_DISPUTE",
        },
        C.TRANSFERRED: {"target_agency": "Punjab Police", "letter_no": "FSD/771"},
        C.DUPLICATE: {"duplicate_of": original.id if original else None},
        C.JOINED: {},
    }[to]


def complaint_in(state: C, boss: Officer, verifier: Officer) -> Complaint:
    """A complaint brought to that state by a supervisor, a minute a move."""
    made = complaint(boss)
    for step, to in enumerate(WAYS[state], start=1):
        original = complaint(boss) if to is C.DUPLICATE else None
        service.move(
            complaint=made,
            to=to,
            actor=boss.actor,
            facts=answers(to, verifier, original),
            now=NOW + timedelta(minutes=step),
        )
    session.commit()
    return made
