"""The laws of linear regression."""

import math
from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np
from hypothesis import assume, example, given
from hypothesis import strategies as st

from byhand.grading import assert_same, check, raises
from tests.strategies import FLOATS, NUMBERS, arrays, shapes, strided

DTYPES = (*NUMBERS, np.uint8, np.int8)
INTEGERS = (np.int64, np.int32, np.uint8, np.int8)

HOURS, SCORES = np.array([1.0, 2.0, 4.0, 5.0]), np.array([2.0, 2.5, 5.5, 5.0])
"""A few points that lie on no line."""


def floating(*tensors: np.ndarray) -> np.dtype:
    """The dtype of a result: what NumPy gives, float64 in the place of integers."""
    dtype = np.result_type(*tensors)
    return dtype if dtype.kind == "f" else np.dtype(np.float64)


def exact(values: Any) -> list[Fraction]:
    """The numbers of a tensor, or one number, as fractions."""
    return [Fraction(value) for value in np.asarray(values).ravel().tolist()]


def rounded(value: Fraction, dtype: np.dtype) -> np.ndarray:
    """An exact result, rounded to a dtype."""
    return np.asarray(float(value), dtype)


def coarsest(*tensors: np.ndarray) -> np.dtype:
    """The least precise dtype in which a result may have been computed on the way."""
    return np.dtype(np.float32 if any(x.dtype == np.float32 for x in tensors) else np.float64)


def few_roundings(*tensors: np.ndarray) -> dict[str, float]:
    """What the order of a few operations on small numbers may change."""
    return {"rtol": 1e-5, "atol": 1e-4} if coarsest(*tensors) == np.float32 else {"rtol": 1e-12, "atol": 1e-11}


@st.composite
def numbers(draw: st.DrawFn) -> Any:
    """A slope or an intercept: a number of Python's or NumPy's, or an array of shape ()."""
    eighths = draw(st.integers(-72, 72))
    kinds = (float, np.float64, np.float32, np.array, lambda value: round(value))
    return draw(st.sampled_from(kinds))(eighths / 8)


type Data = tuple[np.ndarray, np.ndarray]


def points(*, dtypes: tuple[Any, ...] = FLOATS, least: int = 1, bound: int = 9) -> st.SearchStrategy[Data]:
    """Inputs and targets, as many of one as of the other, often of one dtype, in any memory layout.

    One number decides everything, since that is quickly drawn; small ones give few points.
    """

    def data(number: int) -> Data:
        rest, more = divmod(number, 7 - least)
        first = np.dtype(dtypes[rest % len(dtypes)])
        rng = np.random.default_rng(number)
        second = np.dtype(dtypes[rng.integers(len(dtypes))]) if rng.integers(2) else first
        return vector(rng, least + more, first, bound), vector(rng, least + more, second, bound)

    return st.integers(0, 2**16).map(data)


def vector(rng: np.random.Generator, n: int, dtype: np.dtype, bound: int) -> np.ndarray:
    """Small numbers, as `arrays` draws them: multiples of 1/8, if the dtype has them."""
    low, scale = (0 if dtype.kind == "u" else -bound), 8 if dtype.kind == "f" else 1
    values = (rng.integers(low * scale, bound * scale, n, endpoint=True) / scale).astype(dtype)
    reverse, gaps = np.ascontiguousarray(values[::-1])[::-1], np.repeat(values, 2)[::2]
    return (values, reverse, gaps)[rng.integers(3)]


# predict


def heights(x: np.ndarray, w: Any, b: Any) -> np.ndarray:
    """The line above each input, rounded once."""
    slope, intercept = float(w), float(b)
    values = [slope * value + intercept for value in np.asarray(x, np.float64).ravel().tolist()]
    return np.asarray(values, floating(x)).reshape(x.shape)


@given(x=arrays(shapes(max_dims=3, max_side=4), dtypes=FLOATS), w=numbers(), b=numbers())
@example(x=np.array([0.0, 1.0, 4.0]), w=0.5, b=3.0)
@example(x=np.array([1.5, -2.0], np.float32), w=2.0, b=-0.25)
@example(x=np.array([1.5, -2.0], np.float32), w=np.float64(2.0), b=np.float64(-0.25))
@example(x=np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), w=-3.0, b=1.0)
@example(x=np.array(2.5), w=2.0, b=1.0)
@example(x=np.zeros((0, 2)), w=2.0, b=1.0)
@example(x=np.array([1.0, 2.0]), w=np.array(3.0), b=np.array(5.0))
@example(x=np.array([1.0, 2.0]), w=1, b=0)
def test_predict_follows_the_line(predict, x, w, b):
    """Each result is w x + b, in the shape and the dtype of x, whatever w and b are. |
    每个结果都是 w x + b，形状和 dtype 与 x 相同，不管 w 和 b 是什么类型。
    """
    assert_same(predict(x, w, b), heights(x, w, b), ulp=4)


