"""Breaking text into lines: English between words, Chinese between characters, `code` nowhere."""

from __future__ import annotations

import re

from byhand.course import CHINESE
from byhand.grading.terminal import width_of

CLOSING = "，。；：！？、）》”’…"
"""Signs that may not begin a line."""

PIECES = re.compile(rf"\s+|(?:`[^`]+`|“?[{CHINESE}]|[^\s`{CHINESE}]+|`)[{CLOSING}]*")


def wrap(text: str, width: int) -> list[str]:
    """Return lines of at most `width` columns; a piece that is longer is a line of its own.

    Example:
        >>> wrap("把两个形状 `(m, n)` 右对齐。", 12)
        ['把两个形状', '`(m, n)` 右', '对齐。']
    """
    lines = [""]
    for piece in PIECES.findall(text):
        if width_of(lines[-1] + piece) <= width or not lines[-1]:
            lines[-1] += piece if lines[-1] or not piece.isspace() else ""
        elif not piece.isspace():
            lines.append(piece)
        else:
            lines.append("")
    return [line.rstrip() for line in lines if line.strip()]
