"""The case's moves that a court makes and casetrack records: cognizance to appeal, and exits."""

from casetrack.rules import facts as f
from casetrack.rules.facts import Fact, Given
from casetrack.rules.moves import Condition, Move
from casetrack.rules.offences import compoundable
from casetrack.rules.reasons import PLEA_BARGAIN
from casetrack.rules.roles import Role
from casetrack.rules.states import CaseState as C
from casetrack.rules.words import N_

_COURT = frozenset({Role.LIAISON, Role.SUPERVISOR})
_SUPERVISOR = frozenset({Role.SUPERVISOR})

_BENCH = "court"
_HIGH_COURT = "High Court"
_APPELLATE = "appellate court"
_AFTER_CHARGE = "court on prosecutor's motion (after charge: acquittal)"


def _may_be_compounded(given: Given) -> bool:
    """A plea bargain is struck under its own Act, so the list of s.43 does not bar it."""
    sections = given.get("sections")
    if given.get("reason") == PLEA_BARGAIN:
        return True
    if not isinstance(sections, (list, tuple, set, frozenset)):
        return True
    return compoundable(str(key) for key in sections)


_COMPROMISE = Condition(
    "sections",
    _may_be_compounded,
    N_("One of these offences may not be compounded (PECA s.43; CrPC s.345)."),
)


def _cognizance(from_: C, authority: str) -> Move[C]:
    facts = (f.COURT, f.COURT_CASE_NO, f.COGNIZANCE_AT)
    label = N_("Record cognizance")
    return Move(
        from_, C.COGNIZANCE, label, _COURT, authority, facts, source="CrPC s.190; PECA s.44"
    )


def _compounded(from_: C, door: str = "") -> Move[C]:
    return Move(
        from_,
        C.COMPOUNDED,
        N_("Record compromise"),
        _COURT,
        "court (acquittal effect s.345(6))",
        (f.COMPROMISE_DOC, f.ORDER_NO, f.SECTIONS, f.COMPOUNDING),
        source="CrPC s.345; PECA s.43; NAO 1999 s.25(b)",
        exit_reason="COMPROMISE",
        door=door,
        conditions=(_COMPROMISE,),
    )


def _quashed(from_: C, authority: str = _HIGH_COURT) -> Move[C]:
    return Move(
        from_,
        C.QUASHED,
        N_("Record quashing"),
        _COURT,
        authority,
        (f.COURT, f.ORDER_NO),
        source="Constitution Art 199; CrPC s.561-A",
        exit_reason="QUASHED_BY_HIGH_COURT",
    )


def _withdrawn(from_: C, authority: str, source: str, door: str = "") -> Move[C]:
    return Move(
        from_,
        C.WITHDRAWN,
        N_("Record withdrawal"),
        _COURT,
        authority,
        (f.ORDER_NO,),
        source=source,
        exit_reason="PROSECUTOR_WITHDREW",
        door=door,
    )


def _abated(from_: C, door: str = "") -> Move[C]:
    return Move(
        from_,
        C.ABATED,
        N_("Record abatement"),
        _COURT,
        _BENCH,
        (f.DEATH_CERTIFICATE,),
        source="CrPC s.431",
        exit_reason="ACCUSED_DIED",
        door=door,
    )


def _dormant(from_: C) -> Move[C]:
    label = N_("Send to record room")
    facts = (f.ORDER_NO, f.DORMANT_CAUSE)
    return Move(from_, C.DORMANT, label, _COURT, _BENCH, facts, source="CrPC s.249 / s.512")


def _revived(to: C) -> Move[C]:
    return Move(
        C.DORMANT,
        to,
        N_("Revive case"),
        _SUPERVISOR,
        _BENCH,
        (f.ACCUSED_RETURNED, f.ORDER_NO),
        reopens=True,
        source="CrPC s.249 / s.512",
    )


def _acquitted(from_: C, authority: str, *facts: Fact) -> Move[C]:
    return Move(
        from_,
        C.ACQUITTED,
        N_("Record acquittal"),
        _COURT,
        authority,
        facts,
        source="CrPC s.245 / s.249-A / s.265-H / s.265-K",
        door="verdict",
    )


def _appeal(from_: C, third: Fact, source: str) -> Move[C]:
    return Move(
        from_,
        C.APPEAL,
        N_("Record appeal"),
        _COURT,
        _APPELLATE,
        (f.APPEAL_NO, f.FILED_AT, third),
        source=source,
        door="appeal",
    )


