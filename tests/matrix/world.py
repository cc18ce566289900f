"""Two whole matters, one open and one sealed, with a canary in every field that holds words."""

from __future__ import annotations

import io
import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BytesIO

from casetrack import files
from casetrack.accounts.models import Officer
from casetrack.accounts.queries import members
from casetrack.cases import queries as cases
from casetrack.cases import service
from casetrack.cases.facts import FirFacts
from casetrack.cases.models import Accused, Case
from casetrack.complaints import service as complaints
from casetrack.complaints.facts import ComplaintFacts, HopFacts, IdentifierFacts
from casetrack.complaints.models import Complaint
from casetrack.db import local_date, session, utc_now
from casetrack.dossiers import service as dossiers
from casetrack.dossiers.facts import CopyFacts, PrintedFacts, Volume
from casetrack.evidence import service as evidence
from casetrack.evidence.facts import (
    CustodyFacts,
    DerivedFacts,
    DocumentFacts,
    ExhibitFacts,
    KeepingFacts,
    ThingFacts,
    UploadFacts,
)
from casetrack.evidence.models import Exhibit
from casetrack.operations import service as operations
from casetrack.operations.facts import (
    FoundCommon,
    FoundRow,
    ProductionFacts,
    RaidFacts,
    RecoveryFacts,
    RemandFacts,
)
from casetrack.operations.models import Operation
from casetrack.operations.queries import last_arrest
from casetrack.people import service as people
from casetrack.people.facts import (
    Kind,
    OrganisationFacts,
    PersonFacts,
    RegistrationFacts,
    SiteFacts,
)
from casetrack.prosecution import service as prosecution
from casetrack.prosecution.facts import ChallanFacts, ChargeFacts, HearingFacts
from casetrack.rules.roles import Role
from casetrack.rules.states import CaseState, ComplaintState
from tests import factories
from tests.matrix import given_away
from tests.matrix.canaries import CASE, COMPLAINT, DIARY, JOINED, VICTIM, Canaries
from tests.matrix.requested import requested

TERROR = "PECA-2016/10"
# In every narrative and title, and no canary: what the curious search for.
COMMON = "lanternfish"


def ago(days: float) -> datetime:
    return utc_now() - timedelta(days=days)


@dataclass
class Matter:
    """The ids by which the routes name what belongs to one matter."""

    name: str
    ids: dict[str, uuid.UUID] = field(default_factory=dict)


@dataclass
class World:
    """Ids and canaries; the rows themselves lie in the database that was made with them."""

    canaries: Canaries
    matters: dict[str, Matter]
    shared: dict[str, object]
    lead_id: uuid.UUID


def build() -> World:
    """Make both matters with the services, as officers would, and commit."""
    for code in ("FSD", "LHR", "KHI"):
        factories.unit(code)
    canaries = Canaries()
    lead = factories.officer()
    made = {name: Maker(name, canaries, lead).make() for name in ("open", "sealed")}
    session.commit()
    return World(canaries, made, shared_things(), lead.id)


def shared_things() -> dict[str, object]:
    """What is open to everyone who may read it at all: a site, an officer, a unit's chain."""
    keeper, now = factories.officer(at="LHR"), utc_now()
    place = people.record_organisation(
        facts=OrganisationFacts("Blue Lantern Software", "CALL_CENTRE"), actor=keeper.actor, now=now
    )
    site = people.add_site(
        organisation=place, facts=SiteFacts("1 Mall Road", "Lahore"), actor=keeper.actor
    )
    people.add_registration(
        site=site,
        facts=RegistrationFacts("PSEB", "P-1", local_date(ago(300))),
        actor=keeper.actor,
        now=now,
    )
    session.commit()
    return {
        "organisation_id": place.id,
        "site_id": site.id,
        "officer_id": keeper.id,
        "unit_id": keeper.unit_id,
    }


