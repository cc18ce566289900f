"""One case with everything a dossier prints, and names that it must not print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

from casetrack.accounts.models import Membership, Officer
from casetrack.cases.models import (
    Accused,
    AccusedMovement,
    Case,
    CaseMovement,
    CasePerson,
    CaseSection,
    Clock,
    DiaryEntry,
    ProtectedIdentity,
)
from casetrack.complaints.models import Complaint, ComplaintMovement, MoneyTrail
from casetrack.db import Base, local_date, new_id, session
from casetrack.evidence import store
from casetrack.evidence.models import CustodyAct, Document, Exhibit
from casetrack.operations.models import (
    Arrest,
    Bail,
    Found,
    Operation,
    Remand,
    Screening,
    Seizure,
)
from casetrack.people.models import (
    Identifier,
    IdentifierLink,
    Organisation,
    Person,
    Registration,
    Site,
)
from casetrack.prosecution.models import (
    Appeal,
    Challan,
    ChallanAccused,
    Charge,
    Hearing,
    Verdict,
)
from casetrack.rules.roles import Role
from casetrack.rules.states import (
    AccusedState,
    CaseState,
    ComplaintState,
    Custody,
    Outcome,
    Stage,
)
from tests import factories
from tests.dossiers import handed_in

NOW = datetime(2026, 11, 21, 5, 20, tzinfo=UTC)
RAID = datetime(2025, 7, 8, 17, 30, tzinfo=UTC)
URDU = "ملزم نے مدعی کو فون کیا اور بینک کا افسر بن کر رقم منگوائی۔"
DIARY = "ZIMNICANARY the informer stands at the corner"
RESCUED = "Victoria Canaryname"
PASSPORT = "QX7654321"
OPINION = "OPINIONCANARY weak case"
REPORT = "CFRCANARY confidential final report"


@dataclass
class Made:
    """The case and the officers around it."""

    case: Case
    lead: Officer
    supervisor: Officer
    accused: list[Accused]


def made(accused: int = 3, exhibits: int = 2) -> Made:
    """The whole case, committed."""
    lead, supervisor = factories.officer(), factories.officer(Role.SUPERVISOR)
    case = _case(lead)
    _complaint(case, lead)
    people = [_accused(case, lead, serial) for serial in range(1, accused + 1)]
    raid = _raid(case, lead)
    for one in people:
        _liberty(case, lead, raid, one)
    for serial in range(1, exhibits + 1):
        _exhibit(case, lead, raid, serial)
    _rescued(case, raid)
    _court(case, people)
    _documents(case, lead)
    diary = {"serial": 1, "zimni": 1, "occurred_at": RAID, "recorded_at": RAID, "text": DIARY}
    day = local_date(RAID)
    add(DiaryEntry(case_id=case.id, officer_id=lead.id, worked_on=day, **diary))
    session.commit()
    return Made(case, lead, supervisor, people)


def bare() -> Made:
    """A case of which nothing is known but its number."""
    lead = factories.officer()
    case = Case(
        title="Bare",
        unit_id=lead.unit_id,
        lead_id=lead.id,
        enquiry_year=2025,
        enquiry_serial=1,
        number="FSD-E-1/2025",
        opened_on=date(2025, 1, 1),
        state=CaseState.ENQUIRY,
        stage=Stage.ENQUIRY,
        outcome=Outcome.OPEN,
        recorded_at=RAID,
    )
    add(case)
    session.commit()
    return Made(case, lead, lead, [])


def add(*rows: Base) -> None:
    session.add_all(rows)
    session.flush()


def _case(lead: Officer) -> Case:
    case = Case(
        id=new_id(),
        title="The <b>bold</b> & dangerous call centre",
        unit_id=lead.unit_id,
        lead_id=lead.id,
        enquiry_year=2025,
        enquiry_serial=212,
        police_station="FSD",
        fir_year=2025,
        fir_serial=31,
        number="FSD-FIR-31/2025",
        opened_on=date(2025, 6, 20),
        court="Special Court (PECA), Faisalabad",
        court_case_number="88/2025",
        state=CaseState.TRIAL,
        stage=Stage.VERDICT,
        outcome=Outcome.CONVICTED,
        enquiry_on=date(2025, 6, 20),
        recorded_at=RAID,
        sections=[CaseSection(offence="PECA-2016/14"), CaseSection(offence="PECA-2016/16")],
    )
    add(case)
    member = {"root_kind": "case", "root_id": case.id, "officer_id": lead.id, "lead": True}
    add(Membership(from_at=RAID, **member))
    steps: list[tuple[CaseState | None, CaseState, dict[str, Any]]] = [
        (None, CaseState.ENQUIRY, {}),
        (CaseState.ENQUIRY, CaseState.PERMISSION, {"cfr": REPORT, "legal_opinion": OPINION}),
        (
            CaseState.PERMISSION,
            CaseState.INVESTIGATION,
            {"fir_no": "FSD-FIR-31/2025", "approval_ref": "AD/77", "source_report": "Source told"},
        ),
    ]
    for seq, (start, end, facts) in enumerate(steps, start=1):
        at = RAID - timedelta(days=10 - seq)
        move = {"occurred_at": at, "recorded_at": at, "actor_id": lead.id, "authority": "AD"}
        ends = {"from_state": start, "to_state": end, "facts": facts}
        add(CaseMovement(case_id=case.id, seq=seq, **move, **ends))
    clock = {"started_at": RAID, "due_at": RAID + timedelta(days=17), "hard": False}
    add(Clock(case_id=case.id, key="interim_challan", **clock))
    return case


def new_person(lead: Officer, name: str, **more: Any) -> Person:
    person = Person(id=new_id(), name=name, unit_id=lead.unit_id, created_at=RAID, **more)
    add(person)
    return person


def new_link(
    kind: str, value: str, subject: str, subject_id: Any, case: Case, note: str = ""
) -> None:
    identifier = Identifier(id=new_id(), kind=kind, value=value, degree=1)
    add(identifier)
    link = {"subject_kind": subject, "subject_id": subject_id, "root_kind": "case"}
    add(
        IdentifierLink(
            identifier_id=identifier.id,
            root_id=case.id,
            as_written=value,
            note=note,
            created_at=RAID,
            **link,
        )
    )


def _complaint(case: Case, lead: Officer) -> None:
    complainant = new_person(lead, "Nasreen Akhtar Invented", sex="F", nationality="PK")
    complaint = Complaint(
        id=new_id(),
        number="FSD-2025-000123",
        unit_id=lead.unit_id,
        year=2025,
        serial=123,
        channel="HELPLINE",
        received_at=RAID - timedelta(days=30),
        received_on=date(2025, 6, 8),
        complainant_id=complainant.id,
        narrative=f"{URDU}\nHe sent http://evil.example.com/pay?x=1 and said {RESCUED} works there."
        ' <script>alert("x")</script> <img src=x>',
        category="FINANCIAL_FRAUD",
        means=["VOIP", "PHISHING"],
        platforms=["WHATSAPP"],
        loss_minor=7_200_000_00,
        state=ComplaintState.JOINED,
        case_id=case.id,
        verified_on=date(2025, 6, 12),
        recorded_at=RAID,
        recorded_by_id=lead.id,
        money_trail=[
            MoneyTrail(
                position=1, institution="Bank of Nowhere", account="PK36SCBL0000001123456702"
            )
        ],
    )
    add(complaint)
    move = {"occurred_at": RAID, "recorded_at": RAID, "actor_id": lead.id, "seq": 1}
    facts = {"verification_report": "The number was called and answered."}
    ends = {"from_state": ComplaintState.VERIFICATION, "to_state": ComplaintState.VERIFIED}
    add(ComplaintMovement(complaint_id=complaint.id, facts=facts, **move, **ends))
    new_link("URL", "http://evil.example.com/pay", "complaint", complaint.id, case, "SUSPECT")
    new_link("PHONE", "+923001234567", "complaint", complaint.id, case, "SUSPECT")
    person = {"person_id": complainant.id, "role": "COMPLAINANT", "reference": "C-1"}
    add(CasePerson(case_id=case.id, recorded_at=RAID, sex="F", nationality="PK", **person))


def _accused(case: Case, lead: Officer, serial: int) -> Accused:
    foreign = serial % 3 == 0
    name = "Khan " * 60 if serial == 2 else f"Accused{serial:03d} Invented"
    person = new_person(
        lead,
        name.strip(),
        father_name=f"Father{serial:03d}",
        sex="M",
        age_years=20 + serial % 40,
        nationality="CN" if foreign else "PK",
        no_cnic_reason="FOREIGNER" if foreign else "",
        address=f"House {serial}, Street 7, Faisalabad",
    )
    value = f"E{10000000 + serial}" if foreign else f"3310{serial:08d}7"
    new_link("PASSPORT" if foreign else "CNIC", value, "person", person.id, case)
    one = Accused(
        id=new_id(),
        case_id=case.id,
        person_id=person.id,
        serial=serial,
        part="AGENT",
        state=AccusedState.CHARGED,
        custody=Custody.JUDICIAL,
        recorded_at=RAID,
    )
    add(one)
    move = {"occurred_at": RAID, "recorded_at": RAID, "actor_id": lead.id, "seq": 1}
    ends = {"from_state": AccusedState.NOMINATED, "to_state": AccusedState.ABSCONDING}
    add(AccusedMovement(accused_id=one.id, case_id=case.id, **move, **ends))
    return one


def _raid(case: Case, lead: Officer) -> Operation:
    centre = Organisation(
        name="Bright Calls (Pvt) Ltd", kind="CALL_CENTRE", unit_id=lead.unit_id, created_at=RAID
    )
    add(centre)
    site = Site(
        organisation_id=centre.id, address="Plot 9", city="Faisalabad", unit_id=lead.unit_id
    )
    add(site)
    term = {"valid_from": date(2025, 1, 1), "valid_to": date(2025, 12, 31), "recorded_at": RAID}
    add(
        Registration(
            site_id=site.id, authority="PSEB", number="PSEB-77", unit_id=lead.unit_id, **term
        )
    )
    raid = Operation(
        id=new_id(),
        case_id=case.id,
        serial=1,
        kind="RAID",
        warrant_number="W-12",
        warrant_court="Judicial Magistrate",
        warrant_on=date(2025, 7, 7),
        site_id=site.id,
        place="Plot 9, Faisalabad",
        started_at=RAID,
        started_on=date(2025, 7, 8),
        ended_at=RAID + timedelta(hours=7),
        leader_id=lead.id,
        team="SI Invented\nASI Invented",
        means=["VOIP"],
        target_countries=["GB"],
        summary="The floor was searched. " * 30 + URDU,
        recorded_at=RAID,
    )
    add(raid)
    return raid


def _liberty(case: Case, lead: Officer, raid: Operation, one: Accused) -> None:
    whose = {"case_id": case.id, "accused_id": one.id, "recorded_at": RAID}
    held = {"arrested_at": RAID, "arrested_on": date(2025, 7, 8), "place": "Plot 9"}
    informed = {"consulate_informed_at": RAID + timedelta(hours=20)} if one.serial % 3 == 0 else {}
    add(
        Arrest(
            operation_id=raid.id,
            officer_id=lead.id,
            memo_number=f"AM-{one.serial}",
            produced_at=RAID + timedelta(hours=19, minutes=5),
            produced_before="Judicial Magistrate",
            **whose,
            **held,
            **informed,
        ),
        Remand(
            kind="POLICE",
            from_on=date(2025, 7, 9),
            days=4,
            court="Judicial Magistrate",
            order_number="R-1",
            **whose,
        ),
        Remand(
            kind="POLICE",
            from_on=date(2025, 7, 13),
            days=3,
            court="Judicial Magistrate",
            order_number="R-2",
            **whose,
        ),
    )
    if one.serial == 1:
        order = {"court": "Sessions Court", "order_number": "B-1", "surety_minor": 5_000_000}
        add(Bail(decision="GRANTED", decided_on=date(2025, 8, 1), **order, **whose))
        seen = {"screened_at": RAID, "screened_by": "Lady Officer", "reasons": "Came by himself"}
        add(Screening(trafficked=False, **seen, **whose))
    clock = {"started_at": RAID, "due_at": RAID + timedelta(hours=24), "hard": True}
    stopped = RAID + timedelta(hours=19)
    key = "arrest_to_magistrate"
    add(Clock(case_id=case.id, accused_id=one.id, key=key, stopped_at=stopped, **clock))


def _exhibit(case: Case, lead: Officer, raid: Operation, serial: int) -> None:
    exhibit = Exhibit(
        id=new_id(),
        case_id=case.id,
        serial=serial,
        kind="COMPUTER",
        description=f"Black desktop computer number {serial}",
        maker="Dell",
        maker_number=f"SN{serial:05d}",
        seal=f"S-{serial}",
        moved_at=RAID,
        recorded_at=RAID,
    )
    add(exhibit)
    for seq, kind in enumerate(("SEIZED", "STORED", "SENT_TO_LAB"), start=1):
        act = {"kind": kind, "occurred_at": RAID + timedelta(hours=seq), "place": "Plot 9"}
        add(
            CustodyAct(
                case_id=case.id,
                exhibit_id=exhibit.id,
                seq=seq,
                to_holder=f"Holder {seq}",
                recorded_at=RAID,
                recorded_by_id=lead.id,
                **act,
            )
        )
    of = {"case_id": case.id, "exhibit_id": exhibit.id, "operation_id": raid.id}
    add(Seizure(exhibit_serial=serial, **of))


def _rescued(case: Case, raid: Operation) -> None:
    one = CasePerson(
        id=new_id(),
        case_id=case.id,
        role="RESCUED",
        reference="R-001",
        nationality="PH",
        sex="F",
        note=f"{RESCUED} was found upstairs",
        recorded_at=RAID,
    )
    add(one)
    add(
        ProtectedIdentity(
            case_id=case.id, case_person_id=one.id, name=RESCUED, document=PASSPORT, age_years=22
        ),
        Found(case_id=case.id, case_person_id=one.id, operation_id=raid.id),
    )


def _court(case: Case, people: list[Accused]) -> None:
    challan = Challan(
        id=new_id(),
        case_id=case.id,
        kind="FINAL",
        number="C-9",
        submitted_on=date(2025, 9, 1),
        prosecutor="Adv. Invented",
        witnesses="PW-1 Nasreen\nPW-2 Examiner",
        recorded_at=RAID,
    )
    add(challan)
    for one in people:
        whose = {"case_id": case.id, "accused_id": one.id}
        add(ChallanAccused(challan_id=challan.id, challan_column=3, **whose))
        for offence in ("PECA-2016/16", "PECA-2016/14"):
            charge = Charge(
                id=new_id(),
                offence=offence,
                framed_on=date(2025, 10, 1),
                plea="NOT_GUILTY",
                recorded_at=RAID,
                **whose,
            )
            add(charge)
            given = {"given_on": date(2026, 3, 1), "court": "Special Court", "recorded_at": RAID}
            words = {"sentence_words": "3 years", "sentence_days": 1095, "fine_minor": 5_000_000}
            words["judgment_number"] = "J-9/2026"
            add(
                Verdict(
                    charge_id=charge.id, seq=1, case_id=case.id, kind="CONVICTED", **given, **words
                )
            )
    held = {"court": "Special Court", "recorded_at": RAID, "case_id": case.id}
    add(
        Hearing(
            held_on=date(2025, 10, 1),
            purpose="CHARGE",
            outcome="Charge framed",
            next_on=date(2025, 11, 1),
            **held,
        ),
        Appeal(
            case_id=case.id,
            number="CrA-5/2026",
            court="Lahore High Court",
            filed_on=date(2026, 3, 20),
            filed_by="A-001",
            recorded_at=RAID,
        ),
    )


def _documents(case: Case, lead: Officer) -> None:
    report = f"Report on the computers, {PASSPORT} seen"
    titles = [
        ("WARRANT", "Search warrant W-12", handed_in.pdf("The warrant", 2), "application/pdf"),
        ("FORENSIC_REPORT", report, handed_in.photograph(), "image/png"),
        ("APPROVAL", OPINION, handed_in.pdf(OPINION), "application/pdf"),
        ("STATEMENT", "بیان گواہ", handed_in.FILM, "video/mp4"),
    ]
    for serial, (kind, title, data, media_type) in enumerate(titles, start=1):
        file = store.keep(BytesIO(data))
        kept = {"sha256": file.sha256, "size": file.size, "media_type": media_type}
        add(
            Document(
                case_id=case.id,
                serial=serial,
                title=title,
                kind=kind,
                original_name=f"scan {serial}.pdf",
                recorded_at=RAID,
                cleared_at=RAID,
                cleared_by_id=lead.id,
                recorded_by_id=lead.id,
                **kept,
            )
        )
