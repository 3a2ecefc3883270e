"""The laws of reshaping and transposing."""

import math
from itertools import permutations

import numpy as np
from hypothesis import assume, example, given
from hypothesis import strategies as st

from byhand.grading import assert_same, raises
from byhand.grading.pictures import misplaced
from tests.strategies import NUMBERS, Shape, numbered, shapes

PICTURES = dict.fromkeys(
    (
        "reshape",
        "flatten_images",
        "transpose",
        "permute_axes",
        "to_channels_last",
        "split_heads",
        "merge_heads",
    ),
    misplaced,
)
MATRIX = np.array([[1, 2, 3], [4, 5, 6]])
WORDS = np.array([["reshape", "keeps", "order"], ["transpose", "moves", "elements"]])
DTYPES = (*NUMBERS, np.uint8)


def count(shape: Shape) -> np.ndarray:
    """1, 2, 3, … in row-major order."""
    return np.arange(1, 1 + math.prod(shape)).reshape(shape)


def column_major(x: np.ndarray) -> np.ndarray:
    """The same tensor, its columns one after another in memory."""
    return np.asarray(x, order="F")


@st.composite
def open_shapes(draw: st.DrawFn) -> tuple[Shape, Shape]:
    """A shape, and the same with one size replaced by -1, from which it can be found again."""
    shape = draw(shapes(min_dims=1))
    axis = draw(st.integers(0, len(shape) - 1))
    known = (*shape[:axis], *shape[axis + 1 :])
    assume(0 not in known)
    return shape, (*shape[:axis], -1, *shape[axis + 1 :])


@given(shape=shapes())
@example(shape=(3, 4))
@example(shape=())
@example(shape=(0, 5))
@example(shape=(1, 1))
def test_resolve_shape_keeps_a_shape_that_fits(resolve_shape, shape):
    """A shape without −1 that has the right number of elements comes back as it is. |
    形状里没有 −1，元素个数也对得上，就原样返回。
    """
    assert_same(resolve_shape(math.prod(shape), shape), shape)


@given(case=open_shapes())
@example(case=((3, 4), (3, -1)))
@example(case=((2, 5, 3), (-1, 5, 3)))
@example(case=((7,), (-1,)))
@example(case=((2, 0), (2, -1)))
@example(case=((1, 1), (1, -1)))
def test_resolve_shape_finds_the_missing_size(resolve_shape, case):
    """One −1 becomes the size with which the product is the number of elements. |
    形状里有一个 −1，就换成合适的长度，使各轴长度之积等于元素个数。
    """
    shape, with_gap = case
    assert_same(resolve_shape(math.prod(shape), with_gap), shape)


def test_resolve_shape_takes_numpy_integers(resolve_shape):
    """Sizes may be NumPy integers, such as np.prod gives. | 长度也可以是 NumPy 整数，例如 np.prod 的结果。"""
    assert_same(resolve_shape(12, (np.int64(3), -1)), (3, 4))
    assert_same(resolve_shape(12, (np.int32(3), np.int64(4))), (3, 4))


@given(elements=st.integers(0, 40), shape=shapes(max_dims=3), gap=st.integers(-1, 2))
@example(elements=6, shape=(2, 4), gap=-1)
@example(elements=7, shape=(2, 5), gap=1)
@example(elements=6, shape=(), gap=-1)
@example(elements=0, shape=(), gap=-1)
@example(elements=2, shape=(5, 3), gap=0)
@example(elements=8, shape=(3, 1, 2), gap=1)
@example(elements=5, shape=(0, 3), gap=-1)
def test_resolve_shape_rejects_what_does_not_fit(resolve_shape, elements, shape, gap):
    """Sizes that cannot multiply to the number of elements raise a ValueError naming the number and the
    shape. |
    各轴长度之积凑不成元素个数时，抛出 ValueError，并写明元素个数和形状。
    """
    open_axis = 0 <= gap < len(shape)
    known = math.prod(size for axis, size in enumerate(shape) if axis != gap)
    if open_axis:
        shape = (*shape[:gap], -1, *shape[gap + 1 :])
    assume(elements % known if open_axis and known else elements != known)
    with raises(ValueError, naming=[elements, shape]):
        resolve_shape(elements, shape)


