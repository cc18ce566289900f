"""How an entry is spelt and hashed. script/verify-audit says the same without importing us."""

from __future__ import annotations

import hashlib
import json
from typing import Any

FORMAT = 1
GENESIS = "0" * 64


def canonical(values: dict[str, Any]) -> str:
    """The one spelling of a JSON object that is hashed: sorted keys, no spaces, UTF-8."""
    return json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def entry_hash(entry: dict[str, Any]) -> str:
    """SHA-256 of an entry's canonical JSON behind a version byte; `hash` itself is left out."""
    content = {key: value for key, value in entry.items() if key != "hash"}
    return hashlib.sha256(bytes([FORMAT]) + canonical(content).encode()).hexdigest()
