"""The other side: a process that imports one file of answers and calls its functions when it is asked to."""

from __future__ import annotations

import ast
import collections
import contextlib
import importlib
import inspect
import itertools
import math
import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CellType, FunctionType, ModuleType
from typing import Any

import numpy as np

from byhand.grading.contract import Contract, ReturnType
from byhand.grading.guard import LIMITS, BoundedText, Candidate, Late, Returned, generators_in, guarded, last_call
from byhand.grading.outcome import Crash, Outcome

from .audit import Warden
from .channel import Channel, Closed
from .code import function_of
from .values import error_names, error_of, text_of

type Drawing = Callable[..., contextlib.AbstractContextManager[None]]

LOAD_SECONDS = 20.0
"""What importing an answer may take, matplotlib included."""

WATCHED = ("numpy", "numpy.linalg", "numpy.random", "builtins", "math", "jax", "jax.numpy", "jax.nn", "jax.lax",
           "jax.random", "hypothesis", "hypothesis.core", "hypothesis.strategies", "hypothesis.extra.numpy", "os",
           "sys", "time", "json")  # fmt: skip
"""Modules whose names must stay what they were."""


class Worker:
    """One file of answers, and the functions in it."""

    def __init__(self, channel: Channel, warden: Warden, path: Path, drawing: Drawing | None = None) -> None:
        """Serve the file `path` over `channel`; `drawing` sets Hypothesis up for a call that may use it."""
        self.channel, self.warden, self.path, self.drawing = channel, warden, path, drawing
        self.contracts: dict[str, Contract] = {}
        self.module: ModuleType | None = None
        self.candidates: dict[tuple[str, str], Candidate] = {}
        LIMITS.property_seconds = math.inf
        self.watched = {name: dict(vars(sys.modules[name])) for name in WATCHED if name in sys.modules}
        self.volatile = {("builtins", "_"), ("sys", "last_exc"), ("sys", "stdout"), ("sys", "stderr")}
        self.signals, self.state, self.changed = self._handlers(), dict[str, str](), set[str]()
        self._modules, self._dict = sys.modules, vars

    def serve(self) -> None:
        """Answer questions until nobody asks any more."""
        actions: dict[str, Callable[[int, dict[str, Any]], dict[str, Any]]] = {
            "load": self._load,
            "call": self._call,
            "inspect": self._inspect,
        }
        while True:
            try:
                number, message = self.channel.receive(call=Callback)
                self.channel.send(number, actions[message["do"]](number, message))
            except Closed:
                return

    def _load(self, _: int, message: dict[str, Any]) -> dict[str, Any]:
        for name, (returns, view, is_class) in message["exercises"].items():
            annotation = ast.parse(returns, mode="eval").body if returns else None
            self.contracts[name] = Contract(ReturnType.of(annotation), (), (), view, is_class=is_class)
        for name, value in message["jax"].items():
            sys.modules["jax"].config.update(name, value)
        try:
            with guarded(str(self.path), LOAD_SECONDS):
                self.module = importlib.import_module(f"exercises.{self.path.stem}")
                signatures = {name: self._signature(name) for name in self.contracts}
        except (Outcome, Late) as outcome:
            return self._outcome(outcome)
        self.state = state_of(self.module)
        return {"is": "loaded", "signatures": signatures}

    def _signature(self, name: str) -> list[list[Any]] | None:
        """Describe a function's parameters; None where the file does not define it."""
        function = getattr(self.module, name, None)
        if not callable(function):
            return None
        try:
            parameters = inspect.signature(function).parameters.values()
        except (ValueError, TypeError):
            return [["args", 2, False], ["kwargs", 4, False]]
        return [[one.name, int(one.kind), one.default is not inspect.Parameter.empty] for one in parameters]

    def _candidate(self, name: str, transform: Any) -> Candidate:
        key = (name, repr(transform))
        if key not in self.candidates:
            function = getattr(self.module, name)
            try:
                inspect.signature(function)
            except (ValueError, TypeError):
                inner = function
                function = lambda *args, **kwargs: inner(*args, **kwargs)  # noqa: E731
            candidate = Candidate(name, function, str(self.path), self.contracts[name])
            self.candidates[key] = candidate.through(function_of(transform)) if transform else candidate
        return self.candidates[key]

    def _call(self, number: int, message: dict[str, Any]) -> dict[str, Any]:
        self.warden.calling, LIMITS.call_seconds = True, message["seconds"]
        try:
            candidate = self._candidate(message["name"], message["transform"])
            args = tuple(self._argument(number, value) for value in message["args"])
            kwargs = {key: self._argument(number, value) for key, value in message["kwargs"].items()}
            with self.drawing(shrink=message["shrink"]) if self.drawing else contextlib.nullcontext():
                value = candidate(*args, **kwargs)
            if isinstance(value, Returned):
                return {"is": "result", "function": True, **self._said()}
            states = [rng.bit_generator.state for rng in generators_in((args, kwargs))]
            return {"is": "result", "value": value, "rngs": states, **self._said()}
        except (Outcome, Late) as outcome:
            return {**self._outcome(outcome), **self._said()}
        except Closed:
            raise
        except BaseException as error:  # code of the answer that ran where none should: in an object's own methods
            return {**self._outcome(Crash("crash", error=error, what=type(error).__name__)), **self._said()}
        finally:
            self.warden.calling = False
            self._note_state()

    def _note_state(self) -> None:
        """Note which of the file's variables are not what they were when it was imported."""
        if self.module is not None:
            now = state_of(self.module)
            self.changed |= {name for name, text in now.items() if text != self.state.get(name, text)}

    def _argument(self, number: int, value: Any) -> Any:
        if type(value) is not Callback:
            return value

        def call(*args: Any, **kwargs: Any) -> Any:
            self.channel.send(number, {"is": "callback", "which": value.number, "args": args, "kwargs": kwargs})
            answer = self.channel.receive()[1]
            if "raised" in answer:
                raise error_of(answer["raised"], answer["text"]) or Exception
            for place, after in answer["changed"].items():
                overwrite(args[place], after)
            return answer["value"] if answer["same"] is None else args[answer["same"]]

        return call

    @staticmethod
    def _said() -> dict[str, Any]:
        call = last_call()
        return {"printed": call.printed if call else "", "warnings": call.warnings[:5] if call else []}

    @staticmethod
    def _outcome(outcome: Outcome | Late) -> dict[str, Any]:
        result = outcome.call.result if outcome.call else None
        if isinstance(outcome, Late):
            return {"is": "late", "line": outcome.line}
        error = getattr(outcome, "error", None)
        return {
            "is": "outcome",
            "key": outcome.key,
            "values": {key: str(value)[:300] for key, value in outcome.values.items()},
            "line": int(getattr(outcome, "line", 0) or 0),
            "iterating": outcome.call is not None and outcome.call.iterating,
            "error": error_names(error) if error is not None else [],
            "text": text_of(error) if error is not None else "",
            "notes": [str(note)[:4000] for note in getattr(error, "__notes__", [])[:10]],
            "result": result,
        }

    def _inspect(self, _: int, message: dict[str, Any]) -> dict[str, Any]:
        """Say what the answers did besides answering."""
        acts = [list(act) for act in self.warden.seen]
        acts += [["patch", f"{name}.{key}", 0] for name, key in itertools.islice(self._patched(), 5)]
        acts += [["state", name, 0] for name in sorted(self.changed)[:3]]
        self.changed.clear()
        acts += [["signal", str(number), 0] for number, handler in self._handlers().items()
                 if handler is not self.signals[number]]  # fmt: skip
        size = os.fstat(1).st_size + BoundedText.total
        if size > message["printed"]:
            acts.append(["flood", str(size), 0])
        self.warden.seen.clear()
        return {"is": "acts", "acts": acts}

    def _patched(self) -> Iterator[tuple[str, str]]:
        for name, before in self.watched.items():
            now = self._dict(self._modules[name]) if name in self._modules else {}
            for key, value in before.items():
                if now.get(key) is not value and (name, key) not in self.volatile:
                    yield name, key

    @staticmethod
    def _handlers() -> dict[int, Any]:
        return {int(number): signal.getsignal(number) for number in signal.valid_signals()}


