"""The laws of the basics of JAX. It compiles for every shape, so shapes are few and fixed."""

from collections.abc import Callable
from itertools import product
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from byhand.grading import Formula, assert_same, check, raises
from byhand.grading.contract import is_jax
from tests.strategies import map_tree

# Left alone, a GPU or TPU rounds products to fewer bits than float32 has.
jax.config.update("jax_default_matmul_precision", "highest")

type Known = tuple[Formula, Callable[..., Any]]
"""A function and its derivative."""

CLOSE = {"rtol": 1e-5, "atol": 1e-5}
"""What float32 may make of small numbers in a few operations."""


def numbers(*shape: int, seed: int = 0) -> np.ndarray:
    """Multiples of 1/8 between −2 and 2, none of them 0, no two neighbours alike; in float64."""
    values = np.random.default_rng([seed, *shape]).permutation([-16, -11, -6, -3, 2, 5, 9, 13, 16])
    return np.resize(values / 8, int(np.prod(shape))).reshape(shape)


def device(value: Any) -> Any:
    """Turn NumPy arrays and numbers into JAX arrays, float32 and int32, in the containers that hold them."""
    return map_tree(
        lambda leaf: jnp.asarray(leaf, jnp.float32 if np.asarray(leaf).dtype.kind == "f" else jnp.int32), value
    )


def compiled(function: Any) -> Any:
    """A function, compiled: all its arguments are traced."""
    return jax.jit(function)


# split_keys


def data_of(keys: Any, like: Any) -> np.ndarray:
    """The numbers that keys hold, a row for each; they must be keys of the same kind as another."""
    check(
        is_jax(keys) and keys.dtype == like.dtype,
        en=f"the result is no array of keys: its dtype is {getattr(keys, 'dtype', None)}, that of the key {like.dtype}",
        zh=f"结果不是键的数组：dtype 是 {getattr(keys, 'dtype', None)}，而键的 dtype 是 {like.dtype}",
    )
    data = np.asarray(jax.random.key_data(keys))
    return data.reshape(keys.size, data.shape[-1])


def test_split_keys_has_the_shape(split_keys):
    """The result is an array of keys of the shape that was asked for; a size may be 0. |
    结果是一个由键组成的数组，形状就是所要的形状；长度可以是 0。
    """
    key = jax.random.key(0)
    for shape in ((2, 3), (4,), (), (0,), (2, 0)):
        keys = split_keys(key, shape)
        data_of(keys, key)
        assert_same(keys.shape, shape)


def test_split_keys_are_all_different(split_keys):
    """No two of the new keys are alike, and none is the old one. | 新键各不相同，也都不同于原来的键。"""
    for seed, shape in enumerate(((2, 3), (4,), ())):
        key = jax.random.key(seed)
        rows = np.concatenate([data_of(split_keys(key, shape), key), data_of(key, key)])
        count = len(np.unique(rows, axis=0))
        check(
            count == len(rows),
            en=f"of {len(rows)} keys, the old one included, only {count} differ from one another",
            zh=f"连同原来的键，一共 {len(rows)} 个键，其中只有 {count} 个互不相同",
        )


def test_split_keys_depends_on_the_key_alone(split_keys):
    """The same key and shape give the same keys again; another key gives entirely different ones. |
    同一个键、同样的形状，再来一次得到同样的键；换一个键，得到的键全都不同。
    """
    key, other = jax.random.key(7), jax.random.key(8)
    one, again, more = (data_of(split_keys(k, (2, 3)), key) for k in (key, key, other))
    check(np.array_equal(one, again), en="the same key gives different keys", zh="同一个键得到了不同的键")
    both = np.unique(np.concatenate([one, more]), axis=0)
    check(len(both) == 12, en="two keys give the same key", zh="两个不同的键得到了同样的键")


def test_split_keys_keeps_the_kind_of_key(split_keys):
    """Keys of another implementation, such as "rbg", give keys of that implementation. |
    换一种实现的键（例如 "rbg"），得到的也是这种实现的键。
    """
    key = jax.random.key(3, impl="rbg")
    rows = data_of(split_keys(key, (4,)), key)
    check(len(np.unique(rows, axis=0)) == 4, en="two of the keys are alike", zh="有两个键相同")


def test_split_keys_wants_a_key(split_keys):
    """What is not a random key raises a TypeError naming its dtype, or its type. |
    不是随机键时，抛出 TypeError，并写明 dtype；没有 dtype 的，写明类型。
    """
    for bad, name in ((jnp.array([0, 7], jnp.uint32), "uint32"), (7, "int"), (jnp.ones(()), "float32")):
        with raises(TypeError, naming=[name]):
            split_keys(bad, (2, 3))


def test_split_keys_wants_one_key(split_keys):
    """An array of keys with axes raises a ValueError naming its shape. |
    键的数组有轴时，抛出 ValueError，并写明形状。
    """
    for shape in ((4,), (1,), (2, 3)):
        with raises(ValueError, naming=[shape]):
            split_keys(jax.random.split(jax.random.key(0), shape), (5,))


