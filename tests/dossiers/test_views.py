"""The pages of dossiers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from hashlib import sha256

import pytest
from flask import Flask, url_for
from sqlalchemy import func, select

from casetrack import files, jobs
from casetrack.accounts.models import Officer
from casetrack.audit import AuditEntry
from casetrack.db import session, utc_now
from casetrack.dossiers import service
from casetrack.dossiers.models import Dossier
from casetrack.jobs import Job
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Role
from tests import factories
from tests.client import Browserless
from tests.dossiers import made as maker
from tests.dossiers.printer import PDF, stand_in

pytestmark = pytest.mark.usefixtures("sqlite", "printer")
Client = Callable[[Officer | None], Browserless]


@pytest.fixture
def printer(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch)


def asked(made: maker.Made, client: Browserless) -> str:
    """Press the button; the address of the dossier's page."""
    answer = client.post(f"/cases/{made.case.id}/dossiers", {"purpose": "COURT"})
    return str(answer.headers["Location"])


def print_waiting(app: Flask) -> None:
    waiting = session.scalars(select(Job.id).where(Job.state == "WAITING")).all()
    session.remove()
    with app.app_context():
        for job_id in waiting:
            jobs.carry_out(job_id)


def test_from_the_button_to_the_file(app: Flask, client_for: Client) -> None:
    made = maker.made(accused=1)
    client = client_for(made.lead)
    assert "What it is for" in client.get(f"/cases/{made.case.id}/dossiers").text
    page = asked(made, client)
    shown = client.get(page).text
    assert "Waiting to start" in shown
    assert 'http-equiv="refresh"' in shown
    assert "Waiting to start" in client.get(f"{page}/progress").text
    client.get(f"{page}/file/1", status=404)
    print_waiting(app)
    shown = client.get(page).text
    assert "Not approved yet" in shown
    assert 'http-equiv="refresh"' not in shown
    assert "Open it" in client.get(f"{page}/progress").text
    file = client.get(f"{page}/file/1")
    assert file.data == PDF
    assert file.mimetype == "application/pdf"
    assert (
        file.headers["Content-Disposition"] == "attachment; filename=FSD-FIR-31-2025-D1-draft.pdf"
    )
    assert file.headers["Cache-Control"] == "no-store"


def test_each_download_is_in_the_audit(app: Flask, client_for: Client) -> None:
    made = maker.made(accused=1)
    case_id, client = made.case.id, client_for(made.lead)
    page = asked(made, client)
    print_waiting(app)
    client.get(f"{page}/file/1")
    client.get(f"{page}/file/1")
    rows = select(func.count()).where(
        AuditEntry.act == "dossiers.file", AuditEntry.chain == f"case:{case_id}"
    )
    assert session.scalar(rows) == 2


def test_a_changed_file_is_not_given_out(app: Flask, client_for: Client) -> None:
    made = maker.made(accused=1)
    client = client_for(made.lead)
    page = asked(made, client)
    print_waiting(app)
    kept = session.scalars(select(Dossier.sha256)).one()
    with app.app_context():
        place = files.FolderStore(app.extensions["casetrack"].data_dir / "dossiers").path_of(kept)
    place.chmod(0o600)
    place.write_bytes(b"%PDF-1.7 other")
    assert "missing or was changed" in client.get(f"{page}/file/1", status=500).text
    place.unlink()


def test_strangers_find_nothing(client_for: Client) -> None:
    made = maker.made(accused=1)
    case_id, page = made.case.id, asked(made, client_for(made.lead))
    stranger = client_for(factories.officer(at="KHI"))
    for path in (page, f"{page}/progress", f"{page}/file/1", f"/cases/{case_id}/dossiers"):
        stranger.get(path, status=404)
    stranger.post(f"/cases/{case_id}/dossiers", {"purpose": "COURT"}, status=404)
    clerk = client_for(factories.officer(Role.CLERK))
    clerk.get(page, status=403)


