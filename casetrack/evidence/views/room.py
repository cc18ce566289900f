"""What every page of this room shares: the blueprint, its words, the case at hand."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, render_template, request
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from casetrack.cases import queries as cases
from casetrack.cases.models import Case
from casetrack.evidence import queries
from casetrack.evidence.models import Exhibit
from casetrack.rules import lists
from casetrack.rules.custody_chain import WHEREABOUTS
from casetrack.rules.custody_faults import FaultKind
from casetrack.web.guard import current_actor, find

blueprint = Blueprint("evidence", __name__)

BOTH = ("GET", "POST")
LABELS = {
    "kinds": {choice.key: choice.label for choice in lists.EXHIBIT_KINDS},
    "acts": {choice.key: choice.label for choice in lists.CUSTODY_ACTS},
    "where": {choice.key: choice.label for choice in WHEREABOUTS},
    "retentions": {choice.key: choice.label for choice in lists.RETENTIONS},
    "retention_words": lists.RETENTION_WORDS,
    "faults": {kind.value: kind.label for kind in FaultKind},
    "papers": {choice.key: choice.label for choice in lists.DOCUMENT_KINDS},
}


@blueprint.record_once
def _give_words(state: BlueprintSetupState) -> None:
    """As globals: macros that are imported do not see a context processor."""
    state.app.jinja_env.globals.update(evidence_labels=LABELS)


def case_of(case_id: UUID) -> Case:
    return find(cases.visible_to(current_actor()), Case.id == case_id)


def exhibit_of(exhibit_id: UUID) -> Exhibit:
    return find(queries.visible_exhibits(current_actor()), Exhibit.id == exhibit_id)


def page(template: str, **shown: object) -> ResponseReturnValue:
    status = 422 if request.method == "POST" else 200
    return render_template(template, **shown), status
