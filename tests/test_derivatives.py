"""The laws of derivatives and gradients."""

from collections.abc import Callable
from typing import Any

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from byhand.grading import Formula, assert_same, check, raises
from tests.strategies import FLOATS, NUMBERS, arrays, shapes

type Known = tuple[Formula, Callable[[Any], Any]]
"""A function and its derivative."""

STEPS = (0.125, 0.5, 2.0)
"""Powers of two: with numbers that are multiples of 1/8, differences over them are exact."""
BAD_STEPS = (0, -1, -0.5, float("nan"), float("inf"))
CLOSE = {"rtol": 1e-7, "atol": 1e-7, "ulp": 4}
"""What a central difference with h = 1e-5 and float64 may miss of a tame function's slope."""

CURVES: dict[str, Known] = {
    source: (Formula(source), slope)
    for source, slope in {
        "lambda x: x**2": lambda x: 2 * x,
        "lambda x: x**3 - 2 * x": lambda x: 3 * x**2 - 2,
        "lambda x: np.sin(x)": np.cos,
        "lambda x: np.exp(x)": np.exp,
        "lambda x: x * np.cos(x)": lambda x: np.cos(x) - x * np.sin(x),
        "lambda x: 1 / (1 + x**2)": lambda x: -2 * x / (1 + x**2) ** 2,
        "lambda x: math.exp(-x * x)": lambda x: -2 * x * np.exp(-x * x),  # takes a number only, returns a Python float
        "lambda x: float(x) ** 3": lambda x: 3 * x**2,
        "lambda x: np.asarray(x * x)": lambda x: 2 * x,
        "lambda x: 7": lambda x: 0.0,
    }.items()
}
FIELDS: dict[str, Known] = {
    source: (Formula(source), slopes)
    for source, slopes in {
        "lambda x: (x**2).sum()": lambda x: 2 * x,
        "lambda x: np.sin(x).sum()": np.cos,
        "lambda x: np.exp(x.mean())": lambda x: np.full(x.shape, np.exp(x.mean()) / x.size),
        "lambda x: x.sum() ** 2": lambda x: np.full(x.shape, 2 * x.sum()),
        "lambda x: np.sqrt(1 + np.vdot(x, x))": lambda x: x / np.sqrt(1 + np.vdot(x, x)),
        "lambda x: np.vdot(np.arange(1, x.size + 1), x**2)": lambda x: 2 * counting(x) * x,
        "lambda x: float(np.cos(x).sum())": lambda x: -np.sin(x),
        "lambda x: np.asarray((x**3).sum())": lambda x: 3 * x**2,
        "lambda x: 2.5": np.zeros_like,
    }.items()
}
"""Functions of an array of any rank."""
CARELESS: dict[str, Known] = {
    source: (Formula(source), slopes)
    for source, slopes in {
        "lambda x: np.multiply(x, x, out=x).sum()": lambda x: 2 * x,
        "lambda x: np.sin(x, out=x).sum()": np.cos,
        "lambda x: np.add(x, 3, out=x).sum() ** 2": lambda x: np.full(x.shape, 2 * (x + 3).sum()),
    }.items()
}
"""Functions that write into what they are given."""
TENTHS = (np.float32(0.1), np.float32(1.3), np.float32(0.7), np.float32(-0.3), 0.1, np.float64(1.1))
"""Numbers with digits to the end, which every rounding changes."""


def counting(x: np.ndarray) -> np.ndarray:
    """1, 2, 3, … in the shape of `x`."""
    return np.arange(1, x.size + 1).reshape(x.shape)


def kept(x: Any) -> np.dtype[Any]:
    """The dtype that a derivative at `x` has."""
    return x.dtype if isinstance(x, np.ndarray | np.generic) and x.dtype.kind == "f" else np.dtype(np.float64)


def cast(value: Any, x: Any) -> np.ndarray:
    """What is expected at `x`, rounded once."""
    return np.asarray(value).astype(kept(x))


def number(got: Any) -> Any:
    """A Python float counts as float64."""
    return np.float64(got) if type(got) is float else got


