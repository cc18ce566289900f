"""The one box, the persons of the register, and the words under an identifier being typed."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from casetrack.cases.models import Case
from casetrack.complaints.models import Complaint
from casetrack.people.models import Organisation, Person
from casetrack.people.pages import Order, Page, Place, page
from casetrack.people.queries import links_of
from casetrack.people.views import place_asked_for
from casetrack.rules import lists
from casetrack.rules.actor import Actor
from casetrack.rules.roles import Permission
from casetrack.rules.words import N_
from casetrack.search import persons as register
from casetrack.search import queries, typed
from casetrack.search.excerpts import excerpt
from casetrack.search.wanted import LONGEST, Wanted, read
from casetrack.web import guard
from casetrack.web.errors import refusal_words
from casetrack.web.guard import current_actor, permit

blueprint = Blueprint("search", __name__)

FEW, MANY = 8, 25
BY_NAME = Order(Person.name, Person.id)
NEWEST_COMPLAINT = Order(Complaint.received_at, Complaint.id, descending=True)
NEWEST_CASE = Order(Case.opened_on, Case.id, descending=True)
PARTS = {
    "ACCUSED": N_("Accused"),
    "COMPLAINANT": N_("Complainant"),
    "VICTIM": N_("Victim"),
    "WITNESS": N_("Witness"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """One kind of hits: what may look for it, how it is found and sorted."""

    label: str
    needs: Permission
    find: queries.FindHits
    order: Order


GROUPS: Mapping[str, Group] = {
    "complaints": Group(
        N_("Complaints"), Permission.COMPLAINT_READ, queries.complaint_hits, NEWEST_COMPLAINT
    ),
    "cases": Group(N_("Cases"), Permission.CASE_READ, queries.case_hits, NEWEST_CASE),
    "persons": Group(
        N_("Persons"),
        Permission.SEARCH_USE,
        queries.person_hits,
        Order(Person.created_at, Person.id, descending=True),
    ),
    "organisations": Group(
        N_("Organisations"),
        Permission.REGISTER_READ,
        queries.organisation_hits,
        Order(Organisation.created_at, Organisation.id, descending=True),
    ),
}


@blueprint.get("/search")
@permit(Permission.SEARCH_USE)
def show() -> ResponseReturnValue:
    """Hits by kind, the newest first; `?kind=cases` leafs through all of one kind."""
    text = request.args.get("q", "").strip()[:LONGEST]
    wanted, actor = read(text), current_actor()
    guard.note_list()
    kind = request.args.get("kind", "")
    names = [kind] if kind in GROUPS else list(GROUPS)
    found = {
        name: _hits(GROUPS[name], wanted, actor, leafing=len(names) == 1)
        for name in names
        if wanted and actor.may(GROUPS[name].needs)
    }
    return render_template(
        "search/show.html",
        search_words=text,
        wanted=wanted,
        kind=kind if kind in GROUPS else "",
        groups=GROUPS,
        found={name: hits for name, hits in found.items() if hits.rows},
        excerpt=excerpt,
    )


@blueprint.get("/search/identifier")
@permit(Permission.SEARCH_USE)
def identifier() -> ResponseReturnValue:
    """The words under an identifier that is being typed; nothing when there is nothing to say."""
    asked = typed.read(request.args)
    actor = current_actor()
    if not asked.values:
        words = refusal_words(asked.refused) if asked.refused else ""
        return render_template("search/identifier.html", asked=asked, refused=words)
    guard.note_list()
    besides = request.args.get("besides", type=uuid.UUID)
    complaints = queries.complaints_holding(asked.values, actor)
    if besides is not None:
        complaints = complaints.where(Complaint.id != besides)
    return render_template(
        "search/identifier.html",
        asked=asked,
        complaints=page(complaints, NEWEST_COMPLAINT, Place(), FEW),
        cases=page(queries.cases_holding(asked.values, actor), NEWEST_CASE, Place(), FEW),
    )


@blueprint.get("/register/persons")
@permit(Permission.REGISTER_READ)
def persons() -> ResponseReturnValue:
    words = request.args.get("q", "")
    guard.note_list()
    return render_template(
        "search/persons.html",
        page=page(register.listed(current_actor(), words), BY_NAME, place_asked_for()),
        words=words,
    )


@blueprint.get("/register/persons/<uuid:person_id>")
@permit(Permission.SEARCH_USE)
def show_person(person_id: uuid.UUID) -> ResponseReturnValue:
    actor = current_actor()
    person = guard.find(register.visible_to(actor), Person.id == person_id)
    return render_template(
        "search/person.html",
        person=person,
        links=links_of("person", person.id),
        complaints=page(register.complaints_of(person, actor), NEWEST_COMPLAINT, place_asked_for()),
        parts=register.parts_of(person, actor),
        part_words=PARTS,
        facts=_facts(person),
        may_list=actor.may(Permission.REGISTER_READ),
    )


def _hits(group: Group, wanted: Wanted, actor: Actor, *, leafing: bool) -> Page[object]:
    place = place_asked_for() if leafing else Place()
    return page(group.find(wanted, actor), group.order, place, MANY if leafing else FEW)


def _facts(person: Person) -> dict[str, str]:
    """Stored keys of a person in the reader's language."""
    sexes = {"F": N_("Female"), "M": N_("Male"), "X": N_("Transgender"), "U": N_("Not known")}
    reasons = {choice.key: choice.label for choice in lists.CNIC_ABSENCES}
    reason = reasons.get(person.no_cnic_reason, person.no_cnic_reason)
    return {"sex": _(sexes[person.sex]), "no_cnic": _(reason) if reason else ""}
