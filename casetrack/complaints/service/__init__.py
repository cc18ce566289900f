"""What can be done to complaints: log one, move it, keep the draft of one."""

from casetrack.complaints.service.drafts import drop_draft, save_draft
from casetrack.complaints.service.intake import log
from casetrack.complaints.service.moves import move

__all__ = ["drop_draft", "log", "move", "save_draft"]
