"""Writing exhibits, links of their chain of custody, and documents."""

from casetrack.evidence.service.custody import record_custody
from casetrack.evidence.service.documents import store_document
from casetrack.evidence.service.exhibits import add_exhibit, add_exhibits

__all__ = ["add_exhibit", "add_exhibits", "record_custody", "store_document"]
