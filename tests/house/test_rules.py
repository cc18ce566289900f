"""The house rules of docs/architecture.md over every file of casetrack."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house import source

SERVICES = [
    path for path in source.modules() if path.name == "service.py" or path.parent.name == "service"
]
QUERIES = source.modules("*/queries.py")
VIEWS = [path for path in source.modules() if "views" in (path.stem, path.parent.name)]
# They open and end transactions of their own: a request, a command, a job, a bulk load.
ENDS_TRANSACTIONS = ("web/transaction.py", "audit/listener.py", "cli/", "jobs", "demo/")


def name(path: Path) -> str:
    return str(path.relative_to(source.ROOT))


def faults(paths: list[Path], check: object) -> list[str]:
    assert paths, "nothing was looked at"
    assert callable(check)
    return [f"{name(path)}: {fault}" for path in paths for fault in check(path.read_text())]


def test_files_are_short() -> None:
    long = [
        f"{name(path)} has {lines} lines"
        for path in source.modules()
        if (lines := path.read_text().count("\n")) > source.FILE_LINES
    ]
    assert not long


def test_functions_are_short() -> None:
    assert not faults(source.modules(), source.long_functions)


def test_templates_are_short() -> None:
    long = [
        f"{name(path)} has {lines} lines"
        for path in source.templates()
        if (lines := path.read_text().count("\n")) > source.TEMPLATE_LINES
    ]
    assert not long


def test_only_the_request_the_command_and_the_job_end_a_transaction() -> None:
    paths = [
        path
        for path in source.modules()
        if not str(path.relative_to(source.PACKAGE)).startswith(ENDS_TRANSACTIONS)
    ]
    assert not faults(paths, source.commits)


def test_queries_never_write() -> None:
    assert not faults(QUERIES, source.writes)


def test_views_hold_no_sql() -> None:
    assert not faults(VIEWS, source.sql_in_view)


def test_services_take_their_facts_by_keyword_and_typed() -> None:
    assert not faults(SERVICES, source.loose_services)


def test_templates_hold_no_script_and_no_style() -> None:
    assert not faults(source.templates(), source.inline_markup)


def test_every_visible_word_is_marked_for_translation() -> None:
    assert not faults(source.templates(), source.unmarked_words)


def test_css_has_no_left_and_no_right() -> None:
    assert not faults(sorted(source.STYLES.glob("*.css")), source.sided_css)


def test_a_template_is_rendered_by_its_own_room_only() -> None:
    rooms = {path.name for path in source.TEMPLATES.iterdir()} - {"shared"}
    foreign = [
        f"{name(path)} renders {room}/"
        for path in source.modules()
        for room in rooms
        if f'"{room}/' in path.read_text()
        and ".html" in path.read_text()
        and path.relative_to(source.PACKAGE).parts[0] != room
    ]
    assert not foreign


PLANTED = [
    (source.long_functions, "def f():\n" + "    x = 1\n" * 31),
    (source.commits, "def f():\n    session.commit()\n"),
    (source.writes, "def f():\n    session.add(row)\n"),
    (source.sql_in_view, "from sqlalchemy import select\n"),
    (source.sql_in_view, "from casetrack.db import session\n"),
    (source.loose_services, "def log(facts: int) -> None: ...\n"),
    (source.loose_services, "def log(*, facts) -> None: ...\n"),
    (source.inline_markup, '<p style="color:red">'),
    (source.inline_markup, "<script>alert(1)</script>"),
    (source.inline_markup, '<p onclick="x()">'),
    (source.unmarked_words, "<h1>Complaints</h1>"),
    (source.unmarked_words, '<input placeholder="Number">'),
    (source.sided_css, "p { margin-left: 1rem }"),
    (source.sided_css, "p { text-align: right }"),
]


@pytest.mark.parametrize(("check", "fault"), PLANTED)
def test_each_check_turns_red_on_a_planted_fault(check: object, fault: str) -> None:
    assert callable(check)
    assert check(fault)


def test_no_check_cries_wolf() -> None:
    good = 'def log(*, facts: int) -> None:\n    """Log."""\n    session.flush()\n'
    for check in (source.long_functions, source.commits, source.sql_in_view, source.loose_services):
        assert not check(good)
    assert not source.unmarked_words('<h1>{{ _("Complaints") }}</h1><p>12</p>')
    assert not source.sided_css("p { margin-inline-start: 1rem; text-align: start }")
    assert not source.inline_markup('<script src="a.js" defer></script><p class="x">')
