"""How the things of a case are said on its pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from flask_babel import gettext, ngettext

from casetrack.cases.models import AccusedMovement, CaseMovement, Clock
from casetrack.db import KARACHI, local_date
from casetrack.people.facts import Kind
from casetrack.rules import clocks as law
from casetrack.rules.clocks import ClockState
from casetrack.rules.facts import Fact
from casetrack.rules.lists import SITE_ROLES
from casetrack.rules.offences import offence
from casetrack.rules.refusals import Refused
from casetrack.rules.stages import ACCUSED, CASE, Move, reason
from casetrack.web.filters import country_name, show_date, show_instant

URGENCIES = {
    ClockState.LATE: "late",
    ClockState.SOON: "soon",
    ClockState.RUNNING: "running",
    ClockState.MET: "met",
    ClockState.BREACHED: "late",
}

# Of a long fact in the history; the page of its own shows the whole.
SHOWN_LINES = 4

_PARTS = {choice.key: choice.label for choice in SITE_ROLES}


def _(words: str, **values: object) -> str:
    """gettext with a type."""
    return str(gettext(words, **values))


def part(key: str) -> str:
    """What an accused did there; the key itself when it is not of the list."""
    return _(_PARTS.get(key, key)) if key else ""


def urgency(clock: Clock, now: datetime) -> str:
    """late, soon, running or met: the tone in which a clock is shown."""
    rule = law.clock_rule(clock.key, local_date(clock.started_at))
    state = law.Clock(rule, clock.started_at, clock.due_at).state(now, clock.stopped_at)
    return URGENCIES[state]


def clock_label(clock: Clock) -> str:
    """The clock's name, as the law knows it."""
    return _(law.clock_rule(clock.key, local_date(clock.started_at)).label)


def due_words(due_at: datetime, now: datetime) -> str:
    """How long is left, or by how much it is late."""
    days = (local_date(due_at) - local_date(now)).days
    if due_at < now:
        return _("late by %(time)s", time=_days(-days) if days < -1 else _span(now - due_at))
    if days == 0:
        return _("ends today %(time)s", time=f"{due_at.astimezone(KARACHI):%H:%M}")
    return _("in %(time)s", time=_days(days) if days > 1 else _span(due_at - now))


def clock_rows(clocks: Iterable[Clock], now: datetime) -> list[dict[str, str]]:
    """What runs against a case, nearest first; the same clock of many accused is one row."""
    together = sorted(clocks, key=lambda clock: (clock.due_at, clock.key))
    return [
        _clock_row(list(same), now)
        for _key, same in groupby(together, key=lambda clock: (clock.due_at, clock.key))
    ]


def _clock_row(same: Sequence[Clock], now: datetime) -> dict[str, str]:
    clock = same[0]
    rule = law.clock_rule(clock.key, local_date(clock.started_at))
    bound = [one for one in same if one.accused is not None]
    details = [show_date(clock.due_at), rule.statute]
    if bound:
        details.insert(0, ngettext("%(num)d accused", "%(num)d accused", len(bound)))
    if not rule.hard:
        details.append(_("only reported"))
    if rule.verify_with_counsel:
        details.append(_("verify with counsel"))
    over = clock.due_at < now and clock.key in law.never_late()
    ends = _("over") if over else due_words(clock.due_at, now)
    return {
        "title": f"{_(rule.label)}: {ends}",
        "detail": " · ".join(details),
        "urgency": urgency(clock, now),
    }


def entries(movements: Iterable[CaseMovement | AccusedMovement]) -> list[dict[str, object]]:
    """Moves of a case or an accused for the page, as entries of a diary."""
    return [_entry(one) for one in movements]


def _entry(movement: CaseMovement | AccusedMovement) -> dict[str, object]:
    made: Move[Any] | None
    if isinstance(movement, CaseMovement):
        made = CASE.find(movement.from_state, movement.to_state)
        who = _("decided by: %(who)s", who=_(movement.authority))
        by = f"{movement.actor.title} · {who}"
    else:
        made = ACCUSED.find(movement.from_state, movement.to_state)
        by = movement.actor.title
    label = f"{_(made.label)}: " if made else ""
    return {
        "at": movement.occurred_at,
        "day": _day_alone(movement.occurred_at),
        "by": by,
        "title": f"{label}{_(movement.to_state.label)}",
        "text": "\n".join(_facts(made.facts if made else (), movement.facts)),
    }


def _day_alone(at: datetime) -> date | None:
    """The day of a move whose hour nobody wrote down, such as a challan's; else None."""
    local = at.astimezone(KARACHI)
    return local.date() if local.time() == time.min else None


def _facts(asked: Iterable[Fact], given: Mapping[str, Any]) -> list[str]:
    lines = ((fact, _shown(fact, given.get(fact.key))) for fact in asked)
    return [f"{_(fact.label)}: {words}" for fact, words in lines if words]


def _shown(fact: Fact, value: Any) -> str:
    """A stored fact as it is read; an officer or a case is shown by the page itself."""
    if value is None or fact.kind in ("officer", "case", "complaint"):
        return ""
    if fact.kind == "instant":
        return show_instant(datetime.fromisoformat(value))
    if fact.kind == "sections":
        return ", ".join(section(key) for key in value)
    if fact.kind == "yes_no":
        return _("yes") if value else _("no")
    if fact.choices:
        return _({choice.key: choice.label for choice in fact.choices}.get(value, str(value)))
    return country_name(value) if fact.key == "nationality" else _first_lines(str(value))


def _first_lines(text: str) -> str:
    """A list of 149 accused does not belong in a history; its own page shows it."""
    lines = text.splitlines()
    if len(lines) <= SHOWN_LINES:
        return text
    more = _("… and %(number)s more", number=len(lines) - SHOWN_LINES)
    return "\n".join([*lines[:SHOWN_LINES], more])


def kind(key: str) -> str:
    """What an identifier is: CNIC, passport, phone."""
    return _(Kind(key).label)


def section(key: str) -> str:
    """An offence as it is printed: s.14 PECA 2016."""
    try:
        return offence(key).label
    except Refused:
        return key


def exit_words(key: str) -> str:
    """Why a case ended, in words; "" when it did not."""
    try:
        return _(reason(key).label) if key else ""
    except KeyError:
        return key


def _span(time: timedelta) -> str:
    """A time of two days at most, in hours or minutes."""
    hours = int(time.total_seconds() // 3600)
    if hours >= 1:
        return _("%(hours)s h", hours=hours)
    return _("%(minutes)s min", minutes=max(1, int(time.total_seconds() // 60)))


def _days(days: int) -> str:
    return str(ngettext("%(num)d day", "%(num)d days", days))
