"""Broadcasting · 广播: how tensors of different shapes are combined.

Page: http://127.0.0.1:8000/broadcasting/ (uv run mkdocs serve)
"""

import numpy as np
from jaxtyping import Float, Num, Shaped


def naive_add_matrix_and_vector(
    x: Num[np.ndarray, "rows columns"], y: Num[np.ndarray, " columns"]
) -> Num[np.ndarray, "rows columns"]:
    """Add a vector to every row of a matrix, by loops.

    用循环把一个向量加到矩阵的每一行上。

    Args:
        x: a matrix, shape `(rows, columns)`.
        y: a vector, shape `(columns,)`, with the dtype of `x`.

    Returns:
        A new matrix with `result[i, j] == x[i, j] + y[j]` and the dtype of `x`.

    Raises:
        ValueError: `x` is not a matrix, `y` is not a vector, or their columns
            differ; names both shapes.

    Needs: `loop`.
    Off limits: `np.add`, `np.broadcast_to`, `np.tile`, `np.vectorize`.

    Example:
        >>> x = np.array([[1, 2], [3, 4]])
        >>> naive_add_matrix_and_vector(x, np.array([10, 20]))
        array([[11, 22],
               [13, 24]])
    """
    if x.ndim != 2 or y.ndim != 1 or x.shape[1] != y.shape[0]:
        raise ValueError(
            f"naive_add_matrix_and_vector: {y.shape} is no row of {x.shape}"
        )
    result = x.copy()  # the inputs stay as they are
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            result[i, j] += y[j]
    return result


def broadcast_shape(a: tuple[int, ...], b: tuple[int, ...]) -> tuple[int, ...]:
    """Return the shape that two shapes broadcast to.

    求两个形状广播后得到的形状。

    Shapes are aligned at their last axis; missing leading axes count as 1; an
    axis of size 1 takes the other's size.

    Args:
        a: a shape, for example `(32, 10)`; `()` is the shape of a scalar, and
            sizes may be 0.
        b: another shape.

    Returns:
        The common shape. It is computed from the sizes alone, however large
        they are.

    Raises:
        ValueError: two sizes differ and neither is 1; names both shapes and
            the axis that clashes, as the result numbers it, from the left,
            starting at 0.

    Off limits: `np.broadcast_shapes`, `np.broadcast`, `np.broadcast_arrays`,
    `np.broadcast_to`.

    Example:
        >>> broadcast_shape((32, 10), (10,))
        (32, 10)
        >>> broadcast_shape((3, 1), (4,))
        (3, 4)

    Source: NumPy documentation, "Broadcasting", general broadcasting rules.
    """
    rank = max(len(a), len(b))
    padded_a = (1,) * (rank - len(a)) + a
    padded_b = (1,) * (rank - len(b)) + b
    result = []
    for axis, (m, n) in enumerate(zip(padded_a, padded_b, strict=True)):
        if m != n and m != 1 and n != 1:
            raise ValueError(
                f"broadcast_shape: {a} and {b} clash at axis {axis}: {m}, {n}"
            )
        result.append(n if m == 1 else m)
    return tuple(result)


def broadcast_shapes(*shapes: tuple[int, ...]) -> tuple[int, ...]:
    """Return the shape that any number of shapes broadcast to.

    求任意多个形状广播后得到的形状。

    Args:
        *shapes: shapes, none or more.

    Returns:
        The common shape; `()` for no shapes at all.

    Raises:
        ValueError: two of them do not fit together.

    Off limits: `np.broadcast_shapes`, `np.broadcast`, `np.broadcast_arrays`,
    `np.broadcast_to`.

    Example:
        >>> broadcast_shapes((8, 1, 6), (7, 1), (6,))
        (8, 7, 6)
        >>> broadcast_shapes()
        ()
    """
    result: tuple[int, ...] = ()
    for shape in shapes:
        result = broadcast_shape(result, shape)
    return result


def broadcast_to(
    x: Shaped[np.ndarray, "*source"], shape: tuple[int, ...]
) -> Shaped[np.ndarray, "*shape"]:
    """Stretch a tensor to a larger shape.

    把张量扩展成指定的形状。

    Every element of `x` is copied to all the places where it is seen: axes are
    added in front until the ranks match, and axes of size 1 are repeated.

    Args:
        x: a tensor of any dtype.
        shape: the shape of the result; `x.shape` must broadcast to exactly
            this.

    Returns:
        A new array of `shape` with the dtype of `x`.

    Raises:
        ValueError: `x.shape` does not broadcast to `shape`; names both.

    Needs: `loop`.
    Off limits: `np.broadcast_to`, `np.broadcast_arrays`, `np.broadcast`,
        `np.tile`.

    Example:
        >>> broadcast_to(np.array([1, 2, 3]), (2, 3))
        array([[1, 2, 3],
               [1, 2, 3]])
    """
    added = len(shape) - x.ndim
    if added < 0 or any(
        m not in (1, n) for m, n in zip(x.shape, shape[added:], strict=True)
    ):
        raise ValueError(
            f"broadcast_to: {x.shape} does not broadcast to {shape}"
        )
    result = np.empty(shape, x.dtype)
    for index in np.ndindex(shape):
        # An axis of size 1 has only position 0, wherever the result looks.
        source = tuple(
            0 if size == 1 else i
            for i, size in zip(index[added:], x.shape, strict=True)
        )
        result[index] = x[source]
    return result


