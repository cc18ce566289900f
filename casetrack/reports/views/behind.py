"""From an address to the rows behind a figure, and what narrows them in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flask import abort
from flask_babel import gettext as _

from casetrack.reports.catalogue.groups import GROUPS, group_name
from casetrack.reports.queries.attrition import FATES, POINTS
from casetrack.reports.queries.behind import Behind, behind_of
from casetrack.reports.queries.measures import Measure
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
    try:
        return behind_of(given)
    except ValueError:
        abort(404)


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
