"""A learner's function in another process, as the properties see it: like `guard.Candidate`."""

from __future__ import annotations

import ast
import inspect
import string
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from byhand.course import Chapter, Exercise
from byhand.grading.contract import Contract
from byhand.grading.formula import Formula
from byhand.grading.guard import Candidate, Late, Pairs, generators_in, snapshot, type_name
from byhand.grading.messages import MESSAGES
from byhand.grading.nameless import behind
from byhand.grading.outcome import Call, Crash, Outcome, Wrong
from byhand.grading.planted import shrinking

from .code import transform_of
from .remote import LATE_SECONDS, Ended, Nursery, Unanswered, Worker
from .values import error_of, holds_foreign, jax_module
from .worker import LOAD_SECONDS

INSPECT_SECONDS = 5.0
MAX_HEARD = 1000
PROPERTY = 2
"""How many times as long the call of a property may take, whose calls of an implementation all come back here."""
REPORTED = {
    "mutated": Wrong, "donated": Wrong, "returned_none": Wrong, "type": Wrong, "alias": Wrong, "unfinished": Wrong,
    "needs_other": Wrong, "crash": Crash, "exits": Crash,
}  # fmt: skip
"""What a worker may say of a call. All of it is a failure: a worker cannot say that an answer is right."""


class OutOfTime(BaseException):
    """A chapter, or a submission, has had all the time there is for it."""


class Session:
    """A submission's functions for one chapter: a worker, and another one whenever it has gone."""

    def __init__(self, nursery: Nursery, chapter: Chapter, files: dict[str, bytes], seconds: float) -> None:
        """Serve a chapter from a submission's exercise files, for some seconds in all."""
        self.nursery, self.chapter, self.files = nursery, chapter, files
        self.deadline = time.monotonic() + seconds
        self.worker: Worker | None = None
        self.broken: Crash | None = None
        self.signatures: dict[str, inspect.Signature | None] = {}
        self.standing: dict[str, Any] = {}

    def close(self) -> None:
        """Stop the worker."""
        if self.worker is not None:
            self.worker.stop()
            self.worker = None

    def open(self) -> None:
        """Have a worker that has imported the file.

        Raises:
            Crash: it cannot be imported.
            Ended: importing it ended the process.
        """
        if self.broken is not None:
            raise self.broken
        if self.worker is not None and self.worker.alive:
            return
        self.worker = Worker(self.nursery, self.chapter.slug, self.files)
        self.standing = self.worker.standing
        specification = {name: _specification(exercise) for name, exercise in self.chapter.exercises.items()}
        try:
            self._load(specification)
        except Crash as crash:
            self.broken = crash
            raise

    def _load(self, specification: dict[str, tuple[str, bool, bool]]) -> None:
        """Have the file imported."""
        path = f"exercises/{self.chapter.slug}.py"
        try:
            message = {
                "do": "load",
                "exercises": specification,
                "jax": _jax_settings() if self.nursery.settings.jax else {},
            }
            reply = self._ask(message, LOAD_SECONDS + LATE_SECONDS)
        except Unanswered:
            raise Crash("never_imported", path=path, seconds=f"{LOAD_SECONDS:g}") from None
        if reply["is"] == "late":
            raise Crash("never_imported", line=_line(reply), path=path, seconds=f"{LOAD_SECONDS:g}")
        if reply["is"] != "loaded":
            values = reply.get("values")
            what = str(values.get("what") or reply.get("key")) if type(values) is dict else "?"
            raise Crash("broken", line=_line(reply), path=path, what=what)
        self.signatures = {name: _signature(parts) for name, parts in _dict(reply.get("signatures")).items()}

    def call(self, message: dict[str, Any], seconds: float) -> dict[str, Any]:
        """Have a function called; see `Worker.ask` for what is raised."""
        self.open()
        callables: dict[int, Callable[..., Any]] = {}
        return self._ask({"do": "call", **message}, seconds + LATE_SECONDS, callables)

    def acts(self, printed: int) -> list[list[Any]]:
        """Return what the answers did besides answering, since this was last asked; `printed` characters are theirs."""
        if self.worker is None or not self.worker.alive:
            return []
        reply = self._ask({"do": "inspect", "printed": printed}, INSPECT_SECONDS)
        acts = reply.get("acts")
        if type(acts) is not list or not all(type(act) is list and len(act) == 3 for act in acts):
            raise Ended("garbled", what="acts")
        return acts

    def _ask(
        self, message: dict[str, Any], seconds: float, callables: dict[int, Callable[..., Any]] | None = None
    ) -> dict[str, Any]:
        left = self.deadline - time.monotonic()
        if left <= 0 or self.worker is None:
            raise OutOfTime
        try:
            return self.worker.ask(message, min(seconds, left), callables)
        except Unanswered:
            if time.monotonic() >= self.deadline:
                raise OutOfTime from None
            raise


def _jax_settings() -> dict[str, Any]:
    """What properties have set for JAX, so that it is the same on both sides."""
    jax = jax_module()
    names = ("jax_default_matmul_precision", "jax_enable_x64")
    return {name: getattr(jax.config, name) for name in names} if jax else {}


def _specification(exercise: Exercise) -> tuple[str, bool, bool]:
    returns, contract = exercise.reference.returns, Contract.of(exercise.reference)
    return (ast.unparse(returns) if returns is not None else "", contract.may_be_view, contract.is_class)


def _dict(value: Any) -> dict[str, Any]:
    return value if type(value) is dict else {}


def _line(reply: dict[str, Any]) -> int:
    line = reply.get("line", 0)
    return line if type(line) is int and 0 <= line < 10**6 else 0


