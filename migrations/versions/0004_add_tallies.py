"""add tallies

What reports count at national size, kept by triggers in the transaction of the act. A trigger
only ever adds rows (+1, -1), so writers never wait for one another; reports add them up and
casetrack.reports.service.fold puts them together. Movements get their local day and coded reason,
cases their principal offence and the day of the first conviction that stands.
"""

import csv
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MOVEMENTS = ("complaint_movements", "case_movements", "accused_movements")
WITH_REASON = ("complaint_movements", "case_movements")
CELL = "measure, bucket, unit_id, sealed, state, reason, days"


def upgrade() -> None:
    _add_columns()
    _fill_columns()
    _add_tallies()
    groups = _groups()
    for group in groups.values():
        op.execute(_add_up([(group.select(), 1)]))
    for trigger in TRIGGERS:
        for statement in trigger.create([groups[name] for name in trigger.groups]):
            op.execute(statement)


def downgrade() -> None:
    for trigger in TRIGGERS:
        for statement in trigger.drop():
            op.execute(statement)
    op.drop_table("tallies")
    op.drop_index("ix_cases_convicted_on", "cases")
    op.drop_index("ix_cases_offence", "cases")
    for table in MOVEMENTS:
        op.drop_index(f"ix_{table}_occurred_on", table)
        op.drop_column(table, "occurred_on")
    for table in WITH_REASON:
        op.drop_column(table, "reason")
    op.drop_column("cases", "offence")
    op.drop_column("cases", "convicted_on")


def _on_postgres() -> bool:
    return op.get_bind().dialect.name == "postgresql"


# ---------------------------------------------------------------- columns


def _add_columns() -> None:
    for table in MOVEMENTS:
        op.add_column(
            table, sa.Column("occurred_on", sa.Date(), nullable=False, server_default="1970-01-01")
        )
        op.create_index(f"ix_{table}_occurred_on", table, ["occurred_on", "to_state"])
    for table in WITH_REASON:
        op.add_column(table, sa.Column("reason", sa.Text(), nullable=False, server_default=""))
    op.add_column("cases", sa.Column("offence", sa.Text(), nullable=False, server_default=""))
    op.add_column("cases", sa.Column("convicted_on", sa.Date(), nullable=True))
    op.create_index("ix_cases_convicted_on", "cases", ["convicted_on"])
    op.create_index("ix_cases_offence", "cases", ["offence", "investigation_on"])


def _fill_columns() -> None:
    """History is told apart from its filling: its triggers stand aside for this alone."""
    refusals = [_refusal(table) for table in MOVEMENTS]
    for drop, _ in refusals:
        op.execute(drop)
    # Pakistan has kept +05:00 without summer time since November 2009.
    local = (
        "(occurred_at AT TIME ZONE 'Asia/Karachi')::date"
        if _on_postgres()
        else "date(occurred_at, '+5 hours')"
    )
    for table in MOVEMENTS:
        op.execute(f"UPDATE {table} SET occurred_on = {local}")
    op.execute(
        "UPDATE complaint_movements SET reason = CASE to_state WHEN 'CLOSED' THEN facts ->> 'closure_reason'"
        " WHEN 'TRANSFERRED' THEN 'OTHER_AGENCY' ELSE 'DUPLICATE' END"
        " WHERE to_state IN ('CLOSED', 'TRANSFERRED', 'DUPLICATE')"
    )
    op.execute(f"UPDATE case_movements SET reason = COALESCE({_case_reason()}, '')")
    for _, create in refusals:
        op.execute(create)
    op.execute(
        "UPDATE cases SET convicted_on = (SELECT min(a.convicted_on) FROM accused a WHERE a.case_id = cases.id)"
    )
    _fill_offences()


def _refusal(table: str) -> tuple[str, str]:
    """Dropping and making again the trigger that refuses updates (0002)."""
    name = f"{table}_no_update"
    head = f"CREATE TRIGGER {name} BEFORE UPDATE ON {table}"
    if _on_postgres():
        return (
            f"DROP TRIGGER {name} ON {table}",
            f"{head} FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()",
        )
    return (
        f"DROP TRIGGER {name}",
        f"{head} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
    )


