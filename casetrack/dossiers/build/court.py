"""Charges, challans, hearings and appeals."""

from __future__ import annotations

import uuid
from collections import defaultdict
from datetime import date

from casetrack.dossiers import tree
from casetrack.dossiers.build.sources import Sources
from casetrack.dossiers.build.words import label, lines, plain
from casetrack.prosecution.facts import APPEAL_RESULTS, CHALLAN_KINDS, VERDICT_KINDS
from casetrack.prosecution.models import Challan, Charge, Verdict
from casetrack.rules import lists
from casetrack.rules.offences import offence
from casetrack.rules.states import AccusedState

SENT_UP = 3
# given on, offence, kind, on appeal, court
Key = tuple[date, str, str, bool, str, str]


def charges(sources: Sources) -> tuple[tree.Charge, ...]:
    """Accused × section, as framed, with every decision on it."""
    return tuple(_charge(one) for one in sources.charges)


def _charge(one: Charge) -> tree.Charge:
    law = offence(one.offence)
    hidden = one.accused.state is AccusedState.TREATED_AS_VICTIM
    return tree.Charge(
        accused=one.accused.reference,
        name="" if hidden else plain(one.accused.person.name),
        offence=law.label,
        title=law.title,
        framed_on=one.framed_on,
        plea=label(lists.PLEAS, one.plea),
        verdicts=tuple(_verdict(verdict) for verdict in one.verdicts),
    )


def _verdict(one: Verdict) -> tree.VerdictLine:
    return tree.VerdictLine(
        kind=label(VERDICT_KINDS, one.kind),
        given_on=one.given_on,
        court=plain(one.court),
        on_appeal=one.on_appeal,
        ground=label(lists.ACQUITTAL_GROUNDS, one.ground),
        sentence=plain(one.sentence_words),
        fine_minor=one.fine_minor,
    )


def decisions(sources: Sources) -> tuple[tree.Decision, ...]:
    """The decisions in order of time, each with all accused for whom it was given alike."""
    alike: dict[Key, list[uuid.UUID]] = defaultdict(list)
    for charge in sources.charges:
        for one in charge.verdicts:
            given = (one.given_on, charge.offence, one.kind, one.on_appeal)
            alike[*given, one.court, one.judgment_number].append(charge.accused_id)
    return tuple(
        tree.Decision(
            kind=label(VERDICT_KINDS, kind),
            on_appeal=on_appeal,
            offence=offence(key).label,
            given_on=given_on,
            court=plain(court),
            number=plain(number),
            accused=sources.span(ids),
        )
        for (given_on, key, kind, on_appeal, court, number), ids in sorted(alike.items(), key=_what)
    )


def _what(decision: tuple[Key, list[uuid.UUID]]) -> Key:
    return decision[0]


def challans(sources: Sources) -> tuple[tree.Challan, ...]:
    """The reports to court, the first first."""
    return tuple(_challan(sources, one) for one in sources.challans)


def _challan(sources: Sources, one: Challan) -> tree.Challan:
    up = [row.accused_id for row in one.accused if row.challan_column == SENT_UP]
    rest = [row.accused_id for row in one.accused if row.challan_column != SENT_UP]
    return tree.Challan(
        kind=label(CHALLAN_KINDS, one.kind),
        number=plain(one.number),
        submitted_on=one.submitted_on,
        prosecutor=plain(one.prosecutor),
        witnesses=lines(sources.words.typed(one.witnesses)),
        sent_up=sources.span(up),
        not_sent_up=sources.span(rest),
    )


def hearings(sources: Sources) -> tuple[tree.Hearing, ...]:
    """Every date in court."""
    return tuple(
        tree.Hearing(
            held_on=one.held_on,
            court=plain(one.court),
            purpose=label(lists.HEARING_PURPOSES, one.purpose),
            outcome=sources.words.typed(one.outcome),
            next_on=one.next_on,
        )
        for one in sources.hearings
    )


def appeals(sources: Sources) -> tuple[tree.Appeal, ...]:
    """Appeals with their results."""
    return tuple(
        tree.Appeal(
            number=plain(one.number),
            court=plain(one.court),
            filed_on=one.filed_on,
            filed_by=plain(one.filed_by),
            decided_on=one.decided_on,
            result=label(APPEAL_RESULTS, one.result),
        )
        for one in sources.appeals
    )
