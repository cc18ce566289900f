"""The store as a bucket of an S3-compatible server, through boto3 (imported when first used).

Every transfer carries the SHA-256 of its bytes, which the server checks before it answers; a
file is written only where none is yet. Large files go in parts and appear whole or not at all.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any, BinaryIO, Self

from casetrack.config import Bucket
from casetrack.files.store import Damaged, Kept, Store, StoreAway, copy

# S3 takes parts of 5 MiB and more, and 10,000 of them: files to 312 GiB.
PART = 32 * 1024 * 1024
MISSING = ("404", "NoSuchKey", "NotFound")
TAKEN = ("412", "PreconditionFailed", "409", "ConditionalRequestConflict")
_opening = Lock()  # making clients shares a cache that is not safe for threads


class BucketStore(Store):
    """Files under `prefix/ab/cdef…` of one bucket; `workroom` is a folder on this machine."""

    def __init__(self, bucket: Bucket, prefix: str, workroom: Path) -> None:
        super().__init__(workroom)
        self._bucket, self._prefix = bucket, prefix

    def open(self, sha256: str, start: int = 0) -> BinaryIO:
        if start and start >= (self.size(sha256) or 0):
            raise FileNotFoundError(sha256)
        with _told_plainly():
            asked = {"Range": f"bytes={start}-"} if start else {}
            body: BinaryIO = self._client.get_object(**self._at(sha256), **asked)["Body"]
        return _Stream(body)  # type: ignore[return-value]

    def size(self, sha256: str) -> int | None:
        try:
            with _told_plainly():
                return int(self._client.head_object(**self._at(sha256))["ContentLength"])
        except FileNotFoundError:
            return None

    def hashes(self) -> Iterator[str]:
        with _told_plainly():
            pages = self._client.get_paginator("list_objects_v2")
            for page in pages.paginate(Bucket=self._bucket.name, Prefix=f"{self._prefix}/"):
                for found in page.get("Contents", ()):
                    yield found["Key"].removeprefix(f"{self._prefix}/").replace("/", "")

    @contextmanager
    def local_copy(self, sha256: str) -> Iterator[Path]:
        with self._temporary() as path:
            with self.open(sha256) as stream, path.open("xb") as file:
                kept = copy(stream, file)
            if kept.sha256 != sha256:
                raise Damaged(sha256)
            yield path

    def tidy(self, before: datetime) -> None:
        self._tidy_workroom(before)
        with _told_plainly():
            pages = self._client.get_paginator("list_multipart_uploads")
            for page in pages.paginate(Bucket=self._bucket.name, Prefix=f"{self._prefix}/"):
                for begun in page.get("Uploads", ()):
                    if begun["Initiated"] < before:
                        self._give_up(begun["Key"], begun["UploadId"])

    def _place(self, path: Path, kept: Kept) -> None:
        try:
            self._send(path, kept, {"IfNoneMatch": "*"})
        except FileExistsError:
            if not self.is_whole(kept.sha256):
                self._send(path, kept, {})  # the same bytes mend a damaged file

    def _send(self, path: Path, kept: Kept, condition: dict[str, str]) -> None:
        with _told_plainly(), path.open("rb") as file:
            if kept.size > PART:
                self._send_parts(file, kept, condition)
                return
            data = file.read()
            sums = {"ChecksumSHA256": _encoded(bytes.fromhex(kept.sha256))}
            self._client.put_object(**self._at(kept.sha256), Body=data, **sums, **condition)

    def _send_parts(self, file: BinaryIO, kept: Kept, condition: dict[str, str]) -> None:
        at = self._at(kept.sha256)
        begun = self._client.create_multipart_upload(**at, ChecksumAlgorithm="SHA256")["UploadId"]
        try:
            parts: list[dict[str, Any]] = []
            whole = hashlib.sha256()
            while data := file.read(PART):
                whole.update(data)
                sums = {"ChecksumSHA256": _encoded(hashlib.sha256(data).digest())}
                number = {"PartNumber": len(parts) + 1}
                sent = self._client.upload_part(**at, UploadId=begun, Body=data, **number, **sums)
                parts.append({"ETag": sent["ETag"], **number, **sums})
            if whole.hexdigest() != kept.sha256:
                raise Damaged(kept.sha256)
            self._client.complete_multipart_upload(
                **at, UploadId=begun, MultipartUpload={"Parts": parts}, **condition
            )
        except BaseException:
            self._give_up(at["Key"], begun)
            raise

    def _give_up(self, key: str, begun: str) -> None:
        self._client.abort_multipart_upload(Bucket=self._bucket.name, Key=key, UploadId=begun)

    def _at(self, sha256: str) -> dict[str, str]:
        return {"Bucket": self._bucket.name, "Key": f"{self._prefix}/{sha256[:2]}/{sha256[2:]}"}

    @cached_property
    def _client(self) -> Any:
        import boto3  # noqa: PLC0415 - takes half a second, and only who has a bucket needs it
        from botocore.config import Config  # noqa: PLC0415

        with _opening:
            return boto3.session.Session().client(
                "s3",
                endpoint_url=self._bucket.endpoint or None,
                region_name=self._bucket.region,
                aws_access_key_id=self._bucket.key_id,
                aws_secret_access_key=self._bucket.secret,
                config=Config(
                    s3={"addressing_style": "path" if self._bucket.endpoint else "auto"},
                    retries={"mode": "standard", "max_attempts": 5},
                    connect_timeout=10,
                    read_timeout=60,
                ),
            )


class _Stream:
    """The body of an answer; a connection that breaks half-way is no damage of the file."""

    def __init__(self, body: BinaryIO) -> None:
        self._body = body

    def read(self, size: int = -1) -> bytes:
        with _told_plainly():
            return self._body.read(size if size >= 0 else None)  # type: ignore[arg-type]

    def close(self) -> None:
        self._body.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@contextmanager
def _told_plainly() -> Iterator[None]:
    """The refusals of boto3 as those of a file: missing, there already, or away."""
    from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - as above

    try:
        yield
    except ClientError as error:
        code = error.response.get("Error", {}).get("Code", "")
        if code in MISSING:
            raise FileNotFoundError(str(error)) from error
        if code in TAKEN:
            raise FileExistsError(str(error)) from error
        raise StoreAway(str(error)) from error
    except BotoCoreError as error:
        raise StoreAway(str(error)) from error


def _encoded(digest: bytes) -> str:
    return base64.b64encode(digest).decode()
