"""How gunicorn serves casetrack: imported once for all workers, the database ready before them."""

from __future__ import annotations

import os

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = 4
graceful_timeout = 20
loglevel = "warning"
preload_app = True


def on_starting(_server: object) -> None:
    """Migrate, fill an empty database outside production, and part from it before the fork."""
    from casetrack.cli.prepare import prepare_database
    from casetrack.db import session
    from wsgi import app

    with app.app_context():
        prepare_database()
    session.remove()
    # Connections must not be shared by processes.
    session.get_bind().dispose()
