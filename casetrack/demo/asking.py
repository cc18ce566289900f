"""What was asked of others in the Faisalabad case, and the first days of its diary: invented."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from io import BytesIO
from uuid import UUID

from casetrack.cases import service as cases
from casetrack.cases.models import Case
from casetrack.db import KARACHI, local_date
from casetrack.demo.staff import Desk
from casetrack.evidence import service as evidence
from casetrack.evidence.facts import DocumentFacts
from casetrack.requests import service
from casetrack.requests.facts import ActFacts, HandingFacts, OrderFacts, RequestFacts
from casetrack.requests.models import Request

LABORATORY = "Provincial Forensic Laboratory, Lahore"
COURT = "Judge, Special Court (PECA), Faisalabad"
# Days after the raid, what was done, and the days until it was written.
_DIARY = (
    (0, "Kothi 9 was searched under warrant W-77/2025; 149 persons were arrested.", 0),
    (1, "All arrested persons were produced before the magistrate.", 0),
    (1, "The owner of the building was asked for the rent deed.", 2),
    (6, "Phones P-70 to P-72 were taken to the laboratory under seal.", 0),
    (12, "Two complainants abroad were heard by video; statements are on file.", 0),
)


def tell(desk: Desk, case: Case, raid_at: datetime, now: datetime) -> None:
    """A laboratory that answered, providers that are late or hurry, and two states abroad."""
    asking = _Asking(desk, case, now)
    asking.laboratory(raid_at + timedelta(days=6))
    asking.providers()
    asking.abroad()
    for days, text, later in _DIARY:
        worked = raid_at + timedelta(days=days)
        written = worked + timedelta(days=later, hours=3)
        cases.write_diary(case=case, text=text, occurred_at=worked, actor=asking.actor, now=written)


class _Asking:
    """The officer who leads the case, and the day of his desk."""

    def __init__(self, desk: Desk, case: Case, now: datetime) -> None:
        self.case, self.now, self.actor = case, now, desk.investigators[0].actor

    def ago(self, days: int) -> datetime:
        """Noon of that many days before now."""
        day = local_date(self.now - timedelta(days=days))
        return datetime.combine(day, time(12), tzinfo=KARACHI)

    def draft(self, at: datetime, **facts: object) -> Request:
        return service.draft_request(
            case=self.case,
            facts=RequestFacts(**facts),  # type: ignore[arg-type]
            actor=self.actor,
            now=at,
        )

    def act(self, request: Request, at: datetime, kind: str, **told: object) -> None:
        given: Mapping[str, object] = {"act": kind, "done_on": local_date(at), **told}
        service.record_act(
            request=request,
            facts=ActFacts(**given),  # type: ignore[arg-type]
            actor=self.actor,
            now=at,
        )

    def laboratory(self, sent: datetime) -> None:
        request = self.draft(
            sent,
            family="FORENSIC",
            kind="PHONE_EXTRACTION",
            addressee=LABORATORY,
            asked="Messages with the numbers of the complainants\nContacts saved on two or more",
            basis="PROVINCIAL_LABORATORY",
            exhibits="P-70 to P-72",
        )
        to = HandingFacts(sent, LABORATORY, "Reception of the laboratory")
        self.act(request, sent, "SENT", reference="FSD/L-31/2025", handing=to)
        came = sent + timedelta(days=50)
        self.act(
            request,
            came,
            "ANSWERED",
            reference="LAB-2025-0917",
            document_id=self._report(came),
            handing=HandingFacts(came, self.actor.name, "Malkhana, Faisalabad"),
        )

    def _report(self, came: datetime) -> UUID:
        words = b"Invented report: 412 messages with the complainants were found on P-71.\n"
        facts = DocumentFacts("Report on P-70 to P-72", "FORENSIC_REPORT", "report.txt")
        made = evidence.store_document(
            case=self.case, stream=BytesIO(words), facts=facts, actor=self.actor, now=came
        )
        return made.id

    def providers(self) -> None:
        bank = self.draft(
            self.ago(45),
            family="PROVIDER",
            kind="BANK_RECORDS",
            addressee="Invented Bank, Karachi",
            asked="Account opening form\nStatement from January 2025",
            identifiers="PK36SCBL0000001123456702",
            basis="CRPC_94_BANK",
            order=OrderFacts(COURT, "M-12/2026", local_date(self.ago(47))),
        )
        self.act(bank, self.ago(44), "SENT", reference="FSD/L-88/2026")
        self.act(bank, self.ago(12), "REMINDED", reference="FSD/L-97/2026")
        notice = self.draft(self.ago(80), **_telecom("PRESERVATION", "PECA_31"))
        self.act(notice, self.ago(80), "SENT", reference="FSD/L-71/2026")
        self.act(notice, self.ago(78), "ANSWERED", reference="IT-4402")
        self.act(notice, self.ago(77), "COURT_TOLD", reference="A-3/2026")
        calls = self.draft(
            self.ago(5),
            **_telecom("CALL_RECORDS", "PECA_31_ACQUIRE"),
            period_from=self.ago(334),
            period_to=self.ago(80),
        )
        self.act(calls, self.ago(4), "SENT", reference="FSD/L-101/2026")

    def abroad(self) -> None:
        mla = self.draft(
            self.ago(205),
            family="FOREIGN",
            kind="MLA",
            country="PH",
            addressee="Department of Justice, Manila",
            via="Ministry of Interior, Islamabad",
            asked="Who registered the app's server\nStatements of two former employees",
            basis="MLA_2020",
        )
        self.act(mla, self.ago(200), "SENT", reference="FSD/L-40/2026")
        self.act(mla, self.ago(170), "ACKNOWLEDGED", reference="DOJ-OCC-2026-118")
        interpol = self.draft(
            self.ago(70),
            family="FOREIGN",
            kind="INTERPOL",
            country="NG",
            addressee="NCB Abuja",
            via="NCB Islamabad",
            asked="Identity of the holder of the number",
            identifiers="+234 803 123 4567",
            basis="PECA_42",
        )
        self.act(interpol, self.ago(69), "SENT", reference="FSD/L-74/2026")
        self.act(interpol, self.ago(41), "ANSWERED", reference="NCB-ABJ-5512")


def _telecom(kind: str, basis: str) -> dict[str, object]:
    """What the operator is asked of one number."""
    return {
        "family": "PROVIDER",
        "kind": kind,
        "addressee": "Invented Telecom, Islamabad",
        "asked": "Calls and messages, in and out\nCell sites with their addresses",
        "identifiers": "0311-5550199",
        "basis": basis,
    }
