"""The laws of preparing data."""

import math
from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from byhand.grading import assert_no_warning, assert_same, check, raises
from tests.strategies import FLOATS, NUMBERS, Shape, arrays, shapes, strided

INTEGERS = (np.int64, np.int32, np.uint8, np.int8)
TABLE = np.array([[60.0, 1.5, 4.0], [20.0, 1.75, -1.0], [30.0, 2.5, 0.5], [40.0, 1.5, 0.0]])
"""Four samples with three features."""


def floating(x: np.ndarray) -> np.dtype:
    """The dtype of a result: that of floats, float64 in the place of integers."""
    return x.dtype if x.dtype.kind == "f" else np.dtype(np.float64)


def eps(x: np.ndarray) -> float:
    """The machine epsilon of a result."""
    return float(np.finfo(floating(x)).eps)


def columns_of(x: np.ndarray) -> list[list[float]]:
    """The columns of samples, in Python's numbers."""
    return x.reshape(len(x), math.prod(x.shape[1:])).T.tolist()


def from_columns(columns: list[list[float]], x: np.ndarray) -> np.ndarray:
    """Columns put together to the shape of `x`, rounded once."""
    flat = np.array(columns, np.float64).reshape(math.prod(x.shape[1:]), len(x)).T
    return np.ascontiguousarray(flat).reshape(x.shape).astype(floating(x))


SEEDS = st.integers(0, 2**16)
SHAPES = shapes(min_dims=1, max_dims=3, min_side=1, max_side=4)


def random_numbers(rng: np.random.Generator, shape: Shape, dtype: type, bound: int) -> np.ndarray:
    """Numbers up to a bound; floats are multiples of 1/8, unsigned integers not negative."""
    kind = np.dtype(dtype).kind
    scale = 8 if kind == "f" else 1
    return np.asarray(rng.integers(0 if kind == "u" else -bound * scale, bound * scale + 1, shape) / scale, dtype)


@st.composite
def samples(
    draw: st.DrawFn, *, dtypes: tuple[type, ...] = FLOATS, bound: int = 100, constant: bool = False
) -> np.ndarray:
    """Samples along axis 0; with `constant`, some columns hold equal elements."""
    shape, dtype = draw(SHAPES), draw(st.sampled_from(dtypes))
    rng = np.random.default_rng(draw(SEEDS))
    x = random_numbers(rng, shape, dtype, bound)
    if constant and x.size:
        x = np.where(rng.random(shape[1:]) < 0.5, x[:1], x)
    return draw(strided(x))


# min_max_scale


def scaled(x: np.ndarray) -> np.ndarray:
    """Each column between 0 and 1, rounded once."""
    result = []
    for column in columns_of(x):
        low, high = (Fraction(f(column, default=0)) for f in (min, max))
        result.append([float((Fraction(v) - low) / ((high - low) or 1)) for v in column])
    return from_columns(result, x)


def assert_scaled(got: np.ndarray, x: np.ndarray) -> None:
    """Demand what the docstring does, with a little room for the rounding of the oracle."""
    __tracebackhide__ = True
    assert_same(got, scaled(x), atol=9 * eps(x))


@given(x=samples())
@example(x=TABLE)
@example(x=TABLE.astype(np.float32))
@example(x=np.array([2.0, 5.0, 4.0]))
@example(x=np.array([[-1.0, -8.0], [-3.0, -2.0]]))
@example(x=np.arange(24.0).reshape(4, 2, 3)[::-1] ** 2)
def test_min_max_scale_follows_the_formula(min_max_scale, x):
    """Every column becomes (x − min) / (max − min), in the shape and the dtype of the input. |
    每一列都变成 (x − min) / (max − min)，形状和 dtype 与输入相同。
    """
    assert_scaled(min_max_scale(x), x)


@given(x=samples(), power=st.integers(-3, 3), zero=st.integers(-50, 50))
@example(x=TABLE, power=3, zero=-50)
@example(x=TABLE, power=-2, zero=0)
def test_min_max_scale_forgets_the_unit(min_max_scale, x, power, zero):
    """Another unit, or another zero of the scale, changes nothing. | 换个单位，或者换个零点，结果都不变。"""
    other = (x * 2.0**power + zero).astype(x.dtype)
    assert_scaled(min_max_scale(other), x)


@given(x=samples(dtypes=(*INTEGERS, np.int64)))
@example(x=np.array([[100, 3], [-100, 5], [0, 4]], np.int8))
@example(x=np.array([[3, 100], [5, 101], [7, 104]]))
@example(x=np.array([2_000_000_000, -2_000_000_000, 0], np.int32))
@example(x=np.array([[0, 255], [51, 0]], np.uint8))
def test_min_max_scale_of_integers(min_max_scale, x):
    """Integers give float64, and their differences do not wrap around. | 整数得到 float64，求差时不回绕。"""
    assert_scaled(min_max_scale(x), x)


