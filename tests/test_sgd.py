"""The laws of gradient descent and of what followed it."""

from collections import Counter
from itertools import pairwise, permutations, product
from typing import Any

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from byhand.grading import Formula, assert_same, check, raises
from tests.strategies import FLOATS, NUMBERS, Shape, alike, arrays, map_tree, shapes, tree_leaves, trees

RATES = (0.0, 0.125, 0.5, 1.0, 0.1, np.float64(0.1), np.float32(0.25), 1)
"""Learning rates: Python's numbers and NumPy's."""


def close(tree: Any) -> dict[str, float]:
    """What rounding in a few operations may miss: that of the coarsest dtype in a tree."""
    single = any(leaf.dtype == np.float32 for leaf in tree_leaves(tree) if isinstance(leaf, np.ndarray | np.generic))
    return {"rtol": 1e-5, "atol": 1e-5} if single else {"rtol": 1e-12, "atol": 1e-12}


def double(x: Any) -> Any:
    """An array in float64."""
    return np.asarray(x, np.float64)


def leafwise(f: Any, *likes: Any) -> Any:
    """What `f` makes, in float64, of arrays at one place of all trees; each result has the dtype of the first."""
    return map_tree(lambda p, *rest: np.asarray(f(double(p), *map(double, rest)), p.dtype), *likes)


# gradient_descent

LANDSCAPES: dict[str, Formula] = {
    source: Formula(source)
    for source in (
        "lambda x: 2 * x",
        "lambda x: x",
        "lambda x: x**3 - x",
        "lambda x: np.cos(x)",
        "lambda x: 2 * (x - 3) * np.exp(-((x - 3) ** 2))",
        "lambda x: x.sum() * np.ones(x.shape)",
        "lambda x: np.zeros(x.shape)",
    )
}
"""Gradients of functions of an array of any rank."""


def walk(gradient: Any, x0: np.ndarray, learning_rate: float, steps: int) -> np.ndarray:
    """Gradient descent in float64; the points have the dtype that they should have."""
    points = [double(x0)]
    for _ in range(steps):
        points.append(points[-1] - learning_rate * gradient(points[-1]))
    return np.array(points).astype(x0.dtype if x0.dtype.kind == "f" else np.float64)


@given(
    source=st.sampled_from(sorted(LANDSCAPES)),
    x0=arrays(shapes(max_dims=3, max_side=3), bound=2),
    learning_rate=st.sampled_from((0.125, 0.25, 0.1, np.float64(0.1))),
    steps=st.integers(0, 5),
)
@example(source="lambda x: 2 * x", x0=np.array([8.0, -4.0]), learning_rate=0.25, steps=3)
@example(source="lambda x: 2 * x", x0=np.array([8, -3]), learning_rate=0.25, steps=3)
@example(source="lambda x: x**3 - x", x0=np.array([0.5, -2.0], np.float32), learning_rate=np.float64(0.1), steps=2)
@example(source="lambda x: np.cos(x)", x0=np.array(1.5), learning_rate=0.5, steps=4)
@example(source="lambda x: 2 * x", x0=np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), learning_rate=0.25, steps=2)
@example(source="lambda x: x.sum() * np.ones(x.shape)", x0=np.array([1.0, 3.0]), learning_rate=0.125, steps=2)
@example(source="lambda x: x", x0=np.zeros((0, 3)), learning_rate=0.5, steps=2)
@example(source="lambda x: 2 * x", x0=np.array([1.0, -2.0]), learning_rate=0.25, steps=0)
def test_gradient_descent_steps_against_the_gradient(gradient_descent, source, x0, learning_rate, steps):
    """The trajectory holds the start and then every point, each the last one less the learning rate times the
    gradient there; floats keep their dtype, integers give float64. |
    轨迹从起点开始，依次是走到的每一点：上一点减去学习率乘以那里的梯度；浮点数的 dtype 不变，整数得到 float64。
    """
    f = LANDSCAPES[source]
    expected = walk(f, x0, learning_rate, steps)
    assert_same(gradient_descent(f, x0, learning_rate, steps), expected, **close(expected))


