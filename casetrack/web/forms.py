"""The base form and the few fields that WTForms lacks."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, DateTimeLocalField, HiddenField, StringField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from casetrack.db import KARACHI
from casetrack.rules.refusals import Refused
from casetrack.web.errors import refusal_words

MINOR_UNITS = 100


class Form(FlaskForm):
    """Every form that writes: carries its idempotency key and the version it was read at."""

    idempotency_key = HiddenField(default=lambda: uuid.uuid4().hex)
    version = HiddenField(default="")

    def refuse(self, refused: Refused) -> None:
        """Pin a refusal on the field it speaks of, else on the whole form."""
        field = self._fields.get(refused.field)
        words = refusal_words(refused)
        if field is None:
            self.form_errors.append(words)
        else:
            field.errors = [*field.errors, words]

    def stale(self, row_version: int) -> bool:
        """True if somebody saved the row since this form was shown."""
        shown = self.version.data or ""
        return shown.isdigit() and int(shown) != row_version


def required(message: str) -> InputRequired:
    """The field must be filled; the message says what to do ("Enter the place of arrest")."""
    return InputRequired(message=message)


def optional() -> Optional:
    return Optional(strip_whitespace=True)


def short_text() -> Length:
    return Length(max=300, message=_l("Use at most 300 characters"))


def long_text() -> Length:
    return Length(max=100_000, message=_l("Use at most 100,000 characters"))


class LocalDateField(DateField):
    """A day in Pakistan (yyyy-mm-dd from the browser's date control)."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(_("Enter a date, as 21/11/2026")) from error


class LocalInstantField(DateTimeLocalField):
    """Date and time as read off a clock in Pakistan; `data` is an aware instant in UTC."""

    def process_data(self, value: datetime | None) -> None:
        # Whole minutes: seconds would only be noise to whoever reads or corrects the field.
        local = value.astimezone(KARACHI).replace(second=0, microsecond=0) if value else None
        self.data = local.replace(tzinfo=None) if local else None

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(_("Enter a date and time, as 21/11/2026 14:30")) from error

    def instant(self) -> datetime | None:
        """The moment that was entered, aware and in UTC."""
        if self.data is None:
            return None
        return self.data.replace(tzinfo=KARACHI).astimezone(UTC)


class MoneyField(StringField):
    """An amount as people type it ("72,000", "7.2 crore"); `minor()` gives integer paisa."""

    WORDS: ClassVar = {"lakh": 100_000, "lac": 100_000, "crore": 10_000_000, "million": 1_000_000}

    def pre_validate(self, _form: Any) -> None:
        if self.data and self.minor() is None:
            raise ValidationError(_("Enter an amount in digits, as 72,000 or 7.2 crore"))

    def minor(self) -> int | None:
        """The amount in minor units, or None when empty or unreadable."""
        parts = (self.data or "").replace(",", "").lower().removeprefix("rs").split()
        try:
            amount = Decimal(parts[0]) * self.WORDS.get("".join(parts[1:]) or "one", 1)
        except (IndexError, InvalidOperation):
            return None
        unknown = parts[1:] and parts[1] not in self.WORDS
        if unknown or not amount.is_finite() or amount < 0:
            return None
        return int(amount * MINOR_UNITS)
