"""The pages: whole ways by forms, what is refused where, who may, what is shown."""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Callable
from datetime import datetime

import pytest

from casetrack.accounts.models import Officer
from casetrack.cases.models import Accused, Case
from casetrack.db import KARACHI, session
from casetrack.prosecution.models import Appeal, Challan, Charge, Hearing
from casetrack.prosecution.queries import charges_of
from casetrack.rules.roles import Role
from casetrack.rules.states import AccusedState, CaseState
from tests import factories
from tests.client import Browserless
from tests.prosecution.making import (
    COURT,
    FRAUD,
    TERROR,
    Bench,
    ago,
    appeal,
    bench,
    challan,
    charge,
    cognizance,
    day,
    judge,
    judged,
    of,
    on_trial,
    row,
    trial,
)

A, C = AccusedState, CaseState
ClientFor = Callable[[Officer | None], Browserless]


def typed(instant: datetime) -> str:
    return f"{instant.astimezone(KARACHI):%Y-%m-%dT%H:%M}"


def keys(page: str) -> list[str]:
    """The hidden keys of the rows of a form, in order."""
    return re.findall(r'name="rows-\d+-key"[^>]*value="([^"]+)"', page)


def rows(page: str, **every: str) -> dict[str, str]:
    """All rows of a form as they stand, each with these fields."""
    found: dict[str, str] = {}
    for number, key in enumerate(keys(page)):
        found[f"rows-{number}-key"] = key
        found.update({f"rows-{number}-{name}": value for name, value in every.items()})
    return found


def case_of(made: Bench) -> Case:
    session.remove()
    return session.get_one(Case, made.case.id)


def states(made: Bench) -> list[AccusedState]:
    session.remove()
    return [session.get_one(Accused, one.id).state for one in made.accused]


def url(made: Bench, path: str) -> str:
    return f"/cases/{made.case.id}/{path}"


def ready(made: Bench) -> Bench:
    session.commit()
    return made


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


JUDGMENT = {
    "judgment_at": typed(ago(60)),
    "court": COURT,
    "order_no": "J-7/2026",
    "kind": "CONVICTED",
    "ground": "",
    "sentence": "3 years",
    "fine": "1 lakh",
}


def test_the_same_verdict_for_all_but_one(sqlite: str, client_for: ClientFor) -> None:
    made = ready(on_trial([A.ARRESTED] * 3))
    browser = client_for(made.liaison)
    page = browser.get(url(made, "verdicts")).get_data(as_text=True)
    fields = {**JUDGMENT, **rows(page, kind="", ground="", sentence="", fine="")}
    fields.update({"rows-1-kind": "ACQUITTED", "rows-1-ground": "MERITS", "rows-2-fine": "5,000"})
    answer = browser.post(url(made, "verdicts"), {**fields, "sentence": "three"}, status=422)
    text = answer.get_data(as_text=True)
    assert 'id="sentence-error"' in text, "what came from above is told above"
    page = browser.follow(browser.post(url(made, "verdicts"), fields)).get_data(as_text=True)
    assert "The verdicts are recorded. The case: Convicted." in page
    assert states(made) == [A.CONVICTED, A.ACQUITTED, A.CONVICTED]
    charges = charges_of(case_of(made))
    fines = [one.verdict.fine_minor for one in charges if one.verdict]
    assert fines == [10_000_000, 10_000_000, None, None, 500_000, 500_000]


def test_each_charge_apart_and_some_later(sqlite: str, client_for: ClientFor) -> None:
    made = ready(on_trial([A.ARRESTED]))
    browser = client_for(made.liaison)
    page = browser.get(url(made, "verdicts?by=charge")).get_data(as_text=True)
    fields = {**JUDGMENT, **rows(page, kind="NOT_YET", ground="", sentence="", fine="")}
    answer = browser.post(url(made, "verdicts?by=charge"), fields, status=422)
    assert "at least one charge" in answer.get_data(as_text=True)
    fields.update({"rows-0-kind": "ACQUITTED"})
    answer = browser.post(url(made, "verdicts?by=charge"), fields, status=422)
    fields.update({"rows-0-kind": "COMPOUNDED"})
    text = browser.post(url(made, "verdicts?by=charge"), fields, status=422).get_data(as_text=True)
    assert 'id="rows-0-kind-error"' in text
    fields.update({"rows-0-kind": ""})
    page = browser.follow(browser.post(url(made, "verdicts?by=charge"), fields)).get_data(
        as_text=True
    )
    assert "1 charges still wait" in page or "1 charge" in page
    assert states(made) == [A.CHARGED]


