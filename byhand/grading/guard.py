"""Calling a learner's function: recorded, limited, and checked afterwards whatever the property asks."""

from __future__ import annotations

import contextlib
import copy
import inspect
import io
import itertools
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

from .contract import Contract, is_array, is_generator, is_jax, wide_enough
from .formula import Formula, scripted
from .outcome import Call, Crash, NotAttempted, TimedOut, Wrong
from .platform import time_limit


@dataclass
class Limits:
    """How much an answer may take and say."""

    call_seconds: float = 5.0
    compiling: float = 4.0
    """How many times as long a call of a JAX exercise may take."""
    property_seconds: float = 30.0
    printed_characters: int = 2_000
    enabled: bool = True
    """Off under a debugger: no time limit, and printing goes through."""


LIMITS = Limits()
MAX_ITEMS = 10_000
"""An iterator is asked for no more items than this."""


class _Recorder:
    """The last guarded call, for the message of whatever fails next."""

    call: Call | None = None


def last_call() -> Call | None:
    """Return the last guarded call of any candidate."""
    return _Recorder.call


class BoundedText(io.TextIOBase):
    """A text file that keeps its first characters only, so that a flood of output costs nothing."""

    total: ClassVar[int] = 0
    """How many characters this process has written to any of them."""

    def __init__(self, limit: int) -> None:
        """Keep at most `limit` characters."""
        self.limit, self.kept = limit, ""

    def writable(self) -> bool:
        """Return True."""
        return True

    def write(self, text: str) -> int:
        """Keep what fits."""
        BoundedText.total += len(text)
        self.kept += text[: self.limit - len(self.kept)]
        return len(text)


def snapshot(value: Any, copies: dict[int, np.ndarray] | None = None) -> Any:
    """Copy arrays, random generators, and the containers and formulas they are in; the rest is immutable or left alone.

    An array that is in several places is in all of them the same copy, which `copies` remembers.
    """
    copies = {} if copies is None else copies
    if isinstance(value, np.ndarray):
        return copies.setdefault(id(value), value.copy(order="K"))
    if type(value) in (list, tuple):
        return type(value)(snapshot(item, copies) for item in value)
    if type(value) is dict:
        return {key: snapshot(item, copies) for key, item in value.items()}
    if isinstance(value, Formula) and value.constants:
        return type(value)(value.source, **snapshot(value.constants, copies))
    return copy.deepcopy(value) if is_generator(value) else value


def unchanged(before: Any, after: Any) -> bool:
    """Whether a value is still what its snapshot was, bit for bit."""
    if isinstance(before, np.ndarray):
        return (
            isinstance(after, np.ndarray)
            and before.shape == after.shape
            and before.dtype == after.dtype
            and before.tobytes() == after.tobytes()
        )
    if type(before) in (list, tuple):
        return len(before) == len(after) and all(map(unchanged, before, after))
    if type(before) is dict:
        return list(before) == list(after) and all(unchanged(before[key], after[key]) for key in before)
    if isinstance(before, Formula) and isinstance(after, Formula):
        return before.source == after.source and unchanged(before.constants, after.constants)
    if is_generator(before):
        return is_generator(after)  # to draw from it is to change it
    return before is after if is_array(before) else before is after or bool(before == after)


def put_back(before: Any, after: Any) -> None:
    """Make a value again what its snapshot was: the properties go on using it, and others after them."""
    if isinstance(before, np.ndarray) and isinstance(after, np.ndarray):
        if after.shape != before.shape:
            with contextlib.suppress(ValueError):  # it has no memory of its own
                after.resize(before.shape, refcheck=False)
        if after.shape == before.shape and after.flags.writeable:
            np.copyto(after, before, casting="unsafe")
    elif isinstance(before, Formula) and isinstance(after, Formula):
        put_back(before.constants, after.constants)
    elif type(before) in (list, tuple) and len(before) == len(after):
        for index, (old, new) in enumerate(zip(before, after, strict=True)):
            put_back(old, new)
            if isinstance(after, list) and not unchanged(old, new):
                after[index] = old
    elif isinstance(before, list):
        after[:] = before
    elif isinstance(before, dict):
        for key, old in before.items():
            put_back(old, after.get(key))
        kept = {key: after[key] if key in after and unchanged(old, after[key]) else old for key, old in before.items()}
        after.clear()
        after.update(kept)


def is_gone(value: Any) -> bool:
    """Whether a value holds a JAX array whose memory was given away."""
    if isinstance(value, list | tuple):
        return any(map(is_gone, value))
    if isinstance(value, dict):
        return is_gone(list(value.values()))
    return is_jax(value) and getattr(value, "is_deleted", bool)()


