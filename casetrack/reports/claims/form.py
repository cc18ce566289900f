"""What an officer pastes or sends, and how it is to be understood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import HiddenField, SelectField, TextAreaField
from wtforms.validators import Length

from casetrack.accounts.models import Unit
from casetrack.reports.claims.upload import MOST_BYTES, text_of
from casetrack.rules.choices import Choice
from casetrack.rules.claims import Reading, read_table, roles, split
from casetrack.rules.claims.grids import ACROSS, DOWN, LONG
from casetrack.rules.refusals import Refused
from casetrack.rules.words import N_
from casetrack.web.forms import Form

# No page may hold them, and nobody can see them: NUL and the like.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")


def without_controls(text: str | None) -> str:
    return _CONTROLS.sub("", text or "")


class ClaimForm(Form):
    """The table as text or file, the unit it is set against, and the rates printed beside it."""

    table = TextAreaField(_l("Table"), filters=[without_controls])
    file = FileField(_l("Or a file: CSV, TSV or XLSX"))
    unit = SelectField(_l("Compare with the figures of"))
    lies = SelectField(_l("How the table lies"), default="")
    rates = TextAreaField(
        _l("Rates printed beside it"),
        [Length(max=2000, message=_l("Use at most 2,000 characters"))],
        filters=[without_controls],
    )
    shape = HiddenField(default="")

    def offer(self, units: Sequence[Unit]) -> None:
        self.unit.choices = [(unit.code, f"{unit.name} ({unit.code})") for unit in units]
        self.lies.choices = [
            ("", _("As it seems")),
            (DOWN, _("A row for each year or name")),
            (ACROSS, _("A column for each year")),
            (LONG, _("A row for each figure")),
        ]

    def reading(self, chosen: Mapping[str, str]) -> Reading:
        """The table as it is understood, with what was chosen for its columns and rows.

        A file takes the place of the text. Choices made for another grid are left aside.
        Raises Refused.
        """
        if self.file.data:
            with self.file.data.stream as content:
                self.table.data = without_controls(text_of(content.read(MOST_BYTES + 1)))
        reading = read_table(split(self.table.data or ""), self.lies.data or "")
        shown = self.shape.data
        self.shape.data = reading.grid.shape
        if shown != reading.grid.shape:
            return reading
        columns = _picked(chosen, "column", reading.columns, roles.COLUMNS)
        rows = _picked(chosen, "row", reading.rows, roles.ROWS)
        return reading.corrected(columns, rows)


def _picked(
    chosen: Mapping[str, str], name: str, guessed: Sequence[str], choices: Iterable[Choice]
) -> list[str]:
    known = {choice.key for choice in choices}
    picked = [chosen.get(f"{name}-{at}", usual) for at, usual in enumerate(guessed)]
    for at, key in enumerate(picked, start=1):
        if key not in known:
            words = N_("Choose from the list what this is: {name} {number}.")
            raise Refused(words, field="table", name=name, number=at)
    return picked