def _case_reason() -> str:
    told = "COALESCE(facts ->> 'closure_reason', facts ->> 'class', facts ->> 'reason')"
    fixed = {
        "TRANSFERRED": "OTHER_AGENCY",
        "MERGED": "DUPLICATE",
        "QUASHED": "QUASHED_BY_HIGH_COURT",
        "COMPOUNDED": "COMPROMISE",
        "WITHDRAWN": "PROSECUTOR_WITHDREW",
        "ABATED": "ACCUSED_DIED",
        "DISCHARGED": "DISCHARGED_BY_COURT",
    }
    whens = " ".join(
        f"WHEN to_state = '{state}' THEN '{reason}'" for state, reason in fixed.items()
    )
    return (
        "CASE WHEN to_state = 'ENQUIRY_CLOSED' AND from_state = 'PERMISSION' THEN 'PERMISSION_REFUSED'"
        f" WHEN to_state IN ('ENQUIRY_CLOSED', 'CANCELLATION_REPORT', 'UNTRACED_REPORT', 'DORMANT') THEN {told} {whens} END"
    )


def _fill_offences() -> None:
    """The gravest section of each case; the order of the file decides between equals."""
    ranks = _ranks()
    bind = op.get_bind()
    rows = bind.execute(
        sa.text("SELECT case_id, offence FROM case_sections ORDER BY case_id, offence")
    ).all()
    found = [
        {
            "id": case_id,
            "offence": min((row.offence for row in some), key=lambda key: ranks.get(key, (1, 0))),
        }
        for case_id, some in groupby(rows, key=lambda row: row.case_id)
    ]
    if found:
        bind.execute(sa.text("UPDATE cases SET offence = :offence WHERE id = :id"), found)


def _ranks() -> dict[str, tuple[Decimal, int]]:
    path = Path(__file__).parent.parent.parent / "casetrack/rules/offences.csv"
    lines = [line for line in path.read_text().splitlines() if not line.startswith("#")]
    rows = enumerate(csv.DictReader(lines))
    return {row["key"]: (-_years(row["max_years"]), place) for place, row in rows}


def _years(text: str) -> Decimal:
    if text == "life":
        return Decimal(1000)
    return Decimal(text or 0)


# ---------------------------------------------------------------- what is counted


class Counted(NamedTuple):
    """One contribution of a row: it counts 1 under these in the unit of its owner."""

    measure: str
    bucket: str  # a year, or year * 100 + month for movements
    where: str
    state: str = "''"
    reason: str = "''"
    days: str = "0"
    national: bool = False  # read for the whole agency only, so without a unit


class Group(NamedTuple):
    """Contributions of rows in the same tables. Aliases: c complaint, k case, a accused, o
    operation, m movement. `owner` is the alias that has the unit and the seal."""

    tables: dict[str, str]
    join: str
    owner: str
    rows: list[Counted]

    def select(self, alias: str = "", stands_for: str = "") -> str:
        """A query of all contributions; `alias` may stand for a trigger's row or table of rows."""
        tables = {key: name for key, name in self.tables.items() if key != alias}
        if stands_for and stands_for not in {"NEW", "OLD"}:
            tables[alias] = stands_for
        found = " UNION ALL ".join(self._one(row, tables) for row in self.rows)
        if stands_for in {"NEW", "OLD"}:
            found = re.sub(rf"\b{alias}\.", f"{stands_for}.", found)
        return found

    def _one(self, row: Counted, tables: dict[str, str]) -> str:
        unit = (
            f"CAST(NULL AS {'uuid' if _on_postgres() else 'CHAR'})"
            if row.national
            else f"{self.owner}.unit_id"
        )
        columns = (
            f"'{row.measure}' AS measure, {row.bucket} AS bucket, {unit} AS unit_id, {self.owner}.sealed AS sealed,"
            f" {row.state} AS state, {row.reason} AS reason, {row.days} AS days"
        )
        source = ", ".join(f"{name} {key}" for key, name in tables.items())
        where = f"{self.join} AND {row.where}" if self.join else row.where
        return f"SELECT {columns}{f' FROM {source}' if source else ''} WHERE {where}"


