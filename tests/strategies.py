"""What properties draw their inputs from. Every strategy is bounded, and sizes of one draw tend to differ."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

type Shape = tuple[int, ...]

FLOATS = (np.float32, np.float64)
NUMBERS = (np.float32, np.float64, np.int32, np.int64)


def shapes(*, min_dims: int = 0, max_dims: int = 4, min_side: int = 0, max_side: int = 5) -> st.SearchStrategy[Shape]:
    """Shapes of any rank from `min_dims` to `max_dims`."""
    return hnp.array_shapes(min_dims=min_dims, max_dims=max_dims, min_side=min_side, max_side=max_side)


@st.composite
def compatible_shapes(draw: st.DrawFn, *, count: int = 2, max_dims: int = 4, max_side: int = 5) -> tuple[Shape, ...]:
    """Shapes that broadcast together: a result, then each operand drops leading axes and shrinks others to 1."""
    result = draw(shapes(max_dims=max_dims, max_side=max_side))
    operands = []
    for _ in range(count):
        # One number for both choices: how many leading axes go, and, bit by bit, which axes have size 1.
        first, ones = divmod(draw(st.integers(0, (len(result) + 1) * 2 ** len(result) - 1)), 2 ** len(result))
        shrunk = tuple(1 if ones >> axis & 1 else size for axis, size in enumerate(result))
        operands.append(shrunk[first:])
    return tuple(operands)


@st.composite
def clashing_shapes(draw: st.DrawFn, *, max_dims: int = 4) -> tuple[Shape, Shape]:
    """Two shapes with at least one clash; no size is small enough to be taken for an axis number."""
    rank = draw(st.integers(1, max_dims))
    sides = st.sampled_from((1, 5, 6, 10))
    a, b = (list(draw(st.tuples(*[sides] * rank))) for _ in range(2))
    axis = draw(st.integers(0, rank - 1))
    a[axis], b[axis] = draw(st.sampled_from(((5, 6), (6, 5), (5, 10), (10, 5))))
    pair = tuple(a[draw(st.integers(0, axis)) :]), tuple(b)
    return pair if draw(st.booleans()) else pair[::-1]


@st.composite
def strided(draw: st.DrawFn, array: np.ndarray) -> np.ndarray:
    """The same values in another memory layout: contiguous, Fortran order, reversed, or every second element."""
    layout = draw(st.sampled_from(("C", "F", "reversed", "gaps")))
    if layout == "F":
        return np.asarray(array, order="F")
    if layout == "reversed" and array.ndim:
        return np.ascontiguousarray(array[::-1])[::-1]
    if layout == "gaps" and array.ndim:
        wide = np.repeat(array, 2, axis=-1)
        return wide[..., ::2]
    return array


@st.composite
def arrays(
    draw: st.DrawFn, shape: Shape | st.SearchStrategy[Shape], *, dtypes: tuple[Any, ...] = NUMBERS, bound: int = 9
) -> np.ndarray:
    """Arrays of small numbers, in any memory layout.

    Floats are multiples of 1/8, so that sums and products of a few of them are exact in every order.

    Args:
        shape: a shape or a strategy of shapes.
        dtypes: which dtypes; unsigned ones hold no negative numbers.
        bound: the largest absolute value.
    """
    dtype = np.dtype(draw(st.sampled_from(dtypes)))
    if not isinstance(shape, tuple):
        shape = draw(shape)
    size = int(np.prod(shape))
    low, scale = (0 if dtype.kind == "u" else -bound), 8 if dtype.kind == "f" else 1
    seed = draw(st.integers(0, 2**16))
    values = np.random.default_rng(seed).integers(low * scale, bound * scale, size, endpoint=True) / scale
    return draw(strided(values.astype(dtype).reshape(shape)))


@st.composite
def numbered(draw: st.DrawFn, shape: Shape | st.SearchStrategy[Shape], *, dtypes: tuple[Any, ...] = NUMBERS) -> Any:
    """Arrays that hold 1, 2, 3, … in row-major order, so that a value tells its place; in any memory layout."""
    dtype = np.dtype(draw(st.sampled_from(dtypes)))
    if not isinstance(shape, tuple):
        shape = draw(shape)
    return draw(strided(np.arange(1, 1 + int(np.prod(shape))).astype(dtype).reshape(shape)))
