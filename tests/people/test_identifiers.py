"""Every row of the vectors, and the spellings that officers and chats bring."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from casetrack.people.identifiers import Kind, guess, normalise, show, warning
from casetrack.people.keccak import keccak256
from casetrack.rules.refusals import Refused

VECTORS = Path(__file__).parent.parent / "data" / "ref_identifiers_vectors.csv"
KINDS = {"msisdn": "PHONE"}
# Numbers of cases need a police station: they are read by search (tests/search).
ELSEWHERE = {"fir", "enquiry"}


def rows() -> list[dict[str, str]]:
    lines = [line for line in VECTORS.read_text("utf-8").splitlines() if line[:1] != "#"]
    return [row for row in csv.DictReader(lines) if row["type"] not in ELSEWHERE]


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['type']} {row['input']}")
def test_vector(row: dict[str, str]) -> None:
    kind = Kind(KINDS.get(row["type"], row["type"].upper()))
    if row["want"] == "invalid":
        with pytest.raises(Refused) as refused:
            normalise(kind, row["input"], field="cnic")
        assert refused.value.field == "cnic"
        return
    wanted = {"same": row["input"], "": "".join(filter(str.isdigit, row["input"]))}
    value = normalise(kind, row["input"])
    assert value == wanted.get(row["canonical"], row["canonical"])
    assert (kind, value) in guess(row["input"])
    assert normalise(kind, show(kind, value)) == value, "what is shown can be typed back"


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        (Kind.PHONE, "\u202a+92\u00a0300\u20111234567\u202c", "+923001234567"),
        (Kind.PHONE, "۰۳۰۰ ۱۲۳۴۵۶۷", "+923001234567"),
        (Kind.PHONE, "+44 20 7946 0000", "+442079460000"),
        (Kind.WALLET, "Easypaisa 0345-1234567", "+923451234567"),
        (Kind.WALLET, "JazzCash: 03001234567", "+923001234567"),
        (Kind.IBAN, "pk36 scbl 0000 0011 2345 6702", "PK36SCBL0000001123456702"),
        (Kind.EMAIL, "Help.Desk[at]Example[.]com", "help.desk@example.com"),
        (Kind.URL, "HXXP://Example[.]COM:80/Path?a=1#top", "http://example.com/Path?a=1"),
        (Kind.URL, "www.example.com/", "www.example.com"),
        (Kind.URL, "example.com/pay", "http://example.com/pay"),
        (Kind.URL, "http://203.0.113.7:8080/x", "http://203.0.113.7:8080/x"),
        (Kind.HANDLE, "@Trader_Khan", "@trader_khan"),
        (Kind.HANDLE, "Telegram: @Trader", "telegram:@trader"),
        (Kind.IP, "203.0.113.7:50412", "203.0.113.7"),
        (Kind.IP, "[2001:db8::1]:443", "2001:db8::1"),
        (Kind.PASSPORT, "ab 1234567", "AB1234567"),
        (Kind.IMEI, "35209900176148", "352099001761481"),
        (
            Kind.ETH,
            "0x52908400098527886e0f7030069857d2e4169ee7",
            "0x52908400098527886E0F7030069857D2E4169EE7",
        ),
        (
            Kind.ETH,
            "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
            "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        ),
        (
            Kind.BTC,
            "BC1QAR0SRRR7XFKVY5L643LYDNW9RE59GTZZWF5MDQ",
            "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
        ),
        (
            Kind.BTC,
            "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
            "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
        ),
        (Kind.NTN, "35202-1234567-1", "3520212345671"),
    ],
)
def test_one_value_for_many_spellings(kind: Kind, written: str, value: str) -> None:
    assert normalise(kind, written) == value


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        (Kind.ETH, "0x5aaeb6053F3E94C9b9A09f33669435E7Ef1BeAed"),
        (Kind.BTC, "1a1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"),
        (Kind.BTC, "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdp"),
        (Kind.BTC, "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj1"),
        (Kind.TRX, "TJRabPrwbZy45sbavfcjinPJC18kjpRTv9"),
        (Kind.URL, "javascript:alert(1)"),
        (Kind.URL, "http://[::1/"),
        (Kind.EMAIL, "nobody"),
        (Kind.HANDLE, "two words"),
        (Kind.IP, "203.0.113.700"),
        (Kind.WALLET, "021-35630000"),
        (Kind.NTN, "12-3"),
        (Kind.PASSPORT, "ABCDEFG"),
        (Kind.PHONE, "   "),
        (Kind.URL, "a" * 3000),
    ],
)
def test_malformed_is_refused_in_words(kind: Kind, written: str) -> None:
    with pytest.raises(Refused) as refused:
        normalise(kind, written)
    assert len(str(refused.value)) > 15


def test_keccak_is_ethereums() -> None:
    empty = "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"
    assert keccak256(b"").hex() == empty
    assert len(keccak256(b"x" * 136)) == 32
    abc = "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"
    assert keccak256(b"abc").hex() == abc


def test_shown_links_cannot_be_opened() -> None:
    assert show(Kind.URL, "https://example.com/a.html") == "hxxps://example[.]com/a.html"
    assert show(Kind.CNIC, "3520212345671") == "35202-1234567-1"
    assert show(Kind.PHONE, "+923001234567") == "0300 1234567"


def test_a_valid_value_that_proves_little_is_flagged() -> None:
    assert "cloned" in warning(Kind.IMEI, "0" * 15)
    assert "port" in warning(Kind.IP, "203.0.113.7")
    assert not warning(Kind.IMEI, "490154203237518")


def test_plain_words_are_no_identifier() -> None:
    assert guess("a man called me") == []
    assert {kind for kind, _ in guess("0300-1234567")} == {Kind.PHONE, Kind.WALLET}
