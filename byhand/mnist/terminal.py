"""Lines of `byhand mnist` for a person; nothing here needs JAX."""

from __future__ import annotations

import sys
from typing import NoReturn

from rich.cells import cell_len
from rich.console import Console

from byhand.mnist.messages import say

WIDTHS = (6, 10, 12, 12, 12)
INDENT = 10


class Terminal:
    """Lines for a person, in their language, with whatever signs their terminal has."""

    def __init__(self, language: str, *, quiet: bool = False) -> None:
        """Speak to stdout; English where it cannot show Chinese; not at all, but for errors, where `quiet`."""
        self.console = Console(highlight=False, markup=False, emoji=False, quiet=quiet)
        self.language = language if self._shows("轮") else "en"
        self.arrow = " → " if self._shows("→") else " > "
        self.joint = "" if self.language == "zh" else " "
        self.comma = "，" if self.language == "zh" else ", "
        self.times = " × " if self._shows("×") else " x "

    def _shows(self, sign: str) -> bool:
        try:
            sign.encode(self.console.encoding)
        except UnicodeEncodeError:
            return False
        return True

    def say(self, key: str, **values: object) -> str:
        """Return a message in the person's language."""
        return say(self.language, key, **values)

    def print(self, text: str = "", style: str | None = None) -> None:
        """Print a line, never broken, so that paths can be copied."""
        encoding = self.console.encoding
        self.console.print(text.encode(encoding, "replace").decode(encoding), style=style, soft_wrap=True)

    def field(self, key: str, text: str) -> None:
        """Print a name and what it names, in two columns; a path stays whole."""
        name = self.say(key)
        indent = " " * (INDENT - cell_len(name))
        for line in fold(text, self.console.width - INDENT):
            self.print(name + indent + line)
            name, indent = "", " " * INDENT

    def complain(self, text: str) -> None:
        """Print a line on stderr."""
        print(text.encode(sys.stderr.encoding, "replace").decode(sys.stderr.encoding), file=sys.stderr, flush=True)

    def fail(self, text: str, status: int) -> NoReturn:
        """Print a line on stderr and end with an exit status."""
        self.complain(text)
        raise SystemExit(status)

    def row(self, cells: list[str], style: str | None = None) -> None:
        """Print cells flush right in the columns of the epochs."""
        padded = (" " * max(1, w - cell_len(c)) + c for w, c in zip(WIDTHS, cells, strict=True))
        self.print("".join(padded), style)


def fold(text: str, width: int) -> list[str]:
    """Break a text at spaces into lines of at most `width` columns, a longer word being a line of its own."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if not lines[-1] or cell_len(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
