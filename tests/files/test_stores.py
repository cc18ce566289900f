"""Every store alike: bytes under their hash, whole or not there, each change of them found."""

from __future__ import annotations

import hashlib
import io
import os
import random
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from casetrack.config import Bucket
from casetrack.db import utc_now
from casetrack.files import Damaged, FolderStore, Kept, Store, StoreAway, directory
from casetrack.files.bucket import BucketStore
from tests.files.conftest import Kind
from tests.s3 import client

NOTHING = "0" * 64


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_bytes_lie_under_their_hash(store: Store) -> None:
    data = b"words" * 500_000
    kept = store.keep(io.BytesIO(data))
    assert kept == Kept(sha256(data), 2_500_000)
    assert store.size(kept.sha256) == 2_500_000
    assert store.read(kept.sha256) == data
    with closing(store.open(kept.sha256, 2_499_998)) as stream:
        assert stream.read() == b"ds"
    with store.local_copy(kept.sha256) as path:
        assert path.read_bytes() == data
    assert store.is_whole(kept.sha256)
    assert list(store.hashes()) == [kept.sha256]


def test_what_is_not_there_is_missing(store: Store) -> None:
    assert store.size(NOTHING) is None
    assert store.read(NOTHING) is None
    assert not store.is_whole(NOTHING)
    assert list(store.hashes()) == []
    with pytest.raises(FileNotFoundError):
        store.open(NOTHING).close()
    with pytest.raises(FileNotFoundError), store.local_copy(NOTHING):
        pass


def test_a_file_is_kept_from_a_path_that_stays(kind: Kind, tmp_path: Path) -> None:
    path = tmp_path / "upload"
    path.write_bytes(b"x" * 3_000_000)
    told: list[int] = []
    kept = kind.store.keep_path(path, told.append)
    assert (told[-1], len(told)) == (3_000_000, 3)
    assert kind.store.keep_path(path) == kept
    assert path.read_bytes() == b"x" * 3_000_000
    assert list(kind.workroom.glob("*")) == []


def test_the_same_bytes_mend_a_damaged_file(kind: Kind) -> None:
    kept = kind.store.keep(io.BytesIO(b"abc"))
    kind.write(kept.sha256, b"abd")
    assert not kind.store.is_whole(kept.sha256)
    assert kind.store.read(kept.sha256) is None
    with pytest.raises(Damaged), kind.store.local_copy(kept.sha256):
        pass
    assert kind.store.keep(io.BytesIO(b"abc")) == kept
    assert kind.store.is_whole(kept.sha256)


def test_a_bit_flipped_anywhere_is_found(kind: Kind) -> None:
    data = random.Random(4).randbytes(70_001)
    kept = kind.store.keep(io.BytesIO(data))
    places = {0, 1, 35_000, 65_535, 65_536, 70_000}
    for place in sorted(places | set(random.Random(5).sample(range(70_001), 20))):
        for bit in (0, 7):
            flipped = bytearray(data)
            flipped[place] ^= 1 << bit
            kind.write(kept.sha256, bytes(flipped))
            assert not kind.store.is_whole(kept.sha256), f"bit {bit} of byte {place}"
    for cut in (b"", data[:-1], data + b"\0"):
        kind.write(kept.sha256, cut)
        assert not kind.store.is_whole(kept.sha256)


def test_a_broken_stream_leaves_nothing(kind: Kind) -> None:
    class Torn(io.BytesIO):
        def read(self, _size: int | None = -1, /) -> bytes:
            raise OSError("connection lost")

    with pytest.raises(OSError, match="lost"):
        kind.store.keep(Torn())
    assert list(kind.store.hashes()) == []
    assert list(kind.workroom.glob("*")) == []


def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(directory.os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        FolderStore(tmp_path).keep(io.BytesIO(b"abc"))
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_another_disk_gets_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path, _other: Path) -> None:
        raise OSError("Invalid cross-device link")

    monkeypatch.setattr(directory.os, "link", refuse)
    kept = FolderStore(tmp_path).keep(io.BytesIO(b"abc"))
    assert FolderStore(tmp_path).is_whole(kept.sha256)


def test_leftovers_are_cleared_when_old(kind: Kind) -> None:
    kind.store.keep(io.BytesIO(b"abc"))
    kind.workroom.mkdir(exist_ok=True, parents=True)
    old, new = kind.workroom / "old", kind.workroom / "new"
    for path in (old, new):
        path.touch()
    os.utime(old, (0, 0))
    kind.store.tidy(utc_now() - timedelta(days=1))
    assert (old.exists(), new.exists()) == (False, True)
    assert len(list(kind.store.hashes())) == 1


@pytest.fixture
def parts(
    bucket: Bucket, prefix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> BucketStore:
    """A store that sends files over 5 MiB in parts."""
    monkeypatch.setattr("casetrack.files.bucket.PART", 5 * 1024 * 1024)
    return BucketStore(bucket, prefix, tmp_path / "workroom")


def test_a_large_file_goes_to_the_bucket_in_parts(
    parts: BucketStore, bucket: Bucket, prefix: str
) -> None:
    data = random.Random(6).randbytes(12_000_000)
    kept = parts.keep(io.BytesIO(data))
    assert parts.keep(io.BytesIO(data)) == kept
    assert parts.read(kept.sha256) == data
    at = {"Bucket": bucket.name, "Key": f"{prefix}/{kept.sha256[:2]}/{kept.sha256[2:]}"}
    assert client(bucket).head_object(**at)["ETag"].endswith('-3"')
    begun = client(bucket).create_multipart_upload(**at)
    parts.tidy(utc_now() - timedelta(days=1))
    assert client(bucket).list_parts(**at, UploadId=begun["UploadId"])
    parts.tidy(utc_now() + timedelta(days=1))
    assert not client(bucket).list_multipart_uploads(Bucket=bucket.name).get("Uploads")


def test_a_file_that_changes_while_it_is_sent_is_given_up(
    parts: BucketStore, tmp_path: Path, bucket: Bucket
) -> None:
    path = tmp_path / "upload"
    path.write_bytes(b"x" * 6_000_000)
    with pytest.raises(Damaged):
        parts._place(path, Kept(NOTHING, 6_000_000))
    assert list(parts.hashes()) == []
    assert not client(bucket).list_multipart_uploads(Bucket=bucket.name).get("Uploads")


def test_the_server_refuses_bytes_of_another_hash(
    bucket: Bucket, prefix: str, tmp_path: Path
) -> None:
    path = tmp_path / "upload"
    path.write_bytes(b"abc")
    made = BucketStore(bucket, prefix, tmp_path / "workroom")
    with pytest.raises(StoreAway, match="BadDigest"):
        made._place(path, Kept(NOTHING, 3))
    assert list(made.hashes()) == []


def test_a_server_that_is_away_says_nothing_of_files(tmp_path: Path) -> None:
    away = BucketStore(Bucket("b", "k", "s", "http://127.0.0.1:9"), "files", tmp_path / "workroom")
    with pytest.raises(StoreAway):
        away.is_whole(NOTHING)
    with pytest.raises(StoreAway):
        away.keep(io.BytesIO(b"abc"))
