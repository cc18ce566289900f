"""What others wrote is exactly what VENDOR.md says, and asks nobody outside for anything."""

import hashlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LISTED = dict(
    re.findall(
        r"^\| ((?:static|tests)/vendor/\S+) \| ([0-9a-f]{64}) \|$",
        (ROOT / "static/vendor/VENDOR.md").read_text(encoding="utf-8"),
        flags=re.MULTILINE,
    )
)
STYLES = sorted((ROOT / "static").rglob("*.css"))
ADDRESS = re.compile(r"""(?:url\(\s*["']?|@import\s+["'])([^"')\s]+)""", re.IGNORECASE)


def vendored_files() -> set[str]:
    folders = (ROOT / "static/vendor", ROOT / "tests/vendor")
    files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(ROOT)) for path in files} - {"static/vendor/VENDOR.md"}


def outside(css: str) -> list[str]:
    return [
        found for found in ADDRESS.findall(css) if re.match(r"(?!data:)[a-z]+:|//", found.lower())
    ]


def test_list_is_complete() -> None:
    assert set(LISTED) == vendored_files()


@pytest.mark.parametrize("file", sorted(LISTED))
def test_file_is_the_one_listed(file: str) -> None:
    assert hashlib.sha256((ROOT / file).read_bytes()).hexdigest() == LISTED[file]


@pytest.mark.parametrize("style", STYLES, ids=lambda path: str(path.relative_to(ROOT)))
def test_style_sheet_stays_at_home(style: Path) -> None:
    assert outside(style.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "css",
    [
        '@import "https://fonts.example/inter.css";',
        "@import url(//fonts.example/inter.css);",
        "a { background: url( 'http://pictures.example/a.png' ) }",
        "a { background: url(HTTPS://pictures.example/a.png) }",
    ],
)
def test_reaching_outside_is_noticed(css: str) -> None:
    assert len(outside(css)) == 1
