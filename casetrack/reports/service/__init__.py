"""What the reports room does. Everything here flushes and never commits."""

from casetrack.reports.service.returns import ask_return, issue_return
from casetrack.reports.service.saved import (
    change_saved,
    delete_saved,
    deliver_report,
    order_monthly,
    read_delivery,
    save_report,
)
from casetrack.reports.service.tallies import fold, fold_if_many

__all__ = [
    "ask_return",
    "change_saved",
    "delete_saved",
    "deliver_report",
    "fold",
    "fold_if_many",
    "issue_return",
    "order_monthly",
    "read_delivery",
    "save_report",
]
