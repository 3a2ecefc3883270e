"""Verdicts about an answer, and the exceptions that carry them out of a property."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .formula import Script


class Verdict(StrEnum):
    """What the grader says of one exercise."""

    DONE = "done"
    WRONG = "wrong"
    ERROR = "error"
    TIMEOUT = "timeout"
    NOT_ATTEMPTED = "not attempted"
    NO_VERDICT = "no verdict"


@dataclass
class Call:
    """One guarded call: what went in (copied before the call), what came out."""

    name: str
    arguments: dict[str, Any]
    result: Any = None
    printed: str = ""
    warnings: list[str] = field(default_factory=list)
    starred: str = ""
    """The parameter that gathers all positional arguments, such as `*shapes`."""
    then: dict[str, Any] | None = None
    """What the function that it returned was called with in its turn."""
    changed: str = ""
    """The argument that the call changed."""
    is_transformed: bool = False
    """Whether it was not the answer that was called but what `Candidate.through` made of it."""
    iterating: bool = False
    """Whether it had returned an iterator already, which was then asked for its items."""

    @property
    def script(self) -> Script | None:
        """The lines that used the answer, where that is a class."""
        script = self.arguments.get("script")
        # By name: this module does without NumPy, and a worker imports nothing any more.
        return script if type(script).__name__ == "Script" else None

    @property
    def values(self) -> dict[str, Any]:
        """What went in, by name: the arguments, or what a script uses."""
        return self.script.constants if self.script is not None else self.arguments


class Outcome(Exception):  # noqa: N818 (a verdict, not an error)
    """An answer is not right. `key` and `values` select and fill a sentence of `messages`."""

    verdict = Verdict.WRONG

    def __init__(self, key: str, *, call: Call | None = None, **values: Any) -> None:
        """Store what the message needs; `values` are the placeholders of the sentence `key`."""
        super().__init__(key)
        self.key, self.call, self.values = key, call, values


class Wrong(Outcome):
    """The answer returned, or changed, the wrong thing. `comparison` shows it where there is one."""

    def __init__(
        self, key: str, *, call: Call | None = None, comparison: Comparison | None = None, **values: Any
    ) -> None:
        """Store what the message needs."""
        super().__init__(key, call=call, **values)
        self.comparison = comparison


class Crash(Outcome):
    """The answer raised `error` (or ended the program); `line` is where, in the learner's file."""

    verdict = Verdict.ERROR

    def __init__(
        self,
        key: str,
        *,
        error: BaseException | None = None,
        line: int = 0,
        call: Call | None = None,
        **values: Any,
    ) -> None:
        """Store what the message needs."""
        super().__init__(key, call=call, line=line, **values)
        self.error, self.line = error, line


class NotAttempted(Outcome):
    """The exercise is still its stub."""

    verdict = Verdict.NOT_ATTEMPTED


class TimedOut(BaseException):
    """A call took too long.

    Not an `Exception`: neither a learner's `except Exception` nor Hypothesis, which would repeat the endless
    call to shrink its input, may catch it.
    """


@dataclass
class Comparison:
    """What was expected and what came; where they first differ, and how often."""

    expected: Any
    got: Any
    index: tuple[int, ...] | None = None
    count: int = 0
    size: int = 0
    item: int | str | None = None
