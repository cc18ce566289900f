"""The auditor's pages: who did which act when; what a case holds is not there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from casetrack import audit
from casetrack.accounts import acts, queries
from casetrack.audit import seal
from casetrack.db import new_id, session, utc_now
from casetrack.rules.roles import Role
from tests import factories


def read(client, url: str, status: int = 200) -> str:
    return client.get(url, status).get_data(as_text=True)


@pytest.fixture
def auditor(client_for):
    return client_for(factories.officer(Role.AUDITOR, "HQ"))


def many_acts(count: int) -> str:
    """Acts of one second each on the chain of one unit, whose name is returned."""
    unit, start = factories.unit(), utc_now() - timedelta(days=3)
    for number in range(count):
        audit.begin(audit.Act(name=f"cases.act{number}", at=start + timedelta(seconds=number // 3)))
        audit.seen(("unit", unit.id))
        session.commit()
    return f"unit:{unit.id}"


@pytest.mark.usefixtures("database")
def test_pages_by_key_lose_nothing_and_show_nothing_twice() -> None:
    chain = many_acts(207)
    asked = queries.Asked(chain=chain, act="cases.")
    pages, older = [], None
    while True:
        page = queries.trail(asked, older_than=older)
        pages.append([entry.seq for entry in page.entries])
        if (older := page.older) is None:
            break
    down = [seq for page in pages for seq in page]
    assert down == sorted(set(down), reverse=True)
    assert len(down) == 207
    back = queries.trail(asked, newer_than=page.newer)
    assert [entry.seq for entry in back.entries] == pages[-2]


@pytest.mark.usefixtures("sqlite")
def test_the_trail_is_narrowed_by_day_officer_act_outcome_and_chain(auditor) -> None:
    chain = many_acts(120)
    assert "cases.act119" in read(auditor, "/audit?act=cases.")
    assert ">cases.act19<" not in read(auditor, "/audit?act=cases.")
    assert "No act fits" in read(auditor, "/audit?outcome=refused&act=cases.")
    assert "cases.act119" in read(auditor, f"/audit?chain={chain}")
    assert "No act fits" in read(auditor, "/audit?from=2020-01-01&to=2020-01-02")
    assert "No act fits" in read(auditor, "/audit?act=%25")  # a sign of LIKE is only a sign
    read(auditor, "/audit?from=yesterday", 422)
    read(auditor, "/audit?older=nonsense", 404)
    read(auditor, "/audit?older=2025-01-01T00:00:00|unit:x|1", 404)


@pytest.mark.usefixtures("sqlite")
def test_bad_tries_sign_ins_and_sign_outs_are_there(app, auditor) -> None:
    officer = factories.officer()
    browser = app.test_client()
    page = browser.get("/sign-in").get_data(as_text=True)
    csrf = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    for name in (officer.username, "nobody.at.all"):
        fields = {"csrf_token": csrf, "username": name, "password": "wrong"}
        assert browser.post("/sign-in", data=fields).status_code == 200
    refused = read(auditor, "/audit?act=accounts.do_sign_in&outcome=refused")
    assert refused.count(">accounts.do_sign_in<") == 2
    assert refused.count("Nobody signed in") == 2
    assert "wrong" not in refused
    assert "nobody.at.all" not in refused


@pytest.mark.usefixtures("sqlite")
def test_signing_out_and_a_new_password_are_the_officers_own_acts(client_for, auditor) -> None:
    leaver, changer = factories.officer(), factories.officer()
    client_for(leaver).post("/sign-out")
    fields = {"old": factories.PASSWORD, "new": "nine yellow boats in fog"}
    client_for(changer).post("/account/password", {**fields, "again": fields["new"]})
    assert leaver.name in read(auditor, f"/audit?officer={leaver.id}&act=accounts.sign_out")
    shown = read(auditor, f"/audit?officer={changer.id}&act=accounts.do_change_password")
    assert changer.name in shown


@pytest.mark.usefixtures("sqlite")
def test_asking_for_what_is_not_open_is_noted(client_for, auditor) -> None:
    curious = factories.officer(Role.CLERK)
    client_for(curious).get("/officers", 403)
    shown = read(auditor, f"/audit?officer={curious.id}&outcome=refused")
    assert "accounts.officers" in shown


@pytest.mark.usefixtures("sqlite")
def test_a_chain_is_verified_on_asking(auditor) -> None:
    kind, root_id = many_acts(3).split(":")
    read(auditor, f"/audit/chains/{kind}/{root_id}")
    whole = read(auditor, f"/audit/chains/{kind}/{root_id}?verify=1")
    assert "as it was written" in whole
    session.execute(text("DROP TRIGGER audit_entries_no_update"))
    session.execute(text("UPDATE audit_entries SET act='x' WHERE seq=2"))
    session.commit()
    assert "was changed after it was written" in read(
        auditor, f"/audit/chains/{kind}/{root_id}?verify=1"
    )
    read(auditor, f"/audit/chains/{kind}/{new_id()}", 404)


@pytest.mark.usefixtures("sqlite")
def test_seals_are_listed(auditor, tmp_path) -> None:
    assert "Nothing is sealed yet" in read(auditor, "/audit/seals")
    session.info["act"] = audit.Act(name="test", at=utc_now())
    sealed = seal.add_checkpoint(file=tmp_path / "seals", key=b"k", now=utc_now())
    session.commit()
    assert sealed.merkle_root in read(auditor, "/audit/seals")


def test_every_act_has_words(app) -> None:
    acts_done = {rule.endpoint for rule in app.url_map.iter_rules()} - {"static"}
    assert acts_done == set(acts.WORDS)


def test_the_trail_says_acts_in_words(sqlite, auditor) -> None:
    read(auditor, "/audit")
    assert "Read the audit" in read(auditor, "/audit")
