"""What this room adds to the case page and to the page of one accused."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from flask import url_for
from flask_babel import gettext as _

from casetrack.cases.models import Accused, Case
from casetrack.cases.panels import Action, DayAct, Panel
from casetrack.operations import queries
from casetrack.operations.models import Operation
from casetrack.rules.actor import Actor
from casetrack.rules.custody import HELD, needs_consular_notice
from casetrack.rules.roles import Permission
from casetrack.rules.states import Custody


def case_panel(case: Case, actor: Actor, now: datetime) -> Panel:
    """Raids and searches on the case page."""
    operations = queries.operations_of(case)
    may = actor.may(Permission.OPERATION_RECORD) and case.ended_on is None
    url = url_for("operations.record_raid", case_id=case.id)
    return Panel(
        order=50,
        template="operations/panel.html",
        context={
            "operations": operations,
            "arrest_counts": queries.arrest_counts(operations),
            "own_case": case.id,
            "record_url": url if may else "",
            "as_of": now,
        },
        actions=(Action(_("Record a raid"), url), *_to_produce(case, operations)) if may else (),
    )


def money_panel(case: Case, actor: Actor, now: datetime) -> Panel:
    """Money frozen, recovered and returned on the case page."""
    may = actor.may(Permission.OPERATION_RECORD)
    return Panel(
        order=55,
        template="operations/money_panel.html",
        context={
            "recoveries": queries.recoveries_of(case),
            "recovered": queries.recovered_in(case),
            "may_record_money": may,
            "money_url": url_for("operations.record_recovery", case_id=case.id) if may else "",
            "as_of": now,
        },
    )


def day_told(case: Case, day: date) -> Sequence[DayAct]:
    """The raids and searches of one day."""
    return [
        DayAct(
            _("%(operation)s at %(place)s", operation=one.reference, place=one.place),
            one.started_at,
        )
        for one in queries.operations_of(case)
        if one.started_on == day
    ]


def _to_produce(case: Case, operations: Sequence[Operation]) -> list[Action]:
    """While the 24 hours run, the way to the magistrate stands on the case page."""
    own = [one for one in operations if one.case_id == case.id]
    waiting = queries.unproduced_counts(own)
    return [
        Action(
            _("Produce before a magistrate"),
            url_for("operations.produce", operation_id=one.id),
        )
        for one in own
        if one.id in waiting
    ]


def accused_panel(accused: Accused, actor: Actor, now: datetime) -> Panel:
    """Arrest and custody on the page of one accused."""
    record = queries.record_of(accused)
    may = actor.may(Permission.OPERATION_RECORD)
    return Panel(
        order=20,
        template="operations/accused_panel.html",
        context={"record": record, "as_of": now},
        actions=_actions(accused, record) if may else (),
    )


def _actions(accused: Accused, record: queries.Record) -> tuple[Action, ...]:
    """What may be recorded whatever the state: remand, bail, screening, notices."""
    last = record.arrests[-1] if record.arrests else None
    wanted = [
        ("operations.record_remand", _("Record remand"), accused.custody in HELD),
        ("operations.record_bail", _("Record bail"), _bail_makes_sense(accused)),
        ("operations.record_screening", _("Record screening"), accused.custody in HELD),
        (
            "operations.inform_consulate_of_one",
            _("Consulate told"),
            last is not None
            and last.consulate_informed_at is None
            and needs_consular_notice(accused.person.nationality),
        ),
    ]
    return tuple(
        Action(label, url_for(endpoint, accused_id=accused.id))
        for endpoint, label, shown in wanted
        if shown
    )


def _bail_makes_sense(accused: Accused) -> bool:
    return accused.custody in HELD or accused.custody is Custody.BAIL
