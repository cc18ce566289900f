"""Any move of a complaint: one page, made from what the table asks for."""

from __future__ import annotations

import uuid

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from casetrack.accounts.queries import colleagues
from casetrack.complaints import queries, service
from casetrack.complaints.forms import MoveForm, move_form
from casetrack.complaints.models import Complaint
from casetrack.complaints.views import words
from casetrack.complaints.views.room import blueprint, found
from casetrack.rules.actor import Actor
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Permission, Role
from casetrack.rules.stages import COMPLAINT, ComplaintState, Move
from casetrack.rules.words import N_
from casetrack.web.guard import current_actor, permit
from casetrack.web.transaction import request_time

# Moves that have a page of their own.
ELSEWHERE = frozenset({"log", "join"})
# What is asked before an act that ends the complaint here, and what it means.
ENDS = {
    ComplaintState.CLOSED: (
        N_("Close {number}?"),
        N_("Nobody works on a closed complaint. Only a supervisor can reopen it."),
    ),
    ComplaintState.TRANSFERRED: (
        N_("Transfer {number} to another agency?"),
        N_("It leaves this agency for good: there is no way back."),
    ),
    ComplaintState.DUPLICATE: (
        N_("Mark {number} as a duplicate?"),
        N_("Work goes on in the other complaint only: there is no way back."),
    ),
}


@blueprint.get("/<uuid:complaint_id>/move/<to>")
@permit(Permission.COMPLAINT_VERIFY)
def move(complaint_id: uuid.UUID, to: str) -> ResponseReturnValue:
    complaint, actor = found(complaint_id), current_actor()
    made = _move_to(complaint, to)
    if made.from_state is not complaint.state:
        raise Refused(
            N_('This is no longer possible: the complaint now stands as "{state}".'),
            state=_(complaint.state.label),
        )
    if actor.role not in made.roles:
        abort(403)
    return _page(complaint, made, _form(complaint, made, actor))


@blueprint.post("/<uuid:complaint_id>/move/<to>")
@permit(Permission.COMPLAINT_VERIFY)
def do_move(complaint_id: uuid.UUID, to: str) -> ResponseReturnValue:
    complaint, actor = found(complaint_id), current_actor()
    made = _move_to(complaint, to)
    form = _form(complaint, made, actor)
    if form.stale(complaint.version):
        return _page_of_conflict(complaint, made, form), 409
    if form.validate():
        try:
            service.move(
                complaint=complaint,
                to=made.to_state,
                actor=actor,
                facts=_given(form, actor),
                now=request_time(),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(_("%(number)s: %(state)s.", number=complaint.number, state=_said(complaint)))
            return redirect(url_for("complaints.show", complaint_id=complaint.id), 303)
    return _page(complaint, made, form), 422


def _move_to(complaint: Complaint, to: str) -> Move[ComplaintState]:
    """The move from where the complaint stands; else one to the same state, for its words."""
    here = [one for one in COMPLAINT.moves if one.door not in ELSEWHERE]
    first = next((one for one in here if one.to_state.value.lower() == to), None)
    if first is None:
        abort(404)
    return COMPLAINT.find(complaint.state, first.to_state) or first


def _form(complaint: Complaint, made: Move[ComplaintState], actor: Actor) -> MoveForm:
    return move_form(
        made,
        colleagues(actor, Role.INVESTIGATOR, Role.SUPERVISOR),
        version=complaint.version,
        seen=len(complaint.movements),
        now=request_time(),
    )


def _given(form: MoveForm, actor: Actor) -> dict[str, object]:
    """The facts; officers write a complaint's number where the table wants the complaint."""
    told = form.told()
    if told.get("duplicate_of"):
        original = queries.numbered(actor, str(told["duplicate_of"]))
        if original is None:
            raise Refused(
                N_("You see no complaint of this number; write it as FSD-2025-000123"),
                field="duplicate_of",
            )
        told["duplicate_of"] = original.id
    return told


def _said(complaint: Complaint) -> str:
    state = str(_(complaint.state.label))
    if complaint.state is ComplaintState.VERIFICATION and complaint.assigned_to is not None:
        return f"{state}, {complaint.assigned_to.title}"
    return state


def _page_of_conflict(complaint: Complaint, made: Move[ComplaintState], form: MoveForm) -> str:
    """What was typed, what happened meanwhile, and a form that may be sent again."""
    shown = form.seen.data or ""
    seen = int(shown) if shown.isdigit() else 0
    form.version.data, form.seen.data = str(complaint.version), str(len(complaint.movements))
    meanwhile = words.history(complaint)[: max(1, len(complaint.movements) - seen)]
    return _page(complaint, made, form, meanwhile)


def _page(
    complaint: Complaint,
    made: Move[ComplaintState],
    form: MoveForm,
    meanwhile: list[dict[str, object]] | None = None,
) -> str:
    question, consequence = ENDS.get(made.to_state, ("{number}: {move}", ""))
    title = _(question).format(number=complaint.number, move=_(made.label))
    return render_template(
        "complaints/move.html",
        complaint=complaint,
        made=made,
        form=form,
        title=title,
        consequence=_(consequence) if consequence else "",
        possible=made.from_state is complaint.state,
        meanwhile=meanwhile,
        helps={fact.key: _(fact.help) for fact in made.facts if fact.help},
    )
