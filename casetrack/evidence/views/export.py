"""Exhibits and custody of a case, for other tools."""

from __future__ import annotations

from uuid import UUID

from flask import Response
from flask.typing import ResponseReturnValue

from casetrack.evidence import case_uco, queries
from casetrack.evidence.views.room import blueprint, case_of
from casetrack.rules.roles import Permission
from casetrack.web.guard import permit


@blueprint.get("/cases/<uuid:case_id>/exhibits.jsonld")
@permit(Permission.EVIDENCE_READ)
def export_case_uco(case_id: UUID) -> ResponseReturnValue:
    case = case_of(case_id)
    answer = Response(
        case_uco.export(case, queries.all_exhibits(case)), mimetype="application/ld+json"
    )
    name = f"{case.number.replace('/', '-')}-exhibits.jsonld"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer
