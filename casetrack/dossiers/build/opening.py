"""Cover, enquiry and FIR, and the certificate of completeness."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from casetrack.cases.models import CaseMovement
from casetrack.dossiers import tree
from casetrack.dossiers.build.sources import Sources
from casetrack.dossiers.build.words import plain
from casetrack.rules.offences import offence
from casetrack.rules.states import CaseState
from casetrack.rules.words import N_


def cover(sources: Sources) -> tree.Cover:
    """What the first page says."""
    case = sources.case
    return tree.Cover(
        number=case.number,
        title=sources.words.typed(case.title),
        unit=case.unit.name,
        court=plain(case.court),
        court_case_number=plain(case.court_case_number),
        state=case.state.label,
        outcome=case.outcome.label,
        opened_on=case.opened_on,
        lead=case.lead.title,
        sealed=case.sealed,
        counts=(
            (N_("Complaints"), sources.complaints_joined),
            (N_("Raids and searches"), len(sources.operations)),
            (N_("Accused"), len(sources.accused)),
            (N_("Arrested"), len({one.accused_id for one in sources.arrests})),
            (N_("Exhibits"), len(sources.exhibits)),
            (N_("Charges"), len(sources.charges)),
            (N_("Hearings"), len(sources.hearings)),
            (N_("Documents"), len(sources.documents)),
        ),
    )


def particulars(sources: Sources) -> tree.Particulars:
    """Enquiry and FIR with the approval and the magistrate's order behind it."""
    case, facts = sources.case, sources.words.facts
    fir = _registered(sources.movements)
    told = fir.facts if fir else {}
    return tree.Particulars(
        enquiry_number=case.enquiry_number,
        enquiry_on=case.enquiry_on,
        fir_number=case.number if case.fir_serial else "",
        fir_at=_fir_at(fir),
        police_station=case.police_station,
        approval=facts(told, "approval_ref"),
        magistrate_order=facts(told, "s155_order_no"),
        source_report=facts(told, "source_report"),
        why_no_enquiry=facts(told, "reason_no_enquiry"),
        investigator=case.lead.title,
        sections=tuple(
            tree.Section(offence(row.offence).label, offence(row.offence).title)
            for row in case.sections
        ),
    )


def _registered(movements: Iterable[CaseMovement]) -> CaseMovement | None:
    """The move that registered the FIR: the first into investigation."""
    return next((one for one in movements if one.to_state is CaseState.INVESTIGATION), None)


def _fir_at(fir: CaseMovement | None) -> datetime | None:
    return fir.occurred_at if fir else None
