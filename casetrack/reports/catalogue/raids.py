"""Raids and searches: what they brought, whom, and the money at stake."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from casetrack.reports.catalogue.kind import FILTERS, Kind
from casetrack.reports.catalogue.money import recovered_part, stakes_part
from casetrack.reports.document import (
    Bar,
    Bars,
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
from casetrack.reports.queries.money import recovered_in_period, stakes
from casetrack.reports.queries.raids import Brought, Key, Raids, raids, total
from casetrack.reports.queries.scope import Scope
from casetrack.reports.queries.workload import names
from casetrack.reports.wording import cut_year
from casetrack.rules.choices import Choice
from casetrack.rules.lists import EXHIBIT_KINDS, SITE_ROLES
from casetrack.rules.metrics import Rate
from casetrack.rules.words import N_

VERSION = 1
TITLE = N_("Raids and searches")
BY = (Choice("unit", N_("Unit")), Choice("year", N_("Year")))
NOT_KNOWN = N_("Not known")
SEXES = {"M": N_("Men"), "F": N_("Women"), "X": N_("Transgender"), "U": NOT_KNOWN}
AGES = {"MINOR": N_("Under 18"), "ADULT": N_("18 or over"), "": N_("Age not known")}
BARS = 12
COUNTED = N_(
    "Raids and searches count on the day they began and in the unit of the case they were mounted"
    " in. Arrests, persons found and things seized count with the raid or search that brought them."
)
ARRESTS = N_(
    "An arrest is one person arrested in one case. Nationality, sex and age are those of the"
    " register today; the age is that on the day of the arrest. One who was later found to be"
    " trafficked counts as arrested and as rescued."
)
NAMES = {
    "raids": (N_("Raids"), ""),
    "searches": (N_("Searches"), ""),
    "cases": (N_("Cases served"), N_("cases they were mounted in or that they served, each once")),
    "arrested": (N_("Arrests"), N_("made at them")),
    "women": (N_("Women"), N_("of those arrested")),
    "minors": (N_("Under 18"), N_("of those arrested, on the day of the arrest")),
    "foreign": (N_("Foreigners"), N_("of those arrested whose nationality is known")),
    "rescued": (N_("Rescued"), N_("persons found and recorded as rescued (PTPA 2018 s.6)")),
    "witnesses": (N_("Witnesses"), N_("persons found and recorded as witnesses")),
    "exhibits": (N_("Exhibits"), N_("entries of the property list")),
    "pieces": (N_("Pieces"), N_("the quantities of those entries added up")),
}


def build(scope: Scope, asked: Asked) -> Document:
    """Raids by unit or year; arrests; seizures; money of the raided cases, and of the period."""
    asked = replace(asked, by=asked.by or BY[0].key)
    found = raids(scope, asked)
    staked, silent = stakes(scope, asked)
    return Document(
        name=KIND.name,
        version=VERSION,
        title=TITLE,
        asked=asked,
        unit_name=scope.unit.name,
        sees_all=scope.sees_all,
        headlines=tuple(_headlines(found)),
        parts=(
            _groups(found, asked),
            _nationalities(found),
            _roles(found, asked),
            _seized(found),
            stakes_part(staked, silent, asked.as_of),
            recovered_part(recovered_in_period(scope, asked)),
        ),
        words=(COUNTED,),
        partial=any(cut_year(asked, year) for year in asked.period.years),
    )


def _headlines(found: Raids) -> Iterator[Headline]:
    whole = total(found.groups.values())
    yield Headline(N_("Raids"), whole.raids, drill=Drill("raid"))
    yield Headline(N_("Searches"), whole.searches, drill=Drill("search"))
    yield Headline(N_("Arrests at them"), whole.arrested)
    yield Headline(N_("Rescued"), whole.rescued)
    yield Headline(N_("Arrests elsewhere"), found.elsewhere, N_("at no raid or search"))


def _groups(found: Raids, asked: Asked) -> Part:
    columns = (
        Column("group", next(one.label for one in BY if one.key == asked.by), text=True),
        # One raid may serve cases of several units: cases do not add up.
        *(Column(key, *NAMES[key], adds_up=key != "cases") for key in NAMES),
    )
    rows = [_group(name, found.groups[key], narrows) for key, name, narrows in _order(found, asked)]
    if asked.by == "year":
        rows = [replace(row, partial=cut_year(asked, int(str(row.cells[0])))) for row in rows]
    if rows:
        whole = total(found.groups.values())
        rows.append(replace(_group(N_("Total"), whole, {}), total=True))
    return Part(TITLE, Table("raids", TITLE, columns, tuple(rows)))


def _order(found: Raids, asked: Asked) -> Iterator[tuple[Key, str, dict[str, str] | None]]:
    """Key, name and what narrows the drills of each row; None where nothing may."""
    if asked.by == "year":
        for year in sorted(key for key in found.groups if isinstance(key, int)):
            its = asked.period.within(year)
            yield year, str(year), {"from": its.start.isoformat(), "to": its.end.isoformat()}
        return
    units = names("unit", [key for key in found.groups if not isinstance(key, int)])
    for key, (name, code) in units.items():
        if key is not None:
            yield key, name, {"unit": code} if code else None


def _group(name: str, of: Brought, narrows: Mapping[str, str] | None) -> Row:
    cells = (len(of.cases) if key == "cases" else getattr(of, key) for key in NAMES)
    drills = (
        {}
        if narrows is None
        else {
            "raids": Drill("raid", narrows),
            "searches": Drill("search", narrows),
        }
    )
    return Row((name, *cells), drills=drills)


def _nationalities(found: Raids) -> Part:
    title = N_("Arrests by nationality and sex")
    counts: dict[str, dict[str, int]] = {}
    for (nation, sex, _part, age), count in found.arrests.items():
        of = counts.setdefault(nation, dict.fromkeys((*SEXES, "MINOR"), 0))
        of[sex] += count
        of["MINOR"] += count if age == "MINOR" else 0
    ordered = sorted(counts, key=lambda key: (-_all(counts[key]), key))
    columns = (
        Column("nationality", N_("Nationality"), text=True),
        *(Column(key.lower(), name, adds_up=True) for key, name in SEXES.items()),
        Column("all", N_("All"), adds_up=True),
        Column("minors", AGES["MINOR"], N_("of all, on the day of the arrest"), adds_up=True),
    )
    rows = [_nationality(_nation(key), counts[key]) for key in ordered]
    if rows:
        whole = {key: sum(of[key] for of in counts.values()) for key in (*SEXES, "MINOR")}
        rows.append(replace(_nationality(N_("Total"), whole), total=True))
    bars = tuple(_bar(_nation(key), _all(counts[key])) for key in ordered[:BARS])
    charts = (Bars("nationality", N_("Arrests by nationality"), bars),) if bars else ()
    return Part(title, Table("nationality", title, columns, tuple(rows)), charts, (ARRESTS,))


def _all(of: Mapping[str, int]) -> int:
    return sum(of[sex] for sex in SEXES)


def _nation(code: str) -> str:
    return country_name(code) if code else NOT_KNOWN


def _nationality(name: str, of: Mapping[str, int]) -> Row:
    return Row((name, *(of[sex] for sex in SEXES), _all(of), of["MINOR"]))


def _bar(name: str, count: int) -> Bar:
    return Bar(name, count, f"{count:,}")


def _roles(found: Raids, asked: Asked) -> Part:
    title = N_("Arrests by role in the centre and by age")
    columns = (
        Column("what", N_("Role or age"), text=True),
        Column("count", N_("Arrests"), adds_up=True),
        Column("share", N_("Share"), N_("of all arrests at raids and searches")),
    )
    whole = found.arrests.total()

    def row(name: str, count: int, *, ends: bool = False) -> Row:
        share = Rate(count, whole, "arrest", "period", asked.as_of, N_("of all arrests"))
        return Row((name, count, share), total=ends)

    roles, ages = found.arrested_by(2), found.arrested_by(3)
    rows = [
        *(row(label(SITE_ROLES, key or "UNKNOWN"), roles[key]) for key, _n in roles.most_common()),
        row(N_("All roles"), whole, ends=True),
        *(row(name, ages[key]) for key, name in AGES.items()),
        row(N_("All ages"), whole, ends=True),
    ]
    return Part(title, Table("roles", title, columns, tuple(rows) if whole else ()))


def _seized(found: Raids) -> Part:
    title = N_("Seized things")
    columns = (
        Column("kind", N_("Kind"), text=True),
        Column("exhibits", *NAMES["exhibits"], adds_up=True),
        Column("pieces", *NAMES["pieces"], adds_up=True),
    )
    rows = [Row((label(EXHIBIT_KINDS, kind), *both)) for kind, both in found.seized.items()]
    if rows:
        whole = total(found.groups.values())
        rows.append(Row((N_("Total"), whole.exhibits, whole.pieces), total=True))
    return Part(title, Table("seized", title, columns, tuple(rows)))


KIND = Kind(
    name="raids",
    title=TITLE,
    summary=N_(
        "Raids and searches: arrests by nationality, sex and role, seizures; loss involved,"
        " frozen and recovered."
    ),
    version=VERSION,
    build=build,
    takes=(*FILTERS, "interval", "public"),
    by=BY,
)
