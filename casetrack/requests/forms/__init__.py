"""Forms of the requests room."""

from casetrack.requests.forms.acts import ActForm
from casetrack.requests.forms.drafts import RequestForm
from casetrack.requests.forms.register import RegisterForm

__all__ = ["ActForm", "RegisterForm", "RequestForm"]
