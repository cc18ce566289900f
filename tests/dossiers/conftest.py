"""One printing of the whole case, read by every test that only looks."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from functools import cached_property

import pytest
from flask import Flask
from sqlalchemy import select

from casetrack import audit, db, jobs
from casetrack.cases.models import Case
from casetrack.db import session
from casetrack.dossiers import press, service, tree
from casetrack.dossiers.build import build
from casetrack.dossiers.editions import EDITIONS
from casetrack.dossiers.models import Dossier
from casetrack.evidence.models import Exhibit
from tests.conftest import Databases
from tests.dossiers import canaries, whole
from tests.dossiers import made as maker


@dataclass
class Printed:
    """A printed dossier: its bytes, and the text of each page."""

    data: bytes

    @cached_property
    def pages(self) -> list[str]:
        """Each page as it is laid out."""
        return text_of(self.data, "-layout").split("\f")[:-1]

    @cached_property
    def text(self) -> str:
        """The words in the order in which they are written, white space drawn together."""
        return " ".join(text_of(self.data, "-raw").split())

    def page_with(self, words: str) -> list[int]:
        """Numbers of the pages that hold these words at the start of a line."""
        start = re.compile(rf"^\s*{re.escape(words)}\s*$", re.MULTILINE)
        return [number for number, page in enumerate(self.pages, start=1) if start.search(page)]


def print_case(made: maker.Made, app: Flask) -> bytes:
    """Ask as the lead would, let the handler run here, and take the file."""
    now = db.utc_now()
    audit.begin(audit.Act(name="test", at=now))
    asked = service.ask_dossier(case=made.case, purpose="COURT", actor=made.lead.actor, now=now)
    dossier_id, job_id = asked.id, asked.job_id
    session.commit()
    assert job_id is not None
    with app.app_context():
        jobs.carry_out(job_id)
        found = session.get_one(Dossier, dossier_id)
        assert found.built_at is not None, found.job and found.job.failure
        data = press.shelf().read(found.sha256)
    assert data is not None
    return data


def text_of(data: bytes, how: str) -> str:
    """The text as poppler reads it."""
    command = ["pdftotext", how, "-", "-"]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()


@pytest.fixture(scope="module")
def printed(databases: Databases, app: Flask) -> Printed:
    """So many accused that tables run over pages."""
    url = databases.fresh("sqlite")
    engine = databases.connect(url)
    audit.begin(audit.Act(name="test", at=db.utc_now()))
    data = print_case(maker.made(accused=24, exhibits=12), app)
    session.remove()
    engine.dispose()
    databases.drop(url)
    return Printed(data)


def edition(key: str, case: Case, made: maker.Made) -> tree.Dossier:
    """The case as an edition holds it; the complainant's copy is Nasreen's."""
    mine = whole.nasreen(case).id if key == "COMPLAINANT" else None
    return build(case, made.lead.actor, maker.NOW, edition=key, complaint_id=mine)


@pytest.fixture
def planted(sqlite: str) -> tuple[dict[str, str], dict[str, tree.Dossier]]:
    """The word in each column, and the five editions of the case with those words."""
    made = whole.whole()
    with session.no_autoflush:
        words = canaries.plant()
        given = session.scalars(select(Exhibit).where(Exhibit.serial == 9)).one()
        complainant = whole.nasreen(made.case).complainant
        assert complainant is not None
        given.custody[0].from_holder = complainant.name
        editions = {key: edition(key, made.case, made) for key in EDITIONS}
    session.rollback()
    return words, editions
