"""Submitting a challan."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from casetrack.cases import queries as cases
from casetrack.cases.models import Accused, Case
from casetrack.db import local_date
from casetrack.evidence.queries import exhibits_of
from casetrack.prosecution import queries, service
from casetrack.prosecution.forms import ChallanForm
from casetrack.prosecution.views import words
from casetrack.prosecution.views.room import BOTH, blueprint, carried_out, case_url, found, page
from casetrack.rules.roles import Permission
from casetrack.rules.states import AccusedState, CaseState
from casetrack.web.guard import current_actor, permit
from casetrack.web.transaction import request_time

A = AccusedState

MOST_EXHIBITS = 500
# The column in which an accused stands unless the officer says otherwise.
_COLUMNS = {
    A.ARRESTED: "3",
    A.PRE_ARREST_BAIL: "3",
    A.CHALLANED: "3",
    A.ABSCONDING: "2",
    A.PROCLAIMED_OFFENDER: "2",
    A.RELEASED_S169: "2",
    A.DISCHARGED_BY_MAGISTRATE: "2",
    A.NOMINATED: "",
}


@blueprint.route("/cases/<uuid:case_id>/challan/new", methods=BOTH)
@permit(Permission.CHALLAN_SUBMIT)
def submit_challan(case_id: uuid.UUID) -> ResponseReturnValue:
    case = found(case_id)
    accused = [one for one in cases.accused_of(case) if one.state in _COLUMNS]
    lines = {str(line.key): line for line in words.of_accused(accused)}
    form = ChallanForm(data=_first(case, accused) if request.method == "GET" else {})

    def submit() -> None:
        service.submit_challan(
            case=case, facts=form.facts(), actor=current_actor(), now=request_time()
        )

    if carried_out(form, case.version, submit):
        flash(_("%(kind)s is submitted.", kind=words.challan_kind(form.kind.data)))
        return redirect(case_url(case), 303)
    return page("challan.html", form, case=case, lines=lines)


def _first(case: Case, accused: Sequence[Accused]) -> dict[str, object]:
    """What the form holds at first: everybody in his column, and what the case knows."""
    before = queries.challans_of(case)
    last = before[-1] if before else None
    return {
        "version": str(case.version),
        "kind": _kind(case),
        "submitted_on": local_date(request_time()),
        "prosecutor": last.prosecutor if last else "",
        "witnesses": last.witnesses if last else _witnesses(case),
        "exhibits": "\n".join(
            f"{one.reference} {one.description}" for one in exhibits_of(case, limit=MOST_EXHIBITS)
        ),
        "rows": [{"key": one.id, "column": _COLUMNS[one.state]} for one in accused],
    }


def _kind(case: Case) -> str:
    wanted = request.args.get("kind", "").upper().removesuffix("_CHALLAN")
    if wanted in ("INTERIM", "FINAL", "SUPPLEMENTARY"):
        return wanted
    before_final = (CaseState.INVESTIGATION, CaseState.INTERIM_CHALLAN)
    return "FINAL" if case.state in before_final else "SUPPLEMENTARY"


def _witnesses(case: Case) -> str:
    """Witnesses and complainants by name. Who was rescued is never named here."""
    listed = [one for one in cases.persons_of(case) if one.role in ("WITNESS", "COMPLAINANT")]
    return "\n".join(f"{one.reference} {one.person.name}" for one in listed if one.person)
