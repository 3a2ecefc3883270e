"""Dot product · 点积: the operation that combines elements.

Page: http://127.0.0.1:8000/dot_product/ (uv run mkdocs serve)
"""

import numpy as np
from jaxtyping import Float, Num

from exercises.elementwise import relu


def naive_vector_dot(
    x: Num[np.ndarray, " n"], y: Num[np.ndarray, " n"]
) -> Num[np.ndarray, ""]:
    r"""Multiply two vectors element by element and add up, by loops.

    用循环求两个向量的点积：对应元素相乘，再把积全部加起来。

    The formula is $x \cdot y = \sum_i x_i \, y_i$.

    Args:
        x: a vector, shape `(n,)`.
        y: a vector of the same length.

    Returns:
        One number: a NumPy scalar, or an array of shape `()`, with the dtype
        that `np.dot` gives, which is that of `x * y`; 0 for empty vectors.

    Raises:
        ValueError: one of them is not a vector, or their lengths differ; names
            both shapes.

    Needs: `loop`.
    Off limits: `np.dot`, `.dot`, `np.inner`, `np.vdot`, `np.vecdot`,
        `np.matmul`, `@`, `np.einsum`, `np.tensordot`, `np.linalg`.

    Example:
        >>> print(naive_vector_dot(np.array([1, 2, 3]), np.array([4, 5, 6])))
        32
    """
    raise NotImplementedError("naive_vector_dot")


def naive_matrix_vector_dot(
    x: Num[np.ndarray, "rows columns"], y: Num[np.ndarray, " columns"]
) -> Num[np.ndarray, " rows"]:
    r"""Take the dot product of every row of a matrix with a vector, by loops.

    用循环求矩阵与向量的积：矩阵的每一行，各与这个向量求一次点积。

    The formula is $z_i = \sum_j x_{ij} \, y_j$.

    Args:
        x: a matrix, shape `(rows, columns)`.
        y: a vector, shape `(columns,)`.

    Returns:
        A new vector, shape `(rows,)`, with the dtype that `np.dot` gives;
        zeros if there are no columns.

    Raises:
        ValueError: `x` is not a matrix, `y` is not a vector, or `y` is not as
            long as a row; names both shapes.

    Needs: `loop`.
    Off limits: `np.dot`, `.dot`, `np.inner`, `np.vdot`, `np.vecdot`,
        `np.matvec`, `np.vecmat`, `np.matmul`, `@`, `np.einsum`,
        `np.tensordot`, `np.linalg`.

    Example:
        >>> x = np.array([[1, 2, 3], [4, 5, 6]])
        >>> naive_matrix_vector_dot(x, np.array([1, 0, 2]))
        array([ 7, 16])
    """
    raise NotImplementedError("naive_matrix_vector_dot")


def naive_matmul(
    x: Num[np.ndarray, "rows inner"], y: Num[np.ndarray, "inner columns"]
) -> Num[np.ndarray, "rows columns"]:
    r"""Multiply two matrices, rows with columns, by loops.

    用循环求两个矩阵的积：左边的每一行与右边的每一列求点积。

    The formula is $z_{ij} = \sum_k x_{ik} \, y_{kj}$.

    Args:
        x: a matrix, shape `(rows, inner)`.
        y: a matrix, shape `(inner, columns)`.

    Returns:
        A new matrix, shape `(rows, columns)`, with the dtype that `np.dot`
        gives; zeros if the inner size is 0.

    Raises:
        ValueError: one of them is not a matrix, or their inner sizes differ;
            names both shapes.

    Needs: `loop`.
    Off limits: `np.dot`, `.dot`, `np.inner`, `np.vdot`, `np.vecdot`,
        `np.matvec`, `np.vecmat`, `np.matmul`, `@`, `np.einsum`,
        `np.tensordot`, `np.linalg`, `matmul_by_broadcasting`,
        `batched_matmul`.

    Example:
        >>> x = np.array([[1, 2, 3], [4, 5, 6]])
        >>> naive_matmul(x, np.array([[1, 0], [0, 1], [2, 3]]))
        array([[ 7, 11],
               [16, 23]])
    """
    raise NotImplementedError("naive_matmul")


