"""What the reports room does. Everything here flushes and never commits."""

from casetrack.reports.service.returns import ask_return, issue_return
from casetrack.reports.service.tallies import fold, fold_if_many

__all__ = ["ask_return", "fold", "fold_if_many", "issue_return"]
