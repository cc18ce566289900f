"""The blueprint, and the one way a page comes to its complaint."""

from __future__ import annotations

import uuid

from flask import Blueprint

from casetrack.complaints import queries
from casetrack.complaints.models import Complaint
from casetrack.web.guard import current_actor, find

blueprint = Blueprint("complaints", __name__, url_prefix="/complaints")


def found(complaint_id: uuid.UUID) -> Complaint:
    """The complaint, or 404 whether it is hidden from this officer or does not exist."""
    return find(queries.visible_to(current_actor()), Complaint.id == complaint_id)
