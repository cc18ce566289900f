"""Persons found at a site: pasted, checked row by row, then saved with what all share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import NumberRange

from casetrack.accounts.models import Officer
from casetrack.operations import sheet
from casetrack.operations.facts import FoundCommon
from casetrack.operations.forms.officers import officer_choices
from casetrack.web.forms import Form, LocalInstantField, long_text, optional, short_text


class PersonsForm(Form):
    """The pasted rows or the file; and, once checked, what holds for everyone arrested."""

    rows_text = TextAreaField(_l("Rows"))
    file = FileField(_l("Or a CSV file"))
    arrested_at = LocalInstantField(_l("Arrested at"), [optional()])
    relative_informed_at = LocalInstantField(_l("Relatives told at"), [optional()])
    place = StringField(_l("Place of arrest"), [short_text()])
    officer_id = SelectField(_l("Arresting officer"))
    first_memo = IntegerField(
        _l("First memo number"),
        [optional(), NumberRange(1, 1_000_000_000, _l("Enter a whole number"))],
    )
    screened_by = StringField(_l("Screened for trafficking by"), [short_text()])
    screening = TextAreaField(_l("How they were screened, and the finding"), [long_text()])

    def offer(self, officers: Sequence[Officer]) -> None:
        self.officer_id.choices = officer_choices(officers)

    def pasted(self) -> list[sheet.Cells]:
        """The rows of the file, or else of the text. Raises Refused."""
        if self.file.data:
            return sheet.read(sheet.decode(self.file.data.read()))
        return sheet.read(self.rows_text.data or "")

    def demand_arrest_facts(self) -> bool:
        """Whether all is told that an arrest needs; pins what is missing."""
        for field, words in (
            (self.arrested_at, _("Enter when they were arrested")),
            (self.relative_informed_at, _("Enter when relatives were told (CrPC s.54-A)")),
            (self.place, _("Enter where they were arrested")),
            (self.screened_by, _("Enter who screened them (PTPA 2018 s.6)")),
            (self.screening, _("Enter how they were screened, and the finding")),
        ):
            if not field.data and not field.errors:
                field.errors = [words]
        return not any(field.errors for field in self)

    def common(self) -> FoundCommon:
        arrested_at = self.arrested_at.instant()
        if arrested_at is None:
            raise ValueError("arrested_at was not demanded")
        return FoundCommon(
            arrested_at=arrested_at,
            relative_informed_at=self.relative_informed_at.instant(),
            officer_id=UUID(self.officer_id.data),
            place=self.place.data or "",
            screened_by=self.screened_by.data or "",
            screening=self.screening.data or "",
            first_memo=self.first_memo.data,
        )


def posted_rows(fields: Mapping[str, str]) -> list[sheet.Cells]:
    """The rows of the checking table as they came back, without those to leave out."""
    numbers = sorted(
        int(name.split("-")[1])
        for name in fields
        if name.startswith("row-") and name.endswith("-name") and name.split("-")[1].isdecimal()
    )
    rows = [
        {key: " ".join(fields.get(f"row-{number}-{key}", "").split()) for key in sheet.KEYS}
        for number in numbers[: sheet.LONGEST]
        if f"row-{number}-drop" not in fields
    ]
    return [row for row in rows if any(row.values())]
