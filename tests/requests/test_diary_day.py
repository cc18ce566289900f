"""A day of the diary is offered what every room recorded of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from casetrack.db import session, utc_now
from casetrack.rules.roles import Role
from tests import factories
from tests.cases.making import fir
from tests.client import Browserless
from tests.operations import making
from tests.requests import asked


@pytest.mark.usefixtures("sqlite")
def test_a_zimni_begins_with_what_was_done_that_day(
    client_for: Callable[[object], Browserless],
) -> None:
    io = factories.officer()
    case = fir(io)
    making.raid(case, io)
    asked.exhibits(case, io, 2)
    sent = asked.draft(case, io, asked.FORENSIC, exhibits="P-1 to P-2")
    asked.act(sent, io, "SENT", handing=asked.handing(occurred_at=utc_now()))
    session.commit()
    url = f"/cases/{case.id}/diary"
    browser = client_for(io)
    page = browser.get(f"{url}?fill=").text
    # Just after midnight the raid of three hours ago is of the day before.
    page += browser.get(f"{url}?day={making.hours_ago(3).date()}&fill=").text
    for words in (
        "Open FIR without enquiry.",
        "Raid 1 at House 7, Peoples Colony",
        "Sent to the laboratory: 2 exhibits.",
        "FR-1 Forensic Laboratory, Lahore: Sent.",
    ):
        assert words in page
    earlier = asked.days_ago(2)
    page = browser.get(f"{url}?day={earlier}").text
    assert "Nothing was recorded in the case on this day" in page
    assert "marked as written later" in page
    assert f"{earlier} 00:00" in page
    browser.post(url, {"text": "Shops asked.", "occurred_at": f"{earlier}T15:30"})
    browser.post(url, {"text": "Statements.", "occurred_at": f"{asked.today()}T00:01"})
    page = browser.get(url).text
    assert page.index("Zimni 2") < page.index("Zimni 1")
    assert page.count("written later") == 2  # the head of zimni 1, and its entry
    for wrong in ("yesterday", str(asked.today() + timedelta(days=3))):
        assert "New entry</h2>" in browser.get(f"{url}?day={wrong}").text
    client_for(factories.officer(Role.LIAISON, "HQ")).get(url, status=403)
    client_for(factories.officer(Role.CLERK)).get(url, status=403)
