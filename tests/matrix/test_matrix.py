"""Every route, method, role and relation: who may, what is hidden, and that nothing leaks.

Planted faults at the end show that the walk would turn red.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import true
from werkzeug.routing import Map, Rule

from casetrack import audit
from casetrack.accounts import service as accounts
from casetrack.accounts.models import Officer
from casetrack.accounts.queries import members
from casetrack.cases import service as cases
from casetrack.cases.models import Case
from casetrack.db import session, utc_now
from casetrack.rules.roles import Role
from tests import factories
from tests.conftest import Databases
from tests.matrix import tables, world
from tests.matrix.tables import Reach
from tests.matrix.walk import Walker
from tests.matrix.world import World

TABLE = tables.lines()
REACHES = tables.reaches()
# Where an officer of each relation serves.
UNITS = {
    "sister-unit": "LHR",
    "same-unit": "FSD",
    "lead": "FSD",
    "zone": "CENTRAL",
    "headquarters": "HQ",
}
ELSEWHERE = "KHI"
READING = [line for line in TABLE if line.method == "GET"]
# On the register's pages of these persons; the walk opens the one of the accused.
NEVER_SHOWN = {"complainant's father", "witness's address"}


@pytest.fixture(scope="session")
def made(databases: Databases, app: Flask, workshop: Path) -> tuple[Path, World]:
    """The world, made once; every walk gets a copy of its database."""
    url = databases.fresh("sqlite")
    engine = databases.connect(url)
    act()
    built = world.build()
    session.remove()
    with engine.connect() as connection:
        connection.rollback()
        connection.connection.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    kept = workshop / "world"
    shutil.move(url.removeprefix("sqlite:///"), kept)
    return kept, built


@pytest.fixture
def matters(made: tuple[Path, World], databases: Databases, workshop: Path) -> Iterator[World]:
    kept, built = made
    copy = workshop / "walked"
    shutil.copyfile(kept, copy)
    engine = databases.connect(f"sqlite:///{copy}")
    act()
    yield built
    session.remove()
    engine.dispose()
    for path in workshop.glob("walked*"):
        path.unlink()


def act() -> None:
    audit.begin(audit.Act(name="test", at=utc_now()))


def officer_of(reach: Reach, matters: World) -> Officer:
    """An officer of that role who stands in that relation to the matters."""
    act()
    officer = factories.officer(Role(reach.role.upper()), UNITS.get(reach.relation, ELSEWHERE))
    on = {"member": ["open"], "sealed-member": ["sealed"], "former": ["open", "sealed"]}
    for matter in on.get(reach.relation, []):
        _put_on(officer, matters.matters[matter].ids["case_id"], reach.relation == "former")
    if reach.relation == "lead":
        case = session.get_one(Case, matters.matters["open"].ids["case_id"])
        cases.hand_over(case=case, to=officer, actor=officer.actor, now=utc_now())
    session.commit()
    return officer


def _put_on(officer: Officer, case_id: object, former: bool) -> None:
    """Even if the cases room would refuse this role: it may have changed since."""
    stay = {"root_kind": "case", "root_id": case_id}
    accounts.put_on(officer_id=officer.id, lead=False, now=utc_now(), **stay)
    if former:
        mine = [one for one in members("case", case_id) if one.officer_id == officer.id]
        accounts.take_off(membership=mine[0], now=utc_now())


@pytest.mark.parametrize("reach", REACHES, ids=lambda one: f"{one.role}-{one.relation}")
def test_who_may_do_what_and_sees_what(
    app: Flask, matters: World, reach: Reach, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "casetrack")
    walker = Walker(app, matters, officer_of(reach, matters), reach)
    assert walker.faults(TABLE, slow=reach.relation == "same-unit") == []
    assert matters.canaries.leaked(caplog.text, []) == []


def test_a_visitor_is_sent_to_the_sign_in_page(app: Flask, matters: World) -> None:
    assert Walker(app, matters, None, None).faults(TABLE, slow=True) == []


def test_every_route_has_its_line(app: Flask) -> None:
    assert tables.not_in_step(app.url_map, TABLE) == []


def test_roles_and_relations_are_all_there() -> None:
    assert {reach.role for reach in REACHES} == {role.value.lower() for role in Role}
    assert all(set(line.cells.values()) <= {"yes", "no", "sign-in"} for line in TABLE)


def test_every_canary_is_shown_to_somebody(app: Flask, matters: World) -> None:
    """A canary that no page ever shows would guard nothing."""
    seen: set[str] = set()
    for reach in REACHES:
        if (reach.role, reach.relation) in {
            ("supervisor", "member"),
            ("supervisor", "sealed-member"),
        }:
            walker = Walker(app, matters, officer_of(reach, matters), reach)
            walker.faults(READING)
            seen |= walker.seen
    hidden = {matters.canaries.places[word] for word in set(matters.canaries.owners) - seen}
    assert {place.partition(" of the ")[0] for place in hidden} <= NEVER_SHOWN


# Each opens what must be closed; the walk of an officer of another zone must notice it.
def open_every_case(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casetrack.cases.queries.visible._in_reach", lambda _actor: true())


def open_every_complaint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casetrack.complaints.queries._in_reach", lambda _actor: true())


def break_every_seal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casetrack.cases.queries.visible.may_see", lambda _actor: true())


def grant_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casetrack.rules.actor.Actor.may", lambda *_asked: True)


PLANTED = [
    (open_every_case, "where the table says hidden"),
    (open_every_case, "shows the title of the open matter"),
    (open_every_complaint, "shows the narrative of the open matter"),
    (break_every_seal, "of the sealed matter"),
    (grant_everything, "where the table says no"),
]


@pytest.mark.parametrize(("fault", "words"), PLANTED)
def test_the_walk_turns_red_on_a_planted_fault(
    app: Flask,
    matters: World,
    monkeypatch: pytest.MonkeyPatch,
    fault: Callable[[pytest.MonkeyPatch], None],
    words: str,
) -> None:
    reach = Reach("investigator", "none", frozenset())
    walker = Walker(app, matters, officer_of(reach, matters), reach)
    fault(monkeypatch)
    assert any(words in one for one in walker.faults(READING))


def test_a_route_without_a_line_is_noticed(app: Flask) -> None:
    planted = Map([Rule("/planted", endpoint="planted.show", methods=["GET"])])
    assert "GET planted.show is not in the table" in tables.not_in_step(planted, TABLE)
    assert "GET cases.show is no route" in tables.not_in_step(planted, TABLE)
