"""From an address to the rows behind a figure, and what narrows them in words."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping

from flask import abort
from flask_babel import gettext as _

from casetrack.reports.catalogue.groups import GROUPS, group_name
from casetrack.reports.queries.attrition import FATES, POINTS
from casetrack.reports.queries.behind import Behind
from casetrack.reports.queries.measures import MEASURES, Measure
from casetrack.rules.choices import Choice
from casetrack.rules.reasons import CLOSURE_REASONS
from casetrack.rules.stages import AccusedState, CaseState, ComplaintState
from casetrack.rules.words import N_, Worded

VERDICTS = {
    "CONVICTED": N_("Convicted"),
    "ACQUITTED": N_("Acquitted"),
    "DISCHARGED": N_("Discharged"),
    "WITHDRAWN": N_("Withdrawn"),
    "COMPOUNDED": N_("Compounded"),
    "ABATED": N_("Abated"),
    "SET_ASIDE": N_("Set aside"),
}
FIR = {"FIR": N_("FIR registered")}


def behind(given: Mapping[str, str]) -> Behind:
    """What a drill narrows to; 404 for what no drill says."""
    measure = _measure(given.get("measure", ""))
    by, key = _group(given)
    followed = _followed(given, measure)
    return Behind(
        measure=measure,
        state=given.get("state", ""),
        reason=given.get("reason"),
        passed=_of(given.get("passed", ""), measure),
        cohort=_of(given.get("cohort", ""), measure),
        still_open=given.get("open") == "1",
        group=by,
        key=key,
        point=followed.get("point", ""),
        fate=followed.get("fate", ""),
        reached=followed.get("reached", ""),
        had=followed.get("had", ""),
    )


def _measure(key: str) -> Measure:
    return MEASURES.get(key) or abort(404)


def _of(key: str, measure: Measure) -> Measure | None:
    """A measure of the same unit, whose rows can be the same ones."""
    if not key:
        return None
    of = _measure(key)
    if of.unit != measure.unit or of.moved or measure.moved:
        abort(404)
    return of


def _group(given: Mapping[str, str]) -> tuple[str, uuid.UUID | str | None]:
    by, key = given.get("group", ""), given.get("key", "")
    if by == "offence" or not by:
        return by, key
    if by not in ("unit", "officer"):
        abort(404)
    try:
        return by, uuid.UUID(key) if key else None
    except ValueError:
        abort(404)


def _followed(given: Mapping[str, str], measure: Measure) -> dict[str, str]:
    known = {"point": POINTS, "fate": FATES, "reached": POINTS, "had": POINTS}
    found = {name: given[name] for name in known if given.get(name)}
    wrong = [name for name, value in found.items() if value not in known[name]]
    if wrong or (found and not measure.followed):
        abort(404)
    return found


def words(b: Behind) -> Iterator[tuple[str, str]]:
    """Label and value pairs: what is counted, and what narrows it."""
    yield _("Counted"), _(b.measure.definition)
    if b.cohort:
        yield _("Of those of the period"), _(b.cohort.definition)
    if b.passed:
        yield _("That also count as"), _(b.passed.definition)
    if b.still_open:
        yield _("Still open"), _("no verdict that stands, and no other end")
    if b.group:
        title = next(choice.label for choice in GROUPS if choice.key == b.group)
        yield _(title), _(group_name(b.group, b.key))
    yield from _points(b)
    if b.state:
        yield _("State"), state_words(b.measure, b.state)
    if b.reason is not None:
        yield _("Reason"), reason_words(b.reason) or _("none coded")


def _points(b: Behind) -> Iterator[tuple[str, str]]:
    if b.point:
        yield _("Came as far as"), _(POINTS[b.point])
    if b.fate:
        yield _("And is"), _(FATES[b.fate])
    if b.reached:
        yield _("Reached, or passed"), _(POINTS[b.reached])
    if b.had:
        yield _("Has a day of"), _(POINTS[b.had])


def state_words(measure: Measure, state: str) -> str:
    """The label of a state in the measure's own vocabulary; of a sort that none has, its key."""
    label = next((known[state] for known in _vocabularies(measure) if state in known), state)
    return _(label) if label else ""


def _vocabularies(measure: Measure) -> Iterator[Mapping[str, str]]:
    if measure.unit == "complaint":
        yield _labels(ComplaintState)
    if measure.unit == "accused":
        yield _labels(AccusedState)
    if measure.unit == "charge":
        yield VERDICTS
    yield _labels(CaseState)
    yield FIR


def _labels(states: type[Worded]) -> Mapping[str, str]:
    return {state.value: state.label for state in states}


def reason_words(key: str) -> str:
    known: Mapping[str, Choice] = {reason.key: reason for reason in CLOSURE_REASONS}
    return _(known[key].label) if key in known else key
