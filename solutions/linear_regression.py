"""Linear regression · 线性回归: one input, one output, and the best line.

Page: http://127.0.0.1:8000/linear_regression/ (uv run mkdocs serve)
"""

import numpy as np
from jaxtyping import Float, Num

Number = float | np.number
"""A number, Python's or NumPy's; an array of shape `()` counts as one."""


def predict(
    x: Num[np.ndarray, "*shape"], w: Number, b: Number
) -> Float[np.ndarray, "*shape"]:
    r"""Return the height of a line above every input: $\hat{y} = w x + b$.

    求直线在每个输入处的高度：$\hat{y} = w x + b$。

    Args:
        x: inputs, an array of any shape, of floats or integers.
        w: the slope, a number.
        b: the intercept, a number.

    Returns:
        A new array of the shape of `x`. Its dtype is that of `x` if that is
        floating, else float64, whatever `w` and `b` are; nothing wraps around.

    Raises:
        ValueError: `w` or `b` is no number, but an array of another shape than
            `()`; names the shapes of both.

    Example:
        >>> predict(np.array([0.0, 1.0, 4.0]), 0.5, 3.0)
        array([3. , 3.5, 5. ])

    Source: Goodfellow et al., *Deep Learning*, 2016, section 5.1.4.
    """
    if np.shape(w) != () or np.shape(b) != ():
        raise ValueError(
            f"predict: w of shape {np.shape(w)} and b of shape {np.shape(b)}"
        )
    x = x.astype(np.result_type(x, 1.0))  # 3 * 100 is 44 in uint8
    return np.asarray(w * x + b, x.dtype)


def mse_gradients(
    x: Num[np.ndarray, " samples"],
    y: Num[np.ndarray, " samples"],
    w: Number,
    b: Number,
) -> tuple[Float[np.ndarray, ""], Float[np.ndarray, ""]]:
    r"""Return the gradients of a line's mean squared error by w and by b.

    求直线的均方误差对 w 和对 b 的梯度。

    The loss is $\frac{1}{n} \sum_i (w x_i + b - y_i)^2$. Its gradients are
    $\frac{2}{n} \sum_i (w x_i + b - y_i) x_i$ and
    $\frac{2}{n} \sum_i (w x_i + b - y_i)$.

    Args:
        x: inputs, a vector of floats or integers.
        y: targets, a vector of the same length, likewise.
        w, b: the line, two numbers, as for `predict`.

    Returns:
        The pair `(by_w, by_b)`, each a NumPy scalar or 0-d array, with the
        dtype of `x + y` if that is floating, else float64, whatever `w` and
        `b` are; nothing wraps around.

    Raises:
        ValueError: `x` and `y` are not two vectors of one length, at least 1;
            names both shapes. `w` or `b` is no number, as for `predict`.

    Example:
        >>> x = np.array([1.0, 2.0, 3.0, 4.0])
        >>> y = np.array([2.0, 4.0, 6.0, 10.0])
        >>> by_w, by_b = mse_gradients(x, y, 2.0, 0.0)
        >>> float(by_w), float(by_b)
        (-4.0, -1.0)

    Source: Goodfellow et al., *Deep Learning*, 2016, section 5.1.4.
    """
    if x.ndim != 1 or x.shape != y.shape or x.size == 0:
        raise ValueError(f"mse_gradients: {x.shape} and {y.shape}")
    dtype = np.result_type(x, y, 1.0)
    error = predict(x, w, b) - y
    by_w, by_b = 2 * (error * x).mean(), 2 * error.mean()
    return by_w.astype(dtype), by_b.astype(dtype)