def test_split_keys_rejects_negative_sizes(split_keys):
    """A negative size raises a ValueError naming the shape. | 长度为负时，抛出 ValueError，并写明形状。"""
    for shape in ((-1,), (2, -3), (-2, -2), (0, -4)):
        with raises(ValueError, naming=[shape]):
            split_keys(jax.random.key(0), shape)


# gradient, value_and_gradient

FIELDS: dict[str, Known] = {
    source: (Formula(source), slopes)
    for source, slopes in {
        "lambda x: (x**2).sum()": lambda x: 2 * x,
        "lambda x: jnp.sin(x).sum()": np.cos,
        "lambda x: jnp.exp(x).mean()": lambda x: np.exp(x) / x.size,
        "lambda x: x.sum() ** 3": lambda x: np.full(x.shape, 3 * x.sum() ** 2),
    }.items()
}
"""Functions of an array of any rank."""
PLACES = (*product(FIELDS, ((3,),)), ("lambda x: (x**2).sum()", (2, 3)), ("lambda x: (x**2).sum()", ()))
"""Which functions are tried on which shapes: JAX compiles every operation of them for every shape."""
TREES: tuple[tuple[Formula, Any, Callable[[Any], Any]], ...] = (
    (
        Formula("lambda p: (p['w'] ** 2).sum() + 3 * p['b']"),
        {"w": numbers(3), "b": numbers()},
        lambda p: {"w": 2 * p["w"], "b": np.asarray(3.0)},
    ),
    (
        Formula("lambda layers: sum((w * w).sum() * b for w, b in layers)"),
        [(numbers(2, 3), numbers()), (numbers(3), numbers(seed=1))],
        lambda layers: [(2 * w * b, np.asarray((w * w).sum())) for w, b in layers],
    ),
)
"""Functions of trees, a tree, and the gradient there."""
MEAN = Formula("lambda x, w, mean: (w * x**2).mean() if mean else (w * x**2).sum()")
WITH_MORE: tuple[tuple[Formula, tuple[bool, ...], Callable[[Any, Any], Any]], ...] = (
    (Formula("lambda x, w: (w * x**2).sum()"), (), lambda x, w: 2 * w * x),
    (MEAN, (False,), lambda x, w: 2 * w * x),
    (MEAN, (True,), lambda x, w: 2 * w * x / x.size),
)
"""Functions of x, of w and of more on which they branch, what more there is, and the gradient."""


def test_gradient_of_known_functions(gradient):
    """The gradient is what calculus gives, in the shape of x and in float32. |
    梯度与微积分给出的一致，形状与 x 相同，dtype 为 float32。
    """
    for source, shape in PLACES:
        (f, slopes), x = FIELDS[source], numbers(*shape)
        assert_same(gradient(f)(device(x)), device(np.asarray(slopes(x))), **CLOSE)


def test_gradient_is_exact(gradient):
    """Far from 0, where differences in float32 see nothing, the gradient is right to rounding. |
    离 0 很远时，float32 的差分什么也看不出来，而梯度仍只有舍入误差。
    """
    x = jnp.array([1000.5, -3000.25, 4096.0])
    assert_same(gradient(Formula("lambda x: (x**2).sum() / 1000"))(x), x / 500, ulp=4)


def test_gradient_is_of_the_first_argument(gradient):
    """More arguments go to f unchanged, and the gradient is with respect to the first alone. |
    其余的参数原样交给 f，梯度只对第一个参数求。
    """
    x, w = numbers(3), numbers(3, seed=1)
    for f, more, slopes in WITH_MORE:
        assert_same(gradient(f)(device(x), device(w), *more), device(slopes(x, w)), **CLOSE)


def test_gradient_of_a_tree(gradient):
    """Where x is a tree, the gradient is a tree of the same structure. |
    x 是一棵树时，梯度也是一棵结构相同的树。
    """
    for f, tree, slopes in TREES:
        assert_same(gradient(f)(device(tree)), device(slopes(tree)), **CLOSE)


def test_gradient_takes_numbers_and_numpy(gradient):
    """Python numbers and NumPy arrays will do, and give JAX arrays, float64 becoming float32; float16 stays. |
    Python 的数和 NumPy 数组也可以，得到的是 JAX 数组，float64 变成 float32；float16 不变。
    """
    square = Formula("lambda x: (x * x).sum() if jnp.ndim(x) else x * x")
    assert_same(gradient(square)(3.0), jnp.float32(6))
    for dtype, expected in ((np.float32, jnp.float32), (np.float64, jnp.float32), (np.float16, jnp.float16)):
        assert_same(gradient(square)(numbers(3).astype(dtype)), jnp.asarray(2 * numbers(3), expected))