@given(offset=st.integers(100, 1000), gaps=st.lists(st.integers(0, 9), min_size=2, max_size=5))
@example(offset=1000, gaps=[3, 1, 0, 7])
def test_min_max_scale_of_near_values(min_max_scale, offset, gaps):
    """Values far from zero that nearly agree keep the digits of their differences. |
    数值离零很远、彼此很接近时，差的有效数字也不丢失。
    """
    for dtype, step in ((np.float32, 2.0**-12), (np.float64, 2.0**-40)):
        x = np.array([[offset + gap * step] for gap in gaps], dtype)
        assert_scaled(min_max_scale(x), x)


@given(x=samples(dtypes=(*NUMBERS, np.uint8), constant=True))
@example(x=np.array([[3.0, 100.0], [5.0, 100.0]]))
@example(x=np.full((3, 2), 0.1, np.float32))
@example(x=np.array([[7, 7], [7, 7]]))
@example(x=np.array([[4.0, -2.0]]))
@example(x=np.array([3e-20, 7e-20, 5e-20]))  # small is not equal
def test_min_max_scale_of_equal_elements(min_max_scale, x):
    """A column of equal elements gives 0, without a warning. | 元素全都相等的列得到 0，没有警告。"""
    assert_scaled(min_max_scale(x), x)
    assert_no_warning()


EMPTY = st.sampled_from(((0,), (0, 3), (2, 0), (0, 0), (0, 2, 3), (3, 0, 2)))


@given(shape=EMPTY, dtype=st.sampled_from(NUMBERS))
@example(shape=(0, 3), dtype=np.float32)
@example(shape=(2, 0), dtype=np.float64)
@example(shape=(0,), dtype=np.int64)
def test_min_max_scale_of_nothing(min_max_scale, shape, dtype):
    """Without samples or columns there is nothing to scale, and the result is as empty as the input. |
    没有样本或没有列时，没有什么可缩放的，结果与输入一样是空的。
    """
    x = np.zeros(shape, dtype)
    assert_scaled(min_max_scale(x), x)


@given(value=arrays((), dtypes=NUMBERS))
@example(value=np.array(3.0))
@example(value=np.array(3))
def test_min_max_scale_wants_samples(min_max_scale, value):
    """A scalar has no axis of samples: a ValueError naming its shape. |
    标量没有样本轴，应当抛出 ValueError，并写明形状。
    """
    with raises(ValueError, naming=["()"]):
        min_max_scale(value)


# fit_standardizer


