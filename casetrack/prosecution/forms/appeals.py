"""The forms of an appeal: the copy it needs, its filing, its judgment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FieldList, FormField, SelectField, StringField

from casetrack.prosecution.facts import (
    APPEAL_CHANGES,
    APPEAL_GROUNDS,
    APPEAL_RESULTS,
    AppealFacts,
    DecisionFacts,
    VerdictRow,
)
from casetrack.prosecution.forms.rows import Row, RowsForm, blank, moment, options
from casetrack.web.forms import Form, LocalInstantField, MoneyField, optional, required, short_text


class CopyForm(Form):
    """When the certified copy was supplied."""

    certified_copy_at = LocalInstantField(
        _l("Certified copy supplied at"), [required(_l("Enter when the copy was supplied"))]
    )


class AppealForm(Form):
    """An appeal as it was filed."""

    appeal_no = StringField(
        _l("Appeal number"), [required(_l("Enter the number of the appeal")), short_text()]
    )
    court = StringField(
        _l("Appellate court"), [required(_l("Enter the appellate court")), short_text()]
    )
    filed_at = LocalInstantField(_l("Filed at"), [required(_l("Enter when it was filed"))])
    filed_by = StringField(_l("Filed by"), [required(_l("Say who appeals")), short_text()])
    certified_copy_at = LocalInstantField(_l("Certified copy supplied at"), [optional()])
    leave_order = StringField(_l("Order granting leave to appeal"), [short_text()])

    def facts(self) -> AppealFacts:
        return AppealFacts(
            number=self.appeal_no.data or "",
            court=self.court.data or "",
            filed_at=moment(self.filed_at),
            filed_by=self.filed_by.data or "",
            certified_copy_at=self.certified_copy_at.instant(),
            leave_order=self.leave_order.data or "",
        )


class DecisionRow(Row):
    """Whether the judgment changes one verdict, and its sentence where it differs."""

    kind = BooleanField(_l("Changed"))
    sentence = StringField(_l("Imprisonment"), [short_text()])
    fine = MoneyField(_l("Fine (Rs)"))


class DecisionForm(RowsForm):
    """The judgment of an appeal. The result tells what the ticked verdicts become."""

    COMMON = ("sentence", "fine")

    result = SelectField(
        _l("Result"),
        [required(_l("Choose the result of the appeal"))],
        choices=options(APPEAL_RESULTS, blank(_l("Choose"))),
    )
    decided_at = LocalInstantField(
        _l("Judgment announced at"), [required(_l("Enter when the judgment was announced"))]
    )
    judgment_number = StringField(_l("Judgment number"), [short_text()])
    ground = SelectField(
        _l("Ground of acquittal"),
        choices=options(APPEAL_GROUNDS, blank(_l("Choose"))),
    )
    sentence = StringField(_l("Imprisonment"), [short_text()])
    fine = MoneyField(_l("Fine (Rs)"))
    every = BooleanField(_l("It changes every verdict that the result can change"))
    rows = FieldList(FormField(DecisionRow))

    def facts(self, standing: Mapping[UUID, str]) -> DecisionFacts:
        """`standing` are the kinds of the verdicts that stand, by charge."""
        before, after = APPEAL_CHANGES.get(self.result.data, (frozenset(), ""))
        rows = tuple(
            self._verdict(key, after, row)
            for key, row in self.lines()
            if row.kind.data or (self.every.data and standing.get(key) in before)
        )
        return DecisionFacts(
            decided_at=moment(self.decided_at),
            result=self.result.data,
            judgment_number=self.judgment_number.data or "",
            rows=rows,
        )

    def _verdict(self, charge_id: UUID, kind: str, row: Any) -> VerdictRow:
        convicted = kind == "CONVICTED"
        fine = row.fine.minor()
        return VerdictRow(
            charge_id=charge_id,
            kind=kind,
            ground=self.ground.data if kind == "ACQUITTED" else "",
            sentence=row.sentence.data or (self.sentence.data or "" if convicted else ""),
            fine_minor=self.fine.minor() if fine is None and convicted else fine,
        )
