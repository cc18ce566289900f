"""What each single paper can be about in a case: the raid, the accused, the exhibit …"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable

from flask_babel import gettext as _

from casetrack.cases import queries as cases
from casetrack.cases.models import Case
from casetrack.db import local_date
from casetrack.dossiers import queries
from casetrack.dossiers.facts import Subject
from casetrack.requests import queries as requests
from casetrack.rules.actor import Actor
from casetrack.web.filters import show_date


def subjects_of(form: str, case: Case, actor: Actor) -> list[Subject]:
    """What a paper of this form can be about, in the order of the case file."""
    return list(_SUBJECTS[form](case, actor))


def subject(form: str, subject_id: uuid.UUID, case: Case, actor: Actor) -> Subject | None:
    """The one of this id; None when the case has none, or the actor may not see it."""
    return next((one for one in subjects_of(form, case, actor) if one.id == subject_id), None)


def _challans(case: Case, _actor: Actor) -> Iterable[Subject]:
    for one in queries.challans_of(case):
        yield Subject(one.id, one.number, show_date(one.submitted_on))


def _raids(case: Case, _actor: Actor) -> Iterable[Subject]:
    for one in queries.operations_of(case):
        yield Subject(
            one.id, one.reference, f"{show_date(local_date(one.started_at))}, {one.place}"
        )


def _arrested(case: Case, _actor: Actor) -> Iterable[Subject]:
    arrested = {arrest.accused_id for arrest in queries.arrests_of(case)}
    for one in cases.accused_of(case):
        if one.id in arrested:
            yield Subject(one.id, one.reference, one.person.name)


def _exhibits(case: Case, actor: Actor) -> Iterable[Subject]:
    for one in queries.exhibits_of(case, actor):
        yield Subject(one.id, one.reference, one.description[:80])


def _all_exhibits(case: Case, actor: Actor) -> Iterable[Subject]:
    count = len(queries.exhibits_of(case, actor))
    if count:
        yield Subject(case.id, case.number, _("all %(count)d exhibits", count=count))


def _requests(case: Case, _actor: Actor) -> Iterable[Subject]:
    for one in requests.requests_of(case):
        yield Subject(one.id, one.reference, one.addressee[:80])


_SUBJECTS: dict[str, Callable[[Case, Actor], Iterable[Subject]]] = {
    "CHALLAN_FORM": _challans,
    "SEIZURE_MEMO": _raids,
    "ARREST_MEMO": _arrested,
    "REMAND_SHEET": _arrested,
    "CUSTODY_SHEET": _exhibits,
    "LABELS": _all_exhibits,
    "LETTER": _requests,
}
