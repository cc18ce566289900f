"""The form of a judgment: one verdict for all, and rows for those that differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from wtforms import FieldList, FormField, SelectField, StringField

from casetrack.prosecution.facts import TRIAL_GROUNDS, VERDICTS, JudgmentFacts, VerdictRow
from casetrack.prosecution.forms.rows import Row, RowsForm, SelectChoice, blank, moment, options
from casetrack.web.forms import (
    LocalDateField,
    LocalInstantField,
    MoneyField,
    optional,
    required,
    short_text,
)

NOT_YET = "NOT_YET"
_AS_ABOVE = blank(_l("As above"))
_NONE = SelectChoice(NOT_YET, _l("No verdict yet"))


class VerdictRowForm(Row):
    """What is different for one accused or one charge."""

    kind = SelectField(
        _l("Verdict"),
        choices=options(VERDICTS, _AS_ABOVE, _NONE),
    )
    ground = SelectField(_l("Ground"), choices=options(TRIAL_GROUNDS, _AS_ABOVE))
    sentence = StringField(_l("Imprisonment"), [short_text()])
    fine = MoneyField(_l("Fine (Rs)"))


class VerdictsForm(RowsForm):
    """A judgment. A row left "as above" takes verdict, ground, sentence and fine of all."""

    COMMON = ("ground", "sentence", "fine")

    judgment_at = LocalInstantField(
        _l("Judgment announced at"), [required(_l("Enter when the judgment was announced"))]
    )
    court = StringField(_l("Court"), [required(_l("Enter the court")), short_text()])
    order_no = StringField(_l("Judgment or order number"), [short_text()])
    certified_copy_at = LocalInstantField(_l("Certified copy supplied at"), [optional()])
    compensation = MoneyField(_l("Compensation (Rs)"))
    compromise_doc = StringField(_l("Compromise document"), [short_text()])
    died_on = LocalDateField(_l("Accused died on"), [optional()])
    death_certificate = StringField(_l("Death certificate"), [short_text()])
    kind = SelectField(_l("Verdict"), choices=options(VERDICTS, blank(_l("As each row says"))))
    ground = SelectField(
        _l("Ground of acquittal"),
        choices=options(TRIAL_GROUNDS, blank(_l("Choose"))),
    )
    sentence = StringField(_l("Imprisonment"), [short_text()])
    fine = MoneyField(_l("Fine (Rs)"))
    rows = FieldList(FormField(VerdictRowForm))

    def judgment(self) -> JudgmentFacts:
        return JudgmentFacts(
            judgment_at=moment(self.judgment_at),
            court=self.court.data or "",
            order_no=self.order_no.data or "",
            compensation_minor=self.compensation.minor() or 0,
            certified_copy_at=self.certified_copy_at.instant(),
            compromise_doc=self.compromise_doc.data or "",
            death_certificate=self.death_certificate.data or "",
            died_on=self.died_on.data,
        )

    def verdicts(self, charges: Mapping[UUID, Sequence[UUID]]) -> tuple[VerdictRow, ...]:
        """The verdict on each charge; `charges` leads from a row's id to the charges it decides."""
        found: list[VerdictRow] = []
        for key, row in self.lines():
            kind = row.kind.data or self.kind.data
            if kind and kind != NOT_YET:
                found.extend(self._verdict(one, kind, row) for one in charges.get(key, ()))
        return tuple(found)

    def _verdict(self, charge_id: UUID, kind: str, row: Any) -> VerdictRow:
        """What stands in the row; where it is blank and fits the verdict, what stands above."""
        convicted, acquitted = kind == "CONVICTED", kind == "ACQUITTED"
        fine = row.fine.minor()
        return VerdictRow(
            charge_id=charge_id,
            kind=kind,
            ground=row.ground.data or (self.ground.data if acquitted else ""),
            sentence=row.sentence.data or (self.sentence.data or "" if convicted else ""),
            fine_minor=self.fine.minor() if fine is None and convicted else fine,
        )