def test_gradient_of_a_gradient(gradient):
    """A function that uses jax.grad itself can be differentiated again. |
    本身用到 jax.grad 的函数，可以再求一次梯度。
    """
    f = Formula("lambda x: jax.grad(lambda t: t**3)(x)")
    assert_same(gradient(f)(jnp.float32(2.5)), jnp.float32(15), **CLOSE)


VECTORS = ((3,), (1,), (2, 3))
"""Shapes of what is no number."""


def test_gradient_wants_a_number_from_f(gradient):
    """An f that returns an array with axes raises a ValueError naming its shape, once the gradient is asked for. |
    f 返回的数组有轴时，一求梯度就抛出 ValueError，并写明形状。
    """
    for shape in VECTORS:
        slopes = gradient(Formula("lambda x: 2 * x"))
        with raises(ValueError, naming=[shape]):
            slopes(device(numbers(*shape)))


def test_gradient_wants_floats(gradient):
    """An x of integers raises a TypeError naming the dtype. | x 是整数时，抛出 TypeError，并写明 dtype。"""
    for x in (jnp.array([1, 2, 3]), {"w": jnp.ones(3), "b": jnp.array(1)}):
        with raises(TypeError, naming=["int32"]):
            gradient(Formula("lambda x: sum((leaf * leaf).sum() for leaf in jax.tree.leaves(x))"))(x)


def test_value_and_gradient_of_known_functions(value_and_gradient):
    """A tuple of the value of f and the gradient that calculus gives. |
    结果是一个元组：f 的值，和微积分给出的梯度。
    """
    for source, shape in PLACES:
        (f, slopes), x = FIELDS[source], numbers(*shape)
        expected = device((np.asarray(float(f(device(x)))), np.asarray(slopes(x))))
        assert_same(value_and_gradient(f)(device(x)), expected, **CLOSE)


def test_value_and_gradient_is_exact(value_and_gradient):
    """Far from 0, where differences in float32 see nothing, both are right to rounding. |
    离 0 很远时，float32 的差分什么也看不出来，而两个结果仍只有舍入误差。
    """
    x = jnp.array([1000.5, -3000.25, 4096.0])
    expected = jnp.float32((np.asarray(x, float) ** 2).sum() / 1000), x / 500
    assert_same(value_and_gradient(Formula("lambda x: (x**2).sum() / 1000"))(x), expected, ulp=4)


def test_value_and_gradient_is_of_the_first_argument(value_and_gradient):
    """More arguments go to f unchanged, and the gradient is with respect to the first alone. |
    其余的参数原样交给 f，梯度只对第一个参数求。
    """
    x, w = numbers(3), numbers(3, seed=1)
    for f, more, slopes in WITH_MORE:
        expected = np.asarray(float(f(x, w, *more))), slopes(x, w)
        assert_same(value_and_gradient(f)(device(x), device(w), *more), device(expected), **CLOSE)


def test_value_and_gradient_of_a_tree(value_and_gradient):
    """Where x is a tree, the gradient is a tree of the same structure. |
    x 是一棵树时，梯度也是一棵结构相同的树。
    """
    for f, tree, slopes in TREES:
        expected = device((np.asarray(float(f(tree))), slopes(tree)))
        assert_same(value_and_gradient(f)(device(tree)), expected, **CLOSE)


def test_value_and_gradient_runs_f_once(value_and_gradient):
    """Both belong to one run: of an f that is k·x² in its k-th run, value and gradient have
    the same k. |
    两者出自同一次运行：如果 f 第 k 次运行时是 k·x²，那么值与梯度里的 k 相同。
    """
    f = Formula("lambda x, runs=[]: (runs.append(x), scale * len(runs) * x * x)[1]", scale=0.5)
    got = value_and_gradient(f)(jnp.float32(3))
    check(type(got) is tuple and len(got) == 2, en="the result is not a tuple of two", zh="结果不是两项的元组")
    assert_same(got[1], jnp.float32(float(got[0]) * 2 / 3), ulp=4)


def test_value_and_gradient_leaves_the_run_to_jax(value_and_gradient):
    """JAX alone runs f, on placeholders for x; to run it on x besides, for a check, is a waste and here an error. |
    只由 JAX 来运行 f，x 的位置上是占位符；为了检查又用 x 本身去运行 f，是浪费，这里还会出错。
    """
    run = "'traced' if isinstance(x, jax.core.Tracer) else 'f was run on x itself'"
    f = Formula(f"lambda x: {{'traced': x * x}}[{run}]")
    assert_same(value_and_gradient(f)(jnp.float32(3)), device((np.asarray(9.0), np.asarray(6.0))), ulp=4)


def test_value_and_gradient_wants_a_number_from_f(value_and_gradient):
    """An f that returns an array with axes raises a ValueError naming its shape, once the gradient is asked for. |
    f 返回的数组有轴时，一求梯度就抛出 ValueError，并写明形状。
    """
    for shape in VECTORS:
        both = value_and_gradient(Formula("lambda x: 2 * x"))
        with raises(ValueError, naming=[shape]):
            both(device(numbers(*shape)))


