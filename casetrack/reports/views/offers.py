"""What can be done with a report that is shown, besides taking its files."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from casetrack.db import local_date
from casetrack.reports import wording
from casetrack.reports.catalogue import Kind
from casetrack.reports.catalogue.kind import in_words
from casetrack.reports.facts import Asked
from casetrack.rules.actor import Actor
from casetrack.rules.roles import Permission
from casetrack.web.transaction import request_time


def offers(kind: Kind, asked: Asked, actor: Actor) -> list[tuple[str, str]]:
    """Label and address of each."""
    values: dict[str, Any] = {"name": kind.name, **asked.query()}
    found = [(_("Save this report"), url_for("reports.save", **values))]
    if kind.returnable and not asked.public and actor.may(Permission.REPORT_ISSUE):
        found.append((_("Issue as a return"), url_for("reports.issue", **values)))
    return found


def question(kind: Kind, asked: Asked, unit_name: str) -> list[tuple[str, str]]:
    """What is asked, as pairs of words."""
    return [
        (_("Report"), _(kind.title)),
        (_("Unit"), unit_name),
        (_("Period"), wording.span_of(asked.period)),
        (_("As of"), wording.day(asked.as_of)),
        *((_(name), _(value)) for name, value in in_words(kind, asked)),
    ]


def kept_query(asked: Asked) -> dict[str, str]:
    """The question as it is saved: one that is asked of today is asked of every later day too."""
    query = asked.query()
    if asked.as_of == local_date(request_time()):
        del query["as_of"]
    return query
