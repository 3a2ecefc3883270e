"""Right answers to the exercises on linear regression, written differently."""

import math

import numpy as np


def two_numbers(w, b):
    """The check of a line."""
    for name, value in (("w", w), ("b", b)):
        if np.ndim(value):
            raise ValueError(f"{name} is no number: w {np.shape(w)}, b {np.shape(b)}")


def two_vectors(x, y):
    """The check of the points."""
    if not (len(x.shape) == len(y.shape) == 1 and len(x) == len(y) > 0):
        raise ValueError(f"x {x.shape}, y {y.shape}")


def floating(*tensors):
    """The dtype of the result."""
    dtype = np.result_type(*tensors)
    return dtype if np.issubdtype(dtype, np.floating) else np.dtype(float)


def predict__in_float64(x, w, b):
    """Computes in float64 and converts once."""
    two_numbers(w, b)
    return (np.float64(w) * x + np.float64(b)).astype(floating(x))


def predict__own_dtype(x, w, b):
    """Converts all three to the dtype of the result first."""
    two_numbers(w, b)
    number = floating(x).type
    return np.asarray(x.astype(number) * number(w) + number(b))


def predict__polynomial(x, w, b):
    """A polynomial of degree 1."""
    two_numbers(w, b)
    return np.asarray(np.polyval([float(w), float(b)], x), dtype=floating(x))


def predict__loop(x, w, b):
    """Fills the result place by place."""
    two_numbers(w, b)
    heights = np.empty(x.shape, floating(x))
    for index in np.ndindex(x.shape):
        heights[index] = float(w) * float(x[index]) + float(b)
    return heights


def predict__in_place_of_a_copy(x, w, b):
    """Changes a copy in place."""
    two_numbers(w, b)
    heights = x.astype(floating(x))
    heights *= heights.dtype.type(w)
    heights += heights.dtype.type(b)
    return heights


def mse_gradients__one_product(x, y, w, b):
    """One vector of errors, one matrix product with the columns x and 1."""
    two_vectors(x, y)
    two_numbers(w, b)
    columns = np.stack([x, np.ones(len(x))], axis=1).astype(np.float64)
    error = columns @ np.array([float(w), float(b)]) - y
    by_w, by_b = (2 / len(x) * columns.T @ error).astype(floating(x, y))
    return by_w, by_b


def mse_gradients__loop(x, y, w, b):
    """Adds up sample by sample."""
    two_vectors(x, y)
    two_numbers(w, b)
    by_w = by_b = 0.0
    for one, other in zip(x.tolist(), y.tolist(), strict=True):
        error = float(w) * one + float(b) - other
        by_w += 2 * error * one / len(x)
        by_b += 2 * error / len(x)
    dtype = floating(x, y)
    return np.array(by_w, dtype), np.array(by_b, dtype)


def mse_gradients__multiplied_out(x, y, w, b):
    """The sums of the data first, then w and b."""
    two_vectors(x, y)
    two_numbers(w, b)
    dtype = floating(x, y)
    x, y = x.astype(np.float64), y.astype(np.float64)
    by_w = 2 * (w * (x * x).mean() + b * x.mean() - (x * y).mean())
    return dtype.type(by_w), dtype.type(2 * (w * x.mean() + b - y.mean()))


def mse_gradients__dot(x, y, w, b):
    """Dot products in the dtype of the result."""
    two_vectors(x, y)
    two_numbers(w, b)
    dtype = floating(x, y)
    x, y = x.astype(dtype), y.astype(dtype)
    twice = 2 * (dtype.type(w) * x + dtype.type(b) - y) / dtype.type(x.size)
    return np.dot(twice, x), twice.sum()


def mse_gradients__of_the_square(x, y, w, b):
    """The outer derivative first, sample by sample, then the inner one, then the mean."""
    two_vectors(x, y)
    two_numbers(w, b)
    dtype = floating(x, y)
    upstream = 2.0 * (float(w) * x + float(b) - y)
    return np.average(upstream * x).astype(dtype), np.average(upstream).astype(dtype)


def check_fit(x, y, epochs):
    """The checks of a fit."""
    two_vectors(x, y)
    if epochs < 0:
        raise ValueError(f"epochs must not be negative, but are {epochs}")


def fit_by_gradient_descent__one_vector(x, y, learning_rate, epochs):
    """w and b in one vector, in float64, the losses in a list."""
    check_fit(x, y, epochs)
    dtype = floating(x, y)
    columns, line, losses = np.stack([x, np.ones(len(x))], axis=1).astype(float), np.zeros(2), []
    for _ in range(epochs):
        error = columns @ line - y
        losses.append(np.mean(error**2))
        line -= learning_rate * 2 * np.mean(error[:, np.newaxis] * columns, axis=0)
    return dtype.type(line[0]), dtype.type(line[1]), np.array(losses, dtype)


