"""What the reports room does. Everything here flushes and never commits."""

from casetrack.reports.service.comparisons import ask_comparison, keep_comparison
from casetrack.reports.service.returns import ask_return, issue_return
from casetrack.reports.service.saved import (
    change_saved,
    delete_saved,
    deliver_failures,
    deliver_report,
    order_monthly,
    read_delivery,
    save_report,
)
from casetrack.reports.service.tallies import fold, fold_if_many

__all__ = [
    "ask_comparison",
    "ask_return",
    "change_saved",
    "delete_saved",
    "deliver_failures",
    "deliver_report",
    "fold",
    "fold_if_many",
    "issue_return",
    "keep_comparison",
    "order_monthly",
    "read_delivery",
    "save_report",
]
