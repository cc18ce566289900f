"""What can be done to cases and their accused. Everything here flushes and never commits."""

from casetrack.cases.service.accused import add_accused, move_accused, set_custody
from casetrack.cases.service.clocks import start_clock, stop_clock
from casetrack.cases.service.diary import write_diary
from casetrack.cases.service.members import add_member, hand_over, set_sealed, take_off
from casetrack.cases.service.moves import move
from casetrack.cases.service.opening import join_complaint, open_by_fir, open_enquiry
from casetrack.cases.service.people import add_person, add_rescued
from casetrack.cases.service.states import reach_stage

__all__ = [
    "add_accused",
    "add_member",
    "add_person",
    "add_rescued",
    "hand_over",
    "join_complaint",
    "move",
    "move_accused",
    "open_by_fir",
    "open_enquiry",
    "reach_stage",
    "set_custody",
    "set_sealed",
    "start_clock",
    "stop_clock",
    "take_off",
    "write_diary",
]