@given(x=arrays(shapes(max_dims=2, max_side=4), dtypes=INTEGERS, bound=100), w=numbers(), b=numbers())
@example(x=np.array([1, 2, 3]), w=0.5, b=0.25)
@example(x=np.array([100, 3], np.uint8), w=3, b=0)
@example(x=np.array([100, 3], np.uint8), w=2.5, b=-7)
@example(x=np.array([100, -3], np.int8), w=2, b=1)
@example(x=np.array([3, 4], np.uint8), w=np.float32(0.5), b=np.float32(2.0))
@example(x=np.array(3), w=2, b=1)
def test_predict_of_integers(predict, x, w, b):
    """Integer inputs give float64, and nothing wraps around. | 整数输入得到 float64，计算中不回绕。"""
    assert_same(predict(x, w, b), heights(x, w, b), ulp=4)


@given(w=shapes(max_dims=2, max_side=4), b=shapes(max_dims=2, max_side=4))
@example(w=(3,), b=())
@example(w=(), b=(3,))
@example(w=(1,), b=())
@example(w=(), b=(1, 1))
@example(w=(), b=())
@example(w=(), b=(0,))
def test_predict_wants_two_numbers(predict, w, b):
    """A w or a b with axes raises a ValueError naming the shapes of both; nothing is broadcast. |
    w 或 b 只要有轴，就抛出 ValueError，并写明 w 和 b 的形状；这里不广播。
    """
    x = np.array([1.0, 2.0, 5.0])
    if w == b == ():
        assert_same(predict(x, np.full(w, 2.0), np.full(b, 3.0)), np.array([5.0, 7.0, 13.0]))
    else:
        with raises(ValueError, naming=[size for size in (w, b) if size]):
            predict(x, np.full(w, 2.0), np.full(b, 3.0))


# mse_gradients


def errors(x: np.ndarray, y: np.ndarray, w: Any, b: Any) -> list[Fraction]:
    """What the line says less what is true, exactly."""
    (slope,), (intercept,) = exact(w), exact(b)
    return [slope * one + intercept - other for one, other in zip(exact(x), exact(y), strict=True)]


def loss(x: np.ndarray, y: np.ndarray, w: Any, b: Any) -> Fraction:
    """The mean squared error of a line, exactly."""
    return sum((error * error for error in errors(x, y, w, b)), Fraction()) / len(x)


def gradients(x: np.ndarray, y: np.ndarray, w: Any, b: Any) -> tuple[np.ndarray, np.ndarray]:
    """The two sums of the formula, computed exactly and rounded once."""
    wrong, dtype = errors(x, y, w, b), floating(x, y)
    by_w = sum((error * value for error, value in zip(wrong, exact(x), strict=True)), Fraction())
    return rounded(2 * by_w / len(x), dtype), rounded(2 * sum(wrong, Fraction()) / len(x), dtype)


@given(data=points(), w=numbers(), b=numbers())
@example(data=(np.array([1.0, 2.0, 3.0, 4.0]), np.array([2.0, 4.0, 6.0, 10.0])), w=2.0, b=0.0)
@example(data=(HOURS, SCORES), w=0.5, b=-1.0)
@example(data=(HOURS.astype(np.float32), SCORES.astype(np.float32)), w=0.5, b=-1.0)
@example(data=(HOURS.astype(np.float32), SCORES.astype(np.float32)), w=np.float64(0.5), b=np.float64(-1.0))
@example(data=(HOURS.astype(np.float32), SCORES), w=0.5, b=-1.0)
@example(data=(np.array([3.0]), np.array([1.0])), w=1.0, b=2.0)
@example(data=(np.array([-1.0, 0.0, 4.0]), np.array([1.0, 2.0, 0.5])), w=0, b=0)
def test_mse_gradients_follow_the_formula(mse_gradients, data, w, b):
    """The pair holds twice the mean of the errors times x, and twice the mean of the errors; its dtype is that of
    x + y, whatever w and b are. |
    返回一对数：误差乘以 x 的平均值的两倍，误差的平均值的两倍；dtype 与 x + y 相同，不管 w 和 b 是什么类型。
    """
    assert_same(mse_gradients(*data, w, b), gradients(*data, w, b), **few_roundings(*data))


