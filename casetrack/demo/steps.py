"""The steps of a story up to the challan. Each is a word of data/stories.csv: "close:FALSE"."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from sqlalchemy import select

from casetrack.cases import service as cases
from casetrack.cases.facts import EnquiryFacts
from casetrack.db import local_date, session
from casetrack.demo.story import Story, move_accused, move_case, move_complaint
from casetrack.evidence.facts import ThingFacts
from casetrack.operations import service as operations
from casetrack.operations.facts import (
    ArrestFacts,
    BailFacts,
    ProductionFacts,
    RaidFacts,
    ReleaseFacts,
    RemandFacts,
    ScreeningFacts,
)
from casetrack.operations.models import Arrest
from casetrack.people import service as people
from casetrack.rules.states import AccusedState, CaseState, ComplaintState

MAGISTRATE = "Judicial Magistrate, Section 30"
Step = Callable[[Story, str], None]

C, A = CaseState, AccusedState


def _assign(story: Story, _detail: str) -> None:
    move_complaint(story, ComplaintState.VERIFICATION)


def _verify(story: Story, _detail: str) -> None:
    move_complaint(story, ComplaintState.VERIFIED)


def _close(story: Story, detail: str) -> None:
    move_complaint(story, ComplaintState.CLOSED, closure_reason=detail)


def _transfer(story: Story, _detail: str) -> None:
    move_complaint(story, ComplaintState.TRANSFERRED)


def _duplicate(story: Story, detail: str) -> None:
    first = story.told[detail].complaint
    move_complaint(story, ComplaintState.DUPLICATE, duplicate_of=first.id)


def _enquiry(story: Story, _detail: str) -> None:
    facts = EnquiryFacts(story.title, story.officer.id, story.sections, occurred_at=story.at)
    story.case = cases.open_enquiry(
        complaint=story.complaint, facts=facts, actor=story.officer.actor, now=story.at
    )


def _join(story: Story, detail: str) -> None:
    cases.join_complaint(
        case=story.told[detail].opened(),
        complaint=story.complaint,
        actor=story.officer.actor,
        now=story.at,
    )


def _fir(story: Story, _detail: str) -> None:
    move_case(story, C.INVESTIGATION, io=story.officer.id, sections=list(story.sections))


def _merge(story: Story, detail: str) -> None:
    move_case(story, C.MERGED, merged_into=story.told[detail].opened().id)


def _to(state: CaseState, fact: str = "") -> Step:
    """A move of the case whose detail, if it has one, is the fact of this name."""

    def step(story: Story, detail: str) -> None:
        move_case(story, state, **({fact: detail} if detail else {}))

    return step


def _diary(story: Story, detail: str) -> None:
    cases.write_diary(
        case=story.opened(),
        text=f"{detail or 'Two witnesses were examined and their statements recorded'}.",
        occurred_at=story.at,
        actor=story.officer.actor,
        now=story.at,
    )


def _suspect(story: Story, detail: str) -> None:
    """Add suspects: "2" men, or "F" for one woman, or "NG" for one of that country."""
    count = int(detail) if detail.isdigit() else 1
    sex = "F" if detail == "F" else "M"
    nationality = detail if len(detail) == 2 else "PK"
    for _ in range(count):
        person = people.record_person(
            facts=story.inventor.person(sex, nationality), actor=story.officer.actor, now=story.at
        )
        story.accused.append(
            cases.add_accused(
                case=story.opened(),
                person=person,
                part="AGENT",
                actor=story.officer.actor,
                now=story.at,
                occurred_at=story.at,
            )
        )


def _nominate(story: Story, detail: str) -> None:
    for one in story.chosen(detail):
        move_accused(story, one, A.NOMINATED, fir_no=story.opened().number)


def _accused_to(state: AccusedState) -> Step:
    def step(story: Story, detail: str) -> None:
        for one in story.chosen(detail):
            move_accused(story, one, state)

    return step


def _raid(story: Story, detail: str) -> None:
    over = min(story.at + timedelta(hours=5), story.until)
    facts = RaidFacts(
        started_at=story.at,
        ended_at=over,
        place=detail.replace("_", " ") or "A rented house",
        leader_id=story.officer.id,
        warrant_number=story.paper("W"),
        warrant_court=MAGISTRATE,
        warrant_on=local_date(story.at),
        team="Four officers of the circle\nA woman constable",
        cover_business="Software exports",
        summary="The doors were opened; work was going on.",
    )
    case, actor = story.opened(), story.officer.actor
    story.operation = operations.record_raid(case=case, facts=facts, actor=actor, now=over)
    things = [
        ThingFacts("COMPUTER", "Desktop computer, running", maker="Dell", seal=story.paper("S")),
        ThingFacts("PHONE", "Mobile phone", maker="Samsung", seal=story.paper("S")),
        ThingFacts("SIM", "SIM cards in a box", quantity=40, seal=story.paper("S")),
    ]
    operations.seize(operation=story.operation, things=things, actor=actor, now=over)


def _screen(story: Story, detail: str) -> None:
    """Screen for trafficking; with "victim" the accused is treated as one from now on."""
    victim = detail == "victim"
    for one in story.accused[-1:] if victim else story.accused:
        facts = ScreeningFacts(
            screened_at=story.at,
            screened_by=story.officer.title,
            trafficked=victim,
            reasons="Passport kept by the employer." if victim else "No sign of force or deceit.",
        )
        operations.record_screening(
            accused=one, facts=facts, actor=story.officer.actor, now=story.at
        )


def _arrest(story: Story, detail: str) -> None:
    for one in story.chosen(detail):
        facts = ArrestFacts(
            arrested_at=story.at,
            place="At the site" if story.operation else "At home",
            officer_id=story.officer.id,
            memo_number=story.paper("AM"),
            relative_informed_at=story.at,
            nationality=one.person.nationality,
            sex=one.person.sex,
            age_years=one.person.age_years,
            order_number=story.paper("O") if one.state is A.PRE_ARREST_BAIL else "",
        )
        operations.record_arrest(
            accused=one,
            facts=facts,
            actor=story.officer.actor,
            now=story.at,
            operation=story.operation,
        )


def _produce(story: Story, _detail: str) -> None:
    """Produce before the magistrate within the day; he remands to police custody."""
    for arrest in _arrests(story):
        operations.record_production(
            arrest=arrest,
            facts=ProductionFacts(produced_at=story.at, court=MAGISTRATE),
            actor=story.officer.actor,
            now=story.at,
        )


def _arrests(story: Story) -> list[Arrest]:
    rows = select(Arrest).where(Arrest.case_id == story.opened().id, Arrest.produced_at.is_(None))
    return list(session.scalars(rows.order_by(Arrest.recorded_at, Arrest.memo_number)))


def _remand(story: Story, detail: str) -> None:
    """Remand: "POLICE-5" or "JUDICIAL-14"; a woman goes to judicial custody (s.167(5))."""
    kind, _, days = (detail or "POLICE-5").partition("-")
    for one in story.accused:
        if one.state is not A.ARRESTED:
            continue
        facts = RemandFacts(
            kind="JUDICIAL" if one.person.sex == "F" else kind,
            from_on=local_date(story.at),
            days=int(days),
            court=MAGISTRATE,
            order_number=story.paper("R"),
            reasons="Devices are still to be recovered.",
        )
        operations.record_remand(accused=one, facts=facts, actor=story.officer.actor, now=story.at)


def _bail(story: Story, detail: str) -> None:
    for one in story.chosen(detail):
        facts = BailFacts(
            decision="GRANTED",
            decided_on=local_date(story.at),
            court="Sessions Judge",
            order_number=story.paper("B"),
            surety_minor=50_000_000,
            pre_arrest=one.state is A.NOMINATED,
            next_on=local_date(story.at + timedelta(days=10)),
        )
        operations.record_bail(accused=one, facts=facts, actor=story.officer.actor, now=story.at)


def _release(story: Story, detail: str) -> None:
    """Release "S169:1" or "S63:2"."""
    kind, _, which = detail.partition("-")
    for one in story.chosen(which):
        facts = ReleaseFacts(kind=kind, released_at=story.at, order_number=story.paper("O"))
        operations.record_release(accused=one, facts=facts, actor=story.officer.actor, now=story.at)


# Step -> the days that pass before it, and what is done.
STEPS: Mapping[str, tuple[float, Step]] = {
    "assign": (2, _assign),
    "verify": (6, _verify),
    "close": (9, _close),
    "transfer": (4, _transfer),
    "duplicate": (3, _duplicate),
    "reopen": (20, _assign),
    "enquiry": (5, _enquiry),
    "join": (3, _join),
    "close-enquiry": (45, _to(C.ENQUIRY_CLOSED, "closure_reason")),
    "reopen-enquiry": (30, _to(C.ENQUIRY)),
    "permission": (20, _to(C.PERMISSION)),
    "refuse": (7, _to(C.ENQUIRY_CLOSED)),
    "query": (5, _to(C.ENQUIRY)),
    "transfer-case": (15, _to(C.TRANSFERRED)),
    "merge": (10, _merge),
    "fir": (6, _fir),
    "quash": (40, _to(C.QUASHED)),
    "cancel": (50, _to(C.CANCELLATION_REPORT, "class")),
    "untraced": (80, _to(C.UNTRACED_REPORT, "closure_reason")),
    "reinvestigate": (60, _to(C.INVESTIGATION)),
    "diary": (2, _diary),
    "suspect": (1, _suspect),
    "nominate": (1, _nominate),
    "clear": (12, _accused_to(A.CLEARED)),
    "abscond": (15, _accused_to(A.ABSCONDING)),
    "proclaim": (35, _accused_to(A.PROCLAIMED_OFFENDER)),
    "raid": (3, _raid),
    "screen": (0.02, _screen),
    "arrest": (0.1, _arrest),
    "produce": (0.6, _produce),
    "remand": (0.01, _remand),
    "bail": (14, _bail),
    "release": (6, _release),
}
