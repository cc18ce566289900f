"""Giving a stored file out: as data, never shown by the browser, and only if it is still whole.

A file of ordinary size is read through before the first byte leaves. A larger one is read while
it leaves and its last piece is held back: where the hash is not the one that was stored, the
connection is cut and no browser takes the download for complete. Reading many gigabytes first
would keep the officer waiting past every proxy's patience. Parts of a file (Range) go out only
where the whole was read and found good in the last day; else the whole is sent, as HTTP allows.
"""

from __future__ import annotations

import hashlib
import logging
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from typing import BinaryIO
from urllib.parse import quote

from flask import Response, request

from casetrack.evidence import store
from casetrack.evidence.models import Document
from casetrack.files import CHUNK, Damaged
from casetrack.rules.refusals import Refused
from casetrack.rules.words import N_

log = logging.getLogger(__name__)

READ_FIRST = 64 * 1024 * 1024  # bytes: a tenth of a second
GOOD_FOR = timedelta(hours=24)


def given_out(document: Document, now: datetime) -> Response:
    """The answer with the document's bytes, or the part of them that was asked for."""
    _check(document)
    part = _asked_part(document, now)
    if part is None:
        return _beyond_the_end(document.size)
    start, stop = part
    stream = store.open_file(document.sha256, start)
    if stop - start == document.size:
        body = _checked(stream, document.sha256)
    else:
        body = _part(stream, stop - start)
    answer = Response(body, 200, mimetype="application/octet-stream")
    answer.content_length = stop - start
    answer.headers.set("Content-Disposition", "attachment", **_names(document.original_name))
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["Accept-Ranges"] = "bytes"
    answer.set_etag(document.sha256)
    if stop - start < document.size:
        answer.status_code = 206
        answer.headers["Content-Range"] = f"bytes {start}-{stop - 1}/{document.size}"
    return answer


def _beyond_the_end(size: int) -> Response:
    answer = Response(status=416, mimetype="text/plain")
    answer.headers["Content-Range"] = f"bytes */{size}"
    return answer


def _names(name: str) -> dict[str, str]:
    """The file's name for browsers, and its letters of ASCII for what knows no other (RFC 6266)."""
    if name.isascii():
        return {"filename": name}
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return {"filename": plain, "filename*": f"UTF-8''{quote(name, safe='')}"}


def _check(document: Document) -> None:
    good = store.shelf().size(document.sha256) == document.size
    if good and document.size <= READ_FIRST:
        good = store.is_whole(document.sha256)
    if not good:
        raise Refused(
            N_("The stored file of {reference} is missing or was changed. Tell the operator."),
            reference=document.reference,
        )


def _asked_part(document: Document, now: datetime) -> tuple[int, int] | None:
    """From which byte up to which; all of them unless one part was asked for and may be had.

    None when the part begins after the file's end.
    """
    whole = (0, document.size)
    seen = document.verified_at
    known_good = document.size <= READ_FIRST or (seen is not None and now - seen < GOOD_FOR)
    asked = request.range
    if asked is None or len(asked.ranges) > 1 or not known_good or not _same_file(document):
        return whole
    return asked.range_for_length(document.size) if asked.units == "bytes" else whole


def _same_file(document: Document) -> bool:
    """Whether what the browser has of it is of this file, as far as it says (If-Range)."""
    told = request.if_range.etag
    return told in (None, document.sha256) and request.if_range.date is None


def _checked(stream: BinaryIO, sha256: str) -> Iterator[bytes]:
    digest, held = hashlib.sha256(), b""
    with closing(stream):
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
            if held:
                yield held
            held = chunk
    if digest.hexdigest() != sha256:
        log.error("the file %s was changed; its download is cut short", sha256)
        raise Damaged(sha256)
    yield held


def _part(stream: BinaryIO, left: int) -> Iterator[bytes]:
    with closing(stream):
        while left and (chunk := stream.read(min(left, CHUNK))):
            left -= len(chunk)
            yield chunk