@st.composite
def bowls(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The curvatures of a bowl from flat to steep, its axes as columns, and its lowest point."""
    n = draw(st.integers(1, 3))
    curvatures = np.sort(np.array([draw(st.integers(1, 32)) / 8 for _ in range(n)]))
    rng = np.random.default_rng(draw(st.integers(0, 2**16)))
    return curvatures, np.linalg.qr(rng.normal(size=(n, n)))[0], rng.integers(-24, 24, n) / 8


@given(bowl=bowls(), part=st.sampled_from((0.25, 0.5, 0.75, 0.95, 1.05, 1.5)), seed=st.integers(0, 2**16))
@example(bowl=(np.array([2.0]), np.eye(1), np.array([3.0])), part=0.5, seed=0)
@example(bowl=(np.array([0.5, 4.0]), np.eye(2), np.zeros(2)), part=0.95, seed=1)
@example(bowl=(np.array([0.5, 4.0]), np.eye(2), np.zeros(2)), part=1.05, seed=1)
def test_gradient_descent_goes_down_below_two_over_the_curvature(gradient_descent, bowl, part, seed):
    """In a bowl whose greatest curvature is L, each step goes down as long as the learning rate is less than 2/L;
    above 2/L, the steepest direction is left ever farther. |
    碗形的函数，最大曲率为 L：学习率小于 2/L，每一步都往下走；大于 2/L，就会沿最陡的方向越走越远。
    """
    curvatures, q, low = bowl
    a = (q * curvatures) @ q.T
    start = low + q @ (1 + np.random.default_rng(seed).integers(1, 16, len(low)) / 8)
    learning_rate = part * 2 / curvatures[-1]
    path = gradient_descent(Formula("lambda x: A @ (x - low)", A=a, low=low), start, learning_rate, 8)
    assert_same(path.shape, (9, len(low)))
    offset = path - low
    if part < 1:
        heights = np.einsum("ki,ij,kj->k", offset, a, offset) / 2
        lower = heights[1] < heights[0] and (np.diff(heights) < 1e-12 * heights[0]).all()
        check(lower, en="a step does not go down", zh="有一步没有往下走")
    else:
        far = np.abs(offset @ q[:, -1])
        check((np.diff(far) > 0).all(), en="it does not leave the lowest point", zh="没有越走越远")


@given(x0=arrays(shapes(max_dims=2, max_side=3)), steps=st.integers(0, 3))
@example(x0=np.array([1.0, -1.0]), steps=2)
@example(x0=np.array([3, 4]), steps=2)
def test_gradient_descent_stays_where_the_gradient_is_zero(gradient_descent, x0, steps):
    """Where the gradient is zero, it stays. | 梯度为零的地方，原地不动。"""
    start = double(x0) if x0.dtype.kind != "f" else x0
    expected = np.stack([start] * (steps + 1))
    assert_same(gradient_descent(Formula("lambda x: 0 * x"), x0, 0.5, steps), expected)


@given(steps=st.integers(-5, -1))
@example(steps=-1)
def test_gradient_descent_rejects_negative_steps(gradient_descent, steps):
    """A negative number of steps raises a ValueError naming it. | 步数为负，就抛出 ValueError，并写明这个数。"""
    with raises(ValueError, naming=[steps]):
        gradient_descent(Formula("lambda x: 2 * x"), np.array([1.0, 2.0]), 0.5, steps)


@given(a=shapes(max_dims=2, max_side=4), b=shapes(max_dims=2, max_side=4))
@example(a=(2,), b=(3,))
@example(a=(3,), b=(1,))
@example(a=(2, 3), b=(3,))
@example(a=(3,), b=())
@example(a=(), b=(1,))
@example(a=(6,), b=(2, 3))
@example(a=(1,), b=(1, 1))
def test_gradient_descent_checks_the_shape_of_the_gradient(gradient_descent, a, b):
    """A gradient of another shape than x raises a ValueError naming both; it is not broadcast. |
    梯度的形状与 x 不同，就抛出 ValueError，并写明两个形状；梯度不会广播。
    """
    gradient, x0 = Formula(f"lambda x: np.full({b}, 0.5)"), np.ones(a)
    if a == b:
        assert_same(gradient_descent(gradient, x0, 0.5, 2), np.stack([x0, x0 - 0.25, x0 - 0.5]))
    else:
        with raises(ValueError, naming=[a, b]):
            gradient_descent(gradient, x0, 0.5, 2)


# minibatches


def fresh(seed: int) -> np.random.Generator:
    """A random generator."""
    return np.random.default_rng(seed)


def global_state() -> tuple[Any, ...]:
    """The state of the generator that all of NumPy's old functions share."""
    kind, keys, *rest = np.random.get_state()  # noqa: NPY002
    return (kind, keys.tobytes(), *rest)


@given(seed=st.integers(0, 2**16), n=st.integers(0, 12), batch_size=st.integers(1, 14))
@example(seed=0, n=10, batch_size=4)
@example(seed=1, n=6, batch_size=3)
@example(seed=2, n=5, batch_size=1)
@example(seed=3, n=3, batch_size=8)
@example(seed=4, n=7, batch_size=7)
@example(seed=5, n=0, batch_size=2)
@example(seed=6, n=1, batch_size=1)
def test_minibatches_hold_each_sample_once(minibatches, seed, n, batch_size):
    """The batches are vectors of integers that hold each of 0, 1, …, n − 1 exactly once; all have batch_size
    elements, only the last may have fewer. |
    每个批量都是整数向量，合起来恰好含有 0、1、…、n − 1 各一次；每个批量有 batch_size 个编号，只有最后一个可以少一些。
    """
    batches = minibatches(fresh(seed), n, batch_size)
    sizes = [min(batch_size, n - start) for start in range(0, n, batch_size)]
    for batch in batches:
        right = isinstance(batch, np.ndarray) and batch.ndim == 1 and batch.dtype.kind in "iu"
        check(right, en="a batch is not a vector of integers", zh="有一个批量不是整数向量")
    got = [len(batch) for batch in batches]
    check(
        got == sizes,
        en=f"the sizes of the batches are {got}, not {sizes}",
        zh=f"各批量的样本数是 {got}，应当是 {sizes}",
    )
    check(
        sorted(int(i) for batch in batches for i in batch) == list(range(n)),
        en=f"the batches do not hold each of 0 to {n - 1} once: a number is missing, there twice, or too large",
        zh=f"各批量合起来，不是 0 到 {n - 1} 各一次：有的编号缺失、重复，或者太大",
    )


@given(seed=st.integers(0, 2**16), n=st.integers(0, 12), batch_size=st.integers(1, 5))
@example(seed=0, n=10, batch_size=4)
def test_minibatches_come_from_rng_alone(minibatches, seed, n, batch_size):
    """Generators with the same seed give the same batches, and NumPy's global generator is not touched. |
    种子相同的随机数生成器，给出相同的批量；NumPy 的全局随机数生成器保持不动。
    """
    before = global_state()
    one, other = (minibatches(fresh(seed), n, batch_size) for _ in range(2))
    assert_same(one, other)
    check(global_state() == before, en="it draws from the global generator", zh="用了全局的随机数生成器")


@given(seed=st.integers(0, 2**16))
@example(seed=0)
def test_minibatches_change_from_epoch_to_epoch(minibatches, seed):
    """The next epoch, from the same generator, has another order. | 用同一个随机数生成器再来一轮，顺序就变了。"""
    rng = fresh(seed)
    one, other = (np.concatenate(minibatches(rng, 40, 8)) for _ in range(2))
    check(not np.array_equal(one, other), en="two epochs have the same order", zh="两轮的顺序相同")


def test_minibatches_have_every_order_equally_often(minibatches):
    """Over many epochs each order of the samples comes about equally often. |
    轮数多了，样本的各种顺序出现的次数大致相同。
    """
    rng, found = fresh(0), Counter[tuple[int, ...]]()
    for _ in range(300):
        found[tuple(int(i) for batch in minibatches(rng, 3, 2) for i in batch)] += 1
    for order in permutations(range(3)):  # 50 expected, with a deviation of 6.5
        check(
            20 <= found[order] <= 80,
            en=f"order {order} came {found[order]} times in 300 epochs, not about 50 times",
            zh=f"300 轮里，顺序 {order} 出现了 {found[order]} 次，应当是 50 次左右",
        )


def test_minibatches_mix_thoroughly(minibatches):
    """Many samples are mixed as well as few: on average a sample moves by a third of n, its new neighbours were a third
    of n away, and the next number is as often smaller as larger. |
    样本再多也打得一样散：平均来说，每个样本挪动 n 的三分之一，新邻居原来也隔着 n 的三分之一，下一个编号变大变小各半。
    """
    n, rng = 500, fresh(0)
    epochs = [list(minibatches(rng, n, 100)) for _ in range(100)]
    whole = all(sum(map(len, batches)) == n for batches in epochs)
    check(whole, en=f"an epoch does not hold {n} samples", zh=f"有一轮的样本不是 {n} 个")
    orders = np.array([np.concatenate(batches) for batches in epochs])
    jumps = np.diff(orders)
    moved, apart, rising = np.abs(orders - np.arange(n)).mean() / n, np.abs(jumps).mean() / n, (jumps > 0).mean()
    for share, right, en, zh in (  # each bound is five standard deviations
        (moved, 1 / 3, "a sample moves by {} of n on average", "平均来说，样本挪动了 n 的 {}"),
        (apart, 1 / 3, "new neighbours were {} of n apart on average", "平均来说，新的邻居原来隔着 n 的 {}"),
        (rising, 1 / 2, "the next number is larger in {} of all cases", "下一个编号变大的，占 {}"),
    ):
        check(
            abs(share - right) < 0.0055,
            en=f"100 epochs of 500 samples: {en.format(f'{share:.3f}')}, not {right:.3f}",
            zh=f"500 个样本，100 轮：{zh.format(f'{share:.3f}')}，应当是 {right:.3f}",
        )


@given(batch_size=st.integers(-5, 0), n=st.integers(0, 4))
@example(batch_size=0, n=10)
@example(batch_size=-3, n=10)
@example(batch_size=0, n=0)
def test_minibatches_reject_a_bad_size_at_once(minibatches, batch_size, n):
    """A batch_size of less than 1 raises a ValueError naming it: at the call, not when the first batch is asked
    for. |
    batch_size 小于 1 时抛出 ValueError，并写明这个数；是在调用时，而不是在取第一个批量时。
    """
    with raises(ValueError, naming=[batch_size]):
        minibatches(fresh(0), n, batch_size)


# tree_map

LEAF_FUNCTIONS: dict[int, tuple[Formula, ...]] = {
    1: (Formula("lambda p: 2 * p"), Formula("lambda p: p.sum()"), Formula("lambda p: p[..., np.newaxis] + 1")),
    2: (Formula("lambda p, q: p - 2 * q"), Formula("lambda p, q: (p * q).sum()"), Formula("np.subtract")),
    3: (Formula("lambda p, q, r: p + 2 * q - r"),),
}


@st.composite
def maps(draw: st.DrawFn) -> tuple[Formula, tuple[Any, ...]]:
    """A function and trees for its arguments."""
    count = draw(st.sampled_from((1, 2, 2, 3)))
    tree = draw(trees(dtypes=NUMBERS))
    others = (draw(alike(tree)) for _ in range(count - 1))
    return draw(st.sampled_from(LEAF_FUNCTIONS[count])), (tree, *others)


LAYERS = {"w": np.array([[1.0, 2.0], [3.0, 4.0]]), "b": np.array([0.5, -0.5])}
SLOPES = {"b": np.array([1.0, 2.0]), "w": np.array([[10.0, 20.0], [30.0, 40.0]])}
DEEP = {"hidden": [np.array([1.0, 2.0]), np.array(3.0)], "output": (np.array([4.0]), {"scale": np.array([[5.0]])})}


@given(case=maps())
@example(case=(LEAF_FUNCTIONS[1][0], (LAYERS,)))
@example(case=(LEAF_FUNCTIONS[2][0], (LAYERS, SLOPES)))
@example(case=(LEAF_FUNCTIONS[1][1], (DEEP,)))
@example(case=(LEAF_FUNCTIONS[2][0], ([(np.ones(2), np.ones(3))], [(np.ones(2), np.zeros(3))])))
@example(case=(LEAF_FUNCTIONS[2][1], (np.array([1.0, 2.0]), np.array([3.0, 4.0]))))
@example(case=(LEAF_FUNCTIONS[3][0], (DEEP, DEEP, DEEP)))
@example(case=(LEAF_FUNCTIONS[2][0], ((np.float64(2.0), [], {}), (np.float64(0.5), [], {}))))
def test_tree_map_applies_the_function_to_every_array(tree_map, case):
    """The result has the structure of the first tree; at each place stands what the function makes of the arrays
    there, however the keys of the others are ordered. |
    结果的结构与第一棵树相同；每个位置上，是函数用那里的各个数组算出的结果，不论其他树的键按什么顺序排列。
    """
    f, together = case
    assert_same(tree_map(f, *together), map_tree(f, *together))


UNLIKE: tuple[tuple[Any, Any], ...] = (
    ({"w": np.ones(2), "b": np.ones(1)}, {"w": np.ones(2)}),
    ({"w": np.ones(2)}, {"w": np.ones(2), "b": np.ones(1)}),
    ({"w": np.ones(2)}, {"v": np.ones(2)}),
    ([np.ones(2), np.ones(2)], [np.ones(2)]),
    ([np.ones(2)], [np.ones(2), np.ones(2)]),
    ((np.ones(2), np.ones(2)), [np.ones(2), np.ones(2)]),
    ([np.ones(2)], (np.ones(2),)),
    ([np.ones(()), np.ones(())], np.ones(2)),
    (np.ones(2), [np.ones(()), np.ones(())]),
    ({}, []),
    ({}, np.ones(())),
    (np.ones(()), {}),
    ({"a": [np.ones(1)]}, {"a": {"b": np.ones(1)}}),
    ({0: np.ones(2)}, [np.ones(2)]),
    ([np.ones(2)], {0: np.ones(2)}),
)
"""Trees of which no two have the same structure."""


@given(pair=st.sampled_from(UNLIKE), depth=st.integers(0, 2), count=st.integers(1, 2))
@example(pair=UNLIKE[0], depth=0, count=1)
@example(pair=UNLIKE[1], depth=0, count=1)
@example(pair=UNLIKE[3], depth=0, count=1)
@example(pair=UNLIKE[4], depth=0, count=1)
@example(pair=UNLIKE[5], depth=0, count=1)
@example(pair=UNLIKE[7], depth=0, count=1)
@example(pair=UNLIKE[8], depth=0, count=1)
@example(pair=UNLIKE[0], depth=1, count=1)
@example(pair=UNLIKE[4], depth=1, count=2)
def test_tree_map_rejects_another_structure(tree_map, pair, depth, count):
    """Trees of different structure raise a ValueError: another key, another length, another kind of container. |
    各棵树的结构不同，就抛出 ValueError：键不同、长度不同、容器的种类不同，都算。
    """
    one, other = pair
    for _ in range(depth):
        one, other = {"x": np.ones(1), "y": [one]}, {"x": np.ones(1), "y": [other]}
    together = [one] * count + [other]
    with raises(ValueError):
        tree_map(Formula("lambda *parts: parts[0] + 1"), *together)


@given(a=shapes(max_dims=2, max_side=3), b=shapes(max_dims=2, max_side=3), count=st.integers(1, 2))
@example(a=(2,), b=(3,), count=1)
@example(a=(3,), b=(1,), count=1)
@example(a=(2, 3), b=(3,), count=1)
@example(a=(3,), b=(), count=1)
@example(a=(3,), b=(1,), count=2)
def test_tree_map_rejects_another_shape(tree_map, a, b, count):
    """Two arrays of different shapes at one place raise a ValueError naming both; they are not broadcast. |
    同一位置上两个数组的形状不同，就抛出 ValueError，并写明两个形状；数组不会广播。
    """
    f, one, other = Formula("lambda *parts: sum(parts)"), {"w": [np.ones(a)]}, {"w": [np.ones(b)]}
    together = [one] * count + [other]
    if a == b:
        assert_same(tree_map(f, *together), {"w": [np.full(a, count + 1.0)]})
    else:
        with raises(ValueError, naming=[a, b]):
            tree_map(f, *together)


# What all steps have in common


@st.composite
def parameters(draw: st.DrawFn, *, states: int = 0) -> tuple[Any, ...]:
    """Parameters, their gradients, and trees like them."""
    params = draw(trees())
    return params, *(draw(alike(params, bound=4)) for _ in range(1 + states))


def wrong_partners() -> st.SearchStrategy[tuple[Any, Any]]:
    """Parameters, and gradients that do not fit them: another structure, or another shape that would broadcast."""
    shapes_apart: tuple[tuple[Any, Any], ...] = (
        (np.ones(3), np.ones(1)),
        (np.ones((2, 3)), np.ones(3)),
        (np.ones(2), np.ones(())),
        (LAYERS, {**SLOPES, "b": np.ones(1)}),
    )
    return st.sampled_from((*UNLIKE, *shapes_apart))


WIDE = np.float64(0.1)
"""A learning rate that would turn float32 into float64."""
SINGLE = {"w": np.array([1.5, -2.5], np.float32), "b": np.array(0.5, np.float32)}
SINGLE_SLOPES = {"b": np.array(-2.0, np.float32), "w": np.array([4.0, 0.5], np.float32)}
SINGLE_MEMORY = {"w": np.array([1.0, 0.25], np.float32), "b": np.array(-0.5, np.float32)}
MEMORY = {"w": np.array([[1.0, -2.0], [0.5, 4.0]]), "b": np.array([0.25, -3.0])}
"""A state, or its root; no array is in two places of one call."""
DEEP_SLOPES = map_tree(lambda leaf: 4 - leaf / 2, DEEP)
SERIES = (
    (LAYERS, SLOPES),
    (np.array([1.0, 2.0]), np.array([4.0, -8.0])),
    (DEEP, DEEP_SLOPES),
    (SINGLE, SINGLE_SLOPES),
    ((np.zeros((0, 3)), [], {}), (np.zeros((0, 3)), [], {})),
)
"""Parameters and their gradients."""
TINY = (np.array([1.0, 0.0]), np.array([1e-6, -3e-7]))
"""Gradients so small that it matters how large ε is, and where it stands."""
ROUGH = {"rtol": 1e-5, "atol": 1e-5}
"""Where ordinary gradients are tried, ε may be anything small: a law of its own looks at it."""


# sgd_step


@given(case=parameters(), learning_rate=st.sampled_from(RATES))
@example(case=(LAYERS, SLOPES), learning_rate=0.5)
@example(case=(np.array([1.0, 2.0]), np.array([4.0, -8.0])), learning_rate=0.25)
@example(case=(DEEP, DEEP_SLOPES), learning_rate=0.125)
@example(case=(SINGLE, SINGLE_SLOPES), learning_rate=WIDE)
def test_sgd_step_subtracts_the_scaled_gradient(sgd_step, case, learning_rate):
    """Every array becomes p − ηg, in its own dtype, whatever the type of the learning rate. |
    每个数组都变成 p − ηg；不论学习率是什么类型，dtype 都不变。
    """
    params, gradients = case
    expected = leafwise(lambda p, g: p - double(learning_rate) * g, params, gradients)
    assert_same(sgd_step(params, gradients, learning_rate), expected, **close(params))


def test_sgd_step_leaves_parameters_without_gradient(sgd_step):
    """Where the gradient is zero, the parameters stay as they are. | 梯度为零时，参数保持不变。"""
    for params, _ in SERIES:
        for learning_rate in (0.5, WIDE):
            assert_same(sgd_step(params, map_tree(np.zeros_like, params), learning_rate), map_tree(np.array, params))


@given(pair=wrong_partners())
@example(pair=({"w": np.ones(2), "b": np.ones(1)}, {"w": np.ones(2)}))
@example(pair=(np.ones(3), np.ones(1)))
def test_sgd_step_rejects_what_does_not_fit(sgd_step, pair):
    """Gradients of another structure or shape raise a ValueError. | 梯度的结构或形状与参数不同，就抛出 ValueError。"""
    with raises(ValueError):
        sgd_step(*pair, 0.5)


# momentum_step


def moved_by_momentum(params: Any, gradients: Any, velocity: Any, rate: float, momentum: float) -> tuple[Any, Any]:
    """The step in float64."""
    rate, momentum = float(rate), float(momentum)
    new = leafwise(lambda p, g, v: momentum * v - rate * g, params, gradients, velocity)
    return leafwise(lambda p, g, v: p + (momentum * v - rate * g), params, gradients, velocity), new


@given(
    case=parameters(states=1),
    learning_rate=st.sampled_from(RATES),
    momentum=st.sampled_from((0.0, 0.5, 0.9, np.float64(0.99))),
)
@example(case=(LAYERS, SLOPES, MEMORY), learning_rate=0.5, momentum=0.5)
@example(case=(np.array([1.0, 2.0]), np.array([4.0, 8.0]), np.array([1.0, -1.0])), learning_rate=0.25, momentum=0.5)
@example(case=(SINGLE, SINGLE_SLOPES, SINGLE_MEMORY), learning_rate=WIDE, momentum=0.9)
@example(case=(SINGLE, SINGLE_SLOPES, SINGLE_MEMORY), learning_rate=0.5, momentum=np.float64(0.9))
def test_momentum_step_changes_velocity_then_parameters(momentum_step, case, learning_rate, momentum):
    """The velocity becomes v = μv − ηg, and the parameters p + v, with the new velocity; both keep the dtype of p,
    whatever the types of η and μ. |
    速度变成 v = μv − ηg，参数变成 p + v，用的是新的速度；不论 η 和 μ 是什么类型，两者的 dtype 都与 p 相同。
    """
    params, gradients, velocity = case
    expected = moved_by_momentum(params, gradients, velocity, learning_rate, momentum)
    assert_same(momentum_step(params, gradients, velocity, learning_rate, momentum), expected, **close(params))


def test_momentum_step_starts_at_rest(momentum_step):
    """None stands for velocities that are all zero: the first step is that of plain SGD. |
    None 表示速度全为零：第一步与普通的 SGD 相同。
    """
    for params, gradients in SERIES:
        for learning_rate in (0.5, WIDE):
            rest = map_tree(np.zeros_like, params)
            expected = moved_by_momentum(params, gradients, rest, learning_rate, 0.9)
            assert_same(momentum_step(params, gradients, None, learning_rate), expected, **close(params))


def test_momentum_step_keeps_nine_tenths_by_default(momentum_step):
    """Left out, μ is 0.9: without a gradient the velocity shrinks to nine tenths, and the parameters roll on. |
    不指定时 μ 为 0.9：没有梯度，速度就变成原来的十分之九，参数继续往前滚。
    """
    for params, velocity in SERIES:
        flat = map_tree(np.zeros_like, params)
        expected = moved_by_momentum(params, flat, velocity, 0.5, 0.9)
        assert_same(momentum_step(params, flat, velocity, 0.5), expected, **close(params))


def test_momentum_step_stays_at_rest(momentum_step):
    """Without gradient and velocity nothing moves. | 梯度为零，速度也为零，就什么都不动。"""
    for params, _ in SERIES:
        flat, rest, expected = (map_tree(np.zeros_like, params) for _ in range(3))
        for state in (rest, None):
            assert_same(momentum_step(params, flat, state, 0.5), (map_tree(np.array, params), expected))


@given(pair=wrong_partners(), known=st.booleans())
@example(pair=({"w": np.ones(2), "b": np.ones(1)}, {"w": np.ones(2)}), known=False)
@example(pair=(np.ones(3), np.ones(1)), known=False)
@example(pair=(np.ones(3), np.ones(1)), known=True)
def test_momentum_step_rejects_what_does_not_fit(momentum_step, pair, known):
    """Gradients or velocities of another structure or shape raise a ValueError. |
    梯度或速度的结构、形状与参数不同，就抛出 ValueError。
    """
    params, other = pair
    with raises(ValueError):
        momentum_step(params, map_tree(np.array, params) if known else other, other if known else None, 0.5)


# rmsprop_step


def squares(draw_from: Any) -> Any:
    """Running means of squares: not negative."""
    return map_tree(lambda leaf: leaf * leaf, draw_from)


def moved_by_rmsprop(params: Any, gradients: Any, state: Any, rate: float) -> tuple[Any, Any]:
    """The step in float64."""
    rate = float(rate)
    mean = lambda g, s: 0.9 * s + 0.1 * g * g  # noqa: E731
    moved = leafwise(lambda p, g, s: p - rate * g / (np.sqrt(mean(g, s)) + 1e-7), params, gradients, state)
    return moved, leafwise(lambda p, g, s: mean(g, s), params, gradients, state)


@given(case=parameters(states=1), learning_rate=st.sampled_from(RATES))
@example(case=(LAYERS, SLOPES, MEMORY), learning_rate=0.5)
@example(case=(np.array([1.0, 2.0]), np.array([3.0, -4.0]), np.array([1.0, 2.0])), learning_rate=0.25)
@example(case=(SINGLE, SINGLE_SLOPES, SINGLE_MEMORY), learning_rate=WIDE)
def test_rmsprop_step_divides_by_the_root_of_the_mean_square(rmsprop_step, case, learning_rate):
    """The mean square becomes s = 0.9s + 0.1g², and the parameters p − ηg/(√s + ε), with the new s; both keep the dtype
    of p. |
    均方变成 s = 0.9s + 0.1g²，参数变成 p − ηg/(√s + ε)，用的是新的 s；两者的 dtype 都与 p 相同。
    """
    params, gradients, root = case
    state = squares(root)
    expected = moved_by_rmsprop(params, gradients, state, learning_rate)
    assert_same(rmsprop_step(params, gradients, state, learning_rate), expected, **ROUGH)


def test_rmsprop_step_adds_epsilon_outside_the_root(rmsprop_step):
    """ε is 1e-7 and stands outside the root; with tiny gradients it makes a difference. |
    ε = 1e-7，加在根号外面；梯度很小时，就看得出差别。
    """
    for params, gradients in (TINY, *SERIES):
        state = squares(map_tree(lambda leaf: leaf / 4, gradients))
        expected = moved_by_rmsprop(params, gradients, state, 0.5)
        assert_same(rmsprop_step(params, gradients, state, 0.5), expected, **close(params))


def test_rmsprop_step_starts_at_zero(rmsprop_step):
    """None stands for mean squares that are all zero. | None 表示均方全为零。"""
    for params, gradients in SERIES:
        for learning_rate in (0.5, WIDE):
            expected = moved_by_rmsprop(params, gradients, map_tree(np.zeros_like, params), learning_rate)
            assert_same(rmsprop_step(params, gradients, None, learning_rate), expected, **close(params))


@given(case=parameters(states=1), power=st.sampled_from((-8, -3, 3, 10)))
@example(case=(LAYERS, SLOPES, MEMORY), power=10)
def test_rmsprop_step_does_not_see_the_scale(rmsprop_step, case, power):
    """Gradients of another scale, all along, give the same step, but for ε. |
    如果梯度一直都大若干倍，走出的一步还是一样，只差在 ε 上。
    """
    params, gradients, root = (map_tree(double, part) for part in case)
    scaled = map_tree(lambda g: g * 2.0**power, gradients)
    state = map_tree(lambda r: (r * 2.0**power) ** 2, root)
    got, _ = rmsprop_step(params, scaled, state, 0.5)
    expected, _ = moved_by_rmsprop(params, gradients, squares(root), 0.5)
    assert_same(got, expected, atol=1e-3)


def test_rmsprop_step_leaves_parameters_without_gradient(rmsprop_step):
    """Where the gradient is zero, the parameters stay, also where s is zero; s shrinks to nine tenths. |
    梯度为零时参数保持不变，s 为零时也一样；s 变成原来的十分之九。
    """
    for params, root in SERIES:
        flat = map_tree(np.zeros_like, params)
        for state in (squares(root), None):
            smaller = leafwise(lambda s: 0.9 * s, flat if state is None else state)
            got, square = rmsprop_step(params, flat, state, 0.5)
            assert_same(got, map_tree(np.array, params))
            assert_same(square, smaller, **close(params))


@given(pair=wrong_partners(), known=st.booleans())
@example(pair=({"w": np.ones(2), "b": np.ones(1)}, {"w": np.ones(2)}), known=False)
@example(pair=(np.ones(3), np.ones(1)), known=False)
@example(pair=(np.ones(3), np.ones(1)), known=True)
def test_rmsprop_step_rejects_what_does_not_fit(rmsprop_step, pair, known):
    """Gradients or mean squares of another structure or shape raise a ValueError. |
    梯度或均方的结构、形状与参数不同，就抛出 ValueError。
    """
    params, other = pair
    with raises(ValueError):
        rmsprop_step(params, map_tree(np.array, params) if known else other, other if known else None, 0.5)


# adam_step


def moved_by_adam(params: Any, gradients: Any, state: tuple[Any, Any, int], rate: float) -> tuple[Any, Any]:
    """The step in float64."""
    first, second, count = state
    rate, count = float(rate), count + 1

    def step(p: Any, g: Any, m: Any, v: Any) -> Any:
        mean = (0.9 * m + 0.1 * g) / (1 - 0.9**count)
        square = (0.999 * v + 0.001 * g * g) / (1 - 0.999**count)
        return p - rate * mean / (np.sqrt(square) + 1e-7)

    moved = leafwise(step, params, gradients, first, second)
    m = leafwise(lambda p, g, m: 0.9 * m + 0.1 * g, params, gradients, first)
    v = leafwise(lambda p, g, v: 0.999 * v + 0.001 * g * g, params, gradients, second)
    return moved, (m, v, count)


@given(case=parameters(states=2), learning_rate=st.sampled_from(RATES), t=st.integers(0, 50))
@example(case=(LAYERS, SLOPES, MEMORY, map_tree(np.flip, SLOPES)), learning_rate=0.5, t=1)
@example(case=(np.array([1.0]), np.array([3.0]), np.array([0.5]), np.array([2.0])), learning_rate=0.25, t=4)
@example(case=(SINGLE, SINGLE_SLOPES, SINGLE_MEMORY, map_tree(np.copy, SINGLE_SLOPES)), learning_rate=WIDE, t=3)
def test_adam_step_follows_its_formulas(adam_step, case, learning_rate, t):
    """The state becomes m = 0.9m + 0.1g, v = 0.999v + 0.001g², t + 1; the parameters move by η m̂/(√v̂ + ε), both
    means corrected with the new t. |
    状态变成 m = 0.9m + 0.1g、v = 0.999v + 0.001g²、t + 1；参数减去 η m̂/(√v̂ + ε)，两个平均都用新的 t 校正。
    """
    params, gradients, first, root = case
    state = first, squares(root), t
    expected = moved_by_adam(params, gradients, state, learning_rate)
    assert_same(adam_step(params, gradients, state, learning_rate), expected, **ROUGH)


def test_adam_step_adds_epsilon_outside_the_root(adam_step):
    """ε is 1e-7 and stands outside the root of the corrected v̂; with tiny gradients it makes a difference. |
    ε = 1e-7，加在校正之后的 v̂ 的根号外面；梯度很小时，就看得出差别。
    """
    for params, gradients in (TINY, *SERIES):
        first, second = (map_tree(lambda g, part=part: g / part, gradients) for part in (2, 4))
        state = first, squares(second), 2
        expected = moved_by_adam(params, gradients, state, 0.5)
        assert_same(adam_step(params, gradients, state, 0.5), expected, **close(params))


def test_adam_step_starts_at_zero(adam_step):
    """None stands for (m, v, t) = (0, 0, 0): the first step is as long as the learning rate, in every parameter,
    but for ε. |
    None 表示 (m, v, t) = (0, 0, 0)：第一步里，每个参数走的距离都等于学习率，只差在 ε 上。
    """
    for params, gradients in (*SERIES, TINY):
        for learning_rate in (0.5, WIDE):
            first, second = (map_tree(np.zeros_like, params) for _ in range(2))
            expected = moved_by_adam(params, gradients, (first, second, 0), learning_rate)
            assert_same(adam_step(params, gradients, None, learning_rate), expected, **close(params))


def test_adam_step_stays_without_gradient_and_memory(adam_step):
    """Without gradient and memory nothing moves; only t is counted on. |
    梯度为零，记忆也为零，参数就不动；只有 t 继续往上数。
    """
    for params, _ in SERIES:
        flat, m, v, rest = (map_tree(np.zeros_like, params) for _ in range(4))
        for state, t in ((None, 1), ((m, v, 3), 4)):
            assert_same(adam_step(params, flat, state, 0.5), (map_tree(np.array, params), (rest, rest, t)))


@given(pair=wrong_partners(), where=st.sampled_from(("gradients", "m", "v")))
@example(pair=({"w": np.ones(2), "b": np.ones(1)}, {"w": np.ones(2)}), where="gradients")
@example(pair=(np.ones(3), np.ones(1)), where="gradients")
@example(pair=(np.ones(3), np.ones(1)), where="m")
@example(pair=(np.ones(3), np.ones(1)), where="v")
def test_adam_step_rejects_what_does_not_fit(adam_step, pair, where):
    """Gradients, m or v of another structure or shape raise a ValueError. |
    梯度、m 或 v 的结构、形状与参数不同，就抛出 ValueError。
    """
    params, other = pair
    gradients, m, v = (other if name == where else map_tree(np.array, params) for name in ("gradients", "m", "v"))
    state = None if where == "gradients" else (m, v, 2)
    with raises(ValueError):
        adam_step(params, gradients, state, 0.5)


# fit

LINE = Formula(
    "lambda p, x, y: (((e := x @ p['w'] + p['b'] - y) ** 2).mean(),"
    " {'w': 2 * x.T @ e / len(e), 'b': np.asarray(2 * e.mean(), e.dtype)})"
)
"""Least squares: the mean squared error of x · w + b, and its gradients."""
DIARY = Formula(
    "lambda p, x, y: (y.mean(), {'seen': -np.outer(np.arange(len(p['seen'])) == p['at'],"
    " np.resize(x + 1, p['seen'].shape[1]) * (np.arange(p['seen'].shape[1]) < len(x))), 'at': np.array(-1.0)})"
)
"""With a learning rate of 1: writes into row `at` of `seen` which samples (counted from 1) came in this step."""


def line_in_float64(params: Any, x: np.ndarray, y: np.ndarray) -> tuple[float, Any]:
    """The loss and the gradients of LINE."""
    error = x @ params["w"] + params["b"] - y
    return float((error**2).mean()), {"w": 2 * x.T @ error / len(error), "b": 2 * error.mean()}


@st.composite
def regressions(draw: st.DrawFn) -> tuple[Any, tuple[np.ndarray, np.ndarray]]:
    """Parameters of a line, and samples."""
    n, features = draw(st.integers(1, 6)), draw(st.integers(1, 3))
    dtypes = (draw(st.sampled_from(FLOATS)),)
    draw_array = lambda *shape: draw(arrays(shape, dtypes=dtypes, bound=1))  # noqa: E731
    return {"w": draw_array(features), "b": draw_array()}, (draw_array(n, features), draw_array(n))


SAMPLES = np.array([[1.0, 0.5], [0.0, -1.0], [0.5, 0.25]]), np.array([1.0, -0.5, 0.25])


@given(case=regressions(), epochs=st.integers(0, 4), learning_rate=st.sampled_from((0.125, 0.1, np.float64(0.1))))
@example(case=({"w": np.array([0.5, -0.25]), "b": np.array(0.125)}, SAMPLES), epochs=3, learning_rate=0.25)
@example(case=({"w": np.zeros(2, np.float32), "b": np.float32(0)}, SAMPLES), epochs=2, learning_rate=WIDE)
@example(case=({"w": np.array([0.5, -0.25]), "b": np.array(0.125)}, SAMPLES), epochs=0, learning_rate=0.25)
def test_fit_in_one_batch_is_gradient_descent(fit, case, epochs, learning_rate):
    """With all samples in one batch an epoch is one step of gradient descent, and its loss is the one before the
    step. |
    所有样本放在一个批量里时，一轮就是一步梯度下降；记下的损失是走这一步之前的损失。
    """
    start, (x, y) = case
    data = x.astype(start["w"].dtype), y.astype(start["w"].dtype)
    params, losses = map_tree(double, start), []
    for _ in range(epochs):
        loss, gradients = line_in_float64(params, *map(double, data))
        losses.append(loss)
        params = map_tree(lambda p, g: p - float(learning_rate) * g, params, gradients)
    expected = map_tree(lambda p, q: np.asarray(p, q.dtype), params, start), np.array(losses)
    rng = fresh(epochs)
    got = fit(LINE, start, data, rng=rng, batch_size=7, epochs=epochs, learning_rate=learning_rate)
    assert_same(got, expected, **close(start))


def joined(rows: list[list[int]]) -> list[int]:
    """One list of all."""
    return [i for row in rows for i in row]


def diary(fit: Any, n: int, batch_size: int, epochs: int, seed: int) -> tuple[list[list[list[int]]], Any]:
    """The samples that each step of each epoch saw, and the losses; sample i has the target 10 i + 5."""
    per_epoch = -(-n // batch_size)
    start = {"seen": np.zeros((epochs * per_epoch, min(batch_size, n))), "at": np.zeros(())}
    data = np.arange(n), 10.0 * np.arange(n) + 5
    options = {"rng": fresh(seed), "batch_size": batch_size, "epochs": epochs, "learning_rate": 1.0}
    params, losses = fit(DIARY, start, data, **options)
    assert_same(params["at"], np.array(float(epochs * per_epoch)))
    rows = [[round(i) - 1 for i in row if i] for row in params["seen"].tolist()]
    return [rows[k : k + per_epoch] for k in range(0, len(rows), per_epoch)], losses


@given(n=st.integers(1, 9), batch_size=st.integers(1, 10), epochs=st.integers(1, 3), seed=st.integers(0, 2**16))
@example(n=7, batch_size=3, epochs=2, seed=0)
@example(n=6, batch_size=2, epochs=1, seed=1)
@example(n=3, batch_size=5, epochs=2, seed=2)
@example(n=4, batch_size=1, epochs=2, seed=3)
def test_fit_uses_every_sample_once_an_epoch(fit, n, batch_size, epochs, seed):
    """Every epoch uses each sample exactly once, batch_size of them in each step; only the last step of an epoch may
    have fewer. |
    每一轮里，每个样本恰好用一次；每一步用 batch_size 个样本，只有一轮的最后一步可以少一些。
    """
    seen, losses = diary(fit, n, batch_size, epochs, seed)
    sizes = [min(batch_size, n - start) for start in range(0, n, batch_size)]
    assert_same(losses.shape, (epochs,))
    for rows in seen:
        complete = sorted(joined(rows)) == list(range(n))
        check(complete, en="an epoch misses or repeats a sample", zh="有一轮漏用或重复用了样本")
        right = [len(row) for row in rows] == sizes
        check(right, en="a step has too many or too few samples", zh="有一步用的样本数不对")


@given(n=st.integers(1, 9), batch_size=st.integers(1, 10), seed=st.integers(0, 2**16))
@example(n=7, batch_size=3, seed=0)
@example(n=5, batch_size=4, seed=1)
@example(n=6, batch_size=2, seed=2)
def test_fit_records_the_mean_over_samples(fit, n, batch_size, seed):
    """The loss of an epoch is the mean over its samples: a short last batch counts as much as it has samples. |
    一轮的损失，是这一轮所有样本的平均：最后一个批量如果样本少，份量就轻。
    """
    _, losses = diary(fit, n, batch_size, 2, seed)
    assert_same(losses, np.full(2, 5.0 * n), ulp=16)


def test_fit_is_random_by_rng_alone(fit):
    """Generators with the same seed give the same result, and NumPy's global generator is not touched. |
    种子相同的随机数生成器，给出相同的结果；NumPy 的全局随机数生成器保持不动。
    """
    before, start = global_state(), {"w": np.array([0.5, -0.25]), "b": np.array(0.125)}
    for seed, batch_size in product(range(5), (1, 2)):
        options = {"batch_size": batch_size, "epochs": 2, "learning_rate": 0.125}
        one, other = (fit(LINE, start, SAMPLES, rng=fresh(seed), **options) for _ in range(2))
        assert_same(one, other)
    check(global_state() == before, en="it draws from the global generator", zh="用了全局的随机数生成器")


def test_fit_shuffles_anew_in_every_epoch(fit):
    """The samples come in another order in every epoch, and with another generator. |
    每一轮里，样本的顺序都不同；换一个随机数生成器，顺序也不同。
    """
    runs = [[joined(rows) for rows in diary(fit, 20, 4, 3, seed)[0]] for seed in range(5)]
    for orders in runs:
        check(orders[0] != list(range(20)), en="the samples are not shuffled", zh="样本没有打乱")
        for one, other in pairwise(orders):
            check(one != other, en="two epochs have the same order", zh="两轮的顺序相同")
    for one, other in pairwise(runs):
        check(
            one != other,
            en="two generators of different seeds lead to the same orders: they do not come from rng",
            zh="两个种子不同的随机数生成器，得到的顺序却相同：顺序不是由 rng 决定的",
        )


@given(seed=st.integers(0, 2**16), batch_size=st.integers(1, 4))
@example(seed=0, batch_size=2)
@example(seed=0, batch_size=1)
def test_fit_steps_after_every_batch(fit, seed, batch_size):
    """Each batch is seen with the parameters that the step before it left: with the loss w and the gradient −1, the
    recorded losses count the steps. |
    每个批量用的都是上一步留下的参数：损失取 w、梯度取 −1，记下的损失就在数步数。
    """
    counter = Formula("lambda w, x: (w.sum(), np.full(w.shape, -1.0))")
    params, losses = fit(
        counter, np.zeros(1), (np.arange(4),), rng=fresh(seed), batch_size=batch_size, epochs=2, learning_rate=0.5
    )
    sizes = np.array([min(batch_size, 4 - start) for start in range(0, 4, batch_size)])
    at = np.arange(2 * len(sizes)).reshape(2, -1) / 2
    assert_same(params, np.array([float(len(sizes))]))
    assert_same(losses, (at * sizes).sum(axis=1) / 4, ulp=16)


@st.composite
def uneven(draw: st.DrawFn) -> tuple[Shape, Shape]:
    """Shapes of data whose numbers of samples differ."""
    n, m = draw(st.sampled_from(((3, 4), (4, 3), (2, 1), (1, 2), (0, 2))))
    return (n, *draw(shapes(max_dims=1, max_side=3))), (m, *draw(shapes(max_dims=1, max_side=3)))


@given(pair=uneven())
@example(pair=((4, 2), (3,)))
@example(pair=((3, 2), (4,)))
@example(pair=((2, 2), (1,)))
def test_fit_wants_as_many_targets_as_samples(fit, pair):
    """Arrays of different numbers of samples raise a ValueError naming their shapes. |
    各数组的样本数不同，就抛出 ValueError，并写明它们的形状。
    """
    data = tuple(np.ones(shape) for shape in pair)
    constant = Formula("lambda w, x, y: (1.0, np.ones(w.shape))")
    with raises(ValueError, naming=pair):
        fit(constant, np.zeros(2), data, rng=fresh(0), batch_size=2, epochs=1, learning_rate=0.5)


@given(batch_size=st.integers(-3, 3), n=st.integers(0, 3), epochs=st.integers(0, 1))
@example(batch_size=0, n=3, epochs=1)
@example(batch_size=2, n=0, epochs=1)
@example(batch_size=-1, n=2, epochs=1)
@example(batch_size=0, n=3, epochs=0)
@example(batch_size=2, n=0, epochs=0)
def test_fit_rejects_no_samples_and_no_batches(fit, batch_size, n, epochs):
    """No samples at all, or a batch_size of less than 1, raise a ValueError, even if there is no epoch. |
    一个样本也没有，或者 batch_size 小于 1，就抛出 ValueError，哪怕一轮也不走。
    """
    constant = Formula("lambda w, x: (1.0, np.zeros(w.shape))")
    options: dict[str, Any] = {"rng": fresh(0), "batch_size": batch_size, "epochs": epochs, "learning_rate": 0.5}
    if n and batch_size > 0:
        assert_same(fit(constant, np.ones(2), (np.ones(n),), **options), (np.ones(2), np.ones(epochs)), ulp=16)
    else:
        with raises(ValueError):
            fit(constant, np.ones(2), (np.ones(n),), **options)