def statistics(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Mean and standard deviation of each column, exactly, rounded at the end."""
    means, stds = [], []
    for column in columns_of(x):
        exact = [Fraction(v) for v in column]
        mean = sum(exact, Fraction(0)) / len(exact)
        means.append(float(mean))
        stds.append(math.sqrt(sum(((v - mean) ** 2 for v in exact), Fraction(0)) / len(exact)))
    shape, dtype = x.shape[1:], floating(x)
    return np.array(means).reshape(shape).astype(dtype), np.array(stds).reshape(shape).astype(dtype)


def assert_statistics(got: Any, x: np.ndarray) -> None:
    """Demand what the docstring does, column by column, with a little room for the rounding of the oracle."""
    __tracebackhide__ = True
    largest = float(np.abs(x.astype(np.float64)).max(initial=0))
    assert_same(got, statistics(x), atol=(len(x) + 9) * eps(x) * largest)


@given(x=samples())
@example(x=np.array([[1.0, 10.0], [3.0, 20.0], [8.0, 60.0]]))
@example(x=TABLE)
@example(x=TABLE.astype(np.float32))
@example(x=np.array([2.0, 4.0, 9.0]))
@example(x=np.array([[5.0, -1.0]]))
@example(x=np.zeros((2, 0)))
@example(x=np.arange(24.0).reshape(4, 2, 3)[::-1] ** 2)
@example(x=np.array([3e-20, 7e-20, 5e-20]))  # small is not 0
def test_fit_standardizer_follows_the_formulas(fit_standardizer, x):
    """The mean is Σx / n and the standard deviation √(Σ(x − mean)² / n), column by column. |
    每一列的平均值是 Σx / n，标准差是 √(Σ(x − 平均值)² / n)。
    """
    assert_statistics(fit_standardizer(x), x)


@given(x=samples(dtypes=INTEGERS))
@example(x=np.array([[1, 100], [3, -100], [8, 60]], np.int8))
@example(x=np.array([[250, 3], [240, 5]], np.uint8))
@example(x=np.array([[2, 3], [7, 4]]))
@example(x=np.array([2_000_000_000, -2_000_000_000, 5], np.int32))
def test_fit_standardizer_of_integers(fit_standardizer, x):
    """Integers give float64, and neither differences nor squares wrap around. |
    整数得到 float64，求差、求平方都不回绕。
    """
    assert_statistics(fit_standardizer(x), x)


@given(offset=st.integers(100, 1000), gaps=st.lists(st.integers(0, 9), min_size=2, max_size=6))
@example(offset=1000, gaps=[3, 1, 0, 7])
@example(offset=1000, gaps=[1, 2])
def test_fit_standardizer_of_near_values(fit_standardizer, offset, gaps):
    """Values far from zero that nearly agree keep the digits of their standard deviation. |
    数值离零很远、彼此很接近时，标准差的有效数字也不丢失。
    """
    for dtype, step in ((np.float32, 2.0**-10), (np.float64, 2.0**-30)):
        x = np.array([[offset + gap * step] for gap in gaps], dtype)
        assert_statistics(fit_standardizer(x), x)


@given(value=st.integers(-999, 999), n=st.integers(1, 12), dtype=st.sampled_from(FLOATS))
@example(value=100, n=3, dtype=np.float64)
@example(value=300, n=6, dtype=np.float32)
@example(value=1100, n=10, dtype=np.float32)
def test_fit_standardizer_of_equal_elements(fit_standardizer, value, n, dtype):
    """A column of equal elements has the standard deviation 0, exactly, whatever its mean is rounded to. |
    元素全都相等的列，不论平均值怎样舍入，标准差都恰好是 0。
    """
    x = np.stack([np.full(n, value / 1000), np.arange(n)], axis=1).astype(dtype)
    result = fit_standardizer(x)
    assert_statistics(result, x)
    check(result[1][0] == 0, en="the standard deviation is not exactly 0", zh="标准差不恰好是 0")


@given(shape=shapes(max_dims=2, max_side=3))
@example(shape=())
@example(shape=(0,))
@example(shape=(0, 3))
@example(shape=(3, 0))
def test_fit_standardizer_wants_samples(fit_standardizer, shape):
    """No samples, and a scalar, which has no axis of samples, raise a ValueError naming the shape. |
    一个样本也没有，或者是没有样本轴的标量，都要抛出 ValueError，并写明形状。
    """
    x = np.full(shape, 3.0)
    if shape and shape[0]:
        assert_statistics(fit_standardizer(x), x)
    else:
        with raises(ValueError, naming=[shape or "()"]):
            fit_standardizer(x)


# standardize


def standard(x: np.ndarray, mean: np.ndarray, std: np.ndarray) -> np.ndarray:
    """(x − mean) / std in float64, 0 where std is 0, rounded once."""
    gap = x.astype(np.float64) - mean.astype(np.float64)
    wide = std.astype(np.float64)
    return np.where(wide == 0, 0, gap / np.where(wide == 0, 1, wide)).astype(floating(x))


def assert_standard(got: np.ndarray, x: np.ndarray, mean: np.ndarray, std: np.ndarray) -> None:
    """Demand (x − mean) / std, up to rounding."""
    __tracebackhide__ = True
    with np.errstate(divide="ignore", invalid="ignore"):
        sizes = (np.abs(x.astype(np.float64)) + np.abs(mean.astype(np.float64))) / std.astype(np.float64)
    largest = float(np.max(sizes, initial=0, where=np.isfinite(sizes)))
    assert_same(got, standard(x, mean, std), atol=8 * eps(x) * largest)


@st.composite
def standardised(
    draw: st.DrawFn,
    *,
    dtypes: tuple[type, ...] = FLOATS,
    others: tuple[type, ...] = FLOATS,
    zeros: bool = False,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Samples, and a mean and a standard deviation for each column."""
    x = draw(samples(dtypes=dtypes, bound=9))
    rng, other = np.random.default_rng(draw(SEEDS)), draw(st.sampled_from(others))
    std = rng.integers(1, 9, x.shape[1:]) * (rng.random(x.shape[1:]) < (0.6 if zeros else 1))
    return x, random_numbers(rng, x.shape[1:], other, 9), np.asarray(std, other)


PAIR = np.array([2.0, 10.0]), np.array([0.5, 4.0])
TWO = np.array([[1.0, 10.0], [5.0, 12.0], [2.5, -6.0]])


@given(case=standardised())
@example(case=(TWO, *PAIR))
@example(case=(np.array([3.0, 7.0, 8.0]), np.array(4.0), np.array(2.0)))
@example(case=(np.array([[5.0, 12.0]]), *PAIR))
@example(case=(np.arange(12.0).reshape(2, 2, 3), np.ones((2, 3)), np.array([[1.0, 2.0, 4.0], [3.0, 0.5, 8.0]])))
def test_standardize_follows_the_formula(standardize, case):
    """Every column becomes (x − mean) / std, with the statistics that are passed, not with its own. |
    每一列都变成 (x − mean) / std，用的是传进来的平均值和标准差，而不是这一列自己的。
    """
    assert_standard(standardize(*case), *case)


@given(n=st.integers(1, 3), dtype=st.sampled_from(FLOATS), other=st.sampled_from(FLOATS))
@example(n=3, dtype=np.float32, other=np.float64)
@example(n=3, dtype=np.float64, other=np.float32)
@example(n=1, dtype=np.float32, other=np.float32)
def test_standardize_keeps_the_dtype(standardize, n, dtype, other):
    """Floats keep the dtype of the samples, whatever that of the statistics. |
    浮点数保持样本的 dtype，不论平均值和标准差是什么 dtype。
    """
    case = TWO[:n].astype(dtype), PAIR[0].astype(other), PAIR[1].astype(other)
    assert_standard(standardize(*case), *case)


@given(case=standardised(dtypes=INTEGERS, others=(*FLOATS, np.int64, np.uint8)))
@example(case=(np.array([[3, 250], [5, 4]], np.uint8), np.array([4, 100], np.uint8), np.array([1, 50], np.uint8)))
@example(case=(np.array([[3, 250], [5, 4]], np.uint8), np.array([4.0, 100.0], np.float32), np.ones(2, np.float32)))
@example(case=(np.array([[1, 2], [4, 6]]), *PAIR))
@example(case=(np.array([100, 3], np.int8), np.array(-100, np.int8), np.array(2, np.int8)))
def test_standardize_of_integers(standardize, case):
    """Integers give float64, and their differences do not wrap around. | 整数得到 float64，求差时不回绕。"""
    assert_standard(standardize(*case), *case)


@given(case=standardised(zeros=True))
@example(case=(TWO, PAIR[0], np.array([0.5, 0.0])))
@example(case=(TWO.astype(np.float32), PAIR[0], np.zeros(2)))
@example(case=(np.array([10.0, 10.0]), np.array(10.0), np.array(0.0)))
@example(case=(np.array([9.0, 10.0]), np.array(10.0), np.array(0.0)))
@example(case=(np.array([3e-20, 9e-20]), np.array(4e-20), np.array(2e-20)))  # small is not 0
def test_standardize_where_nothing_varies(standardize, case):
    """Where std is 0, and only there, the result is 0, even for a sample that differs from the mean, and without a
    warning. |
    std 为 0 处，即使样本不等于平均值，结果也是 0，而且没有警告；std 再小，只要不是 0，就照公式算。
    """
    assert_standard(standardize(*case), *case)
    assert_no_warning()


@given(x=samples(bound=9), seed=st.integers(0, 2**16))
@example(x=TABLE, seed=0)
def test_standardize_gives_mean_0_and_deviation_1(standardize, x, seed):
    """With their own statistics, columns that vary get the mean 0 and the standard deviation 1. |
    用自己的平均值和标准差来标准化，有变化的列平均值变为 0，标准差变为 1。
    """
    x = (x + np.random.default_rng(seed).integers(0, 9, x.shape)).astype(np.float64)
    mean, std = statistics(x)
    result = standardize(x, mean, std)
    assert_standard(result, x, mean, std)
    means, stds = (np.asarray(part)[std > 0] for part in (result.mean(axis=0), result.std(axis=0)))
    assert_same(means, np.zeros_like(means), atol=1e-12)
    assert_same(stds, np.ones_like(stds), atol=1e-12)


@given(shape=EMPTY, dtype=st.sampled_from(NUMBERS))
@example(shape=(0, 2), dtype=np.float32)
@example(shape=(2, 0), dtype=np.float64)
@example(shape=(0,), dtype=np.int64)
def test_standardize_of_nothing(standardize, shape, dtype):
    """Sizes may be 0; the result is as empty as the input. | 长度可以是 0；结果与输入一样是空的。"""
    case = np.zeros(shape, dtype), np.ones(shape[1:]), np.zeros(shape[1:])
    assert_standard(standardize(*case), *case)


STATISTICS = shapes(max_dims=2, max_side=3)


@given(x=shapes(max_dims=3, max_side=3), mean=STATISTICS, std=STATISTICS)
@example(x=(3, 2), mean=(1, 2), std=(1, 2))
@example(x=(3, 2), mean=(), std=())
@example(x=(3, 2), mean=(2,), std=())
@example(x=(3, 2), mean=(), std=(2,))
@example(x=(3, 3), mean=(3, 1), std=(3, 1))
@example(x=(3, 2), mean=(3,), std=(3,))
@example(x=(3, 2), mean=(1,), std=(1,))
@example(x=(2,), mean=(2,), std=(2,))
@example(x=(3,), mean=(1,), std=(1,))
@example(x=(), mean=(), std=())
@example(x=(3, 2), mean=(2,), std=(2,))
def test_standardize_checks_shapes(standardize, x, mean, std):
    """Mean and standard deviation must have the shape of one sample: else a ValueError naming all three shapes, also
    where one could be stretched. |
    平均值和标准差的形状必须与一个样本相同，否则抛出 ValueError，并写明三个形状；即使可以广播，也不行。
    """
    arguments = np.full(x, 5.0), np.full(mean, 1.0), np.full(std, 2.0)
    if x and x[1:] == mean == std:
        assert_standard(standardize(*arguments), *arguments)
    else:
        with raises(ValueError, naming=[shape or "()" for shape in (x, mean, std)]):
            standardize(*arguments)


# scale_pixels


def bright(images: np.ndarray) -> np.ndarray:
    """Pixels divided by 255, rounded to float32."""
    return np.array([v / 255 for v in images.ravel().tolist()], np.float32).reshape(images.shape)


@given(images=arrays(shapes(), dtypes=(np.uint8,), bound=255))
@example(images=np.array([0, 51, 102, 255], np.uint8))
@example(images=np.arange(256, dtype=np.uint8).reshape(16, 16))
@example(images=np.arange(24, dtype=np.uint8).reshape(2, 3, 4)[:, ::-1] * 10)
@example(images=np.array(128, np.uint8))
@example(images=np.zeros((0, 28, 28), np.uint8))
def test_scale_pixels_divides_by_255(scale_pixels, images):
    """Every byte is divided by 255, in float32; the shape stays. | 每个字节都除以 255，得到 float32；形状不变。"""
    assert_same(scale_pixels(images), bright(images), ulp=2)


@given(brightest=st.integers(0, 254), darkest=st.integers(0, 254))
@example(brightest=100, darkest=50)
@example(brightest=0, darkest=0)
@example(brightest=255, darkest=128)
def test_scale_pixels_looks_at_each_pixel_alone(scale_pixels, brightest, darkest):
    """A pixel becomes the same number in a dark image as in a bright one; a black image gives zeros. |
    同一个像素，在暗的图片里和在亮的图片里变成同一个数；全黑的图片得到全零。
    """
    low, high = sorted((brightest, darkest))
    images = np.array([[low, high], [high, low]], np.uint8)
    assert_same(scale_pixels(images), bright(images), ulp=2)
    assert_no_warning()


@given(
    images=arrays(
        shapes(max_dims=3), dtypes=(np.float32, np.float64, np.int8, np.int32, np.int64, np.uint16), bound=100
    )
)
@example(images=np.array([[0.0, 0.5], [1.0, 0.25]], np.float32))
@example(images=np.array([[0.0, 128.0]]))
@example(images=np.array([0, 128, 255]))
@example(images=np.array([0, 128], np.uint16))
@example(images=np.zeros((0, 3)))
def test_scale_pixels_wants_bytes(scale_pixels, images):
    """Anything but uint8 raises a TypeError naming the dtype: such pixels may have been scaled already. |
    dtype 不是 uint8 就抛出 TypeError，并写明 dtype：这样的像素也许已经缩放过了。
    """
    with raises(TypeError, naming=[images.dtype.name]):
        scale_pixels(images)


# one_hot


def marked(labels: np.ndarray, classes: int) -> np.ndarray:
    """One-hot rows, one label after the other."""
    result = np.zeros((*labels.shape, classes), np.float32)
    for index in np.ndindex(labels.shape):
        result[(*index, int(labels[index]))] = 1
    return result


@st.composite
def labelled(draw: st.DrawFn, *, min_dims: int = 1, max_dims: int = 1, min_side: int = 1) -> tuple[np.ndarray, int]:
    """Labels of any integer dtype, and how many classes there are."""
    classes = draw(st.integers(1, 6))
    shape = draw(shapes(min_dims=min_dims, max_dims=max_dims, min_side=min_side, max_side=5))
    labels = np.random.default_rng(draw(st.integers(0, 2**16))).integers(0, classes, shape)
    return draw(strided(np.asarray(labels).astype(draw(st.sampled_from(INTEGERS))))), classes


@given(case=labelled())
@example(case=(np.array([3]), 7))
@example(case=(np.array([2, 0, 3]), 4))
@example(case=(np.array([1, 1, 0], np.uint8), 5))
@example(case=(np.array([2, 0, 1]), 3))
@example(case=(np.array([0, 0]), 1))
def test_one_hot_marks_the_class(one_hot, case):
    """Each row has `classes` elements, float32: a 1 at the label, counted from 0, and 0 elsewhere. |
    每一行有 classes 个元素，dtype 是 float32：标签处是 1（从 0 数起），其余是 0。
    """
    assert_same(one_hot(*case), marked(*case))


@given(case=labelled(min_dims=0, max_dims=3, min_side=0))
@example(case=(np.array(3), 7))
@example(case=(np.array([[2, 0], [1, 2], [0, 0]]), 3))
@example(case=(np.array([], np.int64), 4))
@example(case=(np.zeros((2, 0), np.int32), 4))
def test_one_hot_adds_one_axis(one_hot, case):
    """Labels of any shape get one axis more, the last; a scalar label gives a vector. |
    不论标签是什么形状，都在最后多出一个轴；标量标签得到向量。
    """
    assert_same(one_hot(*case), marked(*case))


@given(labels=arrays(shapes(min_dims=1, max_dims=1, max_side=6), dtypes=(np.uint8,), bound=255))
@example(labels=np.array([255, 0, 200], np.uint8))
@example(labels=np.array([40, 41], np.int8))
def test_one_hot_of_many_classes(one_hot, labels):
    """With 300 classes and 8-bit labels nothing wraps around. | 300 个类别、8 位的标签，也不回绕。"""
    assert_same(one_hot(labels, 300), marked(labels, 300))


@given(case=labelled(max_dims=2), beyond=st.integers(0, 9), below=st.booleans(), place=st.integers(0, 9))
@example(case=(np.array([2, 0]), 7), beyond=0, below=False, place=1)
@example(case=(np.array([2, 0]), 7), beyond=0, below=True, place=0)
@example(case=(np.array([2, 0]), 7), beyond=8, below=True, place=0)
@example(case=(np.array([2, 0]), 7), beyond=8, below=False, place=0)
@example(case=(np.array([2, 0]), 7), beyond=5, below=True, place=1)
def test_one_hot_refuses_other_labels(one_hot, case, beyond, below, place):
    """A label that is no class, negative ones included, raises a ValueError naming the label. |
    标签不是任何类别时，抛出 ValueError，并写明这个标签；负的标签也不行。
    """
    labels, classes = case[0].astype(np.int64), case[1]
    label = -1 - beyond if below else classes + beyond
    labels[np.unravel_index(place % labels.size, labels.shape)] = label
    with raises(ValueError, naming=[label]):
        one_hot(labels, classes)


@given(case=labelled(max_dims=2), dtype=st.sampled_from((*FLOATS, np.bool_)))
@example(case=(np.array([2, 0]), 3), dtype=np.float64)
@example(case=(np.array([1, 0]), 2), dtype=np.bool_)
@example(case=(np.array([2.0, 0.5]), 3), dtype=np.float64)
def test_one_hot_wants_integers(one_hot, case, dtype):
    """Labels of another dtype than an integer one raise a TypeError naming it. |
    标签的 dtype 不是整数时，抛出 TypeError，并写明 dtype。
    """
    labels, classes = case
    with raises(TypeError, naming=[np.dtype(dtype).name.rstrip("_")]):
        one_hot(labels.astype(dtype), classes)


# train_validation_test_split


def global_state() -> tuple[bytes, int]:
    """The state of NumPy's global generator: its words, and how many of them are used up."""
    _, words, used, *_ = np.random.get_state()  # noqa: NPY002
    return words.tobytes(), used


def numbered(n: int) -> tuple[np.ndarray, np.ndarray]:
    """Samples and labels that tell their number: sample i is (10 i, 10 i + 1), its label is i."""
    labels = np.arange(n)
    return np.stack([10 * labels, 10 * labels + 1], axis=1), labels


def numbers_in(parts: Any) -> list[list[int]]:
    """Which samples each part holds, by their labels."""
    for _, labels in parts:
        check(labels.ndim == 1, en="each pair is (x, y), the labels second", zh="每一对都是 (x, y)，标签在后")
    return [labels.tolist() for _, labels in parts]


@given(n=st.integers(0, 40), seed=st.integers(0, 2**32))
@example(n=10, seed=0)
@example(n=7, seed=1)
@example(n=4, seed=2)
@example(n=1, seed=0)
@example(n=0, seed=0)
@example(n=14, seed=3)
def test_train_validation_test_split_cuts_6_2_2(train_validation_test_split, n, seed):
    """The three parts end at ⌊0.6 n⌋, ⌊0.8 n⌋ and n samples. | 三份分别在第 ⌊0.6 n⌋、⌊0.8 n⌋、n 个样本处结束。"""
    parts = train_validation_test_split(*numbered(n), seed)
    first, second = 3 * n // 5, 4 * n // 5
    for part, size in zip(parts, (first, second - first, n - second), strict=True):
        assert_same([len(array) for array in part], [size, size])


@given(n=st.integers(0, 40), seed=st.integers(0, 2**32))
@example(n=10, seed=0)
@example(n=23, seed=5)
def test_train_validation_test_split_uses_each_sample_once(train_validation_test_split, n, seed):
    """Together the parts hold each sample exactly once: none is missing, none is in two of them. |
    三份合起来，每个样本恰好出现一次：没有遗漏，也没有哪个样本同时在两份里。
    """
    found = sorted(i for part in numbers_in(train_validation_test_split(*numbered(n), seed)) for i in part)
    check(found == list(range(n)), en="a sample is missing, or there twice", zh="有的样本缺失，或者出现了两次")


@given(n=st.integers(0, 40), seed=st.integers(0, 2**32))
@example(n=10, seed=0)
@example(n=23, seed=5)
def test_train_validation_test_split_keeps_labels_with_samples(train_validation_test_split, n, seed):
    """Every sample keeps its own label. | 每个样本的标签仍是自己的标签。"""
    parts = train_validation_test_split(*numbered(n), seed)
    numbers_in(parts)
    for x, y in parts:
        check(np.array_equal(x[:, 0], 10 * y), en="a label belongs to another sample", zh="有的标签是别的样本的")
        check(np.array_equal(x[:, 1], 10 * y + 1), en="a sample is torn apart", zh="有的样本拆散了")


@given(
    n=st.integers(1, 6),
    inside=st.tuples(shapes(max_dims=2, max_side=3), shapes(max_dims=1, max_side=3)),
    dtypes=st.tuples(st.sampled_from((*NUMBERS, np.uint8)), st.sampled_from((*NUMBERS, np.bool_))),
)
@example(n=5, inside=((28, 28), ()), dtypes=(np.uint8, np.int64))
@example(n=5, inside=((), (3,)), dtypes=(np.float32, np.float32))
@example(n=5, inside=((0,), ()), dtypes=(np.float64, np.bool_))
def test_train_validation_test_split_keeps_shapes_and_dtypes(train_validation_test_split, n, inside, dtypes):
    """Samples and labels of any shape and dtype keep both. | 样本和标签不论什么形状、什么 dtype，都保持不变。"""
    x, y = (np.ones((n, *shape), dtype) for shape, dtype in zip(inside, dtypes, strict=True))
    cuts = (0, 3 * n // 5, 4 * n // 5, n)
    expected = tuple((x[a:b], y[a:b]) for a, b in pairwise(cuts))
    assert_same(train_validation_test_split(x, y, 0), expected)


@given(n=st.integers(0, 30), seed=st.integers(0, 2**32))
@example(n=20, seed=0)
@example(n=10, seed=1)
def test_train_validation_test_split_is_decided_by_the_seed(train_validation_test_split, n, seed):
    """The same seed gives the same parts, and NumPy's global generator is not touched. |
    种子相同，分出的三份就相同；NumPy 的全局随机数生成器保持不动。
    """
    np.random.random()  # noqa: NPY002 - Hypothesis has just seeded it with 0, as an answer might
    before = global_state()
    one, other = (train_validation_test_split(*numbered(n), seed) for _ in range(2))
    again = numbers_in(one) == numbers_in(other)
    check(again, en="the same seed gives other parts", zh="种子相同，分出的三份却不同")
    assert_same(one, other)
    check(global_state() == before, en="it draws from the global generator", zh="用了全局的随机数生成器")


@given(seed=st.integers(0, 2**16))
@example(seed=0)
@example(seed=41)
def test_train_validation_test_split_shuffles(train_validation_test_split, seed):
    """The samples come in another order than they had, and another seed gives another order. |
    样本的顺序打乱了；换一个种子，顺序也换。
    """
    orders = [
        [i for part in numbers_in(train_validation_test_split(*numbered(30), s)) for i in part]
        for s in (seed, seed + 1, seed + 2)
    ]
    check(list(range(30)) not in orders, en="the samples are not shuffled", zh="样本没有打乱")
    check(orders[0] != orders[1] != orders[2], en="the seed changes nothing", zh="换了种子，结果却不变")


def test_train_validation_test_split_is_fair(train_validation_test_split):
    """Over many seeds every sample comes into every part, into the training set most often. |
    种子换得多了，每个样本都会进到每一份里，进训练集的次数最多。
    """
    counts = np.zeros((3, 10), np.int64)
    for seed in range(150):
        for row, part in zip(counts, numbers_in(train_validation_test_split(*numbered(10), seed)), strict=True):
            row[part] += 1
    for number in range(10):  # 90, 30, 30 expected, with deviations of 6, 4.9, 4.9
        en = f"of 150 seeds, {counts[:, number].tolist()} put sample {number} into the three sets, not about 90, 30, 30"
        zh = f"150 个种子里，把样本 {number} 分进三份的次数是 {counts[:, number].tolist()}，应当是 90、30、30 左右"
        fair = 55 <= counts[0, number] <= 125 and all(8 <= c <= 60 for c in counts[1:, number])
        check(fair, en=en, zh=zh)


@given(x=shapes(max_dims=2, max_side=4), y=shapes(max_dims=2, max_side=4))
@example(x=(3, 2), y=(2,))
@example(x=(4, 2), y=(3, 2))
@example(x=(3,), y=(4,))
@example(x=(3,), y=())
@example(x=(), y=(3,))
@example(x=(), y=())
@example(x=(0, 2), y=(1,))
def test_train_validation_test_split_wants_a_label_each(train_validation_test_split, x, y):
    """Unequal numbers of samples and labels raise a ValueError naming both shapes; so does a scalar. |
    样本数与标签数不同，就抛出 ValueError，并写明两个形状；其中有标量时也是如此。
    """
    arguments = np.ones(x), np.ones(y)
    if x and y and x[0] == y[0]:
        sizes = [len(part) for pair in train_validation_test_split(*arguments, 0) for part in pair]
        check(sum(sizes) == 2 * x[0], en="samples are missing", zh="有样本缺失")
    else:
        with raises(ValueError, naming=[shape or "()" for shape in (x, y)]):
            train_validation_test_split(*arguments, 0)


# l2_penalty

STRENGTHS = (0.0, 0.125, 0.5, 1.0, 0.1, 2, np.float64(0.1), np.float32(0.25))
"""Strengths: Python's numbers and NumPy's."""


def penalty(weights: np.ndarray, strength: float) -> np.ndarray:
    """The penalty in Python's numbers, rounded once."""
    return np.asarray(float(strength) * math.fsum(float(w) ** 2 for w in weights.ravel().tolist()), floating(weights))


@given(weights=arrays(shapes(max_dims=3), dtypes=FLOATS), strength=st.sampled_from(STRENGTHS))
@example(weights=np.array([[1.0, -2.0], [0.0, 3.0]]), strength=0.5)
@example(weights=np.array([1.5, -2.0, 4.0], np.float32), strength=0.125)
@example(weights=np.array([1.0, 2.0]), strength=0.1)
@example(weights=np.array(-3.0), strength=2)
@example(weights=np.zeros((0, 3), np.float32), strength=1.0)
@example(weights=np.array([1.0, 2.0, 3.0]), strength=0.0)
def test_l2_penalty_follows_the_formula(l2_penalty, weights, strength):
    """The penalty is strength · Σ w², over all elements; no weights give 0. |
    惩罚等于 strength · Σ w²，对所有元素求和；没有权重时是 0。
    """
    assert_same(l2_penalty(weights, strength), penalty(weights, strength), ulp=32)


@given(weights=arrays(shapes(max_dims=2), dtypes=FLOATS), strength=st.sampled_from((np.float64(0.1), np.float32(0.25))))
@example(weights=np.array([1.0, 2.0], np.float32), strength=np.float64(0.1))
@example(weights=np.array([1.0, 2.0]), strength=np.float32(0.25))
def test_l2_penalty_keeps_the_dtype(l2_penalty, weights, strength):
    """The result has the dtype of the weights, whatever that of the strength. |
    结果的 dtype 与 weights 相同，不论 strength 是什么 dtype。
    """
    assert_same(l2_penalty(weights, strength), penalty(weights, strength), ulp=32)


@given(weights=arrays(shapes(max_dims=2), dtypes=INTEGERS, bound=100), strength=st.sampled_from(STRENGTHS))
@example(weights=np.array([1, -2, 3]), strength=0.5)
@example(weights=np.array([100, 20], np.uint8), strength=0.5)
@example(weights=np.array([-100], np.int8), strength=2)
@example(weights=np.array([100_000], np.int32), strength=0.5)
@example(weights=np.zeros(0, np.int64), strength=1)
def test_l2_penalty_of_integers(l2_penalty, weights, strength):
    """Integers give float64, and their squares do not wrap around. | 整数得到 float64，求平方时不回绕。"""
    assert_same(l2_penalty(weights, strength), penalty(weights, strength), ulp=32)


@given(weights=arrays(shapes(max_dims=2), dtypes=NUMBERS), strength=st.sampled_from((-0.5, -2.0, -0.125, -3)))
@example(weights=np.array([1.0, 2.0]), strength=-0.5)
@example(weights=np.zeros(0), strength=-3)
@example(weights=np.zeros(2), strength=-0.125)
def test_l2_penalty_rejects_a_negative_strength(l2_penalty, weights, strength):
    """A negative strength, which would reward large weights, raises a ValueError naming it. |
    strength 为负，等于奖励大的权重，应当抛出 ValueError，并写明这个数。
    """
    with raises(ValueError, naming=[f"{strength:g}"]):
        l2_penalty(weights, strength)
