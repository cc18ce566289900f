"""The national demonstration: the published figures with a plausible history under them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, select

from casetrack import numbers
from casetrack.accounts.models import Unit
from casetrack.complaints.models import Complaint
from casetrack.db import session
from casetrack.demo import figures as published
from casetrack.demo.bulk import Bulk
from casetrack.demo.figures import YearFigures
from casetrack.demo.intake import ComplaintPlan, Intake
from casetrack.demo.places import Place, make_places
from casetrack.demo.plan import CasePlan, Planner
from casetrack.demo.write_cases import CaseWriter
from casetrack.demo.write_complaints import ComplaintWriter
from casetrack.demo.writing import TABLES, Ids, Serials
from casetrack.reports.models import DemoLoad
from casetrack.rules.refusals import Refused
from casetrack.rules.words import N_

Progress = Callable[[str, int], None]
SEED = 2020


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that will have happened, before a row of it is written."""

    cases: Sequence[CasePlan]
    intake: Intake


def make_plan(figures: Sequence[YearFigures], weights: Sequence[int]) -> Plan:
    """Raises PlanFailed when the figures cannot be reached together."""
    cases = Planner(figures, weights).plan()
    return Plan(cases, Intake(figures, cases, weights))


def load(
    now: datetime,
    as_printed: bool = False,
    progress: Progress = lambda _table, _rows: None,
    figures: Sequence[YearFigures] | None = None,
) -> None:
    """Fill an empty database; commits in batches of 50,000 rows. Needs audit.begin.

    `progress` is told (table, rows just written). Raises Refused when complaints are there.
    """
    refuse_if_used()
    years = figures or (published.as_printed() if as_printed else published.published())
    places = make_places(now)
    plan = make_plan(years, [place.weight for place in places])
    # First of all, so that not even a load that broke off goes without its notice.
    _say_so(now, as_printed)
    session.commit()
    _write(plan, places, progress)


def refuse_if_used() -> None:
    """Raise Refused unless the database holds no complaint yet."""
    if session.scalar(select(Complaint.id).limit(1)) is not None:
        raise Refused(
            N_("There are complaints in this database. Load the demonstration into an empty one.")
        )


def _write(plan: Plan, places: Sequence[Place], progress: Progress) -> None:
    engine = session.get_bind()
    assert isinstance(engine, Engine)  # noqa: S101 - for the type; db.connect binds an engine
    bulk = Bulk(engine, TABLES, progress)
    ids, serials = Ids(SEED), Serials()
    joined: dict[int, list[ComplaintPlan]] = defaultdict(list)
    for complaint in plan.intake.of_cases():
        if complaint.case is not None:
            joined[complaint.case.number].append(complaint)
    cases = CaseWriter(bulk, places, joined, ids, serials)
    cases.write(plan.cases)
    complaints = ComplaintWriter(bulk, places, cases.ids, ids, serials)
    for year in plan.intake.years():
        complaints.write(year)
    bulk.close()
    for series, last in sorted(serials.last.items()):
        numbers.take(series, last)
    session.commit()


def _say_so(now: datetime, as_printed: bool) -> None:
    """One row, and by it one entry of the audit, for the whole load."""
    top = session.scalars(select(Unit).where(Unit.parent_id.is_(None)).order_by(Unit.path)).first()
    assert top is not None  # noqa: S101 - for the type; make_places made it
    session.add(
        DemoLoad(
            kind="AS_PRINTED" if as_printed else "NATIONAL",
            unit_id=top.id,
            loaded_at=now,
            title=published.TITLE_AS_PRINTED if as_printed else published.TITLE,
            words="\n".join(published.statements(rounded=as_printed)),
        )
    )