@st.composite
def numbers(draw: st.DrawFn) -> Any:
    """A number of any kind: Python's, NumPy's, or an array of shape ()."""
    eighths = draw(st.integers(-24, 24))
    kind = draw(st.sampled_from((float, np.float32, np.float64, np.asarray, int, np.int32, np.int64)))
    return kind(eighths // 8 if kind in (int, np.int32, np.int64) else eighths / 8)


@st.composite
def cubics(draw: st.DrawFn) -> tuple[str, tuple[int, ...]]:
    """The source of a cubic of small integer coefficients, and these."""
    a, b, c, d = coefficients = tuple(draw(st.integers(-4, 4)) for _ in range(4))
    return f"lambda x: {a} * x**3 + {b} * x**2 + {c} * x + {d}", coefficients


def double(x: Any) -> np.ndarray:
    """A copy in float64."""
    return np.array(x, np.float64)


# numerical_derivative


@given(curve=st.sampled_from(sorted(CURVES)), x=numbers())
@example(curve="lambda x: x**2", x=3.0)
@example(curve="lambda x: np.sin(x)", x=0.5)
@example(curve="lambda x: math.exp(-x * x)", x=np.float64(-0.5))
@example(curve="lambda x: x**3 - 2 * x", x=2)
@example(curve="lambda x: np.exp(x)", x=np.float32(0.5))
@example(curve="lambda x: x * np.cos(x)", x=np.asarray(-1.5))
def test_numerical_derivative_of_known_functions(numerical_derivative, curve, x):
    """The slopes of polynomials, sine, exponential, products and quotients are what calculus gives. |
    多项式、正弦、指数函数以及积与商的斜率，与微积分给出的一致。
    """
    f, slope = CURVES[curve]
    assert_same(number(numerical_derivative(f, x)), cast(slope(double(x)), x), **CLOSE)


@given(curve=cubics(), eighths=st.integers(-24, 24), h=st.sampled_from(STEPS))
@example(curve=("lambda x: x**2", (0, 1, 0, 0)), eighths=24, h=0.5)
@example(curve=("lambda x: x**3", (1, 0, 0, 0)), eighths=8, h=0.5)
@example(curve=("lambda x: x**3", (1, 0, 0, 0)), eighths=16, h=2.0)
def test_numerical_derivative_is_a_central_difference(numerical_derivative, curve, eighths, h):
    """It is the slope between x − h and x + h: exact for a parabola, and off by a·h² for a·x³, whatever h. |
    结果是 x − h 与 x + h 之间的斜率：不论 h 多大，对抛物线没有误差，对 a·x³ 恰好多出 a·h²。
    """
    source, (a, b, c, _) = curve
    x = eighths / 8
    expected = 3 * a * x**2 + 2 * b * x + c + a * h**2
    assert_same(number(numerical_derivative(Formula(source), x, h)), np.float64(expected), atol=1e-12)


@given(x=st.sampled_from((np.float32(1000.5), np.float32(-300.25), np.float32(4096), 1000, np.int32(-300))))
@example(x=np.float32(1000.5))
def test_numerical_derivative_computes_in_float64(numerical_derivative, x):
    """Far from 0, where float32 does not tell x + h from x, the slope is still right, and has the dtype of x; for
    an integer it is float64. |
    离 0 很远时，float32 已分不清 x + h 与 x，斜率仍要算对；结果的 dtype 与 x 相同，x 是整数时为 float64。
    """
    f = Formula("lambda x: x**2 / 1000")
    assert_same(number(numerical_derivative(f, x)), cast(double(x) / 500, x), **CLOSE)


def test_numerical_derivative_has_a_default_step(numerical_derivative):
    """Left out, h is 1e-5: across the kink of |x| the slope shows how wide the step is. |
    不指定时，h 为 1e-5：跨过 |x| 的尖点时，从斜率看得出步长有多大。
    """
    for x, slope in ((5e-6, 0.5), (-2.5e-6, -0.25), (2e-5, 1.0)):
        assert_same(number(numerical_derivative(Formula("lambda x: abs(x)"), x)), np.float64(slope), **CLOSE)


@given(h=st.sampled_from(BAD_STEPS), x=numbers())
@example(h=0, x=1.0)
@example(h=-0.5, x=1.0)
@example(h=float("nan"), x=1.0)
def test_numerical_derivative_rejects_a_bad_step(numerical_derivative, h, x):
    """A step that is not positive, or not finite, raises a ValueError naming it. |
    步长不是正数，或者不是有限的数，就抛出 ValueError，并写明这个值。
    """
    with raises(ValueError, naming=[str(h)]):
        numerical_derivative(Formula("lambda x: x**2"), x, h)


@given(x=arrays(shapes(min_dims=1, max_dims=3, max_side=4)))
@example(x=np.array([1.5, 2.5]))
@example(x=np.array([3.0]))
@example(x=np.zeros((0, 2)))
def test_numerical_derivative_wants_a_number(numerical_derivative, x):
    """An array with axes raises a ValueError naming its shape. | 有轴的数组抛出 ValueError，并写明形状。"""
    with raises(ValueError, naming=[x.shape]):
        numerical_derivative(Formula("lambda x: x**2"), x)


# tangent_line


@given(curve=st.sampled_from(sorted(CURVES)), x=numbers(), t=arrays(shapes(max_dims=2, max_side=4), dtypes=NUMBERS[1:]))
@example(curve="lambda x: x**2", x=3.0, t=np.array([3.0, 4.0, 5.0]))
@example(curve="lambda x: x**3 - 2 * x", x=2, t=np.array([[1, 2, 4]]))
@example(curve="lambda x: np.exp(x)", x=np.float32(0.5), t=np.array([-1.0, 0.5, 2.0]))
@example(curve="lambda x: np.sin(x)", x=np.float64(1.5), t=np.zeros((0,)))
@example(curve="lambda x: 7", x=1.5, t=np.array([-2.0, 3.0]))
def test_tangent_line_follows_its_formula(tangent_line, curve, x, t):
    """At every t of an array the height is f(x) + f′(x)·(t − x), in the shape of t and the dtype of x. |
    在数组 t 的每个元素处，切线的高度都是 f(x) + f′(x)·(t − x)；形状与 t 相同，dtype 与 x 相同。
    """
    f, slope = CURVES[curve]
    point = double(x)
    rise = slope(point) * (t - point)
    scale = float(np.abs([f(point), *np.ravel(rise)]).max())
    eps = float(np.finfo(kept(x)).eps)
    line = tangent_line(f, x)
    assert_same(number(line(t)), cast(f(point) + rise, x), atol=(1e-7 + 8 * eps) * (1 + scale))


@given(curve=st.sampled_from(sorted(CURVES)), x=numbers(), t=st.integers(-24, 24).map(lambda eighths: eighths / 8))
@example(curve="lambda x: x**2", x=3.0, t=5.0)
@example(curve="lambda x: np.sin(x)", x=0.5, t=-1.0)
@example(curve="lambda x: x**2", x=np.float32(3), t=5.0)
@example(curve="lambda x: math.exp(-x * x)", x=0, t=1.5)
def test_tangent_line_takes_a_number(tangent_line, curve, x, t):
    """Of one number t the tangent gives one number. | 给切线一个数 t，得到一个数。"""
    f, slope = CURVES[curve]
    point = double(x)
    rise = slope(point) * (t - point)
    eps = float(np.finfo(kept(x)).eps)
    atol = (1e-7 + 8 * eps) * (1 + abs(float(f(point))) + abs(float(rise)))
    assert_same(number(tangent_line(f, x)(t)), cast(f(point) + rise, x), atol=atol)


@given(curve=st.sampled_from(sorted(CURVES)), x=st.integers(-24, 24).map(lambda eighths: eighths / 8))
@example(curve="lambda x: x**2", x=3.0)
@example(curve="lambda x: 1 / (1 + x**2)", x=-1.5)
def test_tangent_line_touches(tangent_line, curve, x):
    """At x itself the tangent has the height of the function. | 在 x 处，切线与函数等高。"""
    f, _ = CURVES[curve]
    assert_same(number(tangent_line(f, x)(x)), np.float64(f(x)), rtol=1e-12, atol=1e-12)


@given(a=st.integers(-4, 4), b=st.integers(-9, 9), x=st.integers(-3, 3), t=st.integers(-9, 9))
@example(a=2, b=-3, x=1, t=5)
def test_tangent_line_to_a_line_is_the_line(tangent_line, a, b, x, t):
    """The tangent to a straight line is that line. | 直线的切线就是它自己。"""
    line = tangent_line(Formula(f"lambda x: {a} * x + {b}"), float(x))
    assert_same(number(line(float(t))), np.float64(a * t + b), atol=1e-7)


@given(curve=st.sampled_from(("lambda x: np.exp(x)", "lambda x: x**2 - 2")), x=st.sampled_from(TENTHS))
@example(curve="lambda x: np.exp(x)", x=np.float32(0.1))
@example(curve="lambda x: np.exp(x)", x=0.1)
@example(curve="lambda x: x**2 - 2", x=np.float32(1.3))
@example(curve="lambda x: x**2 - 2", x=np.float32(0.7))
def test_tangent_line_computes_in_float64(tangent_line, curve, x):
    """For a float32 x or t, too, all is computed in float64 and only the height rounded: near the root of the
    tangent f(x) and f′(x)·(t − x) cancel, and any earlier rounding would be all that is left. |
    x 或 t 是 float32 时，也都用 float64 计算，只把最后的高度舍入：在切线的零点附近，f(x) 与 f′(x)·(t − x) 几乎抵消，
    提前舍入的误差就会暴露无遗。
    """
    point = double(x)
    value, slope = (np.exp(point), np.exp(point)) if "exp" in curve else (point**2 - 2, 2 * point)
    for dtype in FLOATS:
        t = np.array([point - value / slope, point + 0.5], dtype)
        expected = cast(value + slope * (double(t) - point), x)
        assert_same(tangent_line(Formula(curve), x)(t), expected, ulp=4, atol=1e-9)


@given(x=arrays(shapes(min_dims=1, max_dims=3, max_side=4)))
@example(x=np.array([1.5, 2.5]))
@example(x=np.array([3.0]))
def test_tangent_line_wants_a_number(tangent_line, x):
    """An array with axes raises a ValueError naming its shape, at once. |
    有轴的数组立即抛出 ValueError，并写明形状。
    """
    with raises(ValueError, naming=[x.shape]):
        tangent_line(Formula("lambda x: x**2"), x)


# numerical_gradient


@given(field=st.sampled_from(sorted(FIELDS)), x=arrays(shapes(max_dims=3, max_side=4), bound=2))
@example(field="lambda x: (x**2).sum()", x=np.array([1.0, 2.0, 3.0]))
@example(field="lambda x: np.sin(x).sum()", x=np.array([[0.5, -1.0, 2.0], [1.5, 0.25, -0.5]]))
@example(field="lambda x: x.sum() ** 2", x=np.array([1, 2, 3]))
@example(field="lambda x: np.exp(x.mean())", x=np.array([[0.5], [1.5]], np.float32))
@example(field="lambda x: float(np.cos(x).sum())", x=np.array(1.5))
@example(field="lambda x: (x**2).sum()", x=np.zeros((0, 3)))
@example(field="lambda x: np.vdot(np.arange(1, x.size + 1), x**2)", x=np.array([1.0, 2.0, 3.0])[::-1])
def test_numerical_gradient_of_known_functions(numerical_gradient, field, x):
    """Every entry is the slope that calculus gives for that number of x, in the shape of x. |
    每个元素都是 x 在该位置上的那个数所对应的斜率，与微积分给出的一致；形状与 x 相同。
    """
    f, slopes = FIELDS[field]
    assert_same(numerical_gradient(f, x), cast(slopes(double(x)) if x.size else double(x), x), **CLOSE)


@given(x=arrays(shapes(max_dims=2, max_side=3), dtypes=(np.float64, np.int64), bound=3), h=st.sampled_from(STEPS))
@example(x=np.array([1.0, 2.0]), h=0.5)
@example(x=np.array([1, 2]), h=0.5)
@example(x=np.array([[1.0, -2.0]]), h=2.0)
def test_numerical_gradient_is_a_central_difference(numerical_gradient, x, h):
    """One number moves at a time, by h to either side: for the sum of the cubes every entry is 3x² + h². |
    每次只动一个数，两边各走 h：立方和的梯度，每个元素都是 3x² + h²。
    """
    expected = 3.0 * x**2 + h**2
    assert_same(numerical_gradient(Formula("lambda x: (x**3).sum()"), x, h), np.asarray(expected), atol=1e-11)


@given(case=st.sampled_from(sorted(CARELESS)), x=arrays(shapes(min_dims=1, max_dims=3, max_side=3)))
@example(case="lambda x: np.multiply(x, x, out=x).sum()", x=np.array([1.0, 2.0, 3.0]))
@example(case="lambda x: np.add(x, 3, out=x).sum() ** 2", x=np.array([[1.0, 2.0]]))
def test_numerical_gradient_lets_f_write_into_its_argument(numerical_gradient, case, x):
    """Every call of f gets an array of its own: an f that writes into it changes nothing else. |
    f 每次拿到的都是一个单独的数组：f 往里面写东西，不影响别处。
    """
    f, slopes = CARELESS[case]
    assert_same(numerical_gradient(f, x), cast(slopes(double(x)), x), **CLOSE)


@given(x=arrays(shapes(min_dims=1, max_dims=2, min_side=1, max_side=4), dtypes=(np.float64, np.float32), bound=4))
@example(x=np.array([1.0, 2.0, 3.0]))
def test_numerical_gradient_leaves_x_alone(numerical_gradient, x):
    """The caller's x does not change even for a moment: an f that looks at it sees what it always was. |
    调用者的 x 一刻也不改变：f 如果去看它，看到的始终是原来的数。
    """
    f = Formula("lambda p: ((p - 2 * x) ** 2).sum()", x=x)
    assert_same(numerical_gradient(f, x), cast(-2 * double(x), x), **CLOSE)


@given(x=arrays(shapes(min_dims=1, max_dims=2, max_side=3), dtypes=(np.float32, np.int32, np.int64), bound=3))
@example(x=np.array([1.5, -2.5], np.float32))
@example(x=np.array([1, -2]))
def test_numerical_gradient_computes_in_float64(numerical_gradient, x):
    """Far from 0, where float32 does not tell x + h from x, the gradient is still right, in the dtype of x; for
    integers it is float64. |
    离 0 很远时，float32 已分不清 x + h 与 x，梯度仍要算对；dtype 与 x 相同，x 是整数时为 float64。
    """
    x = (1000 + x).astype(x.dtype)
    assert_same(numerical_gradient(Formula("lambda x: (x**2).sum() / 1000"), x), cast(double(x) / 500, x), **CLOSE)


def test_numerical_gradient_has_a_default_step(numerical_gradient):
    """Left out, h is 1e-5: across the kink of |x| the slope shows how wide the step is. |
    不指定时，h 为 1e-5：跨过 |x| 的尖点时，从斜率看得出步长有多大。
    """
    x, slopes = np.array([5e-6, -2.5e-6, 2e-5]), np.array([0.5, -0.25, 1.0])
    assert_same(numerical_gradient(Formula("lambda x: abs(x).sum()"), x), slopes, **CLOSE)


@given(h=st.sampled_from(BAD_STEPS), x=arrays(shapes(max_dims=2, max_side=3)))
@example(h=0, x=np.array([1.0, 2.0]))
@example(h=-0.5, x=np.array([1.0, 2.0]))
@example(h=float("inf"), x=np.array([1.0, 2.0]))
@example(h=-0.5, x=np.zeros((0,)))
def test_numerical_gradient_rejects_a_bad_step(numerical_gradient, h, x):
    """A step that is not positive, or not finite, raises a ValueError naming it. |
    步长不是正数，或者不是有限的数，就抛出 ValueError，并写明这个值。
    """
    with raises(ValueError, naming=[str(h)]):
        numerical_gradient(Formula("lambda x: (x**2).sum()"), x, h)


@given(x=arrays(shapes(min_dims=1, max_dims=2, min_side=1, max_side=4)))
@example(x=np.array([1.0, 2.0, 3.0]))
@example(x=np.array([3.0]))
@example(x=np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]))
def test_numerical_gradient_wants_one_number_from_f(numerical_gradient, x):
    """An f that returns an array with axes instead of a number raises a ValueError naming its shape. |
    f 返回的不是一个数，而是有轴的数组，就抛出 ValueError，并写明它的形状。
    """
    with raises(ValueError, naming=[x.shape]):
        numerical_gradient(Formula("lambda x: x**2"), x)


