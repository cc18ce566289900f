"""A worker that stands still in the middle of settling uploads, to be killed there.

Each upload begins with the name of its moment. Run as `FOLDER URL stop` it makes a file
`reached-MOMENT` in the folder and stays there; as `FOLDER URL go` it is only quick to notice that
another worker died.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from casetrack import files
from casetrack.app import create_app
from casetrack.config import Settings
from casetrack.evidence import incoming
from casetrack.jobs import worker
from tests.conftest import SECRET

HASHING, STORED, ENTERED = MOMENTS = (b"hashing", b"stored.", b"entered")
PATIENCE = 600


def stop_in_the_middle(folder: Path) -> None:
    """While it is hashed; when the store has it and no row speaks of it; when the row does."""
    keep_path, remove = files.FolderStore.keep_path, incoming.remove

    def reach(path: Path, moment: bytes) -> None:
        if path.open("rb").read(len(moment)) == moment:
            (folder / f"reached-{moment.decode()}").touch()
            time.sleep(PATIENCE)

    def keep_and_stop(store: files.FolderStore, path: Path, _told: Callable[[int], None]) -> Any:
        kept = keep_path(store, path, lambda _done: reach(path, HASHING))
        reach(path, STORED)
        return kept

    def stop_and_remove(upload_id: Any) -> None:
        reach(incoming.path_of(upload_id), ENTERED)
        remove(upload_id)

    files.FolderStore.keep_path = keep_and_stop  # type: ignore[method-assign,assignment]
    incoming.remove = stop_and_remove


def main(folder: Path, url: str, stop: bool) -> None:
    worker.ROUND_SECONDS = 0.3
    if stop:
        stop_in_the_middle(folder)
    else:
        worker.SILENT_AFTER = timedelta(seconds=2)
    settings = Settings("test", url, folder, SECRET)
    app = create_app(settings)
    worker.Worker(settings, app.app_context, threads=len(MOMENTS)).run()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], stop=sys.argv[3] == "stop")
