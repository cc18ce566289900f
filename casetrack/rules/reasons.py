"""Why something left the path: coded reasons, one vocabulary for every exit.

The attrition report counts these keys, so a key is never reused or renamed.
"""

from casetrack.rules.choices import Choice
from casetrack.rules.words import N_


class Reason(Choice):
    """A coded reason for an exit."""

    __slots__ = ()


# Two that rules tell apart by name.
PLEA_BARGAIN = "PLEA_BARGAIN"
NOT_INVESTIGATED = "NO_SUFFICIENT_GROUND"

CLOSURE_REASONS: tuple[Reason, ...] = (
    Reason("UNTRACEABLE", N_("Suspect untraceable")),
    Reason("COMPLAINANT_WITHDREW", N_("Complainant withdrew")),
    Reason("COMPLAINANT_NOT_RESPONDING", N_("Complainant does not respond")),
    Reason("NO_PROVIDER_REPLY", N_("No reply from the provider")),
    Reason("FORENSIC_PENDING", N_("Forensic report pending")),
    Reason("OTHER_AGENCY", N_("Matter for another agency")),
    Reason("OTHER_JURISDICTION", N_("Outside Pakistan's jurisdiction")),
    Reason("NOT_COGNIZABLE", N_("No cognizable offence")),
    Reason("NO_OFFENCE", N_("No offence made out")),
    Reason("CIVIL_DISPUTE", N_("Civil dispute")),
    Reason("FALSE", N_("False")),
    Reason("MISTAKE_OF_FACT", N_("Mistake of fact or of law")),
    Reason("INSUFFICIENT_EVIDENCE", N_("Insufficient evidence")),
    Reason(NOT_INVESTIGATED, N_("No sufficient ground to investigate (s.157(1)(b))")),
    Reason("DUPLICATE", N_("Duplicate of another matter")),
    Reason("PERMISSION_REFUSED", N_("Permission refused")),
    Reason("SETTLED", N_("Settled between the parties")),
    Reason("QUASHED_BY_HIGH_COURT", N_("Quashed by the High Court")),
    Reason("DISCHARGED_BY_COURT", N_("Discharged by the court")),
    Reason("COMPROMISE", N_("Compounded with the court's leave")),
    Reason(PLEA_BARGAIN, N_("Plea bargain approved by the court")),
    Reason("PROSECUTOR_WITHDREW", N_("Prosecutor withdrew")),
    Reason("GOVERNMENT_WITHDREW", N_("Withdrawn by the Government")),
    Reason("ACCUSED_DIED", N_("Sole accused died")),
    Reason("ACCUSED_ABSCONDING", N_("All accused absconding (s.512)")),
    Reason("STOPPED_BY_MAGISTRATE", N_("Stopped by the magistrate (s.249)")),
)

_BY_KEY = {reason.key: reason for reason in CLOSURE_REASONS}


def reason(key: str) -> Reason:
    """Return the reason with `key`; KeyError when there is none."""
    return _BY_KEY[key]


def _pick(*keys: str) -> tuple[Reason, ...]:
    return tuple(_BY_KEY[key] for key in keys)


VERIFICATION_CLOSURES = _pick(
    "UNTRACEABLE",
    "COMPLAINANT_WITHDREW",
    "COMPLAINANT_NOT_RESPONDING",
    "NO_PROVIDER_REPLY",
    "OTHER_JURISDICTION",
    "NOT_COGNIZABLE",
    "NO_OFFENCE",
    "CIVIL_DISPUTE",
    "FALSE",
    "INSUFFICIENT_EVIDENCE",
    "SETTLED",
)
ENQUIRY_CLOSURES = (*VERIFICATION_CLOSURES, *_pick("FORENSIC_PENDING", "MISTAKE_OF_FACT"))
CANCELLATION_CLASSES = _pick(
    "FALSE", "MISTAKE_OF_FACT", "NOT_COGNIZABLE", "CIVIL_DISPUTE", NOT_INVESTIGATED
)
UNTRACED_CAUSES = _pick(
    "UNTRACEABLE",
    "NO_PROVIDER_REPLY",
    "FORENSIC_PENDING",
    "OTHER_JURISDICTION",
    "INSUFFICIENT_EVIDENCE",
)
DORMANT_CAUSES = _pick("ACCUSED_ABSCONDING", "STOPPED_BY_MAGISTRATE")
COMPOUNDINGS = _pick("COMPROMISE", PLEA_BARGAIN)