def matmul_by_broadcasting(
    x: Num[np.ndarray, "rows inner"], y: Num[np.ndarray, "inner columns"]
) -> Num[np.ndarray, "rows columns"]:
    """Multiply two matrices by broadcasting alone, without a loop.

    只用广播，不用循环，求两个矩阵的积。

    All products $x_{ik} y_{kj}$ stand in one tensor of rank 3, which is then
    summed over $k$.

    Args:
        x: a matrix, shape `(rows, inner)`.
        y: a matrix, shape `(inner, columns)`.

    Returns:
        A new matrix, shape `(rows, columns)`, with the dtype that `np.dot`
        gives, for small integers too; zeros if the inner size is 0.

    Raises:
        ValueError: one of them is not a matrix, or their inner sizes differ;
            names both shapes. An inner size of 1 does not stretch.

    Off limits: `for`, `while`, `np.dot`, `.dot`, `np.inner`, `np.vdot`,
        `np.vecdot`, `np.matvec`, `np.vecmat`, `np.matmul`, `@`, `np.einsum`,
        `np.tensordot`, `np.linalg`, `np.vectorize`, `naive_matmul`,
        `naive_matrix_vector_dot`, `naive_vector_dot`, `batched_matmul`.

    Example:
        >>> x = np.array([[1, 2, 3], [4, 5, 6]])
        >>> matmul_by_broadcasting(x, np.array([[1, 0], [0, 1], [2, 3]]))
        array([[ 7, 11],
               [16, 23]])
    """
    raise NotImplementedError("matmul_by_broadcasting")


def dot_shape(a: tuple[int, ...], b: tuple[int, ...]) -> tuple[int, ...]:
    """Return the shape of `np.dot` for tensors of two shapes.

    求两个形状的张量做 `np.dot` 之后得到的形状。

    The last axis of the first meets the last but one of the second, or its
    only one; these two disappear, and all others stay, those of the first in
    front. A scalar multiplies every element of the other.

    Args:
        a: a shape, of any rank; `()` is that of a scalar.
        b: another shape.

    Returns:
        The shape of the result. It is computed from the sizes alone, however
        large they are.

    Raises:
        ValueError: the two sizes that meet differ, even if one of them is 1;
            names both shapes.

    Off limits: `np.dot`, `.dot`, `np.inner`, `np.matmul`, `@`, `np.einsum`,
        `np.tensordot`, `np.linalg`.

    Example:
        >>> dot_shape((128, 784), (784, 512))
        (128, 512)
        >>> dot_shape((2, 3, 4), (5, 4, 6))
        (2, 3, 5, 6)

    Source: NumPy documentation, `numpy.dot`.
    """
    raise NotImplementedError("dot_shape")


def batched_matmul(
    x: Num[np.ndarray, "*batch rows inner"],
    y: Num[np.ndarray, "*batch inner columns"],
) -> Num[np.ndarray, "*batch rows columns"]:
    """Multiply stacks of matrices; their leading axes broadcast.

    让成叠的矩阵相乘，前面的轴按广播规则配对。

    Args:
        x: a matrix or a stack of them, shape `(…, rows, inner)`.
        y: a matrix or a stack of them, shape `(…, inner, columns)`.

    Returns:
        A new array of shape `(…, rows, columns)`, where the leading axes are
        those of `x` and `y` broadcast together, with the dtype that `np.dot`
        gives; zeros if the inner size is 0.

    Raises:
        ValueError: one of them has fewer than two axes, or their inner sizes
            differ, which do not stretch; names both shapes. Or the leading
            axes do not broadcast; names at least these, of both.

    Off limits: `np.matmul`, `@`, `np.einsum`, `np.vecdot`, `np.matvec`,
        `np.vecmat`, `np.linalg`.

    Example:
        >>> x = np.array([[[1, 2]], [[3, 4]]])  # (2, 1, 2)
        >>> batched_matmul(x, np.array([[5], [6]]))
        array([[[17]],
        <BLANKLINE>
               [[39]]])
    """
    raise NotImplementedError("batched_matmul")


