"""Labels for the exhibits of a case, each with a QR code that leads to its page."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext as _

from casetrack.dossiers.papers.sheet import Label, Labels, Sheet
from casetrack.evidence.queries import Label as Told
from casetrack.web.filters import show_instant


def labels(number: str, told: Iterable[Told], url: str) -> Sheet:
    """A label for each exhibit of the case; `url` is where officers reach casetrack."""
    return Sheet(
        title=_("Evidence labels"),
        subtitle=number,
        authority="",
        blocks=(Labels(tuple(_label(one, url) for one in told)),),
    )


def _label(one: Told, url: str) -> Label:
    """Where casetrack does not know its own address the code says which exhibit it is."""
    return Label(
        reference=one.reference,
        case_number=one.case_number,
        description=" – ".join(word for word in (one.description, one.maker_number) if word),
        seal=one.seal,
        register=one.register_number,
        taken=f"{show_instant(one.taken_at)}, {one.taken_by}",
        address=f"{url}{one.path}" if url else f"{one.case_number} {one.reference}",
    )
