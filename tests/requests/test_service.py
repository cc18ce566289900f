"""Drafts, acts, what follows from them, custody of exhibits, and two officers at once."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from sqlalchemy.orm.exc import StaleDataError

from casetrack.accounts.models import Officer
from casetrack.cases.models import Case
from casetrack.db import session, utc_now
from casetrack.evidence.models import Exhibit
from casetrack.requests import queries, replay, service
from casetrack.requests.facts import OrderFacts
from casetrack.requests.models import Request
from casetrack.requests.ranges import read_serials, write_serials
from casetrack.rules.refusals import Refused
from tests import factories
from tests.cases.making import enquiry, fir
from tests.requests import asked

ORDER = OrderFacts("Special Court (PECA), Lahore", "O-7/2026", asked.days_ago(2))


@pytest.fixture
def io() -> Officer:
    return factories.officer()


@pytest.fixture
def case(io: Officer) -> Case:
    return fir(io)


def kinds_of(exhibit: Exhibit) -> list[str]:
    return [link.kind for link in exhibit.custody]


@pytest.mark.usefixtures("database")
def test_each_family_is_numbered_by_itself(case: Case, io: Officer) -> None:
    made = [
        asked.draft(case, io, given)
        for given in (asked.PROVIDER, asked.FORENSIC, asked.PROVIDER, asked.FOREIGN)
    ]
    assert [one.reference for one in made] == ["PR-1", "FR-1", "PR-2", "MR-1"]
    assert [one.reference for one in queries.requests_of(case)] == ["FR-1", "PR-1", "PR-2", "MR-1"]
    assert {one.state for one in made} == {"DRAFT"}
    assert list(replay.disagreements()) == []


@pytest.mark.usefixtures("database")
def test_sent_and_answered_with_every_day_between(case: Case, io: Officer) -> None:
    request = asked.draft(case, io, asked.PROVIDER)
    asked.act(request, io, "SENT", done_on=asked.days_ago(20))
    assert (request.state, request.sent_on) == ("SENT", asked.days_ago(20))
    assert request.due_on == asked.days_ago(6)  # call records: 14 days
    asked.act(request, io, "REMINDED", due_on=asked.today())
    assert request.due_on == asked.today()
    asked.act(request, io, "PARTLY_ANSWERED", reference="T-9", note="One number of two")
    asked.act(request, io, "COURT_TOLD", reference="A-3")
    asked.act(request, io, "ANSWERED", reference="T-10")
    session.commit()
    stored = session.get_one(Request, request.id)
    assert (stored.state, stored.answered_on) == ("ANSWERED", asked.today())
    assert stored.their_reference == "T-10"
    assert [one.seq for one in stored.acts] == [1, 2, 3, 4, 5, 6]
    assert list(replay.disagreements()) == []
    with pytest.raises(Refused, match="cannot be recorded"):
        asked.act(request, io, "REMINDED")


@pytest.mark.usefixtures("database")
def test_the_check_names_a_request_whose_state_was_changed(case: Case, io: Officer) -> None:
    request = asked.draft(case, io, asked.PROVIDER)
    request.state, request.sent_on = "SENT", asked.today()
    session.flush()
    assert "PR-1" in next(replay.disagreements())


@pytest.mark.usefixtures("database")
def test_without_the_courts_order_content_is_not_sent(case: Case, io: Officer) -> None:
    request = asked.draft(case, io, asked.PROVIDER, kind="CONTENT", basis="PECA_34")
    with pytest.raises(Refused, match=r"PECA 2016 s\.34") as refused:
        asked.act(request, io, "SENT")
    assert refused.value.field == "order_court"
    with pytest.raises(Refused) as refused:
        asked.act(request, io, "SENT", order=OrderFacts("Special Court", "", asked.today()))
    assert refused.value.field == "order_number"
    later = OrderFacts("Special Court", "O-1", asked.today())
    with pytest.raises(Refused, match="later day"):
        asked.act(request, io, "SENT", done_on=asked.days_ago(1), order=later)
    asked.act(request, io, "SENT", order=ORDER)
    assert (request.state, request.order_number) == ("SENT", "O-7/2026")


@pytest.mark.usefixtures("database")
def test_a_preservation_notice_runs_90_days_and_a_court_extends_it(case: Case, io: Officer) -> None:
    given = {"kind": "PRESERVATION", "basis": "PECA_31"}
    request = asked.draft(case, io, asked.PROVIDER, **given)
    asked.act(request, io, "SENT")
    held = asked.today() + timedelta(days=90)
    assert request.preserved_until == held
    asked.act(request, io, "ANSWERED")
    more = {"reference": "O-2/2026", "note": "Special Court, 2 Nov 2026"}
    with pytest.raises(Refused, match="already"):
        asked.act(request, io, "EXTENDED", preserved_until=held, **more)
    with pytest.raises(Refused) as refused:
        asked.act(request, io, "EXTENDED", **more)
    assert refused.value.field == "preserved_until"
    asked.act(request, io, "EXTENDED", preserved_until=held + timedelta(days=60), **more)
    assert request.preserved_until == held + timedelta(days=60)
    assert request.state == "ANSWERED"
    assert list(replay.disagreements()) == []


@pytest.mark.usefixtures("database")
def test_traffic_data_are_lost_a_year_after_what_is_known_first(io: Officer) -> None:
    case = enquiry(io)
    first = queries.first_incident(case)
    assert first is not None
    lost = asked.draft(case, io, asked.PROVIDER).lost_on
    assert lost is not None
    assert abs((lost - first.date()).days - 365) <= 1
    begins = utc_now() - timedelta(days=300)
    of_period = asked.draft(case, io, asked.PROVIDER, period_from=begins)
    assert of_period.lost_on == asked.today() + timedelta(days=65)
    by_hand = asked.draft(case, io, asked.PROVIDER, lost_on=asked.today())
    assert by_hand.lost_on == asked.today()
    assert asked.draft(case, io, asked.PROVIDER, kind="BANK_RECORDS", basis="AMLA").lost_on is None
    assert asked.draft(fir(io), io, asked.PROVIDER).lost_on is None  # nothing is complained of


@pytest.mark.usefixtures("database")
def test_exhibits_go_with_the_letter_and_come_back_with_the_report(case: Case, io: Officer) -> None:
    things = asked.exhibits(case, io, 4)
    request = asked.draft(case, io, asked.FORENSIC, exhibits="P-1 to P-3")
    session.commit()
    with pytest.raises(Refused, match=r"P-1: .*Say where") as refused:
        asked.act(request, io, "SENT", handing=asked.handing(place=" "))
    assert refused.value.field == "place"
    session.rollback()
    assert session.get_one(Request, request.id).state == "DRAFT"
    with pytest.raises(Refused, match="how the exhibits went"):
        asked.act(request, io, "SENT")
    session.rollback()
    asked.act(request, io, "SENT", handing=asked.handing())
    assert [kinds_of(one)[-1] for one in things] == ["SENT_TO_LAB"] * 3 + ["SEIZED"]
    assert things[0].custody[-1].purpose == "FR-1"
    asked.act(request, io, "PARTLY_ANSWERED", note="P-2 follows")
    assert kinds_of(things[0])[-1] == "SENT_TO_LAB"  # nobody said that they came back
    back = asked.handing(
        occurred_at=utc_now(), to_holder=io.name, seal_intact=False, explanation="Torn bag"
    )
    asked.act(request, io, "ANSWERED", handing=back)
    assert [kinds_of(one)[-1] for one in things] == ["RETURNED_FROM_LAB"] * 3 + ["SEIZED"]
    assert not things[1].custody[-1].seal_intact
    session.commit()


@pytest.mark.usefixtures("database")
def test_what_is_at_the_laboratory_is_not_sent_again(case: Case, io: Officer) -> None:
    things = asked.exhibits(case, io, 2)
    first = asked.draft(case, io, asked.FORENSIC, exhibits="P-1")
    asked.act(first, io, "SENT", handing=asked.handing())
    second = asked.draft(case, io, asked.FORENSIC, exhibits="P-1, P-2")
    asked.act(second, io, "SENT", handing=asked.handing(occurred_at=utc_now()))
    assert kinds_of(things[0]) == ["SEIZED", "SENT_TO_LAB"]
    assert kinds_of(things[1]) == ["SEIZED", "SENT_TO_LAB"]


@pytest.mark.usefixtures("database")
def test_a_draft_is_changed_and_what_was_sent_is_not(case: Case, io: Officer) -> None:
    asked.exhibits(case, io, 3)
    request = asked.draft(case, io, asked.FORENSIC, exhibits="P-1, P-2")
    session.commit()
    other = asked.facts(asked.FORENSIC, exhibits="P-2 to P-3", addressee="Another laboratory")
    service.change_draft(request=request, facts=other, now=utc_now())
    session.commit()
    session.expire_all()
    stored = session.get_one(Request, request.id)
    assert write_serials(item.exhibit.serial for item in stored.items) == "P-2 to P-3"
    assert stored.addressee == "Another laboratory"
    asked.act(stored, io, "SENT", handing=asked.handing())
    with pytest.raises(Refused, match="not changed"):
        service.change_draft(request=stored, facts=other, now=utc_now())


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("given", "field", "value"),
    [
        (asked.PROVIDER, "kind", "MLA"),
        (asked.PROVIDER, "basis", "PECA_39"),
        (asked.PROVIDER, "basis", ""),
        (asked.PROVIDER, "addressee", " "),
        (asked.PROVIDER, "asked", ""),
        (asked.FOREIGN, "country", ""),
        (asked.FORENSIC, "exhibits", "P-1"),
        (asked.FORENSIC, "exhibits", "the phone"),
        (asked.PROVIDER, "organisation_id", "00000000-0000-0000-0000-000000000000"),
    ],
)
def test_what_is_wrong_in_a_draft_is_refused_on_its_field(
    case: Case, io: Officer, given: dict[str, str], field: str, value: str
) -> None:
    wrong = uuid.UUID(value) if field == "organisation_id" else value
    with pytest.raises(Refused) as refused:
        asked.draft(case, io, given, **{field: wrong})
    assert refused.value.field == field


@pytest.mark.usefixtures("database")
def test_days_of_acts_follow_one_another(case: Case, io: Officer) -> None:
    request = asked.draft(case, io, asked.PROVIDER)
    for wrong, field in (
        ({"done_on": asked.today() + timedelta(days=1)}, "done_on"),
        ({"due_on": asked.days_ago(1)}, "due_on"),
        ({"reference": " "}, "reference"),
        ({"document_id": request.id}, "document_id"),
    ):
        with pytest.raises(Refused) as refused:
            asked.act(request, io, "SENT", **wrong)
        assert refused.value.field == field
    asked.act(request, io, "SENT")
    with pytest.raises(Refused, match="before the last act"):
        asked.act(request, io, "ACKNOWLEDGED", done_on=asked.days_ago(1))


@pytest.mark.usefixtures("database")
def test_of_two_officers_at_once_one_is_told(case: Case, io: Officer) -> None:
    request = asked.draft(case, io, asked.PROVIDER)
    asked.act(request, io, "SENT")
    session.commit()
    # Another officer records a reminder between our reading and our writing.
    table = Request.__table__
    session.execute(
        table.update().where(table.c.id == request.id).values(version=table.c.version + 1)
    )
    with pytest.raises(StaleDataError):
        asked.act(request, io, "REMINDED")
    session.rollback()


def test_exhibits_are_named_as_officers_write_them() -> None:
    assert read_serials("P-1, p4 to P-6; 9") == [1, 4, 5, 6, 9]
    assert read_serials("P‑2 – P‑3\n۷") == [2, 3, 7]
    assert read_serials(" ") == []
    assert write_serials([9, 1, 4, 5, 6]) == "P-1, P-4 to P-6, P-9"
    for wrong in ("P-9 to P-1", "P-1 to P-5000", "phone", "P-1 P-2"):
        with pytest.raises(Refused):
            read_serials(wrong)
