"""The laws of losses and metrics."""

import math

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from byhand.grading import assert_no_warning, assert_same, check, raises
from tests.strategies import FLOATS, NUMBERS, Shape, arrays, shapes, strided

DTYPES = (*NUMBERS, np.uint8, np.int8)
INTEGERS = (np.int64, np.int32, np.uint8, np.int8)


def floating(*tensors: np.ndarray) -> np.dtype:
    """The dtype of a result: what NumPy gives, float64 in the place of integers."""
    dtype = np.result_type(*tensors)
    return dtype if dtype.kind == "f" else np.dtype(np.float64)


def gaps(x: np.ndarray, y: np.ndarray) -> list[float]:
    """The differences of two tensors, element by element, in exact arithmetic as far as Python has it."""
    return [a - b for a, b in zip(x.ravel().tolist(), y.ravel().tolist(), strict=True)]


def mean(values: list[float], dtype: np.dtype) -> np.ndarray:
    """A mean, rounded once to a dtype."""
    return np.asarray(math.fsum(values) / len(values), dtype)


@st.composite
def pairs(
    draw: st.DrawFn, shape: st.SearchStrategy[Shape], dtypes: tuple[type, ...] = DTYPES
) -> tuple[np.ndarray, ...]:
    """Two tensors of one shape, often of one dtype."""
    size = draw(shape)
    x = draw(arrays(size, dtypes=dtypes, bound=100))
    return x, draw(arrays(size, dtypes=(x.dtype.type, *dtypes), bound=100))


def filled() -> st.SearchStrategy[Shape]:
    """Shapes of tensors that are not empty."""
    return shapes(max_dims=3, min_side=1, max_side=4)


