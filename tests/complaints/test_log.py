"""Logging: the number, what is linked, and what is refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from casetrack.complaints import queries, service
from casetrack.complaints.facts import HopFacts, IdentifierFacts
from casetrack.complaints.models import Complaint
from casetrack.db import session
from casetrack.people.facts import Kind, PersonFacts
from casetrack.people.queries import links_of
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Role
from casetrack.rules.stages import ComplaintState
from tests import factories
from tests.complaints import made


def notes(complaint: Complaint) -> dict[str, str]:
    found = links_of("complaint", complaint.id)
    return {f"{link.identifier.kind} {link.identifier.value}": link.note for link in found}


@pytest.mark.usefixtures("database")
def test_a_complaint_gets_the_next_number_of_its_unit_and_year() -> None:
    clerk, other = factories.officer(Role.CLERK), factories.officer(Role.CLERK, at="LHR")
    new_year = datetime(2025, 12, 31, 19, 30, tzinfo=UTC)  # already 2026 in Karachi
    numbers = [
        made.complaint(clerk).number,
        made.complaint(clerk).number,
        made.complaint(other).number,
        service.log(facts=made.facts(received_at=new_year), actor=clerk.actor, now=new_year).number,
    ]
    assert numbers == ["FSD-2025-000001", "FSD-2025-000002", "LHR-2025-000001", "FSD-2026-000001"]


@pytest.mark.usefixtures("database")
def test_everything_told_is_kept_and_the_first_movement_written() -> None:
    complaint_id = made.complaint().id
    session.commit()
    session.expunge_all()
    kept = session.get_one(Complaint, complaint_id)
    assert kept.state is ComplaintState.RECEIVED
    assert kept.received_at == made.RECEIVED
    assert kept.received_on == made.RECEIVED.date()
    assert kept.complainant is not None
    assert kept.complainant.name == kept.complainant_name == "Noor Jahangiri"
    assert kept.means == ["PHONE_CALL", "OTP_THEFT"]
    assert [(hop.institution, hop.amount_minor) for hop in kept.money_trail] == [
        ("JazzCash", 7_200_000)
    ]
    assert [(one.seq, one.from_state, one.to_state) for one in kept.movements] == [
        (1, None, ComplaintState.RECEIVED)
    ]
    assert kept.movements[0].occurred_at == made.RECEIVED
    assert kept.movements[0].recorded_at == made.NOW
    assert "jahangiri" in kept.search_text
    assert "savings" in kept.search_text


@pytest.mark.usefixtures("database")
def test_identifiers_say_whose_they_are() -> None:
    assert notes(made.complaint()) == {
        "PHONE +923001234567": "SUSPECT",
        "PHONE +923217654321": "COMPLAINANT",
        "WALLET +923007654399": "MULE",
        "URL https://bank-verify.example.com/otp": "OTHER",
    }


@pytest.mark.usefixtures("database")
def test_urdu_narrative_and_urdu_digits_are_found_as_if_typed_in_english() -> None:
    complaint = made.complaint(
        complainant=PersonFacts(name="نور جہاں گیری", cnic="۳۳۱۰۰-۱۲۳۴۵۶۷-۱"),
        narrative="مجھے ۰۳۰۰۱۲۳۴۵۶۷ سے کال آئی اور ۷۲٬۰۰۰ روپے لے لیے گئے۔",
        identifiers=(IdentifierFacts(Kind.PHONE, "۰۳۰۰ ۱۲۳۴۵۶۷"),),
        money_trail=(HopFacts("بینک", "12-3456"),),
    )
    assert notes(complaint) == {
        "PHONE +923001234567": "SUSPECT",
        "CNIC 3310012345671": "COMPLAINANT",
    }
    assert "03001234567" in complaint.search_text
    assert complaint.narrative.startswith("مجھے ۰۳۰۰")


@pytest.mark.usefixtures("database")
def test_other_complaints_with_the_same_number_are_counted_if_the_officer_may_see_them() -> None:
    here, there = factories.officer(Role.CLERK), factories.officer(Role.CLERK, at="KHI")
    mine = made.complaint(here)
    made.complaint(here, identifiers=(IdentifierFacts(Kind.PHONE, "+92 300 1234567"),))
    made.complaint(there, identifiers=(IdentifierFacts(Kind.PHONE, "00923001234567"),))
    links = links_of("complaint", mine.id)
    suspect = next(link for link in links if link.identifier.value == "+923001234567")
    at_hq = factories.officer(Role.SUPERVISOR, at="HQ")
    assert queries.others_holding(links, mine, here.actor)[suspect.identifier_id] == 1
    assert queries.others_holding(links, mine, at_hq.actor)[suspect.identifier_id] == 2


@pytest.mark.usefixtures("database")
def test_the_same_cnic_is_one_person_yet_each_complaint_keeps_what_it_was_told() -> None:
    first = made.complaint(
        complainant=PersonFacts(name="Noor", cnic="33100-1234567-1", address="Jaranwala")
    )
    second = made.complaint(complainant=PersonFacts(name="Noor Bibi", cnic="3310012345671"))
    assert first.complainant_id == second.complainant_id
    assert (first.complainant_name, first.complainant_address) == ("Noor", "Jaranwala")
    assert (second.complainant_name, second.complainant_address) == ("Noor Bibi", "")


@pytest.mark.usefixtures("database")
def test_an_anonymous_caller_may_not_know_when() -> None:
    complaint = made.complaint(
        complainant=None, complainant_kind="ANONYMOUS", occurred_at=None, loss_minor=None
    )
    assert complaint.complainant_id is None
    assert complaint.occurred_at is None


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("received_at", {"received_at": made.NOW + timedelta(minutes=1)}),
        ("occurred_at", {"occurred_at": made.RECEIVED + timedelta(minutes=1)}),
        ("narrative", {"narrative": "  "}),
        ("channel", {"channel": "PIGEON"}),
        ("name", {"complainant": None}),
        ("cnic", {"complainant": PersonFacts(name="Noor", cnic="123")}),
    ],
)
def test_what_cannot_be_is_refused_on_its_field(field: str, changed: dict[str, object]) -> None:
    with pytest.raises(Refused) as refused:
        made.complaint(**changed)
    assert refused.value.field == field


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("role", [Role.LIAISON, Role.AUDITOR, Role.ADMINISTRATOR])
def test_only_officers_who_take_complaints_log_them(role: Role) -> None:
    with pytest.raises(Refused):
        made.complaint(factories.officer(role))


@pytest.mark.usefixtures("database")
def test_an_officer_has_one_draft_and_it_goes_when_dropped() -> None:
    clerk, other = factories.officer(Role.CLERK), factories.officer(Role.CLERK)
    for text in ("first", "second"):
        service.save_draft(fields={"narrative": [text]}, actor=clerk.actor, now=made.NOW)
    session.commit()
    draft = queries.draft_of(clerk.id)
    assert draft is not None
    assert draft.fields == {"narrative": ["second"]}
    assert draft.saved_at == made.NOW
    assert queries.draft_of(other.id) is None
    service.drop_draft(actor=clerk.actor)
    assert queries.draft_of(clerk.id) is None