def test_value_and_gradient_wants_floats(value_and_gradient):
    """An x of integers raises a TypeError naming the dtype. | x 是整数时，抛出 TypeError，并写明 dtype。"""
    for x in (jnp.array([1, 2, 3]), {"w": jnp.ones(3), "b": jnp.array(1)}):
        with raises(TypeError, naming=["int32"]):
            value_and_gradient(Formula("lambda x: sum((leaf * leaf).sum() for leaf in jax.tree.leaves(x))"))(x)


# hessian_vector_product

MATRIX = np.array([[2.0, -1.0, 0.5], [3.0, 1.0, -2.0], [0.0, 4.0, -3.0]])
BENDS: tuple[tuple[Formula, tuple[int, ...], Callable[[np.ndarray, np.ndarray], Any]], ...] = (
    (Formula("lambda x: x @ a @ x", a=MATRIX.astype(np.float32)), (3,), lambda x, v: (MATRIX + MATRIX.T) @ v),
    (Formula("lambda x: (x**3).sum()"), (2, 3), lambda x, v: 6 * x * v),
    (Formula("lambda x: x.sum() ** 3"), (2, 3), lambda x, v: np.full(x.shape, 6 * x.sum() * v.sum())),
    (Formula("lambda x: jnp.exp(2 * x)"), (), lambda x, v: 4 * np.exp(2 * x) * v),
    (Formula("lambda x: 3 * x.sum()"), (3,), lambda x, v: 0 * v),
)
"""A function, the shape that it takes, and its Hessian times v."""


def test_hessian_vector_product_of_known_functions(hessian_vector_product):
    """The product is what calculus gives, in the shape of x; for a straight line it is 0. |
    结果与微积分给出的一致，形状与 x 相同；函数是线性的，结果就是 0。
    """
    for f, shape, product_at in BENDS:
        x, v = numbers(*shape), numbers(*shape, seed=1)
        expected = device(np.asarray(product_at(x, v)))
        assert_same(hessian_vector_product(f, device(x), device(v)), expected, rtol=1e-5, atol=1e-4)


def test_hessian_vector_product_is_linear(hessian_vector_product):
    """The length of v counts: twice v gives twice the product, −v its negative, 0 gives 0. |
    v 的长短有作用：v 加倍，结果加倍；v 取负，结果取负；v 为 0，结果为 0。
    """
    f, x, v = Formula("lambda x: jnp.sin(x).sum() * x[0]"), device(numbers(3)), numbers(3, seed=2)
    once = np.asarray(hessian_vector_product(f, x, device(v)), float)
    for factor in (2.0, -1.0, 0.0, 100.0):
        expected = device(factor * once)
        assert_same(hessian_vector_product(f, x, device(factor * v)), expected, rtol=1e-5, atol=1e-5 * (1 + factor))


def test_hessian_vector_product_is_symmetric(hessian_vector_product):
    """u·(Hv) = v·(Hu): the order of two derivatives does not matter. | u·(Hv) = v·(Hu)：两次求导可以交换次序。"""
    f = Formula("lambda x: jax.nn.logsumexp(x) + x[0] * x[1] ** 2")
    x, u, v = (device(numbers(3, seed=seed)) for seed in (0, 1, 2))
    one, other = (hessian_vector_product(f, x, w) for w in (u, v))
    assert_same((one.shape, other.shape), ((3,), (3,)))
    assert_same(jnp.vdot(v, one), jnp.vdot(u, other), rtol=1e-5, atol=1e-4)


def test_hessian_vector_product_is_exact(hessian_vector_product):
    """Far from 0, where differences of gradients see nothing, the product is right to rounding. |
    离 0 很远时，梯度的差分什么也看不出来，而结果仍只有舍入误差。
    """
    x, v = jnp.array([1000.5, -3000.25, 4096.0]), jnp.array([0.001, 2.0, -0.5])
    f = Formula("lambda x: (x**3).sum() / 1000")
    assert_same(hessian_vector_product(f, x, v), device(6 * np.asarray(x, float) * np.asarray(v, float) / 1000), ulp=8)


def test_hessian_vector_product_keeps_the_dtype(hessian_vector_product):
    """float16 gives float16. | float16 得到 float16。"""
    x, v = (jnp.asarray(numbers(3, seed=seed), jnp.float16) for seed in (0, 1))
    got = hessian_vector_product(Formula("lambda x: (x**2).sum()"), x, v)
    assert_same(got, 2 * v)


def test_hessian_vector_product_wants_equal_shapes(hessian_vector_product):
    """A v of another shape than x raises a ValueError naming both, even if it could be broadcast. |
    v 与 x 的形状不同时，抛出 ValueError，并写明两个形状；能广播也不行。
    """
    cases = (((3,), (2,)), ((2, 3), (3,)), ((3,), (1,)), ((3,), ()), ((2, 3), (3, 2)), ((2, 3), (6,)))
    for shape, other in cases:
        with raises(ValueError, naming=[shape, other]):
            hessian_vector_product(Formula("lambda x: (x**2).sum()"), jnp.ones(shape), jnp.ones(other))


