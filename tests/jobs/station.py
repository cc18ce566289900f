"""A worker of its own with two plain handlers, for tests that start and kill it."""

from __future__ import annotations

import sys
import time
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path

from casetrack import db, jobs
from casetrack.config import Settings
from casetrack.jobs import worker


@jobs.handler("write")
def write(work: jobs.Work) -> None:
    """Append a line to a file, after as many seconds as asked for."""
    path = Path(work.arguments["path"])
    path.with_suffix(".begun").touch()
    time.sleep(work.arguments.get("seconds", 0))
    with path.open("a") as file:
        file.write("done\n")


if __name__ == "__main__":
    folder, url = sys.argv[1:]
    worker.ROUND_SECONDS, worker.SILENT_AFTER = 0.3, timedelta(seconds=1.5)
    db.connect(url)
    db.session.configure(info={"digest_key": b"k" * 32})
    worker.Worker(Settings("test", url, Path(folder), "s" * 40), nullcontext).run()
