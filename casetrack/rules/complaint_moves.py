"""The complaint's moves: from receipt to a case, or out."""

from casetrack.rules import facts as f
from casetrack.rules.moves import Move, Table
from casetrack.rules.roles import Role
from casetrack.rules.states import ComplaintState as C
from casetrack.rules.words import N_

_ANY_OFFICER = frozenset({Role.CLERK, Role.INVESTIGATOR, Role.SUPERVISOR})
_ASSIGNERS = frozenset({Role.CLERK, Role.SUPERVISOR})
_OFFICERS = frozenset({Role.INVESTIGATOR, Role.SUPERVISOR})
_SUPERVISOR = frozenset({Role.SUPERVISOR})

_IN_CHARGE = "circle in-charge"
_RULES = "PECA Investigation Rules 2018"

COMPLAINT: Table[C] = Table(
    N_("A complaint"),
    C,
    (
        Move(
            None,
            C.RECEIVED,
            N_("Log complaint"),
            _ANY_OFFICER,
            "any officer / portal / helpline 1799 (was 1991)",
            (f.CHANNEL, f.COMPLAINANT, f.NARRATIVE, f.INCIDENT_AT, f.RECEIVED_AT),
            source=_RULES,
            door="log",
        ),
        Move(
            C.RECEIVED,
            C.VERIFICATION,
            N_("Send to verification"),
            _ASSIGNERS,
            _IN_CHARGE,
            (f.VERIFICATION_OFFICER, f.ASSIGNED_AT),
            source=_RULES,
            door="assign",
        ),
        Move(
            C.RECEIVED,
            C.TRANSFERRED,
            N_("Transfer to another agency"),
            _OFFICERS,
            _IN_CHARGE,
            (f.TARGET_AGENCY, f.LETTER_NO),
            source=_RULES,
            exit_reason="OTHER_AGENCY",
        ),
        Move(
            C.RECEIVED,
            C.DUPLICATE,
            N_("Mark as duplicate"),
            _OFFICERS,
            _IN_CHARGE,
            (f.DUPLICATE_OF,),
            source=_RULES,
            exit_reason="DUPLICATE",
        ),
        Move(
            C.VERIFICATION,
            C.VERIFIED,
            N_("Record as verified"),
            _OFFICERS,
            _IN_CHARGE,
            (f.VERIFICATION_REPORT,),
            source=_RULES,
        ),
        Move(
            C.VERIFICATION,
            C.CLOSED,
            N_("Close at verification"),
            _OFFICERS,
            _IN_CHARGE,
            (f.VERIFICATION_REPORT, f.VERIFICATION_CLOSURE),
            source=_RULES,
        ),
        Move(
            C.VERIFICATION,
            C.TRANSFERRED,
            N_("Transfer to another agency"),
            _OFFICERS,
            _IN_CHARGE,
            (f.TARGET_AGENCY, f.LETTER_NO),
            source=_RULES,
            exit_reason="OTHER_AGENCY",
        ),
        Move(
            C.VERIFICATION,
            C.DUPLICATE,
            N_("Mark as duplicate"),
            _OFFICERS,
            _IN_CHARGE,
            (f.DUPLICATE_OF,),
            source=_RULES,
            exit_reason="DUPLICATE",
        ),
        Move(
            C.VERIFIED,
            C.JOINED,
            N_("Join to a case"),
            _OFFICERS,
            "circle in-charge / Additional Director",
            (f.JOINED_CASE,),
            source=_RULES,
            door="join",
        ),
        Move(
            C.VERIFIED,
            C.CLOSED,
            N_("Close without a case"),
            _SUPERVISOR,
            _IN_CHARGE,
            (f.VERIFICATION_CLOSURE,),
            source=_RULES,
        ),
        Move(
            C.CLOSED,
            C.VERIFICATION,
            N_("Reopen verification"),
            _SUPERVISOR,
            _IN_CHARGE,
            (f.FRESH_MATERIAL,),
            reopens=True,
            source=_RULES,
        ),
    ),
)
