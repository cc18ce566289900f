"""Rows as people paste them: every cell is read or refused in words. No database."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from casetrack.operations import sheet
from casetrack.operations.found_rows import CheckedRow, Known, check
from casetrack.operations.nationalities import nationality
from casetrack.rules.refusals import Refused
from tests.operations import making

DAY = date(2025, 7, 9)
NOW = datetime(2025, 7, 10, tzinfo=UTC)


def rows(text: str, **known: object) -> list[CheckedRow]:
    there = Known(has_fir=True, **known)  # type: ignore[arg-type]
    return check(sheet.read(text), known=there, day=DAY, now=NOW)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Chinese", "CN"), ("China", "CN"), ("CN", "CN"), ("chn", "CN"), ("Filipino", "PH"),
        ("Sri Lankan", "LK"), ("Myanmar", "MM"), ("Burmese", "MM"), ("zimbabwean", "ZW"),
        ("Pakistan", "PK"), ("Viet Nam", "VN"), ("Vietnam", "VN"), ("Atlantis", ""), ("", ""),
    ],
)  # fmt: skip
def test_nationality_by_name_demonym_or_code(written: str, code: str) -> None:
    assert nationality(written) == code


def test_the_order_of_columns_is_taken_from_the_head() -> None:
    text = "S.No,Gender,Full Name,Passport No,Country,Age\n1,f,Mei Invented,E12345678,china,23"
    facts = rows(text)[0].facts
    assert facts is not None
    assert (facts.name, facts.sex, facts.nationality) == ("Mei Invented", "F", "CN")
    assert (facts.document, facts.age_years, facts.part) == ("E12345678", 23, "UNKNOWN")


def test_without_a_head_our_own_order_counts_and_running_numbers_are_passed_over() -> None:
    text = "1\tAli Invented\tBabar\t33100-1234567-1\tPK\tM\t31\n2\tZia Invented\t\t\tPK\tM\t17"
    first, second = rows(text)
    assert first.facts is not None
    assert first.facts.father_name == "Babar"
    assert [str(note) for note in second.notes] == [
        "Under 18: Juvenile Justice System Act 2018.",
        "No document.",
    ]


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("document", "33100-12345"), ("nationality", "Atlantis"), ("nationality", ""),
        ("sex", "?"), ("sex", ""), ("age", "200"), ("age", "old"), ("part", "astronaut"),
        ("found_as", "guest"), ("arrested_at", "noon"), ("arrested_at", "2031-01-01 10:00"),
        ("name", ""),
    ],
)  # fmt: skip
def test_a_bad_cell_is_refused_in_words(column: str, cell: str) -> None:
    good = dict.fromkeys(sheet.KEYS, "") | {
        "name": "Ali Invented", "document": "33100-1234567-1", "nationality": "PK", "sex": "M",
    }  # fmt: skip
    row = check([good | {column: cell}], known=Known(has_fir=True), day=DAY, now=NOW)[0]
    assert list(row.errors) == [column]
    assert str(row.errors[column])


def test_a_time_alone_is_on_the_day_of_the_raid_in_karachi() -> None:
    text = making.HEAD + "\tArrested at\n" + making.line(1, "Pakistani") + "\t02:30"
    facts = rows(text)[0].facts
    assert facts is not None
    assert facts.arrested_at == datetime(2025, 7, 8, 21, 30, tzinfo=UTC)


def test_the_same_document_twice_is_refused_and_the_same_name_is_remarked() -> None:
    twice = [making.line(1, "Pakistani"), making.line(1, "Pakistani")]
    assert "row 1" in str(rows("\n".join(twice))[1].errors["document"])
    namesake = "Ali\tBabar\t\tPK\tM\n ALI \tbabar\t\tPK\tM"
    second = rows(namesake)[1]
    assert second.good
    assert "Same name as row 1." in [str(note) for note in second.notes]


def test_women_are_noted_and_urdu_digits_are_read() -> None:
    row = rows("عائشہ\tباپ\t۳۳۱۰۰-۱۲۳۴۵۶۷-۲\tPakistani\tعورت\t۲۲")[0]
    assert row.good
    assert row.facts is not None
    assert row.facts.age_years == 22
    assert "Woman" in str(row.notes[0])


def test_what_is_written_is_read_again_as_it_was() -> None:
    cells = sheet.read(making.the_149())
    assert sheet.read(sheet.write(cells)) == cells


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_files_of_spreadsheets_are_decoded(encoding: str) -> None:
    text = "Name,Nationality\nعلی,PK"
    assert sheet.decode(text.encode(encoding)).strip("\ufeff") == text
    assert sheet.decode("Jos\u00e9".encode("cp1252")) == "José"


def test_too_much_nothing_and_a_head_without_names_are_refused() -> None:
    for text in ("", "\n".join(["x"] * 501), "Age\tSex\n1\tM"):
        with pytest.raises(Refused):
            sheet.read(text)


def test_half_a_cnic_is_no_passport() -> None:
    row = rows("Name,CNIC,Nationality,Sex\nAli Invented,33100-123,PK,M")[0]
    assert set(row.errors) == {"document"}


@pytest.mark.parametrize(
    ("written", "key"),
    [("Team lead", "TEAM_LEADER"), ("TL", "TEAM_LEADER"), ("Boss", "OWNER"), ("caller", "AGENT")],
)
def test_roles_in_the_words_of_the_floor(written: str, key: str) -> None:
    facts = rows(f"Name,Nationality,Sex,Role\nAli Invented,PK,M,{written}")[0].facts
    assert facts is not None
    assert facts.part == key
