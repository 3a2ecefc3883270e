"""What a terminal shows of verdicts: signs, widths, and where the pages are."""

from __future__ import annotations

import os
import unicodedata

from byhand.course import Exercise

from .outcome import Verdict

GLYPHS = {
    Verdict.DONE: "✓",
    Verdict.WRONG: "✗",
    Verdict.ERROR: "!",
    Verdict.TIMEOUT: "∞",
    Verdict.NOT_ATTEMPTED: "·",
    Verdict.NO_VERDICT: "?",
}

SITE = os.environ.get("BYHAND_SITE", "http://127.0.0.1:8000/")
"""Where `mkdocs serve` shows the pages."""


def width_of(text: str) -> int:
    """Columns that a text takes in a terminal: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def pad(text: str, width: int) -> str:
    """Fill up a text with spaces to `width` columns."""
    return text + " " * (width - width_of(text))


def page_url(exercise: Exercise, anchor: str, language: str) -> str:
    """The address of a section of the exercise's page."""
    return f"{SITE}{'zh/' if language == 'zh' else ''}{exercise.chapter.slug}/#{anchor}"
