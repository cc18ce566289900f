"""Oversight: call centres registered and not, raids on each kind, complaints that name them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from casetrack.people.models import Site
from casetrack.people.queries import NOT_A_LICENCE
from casetrack.reports.catalogue.kind import Kind
from casetrack.reports.catalogue.naming import complaints_part, organisations_part
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
from casetrack.reports.options import label
from casetrack.reports.queries.oversight import (
    Held,
    Naming,
    Raid,
    call_centre_sites,
    complaints_naming,
    held_in,
    licensed_in,
    organisations_named,
    raids_on_sites,
)
from casetrack.reports.queries.scope import Scope
from casetrack.reports.queries.workload import names
from casetrack.reports.wording import cut_year
from casetrack.rules.choices import Choice
from casetrack.rules.lists import REGISTRATION_AUTHORITIES
from casetrack.rules.metrics import Rate
from casetrack.rules.roles import Permission
from casetrack.rules.words import N_

VERSION = 1
TITLE = N_("Oversight of call centres")
BY = (Choice("year", N_("Year")), Choice("city", N_("City")), Choice("unit", N_("Unit")))
YEARS = 10  # columns of years, the last ones
MOST_NAMED = 50
CITY_NOT_KNOWN = N_("City not known")
# Of a site on the register; a raid may also be on one that is not.
ON_REGISTER = tuple(held for held in Held if held is not Held.OFF_REGISTER)
REGISTERED = N_(
    "Registered is a site that held a licence; PSEB registers each address by itself and for a"
    " year. Membership of an association such as P@SHA is no licence and is shown apart."
)
UNKNOWN = N_(
    "No registration known says that none is on the register here. It does not prove that there"
    " was none: ask the authority before anything is said of a centre by name."
)
SITES = N_(
    "Counted are the addresses of call centres that units of this report put on the register, by"
    " what they held on any day of the year. When an address opened or closed is not kept: each"
    " counts in every year shown."
)
RAID_DAY = N_("A raid counts by what its address was registered as on the day of the raid.")
TEN = N_("Of a longer period the last ten years have columns.")


def build(scope: Scope, asked: Asked) -> Document:
    """The register by year, raids by the standing of the site, complaints, and who is named."""
    asked = replace(asked, by=asked.by or BY[0].key)
    sites, raids = call_centre_sites(scope, asked), raids_on_sites(scope, asked)
    naming = complaints_naming(scope, asked)
    named = (
        organisations_named(raids, naming, asked, MOST_NAMED) if _may_name(scope, asked) else None
    )
    return Document(
        name=KIND.name,
        version=VERSION,
        title=TITLE,
        asked=asked,
        unit_name=scope.unit.name,
        sees_all=scope.sees_all,
        headlines=tuple(_headlines(sites, raids, naming.years.values(), asked)),
        parts=(
            _standing_by_year(sites, asked),
            _registered(sites, asked),
            _raids_by_standing(raids, asked),
            _raids(raids, asked),
            complaints_part(naming.years, asked),
            organisations_part(named),
        ),
        words=(REGISTERED, UNKNOWN),
        partial=any(cut_year(asked, year) for year in asked.period.years),
    )


def _may_name(scope: Scope, asked: Asked) -> bool:
    """Names only for who may read the register, and never for the public."""
    known = scope.sees_all or (
        scope.actor is not None and scope.actor.may(Permission.REGISTER_READ)
    )
    return known and not asked.public


def _headlines(
    sites: Sequence[Site], raids: Sequence[Raid], naming: Iterable[Naming], asked: Asked
) -> Iterator[Headline]:
    last = asked.period.years[-1]
    licensed = _classes(sites, last, asked)[Held.LICENSED]
    whole = Rate(licensed, len(sites), "site", "period", asked.as_of, N_("of the sites"))
    yield Headline(N_("Call-centre sites registered"), whole, str(last))
    by_held = Counter(raid.held for raid in raids)
    yield Headline(N_("Raids"), len(raids), drill=Drill("raid"))
    yield Headline(N_("Raids on registered sites"), by_held[Held.LICENSED])
    named = sum(one.naming for one in naming)
    yield Headline(N_("Complaints that name a call centre"), named)


def _years(asked: Asked) -> list[int]:
    return list(asked.period.years)[-YEARS:]


def _classes(sites: Sequence[Site], year: int, asked: Asked) -> Counter[Held]:
    span = asked.period.within(year)
    return Counter(held_in(site, span.start, span.end, asked) for site in sites)


def _standing_by_year(sites: Sequence[Site], asked: Asked) -> Part:
    title = N_("Call-centre sites, registered and not")
    years = _years(asked)
    by_year = {year: _classes(sites, year, asked) for year in years}
    columns = (
        Column("standing", N_("Standing"), text=True),
        *(Column(str(year), str(year), adds_up=True) for year in years),
    )
    rows = [Row((held.label, *(by_year[year][held] for year in years))) for held in ON_REGISTER]
    rows.append(Row((N_("All sites on the register"), *([len(sites)] * len(years))), total=True))
    table = Table("standing", title, columns, tuple(rows) if sites else ())
    return Part(title, table, words=(SITES, TEN))


def _registered(sites: Sequence[Site], asked: Asked) -> Part:
    title = N_("Registrations by authority, city and year")
    years = _years(asked)
    columns = (
        Column("where", N_("Authority and city"), text=True),
        *(
            Column(str(year), str(year), N_("sites with one in force that year"), adds_up=True)
            for year in years
        ),
    )
    counts = _by_authority(sites, years, asked)
    rows: list[Row] = []
    for authority, cities in sorted(counts.items()):
        name = label(REGISTRATION_AUTHORITIES, authority)
        rows += [
            Row(((name, city), *(of[year] for year in years)), indent=1)
            for city, of in sorted(cities.items())
        ]
        sums = [sum(of[year] for of in cities.values()) for year in years]
        kind = N_("all cities (no licence)") if authority in NOT_A_LICENCE else N_("all cities")
        rows.append(Row(((name, kind), *sums), total=True))
    return Part(title, Table("registered", title, columns, tuple(rows)))


def _by_authority(
    sites: Sequence[Site], years: Sequence[int], asked: Asked
) -> Mapping[str, Mapping[str, Counter[int]]]:
    """Authority -> city -> year -> sites."""
    found: dict[str, dict[str, Counter[int]]] = {}
    for site in sites:
        for year in years:
            span = asked.period.within(year)
            for authority in licensed_in(site, span.start, span.end, asked):
                of = found.setdefault(authority, {}).setdefault(site.city, Counter())
                of[year] += 1
    return found


def _raids_by_standing(raids: Sequence[Raid], asked: Asked) -> Part:
    title = N_("Raids by what the site was registered as that day")
    by_held = Counter(raid.held for raid in raids)
    arrested: Counter[Held] = Counter()
    for raid in raids:
        arrested[raid.held] += raid.arrested
    columns = (
        Column("standing", N_("Standing"), text=True),
        Column("raids", N_("Raids"), adds_up=True),
        Column("share", N_("Share"), N_("of the raids")),
        Column("arrested", N_("Arrests"), N_("made at these raids"), adds_up=True),
    )

    def row(name: str, count: int, arrests: int) -> Row:
        share = Rate(count, len(raids), "raid", "period", asked.as_of, N_("of the raids"))
        return Row((name, count, share, arrests))

    rows = [row(held.label, by_held[held], arrested[held]) for held in Held]
    rows.append(replace(row(N_("All raids"), len(raids), arrested.total()), total=True))
    bars = tuple(Bar(held.label, by_held[held], f"{by_held[held]:,}") for held in Held)
    table = Table("raids_by_standing", title, columns, tuple(rows) if raids else ())
    return Part(title, table, (Bars("raids", title, bars),) if raids else (), (RAID_DAY,))


def _raids(raids: Sequence[Raid], asked: Asked) -> Part:
    title = {
        "year": N_("Raids by year and standing"),
        "city": N_("Raids by city and standing"),
        "unit": N_("Raids by unit and standing"),
    }[asked.by]
    columns = (
        Column("group", next(one.label for one in BY if one.key == asked.by), text=True),
        *(Column(held.value.lower(), held.label, adds_up=True) for held in Held),
        Column("all", N_("All raids"), adds_up=True),
    )
    rows = [
        _raid_row(name, own, {} if narrows is None else {"all": Drill("raid", narrows)})
        for name, own, narrows in _groups(raids, asked)
    ]
    if asked.by == "year":
        rows = [replace(row, partial=cut_year(asked, int(str(row.cells[0])))) for row in rows]
    if rows:
        whole = _raid_row(N_("Total"), raids, {"all": Drill("raid")})
        rows.append(replace(whole, total=True))
    return Part(title, Table("raids", title, columns, tuple(rows)))


def _raid_row(name: str, raids: Sequence[Raid], drills: Mapping[str, Drill]) -> Row:
    by_held = Counter(raid.held for raid in raids)
    return Row((name, *(by_held[held] for held in Held), len(raids)), drills=drills)


def _groups(
    raids: Sequence[Raid], asked: Asked
) -> Iterator[tuple[str, list[Raid], dict[str, str] | None]]:
    """Name, raids and what narrows the drill of each row."""
    if asked.by == "city":
        for city in sorted({raid.city for raid in raids}, key=lambda city: (not city, city)):
            yield city or CITY_NOT_KNOWN, [raid for raid in raids if raid.city == city], None
    elif asked.by == "unit":
        for key, (name, code) in names("unit", {raid.unit_id for raid in raids}).items():
            own = [raid for raid in raids if raid.unit_id == key]
            yield name, own, {"unit": code} if code else None
    else:
        for year in sorted({raid.day.year for raid in raids}):
            span = asked.period.within(year)
            window = {"from": span.start.isoformat(), "to": span.end.isoformat()}
            yield str(year), [raid for raid in raids if raid.day.year == year], window


KIND = Kind(
    name="oversight",
    title=TITLE,
    summary=N_("Call centres registered and not, raids on each kind, complaints that name them."),
    version=VERSION,
    build=build,
    takes=("interval", "public"),
    by=BY,
)
