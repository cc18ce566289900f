"""Each fault of a chain of custody, over a table of small chains, and one story by hand."""

import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from casetrack.rules.custody_chain import ENDS, Link, Party, Side, standing
from casetrack.rules.custody_faults import FaultKind, faults
from casetrack.rules.lists import CUSTODY_ACTS

START = datetime(2026, 3, 1, 8, tzinfo=UTC)
BOTH = frozenset(Side)
A, B, C = "Insp. A", "Moharrir B", "Expert C"


def link(seq: int, kind: str, giver: str, taker: str, hour: float, **more: object) -> Link:
    made = Link(
        seq=seq,
        kind=kind,
        occurred_at=START + timedelta(hours=hour),
        giver=Party(giver),
        taker=Party(taker),
        confirmed=BOTH,
    )
    return replace(made, **more)  # type: ignore[arg-type]


SEIZED = link(1, "SEIZED", "Owner", A, 0, seal="S-1")
STORED = link(2, "STORED", A, B, 2, seal="S-1")
TO_LAB = link(3, "SENT_TO_LAB", B, C, 4, seal="S-1")
H1, H2 = "1" * 64, "2" * 64


def named(*links: Link) -> list[tuple[str, int]]:
    return [(fault.kind.value, fault.seq) for fault in faults(links)]


def hashed(one: Link, before: str, after: str = "") -> Link:
    return replace(one, hash_before=before, hash_after=after or before)


TABLE: list[tuple[str, tuple[Link, ...], list[tuple[str, int]]]] = [
    ("whole", (SEIZED, STORED, TO_LAB), []),
    ("received is a beginning", (replace(SEIZED, kind="RECEIVED"), STORED), []),
    ("spaces and capitals", (SEIZED, replace(STORED, giver=Party(" insp.  a"))), []),
    # No beginning
    ("empty", (), [("NO_BEGINNING", 0)]),
    ("begins in the middle", (STORED, TO_LAB), [("NO_BEGINNING", 2)]),
    # Gap
    ("handed on by another", (SEIZED, TO_LAB), [("GAP", 3)]),
    ("nobody gave it", (SEIZED, replace(STORED, giver=Party(" "))), [("GAP", 2)]),
    ("gap is named once", (SEIZED, TO_LAB, link(4, "RETURNED_FROM_LAB", C, A, 6)), [("GAP", 3)]),
    ("seized again", (SEIZED, STORED, link(3, "SEIZED", "Owner", A, 6)), [("GAP", 3)]),
    # Overlap
    ("entered late", (SEIZED, replace(STORED, seq=3), replace(TO_LAB, seq=2)), [("OVERLAP", 3)]),
    (
        "late and wrong",
        (SEIZED, STORED, link(3, "HANDED_OVER", A, C, 1)),
        [("GAP", 2), ("OVERLAP", 3)],
    ),
    (
        "held by two at once",
        (SEIZED, STORED, link(3, "HANDED_OVER", A, C, 2)),
        [("OVERLAP", 3)],
    ),
    (
        "late and before it was there",
        (SEIZED, STORED, replace(TO_LAB, occurred_at=START)),
        [("GAP", 2), ("OVERLAP", 3), ("GAP", 3)],
    ),
    ("quick hands", (SEIZED, STORED, link(3, "HANDED_OVER", B, C, 2)), []),
    # Seals
    ("not intact", (SEIZED, replace(STORED, seal_intact=False)), [("SEAL_BROKEN", 2)]),
    ("other number", (SEIZED, replace(STORED, seal="S-2")), [("SEAL_BROKEN", 2)]),
    ("number in other letters", (SEIZED, replace(STORED, seal="s-1 ")), []),
    ("number unsaid", (SEIZED, replace(STORED, seal=""), TO_LAB), []),
    ("first named later", (replace(SEIZED, seal=""), STORED), []),
    (
        "opened and sealed",
        (
            SEIZED,
            link(2, "UNSEALED", A, A, 1),
            link(3, "SEALED", A, A, 2, seal="S-2"),
            link(4, "STORED", A, B, 3, seal="S-2"),
        ),
        [],
    ),
    ("sealed over", (SEIZED, link(2, "SEALED", A, A, 1, seal="S-2")), []),
    (
        "opened, then sealed by nobody",
        (SEIZED, link(2, "UNSEALED", A, A, 1), replace(STORED, seq=3)),
        [("SEAL_BROKEN", 3)],
    ),
    (
        "opened and handed on open",
        (SEIZED, link(2, "UNSEALED", A, A, 1), link(3, "STORED", A, B, 3)),
        [],
    ),
    (
        "other and not intact",
        (SEIZED, replace(STORED, seal="S-2", seal_intact=False)),
        [("SEAL_BROKEN", 2), ("SEAL_BROKEN", 2)],
    ),
    # Hashes
    ("same bytes", (hashed(SEIZED, H1), hashed(STORED, H1)), []),
    (
        "other bytes",
        (hashed(SEIZED, H1), hashed(STORED, H2), hashed(TO_LAB, H2)),
        [("HASH_CHANGED", 2)],
    ),
    ("changed in the act", (hashed(SEIZED, H1), hashed(STORED, H1, H2)), [("HASH_CHANGED", 2)]),
    (
        "bytes gone, and back",
        (hashed(SEIZED, H1), STORED, hashed(TO_LAB, H1)),
        [("HASH_CHANGED", 2)],
    ),
    ("first hash later", (SEIZED, hashed(STORED, H1)), []),
    # The end
    (
        "after the end",
        (SEIZED, link(2, "DESTROYED", A, A, 1), link(3, "STORED", A, B, 2)),
        [("AFTER_END", 3)],
    ),
    (
        "entered after the end",
        (SEIZED, link(2, "DESTROYED", B, B, 3), replace(STORED, seq=3)),
        [("OVERLAP", 3)],
    ),
    # Confirmations
    (
        "nobody said so",
        (replace(SEIZED, confirmed=frozenset()), replace(STORED, confirmed=frozenset())),
        [("UNCONFIRMED", 1), ("UNCONFIRMED", 2), ("UNCONFIRMED", 2)],
    ),
    (
        "the taker said so",
        (SEIZED, replace(STORED, confirmed=frozenset({"TO"}))),
        [("UNCONFIRMED", 2)],
    ),
    ("one hand, one word", (SEIZED, link(2, "IMAGED", A, A, 1, confirmed=frozenset({"TO"}))), []),
]


