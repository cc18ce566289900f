"""Files that arrive in pieces and survive a lost connection: tus 1.0.0 (https://tus.io/protocols).

Core, and the extensions creation, checksum and termination. An upload belongs to the officer who
began it. What a piece is, its offset says: sent twice, the second is told where to go on (409).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from http import HTTPStatus
from uuid import UUID

from flask import Response, abort, g, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from casetrack.evidence import incoming, queries, service
from casetrack.evidence.facts import DocumentFacts, UploadFacts
from casetrack.evidence.models import Upload
from casetrack.evidence.views.room import blueprint, case_of
from casetrack.rules.refusals import Refused
from casetrack.rules.roles import Permission
from casetrack.web.errors import refusal_words
from casetrack.web.guard import current_actor, note_list, permit
from casetrack.web.transaction import begin_writing, look_again, request_time

TUS = "1.0.0"
EXTENSIONS = "creation,checksum,termination"
BYTES = "application/offset+octet-stream"
WRONG_SUM = 460  # of the checksum extension
ONE = "/cases/<uuid:case_id>/uploads/<uuid:upload_id>"
ALL = "/cases/<uuid:case_id>/uploads"


@blueprint.route(ALL, methods=["OPTIONS"])
@permit(Permission.EVIDENCE_RECORD)
def tell_of_uploads(case_id: UUID) -> ResponseReturnValue:
    """What this server can do, for any client of tus."""
    case_of(case_id)
    answer = _plain(HTTPStatus.NO_CONTENT)
    answer.headers["Tus-Version"] = TUS
    answer.headers["Tus-Extension"] = EXTENSIONS
    answer.headers["Tus-Checksum-Algorithm"] = "sha256"
    answer.headers["Tus-Max-Size"] = str(service.uploads.LARGEST)
    return answer


@blueprint.post(ALL)
@permit(Permission.EVIDENCE_RECORD)
def begin_upload(case_id: UUID) -> ResponseReturnValue:
    """Announce a file: Upload-Length, and in Upload-Metadata filename, filetype, kind, title."""
    _speak_tus()
    case = case_of(case_id)
    told = _metadata(request.headers.get("Upload-Metadata", ""))
    facts = UploadFacts(
        DocumentFacts(
            title=told.get("title", ""),
            kind=told.get("kind", ""),
            original_name=told.get("filename", ""),
            media_type=told.get("filetype", "")[:200] or "application/octet-stream",
        ),
        size=_number("Upload-Length"),
    )
    try:
        upload = service.begin_upload(
            case=case, facts=facts, actor=current_actor(), now=request_time()
        )
    except Refused as refused:
        return _plain(HTTPStatus.UNPROCESSABLE_ENTITY, refusal_words(refused))
    answer = _plain(HTTPStatus.CREATED)
    answer.headers["Location"] = _url(upload)
    return answer


@blueprint.get(ONE)
@permit(Permission.EVIDENCE_RECORD)
def show_upload(case_id: UUID, upload_id: UUID) -> ResponseReturnValue:
    """How many bytes are here (HEAD, for tus), and what became of the file (GET, for the page)."""
    upload = _upload(case_id, upload_id)
    if upload.state == "ABANDONED":
        abort(HTTPStatus.GONE)
    document = upload.document
    answer = jsonify(
        state=upload.state,
        progress=upload.job.progress if upload.job else 0,
        failure=upload.job.failure if upload.job else "",
        reference=document.reference if document else "",
        document=url_for("evidence.list_documents", case_id=case_id) if document else "",
    )
    answer.headers["Tus-Resumable"] = TUS
    answer.headers["Upload-Offset"] = str(upload.received)
    answer.headers["Upload-Length"] = str(upload.size)
    answer.headers["Location"] = _url(upload)
    return answer


@blueprint.patch(ONE)
@permit(Permission.EVIDENCE_RECORD)
def add_to_upload(case_id: UUID, upload_id: UUID) -> ResponseReturnValue:
    """The next piece, at most 16 MiB. On the disk first, then in the row, then acknowledged."""
    _speak_tus()
    if request.mimetype != BYTES:
        abort(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    data, offset = request.get_data(), _number("Upload-Offset")
    if not _sum_is_right(data):
        return _plain(WRONG_SUM)
    _upload(case_id, upload_id)
    try:
        g.upload_file = incoming.lock(upload_id)
    except incoming.Busy:
        return _plain(HTTPStatus.LOCKED)
    look_again()
    upload = _upload(case_id, upload_id)
    refusal = _refusal(upload, offset, len(data))
    if refusal is not None:
        return _plain(refusal)
    try:
        incoming.append(g.upload_file, offset, data)
    except incoming.Lost:
        return _plain(HTTPStatus.GONE)
    begin_writing()
    upload = service.note_received(
        upload_id=upload_id, offset=offset, count=len(data), now=request_time()
    )
    answer = _plain(HTTPStatus.NO_CONTENT)
    answer.headers["Upload-Offset"] = str(upload.received)
    return answer


@blueprint.delete(ONE)
@permit(Permission.EVIDENCE_RECORD)
def abandon_upload(case_id: UUID, upload_id: UUID) -> ResponseReturnValue:
    _speak_tus()
    service.abandon_upload(upload=_upload(case_id, upload_id), now=request_time())
    return _plain(HTTPStatus.NO_CONTENT)


@blueprint.post(f"{ONE}/check")
@permit(Permission.EVIDENCE_RECORD)
def check_upload(case_id: UUID, upload_id: UUID) -> ResponseReturnValue:
    """Ask the worker once more for a file whose checking failed."""
    upload = _upload(case_id, upload_id)
    if upload.job is None or upload.job.state in ("FAILED", "CANCELLED"):
        service.settle_upload(upload=upload, now=request_time())
    return redirect(url_for("evidence.list_documents", case_id=case_id), 303)


@blueprint.teardown_request
def _let_go(_error: BaseException | None) -> None:
    """Only after the commit may the next piece be written."""
    file = g.pop("upload_file", None)
    if file is not None:
        file.close()


def _upload(case_id: UUID, upload_id: UUID) -> Upload:
    """The officer's own upload, or 404. Pieces show him nothing, so no read is noted."""
    found = queries.own_upload(current_actor(), case_id, upload_id)
    if found is None:
        note_list()
        abort(HTTPStatus.NOT_FOUND)
    return found


