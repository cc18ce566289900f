"""Recording a judgment on many charges at once."""

from __future__ import annotations

import uuid

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from casetrack.cases.models import Case
from casetrack.prosecution import queries, service
from casetrack.prosecution.facts import VERDICTS
from casetrack.prosecution.forms import VerdictsForm
from casetrack.prosecution.views import words
from casetrack.prosecution.views.room import BOTH, blueprint, carried_out, case_url, found, page
from casetrack.rules.choices import keys
from casetrack.rules.roles import Permission
from casetrack.rules.states import CaseState
from casetrack.web.guard import current_actor, permit
from casetrack.web.transaction import request_time


@blueprint.route("/cases/<uuid:case_id>/verdicts", methods=BOTH)
@permit(Permission.COURT_RECORD)
def record_verdicts(case_id: uuid.UUID) -> ResponseReturnValue:
    case = found(case_id)
    if case.state is CaseState.COGNIZANCE:
        return redirect(url_for("prosecution.discharge_accused", case_id=case.id), 303)
    apart = request.args.get("by") == "charge"
    charges = queries.open_charges(case)
    lines, together = words.of_charged(charges)
    if apart:
        lines = words.of_charges(charges)
        together = {charge.id: [charge.id] for charge in charges}
    rows = [{"key": line.key} for line in lines]
    form = VerdictsForm(
        alias={charge: key for key, ids in together.items() for charge in ids},
        data={**_first(case), "kind": _asked(), "rows": rows} if request.method == "GET" else {},
    )

    def record() -> None:
        service.record_verdicts(
            case=case,
            rows=form.verdicts(together),
            judgment=form.judgment(),
            actor=current_actor(),
            now=request_time(),
        )

    if carried_out(form, case.version, record):
        flash(_told(case))
        return redirect(case_url(case), 303)
    by_key = {str(line.key): line for line in lines}
    return page("verdicts.html", form, case=case, lines=by_key, apart=apart)


def _asked() -> str:
    """The verdict of everybody that the button on the case page stands for, if it names one."""
    kind = request.args.get("kind", "")
    return kind if kind in keys(VERDICTS) else ""


def _first(case: Case) -> dict[str, object]:
    return {
        "version": str(case.version),
        "judgment_at": request_time().replace(second=0, microsecond=0),
        "court": case.court,
    }


def _told(case: Case) -> str:
    """What the verdicts made of the case."""
    if case.state in (CaseState.CHARGE_FRAMED, CaseState.TRIAL):
        waiting = len(queries.open_charges(case))
        return str(_("The verdicts are recorded. %(count)s charges still wait.", count=waiting))
    return str(_("The verdicts are recorded. The case: %(state)s.", state=_(case.state.label)))
