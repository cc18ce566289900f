"""Offences against both reference files, and the closed lists."""

from datetime import date

import pytest

from casetrack.rules import offences
from casetrack.rules.csvs import read_rows
from casetrack.rules.lists import ALL_LISTS, CHANNELS, label_of
from casetrack.rules.offences import (
    Class,
    all_offences,
    cognizable,
    compoundable,
    offence,
)
from casetrack.rules.refusals import Refused
from tests.rules.source import rows


def test_every_peca_row_by_both_numberings() -> None:
    for row in rows("ref_peca_offences.csv"):
        ours = offence(f"PECA-2016/{row['act_section']}")
        assert (ours.section, ours.bill_section) == (row["act_section"], row["bill_section"])
        assert (ours.title, ours.source) == (row["title"], row["provenance"])
        assert (ours.max_years, ours.min_years) == (
            row["max_imprisonment_years"],
            row["min_imprisonment_years"],
        )
        assert ours.max_fine_rs in (row["max_fine_rs"], "unlimited")
        assert ours.and_fine is (row["and"] == "1")
        for ours_class, text in (
            (ours.cognizable, row["cognizable"]),
            (ours.bailable, row["bailable"]),
            (ours.compoundable, row["compoundable"]),
        ):
            assert ours_class.name.startswith(
                {"yes": "YES", "no": "NO", "VERIFY": "UNKNOWN", "on": "ON_COMPLAINT"}[
                    text.split()[0]
                ]
            )
            assert ours.verify_with_counsel or "VERIFY" not in text


def test_every_other_offence() -> None:
    theirs = rows("ref_other_offences.csv")
    others = [one for one in all_offences() if one.act != "PECA-2016"]
    assert [(o.section, o.source, o.confidence) for o in others] == [
        (r["section"], r["provenance"], r["confidence"]) for r in theirs
    ]
    assert len(all_offences()) == len(theirs) + len(rows("ref_peca_offences.csv")) + 1


def test_law_is_dated() -> None:
    on = date(2020, 1, 1)
    assert offence("PECA-2016/22@2016").in_force(on)
    assert not offence("PECA-2016/22").in_force(on)
    assert not offence("PECA-2016/26A").in_force(date(2025, 1, 28))
    assert offence("PECA-2016/26A").in_force(date(2025, 1, 29))
    assert not offence("ETO-2002/36-37").in_force(on)


def test_bill_and_act_numbers_are_not_confused() -> None:
    assert offence("PECA-2016/14").title == "Electronic fraud"
    assert offence("PECA-2016/14").bill_section == "12"
    assert offence("PECA-2016/14").label == "s.14 PECA 2016"


def test_cognizable_and_compoundable() -> None:
    assert cognizable(["PECA-2016/14", "PPC-1860/420"])
    assert not cognizable(["PECA-2016/14"])
    assert not cognizable(["PECA-2016/26A"])  # class not known: the safer reading
    assert not cognizable([])
    assert compoundable(["PECA-2016/14", "PPC-1860/420"])
    assert not compoundable(["PECA-2016/14", "PECA-2016/21(1)"])
    with pytest.raises(Refused, match="PECA-2016/12A") as refused:
        cognizable(["PECA-2016/12A"])
    assert refused.value.field == "sections"


@pytest.mark.parametrize(
    ("column", "value", "complaint"),
    [
        ("act", "PPC-1860", "lacks its act"),
        ("source", "", "lacks its act, title or source"),
        ("confidence", "sure", "confidence"),
        ("until", "2015-01-01", "ends before"),
        ("cognizable", "PERHAPS", "PERHAPS"),
    ],
)
def test_a_bad_row_stops_the_load(
    monkeypatch: pytest.MonkeyPatch, column: str, value: str, complaint: str
) -> None:
    good = next(iter(read_rows("offences.csv")))
    monkeypatch.setattr(offences, "read_rows", lambda _: [{**good, column: value}])
    offences._table.cache_clear()
    with pytest.raises(ValueError, match=complaint):
        all_offences()
    monkeypatch.setattr(offences, "read_rows", lambda _: [good, good])
    with pytest.raises(ValueError, match="twice"):
        all_offences()
    offences._table.cache_clear()


def test_lists_have_unique_keys_and_labels() -> None:
    for name, choices in ALL_LISTS.items():
        assert len({choice.key for choice in choices}) == len(choices), name
        assert len({choice.label for choice in choices}) == len(choices), name
    assert label_of(CHANNELS, "HELPLINE") == "Helpline 1799"
    assert [one.name for one in Class][:2] == ["YES", "NO"]
