"""Element-wise operations · 逐元素运算: each element for itself.

Page: http://127.0.0.1:8000/elementwise/ (uv run mkdocs serve)
"""

import numpy as np
from jaxtyping import Float, Num


def naive_relu(
    x: Num[np.ndarray, "rows columns"],
) -> Num[np.ndarray, "rows columns"]:
    r"""Replace the negative elements of a matrix by 0, by loops.

    用循环把矩阵中的负数换成 0，其余不变。

    The formula is $\mathrm{relu}(x) = \max(x, 0)$, for each element alone.

    Args:
        x: a matrix of finite numbers, shape `(rows, columns)`.

    Returns:
        A new matrix with the shape and the dtype of `x`.

    Raises:
        ValueError: `x` is not a matrix; names its shape.

    Needs: `loop`.
    Off limits: `np.maximum`, `np.fmax`, `np.where`, `np.clip`, `.clip`,
        `np.vectorize`.

    Example:
        >>> naive_relu(np.array([[1, -2], [-3, 4]]))
        array([[1, 0],
               [0, 4]])
    """
    raise NotImplementedError("naive_relu")


def naive_add(
    x: Num[np.ndarray, "rows columns"], y: Num[np.ndarray, "rows columns"]
) -> Num[np.ndarray, "rows columns"]:
    """Add two matrices of one shape, element by element, by loops.

    用循环把两个形状相同的矩阵逐元素相加。

    Args:
        x: a matrix, shape `(rows, columns)`.
        y: a matrix with the shape and the dtype of `x`.

    Returns:
        A new matrix with `result[i, j] == x[i, j] + y[i, j]` and the dtype of
        `x`.

    Raises:
        ValueError: one of them is not a matrix, or their shapes differ, even
            if one has an axis of size 1; names both shapes.

    Needs: `loop`.
    Off limits: `np.add`, `np.vectorize`.

    Example:
        >>> x = np.array([[1, 2], [3, 4]])
        >>> naive_add(x, np.array([[10, 20], [30, 40]]))
        array([[11, 22],
               [33, 44]])
    """
    raise NotImplementedError("naive_add")


def naive_multiply(
    x: Num[np.ndarray, "rows columns"], y: Num[np.ndarray, "rows columns"]
) -> Num[np.ndarray, "rows columns"]:
    """Multiply two matrices of one shape, element by element, by loops.

    用循环把两个形状相同的矩阵逐元素相乘。

    Args:
        x: a matrix, shape `(rows, columns)`.
        y: a matrix with the shape and the dtype of `x`.

    Returns:
        A new matrix with `result[i, j] == x[i, j] * y[i, j]` and the dtype of
        `x`.

    Raises:
        ValueError: one of them is not a matrix, or their shapes differ, even
            if one has an axis of size 1; names both shapes.

    Needs: `loop`.
    Off limits: `np.multiply`, `np.vectorize`.

    Example:
        >>> x = np.array([[1, 2], [3, 4]])
        >>> naive_multiply(x, np.array([[5, 6], [7, 8]]))
        array([[ 5, 12],
               [21, 32]])
    """
    raise NotImplementedError("naive_multiply")


def relu(x: Num[np.ndarray, "*shape"]) -> Num[np.ndarray, "*shape"]:
    r"""Replace the negative elements of a tensor by 0, in one expression.

    用一个表达式把张量中的负数换成 0，其余不变。

    The formula is $\mathrm{relu}(x) = \max(x, 0)$, for each element alone.

    Args:
        x: a tensor of any rank, of integers or floating-point numbers.

    Returns:
        A new tensor with the shape and the dtype of `x`. An infinity counts as
        a number like any other: `-inf` gives 0, and `inf` stays. NaN stays NaN.

    Off limits: `for`, `while`, `np.vectorize`.

    Example:
        >>> relu(np.array([-1.5, 0.0, 2.5]))
        array([0. , 0. , 2.5])

    Source: Goodfellow et al., *Deep Learning*, 2016, section 6.3.1.
    """
    raise NotImplementedError("relu")


