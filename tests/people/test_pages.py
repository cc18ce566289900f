"""The register's pages: what they say, who may write, errors beside their fields."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from casetrack.db import session, utc_now
from casetrack.people import service
from casetrack.people.facts import OrganisationFacts
from casetrack.people.models import Organisation, Site
from casetrack.rules.roles import Role
from tests import factories

pytestmark = pytest.mark.usefixtures("sqlite")


def text(answer: object) -> str:
    return " ".join(answer.get_data(as_text=True).split())  # type: ignore[attr-defined]


def organisations(*names: str) -> list[Organisation]:
    actor = factories.officer().actor
    made = [
        service.record_organisation(
            facts=OrganisationFacts(name, "CALL_CENTRE"), actor=actor, now=utc_now()
        )
        for name in names
    ]
    session.commit()
    return made


def test_from_an_empty_register_to_a_standing(client_for) -> None:
    client = client_for(factories.officer())
    assert "No organisation is on the register yet" in text(client.get("/register"))
    client.get("/register/organisations/new")
    answer = client.post(
        "/register/organisations/new",
        {"name": "Invented Calls", "kind": "CALL_CENTRE", "url": "calls[.]example[.]com"},
    )
    page = text(client.follow(answer))
    assert "Now add the site" in page
    assert "calls[.]example[.]com" in page
    url = answer.headers["Location"]
    client.get(f"{url}/sites/new")
    client.post(f"{url}/sites/new", {"address": "Plot 1, Canal Road", "city": "Faisalabad"})
    site = session.scalars(select(Site)).one()
    register = f"/register/sites/{site.id}/registrations/new"
    client.get(register)
    client.post(
        register,
        {
            "authority": "PSEB",
            "number": "PSEB-CC-77",
            "registered_for": "call-centre service",
            "valid_from": "2023-07-01",
            "valid_to": "2024-06-30",
        },
    )
    lapsed = text(client.get(f"{url}?on=2025-07-08"))
    assert "not registered here on" in lapsed
    assert "Registered here for <bdi>call-centre service</bdi> with PSEB" in lapsed
    assert "30 Jun 2024" in lapsed
    assert "8 Jul 2025" in lapsed
    assert "badge bg-green-lt" in text(client.get(f"{url}?on=2024-06-30"))
    assert "only later" in text(client.get(f"{url}?on=2020-01-01"))
    client.get(f"{url}?on=tomorrow")


def test_errors_stand_beside_their_fields_and_typed_text_stays(client_for) -> None:
    (made,) = organisations("Invented Calls")
    client = client_for(factories.officer())
    page = text(
        client.post(
            "/register/organisations/new", {"name": "", "kind": "BANK", "notes": "kept"}, 422
        )
    )
    assert "Enter the name of the organisation" in page
    assert "kept" in page
    fields = {"name": "A", "kind": "BANK", "phone": "0300123456"}
    page = text(client.post("/register/organisations/new", fields, 422))
    assert 'id="phone-error"' in page
    assert "0300123456" in page
    assert session.scalars(select(Organisation.id)).all() == [made.id]
    new_site = f"/register/organisations/{made.id}/sites/new"
    client.post(new_site, {"address": "1 Road", "city": ""}, 422)
    client.post(new_site, {"address": "1 Road", "city": "Lahore"})
    page = text(client.post(new_site, {"address": "1  road", "city": "LAHORE"}, 422))
    assert 'id="address-error"' in page
    site = session.scalars(select(Site)).one()
    fields = {"authority": "PTA", "number": "1", "valid_from": "2025-01-02"}
    fields["valid_to"] = "2025-01-01"
    page = text(client.post(f"/register/sites/{site.id}/registrations/new", fields, 422))
    assert 'id="valid_to-error"' in page


def test_a_clerk_reads_and_does_not_write(client_for) -> None:
    (made,) = organisations("Invented Calls")
    client = client_for(factories.officer(Role.CLERK, "KHI"))
    assert "Invented Calls" in text(client.get("/register"))
    assert "Add a site" not in text(client.get(f"/register/organisations/{made.id}"))
    client.get("/register/organisations/new", 403)
    client.post("/register/organisations/new", {"name": "A", "kind": "BANK"}, 403)
    client.get(f"/register/organisations/{factories.unit('FSD').id}", 404)


def test_filter_and_pages_by_key(client_for) -> None:
    organisations(*(f"Centre {number:03}" for number in range(120)))
    client = client_for(factories.officer())
    first = text(client.get("/register"))
    assert "Centre 049" in first
    assert "Centre 050" not in first
    after = first.partition("?after=")[2][:36]
    second = text(client.get(f"/register?after={after}"))
    assert "Centre 050" in second
    assert "Centre 099" in second
    before = second.partition("?before=")[2][:36]
    assert "Centre 049" in text(client.get(f"/register?before={before}"))
    third = second.partition("?after=")[2][:36]
    assert "Last page" in text(client.get(f"/register?after={third}"))
    assert "Centre 077" in text(client.get("/register?q=077"))
    assert "fits this filter" in text(client.get("/register?q=077&kind=BANK"))
    assert "Centre 000" in text(client.get("/register?after=nonsense"))
