"""What a check of `byhand doctor` finds."""

from __future__ import annotations

from typing import Any, NamedTuple

GOOD, NOTE, BAD = "✓", "!", "✗"

type Values = dict[str, Any]


class Finding(NamedTuple):
    """A sign, a sentence, what to do about it, and their placeholders."""

    sign: str
    key: str
    mend: str = ""
    values: Values = {}  # noqa: RUF012 (never changed)
