"""The exhibits of a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from casetrack.cases.models import Case
from casetrack.evidence import queries, service
from casetrack.evidence.forms import KeepingForm, TakenForm
from casetrack.evidence.models import Exhibit
from casetrack.evidence.queries import Custody, Held
from casetrack.evidence.views import words
from casetrack.evidence.views.room import BOTH, LABELS, blueprint, case_of, exhibit_of, page
from casetrack.rules import lists
from casetrack.rules.custody_chain import WHEREABOUTS
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Permission
from casetrack.web.guard import current_actor, permit
from casetrack.web.transaction import request_time

FAULTS, UNCONFIRMED = "faults", "unconfirmed"


@blueprint.get("/cases/<uuid:case_id>/exhibits")
@permit(Permission.EVIDENCE_READ)
def list_exhibits(case_id: UUID) -> ResponseReturnValue:
    """All, or ?show= those somewhere (LABORATORY …), with faults, or not confirmed."""
    case, show = case_of(case_id), request.args.get("show", "")
    after = request.args.get("after", 0, int)
    custody = queries.custody_of(case)
    held = sorted(((one.serial, key) for key, one in custody.held.items() if _is_shown(one, show)))
    wanted = [(serial, key) for serial, key in held if serial > after]
    exhibits = queries.exhibits_by_id(key for _, key in wanted[: queries.PAGE])
    return render_template(
        "evidence/exhibits.html",
        case=case,
        rows=[(exhibit, custody.held[exhibit.id]) for exhibit in exhibits],
        tabs=_tabs(case, custody, show),
        show=show,
        after=after,
        more=len(wanted) > queries.PAGE,
        may_record=current_actor().may(Permission.EVIDENCE_RECORD),
        fault_words=words.fault_words,
    )


@blueprint.route("/cases/<uuid:case_id>/exhibits/add", methods=BOTH)
@permit(Permission.EVIDENCE_RECORD)
def add_exhibits(case_id: UUID) -> ResponseReturnValue:
    case = case_of(case_id)
    actor, now = current_actor(), request_time()
    form = TakenForm(
        officers=queries.takers(case, actor),
        kinds=lists.EXHIBIT_KINDS,
        data={"occurred_at": now, "to_officer_id": str(actor.id)},
    )
    if form.validate_on_submit():
        try:
            made = service.add_exhibits(case=case, facts=form.facts(), actor=actor, now=now)
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(ngettext("%(num)d exhibit added", "%(num)d exhibits added", len(made)))
            return redirect(_after_adding(case, made), 303)
    return page("evidence/add_exhibits.html", form=form, case=case)


@blueprint.get("/exhibits/<uuid:exhibit_id>")
@permit(Permission.EVIDENCE_READ)
def show_exhibit(exhibit_id: UUID) -> ResponseReturnValue:
    exhibit = exhibit_of(exhibit_id)
    found = queries.faults_of(exhibit)
    return render_template(
        "evidence/exhibit.html",
        exhibit=exhibit,
        case=case_of(exhibit.case_id),
        stands=queries.standing_of(exhibit),
        steps=words.steps(exhibit, found),
        faults=words.told(found),
        actor=current_actor(),
        may_record=current_actor().may(Permission.EVIDENCE_RECORD),
        fault_words=words.fault_words,
    )


@blueprint.route("/exhibits/<uuid:exhibit_id>/keeping", methods=BOTH)
@permit(Permission.EVIDENCE_RECORD)
def change_keeping(exhibit_id: UUID) -> ResponseReturnValue:
    exhibit = exhibit_of(exhibit_id)
    form = KeepingForm(obj=exhibit)
    if form.validate_on_submit():
        service.change_keeping(exhibit=exhibit, facts=form.kept())
        flash(_("%(reference)s: saved", reference=exhibit.reference))
        return redirect(url_for("evidence.show_exhibit", exhibit_id=exhibit.id), 303)
    words_of = {key: _(text) for key, text in lists.RETENTION_WORDS.items()}
    return page(
        "evidence/change_keeping.html", form=form, exhibit=exhibit, retention_words=words_of
    )


def _is_shown(one: Held, show: str) -> bool:
    if show == FAULTS:
        return bool(one.faults)
    if show == UNCONFIRMED:
        return bool(one.unconfirmed)
    return show not in LABELS["where"] or one.standing.where == show


def _tabs(case: Case, custody: Custody, show: str) -> list[tuple[str, str, bool]]:
    """All, each whereabouts that has something, faults and missing words, with how many."""
    counts: Mapping[str, tuple[str, int]] = {
        "": (_("All"), len(custody.held)),
        **{one.key: (_(one.label), custody.where.get(one.key, 0)) for one in WHEREABOUTS},
        FAULTS: (_("With faults"), custody.faulty),
        UNCONFIRMED: (_("Not confirmed"), custody.unconfirmed),
    }
    return [
        (
            f"{label} ({number})",
            url_for("evidence.list_exhibits", case_id=case.id, show=key or None),
            key == show,
        )
        for key, (label, number) in counts.items()
        if number or key in ("", show)
    ]


def _after_adding(case: Case, made: Sequence[Exhibit]) -> str:
    if len(made) == 1:
        return url_for("evidence.show_exhibit", exhibit_id=made[0].id)
    return url_for("evidence.list_exhibits", case_id=case.id, after=made[0].serial - 1)
