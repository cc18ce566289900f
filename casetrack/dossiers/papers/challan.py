"""The police report to the court (challan), in the columns of its form."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext as _

from casetrack.dossiers import tree
from casetrack.dossiers.papers.sheet import Facts, Grid, Sheet, Signatures, Words
from casetrack.web.filters import show_date, show_instant

AUTHORITY = "CrPC 1898 s.173; Police Rules 1934 r.25.56, form 25.56(1)"


def challan_form(dossier: tree.Dossier, reference: str) -> Sheet:
    """One challan: complainant, accused of either column, property, witnesses, offence."""
    challan = next(one for one in dossier.challans if one.number == reference)
    told = dossier.particulars
    return Sheet(
        title=_("Challan: %(kind)s", kind=_(challan.kind)),
        subtitle=_("No. %(number)s of %(day)s", number=challan.number, day=_day(challan)),
        authority=AUTHORITY,
        blocks=(
            Facts(
                "",
                (
                    (_("First information report"), told.fir_number),
                    (_("Recorded"), show_instant(told.fir_at)),
                    (_("Police station"), told.police_station),
                    (_("Offences"), "; ".join(f"{one.label} {one.title}" for one in told.sections)),
                    (_("Investigating officer"), told.investigator),
                    (_("Court"), dossier.cover.court),
                    (_("Prosecutor"), challan.prosecutor),
                ),
            ),
            Words(_("1. Complainant or informant"), _complainants(dossier)),
            Words(_("2. Accused not sent up"), (challan.not_sent_up or _("None."),)),
            _sent_up(dossier, challan),
            _property(dossier),
            Words(_("5. Witnesses"), challan.witnesses or (_("None named."),)),
            Words(_("6. Brief facts"), _brief(dossier)),
            Signatures((_("Officer in charge of the police station"), _("Prosecutor"))),
        ),
    )


def _day(challan: tree.Challan) -> str:
    return show_date(challan.submitted_on)


def _complainants(dossier: tree.Dossier) -> tuple[str, ...]:
    named = [f"{one.number}: {one.complainant}" for one in dossier.complaints if one.complainant]
    return tuple(named) or (_("The State."),)


def _sent_up(dossier: tree.Dossier, challan: tree.Challan) -> Grid:
    sent_up = set(_each(challan.sent_up))
    return Grid(
        _("3. Accused sent up for trial: %(span)s", span=challan.sent_up),
        ((_("Accused"), 12), (_("Name and parentage"), 40), (_("Custody"), 20), (_("Stands"), 28)),
        tuple(
            (
                one.reference,
                f"{one.name} / {one.father_name}" if one.father_name else one.name,
                _(one.custody),
                _(one.state),
            )
            for one in dossier.accused
            if one.reference in sent_up
        ),
    )


def _property(dossier: tree.Dossier) -> Grid:
    return Grid(
        _("4. Property sent in"),
        ((_("Exhibit"), 12), (_("Kind"), 24), (_("Description"), 64)),
        tuple((one.reference, _(one.kind), one.description) for one in dossier.exhibits),
    )


def _brief(dossier: tree.Dossier) -> tuple[str, ...]:
    return tuple(one.narrative for one in dossier.complaints) or (
        _("See the first information report."),
    )


def _each(span: str) -> Iterator[str]:
    """Every accused of "A-001 – A-003, A-007"."""
    for run in filter(None, span.split(", ")):
        first, _dash, last = run.partition(" – ")
        start, end = (int(one.removeprefix("A-")) for one in (first, last or first))
        yield from (f"A-{serial:03d}" for serial in range(start, end + 1))
