"""The moves of one accused in one case."""

from casetrack.rules import facts as f
from casetrack.rules.facts import Fact, either
from casetrack.rules.moves import Move, Table
from casetrack.rules.roles import Role
from casetrack.rules.states import AccusedState as A
from casetrack.rules.words import N_

_POLICE = frozenset({Role.INVESTIGATOR, Role.SUPERVISOR})
_COURT = frozenset({Role.LIAISON, Role.SUPERVISOR})
_EITHER = _POLICE | _COURT
_SUPERVISOR = frozenset({Role.SUPERVISOR})

_IO = "investigating officer"
_BENCH = "court"
_FIR_NO = Fact("fir_no", N_("FIR number"))


def _move(
    from_: A | None,
    to: A,
    label: str,
    roles: frozenset[Role],
    authority: str,
    *facts: Fact,
    source: str,
    door: str = "",
) -> Move[A]:
    return Move(from_, to, label, roles, authority, facts, source=source, door=door)


def _retrial(from_: A, source: str) -> Move[A]:
    """The verdict is set aside and the charge stands again, as if no judgment had been given."""
    label, court = N_("Record retrial"), "appellate court"
    facts = (f.APPEAL_JUDGMENT_AT, f.RESULT_RETRIAL)
    return Move(from_, A.CHARGED, label, _SUPERVISOR, court, facts, True, source, "appeal")


_BEFORE_COURT = (
    _move(
        None,
        A.SUSPECT,
        N_("Add suspect"),
        _POLICE,
        _IO,
        *either(f.IDENTITY, f.DESCRIPTOR),
        source="PECA Investigation Rules 2018",
        door="suspect",
    ),
    _move(
        A.SUSPECT,
        A.NOMINATED,
        N_("Nominate as accused"),
        _POLICE,
        _IO,
        *either(_FIR_NO, f.SUPPLEMENTARY_STATEMENT),
        source="CrPC s.154 / s.161",
    ),
    _move(A.SUSPECT, A.CLEARED, N_("Clear suspect"), _POLICE, _IO, f.REASON, source="CrPC s.169"),
    _move(
        A.NOMINATED,
        A.CLEARED,
        N_("Clear: not sent up (column 2)"),
        _POLICE,
        _IO,
        f.REASON,
        source="CrPC s.173",
    ),
    _move(
        A.NOMINATED,
        A.PRE_ARREST_BAIL,
        N_("Record pre-arrest bail"),
        _POLICE,
        _BENCH,
        f.COURT,
        f.ORDER_NO,
        f.NEXT_DATE,
        source="CrPC s.498",
        door="bail",
    ),
    _move(
        A.NOMINATED,
        A.ABSCONDING,
        N_("Record as absconding"),
        _POLICE,
        _IO,
        f.WARRANT_RETURNED_AT,
        source="CrPC s.75 / s.87",
    ),
    _move(
        A.ABSCONDING,
        A.PROCLAIMED_OFFENDER,
        N_("Record proclamation"),
        _EITHER,
        _BENCH,
        f.PROCLAMATION_AT,
        f.PUBLISHED_AT,
        f.S87_ORDER_NO,
        source="CrPC s.87",
    ),
)

_ARREST = (
    _move(
        A.NOMINATED,
        A.ARRESTED,
        N_("Record arrest"),
        _POLICE,
        _IO,
        f.ARREST_AT,
        f.PLACE,
        f.ARRESTING_OFFICER,
        f.ARREST_MEMO,
        f.RELATIVE_INFORMED_AT,
        f.SEX,
        f.JUVENILE,
        f.NATIONALITY,
        source="CrPC s.54; Constitution Art 10",
        door="arrest",
    ),
    _move(
        A.PRE_ARREST_BAIL,
        A.ARRESTED,
        N_("Record arrest: bail recalled"),
        _POLICE,
        _BENCH,
        f.ORDER_NO,
        source="CrPC s.498",
        door="arrest",
    ),
    _move(
        A.PROCLAIMED_OFFENDER,
        A.ARRESTED,
        N_("Record arrest of proclaimed offender"),
        _POLICE,
        _IO,
        f.ARREST_AT,
        source="CrPC s.54",
        door="arrest",
    ),
    _move(
        A.ABSCONDING,
        A.ARRESTED,
        N_("Record arrest of absconder"),
        _POLICE,
        _IO,
        f.ARREST_AT,
        source="CrPC s.54",
        door="arrest",
    ),
    _move(
        A.ARRESTED,
        A.DISCHARGED_BY_MAGISTRATE,
        N_("Record discharge by magistrate"),
        _POLICE,
        "magistrate",
        f.ORDER_NO,
        source="CrPC s.63",
        door="release",
    ),
    _move(
        A.ARRESTED,
        A.RELEASED_S169,
        N_("Release (s.169)"),
        _POLICE,
        _IO,
        f.ORDER_NO,
        source="CrPC s.169",
        door="release",
    ),
    _move(
        A.ARRESTED,
        A.TREATED_AS_VICTIM,
        N_("Treat as victim of trafficking"),
        _POLICE,
        _IO,
        f.SCREENING,
        f.DECISION,
        source="PTPA 2018 s.6",
        door="screening",
    ),
)

