"""The desks on random histories: what holds for every one of them."""

from __future__ import annotations

import random
import uuid
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import insert

from casetrack.accounts.models import Officer
from casetrack.accounts.service import put_on
from casetrack.cases.models import Case, CaseMovement
from casetrack.db import KARACHI, local_date, new_id, session, utc_now
from casetrack.reports import queries
from casetrack.reports.catalogue import BY_NAME
from casetrack.reports.catalogue.desk import OF_ITS_OWN_PERIOD
from casetrack.reports.catalogue.kind import built
from casetrack.reports.document import Cell, Drill
from casetrack.reports.facts import Asked, Period, month_of
from casetrack.reports.queries.behind import behind_of, how_many
from casetrack.reports.queries.counted import question
from casetrack.rules.desk_moves import Desk, Entry, Exit, effects
from casetrack.rules.stages import CASE, CaseState
from tests import factories

UNITS = ("FSD", "LHR", "KHI")
OFFENCES = ("PECA-2016/10", "PECA-2016/14", "PPC-1860/420")
START = date(2022, 1, 1)
MONTHS = 30
DESKS = {"police-desk": Desk.POLICE, "court-desk": Desk.COURT}


@dataclass(frozen=True)
class Lived:
    """One move of one random case."""

    unit: str
    from_state: CaseState | None
    to_state: CaseState
    reason: str
    on: date


@dataclass
class World:
    """Cases with random histories, written as rows; the boss sees all that is not sealed."""

    rng: random.Random
    boss: Officer
    moves: list[Lived]

    @classmethod
    def of(cls, seed: int, cases: int = 60) -> World:
        made = cls(random.Random(seed), factories.officer(at="HQ"), [])
        for _ in range(cases):
            made.case(made.rng.choice(UNITS), made.rng.choice(OFFENCES))
        session.commit()
        return made

    def case(self, unit: str, offence: str, *, sealed: bool = False, late: int = 0) -> uuid.UUID:
        """A case that lives up to 14 moves by the table; recorded on the day, or `late` days on."""
        state: CaseState | None = None
        on = START + timedelta(days=self.rng.randrange(MONTHS * 20))
        steps: list[Lived] = []
        for _ in range(self.rng.randint(1, 14)):
            moves = CASE.from_state(state)
            if not moves or on > START + timedelta(days=MONTHS * 30):
                break
            move = self.rng.choice(moves)
            steps.append(Lived(unit, state, move.to_state, self.rng.choice(reasons(move)), on))
            state = move.to_state
            on += timedelta(days=self.rng.choice((0, 1, 9, 40, 90)))
        if not sealed:
            self.moves.extend(steps)
        return self.write(steps, offence, sealed=sealed, late=late)

    def write(
        self, steps: list[Lived], offence: str, *, sealed: bool = False, late: int = 0
    ) -> uuid.UUID:
        case_id, last = new_id(), steps[-1]
        firs = [step.on for step in steps if step.to_state is CaseState.INVESTIGATION]
        challans = [step.on for step in steps if str(step.to_state).endswith("CHALLAN")]
        recorded = at(last.on)
        session.add(
            Case(
                id=case_id,
                title="Invented",
                unit_id=factories.unit(last.unit).id,
                lead_id=self.boss.id,
                enquiry_year=2022,
                enquiry_serial=int(case_id) % 2**31,
                number=str(case_id),
                opened_on=steps[0].on,
                state=last.to_state,
                stage="ENQUIRY",
                offence=offence,
                sealed=sealed,
                investigation_on=min(firs, default=None),
                prosecution_on=min(challans, default=None),
                recorded_at=recorded,
            )
        )
        session.flush()
        session.execute(
            insert(CaseMovement),
            [
                {
                    "case_id": case_id,
                    "seq": seq,
                    "from_state": step.from_state,
                    "to_state": step.to_state,
                    "reason": step.reason,
                    "occurred_at": at(step.on),
                    "occurred_on": step.on,
                    "recorded_at": at(step.on) + timedelta(days=late),
                    "actor_id": self.boss.id,
                    "authority": "",
                    "facts": {},
                }
                for seq, step in enumerate(steps, start=1)
            ],
        )
        return case_id


