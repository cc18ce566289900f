"""Cover, enquiry and FIR, and the certificate of completeness."""

from __future__ import annotations

import hashlib
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


def counts(sources: Sources, papers: tuple[tree.Paper, ...]) -> tuple[tree.Count, ...]:
    """What the case holds and what of it stands in this copy."""
    acts = sum(len(one.custody) for one in sources.exhibits)
    verdicts = sum(len(one.verdicts) for one in sources.charges)
    read = len(sources.complaints)
    whole = (
        (N_("Raids and searches"), len(sources.operations)),
        (N_("Exhibits"), len(sources.exhibits)),
        (N_("Acts in the chain of custody"), acts),
        (N_("Complainants, witnesses, victims and rescued persons"), len(sources.persons)),
        (N_("Accused"), len(sources.accused)),
        (N_("Arrests"), len(sources.arrests)),
        (N_("Remand orders"), len(sources.remands)),
        (N_("Bail orders"), len(sources.bails)),
        (N_("Trafficking screenings"), len(sources.screenings)),
        (N_("Charges"), len(sources.charges)),
        (N_("Decisions on charges"), verdicts),
        (N_("Challans"), len(sources.challans)),
        (N_("Hearings"), len(sources.hearings)),
        (N_("Appeals"), len(sources.appeals)),
    )
    shut = N_("The rest is not open to the officer who asked for this copy")
    police = N_("The rest stands in the police copy: legal opinions and correspondence")
    documents, shown = len(sources.documents), len(papers)
    return (
        _count(N_("Complaints"), sources.complaints_joined, read, shut),
        *(tree.Count(what, number, number, "") for what, number in whole),
        _count(N_("Documents"), documents, shown, police),
    )


def _count(what: str, held: int, printed: int, remark: str) -> tree.Count:
    return tree.Count(what, held, printed, remark if printed < held else "")


def manifest_sha256(papers: Iterable[tree.Paper]) -> str:
    """SHA-256 of the manifest's lines, each "D-1 <sha256> <bytes>" and a line feed."""
    lines = "".join(f"{one.reference} {one.sha256} {one.size}\n" for one in papers)
    return hashlib.sha256(lines.encode()).hexdigest()