def test_hessian_vector_product_wants_a_number_from_f(hessian_vector_product):
    """An f that returns an array with axes raises a ValueError naming its shape. |
    f 返回的数组有轴时，抛出 ValueError，并写明形状。
    """
    for shape in VECTORS:
        with raises(ValueError, naming=[shape]):
            hessian_vector_product(Formula("lambda x: x**2"), jnp.ones(shape), jnp.ones(shape))


# tree_axpy

FORESTS: tuple[Callable[[Callable[..., Any]], Any], ...] = (
    lambda leaf: leaf(3),
    lambda leaf: {"w": leaf(2, 3), "b": leaf()},
    lambda leaf: [(leaf(2, 3), leaf(3)), (leaf(3), leaf())],
    lambda leaf: {"hidden": [leaf(3), {"scale": leaf()}], "output": (leaf(2, 3), ()), "none": []},
    lambda leaf: {},
)
"""Structures of parameters, by what makes their arrays."""


def forest(form: Callable[[Callable[..., Any]], Any], seed: int) -> Any:
    """A tree of small numbers in float64."""
    seeds = iter(range(100 * seed, 100 * seed + 100))
    return form(lambda *shape: numbers(*shape, seed=next(seeds)))


def test_tree_axpy_computes_in_every_array(tree_axpy):
    """Every array of the result is a·x + y, in a tree of the same structure. |
    结果是一棵结构相同的树，每个数组都是 a·x + y。
    """
    for number, (form, a) in enumerate(product(FORESTS, (0.5, -2))):
        x, y = forest(form, number), forest(form, number + 50)
        expected = device(map_tree(lambda p, q, a=a: np.asarray(a * p + q), x, y))
        assert_same(tree_axpy(a, device(x), device(y)), expected)


def test_tree_axpy_takes_any_number(tree_axpy):
    """a is a number of Python, of NumPy or of JAX. | a 可以是 Python、NumPy 或 JAX 的数。"""
    x, y = forest(FORESTS[1], 1), forest(FORESTS[1], 2)
    for a in (2, -0.25, 0.0, 1, np.float32(0.5), np.float64(0.5), np.asarray(2.0), jnp.float32(-0.5), jnp.array(3)):
        expected = device(map_tree(lambda p, q, a=a: np.asarray(float(a) * p + q), x, y))
        assert_same(tree_axpy(a, device(x), device(y)), expected)


def test_tree_axpy_keeps_dtypes(tree_axpy):
    """Every array keeps its dtype, whatever that of a. | 不论 a 是什么 dtype，每个数组的 dtype 都不变。"""
    x = {"half": jnp.array([1.0, -2.0], jnp.float16), "single": jnp.array([1.0, -2.0])}
    for a in (0.5, np.float64(0.5), jnp.float32(0.5), jnp.array(2)):
        expected = {name: jnp.asarray((float(a) + 1) * np.asarray(leaf, float), leaf.dtype) for name, leaf in x.items()}
        assert_same(tree_axpy(a, x, x), expected)


def test_tree_axpy_can_be_compiled(tree_axpy):
    """Compiled, with a traced a, it gives the same. | 编译之后，a 是追踪的占位符，结果也一样。"""
    x, y = forest(FORESTS[2], 3), forest(FORESTS[2], 4)
    expected = device(map_tree(lambda p, q: 0.5 * p + q, x, y))
    assert_same(tree_axpy.through(compiled)(0.5, device(x), device(y)), expected)
    tree_axpy(0.5, device(x), device(y))


def test_tree_axpy_does_not_mix_the_keys_of_a_dict(tree_axpy):
    """Arrays of a dict are paired by their key, in whatever order the keys come. |
    字典里的数组按键配对，不管键的先后次序。
    """
    x, y = {"w": jnp.float32(1), "b": jnp.float32(2)}, {"b": jnp.float32(10), "w": jnp.float32(20)}
    assert_same(tree_axpy(2.0, x, y), {"w": jnp.float32(22), "b": jnp.float32(14)})


def test_tree_axpy_wants_equal_structures(tree_axpy):
    """Trees of different structure raise a ValueError: other keys, other lengths, a list for a tuple, a tree for an
    array. | 两棵树的结构不同，就抛出 ValueError：键不同，长度不同，列表对元组，数组的位置上是一棵树。
    """
    one = jnp.ones(3)
    pairs = (
        ({"w": one}, {"b": one}),
        ({"w": one}, {"w": one, "b": one}),
        ([one, one], [one]),
        ([one], (one,)),
        ([one], {"w": one}),
        ([one], [[one]]),
        (one, [one, one]),
        ([], ()),
        ({"w": one}, {}),
    )
    for x, y in (*pairs, *(pair[::-1] for pair in pairs)):
        with raises(ValueError):
            tree_axpy(0.5, x, y)


