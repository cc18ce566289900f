"""The one form of dossiers: what it is for."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField

from casetrack.dossiers.facts import PURPOSES
from casetrack.web.forms import Form


class AskForm(Form):
    """Asks for a dossier; the purpose stands on its cover and in the audit."""

    purpose = RadioField(_l("What it is for"), default=PURPOSES[0].key)

    def __init__(self, **given: object) -> None:
        super().__init__(**given)
        self.purpose.choices = [(choice.key, _(choice.label)) for choice in PURPOSES]
