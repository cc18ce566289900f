"""The case's moves, police part: enquiry, permission, FIR, challan, reports. Court: court_moves."""

from casetrack.rules import facts as f
from casetrack.rules.court_moves import COURT_MOVES
from casetrack.rules.facts import Fact, Given, either, is_blank
from casetrack.rules.moves import Condition, Move, Table
from casetrack.rules.offences import cognizable
from casetrack.rules.roles import Role
from casetrack.rules.states import CaseState as C
from casetrack.rules.words import N_

_OFFICERS = frozenset({Role.INVESTIGATOR, Role.SUPERVISOR})
_SUPERVISOR = frozenset({Role.SUPERVISOR})

_AD = "Additional Director"
_PROSECUTOR = "IO via prosecutor"
_AGREED = "IO via prosecutor; magistrate must agree"
_RULES = "PECA Investigation Rules 2018 r.7"


def _is_cognizable(given: Given) -> bool:
    sections = given.get("sections")
    if is_blank(sections) or not isinstance(sections, (list, tuple, set, frozenset)):
        return True
    return cognizable(str(key) for key in sections)


_S155_ORDER_NO = Fact(
    "s155_order_no",
    N_("Magistrate's order (s.155)"),
    required=False,
    needed_when=lambda given: not _is_cognizable(given),
    help=N_("Needed when none of the offences is cognizable (CrPC s.155(2))."),
)
_RED_HANDED = Condition(
    "sections",
    _is_cognizable,
    N_("Without an enquiry, an FIR needs a cognizable offence (CrPC s.154)."),
)
_FIR = (f.FIR_NO, f.FIR_AT, f.POLICE_STATION, f.SECTIONS, f.IO)

_ENQUIRY = (
    Move(
        None,
        C.ENQUIRY,
        N_("Open enquiry"),
        _OFFICERS,
        "circle in-charge / Additional Director",
        (f.ENQUIRY_NO, f.ENQUIRY_OFFICER, f.OFFENCE_SECTIONS),
        source=_RULES,
        door="enquiry",
    ),
    Move(
        None,
        C.INVESTIGATION,
        N_("Open FIR without enquiry"),
        _OFFICERS,
        "Additional Director (red-handed raid / cognizable only)",
        (*_FIR, f.SOURCE_REPORT, f.REASON_NO_ENQUIRY),
        source="CrPC s.154; PECA Investigation Rules 2018 r.7",
        door="fir",
        conditions=(_RED_HANDED,),
    ),
    Move(
        C.ENQUIRY,
        C.PERMISSION,
        N_("Ask for permission"),
        _OFFICERS,
        "legal branch",
        (f.CFR, f.OFFENCE_SECTIONS, f.COGNIZABLE_FLAG, f.LEGAL_OPINION),
        source=_RULES,
    ),
    Move(
        C.ENQUIRY,
        C.ENQUIRY_CLOSED,
        N_("Close enquiry"),
        _OFFICERS,
        _AD,
        (f.CFR, f.ENQUIRY_CLOSURE, f.LEGAL_OPINION),
        source=_RULES,
    ),
    Move(
        C.ENQUIRY,
        C.TRANSFERRED,
        N_("Transfer to another agency"),
        _OFFICERS,
        _AD,
        (f.TARGET_AGENCY, f.LETTER_NO),
        source=_RULES,
        exit_reason="OTHER_AGENCY",
    ),
    Move(
        C.ENQUIRY,
        C.MERGED,
        N_("Merge into another case"),
        _OFFICERS,
        _AD,
        (f.MERGED_INTO,),
        source=_RULES,
        exit_reason="DUPLICATE",
    ),
    Move(
        C.PERMISSION,
        C.INVESTIGATION,
        N_("Open FIR"),
        _OFFICERS,
        "Additional Director + magistrate for non-cognizable",
        (*_FIR, f.APPROVAL_REF, _S155_ORDER_NO),
        source="PECA Investigation Rules 2018 r.7(4); CrPC s.154, s.155(2)",
        door="fir",
    ),
    Move(
        C.PERMISSION,
        C.ENQUIRY,
        N_("Return to enquiry with a query"),
        _SUPERVISOR,
        "Additional Director / magistrate",
        (f.QUERY_RAISED,),
        source=_RULES,
    ),
    Move(
        C.PERMISSION,
        C.ENQUIRY_CLOSED,
        N_("Refuse permission"),
        _SUPERVISOR,
        "Additional Director / magistrate",
        (f.REFUSAL_ORDER,),
        source=_RULES,
        exit_reason="PERMISSION_REFUSED",
    ),
    Move(
        C.ENQUIRY_CLOSED,
        C.ENQUIRY,
        N_("Reopen enquiry"),
        _SUPERVISOR,
        _AD,
        (f.FRESH_MATERIAL,),
        reopens=True,
        source=_RULES,
    ),
)

