"""What a move must be told: the facts, their kinds, and how they are asked for."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from casetrack.rules import lists, reasons
from casetrack.rules.choices import Choice
from casetrack.rules.words import N_

Kind = Literal[
    "text",
    "long",
    "date",
    "instant",
    "choice",
    "sections",
    "number",
    "officer",
    "case",
    "complaint",
    "yes_no",
]
Given = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing a move must be told.

    `choices` is set for kind "choice" only. `needed_when` makes an optional fact necessary,
    judged on the other facts. `allocated` is a number that casetrack draws itself: forms do
    not ask for it and a check does not demand it.
    """

    key: str
    label: str
    kind: Kind = "text"
    required: bool = True
    choices: tuple[Choice, ...] | None = None
    help: str = ""
    needed_when: Callable[[Given], bool] | None = None
    allocated: bool = False

    def is_needed(self, given: Given) -> bool:
        """Say whether `given` must hold this fact."""
        if self.allocated:
            return False
        if self.needed_when is not None:
            return self.needed_when(given)
        return self.required

    def is_missing(self, given: Given) -> bool:
        """Say whether this fact is needed and blank."""
        return self.is_needed(given) and is_blank(given.get(self.key))


def is_blank(value: object) -> bool:
    """Say whether `value` says nothing: None, blank text, an empty list. 0 and False speak."""
    if value is None:
        return True
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, Iterable):
        return not any(True for _ in value)
    return False


def unless(other: str) -> Callable[[Given], bool]:
    """Return a condition: needed when the fact `other` is blank."""
    return lambda given: is_blank(given.get(other))


def either(first: Fact, second: Fact) -> tuple[Fact, Fact]:
    """Return the pair of which at least one must be given; a refusal is pinned on `first`."""
    return (
        replace(first, required=False, needed_when=unless(second.key)),
        replace(second, required=False),
    )


# --- Numbers and papers
ENQUIRY_NO = Fact("enquiry_no", N_("Enquiry number"), allocated=True)
FIR_NO = Fact("fir_no", N_("FIR number"), allocated=True)
ORDER_NO = Fact("order_no", N_("Order number"))
LETTER_NO = Fact("letter_no", N_("Letter number"))
REPORT_NO = Fact("report_no", N_("Report number"))
CHALLAN_NO = Fact("challan_no", N_("Challan number"))
APPEAL_NO = Fact("appeal_no", N_("Appeal number"))
COURT_CASE_NO = Fact("court_case_no", N_("Court case number"))
APPROVAL_REF = Fact(
    "approval_ref",
    N_("Approval reference"),
    help=N_("Prior approval of the Additional Director (PECA Investigation Rules 2018 r.7(4))."),
)
REFUSAL_ORDER = Fact("refusal_order", N_("Refusal order"))
S87_ORDER_NO = Fact("s87_order_no", N_("Proclamation order number (s.87)"))
MAGISTRATE_ORDER = Fact("magistrate_order", N_("Magistrate's order"))
LEAVE_ORDER = Fact("leave_order", N_("Order granting leave to appeal"))
DEATH_CERTIFICATE = Fact("death_certificate", N_("Death certificate"))
ARREST_MEMO = Fact("arrest_memo", N_("Arrest memo number"))
COMPROMISE_DOC = Fact("compromise_doc", N_("Compromise document"))

