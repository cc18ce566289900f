"""Closed lists that forms offer and the database stores by key. Keys are never reused."""

from casetrack.rules.choices import Choice
from casetrack.rules.words import N_

CHANNELS: tuple[Choice, ...] = (
    Choice("HELPLINE", N_("Helpline 1799")),
    Choice("PORTAL", N_("Portal")),
    Choice("EMAIL", N_("E-mail")),
    Choice("WALK_IN", N_("Walk-in")),
    Choice("POST", N_("Letter")),
    Choice("REFERRAL", N_("Referral from an agency or a bank")),
    Choice("COURT", N_("Court direction")),
    Choice("FOREIGN_AGENCY", N_("Foreign agency")),
    Choice("OWN_INFORMATION", N_("Own information")),
)

CATEGORIES: tuple[Choice, ...] = (
    Choice("FINANCIAL_FRAUD", N_("Financial fraud")),
    Choice("CALL_CENTRE_SCAM", N_("Call-centre scam")),
    Choice("INVESTMENT_FRAUD", N_("Investment or Ponzi scheme")),
    Choice("HACKING", N_("Hacking of a system or an account")),
    Choice("IDENTITY_THEFT", N_("Identity theft")),
    Choice("IMPERSONATION", N_("Impersonation")),
    Choice("HARASSMENT", N_("Harassment")),
    Choice("STALKING", N_("Cyber stalking")),
    Choice("SEXTORTION", N_("Blackmail or sextortion")),
    Choice("DEFAMATION", N_("Defamation")),
    Choice("CHILD_PROTECTION", N_("Child protection")),
    Choice("HATE_SPEECH", N_("Hate speech")),
    Choice("FALSE_INFORMATION", N_("False information")),
    Choice("ILLEGAL_SIM", N_("Illegal SIM or grey traffic")),
    Choice("MALWARE", N_("Malicious code")),
    Choice("TERRORISM", N_("Cyber terrorism")),
    Choice("OTHER", N_("Other")),
)

MEANS: tuple[Choice, ...] = (
    Choice("PHONE_CALL", N_("Phone call")),
    Choice("VOIP", N_("VoIP")),
    Choice("AI_VOICE", N_("AI voice")),
    Choice("DEEPFAKE", N_("AI image or video")),
    Choice("PHISHING", N_("Phishing")),
    Choice("IMPERSONATION", N_("Impersonation of a body")),
    Choice("SPOOFING", N_("Number or sender spoofing")),
    Choice("BLACKMAIL", N_("Blackmail")),
    Choice("FAKE_PROFILE", N_("Fake profile")),
    Choice("FAKE_APP", N_("Fake app or website")),
    Choice("REMOTE_ACCESS", N_("Remote access tool")),
    Choice("MALWARE", N_("Malware")),
    Choice("SIM_BOX", N_("SIM box")),
    Choice("SIM_SWAP", N_("SIM swap")),
    Choice("OTP_THEFT", N_("Theft of a one-time code")),
    Choice("MULE_ACCOUNT", N_("Mule account")),
    Choice("CRYPTO", N_("Crypto wallet")),
    Choice("INSIDER", N_("Insider")),
    Choice("OTHER", N_("Other")),
)

PLATFORMS: tuple[Choice, ...] = (
    Choice("WHATSAPP", "WhatsApp"),
    Choice("FACEBOOK", "Facebook"),
    Choice("INSTAGRAM", "Instagram"),
    Choice("TIKTOK", "TikTok"),
    Choice("YOUTUBE", "YouTube"),
    Choice("X", "X"),
    Choice("TELEGRAM", "Telegram"),
    Choice("SIGNAL", "Signal"),
    Choice("SNAPCHAT", "Snapchat"),
    Choice("IMO", "imo"),
    Choice("EMAIL", N_("E-mail")),
    Choice("SMS", N_("SMS")),
    Choice("PHONE", N_("Phone")),
    Choice("WEBSITE", N_("Website")),
    Choice("APP", N_("Mobile app")),
    Choice("BANKING", N_("Banking or wallet app")),
    Choice("EXCHANGE", N_("Crypto exchange")),
    Choice("OTHER", N_("Other")),
)

REGISTRATION_AUTHORITIES: tuple[Choice, ...] = (
    Choice("PSEB", N_("PSEB (per site and year)")),
    Choice("PTA", "PTA"),
    Choice("SECP", "SECP"),
    Choice("SBP", "SBP"),
    Choice("FBR", "FBR"),
    Choice("PASHA", N_("P@SHA (membership, not a licence)")),
    Choice("REGISTRAR_OF_FIRMS", N_("Registrar of Firms")),
    Choice("LOCAL", N_("Local authority")),
    Choice("FOREIGN", N_("Foreign authority")),
)

