"""Pages of the register: organisations, their sites and what these were registered as."""

from __future__ import annotations

import uuid
from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from casetrack.db import local_date
from casetrack.people import pages, queries, service
from casetrack.people.forms import OrganisationForm, RegistrationForm, SiteForm, offered
from casetrack.people.identifiers import Kind, show
from casetrack.people.models import Organisation, Site
from casetrack.rules import lists
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Permission
from casetrack.web import guard
from casetrack.web.guard import current_actor, permit
from casetrack.web.transaction import request_time

blueprint = Blueprint("people", __name__, url_prefix="/register")
BY_NAME = pages.Order(Organisation.name, Organisation.id)


@blueprint.app_template_filter("identifier")
def show_identifier(value: str, kind: str) -> str:
    """An identifier's value as people read it; links are written so that they cannot be opened."""
    return show(Kind(kind), value)


@blueprint.app_template_filter("identifier_kind")
def identifier_kind(key: str) -> str:
    return str(_(Kind(key).label))


@blueprint.app_template_filter("organisation_kind")
def organisation_kind(key: str) -> str:
    return str(_(lists.label_of(lists.ORGANISATION_KINDS, key)))


@blueprint.app_template_filter("authority_name")
def authority_name(key: str) -> str:
    """PSEB; what the form explains in parentheses is left out of a sentence."""
    label: str = _(lists.label_of(lists.REGISTRATION_AUTHORITIES, key))
    return label.partition(" (")[0]


@blueprint.get("")
@permit(Permission.REGISTER_READ)
def index() -> ResponseReturnValue:
    words, kind = request.args.get("q", ""), request.args.get("kind", "")
    guard.note_list()
    return render_template(
        "people/index.html",
        page=pages.page(
            queries.organisations(current_actor(), words, kind), BY_NAME, place_asked_for()
        ),
        words=words,
        kind=kind,
        kinds=offered(lists.ORGANISATION_KINDS)[1:],
        may_write=current_actor().may(Permission.REGISTER_WRITE),
    )


@blueprint.get("/organisations/new")
@permit(Permission.REGISTER_WRITE)
def new_organisation() -> ResponseReturnValue:
    return render_template("people/new_organisation.html", form=OrganisationForm())


@blueprint.post("/organisations/new")
@permit(Permission.REGISTER_WRITE)
def record_organisation() -> ResponseReturnValue:
    form = OrganisationForm()
    if form.validate():
        try:
            made = service.record_organisation(
                facts=form.facts(), actor=current_actor(), now=request_time()
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(_("The organisation is on the register. Now add the site where it works."))
            return redirect(url_for("people.show_organisation", organisation_id=made.id), 303)
    return render_template("people/new_organisation.html", form=form), 422


@blueprint.get("/organisations/<uuid:organisation_id>")
@permit(Permission.REGISTER_READ)
def show_organisation(organisation_id: uuid.UUID) -> ResponseReturnValue:
    organisation = _organisation(organisation_id)
    day = _day_asked_for()
    return render_template(
        "people/organisation.html",
        organisation=organisation,
        day=day,
        standings=[(site, queries.standing(site, day)) for site in organisation.sites],
        links=queries.links_of("organisation", organisation.id),
        may_write=current_actor().may(Permission.REGISTER_WRITE),
    )


@blueprint.get("/organisations/<uuid:organisation_id>/sites/new")
@permit(Permission.REGISTER_WRITE)
def new_site(organisation_id: uuid.UUID) -> ResponseReturnValue:
    organisation = _organisation(organisation_id)
    return render_template("people/new_site.html", form=SiteForm(), organisation=organisation)


@blueprint.post("/organisations/<uuid:organisation_id>/sites/new")
@permit(Permission.REGISTER_WRITE)
def add_site(organisation_id: uuid.UUID) -> ResponseReturnValue:
    organisation, form = _organisation(organisation_id), SiteForm()
    if form.validate():
        try:
            service.add_site(organisation=organisation, facts=form.facts(), actor=current_actor())
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(_("The site is added. Now add what it is registered as, if anything."))
            return _to(organisation.id)
    return render_template("people/new_site.html", form=form, organisation=organisation), 422


@blueprint.get("/sites/<uuid:site_id>/registrations/new")
@permit(Permission.REGISTER_WRITE)
def new_registration(site_id: uuid.UUID) -> ResponseReturnValue:
    return render_template(
        "people/new_registration.html", form=RegistrationForm(), site=_site(site_id)
    )


@blueprint.post("/sites/<uuid:site_id>/registrations/new")
@permit(Permission.REGISTER_WRITE)
def add_registration(site_id: uuid.UUID) -> ResponseReturnValue:
    site, form = _site(site_id), RegistrationForm()
    if form.validate():
        try:
            service.add_registration(
                site=site, facts=form.facts(), actor=current_actor(), now=request_time()
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            flash(_("The registration is added."))
            return _to(site.organisation_id)
    return render_template("people/new_registration.html", form=form, site=site), 422


def place_asked_for() -> pages.Place:
    """`?after=` or `?before=` an id; anything else is the first page."""
    before = request.args.get("before", type=uuid.UUID)
    return pages.Place(before or request.args.get("after", type=uuid.UUID), bool(before))


def _to(organisation_id: uuid.UUID) -> ResponseReturnValue:
    return redirect(url_for("people.show_organisation", organisation_id=organisation_id), 303)


def _organisation(organisation_id: uuid.UUID) -> Organisation:
    return guard.find(queries.visible_to(current_actor()), Organisation.id == organisation_id)


def _site(site_id: uuid.UUID) -> Site:
    return guard.find(queries.sites_visible_to(current_actor()), Site.id == site_id)


def _day_asked_for() -> date:
    """The day of `?on=2025-07-08`; today if none or unreadable."""
    try:
        return date.fromisoformat(request.args.get("on", ""))
    except ValueError:
        return local_date(request_time())
