"""Naming the mistake: which known wrong answer behaves like this one.

The learner's function and the mistakes of the bank are called with the failing input and with the inputs that the
properties draw: those that have a result where the failing one has, those that are errors where it is one. A mistake is
named only where it, and no other, agrees with the learner's function on all of them, or, where none does and the
failing input consists of floats, on all that have the dtypes of that.
"""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from inspect import signature
from typing import Any

import numpy as np

from byhand.course import Exercise

from .bank import Mistake, mistakes
from .compare import differences, integers_in
from .contract import Contract, is_array, is_jax, is_numpy, numbers_in, placement, wide_enough
from .guard import Candidate, Late, Returned, arrays_in, last_call, snapshot, type_name
from .judge import Judgement, Property, judge, properties
from .nameless import behind, nameless
from .outcome import Call, Crash, Outcome, Verdict

SECONDS = 16.0
"""A diagnosis that takes this much of the processor is given up."""

COMPILING = 2.5
"""How many times as much it may take where JAX compiles every mistake."""

PATIENCE = 3
"""How many times as long it may take by the clock, on a machine that does other things as well."""

MAX_INPUTS = 120
ULP = 64
"""Two ways to make the same mistake may round differently."""

NAMED = (Verdict.WRONG, Verdict.ERROR)
"""The verdicts on what may be a known mistake."""

SAY_ALL = ("unfinished", "needs_other", "exits")
"""The outcomes whose message leaves nothing to name."""

type Arguments = tuple[tuple[Any, ...], dict[str, Any]]


@dataclass(frozen=True)
class Behaviour:
    """What one call did: the result, or the kind of outcome that the guard saw."""

    kind: str
    result: Any = None
    numbers: tuple[int, ...] = ()
    """The numbers in an error's message, sorted: two layouts of one message name the same."""
    warned: bool = False
    """Whether there was a warning. That tells two mistakes apart, and nothing else: few contracts speak of warnings."""

    def agrees(self, other: Behaviour) -> bool:
        """Whether two calls did the same."""
        same_words = self.numbers == other.numbers
        return self.kind == other.kind and same_words and _alike(self.result, other.result)


def _alike(one: Any, other: Any) -> bool:
    if is_numpy(one) and is_numpy(other):
        one, other = np.asarray(one), np.asarray(other)  # a scalar is as good as an array of shape ()
    if isinstance(one, tuple | list):
        return type(one) is type(other) and len(one) == len(other) and all(map(_alike, one, other))
    if type_name(one) != type_name(other):
        return False
    if isinstance(one, Returned):
        return True  # they differ in what they return, if anywhere
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(_alike(one[key], other[key]) for key in one)
    if is_array(one):
        if one.shape != other.shape or one.dtype != other.dtype or placement(one) != placement(other):
            return False
        mine, others = numbers_in(one), numbers_in(other)
        rtol = ULP * float(np.finfo(mine.dtype).eps) if mine.dtype.kind == "f" else 0.0
        return not differences(mine, others, rtol, 0.0).any()
    return bool(one == other)


class _Recording(Candidate):
    """Notes the arguments of every call."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.seen: list[Arguments] = []

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        self.seen.append(snapshot((args, kwargs)))
        return super().__call__(*args, **kwargs)


def _reference(exercise: Exercise) -> _Recording:
    function = getattr(importlib.import_module(f"solutions.{exercise.chapter.slug}"), exercise.name)
    return _Recording(exercise.name, function, "", Contract.of(exercise.reference))


def has_result(exercise: Exercise, arguments: Arguments) -> bool:
    """Whether an input has a result, or is an error."""
    return behaviour(_reference(exercise), arguments).kind == "result"


@cache
def inputs(exercise: Exercise) -> dict[bool, list[Arguments]]:
    """Return what the properties call an exercise with, by whether it has a result or is an error; spread evenly."""
    candidate = _reference(exercise)
    judge(exercise, candidate, properties(exercise.chapter, "quick")[exercise.name])
    found: dict[bool, list[Arguments]] = {True: [], False: []}
    for arguments in candidate.seen:
        found[has_result(exercise, arguments)].append(arguments)
    return {kind: mine[:: -(-len(mine) // MAX_INPUTS) or 1] for kind, mine in found.items()}


def behaviour(candidate: Candidate, arguments: Arguments, *, messages: bool = False) -> Behaviour:
    """Call an answer and note what it did; with `messages`, also what an error says."""
    args, kwargs = _apart(snapshot(arguments))  # in one go, since an array may be in several places
    if any(behind(one) is not None for one in args):
        return _reaction(candidate, args)
    try:
        result, call = candidate(*args, **kwargs), last_call()
        return Behaviour("result", result, warned=call is not None and bool(call.warnings))
    except Crash as crash:
        numbers = tuple(sorted(integers_in(str(crash.error)))) if messages else ()
        late = " late" if crash.call is not None and crash.call.iterating else ""
        return Behaviour(f"crash {type(crash.error).__name__}{late}", numbers=numbers)
    except Outcome as outcome:
        # What the guard rejects differs in its result, too: a list of what, a view of what?
        return Behaviour(outcome.key, outcome.call.result if outcome.call else None)
    except Late:
        return Behaviour("late")


def _apart(value: Any) -> Any:
    """Copy JAX's arrays, which a mistake may give away to a compiled function and so destroy."""
    if is_jax(value):
        with wide_enough(value):
            return value.copy()
    if type(value) in (list, tuple):
        return type(value)(_apart(item) for item in value)
    return {key: _apart(item) for key, item in value.items()} if type(value) is dict else value