def test_a_failure_is_shown_with_a_way_on(
    app: Flask, client_for: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(monkeypatch, lambda: ValueError("boom"))
    made = maker.made(accused=1)
    client = client_for(made.lead)
    page = asked(made, client)
    print_waiting(app)
    shown = client.get(page).text
    assert "Nothing was lost" in shown
    assert "Print again" in shown


def test_a_purpose_is_needed(client_for: Client) -> None:
    made = maker.made(accused=1)
    client = client_for(made.lead)
    client.post(f"/cases/{made.case.id}/dossiers", {"purpose": "X"}, status=422)


def test_the_case_page_lists_them_and_offers_the_button(app: Flask, client_for: Client) -> None:
    made = maker.made(accused=1)
    client = client_for(made.lead)
    page = asked(made, client)
    with app.test_request_context():
        ask_url = url_for("dossiers.ask", case_id=made.case.id)
    shown = client.get(f"/cases/{made.case.id}").text
    assert page in shown
    assert ask_url in shown
    assert "Being printed" in shown


def approve_and_print(app: Flask, client: Browserless, page: str) -> None:
    client.post(f"{page}/approve", {})
    print_waiting(app)


def test_approved_printed_given_out_and_checked(app: Flask, client_for: Client) -> None:
    made = maker.made(accused=1)
    lead, boss = client_for(made.lead), client_for(made.supervisor)
    page = asked(made, lead)
    print_waiting(app)
    lead.get(f"{page}/approve", status=403)
    approve_and_print(app, boss, page)
    shown = boss.get(page).text
    assert "000001 – 000007" in shown
    assert "No copy yet" in shown
    boss.get(f"{page}/copies/1/1", status=404)
    told = {"recipient": "Special Court, Faisalabad", "reason": ""}
    assert "Say why the copy is given" in boss.post(f"{page}/copies", told, status=422).text
    boss.post(f"{page}/copies", {**told, "reason": "Ordered on 3 Nov"})
    assert "Special Court, Faisalabad" in boss.get(page).text
    assert boss.get(f"{page}/copies/1/1").data == PDF
    number = {"number": "fsd-fir-31/2025/D1"}
    answer = lead.post("/issued", {**number, "sha256": sha256(PDF).hexdigest()}, status=200)
    assert "This is the file that was issued" in answer.text
    answer = lead.post("/issued", {**number, "sha256": "0" * 64}, status=200)
    assert "This is not a file that was issued" in answer.text
    stranger = client_for(factories.officer(at="KHI"))
    assert "no such document" in stranger.post("/issued", number, status=422).text
    assert "FSD-FIR-31/2025/D1" in lead.get(page.replace("dossiers", "issued")).text


def test_who_asked_may_not_approve(app: Flask, client_for: Client) -> None:
    made = maker.made(accused=1)
    boss = client_for(made.supervisor)
    page = asked(made, boss)
    print_waiting(app)
    assert "another supervisor" in boss.post(f"{page}/approve", {}, status=422).text


def test_a_waiting_print_is_cancelled_and_asked_for_again(app: Flask, client_for: Client) -> None:
    made = maker.made(accused=1)
    client = client_for(made.lead)
    page = asked(made, client)
    client.post(f"{page}/cancel", {})
    print_waiting(app)
    assert "Cancelled" in client.get(page).text
    client.post(f"{page}/again", {})
    client.post(f"{page}/again", {}, status=409)
    print_waiting(app)
    client.get(f"{page}/file/1")


def test_the_police_copy_is_only_for_who_may_read_the_diary(client_for: Client) -> None:
    made = maker.made(accused=1)
    told = {"purpose": "REVIEW", "edition": "POLICE"}
    page = str(client_for(made.lead).post(f"/cases/{made.case.id}/dossiers", told).location)
    assert "Police copy" in client_for(made.supervisor).get(page).text
    liaison = factories.officer(Role.LIAISON, "CENTRAL").actor
    ask = partial(service.ask_dossier, case=made.case, purpose="REVIEW", now=utc_now())
    with pytest.raises(Refused, match="case diary"):
        ask(edition="POLICE", actor=liaison)
    ask(edition="COURT", actor=liaison)
