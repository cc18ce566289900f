"""The pages of raids, persons found and custody, as officers use them."""

from __future__ import annotations

import html
import io
import re
import time
from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy import func, select

from casetrack.accounts.models import Officer
from casetrack.cases.models import Accused, Case
from casetrack.db import KARACHI, session, utc_now
from casetrack.operations import queries, service, sheet
from casetrack.operations.facts import FoundRow
from casetrack.operations.models import Arrest, Operation
from casetrack.people import service as people
from casetrack.people.facts import OrganisationFacts, PersonFacts, RegistrationFacts, SiteFacts
from casetrack.rules.roles import Role
from casetrack.rules.states import AccusedState, Custody
from tests import factories
from tests.client import Browserless
from tests.operations import making

SignIn = Callable[[Officer | None], Browserless]
INPUT = re.compile(r'id="[^"]+" name="(row-\d+-[a-z_]+)" value="([^"]*)"')


def typed(at: datetime) -> str:
    return at.astimezone(KARACHI).strftime("%Y-%m-%dT%H:%M")


def table_of(page: str) -> dict[str, str]:
    """The inputs of the checking table as a browser would send them back."""
    return {name: html.unescape(value) for name, value in INPUT.findall(page)}


@pytest.fixture
def officer(sqlite: str) -> Officer:
    return factories.officer()


@pytest.fixture
def case(officer: Officer) -> Case:
    made = making.fir(officer)
    session.commit()
    return made


@pytest.fixture
def operation(case: Case, officer: Officer) -> Operation:
    made = making.raid(case, officer)
    session.commit()
    return made


@pytest.fixture
def browser(officer: Officer, client_for: SignIn) -> Browserless:
    return client_for(officer)


def for_all(officer: Officer) -> dict[str, str]:
    return {
        "checked": "1",
        "act": "save",
        "arrested_at": typed(making.hours_ago(2)),
        "relative_informed_at": typed(making.hours_ago(1)),
        "officer_id": str(officer.id),
        "place": "Peoples Colony",
        "screened_by": "FIA AHTC",
        "screening": "Asked each alone.",
    }


def arrested(operation: Operation, officer: Officer) -> list[Arrest]:
    rows = [
        FoundRow("Ali Invented", "ACCUSED", sex="M", nationality="PK", age_years=17),
        FoundRow("Sana Invented", "ACCUSED", sex="F", nationality="PK"),
        FoundRow("Li Invented", "ACCUSED", sex="M", nationality="CN", document="E12345678"),
        FoundRow("Maria Invented", "RESCUED", sex="F", nationality="PH"),
    ]
    service.record_found(
        operation=operation,
        rows=rows,
        common=making.common(officer),
        actor=officer.actor,
        now=utc_now(),
    )
    session.commit()
    return list(queries.arrests_of(operation))


def test_a_raid_is_recorded_with_its_site_and_things(
    browser: Browserless, case: Case, officer: Officer
) -> None:
    now = utc_now()
    facts = OrganisationFacts("Bright Voice", "CALL_CENTRE")
    organisation = people.record_organisation(facts=facts, actor=officer.actor, now=now)
    site = people.add_site(
        organisation=organisation, facts=SiteFacts("House 7", "Faisalabad"), actor=officer.actor
    )
    lapsed = RegistrationFacts("PSEB", "Z-25-1", making.today().replace(year=2020), None)
    people.add_registration(site=site, facts=lapsed, actor=officer.actor, now=now)
    session.commit()
    url = f"/cases/{case.id}/operations/add"
    assert "Bright Voice" in browser.get(url).text
    assert "PSEB" in browser.get(f"/operations/standing?site_id={site.id}").text
    assert browser.get("/operations/standing?site_id=").text == ""
    fields = {
        "kind": "RAID",
        "started_at": typed(making.hours_ago(3)),
        "site_id": str(site.id),
        "leader_id": str(officer.id),
        "no_warrant_reason": "s.10, records would be destroyed",
        "targets": "US, Germany",
        "means": ["VOIP", "AI_VOICE"],
        "items": "Computer | Dell | 40\nSIM box | 32 ports",
    }
    page = browser.follow(browser.post(url, fields)).text
    for words in ("Bright Voice, House 7", "Germany", "Z-25-1", "P-2", "court is to be told", "41"):
        assert words in page, words
    operation = session.scalars(select(Operation)).one()
    notice = f"/operations/{operation.id}/court-notice"
    browser.get(notice)
    page = browser.follow(browser.post(notice, {"at": typed(making.hours_ago(1))})).text
    assert "court is to be told" not in page
    browser.post(f"/operations/{operation.id}/items", {"items": " "}, 422)
    answer = browser.post(f"/operations/{operation.id}/items", {"items": "Phone | Vivo | 3"})
    assert "P-3" in browser.follow(answer).text