# directional_derivative


@st.composite
def places_and_directions(draw: st.DrawFn, **bounds: int) -> tuple[np.ndarray, np.ndarray]:
    """A place and a direction of one shape, the direction not zero."""
    shape = draw(shapes(**{"max_dims": 2, "min_side": 1, "max_side": 4} | bounds))
    direction = draw(arrays(shape, dtypes=NUMBERS))
    if not direction.any():
        direction = np.ones_like(direction)
    return draw(arrays(shape, bound=2)), direction


@given(field=st.sampled_from(sorted(FIELDS)), case=places_and_directions())
@example(field="lambda x: (x**2).sum()", case=(np.array([1.0, 2.0]), np.array([3.0, 4.0])))
@example(field="lambda x: (x**2).sum()", case=(np.array([1.0, 2.0, -1.0]), np.array([0.0, -2.0, 0.0])))
@example(field="lambda x: np.sin(x).sum()", case=(np.array([[0.5, 1.5]]), np.array([[-1, 1]])))
@example(field="lambda x: np.exp(x.mean())", case=(np.array([0.5, 1.5], np.float32), np.array([1.0, 3.0])))
@example(field="lambda x: x.sum() ** 2", case=(np.array([1, 2]), np.array([1, 3])))
@example(field="lambda x: float(np.cos(x).sum())", case=(np.array(1.5), np.array(-2.0)))
def test_directional_derivative_is_gradient_times_direction(directional_derivative, field, case):
    """It is the dot product of the gradient with the direction, brought to length 1. |
    结果等于梯度与长度化为 1 的方向的点积。
    """
    (f, slopes), (x, direction) = FIELDS[field], case
    unit = double(direction) / np.sqrt((double(direction) ** 2).sum())
    assert_same(directional_derivative(f, x, direction), cast((slopes(double(x)) * unit).sum(), x), **CLOSE)