def state_of(module: ModuleType) -> dict[str, str]:
    """Describe what a module could keep between calls: its variables, and what its functions and classes carry."""
    return {name: outline(value, module.__name__) for name, value in list(vars(module).items()) if name[:2] != "__"}


def outline(value: Any, module: str, depth: int = 0) -> str:
    """Describe a value without running any code of its own."""
    kind = type(value)
    if kind in (bool, int, float, complex, str, bytes, type(None)):
        return repr(value)[:200]
    if depth > 4 or kind is ModuleType:
        return kind.__name__
    inner: list[Any] = []
    if kind is np.ndarray:
        return f"{value.shape} {value.flat[:512].tobytes()!r}"
    if kind in (list, tuple, set, frozenset, collections.deque, bytearray):
        inner = [len(value), *itertools.islice(value, 50)]
    elif kind in (dict, collections.Counter, collections.defaultdict, collections.OrderedDict):
        inner = [len(value), *itertools.islice(value.items(), 50)]
    elif kind is FunctionType and value.__module__ == module:
        cells = value.__closure__ or ()
        # Hypothesis notes on a property what it drew from.
        kept = {
            name: item for name, item in value.__dict__.items() if name != "_hypothesis_internal_use_generated_seed"
        }
        inner = [value.__defaults__, value.__kwdefaults__, kept, *map(_content, cells)]
    elif kind is type and value.__module__ == module:
        inner = [dict(vars(value))]
    elif kind.__module__ == module:
        with contextlib.suppress(AttributeError):
            inner = [object.__getattribute__(value, "__dict__")]
    return f"{kind.__name__}({', '.join(outline(item, module, depth + 1) for item in inner)})"


def _content(cell: CellType) -> Any:
    try:
        return cell.cell_contents
    except ValueError:  # empty
        return None


def overwrite(value: Any, after: Any) -> None:
    """Do to an argument what a function of the judge's did to its copy."""
    if isinstance(value, np.ndarray):
        value[...] = after
    elif isinstance(value, list):
        value[:] = after
    elif isinstance(value, dict):
        value.clear()
        value.update(after)


class Callback:
    """Stands for a function of the judge's."""

    def __init__(self, number: int) -> None:
        """Remember its number."""
        self.number = number
