"""Right answers to the exercises on broadcasting, written differently from the reference."""

import itertools
from functools import reduce

import numpy as np

from solutions.broadcasting import broadcast_shape, broadcast_to


def broadcast_shape__from_the_right(a, b):
    """Walks both shapes from the right with zip_longest; returns NumPy integers."""
    result = []
    for back, (m, n) in enumerate(itertools.zip_longest(reversed(a), reversed(b), fillvalue=1)):
        if m != n and 1 not in (m, n):
            axis = max(len(a), len(b)) - 1 - back
            raise ValueError(f"cannot combine {list(a)} with {list(b)}: sizes {m} and {n} on axis {axis}")
        result.insert(0, np.int64(n if m == 1 else m))
    return tuple(result)


def broadcast_shapes__reduce(*shapes):
    """Folds from the right."""
    return reduce(broadcast_shape, reversed(shapes), ())


def broadcast_shapes__columns(*shapes):
    """Looks at one axis of all shapes at a time."""
    rank = max(map(len, shapes), default=0)
    result = []
    for column in zip(*((1,) * (rank - len(s)) + s for s in shapes), strict=True):
        sizes = set(column) - {1}
        if len(sizes) > 1:
            raise ValueError(f"sizes {sorted(sizes)} clash")
        result.append(sizes.pop() if sizes else 1)
    return tuple(result)


def broadcast_to__repeat(x, shape):
    """The two steps literally: new axes in front, then np.repeat."""
    added = len(shape) - x.ndim
    if added < 0:
        raise ValueError(f"{x.shape} has more axes than {shape}")
    result = x.reshape((1,) * added + x.shape)
    for axis, (m, n) in enumerate(zip(result.shape, shape, strict=True)):
        if m != n and m != 1:
            raise ValueError(f"{x.shape} cannot become {shape}")
        if m == 1:
            result = np.repeat(result, n, axis=axis)
    return result.copy()


def broadcast_to__strides(x, shape):
    """Strides of 0 show an element many times; then a copy."""
    added = len(shape) - x.ndim
    if added < 0 or any(m not in (1, n) for m, n in zip(x.shape, shape[added:], strict=True)):
        raise ValueError(f"source {x.shape}, target {shape}")
    strides = (0,) * added + tuple(0 if m == 1 else s for m, s in zip(x.shape, x.strides, strict=True))
    return np.lib.stride_tricks.as_strided(x, shape, strides).copy()


def naive_add_matrix_and_vector__comprehension(x, y):
    """Nested comprehensions instead of assignments."""
    if x.ndim != 2 or y.ndim != 1 or x.shape[1] != len(y):
        raise ValueError(f"shapes {x.shape}, {y.shape}")
    rows = [[x[i, j] + y[j] for j in range(len(y))] for i in range(len(x))]
    return np.array(rows, dtype=x.dtype).reshape(x.shape)


def naive_add_matrix_and_vector__ndindex(x, y):
    """One loop over all positions."""
    if x.ndim != 2 or y.shape != x.shape[1:]:
        raise ValueError(f"shapes {x.shape}, {y.shape}")
    result = np.empty_like(x)
    for i, j in np.ndindex(x.shape):
        result[i, j] = x[i, j] + y[j]
    return result


def broadcast_add__in_place(x, y):
    """Stretches one tensor in the common dtype, then adds the other into it."""
    shape = broadcast_shape(x.shape, y.shape)
    result = broadcast_to(x, shape).astype(np.result_type(x, y))
    result += broadcast_to(y, shape)
    return result


def outer_product__reshape(x, y):
    """Reshapes instead of indexing with newaxis."""
    if not x.ndim == y.ndim == 1:
        raise ValueError(f"not two vectors: {x.shape}, {y.shape}")
    return x.reshape(-1, 1) * y.reshape(1, -1)


def pairwise_squared_distances__other_way(x, y):
    """Subtracts the other way round, sums a product instead of a square."""
    if x.ndim != 2 or y.ndim != 2 or x.shape[1] != y.shape[1]:
        raise ValueError(f"points of shapes {x.shape} and {y.shape}")
    if x.dtype.kind in "iu" and y.dtype.kind in "iu":
        x, y = x.astype(np.int64), y.astype(np.int64)
    gap = y[None] - x[:, None]
    return np.sum(gap * gap, axis=2)


def pairwise_squared_distances__einsum(x, y):
    """Contracts the differences with einsum."""
    if x.ndim != 2 or y.ndim != 2 or x.shape[1] != y.shape[1]:
        raise ValueError(f"points of shapes {x.shape} and {y.shape}")
    if np.issubdtype(x.dtype, np.integer) and np.issubdtype(y.dtype, np.integer):
        x, y = np.asarray(x, np.int64), np.asarray(y, np.int64)
    gap = np.expand_dims(x, 1) - np.expand_dims(y, 0)
    return np.einsum("ijk,ijk->ij", gap, gap)


def sum_to_shape__axis_by_axis(gradient, shape):
    """Sums one axis at a time in a loop."""
    if len(shape) > gradient.ndim:
        raise ValueError(f"{shape} is no source of {gradient.shape}")
    padded = (1,) * (gradient.ndim - len(shape)) + tuple(shape)
    result = gradient.copy()
    for axis, (m, n) in enumerate(zip(padded, gradient.shape, strict=True)):
        if m == n:
            continue
        if m != 1:
            raise ValueError(f"{shape} is no source of {gradient.shape}")
        result = result.sum(axis=axis, keepdims=True)
    return result.reshape(shape)