@given(case=places_and_directions(), factor=st.sampled_from((0.125, 8.0, 1024.0, -1.0, -0.5, 2.0**-40, -(2.0**-60))))
@example(case=(np.array([1.0, 2.0]), np.array([3.0, 4.0])), factor=8.0)
@example(case=(np.array([1.0, 2.0]), np.array([3.0, 4.0])), factor=2.0**-40)
@example(case=(np.array([1.0, 2.0]), np.array([3.0, 4.0])), factor=-1.0)
def test_directional_derivative_does_not_depend_on_the_length(directional_derivative, case, factor):
    """A longer or shorter direction, however short, gives the same slope, the opposite direction its negative. |
    方向的长度不影响斜率，再短也一样；方向反过来，斜率只变号。
    """
    x, direction = case
    direction = double(direction)
    unit = direction / np.sqrt((direction**2).sum())
    expected = np.sign(factor) * (2 * double(x) * unit).sum()
    got = directional_derivative(Formula("lambda x: (x**2).sum()"), x, factor * direction)
    assert_same(got, cast(expected, x), **CLOSE)


@given(field=st.sampled_from(sorted(FIELDS)), case=places_and_directions(min_dims=1))
@example(field="lambda x: (x**2).sum()", case=(np.array([1.0, 2.0]), np.array([3.0, 4.0])))
def test_directional_derivative_is_greatest_along_the_gradient(directional_derivative, field, case):
    """Along the gradient the slope is the gradient's length; in no other direction is it greater. |
    沿梯度方向，斜率等于梯度的长度；别的方向都不会更大。
    """
    (f, slopes), (x, direction) = FIELDS[field], case
    x = double(x)
    gradient = slopes(x)
    steepest = np.sqrt((gradient**2).sum())
    if steepest > 0:
        assert_same(directional_derivative(f, x, gradient), np.asarray(steepest), **CLOSE)
    check(
        float(directional_derivative(f, x, direction)) <= steepest * (1 + 1e-6) + 1e-6,
        en="this direction is steeper than the gradient's",
        zh="沿这个方向竟比沿梯度方向更陡",
    )


