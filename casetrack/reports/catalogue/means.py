"""Means used by target country, and the hour of the day there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from casetrack.reports.catalogue.kind import Kind
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
)
from casetrack.reports.facts import Asked
from casetrack.reports.options import country_name, label
from casetrack.reports.queries.means import Hours, Means, hours, means_used
from casetrack.reports.queries.scope import Scope
from casetrack.rules.lists import MEANS
from casetrack.rules.metrics import Rate
from casetrack.rules.time_zones import HOURS, of_several_zones
from casetrack.rules.words import N_

VERSION = 1
TITLE = N_("Means used")
COUNTRIES = 6  # with columns of their own
SPAN = 3  # hours that one bar stands for
USED = N_("Means used, by country of the victims")
THERE = N_("Hour of the day at the place of the victims")
COUNTED = N_(
    "Counted are complaints by the day they were received, with what each tells today: means,"
    " country of the victims and moment are corrected in the complaint and keep no history."
)
SEVERAL = N_(
    "One complaint may name several means and counts under each of them, so a column does not add"
    " up to its complaints."
)
CLOCK = N_(
    "The moment that a complaint tells is turned into the clock of the country of the victims on"
    " that day, summer time included. A country with several time zones is read by the one that"
    " most of its people live in (IANA Time Zone Database)."
)
LEFT_OUT = N_(
    "Complaints without a moment or without a country cannot be placed on that clock. They are"
    " left out of the hours and counted in the table of what was left out."
)


def build(scope: Scope, asked: Asked) -> Document:
    """Two tables of the same complaints: by means, and by hour."""
    means = means_used(scope, asked)
    when = hours(scope, asked, means)
    return Document(
        name=KIND.name,
        version=VERSION,
        title=TITLE,
        asked=asked,
        unit_name=scope.unit.name,
        sees_all=scope.sees_all,
        headlines=tuple(_headlines(means, when, asked)),
        parts=(_used(means, asked), _hours(when), _left_out(means, when)),
        words=(COUNTED,),
    )


def _headlines(means: Means, when: Hours, asked: Asked) -> Iterator[Headline]:
    whole = means.complaints.total()
    abroad = whole - means.complaints[""]
    yield Headline(N_("Complaints"), whole, drill=Drill("received"))
    yield Headline(
        N_("That name a country of the victims"),
        Rate(abroad, whole, "complaint", "period", asked.as_of, N_("of the complaints")),
    )
    yield Headline(
        N_("That name a means"),
        Rate(whole - means.silent, whole, "complaint", "period", asked.as_of, N_("of them")),
    )
    yield Headline(N_("With an hour there"), when.there.total())


def _used(means: Means, asked: Asked) -> Part:
    shown = _most_named(means)
    rest = [country for country in means.complaints if country and country not in shown]
    columns = (
        Column("means", N_("Means"), text=True),
        *(_country_column(code) for code in shown),
        Column("others", N_("Other countries"), N_("countries without a column of their own")),
        Column("unnamed", N_("No country named"), N_("complaints that name no country of victims")),
        Column("all", N_("All"), N_("complaints that name this means")),
        Column("share", N_("Share"), N_("of all complaints of the period")),
    )
    used = sorted(
        {key for key, _country in means.used},
        key=lambda key: (-_over(means, key, means.complaints), key),
    )
    rows = [_means_row(means, key, shown, rest, asked) for key in used]
    rows.append(_complaints_row(means, shown, rest, asked))
    charts = (Bars("means", USED, tuple(_means_bar(means, key) for key in used[:10])),)
    table = Table("means", USED, columns, tuple(rows) if used else ())
    return Part(USED, table, charts if used else (), (SEVERAL,))


def _most_named(means: Means) -> list[str]:
    named = [(count, code) for code, count in means.complaints.items() if code]
    return [code for count, code in sorted(named, key=lambda one: (-one[0], one[1]))[:COUNTRIES]]


def _country_column(code: str) -> Column:
    return Column(code.lower(), country_name(code))


def _over(means: Means, key: str, countries: Iterable[str]) -> int:
    return sum(means.used[key, code] for code in countries)


def _means_row(
    means: Means, key: str, shown: Sequence[str], rest: Sequence[str], asked: Asked
) -> Row:
    count = _over(means, key, means.complaints)
    cells: tuple[Cell, ...] = (
        label(MEANS, key),
        *(means.used[key, code] for code in shown),
        _over(means, key, rest),
        means.used[key, ""],
        count,
        _share(count, means, asked),
    )
    drills = {code.lower(): Drill("received", {"means": key, "country": code}) for code in shown}
    return Row(cells, drills={**drills, "all": Drill("received", {"means": key})})


def _complaints_row(means: Means, shown: Sequence[str], rest: Sequence[str], asked: Asked) -> Row:
    """The complaints themselves, each once: what the shares are of."""
    whole = means.complaints.total()
    cells: tuple[Cell, ...] = (
        N_("All complaints, each once"),
        *(means.complaints[code] for code in shown),
        sum(means.complaints[code] for code in rest),
        means.complaints[""],
        whole,
        _share(whole, means, asked),
    )
    drills = {code.lower(): Drill("received", {"country": code}) for code in shown}
    return Row(cells, total=True, drills={**drills, "all": Drill("received")})


def _share(count: int, means: Means, asked: Asked) -> Rate:
    whole = means.complaints.total()
    return Rate(count, whole, "complaint", "period", asked.as_of, N_("of all complaints"))


def _means_bar(means: Means, key: str) -> Bar:
    count = _over(means, key, means.complaints)
    drill = Drill("received", {"means": key})
    return Bar(label(MEANS, key), count, f"{count:,}", drill=drill)


def _hours(when: Hours) -> Part:
    ranked = when.by_country()
    shown = list(ranked)[:COUNTRIES]
    columns = (
        Column("hour", N_("Hour there"), N_("the hour that begins then"), text=True),
        *(
            Column(code.lower(), country_name(code), _zone_words(code), adds_up=True)
            for code in shown
        ),
        Column("others", N_("Other countries"), adds_up=True),
        Column("all", N_("All, by the hour there"), adds_up=True),
        Column(
            "here",
            N_("The same, by the hour in Pakistan"),
            N_("the same complaints by the clock of Pakistan: when the callers sat at work"),
            adds_up=True,
        ),
    )
    rows = [_hour_row(when, hour, shown) for hour in HOURS]
    total = sum(ranked.values())
    others = total - sum(ranked[code] for code in shown)
    rows.append(
        Row((N_("Total"), *(ranked[code] for code in shown), others, total, total), total=True)
    )
    table = Table("hours", THERE, columns, tuple(rows) if total else ())
    bars = tuple(_hours_bar(when, hour) for hour in HOURS[::SPAN])
    charts = (Bars("hours", N_("All countries, by the hour there"), bars),) if total else ()
    return Part(THERE, table, charts, (CLOCK,))


def _zone_words(code: str) -> str:
    return (
        N_("several time zones: read by the most populous one")
        if code in of_several_zones()
        else ""
    )


def _hour_row(when: Hours, hour: int, shown: Sequence[str]) -> Row:
    counts = [when.there[code, hour] for code in shown]
    all_of_it = _at(when, hour)
    return Row((f"{hour:02d}:00", *counts, all_of_it - sum(counts), all_of_it, when.here[hour]))


def _at(when: Hours, hour: int) -> int:
    return sum(count for (_code, at), count in when.there.items() if at == hour)


def _hours_bar(when: Hours, hour: int) -> Bar:
    count = sum(_at(when, each) for each in range(hour, hour + SPAN))
    return Bar(f"{hour:02d}:00–{hour + SPAN - 1:02d}:59", count, f"{count:,}")


def _left_out(means: Means, when: Hours) -> Part:
    title = N_("What was left out of the hours")
    columns = (
        Column("why", N_("Why"), text=True),
        Column("count", N_("Complaints"), adds_up=True),
    )
    rows = (
        Row((N_("With an hour there"), when.there.total())),
        Row((N_("The complaint tells no moment"), when.no_moment)),
        Row((N_("A moment, but no country of the victims"), when.no_country)),
        Row((N_("A country without a time zone of its own"), when.no_zone)),
        Row((N_("All complaints of the period"), means.complaints.total()), total=True),
    )
    return Part(title, Table("left_out", title, columns, rows), words=(LEFT_OUT,))


KIND = Kind(
    name="means",
    title=TITLE,
    summary=N_("Which means were used against which country, and at what hour there."),
    version=VERSION,
    build=build,
    takes=("officer", "category", "means", "country", "complainant", "interval", "public"),
)
