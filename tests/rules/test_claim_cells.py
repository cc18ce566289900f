"""Cells and labels as newspapers and replies to parliament print them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casetrack.rules.claims.cells import fold, read
from casetrack.rules.claims.spans import span_of


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1234", "1234"),
        ("1,234", "1234"),
        ("12,34,567", "1234567"),
        ("1,23,45,678", "12345678"),
        ("1 234 567", "1234567"),
        ("1'234", "1234"),
        ("1.234.567", "1234567"),
        ("40.051", "40.051"),
        ("1.2 million", "1200000"),
        ("72 crore", "720000000"),
        ("7.2 lakh", "720000"),
        ("7 lakhs", "700000"),
        ("Rs 72.034 million", "72034000"),
        ("Rs. 5/-", "5"),
        ("$10.3bn", "10300000000"),
        ("386 thousand", "386000"),
        ("over 16,000", "16000"),
        ("16,000+", "16000"),
        ("3.16%", "3.16"),
        ("3.16 per cent", "3.16"),
        ("1,224*", "1224"),
        ("1,224²", "1224"),
        ("1,224 (a)", "1224"),
        ("1,224[2]", "1224"),
        ("†1,224", "1224"),
        ("1224p", "1224"),
        ("(12)", "-12"),
        ("−5", "-5"),
        ("'5", "5"),
        ("nil", "0"),
        ("0", "0"),
        ("۱۲۳", "123"),
        ("١٬٢٣٤", "1234"),
        ("\u202e123\u202c", "123"),
        ("\ufeff12", "12"),
        ("12\N{NO-BREAK SPACE}345", "12345"),
    ],
)
def test_figures(text: str, value: str) -> None:
    assert read(text).value == Fraction(value)
    assert not read(text).fault


@pytest.mark.parametrize("text", ["", " ", "-", "–", "—", "..", "n/a", "N.A."])
def test_blanks_are_no_zero(text: str) -> None:
    assert read(text).value is None
    assert not read(text).fault


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "<b>5</b>",
        "@SUM(A1)",
        "98,2026",
        "3,16",
        "1e5",
        "10" * 16,
        "0.1234567",
        "five",
        "1,234,56",
        "12 34",
        "5 dozen",
        "1/0",
        "{{ 7 }}",
    ],
)
def test_what_is_no_figure_is_said_to_be_none(text: str) -> None:
    assert read(text).value is None
    assert read(text).fault


def test_steps_and_marks() -> None:
    assert (read("1.2 million").step, read("1.2 million").scaled) == (100_000, True)
    assert (read("40.051").step, read("40.051").decimals) == (Fraction(1, 1000), 3)
    assert read("5 %").percent
    assert read("about 40").about


@settings(deadline=None)
@given(st.text(max_size=400))
def test_no_cell_breaks_it(text: str) -> None:
    assert read(text).value is None or not read(text).fault
    fold(text)
    span_of(text, text)


@settings(deadline=None)
@given(st.integers(0, 10**15))
def test_every_grouping_is_the_same_figure(value: int) -> None:
    western = f"{value:,}"
    head, tail = str(value)[:-3], str(value)[-3:]
    pairs = [head[max(at - 2, 0) : at] for at in range(len(head), 0, -2)][::-1]
    for text in (str(value), western, western.replace(",", " "), ",".join([*pairs, tail])):
        assert read(text).value == value


JAN, DEC = (1, 1), (12, 31)


@pytest.mark.parametrize(
    ("label", "coverage", "start", "end", "partial", "known"),
    [
        ("2024", "", JAN, DEC, False, True),
        ("2024", "full", JAN, DEC, False, True),
        ("2024*", "", JAN, DEC, False, True),
        ("2024 (Jan–Sep)", "", JAN, (9, 30), True, True),
        ("Jan-Sept 2024", "", JAN, (9, 30), True, True),
        ("2024 (up to September)", "", JAN, (9, 30), True, True),
        ("2024 till Feb", "", JAN, (2, 29), True, True),
        ("first nine months of 2024", "", JAN, (9, 30), True, True),
        ("2024", "first 9 months", JAN, (9, 30), True, True),
        ("2024 (first three quarters)", "", JAN, (9, 30), True, True),
        ("Q3 2024", "", (7, 1), (9, 30), True, True),
        ("H2 2024", "", (7, 1), DEC, True, True),
        ("2024 (March)", "", (3, 1), (3, 31), True, True),
        ("2024", "partial", JAN, DEC, True, False),
        ("2024 (provisional)", "", JAN, DEC, True, False),
        ("2024", "13 months", JAN, DEC, True, False),
        ("2024 so far", "", JAN, DEC, True, False),
    ],
)
def test_years_and_parts_of_them(
    label: str,
    coverage: str,
    start: tuple[int, int],
    end: tuple[int, int],
    partial: bool,
    known: bool,
) -> None:
    span = span_of(label, coverage)
    assert span is not None
    assert (span.start, span.end) == (date(2024, *start), date(2024, *end))
    assert (span.partial, span.known) == (partial, known)


def test_spans_over_more_than_one_year() -> None:
    financial, given_days = span_of("2020-21"), span_of("2021-01-01..2022-01-31")
    assert financial is not None
    assert given_days is not None
    assert (financial.start, financial.end) == (date(2020, 7, 1), date(2021, 6, 30))
    assert financial.partial
    assert (given_days.start, given_days.end) == (date(2021, 1, 1), date(2022, 1, 31))


@pytest.mark.parametrize("label", ["", "Total", "Lahore", "2020-2024", "20200", "12,020", "1850"])
def test_labels_of_no_year(label: str) -> None:
    assert span_of(label) is None
