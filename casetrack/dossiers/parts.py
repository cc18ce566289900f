"""The parts of the case file in the order of the law, and how each is cut into pieces to print.

Part A is what the court reads, Part B what the police keep, Part C says what this copy is. Every
part is always there, so that its number never changes: A.5 is the property list in every copy.
"""

from __future__ import annotations

from dataclasses import dataclass

from casetrack.rules.words import N_


@dataclass(frozen=True, slots=True)
class Piece:
    """One template of a part. `rows` names the list of the tree that may run over many pages.

    Of its records it shows those whose `only` is not empty. `per_page` says about how many fill a
    page, or how many of the records that each holds in `each`.
    """

    template: str
    rows: str = ""
    per_page: int = 1
    each: str = ""
    only: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """`papers`: kinds of documents (rules.lists.DOCUMENT_KINDS) that are bound in behind it.
    `fresh`: it begins on a page of its own."""

    key: str
    number: str
    title: str
    own: tuple[Piece, ...]
    papers: tuple[str, ...] = ()
    fresh: bool = False

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What is printed of it; the list of its documents last, if it is not one itself."""
        lists = not self.papers or any(piece.rows == "papers" for piece in self.own)
        return self.own if lists else (*self.own, DOCUMENTS)


DOCUMENTS = Piece("papers", "documents", 38)
# What stands for a part that the edition does not hold, or holds as figures.
WITHHELD, FIGURES = Piece("withheld", per_page=10), Piece("figures", per_page=4)

# fmt: off
PARTS: tuple[Part, ...] = (
    Part("chronology", "A.1", N_("Chronology and clock sheet"),
         (Piece("chronology", "chronology", 28), Piece("clocks", "clocks", 14)), fresh=True),
    Part("particulars", "A.2", N_("Enquiry and first information report"), (Piece("particulars"),),
         ("FIR",)),
    Part("complaints", "A.3", N_("Complaints and verification"),
         (Piece("complaints", "complaints", 2),)),
    Part("raids", "A.4", N_("Site plan, raid report, warrant and return"), (Piece("raids"),),
         ("WARRANT", "SITE_PLAN", "RAID_REPORT", "PHOTOGRAPH")),
    Part("exhibits", "A.5", N_("Property list and chain of custody"),
         (Piece("property", "exhibits", 40), Piece("custody", "exhibits", 14, "custody")),
         ("SEIZURE_MEMO",)),
    Part("forensics", "A.6", N_("Forensic requests and reports"),
         (Piece("forensics", "forensics", 14, "steps"), Piece("hashes", "hashes", 30)),
         ("FORENSIC_REQUEST", "FORENSIC_REPORT")),
    Part("providers", "A.7", N_("Data from providers and the orders behind it"),
         (Piece("providers", "providers", 14, "steps"),), ("PROVIDER_REQUEST", "PROVIDER_DATA")),
    Part("money", "A.8", N_("Loss and money trail"),
         (Piece("money", "complaints", 28, "trail"), Piece("recoveries", "recoveries", 24)),
         ("BANK_RECORD",)),
    Part("parties", "A.9", N_("Witnesses, victims and statements"),
         (Piece("parties", "parties", 20),), ("STATEMENT",)),
    Part("accused", "A.10", N_("Accused: particulars"), (Piece("accused", "accused", 21),),
         fresh=True),
    Part("arrests", "A.11", N_("Accused: arrests and production"),
         (Piece("arrests", "accused", 15, "arrests", "arrests"),), ("ARREST_MEMO",)),
    Part("remand", "A.12", N_("Accused: remand and bail sheet"),
         (Piece("remand", "accused", 24, "orders", "orders"),),
         ("REMAND_ORDER", "BAIL_ORDER")),
    Part("consular", "A.13", N_("Accused: consular notice and trafficking screening"),
         (Piece("consular", "accused", 30, only="foreign"),
          Piece("screenings", "accused", 26, "screenings", "screenings")),
         ("CONSULAR_NOTICE", "SCREENING")),
    Part("foreign", "A.14", N_("Requests to and from foreign agencies"),
         (Piece("foreign", "foreign", 14, "steps"),), ("FOREIGN_REQUEST",)),
    Part("charges", "A.15", N_("Charges: accused and section"), (Piece("charges", "charges", 16),)),
    Part("challans", "A.16", N_("Challans"), (Piece("challans"),), ("CHALLAN",)),
    Part("hearings", "A.17", N_("Court orders and hearings"), (Piece("hearings", "hearings", 24),),
         ("COURT_ORDER",)),
    Part("judgment", "A.18", N_("Judgment, sentence and appeal"), (Piece("judgment", per_page=3),),
         ("JUDGMENT",)),
    Part("certificate", "A.19", N_("Certificate of completeness"), (Piece("certificate"),),
         fresh=True),
    Part("manifest", "A.20", N_("Document manifest"), (Piece("manifest", "papers", 17),),
         ("OTHER",), fresh=True),
    Part("diary", "B.1", N_("Case diary (zimni)"),
         (Piece("diary", "diary", 8, "lines"),), fresh=True),
    Part("reports", "B.2", N_("Confidential reports and legal opinions"),
         (Piece("reports", per_page=2),), ("APPROVAL",)),
    Part("unused", "B.3", N_("Unused material"), (Piece("unused", "unused", 24),)),
    Part("correspondence", "B.4", N_("Correspondence"), (), ("CORRESPONDENCE",)),
    Part("changes", "C.1", N_("Changes since the last edition"),
         (Piece("changes", "changes", 24),)),
    Part("withheld", "C.2", N_("What was withheld from this copy"),
         (Piece("redactions", "withheld", 24),)),
)  # fmt: skip
