"""The laws of element-wise operations."""

import math

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from byhand.grading import assert_no_warning, assert_same, raises
from tests.strategies import FLOATS, NUMBERS, arrays, shapes

DTYPES = (*NUMBERS, np.uint8, np.int8)
SLOPES = (0.25, 0.01, 2.0, -0.5, 1.0, -3.0, 0.1)
LARGEST = float(np.finfo(np.float64).max)


def matrices(**options) -> st.SearchStrategy[np.ndarray]:
    """Matrices of numbers, empty ones included."""
    return arrays(shapes(min_dims=2, max_dims=2), **({"dtypes": DTYPES} | options))


def tensors(**options) -> st.SearchStrategy[np.ndarray]:
    """Tensors of numbers, scalars and empty ones included."""
    return arrays(shapes(max_dims=3, max_side=4), **({"dtypes": DTYPES} | options))


@st.composite
def special_tensors(draw: st.DrawFn) -> np.ndarray:
    """Floating-point tensors with NaN and infinities in them."""
    x = draw(tensors(dtypes=FLOATS))
    rng = np.random.default_rng(draw(st.integers(0, 2**16)))
    special = rng.choice([np.nan, np.inf, -np.inf], x.shape)
    return np.where(rng.random(x.shape) < 0.5, special, x).astype(x.dtype)


@st.composite
def magnitudes(draw: st.DrawFn, low: int, high: int) -> np.ndarray:
    """Vectors of positive and negative numbers between 10 to the power of `low` and of `high`."""
    dtype, size = draw(st.sampled_from(FLOATS)), draw(st.integers(1, 4))
    rng = np.random.default_rng(draw(st.integers(0, 2**16)))
    # Numbers just below 10 ** high, so that rounding to float32 does not lead beyond it.
    return (rng.choice([-0.999, 0.999], size) * 10.0 ** rng.uniform(low, high, size)).astype(dtype)


