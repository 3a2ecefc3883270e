"""The laws of the chain rule and of backpropagation."""

import itertools
import math
from collections.abc import Callable, Iterable
from functools import cache
from types import CodeType
from typing import Any

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from byhand.grading import Formula, Script, assert_no_warning, assert_same, check, raises
from byhand.grading.pictures import aligned_shapes
from tests.strategies import FLOATS, Shape, arrays, clashing_shapes, compatible_shapes, shapes

PICTURES = dict.fromkeys(("add_vjp", "multiply_vjp"), aligned_shapes)
STEP = 2.0**-100
"""How far a number is moved, into the imaginary: nothing is subtracted, so nothing is lost; a power of two is exact."""

EIGHTHS = st.integers(-24, 24).map(lambda eighths: eighths / 8)
FEWER = settings(max_examples=max(settings.default.max_examples * 3 // 10, 12))
"""For laws whose examples say nearly all, or that another law implies: what they draw is most of their time."""

CLOSE = {"rtol": 1e-12, "atol": 1e-12, "ulp": 64}
LABEL_DTYPES = (np.int64, np.int32, np.uint8)


def gradients(
    f: Callable[..., np.ndarray], operands: tuple[np.ndarray, ...], upstream: np.ndarray | float
) -> tuple[np.ndarray, ...]:
    """How the sum of `upstream * f(*operands)` changes with every coordinate of every operand, one at a time."""
    numbers = [operand.astype(complex) for operand in operands]
    found = []
    for position, operand in enumerate(operands):
        gradient = np.zeros(operand.shape)
        for place in np.ndindex(operand.shape):
            moved = numbers[position].copy()
            moved[place] += STEP * 1j
            result = f(*numbers[:position], moved, *numbers[position + 1 :])
            gradient[place] = (upstream * np.imag(result)).sum() / STEP
        found.append(gradient.astype(operand.dtype))
    return tuple(found)


LAYOUTS: tuple[Callable[[np.ndarray], np.ndarray], ...] = (
    lambda array: array,
    lambda array: np.asarray(array, order="F"),
    lambda array: np.asarray(np.flip(np.flip(array).copy())),
    lambda array: np.stack([array, array], axis=-1)[..., 0],
)
"""Ways to keep the same elements in memory: as usual, columns first, backward, with gaps."""


@st.composite
def tensors(draw: st.DrawFn, shaped: Iterable[Shape], bound: int = 4) -> tuple[np.ndarray, ...]:
    """Tensors of these shapes and of one dtype: eighths, in any memory layout; drawn in few steps, to be fast."""
    shaped, dtype = tuple(shaped), draw(st.sampled_from(FLOATS))
    layouts, rng = draw(st.integers(0, 4 ** len(shaped) - 1)), np.random.default_rng(draw(st.integers(0, 2**16)))
    values = (np.asarray(rng.integers(-8 * bound, 8 * bound + 1, shape) / 8, dtype) for shape in shaped)
    return tuple(LAYOUTS[layouts >> 2 * place & 3](value) for place, value in enumerate(values))


def inner(a: np.ndarray, b: np.ndarray) -> float:
    """⟨a, b⟩: multiplied element by element, and added up in float64."""
    return float((a.astype(float) * b.astype(float)).sum())


def complex_relu(x: np.ndarray) -> np.ndarray:
    """Relu of numbers that have been moved; flat at 0."""
    return np.where(x.real > 0, x, 0)


def complex_matmul(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """The product of two matrices, whatever a library does with complex numbers."""
    return (x[:, :, np.newaxis] * y).sum(axis=1)


def complex_loss(logits: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """The mean cross-entropy of scores that have been moved."""
    shifted = logits - logits.real.max(axis=1, keepdims=True)
    chosen = shifted[np.arange(len(labels)), labels]
    return (np.log(np.exp(shifted).sum(axis=1)) - chosen).mean()


# chain

OUTER: dict[str, Callable[[Any], Any]] = {
    "lambda y: 2 * y": lambda y: y**2,
    "lambda y: 3 * y**2 - 2": lambda y: y**3 - 2 * y,
    "lambda y: np.cos(y)": np.sin,
    "lambda y: -2 * y / (1 + y**2) ** 2": lambda y: 1 / (1 + y**2),
    "lambda y: 5 + 0 * y": lambda y: 5 * y,
}
"""Derivatives, and of what."""

INNER: dict[tuple[str, str], Callable[[Any], Any]] = {
    ("lambda x: x + 3", "lambda x: 1 + 0 * x"): lambda x: x + 3,
    ("lambda x: x**2", "lambda x: 2 * x"): lambda x: x**2,
    ("lambda x: np.sin(x)", "lambda x: np.cos(x)"): np.sin,
    ("lambda x: -4 * x", "lambda x: -4 + 0 * x"): lambda x: -4 * x,
    ("lambda x: np.exp(x / 4)", "lambda x: np.exp(x / 4) / 4"): lambda x: np.exp(x / 4),
}


def of_both(outer: str, inner_: tuple[str, str], x: np.ndarray) -> np.ndarray:
    """The derivative of the one after the other, without the chain rule."""
    f, g = OUTER[outer], INNER[inner_]
    return np.asarray(f(g(x + STEP * 1j)).imag / STEP)


@given(outer=st.sampled_from(sorted(OUTER)), inner_=st.sampled_from(sorted(INNER)), x=EIGHTHS)
@example(outer="lambda y: 2 * y", inner_=("lambda x: x + 3", "lambda x: 1 + 0 * x"), x=5.0)
@example(outer="lambda y: 3 * y**2 - 2", inner_=("lambda x: x**2", "lambda x: 2 * x"), x=1.5)
@example(outer="lambda y: np.cos(y)", inner_=("lambda x: -4 * x", "lambda x: -4 + 0 * x"), x=0.5)
def test_chain_differentiates_one_after_the_other(chain, outer, inner_, x):
    """At x the result is the slope of f(g(x)), the one after the other. | 在 x 处，结果等于 f(g(x)) 的斜率。"""
    derivative = chain(Formula(outer), *map(Formula, inner_))
    assert_same(np.float64(derivative(x)), np.float64(of_both(outer, inner_, np.float64(x))), **CLOSE)


@FEWER
@given(
    outer=st.sampled_from(sorted(OUTER)),
    inner_=st.sampled_from(sorted(INNER)),
    x=arrays(shapes(max_dims=2, max_side=4), dtypes=(np.float64,), bound=3),
)
@example(outer="lambda y: 2 * y", inner_=("lambda x: x**2", "lambda x: 2 * x"), x=np.array([1.0, 2.0, 3.0]))
def test_chain_takes_arrays(chain, outer, inner_, x):
    """Functions of arrays, element by element, give a derivative of arrays. |
    三个函数能逐元素地接受数组时，求出的导数也能。
    """
    derivative = chain(Formula(outer), *map(Formula, inner_))
    assert_same(derivative(x), of_both(outer, inner_, x), **CLOSE)


# affine_node_backward


@given(w=EIGHTHS, x=EIGHTHS, b=EIGHTHS, upstream=EIGHTHS)
@example(w=3.0, x=2.0, b=1.0, upstream=1.0)
@example(w=3.0, x=2.0, b=1.0, upstream=10.0)
@example(w=-0.5, x=4.0, b=0.0, upstream=-2.0)
def test_affine_node_backward_measures_a_change(affine_node_backward, w, x, b, upstream):
    """A little more of w, x or b changes L by that much times its gradient, where L grows upstream times as fast
    as z. |
    L 的增长是 z 的 upstream 倍；w、x 或 b 增加一点，L 的变化等于这个增量乘以相应的梯度。
    """
    h, before = 2.0**-10, upstream * (w * x + b)
    moved = [(w + h, x, b), (w, x + h, b), (w, x, b + h)]
    assert_same(
        affine_node_backward(w, x, b, upstream), tuple((upstream * (p * q + r) - before) / h for p, q, r in moved)
    )


# add_vjp, multiply_vjp


@st.composite
def broadcast_cases(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Two tensors that broadcast together, and a gradient of the shape of the result; one dtype."""
    a, b = draw(compatible_shapes(max_dims=3, max_side=3))
    return draw(tensors((a, b, np.broadcast_shapes(a, b))))


ROWS = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
BROADCAST_EXAMPLES = (
    (np.array([1.0, 2.0]), np.array([5.0, 6.0]), np.array([1.0, 10.0])),
    (ROWS, np.array([7.0, 8.0, 9.0]), ROWS / 2),
    (np.array([[1.0], [2.0]]), np.array([3.0, 4.0, 5.0]), ROWS),
    (np.array(2.0), ROWS, ROWS + 1),
    (np.array([[1.5]], np.float32), np.array([2.0, 3.0], np.float32), np.array([[4.0, 8.0]], np.float32)),
    (np.array(2.0), np.array(3.0), np.array(5.0)),
    (np.ones((0, 1)), np.array([[2.0, 3.0]]), np.ones((0, 2))),
    (np.array([2.0, 3.0]), np.ones((0, 2)), np.ones((0, 2))),
    (np.array([0.0, 2.0, -1.5]), np.array([3.0, 0.0, 0.5]), np.array([1.0, 10.0, 100.0])),
)


@given(case=broadcast_cases())
@example(case=BROADCAST_EXAMPLES[0])
@example(case=BROADCAST_EXAMPLES[1])
@example(case=BROADCAST_EXAMPLES[2])
@example(case=BROADCAST_EXAMPLES[3])
@example(case=BROADCAST_EXAMPLES[4])
@example(case=BROADCAST_EXAMPLES[5])
@example(case=BROADCAST_EXAMPLES[6])
def test_add_vjp_agrees_with_a_small_change(add_vjp, case):
    """Each gradient says, for every element of its operand, how ⟨upstream, x + y⟩ changes with it; in the
    operand's shape and dtype. |
    对操作数的每个元素，梯度都说出 ⟨upstream, x + y⟩ 随它变化多少；形状和 dtype 与该操作数相同。
    """
    x, y, upstream = case
    assert_same(add_vjp(x, y, upstream), gradients(np.add, (x, y), upstream))


@FEWER
@given(case=broadcast_cases(), seed=st.integers(0, 2**16))
@example(case=BROADCAST_EXAMPLES[2], seed=1)
def test_add_vjp_is_adjoint(add_vjp, case, seed):
    """For any changes u of x and v of y: ⟨upstream, u + v⟩ = ⟨gradient at x, u⟩ + ⟨gradient at y, v⟩. |
    对 x 的任意变化 u 和 y 的任意变化 v：⟨upstream, u + v⟩ = ⟨x 处的梯度, u⟩ + ⟨y 处的梯度, v⟩。
    """
    x, y, upstream = case
    rng = np.random.default_rng(seed)
    u, v = (rng.integers(-9, 10, operand.shape).astype(float) for operand in (x, y))
    at_x, at_y = add_vjp(x, y, upstream)
    check(
        at_x.shape == x.shape and at_y.shape == y.shape and inner(at_x, u) + inner(at_y, v) == inner(upstream, u + v),
        en=f"for changes u of shape {u.shape} and v of shape {v.shape} the two sides differ",
        zh=f"取形状为 {u.shape} 的 u 和形状为 {v.shape} 的 v，等式两边不相等",
    )


@FEWER
@given(case=broadcast_cases())
@example(case=BROADCAST_EXAMPLES[0])
@example(case=BROADCAST_EXAMPLES[3])
def test_add_vjp_makes_arrays_of_their_own(add_vjp, case):
    """The two gradients share no memory with each other. | 两个梯度互不共用内存。"""
    at_x, at_y = add_vjp(*case)
    check(
        not np.may_share_memory(at_x, at_y),
        en="writing into one gradient would change the other",
        zh="往一个梯度里写，会改掉另一个",
    )


@st.composite
def bad_broadcasts(draw: st.DrawFn) -> tuple[Shape, Shape, Shape]:
    """Shapes that clash, or a gradient of another shape than the result's."""
    if draw(st.booleans()):
        return (*draw(clashing_shapes(max_dims=2)), draw(shapes(max_dims=2, max_side=3)))
    a, b = draw(compatible_shapes(max_dims=2, max_side=3))
    upstream = draw(shapes(max_dims=3, max_side=4).filter(lambda shape: shape != np.broadcast_shapes(a, b)))
    return a, b, upstream


BAD_BROADCASTS = (
    ((2, 3), (4,), (2, 3)),
    ((2, 3), (3,), (3,)),
    ((2, 3), (3,), (2, 4)),
    ((3,), (3,), (2, 3)),
    ((2, 1), (3,), (2, 1)),
    ((2, 3), (2, 3), (1, 3)),
    ((2, 3), (3,), ()),
)


@FEWER
@given(case=bad_broadcasts())
@example(case=BAD_BROADCASTS[0])
@example(case=BAD_BROADCASTS[1])
@example(case=BAD_BROADCASTS[2])
@example(case=BAD_BROADCASTS[3])
@example(case=BAD_BROADCASTS[4])
@example(case=BAD_BROADCASTS[5])
@example(case=BAD_BROADCASTS[6])
def test_add_vjp_checks_shapes(add_vjp, case):
    """Operands that clash, or an upstream that has not the shape of x + y, raise a ValueError naming all three
    shapes. |
    x 与 y 的形状冲突，或 upstream 的形状与 x + y 不同时，抛出 ValueError，并写明三个形状。
    """
    with raises(ValueError, naming=case):
        add_vjp(*map(np.ones, case))


@given(case=broadcast_cases())
@example(case=BROADCAST_EXAMPLES[0])
@example(case=BROADCAST_EXAMPLES[1])
@example(case=BROADCAST_EXAMPLES[2])
@example(case=BROADCAST_EXAMPLES[3])
@example(case=BROADCAST_EXAMPLES[4])
@example(case=BROADCAST_EXAMPLES[5])
@example(case=BROADCAST_EXAMPLES[6])
@example(case=BROADCAST_EXAMPLES[8])
@example(case=BROADCAST_EXAMPLES[7])
def test_multiply_vjp_agrees_with_a_small_change(multiply_vjp, case):
    """Each gradient says, for every element of its operand, how ⟨upstream, x · y⟩ changes with it; in the
    operand's shape and dtype. |
    对操作数的每个元素，梯度都说出 ⟨upstream, x · y⟩ 随它变化多少；形状和 dtype 与该操作数相同。
    """
    x, y, upstream = case
    assert_same(multiply_vjp(x, y, upstream), gradients(np.multiply, (x, y), upstream))


@FEWER
@given(case=broadcast_cases(), seed=st.integers(0, 2**16))
@example(case=BROADCAST_EXAMPLES[2], seed=1)
def test_multiply_vjp_is_adjoint(multiply_vjp, case, seed):
    """For any changes u of x and v of y: ⟨upstream, u·y + x·v⟩ = ⟨gradient at x, u⟩ + ⟨gradient at y, v⟩. |
    对 x 的任意变化 u 和 y 的任意变化 v：⟨upstream, u·y + x·v⟩ = ⟨x 处的梯度, u⟩ + ⟨y 处的梯度, v⟩。
    """
    x, y, upstream = case
    rng = np.random.default_rng(seed)
    u, v = (rng.integers(-9, 10, operand.shape).astype(float) for operand in (x, y))
    at_x, at_y = multiply_vjp(x, y, upstream)
    check(
        at_x.shape == x.shape
        and at_y.shape == y.shape
        and inner(at_x, u) + inner(at_y, v) == inner(upstream, u * y + x * v),
        en=f"for changes u of shape {u.shape} and v of shape {v.shape} the two sides differ",
        zh=f"取形状为 {u.shape} 的 u 和形状为 {v.shape} 的 v，等式两边不相等",
    )


@FEWER
@given(case=bad_broadcasts())
@example(case=BAD_BROADCASTS[0])
@example(case=BAD_BROADCASTS[1])
@example(case=BAD_BROADCASTS[2])
@example(case=BAD_BROADCASTS[3])
@example(case=BAD_BROADCASTS[4])
@example(case=BAD_BROADCASTS[5])
@example(case=BAD_BROADCASTS[6])
def test_multiply_vjp_checks_shapes(multiply_vjp, case):
    """Operands that clash, or an upstream that has not the shape of x * y, raise a ValueError naming all three
    shapes. |
    x 与 y 的形状冲突，或 upstream 的形状与 x * y 不同时，抛出 ValueError，并写明三个形状。
    """
    with raises(ValueError, naming=case):
        multiply_vjp(*map(np.ones, case))


# matmul_vjp


@st.composite
def products(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Two matrices that can be multiplied, and a gradient of the shape of their product."""
    rows, between, columns = draw(st.integers(0, 3)), draw(st.integers(0, 4)), draw(st.integers(0, 2))
    return draw(tensors(((rows, between), (between, columns), (rows, columns))))


@given(case=products())
@example(case=(np.array([[1.0, 2.0]]), np.array([[3.0], [4.0]]), np.array([[10.0]])))
@example(case=(ROWS, np.array([[1.0, 0.0], [2.0, -1.0], [0.5, 3.0]]), np.array([[1.0, 2.0], [3.0, 4.0]])))
@example(
    case=(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[5.0, 6.0], [7.0, 8.0]]), np.array([[1.0, 3.0], [0.0, 2.0]]))
)
@example(case=(np.array([[1.5]], np.float32), np.array([[2.0, 3.0]], np.float32), np.array([[4.0, 8.0]], np.float32)))
@example(case=(np.ones((2, 0)), np.ones((0, 3)), np.ones((2, 3))))
@example(case=(np.ones((0, 2)), np.ones((2, 3)), np.ones((0, 3))))
def test_matmul_vjp_agrees_with_a_small_change(matmul_vjp, case):
    """Each gradient says, for every element of its operand, how ⟨upstream, x @ y⟩ changes with it; in the
    operand's shape and dtype. |
    对操作数的每个元素，梯度都说出 ⟨upstream, x @ y⟩ 随它变化多少；形状和 dtype 与该操作数相同。
    """
    x, y, upstream = case
    assert_same(matmul_vjp(x, y, upstream), gradients(complex_matmul, (x, y), upstream))


@FEWER
@given(case=products(), seed=st.integers(0, 2**16))
@example(case=(ROWS, np.array([[1.0, 0.0], [2.0, -1.0], [0.5, 3.0]]), np.array([[1.0, 2.0], [3.0, 4.0]])), seed=1)
def test_matmul_vjp_is_adjoint(matmul_vjp, case, seed):
    """For any changes u of x and v of y: ⟨upstream, u @ y + x @ v⟩ = ⟨gradient at x, u⟩ + ⟨gradient at y, v⟩. |
    对 x 的任意变化 u 和 y 的任意变化 v：⟨upstream, u @ y + x @ v⟩ = ⟨x 处的梯度, u⟩ + ⟨y 处的梯度, v⟩。
    """
    x, y, upstream = case
    rng = np.random.default_rng(seed)
    u, v = (rng.integers(-9, 10, operand.shape).astype(float) for operand in (x, y))
    at_x, at_y = matmul_vjp(x, y, upstream)
    check(
        at_x.shape == x.shape
        and at_y.shape == y.shape
        and inner(at_x, u) + inner(at_y, v) == inner(upstream, u @ y.astype(float) + x.astype(float) @ v),
        en=f"for changes u of shape {u.shape} and v of shape {v.shape} the two sides differ",
        zh=f"取形状为 {u.shape} 的 u 和形状为 {v.shape} 的 v，等式两边不相等",
    )


@given(a=shapes(max_dims=3, max_side=3), b=shapes(max_dims=3, max_side=3), upstream=shapes(max_dims=3, max_side=3))
@example(a=(2, 3), b=(2, 3), upstream=(2, 3))
@example(a=(2, 3), b=(3, 4), upstream=(4, 2))
@example(a=(2, 3), b=(3, 4), upstream=(2, 3))
@example(a=(2, 3), b=(3, 4), upstream=(2, 5))
@example(a=(2, 3), b=(3,), upstream=(2,))
@example(a=(3,), b=(3, 4), upstream=(4,))
@example(a=(3,), b=(3,), upstream=())
@example(a=(2, 1), b=(3, 4), upstream=(2, 4))
@example(a=(5, 2, 3), b=(3, 4), upstream=(5, 2, 4))
@example(a=(2, 3), b=(3, 1), upstream=(2, 4))
def test_matmul_vjp_checks_shapes(matmul_vjp, a, b, upstream):
    """Anything but two matrices whose inner sizes agree and an upstream of the shape of x @ y raises a ValueError
    naming all three shapes. |
    不是内侧长度相等的两个矩阵，或 upstream 的形状与 x @ y 不同时，抛出 ValueError，并写明三个形状。
    """
    x, y, g = np.ones(a), np.ones(b), np.ones(upstream)
    if len(a) == len(b) == 2 and a[1] == b[0] and upstream == (a[0], b[1]):
        assert_same(matmul_vjp(x, y, g), (g @ y.T, x.T @ g))
    else:
        with raises(ValueError, naming=[a, b, upstream]):
            matmul_vjp(x, y, g)


# relu_vjp, sigmoid_vjp


@st.composite
def equal_shapes(draw: st.DrawFn, bound: int = 9) -> tuple[np.ndarray, np.ndarray]:
    """Two tensors of one shape and one dtype, not necessarily of one memory layout."""
    return draw(tensors([draw(shapes(max_dims=3, max_side=4))] * 2, bound))


@given(case=equal_shapes())
@example(case=(np.array([-1.0, 0.5, 2.0]), np.array([5.0, 6.0, -7.0])))
@example(case=(np.array([[1.5, -2.5]], np.float32), np.array([[4.0, 8.0]], np.float32)))
@example(case=(np.array(2.0), np.array(-3.0)))
@example(case=(np.ones((0, 2)), np.ones((0, 2))))
def test_relu_vjp_agrees_with_a_small_change(relu_vjp, case):
    """The gradient says, for every element of x, how ⟨upstream, relu(x)⟩ changes with it: a tuple of one array, of
    the shape and dtype of x. |
    对 x 的每个元素，梯度都说出 ⟨upstream, relu(x)⟩ 随它变化多少；结果是只有一个数组的元组，形状和 dtype 与 x 相同。
    """
    x, upstream = case
    assert_same(relu_vjp(x, upstream), gradients(complex_relu, (x,), upstream))


@FEWER
@given(upstream=arrays(shapes(max_dims=2, max_side=4), dtypes=FLOATS))
@example(upstream=np.array([5.0, -6.0]))
def test_relu_vjp_lets_nothing_pass_at_zero(relu_vjp, upstream):
    """At 0 the gradient is 0. | 在 x = 0 处，梯度是 0。"""
    for zero in (0.0, -0.0):
        assert_same(relu_vjp(np.full_like(upstream, zero), upstream), (np.zeros_like(upstream),))


@given(a=shapes(max_dims=2, max_side=3), b=shapes(max_dims=2, max_side=3))
@example(a=(2, 3), b=(3,))
@example(a=(3,), b=(2, 3))
@example(a=(2, 1), b=(2, 3))
@example(a=(2, 3), b=(3, 2))
@example(a=(), b=(1,))
def test_relu_vjp_checks_shapes(relu_vjp, a, b):
    """An upstream of another shape than x raises a ValueError naming both. |
    upstream 与 x 的形状不同时，抛出 ValueError，并写明两个形状。
    """
    if a == b:
        assert_same(relu_vjp(np.ones(a), np.ones(b)), (np.ones(a),))
    else:
        with raises(ValueError, naming=[a, b]):
            relu_vjp(np.ones(a), np.ones(b))


@given(case=equal_shapes())
@example(case=(np.array([0.0, 1.0, -2.0]), np.array([8.0, -1.0, 3.0])))
@example(case=(np.array([[1.5, -2.5]], np.float32), np.array([[4.0, 8.0]], np.float32)))
@example(case=(np.array(2.0), np.array(-3.0)))
@example(case=(np.ones((0, 2)), np.ones((0, 2))))
def test_sigmoid_vjp_agrees_with_a_small_change(sigmoid_vjp, case):
    """The gradient says, for every element of x, how ⟨upstream, sigmoid(x)⟩ changes with it: a tuple of one array,
    of the shape and dtype of x. |
    对 x 的每个元素，梯度都说出 ⟨upstream, sigmoid(x)⟩ 随它变化多少；结果是只有一个数组的元组，形状和 dtype 与 x 相同。
    """
    x, upstream = case
    expected = gradients(lambda z: 1 / (1 + np.exp(-z)), (x,), upstream)
    assert_same(sigmoid_vjp(x, upstream), expected, rtol=1e-12, ulp=64)


def slope_of_sigmoid(x: float) -> float:
    """Sigmoid's derivative, with all digits: it is even, so that exp need not overflow."""
    small = math.exp(-abs(x))
    return small / (1 + small) ** 2


@given(size=st.integers(0, 10_000), dtype=st.sampled_from(FLOATS))
@example(size=10_000, dtype=np.float64)
@example(size=40, dtype=np.float64)
@example(size=20, dtype=np.float32)
@example(size=10_000, dtype=np.float32)
def test_sigmoid_vjp_keeps_the_digits(sigmoid_vjp, size, dtype):
    """Far from 0 the gradient is tiny and still right in all digits, up to ±1e4 without a warning. |
    离 0 很远时，梯度很小，但每一位有效数字都对；到 ±1e4 为止都没有警告。
    """
    x = np.array([-size, size, size / 16, -size / 16], dtype)
    expected = np.array([2 * slope_of_sigmoid(float(value)) for value in x]).astype(dtype)
    assert_same(sigmoid_vjp(x, np.full(4, 2, dtype)), (expected,), ulp=64, atol=8 * float(np.finfo(dtype).tiny))
    assert_no_warning()


@given(a=shapes(max_dims=2, max_side=3), b=shapes(max_dims=2, max_side=3))
@example(a=(2, 3), b=(3,))
@example(a=(3,), b=(2, 3))
@example(a=(2, 1), b=(2, 3))
@example(a=(2, 3), b=(3, 2))
@example(a=(), b=(1,))
def test_sigmoid_vjp_checks_shapes(sigmoid_vjp, a, b):
    """An upstream of another shape than x raises a ValueError naming both. |
    upstream 与 x 的形状不同时，抛出 ValueError，并写明两个形状。
    """
    if a == b:
        assert_same(sigmoid_vjp(np.zeros(a), np.ones(b)), (np.full(a, 0.25),), ulp=8)
    else:
        with raises(ValueError, naming=[a, b]):
            sigmoid_vjp(np.ones(a), np.ones(b))


# softmax_cross_entropy_vjp


@st.composite
def scores_and_labels(draw: st.DrawFn, bound: int = 9) -> tuple[np.ndarray, np.ndarray]:
    """Scores of some samples, and a label for each."""
    samples, classes = draw(st.integers(1, 4)), draw(st.integers(1, 5))
    (logits,) = draw(tensors([(samples, classes)], bound))
    rng = np.random.default_rng(draw(st.integers(0, 2**16)))
    return logits, rng.integers(0, classes, samples).astype(draw(st.sampled_from(LABEL_DTYPES)))


@given(case=scores_and_labels(), upstream=EIGHTHS)
@example(case=(np.array([[0.0, 0.0], [7.0, 7.0]]), np.array([0, 1])), upstream=1.0)
@example(case=(np.array([[1.0, 2.0, 4.0]]), np.array([1])), upstream=1.0)
@example(case=(np.array([[1.0, 2.0, 4.0], [0.5, -1.0, 0.0]]), np.array([2, 0])), upstream=-3.0)
@example(case=(np.array([[1.0, 2.0]], np.float32), np.array([0], np.uint8)), upstream=0.5)
@example(case=(np.array([[3.0], [4.0]]), np.array([0, 0], np.int32)), upstream=1.0)
def test_softmax_cross_entropy_vjp_agrees_with_a_small_change(softmax_cross_entropy_vjp, case, upstream):
    """The gradient says, for every score, how upstream times the mean loss changes with it: a tuple of one array,
    of the shape and dtype of the scores. |
    对每个得分，梯度都说出 upstream 乘以平均损失随它变化多少；结果是只有一个数组的元组，形状和 dtype 与得分相同。
    """
    logits, labels = case
    (expected,) = gradients(lambda z: complex_loss(z, labels), (logits,), upstream)
    atol = 64 * float(np.finfo(logits.dtype).eps) * abs(upstream)
    assert_same(softmax_cross_entropy_vjp(logits, labels, upstream), (expected,), atol=atol)


@FEWER
@given(case=scores_and_labels())
@example(case=(np.array([[1.0, 2.0, 4.0], [0.5, -1.0, 0.0]]), np.array([2, 0])))
def test_softmax_cross_entropy_vjp_sums_to_zero(softmax_cross_entropy_vjp, case):
    """Each sample's gradient sums to 0: what the true class gains, the others lose. |
    每个样本的梯度之和为 0：真实类别得到的，正是其他类别失去的。
    """
    logits, labels = case
    (gradient,) = softmax_cross_entropy_vjp(logits, labels, 1.0)
    check(gradient.shape == logits.shape, en=f"the shape is {gradient.shape}", zh=f"形状是 {gradient.shape}")
    atol = 64 * float(np.finfo(logits.dtype).eps)
    assert_same(gradient.astype(float).sum(axis=1), np.zeros(len(logits)), atol=atol)


@given(case=scores_and_labels(bound=1250))
@example(case=(np.array([[1250.0, 0.0], [0.0, -1250.0]]), np.array([0, 1])))
@example(case=(np.array([[-1250.0, -1249.0]], np.float32), np.array([0])))
def test_softmax_cross_entropy_vjp_of_large_scores(softmax_cross_entropy_vjp, case):
    """Scores up to ±1e4 are as good as any, and there is no warning. | 得分大到 ±1e4 也一样准确，没有警告。"""
    logits, labels = case[0] * 8, case[1]
    (expected,) = gradients(lambda z: complex_loss(z, labels), (logits,), 1.0)
    atol = 64 * float(np.finfo(logits.dtype).eps)
    assert_same(softmax_cross_entropy_vjp(logits, labels, 1.0), (expected,), atol=atol)
    assert_no_warning()


@given(a=shapes(max_dims=3, max_side=3), b=shapes(max_dims=2, max_side=3))
@example(a=(2, 3), b=(3,))
@example(a=(2, 3), b=(2, 3))
@example(a=(2, 3), b=(1,))
@example(a=(2, 3), b=())
@example(a=(3,), b=(3,))
@example(a=(3,), b=())
@example(a=(2, 3, 4), b=(2,))
@example(a=(0, 3), b=(0,))
@example(a=(2, 0), b=(2,))
def test_softmax_cross_entropy_vjp_checks_shapes(softmax_cross_entropy_vjp, a, b):
    """Anything but (samples, classes) and (samples,) raises a ValueError naming both shapes; no samples or no
    classes, one naming the shape of the scores. |
    形状不是 (samples, classes) 和 (samples,) 时，抛出 ValueError，并写明两个形状；没有样本或没有类别时，
    写明得分的形状。
    """
    logits, labels = np.zeros(a), np.zeros(b, np.int64)
    fits = len(a) == 2 and b == a[:1]
    if fits and logits.size:
        expected = (np.full(a, 1 / a[1]) - (np.arange(a[1]) == 0)) / a[0]
        assert_same(softmax_cross_entropy_vjp(logits, labels, 1.0), (expected,), atol=1e-14)
    else:
        with raises(ValueError, naming=[a] if fits else [a, b]):
            softmax_cross_entropy_vjp(logits, labels, 1.0)


@FEWER
@given(case=scores_and_labels(), place=st.integers(0, 3), label=st.sampled_from((-1, -7, 5, 12)))
@example(case=(np.array([[1.0, 2.0, 4.0]]), np.array([1])), place=0, label=-1)
@example(case=(np.array([[1.0, 2.0, 4.0, 0.0, 3.0]]), np.array([1])), place=0, label=5)
@example(case=(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([1, 0])), place=0, label=12)
def test_softmax_cross_entropy_vjp_refuses_a_label_that_is_none(softmax_cross_entropy_vjp, case, place, label):
    """A label that is negative or too large raises a ValueError naming it. |
    标签是负数或太大时，抛出 ValueError，并写明这个标签。
    """
    logits, labels = case[0], case[1].astype(np.int64)
    labels[place % len(labels)] = label
    with raises(ValueError, naming=[label]):
        softmax_cross_entropy_vjp(logits, labels, 1.0)


@FEWER
@given(case=scores_and_labels(), dtype=st.sampled_from((np.float64, np.float32, np.bool_)))
@example(case=(np.array([[1.0, 2.0, 4.0]]), np.array([1])), dtype=np.float64)
def test_softmax_cross_entropy_vjp_wants_integer_labels(softmax_cross_entropy_vjp, case, dtype):
    """Labels that are not integers raise a TypeError. | 标签不是整数类型时，抛出 TypeError。"""
    with raises(TypeError):
        softmax_cross_entropy_vjp(case[0], np.zeros(len(case[1]), dtype), 1.0)


# dense_vjp


@st.composite
def layers(draw: st.DrawFn) -> tuple[np.ndarray, ...]:
    """A batch, weights, biases, and a gradient of the shape of the result; one dtype."""
    batch, before, after = draw(st.integers(0, 3)), draw(st.integers(0, 4)), draw(st.integers(0, 3))
    return draw(tensors(((batch, before), (before, after), (after,), (batch, after))))


LAYER = (
    np.array([[1.0, 2.0], [0.5, -1.0], [3.0, 0.0]]),
    np.array([[3.0, -1.0, 0.5, 2.0], [4.0, 0.25, -2.0, -0.5]]),
    np.array([1.0, 2.0, 0.5, -4.0]),
    np.array([[1.0, 10.0, 2.0, 5.0], [3.0, 30.0, 6.0, 7.0], [0.5, 4.0, 8.0, 9.0]]),
)


@given(case=layers())
@example(case=(np.array([[1.0, 2.0]]), np.array([[3.0, -1.0], [4.0, 0.0]]), np.zeros(2), np.ones((1, 2))))
@example(case=LAYER)
@example(case=tuple(part.astype(np.float32) for part in LAYER))
@example(case=(np.array([[1.0]]), np.array([[2.0]]), np.array([-2.0]), np.array([[3.0]])))
@example(case=(np.ones((0, 2)), np.ones((2, 3)), np.ones(3), np.ones((0, 3))))
@example(case=(np.ones((2, 0)), np.ones((0, 3)), np.ones(3), np.ones((2, 3))))
def test_dense_vjp_agrees_with_a_small_change(dense_vjp, case):
    """Each gradient says, for every element of its operand, how ⟨upstream, relu(x @ w + b)⟩ changes with it; in the
    operand's shape and dtype. Where x @ w + b is 0, nothing passes. |
    对操作数的每个元素，梯度都说出 ⟨upstream, relu(x @ w + b)⟩ 随它变化多少；形状和 dtype 与该操作数相同。
    x @ w + b 为 0 处，梯度不通过。
    """
    *operands, upstream = case
    expected = gradients(lambda x, w, b: complex_relu(complex_matmul(x, w) + b), tuple(operands), upstream)
    assert_same(dense_vjp(*case), expected)


def layer_fits(x: Shape, w: Shape, b: Shape) -> bool:
    """Whether these are the shapes of a batch, weights and biases that go together."""
    return (len(x), len(w), len(b)) == (2, 2, 1) and x[1] == w[0] and w[1] == b[0]


@given(
    x=shapes(max_dims=3, max_side=3),
    w=shapes(max_dims=3, max_side=3),
    b=shapes(max_dims=2, max_side=3),
    batch=st.integers(0, 3),
)
@example(x=(2, 3), w=(3, 4), b=(4,), batch=5)
@example(x=(2, 3), w=(3, 4), b=(1,), batch=2)
@example(x=(2, 3), w=(3, 4), b=(3,), batch=2)
@example(x=(2, 3), w=(4, 3), b=(3,), batch=2)
@example(x=(2, 3), w=(3, 4), b=(1, 4), batch=2)
@example(x=(2, 3), w=(3, 4), b=(), batch=2)
@example(x=(3,), w=(3, 4), b=(4,), batch=2)
@example(x=(2, 3), w=(3,), b=(), batch=2)
@example(x=(), w=(2,), b=(2,), batch=2)
@example(x=(2, 3), w=(3, 4), b=(4,), batch=1)
def test_dense_vjp_checks_shapes(dense_vjp, x, w, b, batch):
    """Sizes that do not fit raise a ValueError naming all four shapes; a bias of size 1 does not stretch. |
    长度对不上时，抛出 ValueError，并写明四个形状；长度为 1 的偏置也不扩展。
    """
    upstream = (batch, *w[1:])
    arguments = [np.ones(shape) for shape in (x, w, b, upstream)]
    if layer_fits(x, w, b) and batch == x[0]:
        ones = arguments[3]
        assert_same(dense_vjp(*arguments), (ones @ arguments[1].T, arguments[0].T @ ones, ones.sum(axis=0)))
    else:
        with raises(ValueError, naming=[x, w, b, upstream]):
            dense_vjp(*arguments)


# mlp_backward


@st.composite
def networks(draw: st.DrawFn) -> tuple[np.ndarray, ...]:
    """A batch, its labels, and the parameters of two layers; one dtype."""
    batch, before, hidden, classes = (draw(st.integers(low, high)) for low, high in ((1, 3), (0, 2), (0, 4), (1, 3)))
    shaped = ((batch, before), (before, hidden), (hidden,), (hidden, classes), (classes,))
    x, *parameters = draw(tensors(shaped, bound=2))
    rng = np.random.default_rng(draw(st.integers(0, 2**16)))
    return x, rng.integers(0, classes, batch).astype(draw(st.sampled_from(LABEL_DTYPES))), *parameters


NETWORK = (
    np.array([[1.0, 2.0], [-1.5, 0.25]]),
    np.array([1, 0]),
    np.array([[0.5, -1.0, -1.0], [1.0, -0.5, 0.5]]),
    np.array([0.25, 0.75, 0.5]),
    np.array([[0.5, 1.0], [0.25, -0.5], [2.0, 0.5]]),
    np.array([0.5, -0.25]),
)


def expected_gradients(case: tuple[np.ndarray, ...]) -> tuple[np.ndarray, ...]:
    """The gradients of the loss at the four parameters."""
    x, labels, *parameters = case

    def loss(w1: np.ndarray, b1: np.ndarray, w2: np.ndarray, b2: np.ndarray) -> np.ndarray:
        hidden = complex_relu(complex_matmul(x.astype(complex), w1) + b1)
        return complex_loss(complex_matmul(hidden, w2) + b2, labels)

    return gradients(loss, tuple(parameters), 1.0)


@given(case=networks())
@example(
    case=(
        np.array([[1.0, 2.0]]),
        np.array([0]),
        np.array([[1.0], [1.0]]),
        np.zeros(1),
        np.array([[2.0, 2.0]]),
        np.zeros(2),
    )
)
@example(case=NETWORK)
@example(case=tuple(part.astype(np.float32 if part.dtype.kind == "f" else np.uint8) for part in NETWORK))
@example(
    case=(np.ones((2, 0)), np.array([0, 1]), np.ones((0, 3)), np.array([1.0, -1.0, 0.5]), np.ones((3, 2)), np.ones(2))
)
@example(case=(np.ones((1, 2)), np.array([1]), np.ones((2, 0)), np.ones(0), np.ones((0, 2)), np.array([0.5, 1.0])))
def test_mlp_backward_agrees_with_a_small_change(mlp_backward, case):
    """Each gradient says, for every element of its parameter, how the mean loss changes with it; in the parameter's
    shape and dtype. |
    对参数的每个元素，梯度都说出平均损失随它变化多少；形状和 dtype 与该参数相同。
    """
    atol = 512 * float(np.finfo(case[0].dtype).eps)
    assert_same(mlp_backward(*case), expected_gradients(case), atol=atol, ulp=256)


@FEWER
@given(case=networks())
@example(case=NETWORK)
def test_mlp_backward_shows_the_way_down(mlp_backward, case):
    """A small step against the gradients never raises the loss. | 沿梯度的反方向走一小步，损失不会变大。"""
    x, labels, *parameters = (part.astype(float) if part.dtype.kind == "f" else part for part in case)
    if not all((np.abs(x @ parameters[0] + parameters[1]) > 0.1).ravel()):
        x = x * 0 + 1  # away from the kinks of relu
        parameters[0], parameters[1] = parameters[0] * 0, np.where(parameters[1] > 0, 1.0, -1.0)

    def loss(*moved: np.ndarray) -> float:
        hidden = np.maximum(x @ moved[0] + moved[1], 0)
        return float(complex_loss((hidden @ moved[2] + moved[3]).astype(complex), labels).real)

    found = mlp_backward(x, labels, *parameters)
    fits = [one.shape for one in parameters] == [gradient.shape for gradient in found]
    moved = [one - 1e-5 * gradient for one, gradient in zip(parameters, found, strict=True)] if fits else parameters
    before, after = loss(*parameters), loss(*moved)
    check(
        fits and after <= before + 1e-13 * (1 + before),
        en=f"the loss goes from {before:.9g} up to {after:.9g}",
        zh=f"损失从 {before:.9g} 变大到了 {after:.9g}",
    )


@given(layer=st.integers(0, 1), what=st.integers(0, 2), more=st.sampled_from((1, 2)), dtype=st.sampled_from(FLOATS))
@example(layer=0, what=0, more=1, dtype=np.float64)
@example(layer=0, what=2, more=1, dtype=np.float64)
@example(layer=1, what=0, more=1, dtype=np.float64)
@example(layer=1, what=1, more=1, dtype=np.float64)
@example(layer=1, what=2, more=1, dtype=np.float64)
def test_mlp_backward_checks_the_layers(mlp_backward, layer, what, more, dtype):
    """A layer whose sizes do not fit raises a ValueError naming its weights' and biases' shapes; a bias of size 1
    does not stretch. |
    某一层的长度对不上时，抛出 ValueError，并写明这一层权重和偏置的形状；长度为 1 的偏置也不扩展。
    """
    shaped = [[(5, 6), (6,)], [(6, 7), (7,)]]
    (before, after), _ = shaped[layer]
    if what == 0:
        shaped[layer][0] = (before + more, after)
    elif what == 1:
        shaped[layer][1] = (after + more,)
    else:
        shaped[layer][1] = (1,) if more == 1 else (1, after)
    parameters = [np.ones(shape, dtype) for pair in shaped for shape in pair]
    with raises(ValueError, naming=shaped[layer]):
        mlp_backward(np.ones((4, 5), dtype), np.zeros(4, np.int64), *parameters)


@FEWER
@given(shape=shapes(max_dims=2, max_side=5))
@example(shape=(4,))
@example(shape=(3,))
@example(shape=(1,))
@example(shape=(2, 1))
@example(shape=())
def test_mlp_backward_checks_the_labels(mlp_backward, shape):
    """Labels that are no vector of the batch's size raise a ValueError naming their shape. |
    标签不是与批量等长的向量时，抛出 ValueError，并写明标签的形状。
    """
    labels = np.zeros(shape, np.int64)
    if shape == (2,):
        assert_same(mlp_backward(NETWORK[0], labels, *NETWORK[2:])[3].sum(), np.float64(0), atol=1e-14)
    else:
        with raises(ValueError, naming=[shape]):
            mlp_backward(NETWORK[0], labels, *NETWORK[2:])


@given(label=st.sampled_from((-1, -7, 2, 12)), place=st.integers(0, 1))
@example(label=-1, place=0)
@example(label=2, place=1)
def test_mlp_backward_refuses_a_label_that_is_none(mlp_backward, label, place):
    """A label that is negative or too large raises a ValueError naming it. |
    标签是负数或太大时，抛出 ValueError，并写明这个标签。
    """
    labels = np.where(np.arange(2) == place, label, 0)
    with raises(ValueError, naming=[label]):
        mlp_backward(NETWORK[0], labels, *NETWORK[2:])


@given(dtype=st.sampled_from((np.float64, np.float32, np.bool_)))
@example(dtype=np.float64)
def test_mlp_backward_wants_integer_labels(mlp_backward, dtype):
    """Labels that are not integers raise a TypeError. | 标签不是整数类型时，抛出 TypeError。"""
    with raises(TypeError):
        mlp_backward(NETWORK[0], np.zeros(2, dtype), *NETWORK[2:])


def test_mlp_backward_wants_samples(mlp_backward):
    """An empty batch has no mean loss and raises a ValueError. | 空的批量没有平均损失，抛出 ValueError。"""
    with raises(ValueError):
        mlp_backward(np.ones((0, 2)), np.zeros(0, np.int64), *NETWORK[2:])


# Node


class Moved:
    """Complex numbers under the operations of a node: what a graph computes when one number in it is moved."""

    __array_ufunc__ = None

    def __init__(self, value: Any) -> None:
        """Take real or complex numbers."""
        self.value = np.array(value, complex)

    def __add__(self, other: Any) -> "Moved":
        """Add, on either side."""
        return Moved(self.value + getattr(other, "value", other))

    def __mul__(self, other: Any) -> "Moved":
        """Multiply, on either side."""
        return Moved(self.value * getattr(other, "value", other))

    def __matmul__(self, other: Any) -> "Moved":
        """Multiply matrices."""
        return Moved(complex_matmul(self.value, getattr(other, "value", other)))

    def __rmatmul__(self, other: Any) -> "Moved":
        """Multiply a constant matrix with this one."""
        return Moved(complex_matmul(other, self.value))

    def relu(self) -> "Moved":
        """Cut off at 0."""
        return Moved(complex_relu(self.value))

    def sum(self) -> "Moved":
        """Add everything up."""
        return Moved(self.value.sum())

    __radd__, __rmul__ = __add__, __mul__


type Lines = tuple[str, ...]
"""Lines `name = expression`, each name once."""


def name_of(line: str) -> str:
    """The name that a line binds."""
    return line.partition(" = ")[0]


@cache
def compiled(line: str) -> CodeType:
    """A line that is run again and again."""
    return compile(line, "<graph>", "exec")


def run(lines: Lines, values: dict[str, np.ndarray], **moves: np.ndarray) -> dict[str, Any]:
    """Compute a graph in which some nodes are moved, each of their numbers by as much as `moves` says."""
    names: dict[str, Any] = {"Node": Moved, "np": np, **values}
    for line in lines:
        exec(compiled(line), names)
        if (name := name_of(line)) in moves:
            names[name].value += STEP * 1j * moves[name]
    return names


def through_graph(lines: Lines, values: dict[str, np.ndarray], root: str, name: str) -> np.ndarray:
    """How the sum of a root's elements changes with every number in the node `name`."""
    gradient = np.zeros(run(lines, values)[name].value.shape)
    for place in np.ndindex(gradient.shape):
        move = np.zeros(gradient.shape)
        move[place] = 1
        gradient[place] = run(lines, values, **{name: move})[root].value.imag.sum() / STEP
    return np.where(np.abs(gradient) < STEP, 0, gradient)  # (0 + hi)³ / h is not quite 0


def graph(lines: Lines, ask: str, **values: np.ndarray) -> Script:
    """A script that builds a graph and asks for something."""
    return Script("\n".join([*lines, ask]), **values)


@st.composite
def operations(draw: st.DrawFn) -> tuple[str, dict[str, np.ndarray]]:
    """One operation on nodes a and b, or on a alone, and their values."""
    kind = draw(st.sampled_from(("a + b", "a * b", "a @ b", "a.relu()", "a.sum()")))
    if kind == "a @ b":
        rows, between, columns = draw(st.integers(0, 3)), draw(st.integers(0, 4)), draw(st.integers(0, 2))
        shaped = ((rows, between), (between, columns))
    else:
        shaped = draw(compatible_shapes(max_dims=3, max_side=3, count=2 if "b" in kind else 1))
    return kind, dict(zip("xy", draw(tensors(shaped)), strict=False))


ONE_OPERATION = (
    ("a + b", {"x": np.array([1.0, 2.0]), "y": np.array([3.0, 5.0])}),
    ("a * b", {"x": np.array([1.0, 2.0]), "y": np.array([3.0, 5.0])}),
    ("a @ b", {"x": ROWS, "y": np.array([[1.0], [2.0], [-3.0]])}),
    ("a.relu()", {"x": np.array([1.5, -2.0, 0.0])}),
    ("a.sum()", {"x": ROWS}),
    ("a + b", {"x": ROWS, "y": np.array([10.0, 20.0, 30.0])}),
    ("a * b", {"x": np.array([[1.0], [2.0]]), "y": np.array([3.0, 4.0, 5.0])}),
)


def nodes_of(values: dict[str, np.ndarray]) -> Lines:
    """The lines that make nodes a, b, … of the values."""
    return tuple(f"{name} = Node({value})" for name, value in zip("abc", values, strict=False))


@FEWER
@given(case=operations())
@example(case=ONE_OPERATION[0])
@example(case=ONE_OPERATION[1])
@example(case=ONE_OPERATION[2])
@example(case=ONE_OPERATION[3])
@example(case=ONE_OPERATION[4])
@example(case=ONE_OPERATION[5])
@example(case=ONE_OPERATION[6])
def test_node_computes_what_numpy_does(Node, case):
    """Operations on nodes have the value, the shape and the dtype that NumPy gives. |
    节点运算的值、形状和 dtype 都与 NumPy 一致。
    """
    expression, values = case
    lines = (*nodes_of(values), f"c = {expression}")
    expected = run(lines, values)["c"].value.real.astype(next(iter(values.values())).dtype)
    assert_same(Node(graph(lines, "c.value", **values)), expected)


@FEWER
@given(case=operations())
@example(case=ONE_OPERATION[0])
@example(case=ONE_OPERATION[1])
@example(case=ONE_OPERATION[2])
@example(case=ONE_OPERATION[3])
@example(case=ONE_OPERATION[4])
@example(case=ONE_OPERATION[5])
@example(case=ONE_OPERATION[6])
def test_node_differentiates_one_operation(Node, case):
    """Backward through one operation gives every operand its gradient, in its shape and dtype, starting from
    ones. |
    只有一个运算时，从全 1 出发反向传播，每个操作数都得到自己的梯度；形状和 dtype 与该操作数相同。
    """
    expression, values = case
    lines = (*nodes_of(values), f"c = {expression}")
    dtype = next(iter(values.values())).dtype
    names = [name for name, _ in zip("ab", values, strict=False)]
    expected = tuple(through_graph(lines, values, "c", name).astype(dtype) for name in names)
    asked = "".join(f"{name}.gradient, " for name in names).strip()
    assert_same(Node(graph((*lines, "c.backward()"), asked, **values)), expected)


SHARED: tuple[Lines, ...] = (
    ("b = a + a",),
    ("b = a * a",),
    ("b = a * 2.0", "c = a * 3.0", "d = b * c"),
    ("b = a * a", "c = b + a"),
    ("b = a * a", "c = b * a", "d = b + c"),
    ("b = a.relu()", "c = a + b", "d = c * b", "e = d + c"),
    ("b = a * a", "c = b * 2.0", "d = c + b", "e = d * d", "f = e + b"),
)


@FEWER
@given(lines=st.sampled_from(SHARED), x=arrays(shapes(max_dims=2, max_side=3), dtypes=(np.float64,), bound=2))
@example(lines=SHARED[0], x=np.array([1.0, 2.0]))
@example(lines=SHARED[1], x=np.array([3.0, 5.0]))
@example(lines=SHARED[2], x=np.array([1.0, -2.0]))
@example(lines=SHARED[3], x=np.array([3.0]))
@example(lines=SHARED[4], x=np.array([2.0, -1.0]))
@example(lines=SHARED[6], x=np.array([2.0, -1.0]))
def test_node_adds_up_over_all_paths(Node, lines, x):
    """A node that is used in several places gets the sum of what arrives from all of them, and only then passes
    it on. |
    一个节点用在几处，就把各处传来的梯度加在一起；加齐了才往下传。
    """
    whole = ("a = Node(x)", *lines)
    root = lines[-1][0]
    expected = through_graph(whole, {"x": x}, root, "a")
    assert_same(Node(graph((*whole, f"{root}.backward()"), "a.gradient", x=x)), expected)


CONSTANTS = ("2 * a", "a * 2", "2.5 + a", "a + 2", "k + a", "a + k", "k * a", "a * k", "m @ a", "a @ m.T")


@FEWER
@given(expression=st.sampled_from(CONSTANTS), dtype=st.sampled_from(FLOATS), seed=st.integers(1, 2))
@example(expression="a * 2", dtype=np.float64, seed=1)
@example(expression="2 * a", dtype=np.float64, seed=1)
@example(expression="a + k", dtype=np.float64, seed=1)
@example(expression="k + a", dtype=np.float64, seed=1)
@example(expression="k * a", dtype=np.float32, seed=2)
@example(expression="m @ a", dtype=np.float64, seed=1)
@example(expression="a @ m.T", dtype=np.float64, seed=1)
@example(expression="2 * a", dtype=np.float32, seed=1)
@example(expression="a + 2", dtype=np.float32, seed=1)
def test_node_takes_constants_on_either_side(Node, expression, dtype, seed):
    """A Python number or an array may stand on either side of +, * and @; the result is a node of the same dtype,
    through which gradients go back. |
    Python 的数和数组可以放在 +、*、@ 的任何一边；结果是 dtype 不变的节点，梯度照样能传回去。
    """
    rng = np.random.default_rng(seed)
    values = {"x": (rng.integers(-16, 16, (2, 3)) / 8).astype(dtype)}
    if "k" in expression:
        values["k"] = (rng.integers(-16, 16, (2, 1)) / 8).astype(dtype)
    if "m" in expression:
        values["m"] = (rng.integers(-16, 16, (4, 2) if expression == "m @ a" else (4, 3)) / 8).astype(dtype)
    lines = ("a = Node(x)", f"b = {expression}")
    value = run(lines, values)["b"].value.real.astype(dtype)
    gradient = through_graph(lines, values, "b", "a").astype(dtype)
    assert_same(Node(graph((*lines, "b.backward()"), "b.value, a.gradient", **values)), (value, gradient))


type Graph = tuple[Lines, dict[str, np.ndarray], list[str]]
"""Lines, what they take, and the names of the nodes that the last line came from, its own included."""

MAX_DEGREE = 6
"""Of the polynomial that a graph computes: a few products of small numbers are exact."""


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Graphs whose nodes are shared, broadcast and multiplied as matrices, as it happens."""
    many = draw(st.integers(1, 3))
    shaped = {name: draw(st.sampled_from(((2, 3), (3, 2), (3,), (2, 1), (1, 3), ()))) for name in "abc"[:many]}
    rng = np.random.default_rng(draw(st.integers(0, 2**16)))
    of_values = dict(zip("xyz", shaped.values(), strict=False)) | {"k": (3,)}
    values = {name: np.asarray(rng.integers(-16, 17, shape) / 8) for name, shape in of_values.items()}
    lines = [f"{name} = Node({other})" for name, other in zip(shaped, "xyz", strict=False)]
    degree, sources = dict.fromkeys(shaped, 1), {name: {name} for name in shaped}
    for name in "defgh"[: draw(st.integers(2, 5))]:
        choices = dict(_choices(shaped, degree))
        kind = draw(st.sampled_from(sorted({kind for kind, _ in choices})))
        expression = draw(st.sampled_from(sorted(text for other, text in choices if other == kind)))
        operands = [operand for operand in shaped if operand in expression.replace("relu", "").replace("sum", "")]
        lines.append(f"{name} = {expression}")
        degree[name] = (
            sum(degree[o] * expression.count(o) for o in operands) if kind in "*@" else max(degree[o] for o in operands)
        )
        shaped[name], sources[name] = choices[kind, expression], {name}.union(*(sources[o] for o in operands))
    reached = [name for name in shaped if name in sources[name_of(lines[-1])]]
    return tuple(lines), {key: value for key, value in values.items() if any(key in line for line in lines)}, reached


def _choices(shaped: dict[str, Shape], degree: dict[str, int]) -> Any:
    """Yield what can be computed next: a kind of operation and an expression, and the shape of the result."""
    for p, q in itertools.product(shaped, repeat=2):
        a, b = shaped[p], shaped[q]
        try:
            both = np.broadcast_shapes(a, b)
        except ValueError:
            both = None
        if both is not None:
            yield ("+", f"{p} + {q}"), both
        if degree[p] + degree[q] <= MAX_DEGREE:
            if both is not None:
                yield ("*", f"{p} * {q}"), both
            if len(a) == len(b) == 2 and a[1] == b[0]:
                yield ("@", f"{p} @ {q}"), (a[0], b[1])
    for p, shape in shaped.items():
        yield ("relu", f"{p}.relu()"), shape
        yield ("sum", f"{p}.sum()"), ()
        yield ("constant", f"2 * {p}"), shape
        yield ("constant", f"{p} + 0.5"), shape
        if shape[-1:] in ((3,), (1,), ()):
            yield ("constant", f"k + {p}"), np.broadcast_shapes(shape, (3,))


A_GRAPH: Graph = (
    ("a = Node(x)", "b = Node(y)", "d = a @ b", "e = d.relu()", "f = e * d", "g = f + a.sum()"),
    {"x": ROWS, "y": np.array([[1.0, 0.5], [-2.0, 0.0], [0.5, -0.25]])},
    ["a", "b", "d", "e", "f", "g"],
)


@given(case=graphs())
@example(case=A_GRAPH)
def test_node_differentiates_any_graph(Node, case):
    """In any graph, backward gives every node that the last one came from its gradient, and leaves the values
    alone. |
    不论怎样的计算图，反向传播都让最后一个节点所依赖的每个节点得到梯度，各节点的值不变。
    """
    lines, values, reached = case
    root = name_of(lines[-1])
    numbers = run(lines, values)
    expected = tuple(through_graph(lines, values, root, name) for name in reached)
    expected += tuple(numbers[name].value.real for name in reached)
    asked = ", ".join([f"{name}.gradient" for name in reached] + [f"{name}.value" for name in reached])
    assert_same(Node(graph((*lines, f"{root}.backward()"), f"({asked})", **values)), expected, ulp=16)


@FEWER
@given(case=graphs(), seed=st.integers(0, 2**16))
@example(case=A_GRAPH, seed=1)
def test_node_is_adjoint(Node, case, seed):
    """In any graph: when the nodes at its beginning change by u, its end changes by J u, and for any v,
    ⟨v, J u⟩ = ⟨gradient from (v * end).sum(), u⟩, summed over these nodes. |
    不论怎样的计算图：起点的节点变化 u，终点就变化 J u；对任意的 v，⟨v, J u⟩ = ⟨由 (v * 终点).sum() 求出的梯度, u⟩，
    右边对所有起点求和。
    """
    lines, values, reached = case
    root, leaves = name_of(lines[-1]), [name for name in reached if name in "abc"]
    rng = np.random.default_rng(seed)
    start = run(lines, values)
    moves = {name: rng.integers(-9, 10, start[name].value.shape).astype(float) for name in leaves}
    change = run(lines, values, **moves)[root].value.imag / STEP
    v = rng.integers(-9, 10, change.shape).astype(float)
    asked = " + ".join(f"({name}.gradient * u{name}).sum()" for name in leaves)
    known = values | {"v": v} | {f"u{name}": move for name, move in moves.items()}
    script = graph((*lines, f"end = (v * {root}).sum()", "end.backward()"), asked, **known)
    assert_same(Node(script), np.float64(inner(v, change)), rtol=1e-9, atol=1e-9)


@FEWER
@given(x=arrays(shapes(max_dims=2, max_side=3), dtypes=(np.float64,), bound=4))
@example(x=np.array([1.0, 2.0]))
def test_node_clears_old_gradients(Node, x):
    """A second backward, from the same node or from another, leaves its own gradients, not the sum with the
    first. |
    再次反向传播，不论从同一个节点还是从别的节点出发，留下的都只是这一次的梯度，不会累加到上一次的上面。
    """
    again = ("a = Node(x)", "b = a * a", "c = b + a", "c.backward()", "c.backward()")
    assert_same(Node(graph(again, "a.gradient, b.gradient", x=x)), (2 * x + 1, np.ones_like(x)))
    other = ("a = Node(x)", "b = a * a", "c = b * 3.0", "c.backward()", "b.backward()")
    assert_same(Node(graph(other, "a.gradient, b.gradient", x=x)), (2 * x, np.ones_like(x)))


def test_node_visits_each_node_once(Node):
    """Sixty doublings make 2⁶⁰ paths, and backward still takes no time at all. |
    连续六十次加倍，路径有 2⁶⁰ 条，反向传播仍然一眨眼就完成。
    """
    lines = ("a = b = Node(x)", "for _ in range(60): b = b + b", "b.backward()")
    assert_same(Node(graph(lines, "a.gradient", x=np.array([1.0, -2.0]))), np.full(2, 2.0**60))


def test_node_goes_down_long_chains(Node):
    """A chain of 10,000 nodes is no problem: backward does not call itself. |
    一条 10000 个节点的链也没有问题：反向传播不靠递归。
    """
    for length in (1_200, 10_000):  # the shorter one tells as much, in less time
        lines = ("a = b = Node(x)", f"for _ in range({length}): b = b.relu()", "b.backward()")
        assert_same(Node(graph(lines, "a.gradient", x=np.array([0.5]))), np.array([1.0]))


@FEWER
@given(pair=compatible_shapes(max_dims=3, max_side=3))
@example(pair=((2,), (2,)))
@example(pair=((), ()))
def test_node_gives_every_node_a_gradient_of_its_own(Node, pair):
    """Gradients share no memory: not with one another, nor with a value. |
    梯度各占各的内存：彼此不共用，也不与值共用。
    """
    x, y = map(np.ones, pair)
    lines = ("a = Node(x)", "b = Node(y)", "c = a + b", "c.backward()")
    pairs = [("a.gradient", "b.gradient"), ("a.gradient", "c.gradient"), ("b.gradient", "c.gradient")]
    pairs += [("a.gradient", "a.value"), ("b.gradient", "a.value")]
    asked = ", ".join(f"np.may_share_memory({one}, {other})" for one, other in pairs)
    for (one, other), shared in zip(pairs, Node(graph(lines, asked, x=x, y=y)), strict=True):
        check(
            not shared,
            en=f"writing into {one} would change {other}",
            zh=f"往 {one} 里写，会改掉 {other}",
        )


@FEWER
@given(x=EIGHTHS)
@example(x=3.0)
def test_node_takes_a_python_float(Node, x):
    """A Python float becomes a float64 array of shape (). | Python 的浮点数成为 float64 的数组，形状为 ()。"""
    script = Script("a = Node(x)\nb = a * a\nb.backward()\na.value, b.value, a.gradient", x=x)
    assert_same(Node(script), (np.float64(x), np.float64(x * x), np.float64(2 * x)))


@FEWER
@given(pair=clashing_shapes(max_dims=2), sign=st.sampled_from("+*"))
@example(pair=((2, 5), (6,)), sign="+")
@example(pair=((2, 5), (6,)), sign="*")
def test_node_refuses_shapes_that_clash(Node, pair, sign):
    """Shapes that do not broadcast raise a ValueError naming both. | 形状不相容时，抛出 ValueError，并写明两个形状。"""
    with raises(ValueError, naming=pair):
        Node(Script(f"(Node(x) {sign} Node(y)).value", x=np.ones(pair[0]), y=np.ones(pair[1])))


@FEWER
@given(a=shapes(max_dims=3, max_side=3), b=shapes(max_dims=3, max_side=3), constant=st.sampled_from(("", "x", "y")))
@example(a=(2, 3), b=(2, 3), constant="")
@example(a=(2, 3), b=(3,), constant="")
@example(a=(3,), b=(3,), constant="")
@example(a=(3,), b=(3, 2), constant="y")
@example(a=(2, 1), b=(3, 4), constant="x")
@example(a=(4, 2, 3), b=(3, 2), constant="")
@example(a=(), b=(2, 2), constant="")
def test_node_multiplies_matrices_only(Node, a, b, constant):
    """For @, anything but two matrices whose inner sizes agree raises a ValueError naming both shapes. |
    用 @ 时，只要不是内侧长度相等的两个矩阵，就抛出 ValueError，并写明两个形状。
    """
    x, y = np.ones(a), np.ones(b)
    left, right = ("x" if constant == "x" else "Node(x)"), ("y" if constant == "y" else "Node(y)")
    script = Script(f"({left} @ {right}).value", x=x, y=y)
    if len(a) == len(b) == 2 and a[1] == b[0]:
        assert_same(Node(script), x @ y)
    else:
        with raises(ValueError, naming=[a, b]):
            Node(script)
