"""Right answers to the exercises on derivatives and gradients, written differently from the reference."""

import math

import numpy as np

from solutions.derivatives import numerical_derivative, numerical_gradient


def floating(x):
    """The dtype of a derivative at `x`."""
    dtype = np.asarray(x).dtype
    return dtype if dtype.kind == "f" else np.dtype(np.float64)


def good(h):
    """Refuse what is no step."""
    if not (h > 0 and math.isfinite(h)):
        raise ValueError(f"no step: h = {h}")


def numerical_derivative__python_floats(f, x, h=1e-5):
    """Computes with Python's floats, and divides by the way that was really gone."""
    if np.shape(x) != ():
        raise ValueError(f"expected a number, got an array of shape {x.shape}")
    good(h)
    left, right = float(x) - h, float(x) + h
    slope = float(f(right) - f(left)) / (right - left)
    return slope if isinstance(x, int | float) else np.array(slope, floating(x))


def numerical_derivative__mean_of_both_sides(f, x, h=1e-5):
    """The mean of the slopes to the right and to the left."""
    x = np.asarray(x)
    if x.ndim:
        raise ValueError(f"shape {x.shape}")
    good(h)
    at = x.astype(np.float64)
    here = f(at + 0)
    return np.asarray(((f(at + h) - here) / h + (here - f(at - h)) / h) / 2).astype(floating(x))


def tangent_line__intercept(f, x):
    """Slope and intercept: y = a·t + b."""
    if np.ndim(x):
        raise ValueError(f"x has shape {np.shape(x)}")
    point = float(x)
    a = float(numerical_derivative(f, point))
    b = float(f(point)) - a * point
    return lambda t: (a * np.asarray(t, np.float64) + b).astype(floating(x))


def tangent_line__object(f, x):
    """An object that can be called."""
    slope = numerical_derivative(f, np.asarray(x, np.float64))

    class Line:
        def __call__(self, t):
            rise = slope * np.subtract(t, x, dtype=np.float64)
            return (f(float(x)) + rise).astype(floating(x))

    return Line()


def numerical_gradient__two_copies(f, x, h=1e-5):
    """Two fresh copies for every position, one moved ahead, one back."""
    good(h)
    gradient = np.zeros(x.shape)
    for index in np.ndindex(*x.shape):
        ahead, behind = x.astype(float), x.astype(float)
        ahead[index] += h
        behind[index] -= h
        top, bottom = f(ahead), f(behind)
        if np.shape(top):
            raise ValueError(f"f returned an array of shape {np.shape(top)}")
        gradient[index] = (top - bottom) / (2 * h)
    return gradient.astype(floating(x))


def numerical_gradient__one_number_at_a_time(f, x, h=1e-5):
    """A function of one number for every position, and its derivative."""
    good(h)
    slopes = []
    for position in range(x.size):

        def along(t, position=position):
            flat = x.astype(np.float64).flatten()
            flat[position] = t
            value = f(flat.reshape(x.shape))
            if np.ndim(value) > 0:
                raise ValueError(f"{np.shape(value)} is no number")
            return value

        slopes.append(numerical_derivative(along, float(x.flatten()[position]), h))
    return np.array(slopes, np.float64).reshape(x.shape).astype(floating(x))


def numerical_gradient__unit_vectors(f, x, h=1e-5):
    """The rows of the identity matrix are the steps."""
    good(h)
    slopes = np.empty(x.size)
    for position, unit in enumerate(np.eye(x.size)):
        step = h * unit.reshape(x.shape)
        slopes[position] = np.asarray((f(x + step) - f(x - step)) / (2 * h)).reshape(()) if one(f, x) else 0
    return slopes.reshape(x.shape).astype(floating(x))


def one(f, x):
    """Refuse an f that returns an array."""
    value = f(x.astype(np.float64))
    if np.ndim(value):
        raise ValueError(f"f must return a number, not an array of shape {value.shape}")
    return True


def directional_derivative__by_gradient(f, x, direction):
    """The dot product of the gradient and the unit vector."""
    if x.shape != direction.shape:
        raise ValueError(f"x has shape {x.shape}, the direction {direction.shape}")
    d = direction.astype(np.float64)
    length = np.sqrt((d * d).sum())
    if not length > 0:
        raise ValueError("zero")
    return np.asarray((numerical_gradient(f, x.astype(np.float64)) * d).sum() / length).astype(floating(x))


def directional_derivative__by_difference(f, x, direction):
    """The central difference written out, the step scaled so that it has length 1e-5."""
    if np.shape(x) != np.shape(direction):
        raise ValueError(f"{np.shape(direction)} against {np.shape(x)}")
    squares = sum(float(d) ** 2 for d in direction.flat)
    if squares == 0:
        raise ValueError("a direction must point somewhere")
    step = direction.astype(float) * (1e-5 / math.sqrt(squares))
    return floating(x).type((f(x + step) - f(x - step)) / 2e-5)


def jacobian__columns(f, x, h=1e-5):
    """A list of columns, then turned."""
    if x.ndim != 1:
        raise ValueError(f"x has shape {x.shape}")
    good(h)
    middle = np.array(f(x.astype(float)))
    if middle.ndim != 1:
        raise ValueError(f"f returned shape {middle.shape}")
    columns = [(np.array(f(x + s)) - f(x - s)) / (2 * h) for s in h * np.eye(x.size)]
    return np.array(columns).reshape(x.size, middle.size).T.astype(floating(x))


def jacobian__rows(f, x, h=1e-5):
    """One gradient for every output."""
    if len(x.shape) != 1:
        raise ValueError(f"{x.shape} is no vector")
    good(h)
    shape = f(x.astype(float)).shape if np.ndim(f(x.astype(float))) else ()
    if len(shape) != 1:
        raise ValueError(f"f gives {shape}")
    rows = [numerical_gradient(lambda p, i=i: f(p)[i], x, h) for i in range(shape[0])]
    return np.array(rows, floating(x)).reshape(shape[0], x.size)
