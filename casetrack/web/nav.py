"""The main navigation: what this officer's role opens, and where he is."""

from __future__ import annotations

from typing import NamedTuple
from uuid import uuid4

from flask import Flask, current_app, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from casetrack.rules.roles import Permission
from casetrack.rules.words import N_


class NavItem(NamedTuple):
    """One link of the main navigation."""

    label: str
    url: str
    current: bool


ITEMS = (
    (N_("My work"), "worklist.show", Permission.WORKLIST_READ),
    (N_("Complaints"), "complaints.index", Permission.COMPLAINT_READ),
    (N_("Cases"), "cases.index", Permission.CASE_READ),
    (N_("Register"), "people.index", Permission.REGISTER_READ),
    (N_("Reports"), "reports.index", Permission.REPORT_READ),
    (N_("Audit"), "accounts.audit", Permission.AUDIT_READ),
    (N_("Officers"), "accounts.officers", Permission.OFFICERS_MANAGE),
)


def init_app(app: Flask) -> None:
    # A global, so that a macro imported without the page's context can make a form too.
    app.jinja_env.globals["new_idempotency_key"] = lambda: uuid4().hex
    app.context_processor(_frame)


def _frame() -> dict[str, object]:
    """What the frame of every page asks for (templates/shared/page.html)."""
    return {
        "nav_items": nav_items(),
        "idle_seconds": current_app.config["IDLE_MINUTES"] * 60,
        "officer_menu": _officer_menu(),
        "may_search": _may_search(),
    }


def _may_search() -> bool:
    """Auditor and administrator have nothing to search."""
    signed_in: bool = current_user.is_authenticated
    return signed_in and current_user.actor.may(Permission.SEARCH_USE)


def _officer_menu() -> dict[str, str] | None:
    if not current_user.is_authenticated:
        return None
    actor = current_user.actor
    return {
        "name": actor.name,
        "unit": actor.unit_name,
        "role": _(actor.role.label),
        "account_url": url_for("accounts.show_account"),
        "sign_out_url": url_for("accounts.sign_out"),
    }


def nav_items() -> list[NavItem]:
    """The links in the order of the work; none for a visitor."""
    if not current_user.is_authenticated:
        return []
    here = (request.endpoint or "").split(".")[0]
    return [
        NavItem(_(label), url_for(endpoint), endpoint.split(".")[0] == here)
        for label, endpoint, permission in ITEMS
        if endpoint in current_app.view_functions and current_user.actor.may(permission)
    ]
