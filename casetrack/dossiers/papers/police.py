"""Papers of the police: memos of seizure and arrest, remand and custody sheets."""

from __future__ import annotations

from flask_babel import gettext as _

from casetrack.dossiers import tree
from casetrack.dossiers.papers.sheet import Block, Facts, Grid, Sheet, Signatures, Words
from casetrack.web.filters import country_name, show_count, show_date, show_instant

WITNESSES = 2  # CrPC 1898 s.103: two or more respectable inhabitants


def seizure_memo(dossier: tree.Dossier, reference: str) -> Sheet:
    """What one raid or search brought, item by item, on the day it was taken."""
    raid = next(one for one in dossier.raids if one.reference == reference)
    taken = [one for one in dossier.exhibits if one.taken_in == reference]
    words = _(
        "The things listed were taken, packed and sealed at the place in the presence of those "
        "who sign. A copy of this list was given to the occupant."
    )
    witnesses = [_("Witness %(number)d", number=one) for one in range(1, WITNESSES + 1)]
    return Sheet(
        title=_("Seizure memo"),
        subtitle=f"{reference}, {raid.place}",
        authority="CrPC 1898 s.103; PECA 2016 s.33, s.36(1)",
        blocks=(
            _search(raid),
            _property(taken),
            Words("", (words,)),
            Signatures((*witnesses, _("Occupant or owner"), _("Officer who seized"))),
        ),
    )


def _search(raid: tree.Raid) -> Facts:
    return Facts(
        _("Search"),
        (
            (_("Begun"), show_instant(raid.started_at)),
            (_("Ended"), show_instant(raid.ended_at)),
            (_("Place"), raid.place),
            (_("Premises of"), raid.organisation),
            (_("Warrant"), _warrant(raid)),
            (_("Led by"), raid.leader),
        ),
    )


def _warrant(raid: tree.Raid) -> str:
    if raid.warrant:
        return f"{raid.warrant}, {raid.warrant_court}, {show_date(raid.warrant_on)}"
    return str(_("None: %(reason)s", reason=raid.no_warrant_reason))


def _property(taken: list[tree.Exhibit]) -> Grid:
    return Grid(
        _("Property taken"),
        (
            (_("Exhibit"), 10),
            (_("Kind"), 16),
            (_("Description"), 36),
            (_("Quantity"), 10),
            (_("Seal"), 14),
            (_("Found at"), 14),
        ),
        tuple(
            (
                one.reference,
                _(one.kind),
                " – ".join(word for word in (one.description, one.maker) if word),
                show_count(one.quantity),
                one.seal,
                one.found_at,
            )
            for one in taken
        ),
    )


def arrest_memo(dossier: tree.Dossier, reference: str) -> Sheet:
    """One accused and each of his arrests, with what the law owes him."""
    one = _accused(dossier, reference)
    blocks: list[Block] = [_particulars(one)]
    blocks += [_arrest(one, arrest) for arrest in one.arrests]
    blocks += [
        Words(
            "",
            (
                _(
                    "The grounds of arrest were told to the person arrested, who was informed of "
                    "the right to consult a lawyer of his choice."
                ),
            ),
        ),
        Signatures((_("Person arrested"), _("Witness"), _("Officer who arrested"))),
    ]
    return Sheet(
        title=_("Arrest memo"),
        subtitle=f"{reference} {one.name}",
        authority="Constitution Art.10; CrPC 1898 s.54, s.61",
        blocks=tuple(blocks),
    )


def _accused(dossier: tree.Dossier, reference: str) -> tree.AccusedSheet:
    return next(one for one in dossier.accused if one.reference == reference)


def _particulars(one: tree.AccusedSheet) -> Facts:
    return Facts(
        _("Person"),
        (
            (_("Name"), one.name),
            (_("Father's name"), one.father_name),
            (_("Also known as"), one.aliases),
            (_("Sex"), _(one.sex)),
            (_("Age"), one.age),
            (_("Nationality"), country_name(one.nationality)),
            *((_(label), value) for label, value in one.papers),
            (_("Address"), one.address),
        ),
    )


