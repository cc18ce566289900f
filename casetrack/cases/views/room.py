"""The blueprint, and the one way a page comes to its case or accused."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from flask import Blueprint, current_app, url_for
from flask_login import current_user

from casetrack.accounts.models import Officer, Unit
from casetrack.accounts.queries import colleagues, units
from casetrack.cases import queries
from casetrack.cases.models import Accused, Case
from casetrack.rules.actor import UnitKind
from casetrack.rules.roles import Permission, Role
from casetrack.web.guard import current_actor, find

blueprint = Blueprint("cases", __name__)


@blueprint.context_processor
def _may() -> dict[str, bool]:
    """Which links a page of this room offers; each view asks the guard anyway."""
    if not current_user.is_authenticated:
        return {}
    actor = current_actor()
    return {
        "may_move": actor.may(Permission.CASE_MOVE),
        "may_open": actor.may(Permission.CASE_OPEN),
        "may_manage": actor.may(Permission.CASE_MEMBERS),
    }


def found(case_id: uuid.UUID) -> Case:
    """The case, or 404 whether it is hidden from this officer or does not exist."""
    return find(queries.visible_to(current_actor()), Case.id == case_id)


@blueprint.app_template_global()
def case_address(case_id: uuid.UUID) -> str:
    """Where a page of a lower room leads to a case; "" when this officer may not know of it."""
    actor = current_actor()
    rows = queries.visible_to(actor).where(Case.id == case_id)
    if not actor.may(Permission.CASE_READ) or queries.one(rows) is None:
        return ""
    return url_for("cases.show", case_id=case_id)


def found_accused(accused_id: uuid.UUID) -> Accused:
    """The accused of a case this officer may know of, or 404."""
    return find(queries.accused_visible_to(current_actor()), Accused.id == accused_id)


def case_officers(case: Case | None = None) -> Sequence[Officer]:
    """Who can be given the case: officers at or below the actor's unit, and its lead."""
    there = list(colleagues(current_actor(), Role.INVESTIGATOR, Role.SUPERVISOR))
    if case is not None and case.lead not in there:
        there.append(case.lead)
    return there


def circles() -> Sequence[Unit]:
    """The circles at or below the actor's unit; all of them for headquarters."""
    path = current_actor().unit_path
    return [unit for unit in units() if unit.kind is UnitKind.CIRCLE and unit.path.startswith(path)]


def link(endpoint: str, **values: Any) -> str:
    """The address of a page of another room; "" while that room has no such page."""
    return url_for(endpoint, **values) if endpoint in current_app.view_functions else ""
