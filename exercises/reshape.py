"""Reshape and transpose · 变形与转置: the same elements in another shape.

Page: http://127.0.0.1:8000/reshape/ (uv run mkdocs serve)
"""

import math

import numpy as np
from jaxtyping import Shaped


def resolve_shape(
    element_count: int, shape: tuple[int, ...]
) -> tuple[int, ...]:
    """Replace the `-1` of a shape by the size that fits.

    把形状里的 `-1` 换成合适的长度。

    Args:
        element_count: how many elements there are, 0 or more.
        shape: the shape that they are to have; at most one size may be `-1`,
            which stands for "as many as are left". Sizes are Python or NumPy
            integers.

    Returns:
        The shape without `-1`, exact however large the sizes are; a shape
        without `-1` comes back as it is.

    Raises:
        ValueError: the sizes do not multiply to `element_count`, whatever the
            `-1` stands for; or any size would do for it, as with no elements
            and the shape `(0, -1)`; or a second `-1` or another negative size.
            Names `element_count` and `shape`.
        TypeError: a size is no integer.

    Example:
        >>> resolve_shape(12, (3, -1))
        (3, 4)
    """
    raise NotImplementedError("resolve_shape")


def reshape(
    x: Shaped[np.ndarray, "*source"], shape: tuple[int, ...]
) -> Shaped[np.ndarray, "*shape"]:
    """Give the elements of a tensor another shape, in row-major order.

    按行优先顺序，把张量的元素排成另一个形状。

    The element at flat index k of `x` becomes the element at flat index k of
    the result. The flat index counts row by row, however `x` lies in memory.

    Args:
        x: a tensor of any dtype.
        shape: the new shape; one size may be `-1`, as in `resolve_shape`.

    Returns:
        A new array with the dtype of `x`.

    Raises:
        ValueError: `shape` does not fit the elements of `x`, or more than one
            shape would; names it.
        TypeError: a size is no integer.

    Needs: `loop`.
    Off limits: `np.reshape`, `.reshape`, `np.resize`, `.resize`, `np.ravel`,
        `.ravel`, `.flatten`, `.flat`.

    Example:
        >>> reshape(np.array([[1, 2, 3], [4, 5, 6]]), (3, 2))
        array([[1, 2],
               [3, 4],
               [5, 6]])
    """
    raise NotImplementedError("reshape")


def flatten_images(
    images: Shaped[np.ndarray, "n h w *c"],
) -> Shaped[np.ndarray, "n pixels"]:
    """Unroll every image into one row.

    把每张图片展开成一行。

    Args:
        images: grey images, shape `(n, h, w)`, or images with channels, shape
            `(n, h, w, c)`. Every size may be 0.

    Returns:
        Shape `(n, h*w)` or `(n, h*w*c)`, with the dtype of `images`: row i
        holds the elements of image i in row-major order. It may be a view.

    Raises:
        ValueError: `images` has neither three nor four axes; names its shape.

    Example:
        >>> flatten_images(np.array([[[1, 2], [3, 4]], [[5, 6], [7, 8]]]))
        array([[1, 2, 3, 4],
               [5, 6, 7, 8]])
    """
    raise NotImplementedError("flatten_images")


def transpose(
    x: Shaped[np.ndarray, "rows columns"],
) -> Shaped[np.ndarray, "columns rows"]:
    """Turn rows into columns, by loops.

    用循环把行变成列。

    Args:
        x: a matrix of any dtype, shape `(rows, columns)`.

    Returns:
        A new matrix of shape `(columns, rows)` with the dtype of `x` and
        `result[j, i] == x[i, j]`.

    Raises:
        ValueError: `x` is not a matrix; names its shape.

    Needs: `loop`.
    Off limits: `np.transpose`, `.transpose`, `.T`, `.mT`, `np.permute_dims`,
        `np.matrix_transpose`, `np.swapaxes`, `.swapaxes`, `np.moveaxis`,
        `np.rollaxis`, `np.einsum`.

    Example:
        >>> transpose(np.array([[1, 2, 3], [4, 5, 6]]))
        array([[1, 4],
               [2, 5],
               [3, 6]])
    """
    raise NotImplementedError("transpose")


def permute_axes(
    x: Shaped[np.ndarray, "*source"], axes: tuple[int, ...]
) -> Shaped[np.ndarray, "*target"]:
    """Put the axes of a tensor into another order, with their elements.

    重排张量的轴，元素随轴移动。

    Args:
        x: a tensor of any rank and dtype.
        axes: every axis of `x` once. Axis k of the result is axis `axes[k]` of
            `x`; negative numbers count from the end.

    Returns:
        A new array with the dtype of `x`. Its size along axis k is
        `x.shape[axes[k]]`; an element of `x` moves from `index` to the position
        whose number k is `index[axes[k]]`.

    Raises:
        ValueError: `axes` does not hold every axis of `x` exactly once; names
            `axes` and the shape of `x`.

    Off limits: `np.transpose`, `.transpose`, `.T`, `.mT`, `np.permute_dims`,
        `np.matrix_transpose`, `np.swapaxes`, `.swapaxes`, `np.moveaxis`,
        `np.rollaxis`, `np.einsum`.

    Example:
        >>> x = np.zeros((2, 3, 4))
        >>> permute_axes(x, (2, 0, 1)).shape
        (4, 2, 3)
    """
    raise NotImplementedError("permute_axes")


