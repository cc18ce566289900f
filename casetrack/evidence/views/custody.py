"""Acts of custody: of one exhibit, and of many at once."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from casetrack.cases.models import Case
from casetrack.evidence import chain, queries, service
from casetrack.evidence.forms import ActForm, CustodyForm
from casetrack.evidence.models import Exhibit
from casetrack.evidence.numbers_typed import MOST, read_numbers
from casetrack.evidence.views.room import BOTH, blueprint, case_of, exhibit_of, page
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Permission
from casetrack.rules.words import N_
from casetrack.web.errors import refusal_words
from casetrack.web.guard import current_actor, permit
from casetrack.web.transaction import request_time


@blueprint.route("/exhibits/<uuid:exhibit_id>/custody", methods=BOTH)
@permit(Permission.EVIDENCE_RECORD)
def record_custody(exhibit_id: UUID) -> ResponseReturnValue:
    actor, now = current_actor(), request_time()
    exhibit = exhibit_of(exhibit_id)
    case, stands = case_of(exhibit.case_id), queries.standing_of(exhibit)
    holder = stands.last.taker
    known = {
        "occurred_at": now,
        "from_officer_id": holder.officer,
        "from_holder": "" if holder.officer else holder.name,
        "seal": stands.seal,
        "version": str(exhibit.version),
    }
    form = CustodyForm(officers=queries.takers(case, actor), holder=holder, data=known)
    shown = {"exhibit": exhibit, "stands": stands, "form": form}
    if form.stale(exhibit.version):
        form.version.data = str(exhibit.version)
        return render_template("evidence/record_custody.html", meanwhile=True, **shown), 409
    if form.validate_on_submit():
        try:
            service.record_custody(exhibit=exhibit, facts=form.facts(), actor=actor, now=now)
        except Refused as refused:
            _pin(form, refused)
        else:
            flash(_("Chain of custody of %(reference)s: recorded", reference=exhibit.reference))
            return redirect(url_for("evidence.show_exhibit", exhibit_id=exhibit.id), 303)
    return page("evidence/record_custody.html", **shown)


@blueprint.route("/cases/<uuid:case_id>/custody", methods=BOTH)
@permit(Permission.EVIDENCE_RECORD)
def record_custody_of_many(case_id: UUID) -> ResponseReturnValue:
    """One act for the exhibits named: ?p=1&p=2, or ?numbers=P-1 to P-10."""
    case = case_of(case_id)
    try:
        exhibits = _chosen(case)
    except Refused as refused:
        flash(refusal_words(refused), "error")
        return redirect(url_for("evidence.list_exhibits", case_id=case.id), 303)
    form = ActForm(
        officers=queries.takers(case, current_actor()), data={"occurred_at": request_time()}
    )
    meanwhile = _stale(exhibits)
    if not meanwhile and form.validate_on_submit() and _recorded(exhibits, form):
        flash(ngettext("%(num)d act recorded", "%(num)d acts recorded", len(exhibits)))
        return redirect(url_for("evidence.list_exhibits", case_id=case.id), 303)
    rows = [(exhibit, queries.standing_of(exhibit)) for exhibit in exhibits]
    shown = {"case": case, "form": form, "rows": rows, "meanwhile": meanwhile}
    if meanwhile:
        return render_template("evidence/record_custody_of_many.html", **shown), 409
    return page("evidence/record_custody_of_many.html", **shown)


def _recorded(exhibits: Sequence[Exhibit], form: ActForm) -> bool:
    """All or none; a refusal says which exhibit it is about."""
    try:
        service.record_custody_of_many(
            exhibits=exhibits, facts=form.facts(), actor=current_actor(), now=request_time()
        )
    except Refused as refused:
        _pin(form, refused)
        if "reference" in refused.params:
            form.form_errors.append(_("It is about %(reference)s.", **refused.params))
        return False
    return True


def _pin(form: ActForm, refused: Refused) -> None:
    """The refusal on its field, and where it may be explained."""
    form.refuse(refused)
    if isinstance(refused, chain.Unexplained):
        said = _("If it was so, say here how it came: then it is recorded, and shown as a fault.")
        form.explanation.errors = [*form.explanation.errors, said]


def _chosen(case: Case) -> Sequence[Exhibit]:
    serials = {int(one.partition(".")[0]) for one in request.values.getlist("p", _numbered)}
    serials.update(read_numbers(request.args.get("numbers", "")))
    if len(serials) > MOST:
        raise Refused(N_("Choose at most {most} at once."), most=MOST)
    found = queries.exhibits_numbered(case, serials)
    missing = serials - {exhibit.serial for exhibit in found}
    if missing:
        raise Refused(N_("There is no exhibit P-{serial} in this case."), serial=min(missing))
    if not found:
        raise Refused(N_("Choose exhibits first: tick them, or type their numbers."))
    return found


def _numbered(text: str) -> str:
    """A serial, in a form with the version that was shown: "12" or "12.3"."""
    if not all(part.isdecimal() and len(part) < 10 for part in text.split(".", 1)):
        raise ValueError(text)
    return text


def _stale(exhibits: Sequence[Exhibit]) -> bool:
    """Whether somebody recorded an act of one of these since the form was shown."""
    shown = {one for one in request.form.getlist("p") if "." in one}
    return bool(shown) and not shown <= {f"{one.serial}.{one.version}" for one in exhibits}
