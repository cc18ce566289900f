"""The pages of challan and charge, what is shown, who may."""

from __future__ import annotations

import re

import pytest

from casetrack.cases.models import Accused, Case
from casetrack.db import session
from casetrack.prosecution.models import Appeal, Challan, Charge
from casetrack.prosecution.queries import charges_of
from casetrack.rules.roles import Role
from casetrack.rules.states import AccusedState, CaseState
from tests import factories
from tests.prosecution.making import (
    FRAUD,
    TERROR,
    ago,
    appeal,
    bench,
    challan,
    charge,
    cognizance,
    day,
    judge,
    of,
    on_trial,
    row,
    trial,
)
from tests.prosecution.pages import ClientFor, case_of, ready, rows, states, typed, url

A, C = AccusedState, CaseState


CHALLAN = {
    "kind": "FINAL",
    "number": "14/2026",
    "submitted_on": f"{day(200)}",
    "prosecutor": "Special Prosecutor Invented",
    "witnesses": "PW-1 the manager",
    "exhibits": "P-1 a computer",
}


def test_submit_a_challan(sqlite: str, client_for: ClientFor) -> None:
    made = ready(bench((A.ARRESTED, A.ABSCONDING, A.NOMINATED)))
    browser = client_for(made.io)
    page = browser.get(url(made, "challan/new?kind=INTERIM_CHALLAN")).get_data(as_text=True)
    assert 'value="INTERIM" checked' in page or re.search(r'checked[^>]*value="INTERIM"', page)
    columns = re.findall(r'<option selected value="(\d?)">', page)
    assert columns == ["3", "2", ""]
    sent = rows(page, column="3")
    answer = browser.post(url(made, "challan/new"), {**CHALLAN, **sent}, status=422)
    text = answer.get_data(as_text=True)
    assert "A-002 cannot stand in column 3: Absconding" in text
    assert "Special Prosecutor Invented" in text
    sent.update({"rows-1-column": "2", "rows-2-column": "2"})
    answer = browser.post(url(made, "challan/new"), {**CHALLAN, **sent}, status=422)
    assert "Reason is missing" in answer.get_data(as_text=True)
    assert states(made) == [A.ARRESTED, A.ABSCONDING, A.NOMINATED]
    answer = browser.post(url(made, "challan/new"), {**CHALLAN, **sent, "reason": "No evidence"})
    assert states(made) == [A.CHALLANED, A.ABSCONDING, A.CLEARED]
    assert case_of(made).state is C.FINAL_CHALLAN
    page = browser.follow(answer).get_data(as_text=True)
    assert "Final challan" in page
    assert "14/2026" in page


def test_a_second_editor_is_told(sqlite: str, client_for: ClientFor) -> None:
    made = ready(bench((A.ARRESTED,)))
    browser = client_for(made.io)
    page = browser.get(url(made, "challan/new")).get_data(as_text=True)
    sent = {**CHALLAN, **rows(page, column="3"), "version": "0"}
    answer = browser.post(url(made, "challan/new"), sent, status=409)
    assert "Somebody changed this meanwhile" in answer.get_data(as_text=True)
    assert states(made) == [A.ARRESTED]


def test_frame_charges(sqlite: str, client_for: ClientFor) -> None:
    made = bench((A.ARRESTED, A.ARRESTED))
    challan(made)
    cognizance(made)
    ready(made)
    browser = client_for(made.liaison)
    page = browser.get(url(made, "charges/new")).get_data(as_text=True)
    assert page.count("checked") == 4, "two sections of the FIR and two accused"
    fields = {
        "charge_at": typed(ago(150)),
        "copies_supplied_at": typed(ago(149)),
        "offences": [FRAUD, TERROR],
        "plea": "NOT_GUILTY",
        **rows(page, chosen="y", plea=""),
    }
    answer = browser.post(url(made, "charges/new"), fields, status=422)
    assert "7 days before" in answer.get_data(as_text=True)
    fields.update({"copies_supplied_at": typed(ago(160)), "rows-1-plea": "GUILTY"})
    page = browser.follow(browser.post(url(made, "charges/new"), fields)).get_data(as_text=True)
    assert "4 charges are framed" in page
    assert states(made) == [A.CHARGED, A.CHARGED]
    assert {one.plea for one in charges_of(case_of(made))} == {"GUILTY", "NOT_GUILTY"}
    browser.get(url(made, "charges"))


