"""The blueprint and what all pages of the room do alike."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from casetrack.cases.models import Case
from casetrack.cases.queries import visible_to
from casetrack.prosecution.views import words
from casetrack.rules.refusals import Refused
from casetrack.web.forms import Form
from casetrack.web.guard import current_actor, find

blueprint = Blueprint("prosecution", __name__)

BOTH = ("GET", "POST")


def found(case_id: uuid.UUID) -> Case:
    """The case, or 404 whether it is hidden from this officer or does not exist."""
    return find(visible_to(current_actor()), Case.id == case_id)


def carried_out(form: Form, version: int, act: Callable[[], object]) -> bool:
    """Say whether a sent form was right and its act done; else the form holds why not.

    `version` is that of the row the form is about: a form shown before somebody else changed
    it is given back once, to be looked at again.
    """
    if not form.validate_on_submit():
        return False
    if form.stale(version):
        form.version.data = str(version)
        form.form_errors.append(_changed_meanwhile())
        return False
    try:
        act()
    except Refused as refused:
        form.refuse(refused)
        return False
    return True


def page(template: str, form: Form | None = None, **shown: object) -> ResponseReturnValue:
    """A page of this room; one with a form that was sent and not carried out answers 422 or 409."""
    status = 422 if request.method == "POST" else 200
    if form is not None and _changed_meanwhile() in form.form_errors:
        status = 409
    return render_template(f"prosecution/{template}", form=form, words=words, **shown), status


def case_url(case: Case) -> str:
    """The case page, at what this room shows there."""
    return url_for("cases.show", case_id=case.id, _anchor="court")


def _changed_meanwhile() -> str:
    return str(_("Somebody changed this meanwhile. Look at it again; what you entered is kept."))
