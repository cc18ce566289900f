"""What arithmetic and casetrack's own figures say of a table that somebody printed."""

from casetrack.reports.claims.document import document_of
from casetrack.reports.claims.upload import text_of

__all__ = ["document_of", "text_of"]
