"""The administrator's pages: officers and units, and nothing of any case."""

from __future__ import annotations

import re

import pytest

from casetrack.accounts import queries, service
from casetrack.accounts.models import Officer, Unit
from casetrack.db import session, utc_now
from casetrack.rules.actor import UnitKind
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Role
from tests import factories

pytestmark = pytest.mark.usefixtures("sqlite")


@pytest.fixture
def admin(client_for):
    return client_for(factories.officer(Role.ADMINISTRATOR, "HQ"))


def again(officer: Officer) -> Officer:
    session.remove()
    return session.get_one(Officer, officer.id)


def value(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)
    assert found, f"no field {name}"
    return found.group(1)


def changed(officer: Officer, **more: object) -> dict[str, object]:
    kept = {"rank": officer.rank, "name": officer.name, "role": officer.role.value}
    return {**kept, "unit": officer.unit_id, "version": officer.version, **more}


def test_list_shows_who_is_locked_closed_and_new(admin) -> None:
    locked, closed = factories.officer(Role.CLERK), factories.officer(at="KHI")
    locked.locked_until, closed.disabled_at = utc_now().replace(year=2100), utc_now()
    session.commit()
    page = admin.get("/officers").get_data(as_text=True)
    assert "Locked" in page
    assert "Closed" in page
    only = admin.get("/officers?role=CLERK&unit=/HQ/CENTRAL/").get_data(as_text=True)
    assert locked.username in only
    assert closed.username not in only
    admin.get("/officers?role=NOBODY", 422)
    assert "No officer fits" in admin.get("/officers?role=LIAISON").get_data(as_text=True)


def test_new_officer_signs_in_with_the_password_that_was_shown(admin) -> None:
    password = value(admin.get("/officers/new").get_data(as_text=True), "password")
    fields = {"rank": "SI", "name": "Bano Invented", "role": "CLERK", "username": "Bano.I"}
    fields |= {"unit": factories.unit("FSD").id, "password": password}
    session.commit()
    page = admin.follow(admin.post("/officers/new", fields)).get_data(as_text=True)
    assert password not in page
    made = queries.officer_named("bano.i")
    assert made is not None
    assert made.must_change_password
    taken = admin.post("/officers/new", fields, 422).get_data(as_text=True)
    assert "is taken" in taken
    weak = {**fields, "username": "other", "password": "short"}
    assert "unrelated words" in admin.post("/officers/new", weak, 422).get_data(as_text=True)
    odd = {**fields, "username": "two words"}
    assert "Use 3 to 40 letters" in admin.post("/officers/new", odd, 422).get_data(as_text=True)


def test_a_new_role_signs_the_officer_out(admin, client_for) -> None:
    officer = factories.officer()
    browser = client_for(officer)
    browser.get("/account")
    admin.get(f"/officers/{officer.id}")
    admin.post(f"/officers/{officer.id}/change", changed(officer, role="SUPERVISOR"))
    assert again(officer).role is Role.SUPERVISOR
    assert "/sign-in" in browser.get("/account", 303).location


def test_a_new_rank_leaves_the_officer_at_work(admin, client_for) -> None:
    officer = factories.officer()
    browser = client_for(officer)
    admin.post(f"/officers/{officer.id}/change", changed(officer, rank="AD"))
    assert again(officer).rank == "AD"
    browser.get("/account")


def test_the_second_of_two_administrators_is_told(admin) -> None:
    officer = factories.officer()
    page = admin.get(f"/officers/{officer.id}/change").get_data(as_text=True)
    stale = changed(officer, rank="AD", version=value(page, "version"))
    admin.post(f"/officers/{officer.id}/change", changed(officer, name="Renamed Invented"))
    answer = admin.post(f"/officers/{officer.id}/change", stale, 409).get_data(as_text=True)
    assert "Renamed Invented" in answer  # what it is now
    assert 'value="AD"' in answer  # what was typed
    assert again(officer).rank == "Insp."
    again_sent = {**stale, "version": value(answer, "version")}
    admin.post(f"/officers/{officer.id}/change", again_sent)
    assert again(officer).rank == "AD"


