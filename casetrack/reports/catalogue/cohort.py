"""The cohort view: what became of the complaints of a year by time since receipt, how long it took.

Shares are Aalen-Johansen's, lengths Kaplan-Meier's: what is still open counts as far as it has
been followed. No share is given beyond that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

from casetrack.reports.catalogue.kind import Kind
from casetrack.reports.document import (
    Cell,
    Column,
    Curves,
    Days,
    Document,
    Drill,
    Headline,
    Line,
    Part,
    Row,
    Share,
    Table,
)
from casetrack.reports.facts import Asked, Period
from casetrack.reports.queries import cohort
from casetrack.reports.queries.cohort import CONVICTED, Followed, Group, Lasted
from casetrack.reports.queries.scope import Scope
from casetrack.reports.wording import span_of
from casetrack.rules.words import N_

VERSION = 1
TITLE = N_("Cohort view")
# Days since receipt at which shares are given: key, name.
HORIZONS = (
    (90, "days_90", N_("After 90 days")),
    (365, "year_1", N_("After 1 year")),
    (730, "years_2", N_("After 2 years")),
    (1095, "years_3", N_("After 3 years")),
    (1825, "years_5", N_("After 5 years")),
)
LONGEST = 1826  # days shown: five years
WEEK = 7
SOFAR = N_("So far")
ENDINGS = (
    (cohort.CONVICTED, N_("Convicted")),
    (cohort.ACQUITTED, N_("Acquitted or discharged by a court")),
    (cohort.WITHOUT_TRIAL, N_("Ended in court without a completed trial")),
    (cohort.CLOSED_BY_POLICE, N_("Enquiry closed, FIR cancelled or untraced")),
    (cohort.CLOSED_AT_VERIFICATION, N_("Closed without a case")),
    (cohort.ELSEWHERE, N_("Transferred, merged or duplicate")),
)
STAGES = {
    "ended": N_("Receipt to the end"),
    "in_verification": N_("Verification"),
    "in_enquiry": N_("Enquiry"),
    "in_investigation": N_("Investigation"),
    "in_prosecution": N_("Prosecution"),
}
STAGE_WORDS = {
    "ended": N_("from receipt until the complaint or its case ended, however it did"),
    "in_verification": N_("from receipt until verified or ended"),
    "in_enquiry": N_("from the opening of the enquiry until the FIR or the end"),
    "in_investigation": N_("from the FIR until the first challan or the end"),
    "in_prosecution": N_("from the first challan until the first verdict or the end"),
}
ALL = N_("All years")
QUARTERS = (Fraction(1, 4), Fraction(1, 2), Fraction(3, 4))
ESTIMATED = N_("estimated for the longest time since receipt; the table has the counts")
INCIDENCE = N_(
    "Cumulative incidence (Aalen-Johansen): the share of all complaints received that had ended in"
    " a conviction so long after receipt. Every other end competes with it; a complaint that is"
    " still open counts as far as it has been followed. A joined complaint ends with its case: with"
    " the first conviction that stands, else when the case ended."
)
NO_EXTRAPOLATION = N_(
    'A share is given only as far as any complaint of the year has been followed, else "-":'
    " nothing is extrapolated. n counts the complaints that had ended so by then."
)
NOT_NAIVE = N_(
    "1 minus Kaplan-Meier, often printed in its place, treats a closed complaint as if it could"
    " still end in a conviction, and says far too much: in the reference example 55.6 %, where the"
    " truth is 25.6 %. It is not shown."
)
ADD_UP = N_("All ends and the share still open sum to 100 % in every column.")
MEDIANS = N_(
    'Kaplan-Meier: what is still open counts as far as it has been followed. "Not reached" means'
    " that less than such a share has ended."
)
ENDED_ALONE = N_(
    "The median of the ended alone leaves out all that still wait, the longest ones first, and"
    " misleads: in the reference example it says 165 days, where the truth is 470. It is given only"
    " so that it is known where such figures come from."
)
BASIS = N_(
    "Cohort basis: the complaints received in the period, and the enquiries, FIRs and court cases"
    " begun in it, followed until the as-of day. Each counts in the year in which it began."
)


def build(scope: Scope, asked: Asked) -> Document:
    """The cohort view of one unit and period as a document."""
    found = cohort.followed(scope, asked)
    return Document(
        name=KIND.name,
        version=VERSION,
        title=TITLE,
        asked=asked,
        unit_name=scope.unit.name,
        sees_all=scope.sees_all,
        headlines=tuple(_headlines(found)),
        parts=(_incidence(found, asked), _endings(found), _lengths(found), _by_year(found, asked)),
        words=(BASIS,),
        partial=any(_partial(year, asked) for year in found.lives.years),
    )


def _headlines(found: Followed) -> Iterator[Headline]:
    """Conviction never alone: beside it what ended otherwise, what is open, how long it takes."""
    whole = found.lives.whole
    day = whole.last_known
    yield Headline(N_("Convicted so far"), _share(whole, (CONVICTED,), day), ESTIMATED)
    other = [ending for ending, _name in ENDINGS if ending != CONVICTED]
    yield Headline(N_("Ended otherwise so far"), _share(whole, other, day), ESTIMATED)
    yield Headline(N_("Still open so far"), _open_share(whole, day), ESTIMATED)
    words = N_("Kaplan-Meier, however it ended")
    yield Headline(N_("Median time to the end"), _median(whole), words)


def _incidence(found: Followed, asked: Asked) -> Part:
    columns = (
        Column("year", N_("Received in"), text=True),
        Column("complaints", N_("Complaints"), N_("received in the year"), adds_up=True),
        Column("open", N_("Still open"), N_("not ended by the as-of day"), adds_up=True),
        Column("convicted", N_("Convicted"), N_("ended in a conviction so far"), adds_up=True),
        *_horizons(),
    )
    rows = [
        _incidence_row(str(year), group, _partial(year, asked), asked.period.within(year))
        for year, group in found.lives.years.items()
    ]
    rows.append(_incidence_row(ALL, found.lives.whole))
    title = N_("Convicted by time since receipt")
    return Part(
        title,
        Table("incidence", title, columns, tuple(rows)),
        (_chart(found),),
        (INCIDENCE, NO_EXTRAPOLATION, NOT_NAIVE),
    )


def _horizons() -> Iterator[Column]:
    for _days, key, title in HORIZONS:
        yield Column(key, title)
    yield Column("so_far", SOFAR, N_("at the end of the longest follow-up"))


def _incidence_row(name: str, group: Group, partial: str = "", period: Period | None = None) -> Row:
    counts = (group.begun, group.still_open, group.ended_as(CONVICTED))
    cells = (name, *counts, *_at_horizons(group, (CONVICTED,)))
    window = {"from": period.start.isoformat(), "to": period.end.isoformat()} if period else {}
    drills = {"complaints": Drill("received", window)}
    return Row(cells, total=period is None, partial=partial, drills=drills)


def _at_horizons(group: Group, endings: Iterable[str]) -> Iterator[Cell]:
    wanted = tuple(endings)
    for days in (*(days for days, _key, _title in HORIZONS), group.last_known):
        yield _share(group, wanted, days)


def _share(group: Group, endings: Iterable[str], days: int) -> Cell:
    """The share that ended so by then; None where nobody was followed for so long."""
    if not group.begun or not group.knows(days):
        return None
    step, wanted = group.curve.at(days), tuple(endings)
    share = sum((step.share(ending) for ending in wanted), Fraction(0))
    return Share(share, sum(map(step.ended_as, wanted)))


def _open_share(group: Group, days: int) -> Cell:
    if not group.begun or not group.knows(days):
        return None
    step = group.curve.at(days)
    return Share(step.open_share, group.begun - sum(step.ended))


def _chart(found: Followed) -> Curves:
    years = [group for group in found.lives.years.values() if group.begun]
    lines = tuple(_line(str(group.year), group) for group in years)
    longest = max((group.last_known for group in years), default=0)
    title = N_("Convicted by time since receipt, by year received")
    return Curves("incidence", title, lines, max(HORIZONS[1][0], min(LONGEST, longest)))


def _line(label: str, group: Group) -> Line:
    """The steps that a drawing can tell apart: one a week at most, the last one always."""
    points = [(0, 0.0)]
    for step in group.curve.steps:
        share = step.drawn(CONVICTED)
        if share == points[-1][1] or step.days > group.last_known:
            continue
        if len(points) > 1 and points[-1][0] // WEEK == step.days // WEEK:
            points.pop()
        points.append((step.days, share))
    return Line(label, tuple(points), group.last_known)


def _endings(found: Followed) -> Part:
    columns = (
        Column("ending", N_("Ended as"), text=True),
        *_horizons(),
    )
    whole = found.lives.whole
    rows = [Row((name, *_at_horizons(whole, (ending,)))) for ending, name in ENDINGS]
    days = (*(days for days, _key, _title in HORIZONS), whole.last_known)
    rows.append(Row((N_("Still open"), *(_open_share(whole, each) for each in days))))
    title = N_("What complaints came to by time since receipt, all years")
    return Part(
        title, Table("endings", title, columns, tuple(rows)), words=(ADD_UP, NO_EXTRAPOLATION)
    )


def _lengths(found: Followed) -> Part:
    columns = (
        Column("stage", N_("Stage"), text=True),
        Column("begun", N_("Begun"), N_("in the period")),
        Column("open", N_("Still open"), N_("on the as-of day")),
        Column("quarter", N_("A quarter"), N_("days until a quarter had left the stage")),
        Column("median", N_("Median"), N_("days until half had left the stage")),
        Column("three_quarters", N_("Three quarters"), N_("days until so many had left it")),
        Column("ended_alone", N_("Ended alone (misleads)"), N_("median of those that left it")),
        Column("words", N_("In words"), text=True),
    )
    rows = tuple(_length(lasted) for lasted in found.stages)
    title = N_("Time in each stage")
    return Part(title, Table("stages", title, columns, rows), words=(MEDIANS, ENDED_ALONE))


def _length(lasted: Lasted) -> Row:
    whole = lasted.whole
    alone = whole.median_of_ended()
    cells = (
        STAGES[lasted.key],
        whole.begun,
        whole.still_open,
        *_days(whole, *QUARTERS),
        None if alone is None else Days(alone),
        STAGE_WORDS[lasted.key],
    )
    return Row(cells)


def _days(group: Group, *shares: Fraction) -> Iterator[Days | None]:
    for days in group.days_until(*shares):
        yield Days(days) if group.begun else None


def _median(group: Group) -> Days | None:
    return next(_days(group, Fraction(1, 2)))


def _by_year(found: Followed, asked: Asked) -> Part:
    columns = (
        Column("year", N_("Begun in"), text=True),
        *(Column(one.key, STAGES[one.key], STAGE_WORDS[one.key]) for one in found.stages),
    )
    rows = [
        Row(
            (str(year), *(_median(one.years[year]) for one in found.stages)),
            partial=_partial(year, asked),
        )
        for year in found.lives.years
    ]
    rows.append(Row((ALL, *(_median(one.whole) for one in found.stages)), total=True))
    title = N_("Median time in each stage by year of its beginning")
    return Part(title, Table("medians", title, columns, tuple(rows)), words=(MEDIANS,))


def _partial(year: int, asked: Asked) -> str:
    """What the year covers, where that is not all of it."""
    part = asked.period.within(year)
    covered = Period(part.start, min(part.end, asked.as_of))
    if covered == Period(date(year, 1, 1), date(year, 12, 31)):
        return ""
    return span_of(covered) if covered.start <= covered.end else N_("no data")


KIND = Kind(
    name="cohort",
    title=TITLE,
    summary=N_("What became of complaints by time since receipt, and the median time in a stage."),
    version=VERSION,
    build=build,
    takes=("officer", "offence", "category", "means", "country", "complainant", "public"),
)
