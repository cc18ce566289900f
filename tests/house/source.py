"""What the house tests look at: casetrack's files, and the faults they find in a text.

Each check is a function from a text to the faults in it, so that a test can plant a fault and
see the check turn red.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "casetrack"
TEMPLATES = ROOT / "templates"
STYLES = ROOT / "static" / "css"
SCRIPTS = ROOT / "static" / "js"

FILE_LINES = 300
FUNCTION_LINES = 30
TEMPLATE_LINES = 80

Function = ast.FunctionDef | ast.AsyncFunctionDef


def modules(pattern: str = "**/*.py") -> list[Path]:
    return sorted(PACKAGE.glob(pattern))


def templates() -> list[Path]:
    return sorted(TEMPLATES.rglob("*.html"))


def functions(text: str) -> Iterator[Function]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, Function):
            yield node


def public_functions(text: str) -> Iterator[Function]:
    """Functions at the top of a module that other modules call."""
    for node in ast.parse(text).body:
        if isinstance(node, Function) and not node.name.startswith("_"):
            yield node


def long_functions(text: str) -> list[str]:
    """Functions over the limit; the docstring does not count."""
    found = []
    for node in functions(text):
        first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
        size = (node.end_lineno or 0) - first.lineno + 1
        if size > FUNCTION_LINES:
            found.append(f"{node.name} has {size} lines")
    return found


def commits(text: str) -> list[str]:
    """Calls that end a transaction: only web/transaction, the CLI and jobs may."""
    return [
        f"line {node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("commit", "rollback")
    ]


def writes(text: str) -> list[str]:
    """Calls that change the database: a query has none."""
    names = {"add", "add_all", "delete", "flush", "commit", "merge"}
    return [
        f"line {node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and ast.unparse(node.func.value) in ("session", "db.session")
        and node.func.attr in names
    ]


def sql_in_view(text: str) -> list[str]:
    """A view that imports SQLAlchemy or the session has a thought too many."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy"):
            found.append(f"line {node.lineno}: imports {node.module}")
        if isinstance(node, ast.ImportFrom) and node.module == "casetrack.db":
            names = [alias.name for alias in node.names if alias.name == "session"]
            found += [f"line {node.lineno}: imports the session" for _ in names]
    return found


def loose_services(text: str) -> list[str]:
    """Public functions of a service with a positional argument or without types."""
    found = []
    for node in public_functions(text):
        if node.args.args or node.args.posonlyargs:
            found.append(f"{node.name} takes positional arguments")
        if node.returns is None or any(
            not argument.annotation for argument in node.args.kwonlyargs
        ):
            found.append(f"{node.name} is not typed")
    return found


def inline_markup(text: str) -> list[str]:
    """Script and style inside a page: the content security policy would refuse them."""
    patterns = {
        "a style attribute": r"<[^>]*\sstyle\s*=",
        "a style element": r"<style\b",
        "a script in the page": r"<script(?![^>]*\bsrc=)",
        "an event attribute": r"<[^>]*\son[a-z]+\s*=",
        "hx-on": r"hx-on",
    }
    return [words for words, pattern in patterns.items() if re.search(pattern, text, re.IGNORECASE)]


def sided_css(text: str) -> list[str]:
    """Properties that name left or right: they would not turn round for Urdu."""
    pattern = (
        r"(?<![\w-])(?:margin|padding|border|inset)-(?:left|right)\b"
        r"|(?<![\w-])(?:left|right)\s*:"
        r"|(?:text-align|float|clear)\s*:\s*(?:left|right)\b"
    )
    return re.findall(pattern, re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))


def unmarked_words(text: str) -> list[str]:
    """Visible English in a template that no translator would be shown."""
    plain = re.sub(
        r"{#.*?#}|{%.*?%}|{{.*?}}|<!--.*?-->|<script.*?</script>", " ", text, flags=re.DOTALL
    )
    visible = re.findall(r">([^<]*)<", f">{plain}<")
    attributes = re.findall(r'(?:aria-label|title|alt|placeholder)="([^"]*)"', plain)
    return [
        words.strip()
        for words in (*visible, *attributes)
        if re.search(r"[A-Za-z]{3,}", words) and words.strip() not in BRAND
    ]


BRAND = {"casetrack", "– casetrack"}