def _reaction(property_: Candidate, functions: tuple[Any, ...]) -> Behaviour:
    """Note whether a property rejects an implementation, by whatever error; and if not, on how many inputs it tried."""
    from .planted import ENOUGH, drawing

    seen = set[str]()
    try:
        with drawing(shrink=False):
            result = property_(*(nameless(inner, seen) for one in functions if (inner := behind(one)) is not None))
    except Crash:
        return Behaviour("rejects")
    except Outcome as outcome:
        return Behaviour(outcome.key, outcome.call.result if outcome.call else None)
    except Late:
        return Behaviour("late")
    return Behaviour("result", result, (min(len(seen), ENOUGH) // ENOUGH, bool(seen)))


def diagnose(judgement: Judgement, candidate: Candidate, *, patient: bool = True) -> Mistake | None:
    """Return the one mistake that behaves like a wrong answer; None where none does, or several, or in doubt.

    Where many answers wait, `patient` is better False: no more time then for a mistake that has to be compiled.
    """
    exercise, outcome = judgement.exercise, judgement.outcome
    if judgement.verdict not in NAMED or outcome is None or outcome.call is None:
        return None
    key = outcome.key if isinstance(outcome, Outcome) else ""
    if key in SAY_ALL:
        return None
    seconds = SECONDS * (COMPILING if patient and candidate.contract.compiles else 1)
    spent, deadline = time.process_time() + seconds, time.monotonic() + PATIENCE * seconds
    known = {
        mine.name: mine
        for mine in mistakes(exercise.chapter.slug)
        if mine.exercise == exercise.name and mine.verdict is not Verdict.TIMEOUT  # it would have been judged so
    }
    contract = candidate.contract
    answers = {name: Candidate(exercise.name, mine.function, "", contract) for name, mine in known.items()}
    messages = key in ("message", "borrowed_message")
    failing: Arguments = _as_called(candidate.function, outcome.call)
    floats = {dtype.kind for dtype in _dtypes(failing)} == {"f"}
    throughout, here = _Unlike(), _Unlike()
    unseen = key == "donated"  # the failing input is gone, and nothing is wrong with what was made of it
    right = None if unseen else behaviour(_reference(exercise), failing, messages=messages)
    drawn = inputs(exercise)[right is None or right.kind == "result"]
    for arguments in drawn if right is None else [failing, *drawn]:
        scopes = [throughout, here] if not floats or _dtypes(arguments) == _dtypes(failing) else [throughout]
        left = answers.keys() - scopes[-1].results
        if not answers.keys() - here.results or time.process_time() > spent or time.monotonic() > deadline:
            return None
        wanted = behaviour(candidate, arguments, messages=messages)
        if wanted.kind == "late":
            return None
        unseen = unseen or (arguments is failing and right is not None and right.agrees(wanted))
        for name in left:
            other = behaviour(answers[name], arguments, messages=messages)
            for scope in scopes:
                scope.compare(name, wanted, other)
        if arguments is failing and unseen and key == "law" and outcome.call.is_transformed and judgement.broken:
            # A law of the program that JAX makes of the answer; to compare more results would only take time.
            same = {name for name in answers.keys() - throughout.results if _breaks(answers[name], judgement)}
            return known[same.pop()] if len(same) == 1 else None
    # Where none behaves alike throughout, there may be a second mistake, say with integers; the first is named first.
    alike = throughout.alike(answers, key) or here.alike(answers, key)
    if unseen and judgement.broken:
        # What is wrong shows in no result, as with a warning or with shared memory: the law that was broken sees it.
        alike = {name for name in alike if _breaks(answers[name], judgement)}
    return known[alike.pop()] if len(alike) == 1 else None


class _Unlike:
    """The mistakes that gave something else than the answer, and those that gave the same with another warning."""

    def __init__(self) -> None:
        self.results, self.warnings = set[str](), set[str]()

    def compare(self, name: str, wanted: Behaviour, other: Behaviour) -> None:
        """Note how a mistake behaved on one input."""
        if not wanted.agrees(other):
            self.results.add(name)
        elif wanted.warned != other.warned:
            self.warnings.add(name)

    def alike(self, names: Iterable[str], key: str) -> set[str]:
        """Return those that are left; warnings count where they are what is wrong, or tell several apart."""
        left = set(names) - self.results
        return left - self.warnings if len(left) > 1 or key == "warning" else left


def _dtypes(arguments: Arguments) -> list[np.dtype[Any]]:
    """Return the dtypes of the arrays among the arguments."""
    args, kwargs = arguments
    return [array.dtype for array in arrays_in((args, kwargs))]


def _failure(answer: Candidate, law: Property) -> tuple[str, ...]:
    """Return in what way an answer breaks a law; nothing where it does not."""
    try:
        law.holds_for(answer)
    except (Outcome, Late) as outcome:
        return _way(outcome)
    return ()


def _breaks(answer: Candidate, judgement: Judgement) -> bool:
    """Whether an answer breaks the law that a judgement is about, in the same way."""
    assert judgement.outcome is not None
    assert judgement.broken is not None
    return _failure(answer, judgement.broken) == _way(judgement.outcome)


def _way(outcome: Exception | Late) -> tuple[str, ...]:
    error = type(outcome.error).__name__ if isinstance(outcome, Crash) else getattr(outcome, "key", "")
    return type(outcome).__name__, error


def _as_called(function: Callable[..., Any] | None, call: Call) -> Arguments:
    """Turn bound arguments back into those of a call."""
    assert function is not None
    bound = signature(function).bind_partial()
    bound.arguments.update(call.arguments)
    return bound.args, bound.kwargs | ({} if call.then is None else {"then": call.then})