def at(on: date) -> datetime:
    return datetime.combine(on, time(10), tzinfo=KARACHI)


def reasons(move) -> list[str]:
    coded = [fact for fact in move.facts if fact.choices and fact.key in ("class", "reason")]
    return [choice.key for fact in coded for choice in fact.choices] or [move.exit_reason]


def asked(period: Period, unit: str = "HQ", by: str = "year", **more) -> Asked:
    return Asked(period, unit, more.pop("as_of", local_date(utc_now())), by=by, **more)


def table(
    name: str, question_: Asked, officer: Officer | None = None
) -> dict[str, dict[str, Cell]]:
    """The rows of a desk by their names, each by column."""
    scope = queries.everything(question_.unit)
    assert scope is not None
    if officer is not None:
        scope = queries.scope_of(officer.actor, scope.unit)
    rows: dict[str, dict[str, Cell]] = {}
    for found in built(BY_NAME[name], scope, question_).tables():
        keys = [column.key for column in found.columns]
        for row in found.rows:
            rows.setdefault(str(row.cells[0]), {}).update(zip(keys, row.cells, strict=True))
    return rows


def months() -> list[Period]:
    found = [month_of(START)]
    while len(found) < MONTHS + 2:
        found.append(month_of(found[-1].end + timedelta(days=1)))
    return found


WHOLE = "Whole period"
LONG = Period(date(2021, 7, 1), date(2025, 12, 31))


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("name", DESKS)
def test_a_desk_counts_what_its_moves_did(name: str) -> None:
    """Any window, cut through months or not: the report against a count by hand."""
    world = World.of(seed=41)
    for _ in range(6):
        first = START + timedelta(days=world.rng.randrange(700))
        period = Period(first, first + timedelta(days=world.rng.randrange(1, 500)))
        stock, flow = 0, Counter[str]()
        for one in world.moves:
            for effect in effects(one.from_state, one.to_state, one.reason):
                if effect.desk is not DESKS[name] or one.on > period.end:
                    continue
                if one.on < period.start:
                    stock += effect.change
                else:
                    flow[effect.kind.value.lower()] += 1
        whole = table(name, asked(period))[WHOLE]
        assert whole["opening"] == stock
        kinds = {kind.value.lower() for kind in (*Entry, *Exit)} & set(whole)
        assert {kind: whole[kind] for kind in kinds} == {kind: flow[kind] for kind in kinds}
        assert sum(flow.values()) == sum(flow[kind] for kind in kinds)


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("name", DESKS)
def test_every_month_opens_as_the_one_before_it_closed(name: str) -> None:
    World.of(seed=7)
    rows = [table(name, asked(month))[WHOLE] for month in months()]
    assert [row["opening"] for row in rows[1:]] == [row["closing"] for row in rows[:-1]]
    assert rows[0]["opening"] == 0
    whole = table(name, asked(Period(months()[0].start, months()[-1].end)))[WHOLE]
    assert whole["closing"] == rows[-1]["closing"]
    # The flows of the months are those of the whole, whichever way they were read.
    for key, cell in whole.items():
        if isinstance(cell, int) and not key.endswith(OF_ITS_OWN_PERIOD):
            assert cell == sum(row[key] for row in rows), key


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("name", DESKS)
def test_units_and_offence_heads_add_up_to_the_whole(name: str) -> None:
    World.of(seed=3)
    by = {key: table(name, asked(LONG, by=key)) for key in ("unit", "offence")}
    single = table(name, asked(LONG))[WHOLE]
    for found in by.values():
        rows = [row for row_name, row in found.items() if row_name != WHOLE]
        assert len(rows) == 3
        for key, cell in found[WHOLE].items():
            if isinstance(cell, int):
                assert cell == single[key] == sum(row[key] for row in rows)
    for code in UNITS:
        own = table(name, asked(LONG, unit=code))[WHOLE]
        row = by["unit"][f"{code} Circle"]
        assert {key: own[key] for key in own if key != "group"} == {
            key: row[key] for key in row if key != "group"
        }


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("name", DESKS)
@pytest.mark.parametrize("by", ["year", "unit", "offence"])
def test_a_figure_leads_to_as_many_rows_as_it_says(name: str, by: str) -> None:
    World.of(seed=11)
    question_ = asked(Period(date(2022, 3, 10), date(2023, 6, 20)), by=by)
    scope = queries.everything()
    assert scope is not None
    tried = 0
    for found in built(BY_NAME[name], scope, question_).tables():
        keys = [column.key for column in found.columns]
        for row in found.rows:
            for key in set(row.drills) & set(keys):
                behind = rows_behind(scope, question_, row.drills[key])
                assert behind == row.cells[keys.index(key)], key
                tried += 1
    assert tried > 20