def to_channels_last(
    images: Shaped[np.ndarray, "n c h w"],
) -> Shaped[np.ndarray, "n h w c"]:
    """Move the channels of images behind height and width.

    把图片的通道轴移到最后。

    Args:
        images: shape `(n, c, h, w)`.

    Returns:
        Shape `(n, h, w, c)`, with the dtype of `images` and
        `result[i, y, x, k] == images[i, k, y, x]`. It may be a view.

    Raises:
        ValueError: `images` does not have four axes; names its shape.

    Example:
        >>> to_channels_last(np.zeros((128, 3, 28, 32))).shape
        (128, 28, 32, 3)
    """
    raise NotImplementedError("to_channels_last")


def insert_axis(
    x: Shaped[np.ndarray, "*source"], axis: int
) -> Shaped[np.ndarray, "*target"]:
    """Insert an axis of size 1 into the shape of a tensor.

    在张量的形状里插入一个长度为 1 的轴。

    Args:
        x: a tensor of any rank and dtype.
        axis: where the new axis is in the result, whose rank is one higher
            than that of `x`; negative numbers count from the end of the
            result, so that -1 makes it the last axis.

    Returns:
        The elements of `x` in the same order and of the same dtype, with one
        more axis. It may be a view.

    Raises:
        ValueError: the result has no such axis; names `axis` and the shape of
            `x`.

    Off limits: `np.expand_dims`.

    Example:
        >>> insert_axis(np.zeros((2, 3)), 1).shape
        (2, 1, 3)
        >>> insert_axis(np.zeros((2, 3)), -1).shape
        (2, 3, 1)
    """
    raise NotImplementedError("insert_axis")


def drop_axis(
    x: Shaped[np.ndarray, "*source"], axis: int
) -> Shaped[np.ndarray, "*target"]:
    """Remove an axis of size 1 from the shape of a tensor.

    从张量的形状里去掉一个长度为 1 的轴。

    Args:
        x: a tensor of any dtype.
        axis: the axis to remove; negative numbers count from the end.

    Returns:
        The elements of `x` in the same order and of the same dtype, without
        that axis; other axes of size 1 stay. It may be a view.

    Raises:
        ValueError: `x` has no such axis, or its size is not 1; names `axis`
            and the shape of `x`.

    Example:
        >>> drop_axis(np.zeros((2, 1, 3)), 1).shape
        (2, 3)
    """
    raise NotImplementedError("drop_axis")


def split_heads(
    x: Shaped[np.ndarray, "n t d"], heads: int
) -> Shaped[np.ndarray, "n heads t f"]:
    """Divide the features among heads, each head in a matrix of its own.

    把特征平分给各个头，每个头各成一个矩阵。

    Head k gets the k-th block of f = d/heads features that stand side by side.

    Args:
        x: n sequences of t steps with d features, shape `(n, t, d)`.
        heads: how many heads, at least 1.

    Returns:
        Shape `(n, heads, t, f)`, with the dtype of `x` and
        `result[i, k, s, j] == x[i, s, k*f + j]`. It may be a view.

    Raises:
        ValueError: `x` does not have three axes; names its shape. Or `heads`
            is less than 1 or does not divide d; names d and `heads`.

    Example:
        >>> x = np.array([[[1, 2, 3, 4], [5, 6, 7, 8]]])
        >>> split_heads(x, 2).tolist()
        [[[[1, 2], [5, 6]], [[3, 4], [7, 8]]]]

    Source: Vaswani et al., "Attention Is All You Need", 2017, section 3.2.2.
    """
    raise NotImplementedError("split_heads")


def merge_heads(
    x: Shaped[np.ndarray, "n heads t f"],
) -> Shaped[np.ndarray, "n t d"]:
    """Put the features of all heads side by side: the inverse of `split_heads`.

    把各个头的特征并排放回去，也就是 `split_heads` 的逆运算。

    Args:
        x: shape `(n, heads, t, f)`.

    Returns:
        Shape `(n, t, heads*f)`, with the dtype of `x` and
        `result[i, s, k*f + j] == x[i, k, s, j]`. It may be a view.

    Raises:
        ValueError: `x` does not have four axes; names its shape.

    Example:
        >>> x = np.array([[[[1, 2], [5, 6]], [[3, 4], [7, 8]]]])
        >>> merge_heads(x)
        array([[[1, 2, 3, 4],
                [5, 6, 7, 8]]])
    """
    raise NotImplementedError("merge_heads")
