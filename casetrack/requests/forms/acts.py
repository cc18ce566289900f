"""The form of one act on a request; each act shows the fields it has."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, SelectField, StringField, TextAreaField

from casetrack.cases.forms.fields import as_id
from casetrack.evidence.facts import DocumentFacts
from casetrack.evidence.models import Document, Exhibit
from casetrack.requests.facts import ActFacts, HandingFacts, OrderFacts
from casetrack.requests.models import Request
from casetrack.requests.standing import kind_of
from casetrack.rules import request_kinds
from casetrack.rules.request_kinds import Family
from casetrack.rules.request_moves import RequestAct as Act
from casetrack.web.forms import (
    Form,
    LocalDateField,
    LocalInstantField,
    long_text,
    optional,
    required,
    short_text,
)

_ORDER = ("order_court", "order_number", "order_on")
_HANDING = (
    "handed_at",
    "from_holder",
    "to_holder",
    "place",
    "receipt",
    "seal_broken",
    "explanation",
)
_ANSWERS = frozenset({Act.PARTLY_ANSWERED, Act.ANSWERED, Act.REFUSED})
# What a paper that comes with an act is, by family: sent, and received.
_PAPERS = {
    Family.FORENSIC: ("FORENSIC_REQUEST", "FORENSIC_REPORT"),
    Family.PROVIDER: ("PROVIDER_REQUEST", "PROVIDER_DATA"),
    Family.FOREIGN: ("FOREIGN_REQUEST", "FOREIGN_REQUEST"),
}


class ActForm(Form):
    """What was done, when, under which number, with which paper."""

    done_on = LocalDateField(_l("On"), [required(_l("Enter the day"))])
    reference = StringField(_l("Number"), [short_text()])
    note = TextAreaField(_l("In words"), [long_text()])
    due_on = LocalDateField(_l("Reply wanted by"), [optional()])
    preserved_until = LocalDateField(_l("To be held until"), [optional()])
    order_court = StringField(_l("Court"), [short_text()])
    order_number = StringField(_l("Number of the order"), [short_text()])
    order_on = LocalDateField(_l("Day of the order"), [optional()])
    document_id = SelectField(_l("Document of the case"), default="")
    file = FileField(_l("Or a new file"))
    came_back = BooleanField(_l("The exhibits came back"))
    handed_at = LocalInstantField(_l("Handed over at"), [optional()])
    from_holder = StringField(_l("From"), [short_text()])
    to_holder = StringField(_l("To"), [short_text()])
    place = StringField(_l("Place"), [short_text()])
    receipt = StringField(_l("Number of the signed receipt"), [short_text()])
    seal_broken = BooleanField(_l("A seal was not intact"))
    explanation = StringField(_l("Explanation"), [short_text()])

    def offer(
        self,
        act: Act,
        request: Request,
        documents: Sequence[Document],
        moving: Sequence[Exhibit],
    ) -> None:
        """Keep what this act asks of this request."""
        self.act, self.request = act, request
        self.document_id.choices = [
            ("", _("None")),
            *((str(one.id), f"{one.reference} {one.title}") for one in documents),
        ]
        unwanted = [
            ("due_on", act not in (Act.SENT, Act.REMINDED, Act.PARTLY_ANSWERED)),
            ("preserved_until", act is not Act.EXTENDED),
            ("came_back", not moving or act is Act.SENT),
            *((name, not self._orders()) for name in _ORDER),
            *((name, not moving) for name in _HANDING),
        ]
        for name in [name for name, gone in unwanted if gone]:
            delattr(self, name)
        self._name_fields()

    def new_document(self) -> DocumentFacts | None:
        """The uploaded file, or None."""
        if not (self.file.data and self.file.data.filename):
            return None
        sent, received = _PAPERS[Family(self.request.family)]
        answers = self.act in _ANSWERS
        return DocumentFacts(
            title=f"{self.request.reference}: {self.act.label}",
            kind=received if answers else "COURT_ORDER" if self.act is Act.EXTENDED else sent,
            original_name=self.file.data.filename,
            media_type=self.file.data.mimetype or "application/octet-stream",
        )

    def facts(self) -> ActFacts:
        """All but a new file, which is stored first."""
        if self.done_on.data is None:
            raise ValueError("done_on was not validated")
        return ActFacts(
            act=self.act.value,
            done_on=self.done_on.data,
            reference=self.reference.data or "",
            note=self.note.data or "",
            due_on=self.due_on.data if "due_on" in self else None,
            preserved_until=self.preserved_until.data if "preserved_until" in self else None,
            document_id=as_id(self.document_id.data),
            order=self._order(),
            handing=self._handing(),
        )

    def _orders(self) -> bool:
        if self.act is not Act.SENT:
            return False
        kind = kind_of(self.request)
        return request_kinds.basis_of(kind, self.request.basis).needs_court

    def _order(self) -> OrderFacts | None:
        if "order_number" not in self:
            return None
        return OrderFacts(
            self.order_court.data or "", self.order_number.data or "", self.order_on.data
        )

    def _handing(self) -> HandingFacts | None:
        wanted = "handed_at" in self and ("came_back" not in self or self.came_back.data)
        at = self.handed_at.instant() if wanted else None
        if at is None:
            return None
        return HandingFacts(
            occurred_at=at,
            to_holder=self.to_holder.data or "",
            place=self.place.data or "",
            from_holder=self.from_holder.data or "",
            seal_intact=not self.seal_broken.data,
            explanation=self.explanation.data or "",
            receipt=self.receipt.data or "",
        )

    def _name_fields(self) -> None:
        """The number is ours on what we send, theirs on what they send, the court's on an order."""
        if self.act is Act.SENT:
            self.reference.label.text = _("Number of our letter")
        elif self.act in (Act.EXTENDED, Act.COURT_TOLD):
            self.reference.label.text = _("Number of the order or application")
        elif self.act is Act.REMINDED:
            self.reference.label.text = _("Number of the reminder")
        else:
            self.reference.label.text = _("Their reference")
        if self.act is Act.EXTENDED:
            self.note.label.text = _("Court and day of the order")
