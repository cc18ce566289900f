"""The whole life of a case, by people of every role, in a real browser on a real server."""

from __future__ import annotations

import unicodedata
from datetime import timedelta

import pytest

from casetrack.accounts.models import Officer
from casetrack.complaints import service
from casetrack.db import session, utc_now
from casetrack.rules.roles import Role
from tests import factories
from tests.complaints import made
from tests.journeys import field_work, in_court, intake, reading
from tests.journeys.conftest import Server, SignIn
from tests.journeys.people_found import Found
from tests.journeys.people_found import everyone as everyone_found

pytestmark = pytest.mark.browser

CONVICTED = 10
MOVED = {
    "Complaints": 1,
    "Verified": 1,
    "Enquiries": 1,
    "FIRs": 1,
    "Raids": 1,
    "Arrests": 149,
    "Challans": 149,
    "Convictions": CONVICTED,
    "Accused acquitted": 149 - CONVICTED,
    "Cases convicted": 1,
}
PRINTED = (
    intake.CALLER,
    "s.14 PECA 2016",
    "s.16 PECA 2016",
    "C-31",
    "W-12",
    "R-Police",
    "R-Judicial",
    "J-9",
    "PW-1 examined in part",
    field_work.COURT,
    in_court.COURT,
)


@pytest.mark.timeout(600)
def test_a_case_from_the_call_to_the_verdict(live: Server, sign_in: SignIn) -> None:
    clerk, investigator, supervisor, liaison = (
        factories.officer(role)
        for role in (Role.CLERK, Role.INVESTIGATOR, Role.SUPERVISOR, Role.LIAISON)
    )
    log_another(clerk)
    boss = sign_in(live, supervisor)
    before = reading.conviction_report(boss)

    desk = sign_in(live, clerk)
    complaint = intake.log_complaint(desk)
    intake.assign(desk, complaint, investigator)

    office = sign_in(live, investigator)
    everyone = everyone_found()
    intake.verify(office, complaint)
    intake.open_enquiry(office)
    intake.ask_permission(office)
    fir = intake.register_fir(office)
    field_work.record_raid(office)
    field_work.enter_everyone(office, everyone)
    field_work.produce_all(office)
    field_work.submit_challan(office)

    court = sign_in(live, liaison)
    in_court.take_cognizance(court, fir)
    in_court.frame_charges(court)
    in_court.begin_trial(court)
    in_court.record_hearing(court)
    in_court.give_verdicts(court, CONVICTED)

    after = reading.conviction_report(boss)
    assert after.gained(before) == MOVED
    check_rates(after.rates)
    intake.open_case(office, fir)
    printed = reading.words_of(reading.print_dossier(office))
    check_dossier(printed, (fir, complaint), everyone)


def log_another(clerk: Officer) -> None:
    """A complaint of the same weeks that is there before and stays as it is."""
    received = utc_now() - timedelta(days=9)
    other = made.facts(received_at=received, occurred_at=received - timedelta(days=1))
    service.log(facts=other, actor=clerk.actor, now=utc_now())
    session.commit()
    session.remove()  # a reader outside a request holds the lock of a writer on SQLite


def check_rates(rates: dict[str, str]) -> None:
    """Each rate stands with its own numerator and denominator."""
    assert rates == {
        "Per complaint": "1 of 2",
        "Per case (FIR)": "1 of 1",
        "Per arrested person": "10 of 149",
        "Per accused with a verdict": "10 of 149",
    }


def check_dossier(text: str, numbers: tuple[str, ...], everyone: list[Found]) -> None:
    """Everything that was entered is printed, nobody left out."""
    missing = [one.name for one in everyone if one.name not in text]
    assert not missing, missing
    unread = [one.document for one in everyone if one.document not in text]
    assert not unread, unread
    for words in (*numbers, *field_work.PIECES, *PRINTED):
        assert words in text, words
    assert text.count("Acquitted") >= 149 - CONVICTED
    assert text.count("2 years") >= CONVICTED
    check_urdu(text)


def check_urdu(text: str) -> None:
    """Shaped letters are read back as letters; poppler may give them in drawing order."""
    read = unicodedata.normalize("NFKC", text)
    found = [word for word in intake.URDU.split() if word in read or word[::-1] in read]
    assert len(found) >= len(intake.URDU.split()) - 2, found