@pytest.mark.parametrize(("chain", "wanted"), [row[1:] for row in TABLE], ids=[r[0] for r in TABLE])
def test_faults(chain: tuple[Link, ...], wanted: list[tuple[str, int]]) -> None:
    assert named(*chain) == wanted


@pytest.mark.parametrize("chain", [row[1] for row in TABLE], ids=[r[0] for r in TABLE])
def test_faults_do_not_hang_on_the_order_in_which_links_are_read(chain: tuple[Link, ...]) -> None:
    wanted = set(faults(chain))
    assert all(set(faults(shuffled)) == wanted for shuffled in itertools.permutations(chain))
    # Words are whole: every place is filled.
    assert all("{" not in str(fault) for fault in wanted)


def test_every_kind_of_fault_is_in_the_table() -> None:
    assert {kind for _, _, found in TABLE for kind, _ in found} == set(FaultKind)


@pytest.mark.parametrize("end", sorted(ENDS))
def test_each_end_ends(end: str) -> None:
    chain = (SEIZED, link(2, end, A, "Owner", 1), link(3, "STORED", "Owner", B, 2))
    assert named(*chain) == [("AFTER_END", 3)]
    assert standing(chain[:2]).last.ended


@pytest.mark.parametrize(
    ("kind", "where"),
    [
        ("SEIZED", "OFFICER"), ("RECEIVED", "OFFICER"), ("HANDED_OVER", "OFFICER"),
        ("RETURNED_FROM_LAB", "OFFICER"), ("STORED", "MALKHANA"), ("SENT_TO_LAB", "LABORATORY"),
        ("PRODUCED_IN_COURT", "COURT"), ("KEPT_BY_COURT", "COURT"), ("RETURNED_TO_OWNER", "OUT"),
        ("FORFEITED", "OUT"), ("DESTROYED", "OUT"),
        ("SEALED", "LABORATORY"), ("UNSEALED", "LABORATORY"), ("IMAGED", "LABORATORY"),
    ],
)  # fmt: skip
def test_every_act_says_where_the_thing_is(kind: str, where: str) -> None:
    """What changes no place (sealing, imaging) leaves it where it was: here at the laboratory."""
    assert kind in {choice.key for choice in CUSTODY_ACTS}
    last = link(4, kind, C, C, 9)
    assert standing((SEIZED, STORED, TO_LAB, last)).where == where


def test_two_officers_of_one_name_are_two() -> None:
    one, other = Party(A, officer="1"), Party(A, officer="2")
    assert not one.is_same(other)
    assert one.is_same(Party(A))
    chain = (replace(SEIZED, taker=one), replace(STORED, giver=other))
    assert named(*chain) == [("GAP", 2)]


def test_a_story() -> None:
    """A phone of a raid: stored, to the laboratory, back with a torn seal, to court, one hand told
    by nobody, and a handover that was remembered a week later."""
    chain = [
        link(1, "SEIZED", "Call centre", A, 0, seal="S-77"),
        link(2, "STORED", A, B, 3, seal="S-77"),
        link(3, "SENT_TO_LAB", B, C, 26, seal="S-77", confirmed=frozenset({"FROM"})),
        link(4, "UNSEALED", C, C, 30),
        link(5, "IMAGED", C, C, 31),
        link(6, "SEALED", C, C, 33, seal="L-5"),
        link(7, "RETURNED_FROM_LAB", C, A, 50, seal="L-5", seal_intact=False),
        link(8, "PRODUCED_IN_COURT", B, "Reader of the court", 80, seal="L-5"),
        link(9, "STORED", A, "Constable D", 52, seal="L-5"),
    ]
    assert [str(fault) for fault in faults(chain)] == [
        "Act 3 is not confirmed by Expert C.",
        "At act 7 the seal was not intact.",
        (
            "Act 8 is by Moharrir B, but since act 9 Constable D held it:"
            " how Moharrir B came by it is not told."
        ),
        "Act 9 was entered after act 8 but is dated before it.",
    ]
    now = standing(chain)
    assert (now.where, now.last.holder, now.seal) == ("COURT", "Reader of the court", "L-5")
