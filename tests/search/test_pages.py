"""The one box, the persons' pages and the words under an identifier, as each role sees them."""

from __future__ import annotations

import uuid

import pytest
from sqlalchemy import func, select

from casetrack.accounts.models import Officer
from casetrack.audit import AuditEntry
from casetrack.db import session
from casetrack.people.facts import PersonFacts
from casetrack.rules.roles import Permission, Role, may
from tests import factories
from tests.cases import making
from tests.complaints.made import complaint

pytestmark = pytest.mark.usefixtures("sqlite")
CNIC = "35202-1234567-1"


def text(answer: object) -> str:
    return " ".join(answer.get_data(as_text=True).split())  # type: ignore[attr-defined]


def case_and_complaint() -> tuple[Officer, object, object]:
    officer = factories.officer()
    case = making.fir(officer)
    making.accused(case, officer, name="Karim Invented", cnic=CNIC)
    told = complaint(
        factories.officer(Role.CLERK),
        complainant=PersonFacts(name="Noor Jahangiri", cnic=CNIC[:-1] + "3"),
    )
    session.commit()
    return officer, case, told


def test_box_groups_what_it_finds(client_for) -> None:
    officer, case, told = case_and_complaint()
    client = client_for(officer)
    assert "Type in the box above" in text(client.get("/search"))
    page = text(client.get("/search?q=invented"))
    assert case.number in page
    assert "Karim Invented" in page
    assert f'href="/complaints/{told.id}"' in text(client.get("/search?q=0300-1234567"))
    page = text(client.get("/search?q=savings&kind=complaints"))
    assert "<mark>savings.</mark>" in page
    assert "Nothing that you may see fits" in text(client.get("/search?q=unheard"))
    client.get("/search?q=%22%2A%27%3A%26%28")
    client.get(f"/search?q={'word ' * 300}&kind=nonsense&after=x")


@pytest.mark.parametrize("role", Role)
def test_who_may_not_search_sees_no_box(client_for, role: Role) -> None:
    page = text(client_for(factories.officer(role)).get("/account"))
    assert ('role="search"' in page) is may(role, Permission.SEARCH_USE)


def test_a_search_is_an_act(client_for) -> None:
    officer, *_ = case_and_complaint()
    client_for(officer).get("/search?q=savings")
    acts = select(func.count()).where(AuditEntry.act == "search.show")
    assert session.scalar(acts) == 1


def test_all_of_one_kind_by_key(client_for) -> None:
    clerk = factories.officer(Role.CLERK)
    for _ in range(30):
        complaint(clerk, narrative="Repeated words", complainant=None, complainant_kind="ANONYMOUS")
    session.commit()
    client = client_for(clerk)
    assert "All of them" in text(client.get("/search?q=repeated"))
    first = text(client.get("/search?q=repeated&kind=complaints"))
    assert first.count('href="/complaints/') == 25
    after = first.partition("after=")[2][:36]
    second = text(client.get(f"/search?q=repeated&kind=complaints&after={after}"))
    assert second.count("<mark>Repeated</mark>") == 5


def test_canaries_of_sealed_and_foreign_rows_are_nowhere(client_for) -> None:
    officer = factories.officer()
    case = making.fir(officer, sections=(making.SEALING,))
    case.title = "Canaryword title"
    who = making.accused(case, officer, name="Canaryword One", cnic=CNIC).person
    case.search_text = "canaryword title"
    told = complaint(
        factories.officer(Role.CLERK, "KHI"),
        narrative="Canaryword story",
        complainant=PersonFacts(name="Canaryword Two", phone="0333 1234567"),
    )
    roles = (Role.CLERK, Role.INVESTIGATOR, Role.SUPERVISOR, Role.LIAISON)
    officers = {role: factories.officer(role) for role in roles}
    outsiders = {role: client_for(one) for role, one in officers.items()}
    lead = client_for(officer)
    for role, client in outsiders.items():
        urls = ["/search?q=canaryword", f"/search?q={CNIC}", "/search?q=03331234567"]
        urls += [f"/search?q={case.number}", f"/search?q={told.number}"]
        urls += [f"/search/identifier?kind=CNIC&value={CNIC}"]
        urls += ["/search/identifier?kind=PHONE&value=03331234567"]
        if role is not Role.LIAISON:
            urls += ["/register/persons", "/register/persons?q=canaryword"]
        for url in urls:
            page = text(client.get(url))
            for canary in ("Canaryword", str(who.id), str(told.id), str(case.id)):
                assert canary not in page, (role, url)
        client.get(f"/register/persons/{who.id}", 404)
        client.get(f"/register/persons/{told.complainant_id}", 404)
    assert "Canaryword One" in text(lead.get("/search?q=canaryword"))


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ("kind=PHONE&value=0300 1234567", "/complaints/"),
        ("identifiers-0-value=%2B923001234567", "/complaints/"),
        ("identifiers-3-kind=PHONE&identifiers-3-value=03001234567", "/complaints/"),
        ("kind=CNIC&value=35202-1234567-1", "/cases/"),
        ("kind=CNIC&value=00000-0000000-0", "no such CNIC"),
        ("kind=IMEI&value=000000000000000", "cloned"),
    ],
)
def test_words_under_an_identifier(client_for, sent: str, says: str) -> None:
    officer, *_ = case_and_complaint()
    assert says in text(client_for(officer).get(f"/search/identifier?{sent}"))


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "kind=PHONE&value=",
        "kind=PHONE&value=0300",
        "value=what",
        "kind=PHONE&value=0345 7654321",
    ],
)
def test_nothing_to_say_is_nothing(client_for, sent: str) -> None:
    officer, *_ = case_and_complaint()
    assert text(client_for(officer).get(f"/search/identifier?{sent}")) == ""


def test_the_complaint_itself_is_not_another(client_for) -> None:
    officer, _, told = case_and_complaint()
    url = f"/search/identifier?kind=PHONE&value=03001234567&besides={told.id}"
    assert text(client_for(officer).get(url)) == ""


def test_a_persons_page_says_where_he_appears(client_for) -> None:
    officer, case, told = case_and_complaint()
    stranger = client_for(factories.officer(at="KHI"))
    client = client_for(officer)
    page = text(client.get("/register/persons?q=karim"))
    person = page.partition('href="/register/persons/')[2][:36]
    page = text(client.get(f"/register/persons/{person}"))
    assert "35202-1234567-1" in page
    assert case.number in page
    page = text(client.get(f"/register/persons/{told.complainant_id}"))
    assert told.number in page
    assert "Complainant" in page
    client.get(f"/register/persons/{uuid.uuid4()}", 404)
    assert "Noor Jahangiri" in text(client.get("/register/persons"))
    assert "fits" in text(client.get("/register/persons?q=nobody"))
    assert "No persons yet" in text(stranger.get("/register/persons"))
