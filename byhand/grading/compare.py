"""Comparisons that properties judge with. They are the grader's own and never call the code under test.

Nothing is broadcast or converted before it is compared: a right value of the wrong type, shape or dtype is wrong.
"""

from __future__ import annotations

import contextlib
import re
import traceback
from collections.abc import Iterator, Sequence
from typing import Any, cast

import numpy as np

from .contract import is_array, is_jax
from .guard import last_call, type_name
from .outcome import Comparison, Crash, Wrong


class Axis(int):
    """The number of an axis that an error message must name."""


type Values = np.ndarray | np.float64
type Naming = Sequence[int | str | tuple[int, ...]]


def differences(got: Values, expected: Values, rtol: float, atol: float) -> np.ndarray:
    """Return where two arrays of one shape differ by more than `atol + rtol * abs(expected)`; NaN equals NaN."""
    with np.errstate(all="ignore"):
        equal = (got == expected) | ((got != got) & (expected != expected))
        if rtol or atol:
            wide = np.result_type(got, np.float64) if got.dtype.kind in "biuf" else got.dtype
            gap = np.abs(got.astype(wide) - expected.astype(wide))
            # Against an infinity every gap would be within the tolerance.
            equal |= np.isfinite(expected) & (gap <= atol + rtol * np.abs(expected.astype(wide)))
    return np.asarray(~equal)


def assert_same(got: Any, expected: Any, *, ulp: float = 0.0, rtol: float = 0.0, atol: float = 0.0) -> None:
    """Demand that a result is what is expected: type, then shape, then dtype, then values.

    Args:
        got: what the answer returned, or something computed from it.
        expected: an array, a number, or a tuple, list or dict of these, nested; a NumPy array demands a NumPy array, a
            JAX array a JAX array.
        ulp: relative tolerance in units of the machine epsilon of the expected dtype.
        rtol: relative tolerance.
        atol: absolute tolerance.

    Raises:
        Wrong: it is not; carries the first element that differs.
    """
    __tracebackhide__ = True
    _same(got, expected, (ulp, rtol, atol), Comparison(expected, got))


def _same(got: Any, expected: Any, tolerance: tuple[float, float, float], shown: Comparison) -> None:
    call = last_call()
    if isinstance(expected, tuple | list):
        if type(got) is not type(expected):
            raise Wrong("type", call=call, expected=type_name(expected), got=type_name(got))
        if len(got) != len(expected):
            raise Wrong("length", call=call, comparison=shown, expected=len(expected), got=len(got))
        for number, (one, other) in enumerate(zip(got, expected, strict=True)):
            _same_item(one, other, tolerance, shown, number)
    elif isinstance(expected, dict):
        if type(got) is not dict:
            raise Wrong("type", call=call, expected="dict", got=type_name(got))
        if got.keys() != expected.keys():
            raise Wrong("keys", call=call, comparison=shown, expected=list(expected), got=list(got))
        for key, other in expected.items():
            _same_item(got[key], other, tolerance, shown, key)
    elif is_array(expected) or isinstance(expected, np.generic):
        _same_array(got, expected, tolerance, shown)
    else:
        _same_scalar(got, expected, tolerance, shown)


def _same_item(got: Any, expected: Any, tolerance: tuple[float, float, float], shown: Comparison, key: Any) -> None:
    """Compare one item of two containers; where it is in the whole result is shown as `2` or as `['w'][2]`."""
    if not is_array(expected) and not isinstance(expected, tuple | list | dict):
        return _same(got, expected, tolerance, shown)
    outer = f"[{shown.item}]" if isinstance(shown.item, int) else shown.item or ""
    item = key if isinstance(key, int) and not outer else f"{outer}[{key!r}]"
    return _same(got, expected, tolerance, Comparison(expected, got, item=item))


def _same_scalar(got: Any, expected: Any, tolerance: tuple[float, float, float], shown: Comparison) -> None:
    kinds = {bool: bool | np.bool, int: int | np.integer, float: float | np.floating}
    wanted = kinds.get(type(expected), type(expected))
    if not isinstance(got, wanted) or (type(expected) is int and isinstance(got, bool)):
        raise Wrong("type", call=last_call(), expected=type_name(expected), got=type_name(got))
    ulp, rtol, atol = tolerance
    if type(expected) is float:
        rtol = max(rtol, ulp * float(np.finfo(np.float64).eps))
        right = not differences(np.float64(cast(float, got)), np.float64(expected), rtol, atol).any()
    else:
        right = bool(got == expected)
    if not right:
        raise Wrong("value", call=last_call(), comparison=shown)


