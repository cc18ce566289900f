"""Writing requests and what is done about them."""

from casetrack.requests.service.acts import record_act
from casetrack.requests.service.drafts import change_draft, draft_request

__all__ = ["change_draft", "draft_request", "record_act"]
