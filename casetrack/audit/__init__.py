"""Who did what, when, to which case: an append-only chain of hashes for every root."""

from casetrack.audit.listener import Act, Root, begin, root_of, seen, set_digest_key, write_reads
from casetrack.audit.models import AuditChain, AuditCheckpoint, AuditEntry

__all__ = [
    "Act",
    "AuditChain",
    "AuditCheckpoint",
    "AuditEntry",
    "Root",
    "begin",
    "root_of",
    "seen",
    "set_digest_key",
    "write_reads",
]
