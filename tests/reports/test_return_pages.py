"""Returns, saved reports and the inbox in the browser: from the button to the file."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from casetrack import jobs
from casetrack.accounts.models import Officer
from casetrack.db import local_date, session, utc_now
from casetrack.reports import service
from casetrack.reports.models import Delivery, Return, ReturnRequest, SavedReport, Tally
from casetrack.rules.roles import Role
from tests import factories
from tests.client import Browserless, act_as_test
from tests.reports import issued
from tests.reports import population as made

pytestmark = pytest.mark.usefixtures("sqlite")
ClientFor = Callable[[object], Browserless]
DAY = date(2024, 5, 5)
PERIOD = "from=2024-01-01&to=2024-12-31"
NEXT_MONTH = (local_date(utc_now()).replace(day=1) + timedelta(days=32)).replace(day=1)


@pytest.fixture
def boss() -> Officer:
    made.complaint(DAY)
    made.case(enquiry=DAY, fir=DAY)
    officer = factories.officer(Role.SUPERVISOR, at="FSD")
    session.commit()
    return officer


def work(app: Flask) -> None:
    """Carry out whatever waits."""
    with app.app_context():
        for job_id in list(session.scalars(select(jobs.Job.id).where(jobs.Job.state == "WAITING"))):
            jobs.carry_out(job_id)
    act_as_test()


def text_of(answer: object) -> str:
    return answer.get_data(as_text=True)  # type: ignore[attr-defined]


def test_from_the_button_to_the_return(app: Flask, client_for: ClientFor, boss: Officer) -> None:
    browser = client_for(boss)
    page = text_of(browser.get(f"/reports/conviction?{PERIOD}"))
    assert "Issue as a return" in page
    url = f"/reports/conviction/issue?{PERIOD}"
    assert "What it is for" in text_of(browser.get(url))
    assert "Say what the return is for" in text_of(browser.post(url, {"purpose": ""}, status=422))
    asked = browser.post(url, {"purpose": issued.PURPOSE})
    waiting = text_of(browser.follow(asked))
    assert "Waiting to start" in waiting
    request = session.scalars(select(ReturnRequest)).one()
    progress = text_of(browser.get(f"/reports/returns/asked/{request.id}/progress"))
    assert "Waiting to start" in progress
    work(app)
    there = browser.get(f"/reports/returns/asked/{request.id}", status=303)
    assert "R-FSD" in text_of(browser.follow(there))


@pytest.fixture
def found(app: Flask, boss: Officer) -> Return:
    return issued.issue(app, boss, during=issued.period(2024, 2024))


def test_the_return_shows_its_figures_sign_off_and_hash(
    client_for: ClientFor, boss: Officer, found: Return
) -> None:
    browser = client_for(boss)
    assert found.number in text_of(browser.get("/reports/returns"))
    text = text_of(browser.get(f"/reports/returns/{found.id}"))
    for words in (found.sha256, found.members_sha256, issued.PURPOSE, boss.name, "Figures by year"):
        assert words in text
    assert client_for(factories.officer(Role.SUPERVISOR, "KHI")).get(
        f"/reports/returns/{found.id}", status=404
    )


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_files_are_the_same_bytes_each_time(
    client_for: ClientFor, boss: Officer, found: Return, ending: str
) -> None:
    browser = client_for(boss)
    url = f"/reports/returns/{found.id}/file.{ending}"
    first = browser.get(url)
    made.complaint(DAY)
    session.commit()
    assert browser.get(url).data == first.data
    assert first.headers["Content-Disposition"].endswith(f"{found.number}.{ending}")


def test_the_json_file_has_the_hash_of_the_return(
    client_for: ClientFor, boss: Officer, found: Return
) -> None:
    data = client_for(boss).get(f"/reports/returns/{found.id}/file.json").data
    assert hashlib.sha256(data).hexdigest() == found.sha256


def test_the_workbook_says_when_the_return_was_issued(
    client_for: ClientFor, boss: Officer, found: Return
) -> None:
    data = client_for(boss).get(f"/reports/returns/{found.id}/file.xlsx").data
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        core = book.read("docProps/core.xml").decode()
    assert found.issued_at.strftime("%Y-%m-%dT%H:%M:%SZ") in core


def test_the_pdf_carries_number_and_hash(
    client_for: ClientFor, boss: Officer, found: Return
) -> None:
    import subprocess

    data = client_for(boss).get(f"/reports/returns/{found.id}/file.pdf").data
    done = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True)
    text = re.sub(r"\s+", "", done.stdout.decode())
    assert found.number in text
    assert found.sha256 in text


def test_compared_with_today_rows_that_may_not_be_opened_are_only_counted(
    client_for: ClientFor, boss: Officer, found: Return
) -> None:
    late = made.complaint(DAY, recorded_at=utc_now())
    session.commit()
    url = f"/reports/returns/{found.id}/today"
    text = text_of(client_for(boss).get(url))
    assert late.number in text
    assert "Late entry" in text
    auditor = text_of(client_for(factories.officer(Role.AUDITOR, at="KHI")).get(url))
    assert late.number not in auditor
    assert "Late entry: 1" in auditor


def test_nothing_moved_is_said(client_for: ClientFor, boss: Officer, found: Return) -> None:
    assert "Nothing moved." in text_of(client_for(boss).get(f"/reports/returns/{found.id}/today"))


def test_a_refusal_is_told_on_the_page(app: Flask, client_for: ClientFor, boss: Officer) -> None:
    request = issued.ask(boss)
    tally = session.scalars(select(Tally).where(Tally.measure == "fir")).first()
    assert tally is not None
    tally.n += 1
    session.commit()
    work(app)
    text = text_of(client_for(boss).get(f"/reports/returns/asked/{request.id}"))
    assert "there are 1 rows behind it" in text
    assert "Nothing was issued and no number was used." in text


def test_it_is_issued_again(
    app: Flask, client_for: ClientFor, boss: Officer, found: Return
) -> None:
    browser = client_for(boss)
    url = f"/reports/returns/{found.id}/again"
    assert found.number in text_of(browser.get(url))
    browser.post(url, {"purpose": "Corrected reply"})
    work(app)
    again = session.scalars(select(Return).where(Return.supersedes_id == found.id)).one()
    assert again.number in text_of(browser.get(f"/reports/returns/{found.id}"))
    assert "superseded by" in text_of(browser.get("/reports/returns"))
    assert "issued again already" in text_of(browser.post(url, {"purpose": "x"}, status=422))


def test_the_console_verifies_and_compares(app: Flask, found: Return) -> None:
    runner = app.test_cli_runner()
    done = runner.invoke(args=["report", "verify"])
    assert "Every return" in done.output, done.exception
    made.complaint(DAY, recorded_at=utc_now())
    session.commit()
    done = runner.invoke(args=["report", "moved", found.number])
    assert "Figures by year: 2024: Complaints: 1 then, 2 now" in done.output
    assert "Late entry" in done.output
    assert runner.invoke(args=["report", "moved", "R-X"]).exit_code == 1


# ---------------------------------------------------------------- saved reports, inbox


def save(browser: Browserless, name: str = "My desk", **more: str) -> SavedReport:
    browser.post(f"/reports/conviction/save?{PERIOD}", {"name": name, **more})
    return session.scalars(select(SavedReport).where(SavedReport.name == name)).one()


def test_a_question_is_saved_opened_renamed_and_deleted(
    client_for: ClientFor, boss: Officer
) -> None:
    browser = client_for(boss)
    assert "What is asked" in text_of(browser.get(f"/reports/conviction/save?{PERIOD}"))
    one = save(browser)
    assert "as_of" not in one.question
    page = text_of(browser.get("/reports/saved"))
    assert "My desk" in page
    (url,) = set(re.findall(r'href="(/reports/conviction\?[^"]+)"', page))
    assert "25.00" not in text_of(browser.get(url.replace("&amp;", "&")))
    again = f"/reports/conviction/save?{PERIOD}"
    words = text_of(browser.post(again, {"name": "My desk"}, status=422))
    assert "of that name already" in words
    browser.post(f"/reports/saved/{one.id}", {"name": "Other", "monthly": "1"})
    one = session.scalars(select(SavedReport)).one()
    assert (one.name, one.monthly_from) == ("Other", local_date(utc_now()).replace(day=1))
    assert "Delete “Other”?" in text_of(browser.get(f"/reports/saved/{one.id}/delete"))
    browser.post(f"/reports/saved/{one.id}/delete")
    assert "No report is saved yet" in text_of(browser.get("/reports/saved"))
    browser.get(f"/reports/saved/{one.id}", status=404)


def test_what_is_saved_and_arrives_is_the_officers_own(
    app: Flask, client_for: ClientFor, boss: Officer
) -> None:
    browser = client_for(boss)
    one = save(browser, monthly="1")
    delivery = arrived(app)
    other = client_for(factories.officer(Role.SUPERVISOR, at="FSD"))
    other.get(f"/reports/saved/{one.id}", status=404)
    other.get(f"/reports/inbox/{delivery.id}", status=404)
    other.post(f"/reports/inbox/{delivery.id}/open", status=404)
    assert "Nothing arrived yet" in text_of(other.get("/reports/inbox"))


def arrived(app: Flask) -> Delivery:
    """The first of next month, and the worker's round."""
    act_as_test()
    service.order_monthly(now=made.noon(NEXT_MONTH))
    session.commit()
    work(app)
    return session.scalars(select(Delivery)).one()