def _same_array(got: Any, expected: Any, tolerance: tuple[float, float, float], shown: Comparison) -> None:
    call = last_call()
    numpy_scalar = isinstance(got, np.generic) and not is_jax(expected)
    right_type = is_jax(got) if is_jax(expected) else type(got) is np.ndarray or numpy_scalar
    if not right_type:
        raise Wrong("type", call=call, expected="jax.Array" if is_jax(expected) else "np.ndarray", got=type_name(got))
    if got.shape != expected.shape:
        raise Wrong("shape", call=call, comparison=shown, expected=expected.shape, got=got.shape)
    if got.dtype != expected.dtype:
        raise Wrong("dtype", call=call, comparison=shown, expected=expected.dtype, got=got.dtype)
    ulp, rtol, atol = tolerance
    if ulp and np.dtype(expected.dtype).kind == "f":
        rtol = max(rtol, ulp * float(np.finfo(expected.dtype).eps))
    differ = differences(np.asarray(got), np.asarray(expected), rtol, atol)
    if differ.any():
        index = np.unravel_index(int(np.argmax(differ)), differ.shape)
        shown.index, shown.count, shown.size = tuple(map(int, index)), int(differ.sum()), differ.size
        raise Wrong("value", call=call, comparison=shown)


def integers_in(text: str) -> list[int]:
    """Return the whole numbers that a text names, in order."""
    return [int(digits) for digits in re.findall(r"(?<![\d.])-?\d+", text)]


def _names(message: str, wanted: int | str | tuple[int, ...]) -> bool:
    if isinstance(wanted, str):
        return wanted.lower() in message.lower()
    if isinstance(wanted, int):
        return wanted in integers_in(message)
    found, length = integers_in(message), len(wanted)
    return any(tuple(found[i : i + length]) == wanted for i in range(len(found) - length + 1))


def _is_raised(error: BaseException) -> bool:
    """Whether a `raise` statement raised an error, rather than an operation that failed."""
    frames = traceback.extract_tb(error.__traceback__)
    return not frames or not frames[-1].line or "raise " in frames[-1].line


@contextlib.contextmanager
def raises(kind: type[Exception], naming: Naming = ()) -> Iterator[None]:
    """Demand that the call in the block raises `kind`, with a message that names what is listed.

    Args:
        kind: the exception's type; a subclass is right, too.
        naming: shapes as tuples, numbers, and words that the message must contain, in any layout.

    Raises:
        Wrong: nothing was raised, or something else, or the message leaves something out.
    """
    __tracebackhide__ = True
    try:
        yield
    except Crash as crash:
        error = crash.error
        if error is None or not isinstance(error, kind):
            what = crash.values.get("what", "SystemExit")
            raise Wrong("other_error", call=crash.call, expected=kind.__name__, what=what, line=crash.line) from error
        if crash.call is not None and crash.call.iterating:
            raise Wrong("late_error", call=crash.call, error=kind.__name__) from error
        missing = [wanted for wanted in naming if not _names(str(error), wanted)]
        if missing and not _is_raised(error):
            raise Wrong(
                "borrowed_message", call=crash.call, error=kind.__name__, got=str(error), line=crash.line
            ) from None
        if missing:
            raise Wrong("message", call=crash.call, error=kind.__name__, missing=missing, got=str(error)) from None
        return
    call = last_call()
    raise Wrong("no_error", call=call, expected=kind.__name__, got=call.result if call else None)


def check(condition: object, *, en: str, zh: str) -> None:
    """Demand any other law; `en` and `zh` say what does not hold."""
    __tracebackhide__ = True
    if not bool(condition):
        raise Wrong("law", call=last_call(), en=en, zh=zh)


def assert_no_warning() -> None:
    """Demand that the last call raised no warning."""
    __tracebackhide__ = True
    call = last_call()
    if call is not None and call.warnings:
        raise Wrong("warning", call=call, what=call.warnings[0])