def squared_error(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The mean of the squared differences."""
    return mean([gap * gap for gap in gaps(x, y)], floating(x, y))


@given(pair=pairs(filled(), dtypes=FLOATS))
@example(pair=(np.array([1.0, 2.0, 6.0]), np.array([1.0, 3.0, 4.0])))
@example(pair=(np.array([[1.5, -2.0, 0.5], [4.0, 0.0, 1.0]]), np.array([[1.0, -3.0, 0.5], [1.0, 2.0, 2.0]])))
@example(pair=(np.array([0.5, -1.5], np.float32), np.array([2.0, 0.25], np.float32)))
@example(pair=(np.array([0.5, -1.5], np.float32), np.array([2.0, 0.25])))
@example(pair=(np.array(2.5), np.array(1.0)))
@example(pair=(np.array([[7.0]]), np.array([[4.0]])))
def test_mean_squared_error_averages_squares(mean_squared_error, pair):
    """The result is the mean of the squared differences, over all elements, in the dtype of their difference. |
    结果是所有元素之差的平方的平均值，dtype 与两者之差相同。
    """
    assert_same(mean_squared_error(*pair), squared_error(*pair), ulp=32)


@given(pair=pairs(filled(), dtypes=(*DTYPES, np.uint64)))
@example(pair=(np.array([3, 10], np.uint8), np.array([5, 4], np.uint8)))
@example(pair=(np.array([100], np.int8), np.array([-100], np.int8)))
@example(pair=(np.array([2, 3]), np.array([1, 1])))
@example(pair=(np.array([100_000], np.int32), np.array([0], np.int32)))
@example(pair=(np.array([4_000_000_000, 1]), np.array([0, 2])))
@example(pair=(np.array([3, 4], np.int32), np.array([1.5, 2.0], np.float32)))
@example(pair=(np.array([3, 4], np.uint8), np.array([1.5, 6.0], np.float32)))
def test_mean_squared_error_of_integers(mean_squared_error, pair):
    """Integers give float64, with floats what NumPy gives, and neither differences nor squares wrap around. |
    整数得到 float64，与浮点数混用时 dtype 按 NumPy 的规则；求差、求平方都不回绕。
    """
    assert_same(mean_squared_error(*pair), squared_error(*pair), ulp=32)


@given(offset=st.integers(1, 1000), gap=st.integers(1, 8))
@example(offset=1000, gap=1)
def test_mean_squared_error_of_near_values(mean_squared_error, offset, gap):
    """Large values that nearly agree keep the digits of their small error. |
    数值很大、相差很小时，误差的有效数字也不丢失。
    """
    for dtype, step in ((np.float32, 2.0**-10), (np.float64, 2.0**-30)):
        x, y = np.array([offset + gap * step, 0.5], dtype), np.array([offset, 0.5], dtype)
        assert_same(mean_squared_error(x, y), squared_error(x, y), ulp=32)


@given(a=shapes(max_dims=3, max_side=3), b=shapes(max_dims=3, max_side=3))
@example(a=(3, 1), b=(3,))
@example(a=(2, 3), b=(3,))
@example(a=(2, 3), b=(3, 2))
@example(a=(3,), b=())
@example(a=(1,), b=(4,))
@example(a=(0,), b=(0,))
@example(a=(2, 0), b=(2, 0))
@example(a=(2, 2), b=(2, 2))
def test_mean_squared_error_checks_shapes(mean_squared_error, a, b):
    """Different shapes raise a ValueError naming both, also where one could be stretched; so do empty tensors. |
    形状不同时，即使可以广播，也抛出 ValueError，并写明两个形状；空张量也是如此。
    """
    x, y = np.full(a, 3.0), np.full(b, 1.0)
    if a == b and x.size:
        assert_same(mean_squared_error(x, y), np.asarray(4.0))
    else:
        with raises(ValueError, naming=[a, b]):
            mean_squared_error(x, y)


def absolute_error(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The mean of the absolute differences."""
    return mean([abs(gap) for gap in gaps(x, y)], floating(x, y))


@given(pair=pairs(filled(), dtypes=FLOATS))
@example(pair=(np.array([1.0, 2.0, 6.0]), np.array([1.0, 3.0, 4.0])))
@example(pair=(np.array([[1.5, -2.0, 0.5], [4.0, 0.0, 1.0]]), np.array([[1.0, -3.0, 0.5], [1.0, 2.0, 2.0]])))
@example(pair=(np.array([0.5, -1.5], np.float32), np.array([2.0, 0.25], np.float32)))
@example(pair=(np.array([0.5, -1.5], np.float32), np.array([2.0, 0.25])))
@example(pair=(np.array(1.0), np.array(2.5)))
def test_mean_absolute_error_averages_distances(mean_absolute_error, pair):
    """The result is the mean of the absolute differences, over all elements, in the dtype of their difference. |
    结果是所有元素之差的绝对值的平均值，dtype 与两者之差相同。
    """
    assert_same(mean_absolute_error(*pair), absolute_error(*pair), ulp=32)


@given(pair=pairs(filled(), dtypes=(*DTYPES, np.uint64)))
@example(pair=(np.array([3, 10], np.uint8), np.array([5, 4], np.uint8)))
@example(pair=(np.array([100], np.int8), np.array([-100], np.int8)))
@example(pair=(np.array([2, 3]), np.array([1, 1])))
@example(pair=(np.array([2_000_000_000], np.int32), np.array([-2_000_000_000], np.int32)))
@example(pair=(np.array([3, 4], np.int32), np.array([1.5, 2.0], np.float32)))
@example(pair=(np.array([3, 4], np.uint8), np.array([1.5, 6.0], np.float32)))
def test_mean_absolute_error_of_integers(mean_absolute_error, pair):
    """Integers give float64, with floats what NumPy gives, and their differences do not wrap around. |
    整数得到 float64，与浮点数混用时 dtype 按 NumPy 的规则；求差时不回绕。
    """
    assert_same(mean_absolute_error(*pair), absolute_error(*pair), ulp=32)


@given(a=shapes(max_dims=3, max_side=3), b=shapes(max_dims=3, max_side=3))
@example(a=(3, 1), b=(3,))
@example(a=(2, 3), b=(3,))
@example(a=(2, 3), b=(3, 2))
@example(a=(3,), b=())
@example(a=(1,), b=(4,))
@example(a=(0,), b=(0,))
@example(a=(2, 0), b=(2, 0))
@example(a=(2, 2), b=(2, 2))
def test_mean_absolute_error_checks_shapes(mean_absolute_error, a, b):
    """Different shapes raise a ValueError naming both, also where one could be stretched; so do empty tensors. |
    形状不同时，即使可以广播，也抛出 ValueError，并写明两个形状；空张量也是如此。
    """
    x, y = np.full(a, 3.0), np.full(b, 5.0)
    if a == b and x.size:
        assert_same(mean_absolute_error(x, y), np.asarray(2.0))
    else:
        with raises(ValueError, naming=[a, b]):
            mean_absolute_error(x, y)


def distance(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The distance of two vectors, rounded once."""
    return np.asarray(math.sqrt(math.fsum(gap * gap for gap in gaps(x, y))), floating(x, y))


def vectors() -> st.SearchStrategy[Shape]:
    """Shapes of vectors, the empty one included."""
    return shapes(min_dims=1, max_dims=1, max_side=6)


@given(pair=pairs(vectors(), dtypes=FLOATS))
@example(pair=(np.array([3.0, 4.0]), np.array([0.0, 0.0])))
@example(pair=(np.array([1.0, 2.0, -2.0]), np.array([3.0, 5.0, 4.0])))
@example(pair=(np.array([0.5, -1.5], np.float32), np.array([2.0, 0.25], np.float32)))
@example(pair=(np.array([-2.5]), np.array([1.0])))
@example(pair=(np.zeros(0, np.float32), np.zeros(0, np.float32)))
def test_euclidean_distance_follows_the_formula(euclidean_distance, pair):
    """The result is the root of the sum of the squared differences; two empty vectors have the distance 0. |
    结果是各元素之差的平方和的平方根；两个空向量的距离是 0。
    """
    assert_same(euclidean_distance(*pair), distance(*pair), ulp=32)


@given(pair=pairs(vectors(), dtypes=(*DTYPES, np.uint64)))
@example(pair=(np.array([3, 10], np.uint8), np.array([6, 6], np.uint8)))
@example(pair=(np.array([100], np.int8), np.array([-100], np.int8)))
@example(pair=(np.array([100_000, 0], np.int32), np.array([0, 1], np.int32)))
@example(pair=(np.array([3, 4], np.int32), np.array([1.5, 2.0], np.float32)))
@example(pair=(np.array([3, 4], np.uint8), np.array([1.5, 6.0], np.float32)))
def test_euclidean_distance_of_integers(euclidean_distance, pair):
    """Integers give float64, with floats what NumPy gives, and neither differences nor squares wrap around. |
    整数得到 float64，与浮点数混用时 dtype 按 NumPy 的规则；求差、求平方都不回绕。
    """
    assert_same(euclidean_distance(*pair), distance(*pair), ulp=32)


@given(offset=st.integers(1, 1000), gap=st.integers(1, 8))
@example(offset=1000, gap=1)
def test_euclidean_distance_of_near_points(euclidean_distance, offset, gap):
    """Two points close together, far from the origin, keep the digits of their distance. |
    两点离得很近、离原点很远时，距离的有效数字也不丢失。
    """
    for dtype, step in ((np.float32, 2.0**-10), (np.float64, 2.0**-30)):
        x, y = np.array([offset + gap * step, 0.5], dtype), np.array([offset, 0.5], dtype)
        assert_same(euclidean_distance(x, y), distance(x, y), ulp=32)


@given(a=shapes(max_dims=2, max_side=4), b=shapes(max_dims=2, max_side=4))
@example(a=(3,), b=(2,))
@example(a=(3,), b=(1,))
@example(a=(2, 3), b=(2, 3))
@example(a=(3, 1), b=(3,))
@example(a=(3,), b=(3, 1))
@example(a=(), b=())
@example(a=(0,), b=(1,))
def test_euclidean_distance_wants_two_vectors(euclidean_distance, a, b):
    """Anything but two vectors of one length raises a ValueError naming both shapes. |
    只要不是两个等长的向量，就抛出 ValueError，并写明两个形状。
    """
    x, y = np.full(a, 3.0), np.full(b, 1.0)
    if len(a) == len(b) == 1 and a == b:
        assert_same(euclidean_distance(x, y), distance(x, y), ulp=32)
    else:
        with raises(ValueError, naming=[a, b]):
            euclidean_distance(x, y)


def probabilities_of(logits: np.ndarray, axis: int, *, log: bool = False) -> np.ndarray:
    """Softmax, or its logarithm, row by row in Python's floats, rounded once."""
    rows = np.moveaxis(logits.astype(np.float64), axis, -1)
    result = np.empty(rows.shape)
    for index in np.ndindex(rows.shape[:-1]):
        row = rows[index].tolist()
        shifted = [value - max(row) for value in row]
        total = math.fsum(map(math.exp, shifted))
        result[index] = [value - math.log(total) if log else math.exp(value) / total for value in shifted]
    return np.ascontiguousarray(np.moveaxis(result, -1, axis)).astype(floating(logits))


def assert_probabilities(got: np.ndarray, expected: np.ndarray) -> None:
    """Demand what the docstring of `softmax` does, with a little room for the rounding of the oracle."""
    __tracebackhide__ = True
    assert_same(got, expected, atol=68 * float(np.finfo(expected.dtype).eps))


def assert_surprise(got: np.ndarray, expected: np.ndarray) -> None:
    """Demand what the docstrings of `log_softmax` and of the loss from logits do, likewise."""
    __tracebackhide__ = True
    eps = float(np.finfo(expected.dtype).eps)
    assert_same(got, expected, rtol=34 * eps, atol=34 * eps)


@st.composite
def scores_with_axes(
    draw: st.DrawFn, *, dtypes: tuple[type, ...] = FLOATS, bound: int = 9, min_side: int = 1
) -> tuple[np.ndarray, int]:
    """A tensor of scores and one of its axes, from the front or from the back."""
    logits = draw(arrays(shapes(min_dims=1, max_dims=3, min_side=min_side, max_side=4), dtypes=dtypes, bound=bound))
    return logits, draw(st.integers(-logits.ndim, logits.ndim - 1))


MATRIX = np.array([[1.0, 2.0, 4.0], [0.5, -1.5, 0.0]])
TALL = np.array([[1e4, -1e4, 0.0], [-1e4, -1e4 + 1, -1e4]])


@given(case=scores_with_axes())
@example(case=(np.array([1.0, 2.0, 4.0]), 0))
@example(case=(MATRIX, 1))
@example(case=(MATRIX, 0))
@example(case=(MATRIX, -2))
@example(case=(MATRIX.astype(np.float32), -1))
@example(case=(np.array([[3.0]]), 1))
@example(case=(np.arange(24.0).reshape(2, 3, 4) / 8, 1))
def test_softmax_follows_the_formula(softmax, case):
    """pᵢ = exp(zᵢ) / Σ exp(zⱼ) along the axis, in the shape and the dtype of the scores. |
    沿该轴 pᵢ = exp(zᵢ) / Σ exp(zⱼ)，形状和 dtype 与得分相同。
    """
    logits, axis = case
    assert_probabilities(softmax(logits, axis), probabilities_of(logits, axis))


@given(logits=arrays(shapes(min_dims=1, max_dims=3, min_side=1, max_side=4), dtypes=FLOATS))
@example(logits=MATRIX)
def test_softmax_takes_the_last_axis_by_default(softmax, logits):
    """Without an axis it is the last one. | 不写 axis 时，取最后一个轴。"""
    assert_probabilities(softmax(logits), probabilities_of(logits, -1))


@given(case=scores_with_axes(bound=10_000))
@example(case=(np.array([1e4, -1e4], np.float32), 0))
@example(case=(np.array([-1e4, -1e4 + 1]), 0))
@example(case=(TALL, 1))
def test_softmax_of_large_scores(softmax, case):
    """Scores up to ±1e4 overflow nowhere: no warning, and probabilities that sum to 1 along the axis. |
    得分大到 ±1e4 也不溢出：没有警告，沿该轴的概率之和为 1。
    """
    logits, axis = case
    result = softmax(logits, axis)
    assert_probabilities(result, probabilities_of(logits, axis))
    assert_no_warning()
    assert_probabilities(np.asarray(result.sum(axis)), np.ones_like(logits).mean(axis))


@given(case=scores_with_axes(), constant=st.integers(-9000, 9000))
@example(case=(MATRIX, 1), constant=1000)
@example(case=(MATRIX.astype(np.float32), 1), constant=-9000)
def test_softmax_ignores_a_constant(softmax, case, constant):
    """Adding one number to all scores changes no probability. | 所有得分加上同一个数，概率不变。"""
    logits, axis = case
    assert_probabilities(softmax((logits + constant).astype(logits.dtype), axis), probabilities_of(logits, axis))


@given(case=scores_with_axes(dtypes=INTEGERS))
@example(case=(np.array([1, 2, 4]), 0))
@example(case=(np.array([[3, 5], [250, 4]], np.uint8), 1))
@example(case=(np.array([100, -100], np.int8), 0))
def test_softmax_of_integers(softmax, case):
    """Integer scores give float64, and do not wrap around. | 整数得分得到 float64，计算中不回绕。"""
    logits, axis = case
    assert_probabilities(softmax(logits, axis), probabilities_of(logits, axis))
    assert_no_warning()


@given(case=scores_with_axes(dtypes=(*FLOATS, np.int64, np.uint8), min_side=0))
@example(case=(np.zeros((2, 0)), 1))
@example(case=(np.zeros((2, 0)), 0))
@example(case=(np.zeros((0, 3), np.float32), 1))
@example(case=(np.zeros(0), 0))
@example(case=(np.zeros((2, 0), np.int64), 1))
def test_softmax_of_nothing(softmax, case):
    """Axes may have size 0; there is then nothing to compute, and the result is as empty as the input;
    integers still give float64. |
    轴的长度可以是 0；这时没有什么可算的，结果与输入一样是空的；整数仍得到 float64。
    """
    logits, axis = case
    assert_probabilities(softmax(logits, axis), probabilities_of(logits, axis))


@given(shape=shapes(max_dims=3, min_side=5, max_side=7), beyond=st.integers(0, 3), behind=st.booleans())
@example(shape=(5, 6), beyond=0, behind=True)
@example(shape=(5, 6), beyond=0, behind=False)
@example(shape=(5,), beyond=0, behind=True)
@example(shape=(), beyond=0, behind=False)
def test_softmax_wants_an_axis_that_exists(softmax, shape, beyond, behind):
    """An axis that does not exist raises a ValueError naming it and the shape; a scalar has no axis at all. |
    轴不存在时，抛出 ValueError，并写明轴号和形状；标量一个轴也没有。
    """
    axis = len(shape) + beyond if behind else -len(shape) - 1 - beyond
    with raises(ValueError, naming=[axis, shape]):
        softmax(np.ones(shape), axis)


@given(case=scores_with_axes())
@example(case=(np.array([1.0, 2.0, 4.0]), 0))
@example(case=(MATRIX, 1))
@example(case=(MATRIX, 0))
@example(case=(MATRIX, -2))
@example(case=(MATRIX.astype(np.float32), -1))
@example(case=(np.array([[3.0]]), 1))
@example(case=(np.arange(24.0).reshape(2, 3, 4) / 8, 1))
def test_log_softmax_follows_the_formula(log_softmax, case):
    """The result is the logarithm of softmax along the axis, in the shape and the dtype of the scores. |
    结果是沿该轴 softmax 的对数，形状和 dtype 与得分相同。
    """
    logits, axis = case
    assert_surprise(log_softmax(logits, axis), probabilities_of(logits, axis, log=True))


@given(logits=arrays(shapes(min_dims=1, max_dims=3, min_side=1, max_side=4), dtypes=FLOATS))
@example(logits=MATRIX)
def test_log_softmax_takes_the_last_axis_by_default(log_softmax, logits):
    """Without an axis it is the last one. | 不写 axis 时，取最后一个轴。"""
    assert_surprise(log_softmax(logits), probabilities_of(logits, -1, log=True))


@given(case=scores_with_axes(bound=10_000))
@example(case=(np.array([0.0, 200.0], np.float32), 0))
@example(case=(np.array([1e4, -1e4], np.float32), 0))
@example(case=(np.array([-1e4, -1e4 + 1]), 0))
@example(case=(TALL, 1))
def test_log_softmax_of_large_scores(log_softmax, case):
    """Scores up to ±1e4 give no warning and finite results with all their digits. |
    得分大到 ±1e4 也不出警告，结果都是有限的数，有效数字不丢失。
    """
    logits, axis = case
    assert_surprise(log_softmax(logits, axis), probabilities_of(logits, axis, log=True))
    assert_no_warning()


@given(case=scores_with_axes(), constant=st.integers(-9000, 9000))
@example(case=(MATRIX.astype(np.float32), 1), constant=9000)
@example(case=(MATRIX, 1), constant=1000)
def test_log_softmax_ignores_a_constant(log_softmax, case, constant):
    """Adding one number to all scores, however large, changes no digit of the result. |
    所有得分加上同一个数，不论多大，结果的有效数字都不变。
    """
    logits, axis = case
    shifted = (logits + constant).astype(logits.dtype)
    assert_surprise(log_softmax(shifted, axis), probabilities_of(logits, axis, log=True))


@given(case=scores_with_axes(dtypes=INTEGERS))
@example(case=(np.array([1, 2, 4]), 0))
@example(case=(np.array([[3, 5], [250, 4]], np.uint8), 1))
@example(case=(np.array([100, -100], np.int8), 0))
def test_log_softmax_of_integers(log_softmax, case):
    """Integer scores give float64, and do not wrap around. | 整数得分得到 float64，计算中不回绕。"""
    logits, axis = case
    assert_surprise(log_softmax(logits, axis), probabilities_of(logits, axis, log=True))
    assert_no_warning()


@given(case=scores_with_axes(dtypes=(*FLOATS, np.int64, np.uint8), min_side=0))
@example(case=(np.zeros((2, 0)), 1))
@example(case=(np.zeros((2, 0)), 0))
@example(case=(np.zeros((0, 3), np.float32), 1))
@example(case=(np.zeros(0), 0))
@example(case=(np.zeros((2, 0), np.int64), 1))
def test_log_softmax_of_nothing(log_softmax, case):
    """Axes may have size 0; there is then nothing to compute, and the result is as empty as the input;
    integers still give float64. |
    轴的长度可以是 0；这时没有什么可算的，结果与输入一样是空的；整数仍得到 float64。
    """
    logits, axis = case
    assert_surprise(log_softmax(logits, axis), probabilities_of(logits, axis, log=True))


@given(shape=shapes(max_dims=3, min_side=5, max_side=7), beyond=st.integers(0, 3), behind=st.booleans())
@example(shape=(5, 6), beyond=0, behind=True)
@example(shape=(5, 6), beyond=0, behind=False)
@example(shape=(5,), beyond=0, behind=True)
@example(shape=(), beyond=0, behind=False)
def test_log_softmax_wants_an_axis_that_exists(log_softmax, shape, beyond, behind):
    """An axis that does not exist raises a ValueError naming it and the shape; a scalar has no axis at all. |
    轴不存在时，抛出 ValueError，并写明轴号和形状；标量一个轴也没有。
    """
    axis = len(shape) + beyond if behind else -len(shape) - 1 - beyond
    with raises(ValueError, naming=[axis, shape]):
        log_softmax(np.ones(shape), axis)


def cross_entropy(probabilities: np.ndarray, labels: list[int]) -> np.ndarray:
    """The mean of −log of the true classes' probabilities, rounded once."""
    true = [float(row[label]) for row, label in zip(probabilities, labels, strict=True)]
    return mean([-math.log(p) if p else math.inf for p in true], probabilities.dtype)


@st.composite
def forecasts(draw: st.DrawFn, *, zeros: str = "none") -> tuple[np.ndarray, np.ndarray, list[int]]:
    """Probabilities, one-hot rows, and the true classes; zeros "none", "elsewhere" or "true"."""
    samples, classes = draw(st.integers(1, 4)), draw(st.integers(2 if zeros != "none" else 1, 5))
    rng = np.random.default_rng(draw(st.integers(0, 2**16)))
    labels = rng.integers(0, classes, samples)
    weights = rng.integers(1, 9, (samples, classes)).astype(np.float64)
    true = np.eye(classes, dtype=bool)[labels]
    if zeros == "elsewhere":
        weights[~true & (rng.random(weights.shape) < 0.5)] = 0
    if zeros == "true":
        row = draw(st.integers(0, samples - 1))
        weights[row, labels[row]] = 0
    p = (weights / weights.sum(axis=1, keepdims=True)).astype(draw(st.sampled_from(FLOATS)))
    one_hot = true.astype(draw(st.sampled_from((np.float32, np.float64, np.int64, np.uint8))))
    return draw(strided(p)), draw(strided(one_hot)), labels.tolist()


THREE = np.array([[0.5, 0.25, 0.25], [0.125, 0.125, 0.75]])


@given(case=forecasts())
@example(case=(THREE, np.array([[0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]), [1, 2]))
@example(case=(THREE.astype(np.float32), np.array([[0, 1, 0], [0, 0, 1]]), [1, 2]))
@example(case=(np.full((2, 4), 0.25), np.array([[0, 0, 0, 1], [0, 1, 0, 0]]), [3, 1]))
@example(case=(np.array([[1.0]]), np.array([[1.0]]), [0]))
@example(case=(np.array([[1e-30, 1.0]], np.float32), np.array([[1.0, 0.0]], np.float32), [0]))
def test_categorical_cross_entropy_averages_the_surprise(categorical_cross_entropy, case):
    """The result is the mean, over the samples, of −log of the true class's probability, in the dtype of the
    probabilities. |
    结果是各样本真实类别的 −log p 的平均值，dtype 与 probabilities 相同。
    """
    p, one_hot, labels = case
    assert_same(categorical_cross_entropy(p, one_hot), cross_entropy(p, labels), ulp=32)


@given(case=forecasts(zeros="elsewhere"))
@example(case=(np.array([[0.25, 0.75, 0.0]]), np.array([[0, 1, 0]]), [1]))
@example(case=(np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([[1.0, 0.0], [0.0, 1.0]]), [0, 1]))
def test_categorical_cross_entropy_of_zeros_elsewhere(categorical_cross_entropy, case):
    """A class that is not the true one may have probability 0: 0 · log 0 counts as 0, without a warning. |
    其他类别的概率可以是 0：0 · log 0 算作 0，没有警告。
    """
    p, one_hot, labels = case
    assert_same(categorical_cross_entropy(p, one_hot), cross_entropy(p, labels), ulp=32)
    assert_no_warning()


@given(case=forecasts(zeros="true"))
@example(case=(np.array([[0.0, 1.0], [0.5, 0.5]]), np.array([[1, 0], [1, 0]]), [0, 0]))
@example(case=(np.array([[0.0, 1.0]], np.float32), np.array([[1.0, 0.0]]), [0]))
def test_categorical_cross_entropy_of_the_impossible(categorical_cross_entropy, case):
    """One true class of probability 0 makes the mean infinite, without a warning. |
    只要有一个真实类别的概率是 0，平均值就是无穷大，而且没有警告。
    """
    p, one_hot, _ = case
    assert_same(categorical_cross_entropy(p, one_hot), np.asarray(np.inf, p.dtype))
    assert_no_warning()


@given(a=shapes(max_dims=3, max_side=3), b=shapes(max_dims=3, max_side=3))
@example(a=(2, 3), b=(3,))
@example(a=(2, 3), b=(1, 3))
@example(a=(2, 3), b=(2, 1))
@example(a=(2, 3), b=(3, 2))
@example(a=(2, 3), b=(2,))
@example(a=(3,), b=(3,))
@example(a=(2, 2, 3), b=(2, 2, 3))
@example(a=(), b=())
@example(a=(0, 3), b=(0, 3))
@example(a=(3, 0), b=(3, 0))
def test_categorical_cross_entropy_checks_shapes(categorical_cross_entropy, a, b):
    """Anything but two matrices of one shape raises a ValueError naming both shapes; so do empty ones. |
    只要不是两个形状相同的矩阵，就抛出 ValueError，并写明两个形状；空矩阵也是如此。
    """
    p, one_hot = np.full(a, 0.5), np.zeros(b)
    if b:
        one_hot[..., :1] = 1
    if len(a) == 2 and a == b and p.size:
        assert_same(categorical_cross_entropy(p, one_hot), np.asarray(math.log(2)), ulp=32)
    else:
        with raises(ValueError, naming=[a, b]):
            categorical_cross_entropy(p, one_hot)


def surprise_of(logits: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """The mean surprise at the labels, from scores, rounded once."""
    log_p = probabilities_of(logits.astype(np.float64), 1, log=True)
    return mean([-float(row[label]) for row, label in zip(log_p, labels.tolist(), strict=True)], floating(logits))


@st.composite
def labelled(draw: st.DrawFn, *, dtypes: tuple[type, ...] = FLOATS, bound: int = 9) -> tuple[np.ndarray, np.ndarray]:
    """Scores of some samples and their labels."""
    samples, classes = draw(st.integers(1, 5)), draw(st.integers(1, 4))
    logits = draw(arrays((samples, classes), dtypes=dtypes, bound=bound))
    labels = np.random.default_rng(draw(st.integers(0, 2**16))).integers(0, classes, samples)
    return logits, draw(strided(labels.astype(draw(st.sampled_from(INTEGERS)))))


@given(case=labelled())
@example(case=(MATRIX, np.array([2, 0])))
@example(case=(MATRIX.astype(np.float32), np.array([1, 0], np.int32)))
@example(case=(np.array([[0.0, 0.0], [0.0, 2.0], [1.0, 0.5]]), np.array([0, 1, 1], np.uint8)))
@example(case=(np.array([[3.0]]), np.array([0])))
def test_sparse_categorical_cross_entropy_averages_the_surprise(sparse_categorical_cross_entropy, case):
    """The result is the mean, over the samples, of −log softmax(logits) at the label, in the dtype of the
    scores. |
    结果是各样本在标签处的 −log softmax(logits) 的平均值，dtype 与得分相同。
    """
    assert_surprise(sparse_categorical_cross_entropy(*case), surprise_of(*case))


@given(case=labelled(bound=10_000))
@example(case=(np.array([[0.0, 200.0]], np.float32), np.array([0])))
@example(case=(np.array([[0.0, 1e4]]), np.array([0])))
@example(case=(np.array([[0.0, 40.0]]), np.array([0])))
@example(case=(np.array([[1e4, 1e4]], np.float32), np.array([1])))
@example(case=(TALL, np.array([0, 2])))
def test_sparse_categorical_cross_entropy_of_large_scores(sparse_categorical_cross_entropy, case):
    """Scores up to ±1e4 give no warning and a finite loss with all its digits. |
    得分大到 ±1e4 也不出警告，损失是有限的数，有效数字不丢失。
    """
    assert_surprise(sparse_categorical_cross_entropy(*case), surprise_of(*case))
    assert_no_warning()


@given(case=labelled(dtypes=INTEGERS))
@example(case=(np.array([[1, 2, 4]]), np.array([0])))
@example(case=(np.array([[3, 250]], np.uint8), np.array([0])))
def test_sparse_categorical_cross_entropy_of_integers(sparse_categorical_cross_entropy, case):
    """Integer scores give float64, and do not wrap around. | 整数得分得到 float64，计算中不回绕。"""
    assert_surprise(sparse_categorical_cross_entropy(*case), surprise_of(*case))


@given(a=shapes(max_dims=3, max_side=3), b=shapes(max_dims=2, max_side=3))
@example(a=(3, 2), b=(2,))
@example(a=(3, 2), b=(3, 1))
@example(a=(3, 2), b=(1,))
@example(a=(3, 2), b=())
@example(a=(3, 2), b=(3, 2))
@example(a=(3,), b=(3,))
@example(a=(3, 2, 2), b=(3,))
@example(a=(0, 2), b=(0,))
@example(a=(2, 0), b=(2,))
@example(a=(), b=())
def test_sparse_categorical_cross_entropy_checks_shapes(sparse_categorical_cross_entropy, a, b):
    """Anything but scores (samples, classes) and labels (samples,) raises a ValueError naming both shapes; so
    does nothing at all. |
    只要形状不是 (samples, classes) 和 (samples,)，就抛出 ValueError，并写明两个形状；没有样本或没有类别时也是如此。
    """
    logits, labels = np.zeros(a), np.zeros(b, np.int64)
    if len(a) == 2 and b == a[:1] and logits.size:
        assert_surprise(sparse_categorical_cross_entropy(logits, labels), np.asarray(math.log(a[1])))
    else:
        with raises(ValueError, naming=[a, b]):
            sparse_categorical_cross_entropy(logits, labels)


@given(case=labelled(), beyond=st.integers(0, 9), below=st.booleans(), place=st.integers(0, 4))
@example(case=(MATRIX, np.array([2, 0])), beyond=0, below=False, place=1)
@example(case=(MATRIX, np.array([2, 0])), beyond=0, below=True, place=0)
@example(case=(MATRIX, np.array([2, 0])), beyond=4, below=True, place=0)
@example(case=(MATRIX, np.array([2, 0])), beyond=4, below=False, place=0)
def test_sparse_categorical_cross_entropy_refuses_other_labels(
    sparse_categorical_cross_entropy, case, beyond, below, place
):
    """A label that is no class, negative ones included, raises a ValueError naming the label. |
    标签不是任何类别时，抛出 ValueError，并写明这个标签；负的标签也不行。
    """
    logits, labels = case[0], case[1].astype(np.int64)
    label = -1 - beyond if below else logits.shape[1] + beyond
    labels[place % len(labels)] = label
    with raises(ValueError, naming=[label]):
        sparse_categorical_cross_entropy(logits, labels)


@given(case=labelled(), dtype=st.sampled_from((*FLOATS, np.bool)))
@example(case=(MATRIX, np.array([2, 0])), dtype=np.float64)
@example(case=(MATRIX.astype(np.float32), np.array([1, 0])), dtype=np.float32)
@example(case=(MATRIX, np.array([1, 0])), dtype=np.bool)
def test_sparse_categorical_cross_entropy_wants_integer_labels(sparse_categorical_cross_entropy, case, dtype):
    """Labels that are no integers, truth values included, raise a TypeError. |
    标签不是整数时，抛出 TypeError；布尔值也不行。
    """
    logits, labels = case
    with raises(TypeError):
        sparse_categorical_cross_entropy(logits, labels.astype(dtype))


def binary(probabilities: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """The mean of −log of the probability of what happened, rounded once."""
    happened = [
        p if y else 1 - p for p, y in zip(probabilities.ravel().tolist(), targets.ravel().tolist(), strict=True)
    ]
    return mean([-math.log(p) if p else math.inf for p in happened], probabilities.dtype)


@st.composite
def outcomes(draw: st.DrawFn, *, sure: bool = False) -> tuple[np.ndarray, np.ndarray]:
    """Probabilities, multiples of 1/16, and what happened; with `sure`, some were sure, and right."""
    shape = draw(filled())
    rng = np.random.default_rng(draw(st.integers(0, 2**16)))
    targets = rng.integers(0, 2, shape)
    p = np.asarray(rng.integers(1, 16, shape) / 16)
    if sure:
        p = np.where(rng.random(shape) < 0.5, targets, p)
    kinds = st.sampled_from((np.float32, np.float64, np.int64, np.uint8))
    p, targets = p.astype(draw(st.sampled_from(FLOATS))), targets.astype(draw(kinds))
    return draw(strided(p)), draw(strided(targets))


@given(case=outcomes())
@example(case=(np.array([0.25, 0.75, 0.5, 0.125]), np.array([1, 1, 0, 0])))
@example(case=(np.array([[0.25], [0.875]], np.float32), np.array([[1.0], [0.0]], np.float32)))
@example(case=(np.array([0.25, 0.875], np.float32), np.array([0, 1])))
@example(case=(np.array(0.25), np.array(0)))
@example(case=(np.array([1e-30], np.float32), np.array([1.0], np.float32)))
def test_binary_cross_entropy_averages_the_surprise(binary_cross_entropy, case):
    """The result is the mean of −log p where the target is 1 and of −log(1 − p) where it is 0, in the dtype of
    the probabilities. |
    目标值是 1 处取 −log p，是 0 处取 −log(1 − p)，结果是它们的平均值，dtype 与 probabilities 相同。
    """
    assert_same(binary_cross_entropy(*case), binary(*case), ulp=32)


@given(case=outcomes(sure=True))
@example(case=(np.array([1.0, 0.0]), np.array([1, 0])))
@example(case=(np.array([0.0, 0.25], np.float32), np.array([0.0, 1.0], np.float32)))
def test_binary_cross_entropy_of_certainty(binary_cross_entropy, case):
    """Who was sure and right pays nothing: 0 · log 0 counts as 0, without a warning. |
    完全肯定而且说对了，损失是 0：0 · log 0 算作 0，没有警告。
    """
    assert_same(binary_cross_entropy(*case), binary(*case), ulp=32)
    assert_no_warning()


@given(case=outcomes(), place=st.integers(0, 2**16))
@example(case=(np.array([0.25, 0.75]), np.array([1, 0])), place=0)
@example(case=(np.array([0.25, 0.75], np.float32), np.array([1, 0])), place=1)
def test_binary_cross_entropy_of_the_impossible(binary_cross_entropy, case, place):
    """One outcome that had probability 0 makes the mean infinite, without a warning. |
    只要有一个发生了的结果概率是 0，平均值就是无穷大，而且没有警告。
    """
    p, targets = case[0].copy(), case[1]
    index = np.unravel_index(place % p.size, p.shape)
    p[index] = 1 - targets[index]
    assert_same(binary_cross_entropy(p, targets), np.asarray(np.inf, p.dtype))
    assert_no_warning()


@given(a=shapes(max_dims=3, max_side=3), b=shapes(max_dims=3, max_side=3))
@example(a=(3, 1), b=(3,))
@example(a=(2, 3), b=(3,))
@example(a=(2, 3), b=(3, 2))
@example(a=(3,), b=())
@example(a=(1,), b=(4,))
@example(a=(0,), b=(0,))
@example(a=(2, 0), b=(2, 0))
@example(a=(2, 2), b=(2, 2))
def test_binary_cross_entropy_checks_shapes(binary_cross_entropy, a, b):
    """Different shapes raise a ValueError naming both, also where one could be stretched; so do empty tensors. |
    形状不同时，即使可以广播，也抛出 ValueError，并写明两个形状；空张量也是如此。
    """
    p, targets = np.full(a, 0.5), np.ones(b)
    if a == b and p.size:
        assert_same(binary_cross_entropy(p, targets), np.asarray(math.log(2)), ulp=32)
    else:
        with raises(ValueError, naming=[a, b]):
            binary_cross_entropy(p, targets)


@st.composite
def answers(draw: st.DrawFn, *, classes: int = 4, empty: bool = False) -> tuple[np.ndarray, np.ndarray]:
    """Predictions and labels, about half of them equal, each of its own integer dtype."""
    shape = draw(shapes(max_dims=3, min_side=0 if empty else 1, max_side=5))
    rng = np.random.default_rng(draw(st.integers(0, 2**16)))
    labels = rng.integers(0, classes, shape)
    predictions = np.where(rng.random(shape) < 0.5, labels, rng.integers(0, classes, shape))
    dtypes = draw(st.tuples(st.sampled_from(INTEGERS), st.sampled_from(INTEGERS)))
    return tuple(draw(strided(x.astype(dtype))) for x, dtype in zip((predictions, labels), dtypes, strict=True))


@given(case=answers())
@example(case=(np.array([7, 2, 1, 9]), np.array([7, 2, 1, 0])))
@example(case=(np.array([[1, 2, 0], [0, 1, 2]]), np.array([[1, 0, 0], [2, 2, 2]])))
@example(case=(np.array([3, 1, 2], np.uint8), np.array([3, 2, 2])))
@example(case=(np.array([3, 1, 2]), np.array([0, 2, 1])))
@example(case=(np.array(4), np.array(4)))
def test_accuracy_is_the_share_of_right_answers(accuracy, case):
    """The result is the number of right predictions divided by that of all, float64. |
    结果是预测正确的个数除以总个数，dtype 是 float64。
    """
    predictions, labels = case
    right = [p == y for p, y in zip(predictions.ravel().tolist(), labels.ravel().tolist(), strict=True)]
    assert_same(accuracy(predictions, labels), np.asarray(sum(right) / len(right)), ulp=4)


@given(a=shapes(max_dims=3, max_side=3), b=shapes(max_dims=3, max_side=3))
@example(a=(3, 1), b=(3,))
@example(a=(2, 3), b=(3,))
@example(a=(2, 3), b=(3, 2))
@example(a=(3,), b=(2,))
@example(a=(3,), b=())
@example(a=(0,), b=(0,))
@example(a=(2, 0), b=(2, 0))
@example(a=(2, 2), b=(2, 2))
def test_accuracy_checks_shapes(accuracy, a, b):
    """Different shapes raise a ValueError naming both, also where one could be stretched; so do no predictions at
    all. |
    形状不同时，即使可以广播，也抛出 ValueError，并写明两个形状；一个预测也没有时也是如此。
    """
    predictions, labels = np.full(a, 3), np.full(b, 3)
    if a == b and predictions.size:
        assert_same(accuracy(predictions, labels), np.asarray(1.0))
    else:
        with raises(ValueError, naming=[a, b]):
            accuracy(predictions, labels)


@given(case=answers(), dtype=st.sampled_from((*FLOATS, np.bool)), which=st.integers(0, 1))
@example(case=(np.array([7, 2, 1]), np.array([7, 2, 0])), dtype=np.float64, which=0)
@example(case=(np.array([7, 2, 1]), np.array([7, 2, 0])), dtype=np.float32, which=1)
@example(case=(np.array([1, 0, 1]), np.array([1, 0, 0])), dtype=np.bool, which=0)
@example(case=(np.array([1, 0, 1]), np.array([1, 0, 0])), dtype=np.bool, which=1)
def test_accuracy_wants_class_numbers(accuracy, case, dtype, which):
    """Predictions or labels that are no integers, truth values included, raise a TypeError. |
    预测值或标签不是整数时，抛出 TypeError；布尔值也不行。
    """
    arguments = list(case)
    arguments[which] = arguments[which].astype(dtype)
    with raises(TypeError):
        accuracy(*arguments)


def counted(predictions: np.ndarray, labels: np.ndarray, classes: int) -> np.ndarray:
    """The confusion matrix, one sample after the other."""
    counts = np.zeros((classes, classes), np.int64)
    for label, prediction in zip(labels.ravel().tolist(), predictions.ravel().tolist(), strict=True):
        counts[label, prediction] += 1
    return counts


@given(case=answers(empty=True), more=st.integers(0, 2))
@example(case=(np.array([0, 1, 2, 2]), np.array([0, 0, 2, 1])), more=0)
@example(case=(np.array([1, 1, 1, 0, 1]), np.array([0, 0, 0, 0, 1])), more=0)
@example(case=(np.array([[1, 2], [1, 2]], np.uint8), np.array([[1, 0], [1, 2]], np.int32)), more=1)
@example(case=(np.array([], np.int64), np.array([], np.int64)), more=0)
@example(case=(np.array(1), np.array(2)), more=0)
def test_confusion_matrix_counts(confusion_matrix, case, more):
    """Row i, column j holds how many samples of label i were predicted as j, int64; what repeats counts again. |
    第 i 行第 j 列是标签为 i、预测为 j 的样本个数，dtype 是 int64；重复出现的要重复计数。
    """
    assert_same(confusion_matrix(*case, 4 + more), counted(*case, 4 + more))


@given(case=answers(classes=40))
@example(case=(np.array([39, 20, 39], np.uint8), np.array([38, 20, 38], np.uint8)))
def test_confusion_matrix_of_many_classes(confusion_matrix, case):
    """With forty classes and 8-bit class numbers nothing wraps around, and all samples are counted. |
    四十个类别、8 位的类别编号，也不回绕，每个样本都数到。
    """
    result = confusion_matrix(*case, 40)
    assert_same(result, counted(*case, 40))
    check(result.sum() == case[0].size, en="some samples are not counted", zh="有的样本没有数到")


@given(a=shapes(max_dims=3, max_side=3), b=shapes(max_dims=3, max_side=3))
@example(a=(3, 1), b=(3,))
@example(a=(2, 3), b=(3,))
@example(a=(3,), b=(2,))
@example(a=(3,), b=())
@example(a=(3,), b=(1,))
@example(a=(2, 2), b=(2, 2))
def test_confusion_matrix_checks_shapes(confusion_matrix, a, b):
    """Different shapes raise a ValueError naming both, also where one could be stretched. |
    形状不同时，即使可以广播，也抛出 ValueError，并写明两个形状。
    """
    predictions, labels = np.full(a, 2), np.full(b, 1)
    if a == b:
        assert_same(confusion_matrix(predictions, labels, 4), counted(predictions, labels, 4))
    else:
        with raises(ValueError, naming=[a, b]):
            confusion_matrix(predictions, labels, 4)


@given(
    case=answers(),
    classes=st.integers(4, 9),
    beyond=st.integers(0, 9),
    below=st.booleans(),
    which=st.integers(0, 1),
    place=st.integers(0, 99),
)
@example(case=(np.array([0, 1, 2]), np.array([0, 0, 2])), classes=4, beyond=0, below=False, which=0, place=1)
@example(case=(np.array([0, 1, 2]), np.array([0, 0, 2])), classes=4, beyond=0, below=False, which=1, place=1)
@example(case=(np.array([0, 1, 2]), np.array([0, 0, 2])), classes=4, beyond=0, below=True, which=0, place=2)
@example(case=(np.array([0, 1, 2]), np.array([0, 0, 2])), classes=4, beyond=0, below=True, which=1, place=0)
@example(case=(np.array([0, 1, 2]), np.array([0, 0, 2])), classes=4, beyond=7, below=True, which=1, place=0)
def test_confusion_matrix_refuses_other_classes(confusion_matrix, case, classes, beyond, below, which, place):
    """A prediction or a label that is no class, negative ones included, raises a ValueError naming it. |
    预测值或标签不是任何类别时，抛出 ValueError，并写明这个数；负数也不行。
    """
    arguments = [x.astype(np.int64) for x in case]
    number = -1 - beyond if below else classes + beyond
    arguments[which][np.unravel_index(place % arguments[which].size, arguments[which].shape)] = number
    with raises(ValueError, naming=[number]):
        confusion_matrix(*arguments, classes)


@given(case=answers(), dtype=st.sampled_from((*FLOATS, np.bool)), which=st.integers(0, 1))
@example(case=(np.array([0, 2, 1]), np.array([0, 2, 2])), dtype=np.float64, which=0)
@example(case=(np.array([0, 2, 1]), np.array([0, 2, 2])), dtype=np.float32, which=1)
@example(case=(np.array([1, 0, 1]), np.array([1, 0, 0])), dtype=np.bool, which=0)
@example(case=(np.array([1, 0, 1]), np.array([1, 0, 0])), dtype=np.bool, which=1)
def test_confusion_matrix_wants_class_numbers(confusion_matrix, case, dtype, which):
    """Predictions or labels that are no integers, truth values included, raise a TypeError. |
    预测值或标签不是整数时，抛出 TypeError；布尔值也不行。
    """
    arguments = list(case)
    arguments[which] = arguments[which].astype(dtype)
    with raises(TypeError):
        confusion_matrix(*arguments, 4)
