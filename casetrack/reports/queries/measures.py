"""What casetrack counts, defined once: each row counts once, on one day, in one unit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Text, case, cast, func

from casetrack.reports.queries.measure import Conditions, Expression, Measure, Of
from casetrack.reports.queries.moved import MOVED
from casetrack.reports.queries.sources import Sources
from casetrack.rules.stages import CaseState, ComplaintState, Outcome
from casetrack.rules.words import N_

__all__ = ["FIR", "MEASURES", "WITHOUT_TRIAL", "Measure"]

# A court completed none of these: they ended "without trial", though the accused may stand
# acquitted in law (CrPC s.345(6), s.494(b)).
WITHOUT_TRIAL = (
    CaseState.COMPOUNDED,
    CaseState.WITHDRAWN,
    CaseState.ABATED,
    CaseState.QUASHED,
)
FIR = "FIR"
_DECIDED = ("CONVICTED", "ACQUITTED", "DISCHARGED")


def _decided_on(s: Sources) -> Expression:
    """The first conviction that stands; else the first verdict of a case that a court completed."""
    ended = (s.case.outcome == Outcome.ACQUITTED) & s.case.state.not_in(WITHOUT_TRIAL)
    return case((s.case.convicted_on.is_not(None), s.case.convicted_on), (ended, s.case.verdict_on))


def _followed_state(s: Sources) -> Expression:
    """That of the case, of a complaint that was joined to one."""
    joined = s.complaint.state == ComplaintState.JOINED
    return case((joined, cast(s.case.state, Text)), else_=cast(s.complaint.state, Text))


def _followed_reason(s: Sources) -> Expression:
    joined = s.complaint.state == ComplaintState.JOINED
    return case((joined, s.case.exit_reason), else_=s.complaint.close_reason)


def _after(key: str, label: str, words: str, day: Of) -> Measure:
    return Measure(key, label, "complaint", words, day, joined=True)


_COMPLAINTS: tuple[Measure, ...] = (
    Measure(
        "received",
        N_("Complaints"),
        "complaint",
        N_("complaints by the day they were received"),
        lambda s: s.complaint.received_on,
        state=lambda s: s.complaint.state,
        reason=lambda s: s.complaint.close_reason,
    ),
    Measure(
        "verified",
        N_("Verified"),
        "complaint",
        N_("complaints by the day they were first found verified"),
        lambda s: s.complaint.verified_on,
    ),
    Measure(
        "followed",
        N_("Complaints followed"),
        "complaint",
        N_("complaints by the day they were received, each followed through its case"),
        lambda s: s.complaint.received_on,
        state=_followed_state,
        reason=_followed_reason,
        followed=True,
    ),
    _after(
        "complaint_fir",
        N_("Complaints with an FIR"),
        N_("complaints by the day the FIR of their case was registered"),
        lambda s: s.case.investigation_on,
    ),
    _after(
        "complaint_arrested",
        N_("Complaints with an arrest"),
        N_("complaints by the day of the first arrest in their case"),
        lambda s: s.case.arrest_on,
    ),
    _after(
        "complaint_challaned",
        N_("Complaints sent to court"),
        N_("complaints by the day their case was first sent to court"),
        lambda s: s.case.prosecution_on,
    ),
    _after(
        "complaint_decided",
        N_("Complaints decided"),
        N_("complaints by the day of the first verdict, where their case is decided"),
        _decided_on,
    ),
    _after(
        "complaint_convicted",
        N_("Complaints that ended in a conviction"),
        N_("complaints by the day of the first conviction in their case that stands"),
        lambda s: s.case.convicted_on,
    ),
)


def _tried(s: Sources) -> Conditions:
    return (s.case.outcome == Outcome.ACQUITTED,)


def _of_case(key: str, label: str, words: str, day: Of, **more: Any) -> Measure:
    return Measure(key, label, "case", words, day, **more)


_CASES: tuple[Measure, ...] = (
    _of_case(
        "enquiry",
        N_("Enquiries"),
        N_("cases by the day the enquiry was opened"),
        lambda s: s.case.enquiry_on,
        state=lambda s: case((s.case.fir_year.is_(None), cast(s.case.state, Text)), else_=FIR),
        reason=lambda s: case((s.case.fir_year.is_(None), s.case.exit_reason), else_=""),
    ),
    _of_case(
        "fir",
        N_("FIRs"),
        N_("cases by the day the FIR was registered"),
        lambda s: s.case.investigation_on,
        state=lambda s: s.case.state,
        reason=lambda s: s.case.exit_reason,
    ),
    _of_case(
        "case_arrested",
        N_("Cases with an arrest"),
        N_("cases by the day of their first arrest"),
        lambda s: s.case.arrest_on,
    ),
    _of_case(
        "case_challaned",
        N_("Cases sent to court"),
        N_("cases by the day they were first sent to court"),
        lambda s: s.case.prosecution_on,
    ),
    _of_case(
        "case_decided",
        N_("Cases decided"),
        N_("cases convicted, acquitted or discharged, by the day of the first verdict"),
        _decided_on,
    ),
    _of_case(
        "case_convicted",
        N_("Cases convicted"),
        N_("cases by the day of the first conviction that stands"),
        lambda s: s.case.convicted_on,
    ),
    _of_case(
        "case_acquitted",
        N_("Cases acquitted"),
        N_("cases by the day of the first verdict, where all accused tried stand acquitted"),
        lambda s: s.case.verdict_on,
        where=lambda s: (
            *_tried(s),
            s.case.state.not_in((*WITHOUT_TRIAL, CaseState.DISCHARGED)),
        ),
    ),
    _of_case(
        "case_discharged",
        N_("Cases discharged"),
        N_("cases by the day the court discharged the accused"),
        lambda s: s.case.verdict_on,
        where=lambda s: (*_tried(s), s.case.state == CaseState.DISCHARGED),
    ),
)


def _of_accused(key: str, label: str, words: str, day: Of, **more: Any) -> Measure:
    return Measure(key, label, "accused", words, day, **more)


_ACCUSED: tuple[Measure, ...] = (
    _of_accused(
        "arrested",
        N_("Arrests"),
        N_("accused by the day of their first arrest"),
        lambda s: s.accused.arrested_on,
    ),
    _of_accused(
        "challaned",
        N_("Challans"),
        N_("accused by the day they were first sent up to court"),
        lambda s: s.accused.challaned_on,
    ),
    _of_accused(
        "decided",
        N_("Accused with a verdict"),
        N_("accused by the day of the conviction or acquittal that stands"),
        lambda s: func.coalesce(s.accused.convicted_on, s.accused.acquitted_on),
    ),
    _of_accused(
        "convicted",
        N_("Convictions"),
        N_("accused by the day of their conviction, if it stands"),
        lambda s: s.accused.convicted_on,
    ),
    _of_accused(
        "acquitted",
        N_("Accused acquitted"),
        N_("accused by the day of their acquittal, if it stands"),
        lambda s: s.accused.acquitted_on,
    ),
    _of_accused(
        "arrested_convicted",
        N_("Arrested persons convicted"),
        N_("accused who were arrested, by the day of their conviction, if it stands"),
        lambda s: s.accused.convicted_on,
        where=lambda s: (s.accused.arrested_on.is_not(None),),
    ),
)


_CHARGES: tuple[Measure, ...] = (
    Measure(
        "framed",
        N_("Charges framed"),
        "charge",
        N_("charges (one accused × one section) by the day they were framed"),
        lambda s: s.charge.framed_on,
    ),
    Measure(
        "charge_decided",
        N_("Charges decided"),
        "charge",
        N_("charges by the day of the conviction, acquittal or discharge that stands"),
        lambda s: s.verdict.given_on,
        where=lambda s: (s.verdict.kind.in_(_DECIDED),),
    ),
    Measure(
        "charge_convicted",
        N_("Charges convicted"),
        "charge",
        N_("charges by the day of the conviction that stands"),
        lambda s: s.verdict.given_on,
        where=lambda s: (s.verdict.kind == "CONVICTED",),
    ),
)


_OPERATIONS: tuple[Measure, ...] = (
    Measure(
        "raid",
        N_("Raids"),
        "raid",
        N_("raids by the day they began; searches left out"),
        lambda s: s.operation.started_on,
        where=lambda s: (s.operation.kind == "RAID",),
    ),
    Measure(
        "search",
        N_("Searches"),
        "raid",
        N_("searches by the day they began; raids left out"),
        lambda s: s.operation.started_on,
        where=lambda s: (s.operation.kind == "SEARCH",),
    ),
)


MEASURES: Mapping[str, Measure] = {
    one.key: one for one in (*_COMPLAINTS, *_CASES, *_ACCUSED, *_CHARGES, *_OPERATIONS, *MOVED)
}
