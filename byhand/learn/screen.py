"""Lines for a learner, in their language, with whatever signs their terminal has."""

from __future__ import annotations

import codecs
import contextlib
import io
import sys
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, NoReturn

from byhand.course import Text
from byhand.grading.outcome import Verdict
from byhand.grading.terminal import GLYPHS, pad, width_of

from .messages import MESSAGES
from .wrapping import wrap

if TYPE_CHECKING:
    from rich.console import Console

UNGRADED = "ungraded"
SIGNS: dict[str, str] = {**{str(verdict): sign for verdict, sign in GLYPHS.items()}, UNGRADED: "?"}
STYLES: dict[str, str] = {Verdict.DONE: "green", Verdict.WRONG: "red", Verdict.ERROR: "red", Verdict.TIMEOUT: "red"}

PLAIN = str.maketrans(
    {"✓": "+", "✗": "x", "∞": "t", "·": "-", "█": "#", "░": ".", "─": "-", "└": "+", "┘": "+", "…": "...", "→": "->"}
    | {"×": "x", "“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "−": "-", "²": "^2", "≥": ">="}
)


def _plainly(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end].translate(PLAIN)
    return "".join(sign if sign.isascii() else "?" for sign in missing), error.end


def fall_back_to_plain_signs() -> None:
    """Have stdout and stderr write `x` for `✗` and the like where their encoding lacks the sign."""
    codecs.register_error("byhand.plain", _plainly)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and not shows(stream.encoding, "✓✗█─…"):
            with contextlib.suppress(io.UnsupportedOperation):
                stream.reconfigure(errors="byhand.plain")


def shows(encoding: str | None, signs: str) -> bool:
    """Whether an encoding has some signs."""
    try:
        signs.encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


class Problem(Exception):  # noqa: N818 (something for the learner to mend)
    """What a command cannot do, as a sentence of `messages`."""

    def __init__(self, key: str, **values: object) -> None:
        """Take the sentence's key and placeholders."""
        super().__init__(key)
        self.key, self.values = key, values


class Screen:
    """Writes to stdout; in English where it cannot show Chinese."""

    def __init__(self, language: str, messages: Mapping[str, Text] = MESSAGES) -> None:
        """Speak `en` or `zh` with the sentences `messages`."""
        self.language = language if shows(sys.stdout.encoding, "轮") else "en"
        self.messages = messages

    @cached_property
    def console(self) -> Console:
        """The terminal; rich is imported when something is printed."""
        from rich.console import Console

        return Console(highlight=False, markup=False, emoji=False, legacy_windows=False)

    @property
    def width(self) -> int:
        """Columns to fill: never more than 80."""
        return min(self.console.width, 80)

    def say(self, key: str, **values: object) -> str:
        """Return a sentence in the learner's language."""
        return self.messages[key][self.language].format(**values)

    def pick(self, text: Text) -> str:
        """Return a bilingual text in the learner's language."""
        return text[self.language]

    def print(self, text: Any = "", style: str | None = None) -> None:
        """Print lines as they are, never broken, so that paths and addresses can be copied."""
        self.console.print(text, style=style, soft_wrap=True)

    def paragraph(self, text: str, indent: int = 0) -> None:
        """Print a text broken into lines, `code` in it in colour."""
        from rich.text import Text as RichText

        for line in wrap(text, self.width - indent):
            rich = RichText(" " * indent + line)
            rich.highlight_regex(r"`[^`]+`", "cyan")
            self.print(rich)

    def rows(self, rows: Mapping[str, str], indent: int = 2) -> None:
        """Print labels and what belongs to them in two columns."""
        width = max(map(width_of, rows))
        for label, value in rows.items():
            self.print(f"{' ' * indent}{pad(label, width)}  {value}")

    def heading(self, left: str, right: str = "") -> None:
        """Print a bold line, with a second text at the right margin."""
        from rich.text import Text as RichText

        space = max(2, self.width - width_of(left) - width_of(right)) if right else 0
        self.print(RichText.assemble((left, "bold"), " " * space, (right, "dim")))

    def verdict(self, status: str) -> str:
        """Return a status with its sign: `✗ wrong`."""
        return f"{SIGNS[status]} {self.say(status)}"

    def ask(self, question: str) -> bool:
        """Ask something that only `y` or `是` affirms; no answer at all is a no."""
        try:
            answer = input(f"{question} {self.say('yes_or_no')} ")
        except EOFError:
            self.print()
            return False
        return answer.strip().lower() in ("y", "yes", "是")

    def fail(self, problem: Problem, status: int) -> NoReturn:
        """Print a sentence on stderr and end with an exit status."""
        print(self.say(problem.key, **problem.values), file=sys.stderr)
        raise SystemExit(status)
