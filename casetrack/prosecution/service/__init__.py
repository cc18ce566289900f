"""What the prosecution and the court do in a case. Everything here flushes and never commits."""

from casetrack.prosecution.service.appeals import decide_appeal, file_appeal, supply_copy
from casetrack.prosecution.service.challans import submit_challan
from casetrack.prosecution.service.charges import discharge_accused, frame_charges
from casetrack.prosecution.service.hearings import record_hearing, record_outcome
from casetrack.prosecution.service.verdicts import record_verdicts

__all__ = [
    "decide_appeal",
    "discharge_accused",
    "file_appeal",
    "frame_charges",
    "record_hearing",
    "record_outcome",
    "record_verdicts",
    "submit_challan",
    "supply_copy",
]
