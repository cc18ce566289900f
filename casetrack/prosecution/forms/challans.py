"""The form of a challan."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import FieldList, FormField, RadioField, SelectField, StringField, TextAreaField

from casetrack.prosecution.facts import CHALLAN_KINDS, ChallanFacts
from casetrack.prosecution.forms.rows import Row, RowsForm, SelectChoice, day, options
from casetrack.web.forms import LocalDateField, long_text, required, short_text

COLUMNS = [
    SelectChoice("3", _l("Column 3: sent up")),
    SelectChoice("2", _l("Column 2: not sent up")),
    SelectChoice("", _l("Not in this challan")),
]


class ChallanRow(Row):
    """The column of one accused."""

    column = SelectField(_l("Column"), choices=COLUMNS)


class ChallanForm(RowsForm):
    """A report under CrPC s.173 with the column of every accused."""

    kind = RadioField(
        _l("Kind"), [required(_l("Choose the kind of challan"))], choices=options(CHALLAN_KINDS)
    )
    number = StringField(
        _l("Challan number"), [required(_l("Enter the number of the challan")), short_text()]
    )
    submitted_on = LocalDateField(
        _l("Submitted on"), [required(_l("Enter the day on which it was submitted"))]
    )
    prosecutor = StringField(_l("Prosecutor"), [required(_l("Enter the prosecutor")), short_text()])
    witnesses = TextAreaField(_l("Witnesses"), [long_text()])
    exhibits = TextAreaField(_l("Exhibits"), [long_text()])
    reason = StringField(_l("Why nominated accused in column 2 are not sent up"), [short_text()])
    rows = FieldList(FormField(ChallanRow))

    def facts(self) -> ChallanFacts:
        columns = {key: int(row.column.data) for key, row in self.lines() if row.column.data}
        return ChallanFacts(
            kind=self.kind.data,
            number=self.number.data or "",
            submitted_on=day(self.submitted_on),
            prosecutor=self.prosecutor.data or "",
            accused=columns,
            witnesses=self.witnesses.data or "",
            exhibits=self.exhibits.data or "",
            reason=self.reason.data or "",
        )
