"""Words in the reader's language. The catalogue is found once a request, not once a word."""

from __future__ import annotations

from gettext import NullTranslations

from flask import Flask, g
from flask_babel import Babel, get_translations
from markupsafe import escape


def init_app(app: Flask) -> None:
    Babel(app)
    # Jinja takes what these answer for HTML. Marked words hold none, so whatever looks like it came
    # with data, and is shown as text.
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda words: escape(say(words)),
        lambda one, many, number: escape(_number(one, many, number)),
        newstyle=True,
    )


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
