"""Single papers: every form printed once into a real PDF, chosen on its page, refused to others."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from casetrack import audit, jobs
from casetrack.accounts.models import Officer
from casetrack.db import session, utc_now
from casetrack.dossiers import press, service
from casetrack.dossiers.facts import PAPERS
from casetrack.dossiers.models import Dossier
from casetrack.dossiers.papers.subjects import subjects_of
from casetrack.rules.choices import keys
from casetrack.rules.refusals import Refused
from tests import factories
from tests.client import Browserless
from tests.dossiers import made as maker
from tests.requests import asked

pytestmark = pytest.mark.usefixtures("sqlite")
Client = Callable[[Officer | None], Browserless]
# What must stand on each paper of the case that maker.made makes.
WORDS = {
    "CHALLAN_FORM": ("Challan", "1. Complainant or informant", "A-001", "P-1", "CrPC 1898 s.173"),
    "SEIZURE_MEMO": ("Seizure memo", "Raid 1", "P-1", "P-2", "Occupant or owner"),
    "ARREST_MEMO": ("Arrest memo", "A-001", "Produced before the magistrate"),
    "REMAND_SHEET": ("Remand sheet", "A-001", "Orders"),
    "CUSTODY_SHEET": ("Chain of custody", "P-1", "intact", "Gaps, overlaps and broken seals"),
    "LABELS": ("P-1", "P-2", "FSD-FIR-31/2025"),
    "LETTER": (
        "Invented Telecom, Islamabad",
        "+923001234567",
        "1. Calls made and received",
        "PR-1",
    ),
}


def printed(app: Flask, made: maker.Made, form: str) -> Dossier:
    with app.test_request_context():
        about = subjects_of(form, made.case, made.lead.actor)[0]
    audit.begin(audit.Act(name="test", at=utc_now()))
    paper = service.ask_paper(
        case=made.case, form=form, subject_id=about.id, actor=made.lead.actor, now=utc_now()
    )
    paper_id, job_id = paper.id, paper.job_id
    session.commit()
    assert job_id is not None
    with app.app_context():
        jobs.carry_out(job_id)
    return session.get_one(Dossier, paper_id)


def text_of(app: Flask, paper: Dossier) -> str:
    with app.app_context():
        data = press.shelf().read(paper.sha256)
    assert data is not None
    done = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def test_every_paper_says_what_it_must(app: Flask) -> None:
    made = maker.made()
    asked.draft(made.case, made.lead, asked.PROVIDER)
    session.commit()
    for form, words in WORDS.items():
        paper = printed(app, made, form)
        assert paper.job is not None
        assert paper.job.failure == ""
        text = text_of(app, paper)
        assert [one for one in words if one not in text] == [], form
        assert f"FSD-FIR-31/2025/D{paper.serial}" in text
        assert paper.stage == "FINAL"
        assert 1 <= paper.pages <= 2


def test_no_paper_is_forgotten() -> None:
    assert WORDS.keys() == keys(PAPERS)


def test_chosen_on_its_page(app: Flask, client_for: Client) -> None:
    made = maker.made(accused=1)
    client = client_for(made.lead)
    path = f"/cases/{made.case.id}/papers"
    shown = client.get(path).text
    assert "Arrest memo" in shown
    assert "Choose a paper" in client.post(path, {"paper": ""}, status=422).text
    client.post(path, {"paper": "ARREST_MEMO:nonsense"}, status=422)
    page = str(client.post(path, {"paper": f"ARREST_MEMO:{made.accused[0].id}"}).location)
    job_id = session.scalars(select(Dossier.job_id)).one()
    assert job_id is not None
    with app.app_context():
        jobs.carry_out(job_id)
    assert "Download the PDF" in client.get(page).text
    assert client.get(f"{page}/file/1").data.startswith(b"%PDF")
    client_for(factories.officer(at="KHI")).get(path, status=404)


def test_a_form_that_does_not_exist_is_refused() -> None:
    made = maker.made(accused=1)
    with pytest.raises(Refused):
        service.ask_paper(
            case=made.case,
            form="X",
            subject_id=made.case.id,
            actor=made.lead.actor,
            now=utc_now(),
        )


def test_the_letter_is_one_click_from_its_request(client_for: Client) -> None:
    made = maker.made(accused=1)
    request = asked.draft(made.case, made.lead, asked.PROVIDER)
    request_id = request.id
    session.commit()
    client = client_for(made.lead)
    assert f"LETTER:{request_id}" in client.get(f"/requests/{request_id}").text
    told = {"paper": f"LETTER:{request_id}"}
    page = str(client.post(f"/cases/{made.case.id}/papers", told).location)
    assert "Letter of request" in client.get(page).text