def test_a_raid_without_warrant_or_reason_is_refused_in_place(
    browser: Browserless, case: Case, officer: Officer
) -> None:
    fields = {
        "kind": "RAID",
        "started_at": typed(making.hours_ago(3)),
        "leader_id": str(officer.id),
        "site_id": "",
        "targets": "US, Atlantis",
        "others": "FSD-FIR-999/2020",
        "items": "Unicorn | 1",
    }
    url = f"/cases/{case.id}/operations/add"
    page = browser.post(url, fields, 422).text
    assert "Enter the place" in page
    assert "Not a country: Atlantis" in page
    assert "Line 1:" in page
    fields |= {"place": "House 7", "targets": "US", "items": ""}
    page = browser.post(url, fields, 422).text
    assert "There is no case FSD-FIR-999/2020" in page
    assert "why there was none" in browser.post(url, fields | {"others": ""}, 422).text


def test_149_pasted_rows_are_checked_mended_and_saved_in_one_go(
    browser: Browserless, operation: Operation, officer: Officer
) -> None:
    url = f"/operations/{operation.id}/persons"
    browser.get(url)
    text = making.the_149().replace("\tChinese\tM\t29", "\tAtlantis\tM\t29", 1)
    text = text.replace("Person3 Invented", "")
    begun = time.process_time()
    page = browser.post(url, {"rows_text": text}, 422).text
    assert "2 rows to correct" in page
    assert "Enter the name." in page
    assert "Not a country" in page
    assert page.index("Rows to correct") < page.index("Good rows")
    fields = table_of(page)
    assert len(fields) == 149 * len(sheet.KEYS)
    page = browser.post(url, fields | for_all(officer), 422).text
    assert "2 rows to correct" in page
    assert session.scalar(select(func.count()).select_from(Accused)) == 0
    fields = table_of(page)
    nation = next(name for name, value in fields.items() if value == "Atlantis")
    nameless = next(name for name, value in fields.items() if name.endswith("name") and not value)
    fields |= {nation: "Chinese", nameless.replace("father_name", "name"): "Person3 Invented"}
    fields = {
        k: ("Person3 Invented" if k == "row-1-name" and not v else v) for k, v in fields.items()
    }
    took = time.process_time() - begun
    assert took < 6, f"{took:.1f} s"
    begun = time.process_time()
    page = browser.follow(browser.post(url, fields | for_all(officer))).text
    took = time.process_time() - begun
    assert took < 6, f"{took:.1f} s"
    assert "149 persons saved" in page
    assert session.scalar(select(func.count()).select_from(Arrest)) == 149


def test_missing_facts_of_the_arrest_are_asked_for(
    browser: Browserless, operation: Operation, officer: Officer
) -> None:
    url = f"/operations/{operation.id}/persons"
    page = browser.post(url, {"rows_text": making.line(1, "Pakistani")}, 422).text
    fields = table_of(page) | for_all(officer) | {"screening": "", "relative_informed_at": ""}
    page = browser.post(url, fields, 422).text
    assert "Enter when relatives were told" in page
    assert "Enter how they were screened" in page
    added = browser.post(url, fields | {"act": "add"}, 422).text
    assert "2 rows read" in added
    left_out = browser.post(url, fields | {"act": "check", "row-1-drop": "1"}, 422).text
    assert "0 rows read" in left_out


def test_a_csv_file_will_do(browser: Browserless, operation: Operation) -> None:
    content = "Name,Nationality,Sex\nعلی,Pakistan,M\n".encode("utf-8-sig")
    file = [(io.BytesIO(content), "list.csv")]
    page = browser.post(f"/operations/{operation.id}/persons", {"file": file}, 422).text
    assert "علی" in page
    assert "nothing to correct" in page
    page = browser.post(f"/operations/{operation.id}/persons", {"rows_text": " "}, 422).text
    assert "Paste the rows" in page


def test_87_and_62_in_two_submits(
    browser: Browserless, operation: Operation, officer: Officer
) -> None:
    arrests = arrested(operation, officer)
    url = f"/operations/{operation.id}/produce"
    page = browser.get(url).text
    assert "Everyone not yet produced: 3" in page
    order = {
        "who": "NEW",
        "produced_at": typed(making.hours_ago(0.5)),
        "court": "JM Faisalabad",
        "outcome": "POLICE",
        "days": "5",
        "order_number": "R-9",
    }
    page = browser.post(url, order, 422).text
    assert "A-002 Sana Invented: A woman may not be given" in page
    assert {one.produced_at for one in session.scalars(select(Arrest))} == {None}
    browser.post(url, order | {"days": ""}, 422)
    browser.post(url, order | {"who": "NEW_MEN"})
    ticked = [str(arrests[1].id)]
    page = browser.follow(
        browser.post(
            url, order | {"who": "TICKED", "ticked": ticked, "outcome": "JUDICIAL", "days": "14"}
        )
    ).text
    assert "1 accused: recorded" in page
    held = {one.reference: one.custody for one in session.scalars(select(Accused))}
    assert held == {
        "A-001": Custody.POLICE_REMAND,
        "A-002": Custody.JUDICIAL,
        "A-003": Custody.POLICE_REMAND,
    }


