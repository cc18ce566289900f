"""One more case over the demo agency, in which everything is still to be done."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from casetrack.accounts.models import Officer
from casetrack.cases.models import Case
from casetrack.cases.queries import accused_of
from casetrack.db import session, utc_now
from casetrack.dossiers import service as dossiers
from casetrack.dossiers.facts import CopyFacts, PrintedFacts, Volume
from casetrack.evidence import queries as evidence_queries
from casetrack.evidence import service as evidence
from casetrack.evidence.facts import CustodyFacts, DocumentFacts, ThingFacts
from casetrack.operations import service as operations
from casetrack.operations.facts import FoundRow
from casetrack.prosecution import service as prosecution
from casetrack.prosecution.facts import ChallanFacts, HearingFacts
from casetrack.rules.roles import Role
from tests.operations import making
from tests.requests import asked

NAMED = "Wavelength Invented"
# More than the case page lists.
DOCUMENTS = 9
FOUND = (
    FoundRow("Karim Invented", "ACCUSED", sex="M", nationality="PK", document="33100-9100001-1"),
    FoundRow(NAMED, "ACCUSED", sex="M", nationality="CN", document="E91000002"),
    FoundRow("Maria Invented", "RESCUED", sex="F", nationality="PH"),
)


@dataclass(frozen=True)
class Unfinished:
    """The case, and pages in it where something waits to be done."""

    case_id: UUID
    exhibit_id: UUID
    request_id: UUID
    draft_id: UUID
    final_id: UUID

    @property
    def paths(self) -> list[str]:
        return [
            f"/cases/{self.case_id}",
            f"/cases/{self.case_id}/custody?numbers=P-1",
            f"/exhibits/{self.exhibit_id}",
            f"/requests/{self.request_id}",
            f"/dossiers/{self.draft_id}",
            f"/dossiers/{self.final_id}/copies",
        ]


def add_unfinished() -> Unfinished:
    """A raid without warrant, consulates not told, a hearing without outcome, dossiers."""
    officer = _officer(Role.INVESTIGATOR, "investigator")
    case = making.fir(officer)
    _raid(case, officer)
    _papers(case, officer)
    _court(case, officer)
    draft_id, final_id = _dossiers(case, officer)
    exhibit_id = _produced(case, officer)
    request = asked.draft(case, officer, asked.PROVIDER)
    session.commit()
    return Unfinished(case.id, exhibit_id, request.id, draft_id, final_id)


def _produced(case: Case, officer: Officer) -> UUID:
    """An exhibit that somebody outside the agency took without a receipt."""
    exhibit = evidence_queries.all_exhibits(case)[0]
    facts = CustodyFacts(
        kind="PRODUCED_IN_COURT",
        occurred_at=utc_now(),
        from_officer_id=officer.id,
        from_holder="",
        to_holder="Reader of the court",
        place="Special Court",
    )
    evidence.record_custody(exhibit=exhibit, facts=facts, actor=officer.actor, now=utc_now())
    return exhibit.id


def _dossiers(case: Case, officer: Officer) -> tuple[UUID, UUID]:
    """One that waits for the worker, a draft to be approved, a final to be given out."""
    now, boss = utc_now(), _officer(Role.SUPERVISOR, "supervisor")
    _waits, draft, final = (
        dossiers.ask_dossier(case=case, purpose="COURT", actor=officer.actor, now=now)
        for _one in range(3)
    )
    printed = PrintedFacts("c" * 64, "d" * 64, now, (Volume("a" * 64, 1, 1),))
    for one in (draft, final):
        dossiers.enter_printed(dossier=one, printed=printed, now=now)
    dossiers.approve(dossier=final, actor=boss.actor, now=now)
    dossiers.enter_printed(dossier=final, printed=printed, now=now)
    told = CopyFacts("Special Court, Faisalabad", "Ordered")
    dossiers.give_copy(dossier=final, facts=told, actor=boss.actor, now=now)
    return draft.id, final.id


def _officer(role: Role, username: str) -> Officer:
    rows = select(Officer).where(Officer.role == role, Officer.username == username)
    return session.scalars(rows).one()


def _raid(case: Case, officer: Officer) -> None:
    thing = ThingFacts(kind="PHONE", description="Vivo Y20", quantity=3)
    reason = "Records would be destroyed"
    raid = making.raid(case, officer, thing, warrant_number="", no_warrant_reason=reason)
    found = making.common(officer)
    operations.record_found(
        operation=raid, rows=FOUND, common=found, actor=officer.actor, now=utc_now()
    )


def _papers(case: Case, officer: Officer) -> None:
    for number in range(DOCUMENTS):
        facts = DocumentFacts(f"Statement {number}", "STATEMENT", f"{number}.txt", "text/plain")
        stream = io.BytesIO(f"Statement {number}".encode())
        evidence.store_document(
            case=case, stream=stream, facts=facts, actor=officer.actor, now=utc_now()
        )


def _court(case: Case, officer: Officer) -> None:
    """An interim challan, so that the liaison sees the case, and a date nobody told of yet."""
    sent_up = next(one for one in accused_of(case) if one.person.name != NAMED)
    challan = ChallanFacts(
        kind="INTERIM",
        number="C-1",
        submitted_on=making.today(),
        prosecutor="DDPP Invented",
        accused={sent_up.id: 3},
    )
    prosecution.submit_challan(case=case, facts=challan, actor=officer.actor, now=utc_now())
    liaison = _officer(Role.LIAISON, "liaison")
    hearing = HearingFacts("Special Court", making.today() - timedelta(days=3), "REMAND")
    prosecution.record_hearing(case=case, facts=hearing, actor=liaison.actor, now=utc_now())
