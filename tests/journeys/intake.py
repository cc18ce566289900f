"""From the call to the FIR: what clerk, supervisor and investigator do."""

from __future__ import annotations

from playwright.sync_api import Page

from casetrack.accounts.models import Officer
from tests.journeys.desk import clock, field, fill, follow, press, send, shot, tick, told

URDU = "ایک شخص نے خود کو بینک کا افسر بتایا اور میری ساری رقم لے گیا۔"
CALLER = "Noor Jahangiri Invented"
SUSPECT_PHONE = "0300-7654321"
SUSPECT_LINK = "bank-verify.example.com/otp"
SECTIONS = ("s.14: Electronic fraud", "s.16: Unauthorized use of identity information")
REPORT = "The bank's statement shows both transfers; the number is held by the site."


def log_complaint(page: Page) -> str:
    """The clerk types while the caller speaks. Returns the number the caller is told."""
    page.goto("/complaints/new")
    fill(
        page,
        {
            "How it came in": "Helpline 1799",
            "Received at": clock(60, "10:20"),
            "Name": CALLER,
            "Phone": "0321 1234567",
            "Address or city": "Faisalabad",
            "The caller's account": f"{URDU}\nHe asked for a one-time code, twice.",
            "Category": "Call-centre scam",
            "When it happened": clock(61, "18:00"),
            "Whom they pretended to be": "A bank",
            "Loss": "7.2 lakh",
        },
    )
    tick(page, "Phone call", "AI voice", "WhatsApp")
    _name_suspects(page)
    shot(page, "complaint-form")
    send(page, "Save complaint")
    shot(page, "complaint")
    return told(page).partition("Logged as ")[2].partition(".")[0]


def _name_suspects(page: Page) -> None:
    """Two rows are there; a third is added without asking the server."""
    for row, value in enumerate((SUSPECT_PHONE, SUSPECT_LINK)):
        page.locator(f"#identifiers-{row}-value").fill(value)
    page.locator("[data-rows=identifiers] [data-add-row]").click()
    page.locator("#identifiers-2-value").fill("PK36SCBL0000001123456702")
    hop = {"institution": "JazzCash", "account": "0300 1112223", "amount": "5 lakh"}
    for part, value in hop.items():
        page.locator(f"#money_trail-0-{part}").fill(value)


def assign(page: Page, number: str, verifier: Officer) -> None:
    """The clerk sends the complaint to verification."""
    open_complaint(page, number)
    follow(page, "Send to verification")
    fill(page, {"Verification officer": f"{verifier.title}, {verifier.unit.name}"})
    fill(page, {"Assigned at": clock(60, "11:00")})
    send(page, "Send to verification")


def verify(page: Page, number: str) -> None:
    """The investigator finds the complaint on the worklist and verifies it."""
    page.goto("/")
    shot(page, "worklist")
    follow(page, number)
    follow(page, "Record as verified")
    fill(page, {"Verification report": REPORT, "When it was done": clock(58, "16:00")})
    send(page, "Record as verified")


def open_enquiry(page: Page) -> None:
    """From the verified complaint to a case; the browser stays on the case page."""
    follow(page, "Open an enquiry")
    fill(page, {"Title": "Call centre, Peoples Colony", "Opened at": clock(55, "09:30")})
    tick(page, *SECTIONS)
    send(page, "Open enquiry")


def ask_permission(page: Page) -> None:
    """The legal branch's opinion; neither section is cognizable."""
    follow(page, "Ask for permission")
    fill(page, {"Confidential final report": "The floor calls abroad each night."})
    fill(page, {"Legal opinion": "Sections 14 and 16 are made out.", "Done at": clock(50, "12:00")})
    tick(page, "No")
    send(page, "Ask for permission")


def register_fir(page: Page) -> str:
    """Refused once, for the magistrate's order is missing; then registered. Returns its number."""
    follow(page, "Open FIR")
    fill(page, {"FIR recorded at": clock(45, "08:15"), "Approval reference": "AD/FSD/118"})
    press(page, "Open FIR")
    assert "Magistrate's order" in page.locator(".error-summary").inner_text()
    assert field(page, "Approval reference").input_value() == "AD/FSD/118"
    fill(page, {"Magistrate's order (s.155)": "JM-I/412"})
    send(page, "Open FIR")
    return page.get_by_role("heading", level=1).locator("bdi").first.inner_text()


def open_complaint(page: Page, number: str) -> None:
    """By the search box, as officers do."""
    page.get_by_label("Search everything").fill(number)
    press(page, "Search")
    if not page.get_by_role("heading", name=f"Complaint {number}").count():
        follow(page, number)


def open_case(page: Page, number: str) -> None:
    """From the list of cases."""
    page.goto("/cases")
    follow(page, number)
