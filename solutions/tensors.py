"""Tensors · 张量: containers of numbers, their shapes, and their memory.

Page: http://127.0.0.1:8000/tensors/ (uv run mkdocs serve)
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from jaxtyping import Shaped


def element_count(shape: tuple[int, ...]) -> int:
    """Count the elements of a tensor of a given shape.

    由形状求张量有多少个元素。

    Args:
        shape: the size of every axis, for example `(2, 3)`; `()` is the shape
            of a scalar, and sizes may be 0.

    Returns:
        The product of the sizes; a scalar has 1 element. It is exact, however
        large the sizes are.

    Raises:
        ValueError: a size is negative; names it.

    Off limits: `np.prod`, `math.prod`, `.prod`.

    Example:
        >>> element_count((2, 3))
        6
        >>> element_count(())
        1
    """
    count = 1  # a scalar has no axis, and one element
    for size in shape:
        if size < 0:
            raise ValueError(f"element_count: negative size {size} in {shape}")
        count *= size
    return count


def byte_count(shape: tuple[int, ...], dtype: np.dtype[Any] | str) -> int:
    """Return how many bytes the elements of a tensor take in memory.

    求张量的元素在内存中占多少个字节。

    Args:
        shape: the size of every axis.
        dtype: the type of the elements, such as `x.dtype`, or its name, such
            as `"uint8"`.

    Returns:
        The number of bytes. It is computed from the sizes alone, however large
        they are.

    Raises:
        TypeError: NumPy knows no such dtype.
        ValueError: a size is negative; names it.

    Example:
        >>> byte_count((2, 3), "float64")
        48
        >>> byte_count((), "uint8")
        1
    """
    return element_count(shape) * np.dtype(dtype).itemsize


def shape_of(nested: Any) -> tuple[int, ...]:
    """Return the shape of a nested list of numbers.

    求嵌套列表的形状。

    The first items set the sizes: the length of `nested`, then that of
    `nested[0]`, then that of `nested[0][0]`, and so on. All other items of the
    same depth must be like them.

    Args:
        nested: a number (`int` or `float`), or a list or a tuple of numbers,
            of lists, of tuples, and so on. Lists and tuples may be mixed.

    Returns:
        The shape; `()` for a number, `(0,)` for an empty list.

    Raises:
        ValueError: the nesting is ragged: an item is longer or shorter than
            the first item of its depth, or one of the two is a number and the
            other is not. Names the place of that item: all of its indices,
            from the outside in, such as `[1][0]`.
        TypeError: something in it is no number, list or tuple: a string, for
            example, or None.

    Off limits: `np.array`, `np.asarray`, `np.shape`, `np.ndim`, `.shape`,
        `.ndim`.

    Example:
        >>> shape_of([[1, 2, 3], [4, 5, 6]])
        (2, 3)
        >>> shape_of([])
        (0,)
        >>> shape_of([[[1, 2]], [[3, 4, 5]]])
        Traceback (most recent call last):
        ValueError: shape_of: nested[1][0] does not fit
    """
    shape: list[int] = []
    level = [("nested", nested)]  # the items of one depth, with their places
    while level:
        for place, item in level:
            if not isinstance(item, int | float | list | tuple):
                raise TypeError(f"shape_of: {place} is {item!r}")
        lengths = [
            len(item) if isinstance(item, list | tuple) else None
            for _, item in level
        ]
        for (place, _), length in zip(level, lengths, strict=True):
            if length != lengths[0]:
                raise ValueError(f"shape_of: {place} does not fit")
        if lengths[0] is None:
            break
        shape.append(lengths[0])
        level = [
            (f"{place}[{i}]", part)
            for place, item in level
            for i, part in enumerate(item)
        ]
    return tuple(shape)


def rank(nested: Any) -> int:
    """Return the number of axes of a nested list of numbers.

    求嵌套列表有几个轴。

    Args:
        nested: a number (`int` or `float`), or a list or a tuple of numbers,
            of lists, of tuples, and so on, as in `shape_of`.

    Returns:
        The number of axes: 0 for a number, 1 for a list of numbers and for an
        empty list.

    Raises:
        ValueError: the nesting is ragged; names the place as `shape_of` does.
        TypeError: something in it is no number, list or tuple.

    Off limits: `np.array`, `np.asarray`, `np.shape`, `np.ndim`, `.shape`,
        `.ndim`.

    Example:
        >>> rank([1, 2, 3, 4, 5])
        1
        >>> rank([[1, 2], [3, 4]])
        2
    """
    return len(shape_of(nested))


def row_major_strides(shape: tuple[int, ...]) -> tuple[int, ...]:
    r"""Return how far apart in memory the neighbours along each axis are.

    求沿每个轴前进一步，在内存中要跨过几个元素，即行优先的步幅。

    The elements lie in row-major order, one after another without gaps. The
    formula is $s_k = n_{k+1} \, n_{k+2} \cdots n_{r-1}$, with the sizes
    $n_0, \dots, n_{r-1}$.

    Args:
        shape: the size of every axis, none of them negative.

    Returns:
        The strides, counted in elements: for every axis the product of the
        sizes after it, also where one of them is 0.

    Off limits: `.strides`.

    Example:
        >>> row_major_strides((2, 3, 4))
        (12, 4, 1)
    """
    return tuple(element_count(shape[axis + 1 :]) for axis in range(len(shape)))


def flat_index(index: tuple[int, ...], shape: tuple[int, ...]) -> int:
    r"""Return the position of an element in row-major memory.

    求一个元素在行优先内存中的位置。

    The formula is $p = \sum_k i_k s_k$, with the strides $s_k$ of `shape`.

    Args:
        index: one index for every axis. A negative index counts from the end
            of its axis: -1 is the last.
        shape: the size of every axis.

    Returns:
        The position, counted in elements; the first element has position 0. It
        is computed from the sizes alone, however large they are.

    Raises:
        ValueError: the number of indices is not the number of axes; names
            `index` and `shape`.
        IndexError: an index lies outside its axis; names `index` and `shape`.

    Off limits: `np.ravel_multi_index`.

    Example:
        >>> flat_index((1, 2), (2, 3))
        5
        >>> flat_index((1, -1), (2, 3))
        5
    """
    if len(index) != len(shape):
        raise ValueError(f"flat_index: {index} does not index shape {shape}")
    position = 0
    for i, size, stride in zip(
        index, shape, row_major_strides(shape), strict=True
    ):
        if not -size <= i < size:
            raise IndexError(f"flat_index: {index} is outside shape {shape}")
        position += (i + size if i < 0 else i) * stride
    return position


def unflatten_index(position: int, shape: tuple[int, ...]) -> tuple[int, ...]:
    """Return the indices of the element at a position in row-major memory.

    由元素在行优先内存中的位置，求它在各个轴上的下标。

    This is the inverse of `flat_index`.

    Args:
        position: the position, counted in elements, from 0.
        shape: the size of every axis.

    Returns:
        One index for every axis, none of them negative. They are computed from
        the sizes alone, however large they are.

    Raises:
        IndexError: no element has this position: it is negative, or not below
            the number of elements; names `position` and `shape`.

    Off limits: `np.unravel_index`.

    Example:
        >>> unflatten_index(5, (2, 3))
        (1, 2)
    """
    if not 0 <= position < element_count(shape):
        raise IndexError(f"unflatten_index: {position} is outside {shape}")
    index = []
    for stride in row_major_strides(shape):
        i, position = divmod(position, stride)
        index.append(i)
    return tuple(index)


def nth_batch(
    x: Shaped[np.ndarray, "samples ..."], n: int, batch_size: int
) -> Shaped[np.ndarray, "batch ..."]:
    """Return the n-th batch of samples along the first axis.

    沿第 0 轴取出第 n 个批量，n 从 0 数起。

    Args:
        x: a tensor of at least one axis; the first is the sample axis.
        n: which batch, counted from 0.
        batch_size: how many samples a batch has.

    Returns:
        Samples `n * batch_size` and following, with the dtype of `x`. Only the
        last batch may be shorter than `batch_size`. It may be a view.

    Raises:
        ValueError: `batch_size` is less than 1; names it.
        IndexError: there is no such batch: `n` is negative or too large, or
            there are no samples; names `n`.

    Example:
        >>> nth_batch(np.array([0, 10, 20, 30, 40]), 1, 2)
        array([20, 30])
        >>> nth_batch(np.array([0, 10, 20, 30, 40]), 2, 2)
        array([40])
    """
    if batch_size < 1:
        raise ValueError(f"nth_batch: batch_size {batch_size} is less than 1")
    start = n * batch_size
    if not 0 <= start < len(x):
        raise IndexError(f"nth_batch: no batch {n} in shape {x.shape}")
    return x[start : start + batch_size]


def stack_samples(
    samples: Sequence[Shaped[np.ndarray, "..."]],
) -> Shaped[np.ndarray, "samples ..."]:
    """Stack samples of one shape along a new first axis.

    把形状相同的样本沿一个新的第 0 轴叠成一个张量。

    Args:
        samples: a list or a tuple of arrays, all of one shape and dtype.

    Returns:
        A new array with `result[i] == samples[i]`, its shape that of a sample
        with the number of samples in front, its dtype that of the samples.

    Raises:
        ValueError: two samples differ in shape; names both shapes. Also where
            there is no sample at all.

    Off limits: `np.stack`, `np.vstack`, `np.array`, `np.asarray`.

    Example:
        >>> stack_samples([np.array([1, 2, 3]), np.array([4, 5, 6])])
        array([[1, 2, 3],
               [4, 5, 6]])
    """
    if len(samples) == 0:
        raise ValueError("stack_samples: no samples, and so no shape")
    first = samples[0]
    for sample in samples:
        if sample.shape != first.shape:
            raise ValueError(f"stack_samples: {first.shape}, {sample.shape}")
    result = np.empty((len(samples), *first.shape), first.dtype)
    for i, sample in enumerate(samples):
        result[i] = sample
    return result