ORGANISATION_KINDS: tuple[Choice, ...] = (
    Choice("CALL_CENTRE", N_("Call centre")),
    Choice("SOFTWARE_HOUSE", N_("Software house")),
    Choice("BANK", N_("Bank")),
    Choice("WALLET_PROVIDER", N_("Wallet provider")),
    Choice("TELCO", N_("Telecom operator")),
    Choice("INTERNET_PROVIDER", N_("Internet or VoIP provider")),
    Choice("PLATFORM", N_("Platform")),
    Choice("EXCHANGE", N_("Exchange company or crypto exchange")),
    Choice("COMPANY", N_("Other company")),
    Choice("AGENCY", N_("Government agency")),
    Choice("FOREIGN_AGENCY", N_("Foreign agency")),
    Choice("OTHER", N_("Other")),
)

SITE_ROLES: tuple[Choice, ...] = (
    Choice("OWNER", N_("Owner")),
    Choice("MANAGER", N_("Manager")),
    Choice("TEAM_LEADER", N_("Team leader")),
    Choice("AGENT", N_("Agent")),
    Choice("CLOSER", N_("Closer")),
    Choice("FINANCE", N_("Finance")),
    Choice("IT", N_("IT")),
    Choice("RECRUITER", N_("Recruiter")),
    Choice("MULE", N_("Account or SIM holder")),
    Choice("GUARD", N_("Guard")),
    Choice("SUPPORT", N_("Support staff")),
    Choice("UNKNOWN", N_("Not known")),
)

EXHIBIT_KINDS: tuple[Choice, ...] = (
    Choice("COMPUTER", N_("Computer")),
    Choice("SERVER", N_("Server")),
    Choice("PHONE", N_("Mobile phone")),
    Choice("SIM", N_("SIM card")),
    Choice("SIM_BOX", N_("SIM box or gateway")),
    Choice("STORAGE", N_("Storage device")),
    Choice("NETWORK", N_("Network device")),
    Choice("BANK_CARD", N_("Bank card")),
    Choice("CHEQUE_BOOK", N_("Cheque book")),
    Choice("CASH", N_("Cash")),
    Choice("CRYPTO_WALLET", N_("Crypto wallet")),
    Choice("IDENTITY_PAPER", N_("Identity paper or passport")),
    Choice("DOCUMENT", N_("Document")),
    Choice("BIOMETRIC_DEVICE", N_("Biometric device or silicone prints")),
    Choice("VEHICLE", N_("Vehicle")),
    Choice("FILE", N_("Digital file")),
    Choice("RECORDING", N_("Recording")),
    Choice("SCREENSHOT", N_("Screenshot")),
    Choice("PROVIDER_DATA", N_("Data from a provider")),
    Choice("OTHER", N_("Other")),
)

CUSTODY_ACTS: tuple[Choice, ...] = (
    Choice("SEIZED", N_("Seized")),
    Choice("RECEIVED", N_("Received")),
    Choice("SEALED", N_("Sealed")),
    Choice("STORED", N_("Stored in the malkhana")),
    Choice("HANDED_OVER", N_("Handed over")),
    Choice("SENT_TO_LAB", N_("Sent to the laboratory")),
    Choice("RETURNED_FROM_LAB", N_("Returned from the laboratory")),
    Choice("UNSEALED", N_("Seal opened")),
    Choice("IMAGED", N_("Imaged")),
    Choice("PRODUCED_IN_COURT", N_("Produced in court")),
    Choice("KEPT_BY_COURT", N_("Kept by the court")),
    Choice("RETURNED_TO_OWNER", N_("Returned to the owner (superdari)")),
    Choice("FORFEITED", N_("Forfeited")),
    Choice("DESTROYED", N_("Destroyed by order")),
)

# What becomes of an exhibit, and (RETENTION_WORDS) what that means for whoever keeps it.
RETENTIONS: tuple[Choice, ...] = (
    Choice("CASE", N_("With the case")),
    Choice("APPEAL", N_("Until the appeal is over")),
    Choice("PERMANENT", N_("Permanently")),
    Choice("OWNER", N_("To be returned to the owner")),
    Choice("DESTROY", N_("To be destroyed by order")),
)
RETENTION_WORDS: dict[str, str] = {
    "CASE": N_("Kept while the case is open; the judgment says what becomes of it."),
    "APPEAL": N_("Kept until the time for appeal has passed or the last appeal is decided."),
    "PERMANENT": N_("Kept for good: it may be needed in other cases, or is a court's record."),
    "OWNER": N_("Goes back to whoever is entitled to it as soon as a court orders so."),
    "DESTROY": N_("Unlawful to own or dangerous: destroyed as soon as a court orders so."),
}

