"""The case of `made`, and all that only some editions may hold."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from casetrack import audit
from casetrack.accounts.models import Officer
from casetrack.cases.models import Case, CaseMovement, CasePerson
from casetrack.complaints.models import Complaint, MoneyTrail
from casetrack.db import new_id, session, utc_now
from casetrack.evidence.models import CustodyAct, CustodyConfirmation, Document, Exhibit
from casetrack.operations.models import Recovery
from casetrack.requests.models import Request, RequestAct, RequestItem
from casetrack.rules.states import ComplaintState
from tests.dossiers import made as maker
from tests.dossiers.made import RAID, add, new_link, new_person

CHILD = "Zunaira Littlecanary"
WITNESS_PHONE, OWN_PHONE, CHILD_PHONE = "+923219876543", "+923331112223", "+923450009998"


def whole() -> maker.Made:
    """The case with everything in it, committed; its first complaint is Nasreen's."""
    made = maker.made(accused=3, exhibits=2)
    audit.begin(audit.Act(name="test", at=utc_now()))
    case, lead = made.case, made.lead
    _witnesses(case, lead)
    _complaints(case, lead)
    _things(case, lead)
    _requests(case, lead)
    _papers(case, lead)
    _moves(case, lead)
    session.commit()
    return made


def nasreen(case: Case) -> Complaint:
    """The complaint whose complainant gets a copy."""
    rows = select(Complaint).where(Complaint.case_id == case.id, Complaint.serial == 123)
    return session.scalars(rows).one()


def _witnesses(case: Case, lead: Officer) -> None:
    witness = new_person(
        lead, "Examiner Witnessed", sex="M", nationality="PK", address="9 Lane of PW"
    )
    new_link("PHONE", WITNESS_PHONE, "person", witness.id, case)
    child = new_person(
        lead, CHILD, sex="F", nationality="PK", age_years=11, address="12 Child Street"
    )
    new_link("PHONE", CHILD_PHONE, "person", child.id, case)
    stands = {"case_id": case.id, "recorded_at": RAID, "nationality": "PK"}
    add(
        CasePerson(person_id=witness.id, role="WITNESS", reference="PW-1", note="Saw it", **stands),
        CasePerson(
            person_id=child.id, role="VICTIM", reference="V-1", note=f"{CHILD} told it", **stands
        ),
    )


def _complaints(case: Case, lead: Officer) -> None:
    first = nasreen(case)
    first.complainant_name = "Nasreen Akhtar Invented"
    new_link("PHONE", OWN_PHONE, "complaint", first.id, case, "COMPLAINANT")
    other = new_person(lead, "Other Complainant Invented", sex="M", nationality="PK")
    add(
        Complaint(
            id=new_id(),
            number="FSD-2025-000124",
            unit_id=lead.unit_id,
            year=2025,
            serial=124,
            channel="PORTAL",
            received_at=RAID,
            received_on=date(2025, 7, 8),
            complainant_id=other.id,
            narrative=f"Another story of {CHILD}, call 0345 0009998",
            category="HARASSMENT",
            loss_minor=500,
            state=ComplaintState.JOINED,
            case_id=case.id,
            recorded_at=RAID,
            recorded_by_id=lead.id,
            money_trail=[MoneyTrail(position=1, institution="Wallet", account="03009998887")],
        ),
        CasePerson(
            case_id=case.id,
            person_id=other.id,
            role="COMPLAINANT",
            reference="C-2",
            recorded_at=RAID,
        ),
    )


