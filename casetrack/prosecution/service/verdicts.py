"""Verdicts of a trial court, per accused × charge; the case's verdict follows from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby
from uuid import UUID

from casetrack.cases import service as case_service
from casetrack.cases.models import Case
from casetrack.cases.service.locks import lock
from casetrack.db import local_date, session
from casetrack.prosecution.facts import (
    TRIAL_GROUNDS,
    UNTRIED_GROUNDS,
    VERDICTS,
    JudgmentFacts,
    VerdictRow,
    on_row,
)
from casetrack.prosecution.models import Charge, Verdict
from casetrack.prosecution.queries import charges_of
from casetrack.prosecution.sentence import Sentence, read_sentence
from casetrack.prosecution.service import outcomes
from casetrack.rules.actor import Actor
from casetrack.rules.choices import Choice, keys
from casetrack.rules.offences import compoundable, offence
from casetrack.rules.refusals import Refused
from casetrack.rules.states import AccusedState, CaseState
from casetrack.rules.words import N_

A, C = AccusedState, CaseState


def record_verdicts(
    *,
    case: Case,
    rows: Sequence[VerdictRow],
    judgment: JudgmentFacts,
    actor: Actor,
    now: datetime,
) -> list[Verdict]:
    """Record one judgment on any number of charges; accused and case follow by their tables.

    An accused moves when all his charges are decided, the case when all who were charged are
    (absconders apart): convicted if anybody is. Raises Refused on a fact of the judgment, on
    rows, or on "kind:", "ground:", "sentence:" or "fine:" with the id of the charge.
    """
    lock(case=case)
    _check_judgment(case, judgment, now)
    by_id = {charge.id: charge for charge in charges_of(case)}
    decided = _decided(rows, by_id)
    for charge, row in decided:
        _check_row(case, charge, row, judgment)
    made = [give(charge=charge, row=row, judgment=judgment, now=now) for charge, row in decided]
    session.flush()
    _follow(
        list(by_id.values()), {charge.accused_id for charge, _ in decided}, judgment, actor, now
    )
    given = _judgment_facts(judgment)
    if outcomes.settle_case(case=case, given=given, actor=actor, now=now):
        _start_appeal_clocks(case, judgment)
    return made


def give(
    *,
    charge: Charge,
    row: VerdictRow,
    judgment: JudgmentFacts,
    now: datetime,
    appeal: bool = False,
) -> Verdict:
    """Append a verdict to a charge. The first one stays beneath it."""
    sentence = sentence_of(row=row)
    verdict = Verdict(
        charge_id=charge.id,
        seq=len(charge.verdicts) + 1,
        case_id=charge.case_id,
        kind=row.kind,
        given_on=local_date(judgment.judgment_at),
        court=judgment.court.strip(),
        judgment_number=judgment.order_no.strip(),
        on_appeal=appeal,
        ground=row.ground if row.kind == "ACQUITTED" else "",
        sentence_days=sentence.days if row.kind == "CONVICTED" else None,
        sentence_words=sentence.words if row.kind == "CONVICTED" else "",
        fine_minor=(row.fine_minor or 0) if row.kind == "CONVICTED" else None,
        recorded_at=now,
    )
    charge.verdicts.append(verdict)
    return verdict


def sentence_of(*, row: VerdictRow) -> Sentence:
    """The sentence of a row, its refusal pinned on that row."""
    try:
        return read_sentence(row.sentence)
    except Refused as refused:
        field = on_row("sentence", row.charge_id)
        raise Refused(refused.message, field=field, **refused.params) from refused


def check_conviction(*, row: VerdictRow) -> None:
    """A conviction has a sentence or a fine, and only a conviction has."""
    punished = bool(sentence_of(row=row).days or row.fine_minor)
    field = on_row("sentence", row.charge_id)
    if row.kind == "CONVICTED" and not punished:
        raise Refused(N_("Enter the imprisonment, the fine, or both."), field=field)
    if row.kind != "CONVICTED" and punished:
        raise Refused(N_("Only a conviction carries a sentence or a fine."), field=field)


def check_ground(*, row: VerdictRow, grounds: tuple[Choice, ...]) -> None:
    """An acquittal names its ground, one of `grounds`."""
    if row.kind == "ACQUITTED" and row.ground not in keys(grounds):
        field = on_row("ground", row.charge_id)
        raise Refused(N_("Choose the ground of the acquittal."), field=field)


def _check_judgment(case: Case, judgment: JudgmentFacts, now: datetime) -> None:
    if case.state not in (C.CHARGE_FRAMED, C.TRIAL):
        raise Refused(
            N_('A verdict is given after the charge and before an appeal; the case is "{state}".'),
            state=case.state.label,
        )
    if not judgment.court.strip():
        raise Refused(N_("Enter the court."), field="court")
    if judgment.judgment_at > now:
        raise Refused(N_("This lies in the future."), field="judgment_at")
    copy_at = judgment.certified_copy_at
    if copy_at is not None and not judgment.judgment_at <= copy_at <= now:
        raise Refused(
            N_("The certified copy comes after the judgment, and not in the future."),
            field="certified_copy_at",
        )


def _decided(
    rows: Sequence[VerdictRow], by_id: Mapping[UUID, Charge]
) -> list[tuple[Charge, VerdictRow]]:
    wanted = {row.charge_id for row in rows}
    if not rows or len(wanted) < len(rows) or not wanted <= set(by_id):
        raise Refused(N_("Choose the verdict of at least one charge of this case."), field="rows")
    return [(by_id[row.charge_id], row) for row in rows]


def _check_row(case: Case, charge: Charge, row: VerdictRow, judgment: JudgmentFacts) -> None:
    field = on_row("kind", charge.id)
    if row.kind == "DISCHARGED":
        raise Refused(
            N_("After the charge a court acquits; it discharges before it (CrPC s.494)."),
            field=field,
        )
    if row.kind not in keys(VERDICTS):
        raise Refused(N_("Choose the verdict."), field=field)
    words = {"who": charge.accused.reference, "section": offence(charge.offence).label}
    if charge.verdict is not None:
        raise Refused(N_("{who} has a verdict on {section} already."), field=field, **words)
    if local_date(judgment.judgment_at) < charge.framed_on:
        raise Refused(N_("The judgment is before the charge was framed."), field="judgment_at")
    check_conviction(row=row)
    _check_tried(row)
    check_ground(row=row, grounds=TRIAL_GROUNDS)
    _check_kind(case, charge, row, judgment)


def _check_tried(row: VerdictRow) -> None:
    """An acquittal is of somebody who was tried; who was not is counted apart, and s.43 asked."""
    if row.kind == "ACQUITTED" and row.ground in UNTRIED_GROUNDS.values():
        raise Refused(
            N_("Record this as Withdrawn or as Compounded: those verdicts acquit without a trial."),
            field=on_row("ground", row.charge_id),
        )


def _check_kind(case: Case, charge: Charge, row: VerdictRow, judgment: JudgmentFacts) -> None:
    """What the law asks for one kind of verdict."""
    field = on_row("kind", charge.id)
    pleaded = charge.plea == "GUILTY"
    if row.kind == "CONVICTED" and case.state is C.CHARGE_FRAMED and not pleaded:
        raise Refused(
            N_("{who} did not plead guilty: a conviction needs a trial. Begin the trial first."),
            field=field,
            who=charge.accused.reference,
        )
    if row.kind == "COMPOUNDED" and not compoundable((charge.offence,)):
        raise Refused(
            N_("{section} may not be compounded (PECA s.43; CrPC s.345)."),
            field=field,
            section=offence(charge.offence).label,
        )
    if row.kind == "ABATED" and judgment.died_on is None:
        raise Refused(N_("Enter the day on which the accused died."), field="died_on")


def _follow(
    charges: Sequence[Charge],
    touched: set[UUID],
    judgment: JudgmentFacts,
    actor: Actor,
    now: datetime,
) -> None:
    for accused, his in groupby(charges, key=lambda charge: charge.accused):
        own = list(his)
        if accused.id not in touched:
            continue
        at = judgment.judgment_at
        if any(charge.verdict and charge.verdict.kind == "ABATED" for charge in own):
            facts: dict[str, object] = {"date": judgment.died_on}
            case_service.move_accused(accused=accused, to=A.DIED, actor=actor, facts=facts, now=now)
        else:
            outcomes.follow_verdicts(accused=accused, charges=own, at=at, actor=actor, now=now)


def _judgment_facts(judgment: JudgmentFacts) -> dict[str, object]:
    return {
        "judgment_at": judgment.judgment_at,
        "order_no": judgment.order_no.strip(),
        "compensation": judgment.compensation_minor // outcomes.MINOR_UNITS,
        "compromise_doc": judgment.compromise_doc.strip(),
        "death_certificate": judgment.death_certificate.strip(),
    }


def _start_appeal_clocks(case: Case, judgment: JudgmentFacts) -> None:
    """PECA s.47: 30 days from the certified copy; the State's six months from an acquittal."""
    if case.state is C.ACQUITTED:
        case_service.start_clock(
            case=case, key=outcomes.STATE_APPEAL, started_at=judgment.judgment_at
        )
    if case.state in (C.CONVICTED, C.ACQUITTED) and judgment.certified_copy_at is not None:
        case_service.start_clock(
            case=case, key=outcomes.PECA_APPEAL, started_at=judgment.certified_copy_at
        )
