"""What binds those who hold an arrested person, beside police remand (remand.py)."""

from datetime import date, datetime, time, timedelta

from casetrack.rules.clocks import KARACHI, clock_rule
from casetrack.rules.refusals import Refused
from casetrack.rules.states import Custody
from casetrack.rules.words import N_

# Custody in which a court may order remand or bail.
HELD = frozenset({Custody.POLICE_ARREST, Custody.POLICE_REMAND, Custody.JUDICIAL, Custody.SENTENCE})
HOME = "PK"
FULL_AGE = 18


def is_juvenile(age_years: int | None) -> bool:
    """Say whether a stated age makes a child (Juvenile Justice System Act 2018 s.2(b))."""
    return age_years is not None and age_years < FULL_AGE


def needs_consular_notice(nationality: str) -> bool:
    """Say whether the consulate is to be told of the arrest (Vienna Convention 1963 art. 36)."""
    return bool(nationality) and nationality != HOME


def remand_ends(from_on: date, days: int) -> datetime:
    """Return the instant (Asia/Karachi) at which an order ends; its own day is not counted."""
    return datetime.combine(from_on + timedelta(days=days), time.max, tzinfo=KARACHI)


def check_judicial_remand(days: int, *, on: date) -> None:
    """Raise Refused when one order is longer than CrPC s.344(1) allows."""
    rule = clock_rule("judicial_remand", on)
    if days < 1:
        raise Refused(N_("A remand is for one day or more."), field="days")
    if rule.each is not None and days > rule.each:
        raise Refused(
            N_("One order may give {each} days at most ({statute})."),
            field="days",
            each=rule.each,
            statute=rule.statute,
        )


def statutory_bail_clock(*, female: bool) -> str:
    """Return the clock after which bail is to be considered (CrPC s.497(1) third proviso)."""
    return "stat_bail_woman" if female else "stat_bail"


def check_two_reasons(first: str, second: str) -> None:
    """Raise Refused unless two reasons say why a victim of trafficking is accused all the same."""
    if not first.strip():
        raise Refused(N_("Say what the screening found."), field="reasons")
    if not second.strip() or second.split() == first.split():
        raise Refused(
            N_("To accuse a victim of trafficking, give a second, different reason (PTPA s.6)."),
            field="second_reason",
        )