def _signature(parts: Any) -> inspect.Signature | None:
    """Build a signature from what a worker says of it; None where there is no function.

    Raises:
        Ended: it is no description of a signature.
    """
    if parts is None:
        return None
    empty = inspect.Parameter.empty
    try:
        return inspect.Signature(
            [
                inspect.Parameter(name, inspect._ParameterKind(kind), default=... if default else empty)
                for name, kind, default in parts
            ]
        )
    except (TypeError, ValueError) as error:
        raise Ended("garbled", what=error) from error


class RemoteCandidate(Candidate):
    """Calls a function through a session; everything that comes back is judged here by its value."""

    def __init__(self, exercise: Exercise, session: Session, transform: dict[str, Any] | None = None) -> None:
        """Stand for the answer to an exercise, `transform`ed if that is given."""
        self.exercise, self.session, self.transform = exercise, session, transform
        self.heard = list[tuple[tuple[Any, ...], dict[str, Any], dict[str, Any]]]()
        signature = session.signatures[exercise.name]

        def function(*args: Any, **kwargs: Any) -> Any:
            raise TypeError("the function is in another process")

        function.__signature__ = signature  # type: ignore[attr-defined]
        path = f"exercises/{exercise.chapter.slug}.py"
        super().__init__(exercise.name, function, path, Contract.of(exercise.reference))

    def through(self, transform: Callable[[Callable[..., Any]], Callable[..., Any]]) -> Candidate:
        """Return the candidate under a transformation that is done where the function is."""
        other = RemoteCandidate(self.exercise, self.session, transform_of(transform))
        other.contract, other.is_transformed = replace(self.contract, returns=None), True
        other.signature = inspect.Signature([inspect.Parameter("args", inspect.Parameter.VAR_POSITIONAL)])
        return other

    def _run(
        self, call: Call, args: tuple[Any, ...], kwargs: dict[str, Any], then: dict[str, Any] | None, seconds: float
    ) -> None:
        if then is not None:
            kwargs = kwargs | {"then": then}
        seconds *= PROPERTY if self.contract.returns_nothing else 1
        own = list(generators_in((args, kwargs)))
        if own:
            args, kwargs = snapshot((args, kwargs))
        what = {"name": self.name, "args": args, "kwargs": kwargs, "transform": self.transform, "seconds": seconds}
        what["shrink"] = shrinking()
        try:
            reply = self.session.call(what, seconds)
        except Unanswered:
            raise Late(call=call, seconds=seconds, line=0) from None
        except Outcome as outcome:
            outcome.call = call
            raise
        call.printed, call.warnings = _text(reply.get("printed")), _texts(reply.get("warnings"))
        again = self.transform is None and not shrinking() and not callables_in((args, kwargs))
        if again and len(self.heard) < MAX_HEARD:
            self.heard.append((args, kwargs, reply))
        if reply["is"] == "late":
            self.session.close()
            raise Late(call=call, seconds=seconds, line=_line(reply))
        if reply["is"] == "result" and reply.get("function") is True:
            call.result = _elsewhere  # what it gives is judged when it is called
            return
        call.result = reply.get("value") if reply["is"] == "result" else reply.get("result")
        call.iterating = reply.get("iterating") is True
        if reply["is"] == "result":
            _advance(own, reply.get("rngs"))
        if reply["is"] != "result":
            reported = self._outcome(call, reply)
            if not (reported.key == "alias" and self.contract.may_be_view):
                raise reported

    def _outcome(self, call: Call, reply: dict[str, Any]) -> Outcome:
        key, values = reply.get("key"), _dict(reply.get("values"))
        kind = REPORTED.get(key) if type(key) is str else None
        if kind is None or reply["is"] != "outcome" or type(key) is not str:
            raise Ended("garbled", what="an outcome that is none")
        wanted = {name for _, name, _, _ in string.Formatter().parse(MESSAGES[key]["en"]) if name}
        filled: dict[str, Any] = {name: _text(values.get(name, "?"))[:300] for name in wanted - {"line"}}
        if kind is Wrong:
            return Wrong(key, call=call, line=_line(reply), **filled)
        error = error_of(reply.get("error"), reply.get("text"), reply.get("notes"))
        return Crash(key, call=call, line=_line(reply), error=error, **filled)

    def _check(self, call: Call, pairs: Pairs) -> None:
        """Check the result once more; what happened to the arguments only the worker can know."""
        if call.result is None and not self.contract.returns_nothing and call.script is None:
            raise Wrong("returned_none", call=call)
        returns = self.contract.returns if call.then is None else None
        if holds_foreign(call.result) or (returns is not None and not returns.accepts(call.result)):
            expected = returns.name if returns is not None else _specification(self.exercise)[0] or "?"
            raise Wrong("type", call=call, expected=expected, got=type_name(call.result))


def _advance(generators: list[np.random.Generator], states: Any) -> None:
    """Bring the judge's random generators to where the answer has brought theirs.

    Raises:
        Ended: these are no states.
    """
    try:
        for generator, state in zip(generators, states if generators else [], strict=True):
            generator.bit_generator.state = state
    except (TypeError, ValueError, KeyError, OverflowError) as error:
        raise Ended("garbled", what="random generators") from error


def _elsewhere(*_: Any) -> None:
    """Stand for a function that an answer returned."""
    raise TypeError("the function is in another process")


def callables_in(value: Any) -> bool:
    """Whether functions that may give something else at a second call are among the arguments of a call."""
    if isinstance(value, Formula) or behind(value) is not None:
        return False
    if isinstance(value, tuple | list):
        return any(map(callables_in, value))
    return any(map(callables_in, value.values())) if isinstance(value, dict) else callable(value)


def _text(value: Any) -> str:
    return value[:4000] if type(value) is str else ""


def _texts(value: Any) -> list[str]:
    return [_text(item) for item in value[:5]] if type(value) is list else []
