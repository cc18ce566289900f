"""Flask-Login over session rows: the cookie holds a token, the row says whether it still opens."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask, g, request
from flask import session as cookie
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from casetrack.accounts import queries, service
from casetrack.accounts.models import SignInSession
from casetrack.web.transaction import afterwards, request_time

# Writing the row at every click would make every read a write; this is fine enough.
TOUCH_EVERY = timedelta(seconds=60)


class SignedIn(UserMixin):
    """What Flask-Login calls the user: one open session of one officer."""

    def __init__(self, token: str, opened: SignInSession) -> None:
        self.token = token
        self.session_id = opened.id
        self.session_hash = opened.token_hash
        self.officer = opened.officer
        self.actor = opened.officer.actor
        self.must_change_password = opened.officer.must_change_password

    def get_id(self) -> str:
        return self.token


def init_app(app: Flask) -> None:
    manager = LoginManager(app)
    manager.session_protection = None  # our rows carry address and expiry
    manager.user_loader(lambda token: _load(token, timedelta(minutes=app.config["IDLE_MINUTES"])))


def begin(token: str, opened: SignInSession) -> None:
    """Give this browser the session, and nothing that was in its cookie before."""
    cookie.clear()
    login_user(SignedIn(token, opened))


def ended_meanwhile() -> bool:
    """Whether this browser carries a session that has ended: the officer is here by surprise."""
    return "_user_id" in cookie and not current_user.is_authenticated


def end() -> None:
    """Forget the session in this browser; the act itself still has its actor."""
    g.signed_out = current_user._get_current_object()  # noqa: SLF001 - a proxy's only way
    logout_user()
    cookie.clear()


def _load(token: str, idle: timedelta) -> SignedIn | None:
    now = request_time()
    opened = queries.open_session(token, now=now)
    if opened is None or now - opened.seen_at > idle:
        return None
    if now - opened.seen_at > TOUCH_EVERY and request.endpoint != "static":
        session_id = opened.id
        afterwards(lambda: service.touch_session(session_id=session_id, now=now))
    return SignedIn(token, opened)