def fit_by_gradient_descent(
    x: Num[np.ndarray, " samples"],
    y: Num[np.ndarray, " samples"],
    learning_rate: float,
    epochs: int,
) -> tuple[
    Float[np.ndarray, ""], Float[np.ndarray, ""], Float[np.ndarray, " epochs"]
]:
    r"""Fit a line by gradient descent on the mean squared error.

    用梯度下降拟合直线，损失是均方误差。

    It starts at $w = b = 0$. Each epoch is one step on all samples, both
    numbers at once: $w \leftarrow w - \eta \, \partial L / \partial w$ and
    $b \leftarrow b - \eta \, \partial L / \partial b$.

    Args:
        x, y: inputs and targets, as for `mse_gradients`.
        learning_rate: η, a number, Python's or NumPy's.
        epochs: how many steps; 0 is allowed.

    Returns:
        The tuple `(w, b, losses)`: the line after the last step, two NumPy
        scalars or 0-d arrays, and a vector with the loss of each epoch, as it
        was before the epoch's step. All have the dtype of `mse_gradients`.

    Raises:
        ValueError: `x` and `y` are not two vectors of one length, at least 1,
            even if `epochs` is 0; names both shapes. `epochs` is negative;
            names it.

    Example:
        >>> x, y = np.array([0.0, 2.0]), np.array([0.0, 4.0])
        >>> w, b, losses = fit_by_gradient_descent(x, y, 0.125, 2)
        >>> print(w, b, losses)
        1.375 0.625 [8.   1.25]

    Source: Goodfellow et al., *Deep Learning*, 2016, section 4.3.
    """
    if x.ndim != 1 or x.shape != y.shape or x.size == 0:
        raise ValueError(f"fit_by_gradient_descent: {x.shape} and {y.shape}")
    if epochs < 0:
        raise ValueError(f"fit_by_gradient_descent: {epochs} epochs")
    dtype = np.result_type(x, y, 1.0)
    w = b = dtype.type(0)
    losses = np.empty(epochs, dtype)
    for epoch in range(epochs):
        losses[epoch] = ((predict(x, w, b) - y) ** 2).mean()
        by_w, by_b = mse_gradients(x, y, w, b)
        w = dtype.type(w - learning_rate * by_w)
        b = dtype.type(b - learning_rate * by_b)
    return w, b, losses


def fit_in_closed_form(
    x: Num[np.ndarray, " samples"], y: Num[np.ndarray, " samples"]
) -> tuple[Float[np.ndarray, ""], Float[np.ndarray, ""]]:
    r"""Return the line with the smallest mean squared error, by a formula.

    用公式直接求出均方误差最小的直线。

    With the means $\bar{x}$ and $\bar{y}$,
    $w = \sum_i (x_i - \bar{x})(y_i - \bar{y}) / \sum_i (x_i - \bar{x})^2$ and
    $b = \bar{y} - w \bar{x}$.

    Args:
        x, y: inputs and targets, as for `mse_gradients`; neither huge nor tiny,
            say between 1e-6 and 1e6 in size, or 0.

    Returns:
        The pair `(w, b)`, with the type and the dtype of `mse_gradients`. It
        stays accurate where x lies far from 0, as years do. Let m be the
        largest |x|, M the largest |y|, and s the standard deviation of x; if
        m ≤ 1000 s, then `w` is off by at most `64 * eps * m * M / s**2`, and
        `b` by at most m times as much. Here `eps` is `np.finfo(np.float32).eps`
        if x or y is float32, else `np.finfo(np.float64).eps`.

    Raises:
        ValueError: `x` and `y` are not two vectors of one length, at least 1;
            names both shapes. All x are equal, or there is only one; names it.

    Off limits: `np.polyfit`, `np.polynomial`, `np.linalg.lstsq`,
        `np.linalg.pinv`.

    Example:
        >>> x, y = np.array([0.0, 1.0, 2.0]), np.array([1.0, 2.0, 6.0])
        >>> w, b = fit_in_closed_form(x, y)
        >>> print(w, b)
        2.5 0.5

    Source: Bishop, *Pattern Recognition and Machine Learning*, 2006, section
    3.1.1; Goodfellow et al., *Deep Learning*, 2016, section 5.1.4.
    """
    if x.ndim != 1 or x.shape != y.shape or x.size == 0:
        raise ValueError(f"fit_in_closed_form: {x.shape} and {y.shape}")
    if x.min() == x.max():
        raise ValueError(f"fit_in_closed_form: all x are {x[0]}")
    dtype = np.result_type(x, y, 1.0)
    from_mean = x - x.mean()
    w = (from_mean * (y - y.mean())).sum() / (from_mean**2).sum()
    b = y.mean() - w * x.mean()
    return w.astype(dtype), b.astype(dtype)
