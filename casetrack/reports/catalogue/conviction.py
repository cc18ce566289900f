"""The conviction report: the funnel, the rates side by side, and where the rest was lost."""

from __future__ import annotations

from collections.abc import Iterator

from casetrack.reports import queries
from casetrack.reports.catalogue.kind import Kind
from casetrack.reports.catalogue.ledgers import LEDGER_BASIS, ledgers
from casetrack.reports.document import (
    Bar,
    Bars,
    Cell,
    Column,
    Document,
    Drill,
    Headline,
    Hidden,
    Part,
    Row,
    Table,
)
from casetrack.reports.facts import (
    COURT,
    FUNNEL,
    Asked,
    ConvictionReport,
    Figures,
    Period,
    YearRow,
)
from casetrack.reports.queries.scope import Scope
from casetrack.reports.wording import RATE_DIGITS, span_of
from casetrack.rules.metrics import Rate
from casetrack.rules.words import N_

VERSION = 2
TITLE = N_("Conviction report")
# In the order of metrics.convictions: name, and the key of its column.
RATES = (
    (N_("Per complaint"), "per_complaint"),
    (N_("Per case (FIR)"), "per_case"),
    (N_("Per arrested person"), "per_arrested"),
    (N_("Per accused with a verdict"), "per_decided"),
    (N_("Per case decided"), "per_case_decided"),
)
BASIS = N_(
    "Period basis: each event counts on its own day. A conviction of this period may belong to"
    " a complaint of an earlier one, so a step is not always a part of the one before."
)
STANDS = N_(
    "Verdicts count as they stand on the as-of day: a case tried again counts once, by its last"
    " verdict. The court desk counts every trial that was completed, so that it may show more."
)
# The measure behind each figure (queries.measures).
MEASURES = {
    "complaints": "received",
    "verified": "verified",
    "enquiries": "enquiry",
    "cases": "fir",
    "raids": "raid",
    "arrested": "arrested",
    "challaned": "challaned",
    "convicted": "convicted",
    "acquitted": "acquitted",
    "cases_convicted": "case_convicted",
    "cases_acquitted": "case_acquitted",
    "cases_discharged": "case_discharged",
}
CONVICTED_MEASURES = (
    "complaint_convicted",
    "case_convicted",
    "arrested_convicted",
    "convicted",
    "case_convicted",
)


def build(scope: Scope, asked: Asked) -> Document:
    """The report of one unit and period as a document."""
    found = queries.conviction(scope=scope, period=asked.period, as_of=asked.as_of)
    return Document(
        name=KIND.name,
        version=VERSION,
        title=TITLE,
        asked=asked,
        unit_name=found.unit_name,
        sees_all=found.sees_all,
        headlines=tuple(_headlines(found)),
        parts=(_rates(found, asked), _years(found), _rates_by_year(found), *ledgers(found)),
        words=(BASIS, LEDGER_BASIS, STANDS),
        partial=found.partial,
    )


def _headlines(found: ConvictionReport) -> Iterator[Headline]:
    """Four rates side by side: none of them stands alone."""
    shown = zip(RATES, found.rates, CONVICTED_MEASURES, strict=True)
    for (name, _key), rate, measure in tuple(shown)[:4]:
        yield Headline(name, rate, drill=Drill(measure))


def _rates(found: ConvictionReport, asked: Asked) -> Part:
    columns = (
        Column("counted", N_("Counted"), text=True),
        Column("rate", N_("Rate")),
        Column("per_100k", N_("Per 100,000")),
        Column("open", N_("Still open"), N_("neither complaint nor case has ended")),
        Column("words", N_("In words"), text=True),
    )
    still_open = {
        "per_complaint": _open(found.still_open[0], found.total.complaints, asked),
        "per_case": _open(found.still_open[1], found.total.cases, asked),
    }
    rows = [
        Row(
            (name, rate, rate.per_100k, still_open.get(key), rate.definition),
            drills={"rate": Drill(measure)},
        )
        for (name, key), rate, measure in zip(RATES, found.rates, CONVICTED_MEASURES, strict=True)
    ]
    table = Table("rates", N_("Conviction rates of the period"), columns, tuple(rows))
    return Part(N_("Conviction rates"), table)


def _open(count: int, total: int, asked: Asked) -> Cell:
    """How much of a cohort may yet be convicted. Beside the ledgers it would tell small counts."""
    if asked.public:
        return Hidden(small=False)
    return Rate(count, total, "", "cohort", asked.as_of, N_("still open / all"))