@given(x=arrays(shapes(min_dims=1, max_dims=2, min_side=1, max_side=3), dtypes=(np.float32, np.int32, np.int64)))
@example(x=np.array([1.5, -2.5], np.float32))
@example(x=np.array([1, -2]))
def test_directional_derivative_computes_in_float64(directional_derivative, x):
    """Far from 0, where float32 does not tell x + h from x, the slope is still right, in the dtype of x; for
    integers it is float64. |
    离 0 很远时，float32 已分不清 x + h 与 x，斜率仍要算对；dtype 与 x 相同，x 是整数时为 float64。
    """
    x = (1000 + x).astype(x.dtype)
    direction = (counting(x)).astype(np.float32)
    unit = double(direction) / np.sqrt((double(direction) ** 2).sum())
    expected = cast((double(x) / 500 * unit).sum(), x)
    assert_same(directional_derivative(Formula("lambda x: (x**2).sum() / 1000"), x, direction), expected, **CLOSE)


@given(direction=arrays(shapes(min_dims=1, max_dims=2, min_side=2, max_side=3), dtypes=(np.float32,), bound=3))
@example(direction=np.array([1.0, 2.0], np.float32))
@example(direction=np.array([[1.0, 2.0, 3.0]], np.float32))
def test_directional_derivative_takes_the_length_in_float64(directional_derivative, direction):
    """The length of a float32 direction is taken in float64, or the slope is off from the eighth digit on. |
    direction 是 float32 时，长度也用 float64 来算，不然斜率从第八位数字起就不对了。
    """
    direction = direction if direction.any() else np.ones_like(direction)
    unit = double(direction) / np.sqrt((double(direction) ** 2).sum())
    # At 0 a linear function leaves no error but that of the length.
    got = directional_derivative(Formula("lambda x: x.sum()"), np.zeros(direction.shape), direction)
    assert_same(got, np.asarray(unit.sum()), rtol=1e-10, atol=1e-10)


