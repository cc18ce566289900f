"""Exhibits with chains of custody, for the tests of this room."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from casetrack.accounts.models import Officer
from casetrack.cases.models import Case
from casetrack.db import session, utc_now
from casetrack.evidence import service
from casetrack.evidence.facts import CustodyFacts, DocumentFacts, ExhibitFacts, ThingFacts
from casetrack.evidence.models import Document, Exhibit
from tests.operations import making

START = utc_now() - timedelta(days=3)


def things(case: Case, officer: Officer, number: int = 1) -> list[Exhibit]:
    """Sealed phones that the officer seized himself."""
    taken = CustodyFacts(
        kind="SEIZED",
        occurred_at=START,
        from_holder="Owner",
        to_holder="",
        to_officer_id=officer.id,
        place="Faisalabad",
    )
    facts = [
        ExhibitFacts(ThingFacts("PHONE", f"Phone {n}", seal=f"S-{n}"), taken) for n in range(number)
    ]
    return service.add_exhibits(case=case, facts=facts, actor=officer.actor, now=utc_now())


def act(hours: float, **more: object) -> CustodyFacts:
    """An act so many hours after the seizure, by whoever holds the thing."""
    made = CustodyFacts(
        kind="HANDED_OVER",
        occurred_at=START + timedelta(hours=hours),
        from_holder="",
        to_holder="",
        place="Malkhana",
    )
    return replace(made, **more)  # type: ignore[arg-type]


def record(exhibits: Sequence[Exhibit], officer: Officer, facts: CustodyFacts) -> None:
    service.record_custody_of_many(
        exhibits=exhibits, facts=facts, actor=officer.actor, now=utc_now()
    )
    session.commit()


def stored(case: Case, officer: Officer, content: bytes = b"call log") -> Document:
    facts = DocumentFacts("Call log", "PROVIDER_DATA", "log.csv")
    return service.store_document(
        case=case, stream=io.BytesIO(content), facts=facts, actor=officer.actor, now=utc_now()
    )


def digital(case: Case, officer: Officer) -> Exhibit:
    """An exhibit whose bytes are a stored file."""
    taken = act(0, kind="RECEIVED", to_officer_id=officer.id)
    facts = ExhibitFacts(ThingFacts("FILE", "Call log"), taken)
    return service.make_exhibit(
        document=stored(case, officer), facts=facts, actor=officer.actor, now=utc_now()
    )


def hostile_case(officer: Officer, name: str) -> Case:
    """A device, a file and a thing that is neither, with hostile words, a gap and a receipt."""
    case = making.fir(officer)
    (phone,) = things(case, officer)
    phone.description = phone.maker = phone.maker_number = name
    taken = act(0, kind="SEIZED", from_holder=name, to_officer_id=officer.id, place=name)
    service.add_exhibit(
        case=case,
        facts=ExhibitFacts(ThingFacts("CASH", name, quantity=3), taken),
        actor=officer.actor,
        now=utc_now(),
    )
    digital(case, officer)
    gap = act(2, from_holder=name, to_holder="Laboratory", explanation=name, receipt="R-1")
    record([phone], officer, gap)
    return case