def _years(found: ConvictionReport) -> Part:
    shown = (*FUNNEL, *COURT)
    columns = (
        Column("year", N_("Year"), text=True),
        *(Column(each.key, each.label, each.definition, adds_up=True) for each in shown),
    )

    def row(name: str, figures: Figures, period: Period | None, partial: str = "") -> Row:
        drills = {each.key: Drill(MEASURES[each.key], _window(period)) for each in shown}
        cells: tuple[Cell, ...] = (name, *(figures.of(each) for each in shown))
        return Row(cells, total=period is None, partial=partial, drills=drills)

    rows = [
        row(str(of.year), of.figures, found.period.within(of.year), _partial(of))
        for of in found.rows
    ]
    rows.append(row(N_("Total"), found.total, None))
    table = Table("years", N_("Figures by year"), columns, tuple(rows))
    return Part(N_("From complaint to conviction"), table, tuple(_charts(found)), (BASIS,))


def _charts(found: ConvictionReport) -> Iterator[Bars]:
    steps = [
        Bar(
            step.label,
            found.total.of(step),
            f"{found.total.of(step):,}",
            _notes(found).get(step.key, ""),
            Drill(MEASURES[step.key]),
        )
        for step in FUNNEL
    ]
    yield Bars("funnel", N_("From complaint to conviction"), tuple(steps), "funnel")
    for key, title in (
        ("complaints", N_("Complaints received by year")),
        ("convicted", N_("Accused convicted by year")),
    ):
        yield Bars(key, title, tuple(_year_bar(row, key, found) for row in found.rows))


def _year_bar(row: YearRow, key: str, found: ConvictionReport) -> Bar:
    count: int = getattr(row.figures, key)
    drill = Drill(MEASURES[key], _window(found.period.within(row.year)))
    return Bar(str(row.year), count, f"{count:,}", N_("partial") if row.partial else "", drill)


def _notes(found: ConvictionReport) -> dict[str, tuple[str, ...]]:
    """A share only where one step is counted in the other's unit."""
    verified, enquiries, cases = found.yields
    total = found.total
    challaned = Rate(total.challaned, total.arrested, "accused", "period", found.as_of, "")
    return {
        "verified": _share_of(N_("of complaints"), verified),
        "enquiries": _share_of(N_("of verified"), enquiries),
        "cases": _share_of(N_("of enquiries"), cases),
        "arrested": (N_("persons"),),
        "challaned": _share_of(N_("persons, of arrests"), challaned),
        "convicted": _share_of(N_("persons, of arrests"), found.rates[2], RATE_DIGITS),
    }


def _share_of(words: str, rate: Rate, digits: int = 1) -> tuple[str, ...]:
    """Events of one period need not come from one another: more than all is no share."""
    return (words, rate.percent_text(digits)) if rate.is_share() else ()


def _rates_by_year(found: ConvictionReport) -> Part:
    columns = (
        Column("year", N_("Year"), text=True),
        *(
            Column(key, name, rate.definition)
            for (name, key), rate in zip(RATES, found.rates, strict=True)
        ),
    )
    keys = [key for _name, key in RATES]

    def drills(period: Period | None) -> dict[str, Drill]:
        return {
            key: Drill(measure, _window(period))
            for key, measure in zip(keys, CONVICTED_MEASURES, strict=True)
        }

    rows = [
        Row(
            (str(row.year), *row.rates),
            partial=_partial(row),
            drills=drills(found.period.within(row.year)),
        )
        for row in found.rows
    ]
    rows.append(Row((N_("Whole period"), *found.rates), total=True, drills=drills(None)))
    title = N_("Conviction rates by year")
    return Part(title, Table("rates_by_year", title, columns, tuple(rows)))


def _partial(row: YearRow) -> str:
    if not row.partial:
        return ""
    return N_("no data") if row.covered is None else span_of(row.covered)


def _window(period: Period | None) -> dict[str, str]:
    if period is None:
        return {}
    return {"from": period.start.isoformat(), "to": period.end.isoformat()}


KIND = Kind(
    name="conviction",
    title=TITLE,
    summary=N_("The conviction rates side by side, the funnel by year, and where the rest went."),
    version=VERSION,
    build=build,
    takes=("interval", "public"),
    returnable=True,
)
