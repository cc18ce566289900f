"""The pages of the accounts room."""

from casetrack.accounts.views import audit, officers, own, sign_in, units
from casetrack.accounts.views.room import blueprint

__all__ = ["audit", "blueprint", "officers", "own", "sign_in", "units"]
