"""Words in the reader's language. The catalogue is found once a request, not once a word."""

from __future__ import annotations

from gettext import NullTranslations

from flask import Flask, g
from flask_babel import Babel, get_translations


def init_app(app: Flask) -> None:
    Babel(app)
    app.jinja_env.install_gettext_callables(say, _number, newstyle=True)  # type: ignore[attr-defined]


def say(words: str) -> str:
    """These marked words as the reader reads them; "" stays "" (it is a catalogue's own head)."""
    return str(_catalogue().gettext(words)) if words else ""


def _number(one: str, many: str, number: int) -> str:
    return str(_catalogue().ngettext(one, many, number))


def _catalogue() -> NullTranslations:
    found: NullTranslations | None = g.get("catalogue")
    if found is None:
        found = g.catalogue = get_translations()
    return found
