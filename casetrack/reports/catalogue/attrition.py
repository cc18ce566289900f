"""The attrition ledger: how far one cohort of complaints came, and what stopped the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from casetrack.reports.catalogue.cohort_groups import FOLLOWED, Cohort, by_group
from casetrack.reports.catalogue.groups import NOT_OVER, OFFENCE, OFFICER, UNIT, grouped
from casetrack.reports.catalogue.kind import FILTERS, Kind
from casetrack.reports.document import (
    Bar,
    Bars,
    Cell,
    Column,
    Document,
    Drill,
    Headline,
    Part,
    Row,
    Table,
    Text,
)
from casetrack.reports.facts import Asked
from casetrack.reports.queries.attrition import (
    CONVICTED,
    CONVICTION,
    FATES,
    LOST,
    OPEN,
    POINTS,
    stopped,
)
from casetrack.reports.queries.counted import count, question
from casetrack.reports.queries.coverage import last_day
from casetrack.reports.queries.figures import last_received
from casetrack.reports.queries.measures import MEASURES
from casetrack.reports.queries.scope import Scope
from casetrack.rules.metrics import AttritionStep, attrition, demand_total
from casetrack.rules.reasons import reason
from casetrack.rules.stages import CaseState, ComplaintState, Stage
from casetrack.rules.words import N_

VERSION = 1
TITLE = N_("Attrition ledger")
BY = (UNIT, OFFICER, OFFENCE)
COHORT = N_(
    "One cohort: the complaints received in the period, each followed through its case until the"
    " as-of day. Several complaints of one case each count."
)
PASSED = N_(
    "Who reached a point has passed all before it: a case that began by FIR has no enquiry of its"
    " own, and many have no raid. “Took it” says how many really have a day of this point."
)
OPEN_WORDS = N_(
    "Still open is not lost: neither complaint nor case has ended. A dormant case is pending, and"
    " so is one under appeal unless a conviction stands."
)
GROUPED_BY = {
    "unit": N_("Grouped by the unit that has the complaint."),
    "officer": N_("Grouped by the officer whom the complaint was given to."),
    "offence": N_("Grouped by the category of the complaint: it has no section of its own."),
}
OF_COHORT, OF_LOSSES = N_("of the cohort"), N_("of the losses shown here")
POINT_COLUMNS = (
    Column("point", N_("Point"), text=True),
    Column("reached", N_("Reached"), N_("came to this point or a later one")),
    Column("took", N_("Took it"), N_("have a day of this very point")),
    Column("of_first", N_("Of all"), N_("reached / all of the cohort")),
    Column("of_previous", N_("Of those before"), N_("reached / reached the point before")),
    Column(LOST, N_("Lost here"), N_("came no further, and ended"), adds_up=True),
    Column(OPEN, N_("Open here"), N_("came no further yet"), adds_up=True),
    Column(CONVICTED, N_("Convicted"), N_("a conviction stands"), adds_up=True),
    Column("here", N_("Stand here"), N_("lost, open and convicted together"), adds_up=True),
)
LOSS_COLUMNS = (
    Column("name", N_("How it ended, and why"), text=True),
    Column("count", N_("Lost"), N_("complaints that ended without a conviction"), adds_up=True),
    Column("of_losses", N_("Of these losses"), OF_LOSSES),
    Column("of_cohort", N_("Of the cohort"), OF_COHORT),
)
OPEN_COLUMNS = (
    Column("name", N_("Where they stand"), text=True),
    Column("count", N_("Still open"), N_("complaints without an end"), adds_up=True),
    Column("of_cohort", N_("Of the cohort"), OF_COHORT),
)
LOST_AT = {
    Stage.COMPLAINT: N_("Lost before verification"),
    Stage.VERIFICATION: N_("Lost at verification"),
    Stage.ENQUIRY: N_("Lost at the enquiry"),
    Stage.INVESTIGATION: N_("Lost at the investigation"),
    Stage.RAID: N_("Lost after the raid"),
    Stage.ARREST: N_("Lost after the arrest"),
    Stage.PROSECUTION: N_("Lost before the court"),
    Stage.VERDICT: N_("Lost at the verdict"),
    CONVICTION: N_("Lost after a conviction"),
}


def build(scope: Scope, asked: Asked) -> Document:
    """The ledger of the complaints received in the period.

    Raises Refused where the parts are not the whole cohort, counted apart from them.
    """
    q = question(scope, asked)
    found = Cohort(tuple(stopped(q, asked.by)), asked)
    demand_total((one.n for one in found.stopped), count(MEASURES["received"], q), measure=TITLE)
    last = last_day(last_received(scope), asked.as_of)
    groups = tuple(grouped(asked.by, {one.key for one in found.stopped}, q, last))
    over = () if asked.period.end <= last else (NOT_OVER,)
    losses = (_losses_at(found, point) for point in POINTS if found.count(LOST, point))
    return Document(
        name=KIND.name,
        version=VERSION,
        title=TITLE,
        asked=asked,
        unit_name=scope.unit.name,
        sees_all=scope.sees_all,
        headlines=tuple(_headlines(found)),
        parts=(_points(found), _reasons(found), *losses, _open(found), by_group(found, groups)),
        words=(COHORT, PASSED, OPEN_WORDS, GROUPED_BY[asked.by], *over),
    )


def _headlines(found: Cohort) -> Iterator[Headline]:
    yield Headline(N_("Complaints received"), found.total, drill=Drill(FOLLOWED))
    for fate, name in FATES.items():
        share = found.share(found.count(fate), found.total, OF_COHORT)
        yield Headline(name, share, OF_COHORT, Drill(FOLLOWED, {"fate": fate}))


def _points(found: Cohort) -> Part:
    """The funnel, and what stands at each point: lost, open and convicted are the cohort."""
    steps = attrition(tuple(found.reached().items()), unit="complaint", as_of=found.asked.as_of)
    fates = {fate: found.count(fate) for fate in FATES}
    whole = (N_("All"), None, None, None, None, *fates.values(), found.total)
    drills = {fate: Drill(FOLLOWED, {"fate": fate}) for fate in FATES}
    total = Row(whole, total=True, drills={**drills, "here": Drill(FOLLOWED)})
    title = N_("From complaint to conviction: one cohort")
    rows = (*(_point(found, step) for step in steps), total)
    bars = tuple(_funnel_bar(found, step) for step in steps)
    chart = Bars("funnel", title, bars, "funnel")
    return Part(title, Table("points", title, POINT_COLUMNS, rows), (chart,), (PASSED, OPEN_WORDS))


def _point(found: Cohort, step: AttritionStep) -> Row:
    point, first = step.name, step.name == Stage.COMPLAINT
    cells: tuple[Cell, ...] = (
        POINTS[point],
        step.reached,
        found.took(point),
        step.of_first,
        None if first else step.of_previous,
        *(found.count(fate, point) for fate in FATES),
        found.count(point=point),
    )
    drills = {
        "reached": Drill(FOLLOWED, {"reached": point}),
        "took": Drill(FOLLOWED, {"had": point}),
        "here": Drill(FOLLOWED, {"point": point}),
        **{fate: Drill(FOLLOWED, {"point": point, "fate": fate}) for fate in FATES},
    }
    return Row(cells, drills=drills)


def _funnel_bar(found: Cohort, step: AttritionStep) -> Bar:
    drill = Drill(FOLLOWED, {"reached": step.name})
    note: Text = ""
    if step.name in (Stage.RAID, Stage.ARREST):
        note = (N_("took it"), f"{found.took(step.name):,}")
    elif step.name != Stage.COMPLAINT:
        note = (N_("of those before"), step.of_previous.percent_text())
    return Bar(POINTS[step.name], step.reached, f"{step.reached:,}", note, drill)


def _reasons(found: Cohort) -> Part:
    """Why, wherever it was: every loss under its coded reason."""
    losses = Counter[tuple[str, str]]()
    for one in found.of(LOST):
        losses["" if one.reason else one.state, one.reason] += one.n
    named = [
        (_fate(state, key)[-1], n, {"state": state, "reason": key})
        for (state, key), n in losses.most_common()
    ]
    title = N_("All losses by coded reason, the largest first")
    return _losses(found, "reasons", title, named)


def _losses_at(found: Cohort, point: str) -> Part:
    losses = Counter[tuple[str, str]]()
    for one in found.of(LOST, point):
        losses[one.state, one.reason] += one.n
    named = [
        (_fate(state, key), n, {"point": point, "state": state, "reason": key})
        for (state, key), n in losses.most_common()
    ]
    return _losses(found, f"lost_{point.lower()}", LOST_AT[point], named)


def _losses(
    found: Cohort, key: str, title: str, named: Sequence[tuple[Text, int, dict[str, str]]]
) -> Part:
    """A table of losses and the Pareto of the same figures; a bar leads to its rows."""
    whole = sum(n for _, n, _ in named)
    rows = [
        Row(
            (name, n, found.share(n, whole, OF_LOSSES), found.share(n, found.total, OF_COHORT)),
            drills={"count": Drill(FOLLOWED, {"fate": LOST, **narrows})},
        )
        for name, n, narrows in named
    ]
    shares = (found.share(whole, whole, OF_LOSSES), found.share(whole, found.total, OF_COHORT))
    rows.append(Row((N_("All"), whole, *shares), total=True))
    bars = tuple(
        Bar(name, n, f"{n:,}", "", Drill(FOLLOWED, {"fate": LOST, **narrows}))
        for name, n, narrows in named
    )
    chart = (Bars(key, title, bars, "pareto"),) if bars else ()
    return Part(title, Table(key, title, LOSS_COLUMNS, tuple(rows)), chart)


def _open(found: Cohort) -> Part:
    """What is still open, by point and state: no loss yet."""
    standing = Counter[tuple[str, str, str]]()
    for one in found.of(OPEN):
        standing[one.point, one.state, one.reason] += one.n
    order = list(POINTS)
    rows = [
        Row(
            ((POINTS[point], *_fate(state, key)), n, found.share(n, found.total, OF_COHORT)),
            drills={
                "count": Drill(
                    FOLLOWED, {"fate": OPEN, "point": point, "state": state, "reason": key}
                )
            },
        )
        for (point, state, key), n in sorted(
            standing.items(), key=lambda item: (order.index(item[0][0]), -item[1])
        )
    ]
    whole = standing.total()
    share = found.share(whole, found.total, OF_COHORT)
    rows.append(
        Row(
            (N_("All"), whole, share),
            total=True,
            drills={"count": Drill(FOLLOWED, {"fate": OPEN})},
        )
    )
    title = N_("Still open, by the point where they stand")
    return Part(title, Table("open", title, OPEN_COLUMNS, tuple(rows)), words=(OPEN_WORDS,))


def _fate(state: str, key: str) -> tuple[str, ...]:
    """Closed at verification: Civil dispute. What has no coded reason is told by its state."""
    known = {one.value: one.label for one in (*CaseState, *ComplaintState)}
    coded = (reason(key).label,) if key else ()
    return (known.get(state, state), *coded)


KIND = Kind(
    name="attrition",
    title=TITLE,
    summary=N_("How far the complaints of a period came, and what stopped the rest, by reason."),
    version=VERSION,
    build=build,
    returnable=True,
    takes=(*FILTERS, "interval", "public"),
    by=BY,
)
