"""Asking again: a fresh process, another order, some questions twice. The answers must be the same."""

from __future__ import annotations

from typing import Any

import numpy as np

from byhand.grading.contract import is_jax
from byhand.grading.diagnose import _alike
from byhand.grading.guard import LIMITS
from byhand.grading.outcome import Call

from . import wire
from .candidate import PROPERTY, RemoteCandidate, Session

SAMPLE, SAMPLE_JAX, SAMPLE_PROPERTY = 24, 3, 6
"""How many calls of an exercise are repeated; JAX compiles every shape anew, and a property draws a hundred inputs."""

type Heard = tuple[tuple[Any, ...], dict[str, Any], dict[str, Any]]


def _sample(heard: list[Heard], count: int) -> list[Heard]:
    step = -(-len(heard) // count) or 1
    return heard[::step]


def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two replies say the same of a call."""
    if any(one.get(key) != other.get(key) for key in ("is", "key", "error", "text")):
        return False
    before, after = one.get("value"), other.get("value")
    return wire.dump(before) == wire.dump(after) or _alike(before, after) or _near(before, after)


def _near(one: Any, other: Any) -> bool:
    """Whether JAX arrays, in lists and tuples of one form, differ by no more than two compilations may."""
    if isinstance(one, tuple | list):
        return type(one) is type(other) and len(one) == len(other) and all(map(_near, one, other))
    if not (is_jax(one) and is_jax(other)) or one.shape != other.shape or one.dtype != other.dtype:
        return False
    return one.dtype.kind == "f" and np.allclose(np.asarray(one), np.asarray(other), 1e-3, 1e-4, equal_nan=True)


def replayed(session: Session, candidates: dict[str, RemoteCandidate]) -> dict[str, Call]:
    """Return, by exercise, the first call whose repetition in a fresh process says something else.

    Raises:
        Ended, Unanswered, OutOfTime, Outcome: as `Session.call` does.
    """
    session.close()
    jax = session.nursery.settings.jax
    counts = {name: SAMPLE_PROPERTY if one.contract.returns_nothing else SAMPLE for name, one in candidates.items()}
    samples = {name: _sample(one.heard, SAMPLE_JAX if jax else counts[name]) for name, one in candidates.items()}
    order = [(name, turn) for turn in range(SAMPLE) for name, some in samples.items() if turn < len(some)]
    different: dict[str, Call] = {}
    for name, turn in reversed(order):
        args, kwargs, reply = samples[name][turn]
        is_property = candidates[name].contract.returns_nothing
        seconds = LIMITS.call_seconds * (PROPERTY if is_property else 1)
        what = {"name": name, "args": args, "kwargs": kwargs, "transform": None, "seconds": seconds, "shrink": False}
        for _ in range(1 if is_property else 2):
            again = session.call(what, seconds * (LIMITS.compiling if jax else 1))
            # Of a property it counts whether it failed, not with which words.
            if reply["is"] != again["is"] if is_property else not same(reply, again):
                names = candidates[name].signature
                own = {key: value for key, value in kwargs.items() if key != "then"}
                arguments = names.bind(*args, **own).arguments if names else {}
                different.setdefault(name, Call(name, dict(arguments), again.get("value"), then=kwargs.get("then")))
    return different
