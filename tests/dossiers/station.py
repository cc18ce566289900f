"""The worker as `flask worker` runs it, but quick to notice that another one died."""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

from casetrack.app import create_app
from casetrack.config import Settings
from casetrack.jobs import worker
from tests.conftest import SECRET

if __name__ == "__main__":
    folder, url = sys.argv[1:]
    worker.ROUND_SECONDS, worker.SILENT_AFTER = 0.5, timedelta(seconds=3)
    settings = Settings("test", url, Path(folder), SECRET)
    app = create_app(settings)
    worker.Worker(settings, app.app_context).run()
