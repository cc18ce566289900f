"""Roles, permissions, and which role has which. No inheritance: each grant is written out."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from casetrack.rules.words import N_, Worded


class Role(Worded):
    """What an officer is in casetrack; one role an officer."""

    CLERK = "CLERK", N_("Clerk")
    INVESTIGATOR = "INVESTIGATOR", N_("Investigator")
    SUPERVISOR = "SUPERVISOR", N_("Supervisor")
    LIAISON = "LIAISON", N_("Prosecution liaison")
    AUDITOR = "AUDITOR", N_("Auditor")
    ADMINISTRATOR = "ADMINISTRATOR", N_("Administrator")


class Permission(StrEnum):
    """What a view may ask for. Whose row it is, is a second question that queries answer."""

    COMPLAINT_READ = "complaint:read"
    COMPLAINT_LOG = "complaint:log"
    COMPLAINT_VERIFY = "complaint:verify"  # assign, verify, close, transfer, duplicate, join
    CASE_READ = "case:read"
    CASE_OPEN = "case:open"
    CASE_MOVE = "case:move"
    CASE_COURT = "case:court"  # the moves that a court makes, recorded here
    CASE_DIARY = "case:diary"  # privileged: Police Rules 25.53; never the accused's copy
    CASE_MEMBERS = "case:members"  # members, sealing
    VICTIM_READ = "victim:read"  # the identity of a victim
    OPERATION_RECORD = "operation:record"  # raid, arrest, remand, bail, release, screening
    EVIDENCE_READ = "evidence:read"
    EVIDENCE_RECORD = "evidence:record"
    REQUESTS_ABROAD = "requests:abroad"  # the register of them (PECA 2016 s.42)
    CHALLAN_SUBMIT = "challan:submit"
    COURT_RECORD = "court:record"  # charges, hearings, verdicts, appeals
    REGISTER_READ = "register:read"
    REGISTER_WRITE = "register:write"
    SEARCH_USE = "search:use"
    REPORT_READ = "report:read"
    REPORT_ISSUE = "report:issue"  # a return: a report signed off, numbered and given away
    DOSSIER_PRINT = "dossier:print"
    DOSSIER_APPROVE = "dossier:approve"  # a draft becomes final
    WORKLIST_READ = "worklist:read"
    AUDIT_READ = "audit:read"
    OFFICERS_MANAGE = "officers:manage"
    OWN_ACCOUNT = "own:account"


_P = Permission

# A clerk holds complaint:verify for one move only, sending a complaint to verification;
# the complaint table (complaint_moves.py) refuses a clerk every other one.
GRANTS: Mapping[Role, frozenset[Permission]] = MappingProxyType(
    {
        Role.CLERK: frozenset(
            {
                _P.COMPLAINT_READ,
                _P.COMPLAINT_LOG,
                _P.COMPLAINT_VERIFY,
                _P.REGISTER_READ,
                _P.SEARCH_USE,
                _P.WORKLIST_READ,
                _P.OWN_ACCOUNT,
            }
        ),
        Role.INVESTIGATOR: frozenset(
            {
                _P.COMPLAINT_READ,
                _P.COMPLAINT_LOG,
                _P.COMPLAINT_VERIFY,
                _P.CASE_READ,
                _P.CASE_OPEN,
                _P.CASE_MOVE,
                _P.CASE_DIARY,
                _P.VICTIM_READ,
                _P.OPERATION_RECORD,
                _P.EVIDENCE_READ,
                _P.EVIDENCE_RECORD,
                _P.CHALLAN_SUBMIT,
                _P.REGISTER_READ,
                _P.REGISTER_WRITE,
                _P.SEARCH_USE,
                _P.DOSSIER_PRINT,
                _P.WORKLIST_READ,
                _P.OWN_ACCOUNT,
            }
        ),
        Role.SUPERVISOR: frozenset(
            {
                _P.COMPLAINT_READ,
                _P.COMPLAINT_LOG,
                _P.COMPLAINT_VERIFY,
                _P.CASE_READ,
                _P.CASE_OPEN,
                _P.CASE_MOVE,
                _P.CASE_COURT,
                _P.CASE_DIARY,
                _P.CASE_MEMBERS,
                _P.VICTIM_READ,
                _P.OPERATION_RECORD,
                _P.EVIDENCE_READ,
                _P.EVIDENCE_RECORD,
                _P.REQUESTS_ABROAD,
                _P.CHALLAN_SUBMIT,
                _P.COURT_RECORD,
                _P.REGISTER_READ,
                _P.REGISTER_WRITE,
                _P.SEARCH_USE,
                _P.REPORT_READ,
                _P.REPORT_ISSUE,
                _P.DOSSIER_PRINT,
                _P.DOSSIER_APPROVE,
                _P.WORKLIST_READ,
                _P.OWN_ACCOUNT,
            }
        ),
        Role.LIAISON: frozenset(
            {
                _P.CASE_READ,
                _P.CASE_COURT,
                _P.EVIDENCE_READ,
                _P.COURT_RECORD,
                _P.SEARCH_USE,
                _P.REPORT_READ,
                _P.DOSSIER_PRINT,
                _P.WORKLIST_READ,
                _P.OWN_ACCOUNT,
            }
        ),
        Role.AUDITOR: frozenset({_P.AUDIT_READ, _P.REPORT_READ, _P.WORKLIST_READ, _P.OWN_ACCOUNT}),
        Role.ADMINISTRATOR: frozenset({_P.OFFICERS_MANAGE, _P.WORKLIST_READ, _P.OWN_ACCOUNT}),
    }
)


def may(role: Role, permission: Permission) -> bool:
    """Say whether `role` holds `permission`."""
    return permission in GRANTS[role]
