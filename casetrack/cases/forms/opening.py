"""Forms that begin a case, and the one that joins a complaint to a case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import cast
from uuid import UUID

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField

from casetrack.accounts.models import Officer, Unit
from casetrack.cases.facts import EnquiryFacts, FirFacts
from casetrack.cases.forms.fields import (
    as_id,
    offences_field,
    officers_offered,
    stations_offered,
)
from casetrack.web.forms import (
    Form,
    LocalInstantField,
    long_text,
    optional,
    required,
    short_text,
)

NOBODY = UUID(int=0)


class EnquiryForm(Form):
    """A title, an officer, the offences to be enquired into."""

    title = StringField(
        _l("Title"),
        [required(_l("Enter a title by which officers will know the case")), short_text()],
    )
    enquiry_officer = SelectField(_l("Enquiry officer"), [required(_l("Choose an officer"))])
    occurred_at = LocalInstantField(_l("Opened at"), [optional()])
    offence_sections = offences_field(_l("Offences enquired into"))

    def offer(self, officers: Sequence[Officer]) -> None:
        self.enquiry_officer.choices = officers_offered(officers)

    def facts(self) -> EnquiryFacts:
        return EnquiryFacts(
            title=self.title.data or "",
            enquiry_officer=as_id(self.enquiry_officer.data) or NOBODY,
            offence_sections=tuple(self.offence_sections.data or ()),
            occurred_at=self.occurred_at.instant(),
        )


class FirForm(Form):
    """A case that begins by FIR: why there was no enquiry is asked, and kept."""

    title = StringField(
        _l("Title"),
        [required(_l("Enter a title by which officers will know the case")), short_text()],
    )
    police_station = SelectField(_l("Police station"), [required(_l("Choose the circle"))])
    fir_at = LocalInstantField(
        _l("FIR recorded at"), [required(_l("Enter when the FIR was recorded"))]
    )
    io = SelectField(_l("Investigating officer"), [required(_l("Choose an officer"))])
    source_report = TextAreaField(
        _l("Source report"), [required(_l("Enter what was found, and how")), long_text()]
    )
    reason_no_enquiry = TextAreaField(
        _l("Why there was no enquiry"), [required(_l("Say why there was no enquiry")), long_text()]
    )
    sections = offences_field(_l("Sections"))

    def offer(self, officers: Sequence[Officer], circles: Sequence[Unit]) -> None:
        self.io.choices = officers_offered(officers)
        self.police_station.choices = stations_offered(circles)

    def facts(self) -> FirFacts:
        return FirFacts(
            title=self.title.data or "",
            police_station=self.police_station.data or "",
            sections=tuple(self.sections.data or ()),
            io=as_id(self.io.data) or NOBODY,
            fir_at=cast("datetime", self.fir_at.instant()),  # the field is required
            source_report=self.source_report.data or "",
            reason_no_enquiry=self.reason_no_enquiry.data or "",
        )


class JoinForm(Form):
    """The number of the case that a complaint is joined to."""

    case = StringField(
        _l("Case number"), [required(_l("Enter the number of the case")), short_text()]
    )
