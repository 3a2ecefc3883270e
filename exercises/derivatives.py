"""Derivatives and gradients · 导数与梯度: how a result changes with its inputs.

Page: http://127.0.0.1:8000/derivatives/ (uv run mkdocs serve)
"""

from collections.abc import Callable

import numpy as np
from jaxtyping import Float, Num


def numerical_derivative(
    f: Callable[[float], float], x: float, h: float = 1e-5
) -> float | Float[np.ndarray, ""]:
    r"""Return the slope of a function at a number, by a central difference.

    用中心差分求函数在一个数处的斜率，也就是导数的近似值。

    The formula is $f'(x) \approx \dfrac{f(x + h) - f(x - h)}{2h}$, computed in
    float64 whatever the dtype of `x`.

    Args:
        f: takes a number in float64 and returns a number.
        x: a number: a Python number, a NumPy scalar, or an array of shape
            `()`.
        h: the step to either side.

    Returns:
        The slope, in the dtype of `x` if that is floating, else in float64.
        A Python float counts as float64.

    Raises:
        ValueError: `x` has axes, names its shape; or `h` is not positive or
            not finite, names it.

    Off limits: `np.gradient`.

    Example:
        >>> print(round(numerical_derivative(lambda x: x**2, 3.0), 6))
        6.0

    Source: Baydin et al., "Automatic differentiation in machine learning: a
    survey", JMLR 18, 2018, section 2.1.
    """
    raise NotImplementedError("numerical_derivative")


def tangent_line(
    f: Callable[[float], float], x: float
) -> Callable[[Num[np.ndarray, "*points"]], Float[np.ndarray, "*points"]]:
    r"""Return the tangent to a function at a number, as a function.

    返回函数在一个数处的切线；切线本身也是一个函数。

    The tangent touches $f$ at $x$ and has its slope there: $t \mapsto f(x) +
    f'(x) \, (t - x)$, with the slope of a central difference, $h = 10^{-5}$.

    Args:
        f: takes a number in float64 and returns a number.
        x: a number: a Python number, a NumPy scalar, or an array of shape
            `()`.

    Returns:
        A function of `t`, a number or an array of numbers. It returns the
        height of the tangent at each of them, in the shape of `t`, computed
        in float64 and then rounded to the dtype that `numerical_derivative`
        gives for `x`.

    Raises:
        ValueError: `x` has axes; at once, not when the tangent is used.
            Names the shape.

    Example:
        >>> line = tangent_line(lambda x: x**2, 3.0)
        >>> print(np.round(line(np.array([3.0, 4.0, 5.0])), 6))
        [ 9. 15. 21.]
    """
    raise NotImplementedError("tangent_line")


def numerical_gradient(
    f: Callable[[np.ndarray], float],
    x: Num[np.ndarray, "*shape"],
    h: float = 1e-5,
) -> Float[np.ndarray, "*shape"]:
    r"""Return the gradient of a function of an array, by central differences.

    用中心差分求一个以数组为自变量的函数的梯度。

    Entry $i$ is $\dfrac{f(x + h e_i) - f(x - h e_i)}{2h}$, computed in float64,
    where $e_i$ is 1 at position $i$ and 0 elsewhere.

    Args:
        f: takes an array of the shape of `x`, in float64, and returns a
            number. Each call gets an array of its own, which `f` may change,
            keep or return.
        x: where the gradient is wanted: an array of any rank. It never
            changes, not even while `f` runs.
        h: the step to either side.

    Returns:
        A new array of the shape of `x`, in the dtype of `x` if that is
        floating, else in float64.

    Raises:
        ValueError: `h` is not positive or not finite, names it; or `f` returns
            an array with axes, names its shape.

    Example:
        >>> x = np.array([1.0, 2.0, 3.0])
        >>> print(np.round(numerical_gradient(lambda x: (x**2).sum(), x), 6))
        [2. 4. 6.]

    Source: Goodfellow et al., *Deep Learning*, 2016, section 4.3.
    """
    raise NotImplementedError("numerical_gradient")


def directional_derivative(
    f: Callable[[np.ndarray], float],
    x: Num[np.ndarray, "*shape"],
    direction: Num[np.ndarray, "*shape"],
) -> Float[np.ndarray, ""]:
    r"""Return the slope of a function of an array along a direction.

    求一个以数组为自变量的函数沿某个方向的斜率，即方向导数。

    The direction $d$ is first brought to length 1, $u = d / \lVert d
    \rVert$, so that only where it points counts. Then the slope is that of
    $t \mapsto f(x + t u)$ at $t = 0$, by central differences with $h =
    10^{-5}$, in float64; $\nabla f(x) \cdot u$ says the same.

    Args:
        f: takes an array of the shape of `x`, in float64, and returns a
            number. Each call gets an array of its own, which `f` may change,
            keep or return.
        x: an array of any rank. It never changes, not even while `f` runs.
        direction: an array of the same shape. Its length is the root of the
            sum of all its squares, in float64.

    Returns:
        The slope, in the dtype of `x` if that is floating, else in float64.

    Raises:
        ValueError: the shapes of `x` and `direction` differ, names both; or
            that length of `direction` is 0.

    Example:
        >>> x, direction = np.array([1.0, 2.0]), np.array([3.0, 4.0])
        >>> slope = directional_derivative(lambda x: x[0] * x[1], x, direction)
        >>> print(round(slope, 6))
        2.0

    Source: Goodfellow et al., *Deep Learning*, 2016, section 4.3.
    """
    raise NotImplementedError("directional_derivative")


def jacobian(
    f: Callable[[np.ndarray], np.ndarray],
    x: Num[np.ndarray, " n"],
    h: float = 1e-5,
) -> Float[np.ndarray, "m n"]:
    r"""Return all partial derivatives of a function from vectors to vectors.

    求从向量到向量的函数的所有偏导数，排成雅可比矩阵。

    Row $i$ belongs to output $i$, column $j$ to input $j$: $J_{ij} =
    \dfrac{\partial f_i}{\partial x_j}$, by central differences in float64.

    Args:
        f: takes a vector of shape `(n,)`, in float64, and returns a vector,
            always of the same shape `(m,)`. Each call gets an array of its
            own, which `f` may change, keep or return.
        x: a vector, shape `(n,)`. It never changes, not even while `f` runs.
        h: the step to either side.

    Returns:
        A new matrix of shape `(m, n)`, also where m or n is 0, in the dtype of
        `x` if that is floating, else in float64.

    Raises:
        ValueError: `x` is not a vector, names its shape; `h` is not positive
            or not finite, names it; or `f` does not return a vector, names
            the shape of what it returns.

    Example:
        >>> x = np.array([2.0, 3.0])
        >>> f = lambda x: np.array([x[0] + x[1], x[0] * x[1], x[1] ** 2])
        >>> print(np.round(jacobian(f, x), 6))
        [[1. 1.]
         [3. 2.]
         [0. 6.]]

    Source: Goodfellow et al., *Deep Learning*, 2016, section 4.3.1.
    """
    raise NotImplementedError("jacobian")
