"""What the one box finds, of what the actor may see. Each begins with the room's visible_to."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select, union

from casetrack.accounts.models import Unit
from casetrack.cases import queries as cases
from casetrack.cases.models import Case
from casetrack.complaints import queries as complaints
from casetrack.complaints.models import Complaint
from casetrack.people import queries as people
from casetrack.people.models import Organisation, Person
from casetrack.people.queries import Value, subjects_holding
from casetrack.rules.actor import Actor
from casetrack.search import persons
from casetrack.search.numbers import Number, Series
from casetrack.search.text import is_common, matching, reading
from casetrack.search.wanted import Wanted

Ids = Select[uuid.UUID]
FindHits = Callable[[Wanted, Actor], Select[Any]]


def complaint_hits(wanted: Wanted, actor: Actor) -> Select[Complaint]:
    """Visible complaints with this number, identifier, complainant or these words."""
    ids = _holding("complaint", wanted)
    if wanted.values:
        known = subjects_holding("person", wanted.values)
        ids.append(select(Complaint.id).where(Complaint.complainant_id.in_(known)))
    if wanted.number is not None and wanted.number.series is Series.COMPLAINT:
        ids.append(_complaints_numbered(wanted.number))
    return complaints.visible_to(actor).where(_fits("complaint", Complaint, wanted, ids))


def case_hits(wanted: Wanted, actor: Actor) -> Select[Case]:
    """Visible cases with this number, identifier, accused or these words."""
    ids = _holding("case", wanted)
    if wanted.values:
        ids.append(persons.cases_with(subjects_holding("person", wanted.values), actor))
    if wanted.words:
        ids.append(persons.cases_with(matching("person", wanted.words), actor))
    if wanted.number is not None and wanted.number.series is not Series.COMPLAINT:
        ids.append(_cases_numbered(wanted.number))
    return cases.visible_to(actor).where(_fits("case", Case, wanted, ids))


def person_hits(wanted: Wanted, actor: Actor) -> Select[Person]:
    """Visible persons with this identifier or name."""
    ids = _holding("person", wanted)
    return persons.visible_to(actor).where(_fits("person", Person, wanted, ids))


def organisation_hits(wanted: Wanted, actor: Actor) -> Select[Organisation]:
    """Organisations with this identifier, name or address."""
    ids = _holding("organisation", wanted)
    return people.visible_to(actor).where(_fits("organisation", Organisation, wanted, ids))


def complaints_holding(values: Iterable[Value], actor: Actor) -> Select[Complaint]:
    """Visible complaints in which one of the identifiers was seen, in no order yet."""
    ids = subjects_holding("complaint", values)
    return complaints.visible_to(actor).where(Complaint.id.in_(ids))


def cases_holding(values: Sequence[Value], actor: Actor) -> Select[Case]:
    """Visible cases in which one of the identifiers, or a person known by it, was seen."""
    ids = [
        subjects_holding("case", values),
        persons.cases_with(subjects_holding("person", values), actor),
    ]
    return cases.visible_to(actor).where(Case.id.in_(_any_of(ids)))


def _holding(kind: str, wanted: Wanted) -> list[Ids]:
    return [subjects_holding(kind, wanted.values)] if wanted.values else []


def _fits(
    kind: str,
    model: type[Complaint | Case | Person | Organisation],
    wanted: Wanted,
    ids: Sequence[Ids],
) -> ColumnElement[bool]:
    """SQL for "is one of the ids or holds the words"."""
    if not wanted.words:
        return model.id.in_(_any_of(ids))
    if not is_common(kind, wanted.words):
        return model.id.in_(_any_of([*ids, matching(kind, wanted.words)]))
    held = reading(model.search_text, wanted.words)
    return or_(held, model.id.in_(_any_of(ids))) if ids else held


def _any_of(ids: Sequence[Ids]) -> Select[uuid.UUID]:
    """One set of ids, found before anything else is asked.

    An OR of conditions would keep PostgreSQL from its indexes; and left to itself it walks the
    table from the newest row and parses every text: 8 s for a word in none of 100,000 rows.
    """
    found = union(*ids).cte("found").prefix_with("MATERIALIZED")
    return select(found.c[0])


def _complaints_numbered(number: Number) -> Ids:
    rows = select(Complaint.id).where(
        Complaint.year == number.year, Complaint.serial == number.serial
    )
    if number.unit_code:
        rows = rows.join(Unit, Unit.id == Complaint.unit_id).where(Unit.code == number.unit_code)
    return rows


def _cases_numbered(number: Number) -> Ids:
    fir = and_(Case.fir_year == number.year, Case.fir_serial == number.serial)
    enquiry = and_(Case.enquiry_year == number.year, Case.enquiry_serial == number.serial)
    rows = select(Case.id)
    if number.unit_code:
        rows = rows.join(Unit, Unit.id == Case.unit_id)
        fir = and_(fir, Case.police_station == number.unit_code)
        enquiry = and_(enquiry, Unit.code == number.unit_code)
    if number.series is Series.FIR:
        return rows.where(fir)
    return rows.where(enquiry if number.series is Series.ENQUIRY else or_(fir, enquiry))