def _arrest(one: tree.AccusedSheet, arrest: tree.Arrest) -> Facts:
    consul = show_instant(arrest.consulate_informed_at) if one.foreign else ""
    return Facts(
        _("Arrest"),
        (
            (_("When"), show_instant(arrest.at)),
            (_("Where"), arrest.place),
            (_("By"), arrest.officer),
            (_("Memo number"), arrest.memo),
            (_("Relative informed"), show_instant(arrest.relative_informed_at)),
            *([(_("Consulate informed (Vienna Convention Art.36)"), consul)] if consul else []),
            (_("Produced before the magistrate"), show_instant(arrest.produced_at)),
            (_("Magistrate"), arrest.produced_before),
            (_("Hours from arrest to production"), arrest.hours),
        ),
    )


def remand_sheet(dossier: tree.Dossier, reference: str) -> Sheet:
    """Every remand and bail order of one accused, with the days of police remand added up."""
    one = _accused(dossier, reference)
    reasons = tuple(f"{_(order.kind)}: {order.reasons}" for order in one.orders if order.reasons)
    return Sheet(
        title=_("Remand sheet"),
        subtitle=f"{reference} {one.name}",
        authority="CrPC 1898 s.61, s.167, s.344, s.497; PECA 2016 s.30A",
        blocks=(
            _particulars(one),
            *(_arrest(one, arrest) for arrest in one.arrests),
            _orders(one),
            Words(_("Reasons recorded"), reasons),
            Signatures((_("Investigating officer"), _("Magistrate"))),
        ),
    )


def _orders(one: tree.AccusedSheet) -> Grid:
    return Grid(
        _("Orders"),
        (
            (_("Order"), 18),
            (_("From"), 13),
            (_("Until"), 13),
            (_("Days"), 8),
            (_("Police remand so far"), 12),
            (_("Court"), 20),
            (_("Number"), 16),
        ),
        tuple(
            (
                _(order.kind),
                show_date(order.on),
                show_date(order.until_on),
                show_count(order.days),
                show_count(order.police_days),
                order.court,
                order.number,
            )
            for order in one.orders
        ),
    )


def custody_sheet(dossier: tree.Dossier, reference: str) -> Sheet:
    """The chain of custody of one exhibit, link by link, with what is wrong in it."""
    one = next(exhibit for exhibit in dossier.exhibits if exhibit.reference == reference)
    return Sheet(
        title=_("Chain of custody"),
        subtitle=f"{reference} {one.description}",
        authority="QSO 1984; Police Rules 1934 r.22.15, r.22.70",
        blocks=(
            Facts(
                _("Exhibit"),
                (
                    (_("Kind"), _(one.kind)),
                    (_("Description"), one.description),
                    (_("Maker and number"), one.maker),
                    (_("Quantity"), show_count(one.quantity)),
                    (_("Seal at seizure"), one.seal),
                    (_("Found at"), one.found_at),
                ),
            ),
            _chain(one),
            Words(_("Gaps, overlaps and broken seals"), one.faults or (_("None found."),)),
            Signatures((_("Malkhana officer"), _("Investigating officer"))),
        ),
    )


def _chain(one: tree.Exhibit) -> Grid:
    return Grid(
        _("Links"),
        (
            (_("No."), 5),
            (_("When"), 15),
            (_("Act"), 14),
            (_("From"), 17),
            (_("To"), 17),
            (_("Place and purpose"), 20),
            (_("Seal"), 12),
        ),
        tuple(
            (
                str(act.seq),
                show_instant(act.at),
                _(act.kind),
                act.from_holder,
                act.to_holder,
                " – ".join(word for word in (act.place, act.purpose) if word),
                " ".join((act.seal, _("intact") if act.seal_intact else _("BROKEN"))),
            )
            for act in one.custody
        ),
    )