def test_closing_an_account_is_asked_in_words_and_undone(admin, client_for) -> None:
    officer = factories.officer()
    browser = client_for(officer)
    asked = admin.get(f"/officers/{officer.id}/close").get_data(as_text=True)
    assert "Close the account of" in asked
    admin.post(f"/officers/{officer.id}/close")
    assert "/sign-in" in browser.get("/account", 303).location
    page = admin.get(f"/officers/{officer.id}").get_data(as_text=True)
    assert "Open the account again" in page
    admin.post(f"/officers/{officer.id}/reopen")
    assert again(officer).disabled_at is None


def test_a_first_password_unlocks_and_must_be_changed(admin, client_for) -> None:
    officer = factories.officer()
    officer.locked_until = utc_now().replace(year=2100)
    session.commit()
    browser = client_for(officer)
    page = admin.get(f"/officers/{officer.id}/password").get_data(as_text=True)
    admin.post(f"/officers/{officer.id}/password", {"password": "short"}, 422)
    admin.post(f"/officers/{officer.id}/password", {"password": value(page, "password")})
    now = again(officer)
    assert now.locked_until is None
    assert now.must_change_password
    assert "/sign-in" in browser.get("/account", 303).location


def test_unlocking_leaves_the_password(admin) -> None:
    officer = factories.officer()
    officer.locked_until, before = utc_now().replace(year=2100), officer.password_hash
    session.commit()
    admin.post(f"/officers/{officer.id}/unlock")
    now = again(officer)
    assert (now.locked_until, now.password_hash) == (None, before)


def test_nobody_changes_his_own_account(client_for) -> None:
    officer = factories.officer(Role.ADMINISTRATOR, "HQ")
    browser = client_for(officer)
    assert "your own account" in browser.get(f"/officers/{officer.id}").get_data(as_text=True)
    browser.post(f"/officers/{officer.id}/change", changed(officer, role="SUPERVISOR"), 422)
    browser.post(f"/officers/{officer.id}/close", status=409)
    password = {"password": "kfmt-wpzq-7hna-23xy"}
    browser.post(f"/officers/{officer.id}/password", password, 422)
    assert again(officer).role is Role.ADMINISTRATOR


def test_units_are_a_tree(admin) -> None:
    zone = factories.unit("CENTRAL")
    session.commit()
    fields = {"kind": "CIRCLE", "parent": zone.id, "name": "Multan Circle", "code": "mux"}
    page = admin.follow(admin.post("/units/new", fields)).get_data(as_text=True)
    assert "Multan Circle" in page
    admin.get("/units/new")
    admin.post("/units/new", fields, 422)
    assert [unit.path for unit in queries.units()] == [
        "/HQ/",
        "/HQ/CENTRAL/",
        "/HQ/CENTRAL/MUX/",
    ]


@pytest.mark.parametrize(
    ("code", "kind", "above", "field"),
    [
        ("A/B", UnitKind.CIRCLE, "CENTRAL", "code"),
        ("F_D", UnitKind.CIRCLE, "CENTRAL", "code"),
        ("100%", UnitKind.CIRCLE, "CENTRAL", "code"),
        ("FSD", UnitKind.CIRCLE, "CENTRAL", "code"),
        ("HQ2", UnitKind.HEADQUARTERS, "HQ", "parent"),
        ("MUX", UnitKind.CIRCLE, None, "parent"),
        ("MUX", UnitKind.CIRCLE, "FSD", "parent"),
        ("MUX", UnitKind.ZONE, "CENTRAL", "parent"),
    ],
)
def test_a_misplaced_unit_is_refused(
    code: str, kind: UnitKind, above: str | None, field: str
) -> None:
    factories.unit("FSD")
    parent: Unit | None = factories.unit(above) if above else None
    with pytest.raises(Refused) as refused:
        service.add_unit(code=code, name="Multan", kind=kind, parent=parent)
    assert refused.value.field == field