@given(x=st.integers(2, 4).map(lambda n: np.ones(n, np.float32)), length=st.sampled_from((1.0, 3.0)))
@example(x=np.ones(2, np.float32), length=1.0)
def test_directional_derivative_rounds_at_the_end(directional_derivative, x, length):
    """Where two large slopes cancel, what is left is right for a float32 x, too: nothing was rounded to float32 before
    they were added. |
    两个很大的斜率几乎抵消时，x 是 float32，剩下的部分也要算对：相加之前，什么都没有舍入成 float32。
    """
    f, slope = Formula("lambda x: np.exp(5 * x[0]) - np.exp(5 * x[1]) + x[0] / 1000"), 0.001 / np.sqrt(x.size)
    assert_same(directional_derivative(f, x, length * np.ones(x.shape)), cast(slope, x), atol=1e-6)


@given(case=st.sampled_from(sorted(CARELESS)), place=places_and_directions(min_dims=1))
@example(case="lambda x: np.multiply(x, x, out=x).sum()", place=(np.array([1.0, 2.0, 3.0]), np.array([1.0, 2.0, -2.0])))
def test_directional_derivative_lets_f_write_into_its_argument(directional_derivative, case, place):
    """Every call of f gets an array of its own, which f may write into, and x never changes. |
    f 每次拿到的都是一个单独的数组，可以往里面写；x 始终不变。
    """
    (f, slopes), (x, direction) = CARELESS[case], place
    unit = double(direction) / np.sqrt((double(direction) ** 2).sum())
    assert_same(directional_derivative(f, x, direction), cast((slopes(double(x)) * unit).sum(), x), **CLOSE)


