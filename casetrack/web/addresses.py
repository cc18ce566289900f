"""Addresses that stand on paper: whole, and the same wherever the page was asked for."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import current_app


def printed_address(endpoint: str, **values: object) -> str:
    """Where a QR code leads, by the CASETRACK_URL of the settings; "" when none is set."""
    url = urlsplit(current_app.extensions["casetrack"].url)
    if not url.netloc:
        return ""
    adapter = current_app.url_map.bind(url.netloc, url.path or "/", url_scheme=url.scheme)
    return adapter.build(endpoint, values, force_external=True)