class Maker:
    """Makes one matter, step by step, and notes the ids."""

    def __init__(self, name: str, canaries: Canaries, lead: Officer) -> None:
        self.matter, self.canaries, self.lead = Matter(name), canaries, lead
        self.boss = factories.officer(Role.SUPERVISOR)
        self.court = factories.officer(Role.LIAISON, "CENTRAL")

    def word(self, place: str, what: str = CASE) -> str:
        return self.canaries.plant(what, self.matter.name, place)

    def told(self, place: str, what: str = CASE) -> str:
        return f"{COMMON} {self.word(place, what)}"

    def make(self) -> Matter:
        complaint = self.complaint()
        case = self.case(complaint)
        self.exhibits_and_documents(case)
        operation = self.raid(case)
        self.in_court(case)
        self.dossier(case)
        self.matter.ids |= requested(case, self.lead, self.word, self.told)
        self.ids(case, complaint, operation)
        if self.matter.name == "sealed":
            service.set_sealed(
                case=case,
                sealed=True,
                reason=self.told("reason of the seal", DIARY),
                actor=self.lead.actor,
                now=utc_now(),
            )
        self.matter.ids |= given_away.reports(case.id, sealed=self.matter.name == "sealed")
        session.commit()
        return self.matter

    def complaint(self) -> Complaint:
        clerk = factories.officer(Role.CLERK)
        mail = self.word("identifier", COMPLAINT)
        facts = ComplaintFacts(
            channel="HELPLINE",
            received_at=ago(40),
            narrative=self.told("narrative", COMPLAINT),
            category="FINANCIAL_FRAUD",
            complainant=PersonFacts(
                name=self.word("complainant", JOINED),
                father_name=self.word("complainant's father", COMPLAINT),
                address=self.word("complainant's address", COMPLAINT),
                sex="F",
            ),
            impersonated=self.word("impersonated", COMPLAINT),
            identifiers=(IdentifierFacts(Kind.EMAIL, f"{mail}@example.com"),),
            money_trail=(
                HopFacts(
                    self.word("institution", COMPLAINT),
                    self.word("account", COMPLAINT),
                    7_200_000,
                    reference=self.word("reference of a payment", COMPLAINT),
                ),
            ),
        )
        made = complaints.log(facts=facts, actor=clerk.actor, now=ago(40))
        self.move_complaint(made)
        self.canaries.own(made.number, JOINED, self.matter.name, "complaint's number")
        return made

    def move_complaint(self, made: Complaint) -> None:
        steps = {
            ComplaintState.VERIFICATION: {
                "verification_officer": self.lead.id,
                "assigned_at": ago(39),
            },
            ComplaintState.VERIFIED: {
                "verification_report": self.told("verification report", COMPLAINT),
                "occurred_at": ago(38),
            },
        }
        for to, facts in steps.items():
            complaints.move(
                complaint=made, to=to, actor=self.boss.actor, facts=facts, now=utc_now()
            )

    def case(self, complaint: Complaint) -> Case:
        facts = FirFacts(
            title=self.told("title"),
            police_station="FSD",
            sections=(TERROR,),
            io=self.lead.id,
            fir_at=ago(30),
            source_report=self.told("source report"),
            reason_no_enquiry=self.told("reason of no enquiry"),
        )
        made = service.open_by_fir(facts=facts, actor=self.lead.actor, now=utc_now())
        service.join_complaint(case=made, complaint=complaint, actor=self.lead.actor, now=utc_now())
        service.write_diary(
            case=made,
            text=self.told("diary", DIARY),
            occurred_at=ago(1),
            actor=self.lead.actor,
            now=utc_now(),
        )
        self.canaries.own(made.number, CASE, self.matter.name, "case's number")
        self.witness(made)
        return made

    def witness(self, case: Case) -> None:
        facts = PersonFacts(name=self.word("witness"), address=self.word("witness's address"))
        person = people.record_person(facts=facts, actor=self.lead.actor, now=utc_now())
        service.add_person(
            case=case, person=person, role="WITNESS", note=self.word("note"), now=utc_now()
        )

    def exhibits_and_documents(self, case: Case) -> None:
        taken = CustodyFacts(
            kind="SEIZED",
            occurred_at=ago(29),
            from_holder=self.word("holder before"),
            to_holder=self.word("holder"),
            place=self.word("place of seizure"),
            purpose=self.word("purpose of custody"),
        )
        thing = ThingFacts(
            kind="COMPUTER",
            description=self.told("exhibit"),
            maker=self.word("maker"),
            maker_number=self.word("maker's number"),
            seal=self.word("seal"),
            found_at=self.word("where it was found"),
            kept=KeepingFacts(self.word("storage place"), self.word("register number")),
        )
        exhibit = evidence.add_exhibit(
            case=case, facts=ExhibitFacts(thing, taken), actor=self.lead.actor, now=utc_now()
        )
        self.handover(exhibit)
        facts = DocumentFacts(
            title=self.told("document's title"),
            kind="STATEMENT",
            original_name=f"{self.word('file name')}.txt",
            media_type="text/plain",
        )
        stream = io.BytesIO(self.told("document's text").encode())
        document = evidence.store_document(
            case=case, stream=stream, facts=facts, actor=self.lead.actor, now=utc_now()
        )
        picture = files.shelf("derivatives").keep(io.BytesIO(b"\x89PNG"))
        evidence.enter_derivatives(
            document=document,
            made=[DerivedFacts("THUMBNAIL", picture.sha256, picture.size)],
            now=utc_now(),
        )
        upload = evidence.begin_upload(
            case=case, facts=UploadFacts(facts, 9), actor=self.lead.actor, now=utc_now()
        )
        self.matter.ids |= {
            "exhibit_id": exhibit.id,
            "document_id": document.id,
            "upload_id": upload.id,
        }

    def handover(self, exhibit: Exhibit) -> None:
        """A gap that is explained: its words stand in the chain, and who it names is awaited."""
        facts = CustodyFacts(
            kind="SENT_TO_LAB",
            occurred_at=ago(28),
            from_holder=self.word("giver of a handover"),
            to_holder="",
            to_officer_id=self.lead.id,
            place=self.word("place of a handover"),
            explanation=self.word("explanation of a gap"),
            order_reference=self.word("order behind an act"),
        )
        evidence.record_custody(exhibit=exhibit, facts=facts, actor=self.boss.actor, now=utc_now())

    def raid(self, case: Case) -> Operation:
        facts = RaidFacts(
            started_at=ago(25),
            place=self.told("place of the raid"),
            leader_id=self.lead.id,
            warrant_number=self.word("warrant"),
            warrant_court=self.word("warrant's court"),
            team=self.word("team"),
            agencies=self.word("agencies"),
            cover_business=self.word("cover business"),
            shift_hours=self.word("shift"),
            voip_provider=self.word("VoIP provider"),
            summary=self.told("summary of the raid"),
        )
        made = operations.record_raid(case=case, facts=facts, actor=self.lead.actor, now=utc_now())
        self.found(made)
        self.recovery(case)
        return made

    def recovery(self, case: Case) -> None:
        facts = RecoveryFacts(
            kind="FROZEN",
            amount_minor=7_200_000,
            currency="PKR",
            institution=self.word("institution that froze"),
            done_on=local_date(ago(20)),
            order_number=self.word("order of a freeze"),
        )
        made = operations.record_recovery(
            case=case, facts=facts, actor=self.lead.actor, now=utc_now()
        )
        self.matter.ids |= {"recovery_id": made.id}

    def found(self, operation: Operation) -> None:
        rows = [
            FoundRow(
                name=self.word("accused"),
                father_name=self.word("accused's father"),
                document="33100-1234567-1" if self.matter.name == "open" else "33100-7654321-3",
                nationality="PK",
                sex="M",
                age_years=30,
                found_as="ACCUSED",
                part="AGENT",
            ),
            FoundRow(
                name=self.word("rescued person", VICTIM),
                document="",
                nationality="PH",
                sex="F",
                age_years=22,
                found_as="RESCUED",
            ),
        ]
        common = FoundCommon(
            arrested_at=ago(24.9),
            relative_informed_at=ago(24.8),
            officer_id=self.lead.id,
            place=self.word("place of arrest"),
            screened_by=self.word("screened by"),
            screening=self.word("screening"),
        )
        operations.record_found(
            operation=operation, rows=rows, common=common, actor=self.lead.actor, now=utc_now()
        )

    def in_court(self, case: Case) -> None:
        accused, now = cases.accused_of(case)[0], utc_now()
        self.remand(accused)
        challan = ChallanFacts(
            kind="FINAL",
            number=self.word("challan"),
            submitted_on=local_date(ago(20)),
            prosecutor=self.word("prosecutor"),
            accused={accused.id: 3},
            witnesses=self.word("list of witnesses"),
            exhibits=self.word("list of exhibits"),
        )
        prosecution.submit_challan(case=case, facts=challan, actor=self.lead.actor, now=now)
        taken = {
            "court": self.word("court"),
            "court_case_no": self.word("court's number"),
            "cognizance_at": ago(15),
        }
        service.move(
            case=case, to=CaseState.COGNIZANCE, actor=self.court.actor, facts=taken, now=now
        )
        charge = ChargeFacts(ago(10), ago(18), (TERROR,), {accused.id: "NOT_GUILTY"})
        prosecution.frame_charges(case=case, facts=charge, actor=self.court.actor, now=now)
        hearing = HearingFacts(
            court=self.word("hearing's court"),
            held_on=local_date(ago(9)),
            purpose="PROSECUTION_EVIDENCE",
            outcome=self.told("outcome of a hearing"),
            next_on=local_date(ago(-9)),
            next_purpose="PROSECUTION_EVIDENCE",
        )
        made = prosecution.record_hearing(case=case, facts=hearing, actor=self.court.actor, now=now)
        self.matter.ids |= {"hearing_id": made.id}

    def remand(self, accused: Accused) -> None:
        arrest = last_arrest(accused)
        produced = ProductionFacts(ago(24.2), self.word("court of production"))
        operations.record_production(
            arrest=arrest, facts=produced, actor=self.lead.actor, now=utc_now()
        )
        facts = RemandFacts(
            kind="POLICE",
            from_on=local_date(ago(24)),
            days=4,
            court=self.word("court of remand"),
            order_number=self.word("order of remand"),
            reasons=self.word("reasons of remand"),
        )
        operations.record_remand(accused=accused, facts=facts, actor=self.lead.actor, now=utc_now())

    def dossier(self, case: Case) -> None:
        now = utc_now()
        made = dossiers.ask_dossier(case=case, purpose="COURT", actor=self.lead.actor, now=now)
        data = f"%PDF-1.7 {self.word('dossier')}".encode()
        sha256 = files.shelf("dossiers").keep(BytesIO(data)).sha256
        printed = PrintedFacts(sha256, sha256, now, (Volume(sha256, len(data), 1),))
        dossiers.enter_printed(dossier=made, printed=printed, now=now)
        dossiers.approve(dossier=made, actor=self.boss.actor, now=now)
        dossiers.enter_printed(dossier=made, printed=printed, now=now)
        told = CopyFacts(self.word("recipient"), self.word("reason of the copy"))
        dossiers.give_copy(dossier=made, facts=told, actor=self.boss.actor, now=now)
        self.matter.ids |= {"dossier_id": made.id}

    def ids(self, case: Case, complaint: Complaint, operation: Operation) -> None:
        accused = cases.accused_of(case)[0]
        self.matter.ids |= {
            "case_id": case.id,
            "complaint_id": complaint.id,
            "operation_id": operation.id,
            "accused_id": accused.id,
            "person_id": accused.person_id,
            "membership_id": members("case", case.id)[0].id,
        }