def leaky_relu(
    x: Num[np.ndarray, "*shape"], slope: float
) -> Float[np.ndarray, "*shape"]:
    """Keep the positive elements of a tensor, multiply the others by a slope.

    正的元素保持不变，其余元素乘以斜率。

    Args:
        x: a tensor of any rank, of integers or floating-point numbers.
        slope: any finite Python float: usually small, such as 0.01, but
            0.0, negative slopes and slopes above 1 are right, too.

    Returns:
        A new tensor with the shape of `x`: `x` where `x > 0`, else
        `slope * x`. Floating-point tensors keep their dtype, integers give
        float64. NaN stays NaN.

    Off limits: `for`, `while`, `np.vectorize`.

    Example:
        >>> leaky_relu(np.array([-2.0, 0.0, 3.0]), 0.25)
        array([-0.5,  0. ,  3. ])

    Source: Goodfellow et al., *Deep Learning*, 2016, section 6.3.1.
    """
    raise NotImplementedError("leaky_relu")


def clip_by_value(
    x: Num[np.ndarray, "*shape"], low: float, high: float
) -> Num[np.ndarray, "*shape"]:
    """Limit every element of a tensor to the range from `low` to `high`.

    把张量的每个元素都限制在 `low` 与 `high` 之间。

    Args:
        x: a tensor of any rank, of integers or floating-point numbers.
        low: the lower bound, a Python number that the dtype of `x` can hold: an
            integer for integers. For floating-point numbers, `-inf` means no
            bound.
        high: the upper bound, likewise, `inf` meaning no bound. It may equal
            `low`.

    Returns:
        A new tensor with the shape and the dtype of `x`: `low` where an element
        is smaller, `high` where it is larger, and else the element. NaN stays
        NaN.

    Raises:
        ValueError: `low > high`; names both.

    Off limits: `np.clip`, `.clip`, `for`, `while`, `np.vectorize`.

    Example:
        >>> clip_by_value(np.array([-5, 2, 9]), 0, 6)
        array([0, 2, 6])
    """
    raise NotImplementedError("clip_by_value")


def sigmoid(x: Num[np.ndarray, "*shape"]) -> Float[np.ndarray, "*shape"]:
    r"""Squash every element into the range from 0 to 1.

    把每个元素都压缩到 0 与 1 之间。

    The formula is $\sigma(x) = 1 / (1 + e^{-x})$.

    Args:
        x: a tensor of any rank, of float32, float64 or integers.

    Returns:
        A new tensor with the shape of `x`. Floating-point tensors keep their
        dtype, integers give float64. For every finite element, however large,
        the relative error is at most `32 * np.finfo(dtype).eps`, and there is
        no warning; results below `np.finfo(dtype).tiny` may be off by four
        times the smallest positive number. `-inf` gives 0, `inf` gives 1, and
        NaN stays NaN.

    Off limits: `for`, `while`, `np.vectorize`.

    Example:
        >>> sigmoid(np.array([-10000.0, 0.0, 10000.0]))
        array([0. , 0.5, 1. ])

    Source: Goodfellow et al., *Deep Learning*, 2016, section 3.10.
    """
    raise NotImplementedError("sigmoid")


def tanh_from_sigmoid(
    x: Num[np.ndarray, "*shape"],
) -> Float[np.ndarray, "*shape"]:
    r"""Return the hyperbolic tangent of every element, by your `sigmoid`.

    用你写的 `sigmoid` 求每个元素的双曲正切。

    The formula is $\tanh x = 2\sigma(2x) - 1 = (1 - e^{-2x}) \, \sigma(2x)$.
    The first form loses the digits of a small result, the second need not.

    Args:
        x: a tensor of any rank, of float32, float64 or integers.

    Returns:
        A new tensor with the shape of `x`. Floating-point tensors keep their
        dtype, integers give float64. For every finite element, however small
        or large, the relative error is at most `32 * np.finfo(dtype).eps`;
        results below `np.finfo(dtype).tiny` may be off by four times the
        smallest positive number. There is no warning for elements up to 1e30
        in absolute value. `-inf` gives -1, `inf` gives 1, and NaN stays NaN.

    Needs: `sigmoid`.
    Off limits: `np.tanh`, `np.sinh`, `np.cosh`, `for`, `while`,
        `np.vectorize`.

    Example:
        >>> tanh_from_sigmoid(np.array([-1e-20, 0.0, 1.0]))
        array([-1.00000000e-20,  0.00000000e+00,  7.61594156e-01])

    Source: Goodfellow et al., *Deep Learning*, 2016, section 6.3.2.
    """
    raise NotImplementedError("tanh_from_sigmoid")
