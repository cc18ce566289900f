"""The one door: every view is closed until it names the permission that opens it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit
from uuid import UUID

from flask import Flask, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import ColumnElement, Select

from casetrack import audit
from casetrack.db import session
from casetrack.rules.actor import Actor
from casetrack.rules.roles import Permission
from casetrack.web.transaction import note_refusal

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])
Row = TypeVar("Row")


class OpenView(RuntimeError):
    """A view was registered without saying who may use it; casetrack won't start."""


def permit(permission: Permission) -> Callable[[View], View]:
    """Open a view to the roles that hold this permission."""

    def mark(view: View) -> View:
        view.permission = permission  # type: ignore[attr-defined]
        return view

    return mark


def public(reason: str) -> Callable[[View], View]:
    """Open a view to everybody, and say why that is right."""

    def mark(view: View) -> View:
        view.public_reason = reason  # type: ignore[attr-defined]
        return view

    return mark


def current_actor() -> Actor:
    """The officer behind this request; only called behind a permission, so there is one."""
    actor: Actor = current_user.actor
    return actor


def find(rows: Select[Row], *conditions: ColumnElement[bool]) -> Row:
    """The one row among those the actor may see, or 404: hidden and absent answer alike."""
    row = session.scalars(rows.where(*conditions)).unique().one_or_none()
    if row is None:
        note_list()  # that somebody asked for what is not his is known to the audit
        abort(404)
    root = audit.root_of(row)
    if root is not None:
        audit.seen(root)
    return row


def note_list() -> None:
    """Note that the actor was shown a list or the hits of a search, on his unit's chain."""
    audit.seen(("unit", current_actor().unit_id))


def note_bad_try(unit_id: UUID | None) -> None:
    """Note a refused sign-in on a unit's chain; before the first unit there is no chain."""
    note_refusal()
    if unit_id is not None:
        audit.seen(("unit", unit_id))


def init_app(app: Flask) -> None:
    app.before_request(_let_in)


def permission_of(app: Flask, endpoint: str) -> Permission | None:
    """What a view demands, or None for a public one. Raises OpenView if it says neither."""
    view: Any = app.view_functions[endpoint]
    if endpoint == "static" or getattr(view, "public_reason", None):
        return None
    permission: Permission | None = getattr(view, "permission", None)
    if permission is None:
        raise OpenView(f"{endpoint} names no permission (web/guard.py: permit or public)")
    return permission


def check_every_view(app: Flask) -> None:
    for endpoint in app.view_functions:
        permission_of(app, endpoint)


def _let_in() -> ResponseReturnValue | None:
    if request.endpoint is None:
        return None  # Flask answers 404 or 405 by itself.
    permission = permission_of(current_app, request.endpoint)
    if permission is None:
        return None
    if not current_user.is_authenticated:
        return _ask_to_sign_in()
    if current_user.must_change_password and permission is not Permission.OWN_ACCOUNT:
        return redirect(url_for("accounts.change_password"), 303)
    if not current_actor().may(permission):
        note_list()
        abort(403)
    return None


def _ask_to_sign_in() -> ResponseReturnValue:
    """Send to the sign-in page and back to where the officer was; a script's request gets a 401."""
    if request.headers.get("HX-Request") or request.headers.get("Tus-Resumable"):
        abort(401)
    wanted = request.full_path.rstrip("?") if request.method == "GET" else _page_of_form()
    return redirect(url_for("accounts.sign_in", next=wanted or None), 303)


def _page_of_form() -> str:
    """The page a form was sent from: what was typed there comes back after the sign-in."""
    came_from = urlsplit(request.referrer or "")
    if came_from.netloc != request.host:
        return ""
    return f"{came_from.path}?{came_from.query}".rstrip("?")
