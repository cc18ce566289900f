"""What every page of this room shares: the blueprint, its words, the case or request at hand."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, render_template, request
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from casetrack.cases import queries as cases
from casetrack.cases.models import Case
from casetrack.requests import facts, queries, standing
from casetrack.requests.models import Request
from casetrack.rules import request_kinds
from casetrack.web.guard import current_actor, find

blueprint = Blueprint("requests", __name__)

BOTH = ("GET", "POST")
LABELS = {
    "families": {family.value: family.label for family in request_kinds.Family},
    "kinds": {choice.key: choice.label for kinds in facts.KINDS.values() for choice in kinds},
    "acts": {choice.key: choice.label for choice in facts.ACTS},
    "states": {choice.key: choice.label for choice in facts.STATES},
    "why": facts.WHY,
}


@blueprint.record_once
def _give_words(state: BlueprintSetupState) -> None:
    """As globals: macros that are imported do not see a context processor."""
    state.app.jinja_env.globals.update(
        request_labels=LABELS,
        request_urgencies=queries.waiting_for,
        request_may_be_lost=standing.may_be_lost,
    )


def case_of(case_id: UUID) -> Case:
    """The case, or 404 whether it is hidden from this officer or does not exist."""
    return find(cases.visible_to(current_actor()), Case.id == case_id)


def request_of(asked_id: UUID) -> Request:
    """The request of a case this officer may know of, or 404."""
    return find(queries.visible_requests(current_actor()), Request.id == asked_id)


def page(template: str, **shown: object) -> ResponseReturnValue:
    """The page of a form: 200 when it is asked for, 422 when what was sent is refused."""
    return render_template(template, **shown), 422 if request.method == "POST" else 200