def _refusal(upload: Upload, offset: int, count: int) -> HTTPStatus | None:
    if upload.state == "ABANDONED":
        return HTTPStatus.GONE
    if upload.state != "OPEN" or upload.received != offset:
        return HTTPStatus.CONFLICT
    if offset + count > upload.size:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    return None


def _speak_tus() -> None:
    if request.headers.get("Tus-Resumable") != TUS:
        abort(HTTPStatus.PRECONDITION_FAILED)


def _number(header: str) -> int:
    text = request.headers.get(header, "")
    if not (text.isascii() and text.isdecimal() and len(text) < 18):
        abort(HTTPStatus.BAD_REQUEST)
    return int(text)


def _metadata(text: str) -> dict[str, str]:
    """`key base64, key base64`, as tus writes it; what is no UTF-8 is a bad request."""
    try:
        pairs = (pair.split() for pair in text.split(",") if pair.strip())
        return {
            key: base64.b64decode("".join(value), validate=True).decode() for key, *value in pairs
        }
    except (binascii.Error, UnicodeDecodeError):
        abort(HTTPStatus.BAD_REQUEST)


def _sum_is_right(data: bytes) -> bool:
    told = request.headers.get("Upload-Checksum", "")
    if not told:
        return True
    algorithm, _space, sent = told.partition(" ")
    if algorithm != "sha256":
        abort(HTTPStatus.BAD_REQUEST)
    return hmac.compare_digest(base64.b64encode(hashlib.sha256(data).digest()), sent.encode())


def _url(upload: Upload) -> str:
    return url_for("evidence.show_upload", case_id=upload.case_id, upload_id=upload.id)


def _plain(status: int, words: str = "") -> Response:
    answer = Response(words, status, mimetype="text/plain")
    answer.headers["Tus-Resumable"] = TUS
    return answer