def _groups() -> dict[str, Group]:
    year, month, days, day_of_year = _dates()

    def on(measure: str, day: str, **more: str) -> Counted:
        return Counted(measure, year(day), f"{day} IS NOT NULL", **more)

    def spell(measure: str, start: str, *ends: str, state: str = "''") -> Counted:
        end = f"COALESCE({', '.join(ends)})" if len(ends) > 1 else ends[0]
        where = f"{start} IS NOT NULL AND {end} IS NOT NULL"
        return Counted(measure, year(start), where, state, days=days(start, end), national=True)

    def waiting(measure: str, start: str, *ends: str, where: str = "") -> Counted:
        """Spells that have not ended, by the day of the year (1 January is 0) they began on."""
        still = " AND ".join(f"{end} IS NULL" for end in ends)
        return Counted(
            measure,
            year(start),
            f"{start} IS NOT NULL AND {still}{where}",
            days=day_of_year(start),
            national=True,
        )

    def moved(measure: str) -> Counted:
        pair = "COALESCE(m.from_state, '') || '>' || m.to_state"
        return Counted(measure, month("m.occurred_on"), "1 = 1", pair, "m.reason")

    # What ends a case without the court having completed a trial (docs/decisions/0011).
    tried = "k.outcome = 'ACQUITTED' AND k.state NOT IN ('DISCHARGED', 'COMPOUNDED', 'WITHDRAWN', 'ABATED', 'QUASHED')"
    let_go = "k.outcome = 'ACQUITTED' AND k.state = 'DISCHARGED'"
    in_case = "k.id = {}.case_id"
    return {
        "complaints": Group(
            {"c": "complaints"},
            "",
            "c",
            [
                on("received", "c.received_on", state="c.state", reason="c.close_reason"),
                on("verified", "c.verified_on"),
                spell("ended", "c.received_on", "c.ended_on", state="c.state"),
                waiting("open", "c.received_on", "c.ended_on", where=" AND c.state <> 'JOINED'"),
                spell("in_verification", "c.received_on", "c.verified_on", "c.ended_on"),
                waiting("open_in_verification", "c.received_on", "c.verified_on", "c.ended_on"),
            ],
        ),
        "joined": Group(
            {"c": "complaints", "k": "cases"},
            "k.id = c.case_id AND c.state = 'JOINED'",
            "c",
            [
                on("complaint_convicted", "k.convicted_on"),
                spell(
                    "ended",
                    "c.received_on",
                    "k.convicted_on",
                    "k.ended_on",
                    state="CASE WHEN k.convicted_on IS NULL THEN k.state ELSE 'CONVICTED' END",
                ),
                waiting("open", "c.received_on", "k.convicted_on", "k.ended_on"),
            ],
        ),
        "cases": Group(
            {"k": "cases"},
            "",
            "k",
            [
                on(
                    "enquiry",
                    "k.enquiry_on",
                    state="CASE WHEN k.fir_year IS NULL THEN k.state ELSE 'FIR' END",
                    reason="CASE WHEN k.fir_year IS NULL THEN k.exit_reason ELSE '' END",
                ),
                on("fir", "k.investigation_on", state="k.state", reason="k.exit_reason"),
                on("case_convicted", "k.convicted_on"),
                Counted(
                    "case_acquitted", year("k.verdict_on"), f"k.verdict_on IS NOT NULL AND {tried}"
                ),
                Counted(
                    "case_discharged",
                    year("k.verdict_on"),
                    f"k.verdict_on IS NOT NULL AND {let_go}",
                ),
                spell("in_enquiry", "k.enquiry_on", "k.investigation_on", "k.ended_on"),
                spell("in_investigation", "k.investigation_on", "k.prosecution_on", "k.ended_on"),
                spell("in_prosecution", "k.prosecution_on", "k.verdict_on", "k.ended_on"),
                waiting("open_in_enquiry", "k.enquiry_on", "k.investigation_on", "k.ended_on"),
                waiting(
                    "open_in_investigation",
                    "k.investigation_on",
                    "k.prosecution_on",
                    "k.ended_on",
                ),
                waiting("open_in_prosecution", "k.prosecution_on", "k.verdict_on", "k.ended_on"),
            ],
        ),
        "accused": Group(
            {"a": "accused", "k": "cases"},
            in_case.format("a"),
            "k",
            [
                *(
                    on(name, f"a.{name}_on")
                    for name in ("arrested", "challaned", "convicted", "acquitted")
                ),
                Counted(
                    "arrested_convicted",
                    year("a.convicted_on"),
                    "a.convicted_on IS NOT NULL AND a.arrested_on IS NOT NULL",
                ),
            ],
        ),
        "raids": Group(
            {"o": "operations", "k": "cases"},
            in_case.format("o"),
            "k",
            [Counted("raid", year("o.started_on"), "o.kind = 'RAID'")],
        ),
        "complaint_moves": Group(
            {"m": "complaint_movements", "c": "complaints"},
            "c.id = m.complaint_id",
            "c",
            [moved("complaint_moved")],
        ),
        "case_moves": Group(
            {"m": "case_movements", "k": "cases"}, in_case.format("m"), "k", [moved("case_moved")]
        ),
    }


Sql = Callable[..., str]


