"""Numbers of complaints, enquiries and FIRs as they are written and printed."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from casetrack.search.numbers import Number, Series, read_number

VECTORS = Path(__file__).parent.parent / "data" / "ref_identifiers_vectors.csv"
COMPLAINT, ENQUIRY, FIR, CASE = Series.COMPLAINT, Series.ENQUIRY, Series.FIR, Series.CASE


@pytest.mark.parametrize("kind", ["fir", "enquiry"])
def test_vector(kind: str) -> None:
    lines = [line for line in VECTORS.read_text("utf-8").splitlines() if line[:1] != "#"]
    row = next(row for row in csv.DictReader(lines) if row["type"] == kind)
    unit, *_, year, serial = row["canonical"].split("|")
    word = {"fir": "FIR", "enquiry": "E"}[kind]
    for written in (f"{unit}-{word}-{row['input']}", f"{word} {unit} {row['input']}"):
        found = read_number(written)
        assert found == Number(Series(kind.upper()), int(year), int(serial), unit)
    assert read_number(row["input"]) == Number(CASE, int(year), int(serial))


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("FSD-2025-000123", Number(COMPLAINT, 2025, 123, "FSD")),
        ("fsd 2025 ۰۰۰۱۲۳", Number(COMPLAINT, 2025, 123, "FSD")),
        ("complaint NCCIA-LHR-2025-7", Number(COMPLAINT, 2025, 7, "NCCIA-LHR")),
        ("2025-000123", Number(COMPLAINT, 2025, 123)),
        ("FSD-FIR-31/2025", Number(FIR, 2025, 31, "FSD")),
        ("FIR No. 31/25", Number(FIR, 2025, 31)),
        ("CCW-F-12/25", Number(FIR, 2025, 12, "CCW")),
        ("CCW-E-1234/25", Number(ENQUIRY, 2025, 1234, "CCW")),
        ("RE-1234/2025", Number(ENQUIRY, 2025, 1234)),
        ("Enquiry 1234 / 2025", Number(ENQUIRY, 2025, 1234)),
        ("12/25", Number(CASE, 2025, 12)),
    ],
)
def test_written_in_many_ways(written: str, number: Number) -> None:
    assert read_number(written) == number


@pytest.mark.parametrize(
    "text", ["", "0300-1234567", "35202-1234567-1", "a/b", "12/2025/7", "9/9/9"]
)
def test_other_things_are_no_number(text: str) -> None:
    assert read_number(text) is None
