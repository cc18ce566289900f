"""How casetrack writes a day, an instant, an amount and a language on the page."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pycountry
from flask import Flask, current_app
from flask_babel import get_locale
from flask_babel import gettext as _

from casetrack.db import KARACHI

LAKH = 100_000
CRORE = 10_000_000
MILLION = 1_000_000
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
EMPTY = "–"


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(
        date=show_date,
        instant=show_instant,
        money=show_money,
        country=country_name,
        count=show_count,
    )
    app.context_processor(_language)


def show_date(day: date | None) -> str:
    """21 Nov 2026. An instant is shown as its day in Karachi."""
    if day is None:
        return EMPTY
    if isinstance(day, datetime):
        day = day.astimezone(KARACHI).date()
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def show_instant(instant: datetime | None) -> str:
    """21 Nov 2026, 10:20 PKT."""
    if instant is None:
        return EMPTY
    local = instant.astimezone(KARACHI)
    return f"{show_date(instant)}, {local:%H:%M} PKT"


def show_count(number: int | None) -> str:
    """639,564; nothing known is a dash."""
    return EMPTY if number is None else f"{number:,}"


def show_money(minor: int | None, currency: str = "PKR") -> str:
    """Integer minor units as people read them: Rs 7.2 crore, Rs 72 million, USD 1,200."""
    if minor is None:
        return EMPTY
    amount = Decimal(minor) / 100
    symbol = "Rs" if currency == "PKR" else currency
    return f"{symbol} {_readable(amount, current_app.config['AMOUNTS'], currency)}"


def country_name(code: str | None) -> str:
    """The name of an ISO 3166 alpha-2 country."""
    country = pycountry.countries.get(alpha_2=code) if code else None
    if country is None:
        return EMPTY
    return str(getattr(country, "common_name", country.name))


def _readable(amount: Decimal, style: str, currency: str) -> str:
    units: tuple[tuple[int, str], ...] = ((MILLION, _("million")),)
    if style == "lakh" and currency == "PKR":
        units = ((CRORE, _("crore")), (LAKH, _("lakh")))
    for size, word in units:
        # Only a number that the word writes exactly; 71,234,567 keeps all its digits.
        if amount >= size and amount % (size // 100) == 0:
            return f"{(amount / size).normalize():f} {word}"
    return f"{amount:,.0f}" if amount == amount.to_integral() else f"{amount:,.2f}"


def _language() -> dict[str, str]:
    locale = get_locale()
    language = locale.language if locale else "en"
    return {"html_lang": language, "html_dir": "rtl" if language in ("ur", "ar") else "ltr"}
