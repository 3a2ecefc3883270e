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
    if not all(isinstance(size, int | np.integer) for size in shape):
        raise TypeError(f"resolve_shape: no integer among the sizes {shape}")
    mismatch = f"resolve_shape: {element_count} elements do not fit {shape}"
    if any(size < -1 for size in shape) or shape.count(-1) > 1:
        raise ValueError(mismatch)
    known = math.prod(size for size in shape if size != -1)
    if -1 not in shape:
        if known != element_count:
            raise ValueError(mismatch)
        return shape
    # A size of 0 leaves the missing one open, or makes it impossible.
    if known == 0 or element_count % known != 0:
        raise ValueError(mismatch)
    missing = element_count // known
    return tuple(missing if size == -1 else size for size in shape)


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
    result = np.empty(resolve_shape(x.size, shape), x.dtype)
    # Both walks are row-major: in step, they pair equal flat indices.
    places = zip(np.ndindex(result.shape), np.ndindex(x.shape), strict=True)
    for target, source in places:
        result[target] = x[source]
    return result


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
    if images.ndim not in (3, 4):
        raise ValueError(f"flatten_images: no images: {images.shape}")
    # Not reshape(n, -1): with no images, -1 could be anything.
    return images.reshape(len(images), math.prod(images.shape[1:]))


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
    if x.ndim != 2:
        raise ValueError(f"transpose: expected a matrix, got shape {x.shape}")
    rows, columns = x.shape
    result = np.empty((columns, rows), x.dtype)
    for i in range(rows):
        for j in range(columns):
            result[j, i] = x[i, j]
    return result


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
    order = [axis + x.ndim if axis < 0 else axis for axis in axes]
    if sorted(order) != list(range(x.ndim)):
        raise ValueError(
            f"permute_axes: {axes} is no order of the axes of {x.shape}"
        )
    result = np.empty([x.shape[axis] for axis in order], x.dtype)
    for index in np.ndindex(x.shape):
        result[tuple(index[axis] for axis in order)] = x[index]
    return result


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
    if images.ndim != 4:
        raise ValueError(f"to_channels_last: no (n, c, h, w): {images.shape}")
    return images.transpose(0, 2, 3, 1)


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
    rank = x.ndim + 1
    if not -rank <= axis < rank:
        raise ValueError(f"insert_axis: no place for axis {axis} in {x.shape}")
    axis %= rank
    return x.reshape((*x.shape[:axis], 1, *x.shape[axis:]))


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
    if not -x.ndim <= axis < x.ndim or x.shape[axis] != 1:
        raise ValueError(f"drop_axis: axis {axis} is not of size 1: {x.shape}")
    axis %= x.ndim
    return x.reshape((*x.shape[:axis], *x.shape[axis + 1 :]))


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
    if x.ndim != 3:
        raise ValueError(f"split_heads: expected (n, t, d), got {x.shape}")
    n, t, d = x.shape
    if heads < 1 or d % heads != 0:
        raise ValueError(
            f"split_heads: {d} features cannot be shared by {heads} heads"
        )
    # (n, t, d) -> (n, t, heads, f) -> (n, heads, t, f)
    return x.reshape(n, t, heads, d // heads).transpose(0, 2, 1, 3)


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
    if x.ndim != 4:
        raise ValueError(f"merge_heads: no (n, heads, t, f): {x.shape}")
    n, heads, t, f = x.shape
    # (n, heads, t, f) -> (n, t, heads, f) -> (n, t, heads*f)
    return x.transpose(0, 2, 1, 3).reshape(n, t, heads * f)
