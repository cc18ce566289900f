"""Every conviction rate there is: what is counted, out of what, and why some do not exist."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casetrack.rules.words import N_

UNITS = ("complaint", "case", "accused", "charge")
DENOMINATORS = ("received", "verified", "fir", "arrested", "challaned", "decided")


@dataclass(frozen=True, slots=True)
class Ratio:
    """`convicted` of `of`, both keys of measures of one unit; `words` say it in full."""

    unit: str
    convicted: str
    of: str
    words: str


# (counting unit, denominator) -> measure of the denominator, and both in words.
_COUNTED: Mapping[tuple[str, str], tuple[str, str]] = {
    ("complaint", "received"): (
        "received",
        N_("complaints that ended in a conviction / all complaints received"),
    ),
    ("complaint", "verified"): (
        "verified",
        N_("verified complaints that ended in a conviction / complaints found verified"),
    ),
    ("complaint", "fir"): (
        "complaint_fir",
        N_("complaints with an FIR that ended in a conviction / complaints with an FIR"),
    ),
    ("complaint", "arrested"): (
        "complaint_arrested",
        N_("complaints with an arrest that ended in a conviction / complaints with an arrest"),
    ),
    ("complaint", "challaned"): (
        "complaint_challaned",
        N_("complaints sent to court that ended in a conviction / complaints sent to court"),
    ),
    ("complaint", "decided"): (
        "complaint_decided",
        N_("complaints that ended in a conviction / complaints whose case a court decided"),
    ),
    ("case", "fir"): ("fir", N_("cases convicted / cases with an FIR")),
    ("case", "arrested"): (
        "case_arrested",
        N_("cases with an arrest that were convicted / cases with an arrest"),
    ),
    ("case", "challaned"): (
        "case_challaned",
        N_("cases sent to court that were convicted / cases sent to court"),
    ),
    ("case", "decided"): (
        "case_decided",
        N_("cases convicted / cases convicted, acquitted or discharged"),
    ),
    ("accused", "arrested"): ("arrested", N_("arrested accused convicted / accused arrested")),
    ("accused", "challaned"): (
        "challaned",
        N_("accused sent up to court who were convicted / accused sent up to court"),
    ),
    ("accused", "decided"): ("decided", N_("accused convicted / accused convicted or acquitted")),
    ("charge", "challaned"): (
        "framed",
        N_("charges convicted / charges framed by the court, on those sent up to it"),
    ),
    ("charge", "decided"): (
        "charge_decided",
        N_("charges convicted / charges convicted, acquitted or discharged"),
    ),
}
CONVICTED: Mapping[str, str] = {
    "complaint": "complaint_convicted",
    "case": "case_convicted",
    "accused": "convicted",
    "charge": "charge_convicted",
}
RATIOS: Mapping[tuple[str, str], Ratio] = {
    (unit, of): Ratio(unit, CONVICTED[unit], measure, words)
    for (unit, of), (measure, words) in _COUNTED.items()
}

_NO_CASE = N_(
    "Complaints are received and verified, not cases. A case begins with its enquiry or its FIR."
)
_NO_PERSON = N_(
    "Complaints are received and verified, not persons: one may name nobody, another many."
)
_NO_FIR = N_(
    "An FIR is registered for a case, not for a person, who may be named in it much later."
)
_NO_CHARGE = N_("There is no charge before the court frames one, which is after the challan.")
ABSENT: Mapping[tuple[str, str], str] = {
    ("case", "received"): _NO_CASE,
    ("case", "verified"): _NO_CASE,
    ("accused", "received"): _NO_PERSON,
    ("accused", "verified"): _NO_PERSON,
    ("accused", "fir"): _NO_FIR,
    ("charge", "received"): _NO_CHARGE,
    ("charge", "verified"): _NO_CHARGE,
    ("charge", "fir"): _NO_CHARGE,
    ("charge", "arrested"): _NO_CHARGE,
}


def of_unit(unit: str) -> dict[str, Ratio]:
    """The rates that exist for a counting unit, by denominator, from the widest on."""
    return {of: RATIOS[unit, of] for of in DENOMINATORS if (unit, of) in RATIOS}