def cosine_similarity(
    x: Num[np.ndarray, " n"], y: Num[np.ndarray, " n"]
) -> Float[np.ndarray, ""]:
    r"""Return the cosine of the angle between two vectors.

    求两个向量夹角的余弦，即余弦相似度。

    The formula is $\cos\theta = \frac{x \cdot y}{\|x\| \, \|y\|}$, where
    $\|x\| = \sqrt{x \cdot x}$ is the norm of $x$.

    Args:
        x: a vector of finite numbers, not all of them zero.
        y: another, with as many elements.

    Returns:
        One number in [-1, 1], a NumPy scalar or an array of shape `()`: with
        the dtype of `x * y` if both are floating, float64 otherwise. The error
        is a few times `n` machine epsilons (of the coarser dtype, if there are
        two), for huge and tiny vectors too: nothing overflows on the way, and
        no small result is lost.

    Raises:
        ValueError: one of them is not a vector, or their sizes differ; names
            both shapes. Or one has no direction, since all of its elements are
            zero or it has none.

    Example:
        >>> print(cosine_similarity(np.array([3.0, 4.0]), np.array([4.0, 3.0])))
        0.96

    Source: Goodfellow et al., *Deep Learning*, 2016, section 2.5.
    """
    raise NotImplementedError("cosine_similarity")


def affine(
    x: Num[np.ndarray, "batch in"],
    w: Num[np.ndarray, "in out"],
    b: Num[np.ndarray, " out"],
) -> Num[np.ndarray, "batch out"]:
    """Apply weights and biases to a batch: `dot(x, w) + b`.

    对一个批量做仿射变换：乘上权重，加上偏置，即 `dot(x, w) + b`。

    Args:
        x: a batch, shape `(batch, in)`, one sample a row.
        w: weights, shape `(in, out)`.
        b: biases, shape `(out,)`, added to every row.

    Returns:
        A new matrix, shape `(batch, out)`, with the dtype that NumPy gives to
        `np.dot(x, w) + b`.

    Raises:
        ValueError: `x` or `w` is not a matrix, `b` is not a vector, or their
            sizes do not fit; names the shapes of all three. A bias of size 1
            does not stretch.

    Example:
        >>> x = np.array([[1.0, 2.0], [3.0, 4.0]])
        >>> w = np.array([[1.0, 0.0, -1.0], [0.0, 1.0, -1.0]])
        >>> affine(x, w, np.array([10.0, 20.0, 5.0]))
        array([[11., 22.,  2.],
               [13., 24., -2.]])
    """
    raise NotImplementedError("affine")


def dense(
    x: Num[np.ndarray, "batch in"],
    w: Num[np.ndarray, "in out"],
    b: Num[np.ndarray, " out"],
) -> Num[np.ndarray, "batch out"]:
    """Apply a dense layer with relu to a batch: `relu(dot(x, w) + b)`.

    对一个批量应用带 relu 的全连接层：`relu(dot(x, w) + b)`。

    Args:
        x: a batch, shape `(batch, in)`, one sample a row.
        w: weights, shape `(in, out)`.
        b: biases, shape `(out,)`, added to every row.

    Returns:
        A new matrix, shape `(batch, out)`, none of its elements negative, with
        the dtype that NumPy gives to `np.dot(x, w) + b`.

    Raises:
        ValueError: as for `affine`; names the shapes of all three.

    Example:
        >>> x = np.array([[1.0, 2.0], [3.0, 4.0]])
        >>> w = np.array([[1.0, 0.0, -1.0], [0.0, 1.0, -1.0]])
        >>> dense(x, w, np.array([10.0, 20.0, 5.0]))
        array([[11., 22.,  2.],
               [13., 24.,  0.]])

    Source: Goodfellow et al., *Deep Learning*, 2016, section 6.1.
    """
    raise NotImplementedError("dense")