@given(x=arrays(shapes(max_dims=2, max_side=3)))
@example(x=np.array([1.0, 2.0]))
@example(x=np.array(1.5))
@example(x=np.zeros((0,)))
def test_directional_derivative_rejects_a_zero_direction(directional_derivative, x):
    """A direction of length 0 points nowhere and raises a ValueError. | 零向量没有方向，抛出 ValueError。"""
    with raises(ValueError):
        directional_derivative(Formula("lambda x: (x**2).sum()"), x, np.zeros(x.shape))


@given(a=shapes(max_dims=2, min_side=1, max_side=4), b=shapes(max_dims=2, min_side=1, max_side=4))
@example(a=(3,), b=(2,))
@example(a=(3,), b=(1,))
@example(a=(2, 3), b=(3,))
@example(a=(2, 3), b=())
@example(a=(6,), b=(2, 3))
@example(a=(3,), b=(2, 3))
def test_directional_derivative_checks_shapes(directional_derivative, a, b):
    """A direction of another shape than x raises a ValueError naming both; it is not broadcast. |
    方向的形状与 x 不同时，抛出 ValueError，并写明两个形状；方向不会广播。
    """
    f, x, direction = Formula("lambda x: (x**2).sum()"), np.ones(a), np.ones(b)
    if a == b:
        assert_same(directional_derivative(f, x, direction), np.asarray(2 * np.sqrt(x.size)), **CLOSE)
    else:
        with raises(ValueError, naming=[a, b]):
            directional_derivative(f, x, direction)


# jacobian

MAPS: dict[str, Known] = {
    source: (Formula(source), slopes)
    for source, slopes in {
        "lambda x: x": lambda x: np.eye(x.size),
        "lambda x: x[::-1]": lambda x: np.eye(x.size)[::-1],
        "lambda x: x[:2]": lambda x: np.eye(x.size)[:2],
        "lambda x: x**2": lambda x: np.diag(2 * x),
        "lambda x: np.cumsum(x)": lambda x: np.tri(x.size),
        "lambda x: np.sin(x.sum()) * np.ones(3)": lambda x: np.full((3, x.size), np.cos(x.sum())),
        "lambda x: np.array([x.sum(), (x**2).sum()])": lambda x: np.array([np.ones(x.size), 2 * x]),
        "lambda x: np.multiply(x, x, out=x)": lambda x: np.diag(2 * x),
        "lambda x: np.zeros(0)": lambda x: np.zeros((0, x.size)),
    }.items()
}


def vectors(**settings: Any) -> st.SearchStrategy[np.ndarray]:
    """Vectors, also of length 0."""
    return arrays(st.integers(0, 4).map(lambda n: (n,)), **settings)


@given(source=st.sampled_from(sorted(MAPS)), x=vectors(bound=3))
@example(source="lambda x: np.array([x.sum(), (x**2).sum()])", x=np.array([1.0, 2.0, 3.0]))
@example(source="lambda x: x[::-1]", x=np.array([1.0, 2.0, 3.0]))
@example(source="lambda x: x", x=np.array([1.0, 2.0]))
@example(source="lambda x: np.multiply(x, x, out=x)", x=np.array([1.0, 2.0, 3.0]))
@example(source="lambda x: np.cumsum(x)", x=np.array([1, 2, 3]))
@example(source="lambda x: np.sin(x.sum()) * np.ones(3)", x=np.array([0.5, 0.25], np.float32))
@example(source="lambda x: np.sin(x.sum()) * np.ones(3)", x=np.zeros(0))
@example(source="lambda x: np.zeros(0)", x=np.array([1.0, 2.0]))
def test_jacobian_of_known_functions(jacobian, source, x):
    """Row i, column j is the slope of output i with respect to input j, also where f returns its argument, a view
    of it, or writes into it. |
    第 i 行第 j 列是第 i 个输出对第 j 个输入的斜率；f 返回它的参数、参数的视图，或往参数里写，也一样。
    """
    f, slopes = MAPS[source]
    assert_same(jacobian(f, x), cast(slopes(double(x)), x), **CLOSE)


@st.composite
def matrices_and_vectors(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    """A matrix and a vector that it can multiply."""
    rows, columns = draw(st.integers(0, 4)), draw(st.integers(0, 4))
    return draw(arrays((rows, columns), dtypes=(np.float64,))), draw(arrays((columns,), dtypes=FLOATS))


@given(case=matrices_and_vectors())
@example(case=(np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), np.array([0.5, 1.0, -1.0])))
@example(case=(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([0.5, 1.0])))
@example(case=(np.zeros((2, 0)), np.zeros(0)))
def test_jacobian_of_a_linear_map_is_its_matrix(jacobian, case):
    """The Jacobian of x ↦ Wx is the matrix W, everywhere. | 线性映射 x ↦ Wx 的雅可比矩阵处处都是 W。"""
    w, x = case
    assert_same(jacobian(Formula("lambda x: W @ x", W=w), x), cast(w, x), **CLOSE)