DOCUMENT_KINDS: tuple[Choice, ...] = (
    Choice("FIR", N_("FIR")),
    Choice("APPROVAL", N_("Approval or legal opinion")),
    Choice("WARRANT", N_("Warrant and return")),
    Choice("SITE_PLAN", N_("Site plan")),
    Choice("RAID_REPORT", N_("Raid report")),
    Choice("SEIZURE_MEMO", N_("Seizure memo")),
    Choice("ARREST_MEMO", N_("Arrest memo")),
    Choice("REMAND_ORDER", N_("Remand order")),
    Choice("BAIL_ORDER", N_("Bail order")),
    Choice("SCREENING", N_("Trafficking screening")),
    Choice("CONSULAR_NOTICE", N_("Consular notice")),
    Choice("FORENSIC_REQUEST", N_("Forensic request")),
    Choice("FORENSIC_REPORT", N_("Forensic report")),
    Choice("PROVIDER_REQUEST", N_("Request to a provider")),
    Choice("PROVIDER_DATA", N_("Data from a provider")),
    Choice("BANK_RECORD", N_("Bank record")),
    Choice("STATEMENT", N_("Statement")),
    Choice("FOREIGN_REQUEST", N_("Request to or from a foreign agency")),
    Choice("CHALLAN", N_("Challan")),
    Choice("COURT_ORDER", N_("Court order")),
    Choice("JUDGMENT", N_("Judgment")),
    Choice("PHOTOGRAPH", N_("Photograph or video")),
    Choice("CORRESPONDENCE", N_("Correspondence")),
    Choice("OTHER", N_("Other")),
)

HEARING_PURPOSES: tuple[Choice, ...] = (
    Choice("REMAND", N_("Remand")),
    Choice("BAIL", N_("Bail")),
    Choice("COGNIZANCE", N_("Cognizance")),
    Choice("COPIES", N_("Supply of copies")),
    Choice("CHARGE", N_("Charge")),
    Choice("PROSECUTION_EVIDENCE", N_("Prosecution evidence")),
    Choice("STATEMENT_342", N_("Statement of the accused (s.342)")),
    Choice("DEFENCE_EVIDENCE", N_("Defence evidence")),
    Choice("ARGUMENTS", N_("Final arguments")),
    Choice("APPLICATION", N_("Application")),
    Choice("JUDGMENT", N_("Judgment")),
    Choice("SENTENCE", N_("Sentence")),
    Choice("APPEAL", N_("Appeal")),
    Choice("OTHER", N_("Other")),
)

PLEAS: tuple[Choice, ...] = (
    Choice("GUILTY", N_("Guilty")),
    Choice("NOT_GUILTY", N_("Not guilty")),
    Choice("NO_PLEA", N_("No plea entered")),
)

VERDICT_KINDS: tuple[Choice, ...] = (
    Choice("CONVICTED", N_("Convicted")),
    Choice("ACQUITTED", N_("Acquitted")),
    Choice("DISCHARGED", N_("Discharged")),
)

ACQUITTAL_GROUNDS: tuple[Choice, ...] = (
    Choice("MERITS", N_("On merits")),
    Choice("BENEFIT_OF_DOUBT", N_("Benefit of doubt")),
    Choice("S249A", N_("s.249-A CrPC")),
    Choice("S265K", N_("s.265-K CrPC")),
    Choice("COMPROMISE", N_("Compromise")),
    Choice("S494B", N_("Withdrawn after the charge (s.494(b) CrPC)")),
)

SEXES: tuple[Choice, ...] = (
    Choice("FEMALE", N_("Female")),
    Choice("MALE", N_("Male")),
    Choice("TRANSGENDER", N_("Transgender")),
)

CNIC_ABSENCES: tuple[Choice, ...] = (
    Choice("FOREIGNER", N_("Foreign national")),
    Choice("MINOR", N_("Minor without a CNIC")),
    Choice("NEVER_ISSUED", N_("Never issued")),
    Choice("NOT_PRODUCED", N_("Not produced")),
    Choice("UNKNOWN_PERSON", N_("Person not identified")),
)

ALL_LISTS: dict[str, tuple[Choice, ...]] = {
    "channels": CHANNELS,
    "categories": CATEGORIES,
    "means": MEANS,
    "platforms": PLATFORMS,
    "registration_authorities": REGISTRATION_AUTHORITIES,
    "organisation_kinds": ORGANISATION_KINDS,
    "site_roles": SITE_ROLES,
    "exhibit_kinds": EXHIBIT_KINDS,
    "custody_acts": CUSTODY_ACTS,
    "retentions": RETENTIONS,
    "document_kinds": DOCUMENT_KINDS,
    "hearing_purposes": HEARING_PURPOSES,
    "pleas": PLEAS,
    "verdict_kinds": VERDICT_KINDS,
    "acquittal_grounds": ACQUITTAL_GROUNDS,
    "sexes": SEXES,
    "cnic_absences": CNIC_ABSENCES,
}


def label_of(choices: tuple[Choice, ...], key: str) -> str:
    """Return the untranslated label of a stored key; KeyError when it is not in the list."""
    return {choice.key: choice.label for choice in choices}[key]
