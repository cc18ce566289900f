"""Any move of a case or of an accused: one page, made from what the table asks for."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from casetrack.cases import queries, service
from casetrack.cases.forms import MoveForm, Offered, move_form
from casetrack.cases.models import Accused, AccusedMovement, Case, CaseMovement
from casetrack.cases.service.states import ENDED
from casetrack.cases.views import acts, words
from casetrack.cases.views.room import blueprint, case_officers, circles, found, found_accused
from casetrack.rules.moves import Move, Table
from casetrack.rules.offences import cognizable
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Permission
from casetrack.rules.stages import ACCUSED, CASE, CaseState
from casetrack.rules.words import N_
from casetrack.web.guard import current_actor, permit
from casetrack.web.transaction import request_time

_ON_THE_PATH = frozenset({CaseState.CONVICTED, CaseState.ACQUITTED, CaseState.APPEAL})


@dataclass(frozen=True, slots=True)
class Subject:
    """What is moved, as the page shows it."""

    row: Case | Accused
    case: Case
    name: str
    url: str
    movements: Sequence[CaseMovement | AccusedMovement]


@blueprint.get("/cases/<uuid:case_id>/move/<to>")
@permit(Permission.CASE_READ)
def move(case_id: uuid.UUID, to: str) -> ResponseReturnValue:
    subject = _of_case(found(case_id))
    made = _possible(CASE, subject, to)
    door = acts.case_door(subject.case, made)
    return redirect(door, 303) if door else _page(subject, made, _form(subject, made))


@blueprint.post("/cases/<uuid:case_id>/move/<to>")
@permit(Permission.CASE_READ)
def do_move(case_id: uuid.UUID, to: str) -> ResponseReturnValue:
    subject = _of_case(found(case_id))
    made = _wanted(CASE, subject, to)
    # A move that makes a record is not recorded without it, whoever posts here.
    if door := acts.case_door(subject.case, made):
        return redirect(door, 303)
    form = _form(subject, made)
    if form.stale(subject.row.version):
        return _conflict(subject, made, form), 409
    if form.validate():
        try:
            service.move(
                case=subject.case,
                to=made.to_state,
                actor=current_actor(),
                facts=_facts(made, form),
                now=request_time(),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            return _moved(_of_case(subject.case))
    return _page(subject, made, form), 422


@blueprint.get("/accused/<uuid:accused_id>/move/<to>")
@permit(Permission.CASE_READ)
def move_accused(accused_id: uuid.UUID, to: str) -> ResponseReturnValue:
    accused = found_accused(accused_id)
    subject = _of_accused(accused)
    made = _possible(ACCUSED, subject, to)
    door = acts.accused_door(accused, made.door)
    return redirect(door, 303) if door else _page(subject, made, _form(subject, made))


@blueprint.post("/accused/<uuid:accused_id>/move/<to>")
@permit(Permission.CASE_READ)
def do_move_accused(accused_id: uuid.UUID, to: str) -> ResponseReturnValue:
    accused = found_accused(accused_id)
    subject = _of_accused(accused)
    made = _wanted(ACCUSED, subject, to)
    if door := acts.accused_door(accused, made.door):
        return redirect(door, 303)
    form = _form(subject, made)
    if form.stale(accused.version):
        return _conflict(subject, made, form), 409
    if form.validate():
        try:
            service.move_accused(
                accused=accused,
                to=made.to_state,
                actor=current_actor(),
                facts=_facts(made, form),
                now=request_time(),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            return _moved(_of_accused(accused))
    return _page(subject, made, form), 422


def _of_case(case: Case) -> Subject:
    url = url_for("cases.show", case_id=case.id)
    return Subject(case, case, case.number, url, queries.movements_of(case))


def _of_accused(accused: Accused) -> Subject:
    url = url_for("cases.show_accused", accused_id=accused.id)
    name = f"{accused.reference} {accused.person.name}"
    return Subject(accused, accused.case, name, url, tuple(reversed(accused.movements)))


def _wanted(table: Table[Any], subject: Subject, to: str) -> Move[Any]:
    """The move to that state from where it stands, else one for its words; 403 by role."""
    there = [one for one in table.moves if one.to_state.value.lower() == to and one.from_state]
    if not there:
        abort(404)
    made = table.find(subject.row.state, there[0].to_state) or there[0]
    if current_actor().role not in made.roles:
        abort(403)
    return made


def _possible(table: Table[Any], subject: Subject, to: str) -> Move[Any]:
    made = _wanted(table, subject, to)
    if made.from_state is not subject.row.state:
        raise Refused(
            N_('This is no longer possible: it now stands as "{state}".'),
            state=_(subject.row.state.label),
        )
    return made


def _form(subject: Subject, made: Move[Any]) -> MoveForm:
    case = subject.case
    sections = [section.offence for section in case.sections]
    first: dict[str, object] = {
        "version": str(subject.row.version),
        "seen": str(len(subject.movements)),
        "io": str(case.lead_id),
        "police_station": case.unit.code,
        "sections": sections,
        "offence_sections": sections,
        "cognizable_flag": "yes" if cognizable(sections) else "no",
        "court": case.court,
        "fir_no": case.number if case.fir_serial else "",
    }
    return move_form(made, Offered(case_officers(case), circles(), first))


def _facts(made: Move[Any], form: MoveForm) -> dict[str, object]:
    """The facts; officers write a case's number where the table wants the case."""
    told = form.told()
    for fact in made.facts:
        if fact.kind == "case" and told.get(fact.key):
            case = queries.by_number(current_actor(), str(told[fact.key]))
            if case is None:
                raise Refused(
                    N_("You see no case of this number; write it as FSD-FIR-31/2025."),
                    field=fact.key,
                )
            told[fact.key] = case.id
    return told


def _moved(subject: Subject) -> ResponseReturnValue:
    flash(_("%(name)s: %(state)s.", name=subject.name, state=_(subject.row.state.label)))
    return redirect(subject.url, 303)


def _conflict(subject: Subject, made: Move[Any], form: MoveForm) -> str:
    """What was typed, what happened meanwhile, and a form that may be sent again."""
    shown = form.seen.data or ""
    seen = int(shown) if shown.isdigit() else 0
    number = max(1, len(subject.movements) - seen)
    form.version.data, form.seen.data = str(subject.row.version), str(len(subject.movements))
    return _page(subject, made, form, subject.movements[:number])


def _page(
    subject: Subject,
    made: Move[Any],
    form: MoveForm,
    meanwhile: Sequence[CaseMovement | AccusedMovement] = (),
) -> str:
    return render_template(
        "cases/move.html",
        subject=subject,
        made=made,
        form=form,
        consequence=_consequence(made),
        possible=made.from_state is subject.row.state,
        meanwhile=words.entries(meanwhile),
        helps={fact.key: _(fact.help) for fact in made.facts if fact.help},
    )


def _consequence(made: Move[Any]) -> str:
    """What an act that ends the case means, said before it is done."""
    if not isinstance(made.to_state, CaseState) or made.to_state in _ON_THE_PATH:
        return ""
    if CASE.is_terminal(made.to_state):
        return str(_("The case ends here for good: there is no way back."))
    if made.to_state in ENDED:
        return str(_("Work on the case ends here. Only a supervisor can reopen it."))
    return ""
