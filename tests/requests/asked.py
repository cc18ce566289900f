"""Requests of a case for the tests of this room, made by the services."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from casetrack.accounts.models import Officer
from casetrack.cases.models import Case
from casetrack.db import local_date, utc_now
from casetrack.evidence import service as evidence
from casetrack.evidence.facts import CustodyFacts, ExhibitFacts, ThingFacts
from casetrack.evidence.models import Exhibit
from casetrack.requests import service
from casetrack.requests.facts import ActFacts, HandingFacts, RequestFacts
from casetrack.requests.models import Request, RequestAct

FORENSIC = {
    "family": "FORENSIC",
    "kind": "PHONE_EXTRACTION",
    "addressee": "Forensic Laboratory, Lahore",
    "asked": "1. Extract the messages of May 2026.\n2. Which numbers were called?",
    "basis": "PROVINCIAL_LABORATORY",
}
PROVIDER = {
    "family": "PROVIDER",
    "kind": "CALL_RECORDS",
    "addressee": "Invented Telecom, Islamabad",
    "asked": "Calls made and received\nCell sites",
    "identifiers": "0300-1234567",
    "basis": "PECA_31_ACQUIRE",
}
FOREIGN = {
    "family": "FOREIGN",
    "kind": "MLA",
    "addressee": "Ministry of Justice, Manila",
    "via": "Ministry of Interior, Islamabad",
    "country": "PH",
    "asked": "Who registered the domain?",
    "basis": "MLA_2020",
}


def today() -> date:
    return local_date(utc_now())


def days_ago(days: float) -> date:
    return local_date(utc_now() - timedelta(days=days))


def facts(given: dict[str, str], **more: object) -> RequestFacts:
    return RequestFacts(**{**given, **more})  # type: ignore[arg-type]


def draft(
    case: Case,
    officer: Officer,
    given: dict[str, str],
    *,
    at: datetime | None = None,
    **more: object,
) -> Request:
    return service.draft_request(
        case=case, facts=facts(given, **more), actor=officer.actor, now=at or utc_now()
    )


def act(request: Request, officer: Officer, kind: str, **more: object) -> RequestAct:
    """Today, under number L-1, unless `more` says otherwise."""
    told: dict[str, object] = {"act": kind, "done_on": today(), "reference": "L-1/2026", **more}
    return service.record_act(
        request=request,
        facts=ActFacts(**told),  # type: ignore[arg-type]
        actor=officer.actor,
        now=utc_now(),
    )


def exhibits(case: Case, officer: Officer, number: int) -> list[Exhibit]:
    taken = CustodyFacts(
        "SEIZED", utc_now() - timedelta(days=3), "", officer.name, "Peoples Colony"
    )
    return evidence.add_exhibits(
        case=case,
        facts=[
            ExhibitFacts(ThingFacts("PHONE", f"Phone {n}", seal=f"S-{n}"), taken)
            for n in range(number)
        ],
        actor=officer.actor,
        now=utc_now(),
    )


def handing(**more: object) -> HandingFacts:
    told: dict[str, object] = {
        "occurred_at": utc_now() - timedelta(hours=1),
        "to_holder": "Forensic Laboratory, Lahore",
        "place": "Reception of the laboratory",
        **more,
    }
    return HandingFacts(**told)  # type: ignore[arg-type]