def test_the_inbox_counts_opens_and_keeps(app: Flask, client_for: ClientFor, boss: Officer) -> None:
    browser = client_for(boss)
    save(browser, monthly="1")
    assert "nav-count" not in text_of(browser.get("/reports"))
    delivery = arrived(app)
    page = text_of(browser.get("/reports/inbox"))
    assert 'class="nav-count">1' in page
    assert "Unread" in page
    browser.get(f"/reports/inbox/{delivery.id}")
    assert 'class="nav-count">1' in text_of(browser.get("/reports"))
    opened = browser.follow(browser.post(f"/reports/inbox/{delivery.id}/open"))
    assert "Figures by year" in text_of(opened)
    assert "nav-count" not in text_of(browser.get("/reports"))
    csv = browser.get(f"/reports/inbox/{delivery.id}/file.csv")
    made.complaint(DAY)
    session.commit()
    assert browser.get(f"/reports/inbox/{delivery.id}/file.csv").data == csv.data


def test_a_month_that_could_not_be_made_says_why(
    app: Flask, client_for: ClientFor, boss: Officer
) -> None:
    browser = client_for(boss)
    one = save(browser, monthly="1")
    act_as_test()
    one.report = "forgotten"
    session.commit()
    delivery = arrived(app)
    assert "does not make this report any more" in text_of(
        browser.get(f"/reports/inbox/{delivery.id}")
    )
    browser.get(f"/reports/inbox/{delivery.id}/file.csv", status=404)
    assert "forgotten" in text_of(browser.get("/reports/saved"))
