"""The two kinds of store, each empty."""

from __future__ import annotations

import shutil
import tempfile
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from casetrack.config import Bucket
from casetrack.files import FolderStore, Store
from casetrack.files.bucket import BucketStore
from tests.conftest import REQUIRE_ALL
from tests.s3 import S3Missing, S3Server, client


@pytest.fixture(scope="session")
def s3() -> Iterator[S3Server]:
    folder = Path(tempfile.mkdtemp(prefix="casetrack-s3-"))
    try:
        server = S3Server.start(folder / "server")
    except S3Missing as missing:
        if REQUIRE_ALL:
            raise
        pytest.skip(str(missing))
    yield server
    server.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def bucket(s3: S3Server) -> Bucket:
    return s3.bucket("evidence")


@pytest.fixture
def prefix() -> str:
    """Where in the bucket one test's files lie: making a bucket takes a while."""
    return uuid.uuid4().hex


@dataclass
class Kind:
    """A store, and its back door for a test that damages it."""

    store: Store
    workroom: Path
    bucket: Bucket | None
    prefix: str = ""

    def write(self, sha256: str, data: bytes) -> None:
        if self.bucket is not None:
            client(self.bucket).put_object(Body=data, **self._at(sha256))
            return
        assert isinstance(self.store, FolderStore)
        path = self.store.path_of(sha256)
        path.chmod(0o600)
        path.write_bytes(data)

    def remove(self, sha256: str) -> None:
        if self.bucket is not None:
            client(self.bucket).delete_object(**self._at(sha256))
            return
        assert isinstance(self.store, FolderStore)
        self.store.path_of(sha256).unlink()

    def _at(self, sha256: str) -> dict[str, str]:
        assert self.bucket is not None
        return {"Bucket": self.bucket.name, "Key": f"{self.prefix}/{sha256[:2]}/{sha256[2:]}"}


@pytest.fixture(params=["folder", "bucket"])
def kind(request: pytest.FixtureRequest, tmp_path: Path) -> Kind:
    if request.param == "folder":
        return Kind(FolderStore(tmp_path / "files"), tmp_path / "files" / "incoming", None)
    bucket = request.getfixturevalue("bucket")
    prefix, workroom = request.getfixturevalue("prefix"), tmp_path / "workroom"
    return Kind(BucketStore(bucket, prefix, workroom), workroom, bucket, prefix)


@pytest.fixture
def store(kind: Kind) -> Store:
    return kind.store
