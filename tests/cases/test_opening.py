"""How cases begin: numbers under a lock, what comes with a complaint, clocks, people, diary."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from casetrack import audit
from casetrack.cases import queries, replay, service
from casetrack.cases.facts import FirFacts, RescuedFacts
from casetrack.complaints.models import Complaint
from casetrack.db import local_date, session, utc_now
from casetrack.people.queries import links_of
from casetrack.rules.clocks import due_at
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Role
from casetrack.rules.stages import AccusedState, CaseState, ComplaintState, Custody, Stage
from tests import factories
from tests.cases import making


@pytest.mark.usefixtures("database")
def test_an_enquiry_takes_its_complaint_its_people_and_its_numbers() -> None:
    lead = factories.officer()
    case = making.enquiry(lead)
    year = local_date(utc_now()).year
    assert (case.number, case.enquiry_number) == (f"FSD-E-1/{year}", f"FSD-E-1/{year}")
    assert making.enquiry(lead).number == f"FSD-E-2/{year}"
    (complaint,) = queries.complaints_of(case, select(Complaint.id))
    assert complaint.state is ComplaintState.JOINED
    assert case.complaint_on == complaint.received_on
    assert [row.reference for row in queries.persons_of(case)] == ["C-1"]
    assert [row.identifier.value for row in links_of("case", case.id)] == ["+923001234567"]
    assert case.stage is Stage.ENQUIRY


@pytest.mark.usefixtures("database")
def test_more_complaints_join_and_move_the_first_day_back() -> None:
    lead = factories.officer()
    case = making.fir(lead)
    assert (case.stage, case.complaint_on) == (Stage.INVESTIGATION, None)
    complaint = making.verified_complaint(lead)
    service.join_complaint(case=case, complaint=complaint, actor=lead.actor, now=utc_now())
    assert case.complaint_on == complaint.received_on
    assert queries.losses_of(case) == (1, {"PKR": 7_200_000})
    with pytest.raises(Refused):
        service.join_complaint(case=case, complaint=complaint, actor=lead.actor, now=utc_now())
    shared = queries.sharing_cases(making.verified_complaint(lead), lead.actor)
    assert [(one.case, one.identifiers) for one in shared] == [(case, 1)]


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": " "}, "title"),
        ({"police_station": "HQ"}, "police_station"),
        ({"sections": (making.FRAUD,)}, "sections"),
        ({"sections": ("PECA-2016/999",)}, "sections"),
        ({"sections": ()}, "sections"),
        ({"source_report": ""}, "source_report"),
        ({"fir_at": utc_now() + timedelta(days=2)}, "fir_at"),
    ],
)
def test_an_fir_that_lacks_something(change: dict[str, object], field: str) -> None:
    lead = factories.officer()
    good = {
        "title": "Red-handed",
        "police_station": "FSD",
        "sections": (making.COGNIZABLE,),
        "io": lead.id,
        "fir_at": utc_now(),
        "source_report": "Found.",
        "reason_no_enquiry": "Would flee.",
    }
    with pytest.raises(Refused) as refused:
        service.open_by_fir(
            facts=FirFacts(**(good | change)),  # type: ignore[arg-type]
            actor=lead.actor,
            now=utc_now(),
        )
    assert refused.value.field == field


@pytest.mark.usefixtures("database")
def test_fir_numbers_taken_at_once_have_no_gap_and_no_twin() -> None:
    leads = [factories.officer() for _ in range(2)]
    numbers: list[str] = []
    failures: list[Exception] = []
    start = threading.Barrier(2)

    def open_some(lead) -> None:
        try:
            audit.begin(audit.Act(name="test", at=utc_now()))
            start.wait()
            for _ in range(5):
                numbers.append(making.fir(lead).number)
                session.commit()
        except Exception as failure:
            failures.append(failure)
        finally:
            session.remove()

    session.remove()
    threads = [threading.Thread(target=open_some, args=(lead,)) for lead in leads]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    year = local_date(utc_now()).year
    assert sorted(numbers) == sorted(f"FSD-FIR-{n}/{year}" for n in range(1, 11))


@pytest.mark.usefixtures("database")
def test_the_challan_clock_runs_from_the_fir_to_the_challan() -> None:
    boss = factories.officer(Role.SUPERVISOR)
    case = making.fir(boss)
    (clock,) = queries.running_clocks(case)
    assert (clock.key, clock.hard) == ("interim_challan", False)
    assert clock.due_at == due_at("interim_challan", clock.started_at)
    assert service.start_clock(case=case, key=clock.key, started_at=utc_now()) is clock
    facts = {"challan_no": "1", "submitted_at": utc_now(), "accused_list": "A-001"}
    service.move(
        case=case, to=CaseState.INTERIM_CHALLAN, actor=boss.actor, facts=facts, now=utc_now()
    )
    assert queries.running_clocks(case) == []
    assert clock.stopped_at == facts["submitted_at"]


@pytest.mark.usefixtures("database")
def test_clocks_of_an_accused_stop_when_he_is_free() -> None:
    lead = factories.officer()
    case = making.fir(lead)
    accused = making.accused(case, lead, AccusedState.NOMINATED, AccusedState.ARRESTED)
    assert (accused.custody, case.arrest_on) == (Custody.POLICE_ARREST, accused.arrested_on)
    service.start_clock(
        case=case, key="arrest_to_magistrate", started_at=utc_now(), accused=accused
    )
    assert len(queries.running_clocks(case)) == 2
    service.move_accused(
        accused=accused,
        to=AccusedState.RELEASED_S169,
        actor=lead.actor,
        facts={"order_no": "7"},
        now=utc_now(),
    )
    assert accused.custody is Custody.NONE
    assert [clock.accused_id for clock in queries.running_clocks(case)] == [None]


@pytest.mark.usefixtures("database")
def test_accused_are_numbered_and_stand_once_in_a_case() -> None:
    lead = factories.officer()
    case = making.fir(lead)
    person = making.person(lead, cnic="35202-1234567-1", nationality="PK")
    first = service.add_accused(
        case=case, person=person, state=AccusedState.NOMINATED, actor=lead.actor, now=utc_now()
    )
    assert (first.reference, first.state) == ("A-001", AccusedState.NOMINATED)
    with pytest.raises(Refused, match="already"):
        service.add_accused(case=case, person=person, actor=lead.actor, now=utc_now())
    making.accused(case, lead, name="Second Invented", sex="F", nationality="CN")
    counts = queries.accused_counts(case)
    assert (counts.total, counts.nationalities, counts.sexes["F"]) == (2, {"CN": 1, "PK": 1}, 1)
    wanted = queries.AccusedFilter(words="second", sex="F")
    assert [one.serial for one in queries.accused_listed(case, wanted)] == [2]
    enquiry = making.enquiry(lead)
    with pytest.raises(Refused) as refused:
        service.add_accused(
            case=enquiry,
            person=person,
            state=AccusedState.NOMINATED,
            actor=lead.actor,
            now=utc_now(),
        )
    assert refused.value.field == "fir_no"


@pytest.mark.usefixtures("database")
def test_a_rescued_person_is_a_reference_and_the_name_lies_apart() -> None:
    lead = factories.officer()
    case = making.fir(lead)
    made = service.add_rescued(
        case=case,
        identity=RescuedFacts("Protected Invented", nationality="NG", sex="F"),
        actor=lead.actor,
        now=utc_now(),
    )
    assert (made.reference, made.person_id) == ("R-001", None)
    assert queries.identities_of(case)[made.id].name == "Protected Invented"
    with pytest.raises(Refused):
        service.add_rescued(
            case=case,
            identity=RescuedFacts("Other"),
            actor=factories.officer(Role.LIAISON).actor,
            now=utc_now(),
        )


@pytest.mark.usefixtures("database")
def test_the_diary_is_numbered() -> None:
    lead = factories.officer()
    case = making.fir(lead)
    for words in ("Searched the room.", "Sent to the laboratory."):
        service.write_diary(
            case=case, text=words, occurred_at=utc_now(), actor=lead.actor, now=utc_now()
        )
    assert [entry.serial for entry in queries.diary_of(case)] == [2, 1]
    later = utc_now() + timedelta(days=1)
    with pytest.raises(Refused):
        service.write_diary(
            case=case, text="Tomorrow", occurred_at=later, actor=lead.actor, now=utc_now()
        )


@pytest.mark.usefixtures("database")
def test_replay_names_each_stored_value_that_its_history_denies() -> None:
    lead = factories.officer()
    case = making.fir(lead)
    making.accused(case, lead, AccusedState.NOMINATED, AccusedState.ARRESTED)
    session.commit()
    assert list(replay.disagreements()) == []
    session.execute(text("UPDATE cases SET state = 'TRIAL', ended_on = '2026-01-01'"))
    session.execute(text("UPDATE accused SET arrested_on = '2020-01-01'"))
    session.expire_all()
    assert {line.partition(" is ")[0] for line in replay.disagreements()} == {
        f"case {case.number}: state",
        f"case {case.number}: ended_on",
        f"accused A-001 of {case.number}: arrested_on",
    }


@pytest.mark.usefixtures("database")
def test_the_entries_of_one_day_are_one_zimni() -> None:
    officer = factories.officer()
    case = making.fir(officer)
    now = utc_now()
    for days in (3, 0, 3, 1):
        at = now - timedelta(days=days)
        service.write_diary(
            case=case, text=f"{days} days ago", occurred_at=at, actor=officer.actor, now=now
        )
    zimnis = queries.zimnis_of(case)
    assert [(one.number, len(one.entries), one.written_later) for one in zimnis] == [
        (1, 2, True),
        (2, 1, False),
        (3, 1, True),
    ]
    assert [entry.serial for entry in zimnis[0].entries] == [1, 3]
    assert zimnis[0].officers == (officer,)
