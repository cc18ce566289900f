"""Faults are told with their explanation, both parties say so, and two officers cannot both act."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError

from casetrack.accounts.models import Officer
from casetrack.cases.models import Case
from casetrack.db import session, utc_now
from casetrack.evidence import queries, service, store
from casetrack.evidence.facts import ExhibitFacts, ThingFacts
from casetrack.evidence.models import Exhibit
from casetrack.rules.custody_chain import Side
from casetrack.rules.refusals import Refused
from tests import factories
from tests.evidence.chains import START, act, digital, record, stored, things
from tests.operations import making


@pytest.fixture
def officer(database: str) -> Officer:
    return factories.officer()


@pytest.fixture
def colleague(officer: Officer) -> Officer:
    return factories.officer()


@pytest.fixture
def case(officer: Officer) -> Case:
    return making.fir(officer)


def kinds(exhibit: Exhibit) -> list[tuple[str, int]]:
    session.refresh(exhibit)
    return [(one.kind.value, one.seq) for one in queries.faults_of(exhibit)]


def spoil(sha256: str, content: bytes) -> None:
    with store.local_copy(sha256) as path:
        file = Path(path)
    file.chmod(0o600)
    file.write_bytes(content)


def test_a_gap_is_refused_until_it_is_explained_and_then_told(case: Case, officer: Officer) -> None:
    (phone,) = things(case, officer)
    wrong = act(2, from_holder="Constable X", to_holder="Moharrir B", receipt="R-1")
    with pytest.raises(Refused, match="how Constable X came by it") as refused:
        record([phone], officer, wrong)
    assert refused.value.field == "from_holder"
    record([phone], officer, replace(wrong, explanation="He carried it; no memo was written."))
    assert kinds(phone) == [("GAP", 2)]
    assert phone.custody[1].explanation == "He carried it; no memo was written."


def test_what_is_remembered_late_closes_the_gap_and_is_itself_told(
    case: Case, officer: Officer
) -> None:
    (phone,) = things(case, officer)
    late = act(2, to_holder="Constable X", receipt="R-1")
    gap = act(4, from_holder="Constable X", to_holder="Moharrir B", receipt="R-2", explanation="?")
    record([phone], officer, gap)
    with pytest.raises(Refused) as refused:
        record([phone], officer, late)
    assert refused.value.field == "occurred_at"
    record([phone], officer, replace(late, explanation="The memo came a day later."))
    assert kinds(phone) == [("OVERLAP", 3)]
    # The act that was entered last is not the last that happened.
    assert queries.last_link(phone).holder == "Moharrir B"
    assert phone.moved_at == START + timedelta(hours=4)


def test_both_parties_confirm_and_nobody_for_another(
    case: Case, officer: Officer, colleague: Officer
) -> None:
    (phone,) = things(case, officer)
    record([phone], officer, act(2, to_officer_id=colleague.id))
    assert kinds(phone) == [("UNCONFIRMED", 2)]
    assert [one.seq for one in queries.awaiting(colleague.actor)] == [2]
    assert not queries.awaiting(officer.actor)
    with pytest.raises(Refused, match="confirmed already"):
        service.confirm_custody(acts=phone.custody, actor=officer.actor, now=utc_now())
    with pytest.raises(Refused, match="under his own name"):
        service.note_receipt(
            act=phone.custody[1], side=Side.TO, receipt="R", actor=officer.actor, now=utc_now()
        )
    assert service.confirm_custody(acts=phone.custody, actor=colleague.actor, now=utc_now()) == 1
    session.commit()
    assert kinds(phone) == []
    assert not queries.awaiting(colleague.actor)
    with pytest.raises(Refused):
        service.confirm_custody(acts=phone.custody, actor=colleague.actor, now=utc_now())


def test_an_outsider_says_so_by_his_receipt(case: Case, officer: Officer) -> None:
    (phone,) = things(case, officer)
    record([phone], officer, act(2, kind="SENT_TO_LAB", to_holder="Laboratory"))
    sent = phone.custody[1]
    for side, receipt in ((Side.TO, " "), (Side.FROM, "R-1")):
        with pytest.raises(Refused):
            service.note_receipt(
                act=sent, side=side, receipt=receipt, actor=officer.actor, now=utc_now()
            )
    service.note_receipt(act=sent, side=Side.TO, receipt="R-1", actor=officer.actor, now=utc_now())
    assert kinds(phone) == []
    # Its expert images it where it is: nobody need be named, his receipt comes with the act.
    record([phone], officer, act(5, kind="UNSEALED", receipt="R-2"))
    record([phone], officer, act(6, kind="SEALED", seal="L-1", receipt="R-2"))
    assert kinds(phone) == []
    assert queries.standing_of(phone).seal == "L-1"
    assert queries.custody_of(case).where == {"LABORATORY": 1}


def test_an_officer_who_may_not_read_the_case_is_not_named(case: Case, officer: Officer) -> None:
    (phone,) = things(case, officer)
    stranger = factories.officer(at="KHI")
    with pytest.raises(Refused, match="put him on it first"):
        record([phone], officer, act(2, to_officer_id=stranger.id))


def test_one_act_for_many_is_all_or_none(case: Case, officer: Officer) -> None:
    made = things(case, officer, 3)
    record(made, officer, act(2, kind="STORED", to_holder="Moharrir B", receipt="R-1"))
    record(made[:1], officer, act(9, to_holder="Constable X", receipt="R-2"))
    with pytest.raises(Refused) as refused:
        record(made, officer, act(5, kind="SENT_TO_LAB", to_holder="Laboratory"))
    session.rollback()
    assert refused.value.params["reference"] == "P-1"
    assert [len(one.custody) for one in made] == [3, 2, 2]
    record(made[1:], officer, act(5, kind="SENT_TO_LAB", to_holder="Laboratory", receipt="R-3"))
    custody = queries.custody_of(case)
    assert custody.where == {"OFFICER": 1, "LABORATORY": 2}
    assert (custody.faults, custody.unconfirmed) == (0, 0)
    with pytest.raises(Refused, match="at least one"):
        record([], officer, act(6))


def test_a_file_is_hashed_at_every_act(case: Case, officer: Officer, colleague: Officer) -> None:
    log = digital(case, officer)
    sha256 = log.document.sha256 if log.document else ""
    record([log], officer, act(2, to_officer_id=colleague.id))
    assert [(one.hash_before, one.hash_after) for one in log.custody] == [(sha256, sha256)] * 2
    spoil(sha256, b"other log")
    with pytest.raises(Refused, match="At act 3 the bytes had SHA-256") as refused:
        record([log], colleague, act(3, to_officer_id=officer.id))
    assert refused.value.field == "explanation"
    told = act(3, to_officer_id=officer.id, explanation="Found so on the disk.")
    record([log], colleague, told)
    assert ("HASH_CHANGED", 3) in kinds(log)
    assert log.custody[2].hash_before not in ("", sha256)


def test_a_file_becomes_an_exhibit_once_and_whole(case: Case, officer: Officer) -> None:
    log = digital(case, officer)
    facts = ExhibitFacts(ThingFacts("FILE", "Again"), act(0, kind="RECEIVED", to_holder="Insp. A"))
    for document, words in (
        (log.document, "already: P-1"),
        (stored(case, officer, b"x"), "changed"),
    ):
        assert document is not None
        if words == "changed":
            spoil(document.sha256, b"y")
        with pytest.raises(Refused, match=words):
            service.make_exhibit(document=document, facts=facts, actor=officer.actor, now=utc_now())
    physical = replace(facts, thing=ThingFacts("PHONE", "A phone"))
    with pytest.raises(Refused, match="kind of file"):
        service.make_exhibit(
            document=stored(case, officer), facts=physical, actor=officer.actor, now=utc_now()
        )


def test_marks_are_given_once_in_order(case: Case, officer: Officer) -> None:
    first, second, unused = (stored(case, officer, bytes([n])) for n in range(3))
    service.set_relied_on(document=unused, relied_on=False)
    assert service.give_mark(document=second) == "Ex.PA"
    session.commit()
    for document, words in ((second, "Ex.PA already"), (unused, "not relied on")):
        with pytest.raises(Refused, match=words):
            service.give_mark(document=document)
        session.rollback()
    assert service.give_mark(document=first) == "Ex.PB"
    with pytest.raises(Refused, match=r"put to the court as Ex\.PB"):
        service.set_relied_on(document=first, relied_on=False)
    service.clear_document(document=first, actor=officer.actor, now=utc_now())
    assert first.cleared_by_id == officer.id
    service.withdraw_clearance(document=first)
    assert (first.cleared_at, first.cleared_by_id) == (None, None)


def test_of_two_officers_with_one_act_the_second_is_told(case: Case, officer: Officer) -> None:
    """Even when both say the same minute, as the row's own instant then does not change."""
    (phone,) = things(case, officer)
    session.commit()
    shown = phone.version
    record([phone], officer, act(0, kind="SEALED", seal="S-5"))
    session.execute(text("UPDATE exhibits SET version = version + 1"))
    session.commit()
    assert shown == 1
    with pytest.raises(StaleDataError):
        record([phone], officer, act(0, kind="SEALED", seal="S-6"))
    session.rollback()


def test_acts_and_words_are_never_rewritten(case: Case, officer: Officer) -> None:
    things(case, officer)
    session.commit()
    for table in ("custody_acts", "custody_confirmations"):
        for act_of_harm in (f"UPDATE {table} SET seq = 9", f"DELETE FROM {table}"):
            with pytest.raises(DBAPIError, match="append-only"):
                session.execute(text(act_of_harm))
            session.rollback()


def test_a_label_says_what_is_on_the_thing(case: Case, officer: Officer) -> None:
    (phone,) = things(case, officer)
    record([phone], officer, act(1, kind="SEALED", seal="S-9", register_number="45/2026"))
    label = queries.label_of(phone)
    assert (label.reference, label.seal, label.register_number) == ("P-1", "S-9", "45/2026")
    assert label.path == f"/exhibits/{phone.id}"
    assert (label.taken_by, label.sha256) == (officer.title, "")