_INVESTIGATION = (
    Move(
        C.INVESTIGATION,
        C.INTERIM_CHALLAN,
        N_("Submit interim challan"),
        _OFFICERS,
        _PROSECUTOR,
        (f.CHALLAN_NO, f.SUBMITTED_AT, f.ACCUSED_LIST),
        source="CrPC s.173(1) proviso",
        door="challan",
    ),
    Move(
        C.INVESTIGATION,
        C.FINAL_CHALLAN,
        N_("Submit final challan"),
        _OFFICERS,
        _PROSECUTOR,
        (f.CHALLAN_NO, f.SUBMITTED_AT, f.ACCUSED_LIST, f.WITNESS_LIST, f.EXHIBIT_LIST),
        source="CrPC s.173",
        door="challan",
    ),
    Move(
        C.INTERIM_CHALLAN,
        C.FINAL_CHALLAN,
        N_("Submit final challan"),
        _OFFICERS,
        _PROSECUTOR,
        (f.CHALLAN_NO, f.SUBMITTED_AT),
        source="CrPC s.173",
        door="challan",
    ),
    Move(
        C.INVESTIGATION,
        C.CANCELLATION_REPORT,
        N_("Submit cancellation report"),
        _OFFICERS,
        _AGREED,
        (f.REPORT_NO, f.CANCELLATION_CLASS),
        source="CrPC s.173; Police Rules 1934 r.24.7",
    ),
    Move(
        C.INTERIM_CHALLAN,
        C.CANCELLATION_REPORT,
        N_("Submit cancellation report"),
        _OFFICERS,
        _AGREED,
        (f.REPORT_NO, f.CANCELLATION_CLASS),
        source="CrPC s.173; Police Rules 1934 r.24.7",
    ),
    Move(
        C.INVESTIGATION,
        C.UNTRACED_REPORT,
        N_("Submit untraced report"),
        _OFFICERS,
        _AGREED,
        (f.REPORT_NO, f.UNTRACED_CAUSE),
        source="CrPC s.173; Police Rules 1934 r.25.57",
    ),
    Move(
        C.INVESTIGATION,
        C.ABATED,
        N_("Submit report: accused died"),
        _OFFICERS,
        _AGREED,
        (f.REPORT_NO, f.DEATH_CERTIFICATE),
        source="CrPC s.173",
        exit_reason="ACCUSED_DIED",
    ),
    Move(
        C.INVESTIGATION,
        C.TRANSFERRED,
        N_("Transfer to another agency"),
        _OFFICERS,
        "Director",
        (f.TARGET_AGENCY, f.ORDER_NO),
        source="CrPC s.158; PECA s.51",
        exit_reason="OTHER_AGENCY",
    ),
    Move(
        C.CANCELLATION_REPORT,
        C.INVESTIGATION,
        N_("Resume investigation"),
        _SUPERVISOR,
        "magistrate / Director",
        either(f.MAGISTRATE_ORDER, f.FRESH_EVIDENCE),
        reopens=True,
        source="CrPC s.173",
    ),
    Move(
        C.UNTRACED_REPORT,
        C.INVESTIGATION,
        N_("Resume investigation"),
        _SUPERVISOR,
        "Director",
        (f.FRESH_EVIDENCE,),
        reopens=True,
        source="CrPC s.173",
    ),
    Move(
        C.FINAL_CHALLAN,
        C.INVESTIGATION,
        N_("Return for further investigation"),
        _SUPERVISOR,
        "prosecutor (defect) / court; supplementary report under s.173",
        either(f.PROSECUTOR_OBJECTION, f.COURT_ORDER),
        reopens=True,
        source="CrPC s.173",
    ),
)

CASE: Table[C] = Table(N_("A case"), C, (*_ENQUIRY, *_INVESTIGATION, *COURT_MOVES))
