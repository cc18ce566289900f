"""The manifest as a file within the file: what a machine checks the documents of a case by."""

from __future__ import annotations

import json

from casetrack.dossiers.tree import Dossier, Issue


def manifest_json(content: Dossier, issue: Issue) -> bytes:
    """Canonical JSON (sorted keys, UTF-8, no blanks): the same content gives the same bytes."""
    manifest = {
        "document": issue.document,
        "edition": issue.edition,
        "as_of": issue.as_of.isoformat(timespec="seconds"),
        "manifest_sha256": content.manifest_sha256,
        "documents": [
            {
                "reference": paper.reference,
                "mark": paper.mark,
                "title": paper.title,
                "media_type": paper.media_type,
                "size": paper.size,
                "sha256": paper.sha256,
            }
            for paper in content.papers
        ],
    }
    words = json.dumps(manifest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return words.encode()