@st.composite
def matrix_pairs(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    """Two matrices of one shape and one dtype."""
    shape = draw(shapes(min_dims=2, max_dims=2))
    dtypes = (draw(st.sampled_from(DTYPES)),)
    return draw(arrays(shape, dtypes=dtypes)), draw(arrays(shape, dtypes=dtypes))


@given(x=matrices())
@example(x=np.array([[1, -2, 3], [-4, 5, -6]]))
@example(x=np.array([[1.5, -2.5], [0.0, -0.5]]))
@example(x=np.array([[-1.5, 7.5]], np.float32))
@example(x=np.array([[3], [200]], np.uint8))
def test_naive_relu_keeps_what_is_positive(naive_relu, x):
    """Negative elements become 0, all others stay, and so do shape and dtype. |
    负数变成 0，其余元素不变；形状和 dtype 也不变。
    """
    assert_same(naive_relu(x), np.maximum(x, 0))


@given(shape=shapes(max_dims=3, max_side=4))
@example(shape=(3,))
@example(shape=())
@example(shape=(2, 3, 4))
@example(shape=(0,))
def test_naive_relu_wants_a_matrix(naive_relu, shape):
    """Anything but a matrix raises a ValueError naming its shape. | 输入不是矩阵时，抛出 ValueError，并写明形状。"""
    x = np.ones(shape)
    if len(shape) == 2:
        assert_same(naive_relu(x), x.copy())
    else:
        with raises(ValueError, naming=[shape]):
            naive_relu(x)


@given(pair=matrix_pairs())
@example(pair=(np.array([[1, 2, 3], [4, 5, 6]]), np.array([[10, 20, 30], [40, 50, 60]])))
@example(pair=(np.array([[1.5, 2.5]], np.float32), np.array([[0.25, -4.0]], np.float32)))
@example(pair=(np.array([[1, 2], [3, 4]]), np.array([[10, 20], [30, 40]])))
def test_naive_add_adds_element_by_element(naive_add, pair):
    """result[i, j] is x[i, j] + y[i, j], for every i and j. | 对任意 i 和 j，result[i, j] 都等于 x[i, j] + y[i, j]。"""
    x, y = pair
    assert_same(naive_add(x, y), x + y)


@given(a=shapes(max_dims=3, max_side=4), b=shapes(max_dims=3, max_side=4))
@example(a=(2, 3), b=(3, 2))
@example(a=(2, 3), b=(4, 3))
@example(a=(2, 3), b=(2, 4))
@example(a=(2, 3), b=(1, 3))
@example(a=(2, 1), b=(2, 3))
@example(a=(2, 3), b=(3,))
@example(a=(3,), b=(3,))
@example(a=(2, 3, 4), b=(2, 3, 4))
@example(a=(), b=())
@example(a=(0, 3), b=(2, 3))
def test_naive_add_checks_shapes(naive_add, a, b):
    """Anything but two matrices of one shape raises a ValueError naming both shapes; nothing is stretched. |
    只要不是两个形状相同的矩阵，就抛出 ValueError，并写明两个形状；长度为 1 的轴也不扩展。
    """
    x, y = np.ones(a), np.ones(b)
    if len(a) == 2 and a == b:
        assert_same(naive_add(x, y), x + y)
    else:
        with raises(ValueError, naming=[a, b]):
            naive_add(x, y)


@given(pair=matrix_pairs())
@example(pair=(np.array([[1, 2], [3, 4]]), np.array([[5, 6], [7, 8]])))
@example(pair=(np.array([[1, 2, 3], [4, 5, 6]]), np.array([[10, 20, 30], [40, 50, 60]])))
@example(pair=(np.array([[1.5, 2.5]], np.float32), np.array([[0.25, -4.0]], np.float32)))
def test_naive_multiply_multiplies_element_by_element(naive_multiply, pair):
    """result[i, j] is x[i, j] · y[i, j], for every i and j. | 对任意 i 和 j，result[i, j] 都等于 x[i, j] · y[i, j]。"""
    x, y = pair
    assert_same(naive_multiply(x, y), x * y)


@given(a=shapes(max_dims=3, max_side=4), b=shapes(max_dims=3, max_side=4))
@example(a=(2, 3), b=(3, 2))
@example(a=(2, 3), b=(4, 3))
@example(a=(2, 3), b=(2, 4))
@example(a=(2, 3), b=(1, 3))
@example(a=(2, 1), b=(2, 3))
@example(a=(2, 3), b=(3,))
@example(a=(3,), b=(3,))
@example(a=(2, 3, 4), b=(2, 3, 4))
@example(a=(), b=())
@example(a=(0, 3), b=(2, 3))
def test_naive_multiply_checks_shapes(naive_multiply, a, b):
    """Anything but two matrices of one shape raises a ValueError naming both shapes; nothing is stretched. |
    只要不是两个形状相同的矩阵，就抛出 ValueError，并写明两个形状；长度为 1 的轴也不扩展。
    """
    x, y = np.full(a, 2.0), np.full(b, 3.0)
    if len(a) == 2 and a == b:
        assert_same(naive_multiply(x, y), x * y)
    else:
        with raises(ValueError, naming=[a, b]):
            naive_multiply(x, y)


@given(x=tensors())
@example(x=np.array([-1.5, 0.0, 2.5]))
@example(x=np.array([[3, -4, 5], [-6, 7, -8]]))
@example(x=np.array([[-1.5, 7.5]], np.float32))
@example(x=np.array([0, 200], np.uint8))
@example(x=np.array([-100, 100], np.int8))
@example(x=np.array(-2.5))
@example(x=np.zeros((2, 0, 3), np.float32))
@example(x=np.array([1e30, -1e30]))
def test_relu_keeps_what_is_positive(relu, x):
    """Negative elements become 0, all others stay, however large; so do shape and dtype. |
    负数变成 0，其余元素不论多大都不变；形状和 dtype 也不变。
    """
    assert_same(relu(x), np.asarray(np.maximum(x, 0)))


@given(x=special_tensors())
@example(x=np.array([1.5, np.nan, -2.5]))
@example(x=np.array([np.inf, -np.inf]))
@example(x=np.array(np.nan, np.float32))
def test_relu_of_nan_and_infinities(relu, x):
    """NaN stays NaN; minus infinity becomes 0, infinity stays. | NaN 仍是 NaN；负无穷变成 0，正无穷不变。"""
    assert_same(relu(x), np.asarray(np.maximum(x, 0)))


@given(x=tensors(dtypes=(*NUMBERS, np.int8)))
@example(x=np.array([-1.5, 0.0, 2.5]))
def test_relu_splits_a_number_in_two(relu, x):
    """A number is its positive part less that of its opposite: x = relu(x) − relu(−x). |
    一个数等于正部减去相反数的正部：x = relu(x) − relu(−x)。
    """
    assert_same(np.asarray(relu(x) - relu(np.asarray(-x))), x)


def leaky(x: np.ndarray, slope: float) -> np.ndarray:
    """Leaky ReLU in float64, rounded once."""
    dtype = x.dtype if x.dtype.kind == "f" else np.float64
    values = [value if value > 0 else slope * value for value in map(float, x.flat)]
    return np.array(values, np.float64).reshape(x.shape).astype(dtype)


@given(x=tensors(), slope=st.sampled_from((*SLOPES, 0.0)))
@example(x=np.array([-2.0, 0.0, 3.0]), slope=0.25)
@example(x=np.array([[-2.0, 3.0, -5.0]], np.float32), slope=0.01)
@example(x=np.array([-2, 3, 0]), slope=0.25)
@example(x=np.array([-2.0, 3.0]), slope=2.0)
@example(x=np.array([-2.0, 3.0]), slope=-0.5)
@example(x=np.array([-2.0, 3.0]), slope=0.0)
@example(x=np.array([2, 200], np.uint8), slope=0.25)
@example(x=np.array([-100, 100], np.int8), slope=2.0)
@example(x=np.array([-2, 3]), slope=2.0)
@example(x=np.array(-4.0, np.float32), slope=0.5)
@example(x=np.zeros((0, 3)), slope=0.5)
def test_leaky_relu_multiplies_by_the_slope(leaky_relu, x, slope):
    """The result is x where x > 0, else slope · x, for any slope; floats keep their dtype, integers give
    float64. |
    x > 0 处结果为 x，其余处为 slope · x，斜率不限；浮点数的 dtype 不变，整数得到 float64。
    """
    assert_same(leaky_relu(x, slope), leaky(x, slope), ulp=4)


@given(x=special_tensors(), slope=st.sampled_from(SLOPES))
@example(x=np.array([1.5, np.nan, -2.0]), slope=0.25)
@example(x=np.array([np.inf, -np.inf]), slope=0.25)
@example(x=np.array(np.nan, np.float32), slope=0.5)
def test_leaky_relu_of_nan_and_infinities(leaky_relu, x, slope):
    """NaN stays NaN; an infinity counts as a number. | NaN 仍是 NaN；无穷大当作普通的数来算。"""
    assert_same(leaky_relu(x, slope), leaky(x, slope), ulp=4)


def clipped(x: np.ndarray, low: float, high: float) -> np.ndarray:
    """Every element limited by comparisons in plain Python, NaN kept."""
    values = [low if value < low else high if value > high else value for value in x.ravel().tolist()]
    return np.array(values, x.dtype).reshape(x.shape)


@st.composite
def bounds(draw: st.DrawFn, dtype: np.dtype) -> tuple[float, float]:
    """Two Python numbers in order, which `dtype` can hold."""
    if dtype.kind == "f":
        low, high = sorted(draw(st.tuples(st.integers(-40, 40), st.integers(-40, 40))))
        return low / 8, high / 8
    low, high = sorted(draw(st.tuples(st.integers(-6, 6), st.integers(-6, 6))))
    return (abs(low), abs(low) + high - low) if dtype.kind == "u" else (low, high)


@st.composite
def clips(draw: st.DrawFn) -> tuple[np.ndarray, float, float]:
    """A tensor and bounds for it."""
    x = draw(tensors())
    return x, *draw(bounds(x.dtype))


@given(case=clips())
@example(case=(np.array([-5, 2, 9]), 0, 6))
@example(case=(np.array([[-5.0, 2.0], [9.0, 7.5]]), -1.5, 6.5))
@example(case=(np.array([-5.0, 2.0, 9.0], np.float32), -0.5, 6.5))
@example(case=(np.array([-5.0, 2.0, 9.0], np.float32), 1, 6))
@example(case=(np.array([-5.0, 2.0, 9.0]), 3.0, 3.0))
@example(case=(np.array([-7, -3, 5]), -6, -2))
@example(case=(np.array([0, 100, 255], np.uint8), 30, 200))
@example(case=(np.array(9.5), 0.0, 6.0))
@example(case=(np.zeros((0, 3)), 1.0, 2.0))
def test_clip_by_value_limits_every_element(clip_by_value, case):
    """Elements below low become low, elements above high become high, the others stay; so do shape and dtype. |
    小于 low 的元素变成 low，大于 high 的变成 high，其余不变；形状和 dtype 也不变。
    """
    x, low, high = case
    assert_same(clip_by_value(x, low, high), clipped(x, low, high))


@given(x=special_tensors(), pair=bounds(np.dtype(np.float64)), open_below=st.booleans(), open_above=st.booleans())
@example(x=np.array([1.5, np.nan, -2.5]), pair=(-1.0, 1.0), open_below=False, open_above=False)
@example(x=np.array([np.inf, -np.inf, 0.5]), pair=(-1.0, 1.0), open_below=False, open_above=False)
@example(x=np.array([-7.5, 0.5, 7.5], np.float32), pair=(-1.0, 1.0), open_below=True, open_above=False)
@example(x=np.array([-7.5, 0.5, 7.5]), pair=(-1.0, 1.0), open_below=False, open_above=True)
def test_clip_by_value_of_nan_and_infinities(clip_by_value, x, pair, open_below, open_above):
    """NaN stays NaN, infinities are limited like numbers, and an infinite bound does not limit. |
    NaN 仍是 NaN；无穷大与普通的数一样受限制；界限若是无穷大，就等于没有限制。
    """
    low = -math.inf if open_below else pair[0]
    high = math.inf if open_above else pair[1]
    assert_same(clip_by_value(x, low, high), clipped(x, low, high))


@given(x=tensors(dtypes=(np.float64, np.int64)), low=st.integers(-20, 20), gap=st.integers(1, 20), half=st.booleans())
@example(x=np.array([1, 2, 3]), low=6, gap=4, half=False)
@example(x=np.array([1.0, 2.0, 3.0]), low=2, gap=3, half=True)
@example(x=np.zeros(0), low=6, gap=4, half=False)
def test_clip_by_value_wants_bounds_in_order(clip_by_value, x, low, gap, half):
    """A low above high raises a ValueError naming both. | low 大于 high 时，抛出 ValueError，并写明这两个数。"""
    if half and x.dtype.kind == "f":
        with raises(ValueError, naming=[str(low + 0.5), str(low - gap + 0.5)]):
            clip_by_value(x, low + 0.5, low - gap + 0.5)
    else:
        with raises(ValueError, naming=[low, low - gap]):
            clip_by_value(x, low, low - gap)


def exactly(function, x: np.ndarray) -> np.ndarray:
    """Apply a function of Python's floats to every element, and round once; integers give float64."""
    values = [function(value) for value in map(float, x.flat)]
    return np.array(values, np.float64).reshape(x.shape).astype(x.dtype if x.dtype.kind == "f" else np.float64)


def logistic(value: float) -> float:
    """σ of a Python float."""
    small = math.exp(-abs(value))
    return (1.0 if value >= 0 else small) / (1.0 + small) if value == value else value


def assert_accurate(got: np.ndarray, expected: np.ndarray) -> None:
    """Demand what the docstrings do, with a little room for the rounding of the oracle."""
    __tracebackhide__ = True
    smallest = float(np.finfo(expected.dtype).smallest_subnormal)
    assert_same(got, expected, ulp=40, atol=6 * smallest)


@given(x=tensors(dtypes=FLOATS, bound=30))
@example(x=np.array([-1.5, 0.0, 2.5]))
@example(x=np.array([[-2.0, 3.0, -0.5]], np.float32))
@example(x=np.array([-30.0, 30.0]))
@example(x=np.array(0.75))
@example(x=np.zeros((2, 0), np.float32))
def test_sigmoid_follows_the_formula(sigmoid, x):
    """σ(x) = 1 / (1 + e⁻ˣ), in the shape and the dtype of x, every digit of small results included. |
    σ(x) = 1 / (1 + e⁻ˣ)；形状和 dtype 与 x 相同；结果再小，有效数字也不能丢。
    """
    assert_accurate(sigmoid(x), exactly(logistic, x))


@given(x=magnitudes(1, 6))
@example(x=np.array([-1e4, 1e4]))
@example(x=np.array([-720.5, 2.0, 720.5]))
@example(x=np.array([-744.25, 800.25]))
@example(x=np.array([-100.25, 95.5], np.float32))
@example(x=np.array([-1e4, 1e4], np.float32))
@example(x=np.array([-LARGEST, LARGEST]))
def test_sigmoid_of_large_numbers(sigmoid, x):
    """Elements however large give no warning, no NaN, and a result with all its digits. |
    元素的绝对值再大，也不出现警告和 NaN，结果的有效数字也不丢失。
    """
    assert_accurate(sigmoid(x), exactly(logistic, x))
    assert_no_warning()


@given(x=tensors(dtypes=(np.int64, np.int32, np.int8, np.uint8)))
@example(x=np.array([-2, 0, 3]))
@example(x=np.array([3, 200], np.uint8))
@example(x=np.array([-128, 127], np.int8))
@example(x=np.array([-1000, 1000], np.int32))
@example(x=np.array(2))
def test_sigmoid_of_integers(sigmoid, x):
    """Integers of every size give float64, and do not wrap around. | 各种整数都得到 float64，计算中不回绕。"""
    assert_accurate(sigmoid(x), exactly(logistic, x))
    assert_no_warning()


@given(x=special_tensors())
@example(x=np.array([1.5, np.nan, -2.5]))
@example(x=np.array([np.inf, -np.inf]))
@example(x=np.array(np.nan, np.float32))
def test_sigmoid_of_nan_and_infinities(sigmoid, x):
    """NaN stays NaN; minus infinity gives 0, infinity 1. | NaN 仍是 NaN；负无穷得 0，正无穷得 1。"""
    assert_accurate(sigmoid(x), exactly(logistic, x))


@given(x=tensors(dtypes=FLOATS, bound=30))
@example(x=np.array([-1.5, 0.0, 2.5]))
def test_sigmoid_is_symmetric(sigmoid, x):
    """σ(x) and σ(−x) add up to 1. | σ(x) 与 σ(−x) 之和为 1。"""
    assert_same(np.asarray(sigmoid(x) + sigmoid(np.asarray(-x))), np.ones_like(x), ulp=40)


@given(x=tensors(dtypes=FLOATS, bound=9))
@example(x=np.array([-1.5, 0.0, 2.5]))
@example(x=np.array([[-2.0, 3.0, -0.5]], np.float32))
@example(x=np.array(0.75))
@example(x=np.zeros((2, 0), np.float32))
def test_tanh_from_sigmoid_agrees_with_numpy(tanh_from_sigmoid, x):
    """The hyperbolic tangent of every element, in the shape and the dtype of x. |
    每个元素的双曲正切；形状和 dtype 与 x 相同。
    """
    assert_accurate(tanh_from_sigmoid(x), exactly(math.tanh, x))


@given(x=magnitudes(-20, 0))
@example(x=np.array([-3e-17, 1e-9]))
@example(x=np.array([-1e-3, 1e-6]))
@example(x=np.array([-2e-6, 3e-20], np.float32))
@example(x=np.array([-4e-37, 0.125]))
@example(x=np.array([5e-3, -5e-3]))
def test_tanh_from_sigmoid_of_small_numbers(tanh_from_sigmoid, x):
    """Near 0, where tanh x is nearly x, the result keeps all its digits: it is accurate relative to its size. |
    在 0 附近，tanh x 约等于 x，结果仍要保持全部有效数字：误差要与结果本身的大小相比。
    """
    assert_accurate(tanh_from_sigmoid(x), exactly(math.tanh, x))
    assert_no_warning()


@given(x=magnitudes(1, 30))
@example(x=np.array([-1e4, 1e4]))
@example(x=np.array([-400.25, 400.25]))
@example(x=np.array([-1e4, 1e4], np.float32))
@example(x=np.array([-LARGEST, LARGEST]))
def test_tanh_from_sigmoid_of_large_numbers(tanh_from_sigmoid, x):
    """Elements up to 1e30 give no warning, and all finite ones the right result. |
    绝对值不超过 1e30 的元素不引起警告；只要是有限的数，结果都正确。
    """
    assert_accurate(tanh_from_sigmoid(x), exactly(math.tanh, x))
    if np.abs(x).max() <= 1e30:
        assert_no_warning()


@given(x=tensors(dtypes=(np.int64, np.int32, np.int8, np.uint8)))
@example(x=np.array([-2, 0, 3]))
@example(x=np.array([3, 200], np.uint8))
@example(x=np.array([-128, 127], np.int8))
@example(x=np.array([2**62, -(2**62)]))
@example(x=np.array(2))
def test_tanh_from_sigmoid_of_integers(tanh_from_sigmoid, x):
    """Integers of every size give float64, and do not wrap around. | 各种整数都得到 float64，计算中不回绕。"""
    assert_accurate(tanh_from_sigmoid(x), exactly(math.tanh, x))
    assert_no_warning()


@given(x=special_tensors())
@example(x=np.array([1.5, np.nan, -2.5]))
@example(x=np.array([np.inf, -np.inf]))
@example(x=np.array(np.nan, np.float32))
def test_tanh_from_sigmoid_of_nan_and_infinities(tanh_from_sigmoid, x):
    """NaN stays NaN; minus infinity gives −1, infinity 1. | NaN 仍是 NaN；负无穷得 −1，正无穷得 1。"""
    assert_accurate(tanh_from_sigmoid(x), exactly(math.tanh, x))
