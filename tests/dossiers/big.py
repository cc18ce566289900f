"""A case whose court copy fills a given number of pages: many accused, things and requests."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import insert

from casetrack import audit
from casetrack.cases.models import Accused
from casetrack.db import Base, new_id, session, utc_now
from casetrack.evidence.models import CustodyAct, CustodyConfirmation, Document, Exhibit
from casetrack.operations.models import Arrest, Remand
from casetrack.people.models import Person
from casetrack.prosecution.models import Charge, Hearing
from casetrack.rules.states import AccusedState, Custody
from tests.dossiers import made as maker
from tests.dossiers.made import RAID

# What about one page of the court copy is made of.
ACTS = ("SEIZED", "SEALED", "STORED", "SENT_TO_LAB", "RETURNED_FROM_LAB", "PRODUCED_IN_COURT")


def big(pages: int = 500) -> maker.Made:
    """A committed case whose court copy has about `pages` pages; rows are written in bulk."""
    audit.begin(audit.Act(name="test", at=utc_now()))
    made = maker.made(accused=3, exhibits=2)
    scale = pages / 500
    _write(made, Exhibit, CustodyAct, CustodyConfirmation, rows=_things(made, int(450 * scale)))
    _write(made, Person, Accused, Arrest, Remand, Charge, rows=_people(made, int(430 * scale)))
    _write(made, Document, Hearing, rows=_papers(made, int(580 * scale)))
    session.commit()
    return made


Row = tuple[type[Base], dict[str, Any]]


def _write(made: maker.Made, *kinds: type[Base], rows: Iterator[Row]) -> None:
    held: dict[type[Base], list[dict[str, Any]]] = {kind: [] for kind in kinds}
    for kind, values in rows:
        held[kind].append({"case_id": made.case.id, **values})
    for kind, lines in held.items():
        columns = kind.__table__.columns
        session.execute(
            insert(kind), [{k: v for k, v in line.items() if k in columns} for line in lines]
        )


def _things(made: maker.Made, count: int) -> Iterator[Row]:
    for serial in range(100, 100 + count):
        thing = new_id()
        yield (
            Exhibit,
            {
                "id": thing,
                "serial": serial,
                "kind": "COMPUTER",
                "description": f"Black desktop computer number {serial} from the second floor",
                "maker": "Dell",
                "maker_number": f"SN{serial:06d}",
                "seal": f"S-{serial}",
                "found_at": f"Row {serial % 30}, seat {serial % 17}",
                "storage_place": f"Malkhana, shelf {serial % 40}",
                "moved_at": RAID,
                "recorded_at": RAID,
            },
        )
        for seq, kind in enumerate(ACTS, start=1):
            yield CustodyAct, _act(made, thing, seq, kind)
            yield (
                CustodyConfirmation,
                {
                    "exhibit_id": thing,
                    "seq": seq,
                    "side": "TO",
                    "confirmed_at": RAID,
                    "confirmed_by_id": made.lead.id,
                },
            )


def _act(made: maker.Made, thing: uuid.UUID, seq: int, kind: str) -> dict[str, Any]:
    return {
        "exhibit_id": thing,
        "seq": seq,
        "kind": kind,
        "occurred_at": RAID + timedelta(days=seq),
        "from_holder": f"Insp. Holder {seq - 1}",
        "to_holder": f"Insp. Holder {seq}",
        "place": "Circle office, Faisalabad",
        "purpose": "For examination",
        "seal": f"S-{seq}",
        "recorded_at": RAID,
        "recorded_by_id": made.lead.id,
    }


def _people(made: maker.Made, count: int) -> Iterator[Row]:
    for serial in range(100, 100 + count):
        person, one = new_id(), new_id()
        yield (
            Person,
            {
                "id": person,
                "name": f"Accused{serial:04d} of the Long Invented Name",
                "father_name": f"Father{serial:04d} Invented",
                "sex": "M",
                "age_years": 20 + serial % 40,
                "nationality": ("PK", "CN", "NG")[serial % 3],
                "address": f"House {serial}, Street 7, Faisalabad",
                "unit_id": made.case.unit_id,
                "created_at": RAID,
            },
        )
        yield (
            Accused,
            {
                "id": one,
                "person_id": person,
                "serial": serial,
                "part": "AGENT",
                "state": AccusedState.CHARGED,
                "custody": Custody.JUDICIAL,
                "recorded_at": RAID,
            },
        )
        yield from _liberty(made, one, serial)


def _liberty(made: maker.Made, one: uuid.UUID, serial: int) -> Iterator[Row]:
    whose = {"accused_id": one, "recorded_at": RAID}
    yield (
        Arrest,
        {
            "id": new_id(),
            "arrested_at": RAID,
            "arrested_on": date(2025, 7, 8),
            "place": "Plot 9, Faisalabad",
            "officer_id": made.lead.id,
            "memo_number": f"AM-{serial}",
            "produced_at": RAID + timedelta(hours=19),
            "produced_before": "Judicial Magistrate",
            **whose,
        },
    )
    for kind, days, day in (("POLICE", 4, 9), ("POLICE", 3, 13), ("JUDICIAL", 14, 16)):
        yield (
            Remand,
            {
                "id": new_id(),
                "kind": kind,
                "from_on": date(2025, 7, day),
                "days": days,
                "court": "Judicial Magistrate",
                "order_number": f"R-{serial}-{day}",
                **whose,
            },
        )
    for offence in ("PECA-2016/14", "PECA-2016/16"):
        yield (
            Charge,
            {
                "id": new_id(),
                "offence": offence,
                "framed_on": date(2025, 10, 1),
                "plea": "NOT_GUILTY",
                **whose,
            },
        )


def _papers(made: maker.Made, count: int) -> Iterator[Row]:
    for serial in range(100, 100 + count):
        yield (
            Document,
            {
                "id": new_id(),
                "serial": serial,
                "title": f"Statement of accounts, sheet {serial}",
                "kind": "BANK_RECORD",
                "original_name": f"sheet-{serial}.csv",
                "media_type": "text/csv",
                "sha256": f"{serial:064x}",
                "size": 1000 * serial,
                "recorded_at": RAID,
                "recorded_by_id": made.lead.id,
            },
        )
        yield (
            Hearing,
            {
                "id": new_id(),
                "held_on": date(2025, 10, 1) + timedelta(days=serial),
                "court": "Special Court (PECA), Faisalabad",
                "purpose": "PROSECUTION_EVIDENCE",
                "outcome": "PW examined in part; adjourned",
                "recorded_at": RAID,
            },
        )