def test_149_accused_are_judged_in_one_form(sqlite: str, client_for: ClientFor) -> None:
    made = ready(on_trial([A.ARRESTED] * 149))
    browser = client_for(made.liaison)
    begun = time.monotonic()
    page = browser.get(url(made, "verdicts")).get_data(as_text=True)
    assert len(keys(page)) == 149
    fields = {**JUDGMENT, **rows(page, kind="", ground="", sentence="", fine="")}
    # As a browser sends it; in a multipart body this long Werkzeug 3.1.9 misreads empty fields.
    fields |= {"csrf_token": browser._token(), "idempotency_key": uuid.uuid4().hex}
    answer = browser.http.post(url(made, "verdicts"), data=fields)
    assert answer.status_code == 303
    browser.follow(answer)
    assert time.monotonic() - begun < 60
    assert set(states(made)) == {A.CONVICTED}


def test_hearings(sqlite: str, client_for: ClientFor) -> None:
    made = bench((A.ARRESTED,))
    challan(made)
    ready(made)
    browser = client_for(made.liaison)
    browser.get(url(made, "hearings"))
    fields = {"held_on": f"{day(3)}", "court": COURT, "purpose": "CHARGE", "next_purpose": ""}
    browser.post(url(made, "hearings"), {**fields, "purpose": ""}, status=422)
    page = browser.follow(browser.post(url(made, "hearings"), fields)).get_data(as_text=True)
    assert "outcome missing" in page
    session.remove()
    hearing = session.query(Hearing).one()
    place = f"/hearings/{hearing.id}/outcome"
    browser.get(place)
    browser.post(place, {"outcome": ""}, status=422)
    told = {"outcome": "گواہ نہیں آیا", "next_on": f"{day(-9)}", "next_purpose": ""}
    told["version"] = str(hearing.version)
    page = browser.follow(browser.post(place, told)).get_data(as_text=True)
    assert "گواہ نہیں آیا" in page
    assert "to come" in page
    browser.post(place, told, status=409)
    page = client_for(made.io).get(url(made, "hearings")).get_data(as_text=True)
    assert "Add a hearing" not in page


def test_appeal_filed_and_decided(sqlite: str, client_for: ClientFor) -> None:
    made = ready(judged({"A-001": "CONVICTED", "A-002": "CONVICTED"}))
    browser = client_for(made.liaison)
    browser.get(url(made, "appeals"))
    browser.post(url(made, "appeals"), {"certified_copy_at": ""}, status=422)
    browser.follow(browser.post(url(made, "appeals"), {"certified_copy_at": typed(ago(50))}))
    assert "Appeal" in browser.get(f"/cases/{made.case.id}").get_data(as_text=True)
    assert browser.get(url(made, "appeals/decide"), status=303)
    browser.get(url(made, "appeals/new"))
    fields = {
        "appeal_no": "Crl.A. 90/2026",
        "court": "Lahore High Court",
        "filed_at": typed(ago(40)),
        "filed_by": "A-001",
    }
    answer = browser.post(url(made, "appeals/new"), fields, status=422)
    assert "Certified copy supplied at is missing" in answer.get_data(as_text=True)
    browser.post(url(made, "appeals/new"), {**fields, "certified_copy_at": typed(ago(50))})
    page = browser.get(url(made, "appeals/decide")).get_data(as_text=True)
    decision = {
        "result": "CONVICTION_SET_ASIDE",
        "decided_at": typed(ago(10)),
        "ground": "",
        **rows(page, sentence="", fine=""),
    }
    answer = browser.post(url(made, "appeals/decide"), decision, status=422)
    assert "Tick the verdicts" in answer.get_data(as_text=True)
    decision["every"] = "y"
    answer = browser.post(url(made, "appeals/decide"), decision, status=422)
    assert 'id="rows-0-kind-error"' in answer.get_data(as_text=True) or "ground" in (
        answer.get_data(as_text=True)
    )
    decision["ground"] = "BENEFIT_OF_DOUBT"
    page = browser.follow(browser.post(url(made, "appeals/decide"), decision))
    assert "The appeal is decided. The case: Acquitted." in page.get_data(as_text=True)
    assert states(made)[:2] == [A.ACQUITTED, A.ACQUITTED]
    browser.get(f"/accused/{made.accused[0].id}")
    browser.get(url(made, "appeals"))


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
