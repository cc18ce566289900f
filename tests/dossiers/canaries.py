"""Which editions may hold what stands in each column of text: read line by line by a person.

C court, P police, D defence, V complainant, M media; "-" none. A column may be named with a kind
of row after a slash. The third word is where the tree holds it: the redaction log must have a
line of that rule when an edition lacks it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from casetrack.cases.models import Accused, CasePerson
from casetrack.db import Base, session
from casetrack.requests.models import Request

EXPECTED = """
cases.title                          CPDV   cover.Cover.title
cases.court                          CPDV   cover.Cover.court
cases.court_case_number              CPDV   cover.Cover.court
cases.police_station                 CPDVM  particulars.Particulars.police_station
case_persons.note/WITNESS            CP     parties.Party.note
case_persons.note/RESCUED            -
persons.name/ACCUSED                 CPD    accused.AccusedSheet.name
persons.father_name/ACCUSED          CPD    accused.AccusedSheet.father_name
persons.aliases/ACCUSED              CPD    accused.AccusedSheet.aliases
persons.address/ACCUSED              CPD    accused.AccusedSheet.address
persons.name/WITNESS                 CPD    parties.Party.name
persons.address/WITNESS              CP     parties.Party.address
persons.name/COMPLAINANT             CPDV   complaints.Complaint.complainant
persons.address/COMPLAINANT          CP     parties.Party.address
persons.name/VICTIM                  -
persons.father_name/VICTIM           -
persons.aliases/VICTIM               -
persons.address/VICTIM               -
protected_identities.name            -
protected_identities.document        -
protected_identities.contact         -
complaints.narrative                 CPDV   complaints.Complaint.narrative
complaints.impersonated              CPDV   complaints.Complaint.impersonated
complaints.complainant_address       -
money_trails.institution             CPDV   money.Hop.institution
money_trails.account                 CPDV   money.Hop.account
money_trails.reference               CPDV   money.Hop.reference
operations.warrant_number            CPD    raids.Raid.warrant
operations.warrant_court             CPD    raids.Raid.warrant
operations.no_warrant_reason         CPD    raids.Raid.warrant
operations.place                     CPD    raids.Raid.place
operations.team                      CPD    raids.Raid.team
operations.agencies                  CPD    raids.Raid.agencies
operations.cover_business            CPD    raids.Raid.cover_business
operations.shift_hours               CPD    raids.Raid.shift_hours
operations.voip_provider             CPD    raids.Raid.voip_provider
operations.summary                   CPD    raids.Raid.summary
organisations.name                   CPD    raids.Raid.organisation
organisations.notes                  -
sites.address                        -
sites.city                           CPDM   raids.Raid.city
registrations.number                 CPD    raids.Registration.number
registrations.registered_for         CPD    raids.Registration.registered_for
exhibits.description                 CPDV   exhibits.Exhibit.description
exhibits.maker                       CPD    exhibits.Exhibit.maker
exhibits.maker_number                CPD    exhibits.Exhibit.maker
exhibits.seal                        CPD    exhibits.Exhibit.seal
exhibits.found_at                    CPD    exhibits.Exhibit.found_at
exhibits.storage_place               CP     exhibits.Exhibit.storage_place
exhibits.register_number             CP     exhibits.Exhibit.storage_place
custody_acts.order_reference         CPD    exhibits.CustodyAct.order
custody_acts.to_holder               CPDV   exhibits.CustodyAct.to_holder
custody_acts.place                   CPD    exhibits.CustodyAct.place
custody_acts.purpose                 CPD    exhibits.CustodyAct.purpose
custody_acts.seal                    CPD    exhibits.CustodyAct.seal
custody_acts.explanation             CPD    exhibits.CustodyAct.explanation
custody_confirmations.receipt        CPD    exhibits.Confirmation.by
documents.title/RELIED               CPD    manifest.Paper.title
documents.original_name/RELIED       CPD    manifest.Paper.name
documents.title/UNUSED               P      unused.Paper.title
documents.original_name/UNUSED       P      unused.Paper.name
documents.title/LETTER               P      correspondence.Paper.title
documents.original_name/LETTER       P      correspondence.Paper.name
requests.addressee/FORENSIC          CPD    forensics.Request.addressee
requests.asked/FORENSIC              CPD    forensics.Request.asked
requests.identifiers/PROVIDER        CPD    providers.Request.identifiers
requests.asked/PROVIDER              CPD    providers.Request.asked
requests.order_court/PROVIDER        CPD    providers.Request.order
requests.order_number/PROVIDER       CPD    providers.Request.order
requests.their_reference/PROVIDER    CPD    providers.Request.their_reference
requests.addressee/FOREIGN           CP     foreign.Request.addressee
requests.asked/FOREIGN               CP     foreign.Request.asked
requests.identifiers/FOREIGN         CP     foreign.Request.identifiers
requests.order_number/FOREIGN        CP     foreign.Request.order
requests.their_reference/FOREIGN     CP     foreign.Request.their_reference
requests.via                         -
requests.copy_to                     -
request_acts.reference/PROVIDER      CPD    providers.RequestStep.reference
request_acts.note/PROVIDER           CPD    providers.RequestStep.note
request_acts.note/FOREIGN            CP     foreign.RequestStep.note
recoveries.institution               CPD    money.Recovery.institution
recoveries.order_number              CPD    money.Recovery.order
recoveries.struck_reason             CPD    money.Recovery.struck
arrests.place                        CPD    arrests.Arrest.place
arrests.memo_number                  CPD    arrests.Arrest.memo
arrests.produced_before              CPD    arrests.Arrest.produced_before
arrests.release_reason               CPD    arrests.Arrest.release_reason
remands.court                        CPD    remand.Order.court
remands.order_number                 CPD    remand.Order.number
remands.reasons                      CPD    remand.Order.reasons
bails.court                          CPD    remand.Order.court
bails.order_number                   CPD    remand.Order.number
screenings.screened_by               CPD    consular.Screening.by
screenings.reasons                   CPD    consular.Screening.reasons
screenings.second_reason             CPD    consular.Screening.second_reason
challans.number                      CPDV   challans.Challan.number
challans.prosecutor                  CPD    challans.Challan.prosecutor
challans.witnesses                   CPD    challans.Challan.witnesses
verdicts.court                       CPDV   judgment.Decision.court
verdicts.judgment_number             CPDV   judgment.Decision.number
verdicts.sentence_words              CPD    charges.VerdictLine.sentence
hearings.court                       CPDV   hearings.Hearing.court
hearings.outcome                     CPD    hearings.Hearing.outcome
appeals.number                       CPDV   judgment.Appeal.number
appeals.court                        CPDV   judgment.Appeal.court
appeals.filed_by                     CPD    judgment.Appeal.filed_by
diary_entries.text                   P      diary.DiaryLine.text
""".strip()

# Texts that are no free words: keys of lists, hashes, numbers with a form of their own.
KEYS = """
accused.part appeals.result bails.decision case_movements.authority case_movements.reason
case_persons.nationality case_persons.reference case_persons.role case_persons.sex
cases.exit_reason cases.number cases.offence cases.search_text challans.kind charges.offence
charges.plea clocks.key complaint_movements.reason complaints.category complaints.channel
complaints.close_reason complaints.complainant_kind complaints.complainant_name
complaints.loss_currency complaints.number complaints.search_text complaints.target_country
custody_acts.from_holder custody_acts.hash_after custody_acts.hash_before custody_acts.kind
custody_confirmations.side documents.kind documents.media_type documents.sha256 exhibits.kind
exhibits.retention hearings.purpose money_trails.currency operations.kind organisations.kind
organisations.search_text persons.nationality persons.no_cnic_reason persons.search_text
persons.sex recoveries.currency recoveries.kind registrations.authority remands.kind
request_acts.kind requests.basis requests.country requests.family requests.kind requests.state
verdicts.ground verdicts.kind
"""


def lines() -> Iterator[tuple[str, str, str]]:
    """Column, editions, field of the tree."""
    for line in EXPECTED.splitlines():
        column, letters, *field = line.split()
        yield column, letters.replace("-", ""), field[0] if field else ""


def plant() -> dict[str, str]:
    """Set a word of its own in each column of each row, unflushed; by column, that word.

    Half of the tables are append-only: the database would refuse.
    """
    roles = _roles()
    words = {column: f"KANARY{number:03d}X" for number, (column, _, _) in enumerate(lines(), 1)}
    tables = {mapper.local_table.name: mapper.class_ for mapper in Base.registry.mappers}
    for table in dict.fromkeys(column.partition(".")[0] for column in words):
        for number, row in enumerate(session.scalars(select(tables[table])).unique().all(), 1):
            _plant(table, row, words, f" {number}", roles)
    return words


def _plant(table: str, row: Any, words: dict[str, str], suffix: str, roles: dict[Any, str]) -> None:
    kind = _kind(table, row, roles)
    for column, word in words.items():
        name, _dot, rest = column.partition(".")
        field, _slash, of = rest.partition("/")
        if name == table and of in ("", kind):
            setattr(row, field, word + suffix)


def _kind(table: str, row: Any, roles: dict[Any, str]) -> str:
    if table == "persons":
        return roles.get(row.id, "")
    if table == "documents":
        letter = row.kind in ("APPROVAL", "CORRESPONDENCE")
        return "LETTER" if letter else "RELIED" if row.relied_on else "UNUSED"
    if table == "request_acts":
        return session.get_one(Request, row.request_id).family
    return getattr(row, "family", "") or getattr(row, "role", "")


def _roles() -> dict[Any, str]:
    found = {
        one.person_id: one.role for one in session.scalars(select(CasePerson)) if one.person_id
    }
    return found | {one.person_id: "ACCUSED" for one in session.scalars(select(Accused))}