# --- Instants and days
ASSIGNED_AT = Fact("assigned_at", N_("Assigned at"), "instant")
INCIDENT_AT = Fact("incident_at", N_("When it happened"), "instant")
RECEIVED_AT = Fact("received_at", N_("Received at"), "instant")
FIR_AT = Fact("fir_at", N_("FIR recorded at"), "instant")
SUBMITTED_AT = Fact("submitted_at", N_("Submitted at"), "instant")
COGNIZANCE_AT = Fact("cognizance_at", N_("Cognizance taken at"), "instant")
COPIES_SUPPLIED_AT = Fact("copies_supplied_at", N_("Copies supplied to the accused at"), "instant")
CHARGE_AT = Fact("charge_at", N_("Charge framed at"), "instant")
FIRST_PW_AT = Fact("first_pw_at", N_("First witness examined at"), "instant")
JUDGMENT_AT = Fact("judgment_at", N_("Judgment announced at"), "instant")
FILED_AT = Fact("filed_at", N_("Appeal filed at"), "instant")
CERTIFIED_COPY_AT = Fact("certified_copy_at", N_("Certified copy supplied at"), "instant")
APPEAL_JUDGMENT_AT = Fact("appeal_judgment_at", N_("Appeal judgment announced at"), "instant")
ARREST_AT = Fact("arrest_at", N_("Arrested at"), "instant")
RELATIVE_INFORMED_AT = Fact("relative_informed_at", N_("Relative informed at"), "instant")
WARRANT_RETURNED_AT = Fact("warrant_returned_at", N_("Warrant returned unexecuted at"), "instant")
PROCLAMATION_AT = Fact("proclamation_at", N_("Proclamation issued at"), "instant")
PUBLISHED_AT = Fact("published_at", N_("Proclamation published at"), "instant")
NEXT_DATE = Fact("next_date", N_("Next date"), "date")
DIED_ON = Fact("date", N_("Date of death"), "date")

# --- People and bodies
COMPLAINANT = Fact("complainant", N_("Complainant"))
VERIFICATION_OFFICER = Fact("verification_officer", N_("Verification officer"), "officer")
ENQUIRY_OFFICER = Fact("enquiry_officer", N_("Enquiry officer"), "officer")
IO = Fact("io", N_("Investigating officer"), "officer")
ARRESTING_OFFICER = Fact("arresting_officer", N_("Arresting officer"), "officer")
TARGET_AGENCY = Fact("target_agency", N_("Agency that takes it over"))
POLICE_STATION = Fact("police_station", N_("Police station"))
COURT = Fact("court", N_("Court"))
SEX = Fact("sex", N_("Sex"), "choice", choices=lists.SEXES)
JUVENILE = Fact("juvenile_flag", N_("Under 18"), "yes_no")
NATIONALITY = Fact("nationality", N_("Nationality"))
PLACE = Fact("place", N_("Place of arrest"))

# --- Offences
OFFENCE_SECTIONS = Fact("offence_sections", N_("Offences enquired into"), "sections")
SECTIONS = Fact("sections", N_("Sections"), "sections")
COGNIZABLE_FLAG = Fact("cognizable_flag", N_("Cognizable"), "yes_no")

# --- Words and lists
CHANNEL = Fact("channel", N_("Channel"), "choice", choices=lists.CHANNELS)
NARRATIVE = Fact("narrative", N_("What happened"), "long")
VERIFICATION_REPORT = Fact("verification_report", N_("Verification report"), "long")
CFR = Fact("cfr", N_("Confidential final report"), "long")
LEGAL_OPINION = Fact("legal_opinion", N_("Legal opinion"), "long")
QUERY_RAISED = Fact("query_raised", N_("Query raised"), "long")
FRESH_MATERIAL = Fact("fresh_material", N_("Fresh material"), "long")
FRESH_EVIDENCE = Fact("fresh_evidence", N_("Fresh evidence"), "long")
SOURCE_REPORT = Fact("source_report", N_("Source report"), "long")
REASON_NO_ENQUIRY = Fact("reason_no_enquiry", N_("Why there was no enquiry"), "long")
PROSECUTOR_OBJECTION = Fact("prosecutor_objection", N_("Prosecutor's objection"), "long")
COURT_ORDER = Fact("court_order", N_("Court order"))
ACCUSED_LIST = Fact("accused_list", N_("Accused sent up"), "long")
WITNESS_LIST = Fact("witness_list", N_("Witnesses"), "long")
EXHIBIT_LIST = Fact("exhibit_list", N_("Exhibits"), "long")
PLEA_OF_GUILTY = Fact("plea_of_guilty", N_("Plea of guilty"), "long")
SENTENCE = Fact("sentence", N_("Sentence of each accused"), "long")
FINE = Fact("fine", N_("Fine (Rs)"), "number")
COMPENSATION = Fact("compensation", N_("Compensation (PECA s.45, Rs)"), "number")
ACCUSED_RETURNED = Fact(
    "accused_arrested_or_surrendered", N_("Accused arrested or surrendered"), "long"
)
REASON = Fact("reason", N_("Reason"), "long")
IDENTITY = Fact("identity", N_("Identity"))
DESCRIPTOR = Fact("descriptor", N_("Description, when the name is unknown"))
SUPPLEMENTARY_STATEMENT = Fact("supplementary_statement", N_("Supplementary statement"), "long")
SCREENING = Fact(
    "ptpa_s6_screening",
    N_("Trafficking screening"),
    "long",
    help=N_("Prevention of Trafficking in Persons Act 2018 s.6."),
)
DECISION = Fact("decision", N_("Decision"), "long")

