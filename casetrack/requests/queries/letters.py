"""The letter of a request: everything it says, for whoever prints it."""

from __future__ import annotations

from casetrack.requests import wording
from casetrack.requests.facts import LetterFacts
from casetrack.requests.models import Request
from casetrack.requests.standing import kind_of
from casetrack.rules import request_kinds
from casetrack.rules.request_kinds import Family
from casetrack.rules.request_moves import RequestState


def letter_of(request: Request) -> LetterFacts:
    """The letter as the request stands now; `draft` until it is sent."""
    kind, basis = kind_of(request), request_kinds.all_bases()[request.basis]
    case = request.case
    words = wording.words_of(kind)
    written_on = request.sent_on or wording.day_of(request.acted_at)
    return LetterFacts(
        reference=f"{case.number}/{request.reference}",
        case_number=case.number,
        family=request.family,
        draft=request.state == RequestState.DRAFT,
        written_on=written_on,
        addressee=request.addressee,
        through=request.via,
        subject=wording.subject(words, case.number, request),
        urgent=words.urgent,
        legal_basis=wording.legal_basis(basis),
        opening=words.opening,
        asked=wording.numbered_lines(request.asked),
        identifiers=wording.identifiers(request.identifiers),
        exhibits=wording.exhibits(request.items) if request.family == Family.FORENSIC else (),
        period=wording.period(request.period_from, request.period_to),
        order=wording.order(request.order_court, request.order_number, request.order_on),
        deadline=wording.deadline(kind, request.due_on or kind.reply_due(written_on)),
        closing=words.closing,
        signatory=case.lead.title,
        signatory_unit=case.unit.name,
        copy_to=wording.lines(request.copy_to),
        verify_with_counsel=kind.verify_with_counsel or basis.verify_with_counsel,
    )