def test_tree_axpy_does_not_broadcast(tree_axpy):
    """Arrays of different shapes raise a ValueError naming both, even if they could be broadcast. |
    数组的形状不同时，抛出 ValueError，并写明两个形状；能广播也不行。
    """
    for one, other in (((3,), (2, 3)), ((3,), (1,)), ((2, 3), (3, 2)), ((3,), (2,)), ((2, 1), (1, 3))):
        for shapes in ((one, other), (other, one)):
            x, y = ({"w": jnp.ones(shape), "b": jnp.ones(())} for shape in shapes)
            with raises(ValueError, naming=shapes):
                tree_axpy(0.5, x, y)


# per_example_gradients


def softmax(z: np.ndarray) -> np.ndarray:
    """Probabilities by rows."""
    weights = np.exp(z - z.max(axis=-1, keepdims=True))
    return weights / weights.sum(axis=-1, keepdims=True)


def line_gradients(p: Any, x: np.ndarray, y: np.ndarray) -> Any:
    """Those of the squared error of a straight line."""
    rest = 2 * (x @ p["w"] + p["b"] - y)
    return {"w": rest[:, None] * x, "b": rest}


def softmax_gradients(p: Any, x: np.ndarray, y: np.ndarray) -> Any:
    """Those of the cross-entropy of one layer."""
    upstream = softmax(x @ p[0] + p[1]) - np.eye(len(p[1]))[y]
    return x[:, :, None] * upstream[:, None, :], upstream


LINE = Formula("lambda p, x, y: (x @ p['w'] + p['b'] - y) ** 2")
SOFTMAX = Formula("lambda p, x, y: -jax.nn.log_softmax(x @ p[0] + p[1])[y]")
SCALE = Formula("lambda w, x, y: (w**2 * x * y + w * y).sum()")
line = {"w": numbers(3), "b": numbers()}
layer = (numbers(3, 4), numbers(4))
CASES: tuple[tuple[Formula, Any, np.ndarray, np.ndarray, Callable[..., Any]], ...] = (
    (LINE, line, numbers(5, 3), numbers(5), line_gradients),
    (SOFTMAX, layer, numbers(4, 3), np.array([2, 0, 3, 0]), softmax_gradients),
    (
        SCALE,
        numbers(),
        numbers(3, 2),
        numbers(3, 2, seed=1),
        lambda w, x, y: (2 * w * x * y + y).sum(axis=1),
    ),
)
"""A loss, parameters, examples, targets, and what gives the gradients."""


def test_per_example_gradients_of_known_losses(per_example_gradients):
    """At position i is the gradient of the loss of example i, for parameters and examples of any form. |
    第 i 个位置上，是第 i 个样本的损失的梯度；参数是什么结构、样本是什么形状都行。
    """
    for f, params, x, y, expected in CASES:
        got = per_example_gradients(f, device(params), device(x), device(y))
        assert_same(got, device(expected(params, x, y)), **CLOSE)


def test_per_example_gradients_do_not_mix(per_example_gradients):
    """An example has the same gradient in every company: alone, and in another order. |
    一个样本的梯度与其他样本无关：单独一个，或者换一个次序，都不变。
    """
    f, params, x, y, expected = CASES[0]
    params, gradients = device(params), expected(params, x, y)
    for rows in ([0, 1, 2, 3, 4], [4, 2, 0, 3, 1], [2], [1, 1, 1]):
        got = per_example_gradients(f, params, device(x[rows]), device(y[rows]))
        assert_same(got, device({name: leaf[rows] for name, leaf in gradients.items()}), **CLOSE)


def test_per_example_gradients_of_no_examples(per_example_gradients):
    """No examples give arrays with a first axis of size 0. | 没有样本时，结果的第一个轴长度为 0。"""
    for f, params, x, y, expected in CASES[:2]:
        got = per_example_gradients(f, device(params), device(x[:0]), device(y[:0]))
        assert_same(got, device(expected(params, x[:0], y[:0])))


def test_per_example_gradients_wants_a_target_for_each(per_example_gradients):
    """Different numbers of examples and targets raise a ValueError naming both shapes, and so does an array without
    axes. | 样本与目标的个数不同时，抛出 ValueError，并写明两个形状；其中一个没有轴时也是如此。
    """
    cases = (((5, 3), (4,)), ((1, 3), (4,)), ((5, 3), (1,)), ((5, 3), ()), ((), (5,)), ((3, 5), (5,)), ((2, 3), (0,)))
    for shape, other in cases:
        with raises(ValueError, naming=[shape, other]):
            per_example_gradients(
                Formula("lambda p, x, y: (p * x).sum() * y"), jnp.float32(2), *map(jnp.ones, (shape, other))
            )


# is_recompiled

