"""The table of a request's acts over every state and act, and the tables of what may be asked."""

from __future__ import annotations

from datetime import date

import pytest

from casetrack.rules import request_kinds, request_moves
from casetrack.rules.refusals import Refused
from casetrack.rules.request_kinds import Family
from casetrack.rules.request_moves import (
    MOVES,
    PRESERVES,
    TELLS_COURT,
    RequestAct,
    RequestState,
    Told,
    find,
    follow,
    open_acts,
    replay,
)

# Reviewed by hand: from each state, each act and where it leads. "" is before the draft.
ALWAYS = {
    "": {"DRAFTED": "DRAFT"},
    "DRAFT": {"SENT": "SENT", "WITHDRAWN": "WITHDRAWN"},
    "SENT": {
        "ACKNOWLEDGED": "SENT",
        "REMINDED": "SENT",
        "PARTLY_ANSWERED": "PARTLY_ANSWERED",
        "ANSWERED": "ANSWERED",
        "REFUSED": "REFUSED",
        "WITHDRAWN": "WITHDRAWN",
    },
    "PARTLY_ANSWERED": {
        "REMINDED": "PARTLY_ANSWERED",
        "PARTLY_ANSWERED": "PARTLY_ANSWERED",
        "ANSWERED": "ANSWERED",
        "REFUSED": "REFUSED",
        "WITHDRAWN": "WITHDRAWN",
    },
    "ANSWERED": {},
    "REFUSED": {"PARTLY_ANSWERED": "PARTLY_ANSWERED", "ANSWERED": "ANSWERED"},
    "WITHDRAWN": {},
}
# Acts that keep the state, of a request with the trait alone.
OF_TRAIT = {PRESERVES: "EXTENDED", TELLS_COURT: "COURT_TOLD"}
AFTER_SENDING = ("SENT", "PARTLY_ANSWERED", "ANSWERED")
DAY = date(2026, 11, 20)


def reviewed(state: str, traits: set[str]) -> dict[str, str]:
    more = {OF_TRAIT[one]: state for one in traits if state in AFTER_SENDING}
    return ALWAYS[state] | more


@pytest.mark.parametrize("traits", [set(), {PRESERVES}, {TELLS_COURT}, {PRESERVES, TELLS_COURT}])
@pytest.mark.parametrize("state", [None, *RequestState])
def test_every_act_in_every_state(state: RequestState | None, traits: set[str]) -> None:
    wanted = reviewed(state.value if state else "", traits)
    for act in RequestAct:
        if act.value in wanted:
            assert find(state, act, traits).to.value == wanted[act.value]
        else:
            with pytest.raises(Refused):
                find(state, act, traits)
    if state is not None:
        assert {row.act.value for row in open_acts(state, traits)} == set(wanted)


def test_every_row_is_reached_and_none_is_double() -> None:
    ends = [(row.state, row.act) for row in MOVES]
    assert len(set(ends)) == len(ends)
    assert {row.act for row in MOVES} == set(RequestAct)


def test_what_each_row_needs_is_refused_on_its_field() -> None:
    for row in MOVES:
        given: dict[str, object] = dict.fromkeys(row.needs, "told")
        request_moves.demand(row, given)
        for fact in row.needs:
            with pytest.raises(Refused) as refused:
                request_moves.demand(row, given | {fact: ""})
            assert refused.value.field == fact


def test_the_days_follow_from_the_acts() -> None:
    due, later, held = date(2026, 12, 4), date(2026, 12, 20), date(2027, 2, 18)
    history = [
        Told(RequestAct.DRAFTED, DAY),
        Told(RequestAct.SENT, DAY, due, held),
        Told(RequestAct.REMINDED, date(2026, 12, 5), later),
        Told(RequestAct.REFUSED, date(2026, 12, 6)),
        Told(RequestAct.PARTLY_ANSWERED, date(2026, 12, 9)),
    ]
    standing = replay(history, {PRESERVES})
    assert standing == request_moves.Standing(RequestState.PARTLY_ANSWERED, DAY, later, None, held)
    answered = Told(RequestAct.ANSWERED, date(2026, 12, 10))
    row = find(RequestState.PARTLY_ANSWERED, RequestAct.ANSWERED, ())
    assert follow(standing, row, answered).answered_on == date(2026, 12, 10)
    assert replay([], ()) is None
    with pytest.raises(Refused, match="cannot be recorded"):
        replay([*history, Told(RequestAct.SENT, DAY)], ())


def test_every_kind_stands_on_known_powers_in_every_year() -> None:
    bases = request_kinds.all_bases()
    used = {key for one in request_kinds.all_kinds() for key in one.bases}
    assert used == set(bases)
    for one in request_kinds.all_kinds():
        assert one.days > 0
        assert one.until_on is None or one.from_on <= one.until_on
        assert request_kinds.kind_of(one.family, one.key, DAY) == one
    for family in Family:
        keys = [one.key for one in request_kinds.kinds_of(family, DAY)]
        assert len(set(keys)) == len(keys)
    with pytest.raises(Refused):
        request_kinds.kind_of(Family.FORENSIC, "CONTENT", DAY)


def test_days_of_preservation_and_of_traffic_data() -> None:
    notice = request_kinds.kind_of(Family.PROVIDER, "PRESERVATION", DAY)
    assert notice.preserved_until(DAY) == date(2027, 2, 18)  # 90 days, PECA s.31
    calls = request_kinds.kind_of(Family.PROVIDER, "CALL_RECORDS", DAY)
    assert calls.lost_on(date(2026, 3, 1)) == date(2027, 3, 1)  # 365 days, PECA s.32
    assert calls.reply_due(DAY) == date(2026, 12, 4)
    bank = request_kinds.kind_of(Family.PROVIDER, "BANK_RECORDS", DAY)
    assert (bank.preserved_until(DAY), bank.lost_on(DAY)) == (None, None)


def test_a_courts_order_is_demanded_whole_where_one_is_needed() -> None:
    whole: dict[str, object] = {"court": "Special Court", "number": "O-1/2026", "on": DAY}
    for basis in request_kinds.all_bases().values():
        request_kinds.demand_order(basis, **whole)  # type: ignore[arg-type]
        for name in whole:
            lacking = whole | {name: None if name == "on" else " "}
            if not basis.needs_court:
                request_kinds.demand_order(basis, **lacking)  # type: ignore[arg-type]
                continue
            with pytest.raises(Refused) as refused:
                request_kinds.demand_order(basis, **lacking)  # type: ignore[arg-type]
            assert refused.value.field == f"order_{name}"


# Who needs a court in law: nobody may loosen it by a slip in the table.
def test_content_and_real_time_cannot_do_without_a_court() -> None:
    for key in ("CONTENT", "REAL_TIME"):
        kind = request_kinds.kind_of(Family.PROVIDER, key, DAY)
        assert all(request_kinds.all_bases()[basis].needs_court for basis in kind.bases)
        with pytest.raises(Refused):
            request_kinds.basis_of(kind, "PECA_31")
