"""Grading a property that a learner wrote: it must accept every right implementation and reject every planted bug.

The implementations stand in `tests/implementations/<slug>.py`, each a function, or several, with a sentence in both
languages. The learner's property gets them under neutral names: whoever asks for the name states no property.
"""

from __future__ import annotations

import contextlib
import importlib
import inspect
import re
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import numpy as np
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from hypothesis.internal.cache import LRUCache

from byhand.course import Text, bilingual

from .guard import Candidate, last_call
from .nameless import behind, nameless
from .outcome import Crash, Wrong

EXAMPLES = 100
"""How many inputs a property draws for one implementation."""

ENOUGH = 20
"""How many different inputs a property has to try at least."""

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


_IMPLEMENTATIONS: list[Implementation] = []


def implementation(*functions: Function) -> Implementation:
    """Take the functions of one implementation; the first one's docstring says what is right or wrong with it."""
    planted = Implementation(functions[0].__name__, functions, bilingual(functions[0].__doc__ or ""))
    _IMPLEMENTATIONS.append(planted)
    return planted


def _code_of(function: Function) -> list[str]:
    source = inspect.getsource(function)
    return re.sub(r'\n *""".*?"""', "", source, count=1, flags=re.DOTALL).splitlines()


def planted_in(arguments: dict[str, Any]) -> Implementation | None:
    """Return the implementation that a call got, where it got one; of a pair, the one that both belong to."""
    functions = [function for function in map(behind, arguments.values()) if function is not None]
    owners = [planted for planted in _IMPLEMENTATIONS if list(planted.functions) == functions]
    return owners[0] if owners else None


def load_profile(*, shrink: bool) -> None:
    """Have properties that are defined from now on draw the same inputs every time, and write nothing to disk."""
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


def rehearse() -> None:
    """State a property that fails, so that all that Hypothesis imports when it is needed is there."""

    @given(st.lists(st.integers()), st.floats(), hnp.arrays(np.float64, hnp.array_shapes()), st.data())
    def holds(numbers: list[int], number: float, array: np.ndarray, data: st.DataObject) -> None:
        data.draw(st.tuples(st.booleans(), st.text()))
        assert not numbers

    with contextlib.suppress(AssertionError):
        holds()


_CONSTANTS: LRUCache[Any, Any] = LRUCache(1024)
_shrinking = ContextVar("shrinking", default=False)


def shrinking() -> bool:
    """Whether a property is to look for the simplest input on which it fails."""
    return _shrinking.get()


@contextlib.contextmanager
def drawing(*, shrink: bool) -> Iterator[None]:
    """Draw so in the block, and as before after it."""
    before, token = settings.get_current_profile_name(), _shrinking.set(shrink)
    load_profile(shrink=shrink)
    try:
        with _without_numbers_of_others():
            yield
    finally:
        settings.load_profile(before)
        _shrinking.reset(token)


@contextlib.contextmanager
def _without_numbers_of_others() -> Iterator[None]:
    """Keep Hypothesis from drawing numbers that stand in the files imported so far: these are not always the same."""
    providers: Any = importlib.import_module("hypothesis.internal.conjecture.providers")
    none = providers.Constants()
    kept = {name: getattr(providers, name) for name in ("_get_local_constants", "CONSTANTS_CACHE")}
    providers._get_local_constants, providers.CONSTANTS_CACHE = lambda: none, _CONSTANTS
    try:
        yield
    finally:
        vars(providers).update(kept)


def _try(property_: Candidate, planted: Implementation, *, shrink: bool = False) -> Crash | None:
    """Try a property on an implementation; return how it failed, None where it holds."""
    try:
        with drawing(shrink=shrink):
            property_(*map(nameless, planted.functions))
    except Crash as crash:
        if crash.key == "exits":
            raise
        return crash
    return None


def accepts(property_: Candidate, *right: Implementation) -> None:
    """Demand that a property lets every right implementation pass.

    Raises:
        Wrong: it rejects one; says which, with the input that the property failed on, if it says so.
        Crash: it fails in a way of its own, not by an assertion.
    """
    __tracebackhide__ = True
    for planted in right:
        crash = _try(property_, planted)
        if crash is None:
            continue
        # Nothing but this second look for the simplest input tells a property that what it fails on is right.
        crash = _try(property_, planted, shrink=True) or crash
        if not isinstance(crash.error, AssertionError):
            raise crash
        example = _example(crash.error)
        key = "rejects_right_on" if example else "rejects_right"
        raise Wrong(key, call=crash.call, line=crash.line, what=planted.sentence, example=example) from None


def tries_many(property_: Candidate, right: Implementation) -> None:
    """Demand that a property calls a right implementation, and not with a handful of inputs alone.

    Raises:
        Wrong: it does not; says with how many inputs.
    """
    __tracebackhide__ = True
    seen = set[str]()
    with contextlib.suppress(Crash), drawing(shrink=False):
        property_(*(nameless(function, seen) for function in right.functions))
    if len(seen) < ENOUGH:
        raise Wrong("few_inputs" if seen else "never_called", call=last_call(), count=len(seen), wanted=ENOUGH)


def rejects(property_: Candidate, *wrong: Implementation) -> None:
    """Demand that a property fails for every wrong implementation: by an assertion, or because the bug raises.

    Raises:
        Wrong: one gets through; names it.
    """
    __tracebackhide__ = True
    for planted in wrong:
        if _try(property_, planted) is None:
            raise Wrong("accepts_wrong", call=last_call(), what=planted.sentence)


def _example(error: BaseException) -> str:
    """Return the arguments on which Hypothesis saw a property fail, as it notes them: `numbers=[0, 0]`."""
    notes = "\n".join(getattr(error, "__notes__", []))
    found = re.search(r"\w+\(\n(.*?)\n\)", notes, re.DOTALL)
    return " ".join(re.sub(r"#.*", "", found[1]).split()).rstrip(",") if found else ""
