"""A form with one row for each accused or charge, most of them left as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

import wtforms
from flask_babel import lazy_gettext as _l
from wtforms import FieldList, HiddenField
from wtforms.fields import SelectChoice as SelectChoice  # type: ignore[attr-defined]  # noqa: PLC0414

from casetrack.rules.choices import Choice
from casetrack.rules.refusals import Refused
from casetrack.web.errors import refusal_words
from casetrack.web.forms import Form, LocalDateField, LocalInstantField


def options(choices: tuple[Choice, ...], *before: SelectChoice) -> list[SelectChoice]:
    """A list as a select wants it, behind the lines that come first."""
    return [*before, *(SelectChoice(choice.key, _l(choice.label)) for choice in choices)]


def moment(field: LocalInstantField) -> datetime:
    """The instant of a field that was required."""
    found = field.instant()
    if found is None:
        raise ValueError(f"{field.name} was not validated")
    return found


def day(field: LocalDateField) -> date:
    """The day of a field that was required."""
    found: date | None = field.data
    if found is None:
        raise ValueError(f"{field.name} was not validated")
    return found


def blank(words: Any) -> SelectChoice:
    """The line of a select that chooses nothing."""
    return SelectChoice("", words)


class Row(wtforms.Form):
    """One row; `key` is the id of the accused or the charge that it is about."""

    key = HiddenField()

    def id(self) -> UUID | None:
        """The id, or None when somebody sent what is no id."""
        try:
            return UUID(self.key.data or "")
        except ValueError:
            return None


class RowsForm(Form):
    """Has a FieldList of Rows named `rows`. A refusal on "name:<id>" is pinned on its row."""

    rows: FieldList[Any]
    # Fields of a row that, left blank, take what stands above the table.
    COMMON: tuple[str, ...] = ()

    def __init__(self, *args: Any, alias: Mapping[UUID, UUID] | None = None, **given: Any) -> None:
        """`alias` leads from the id of a refusal to the row that it belongs to."""
        super().__init__(*args, **given)
        self.alias = alias or {}

    def lines(self) -> Iterator[tuple[UUID, Any]]:
        """Each row that has an id, with it."""
        for entry in self.rows.entries:
            key = entry.form.id()
            if key is not None:
                yield key, entry.form

    def refuse(self, refused: Refused) -> None:
        name, colon, text = refused.field.partition(":")
        row = self._row(text) if colon else None
        if row is None or name not in row or (name in self.COMMON and not row[name].data):
            super().refuse(Refused(refused.message, field=name, **refused.params))
            return
        words = refusal_words(refused)
        row[name].errors = [*row[name].errors, words]
        # The list of rows counts as wrong, too, or the summary would not open.
        self.rows.errors = [*self.rows.errors, {name: [words]}]

    def _row(self, text: str) -> Any:
        key = UUID(text)
        return dict(self.lines()).get(self.alias.get(key, key))
