"""How stored keys and movements of complaints read."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from datetime import timedelta

from flask_babel import gettext as _

from casetrack.accounts.models import Officer
from casetrack.complaints import queries
from casetrack.complaints.facts import COMPLAINANT_KINDS, IDENTIFIER_NOTES
from casetrack.complaints.models import Complaint, ComplaintMovement
from casetrack.people import identifiers
from casetrack.people.facts import Kind
from casetrack.people.models import IdentifierLink
from casetrack.rules import lists, reasons
from casetrack.rules.choices import Choice
from casetrack.rules.facts import Fact
from casetrack.rules.stages import COMPLAINT
from casetrack.web.filters import show_instant

# Facts of a movement that the entry shows by itself.
SHOWN_OTHERWISE = frozenset({"assigned_at", "occurred_at", "case", "duplicate_of", "channel"})
LATE = timedelta(hours=24)


def channel(key: str) -> str:
    return _label(lists.CHANNELS, key)


def category(key: str) -> str:
    return _label(lists.CATEGORIES, key)


def complainant_kind(key: str) -> str:
    return _label(COMPLAINANT_KINDS, key)


def note(key: str) -> str:
    return _label(IDENTIFIER_NOTES, key)


def means(keys: Iterable[str]) -> str:
    return ", ".join(_label(lists.MEANS, key) for key in keys)


def platforms(keys: Iterable[str]) -> str:
    return ", ".join(_label(lists.PLATFORMS, key) for key in keys)


def close_reason(key: str) -> str:
    return str(_(reasons.reason(key).label))


def kind(link: IdentifierLink) -> str:
    return str(_(Kind(link.identifier.kind).label))


def value(link: IdentifierLink) -> str:
    """The identifier as people read it; links cannot be clicked."""
    return identifiers.show(Kind(link.identifier.kind), link.identifier.value)


def history(complaint: Complaint) -> list[dict[str, object]]:
    """The movements, newest first, as entries of a diary."""
    officers = queries.officers_by_id(_officer_ids(complaint.movements))
    return [_entry(one, officers) for one in reversed(complaint.movements)]


def _entry(one: ComplaintMovement, officers: Mapping[uuid.UUID, Officer]) -> dict[str, object]:
    made = COMPLAINT.find(one.from_state, one.to_state)
    lines = [_told(fact, one.facts[fact.key], officers) for fact in _facts_shown(one)]
    if one.recorded_at - one.occurred_at > LATE:
        lines.append(_("Recorded on %(instant)s", instant=show_instant(one.recorded_at)))
    return {
        "at": one.occurred_at,
        "by": one.actor.title,
        "title": _(made.label if made else one.to_state.label),
        "text": "\n".join(lines),
    }


def _facts_shown(one: ComplaintMovement) -> list[Fact]:
    made = COMPLAINT.find(one.from_state, one.to_state)
    known = made.facts if made else ()
    return [fact for fact in known if fact.key in one.facts and fact.key not in SHOWN_OTHERWISE]


def _told(fact: Fact, given: object, officers: Mapping[uuid.UUID, Officer]) -> str:
    shown = str(given)
    if fact.kind == "officer":
        officer = officers.get(uuid.UUID(shown))
        shown = officer.title if officer else ""
    elif fact.choices:
        shown = _label(fact.choices, shown)
    return f"{_(fact.label)}: {shown}"


def _officer_ids(movements: Iterable[ComplaintMovement]) -> set[uuid.UUID]:
    key = "verification_officer"
    return {uuid.UUID(one.facts[key]) for one in movements if key in one.facts}


def _label(choices: Iterable[Choice], key: str) -> str:
    """The label of a key; a key that an import brought and no list knows is shown as it is."""
    found = next((choice.label for choice in choices if choice.key == key), "")
    return _(found) if found else key
