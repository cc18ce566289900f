"""Printed twice, in volumes, with a damaged document, and told to stop."""

from __future__ import annotations

import hashlib
import re
import subprocess
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import NoReturn

import pikepdf
import pytest
from flask import Flask

from casetrack import audit, jobs
from casetrack.db import session, utc_now
from casetrack.dossiers import press, service
from casetrack.dossiers.build import build
from casetrack.dossiers.models import Dossier
from casetrack.dossiers.tree import Dossier as Content
from casetrack.dossiers.tree import Issue, Paper
from casetrack.dossiers.volumes import Bound, print_volumes
from casetrack.evidence import store
from casetrack.jobs import Cancelled, Failed, Job
from casetrack.printing.pool import Pool, Task
from tests.dossiers import handed_in, structure
from tests.dossiers import made as maker
from tests.dossiers.conftest import text_of

pytestmark = pytest.mark.usefixtures("sqlite")


def case(issue_from: int = 0) -> tuple[Content, Issue]:
    made = maker.made(accused=2, exhibits=1)
    now = utc_now().replace(microsecond=0)
    content = build(made.case, made.lead.actor, now)
    issue = Issue(
        document=f"{content.cover.number}/D1",
        edition="Court copy",
        purpose="For the court",
        classification="Confidential – court copy",
        as_of=now,
        issuer="Lead",
        issuer_unit="FSD Circle",
        number=content.cover.number,
        title=content.cover.title,
        bates_prefix=f"{content.cover.number}/C",
        first_bates=issue_from,
    )
    session.remove()
    return content, issue


def printed(
    content: Content, issue: Issue, app: Flask, home: Path, limit: int = 400
) -> list[Bound]:
    home.mkdir()
    with app.test_request_context(), Pool(home) as pool:
        tell = lambda _percent, _words: None  # noqa: E731 - nobody listens
        return print_volumes(content, issue, home=home, pool=pool, tell=tell, limit=limit)


def test_volumes_run_on_and_are_the_same_when_printed_again(app: Flask, tmp_path: Path) -> None:
    content, issue = case(issue_from=101)
    volumes = printed(content, issue, app, tmp_path / "one", limit=8)
    again = printed(content, issue, app, tmp_path / "two", limit=8)
    assert len(volumes) > 1
    assert [digest(one) for one in volumes] == [digest(one) for one in again]
    whole = sum(one.pages for one in volumes)
    number = 0
    for place, volume in enumerate(volumes, start=1):
        subprocess.run(["qpdf", "--check", str(volume.path)], check=True, capture_output=True)
        assert volume.first_bates == 101 + number
        pages = text_of(volume.path.read_bytes(), "-layout").split("\f")[:-1]
        assert len(pages) == volume.pages <= 8
        if place > 1:
            assert re.search(rf"VOLUME {place} OF {len(volumes)}", pages[0], re.IGNORECASE)
        for page in pages:
            number += 1
            assert f"Page {number} of {whole}" in page
            assert f"FSD-FIR-31/2025/C {100 + number:06d}" in page
        with pikepdf.open(volume.path) as pdf:
            assert structure.faults(pdf) == []
            assert int(pdf.Root.PageLabels.Nums[1].St) == number - volume.pages + 1
    index = text_of(volumes[0].path.read_bytes(), "-layout")
    assert re.search(rf"Vol\. {len(volumes)}, \d+ +FSD-FIR-31/2025/C 000\d+", index)


def warrant_of(content: Content) -> tuple[Paper, ...]:
    (warrant,) = (one for one in content.papers if one.reference == "D-1")
    return (replace(warrant, bound=True),)


def digest(volume: Bound) -> str:
    return hashlib.sha256(volume.path.read_bytes()).hexdigest()


def test_a_damaged_document_stops_the_printing_by_name(app: Flask, tmp_path: Path) -> None:
    content, issue = case()
    (warrant,) = bound = warrant_of(content)
    path = store.shelf().path_of(warrant.sha256)  # type: ignore[attr-defined]
    path.chmod(0o600)
    path.write_bytes(b"other bytes")
    with pytest.raises(Failed, match=r"D-1 .*Search warrant W-12"):
        printed(replace(content, papers=bound), issue, app, tmp_path / "one")


def test_what_cannot_be_drawn_is_a_slip(app: Flask, tmp_path: Path) -> None:
    content, issue = case()
    kept = store.keep(BytesIO(b"%PDF-1.7 and then nothing"))
    papers = tuple(replace(one, sha256=kept.sha256) for one in warrant_of(content))
    (volume,) = printed(replace(content, papers=papers), issue, app, tmp_path / "one")
    text = " ".join(text_of(volume.path.read_bytes(), "-raw").split())
    assert "It cannot be shown on paper" in text
    assert kept.sha256 in text


def test_told_to_stop_the_children_end(tmp_path: Path) -> None:
    def stop() -> NoReturn:
        raise Cancelled

    (tmp_path / "a.pdf").write_bytes(handed_in.pdf("One"))
    order = {"kind": "count", "source": str(tmp_path / "a.pdf"), "media_type": "application/pdf"}
    pool = Pool(tmp_path)
    with pool, suppress(Cancelled):
        list(pool.carry_out([Task("a", order)], look=stop))
        pytest.fail("it went on")
    assert all(child.process.returncode is not None for child in pool._children)


def test_a_cancelled_job_leaves_nothing(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    made = maker.bare()
    audit.begin(audit.Act(name="test", at=utc_now()))
    asked = service.ask_dossier(
        case=made.case, purpose="COURT", actor=made.lead.actor, now=utc_now()
    )
    dossier_id, job_id = asked.id, asked.job_id
    session.commit()

    def cancel_meanwhile(*_: object, tell: press._Teller, home: Path, **_more: object) -> None:
        (home / "half.pdf").write_bytes(b"half")
        jobs.cancel(session.get_one(Job, job_id), utc_now())
        session.commit()
        session.remove()
        tell(40, "Printing part 2 of 9")

    monkeypatch.setattr(press, "print_volumes", cancel_meanwhile)
    with app.app_context():
        assert job_id is not None
        jobs.carry_out(job_id)
        job = session.get_one(Job, job_id)
        assert (job.state, job.step) == ("CANCELLED", "Printing part 2 of 9")
        assert session.get_one(Dossier, dossier_id).built_at is None
        rooms = app.extensions["casetrack"].data_dir / "printing"
        assert list(rooms.iterdir()) == []
