"""Grading a property that a learner wrote: it must accept every right implementation and reject every planted bug.

The implementations stand in `tests/implementations/<slug>.py`, each a function, or several, with a sentence in both
languages. The learner's property gets them under neutral names: whoever asks for the name states no property.
"""

from __future__ import annotations

import contextlib
import inspect
import re
import weakref
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from hypothesis import HealthCheck, Phase, settings

from byhand.course import Text, bilingual

from .guard import Candidate, last_call
from .outcome import Crash, Wrong

EXAMPLES = 100
"""How many inputs a property draws for one implementation."""

type Function = Callable[..., Any]


@dataclass(frozen=True)
class Implementation:
    """A right or a wrong implementation: one function, or several that belong together."""

    name: str
    functions: tuple[Function, ...]
    sentence: Text

    @property
    def source(self) -> list[str]:
        """The lines of its code without docstrings, for the message that names it."""
        lines = [line for function in self.functions for line in _code_of(function)]
        return [line.rstrip() for line in lines if line.strip()]


_PLANTED: weakref.WeakKeyDictionary[Function, Implementation] = weakref.WeakKeyDictionary()
"""What stands behind the functions that were handed out."""


def implementation(*functions: Function) -> Implementation:
    """Take the functions of one implementation; the first one's docstring says what is right or wrong with it."""
    return Implementation(functions[0].__name__, functions, bilingual(functions[0].__doc__ or ""))


def _code_of(function: Function) -> list[str]:
    source = inspect.getsource(function)
    return re.sub(r'\n *""".*?"""', "", source, count=1, flags=re.DOTALL).splitlines()


def _nameless(function: Function) -> Function:
    def implementation(*args: Any) -> Any:
        return function(*args)

    return implementation


def _handed_out(planted: Implementation) -> list[Function]:
    functions = [_nameless(function) for function in planted.functions]
    for function in functions:
        _PLANTED[function] = planted
    return functions


def planted_in(arguments: dict[str, Any]) -> Implementation | None:
    """Return the implementation that a call got, where it got one."""
    return next(
        (_PLANTED[value] for value in arguments.values() if inspect.isfunction(value) and value in _PLANTED), None
    )


@contextlib.contextmanager
def drawing(*, shrink: bool) -> Iterator[None]:
    """Have a property that is defined in the block draw the same inputs every time, and write nothing to disk."""
    before = settings.get_current_profile_name()
    phases = (Phase.explicit, Phase.generate, *([Phase.shrink] if shrink else []))
    settings.register_profile(
        "planted",
        max_examples=EXAMPLES,
        phases=phases,
        derandomize=True,
        deadline=None,
        database=None,
        print_blob=False,
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    settings.load_profile("planted")
    try:
        yield
    finally:
        settings.load_profile(before)


def accepts(property_: Candidate, *right: Implementation) -> None:
    """Demand that a property lets every right implementation pass.

    Raises:
        Wrong: it rejects one; says which, with the input that the property failed on, if it says so.
        Crash: it fails in a way of its own, not by an assertion.
    """
    __tracebackhide__ = True
    for planted in right:
        try:
            with drawing(shrink=True):
                property_(*_handed_out(planted))
        except Crash as crash:
            if not isinstance(crash.error, AssertionError):
                raise
            example = _example(crash.error)
            key = "rejects_right_on" if example else "rejects_right"
            raise Wrong(key, call=crash.call, line=crash.line, what=planted.sentence, example=example) from None


def rejects(property_: Candidate, *wrong: Implementation) -> None:
    """Demand that a property fails for every wrong implementation: by an assertion, or because the bug raises.

    Raises:
        Wrong: one gets through; names it.
    """
    __tracebackhide__ = True
    for planted in wrong:
        try:
            with drawing(shrink=False):
                property_(*_handed_out(planted))
        except Crash as crash:
            if crash.key == "exits":
                raise
            continue
        raise Wrong("accepts_wrong", call=last_call(), what=planted.sentence)


def _example(error: BaseException) -> str:
    """Return the arguments on which Hypothesis saw a property fail, as it notes them: `numbers=[0, 0]`."""
    notes = "\n".join(getattr(error, "__notes__", []))
    found = re.search(r"\w+\(\n(.*?)\n\)", notes, re.DOTALL)
    return " ".join(re.sub(r"#.*", "", found[1]).split()).rstrip(",") if found else ""