def test_the_consulate_is_told_for_all_of_a_country(
    browser: Browserless, operation: Operation, officer: Officer
) -> None:
    arrested(operation, officer)
    page = browser.get(f"/operations/{operation.id}").text
    assert "Consulates still to be told" in page
    assert "Name protected" in page
    assert "Maria" not in page
    url = f"/operations/{operation.id}/consulates/CN"
    browser.get(url)
    page = browser.follow(browser.post(url, {"at": typed(making.hours_ago(0.1))})).text
    assert "Consulates still to be told" not in page
    browser.post(url, {"at": typed(making.hours_ago(0.1))}, 422)


def test_the_life_of_one_accused_in_custody(
    browser: Browserless, operation: Operation, officer: Officer
) -> None:
    man = arrested(operation, officer)[0].accused
    base = f"/accused/{man.id}"
    assert "24 hours of the arrest" in browser.get(base).text
    remand = {
        "kind": "POLICE",
        "from_on": making.today().isoformat(),
        "days": "40",
        "court": "JM",
        "order_number": "R-1",
        "produced_at": typed(making.hours_ago(0.5)),
    }
    assert "0 of 30 days" in browser.get(f"{base}/remand").text
    assert "14 days at most" in browser.post(f"{base}/remand", remand, 422).text
    page = browser.follow(browser.post(f"{base}/remand", remand | {"days": "5"})).text
    assert "5 days" in page
    bail = {
        "decision": "GRANTED",
        "decided_on": making.today().isoformat(),
        "court": "Sessions",
        "order_number": "B-1",
        "surety": "1 lakh",
    }
    browser.get(f"{base}/bail")
    page = browser.follow(browser.post(f"{base}/bail", bail)).text
    assert "Rs 1 lakh" in page
    browser.get(f"{base}/release")
    release = {"kind": "S169", "released_at": typed(utc_now()), "order_number": "IO-1"}
    browser.follow(browser.post(f"{base}/release", release))
    session.expire_all()
    assert session.get_one(Accused, man.id).state is AccusedState.RELEASED_S169


def test_screening_makes_a_victim_of_an_accused(
    browser: Browserless, operation: Operation, officer: Officer
) -> None:
    foreigner = arrested(operation, officer)[2].accused
    url = f"/accused/{foreigner.id}/screening"
    browser.get(url)
    fields = {
        "screened_at": typed(utc_now()),
        "screened_by": "FIA AHTC",
        "finding": "KEEP",
        "reasons": "Passport taken.",
    }
    assert "second, different reason" in browser.post(url, fields, 422).text
    page = browser.follow(browser.post(url, fields | {"finding": "VICTIM"})).text
    assert "Treated as victim" in page


def test_an_accused_is_arrested_alone(browser: Browserless, case: Case, officer: Officer) -> None:
    from casetrack.cases import service as cases

    person = people.record_person(
        facts=PersonFacts("Zia Invented"), actor=officer.actor, now=utc_now()
    )
    accused = cases.add_accused(
        case=case,
        person=person,
        state=AccusedState.NOMINATED,
        actor=officer.actor,
        now=utc_now(),
    )
    session.commit()
    url = f"/accused/{accused.id}/arrest"
    browser.get(url)
    memo = {
        "arrested_at": typed(making.hours_ago(1)),
        "place": "Lahore",
        "officer_id": str(officer.id),
        "memo_number": "",
        "relative_informed_at": typed(making.hours_ago(0.5)),
        "sex": "M",
        "nationality": "CN",
    }
    assert "Arrest memo number is missing" in browser.post(url, memo, 422).text
    page = browser.follow(browser.post(url, memo | {"memo_number": "AM-7"})).text
    assert "AM-7" in page
    consulate = f"/accused/{accused.id}/consulate"
    browser.get(consulate)
    browser.post(consulate, {"at": typed(utc_now())})


def test_who_may_not_see_the_case_finds_nothing(
    operation: Operation, officer: Officer, case: Case, client_for: SignIn
) -> None:
    accused = arrested(operation, officer)[0].accused
    stranger = client_for(factories.officer(at="KHI"))
    urls = [f"/cases/{case.id}/operations/add", f"/operations/{operation.id}"]
    urls += [f"/operations/{operation.id}/{one}" for one in ("persons", "items", "produce")]
    urls += [f"/operations/{operation.id}/{one}" for one in ("court-notice", "consulates/CN")]
    acts = ("arrest", "remand", "bail", "release", "screening", "consulate")
    urls += [f"/accused/{accused.id}/{one}" for one in acts]
    for url in urls:
        stranger.get(url, 404)
    clerk = client_for(factories.officer(Role.CLERK))
    for url in urls:
        clerk.get(url, 403)
