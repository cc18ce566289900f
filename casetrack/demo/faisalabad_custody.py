"""What became of the things seized in Faisalabad. All invented: a whole chain, and faulty ones.

Everything goes to the malkhana; ten computers go to the laboratory and come back, one with a torn
bag; one phone was carried by somebody whom no paper names; the SIM cards are shown to the court;
the server waits for its new holder's word; a call log is an exhibit whose bytes lie here.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from casetrack.accounts.models import Officer
from casetrack.cases.models import Case
from casetrack.demo.staff import Desk
from casetrack.evidence import queries, service
from casetrack.evidence.facts import (
    CustodyFacts,
    DocumentFacts,
    ExhibitFacts,
    KeepingFacts,
    ThingFacts,
)
from casetrack.evidence.models import Exhibit

MALKHANA = "Malkhana, Faisalabad circle"
KEEPER = "Moharrir Z. Tambul"
LABORATORY = "Digital laboratory, Lahore"
EXPERT = "Expert R. Kandil, digital laboratory"
LOG = b"started,caller,seconds\n2025-07-08T20:11:04+05:00,desk 3,412\n"


def hand_on(desk: Desk, case: Case, seized_at: datetime) -> None:
    """Acts of two officers, each recording what he gave or took himself."""
    story = _Story(desk, case, seized_at)
    story.store_everything()
    story.to_the_laboratory_and_back()
    story.odd_ends()
    story.files()


class _Story:
    """The exhibits of the main case, and the two officers through whose hands they went."""

    def __init__(self, desk: Desk, case: Case, seized_at: datetime) -> None:
        self.case, self.seized_at = case, seized_at
        self.lead, self.colleague = desk.investigators[0], desk.investigators[1]

    def store_everything(self) -> None:
        everything = queries.exhibits_numbered(self.case, range(1, 81))
        self.act(
            self.lead,
            everything,
            5,
            "STORED",
            to_holder=KEEPER,
            place=MALKHANA,
            receipt="RC-118/2025",
            register_number="XIX-204/2025",
            storage_place="Rack 4",
        )

    def to_the_laboratory_and_back(self) -> None:
        computers = [*queries.exhibits_numbered(self.case, range(1, 11))]
        given = {"place": MALKHANA, "receipt": "RC-131/2025"}
        self.act(self.lead, computers, 50, "HANDED_OVER", to_officer_id=self.lead.id, **given)
        sent = {"place": LABORATORY, "purpose": "Forensic images", "receipt": "DL-77/2025"}
        self.act(self.lead, computers, 56, "SENT_TO_LAB", to_holder=EXPERT, **sent)
        back = {"place": LABORATORY, "receipt": "DL-92/2025", "to_officer_id": self.lead.id}
        torn = {"seal_intact": False, "explanation": "The bag was torn when the box was opened."}
        for some, more in ((computers[:4] + computers[5:], {}), (computers[4:5], torn)):
            self.act(self.lead, some, 700, "RETURNED_FROM_LAB", **back, **more)
        self.act(self.lead, computers[4:5], 701, "SEALED", place=LABORATORY, seal="S-081")
        kept = {"to_holder": KEEPER, "place": MALKHANA, "receipt": "RC-166/2025"}
        self.act(self.lead, computers, 708, "STORED", **kept)

    def odd_ends(self) -> None:
        phone, sims, server = queries.exhibits_numbered(self.case, (40, 78, 79))
        self.act(
            self.lead,
            [phone],
            240,
            "HANDED_OVER",
            from_holder="Constable G. Pirzado",
            to_officer_id=self.lead.id,
            place="Office of the circle",
            receipt="RC-140/2025",
            explanation="He fetched it from the malkhana; no certificate was written.",
        )
        self.act(
            self.lead,
            [sims],
            3000,
            "PRODUCED_IN_COURT",
            to_holder="Reader of the Special Court",
            place="Special Court (PECA), Faisalabad",
            receipt="Order sheet of the day",
        )
        self.act(
            self.colleague,
            [server],
            3010,
            "HANDED_OVER",
            to_officer_id=self.lead.id,
            place=MALKHANA,
            receipt="RC-201/2025",
        )

    def files(self) -> None:
        """A call log that is an exhibit, and the mark under which the court has it."""
        at = self.seized_at + timedelta(days=20)
        log = service.store_document(
            case=self.case,
            stream=io.BytesIO(LOG),
            facts=DocumentFacts(
                "Call log of the provider", "PROVIDER_DATA", "calls.csv", "text/csv"
            ),
            actor=self.lead.actor,
            now=at,
        )
        taken = CustodyFacts(
            kind="RECEIVED",
            occurred_at=at,
            from_holder="Invented Telecom",
            to_holder="",
            to_officer_id=self.lead.id,
            place="Office of the circle",
        )
        thing = ThingFacts(
            "PROVIDER_DATA", "Call log, one day", kept=KeepingFacts(retention="APPEAL")
        )
        service.make_exhibit(
            document=log, facts=ExhibitFacts(thing, taken), actor=self.lead.actor, now=at
        )
        service.give_mark(document=log)
        service.clear_document(document=log, actor=self.lead.actor, now=at)

    def act(
        self, actor: Officer, exhibits: Sequence[Exhibit], hours: float, kind: str, **more: Any
    ) -> None:
        """One act so many hours after the seizure; unless said, by whoever holds each."""
        at = self.seized_at + timedelta(hours=hours)
        named = {"from_holder": "", "to_holder": "", **more}
        service.record_custody_of_many(
            exhibits=exhibits,
            facts=CustodyFacts(kind=kind, occurred_at=at, **named),
            actor=actor.actor,
            now=at + timedelta(hours=1),
        )
