"""Functions under a neutral name: what a learner's property is tried on tells nothing but its results."""

from __future__ import annotations

import inspect
import weakref
from collections.abc import Callable
from typing import Any

type Function = Callable[..., Any]

_BEHIND: weakref.WeakKeyDictionary[Function, Function] = weakref.WeakKeyDictionary()


def nameless(function: Function, seen: set[str] | None = None) -> Function:
    """Return a function that does the same and says nothing of itself; `seen` hears what it is called with."""

    def implementation(*args: Any, **kwargs: Any) -> Any:
        if seen is not None:
            seen.add(repr((args, kwargs)))
        return function(*args, **kwargs)

    _BEHIND[implementation] = function
    return implementation


def behind(value: Any) -> Function | None:
    """Return the function that stands behind a nameless one; None for anything else."""
    return _BEHIND.get(value) if inspect.isfunction(value) else None