@given(data=points(dtypes=DTYPES, bound=100), w=numbers(), b=numbers())
@example(data=(np.array([1, 2, 4]), np.array([2, 3, 3])), w=1, b=0)
@example(data=(np.array([100, 3], np.uint8), np.array([200, 5], np.uint8)), w=3, b=1)
@example(data=(np.array([100, 3], np.int8), np.array([-100, 5], np.int8)), w=2, b=0)
@example(data=(np.array([3, 4], np.int32), np.array([1.5, 2.0], np.float32)), w=0.5, b=1.0)
@example(data=(np.array([3, 4], np.uint8), np.array([1.5, 2.0], np.float32)), w=0.5, b=1.0)
@example(data=(np.array([1.5, 2.0], np.float32), np.array([3, 4], np.uint8)), w=0.5, b=1.0)
def test_mse_gradients_of_integers(mse_gradients, data, w, b):
    """Integers give float64, with floats what NumPy gives for x + y, and nothing wraps around. |
    整数得到 float64，与浮点数混用时 dtype 同 NumPy 的 x + y；计算中不回绕。
    """
    tolerance = {"rtol": 1e-5, "atol": 0.1} if coarsest(*data) == np.float32 else {"rtol": 1e-12, "atol": 1e-8}
    assert_same(mse_gradients(*data, w, b), gradients(*data, w, b), **tolerance)


@given(data=points(dtypes=(np.float64,)), w=st.integers(-24, 24), b=st.integers(-24, 24))
@example(data=(HOURS, SCORES), w=4, b=-8)
def test_mse_gradients_are_slopes_of_the_loss(mse_gradients, data, w, b):
    """They agree with central differences of the loss, which are exact for a parabola. |
    结果与损失的中心差分一致；损失是抛物线，中心差分没有截断误差。
    """
    (w, b), h = (Fraction(w, 8), Fraction(b, 8)), Fraction(1, 4)
    by_w = (loss(*data, float(w + h), float(b)) - loss(*data, float(w - h), float(b))) / (2 * h)
    by_b = (loss(*data, float(w), float(b + h)) - loss(*data, float(w), float(b - h))) / (2 * h)
    expected = rounded(by_w, np.dtype(np.float64)), rounded(by_b, np.dtype(np.float64))
    assert_same(mse_gradients(*data, float(w), float(b)), expected, **few_roundings(*data))


@given(x=points().map(lambda data: data[0]), w=st.integers(-24, 24), b=st.integers(-24, 24))
@example(x=HOURS, w=12, b=-8)
@example(x=np.array([2.5], np.float32), w=-4, b=2)
def test_mse_gradients_vanish_on_the_line(mse_gradients, x, w, b):
    """Where all points lie on the line, both gradients are 0. | 所有的点都在直线上时，两个梯度都是 0。"""
    w, b = w / 8, b / 8
    y = np.array([w * value + b for value in x.tolist()], x.dtype)
    zero = np.zeros((), x.dtype)
    assert_same(mse_gradients(x, y, w, b), (zero, zero), **few_roundings(x, y))


@given(a=shapes(max_dims=2, max_side=4), b=shapes(max_dims=2, max_side=4))
@example(a=(3,), b=(2,))
@example(a=(3, 1), b=(3,))
@example(a=(3,), b=(3, 1))
@example(a=(2, 3), b=(2, 3))
@example(a=(3,), b=(1,))
@example(a=(1,), b=(3,))
@example(a=(3,), b=())
@example(a=(), b=())
@example(a=(0,), b=(0,))
@example(a=(2,), b=(2,))
def test_mse_gradients_want_two_vectors(mse_gradients, a, b):
    """Anything but two vectors of one length, at least 1, raises a ValueError naming both shapes. |
    只要不是两个等长的、至少有一个元素的向量，就抛出 ValueError，并写明两个形状。
    """
    x, y = np.full(a, 2.0), np.full(b, 3.0)
    if len(a) == 1 and a == b != (0,):
        assert_same(mse_gradients(x, y, 2.0, 1.0), gradients(x, y, 2.0, 1.0))
    else:
        with raises(ValueError, naming=[a, b]):
            mse_gradients(x, y, 2.0, 1.0)