@given(known=shapes(min_dims=1, max_dims=3), axis=st.integers(0, 3))
@example(known=(0,), axis=1)
@example(known=(4, 0), axis=0)
def test_resolve_shape_rejects_an_ambiguous_gap(resolve_shape, known, axis):
    """Without elements, −1 beside a 0 could be any size: a ValueError naming the number and the shape. |
    一个元素也没有时，−1 旁边有 0，换成多少都行：抛出 ValueError，并写明元素个数和形状。
    """
    assume(0 in known)
    shape = (*known[:axis], -1, *known[axis:])
    with raises(ValueError, naming=[0, shape]):
        resolve_shape(0, shape)


@given(known=shapes(max_dims=2, min_side=1), other=st.integers(-4, -1), axis=st.integers(0, 2))
@example(known=(3,), other=-1, axis=0)
@example(known=(), other=-1, axis=0)
@example(known=(2,), other=-3, axis=1)
def test_resolve_shape_rejects_a_second_negative_size(resolve_shape, known, other, axis):
    """A second −1, or another negative size, raises a ValueError naming the number and the shape. |
    出现第二个 −1，或者别的负数时，抛出 ValueError，并写明元素个数和形状。
    """
    elements = math.prod(known) * 12
    shape = (*known[:axis], other, *known[axis:])
    if other != -1:
        with raises(ValueError, naming=[elements, shape]):
            resolve_shape(elements, shape)
    with raises(ValueError, naming=[elements, (*shape, -1)]):
        resolve_shape(elements, (*shape, -1))


def test_resolve_shape_rejects_two_negative_sizes_with_the_right_product(resolve_shape):
    """Two negative sizes are a ValueError even if their product is right. |
    两个长度都是负数时，即使乘积正好，也抛出 ValueError。
    """
    with raises(ValueError, naming=[6, (-2, -3)]):
        resolve_shape(6, (-2, -3))


@given(shape=shapes(min_dims=1, max_dims=3, min_side=1), axis=st.integers(0, 2))
@example(shape=(2, 3), axis=0)
@example(shape=(6,), axis=0)
def test_resolve_shape_wants_integers(resolve_shape, shape, axis):
    """A size that is no integer raises a TypeError, also 3.0. | 长度不是整数时抛出 TypeError，3.0 也不行。"""
    axis = min(axis, len(shape) - 1)
    for size in (float(shape[axis]), None):
        with raises(TypeError):
            resolve_shape(math.prod(shape), (*shape[:axis], size, *shape[axis + 1 :]))


def test_resolve_shape_wants_integers_beside_the_gap(resolve_shape):
    """A size that is no integer raises a TypeError beside a −1, too. |
    形状里有 −1 时，其余的长度也必须是整数，否则抛出 TypeError。
    """
    for shape in ((2.0, -1), (-1, 3.0), (-1.0, 3)):
        with raises(TypeError):
            resolve_shape(6, shape)


def test_resolve_shape_is_exact(resolve_shape):
    """Sizes larger than 64 bits can hold are computed exactly. | 长度再大也算得准，哪怕超出 64 位整数的范围。"""
    assert_same(resolve_shape(6 * 2**80, (2, 2**40, -1)), (2, 2**40, 3 * 2**40))
    with raises(ValueError):
        resolve_shape(0, (2**32, 2**32))


