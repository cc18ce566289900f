"""The pages of verdicts, hearings and appeals."""

from __future__ import annotations

import time

from casetrack.db import session
from casetrack.prosecution.models import Hearing
from casetrack.prosecution.queries import charges_of
from casetrack.rules.states import AccusedState, CaseState
from tests.prosecution.making import (
    COURT,
    ago,
    bench,
    challan,
    day,
    judged,
    on_trial,
)
from tests.prosecution.pages import ClientFor, case_of, keys, ready, rows, states, typed, url

A, C = AccusedState, CaseState


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
    begun = time.process_time()
    page = browser.get(url(made, "verdicts")).get_data(as_text=True)
    assert len(keys(page)) == 149
    fields = {**JUDGMENT, **rows(page, kind="", ground="", sentence="", fine="")}
    browser.follow(browser.post(url(made, "verdicts"), fields))
    assert time.process_time() - begun < 60
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
