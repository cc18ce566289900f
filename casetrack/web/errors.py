"""Every failure answers in plain words, with the same headers and layout as any page."""

from __future__ import annotations

import errno

from flask import Flask, current_app, g, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from markupsafe import escape
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from casetrack.rules.refusals import Refused
from casetrack.rules.words import N_

TITLES = {
    400: N_("The form could not be read"),
    401: N_("Sign in again"),
    403: N_("Your role does not allow this"),
    404: N_("Page not found"),
    405: N_("That address takes another kind of request"),
    409: N_("Somebody changed this meanwhile"),
    413: N_("That is too large"),
    422: N_("Something in the form needs correcting"),
    429: N_("Too many tries"),
    500: N_("casetrack failed; nothing was saved"),
    507: N_("The server's disk is full; nothing was saved"),
}
WORDS = {
    400: N_("Go back, load the page again and send the form once more. What you typed is kept."),
    401: N_("Your session has ended. Sign in again and carry on where you were."),
    403: N_("Ask your supervisor if you need it for your work."),
    404: N_("It does not exist, or it is not open to you."),
    405: N_("Use the buttons on the page."),
    409: N_("Go back, load the page again and look at what changed before you save."),
    413: N_("The largest upload is 64 MB."),
    422: N_("Go back and correct it."),
    429: N_("Wait a while and try again."),
    500: N_("Try again. If it fails again, tell the operator the time and the request number."),
    507: N_("Tell the operator. Keep what you typed, and send it again when there is room."),
}
# How a database says that it cannot grow: SQLite in words, PostgreSQL by this SQLSTATE.
SQLITE_FULL = "database or disk is full"
POSTGRESQL_FULL = "53100"


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, _show_http_error)
    app.register_error_handler(CSRFError, _show_expired_form)
    app.register_error_handler(Refused, _show_refusal)
    app.register_error_handler(StaleDataError, _show_stale_row)
    app.register_error_handler(Exception, _show_failure)


def refusal_words(refused: Refused) -> str:
    """A refusal in the reader's language."""
    return str(_(refused.message)).format(**refused.params)


def show_error(code: int, words: str = "") -> tuple[str, int]:
    title = _(TITLES.get(code, TITLES[500]))
    text = words or _(WORDS.get(code, WORDS[500]))
    try:
        return render_template("shared/error.html", code=code, title=title, words=text), code
    except Exception:
        # The frame asks who is signed in, and a host we do not know has no addresses.
        current_app.logger.exception("request %s: the page of its failure failed", g.request_id)
        return _bare_page(title, text), code


def _bare_page(title: str, words: str) -> str:
    """A failure in words alone, when not even the frame of a page can be had."""
    title, words = escape(title), escape(words)
    head = f'<head><meta charset="utf-8"><title>{title}</title></head>'
    return f"<!doctype html><html>{head}<body><h1>{title}</h1><p>{words}</p></body></html>"


def _show_http_error(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error.get_response()  # A redirect that Werkzeug raises is an answer.
    return show_error(error.code)


def _show_expired_form(_error: CSRFError) -> tuple[str, int]:
    return show_error(400)


def _show_refusal(refused: Refused) -> tuple[str, int]:
    return show_error(409, refusal_words(refused))


def _show_stale_row(_error: StaleDataError) -> tuple[str, int]:
    return show_error(409)


def _show_failure(error: Exception) -> tuple[str, int]:
    current_app.logger.error("request %s failed", g.request_id, exc_info=error)
    return show_error(507 if _is_full(error) else 500)


def _is_full(error: Exception) -> bool:
    """Whether the disk, or the share of it that we may use, has no room left."""
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    if not isinstance(error, DBAPIError):
        return False
    return SQLITE_FULL in str(error.orig) or getattr(error.orig, "sqlstate", "") == POSTGRESQL_FULL
