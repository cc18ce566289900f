"""Hostile files: each is stored as it is, looked into by the child only, and breaks nothing."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from casetrack.evidence import peek, store
from tests.evidence.looking import look_at_all

SECRET = "canary-of-another-file"
PDF_HEAD = b"%PDF-1.7\n"
Hostile = dict[str, bytes]


def png(width: int, height: int, *, data: bytes = b"", kind: int = 2) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        whole = name + body
        return struct.pack(">I", len(body)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", data or zlib.compress(bytes(1000)))
    return b"\x89PNG\r\n\x1a\n" + body + chunk(b"IEND", b"")


def archive(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return made.getvalue()


def docx(body: bytes) -> bytes:
    return archive({"word/document.xml": body})


def pdf(*objects: bytes, catalog: bytes = b"", page: bytes = b"") -> bytes:
    """One page; the catalog and the page take more entries, further objects follow from 4 on."""
    all_objects = (
        b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]" + page + b">>",
        *objects,
    )
    made, places = PDF_HEAD, []
    for number, one in enumerate(all_objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    trailer = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
    return made + head + table + trailer % (len(places) + 1, len(made))


def stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (more, len(data), data)


def pictures() -> Hostile:
    jpeg = io.BytesIO()
    Image.new("RGB", (64, 64), "red").save(jpeg, "JPEG")
    good = jpeg.getvalue()
    return {
        "flood.png": png(60_000, 60_000),
        "endless.png": png(2**31 - 1, 2**31 - 1),
        "no-pixels.png": png(0, 0),
        "bomb.png": png(5_000, 5_000, data=zlib.compress(bytes(80_000_000), 1)),
        "short.png": png(500, 500, data=zlib.compress(b"x")),
        "bad-sum.png": png(10, 10)[:-6] + b"\0" * 6,
        "palette.png": png(10, 10, kind=3),
        "cut.jpg": good[: len(good) // 2],
        "head.jpg": good[:3],
        "jpeg-and-archive.jpg": good + archive({"a": b"b"}),
        "jpeg-and-page.jpg": good + b"<html><script>alert(1)</script>",
        "gif-and-script.gif": b"GIF89a/*" + b"\xff" * 300 + b"*/=1;alert(1)",
        "flood.gif": b"GIF89a" + struct.pack("<HH", 65535, 65535) + b"\0\0\0;",
        "flood.bmp": b"BM" + struct.pack("<IHHI", 0, 0, 0, 54)
        + struct.pack("<IiiHHIIiiII", 40, 2**30, 2**30, 1, 24, 0, 0, 0, 0, 0, 0),
        "loop.tif": b"II*\0\x08\0\0\0\0\0\x08\0\0\0",
        "far.tif": b"MM\0*\xff\xff\xff\xff",
        "riff.webp": b"RIFF\xff\xff\xff\xffWEBPVP8 ",
    }  # fmt: skip


def archives() -> Hostile:
    bomb = bytes(80_000_000)
    outside = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file://%b">]><w><p>&e;</p></w>'
    laughs = b"<!DOCTYPE x [<!ENTITY a0 'ha'>" + b"".join(
        b"<!ENTITY a%d '%b'>" % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12)
    )
    deep = b"<p>" * 100_000 + b"</p>" * 100_000
    good = docx(b"<w><p>words</p></w>")
    return {
        "bomb.docx": docx(b"<w>" + bomb + b"</w>"),
        "bomb.zip": archive({"a": bomb}),
        "nested.zip": archive({"b.zip": archive({"c.zip": archive({"d": bytes(10_000_000)})})}),
        "many.xlsx": archive({f"xl/worksheets/{n}": b"" for n in range(12_000)}),
        "outside.docx": docx(outside % b"/etc/passwd"),
        "laughs.docx": docx(laughs + b"]><w>&a11;</w>"),
        "remote.docx": docx(b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><w>a</w>'),
        "deep.docx": docx(deep),
        "climbing.zip": archive({"../../../etc/passwd": b"x", "/etc/shadow": b"y"}),
        "cut.docx": good[: len(good) // 2],
        "no-end.docx": good[:-22],
        "not-xml.docx": docx(b"\0\1\2"),
        "two-names.docx": good + good,
    }


def documents() -> Hostile:
    run = b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"
    start = b"/OpenAction<</S/Launch/F(/bin/sh)>>"
    send = b"/OpenAction<</S/SubmitForm/F(http://127.0.0.1:9/)>>"
    inner = stream(pdf(), b"/Type/EmbeddedFile")
    files = b"/Names<</EmbeddedFiles<</Names[(a)<</Type/Filespec/F(a.pdf)/EF<</F 4 0 R>>>>]>>>>"
    bomb = stream(zlib.compress(bytes(80_000_000), 1), b"/Filter/FlateDecode")
    outside = b"<</Type/XObject/Subtype/Image/Width 9/Height 9/F(/etc/passwd)/Length 0>>"
    return {
        "script.pdf": pdf(catalog=run),
        "launch.pdf": pdf(catalog=start),
        "send.pdf": pdf(catalog=send),
        "nested.pdf": pdf(inner, catalog=files),
        "bomb.pdf": pdf(bomb, page=b"/Contents 4 0 R"),
        "outside.pdf": pdf(outside, page=b"/Resources<</XObject<</a 4 0 R>>>>"),
        "huge-page.pdf": pdf().replace(b"0 0 200 200", b"0 0 9999999 1"),
        "no-page.pdf": pdf().replace(b"/Count 1", b"/Count 0").replace(b"[3 0 R]", b"[]"),
        "circle.pdf": pdf().replace(b"/Kids[3 0 R]", b"/Kids[2 0 R]"),
        "cut.pdf": pdf()[:120],
        "head-only.pdf": PDF_HEAD,
        "pdf-and-page.pdf": b"<html>" + pdf(),
    }


def texts() -> Hostile:
    return {
        "script.html": f"<html><script>{SECRET}</script><p>seen</p>".encode(),
        "svg.svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        "unclosed.html": b"<html>" + b"<p" * 200_000,
        "one-line.txt": b"a" * 5_000_000,
        "direction.txt": "\u202egnp.exe\u2066".encode(),
        "half.txt": b"\xff\xfe\x41",
        "program": b"\x7fELF" + b"\0" * 500,
        "nothing-but-zeros": bytes(100_000),
    }


def test_no_hostile_file_breaks_or_opens_anything(tmp_path: Path) -> None:
    """Each ends in time with a picture of ours, words, or a failure in words."""
    drawn, packed, printed, written = pictures(), archives(), documents(), texts()
    hostile = drawn | packed | printed | written
    assert len(hostile) == 50
    for name, data in hostile.items():
        (tmp_path / name).write_bytes(data)
    asked = [(peek.THUMBNAIL, name) for name in drawn | printed]
    asked += [(peek.TEXT, name) for name in packed | printed | written]
    passwd = Path("/etc/passwd").read_bytes().splitlines()[0]
    found = look_at_all(tmp_path, asked)
    assert found.keys() == set(asked)
    for (kind, name), made in found.items():
        assert made.failure in ("", peek.TOO_LARGE, peek.UNREADABLE), name
        assert passwd not in made.data, name
        assert SECRET.encode() not in made.data, name
        if kind == peek.THUMBNAIL and made.data:
            with Image.open(io.BytesIO(made.data), formats=["PNG"]) as picture:
                assert max(picture.size) <= 320, name
    assert found[peek.THUMBNAIL, "flood.png"].failure == peek.TOO_LARGE
    assert found[peek.TEXT, "bomb.docx"].failure == peek.UNREADABLE
    assert found[peek.TEXT, "script.html"].data == b"seen"


@pytest.mark.parametrize("door", ["open", "socket", "fork", "read"])
def test_each_door_of_the_child_is_shut(door: str) -> None:
    """With its hook taken away, too: there is no number left for a file or a socket."""
    import subprocess
    import sys

    acts = {
        "open": "open('/etc/passwd')",
        "socket": "import socket; socket.socket()",
        "fork": "os.fork()",
        "read": "import ctypes; print(ctypes.CDLL(None).open(b'/etc/passwd', 0))",
    }
    shut = "import os, ctypes, socket\nfrom casetrack.evidence.peek import child\nchild._shut()\n"
    done = subprocess.run(
        [sys.executable, "-c", shut + acts[door]], capture_output=True, text=True, check=False
    )
    if door == "read":
        assert done.stdout.strip() == "-1"
    else:
        assert done.returncode != 0
        assert "may not do" in done.stderr


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("in\u202efdp.exe", "infdp.exe"),
        ("a\u2066b\u2069.pdf", "ab.pdf"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("a\0b.txt", "ab.txt"),
        ("x" * 900 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_a_hostile_name_is_only_a_name(name: str, kept: str) -> None:
    assert store.clean_name(name) == kept


def test_the_words_of_honest_files_are_found(tmp_path: Path) -> None:
    honest: dict[str, Callable[[], bytes]] = {
        "a.docx": lambda: docx(b"<w><p>found words</p></w>"),
        "b.html": lambda: b"<html><p>found words</p>",
        "c.txt": lambda: "found words".encode("utf-16"),
    }
    for name, make in honest.items():
        path = tmp_path / name
        path.write_bytes(make())
        assert peek.look(peek.TEXT, path).data == b"found words", name
