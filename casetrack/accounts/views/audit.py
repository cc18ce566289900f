"""The audit as its auditor reads it: acts, never what a case holds."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casetrack.accounts import acts, queries
from casetrack.accounts.forms import TrailForm
from casetrack.accounts.queries import Place, Trail
from casetrack.accounts.views.room import blueprint
from casetrack.audit import seal
from casetrack.rules.roles import Permission
from casetrack.web.guard import note_list, permit

NOTHING = Trail((), None, None)
KEPT = frozenset({"from", "to", "officer", "act", "outcome", "chain"})
KINDS = frozenset({"case", "complaint", "unit"})


@blueprint.get("/audit")
@permit(Permission.AUDIT_READ)
def audit() -> ResponseReturnValue:
    form = TrailForm(request.args, officers=queries.staff())
    note_list()
    right = form.validate()
    shown = NOTHING
    if right:
        shown = queries.trail(form.asked(), older_than=_place("older"), newer_than=_place("newer"))
    page = render_template(
        "accounts/audit.html",
        form=form,
        trail=shown,
        officers=queries.actors(shown.entries),
        acts=acts.WORDS,
        newer_url=_url("newer", shown.newer),
        older_url=_url("older", shown.older),
    )
    return page, 200 if right else 422


@blueprint.get("/audit/seals")
@permit(Permission.AUDIT_READ)
def seals() -> ResponseReturnValue:
    note_list()
    return render_template(
        "accounts/seals.html", totals=queries.totals(), checkpoints=queries.checkpoints()
    )


@blueprint.get("/audit/chains/<kind>/<uuid:root_id>")
@permit(Permission.AUDIT_READ)
def chain(kind: str, root_id: uuid.UUID) -> ResponseReturnValue:
    """One chain; with ?verify every entry of it is hashed again."""
    name = f"{kind}:{root_id}"
    head = queries.head(name) if kind in KINDS else None
    if head is None:
        abort(404)
    note_list()
    asked = "verify" in request.args
    return render_template(
        "accounts/chain.html",
        head=head,
        kind=kind,
        root_id=root_id,
        asked=asked,
        breaks=list(seal.breaks(name)) if asked else [],
    )


def _place(name: str) -> Place | None:
    """Where a link of the pager leads to, as <instant>|<chain>|<number>; else 404."""
    text = request.args.get(name, "")
    if not text:
        return None
    try:
        at, chain_name, seq = text.split("|")
        instant = datetime.fromisoformat(at)
        if instant.tzinfo is None:
            abort(404)
        return Place(instant, chain_name, int(seq))
    except ValueError:
        abort(404)


def _url(name: str, place: Place | None) -> str | None:
    """This list from another place on; the filters stay."""
    if place is None:
        return None
    kept: dict[str, Any] = {k: v for k, v in request.args.items() if k in KEPT and v}
    kept[name] = f"{place.at.isoformat()}|{place.chain}|{place.seq}"
    return url_for("accounts.audit", **kept)