@st.composite
def reshapings(draw: st.DrawFn) -> tuple[np.ndarray, Shape]:
    """A tensor and a shape for its elements, sometimes with a −1."""
    source = draw(shapes(max_dims=3))
    total = math.prod(source)
    divisors = [size for size in range(1, 8) if total % size == 0]
    first, second = draw(st.sampled_from(divisors)), draw(st.sampled_from(divisors))
    if total % (first * second):
        second = 1
    sizes = (first, second, total // (first * second))
    target = draw(st.sampled_from([*permutations(sizes), source, source[::-1]]))
    if draw(st.booleans()) and target:
        axis = draw(st.integers(0, len(target) - 1))
        if 0 not in (*target[:axis], *target[axis + 1 :]):
            target = (*target[:axis], -1, *target[axis + 1 :])
    return draw(numbered(source, dtypes=(np.float32, np.float64, np.int32, np.int64, np.int16))), target


@given(case=reshapings())
@example(case=(MATRIX, (3, 2)))
@example(case=(MATRIX, (6,)))
@example(case=(count((2, 3, 4)), (4, 6)))
@example(case=(count((6,)).astype(np.float32), (2, 3)))
@example(case=(MATRIX, (2, 3)))
@example(case=(MATRIX, (-1, 2)))
@example(case=(MATRIX, (np.int64(3), 2)))
@example(case=(np.array(7.5), (1, 1)))
@example(case=(np.array([[7]], np.uint8), ()))
@example(case=(np.zeros((0, 3)), (3, 0)))
@example(case=(WORDS, (3, 2)))
def test_reshape_keeps_the_order_of_the_elements(reshape, case):
    """The elements keep their row-major order, in a new array of the same dtype. |
    元素的行优先顺序不变；结果是新数组，dtype 不变。
    """
    x, shape = case
    assert_same(reshape(x, shape), np.array(x.reshape(shape), order="C"))


@given(case=reshapings())
@example(case=(column_major(MATRIX), (3, 2)))
@example(case=(MATRIX[::-1], (3, 2)))
@example(case=(count((2, 6))[:, ::2], (3, 2)))
def test_reshape_counts_row_by_row_in_any_memory(reshape, case):
    """The order is that of the indices, row by row, however the tensor lies in memory. |
    顺序按下标逐行数，与张量在内存里怎么存放无关。
    """
    x, shape = case
    x = column_major(x)
    assert_same(reshape(x, shape), np.array(x.reshape(shape), order="C"))


@given(source=shapes(max_dims=3, max_side=4), shape=shapes(max_dims=3, max_side=4))
@example(source=(2, 3), shape=(4, 2))
@example(source=(2, 3), shape=(5,))
@example(source=(2, 3), shape=(4, -1))
@example(source=(2, 3), shape=(-1, -1))
@example(source=(2, 3), shape=(-2, -3))
@example(source=(0, 3), shape=(0, -1))
@example(source=(2, 2), shape=())
def test_reshape_rejects_what_does_not_fit(reshape, source, shape):
    """A shape that does not fit, or not only in one way, raises a ValueError naming it. |
    形状对不上元素个数，或者不止一种理解，抛出 ValueError，并写明这个形状。
    """
    x = count(source)
    if math.prod(source) == math.prod(shape) and -1 not in shape and min(shape, default=0) >= 0:
        assert_same(reshape(x, shape), x.reshape(shape).copy())
    else:
        with raises(ValueError, naming=[shape]):
            reshape(x, shape)


def test_reshape_wants_integers(reshape):
    """A size that is no integer raises a TypeError. | 长度不是整数时抛出 TypeError。"""
    for shape in ((3.0, 2), (2, None), (6 / 2, -1)):
        with raises(TypeError):
            reshape(MATRIX, shape)


@given(images=numbered(shapes(min_dims=3, max_dims=4), dtypes=(np.float32, np.float64, np.int32, np.int64)))
@example(images=count((2, 2, 3)))
@example(images=count((2, 3, 4)).astype(np.uint8))
@example(images=count((2, 3, 4, 3)).astype(np.float32))
@example(images=column_major(count((2, 2, 3))))
@example(images=np.zeros((0, 4, 7)))
@example(images=np.zeros((2, 0, 3), np.float32))
@example(images=np.zeros((3, 2, 4, 0), np.uint8))
def test_flatten_images_unrolls_every_image(flatten_images, images):
    """Row i holds the elements of image i in row-major order, dtype unchanged. |
    第 i 行是第 i 张图片的元素，按行优先顺序排列，dtype 不变。
    """
    rows = np.empty((len(images), math.prod(images.shape[1:])), images.dtype)
    for row, image in zip(rows, images, strict=True):
        row[:] = [image[index] for index in np.ndindex(image.shape)]
    assert_same(flatten_images(images), rows)


@given(shape=shapes(max_dims=6, max_side=3))
@example(shape=(28, 28))
@example(shape=(5, 4, 3, 2, 1))
@example(shape=(7,))
@example(shape=())
def test_flatten_images_wants_images(flatten_images, shape):
    """A tensor with neither three nor four axes raises a ValueError naming its shape. |
    轴数既不是三也不是四时，抛出 ValueError，并写明形状。
    """
    assume(len(shape) not in (3, 4))
    with raises(ValueError, naming=[shape]):
        flatten_images(np.zeros(shape))


@given(x=numbered(shapes(min_dims=2, max_dims=2), dtypes=DTYPES))
@example(x=MATRIX)
@example(x=count((3, 3)).astype(np.float32))
@example(x=count((1, 4)))
@example(x=np.zeros((3, 0)))
@example(x=WORDS)
def test_transpose_turns_rows_into_columns(transpose, x):
    """result[j, i] is x[i, j], in a new array of the same dtype. |
    result[j, i] 就是 x[i, j]；结果是新数组，dtype 不变。
    """
    assert_same(transpose(x), x.T.copy())


@given(shape=shapes(max_dims=4, max_side=3))
@example(shape=(3,))
@example(shape=())
@example(shape=(2, 3, 4))
@example(shape=(1, 2, 3))
def test_transpose_wants_a_matrix(transpose, shape):
    """Anything but a matrix raises a ValueError naming its shape. | 输入不是矩阵时，抛出 ValueError，并写明形状。"""
    assume(len(shape) != 2)
    with raises(ValueError, naming=[shape]):
        transpose(np.ones(shape))


@st.composite
def tensors_and_orders(draw: st.DrawFn) -> tuple[np.ndarray, tuple[int, ...]]:
    """A tensor and an order of its axes, some counted from the end."""
    x = draw(numbered(shapes(max_side=4)))
    order = draw(st.permutations(range(x.ndim)))
    return x, tuple(axis - x.ndim if draw(st.booleans()) else axis for axis in order)


@given(case=tensors_and_orders())
@example(case=(MATRIX, (1, 0)))
@example(case=(count((2, 3, 4)), (2, 0, 1)))
@example(case=(count((2, 3, 4)), (0, 2, 1)))
@example(case=(count((2, 3, 4)), (0, 1, 2)))
@example(case=(count((2, 3, 4)), (-1, 0, 1)))
@example(case=(count((2, 3, 4)), (-3, -1, -2)))
@example(case=(count((2, 3, 4, 5)), (1, 3, 0, 2)))
@example(case=(np.array(7.5), ()))
@example(case=(np.array([1.5, 2.5], np.float32), (0,)))
@example(case=(np.zeros((2, 0, 3)), (1, 2, 0)))
@example(case=(WORDS, (1, 0)))
def test_permute_axes_moves_elements_with_their_axes(permute_axes, case):
    """Axis k of the result is axis axes[k] of x, in a new array of the same dtype. |
    结果的第 k 轴就是 x 的第 axes[k] 轴；结果是新数组，dtype 不变。
    """
    x, axes = case
    assert_same(permute_axes(x, axes), np.transpose(x, axes).copy())


@given(shape=shapes(max_dims=3, min_side=1, max_side=3), axes=st.lists(st.integers(-4, 3), max_size=4))
@example(shape=(2, 3), axes=[0, 0])
@example(shape=(2, 3), axes=[0, -2])
@example(shape=(2, 3), axes=[0])
@example(shape=(2, 3), axes=[0, 1, 2])
@example(shape=(2, 3), axes=[2, 1])
@example(shape=(2, 3), axes=[3, 2])
@example(shape=(2, 3), axes=[-3, 0])
@example(shape=(2, 2), axes=[1, 1])
@example(shape=(3,), axes=[])
@example(shape=(), axes=[0])
def test_permute_axes_wants_every_axis_once(permute_axes, shape, axes):
    """Axes that do not name every axis exactly once raise a ValueError naming them and the shape. |
    没有把每个轴恰好写一次时，抛出 ValueError，并写明 axes 和形状。
    """
    x, axes = count(shape), tuple(axes)
    named = [axis + x.ndim if axis < 0 else axis for axis in axes]
    assume(sorted(named) != list(range(x.ndim)))
    with raises(ValueError, naming=[axes, shape]):
        permute_axes(x, axes)


@given(images=numbered(shapes(min_dims=4, max_dims=4, max_side=4)))
@example(images=count((2, 3, 2, 4)))
@example(images=count((1, 3, 4, 5)).astype(np.float32))
@example(images=count((2, 3, 4, 3)))
@example(images=count((2, 1, 4, 3)).astype(np.uint8))
@example(images=np.zeros((0, 3, 4, 5)))
def test_to_channels_last_moves_the_channels(to_channels_last, images):
    """result[i, y, x, k] is images[i, k, y, x], dtype unchanged. |
    result[i, y, x, k] 就是 images[i, k, y, x]，dtype 不变。
    """
    n, c, h, w = images.shape
    expected = np.empty((n, h, w, c), images.dtype)
    for i, k, y, x in np.ndindex(images.shape):
        expected[i, y, x, k] = images[i, k, y, x]
    assert_same(to_channels_last(images), expected)


@given(shape=shapes(max_dims=6, max_side=3))
@example(shape=(3, 28, 28))
@example(shape=(2, 3, 4, 5, 6))
@example(shape=())
def test_to_channels_last_wants_four_axes(to_channels_last, shape):
    """A tensor without four axes raises a ValueError naming its shape. |
    轴数不是四时，抛出 ValueError，并写明形状。
    """
    assume(len(shape) != 4)
    with raises(ValueError, naming=[shape]):
        to_channels_last(np.zeros(shape))


@given(x=numbered(shapes(max_dims=3), dtypes=DTYPES), axis=st.integers(-4, 3))
@example(x=MATRIX, axis=1)
@example(x=MATRIX, axis=0)
@example(x=MATRIX, axis=2)
@example(x=MATRIX, axis=-1)
@example(x=MATRIX, axis=-2)
@example(x=MATRIX, axis=-3)
@example(x=np.array(7.5), axis=0)
@example(x=np.array([True, False]), axis=-1)
@example(x=column_major(MATRIX), axis=1)
@example(x=np.zeros((0, 3), np.float32), axis=1)
def test_insert_axis_puts_a_one_into_the_shape(insert_axis, x, axis):
    """The axis of size 1 is where the result counts it; elements, their order and dtype stay. |
    按结果的轴号，新轴长度为 1；元素、顺序和 dtype 都不变。
    """
    assume(-x.ndim - 1 <= axis <= x.ndim)
    assert_same(insert_axis(x, axis), np.expand_dims(x, axis))


@given(shape=shapes(max_dims=3, max_side=3), axis=st.integers(-7, 6))
@example(shape=(5, 6), axis=3)
@example(shape=(5, 6), axis=-4)
@example(shape=(), axis=1)
@example(shape=(), axis=-2)
def test_insert_axis_rejects_an_axis_that_cannot_be(insert_axis, shape, axis):
    """An axis that the result cannot have raises a ValueError naming it and the shape. |
    结果里不可能有这个轴时，抛出 ValueError，并写明轴号和形状。
    """
    assume(not -len(shape) - 1 <= axis <= len(shape))
    with raises(ValueError, naming=[axis, shape]):
        insert_axis(np.ones(shape), axis)


@st.composite
def tensors_with_a_one(draw: st.DrawFn) -> tuple[np.ndarray, int]:
    """A tensor and an axis of it that has size 1."""
    others = draw(shapes(max_dims=3))
    axis = draw(st.integers(0, len(others)))
    x = draw(numbered((*others[:axis], 1, *others[axis:]), dtypes=DTYPES))
    return x, axis - x.ndim if draw(st.booleans()) else axis


@given(case=tensors_with_a_one())
@example(case=(count((2, 1, 3)), 1))
@example(case=(count((1, 2, 3)), 0))
@example(case=(count((2, 3, 1)), -1))
@example(case=(count((2, 1, 3)), -2))
@example(case=(count((1, 3, 1)), 2))
@example(case=(count((1, 3, 1)), 0))
@example(case=(count((1, 1)), -1))
@example(case=(np.array([7.5], np.float32), 0))
@example(case=(np.zeros((0, 1)), 1))
def test_drop_axis_takes_a_one_out_of_the_shape(drop_axis, case):
    """Only the axis that is named goes; elements, their order and dtype stay. |
    只去掉指定的那个轴；元素、顺序和 dtype 都不变。
    """
    x, axis = case
    assert_same(drop_axis(x, axis), np.squeeze(x, axis))


@given(shape=shapes(max_dims=3, max_side=3), axis=st.integers(-6, 6))
@example(shape=(5, 1, 6), axis=0)
@example(shape=(5, 1, 6), axis=-1)
@example(shape=(5, 0), axis=1)
@example(shape=(5, 1, 6), axis=4)
@example(shape=(6, 5, 1), axis=3)
@example(shape=(5, 1, 6), axis=-5)
@example(shape=(1, 1), axis=2)
@example(shape=(1, 1), axis=-3)
@example(shape=(), axis=0)
def test_drop_axis_rejects_any_other_axis(drop_axis, shape, axis):
    """An axis that does not exist, or whose size is not 1, raises a ValueError naming it and the shape. |
    这个轴不存在，或者长度不是 1，抛出 ValueError，并写明轴号和形状。
    """
    assume(not -len(shape) <= axis < len(shape) or shape[axis] != 1)
    with raises(ValueError, naming=[axis, shape]):
        drop_axis(count(shape), axis)


@st.composite
def sequences_and_heads(draw: st.DrawFn) -> tuple[np.ndarray, int]:
    """Sequences of shape (n, t, d), and a number of heads that divides d."""
    n, t, heads, f = (draw(st.integers(*bounds)) for bounds in ((0, 3), (0, 4), (1, 4), (0, 3)))
    return draw(numbered((n, t, heads * f))), heads


@given(case=sequences_and_heads())
@example(case=(count((1, 2, 4)), 2))
@example(case=(count((2, 3, 4)), 2))
@example(case=(count((1, 4, 6)).astype(np.float32), 3))
@example(case=(count((2, 3, 5)), 1))
@example(case=(count((1, 2, 3)), 3))
@example(case=(column_major(count((2, 3, 4))), 2))
@example(case=(np.zeros((0, 3, 4)), 2))
@example(case=(np.zeros((2, 3, 0), np.float32), 4))
def test_split_heads_gives_every_head_a_block_of_features(split_heads, case):
    """result[i, k, s, j] is x[i, s, k·f + j]: head k holds the k-th block of f features; dtype unchanged. |
    result[i, k, s, j] 就是 x[i, s, k·f + j]：第 k 个头拿到第 k 段的 f 个特征，dtype 不变。
    """
    x, heads = case
    n, t, d = x.shape
    f = d // heads
    expected = np.empty((n, heads, t, f), x.dtype)
    for i, s, feature in np.ndindex(x.shape):
        expected[i, feature // f, s, feature % f] = x[i, s, feature]
    assert_same(split_heads(x, heads), expected)


@given(d=st.integers(0, 12), heads=st.integers(-3, 8))
@example(d=6, heads=4)
@example(d=2, heads=5)
@example(d=6, heads=0)
@example(d=6, heads=-2)
@example(d=0, heads=0)
def test_split_heads_rejects_an_unequal_division(split_heads, d, heads):
    """A number of heads below 1, or one that does not divide d, raises a ValueError naming d and the heads. |
    头数小于 1，或者 d 不能整除以头数，抛出 ValueError，并写明 d 和头数。
    """
    assume(heads < 1 or d % heads)
    with raises(ValueError, naming=[d, heads]):
        split_heads(np.ones((2, 4, d)), heads)


@given(shape=shapes(max_dims=5, max_side=3))
@example(shape=(5, 4))
@example(shape=(2, 3, 5, 4))
@example(shape=())
def test_split_heads_wants_three_axes(split_heads, shape):
    """A tensor without three axes raises a ValueError naming its shape. |
    轴数不是三时，抛出 ValueError，并写明形状。
    """
    assume(len(shape) != 3)
    with raises(ValueError, naming=[shape]):
        split_heads(np.ones(shape), 1)


@given(x=numbered(shapes(min_dims=4, max_dims=4, max_side=4)))
@example(x=count((1, 2, 2, 2)))
@example(x=count((2, 3, 4, 2)))
@example(x=count((1, 2, 3, 4)).astype(np.float32))
@example(x=np.zeros((0, 2, 3, 2)))
@example(x=np.zeros((2, 0, 3, 4), np.float32))
@example(x=np.zeros((2, 2, 3, 0)))
def test_merge_heads_puts_the_heads_side_by_side(merge_heads, x):
    """result[i, s, k·f + j] is x[i, k, s, j], dtype unchanged. |
    result[i, s, k·f + j] 就是 x[i, k, s, j]，dtype 不变。
    """
    n, heads, t, f = x.shape
    expected = np.empty((n, t, heads * f), x.dtype)
    for i, k, s, j in np.ndindex(x.shape):
        expected[i, s, k * f + j] = x[i, k, s, j]
    assert_same(merge_heads(x), expected)


@given(shape=shapes(max_dims=6, max_side=3))
@example(shape=(2, 3, 4))
@example(shape=(2, 2, 3, 4, 5))
@example(shape=())
def test_merge_heads_wants_four_axes(merge_heads, shape):
    """A tensor without four axes raises a ValueError naming its shape. |
    轴数不是四时，抛出 ValueError，并写明形状。
    """
    assume(len(shape) != 4)
    with raises(ValueError, naming=[shape]):
        merge_heads(np.ones(shape))
