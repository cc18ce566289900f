"""One complaint: where it stands, what can be done, what is known, what happened to it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from flask import current_app, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from casetrack.complaints import queries
from casetrack.complaints.facts import COMPLAINANT_NOTE
from casetrack.complaints.models import Complaint
from casetrack.complaints.views import words
from casetrack.complaints.views.room import blueprint, found
from casetrack.people.models import IdentifierLink
from casetrack.people.queries import links_of
from casetrack.rules.actor import Actor
from casetrack.rules.roles import Permission
from casetrack.rules.stages import COMPLAINT, ComplaintState, Move
from casetrack.web.guard import current_actor, permit


@blueprint.get("/<uuid:complaint_id>")
@permit(Permission.COMPLAINT_READ)
def show(complaint_id: uuid.UUID) -> ResponseReturnValue:
    complaint = found(complaint_id)
    actor = current_actor()
    links = links_of("complaint", complaint.id)
    return render_template(
        "complaints/show.html",
        complaint=complaint,
        words=words,
        moves=next_moves(complaint, actor),
        complainants=[link for link in links if link.note == COMPLAINANT_NOTE],
        links=_suspects_first(links),
        others=queries.others_holding(links, complaint, actor),
        entries=words.history(complaint),
    )


@blueprint.get("/<uuid:complaint_id>/slip")
@permit(Permission.COMPLAINT_READ)
def slip(complaint_id: uuid.UUID) -> ResponseReturnValue:
    return render_template("complaints/slip.html", complaint=found(complaint_id), words=words)


def _suspects_first(links: Sequence[IdentifierLink]) -> list[IdentifierLink]:
    told = [link for link in links if link.note != COMPLAINANT_NOTE]
    return sorted(told, key=lambda link: link.note != "SUSPECT")


def next_moves(complaint: Complaint, actor: Actor) -> list[dict[str, object]]:
    """Every move that leaves this state: how it is called, who may, what it will ask for."""
    found_moves = []
    for made in COMPLAINT.from_state(complaint.state):
        for label, url in _doors(made, complaint):
            found_moves.append(
                {
                    "label": label,
                    "url": url,
                    "allowed": actor.role in made.roles,
                    "who": ", ".join(sorted(_(role.label) for role in made.roles)),
                    "asks": [_(f.label) for f in made.asked() if _must_be_told(made, f.kind)],
                }
            )
    return sorted(found_moves, key=lambda one: not one["allowed"])


def _must_be_told(made: Move[ComplaintState], kind: str) -> bool:
    """The form proposes instants, and the pages of the cases room ask for the rest."""
    return made.door != "join" and kind != "instant"


def _doors(made: Move[ComplaintState], complaint: Complaint) -> list[tuple[str, str]]:
    """The pages behind a move. Joining has two, both in the cases room."""
    if made.door != "join":
        to = made.to_state.value.lower()
        return [(_(made.label), url_for("complaints.move", complaint_id=complaint.id, to=to))]
    doors = (("cases.open_enquiry", _("Open an enquiry")), ("cases.join", _(made.label)))
    return [
        (label, url_for(endpoint, complaint_id=complaint.id))
        for endpoint, label in doors
        if endpoint in current_app.view_functions
    ]