def test_discharge_before_the_charge(sqlite: str, client_for: ClientFor) -> None:
    made = bench((A.ARRESTED,))
    challan(made)
    cognizance(made)
    ready(made)
    browser = client_for(made.liaison)
    assert browser.get(url(made, "verdicts"), status=303).headers["Location"].endswith("/discharge")
    page = browser.get(url(made, "discharge")).get_data(as_text=True)
    fields = {"kind": "ACQUITTED", "order_no": "", "ordered_at": typed(ago(150))}
    fields |= rows(page, chosen="y")
    browser.post(url(made, "discharge"), fields, status=422)
    browser.post(url(made, "discharge"), {**fields, "order_no": "O-1"})
    assert case_of(made).state is C.ACQUITTED


@pytest.mark.parametrize("path", ["challan/new", "charges/new", "discharge", "verdicts", "appeals"])
def test_a_page_with_nothing_to_do_says_what_to_do(
    sqlite: str, client_for: ClientFor, path: str
) -> None:
    made = ready(bench(()))
    page = client_for(made.supervisor).get(url(made, path)).get_data(as_text=True)
    assert 'class="nothing"' in page


def test_the_case_page_at_every_turn(sqlite: str, client_for: ClientFor) -> None:
    made = bench((A.ARRESTED, A.ARRESTED))

    def look() -> str:
        session.commit()
        page = client_for(made.supervisor).get(f"/cases/{made.case.id}").get_data(as_text=True)
        client_for(made.supervisor).get(f"/accused/{made.accused[0].id}")
        made.case = session.get_one(Case, made.case.id)
        made.accused = [session.get_one(Accused, one.id) for one in made.accused]
        return page

    assert "Nothing was sent to court yet" in look()
    challan(made)
    assert "FINAL-1" in look()
    cognizance(made)
    charge(made, {"A-001": "GUILTY", "A-002": "NOT_GUILTY"})
    assert "awaited" in look()
    trial(made)
    kinds = {"A-001": "CONVICTED", "A-002": "ACQUITTED"}
    judge(
        made,
        *(row(of(made, who, key), kind) for who, kind in kinds.items() for key in (FRAUD, TERROR)),
    )
    page = look()
    assert "3 years, fine Rs 1 lakh" in page
    assert "Benefit of doubt" in page
    appeal(made)
    assert "Record the judgment" in look()


READS = ("charges", "hearings", "appeals")
WRITES = {
    "challan/new": {Role.INVESTIGATOR, Role.SUPERVISOR},
    "charges/new": {Role.LIAISON, Role.SUPERVISOR},
    "discharge": {Role.LIAISON, Role.SUPERVISOR},
    "verdicts": {Role.LIAISON, Role.SUPERVISOR},
    "appeals/new": {Role.LIAISON, Role.SUPERVISOR},
}


@pytest.mark.parametrize("role", list(Role))
def test_who_may(sqlite: str, client_for: ClientFor, role: Role) -> None:
    made = ready(on_trial([A.ARRESTED]))
    browser = client_for(factories.officer(role))
    readers = {Role.INVESTIGATOR, Role.SUPERVISOR, Role.LIAISON}
    for path in READS:
        browser.get(url(made, path), status=200 if role in readers else 403)
    for path, roles in WRITES.items():
        browser.get(url(made, path), status=200 if role in roles else 403)
        browser.post(url(made, path), {}, status=422 if role in roles else 403)
    assert session.query(Challan).count() == 1
    assert session.query(Charge).count() == 2
    assert session.query(Appeal).count() == 0


def test_a_case_of_others_answers_like_none(sqlite: str, client_for: ClientFor) -> None:
    made = ready(on_trial([A.ARRESTED]))
    browser = client_for(factories.officer(Role.SUPERVISOR, "KHI"))
    for path in (*READS, *WRITES, "appeals/decide"):
        browser.get(url(made, path), status=404)
    for path in WRITES:
        browser.post(url(made, path), {}, status=404)


def test_a_liaison_sees_a_case_from_the_challan_on(sqlite: str, client_for: ClientFor) -> None:
    before, after = bench((A.ARRESTED,)), bench((A.ARRESTED,))
    challan(after)
    ready(after)
    browser = client_for(after.liaison)
    browser.get(url(before, "hearings"), status=404)
    browser.get(url(after, "hearings"))
