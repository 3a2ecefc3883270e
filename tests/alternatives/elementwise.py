"""Right answers to the exercises on element-wise operations, written differently from the reference."""

import numpy as np

from solutions.elementwise import sigmoid


def naive_relu__comprehension(x):
    """Nested comprehensions, and a dtype for the empty case."""
    if x.ndim != 2:
        raise ValueError(f"expected 2 axes, got {list(x.shape)}")
    return np.array([[v if v >= 0 else 0 for v in row] for row in x], x.dtype).reshape(x.shape)


def naive_relu__only_negative(x):
    """Writes into zeros what is positive, position by position."""
    if len(x.shape) != 2:
        raise ValueError(f"shape {x.shape}")
    result = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        if x[place] > 0:
            result[place] = x[place]
    return result


def naive_add__empty(x, y):
    """Fills an empty array."""
    if not x.ndim == y.ndim == 2 or x.shape != y.shape:
        raise ValueError(f"shapes {x.shape} and {y.shape} are not those of two equal matrices")
    result = np.empty(x.shape, x.dtype)
    for i in range(len(x)):
        for j in range(x.shape[1]):
            result[i, j] = x[i, j] + y[i, j]
    return result


def naive_add__flat(x, y):
    """One loop over the elements in a row."""
    if x.ndim != 2 or x.shape != y.shape:
        raise ValueError(f"{x.shape} + {y.shape}")
    return np.array([a + b for a, b in zip(x.flat, y.flat, strict=True)], x.dtype).reshape(x.shape)


def naive_multiply__ndindex(x, y):
    """One loop over all positions."""
    if x.ndim != 2 or x.shape != y.shape:
        raise ValueError(f"{x.shape} * {y.shape}")
    result = np.zeros_like(x)
    for i, j in np.ndindex(*x.shape):
        result[i, j] = x[i, j] * y[i, j]
    return result


def naive_multiply__rows(x, y):
    """Goes through both matrices row by row with zip."""
    if x.ndim != 2 or x.shape != y.shape:
        raise ValueError(f"{x.shape} * {y.shape}")
    rows = [[a * b for a, b in zip(p, q, strict=True)] for p, q in zip(x, y, strict=True)]
    return np.array(rows, dtype=x.dtype).reshape(x.shape)


def relu__where(x):
    """np.where with the condition turned round, so that NaN passes."""
    return np.where(x <= 0, 0, x)


def relu__where_negative(x):
    """np.where on what is negative, which NaN is not."""
    return np.where(x < 0, 0, x)


def relu__mask(x):
    """A mask on a copy; minus zero stays minus zero."""
    result = x.copy()
    result[result < 0] = 0
    return result


def relu__clip(x):
    """A limit from below only."""
    return np.clip(x, 0, None)


def leaky_relu__two_parts(x, slope):
    """The positive part and the negative part, added."""
    return np.maximum(x, 0) + slope * np.minimum(x, 0)


def leaky_relu__where_negative(x, slope):
    """np.where with the condition turned round."""
    return np.where(x < 0, slope * x, x)


def leaky_relu__mask(x, slope):
    """A mask on a floating-point copy."""
    result = np.array(x, x.dtype if x.dtype.kind == "f" else np.float64)
    result[result <= 0] *= slope
    return result


def leaky_relu__factor(x, slope):
    """A factor for each element, 1 or the slope, in the right dtype."""
    dtype = x.dtype if np.issubdtype(x.dtype, np.floating) else np.float64
    return np.where(x > 0, 1, slope).astype(dtype) * x


def clip_by_value__where(x, low, high):
    """Two choices."""
    if high < low:
        raise ValueError(f"bounds {low!r} > {high!r}")
    return np.where(x < low, low, np.where(x > high, high, x)).astype(x.dtype)


def clip_by_value__where_alone(x, low, high):
    """Two choices; Python numbers that the dtype can hold do not change it."""
    if low > high:
        raise ValueError(f"{low} > {high}")
    return np.where(x < low, low, np.where(x > high, high, x))


def clip_by_value__masks(x, low, high):
    """Two masks on a copy."""
    if not low <= high:
        raise ValueError(f"the interval from {low} to {high} is empty")
    result = x.copy()
    result[x < low] = low
    result[x > high] = high
    return result


def sigmoid__masks(x):
    """Each form where it is safe; NaN goes with the negative elements."""
    dtype = x.dtype if x.dtype.kind == "f" else np.dtype(np.float64)
    x, result = x.astype(dtype), np.empty(x.shape, dtype)
    positive = x >= 0
    result[positive] = 1 / (1 + np.exp(-x[positive]))
    power = np.exp(x[~positive])
    result[~positive] = power / (1 + power)
    return result


def sigmoid__no_positive_exponent(x):
    """Two powers, neither exponent above 0."""
    x = np.asarray(x, np.result_type(x.dtype, np.float64) if x.dtype.kind != "f" else x.dtype)
    return np.exp(np.minimum(x, 0)) / (1 + np.exp(-np.abs(x)))


def sigmoid__logarithm(x):
    """exp(-log(1 + exp(-x))), with a logarithm that does not overflow."""
    if not np.issubdtype(x.dtype, np.floating):
        x = x.astype(float)
    return np.exp(-np.logaddexp(np.zeros_like(x), -x))


def sigmoid__piecewise(x):
    """np.piecewise evaluates each form on its own elements only."""
    x = np.array(x, dtype=x.dtype if x.dtype.kind == "f" else np.float64)
    return np.piecewise(x, [x >= 0], [lambda v: 1 / (1 + np.exp(-v)), lambda v: np.exp(v) / (1 + np.exp(v))])


def tanh_from_sigmoid__negative_side(x):
    """On the negative side expm1 needs no sign: tanh(-|x|) = expm1(-2|x|) · σ(2|x|)."""
    x = x.astype(x.dtype if x.dtype.kind == "f" else np.float64)
    twice = 2 * np.abs(x)
    return np.copysign(np.expm1(-twice) * sigmoid(twice), x)


def tanh_from_sigmoid__continued_fraction(x):
    """2σ(2x) - 1 far from 0, Lambert's continued fraction near it."""
    x = np.asarray(x, x.dtype if x.dtype.kind == "f" else np.float64)
    near = np.minimum(np.abs(x), 1)
    square = near * near
    fraction = near / (1 + square / (3 + square / (5 + square / (7 + square / 9))))
    return np.where(np.abs(x) < 0.125, np.copysign(fraction, x), 2 * sigmoid(2 * x) - 1)


def tanh_from_sigmoid__logarithm(x):
    """Divides 1 - e by the logarithm of the same rounded e: its error cancels (Kahan)."""
    if x.dtype.kind != "f":
        x = x.astype(np.float64)
    size = np.abs(x)
    e = sigmoid(-2 * size) / sigmoid(2 * size)  # e^-2|x|
    inner = (e > 0.1) & (e < 1)
    safe = np.where(inner, e, 0.5).astype(x.dtype)
    middle = (1 - safe) / (1 + safe) * (2 * size / -np.log(safe))
    result = np.where(inner, middle, np.where(e == 1, size, (1 - e) / (1 + e)))
    return np.copysign(result, x)
