"""What was asked of laboratories, providers and states abroad; hashes; money held."""

from __future__ import annotations

from collections.abc import Iterator

from casetrack.dossiers import tree
from casetrack.dossiers.build.sources import Sources
from casetrack.dossiers.build.words import label, lines, plain, span
from casetrack.operations.facts import RECOVERY_KINDS
from casetrack.operations.models import Recovery
from casetrack.requests.facts import ACTS, BASES, KINDS, STATES
from casetrack.requests.models import Request, RequestAct
from casetrack.rules.words import N_

FORENSIC, PROVIDER, FOREIGN = "FORENSIC", "PROVIDER", "FOREIGN"


def requests(sources: Sources, family: str) -> tuple[tree.Request, ...]:
    """The requests of one family, the first first."""
    return tuple(_request(sources, one) for one in sources.requests if one.family == family)


def _request(sources: Sources, one: Request) -> tree.Request:
    typed = sources.words.typed
    order = ", ".join(part for part in (plain(one.order_number), typed(one.order_court)) if part)
    return tree.Request(
        reference=one.reference,
        kind=label(KINDS[one.family], one.kind),
        addressee=typed(one.addressee),
        country=one.country,
        asked=typed(one.asked),
        identifiers=lines(typed(one.identifiers)),
        period_from=one.period_from,
        period_to=one.period_to,
        basis=label(BASES, one.basis),
        order=order,
        order_on=one.order_on,
        state=label(STATES, one.state),
        sent_on=one.sent_on,
        due_on=one.due_on,
        answered_on=one.answered_on,
        their_reference=plain(one.their_reference),
        items=span("P", (item.exhibit.serial for item in one.items)),
        steps=tuple(_step(sources, act) for act in one.acts),
    )


def _step(sources: Sources, act: RequestAct) -> tree.RequestStep:
    return tree.RequestStep(
        kind=label(ACTS, act.kind),
        on=act.done_on,
        reference=plain(act.reference),
        note=sources.words.typed(act.note),
        paper=act.document.reference if act.document else "",
    )


def hashes(sources: Sources) -> tuple[tree.HashLine, ...]:
    """Every hash of evidence, by exhibit in the order of its chain; each hash of one once."""
    return tuple(dict.fromkeys(_hashes(sources)))


def _hashes(sources: Sources) -> Iterator[tree.HashLine]:
    for one in sources.exhibits:
        if one.document is not None:
            yield tree.HashLine(one.reference, one.document.reference, one.document.sha256)
        for act in one.custody:
            for words, digest in (
                (N_("Hash before"), act.hash_before),
                (N_("Hash after"), act.hash_after),
            ):
                if digest:
                    yield tree.HashLine(one.reference, words, digest)


def recoveries(sources: Sources) -> tuple[tree.Recovery, ...]:
    """Money frozen, recovered and returned; what was struck out stands with its reason."""
    return tuple(_recovery(sources, one) for one in sources.recoveries)


def _recovery(sources: Sources, one: Recovery) -> tree.Recovery:
    return tree.Recovery(
        kind=label(RECOVERY_KINDS, one.kind),
        amount_minor=one.amount_minor,
        currency=one.currency,
        institution=sources.words.typed(one.institution),
        done_on=one.done_on,
        order=plain(one.order_number),
        struck=sources.words.typed(one.struck_reason),
    )