_TRIAL = (
    _move(
        A.PRE_ARREST_BAIL,
        A.CHALLANED,
        N_("Challan: on bail (column 3)"),
        _POLICE,
        "IO via prosecutor",
        f.CHALLAN_NO,
        source="CrPC s.173",
        door="challan",
    ),
    _move(
        A.ARRESTED,
        A.CHALLANED,
        N_("Challan"),
        _POLICE,
        "IO via prosecutor",
        f.CHALLAN_NO,
        f.CHALLAN_COLUMN,
        source="CrPC s.173",
        door="challan",
    ),
    _move(
        A.CHALLANED,
        A.CHARGED,
        N_("Record charge"),
        _COURT,
        _BENCH,
        f.CHARGE_AT,
        f.SECTIONS,
        f.PLEA,
        source="CrPC s.242 / s.265-D",
        door="charge",
    ),
    _move(
        A.CHALLANED,
        A.DISCHARGED,
        N_("Record discharge"),
        _COURT,
        _BENCH,
        f.ORDER_NO,
        source="CrPC s.494(a)",
        door="discharge",
    ),
    _move(
        A.CHALLANED,
        A.ABSCONDING,
        N_("Record as absconding from court"),
        _EITHER,
        _BENCH,
        f.WARRANT_RETURNED_AT,
        source="CrPC s.512",
    ),
    _move(
        A.CHARGED,
        A.CONVICTED,
        N_("Record conviction"),
        _COURT,
        _BENCH,
        f.JUDGMENT_AT,
        f.SECTIONS,
        f.SENTENCE_DAYS,
        f.FINE_RS,
        source="CrPC s.243 / s.245 / s.265-E / s.265-H",
        door="verdict",
    ),
    _move(
        A.CHARGED,
        A.ACQUITTED,
        N_("Record acquittal"),
        _COURT,
        _BENCH,
        f.JUDGMENT_AT,
        f.ACQUITTAL_GROUND,
        source="CrPC s.245 / s.249-A / s.265-H / s.265-K / s.345(6) / s.494(b)",
        door="verdict",
    ),
    _move(
        A.CHARGED,
        A.ABSCONDING,
        N_("Record as absconding from trial"),
        _COURT,
        _BENCH,
        f.ORDER_NO,
        source="CrPC s.512",
    ),
    _move(A.CHARGED, A.DIED, N_("Record death"), _EITHER, _BENCH, f.DIED_ON, source="CrPC s.431"),
    _move(
        A.CONVICTED,
        A.ACQUITTED,
        N_("Record acquittal on appeal"),
        _COURT,
        "appellate court",
        f.APPEAL_JUDGMENT_AT,
        source="CrPC s.423",
        door="appeal",
    ),
    _move(
        A.ACQUITTED,
        A.CONVICTED,
        N_("Record conviction on appeal"),
        _COURT,
        "appellate court",
        f.APPEAL_JUDGMENT_AT,
        source="CrPC s.417 / s.423",
        door="appeal",
    ),
    _retrial(A.CONVICTED, "CrPC s.423(1)(b)"),
    _retrial(A.ACQUITTED, "CrPC s.423(1)(a)"),
)

ACCUSED: Table[A] = Table(N_("An accused"), A, (*_BEFORE_COURT, *_ARREST, *_TRIAL))
