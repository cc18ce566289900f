"""Forms of documents."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import SelectField, StringField

from casetrack.complaints.forms.choices import options
from casetrack.evidence.facts import DocumentFacts
from casetrack.rules import lists
from casetrack.web.forms import Form, required, short_text


class DocumentForm(Form):
    """One file and what it is."""

    file = FileField(_l("File"), [FileRequired(_l("Choose a file"))])
    kind = SelectField(_l("Kind"), [required(_l("Choose what kind of document this is"))])
    title = StringField(_l("Title"), [short_text()])

    def __init__(self, **given: object) -> None:
        super().__init__(**given)
        self.kind.choices = options(lists.DOCUMENT_KINDS, blank=_("Choose"))

    def facts(self) -> DocumentFacts:
        return DocumentFacts(
            title=self.title.data or "",
            kind=self.kind.data,
            original_name=self.file.data.filename or "",
            media_type=self.file.data.mimetype or "application/octet-stream",
        )
