"""The blueprint, and what every page of the room finds and says alike."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint

from casetrack.dossiers import queries
from casetrack.dossiers.facts import EDITIONS, FORMS, PURPOSES
from casetrack.dossiers.models import Dossier
from casetrack.rules.lists import label_of
from casetrack.web.guard import current_actor, find

blueprint = Blueprint("dossiers", __name__)


def visible(dossier_id: UUID) -> Dossier:
    """The dossier or paper, or 404."""
    return find(queries.visible_to(current_actor()), Dossier.id == dossier_id)


@blueprint.app_template_global()
def dossier_kind(dossier: Dossier) -> str:
    """What it is in one marked word or two: the edition of a dossier, or the paper's name."""
    if dossier.form == "DOSSIER":
        return label_of(EDITIONS, dossier.edition)
    return label_of(FORMS, dossier.form)


@blueprint.app_template_global()
def dossier_purpose(dossier: Dossier) -> str:
    return label_of(PURPOSES, dossier.purpose)
