"""Functions of the judge's that a worker builds for itself: a library's by name, one of the tests by its source."""

from __future__ import annotations

import builtins
import importlib
import inspect
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np


@cache
def transform_of(function: Callable[..., Any]) -> dict[str, Any]:
    """Describe a transformation of a property so that a worker, which has no tests, can build it.

    Raises:
        TypeError: it is neither a library's function nor one whose source stands alone.
    """
    function = inspect.unwrap(function)
    module, name = getattr(function, "__module__", None), getattr(function, "__qualname__", "")
    if inspect.ismodule(function):
        return {"module": function.__name__, "name": ""}
    if module is not None and module.partition(".")[0] != "tests" and "<" not in name:
        return {"module": module, "name": name}
    code = getattr(function, "__code__", None)
    if code is None or "<" in name or code.co_freevars:
        raise TypeError(f"transform_of: {function!r} cannot be sent; define it at the top of the file of properties")
    known = function.__globals__
    uses = {used: transform_of(known[used]) for used in code.co_names if used in known}
    return {"source": inspect.getsource(function), "name": name, "uses": uses}


def function_of(transform: dict[str, Any]) -> Callable[..., Any]:
    """Build a transformation of the judge's: a library's function, or the source of one and what it uses."""
    if "source" not in transform:
        found: Any = importlib.import_module(transform["module"])
        for part in filter(None, transform["name"].split(".")):
            found = getattr(found, part)
        return found  # type: ignore[no-any-return]
    names: dict[str, Any] = {"__builtins__": builtins, "np": np}
    names |= {name: function_of(used) for name, used in transform["uses"].items()}
    exec(compile("from __future__ import annotations\n" + transform["source"], "<grader>", "exec"), names)
    return names[transform["name"]]  # type: ignore[no-any-return]