@given(w=shapes(max_dims=2, max_side=4), b=shapes(max_dims=2, max_side=4))
@example(w=(4,), b=())
@example(w=(), b=(4,))
@example(w=(1,), b=(1,))
@example(w=(), b=())
def test_mse_gradients_want_one_line(mse_gradients, w, b):
    """A w or a b with axes raises a ValueError naming the shapes of both. |
    w 或 b 只要有轴，就抛出 ValueError，并写明 w 和 b 的形状。
    """
    line = np.full(w, 0.5), np.full(b, -1.0)
    if w == b == ():
        expected = gradients(HOURS, SCORES, 0.5, -1.0)
        assert_same(mse_gradients(HOURS, SCORES, *line), expected, **few_roundings(HOURS))
    else:
        with raises(ValueError, naming=[size for size in (w, b) if size]):
            mse_gradients(HOURS, SCORES, *line)


# fit_by_gradient_descent


def descend(x: np.ndarray, y: np.ndarray, rate: float, epochs: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Gradient descent in float64, on the two parameters as one vector."""
    dtype = floating(x, y)
    columns = np.stack([x.astype(np.float64), np.ones(len(x))], axis=1)
    line, losses = np.zeros(2), []
    for _ in range(epochs):
        error = columns @ line - y
        losses.append(error @ error / len(x))
        line = line - float(rate) * 2 * columns.T @ error / len(x)
    return np.asarray(line[0], dtype), np.asarray(line[1], dtype), np.array(losses, dtype)


def curvatures(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The curvatures of the loss, the least one first, and their directions in the plane of w and b, as columns."""
    mean = float(x.mean())
    return np.linalg.eigh(2 * np.array([[float((x**2).mean()), mean], [mean, 1.0]]))


RATES = (0.0078125, 0.01, np.float64(0.01), np.float32(0.0078125), 0.002)


@given(data=points(), rate=st.sampled_from(RATES), epochs=st.integers(0, 6))
@example(data=(np.array([0.0, 2.0]), np.array([0.0, 4.0])), rate=0.125, epochs=2)
@example(data=(HOURS, SCORES), rate=0.01, epochs=1)
@example(data=(HOURS, SCORES), rate=0.01, epochs=4)
@example(data=(HOURS.astype(np.float32), SCORES.astype(np.float32)), rate=0.01, epochs=3)
@example(data=(HOURS.astype(np.float32), SCORES.astype(np.float32)), rate=np.float64(0.01), epochs=3)
@example(data=(np.array([2.5]), np.array([-1.0])), rate=0.01, epochs=3)
@example(data=(np.array([3.0, 3.0]), np.array([1.0, 2.0])), rate=0.01, epochs=3)
def test_fit_by_gradient_descent_steps_from_zero(fit_by_gradient_descent, data, rate, epochs):
    """From w = b = 0, each epoch is one step on all samples, w and b at once; each loss is that before its step. All
    have the dtype of x + y. |
    从 w = b = 0 出发，每一轮用全部样本走一步，w 和 b 同时更新；记下的损失都是走这一步之前的。dtype 都与 x + y 相同。
    """
    got = fit_by_gradient_descent(*data, rate, epochs)
    assert_same(got, descend(*data, rate, epochs), **few_roundings(*data))


@given(data=points(dtypes=DTYPES), epochs=st.integers(0, 3))
@example(data=(np.array([1, 2, 4]), np.array([2, 3, 3])), epochs=3)
@example(data=(np.array([3, 9, 7], np.uint8), np.array([200, 5, 9], np.uint8)), epochs=2)
@example(data=(np.array([3, 9], np.int8), np.array([-100, 5], np.int8)), epochs=3)
@example(data=(np.array([3, 4], np.uint8), np.array([1.5, 2.0], np.float32)), epochs=2)
@example(data=(np.array([3, 4], np.int32), np.array([1.5, 2.0], np.float32)), epochs=2)
def test_fit_by_gradient_descent_of_integers(fit_by_gradient_descent, data, epochs):
    """Integers give float64, with floats what NumPy gives for x + y, and nothing wraps around. |
    整数得到 float64，与浮点数混用时 dtype 同 NumPy 的 x + y；计算中不回绕。
    """
    got = fit_by_gradient_descent(*data, 0.01, epochs)
    assert_same(got, descend(*data, 0.01, epochs), **few_roundings(*data))


@given(data=points())
@example(data=(HOURS, SCORES))
@example(data=(HOURS.astype(np.float32), SCORES.astype(np.float32)))
def test_fit_by_gradient_descent_without_epochs(fit_by_gradient_descent, data):
    """Without epochs the line is w = b = 0, and there are no losses. | 一轮也不走时，w = b = 0，也没有损失。"""
    zero = np.zeros((), floating(*data))
    assert_same(fit_by_gradient_descent(*data, 0.01, 0), (zero, zero, np.zeros(0, zero.dtype)))


@st.composite
def spread(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    """Points whose inputs are spread out around 0, so that the loss is nearly as steep in every direction."""
    n = draw(st.integers(3, 6))
    rng = np.random.default_rng(draw(st.integers(0, 2**16)))
    x = np.linspace(-1.5, 1.5, n) + rng.integers(-2, 3, n) / 8 + draw(st.integers(-4, 4)) / 8
    return rng.permutation(x), rng.integers(-24, 25, n) / 8


@given(data=spread(), part=st.sampled_from((0.25, 0.5, 0.95)))
@example(data=(np.array([-1.0, 0.0, 1.0, 2.0]), np.array([1.0, 0.5, 3.0, 2.5])), part=0.95)
@example(data=(np.array([-1.0, 0.0, 1.0, 2.0]), np.array([1.0, 0.5, 3.0, 2.5])), part=0.5)
def test_fit_by_gradient_descent_goes_down_below_two_over_the_curvature(fit_by_gradient_descent, data, part):
    """With a learning rate below 2/L, where L is the greatest curvature of the loss, no loss is larger than the one
    before. |
    损失的最大曲率为 L：学习率小于 2/L 时，损失一次也不会变大。
    """
    rate = float(part * 2 / curvatures(data[0])[0][1])
    _, _, losses = fit_by_gradient_descent(*data, rate, 12)
    assert_same(losses.shape, (12,))
    falls = all(after <= before + 1e-12 for before, after in pairwise(losses.tolist()))
    check(falls, en="the loss grows from one epoch to the next", zh="有一轮的损失比前一轮大")


@given(data=spread(), part=st.sampled_from((1.25, 1.5, 2.0)))
@example(data=(np.array([-1.0, 0.0, 1.0, 2.0]), np.array([1.0, 0.5, 3.0, 2.5])), part=1.25)
def test_fit_by_gradient_descent_climbs_above_two_over_the_curvature(fit_by_gradient_descent, data, part):
    """With a learning rate above 2/L, the line is thrown ever farther, and the loss ends above where it began. |
    学习率大于 2/L 时，直线越甩越远，损失最后比开始时还大。
    """
    steepness, directions = curvatures(data[0])
    target = np.array([float(part) for part in best_line(*data)])
    assume(abs(directions[:, 1] @ target) > 0.1)
    _, _, losses = fit_by_gradient_descent(*data, float(part * 2 / steepness[1]), 20)
    assert_same(losses.shape, (20,))
    check(losses[-1] > losses[0], en="the loss has not grown", zh="损失没有变大")


@given(data=spread())
@example(data=(np.array([-1.0, 0.0, 1.0, 2.0]), np.array([1.0, 0.5, 3.0, 2.5])))
def test_fit_by_gradient_descent_ends_at_the_best_line(fit_by_gradient_descent, data):
    """After enough epochs w and b are those of the line with the smallest loss. |
    轮数够多，w 和 b 就是损失最小的那条直线的。
    """
    steepness, _ = curvatures(data[0])
    flat, steep = steepness.tolist()
    rate = 2 / (flat + steep)  # both directions then shrink by the same factor, this one
    epochs = math.ceil(math.log(1e-10) / math.log(max((steep - flat) / (steep + flat), 0.01)))
    w, b, _ = fit_by_gradient_descent(*data, rate, epochs)
    expected = tuple(rounded(value, np.dtype(np.float64)) for value in best_line(*data))
    assert_same((w, b), expected, rtol=1e-8, atol=1e-8)


@given(a=shapes(max_dims=2, max_side=4), b=shapes(max_dims=2, max_side=4), epochs=st.integers(0, 2))
@example(a=(3,), b=(2,), epochs=2)
@example(a=(3, 1), b=(3,), epochs=2)
@example(a=(2, 3), b=(2, 3), epochs=2)
@example(a=(3,), b=(1,), epochs=2)
@example(a=(1,), b=(3,), epochs=2)
@example(a=(3,), b=(), epochs=2)
@example(a=(), b=(), epochs=2)
@example(a=(0,), b=(0,), epochs=2)
@example(a=(0,), b=(0,), epochs=0)
@example(a=(3,), b=(2,), epochs=0)
@example(a=(2,), b=(2,), epochs=1)
def test_fit_by_gradient_descent_wants_two_vectors(fit_by_gradient_descent, a, b, epochs):
    """Anything but two vectors of one length, at least 1, raises a ValueError naming both shapes, even without
    epochs. |
    只要不是两个等长的、至少有一个元素的向量，就抛出 ValueError，并写明两个形状；一轮也不走时也是如此。
    """
    x, y = np.full(a, 2.0), np.full(b, 3.0)
    if len(a) == 1 and a == b != (0,):
        expected = descend(x, y, 0.125, epochs)
        assert_same(fit_by_gradient_descent(x, y, 0.125, epochs), expected, **few_roundings(x, y))
    else:
        with raises(ValueError, naming=[a, b]):
            fit_by_gradient_descent(x, y, 0.125, epochs)


@given(epochs=st.integers(-5, -1))
@example(epochs=-1)
@example(epochs=-3)
def test_fit_by_gradient_descent_rejects_negative_epochs(fit_by_gradient_descent, epochs):
    """A negative number of epochs raises a ValueError naming it. | 轮数为负，就抛出 ValueError，并写明这个数。"""
    with raises(ValueError, naming=[epochs]):
        fit_by_gradient_descent(HOURS, SCORES, 0.01, epochs)


# fit_in_closed_form


def best_line(x: np.ndarray, y: np.ndarray) -> tuple[Fraction, Fraction]:
    """The solution of the two normal equations, exactly."""
    inputs, targets, n = exact(x), exact(y), len(x)
    xx, xy = (sum((one * other for one, other in zip(inputs, b, strict=True)), Fraction()) for b in (inputs, targets))
    sum_x, sum_y = sum(inputs, Fraction()), sum(targets, Fraction())
    w = (n * xy - sum_x * sum_y) / (n * xx - sum_x * sum_x)
    return w, (sum_y - w * sum_x) / n


def assert_best_line(got: Any, x: np.ndarray, y: np.ndarray) -> None:
    """Demand what the docstring of `fit_in_closed_form` does, with a little room for rounding the exact result."""
    __tracebackhide__ = True
    dtype = floating(x, y)
    wide = x.astype(np.float64)
    m, most = float(np.abs(wide).max()), float(np.abs(y.astype(np.float64)).max())
    off = 66 * float(np.finfo(coarsest(x, y)).eps) * m * most / float(wide.std()) ** 2
    expected = tuple(rounded(value, dtype) for value in best_line(x, y))
    assert_same(got, expected, atol=off * max(m, 1.0))
    assert_same(got[0], expected[0], atol=off)
    assert_same(got[1], expected[1], atol=off * m)


def scattered(*, dtypes: tuple[Any, ...] = FLOATS, bound: int = 9) -> st.SearchStrategy[Data]:
    """Points whose inputs are not all equal."""
    return points(dtypes=dtypes, least=2, bound=bound).filter(lambda data: data[0].min() < data[0].max())


@given(data=scattered())
@example(data=(np.array([0.0, 1.0, 2.0]), np.array([1.0, 2.0, 6.0])))
@example(data=(HOURS, SCORES))
@example(data=(HOURS.astype(np.float32), SCORES.astype(np.float32)))
@example(data=(HOURS.astype(np.float32), SCORES))
@example(data=(np.array([3.0, 1.0]), np.array([0.5, 2.0])))
@example(data=(np.array([1.0, 2.0, 5.0]), np.array([4.0, 4.0, 4.0])))
@example(data=(np.array([-1.0, 0.0, 1.0]), np.array([2.0, -4.0, 2.0])))
def test_fit_in_closed_form_solves_the_normal_equations(fit_in_closed_form, data):
    """w and b are the exact solution, computed with fractions, up to rounding, in the dtype of x + y. |
    w 和 b 就是用分数算出的精确解，只差舍入误差，dtype 与 x + y 相同。
    """
    assert_best_line(fit_in_closed_form(*data), *data)


@given(data=scattered(dtypes=DTYPES, bound=100))
@example(data=(np.array([1, 2, 4]), np.array([2, 3, 3])))
@example(data=(np.array([3, 250, 7], np.uint8), np.array([200, 5, 9], np.uint8)))
@example(data=(np.array([100, -100], np.int8), np.array([-100, 100], np.int8)))
@example(data=(np.array([3, 4], np.uint8), np.array([1.5, 2.0], np.float32)))
@example(data=(np.array([3, 4], np.int32), np.array([1.5, 2.0], np.float32)))
def test_fit_in_closed_form_of_integers(fit_in_closed_form, data):
    """Integers give float64, with floats what NumPy gives for x + y, and nothing wraps around. |
    整数得到 float64，与浮点数混用时 dtype 同 NumPy 的 x + y；计算中不回绕。
    """
    assert_best_line(fit_in_closed_form(*data), *data)


def finite(line: Any) -> tuple[float, float]:
    """The two numbers of a line, which must not be NaN or infinite."""
    w, b = (float(part) for part in line)
    check(math.isfinite(w) and math.isfinite(b), en="w or b is no finite number", zh="w 或 b 不是有限的数")
    return w, b


@given(data=scattered(dtypes=(np.float64,)))
@example(data=(HOURS, SCORES))
def test_fit_in_closed_form_leaves_no_gradient(fit_in_closed_form, data):
    """At the result both gradients of the loss are 0: the errors sum to 0, and so do the errors times x. |
    在结果处，损失的两个梯度都是 0：误差之和是 0，误差乘以 x 之和也是 0。
    """
    x, y = data
    line = finite(fit_in_closed_form(x, y))
    zero = np.zeros(())
    scale = float(np.abs(x).max() / x.std()) ** 2
    assert_same(gradients(x, y, *line), (zero, zero), atol=1e-11 * scale)


@given(data=scattered(dtypes=(np.float64,)), step=st.integers(1, 8), angle=st.integers(0, 15))
@example(data=(HOURS, SCORES), step=1, angle=3)
def test_fit_in_closed_form_has_the_smallest_loss(fit_in_closed_form, data, step, angle):
    """Any other line has a larger mean squared error. | 换成任何别的直线，均方误差都更大。"""
    w, b = finite(fit_in_closed_form(*data))
    other = w + step / 8 * math.cos(angle * math.pi / 8), b + step / 8 * math.sin(angle * math.pi / 8)
    better = loss(*data, *other) < loss(*data, w, b) - Fraction(1, 10**9)
    check(not better, en="another line has a smaller loss", zh="有别的直线损失更小")


@given(data=scattered(dtypes=(np.float64,)), right=st.integers(-40, 40), up=st.integers(-40, 40))
@example(data=(HOURS, SCORES), right=16, up=0)
@example(data=(HOURS, SCORES), right=0, up=-12)
def test_fit_in_closed_form_moves_with_the_points(fit_in_closed_form, data, right, up):
    """When all points move, the line moves with them: the slope stays. | 所有的点一起移动，直线跟着移动，斜率不变。"""
    x, y = data
    right, up = right / 8, up / 8
    w, b = (float(part) for part in best_line(x, y))
    atol = 1e-10 * float(np.abs(x).max() / x.std() + abs(right)) ** 2
    assert_same(fit_in_closed_form(x + right, y + up), (np.array(w), np.array(b + up - w * right)), atol=atol)


@given(
    data=scattered(dtypes=(np.float64,)),
    wider=st.sampled_from((0.25, -1.0, 3.0, 8.0)),
    higher=st.sampled_from((0.0, -2.0, 0.5, 7.0)),
)
@example(data=(HOURS, SCORES), wider=8.0, higher=1.0)
@example(data=(HOURS, SCORES), wider=1.0, higher=-2.0)
def test_fit_in_closed_form_scales_with_the_units(fit_in_closed_form, data, wider, higher):
    """Another unit for x divides the slope, another unit for y multiplies slope and intercept. |
    x 换单位，斜率就除以相应的倍数；y 换单位，斜率和截距都乘以相应的倍数。
    """
    x, y = data
    w, b = (float(part) for part in best_line(x, y))
    atol = 1e-10 * float(np.abs(x).max() / x.std()) ** 2
    expected = np.array(w * higher / wider), np.array(b * higher)
    assert_same(fit_in_closed_form(x * wider, y * higher), expected, rtol=1e-10, atol=atol)


@st.composite
def far(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    """Points whose inputs are far from 0, as years are."""
    n, dtype = draw(st.integers(3, 8)), draw(st.sampled_from(FLOATS))
    rng = np.random.default_rng(draw(st.integers(0, 2**16)))
    x = rng.permutation(16)[:n] + draw(st.sampled_from((1000, 2000, -1500)))
    return draw(strided(x.astype(dtype))), (rng.integers(-40, 41, n) / 8).astype(dtype)


@given(data=far())
@example(data=(np.array([2000.0, 2001.0, 2002.0, 2004.0]), np.array([1.5, 2.0, 3.5, 3.0])))
@example(data=(np.array([2000, 2001, 2002, 2004], np.float32), np.array([1.5, 2.0, 3.5, 3.0], np.float32)))
@example(data=(np.array([1000.0, 1001.0, 1003.0]), np.array([-1.5, 2.0, 0.5])))
def test_fit_in_closed_form_of_years(fit_in_closed_form, data):
    """Inputs far from 0, close to each other, do not cost the slope its digits. |
    输入离 0 很远、彼此很近时，斜率的有效数字也不丢失。
    """
    assume(np.abs(data[0]).max() <= 1000 * data[0].astype(np.float64).std())
    assert_best_line(fit_in_closed_form(*data), *data)


@given(data=scattered(), exponent=st.integers(-14, 14))
@example(data=(HOURS, SCORES), exponent=-14)
@example(data=(HOURS.astype(np.float32), SCORES.astype(np.float32)), exponent=-14)
@example(data=(HOURS, SCORES), exponent=14)
@example(data=(np.array([1.0, 1.00390625]), np.array([1.0, 2.0])), exponent=-19)
def test_fit_in_closed_form_of_small_units(fit_in_closed_form, data, exponent):
    """Inputs that are all small, or all large, are not taken for equal. | 输入都很小或都很大时，不会当成全都相等。"""
    x = data[0] * data[0].dtype.type(2.0**exponent)
    assert_best_line(fit_in_closed_form(x, data[1]), x, data[1])


@given(count=st.integers(1, 7), eighths=st.integers(-72, 72), dtype=st.sampled_from(DTYPES))
@example(count=4, eighths=24, dtype=np.float64)
@example(count=1, eighths=16, dtype=np.float64)
@example(count=3, eighths=-20, dtype=np.float32)
@example(count=3, eighths=0, dtype=np.float64)
@example(count=3, eighths=40, dtype=np.int64)
def test_fit_in_closed_form_refuses_a_constant(fit_in_closed_form, count, eighths, dtype):
    """Inputs that are all equal, or only one, raise a ValueError naming the input: no slope fits best. |
    输入全都相等，或者只有一个时，抛出 ValueError，并写明这个输入：没有哪个斜率最好。
    """
    value = eighths / 8 if np.dtype(dtype).kind == "f" else abs(round(eighths / 8))
    x = np.full(count, value, dtype)
    with raises(ValueError, naming=[int(value)]):
        fit_in_closed_form(x, np.arange(count, dtype=np.float64))


@given(count=st.integers(1, 12), tenths=st.integers(1, 30), dtype=st.sampled_from(FLOATS))
@example(count=3, tenths=1, dtype=np.float64)
@example(count=3, tenths=1, dtype=np.float32)
@example(count=6, tenths=7, dtype=np.float32)
def test_fit_in_closed_form_refuses_a_constant_that_is_not_its_mean(fit_in_closed_form, count, tenths, dtype):
    """Equal inputs are found even where their mean is rounded: 0.1 + 0.1 + 0.1 is not 3 times 0.1. |
    输入全都相等，平均值却有舍入误差时，照样要抛出 ValueError：0.1 + 0.1 + 0.1 不等于 0.3。
    """
    with raises(ValueError, naming=[tenths // 10]):
        fit_in_closed_form(np.full(count, tenths / 10, dtype), np.arange(count, dtype=np.float64))


@given(a=shapes(max_dims=2, max_side=4), b=shapes(max_dims=2, max_side=4))
@example(a=(3,), b=(2,))
@example(a=(3, 1), b=(3,))
@example(a=(3,), b=(3, 1))
@example(a=(2, 3), b=(2, 3))
@example(a=(3,), b=(1,))
@example(a=(3,), b=())
@example(a=(), b=())
@example(a=(0,), b=(0,))
@example(a=(2,), b=(2,))
def test_fit_in_closed_form_wants_two_vectors(fit_in_closed_form, a, b):
    """Anything but two vectors of one length, at least 1, raises a ValueError naming both shapes. |
    只要不是两个等长的、至少有一个元素的向量，就抛出 ValueError，并写明两个形状。
    """
    x = np.arange(math.prod(a), dtype=np.float64).reshape(a) + 1
    y = np.arange(math.prod(b), dtype=np.float64).reshape(b) * 2 + 5
    if len(a) == 1 and a == b and a[0] > 1:
        assert_same(fit_in_closed_form(x, y), (np.array(2.0), np.array(5.0 - 2.0)), atol=1e-12)
    elif a == b == (1,):
        with raises(ValueError, naming=[1]):
            fit_in_closed_form(x, y)
    else:
        with raises(ValueError, naming=[a, b]):
            fit_in_closed_form(x, y)