ECHO = Formula("lambda *args: args")
ONE, OTHER, WHOLE = jnp.array([1.0, 2.0, 3.0]), jnp.array([-4.0, 0.0, 7.5]), jnp.array([1, 2, 3])
ALIKE: tuple[tuple[tuple[Any, ...], ...], ...] = (
    ((ONE,), (OTHER,)),
    ((ONE,), (ONE,), (ONE,)),
    ((2.0,), (-3.5,), (0.0,)),
    ((ONE,), (np.array([7.0, 8.0, 9.0], np.float32),)),
    (({"w": ONE, "b": 1.0},), ({"w": OTHER, "b": 2.5},)),
    ((ONE, WHOLE), (OTHER, -WHOLE), (ONE, WHOLE)),
)
"""Calls that differ in values alone."""
DIFFERENT: tuple[tuple[tuple[Any, ...], ...], ...] = (
    ((ONE,), (jnp.ones((1, 3)),)),
    ((ONE,), (WHOLE,)),
    ((2,), (2.0,)),
    ((2.0,), (jnp.float32(2),)),
    ((ONE,), (ONE.astype(jnp.float16),)),
    ((ONE,), (ONE, ONE)),
    (([ONE],), ((ONE,),)),
    (({"w": ONE},), ({"b": ONE},)),
    ((ONE, WHOLE), (WHOLE, ONE)),
    ((ONE,), (OTHER,), (jnp.ones(4),)),
    ((ONE,), (jnp.ones(4),), (OTHER,)),
    ((jnp.ones(4),), (ONE,), (OTHER,), (ONE,)),
)
"""Calls of which at least two are of different kinds."""


