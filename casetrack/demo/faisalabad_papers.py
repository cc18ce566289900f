"""Papers of the Faisalabad raid, drawn here: warrant, site plan, raid report. All invented.

They are read through and marked, so that the court's copy has them bound in.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO

import pikepdf
from PIL import Image, ImageDraw

from casetrack.cases.models import Case
from casetrack.demo.staff import Desk
from casetrack.evidence import service
from casetrack.evidence.facts import DocumentFacts

INVENTED = "Invented for the demonstration of casetrack."
WARRANT = (
    "SEARCH WARRANT W-77/2025",
    "",
    "Court of the Judicial Magistrate, Faisalabad",
    "To: the leader of the raid and the officers named by him",
    "",
    "There is reason to believe that information systems, data and devices",
    "needed for the investigation are kept at Kothi 9, Canal Bank, Faisalabad.",
    "You may enter and search that place and seize what the enquiry needs.",
    "Women are searched by women. A list of what is seized is given at once.",
    "",
    "Given under my hand and the seal of the court on 8 July 2025.",
    "",
    INVENTED,
)
REPORT = (
    "REPORT ON THE RAID OF 8 JULY 2025",
    "",
    "The house was entered at 20:00. Two floors of desks were at work.",
    "Nobody left before every person had been asked for name and papers.",
    "149 persons were arrested, 18 of them women, searched by women officers.",
    "80 lots were seized, sealed on the spot and listed as P-1 to P-80.",
    "The warrant is returned to the court with this report.",
    "",
    INVENTED,
)


def hand_in(desk: Desk, case: Case, at: datetime) -> None:
    """Store the papers, as the leader of the raid does on the next day."""
    actor = desk.investigators[0].actor
    for facts, data in _papers():
        document = service.store_document(
            case=case, stream=BytesIO(data), facts=facts, actor=actor, now=at
        )
        service.give_mark(document=document)
        service.clear_document(document=document, actor=actor, now=at)


def _papers() -> Iterator[tuple[DocumentFacts, bytes]]:
    pdf, png = "application/pdf", "image/png"
    yield DocumentFacts("Search warrant W-77/2025", "WARRANT", "warrant.pdf", pdf), _page(WARRANT)
    yield DocumentFacts("Plan of the ground floor", "SITE_PLAN", "plan.png", png), _plan()
    yield DocumentFacts("Report on the raid", "RAID_REPORT", "report.pdf", pdf), _page(REPORT)


def _page(lines: tuple[str, ...]) -> bytes:
    """One sheet of A4 with these lines of plain ASCII."""
    with pikepdf.new() as made:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page = made.add_blank_page(page_size=(595, 842)).obj
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F0=font))
        text = " ".join(f"({line}) Tj T*" for line in lines)
        page.Contents = made.make_stream(f"BT /F0 13 Tf 22 TL 60 760 Td {text} ET".encode())
        written = BytesIO()
        made.save(written, deterministic_id=True)
        return written.getvalue()


def _plan() -> bytes:
    """The ground floor: rooms, doors, and five rows of desks."""
    plan = Image.new("RGB", (1200, 800), "white")
    pen = ImageDraw.Draw(plan)
    pen.rectangle((40, 90, 1160, 740), outline="black", width=6)
    pen.line((820, 90, 820, 740), fill="black", width=4)
    pen.line((820, 400, 1160, 400), fill="black", width=4)
    for row in range(5):
        for desk in range(6):
            left, top = 90 + desk * 118, 150 + row * 115
            pen.rectangle((left, top, left + 80, top + 50), outline="black", width=2)
            pen.text((left + 8, top + 12), f"P-{row * 6 + desk + 1}", fill="black", font_size=22)
    for words, place in (("Server room: P-79", (850, 230)), ("Safe: P-80", (850, 560))):
        pen.text(place, words, fill="black", font_size=28)
    pen.text((40, 30), f"Ground floor, not to scale. {INVENTED}", fill="black", font_size=26)
    written = BytesIO()
    plan.save(written, "PNG")
    return written.getvalue()
