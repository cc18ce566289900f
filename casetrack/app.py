"""create_app(): settings, one tuple of rooms, start-up checks. No route, query or rule here."""

from __future__ import annotations

from pathlib import Path

from flask import Flask
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

# A table without a room of its own; a blueprint brings its own.
import casetrack.numbers  # noqa: F401
from casetrack import audit, cli, config, db, files, jobs
from casetrack.accounts import login, passwords
from casetrack.accounts.views import blueprint as accounts
from casetrack.cases.panels import MakeAccusedPanel, MakePanel, TellDay
from casetrack.cases.views import blueprint as cases
from casetrack.cases.views.diary import moves_told
from casetrack.complaints.views import blueprint as complaints
from casetrack.config import Settings
from casetrack.dossiers import views as dossiers
from casetrack.evidence.views import blueprint as evidence
from casetrack.evidence.views import case_panel as evidence_panel
from casetrack.evidence.views import day_told as evidence_day
from casetrack.operations import views as operations
from casetrack.people.views import blueprint as people
from casetrack.prosecution import views as prosecution
from casetrack.reports.views import blueprint as reports
from casetrack.requests import views as requests
from casetrack.search.views import blueprint as search
from casetrack.web import errors, filters, guard, headers, language, nav, transaction
from casetrack.worklist.views import blueprint as worklist

ROOT = Path(__file__).resolve().parent.parent
ROOMS = (
    accounts,
    complaints,
    cases,
    evidence,
    operations.blueprint,
    requests.blueprint,
    prosecution.blueprint,
    reports,
    people,
    search,
    worklist,
    dossiers.blueprint,
)
# What the rooms above cases add to the case page.
CASE_PANELS: tuple[MakePanel, ...] = (
    operations.case_panel,
    operations.money_panel,
    evidence_panel,
    requests.case_panel,
    prosecution.case_panel,
    dossiers.case_panel,
)
# What each room knows of a day, for whoever writes the diary.
DAY_ACTS: tuple[TellDay, ...] = (
    moves_told,
    operations.day_told,
    evidence_day,
    requests.day_told,
)
# What they add to the page of one accused.
ACCUSED_PANELS: tuple[MakeAccusedPanel, ...] = (operations.accused_panel, prosecution.accused_panel)


def create_app(settings: Settings | None = None) -> Flask:
    """The whole of casetrack. Raises BadSettings, WeakDatabase or OpenView rather than start."""
    settings = settings or config.from_environment()
    app = Flask(
        "casetrack", template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static")
    )
    app.config.from_mapping(_flask_settings(settings))
    if settings.proxies:
        # Believed only when the operator says how many proxies of his own stand in front.
        count = settings.proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=count, x_proto=count, x_host=count
        )
    app.extensions["casetrack"] = settings
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    _open_database(settings)
    files.use(settings)
    _open_doors(app)
    for room in ROOMS:
        app.register_blueprint(room)
    app.extensions["case_panels"] = CASE_PANELS
    app.extensions["day_acts"] = DAY_ACTS
    app.extensions["accused_panels"] = ACCUSED_PANELS
    cli.init_app(app)
    guard.check_every_view(app)
    return app


def _flask_settings(settings: Settings) -> dict[str, object]:
    return {
        "SECRET_KEY": settings.secret_key,
        "SECRET_KEY_FALLBACKS": list(settings.secret_key_fallbacks),
        "TRUSTED_HOSTS": list(settings.trusted_hosts),
        "MAX_CONTENT_LENGTH": settings.max_upload_bytes,
        # A long statement, or 149 pasted rows, is larger than Werkzeug's 500 kB.
        "MAX_FORM_MEMORY_SIZE": 8 * 1024 * 1024,
        "MAX_FORM_PARTS": 20_000,
        "SESSION_COOKIE_NAME": "casetrack",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.production,
        "WTF_CSRF_TIME_LIMIT": None,  # the token lives as long as the session
        "IDLE_MINUTES": settings.idle_minutes,
        "SESSION_HOURS": settings.session_hours,
        "AMOUNTS": settings.amounts,
        "BABEL_DEFAULT_TIMEZONE": "Asia/Karachi",
    }


def _open_database(settings: Settings) -> None:
    engine = db.connect(settings.database_url)
    jobs.use(settings)
    audit.set_digest_key(settings.derived_key("audit"))
    if settings.environment == "test":
        passwords.use_cheap_hashes()
    else:
        db.check_durability(engine)


def _open_doors(app: Flask) -> None:
    """In this order: transaction, who it is, may he, was it done already."""
    language.init_app(app)
    transaction.init_app(app)
    headers.init_app(app)  # answers pass it before the commit, which may fail
    CSRFProtect(app)
    login.init_app(app)
    guard.init_app(app)
    app.before_request(transaction.claim_idempotency_key)
    errors.init_app(app)
    filters.init_app(app)
    nav.init_app(app)