def _things(case: Case, lead: Officer) -> None:
    paper = _document(case, lead, 9, "OTHER", "Image of the disk")
    given = Exhibit(
        id=new_id(),
        case_id=case.id,
        serial=9,
        kind="PHONE",
        description="Phone of the complainant",
        maker="Nokia",
        maker_number="IMEI 1",
        seal="S-9",
        found_at="Desk",
        storage_place="Shelf 4",
        document_id=paper.id,
        moved_at=RAID,
        recorded_at=RAID,
    )
    add(given)
    whose = {"case_id": case.id, "exhibit_id": given.id, "recorded_by_id": lead.id}
    add(
        CustodyAct(
            seq=1,
            kind="RECEIVED",
            occurred_at=RAID,
            from_holder="Nasreen Akhtar Invented",
            to_holder="IO",
            place="Circle",
            purpose="To be imaged",
            seal="S-9",
            hash_before="a" * 64,
            hash_after="b" * 64,
            explanation="Told late",
            recorded_at=RAID,
            **whose,
        )
    )
    add(
        CustodyConfirmation(
            case_id=case.id,
            exhibit_id=given.id,
            seq=1,
            side="FROM",
            receipt="RC-1",
            confirmed_at=RAID,
            confirmed_by_id=lead.id,
        )
    )
    money: dict[str, Any] = {"case_id": case.id, "recorded_at": RAID, "recorded_by_id": lead.id}
    add(
        Recovery(
            kind="FROZEN",
            amount_minor=100_000,
            currency="PKR",
            institution="Bank of Nowhere",
            done_on=date(2025, 7, 20),
            order_number="F-1",
            struck_at=RAID,
            struck_reason="Typed twice",
            **money,
        )
    )


def _requests(case: Case, lead: Officer) -> None:
    for family, kind in (("FORENSIC", "COMPUTER"), ("PROVIDER", "SUBSCRIBER"), ("FOREIGN", "MLA")):
        request = Request(
            id=new_id(),
            case_id=case.id,
            family=family,
            serial=1,
            kind=kind,
            addressee=f"The head of {family}",
            country="GB" if family == "FOREIGN" else "",
            asked="What was said",
            identifiers="0300 5556667",
            order_court="Court of orders",
            order_number="O-1",
            order_on=date(2025, 7, 9),
            state="SENT",
            sent_on=date(2025, 7, 10),
            due_on=date(2025, 8, 10),
            their_reference="T-1",
            acted_at=RAID,
            recorded_at=RAID,
            recorded_by_id=lead.id,
        )
        add(request)
        act = {"kind": "SENT", "done_on": date(2025, 7, 10), "recorded_at": RAID, "seq": 1}
        more = {"reference": "L-1", "note": "By hand", "recorded_by_id": lead.id}
        add(RequestAct(case_id=case.id, request_id=request.id, **act, **more))
        if family == "FORENSIC":
            exhibit = session.scalars(select(Exhibit).where(Exhibit.serial == 1)).one()
            add(RequestItem(case_id=case.id, request_id=request.id, exhibit_id=exhibit.id))


def _papers(case: Case, lead: Officer) -> None:
    _document(case, lead, 7, "CORRESPONDENCE", "Letter from the ministry")
    _document(case, lead, 8, "PHOTOGRAPH", "Blurred picture", relied_on=False)


def _document(
    case: Case, lead: Officer, serial: int, kind: str, title: str, **more: Any
) -> Document:
    made = Document(
        id=new_id(),
        case_id=case.id,
        serial=serial,
        title=title,
        kind=kind,
        original_name=f"scan {serial}.pdf",
        media_type="application/pdf",
        sha256=f"{serial:064x}",
        size=1000 * serial,
        recorded_at=RAID,
        recorded_by_id=lead.id,
        **more,
    )
    add(made)
    return made


def _moves(case: Case, lead: Officer) -> None:
    """Facts that the registration of the FIR did not need here, and one more confidential one."""
    rows = select(CaseMovement).where(CaseMovement.case_id == case.id)
    for move in session.scalars(rows.order_by(CaseMovement.seq)):
        if "fir_no" in move.facts:
            late = {"s155_order_no": "S155-1", "reason_no_enquiry": "Red-handed"}
            at = RAID + timedelta(days=90)
            add(
                CaseMovement(
                    case_id=case.id,
                    seq=9,
                    from_state=move.to_state,
                    to_state=move.to_state,
                    occurred_at=at,
                    recorded_at=at,
                    actor_id=lead.id,
                    authority="AD",
                    facts={"query_raised": "Why so late", "prosecutor_objection": "Weak", **late},
                )
            )
