"""A raid and what is pasted after it, for the tests of this room."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from casetrack.accounts.models import Officer
from casetrack.cases import service as cases
from casetrack.cases.facts import FirFacts
from casetrack.cases.models import Case
from casetrack.db import KARACHI, utc_now
from casetrack.evidence.facts import ThingFacts
from casetrack.operations import service
from casetrack.operations.facts import FoundCommon, RaidFacts
from casetrack.operations.models import Operation

COGNIZABLE = "PECA-2016/10"
HEAD = "Name\tFather or guardian\tCNIC or passport\tNationality\tSex\tAge\tRole\tFound as"
# As published for July 2025: nationality, persons.
NATIONS = (
    ("Pakistani", 78),
    ("Chinese", 48),
    ("Nigerian", 8),
    ("Bangladeshi", 6),
    ("Filipino", 4),
    ("Sri Lankan", 2),
    ("Myanmar", 2),
    ("ZW", 1),
)
WOMEN = 18


def hours_ago(hours: float) -> datetime:
    return utc_now() - timedelta(hours=hours)


def today() -> date:
    return utc_now().astimezone(KARACHI).date()


def fir(officer: Officer) -> Case:
    """A case that began by FIR, which the officer leads."""
    facts = FirFacts(
        title="Call centre in Peoples Colony",
        police_station=officer.unit.code,
        sections=(COGNIZABLE,),
        io=officer.id,
        fir_at=hours_ago(30 * 24),
        source_report="Found at work.",
        reason_no_enquiry="Caught red-handed.",
    )
    return cases.open_by_fir(facts=facts, actor=officer.actor, now=utc_now())


def raid(case: Case, officer: Officer, *things: ThingFacts, **more: object) -> Operation:
    """A raid of three hours ago, with a warrant unless `more` says otherwise."""
    given: dict[str, object] = {
        "started_at": hours_ago(3),
        "place": "House 7, Peoples Colony, Faisalabad",
        "leader_id": officer.id,
        "warrant_number": "W-12/2026",
        "cover_business": "Software house",
        **more,
    }
    return service.record_raid(
        case=case,
        facts=RaidFacts(**given),  # type: ignore[arg-type]
        items=things,
        actor=officer.actor,
        now=utc_now(),
    )


def common(officer: Officer, **more: object) -> FoundCommon:
    given: dict[str, object] = {
        "arrested_at": hours_ago(2),
        "relative_informed_at": hours_ago(1),
        "officer_id": officer.id,
        "place": "House 7, Peoples Colony",
        "screened_by": "Insp. Invented with FIA AHTC",
        "screening": "Asked each alone, in own language; nobody was held.",
        **more,
    }
    return FoundCommon(**given)  # type: ignore[arg-type]


def line(number: int, nation: str, *, woman: bool = False, found: str = "") -> str:
    """One pasted row of an invented person."""
    home = nation == "Pakistani"
    document = f"33100-{1000000 + number}-{1 + number % 9}" if home else f"E{10000000 + number}"
    sex = "F" if woman else "M"
    cells = (f"Person{number} Invented", "Father Invented" if home else "", document, nation, sex)
    return "\t".join((*cells, str(20 + number % 30), "Agent", found))


def the_149() -> str:
    """149 rows as published by nationality, 18 of them women, behind a head row."""
    nations = [nation for nation, persons in NATIONS for _ in range(persons)]
    rows = [line(n, nation, woman=n % 8 == 0) for n, nation in enumerate(nations, start=1)]
    return "\n".join([HEAD, *rows])
