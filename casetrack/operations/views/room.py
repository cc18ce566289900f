"""The blueprint, and how a page comes to its case, operation or accused."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from casetrack.cases import queries as cases
from casetrack.cases.models import Accused, Case
from casetrack.operations import queries
from casetrack.operations.facts import (
    BAIL_DECISIONS,
    RECOVERY_KINDS,
    RELEASES,
    REMAND_KINDS,
    ManyRefused,
)
from casetrack.operations.models import Operation
from casetrack.rules import lists
from casetrack.rules.refusals import Refused
from casetrack.rules.words import N_
from casetrack.web.errors import refusal_words
from casetrack.web.forms import Form
from casetrack.web.guard import current_actor, find

blueprint = Blueprint("operations", __name__)

BOTH = ("GET", "POST")
SEXES = {
    "F": N_("Women"),
    "M": N_("Men"),
    "X": N_("Transgender"),
    "U": N_("Sex not known"),
}
LABELS = {
    "means": {choice.key: choice.label for choice in lists.MEANS},
    "parts": {choice.key: choice.label for choice in lists.SITE_ROLES} | {"": N_("Not known")},
    "authorities": {choice.key: choice.label for choice in lists.REGISTRATION_AUTHORITIES},
    "organisations": {choice.key: choice.label for choice in lists.ORGANISATION_KINDS},
    "remands": {choice.key: choice.label for choice in REMAND_KINDS},
    "bails": {choice.key: choice.label for choice in BAIL_DECISIONS},
    "releases": {choice.key: choice.label for choice in RELEASES}
    | {"BAIL": N_("On bail"), "VICTIM": N_("Treated as victim")},
    "recoveries": {choice.key: choice.label for choice in RECOVERY_KINDS},
    "sexes": SEXES,
}


@blueprint.record_once
def _give_words(state: BlueprintSetupState) -> None:
    """As globals: macros that are imported do not see a context processor."""
    state.app.jinja_env.globals.update(operation_labels=LABELS, refusal_words=refusal_words)


def found_case(case_id: UUID) -> Case:
    """The case, or 404 whether it is hidden from this officer or does not exist."""
    return find(cases.visible_to(current_actor()), Case.id == case_id)


def found_operation(operation_id: UUID) -> Operation:
    """The operation of a case this officer may know of, or 404."""
    return find(queries.visible_operations(current_actor()), Operation.id == operation_id)


def found_accused(accused_id: UUID) -> Accused:
    """The accused of a case this officer may know of, or 404."""
    return find(cases.accused_visible_to(current_actor()), Accused.id == accused_id)


def page(template: str, **shown: object) -> ResponseReturnValue:
    """The page of a form: 200 when it is asked for, 422 when what was sent is refused."""
    return render_template(template, **shown), 422 if request.method == "POST" else 200


def pin(form: Form, refused: Refused) -> None:
    """Show a refusal on its form; of an act on many, each one with whose it is."""
    if isinstance(refused, ManyRefused):
        form.form_errors.append(refusal_words(refused))
        form.form_errors += [f"{whose}: {refusal_words(why)}" for whose, why in refused.each]
    else:
        form.refuse(refused)


def to_operation(operation: Operation) -> ResponseReturnValue:
    return redirect(url_for("operations.show", operation_id=operation.id), 303)


def to_accused(accused: Accused) -> ResponseReturnValue:
    return redirect(url_for("cases.show_accused", accused_id=accused.id), 303)