def rows_behind(scope, question_: Asked, drill: Drill) -> int:
    period = Period(*(date.fromisoformat(drill.narrows[end]) for end in ("from", "to")))
    behind = behind_of({"measure": drill.measure, **drill.narrows})
    return how_many(behind, question(scope, replace(question_, period=period)))


@pytest.mark.usefixtures("database")
def test_one_more_case_moves_exactly_what_it_should() -> None:
    world = World.of(seed=5, cases=20)
    period = Period(date(2023, 1, 1), date(2023, 12, 31))
    before = {name: table(name, asked(period))[WHOLE] for name in DESKS}
    state = CaseState
    days = [date(2022, 12, 31), date(2023, 2, 1), date(2023, 3, 1), date(2023, 12, 31)]
    path = [None, state.INVESTIGATION, state.FINAL_CHALLAN, state.COGNIZANCE, state.DISCHARGED]
    steps = [
        Lived("KHI", path[place], path[place + 1], "", on)  # type: ignore[arg-type]
        for place, on in enumerate(days)
    ]
    steps[-1] = replace(steps[-1], reason="DISCHARGED_BY_COURT")
    world.write(steps, OFFENCES[0])
    session.commit()
    after = {name: table(name, asked(period))[WHOLE] for name in DESKS}
    moved = {
        (name, key): cell - before[name][key]
        for name in DESKS
        for key, cell in after[name].items()
        if isinstance(cell, int) and cell != before[name][key]
    }
    police = ("opening", "total", "challaned", "challaned_before", "disposed")
    court = ("sent", "total", "discharged", "completed", "disposed")
    assert moved == {
        **{("police-desk", key): 1 for key in police},
        **{("court-desk", key): 1 for key in court},
    }


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("name", DESKS)
def test_a_late_entry_moves_nothing_that_was_known_before_it(name: str) -> None:
    world = World.of(seed=13, cases=25)
    period = Period(date(2022, 1, 1), date(2023, 12, 31))
    known = date(2024, 8, 31)
    earlier = table(name, asked(period, as_of=known))
    for _ in range(25):
        world.case("FSD", OFFENCES[1], late=5_000 // 4)
    session.commit()
    assert table(name, asked(period, as_of=known)) == earlier
    assert table(name, asked(period))[WHOLE]["total"] > earlier[WHOLE]["total"]


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("name", DESKS)
def test_what_he_may_not_know_of_is_in_no_figure(name: str) -> None:
    world = World.of(seed=17, cases=25)
    clear = table(name, asked(LONG))
    for _ in range(10):
        world.case("LHR", OFFENCES[2], sealed=True)
    session.commit()
    assert table(name, asked(LONG), factories.officer(at="HQ")) == clear
    assert table(name, asked(LONG))[WHOLE]["total"] > clear[WHOLE]["total"]


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("name", DESKS)
def test_his_own_sealed_cases_are_counted_once(name: str) -> None:
    """Whole months come from the tallies, cut ones from the moves; sealed cases from neither."""
    world = World.of(seed=19, cases=25)
    officer = factories.officer(at="HQ")
    for _ in range(8):
        case_id = world.case("LHR", OFFENCES[2], sealed=True)
        put_on(officer_id=officer.id, root_kind="case", root_id=case_id, lead=False, now=utc_now())
    session.commit()
    for period in (LONG, Period(date(2022, 5, 12), date(2023, 11, 9))):
        for by in ("year", "unit", "offence"):
            assert table(name, asked(period, by=by), officer) == table(name, asked(period, by=by))
