"""`casetrack.rules` imports itself and the standard library, nothing else."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

RULES = Path(__file__).parents[2] / "casetrack/rules"


def imported(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def strangers(source: str) -> list[str]:
    return [
        name
        for name in imported(source)
        if name.split(".")[0] not in sys.stdlib_module_names
        and not f"{name}.".startswith("casetrack.rules.")
    ]


@pytest.mark.parametrize(
    "file", sorted(RULES.rglob("*.py")), ids=lambda path: str(path.relative_to(RULES))
)
def test_rule_is_plain_python(file: Path) -> None:
    assert strangers(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "import flask",
        "from casetrack.db import session",
        "def f():\n    from phonenumbers import parse",
        "import casetrack.rulesets",
    ],
)
def test_stranger_is_noticed(source: str) -> None:
    assert len(strangers(source)) == 1