@given(x=vectors(dtypes=(np.float64, np.int64), bound=3), h=st.sampled_from(STEPS))
@example(x=np.array([1.0, 2.0]), h=0.5)
@example(x=np.array([1, 2]), h=2.0)
def test_jacobian_is_a_central_difference(jacobian, x, h):
    """One input moves at a time, by h to either side: for x ↦ x³ the diagonal is 3x² + h². |
    每次只动一个输入，两边各走 h：对 x ↦ x³，对角线上是 3x² + h²。
    """
    expected = np.diag(3.0 * x**2 + h**2)
    assert_same(jacobian(Formula("lambda x: x**3"), x, h), expected, atol=1e-11)


@given(x=vectors(dtypes=(np.float32, np.int32, np.int64)))
@example(x=np.array([1.5, -2.5], np.float32))
@example(x=np.array([1, -2]))
def test_jacobian_computes_in_float64(jacobian, x):
    """Far from 0, where float32 does not tell x + h from x, the matrix is still right, in the dtype of x; for
    integers it is float64. |
    离 0 很远时，float32 已分不清 x + h 与 x，矩阵仍要算对；dtype 与 x 相同，x 是整数时为 float64。
    """
    x = (1000 + x).astype(x.dtype)
    assert_same(jacobian(Formula("lambda x: x**2 / 1000"), x), cast(np.diag(double(x) / 500), x), **CLOSE)


@given(x=vectors(dtypes=FLOATS, bound=4))
@example(x=np.array([1.0, 2.0, 3.0]))
def test_jacobian_leaves_x_alone(jacobian, x):
    """The caller's x does not change even for a moment: an f that looks at it sees what it always was. |
    调用者的 x 一刻也不改变：f 如果去看它，看到的始终是原来的数。
    """
    expected = cast(np.diag(double(x)), x)
    assert_same(jacobian(Formula("lambda p: p * x", x=x), x), expected, **CLOSE)


def test_jacobian_has_a_default_step(jacobian):
    """Left out, h is 1e-5: across the kink of |x| the slope shows how wide the step is. |
    不指定时，h 为 1e-5：跨过 |x| 的尖点时，从斜率看得出步长有多大。
    """
    x, slopes = np.array([5e-6, -2.5e-6, 2e-5]), np.array([0.5, -0.25, 1.0])
    assert_same(jacobian(Formula("lambda x: abs(x)"), x), np.diag(slopes), **CLOSE)


@given(h=st.sampled_from(BAD_STEPS), x=vectors())
@example(h=0, x=np.array([1.0, 2.0]))
@example(h=-0.5, x=np.array([1.0, 2.0]))
@example(h=float("inf"), x=np.array([1.0, 2.0]))
@example(h=-0.5, x=np.zeros((0,)))
def test_jacobian_rejects_a_bad_step(jacobian, h, x):
    """A step that is not positive, or not finite, raises a ValueError naming it. |
    步长不是正数，或者不是有限的数，就抛出 ValueError，并写明这个值。
    """
    with raises(ValueError, naming=[str(h)]):
        jacobian(Formula("lambda x: x**2"), x, h)


@given(shape=shapes(max_dims=3, max_side=4).filter(lambda shape: len(shape) != 1))
@example(shape=(2, 3))
@example(shape=(3, 1))
@example(shape=())
def test_jacobian_wants_a_vector(jacobian, shape):
    """Anything but a vector x raises a ValueError naming its shape. | x 不是向量时，抛出 ValueError，并写明形状。"""
    with raises(ValueError, naming=[shape]):
        jacobian(Formula("lambda x: np.array([x.sum(), 2.0])"), np.ones(shape))


@given(n=st.integers(0, 4), shape=st.sampled_from(((), (2, 3), (3, 1), (1, 1, 2))))
@example(n=3, shape=())
@example(n=2, shape=(2, 3))
@example(n=3, shape=(3, 1))
@example(n=0, shape=(2, 3))
def test_jacobian_wants_a_vector_from_f(jacobian, n, shape):
    """An f that does not return a vector raises a ValueError naming the shape of what it returns. |
    f 返回的不是向量时，抛出 ValueError，并写明返回值的形状。
    """
    with raises(ValueError, naming=[shape]):
        jacobian(Formula(f"lambda x: np.full({shape}, x.sum())"), np.ones(n))
