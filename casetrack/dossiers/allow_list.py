"""What each edition of a dossier holds, field by field: the list to read with counsel.

Each rule names a part of the case file, a kind of record in it, what a group of its fields tells,
the fields, the editions that hold them, and on which ground (editions.GROUNDS) the others lack
them when it is not that edition's own:

    C court    P police    D defence (disclosure)    V complainant    M media

What no rule gives an edition never enters its tree.
"""

from __future__ import annotations

from dataclasses import dataclass

from casetrack.rules.words import N_


@dataclass(frozen=True, slots=True)
class Rule:
    """Of a `record` (a class of dossiers.tree) in a part, the fields that `editions` hold.

    `why` is the ground on which the others lack them; "" is each edition's own.
    """

    part: str
    record: str
    what: str
    told: str
    editions: str
    why: str = ""

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(self.told.split())


# fmt: off
RULES: tuple[Rule, ...] = (
    Rule("cover", "Cover", N_("Number, unit, stage and outcome"),
         "number unit state outcome opened_on sealed", "CPDVM"),
    Rule("cover", "Cover", N_("How much the case holds"), "counts", "CPDM"),
    Rule("cover", "Cover", N_("Short title"), "title", "CPDV"),
    Rule("cover", "Cover", N_("Court and officer"), "court court_case_number lead", "CPDV"),

    Rule("chronology", "Event", N_("Days and acts"), "on at what", "CPDV"),
    Rule("chronology", "Event", N_("Particulars and officers"), "detail by", "CPD"),
    Rule("chronology", "ClockLine", N_("Legal clocks"),
         "label statute whose hard started_at due_at stopped_at state", "CPD"),

    Rule("particulars", "Particulars", N_("Numbers and dates"),
         "enquiry_number enquiry_on fir_number fir_at police_station", "CPDVM"),
    Rule("particulars", "Section", N_("Offences"), "label title", "CPDVM"),
    Rule("particulars", "Particulars", N_("Investigating officer"), "investigator", "CPDV"),
    Rule("particulars", "Particulars", N_("Approval, orders and source report"),
         "approval magistrate_order source_report why_no_enquiry", "CPD"),

    Rule("complaints", "Complaint", N_("Number, dates and kind"),
         "number received_at channel occurred_at category means platforms target_country"
         " verified_on", "CPDV"),
    Rule("complaints", "Complaint", N_("Complainant"), "complainant anonymous", "CPDV"),
    Rule("complaints", "Complaint", N_("What was told"), "narrative impersonated", "CPDV"),
    Rule("complaints", "Complaint", N_("Loss"), "loss_minor loss_currency", "CPDV"),
    Rule("complaints", "Complaint", N_("Verification"), "verified_by verification_report", "CPD"),
    Rule("complaints", "Identifier", N_("Numbers and addresses reported"),
         "kind value note", "CPDV"),
    Rule("complaints", "Contact", N_("Complainant's own numbers"), "kind value", "CPV", "contact"),
    Rule("complaints", "Figure", N_("Figures"), "part head label country currency value", "M"),

    Rule("raids", "Raid", N_("Day, kind and city"),
         "reference kind started_at city arrested", "CPDM"),
    Rule("raids", "Raid", N_("Warrant, place, team and what was found"),
         "warrant warrant_court warrant_on no_warrant_reason organisation place known_site"
         " ended_at leader team agencies cover_business shift_hours voip_provider means"
         " target_countries summary seized found", "CPD"),
    Rule("raids", "Registration", N_("What the site was registered as"),
         "authority number registered_for valid_from valid_to", "CPD"),

    Rule("exhibits", "Exhibit", N_("Number and description"),
         "reference kind description quantity", "CPDV"),
    Rule("exhibits", "Exhibit", N_("Maker, seal, where and when taken, faults of the chain"),
         "maker seal found_at taken_in file faults", "CPD"),
    Rule("exhibits", "Exhibit", N_("Place of storage"), "storage_place", "CP", "store"),
    Rule("exhibits", "CustodyAct", N_("Acts and holders"),
         "seq kind at from_holder to_holder", "CPDV"),
    Rule("exhibits", "CustodyAct", N_("Place, seal and hashes"),
         "place purpose seal_intact seal hash_before hash_after explanation order"
         " recorded_by", "CPD"),
    Rule("exhibits", "Confirmation", N_("Confirmations by both parties"), "side by at", "CPD"),
    Rule("exhibits", "Figure", N_("Figures"), "part head label country currency value", "M"),

    Rule("forensics", "Request", N_("Requests and reports"),
         "reference kind addressee asked order order_on state sent_on due_on answered_on"
         " their_reference items identifiers basis period_from period_to country", "CPD"),
    Rule("forensics", "RequestStep", N_("Acts on requests"),
         "kind on reference note paper", "CPD"),
    Rule("forensics", "HashLine", N_("Hashes"), "reference what sha256", "CPD"),
    Rule("providers", "Request", N_("Requests and the orders behind them"),
         "reference kind addressee asked order order_on state sent_on due_on answered_on"
         " their_reference items identifiers basis period_from period_to country", "CPD"),
    Rule("providers", "RequestStep", N_("Acts on requests"),
         "kind on reference note paper", "CPD"),

    Rule("money", "Hop", N_("Money trail"),
         "institution account amount_minor currency paid_on reference", "CPDV"),
    Rule("money", "Recovery", N_("Money frozen and recovered"),
         "kind amount_minor currency institution done_on order struck", "CPD"),
    Rule("money", "Figure", N_("Figures"), "part head label country currency value", "M"),

    Rule("parties", "Party", N_("Number, part and name"), "reference role name", "CPD"),
    Rule("parties", "Party", N_("Sex, nationality and note"),
         "sex nationality note", "CP", "contact"),
    Rule("parties", "Party", N_("Addresses"), "address", "CP", "contact"),
    Rule("parties", "Contact", N_("Phone numbers and mail addresses"),
         "kind value", "CP", "contact"),

    Rule("accused", "AccusedSheet", N_("Name, part and state"),
         "reference name part state custody", "CPD"),
    Rule("accused", "AccusedSheet", N_("Particulars"),
         "father_name aliases sex age nationality papers no_cnic address foreign", "CPD"),
    Rule("accused", "Figure", N_("Figures"), "part head label country currency value", "M"),
    Rule("arrests", "Arrest", N_("Arrests and production"),
         "at place officer memo relative_informed_at consulate_informed_at produced_at"
         " produced_before hours released_at release_reason", "CPD"),
    Rule("remand", "Order", N_("Remand and bail"),
         "kind on until_on days police_days court number surety_minor reasons", "CPD"),
    Rule("consular", "Screening", N_("Trafficking screening"),
         "at by trafficked reasons second_reason", "CPD"),

    Rule("foreign", "Request", N_("Reference, country, days and state"),
         "reference kind country sent_on answered_on state", "CPD"),
    Rule("foreign", "Request", N_("What was asked of whom"),
         "addressee asked order order_on due_on their_reference items identifiers basis"
         " period_from period_to", "CP", "abroad"),
    Rule("foreign", "RequestStep", N_("Acts on requests"),
         "kind on reference note paper", "CP", "abroad"),

    Rule("charges", "Charge", N_("Charges of each accused"),
         "accused name offence title framed_on plea", "CPD"),
    Rule("charges", "VerdictLine", N_("Decisions on each charge"),
         "kind given_on court on_appeal ground sentence fine_minor", "CPD"),
    Rule("charges", "Figure", N_("Figures"), "part head label country currency value", "M"),
    Rule("challans", "Challan", N_("Kind, number and day"), "kind number submitted_on", "CPDV"),
    Rule("challans", "Challan", N_("Prosecutor, witnesses and accused"),
         "prosecutor witnesses sent_up not_sent_up", "CPD"),
    Rule("hearings", "Hearing", N_("Days in court"), "held_on court purpose next_on", "CPDV"),
    Rule("hearings", "Hearing", N_("What happened"), "outcome", "CPD"),
    Rule("judgment", "Decision", N_("Decisions by section"),
         "kind on_appeal offence given_on court number", "CPDV"),
    Rule("judgment", "Decision", N_("Accused decided on"), "accused", "CPD"),
    Rule("judgment", "Appeal", N_("Appeals"), "number court filed_on decided_on result", "CPDV"),
    Rule("judgment", "Appeal", N_("Who appealed"), "filed_by", "CPD"),
    Rule("judgment", "Figure", N_("Figures"), "part head label country currency value", "M"),

    Rule("certificate", "Count", N_("What the case holds and what stands here"),
         "what held printed remark", "CPD"),
    Rule("manifest", "Paper", N_("Documents and their hashes"),
         "reference mark kind kind_label title name media_type size sha256 bound unbound"
         " recorded_at recorded_by", "CPD"),

    Rule("diary", "Zimni", N_("Case diary"), "number worked_on", "P", "diary"),
    Rule("diary", "DiaryLine", N_("Entries of the diary"), "serial at officer text", "P", "diary"),
    Rule("reports", "Report", N_("Confidential reports and legal opinions"),
         "kind on by text", "P", "opinion"),
    Rule("unused", "Paper", N_("List of unused material"),
         "reference kind kind_label size recorded_at", "PD"),
    Rule("unused", "Paper", N_("Content of unused material"),
         "mark title name media_type sha256 bound unbound recorded_by", "P", "unused"),
    Rule("correspondence", "Paper", N_("Approvals, opinions and letters on file"),
         "reference mark kind kind_label title name media_type size sha256 bound unbound"
         " recorded_at recorded_by", "P", "opinion"),
)
# fmt: on
