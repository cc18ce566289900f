"""Forms of the register: asking, approving, giving out, checking a copy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import RadioField, SelectField, StringField
from wtforms.validators import Regexp

from casetrack.complaints.models import Complaint
from casetrack.dossiers.facts import EDITIONS, PAPERS, PURPOSES, CopyFacts, Subject
from casetrack.rules.actor import Actor
from casetrack.rules.roles import Permission
from casetrack.web.forms import Form, optional, required, short_text


class AskForm(Form):
    """Asks for a dossier; the purpose stands on its cover and in the audit."""

    edition = RadioField(_l("For whose eyes"), default=EDITIONS[0].key)
    complaint = SelectField(_l("Which complainant"), [optional()])
    purpose = RadioField(_l("What it is for"), default=PURPOSES[0].key)

    def __init__(self, actor: Actor, complaints: Sequence[Complaint]) -> None:
        super().__init__()
        may_read_diary = actor.may(Permission.CASE_DIARY)
        self.edition.choices = [
            (choice.key, _(choice.label))
            for choice in EDITIONS
            if (may_read_diary or choice.key != "POLICE")
            and (complaints or choice.key != "COMPLAINANT")
        ]
        self.complaint.choices = [
            ("", _("Choose")),
            *((str(one.id), f"{one.number} – {_name(one)}") for one in complaints),
        ]
        self.purpose.choices = [(choice.key, _(choice.label)) for choice in PURPOSES]

    def complaint_id(self) -> UUID | None:
        """Whose copy it is; None for every edition but the complainant's."""
        if self.edition.data != "COMPLAINANT" or not self.complaint.data:
            return None
        return UUID(self.complaint.data)


class CopyForm(Form):
    """Enters who is given a copy."""

    recipient = StringField(
        _l("Who receives it"), [required(_l("Say who receives the copy")), short_text()]
    )
    reason = StringField(_l("Why"), [required(_l("Say why the copy is given")), short_text()])

    def facts(self) -> CopyFacts:
        return CopyFacts(self.recipient.data or "", self.reason.data or "")


class CheckForm(Form):
    """Sets a copy in hand against the register: by its hash, or by the file itself."""

    number = StringField(
        _l("Document number"),
        [
            required(_l("Enter the number that stands at the foot of every page")),
            Regexp(r"^\s*.+/D\d+\s*$", message=_l("It looks like FSD-FIR-31/2025/D1")),
        ],
    )
    sha256 = StringField(
        _l("Or its SHA-256"),
        [optional(), Regexp(r"^\s*[0-9A-Fa-f]{64}\s*$", message=_l("64 letters a–f and digits"))],
    )
    file = FileField(_l("The file"))

    def asked(self) -> tuple[str, int]:
        """Case number and serial: ("FSD-FIR-31/2025", 1)."""
        case_number, _slash, serial = (self.number.data or "").strip().rpartition("/D")
        return case_number, int(serial)


def _name(complaint: Complaint) -> str:
    return complaint.complainant_name or (
        complaint.complainant.name if complaint.complainant else ""
    )


class PaperForm(Form):
    """Chooses one paper and what it is about, in one list by kind of paper."""

    paper = SelectField(_l("Paper"), [required(_l("Choose a paper"))])

    def __init__(self, subjects_of: Callable[[str], Sequence[Subject]]) -> None:
        super().__init__()
        offered = ((kind, subjects_of(kind.key)) for kind in PAPERS)
        self.paper.choices = {
            str(_(kind.label)): [(f"{kind.key}:{one.id}", one.label) for one in subjects]
            for kind, subjects in offered
            if subjects
        }

    def chosen(self) -> tuple[str, UUID]:
        """The form's key and the subject's id."""
        kind, _colon, subject_id = self.paper.data.partition(":")
        return kind, UUID(subject_id)
