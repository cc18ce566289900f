"""What the reports room does. Everything here flushes and never commits."""

from casetrack.reports.service.tallies import fold, fold_if_many

__all__ = ["fold", "fold_if_many"]
