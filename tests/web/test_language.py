"""Translated words on a page: text, whatever was passed for a word."""

from __future__ import annotations

from flask import Flask, render_template_string

HOSTILE = "<img src=x onerror=alert(1)>"


def test_data_passed_as_a_word_stays_text(app: Flask) -> None:
    with app.test_request_context("/"):
        shown = render_template_string(
            "{{ _(word) }} {{ _('to %(name)s', name=word) }}", word=HOSTILE
        )
        plural = render_template_string("{{ ngettext(word, word, 2) }}", word=HOSTILE)
    for text in (shown, plural):
        assert "<" not in text
        assert "&lt;img" in text


def test_words_keep_their_marks(app: Flask) -> None:
    with app.test_request_context("/"):
        assert render_template_string("{{ _('Complainant\\'s name') }}") == "Complainant&#39;s name"
