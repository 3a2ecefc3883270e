"""Write the property · 亲手写性质: say what a right answer is.

Page: http://127.0.0.1:8000/properties/ (uv run mkdocs serve)
"""

from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

type Array = np.ndarray


def check_sort(sort: Callable[[list[int]], list[int]]) -> None:
    """Demand of a function that it sorts lists of integers.

    要求一个函数能把整数列表排好序。

    Args:
        sort: the function. `sort(numbers)` is to return a new list: the same
            numbers, each as often as before, from small to large.

    Returns:
        Nothing, if `sort` did so for every list that was drawn.

    Raises:
        AssertionError: it did not.

    Example:
        >>> check_sort(sorted)
        >>> check_sort(lambda numbers: numbers)
        Traceback (most recent call last):
        AssertionError
    """
    raise NotImplementedError("check_sort")


def check_relu(relu: Callable[[Array], Array]) -> None:
    """Demand of a function that it is ReLU, element by element.

    要求一个函数逐元素地计算 ReLU。

    Args:
        relu: the function. `relu(x)` takes an array of float64 of any shape,
            `()` and empty ones included, which it does not change, and is to
            return a new one of the same shape and dtype: what is positive
            stays, everything else is 0.

    Returns:
        Nothing, if `relu` did so for every array that was drawn.

    Raises:
        AssertionError: it did not.

    Example:
        >>> check_relu(lambda x: np.where(x > 0, x, 0.0))
        >>> check_relu(np.abs)
        Traceback (most recent call last):
        AssertionError
    """
    raise NotImplementedError("check_relu")


def check_index_pair(
    flat_index: Callable[[tuple[int, ...], tuple[int, ...]], int],
    unflatten_index: Callable[[int, tuple[int, ...]], tuple[int, ...]],
) -> None:
    """Demand of two functions that they count in row-major order, and back.

    要求两个函数按行优先的顺序，由下标求位置，再由位置求下标。

    Args:
        flat_index: `flat_index(index, shape)` is to return the position of an
            element in row-major memory, counted from 0. No index is negative.
        unflatten_index: its inverse: `unflatten_index(position, shape)` is to
            return the tuple of indices of the element at a position.

    Returns:
        Nothing, if they did so for every shape that was drawn.

    Raises:
        AssertionError: they did not.

    Example:
        >>> check_index_pair(
        ...     lambda index, shape: int(np.ravel_multi_index(index, shape)),
        ...     lambda i, shape: tuple(map(int, np.unravel_index(i, shape))),
        ... )
    """
    raise NotImplementedError("check_index_pair")


def check_add_row(add_row: Callable[[Array, Array], Array]) -> None:
    """Demand of a function that it adds a vector to every row of a matrix.

    要求一个函数把向量加到矩阵的每一行上。

    What is to hold is one line; here it matters what you draw.

    Args:
        add_row: `add_row(x, y)` takes a matrix, shape `(rows, columns)`, and a
            vector, shape `(columns,)`, both of float64, and is to return
            `x + y`. Rows and columns may be any numbers, also 0; other shapes
            are a ValueError.

    Returns:
        Nothing, if `add_row` did so for everything that was drawn.

    Raises:
        AssertionError: it did not.

    Example:
        >>> check_add_row(np.add)
        >>> check_add_row(np.subtract)
        Traceback (most recent call last):
        AssertionError
    """
    raise NotImplementedError("check_add_row")


def check_shuffle_together(
    shuffle: Callable[[int, Array, Array], tuple[Array, Array]],
) -> None:
    """Demand of a function that it shuffles samples together with their labels.

    要求一个函数把样本与标签一起打乱，配对不变。

    Args:
        shuffle: `shuffle(seed, x, y)` takes an integer from 0 on, samples of
            shape `(n, features)` and labels of shape `(n,)`, and is to return
            both in a new order, every sample once and with its own label. The
            same seed gives the same order, and another seed, as a rule,
            another one.

    Returns:
        Nothing, if `shuffle` did so for everything that was drawn.

    Raises:
        AssertionError: it did not.

    Example:
        >>> check_shuffle_together(lambda seed, x, y: (x, y))
        Traceback (most recent call last):
        AssertionError
    """
    raise NotImplementedError("check_shuffle_together")