def kind(value: Any) -> str:
    """What a trace sees of an argument, in JAX's notation; Python's numbers as they are written."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key!r}: {kind(item)}" for key, item in value.items()) + "}"
    if isinstance(value, tuple | list):
        inner = ", ".join(map(kind, value))
        return f"[{inner}]" if isinstance(value, list) else f"({inner}{',' * (len(value) == 1)})"
    return f"{value.dtype}{list(value.shape)}" if hasattr(value, "dtype") else repr(value)


def assert_says(got: Any, calls: tuple[tuple[Any, ...], ...], expected: bool) -> None:
    """The answer to the question whether the calls are traced again; the message shows what a trace sees of them."""
    shown = ", ".join(f"f({', '.join(map(kind, call))})" for call in calls)
    check(
        type(got) is not bool or got == expected,
        en=f"{shown}: {'traced more than once' if expected else 'one trace is enough'}, so not {got} but {expected}",
        zh=f"{shown}：{'追踪不止一次' if expected else '追踪一次就够'}，所以不是 {got}，而是 {expected}",
    )
    assert_same(got, expected)


def test_is_recompiled_does_not_mind_values(is_recompiled):
    """Calls that differ in nothing but values share one trace: False. |
    只是值不同的调用，共用一次追踪：结果是 False。
    """
    for calls in ALIKE:
        assert_says(is_recompiled(ECHO, *calls), calls, False)


def test_is_recompiled_for_other_kinds(is_recompiled):
    """A new shape, dtype, structure or number of arguments, at whatever place, needs a new trace: True. |
    出现了新的形状、dtype、结构或参数个数，不论在第几次调用，都要重新追踪：结果是 True。
    """
    for calls in DIFFERENT:
        assert_says(is_recompiled(ECHO, *calls), calls, True)


def test_is_recompiled_not_for_the_first_call(is_recompiled):
    """The first trace is no repetition: no calls, or a single one, give False. |
    第一次追踪不算重新：没有调用，或者只有一次，结果是 False。
    """
    assert_same(is_recompiled(ECHO), False)
    for call in ((ONE, 2.0), ()):
        assert_says(is_recompiled(ECHO, call), (call,), False)


def test_is_recompiled_starts_anew(is_recompiled):
    """What was asked, or compiled, before makes no difference: the same question has the same answer. |
    以前问过什么、编译过什么都没有影响：同样的问题，答案总是一样。
    """
    questions = ((((ONE,), (jnp.ones(4),)), True), (((ONE,), (OTHER,)), False))
    for f in (Formula("lambda x: [x]"), Formula("jax.jit(lambda x: [x])")):
        for calls, expected in 2 * questions:
            assert_says(is_recompiled(f, *calls), calls, expected)


def test_is_recompiled_lets_errors_through(is_recompiled):
    """An error that f raises while it is traced goes on to the caller: so does that of an `if` on a value, which a
    trace does not have. |
    追踪 f 时抛出的异常，会传给调用者：比如对值用了 `if`，而追踪时没有值。
    """
    with raises(TypeError):
        is_recompiled(Formula("lambda x: x if x.sum() > 0 else -x"), (ONE,))
    for calls in (((ONE,), (OTHER,)), ((jnp.ones(4),), (ONE,))):
        with raises(ZeroDivisionError):
            is_recompiled(Formula("lambda x: 12 // (len(x) - 3) * x"), *calls)


def test_is_recompiled_wants_tuples(is_recompiled):
    """A call that is not a tuple raises a TypeError naming its type. |
    一次调用不是元组时，抛出 TypeError，并写明类型。
    """
    for calls, name in ((([ONE],), "list"), (((ONE,), [ONE]), "list"), (({"w": ONE},), "dict"), ((2.5,), "float")):
        with raises(TypeError, naming=[name]):
            is_recompiled(ECHO, *calls)
    with raises(TypeError, naming=["Array"]):
        is_recompiled(ECHO, ONE, OTHER)


# running_mean


def means_of(x: np.ndarray, decay: float) -> np.ndarray:
    """The running mean in float64."""
    result = np.zeros(x.shape)
    mean = np.zeros(x.shape[1:])
    for step, value in enumerate(x):
        mean = decay * mean + (1 - decay) * value
        result[step] = mean
    return result


SEQUENCES = ((6,), (5, 3), (4, 2, 3))


def test_running_mean_follows_its_formula(running_mean):
    """Every step is decay · m + (1 − decay) · x, from m = 0 on, for sequences of numbers and of arrays. |
    每一步都是 decay · m + (1 − decay) · x，m 从 0 开始；序列里是数、是数组都行。
    """
    for shape, decay in zip(SEQUENCES, (0.9, 0.25, 0.6), strict=True):
        x = numbers(*shape)
        assert_same(running_mean(device(x), decay), device(means_of(x, decay)), **CLOSE)


def test_running_mean_at_its_limits(running_mean):
    """A decay of 0 remembers nothing and gives x; a decay of 1 learns nothing and gives 0. |
    decay 为 0 时什么也记不住，结果就是 x；为 1 时什么也学不到，结果全是 0。
    """
    x = device(numbers(5, 3))
    for decay, expected in ((0.0, x), (1, 0 * x)):
        assert_same(running_mean(x, decay), expected)


def test_running_mean_of_a_constant(running_mean):
    """The running mean of ones is 1 − decayᵗ after t steps: it starts low, and is not corrected. |
    全是 1 的序列，t 步之后是 1 − decayᵗ：开头偏小，不作校正。
    """
    steps = np.arange(1, 7)
    for decay in (0.5, 0.9):
        assert_same(running_mean(jnp.ones(6), decay), device(1 - decay**steps), **CLOSE)


def test_running_mean_of_few_steps(running_mean):
    """One step gives (1 − decay) · x; no steps give no means. |
    只有一步，结果是 (1 − decay) · x；一步也没有，结果是空的。
    """
    for shape in ((1, 3), (0, 3), (0,)):
        x = numbers(*shape)
        assert_same(running_mean(device(x), 0.75), device(means_of(x, 0.75)), **CLOSE)


def test_running_mean_takes_any_array(running_mean):
    """Integers and NumPy's float64 give float32, float16 stays, whatever kind of number the decay is. |
    整数和 NumPy 的 float64 得到 float32，float16 不变，不论 decay 是哪一种数。
    """
    x = np.array([[8.0, -4.0, 2.0], [0.0, 6.0, -2.0], [4.0, 2.0, 12.0], [-8.0, 0.0, 4.0]])
    expected = jnp.asarray(means_of(x, 0.5), jnp.float32)
    for same in (x, x.astype(np.int32), jnp.asarray(x, jnp.int32)):
        assert_same(running_mean(same, 0.5), expected)
    for decay in (0.5, np.float64(0.5), jnp.float32(0.5)):
        assert_same(running_mean(jnp.asarray(x, jnp.float16), decay), expected.astype(jnp.float16))


def test_running_mean_can_be_compiled(running_mean):
    """Compiled, with x and decay traced, it gives the same. | 编译之后，x 和 decay 都是追踪的占位符，结果也一样。"""
    x = numbers(5, 3, seed=1)
    for decay in (0.75, 0.25):
        assert_same(running_mean.through(compiled)(device(x), decay), device(means_of(x, decay)), **CLOSE)
    running_mean(device(x), 0.75)


def slope_of_decay(function: Any) -> Any:
    """How the last mean changes with the decay."""
    return jax.grad(lambda decay, x: function(x, decay)[-1].sum())


def test_running_mean_can_be_differentiated(running_mean):
    """The slope of the last mean with respect to the decay agrees with finite differences. |
    最后一个平均值对 decay 的导数，与有限差分一致。
    """
    x = numbers(5, 3, seed=2)
    ends = [means_of(x, 0.5 + h)[-1].sum() for h in (1e-6, -1e-6)]
    got = running_mean.through(slope_of_decay)(0.5, device(x))
    assert_same(got, device(np.asarray((ends[0] - ends[1]) / 2e-6)), rtol=1e-4, atol=1e-4)
    running_mean(device(x), 0.5)


def test_running_mean_wants_an_axis(running_mean):
    """A single number is no sequence: a ValueError naming its shape. |
    单独一个数不是序列：抛出 ValueError，并写明形状。
    """
    for x in (jnp.float32(2), np.asarray(2.0)):
        with raises(ValueError, naming=["()"]):
            running_mean(x, 0.5)
