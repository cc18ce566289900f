"""The case page: where it stands, what is late, what can be done, who is in it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from flask import current_app, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup

from casetrack.cases import queries
from casetrack.cases.models import Case, Clock
from casetrack.cases.panels import Panel
from casetrack.cases.views import acts, words
from casetrack.cases.views.room import blueprint, found
from casetrack.complaints.queries import visible_ids
from casetrack.db import local_date
from casetrack.rules.actor import Actor
from casetrack.rules.roles import Permission
from casetrack.rules.stages import Stage, StageDates, rail
from casetrack.web.filters import show_date
from casetrack.web.guard import current_actor, permit
from casetrack.web.transaction import request_time

FIRST = 10
FEW = 5


@blueprint.get("/cases/<uuid:case_id>")
@permit(Permission.CASE_READ)
def show(case_id: uuid.UUID) -> ResponseReturnValue:
    case, actor, now = found(case_id), current_actor(), request_time()
    running = queries.running_clocks(case)
    panels = _panels(case, actor, now)
    return render_template(
        "cases/show.html",
        case=case,
        words=words,
        now=now,
        steps=_steps(case, running),
        clocks=words.clock_rows(running, now),
        acts=acts.of_case(case, actor),
        panel_acts=[act for panel in panels for act in panel.actions],
        main_parts=[_drawn(panel, case) for panel in panels if not panel.aside],
        side_parts=[_drawn(panel, case) for panel in panels if panel.aside],
        history=words.entries(queries.movements_of(case)),
        merged_into=_merged_into(case, actor),
        **_people(case, running),
        **_complaints(case, actor),
        **_diary(case, actor),
    )


@blueprint.get("/cases/<uuid:case_id>/complaints")
@permit(Permission.CASE_READ)
def list_complaints(case_id: uuid.UUID) -> ResponseReturnValue:
    case = found(case_id)
    return render_template(
        "cases/complaints.html", case=case, **_complaints(case, current_actor(), few=False)
    )


def _merged_into(case: Case, actor: Actor) -> Case | None:
    """The case this one went into, if this officer may know of it."""
    if case.merged_into_id is None:
        return None
    rows = queries.visible_to(actor).where(Case.id == case.merged_into_id)
    return queries.one(rows)


def _steps(case: Case, running: Sequence[Clock]) -> list[dict[str, object]]:
    days = StageDates(**{s.value.lower(): getattr(case, f"{s.value.lower()}_on") for s in Stage})
    due = next((one.due_at for one in running if one.key == "interim_challan"), None)
    return [
        {
            "label": _(point.stage.label),
            "reached_on": point.on,
            "is_now": point.current,
            "note": _("due %(day)s", day=show_date(due))
            if due and point.stage is Stage.PROSECUTION and not point.reached
            else "",
        }
        for point in rail(days)
    ]


def _people(case: Case, running: Sequence[Clock]) -> dict[str, object]:
    nearest: dict[uuid.UUID, Clock] = {}
    for clock in running:
        if clock.accused_id is not None:
            nearest.setdefault(clock.accused_id, clock)
    return {
        "accused": queries.accused_of(case, FIRST),
        "accused_clocks": nearest,
        "counts": queries.accused_counts(case),
        "persons": queries.persons_of(case),
    }


def _complaints(case: Case, actor: Actor, *, few: bool = True) -> dict[str, object]:
    """The joined complaints that this officer may read; the others are only counted."""
    number, losses = queries.losses_of(case)
    readable = queries.complaints_of(case, visible_ids(actor), FEW if few else None)
    return {"complaints": readable, "complaints_number": number, "losses": losses}


def _diary(case: Case, actor: Actor) -> dict[str, object]:
    """The diary is privileged (CrPC s.172): the liaison's page does not hold it."""
    if not actor.may(Permission.CASE_DIARY):
        return {"diary": None, "diary_number": 0}
    return {
        "diary": queries.diary_of(case, FEW),
        "diary_number": queries.diary_size(case),
        "local_date": local_date,
    }


def _panels(case: Case, actor: Actor, now: datetime) -> list[Panel]:
    made = (make(case, actor, now) for make in current_app.extensions["case_panels"])
    return sorted(made, key=lambda panel: panel.order)


def _drawn(panel: Panel, case: Case) -> Markup:
    return Markup(render_template(panel.template, **panel.context, case=case))  # noqa: S704
