"""Parts about complaints that name a call centre, said so that no lawful one is tarred."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from casetrack.reports.document import Column, Drill, Part, Row, Table
from casetrack.reports.facts import Asked
from casetrack.reports.queries.oversight import Held, Named, Naming
from casetrack.reports.wording import cut_year
from casetrack.rules.words import N_

COMPLAINTS = N_("Complaints that name a call centre")
ORGANISATIONS = N_("Organisations named or raided")
# A complaint names an organisation; which of its addresses is meant, it does not say.
SHOWN = (Held.LICENSED, Held.MEMBER, Held.LAPSED, Held.NONE)
NAMING = N_(
    "A complaint names a call centre when both hold the same phone number, account, address on the"
    " net or other identifier. That is a lead and no finding: numbers are forged and passed on, and"
    " a lawful centre is also named where somebody posed as it."
)
BEST = N_(
    "A centre with several addresses counts by the best that any of them held on the day the"
    " complaint was received. A complaint that names two centres counts under the standing of each."
)
LISTED = N_(
    "At most 50, the most named first. To be listed is no finding against anybody: read the"
    " complaints and the registration before a name is passed on."
)
NOT_LISTED = N_("Names are listed only for officers who may read the register, and never publicly.")


def complaints_part(years: Mapping[int, Naming], asked: Asked) -> Part:
    """One row a year."""
    columns = (
        Column("year", N_("Year"), text=True),
        Column("received", N_("Complaints"), N_("received in the year"), adds_up=True),
        Column("naming", N_("Name a call centre"), N_("each once"), adds_up=True),
        *(Column(held.value.lower(), held.label, adds_up=True) for held in SHOWN),
    )
    rows = [
        replace(_row(str(year), naming), partial=cut_year(asked, year))
        for year, naming in years.items()
    ]
    whole = Naming()
    for naming in years.values():
        whole.received += naming.received
        whole.naming += naming.naming
        whole.by_held.update(naming.by_held)
    total = replace(_row(N_("Total"), whole), total=True, drills={"received": Drill("received")})
    table = Table("complaints", COMPLAINTS, columns, (*rows, total))
    return Part(COMPLAINTS, table, words=(NAMING, BEST))


def _row(name: str, of: Naming) -> Row:
    return Row((name, of.received, of.naming, *(of.by_held[held] for held in SHOWN)))


def organisations_part(named: Sequence[Named] | None) -> Part:
    """Who is named; None: the reader may not be told."""
    columns = (
        Column("name", N_("Organisation"), text=True),
        Column("standing", N_("Standing at the end of the period"), text=True),
        Column("complaints", N_("Complaints that name it")),
        Column("raids", N_("Raids on its sites")),
    )
    rows = tuple(Row((one.name, one.held.label, one.complaints, one.raids)) for one in named or ())
    words = (NOT_LISTED,) if named is None else (LISTED,)
    return Part(ORGANISATIONS, Table("organisations", ORGANISATIONS, columns, rows), words=words)