def arrays_in(value: Any) -> Iterator[np.ndarray]:
    """Yield the NumPy arrays in a value and in the containers that it is made of."""
    if isinstance(value, np.ndarray):
        yield value
    elif isinstance(value, list | tuple):
        for item in value:
            yield from arrays_in(item)
    elif isinstance(value, dict):
        yield from arrays_in(list(value.values()))


def generators_in(value: Any) -> Iterator[np.random.Generator]:
    """Yield the random generators in a value and in the containers that it is made of."""
    if is_generator(value):
        yield value
    elif isinstance(value, list | tuple | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from generators_in(item)


def line_in(error: BaseException, path: str) -> int:
    """Return the innermost line of the file `path` in an error's traceback, 0 where there is none."""
    walk = traceback.walk_tb(error.__traceback__)
    lines = [line for frame, line in walk if frame.f_code.co_filename == path]
    return (lines[-1] or 0) if lines else 0


type Pairs = list[tuple[str, Any, Any]]
"""Arguments by name: as they were before a call, and as they are after it."""


@contextlib.contextmanager
def guarded(path: str, seconds: float, call: Call | None = None) -> Iterator[None]:
    """Run learner code: bounded in time and output, every exception turned into a `Crash` or a `TimedOut` outcome."""
    printed = BoundedText(LIMITS.printed_characters)
    watch = None
    with contextlib.ExitStack() as stack:
        if LIMITS.enabled:
            stack.enter_context(contextlib.redirect_stdout(printed))
            stack.enter_context(contextlib.redirect_stderr(printed))
        caught = stack.enter_context(warnings.catch_warnings(record=True))
        warnings.simplefilter("default")
        try:
            with time_limit(seconds, path) if LIMITS.enabled else contextlib.nullcontext() as watch:
                yield
        except KeyboardInterrupt:
            raise
        except TimedOut as error:
            line = watch.line if watch else 0
            raise Late(call=call, seconds=seconds, line=line) from error
        except BaseException as error:
            raise _crash(error, path, call) from error
        finally:
            if call is not None:
                call.printed = printed.kept
                call.warnings = [str(warning.message) for warning in caught]


class Late(TimedOut):
    """A timed-out call with what its message needs; still no `Exception`, see `TimedOut`."""

    def __init__(self, *, call: Call | None, seconds: float, line: int) -> None:
        """Store what the message needs."""
        super().__init__(f"no answer after {seconds:g} s")
        self.call, self.seconds, self.line = call, seconds, line


def _crash(error: BaseException, path: str, call: Call | None) -> Crash | Wrong:
    line = line_in(error, path)
    if isinstance(error, NotImplementedError):
        other = str(error)
        if call and other.isidentifier() and other != call.name:
            return Wrong("needs_other", call=call, other=other, path=_file_of(error), name=call.name)
        return Wrong("unfinished", call=call, line=line)
    if isinstance(error, SystemExit):
        return Crash("exits", error=error, line=line, call=call)
    what = type(error).__name__ + (f": {error}" if str(error) else "")
    if isinstance(error, RecursionError):
        what = "RecursionError"
    return Crash("crash", error=error, line=line, call=call, what=what.splitlines()[0][:200])


def _file_of(error: BaseException) -> str:
    """Return the file that raised an error, as messages show it: `exercises/elementwise.py`."""
    *_, (frame, _) = traceback.walk_tb(error.__traceback__)
    return "/".join(Path(frame.f_code.co_filename).parts[-2:])


class Candidate:
    """A learner's function as the properties see it: they call it like the function itself."""

    def __init__(self, name: str, function: Callable[..., Any] | None, path: str, contract: Contract) -> None:
        """Wrap `function` from the file `path`; None stands for a stub that was not attempted."""
        if function is not None and contract.is_class:
            function = scripted(name, function)
        self.name, self.function, self.path, self.contract = name, function, path, contract
        self.signature = inspect.signature(function) if function is not None else None
        self.calls, self.spent = 0, 0.0
        self.is_transformed = False

    def __call__(self, *args: Any, then: dict[str, Any] | None = None, **kwargs: Any) -> Any:
        """Call the function under guard, check what every result must satisfy, and return the result.

        Where that is a function, what is returned calls it under guard, too: both calls again, with `then` for the
        second, so that it is the same wherever the answer runs.
        """
        __tracebackhide__ = True
        if self.function is None or self.signature is None:
            raise NotAttempted("not_attempted")
        try:
            arguments = self.signature.bind(*args, **kwargs).arguments
        except TypeError as error:  # the parameters were changed
            raise Crash("crash", error=error, what=f"TypeError: {error}") from None
        call = _Recorder.call = Call(self.name, snapshot(dict(arguments)))
        kinds = {name: parameter.kind for name, parameter in self.signature.parameters.items()}
        call.starred = next((name for name, kind in kinds.items() if kind is inspect.Parameter.VAR_POSITIONAL), "")
        call.then, call.is_transformed = snapshot(then), self.is_transformed
        self.calls += 1
        start = time.perf_counter()
        seconds = LIMITS.call_seconds * (LIMITS.compiling if self.contract.compiles else 1)
        pairs = _pairs(call, arguments, then or {})
        try:
            self._run(call, args, kwargs, then, seconds)
        finally:
            call.changed = _changed(call, pairs)
        self.spent += time.perf_counter() - start
        if LIMITS.enabled and self.spent > LIMITS.property_seconds:
            raise Late(call=call, seconds=LIMITS.property_seconds, line=0)
        self._check(call, pairs)
        returned = then is None and self.contract.returns_function
        return Returned(self, args, kwargs) if returned else call.result

    def _run(
        self, call: Call, args: tuple[Any, ...], kwargs: dict[str, Any], then: dict[str, Any] | None, seconds: float
    ) -> None:
        """Call the function itself."""
        assert self.function is not None
        with guarded(self.path, seconds, call), wide_enough((args, kwargs)):
            call.result = self.function(*args, **kwargs)
            if then is not None:
                call.result = call.result(*then.values())
            if self.contract.returns_iterator and hasattr(call.result, "__next__"):
                call.iterating = True
                call.result = list(itertools.islice(call.result, MAX_ITEMS))

    def through(self, transform: Callable[[Callable[..., Any]], Callable[..., Any]]) -> Candidate:
        """Return the candidate under a transformation such as `jax.grad`: guarded likewise, its result of any type."""
        function = transform(self.function) if self.function is not None else None
        other = Candidate(self.name, function, self.path, replace(self.contract, returns=None, is_class=False))
        other.is_transformed = True
        return other

    def allowing_views(self) -> Candidate:
        """Return the candidate, held to everything but that its result has a memory of its own."""
        other = copy.copy(self)
        other.contract = replace(self.contract, may_be_view=True)
        return other

    def _check(self, call: Call, pairs: Pairs) -> None:
        for name, before, _ in pairs:
            if is_gone(before):
                raise Wrong("donated", call=call, argument=name)
        if call.changed:
            raise Wrong("mutated", call=call, argument=call.changed)
        if call.result is None and not self.contract.returns_nothing and call.script is None:
            raise Wrong("returned_none", call=call)
        returns = self.contract.returns if call.then is None else None
        if returns is not None and not returns.accepts(call.result):
            raise Wrong("type", call=call, expected=returns.name, got=type_name(call.result))
        if self.contract.may_be_view:
            return
        for name, _, value in pairs:
            same = call.result is value and isinstance(value, np.ndarray | list | dict)
            if same or _share_memory(call.result, value):
                raise Wrong("alias", call=call, argument=name)


def _pairs(call: Call, arguments: dict[str, Any], then: dict[str, Any]) -> Pairs:
    if call.script is not None:
        return [(name, before, arguments["script"].constants[name]) for name, before in call.values.items()]
    pairs = [(name, before, arguments[name]) for name, before in call.arguments.items()]
    return pairs + [(name, before, then[name]) for name, before in (call.then or {}).items()]


def _changed(call: Call, pairs: Pairs) -> str:
    """Return the name of the first argument that the call changed, if any; all that it changed are put back."""
    changed = [(name, before, after) for name, before, after in pairs if not unchanged(before, after)]
    if changed:
        call.result = snapshot(call.result)  # it may be one of them
    for _, before, after in changed:
        put_back(before, after)
    return changed[0][0] if changed else ""


class Returned:
    """A function that an answer returned, as the properties see it."""

    def __init__(self, candidate: Candidate, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        """Remember how it was made."""
        self.candidate, self.args, self.kwargs = candidate, args, kwargs

    def __call__(self, *args: Any) -> Any:
        """Call it under guard."""
        __tracebackhide__ = True
        names = self.candidate.contract.then
        if len(names) != len(args):
            names = tuple(map(str, range(1, len(args) + 1)))
        return self.candidate(*self.args, then=dict(zip(names, args, strict=True)), **self.kwargs)


def _share_memory(result: Any, argument: Any) -> bool:
    return any(np.may_share_memory(a, b) for a in arrays_in(result) for b in arrays_in(argument))


def type_name(value: Any) -> str:
    """Name a value's type as a learner knows it; containers name what they hold."""
    kind = type(value)
    if kind in (tuple, list):
        inner = list(dict.fromkeys(type_name(item) for item in value))
        return f"{kind.__name__}[{', '.join(inner[:3])}{', …' if len(inner) > 3 else ''}]"
    if kind.__module__ == "numpy":
        return f"np.{kind.__name__}"
    return "jax.Array" if is_array(value) and not isinstance(value, np.ndarray) else kind.__name__