def broadcast_add(
    x: Num[np.ndarray, "*a"], y: Num[np.ndarray, "*b"]
) -> Num[np.ndarray, "*c"]:
    """Add any two compatible tensors, with your own broadcasting.

    用自己写的广播函数，把任意两个形状相容的张量相加。

    Args:
        x: a tensor of any rank.
        y: a tensor whose shape fits that of `x`.

    Returns:
        A new array of the broadcast shape, with the dtype that NumPy gives to
        `x + y`.

    Raises:
        ValueError: the shapes do not fit together; names both.

    Needs: `broadcast_to`.
    Off limits: `np.broadcast_to`, `np.broadcast_arrays`, `np.broadcast`,
    `np.broadcast_shapes`, `np.tile`.

    Example:
        >>> broadcast_add(np.array([[1], [2]]), np.array([10, 20, 30]))
        array([[11, 21, 31],
               [12, 22, 32]])
    """
    shape = broadcast_shape(x.shape, y.shape)
    return broadcast_to(x, shape) + broadcast_to(y, shape)


def outer_product(
    x: Num[np.ndarray, " m"], y: Num[np.ndarray, " n"]
) -> Num[np.ndarray, "m n"]:
    """Multiply all pairs of elements of two vectors, by broadcasting alone.

    只用广播，把两个向量的元素两两相乘，求出外积。

    Args:
        x: a vector, shape `(m,)`.
        y: a vector, shape `(n,)`.

    Returns:
        A new matrix with `result[i, j] == x[i] * y[j]`, with the dtype that
        NumPy gives to `x * y`.

    Raises:
        ValueError: one of them is not a vector; names both shapes.

    Off limits: `np.outer`, `.outer`, `np.kron`, `np.einsum`, `np.tensordot`,
        `np.dot`, `np.inner`, `np.matmul`, `@`, `np.repeat`, `np.tile`, `for`,
        `while`.

    Example:
        >>> outer_product(np.array([1, 2]), np.array([3, 4, 5]))
        array([[ 3,  4,  5],
               [ 6,  8, 10]])
    """
    if x.ndim != 1 or y.ndim != 1:
        raise ValueError(f"outer_product: no vectors: {x.shape}, {y.shape}")
    return x[:, np.newaxis] * y  # (m, 1) * (n,) -> (m, n)


def pairwise_squared_distances(
    x: Num[np.ndarray, "n dimensions"], y: Num[np.ndarray, "m dimensions"]
) -> Num[np.ndarray, "n m"]:
    r"""Return all squared distances between two sets of points, without a loop.

    不用循环，求两组点之间每两点距离的平方。

    The formula is $d_{ij} = \sum_k (x_{ik} - y_{jk})^2$.

    Expanding the square is shorter, but it subtracts large numbers that are
    nearly equal: for two points close together the result loses its digits and
    may be negative.

    Args:
        x: n points, shape `(n, dimensions)`.
        y: m points, shape `(m, dimensions)`.

    Returns:
        Shape `(n, m)`, never negative, accurate relative to each distance.
        Floating inputs keep their dtype as in `x - y`; two integer inputs give
        int64, and unsigned and small integers do not wrap around.

    Raises:
        ValueError: one of them is not a matrix, or their dimensions differ;
            names both shapes.

    Off limits: `for`, `while`.

    Example:
        >>> x = np.array([[0.0, 0.0], [3.0, 4.0]])
        >>> pairwise_squared_distances(x, np.array([[0.0, 0.0]]))
        array([[ 0.],
               [25.]])
    """
    if x.ndim != 2 or y.ndim != 2 or x.shape[1] != y.shape[1]:
        raise ValueError(
            "pairwise_squared_distances: expected (n, dimensions) and "
            f"(m, dimensions), got {x.shape} and {y.shape}"
        )
    dtype = np.result_type(x, y)
    if x.dtype.kind in "iu" and y.dtype.kind in "iu":
        dtype = np.dtype(np.int64)  # 3 - 5 is 254 in uint8
    difference = x.astype(dtype)[:, np.newaxis, :] - y.astype(
        dtype
    )  # (n, 1, d) - (m, d) -> (n, m, d)
    return (difference**2).sum(axis=-1)


def sum_to_shape(
    gradient: Float[np.ndarray, "*shape"], shape: tuple[int, ...]
) -> Float[np.ndarray, "*target"]:
    r"""Sum a gradient over stretched axes: the adjoint of `broadcast_to`.

    沿扩展过的轴对梯度求和，也就是 `broadcast_to` 的伴随。

    An element that broadcasting used in many places collects the gradients of
    all of them. In formulas, for every $x$ of shape `shape`: $\langle g,
    \mathrm{broadcast}(x) \rangle = \langle \mathrm{sum}(g), x \rangle$.

    Args:
        gradient: what arrived at the stretched tensor.
        shape: the shape before stretching; it must broadcast to
            `gradient.shape`.

    Returns:
        A new array of `shape` with the dtype of `gradient`.

    Raises:
        ValueError: `shape` does not broadcast to `gradient.shape`; names both.

    Example:
        >>> sum_to_shape(np.array([[1.0, 2.0, 3.0], [10.0, 20.0, 30.0]]), (3,))
        array([11., 22., 33.])
    """
    added = gradient.ndim - len(shape)
    if added < 0 or any(
        m not in (1, n)
        for m, n in zip(shape, gradient.shape[added:], strict=True)
    ):
        raise ValueError(
            f"sum_to_shape: {shape} does not broadcast to {gradient.shape}"
        )
    repeated = tuple(
        added + axis for axis, size in enumerate(shape) if size == 1
    )
    # A repeated axis stays as an axis of size 1; an added axis goes.
    total = gradient.sum(axis=repeated, keepdims=True)
    return total.sum(axis=tuple(range(added)))