def fit_by_gradient_descent__while(x, y, learning_rate, epochs):
    """Counts down, in Python's floats."""
    check_fit(x, y, epochs)
    n, w, b, losses = len(x), 0.0, 0.0, []
    data = list(zip(x.tolist(), y.tolist(), strict=True))
    while len(losses) < epochs:
        errors = [w * one + b - other for one, other in data]
        losses.append(math.fsum(error**2 for error in errors) / n)
        by_w = 2 / n * sum(error * one for error, (one, _) in zip(errors, data, strict=True))
        w, b = w - float(learning_rate) * by_w, b - float(learning_rate) * 2 / n * sum(errors)
    dtype = floating(x, y)
    return np.array(w, dtype), np.array(b, dtype), np.array(losses, dtype)


def fit_by_gradient_descent__own_dtype(x, y, learning_rate, epochs):
    """Everything in the dtype of the result, the learning rate included."""
    check_fit(x, y, epochs)
    number = floating(x, y).type
    x, y, rate = x.astype(number), y.astype(number), number(learning_rate)
    w, b, losses = number(0), number(0), np.zeros(epochs, number)
    for i in range(epochs):
        error = w * x + b - y
        losses[i] = (error**2).mean()
        w, b = w - rate * 2 * (error * x).mean(), b - rate * 2 * error.mean()
    return w, b, losses


def fit_by_gradient_descent__moments(x, y, learning_rate, epochs):
    """Looks at the samples once: the loss and its gradients follow from five means."""
    check_fit(x, y, epochs)
    dtype = floating(x, y)
    x, y = x.astype(np.float64), y.astype(np.float64)
    xx, xy, yy, mean_x, mean_y = (x * x).mean(), (x * y).mean(), (y * y).mean(), x.mean(), y.mean()
    w = b = 0.0
    losses = []
    for _ in range(epochs):
        cross = w * xy + b * mean_y - w * b * mean_x
        losses.append(w * w * xx + b * b + yy - 2 * cross)
        by_w, by_b = 2 * (w * xx + b * mean_x - xy), 2 * (w * mean_x + b - mean_y)
        w, b = w - float(learning_rate) * by_w, b - float(learning_rate) * by_b
    return np.asarray(w, dtype), np.asarray(b, dtype), np.asarray(losses, dtype)


def not_constant(x, y):
    """The checks of the closed form."""
    two_vectors(x, y)
    if (x == x[0]).all():
        raise ValueError(f"x is constant: {x}")


def fit_in_closed_form__one_mean(x, y):
    """Subtracts the mean of x only."""
    not_constant(x, y)
    dtype = floating(x, y)
    x, y = x.astype(np.float64), y.astype(np.float64)
    weights = x - np.mean(x)
    w = np.dot(weights, y) / np.dot(weights, weights)
    return dtype.type(w), dtype.type(np.mean(y - w * x))


def fit_in_closed_form__covariance(x, y):
    """The covariance divided by the variance, both from one matrix."""
    not_constant(x, y)
    (var, cov), _ = np.cov(x, y)
    dtype = floating(x, y)
    w = cov / var
    return np.asarray(w, dtype), np.asarray(y.mean() - w * x.mean(), dtype)


def fit_in_closed_form__correlation(x, y):
    """The correlation times the standard deviation of y, divided by that of x."""
    not_constant(x, y)
    dtype = floating(x, y)
    x, y = x.astype(np.float64), y.astype(np.float64)
    if np.unique(y).size == 1:
        return dtype.type(0), dtype.type(y[0])
    w = ((x - x.mean()) / x.std() * (y - y.mean()) / y.std()).mean() * y.std() / x.std()
    return dtype.type(w), dtype.type(y.mean() - w * x.mean())


def fit_in_closed_form__two_equations(x, y):
    """Solves the two normal equations, after the means are subtracted."""
    if x.ndim != 1 or y.ndim != 1 or x.size != y.size or not x.size:
        raise ValueError(f"x {x.shape}, y {y.shape}")
    if np.unique(x).size == 1:
        raise ValueError(f"no best slope above the single x {x[0]}")
    dtype = floating(x, y)
    middle = np.mean(x, dtype=np.float64)
    columns = np.stack([x - middle, np.ones(x.size)], axis=1)
    w, height = np.linalg.solve(columns.T @ columns, columns.T @ y)
    return dtype.type(w), dtype.type(height - w * middle)


def fit_in_closed_form__loop(x, y):
    """Sums in Python."""
    not_constant(x, y)
    xs, ys = x.tolist(), y.tolist()
    mean_x, mean_y = math.fsum(xs) / len(xs), math.fsum(ys) / len(ys)
    above = below = 0.0
    for one, other in zip(xs, ys, strict=True):
        above += (one - mean_x) * (other - mean_y)
        below += (one - mean_x) ** 2
    dtype = floating(x, y)
    return np.array(above / below, dtype), np.array(mean_y - above / below * mean_x, dtype)


def fit_in_closed_form__own_dtype(x, y):
    """Means, products and squares in the dtype of the result."""
    not_constant(x, y)
    dtype = floating(x, y)
    x, y = x.astype(dtype), y.astype(dtype)
    dx, dy = x - x.mean(), y - y.mean()
    w = (dx * dy).mean() / (dx * dx).mean()
    return w, y.mean() - w * x.mean()