# --- Coded choices
PLEA = Fact("plea", N_("Plea"), "choice", choices=lists.PLEAS)
CHALLAN_COLUMN = Fact(
    "column",
    N_("Challan column"),
    "choice",
    choices=(
        Choice("2", N_("Column 2: absconding")),
        Choice("3", N_("Column 3: in custody or on bail")),
    ),
)
ACQUITTAL_GROUND = Fact(
    "ground", N_("Ground of acquittal"), "choice", choices=lists.ACQUITTAL_GROUNDS
)
SENTENCE_DAYS = Fact("sentence_days", N_("Imprisonment (days)"), "number")
FINE_RS = Fact("fine_rs", N_("Fine (Rs)"), "number")
RESULT_CONVICTED = Fact(
    "result",
    N_("Result of the appeal"),
    "choice",
    choices=(
        Choice("UPHELD", N_("Upheld")),
        Choice("MODIFIED", N_("Modified")),
        Choice("ACQUITTAL_REVERSED", N_("Acquittal reversed")),
    ),
)
RESULT_ACQUITTED = replace(
    RESULT_CONVICTED,
    choices=(
        Choice("CONVICTION_SET_ASIDE", N_("Conviction set aside")),
        Choice("UPHELD", N_("Upheld")),
    ),
)
RESULT_RETRIAL = replace(
    RESULT_CONVICTED,
    choices=(Choice("REMANDED", N_("Remanded")), Choice("RETRIAL", N_("Retrial"))),
)
VERIFICATION_CLOSURE = Fact(
    "closure_reason", N_("Reason for closing"), "choice", choices=reasons.VERIFICATION_CLOSURES
)
ENQUIRY_CLOSURE = replace(VERIFICATION_CLOSURE, choices=reasons.ENQUIRY_CLOSURES)
CANCELLATION_CLASS = Fact(
    "class", N_("Class of cancellation"), "choice", choices=reasons.CANCELLATION_CLASSES
)
UNTRACED_CAUSE = Fact(
    "closure_reason", N_("Why untraced"), "choice", choices=reasons.UNTRACED_CAUSES
)
COMPOUNDING = Fact(
    "reason",
    N_("How it was settled"),
    "choice",
    required=False,
    choices=reasons.COMPOUNDINGS,
    help=N_("A compromise, unless a plea bargain under an Act that knows it (NAO 1999 s.25)."),
)
DORMANT_CAUSE = Fact("reason", N_("Why dormant"), "choice", choices=reasons.DORMANT_CAUSES)
MERGED_INTO = Fact("merged_into", N_("Case it is merged into"), "case")
DUPLICATE_OF = Fact("duplicate_of", N_("Complaint it repeats"), "complaint")
JOINED_CASE = Fact("case", N_("Case it is joined to"), "case")
