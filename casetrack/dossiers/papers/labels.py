"""Labels for the exhibits of a case, each with a QR code that leads to its page."""

from __future__ import annotations

from flask_babel import gettext as _

from casetrack.dossiers import tree
from casetrack.dossiers.papers.sheet import Label, Labels, Sheet
from casetrack.web.filters import show_instant


def labels(dossier: tree.Dossier, addresses: dict[str, str]) -> Sheet:
    """A label for each exhibit; `addresses` by reference, where its QR code leads.

    Where casetrack does not know its own address the code says which exhibit it is.
    """
    return Sheet(
        title=_("Evidence labels"),
        subtitle=dossier.cover.number,
        authority="",
        blocks=(Labels(tuple(_label(dossier, one, addresses) for one in dossier.exhibits)),),
    )


def _label(dossier: tree.Dossier, one: tree.Exhibit, addresses: dict[str, str]) -> Label:
    return Label(
        reference=one.reference,
        case_number=dossier.cover.number,
        description=" – ".join(word for word in (one.description, one.maker) if word),
        seal=one.seal,
        taken=show_instant(one.custody[0].at) if one.custody else "",
        address=addresses[one.reference] or f"{dossier.cover.number} {one.reference}",
    )