_BEFORE_TRIAL = (
    Move(
        C.CANCELLATION_REPORT,
        C.COGNIZANCE,
        N_("Record cognizance: report not accepted"),
        _COURT,
        "magistrate (s.190)",
        (f.MAGISTRATE_ORDER,),
        source="CrPC s.190",
    ),
    _cognizance(C.FINAL_CHALLAN, "court designated under s.44 PECA"),
    _cognizance(C.INTERIM_CHALLAN, _BENCH),
    Move(
        C.COGNIZANCE,
        C.CHARGE_FRAMED,
        N_("Frame charge"),
        _COURT,
        "court (s.242 / 265-D)",
        (f.COPIES_SUPPLIED_AT, f.CHARGE_AT, f.SECTIONS, f.PLEA),
        source="CrPC s.241-A, s.242 / s.265-C, s.265-D",
        door="charge",
    ),
    Move(
        C.COGNIZANCE,
        C.DISCHARGED,
        N_("Record discharge"),
        _COURT,
        "court (rare: s.63 release confirmed or s.494(a); 249-A and 265-K acquit)",
        (f.ORDER_NO,),
        source="CrPC s.63 / s.494(a)",
        exit_reason="DISCHARGED_BY_COURT",
        door="discharge",
    ),
    _acquitted(C.COGNIZANCE, "court (s.249-A magistrate / s.265-K sessions)", f.ORDER_NO),
    _dormant(C.COGNIZANCE),
    _withdrawn(
        C.COGNIZANCE, "court on prosecutor's motion (before charge: discharge)", "CrPC s.494(a)"
    ),
    _compounded(C.COGNIZANCE),
    _quashed(C.COGNIZANCE),
    _abated(C.COGNIZANCE),
    _quashed(C.INVESTIGATION, "High Court Art 199 / s.561-A"),
    _quashed(C.INTERIM_CHALLAN),
    _quashed(C.FINAL_CHALLAN),
    Move(
        C.INVESTIGATION,
        C.WITHDRAWN,
        N_("Record withdrawal by the Government"),
        _COURT,
        "Government, through the prosecutor with the court's consent",
        (f.ORDER_NO,),
        source="CrPC s.494",
        exit_reason="GOVERNMENT_WITHDREW",
    ),
)

_TRIAL = (
    Move(
        C.CHARGE_FRAMED,
        C.TRIAL,
        N_("Begin trial"),
        _COURT,
        _BENCH,
        (f.FIRST_PW_AT,),
        source="CrPC s.244 / s.265-F",
    ),
    Move(
        C.CHARGE_FRAMED,
        C.CONVICTED,
        N_("Record conviction on a plea"),
        _COURT,
        "court (s.243 / 265-E)",
        (f.PLEA_OF_GUILTY, f.ORDER_NO),
        source="CrPC s.243 / s.265-E",
        door="verdict",
    ),
    _acquitted(C.CHARGE_FRAMED, "court (s.249-A / 265-K)", f.ORDER_NO),
    _compounded(C.CHARGE_FRAMED, door="verdict"),
    _withdrawn(C.CHARGE_FRAMED, _AFTER_CHARGE, "CrPC s.494(b)", door="verdict"),
    _abated(C.CHARGE_FRAMED, door="verdict"),
    _quashed(C.CHARGE_FRAMED),
    Move(
        C.TRIAL,
        C.CONVICTED,
        N_("Record conviction"),
        _COURT,
        _BENCH,
        (f.JUDGMENT_AT, f.SECTIONS, f.SENTENCE, f.FINE, f.COMPENSATION),
        source="CrPC s.245 / s.265-H; PECA s.45",
        door="verdict",
    ),
    _acquitted(C.TRIAL, "court (incl. s.249-A / 265-K)", f.JUDGMENT_AT, f.ORDER_NO),
    _compounded(C.TRIAL, door="verdict"),
    _withdrawn(C.TRIAL, _AFTER_CHARGE, "CrPC s.494(b)", door="verdict"),
    _abated(C.TRIAL, door="verdict"),
    _quashed(C.TRIAL),
    _dormant(C.TRIAL),
    _revived(C.COGNIZANCE),
    _revived(C.TRIAL),
)

_APPEALS = (
    _appeal(C.CONVICTED, f.CERTIFIED_COPY_AT, "PECA s.47"),
    _appeal(C.ACQUITTED, f.LEAVE_ORDER, "CrPC s.417"),
    Move(
        C.APPEAL,
        C.CONVICTED,
        N_("Record appeal judgment: convicted"),
        _COURT,
        _APPELLATE,
        (f.APPEAL_JUDGMENT_AT, f.RESULT_CONVICTED),
        source="CrPC s.423",
        door="appeal",
    ),
    Move(
        C.APPEAL,
        C.ACQUITTED,
        N_("Record appeal judgment: acquitted"),
        _COURT,
        _APPELLATE,
        (f.APPEAL_JUDGMENT_AT, f.RESULT_ACQUITTED),
        source="CrPC s.423",
        door="appeal",
    ),
    Move(
        C.APPEAL,
        C.TRIAL,
        N_("Record appeal judgment: retrial"),
        _SUPERVISOR,
        _APPELLATE,
        (f.APPEAL_JUDGMENT_AT, f.RESULT_RETRIAL),
        reopens=True,
        source="CrPC s.423",
        door="appeal",
    ),
)

COURT_MOVES: tuple[Move[C], ...] = (*_BEFORE_TRIAL, *_TRIAL, *_APPEALS)
