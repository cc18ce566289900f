"""The raid of July 2025 in Faisalabad: 149 arrested, 18 of them women, 7 FIRs.

Published: the day, the city, the nationalities, the women, the FIRs, and that 87 went to police
remand for five days and 62 to judicial remand for fourteen (data/pk_faisalabad_raid_2025_07.csv).
Some accounts say Karachi; the detailed ones say Faisalabad. Invented: every name, number, hour,
address and everything after the remand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from casetrack.cases import queries as case_queries
from casetrack.cases import service as cases
from casetrack.cases.facts import FirFacts
from casetrack.cases.models import Case
from casetrack.complaints import service as complaints
from casetrack.complaints.facts import ComplaintFacts, IdentifierFacts
from casetrack.complaints.models import Complaint
from casetrack.db import KARACHI, local_date
from casetrack.demo import asking
from casetrack.demo.faisalabad_custody import hand_on
from casetrack.demo.faisalabad_papers import hand_in
from casetrack.demo.figures import rows
from casetrack.demo.invented import Inventor
from casetrack.demo.registered import MARJAN_PHONE
from casetrack.demo.staff import Desk
from casetrack.evidence.facts import ThingFacts
from casetrack.operations import queries as operation_queries
from casetrack.operations import service as operations
from casetrack.operations.facts import (
    BailFacts,
    FoundCommon,
    FoundRow,
    ProductionFacts,
    RaidFacts,
    RemandFacts,
)
from casetrack.operations.models import Operation
from casetrack.people.facts import Kind, PersonFacts
from casetrack.people.models import Site
from casetrack.prosecution import service as prosecution
from casetrack.prosecution.facts import ChallanFacts, HearingFacts
from casetrack.rules.states import CaseState, ComplaintState, Custody

RAID_AT = datetime(2025, 7, 8, 20, 0, tzinfo=KARACHI)
WOMEN = 18
FIRS = 7
POLICE_REMANDS = 87
SECTIONS = ("PECA-2016/10", "PECA-2016/14", "PECA-2016/16", "PPC-1860/420")
MAGISTRATE = "Judicial Magistrate, Faisalabad"
COURT = "Judge, Special Court (PECA), Faisalabad"
CODES = {
    "Pakistan": "PK",
    "China": "CN",
    "Nigeria": "NG",
    "Bangladesh": "BD",
    "Philippines": "PH",
    "Sri Lanka": "LK",
    "Myanmar": "MM",
    "Zimbabwe": "ZW",
}
VICTIMS = ("US", "GB", "US", "CA", "CN", "US", "GB")
PARTS = ("AGENT", "AGENT", "AGENT", "CLOSER", "TEAM_LEADER", "IT", "FINANCE")


def tell(desk: Desk, site: Site, now: datetime) -> None:
    """Seven FIRs, one raid that serves them all, and everybody it brought."""
    firs = [_fir(desk, number) for number in range(1, FIRS + 1)]
    main = firs[0]
    raid = _raid(desk, main, site, firs[1:])
    _find_everybody(desk, raid)
    _remand(desk, raid)
    _bail(desk, main)
    hand_in(desk, main, RAID_AT + timedelta(hours=14))
    hand_on(desk, main, RAID_AT + timedelta(hours=8))
    _to_court(desk, main, now)
    asking.tell(desk, main, RAID_AT, now)


def _fir(desk: Desk, number: int) -> Case:
    """One FIR with its complaint. The first is the main one; a colleague leads the rest."""
    officer = desk.investigators[0 if number == 1 else 1]
    complaint = _complaint(desk, number)
    opened = RAID_AT - timedelta(hours=5)
    case = cases.open_by_fir(
        facts=FirFacts(
            title=f"Investment app {number}" if number > 1 else "Call-centre fraud, 149 arrested",
            police_station=desk.unit.code,
            sections=SECTIONS,
            io=officer.id,
            fir_at=opened,
            source_report="Source report on a house where investors abroad are called.",
            reason_no_enquiry="The offence was going on; evidence would have been destroyed.",
        ),
        actor=officer.actor,
        now=opened,
    )
    joined = opened + timedelta(hours=1)
    cases.join_complaint(case=case, complaint=complaint, actor=officer.actor, now=joined)
    return case


def _complaint(desk: Desk, number: int) -> Complaint:
    """A verified complaint of somebody who paid."""
    received = RAID_AT - timedelta(days=67 - number)
    facts = ComplaintFacts(
        channel="HELPLINE",
        received_at=received,
        occurred_at=received - timedelta(days=3) + timedelta(hours=number),
        narrative="I was shown profits in an app and paid again and again. Nothing came back.",
        category="INVESTMENT_FRAUD",
        complainant=Inventor(first=20_000 + number).person(sex="F" if number % 2 else "M"),
        means=("FAKE_APP", "MULE_ACCOUNT", "VOIP"),
        platforms=("WHATSAPP", "APP"),
        target_country=VICTIMS[number - 1],
        loss_minor=(9 + number) * 10_000_000,
        identifiers=(IdentifierFacts(Kind.PHONE, MARJAN_PHONE),) if number % 2 else (),
    )
    complaint = complaints.log(facts=facts, actor=desk.clerk.actor, now=received)
    _verify(desk, complaint, received)
    return complaint


def _verify(desk: Desk, complaint: Complaint, received: datetime) -> None:
    officer = desk.investigators[0]
    sent, verified = received + timedelta(days=1), received + timedelta(days=7)
    asked = {"verification_officer": officer.id, "assigned_at": sent}
    found = {"verification_report": "The accounts paid into exist.", "occurred_at": verified}
    for to, by, facts, at in (
        (ComplaintState.VERIFICATION, desk.supervisor, asked, sent),
        (ComplaintState.VERIFIED, officer, found, verified),
    ):
        complaints.move(complaint=complaint, to=to, actor=by.actor, facts=facts, now=at)


def _raid(desk: Desk, case: Case, site: Site, others: Sequence[Case]) -> Operation:
    officer = desk.investigators[0]
    now = RAID_AT + timedelta(hours=9)
    facts = RaidFacts(
        started_at=RAID_AT,
        ended_at=RAID_AT + timedelta(hours=8),
        place="Kothi 9, Canal Bank, Faisalabad",
        site_id=site.id,
        leader_id=officer.id,
        warrant_number="W-77/2025",
        warrant_court=MAGISTRATE,
        warrant_on=RAID_AT.date(),
        team="\n".join(one.title for one in (*desk.investigators, desk.supervisor)),
        agencies="District police\nFederal agency for immigration",
        cover_business="Software exports",
        shift_hours="20:00 to 05:00",
        voip_provider="Invented Telecom",
        means=("VOIP", "FAKE_APP", "MULE_ACCOUNT", "CRYPTO"),
        target_countries=("US", "GB", "CN"),
        summary="Two floors of desks were at work. Nobody left the building before it was sealed.",
        other_case_ids=tuple(other.id for other in others),
    )
    raid = operations.record_raid(case=case, facts=facts, actor=officer.actor, now=now)
    operations.seize(operation=raid, things=list(_things()), actor=officer.actor, now=now)
    return raid


def _things() -> Iterator[ThingFacts]:
    """Invented: what was seized was not printed item by item."""
    for number in range(1, 38):
        yield ThingFacts(
            "COMPUTER", f"Desktop computer, desk {number}", maker="Dell", seal=f"S-{number:03d}"
        )
    for number in range(38, 78):
        yield ThingFacts("PHONE", "Mobile phone", maker="Xiaomi", seal=f"S-{number:03d}")
    yield ThingFacts("SIM", "SIM cards of three operators", quantity=312, seal="S-078")
    yield ThingFacts("SERVER", "Rack server", maker="HP", seal="S-079")
    yield ThingFacts("IDENTITY_PAPER", "Passports in a safe", quantity=46, seal="S-080")


def _find_everybody(desk: Desk, raid: Operation) -> None:
    officer = desk.investigators[0]
    common = FoundCommon(
        arrested_at=RAID_AT + timedelta(minutes=20),
        relative_informed_at=RAID_AT + timedelta(hours=7),
        officer_id=officer.id,
        place="Kothi 9, Canal Bank, Faisalabad",
        screened_by=officer.title,
        screening="Each was asked apart, with an interpreter; none said that he was held there.",
        first_memo=1,
    )
    operations.record_found(
        operation=raid,
        rows=list(found_rows()),
        common=common,
        actor=officer.actor,
        now=RAID_AT + timedelta(hours=9),
    )


def found_rows() -> Iterator[FoundRow]:
    """149 invented people with the published nationalities; every eighth is a woman, 18 in all."""
    inventor, number = Inventor(first=10_000), 0
    for row in rows("pk_faisalabad_raid_2025_07.csv"):
        if row["nationality"] == "TOTAL":
            continue
        for _ in range(int(row["persons"])):
            woman = number % 8 == 0 and number // 8 < WOMEN
            person = inventor.person("F" if woman else "M", CODES[row["nationality"]])
            yield _found(person, number)
            number += 1


def _found(person: PersonFacts, number: int) -> FoundRow:
    return FoundRow(
        name=person.name,
        found_as="ACCUSED",
        father_name=person.father_name,
        document=person.cnic or person.passport,
        nationality=person.nationality,
        sex=person.sex,
        age_years=person.age_years,
        part=PARTS[number % len(PARTS)],
    )


def _remand(desk: Desk, raid: Operation) -> None:
    """Produced next morning: 87 men to police remand, the women and the other men to jail."""
    arrests = operation_queries.arrests_of(raid)
    men = [arrest for arrest in arrests if arrest.accused.person.sex == "M"]
    police = men[:POLICE_REMANDS]
    others = [arrest for arrest in arrests if arrest not in police]
    produced = RAID_AT + timedelta(hours=15, minutes=5)
    for group, kind, days in ((police, "POLICE", 5), (others, "JUDICIAL", 14)):
        operations.record_remands(
            arrests=group,
            production=ProductionFacts(produced_at=produced, court=MAGISTRATE),
            facts=RemandFacts(
                kind=kind,
                from_on=local_date(produced),
                days=days,
                court=MAGISTRATE,
                order_number=f"R-{kind[0]}-1/2025",
                reasons="Devices and accounts are still to be traced.",
            ),
            actor=desk.investigators[0].actor,
            now=produced + timedelta(hours=1),
        )


def _bail(desk: Desk, case: Case) -> None:
    """Invented: the second remand of those who were with the police, and bail for all."""
    actor, ends = desk.investigators[0].actor, date(2025, 7, 13)
    for accused in case_queries.accused_of(case):
        if accused.custody is Custody.POLICE_REMAND:
            facts = RemandFacts("JUDICIAL", ends, 14, MAGISTRATE, "R-J-2/2025")
            operations.record_remand(accused=accused, facts=facts, actor=actor, now=_noon(ends))
        granted = date(2025, 7, 22)
        bail = BailFacts("GRANTED", granted, "Sessions Judge, Faisalabad", "B-60/2025", 100_000_00)
        operations.record_bail(accused=accused, facts=bail, actor=actor, now=_noon(granted))


def _to_court(desk: Desk, case: Case, now: datetime) -> None:
    """Invented: both challans, cognizance, and a hearing in the coming week."""
    _submit(desk, case, "INTERIM", date(2025, 7, 24))
    _submit(desk, case, "FINAL", date(2025, 10, 20))
    taken = _noon(date(2025, 11, 12))
    cases.move(
        case=case,
        to=CaseState.COGNIZANCE,
        actor=desk.liaison.actor,
        facts={"court": COURT, "court_case_no": "41/2025", "cognizance_at": taken},
        now=taken,
    )
    held = now - timedelta(days=9)
    facts = HearingFacts(
        court=COURT,
        held_on=local_date(held),
        purpose="COPIES",
        outcome="Copies were supplied to 149 accused.",
        next_on=local_date(now + timedelta(days=4)),
        next_purpose="CHARGE",
    )
    prosecution.record_hearing(case=case, facts=facts, actor=desk.liaison.actor, now=held)


def _submit(desk: Desk, case: Case, kind: str, on: date) -> None:
    facts = ChallanFacts(
        kind=kind,
        number=f"CH-{kind[0]}/2025",
        submitted_on=on,
        prosecutor="Special Prosecutor J. Gharbal",
        accused={one.id: 3 for one in case_queries.accused_of(case)},
        witnesses="PW-1 the raid's leader\nPW-2 the magistrate's reader",
        exhibits="P-1 to P-80",
    )
    prosecution.submit_challan(
        case=case, facts=facts, actor=desk.investigators[0].actor, now=_noon(on)
    )


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=KARACHI)