def _dates() -> tuple[Sql, Sql, Sql, Sql]:
    """Year of a day, its year and month as one number, the days from one day to another, and those
    from the first of January."""
    if _on_postgres():
        return (
            lambda day: f"CAST(EXTRACT(YEAR FROM {day}) AS integer)",
            lambda day: (
                f"CAST(EXTRACT(YEAR FROM {day}) * 100 + EXTRACT(MONTH FROM {day}) AS integer)"
            ),
            lambda start, end: f"GREATEST(0, {end} - {start})",
            lambda day: f"CAST(EXTRACT(DOY FROM {day}) AS integer) - 1",
        )
    return (
        lambda day: f"CAST(substr({day}, 1, 4) AS INTEGER)",
        lambda day: f"CAST(substr({day}, 1, 4) || substr({day}, 6, 2) AS INTEGER)",
        lambda start, end: f"max(0, CAST(julianday({end}) - julianday({start}) AS INTEGER))",
        lambda day: f"CAST(strftime('%j', {day}) AS INTEGER) - 1",
    )


# ---------------------------------------------------------------- the table and its triggers


def _add_tallies() -> None:
    op.create_table(
        "tallies",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("bucket", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("sealed", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tallies"),
    )
    op.create_index("ix_tallies_measure", "tallies", ["measure", "bucket"])


def _add_up(signed: list[tuple[str, int]]) -> str:
    counted = " UNION ALL ".join(
        f"SELECT {CELL}, {sign} AS n FROM ({query}) AS q{place}"
        for place, (query, sign) in enumerate(signed)
    )
    return f"INSERT INTO tallies ({CELL}, n) SELECT {CELL}, sum(n) FROM ({counted}) AS counted GROUP BY {CELL} HAVING sum(n) <> 0"


class Trigger(NamedTuple):
    """After rows of `table` came, or some `columns` of them changed, these groups are counted."""

    name: str
    table: str
    alias: str
    columns: str  # "" for new rows
    groups: tuple[str, ...]

    def create(self, groups: list[Group]) -> Iterator[str]:
        if self.columns:
            signed = [(group.select(self.alias, "NEW"), 1) for group in groups]
            signed += [(group.select(self.alias, "OLD"), -1) for group in groups]
            event = f"UPDATE OF {self.columns}"
        else:
            rows = "new_rows" if _on_postgres() else "NEW"
            signed = [(group.select(self.alias, rows), 1) for group in groups]
            event = "INSERT"
        yield from self._made(event, _add_up(signed))

    def _made(self, event: str, body: str) -> Iterator[str]:
        head = f"CREATE TRIGGER {self.name} AFTER {event} ON {self.table}"
        if not _on_postgres():
            yield f"{head} BEGIN {body}; END"
            return
        yield f"CREATE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body}; RETURN NULL; END $$"
        # Many rows that come at once, as by COPY, are counted at once.
        each = (
            "FOR EACH ROW"
            if self.columns
            else "REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT"
        )
        yield f"{head} {each} EXECUTE FUNCTION {self.name}()"

    def drop(self) -> Iterator[str]:
        yield f"DROP TRIGGER {self.name}" + (f" ON {self.table}" if _on_postgres() else "")
        if _on_postgres():
            yield f"DROP FUNCTION {self.name}()"


_OF_COMPLAINT = "received_on, verified_on, ended_on, state, close_reason, unit_id, sealed, case_id"
_OF_CASE = (
    "enquiry_on, investigation_on, prosecution_on, verdict_on, convicted_on, ended_on, fir_year, state,"
    " exit_reason, outcome, unit_id, sealed"
)
_OF_ACCUSED = "arrested_on, challaned_on, convicted_on, acquitted_on"
TRIGGERS = (
    Trigger("tally_complaints", "complaints", "c", "", ("complaints", "joined")),
    Trigger("tally_complaint_changes", "complaints", "c", _OF_COMPLAINT, ("complaints", "joined")),
    Trigger("tally_complaint_owners", "complaints", "c", "unit_id, sealed", ("complaint_moves",)),
    Trigger("tally_cases", "cases", "k", "", ("cases",)),
    Trigger("tally_case_changes", "cases", "k", _OF_CASE, ("cases", "joined")),
    Trigger(
        "tally_case_owners", "cases", "k", "unit_id, sealed", ("accused", "raids", "case_moves")
    ),
    Trigger("tally_accused", "accused", "a", "", ("accused",)),
    Trigger("tally_accused_changes", "accused", "a", _OF_ACCUSED, ("accused",)),
    Trigger("tally_raids", "operations", "o", "", ("raids",)),
    Trigger("tally_raid_changes", "operations", "o", "started_on, kind", ("raids",)),
    Trigger("tally_complaint_moves", "complaint_movements", "m", "", ("complaint_moves",)),
    Trigger("tally_case_moves", "case_movements", "m", "", ("case_moves",)),
)
