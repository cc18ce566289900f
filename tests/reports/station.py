"""A worker that takes a minute over one step of issuing a return, to be killed in it."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from casetrack.app import create_app
from casetrack.config import Settings
from casetrack.jobs import worker
from casetrack.reports import issuing, kept_rows
from tests.conftest import SECRET


def slowly(step: Callable[..., Any]) -> Callable[..., Any]:
    def taken(*given: Any) -> Any:
        time.sleep(60)
        return step(*given)

    return taken


if __name__ == "__main__":
    folder, url, slow = sys.argv[1:]
    if slow == "keep":
        kept_rows.keep = slowly(kept_rows.keep)
    elif slow == "prove":
        issuing.demand_rows = slowly(issuing.demand_rows)
    worker.ROUND_SECONDS, worker.SILENT_AFTER = 0.5, timedelta(seconds=3)
    settings = Settings("test", url, Path(folder), SECRET)
    app = create_app(settings)
    worker.Worker(settings, app.app_context).run()
