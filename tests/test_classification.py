"""The laws of classification, and of networks of dense layers."""

from itertools import combinations, pairwise
from typing import Any

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from byhand.grading import assert_same, check, raises
from tests.strategies import FLOATS, NUMBERS, arrays, shapes

# predict_class


@st.composite
def score_arrays(draw: st.DrawFn) -> np.ndarray:
    """Scores with at least one class; small numbers, so that ties are common."""
    shape = (*draw(shapes(max_dims=2, max_side=4)), draw(st.integers(1, 6)))
    return draw(arrays(shape, dtypes=(*NUMBERS, np.uint8), bound=draw(st.sampled_from((1, 9)))))


def highest(logits: np.ndarray) -> np.ndarray:
    """The place of the highest score along the last axis, the first of equal ones, in plain Python."""
    rows = logits.reshape(-1, logits.shape[-1]).tolist()
    return np.array([row.index(max(row)) for row in rows], np.int64).reshape(logits.shape[:-1])


@given(logits=score_arrays())
@example(logits=np.array([[-1.0, 2.5, 2.0], [3.0, 0.0, 1.0]]))
@example(logits=np.array([[-3.0, -1.0, -2.0]]))
@example(logits=np.array([[1.0, 0.0, 4.0], [0.0, 2.0, -5.0]], np.float32)[::-1])
@example(logits=np.array([[7, 2, 255], [0, 9, 3]], np.uint8))
@example(logits=np.array([0.5, 4.0, 1.0]))
@example(logits=np.arange(24.0).reshape(2, 3, 4)[:, :, ::-1])
@example(logits=np.array([[5.0], [-5.0]]))
@example(logits=np.zeros((0, 3)))
def test_predict_class_finds_the_highest_score(predict_class, logits):
    """The answer is the class of the highest score, an int64 for each sample. |
    回答是得分最高的类别，每个样本一个 int64。
    """
    assert_same(predict_class(logits), highest(logits))


@given(n=st.integers(2, 6), places=st.sets(st.integers(0, 5), min_size=2), seed=st.integers(0, 2**16))
@example(n=3, places={1, 2}, seed=0)
@example(n=4, places={0, 3}, seed=1)
@example(n=3, places={0, 1, 2}, seed=2)
def test_predict_class_gives_ties_to_the_first(predict_class, n, places, seed):
    """Of equal highest scores the first counts. | 最高分有几个并列时，取第一个。"""
    scores = -np.random.default_rng(seed).integers(1, 9, (2, n)) / 8
    tied = sorted({place % n for place in places})
    scores[:, tied] = 0.25
    assert_same(predict_class(scores), np.full(2, tied[0], np.int64))


@given(at=st.integers(0, 3), base=st.sampled_from((0.0, 1.0, 800.0, 1e4, -1e4)), dtype=st.sampled_from(FLOATS))
@example(at=2, base=1e4, dtype=np.float64)
@example(at=1, base=-1e4, dtype=np.float64)
@example(at=3, base=1.0, dtype=np.float32)
@example(at=1, base=0.0, dtype=np.float64)
def test_predict_class_sees_the_smallest_lead(predict_class, at, base, dtype):
    """The highest score wins by however little, and however large the scores. |
    最高分只领先一点点也算赢，不论得分有多大。
    """
    scores = np.full((1, 4), base, dtype)
    scores[0, at] = np.nextafter(scores[0, at], np.array(np.inf, dtype)) if base else np.array(1e-30, dtype)
    assert_same(predict_class(scores), np.array([at], np.int64))


@given(at=st.integers(0, 3), sign=st.sampled_from((1, -1)))
@example(at=2, sign=1)
@example(at=1, sign=-1)
def test_predict_class_compares_integers_exactly(predict_class, at, sign):
    """Integers are compared as integers: float64 cannot tell 2⁵³ from 2⁵³ + 1. |
    整数就按整数比较：float64 分不清 2⁵³ 与 2⁵³ + 1。
    """
    scores = np.full((2, 4), min(sign * 2**53, sign * 2**53 + sign), np.int64)
    scores[:, at] += 1
    assert_same(predict_class(scores), np.full(2, at, np.int64))


@given(logits=score_arrays(), shift=st.integers(-9, 9))
@example(logits=np.array([[-1.0, 2.5, 2.0], [3.0, 0.0, 1.0]]), shift=5)
def test_predict_class_does_not_see_a_constant(predict_class, logits, shift):
    """The same number added to all scores changes no answer. | 所有得分加上同一个数，回答不变。"""
    assert_same(predict_class(logits.astype(np.float64) + shift), highest(logits))


@given(shape=st.sampled_from(((), (0,), (3, 0), (0, 0), (2, 3, 0))))
@example(shape=(3, 0))
@example(shape=(0, 0))
@example(shape=())
def test_predict_class_needs_a_class(predict_class, shape):
    """Scores without an axis, or for no classes, raise a ValueError naming their shape. |
    得分没有轴，或者一个类别也没有，就抛出 ValueError，并写明形状。
    """
    with raises(ValueError, naming=[shape]):
        predict_class(np.ones(shape))


# train_softmax_regression


def regression(x: Any, labels: Any, classes: int, rate: Any, epochs: int) -> tuple[Any, Any, Any]:
    """Softmax regression in float64; the parameters have the dtype that they should have."""
    data, target = np.asarray(x, np.float64), np.eye(classes)[np.asarray(labels, np.int64)]
    w, b, losses = np.zeros((data.shape[1], classes)), np.zeros(classes), []
    for _ in range(epochs):
        z = data @ w + b
        peak = z.max(axis=1, keepdims=True)
        log_p = z - peak - np.log(np.exp(z - peak).sum(axis=1, keepdims=True))
        losses.append(-(log_p * target).sum() / len(data))
        slope = (np.exp(log_p) - target) / len(data)
        w, b = w - float(rate) * data.T @ slope, b - float(rate) * slope.sum(axis=0)
    dtype = x.dtype if x.dtype.kind == "f" else np.float64
    return w.astype(dtype), b.astype(dtype), np.array(losses, np.float64)


def near(x: np.ndarray) -> dict[str, float]:
    """What rounding may miss."""
    return {"rtol": 1e-4, "atol": 1e-4} if x.dtype == np.float32 else {"rtol": 1e-9, "atol": 1e-9}


@st.composite
def samples(draw: st.DrawFn, dtypes: tuple[Any, ...] = (*NUMBERS, np.uint8)) -> tuple[np.ndarray, np.ndarray, int]:
    """Samples, their labels, and how many classes there are."""
    n, features, classes = draw(st.integers(1, 6)), draw(st.integers(0, 3)), draw(st.integers(1, 4))
    x = draw(arrays((n, features), dtypes=dtypes, bound=3))
    kind = draw(st.sampled_from((np.int64, np.int32, np.uint8)))
    return x, np.random.default_rng(draw(st.integers(0, 2**16))).integers(0, classes, n).astype(kind), classes


CORNERS = np.array([[1.0, 0.5], [-1.0, 2.0], [0.25, -1.5], [2.0, 0.0]]), np.array([0, 2, 1, 2]), 3


@given(case=samples(), rate=st.sampled_from((0.125, 0.5, 0.1, np.float64(0.1), 1)), epochs=st.integers(0, 4))
@example(case=CORNERS, rate=0.5, epochs=1)
@example(case=CORNERS, rate=0.5, epochs=3)
@example(case=(np.array([[-1.0], [1.0]]), np.array([0, 1]), 2), rate=0.5, epochs=2)
@example(case=(CORNERS[0].astype(np.float32), CORNERS[1].astype(np.uint8), 3), rate=np.float64(0.25), epochs=3)
@example(case=(np.array([[3, 0], [1, 2], [0, 2]], np.uint8), np.array([0, 1, 1], np.uint8), 3), rate=0.25, epochs=3)
@example(case=(np.array([[3, 0], [-1, 2], [0, -2]]), np.array([0, 1, 1]), 2), rate=0.25, epochs=2)
@example(case=(np.array([[2.0, -1.0]]), np.array([1]), 4), rate=0.5, epochs=2)
@example(case=(np.zeros((3, 0)), np.array([1, 1, 0]), 2), rate=0.5, epochs=2)
@example(case=(np.array([[1.0], [2.0]]), np.array([0, 0]), 1), rate=0.5, epochs=2)
def test_train_softmax_regression_takes_the_steps(train_softmax_regression, case, rate, epochs):
    """From zeros, every epoch takes one step with the mean gradient of all samples, and records the loss before it;
    floats keep their dtype, integers give float64. |
    从零出发，每一轮用全部样本的平均梯度走一步，并记下这一步之前的损失；浮点数的 dtype 不变，整数得到 float64。
    """
    x, labels, classes = case
    expected = regression(x, labels, classes, rate, epochs)
    assert_same(train_softmax_regression(x, labels, classes, rate, epochs), expected, **near(x))


@given(case=samples())
@example(case=CORNERS)
@example(case=(CORNERS[0].astype(np.float32), CORNERS[1], 5))
def test_train_softmax_regression_starts_at_zero(train_softmax_regression, case):
    """No epochs give zeros and no losses; the first loss is log(classes). |
    轮数为 0，得到全零的参数，没有损失；第一个损失是 log(classes)。
    """
    x, labels, classes = case
    dtype = x.dtype if x.dtype.kind == "f" else np.float64
    nothing = np.zeros((x.shape[1], classes), dtype), np.zeros(classes, dtype), np.zeros(0)
    assert_same(train_softmax_regression(x, labels, classes, 0.5, 0), nothing)
    losses = train_softmax_regression(x, labels, classes, 0.5, 1)[2]
    assert_same(losses, np.array([np.log(classes)]), **near(x))


@given(case=samples(dtypes=(np.float64,)), epochs=st.integers(1, 5))
@example(case=CORNERS, epochs=4)
def test_train_softmax_regression_moves_no_constant(train_softmax_regression, case, epochs):
    """What one class gains the others lose: over the classes, the weights of a feature sum to 0, and so do the
    biases. |
    一个类别得到的，正是其他类别失去的：每个特征的权重，对各类别求和为 0，偏置也是。
    """
    x, labels, classes = case
    w, b, _ = train_softmax_regression(x, labels, classes, 0.25, epochs)
    assert_same(w.sum(axis=1), np.zeros(x.shape[1]), atol=1e-12)
    assert_same(np.asarray(b.sum()), np.zeros(()), atol=1e-12)


@given(case=samples(dtypes=(np.float64,)), seed=st.integers(0, 2**16))
@example(case=CORNERS, seed=0)
def test_train_softmax_regression_knows_no_order(train_softmax_regression, case, seed):
    """Classes have no order: numbered in another way, they get the same weights, in other columns. The order of the
    samples does not matter either. |
    类别没有顺序：换一种编号，权重还是那些，只是换了列；样本的先后也没有关系。
    """
    x, labels, classes = case
    rng = np.random.default_rng(seed)
    names, rows = rng.permutation(classes), rng.permutation(len(x))
    w, b, losses = regression(x, labels, classes, 0.25, 4)
    back = np.argsort(names)
    got = train_softmax_regression(x[rows], names[labels][rows], classes, 0.25, 4)
    assert_same(got, (w[:, back], b[back], losses), **near(x))


@given(case=samples(dtypes=(np.float64,)), part=st.sampled_from((0.25, 0.5, 0.95)))
@example(case=CORNERS, part=0.5)
def test_train_softmax_regression_goes_down(train_softmax_regression, case, part):
    """Every step goes down, as long as the learning rate is below 2 / L; L is at most half the mean of |x|² + 1. |
    只要学习率小于 2 / L，每一步的损失都不会上升；L 至多是 |x|² + 1 的平均值的一半。
    """
    x, labels, classes = case
    rate = part * 4 / (1 + (x**2).sum(axis=1)).mean()
    losses = train_softmax_regression(x, labels, classes, rate, 8)[2]
    assert_same(losses.shape, (8,))
    check((np.diff(losses) < 1e-12).all(), en="a step does not go down", zh="有一步损失反而上升")


@st.composite
def unfit(draw: st.DrawFn) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Shapes of samples and labels that do not belong together."""
    n, m = draw(st.sampled_from(((3, 4), (4, 3), (2, 1), (1, 2), (5, 0))))
    return draw(st.sampled_from((((n, 2), (m,)), ((n, 2), (n, 1)), ((n,), (n,)), ((n, 2, 2), (n,)))))


@given(pair=unfit())
@example(pair=((3, 2), (4,)))
@example(pair=((3, 2), (3, 1)))
@example(pair=((3, 2), (1,)))
@example(pair=((4,), (4,)))
@example(pair=((4, 7, 7), (4,)))
@example(pair=((3, 4), (3, 4)))
@example(pair=((), ()))
@example(pair=((0, 5), (0,)))
def test_train_softmax_regression_wants_a_label_for_each_sample(train_softmax_regression, pair):
    """Anything but one label for each row, at least one, raises a ValueError naming both shapes. |
    不是每行一个标签，或者一行也没有，就抛出 ValueError，并写明两个形状。
    """
    x, labels = pair
    with raises(ValueError, naming=[x, labels]):
        train_softmax_regression(np.ones(x), np.zeros(labels, np.int64), 3, 0.5, 2)


@given(label=st.sampled_from((-1, -3, 3, 4, 57)), at=st.integers(0, 2), epochs=st.integers(0, 2))
@example(label=-1, at=0, epochs=1)
@example(label=3, at=2, epochs=1)
@example(label=57, at=1, epochs=0)
def test_train_softmax_regression_rejects_a_label_of_no_class(train_softmax_regression, label, at, epochs):
    """A label below 0 or above classes − 1 raises a ValueError naming it. |
    标签小于 0 或大于 classes − 1，就抛出 ValueError，并写明这个标签。
    """
    labels = np.array([0, 2, 1])
    labels[at] = label
    with raises(ValueError, naming=[label]):
        train_softmax_regression(CORNERS[0][:3], labels, 3, 0.5, epochs)


@given(epochs=st.integers(-5, -1))
@example(epochs=-1)
def test_train_softmax_regression_rejects_negative_epochs(train_softmax_regression, epochs):
    """A negative number of epochs raises a ValueError naming it. | 轮数为负，就抛出 ValueError，并写明这个数。"""
    with raises(ValueError, naming=[epochs]):
        train_softmax_regression(*CORNERS, 0.5, epochs)


@given(dtype=st.sampled_from((np.float64, np.float32, np.bool_)), epochs=st.integers(0, 1))
@example(dtype=np.float64, epochs=1)
@example(dtype=np.bool_, epochs=0)
def test_train_softmax_regression_wants_class_numbers(train_softmax_regression, dtype, epochs):
    """Labels that are not integers raise a TypeError. | 标签不是整数，就抛出 TypeError。"""
    with raises(TypeError):
        train_softmax_regression(CORNERS[0], np.array([0, 1, 1, 0]).astype(dtype), 3, 0.5, epochs)


# collapse_linear_layers


@st.composite
def two_layers(draw: st.DrawFn, dtypes: tuple[Any, ...] = NUMBERS, min_side: int = 0) -> tuple[np.ndarray, ...]:
    """The weights and biases of two layers that fit."""
    n, hidden, m = (draw(st.integers(min_side, 4)) for _ in range(3))
    kind = (draw(st.sampled_from(dtypes)),)
    return tuple(draw(arrays(shape, dtypes=kind, bound=5)) for shape in ((n, hidden), (hidden,), (hidden, m), (m,)))


PAIR = (
    np.array([[1.0, 2.0, 0.0], [-1.0, 0.5, 3.0]]),
    np.array([10.0, -1.0, 2.0]),
    np.array([[3.0, 1.0], [4.0, 0.0], [-2.0, 5.0]]),
    np.array([0.5, -7.0]),
)


@given(layers=two_layers(), batch=st.integers(0, 4), seed=st.integers(0, 2**16))
@example(layers=PAIR, batch=3, seed=0)
@example(layers=tuple(array.astype(np.float32) for array in PAIR), batch=2, seed=1)
@example(layers=tuple(array.astype(np.int64) for array in PAIR), batch=2, seed=1)
@example(
    layers=(np.array([[1.0, 2.0]]), np.array([10.0, 0.0]), np.array([[3.0], [4.0]]), np.array([5.0])), batch=1, seed=2
)
@example(layers=(np.eye(2), np.array([1.0, 2.0]), np.array([[1.0, 2.0], [3.0, 4.0]]), np.zeros(2)), batch=2, seed=3)
@example(layers=(np.zeros((2, 0)), np.zeros(0), np.zeros((0, 3)), np.array([1.0, 2.0, 3.0])), batch=2, seed=4)
@example(layers=(np.zeros((0, 2)), np.array([1.0, 2.0]), np.array([[3.0], [4.0]]), np.array([1.0])), batch=2, seed=5)
def test_collapse_linear_layers_gives_the_same_function(collapse_linear_layers, layers, batch, seed):
    """For every batch, the one layer gives what the two give: w = w1 · w2, b = b1 · w2 + b2. |
    对任何批量，这一个层与那两个层的结果相同：w = w1 · w2，b = b1 · w2 + b2。
    """
    w1, b1, w2, b2 = layers
    w, b = collapse_linear_layers(*layers)
    assert_same((w.shape, b.shape), ((len(w1), len(b2)), (len(b2),)))
    x = np.random.default_rng(seed).integers(-3, 4, (batch, len(w1))).astype(w1.dtype)
    through = np.einsum("bi,ih->bh", x, w1) + b1
    assert_same(np.einsum("bi,io->bo", x, w) + b, np.einsum("bh,ho->bo", through, w2) + b2)
    at_unit = np.eye(len(w1), dtype=w1.dtype)
    through = np.einsum("bi,ih->bh", at_unit, w1)
    assert_same((w, b), (np.einsum("bh,ho->bo", through, w2), np.einsum("h,ho->o", b1, w2) + b2))


@given(layers=two_layers(min_side=1), kinds=st.permutations((np.float32, np.float64, np.float32, np.float32)))
@example(layers=PAIR, kinds=[np.float32, np.float32, np.float32, np.float64])
@example(layers=PAIR, kinds=[np.float64, np.float32, np.float32, np.float32])
def test_collapse_linear_layers_promotes_as_numpy_does(collapse_linear_layers, layers, kinds):
    """The dtypes are those of w1 @ w2 and b1 @ w2 + b2. | dtype 与 w1 @ w2、b1 @ w2 + b2 的相同。"""
    w1, b1, w2, b2 = (array.astype(kind) for array, kind in zip(layers, kinds, strict=True))
    expected = np.einsum("ih,ho->io", w1, w2), np.einsum("h,ho->o", b1, w2) + b2
    assert_same(collapse_linear_layers(w1, b1, w2, b2), expected, rtol=1e-6)


@st.composite
def misfits(draw: st.DrawFn) -> tuple[tuple[int, ...], ...]:
    """The shapes of two layers that do not fit in one place."""
    n, hidden, m = draw(st.permutations((2, 3, 4)))
    fit = [(n, hidden), (hidden,), (hidden, m), (m,)]
    wrong = (
        (0, (hidden, n)),
        (0, (hidden,)),
        (0, (1, n, hidden)),
        (1, (1,)),
        (1, (1, hidden)),
        (1, (n,)),
        (2, (m, hidden)),
        (2, (n, m)),
        (2, (hidden,)),
        (3, (1,)),
        (3, ()),
        (3, (1, m)),
        (3, (hidden,)),
    )
    place, shape = draw(st.sampled_from(wrong))
    fit[place] = shape
    return tuple(fit)


@given(layers=misfits())
@example(layers=((2, 3), (3,), (2, 4), (4,)))
@example(layers=((2, 3), (3,), (4, 3), (4,)))
@example(layers=((2, 3), (1,), (3, 4), (4,)))
@example(layers=((2, 3), (3,), (3, 4), (1,)))
@example(layers=((2, 3), (3,), (3, 4), (3,)))
@example(layers=((2, 3), (1, 3), (3, 4), (4,)))
@example(layers=((2, 3), (3,), (3, 4), (1, 4)))
@example(layers=((2, 3), (3,), (3, 4), ()))
@example(layers=((3,), (), (3, 4), (4,)))
@example(layers=((2, 3), (3,), (3,), ()))
@example(layers=((5, 2, 3), (3,), (3, 4), (4,)))
@example(layers=((2, 3), (3,), (2, 3, 4), (4,)))
def test_collapse_linear_layers_checks_the_shapes(collapse_linear_layers, layers):
    """Sizes that do not fit raise a ValueError naming all four shapes; a bias of size 1 does not stretch. |
    长度对不上，就抛出 ValueError，并写明全部四个形状；长度为 1 的偏置不会扩展。
    """
    with raises(ValueError, naming=layers):
        collapse_linear_layers(*(np.ones(shape) for shape in layers))


# init_mlp


def fresh(seed: int) -> np.random.Generator:
    """A random generator."""
    return np.random.default_rng(seed)


def global_state() -> bytes:
    """The state of the generator that all of NumPy's old functions share."""
    return np.random.get_state()[1].tobytes()  # noqa: NPY002


def pairs(params: Any, sizes: Any) -> list[tuple[np.ndarray, np.ndarray]]:
    """The layers, once they have been found to be what `init_mlp` promises, their values aside."""
    check(
        type(params) is list and all(type(pair) is tuple and len(pair) == 2 for pair in params),
        en="the result is not a list of pairs (w, b)",
        zh="结果不是由 (w, b) 组成的列表",
    )
    for array in (array for pair in params for array in pair):
        check(type(array) is np.ndarray, en="a weight or a bias is not an array", zh="有的权重或偏置不是数组")
        check(array.dtype == np.float32, en=f"a dtype is {array.dtype}", zh=f"有一个 dtype 是 {array.dtype}")
    expected = [((n, m), (m,)) for n, m in pairwise(sizes)]
    assert_same([(w.shape, b.shape) for w, b in params], expected)
    return params


@given(sizes=st.lists(st.integers(1, 5), min_size=2, max_size=5), kind=st.sampled_from((list, tuple)))
@example(sizes=[4, 5, 3], kind=tuple)
@example(sizes=[3, 2], kind=list)
@example(sizes=[1, 1, 1], kind=tuple)
@example(sizes=[2, 4, 3, 5], kind=list)
def test_init_mlp_has_a_pair_for_each_layer(init_mlp, sizes, kind):
    """Each layer has a pair (w, b), float32: w of shape (fan_in, fan_out), b of shape (fan_out,), all zeros. |
    每层有一对 (w, b)，float32：w 的形状是 (fan_in, fan_out)，b 的形状是 (fan_out,)，全为零。
    """
    for _, b in pairs(init_mlp(fresh(0), kind(sizes)), sizes):
        check(not b.any(), en="a bias is not zero", zh="偏置不全为零")


def test_init_mlp_is_he_normal(init_mlp):
    """The weights are normal, with mean 0 and variance 2 / fan_in, and drawn one by one. |
    权重服从正态分布，均值为 0，方差为 2 / fan_in，并且逐个独立抽取。
    """
    for seed in (0, 1):
        w = pairs(init_mlp(fresh(seed), (400, 250)), (400, 250))[0][0]
        unit = w.astype(np.float64) / np.sqrt(2 / 400)  # 100,000 numbers: each bound is ten standard errors away
        check(
            abs(unit.mean()) < 0.04 and abs(unit.std() - 1) < 0.03,
            en=f"sizes (400, 250): expected mean 0 and standard deviation 0.0707, got {w.mean():.4f} and {w.std():.4f}",
            zh=f"sizes 为 (400, 250)：均值应为 0，标准差应为 0.0707，得到 {w.mean():.4f} 和 {w.std():.4f}",
        )
        check(
            abs((unit**4).mean() / (unit**2).mean() ** 2 - 3) < 0.2 and len(np.unique(w)) > 0.9 * w.size,
            en="the weights are not drawn, one by one, from a normal distribution with its tails",
            zh="权重不是逐个从（不截断的）正态分布中抽取的",
        )


def test_init_mlp_scales_every_layer(init_mlp):
    """Each layer has its own variance, 2 / fan_in; layers of one size have different weights. |
    每一层有自己的方差 2 / fan_in；大小相同的各层，权重各不相同。
    """
    sizes = (10, 300, 30, 300, 30)
    weights = [w for w, _ in pairs(init_mlp(fresh(3), sizes), sizes)]
    for w in weights:  # 3,000 numbers or more: the bound is eight standard errors away
        right = abs(w.std() / np.sqrt(2 / len(w)) - 1) < 0.1
        check(
            right, en=f"the weights {w.shape} have spread {w.std():.3f}", zh=f"权重 {w.shape} 的标准差是 {w.std():.3f}"
        )
    same = [v.shape == w.shape and np.allclose(v, w) for v, w in combinations(weights, 2)]
    check(not any(same), en="two layers have the same weights", zh="有两层的权重相同")


@given(seed=st.integers(0, 2**16))
@example(seed=7)
def test_init_mlp_is_random_by_rng_alone(init_mlp, seed):
    """Generators with the same seed give the same parameters, others do not; NumPy's global generator is not
    touched. |
    种子相同的随机数生成器，给出相同的参数；种子不同，参数就不同；NumPy 的全局随机数生成器保持不动。
    """
    before = global_state()
    one, again, other = (pairs(init_mlp(fresh(s), (4, 5, 3)), (4, 5, 3)) for s in (seed, seed, seed + 1))
    check(global_state() == before, en="it draws from the global generator", zh="用了全局的随机数生成器")
    assert_same(one, again)
    for (w, _), (v, _) in zip(one, other, strict=True):
        check((w != v).mean() > 0.9, en="two seeds give the same weights", zh="两个不同的种子得到了同样的权重")


BAD_SIZES = ((), (5,), (5, 0), (0, 5), (5, -1, 3), (4, 3, 0), [7], [6, 0])


@given(sizes=st.sampled_from(BAD_SIZES))
@example(sizes=(5,))
@example(sizes=(5, 0))
@example(sizes=(5, -1, 3))
@example(sizes=())
def test_init_mlp_rejects_bad_sizes(init_mlp, sizes):
    """Fewer than two sizes, or one below 1, raise a ValueError naming them. |
    大小少于两个，或有一个小于 1，就抛出 ValueError，并写明这些大小。
    """
    with raises(ValueError, naming=sizes):
        init_mlp(fresh(0), sizes)


# parameter_count


@given(sizes=st.lists(st.integers(1, 1000), min_size=2, max_size=6), kind=st.sampled_from((list, tuple)))
@example(sizes=[784, 10], kind=tuple)
@example(sizes=[784, 512, 256, 10], kind=tuple)
@example(sizes=[1, 1], kind=list)
@example(sizes=[3, 5, 2], kind=list)
def test_parameter_count_counts_weights_and_biases(parameter_count, sizes, kind):
    """As many as the elements of all weights, fan_in × fan_out, and of all biases, fan_out. |
    等于所有权重（fan_in × fan_out 个）与所有偏置（fan_out 个）的元素个数之和。
    """
    check(
        parameter_count((784, 512, 256, 10)) == 535_818,
        en="784→512→256→10 has 535,818",
        zh="784→512→256→10 有 535,818 个",
    )
    count = 0
    for fan_in, fan_out in pairwise(sizes):
        for _ in range(fan_in + 1):
            count += fan_out
    assert_same(parameter_count(kind(sizes)), count)


@given(sizes=st.lists(st.integers(1, 9), min_size=3, max_size=6), cut=st.integers(1, 4))
@example(sizes=[4, 5, 3], cut=1)
def test_parameter_count_adds_up(parameter_count, sizes, cut):
    """Cut in two at a layer, which both parts have, the network has as many as its parts together. |
    在某一层把网络切成两段（这一层两段都算），参数个数等于两段之和。
    """
    cut = min(cut, len(sizes) - 2)
    whole = parameter_count(tuple(sizes))
    assert_same(parameter_count(tuple(sizes[: cut + 1])) + parameter_count(tuple(sizes[cut:])), whole)


@given(
    sizes=st.lists(st.integers(10**4, 10**6), min_size=2, max_size=4), kind=st.sampled_from((int, np.int64, np.int32))
)
@example(sizes=[10**10, 10**10], kind=int)
@example(sizes=[10**10, 10**10], kind=np.int64)
@example(sizes=[10**5, 10**5], kind=np.int32)
def test_parameter_count_is_exact(parameter_count, sizes, kind):
    """It is exact however large the sizes are, Python's or NumPy's. |
    不论大小是多少，是 Python 的还是 NumPy 的，结果都精确。
    """
    count = sum((int(n) + 1) * int(m) for n, m in pairwise(sizes))
    got = parameter_count([kind(size) for size in sizes])
    check(int(got) == count, en=f"expected {count}, got {got}", zh=f"应为 {count}，得到 {got}")


@given(sizes=st.sampled_from(BAD_SIZES))
@example(sizes=(5,))
@example(sizes=(5, 0))
@example(sizes=(5, -1, 3))
@example(sizes=())
def test_parameter_count_rejects_bad_sizes(parameter_count, sizes):
    """Fewer than two sizes, or one below 1, raise a ValueError naming them. |
    大小少于两个，或有一个小于 1，就抛出 ValueError，并写明这些大小。
    """
    with raises(ValueError, naming=sizes):
        parameter_count(sizes)


# mlp_forward


@st.composite
def networks(draw: st.DrawFn, dtypes: tuple[Any, ...] = FLOATS) -> tuple[Any, np.ndarray]:
    """The parameters of a network, and a batch that fits."""
    sizes = draw(st.lists(st.integers(0, 4), min_size=2, max_size=5))
    kind = (draw(st.sampled_from(dtypes)),)
    params = [tuple(draw(arrays(s, dtypes=kind, bound=2)) for s in ((n, m), (m,))) for n, m in pairwise(sizes)]
    return params, draw(arrays((draw(st.integers(0, 4)), sizes[0]), dtypes=(draw(st.sampled_from(dtypes)),), bound=3))


def forward(params: Any, x: np.ndarray) -> np.ndarray:
    """The scores in float64, with the dtype that they should have."""
    h = x.astype(np.float64)
    dtype = np.result_type(x, *(array for pair in params for array in pair))
    for number, (w, b) in enumerate(params):
        h = np.where(h > 0, h, 0.0) if number else h
        h = np.einsum("bi,io->bo", h, w.astype(np.float64)) + b
    return h.astype(dtype)


FOLDS = [
    (np.array([[1.0, -1.0, 2.0], [0.5, 1.0, -3.0]]), np.array([0.25, -1.0, 0.5])),
    (np.array([[1.0, -2.0], [3.0, 0.5], [-1.0, 1.0]]), np.array([-4.0, 0.5])),
]
BATCH = np.array([[1.0, 2.0], [-3.0, 0.5], [0.0, -1.0], [2.0, -2.0]])


@given(case=networks())
@example(case=(FOLDS, BATCH))
@example(case=(FOLDS[:1], BATCH))
@example(case=([*FOLDS, (np.array([[2.0], [-1.0]]), np.array([-1.0]))], BATCH))
@example(case=([tuple(a.astype(np.float32) for a in layer) for layer in FOLDS], BATCH.astype(np.float32)))
@example(case=([tuple(a.astype(np.float32) for a in layer) for layer in FOLDS], BATCH))
@example(case=(FOLDS, BATCH[::-1].astype(np.float32)))
@example(case=(FOLDS, BATCH[:0]))
@example(case=([(np.zeros((2, 0)), np.zeros(0)), (np.zeros((0, 3)), np.array([1.0, -2.0, 3.0]))], BATCH))
def test_mlp_forward_goes_layer_by_layer(mlp_forward, case):
    """Every layer computes x @ w + b; between two layers stands relu, before the first and after the last nothing. |
    每一层计算 x @ w + b；两层之间是 relu，第一层之前、最后一层之后什么也没有。
    """
    params, x = case
    expected = forward(params, x)
    tolerance = {"rtol": 1e-4, "atol": 1e-3} if expected.dtype == np.float32 else {"rtol": 1e-12, "atol": 1e-9}
    assert_same(mlp_forward(params, x), expected, **tolerance)


@given(case=networks(dtypes=(np.float64,)))
@example(case=([*FOLDS, (np.array([[2.0], [-1.0]]), np.array([-1.0]))], BATCH))
@example(case=(FOLDS, BATCH))
def test_mlp_forward_treats_samples_alone(mlp_forward, case):
    """What a sample gets does not depend on the others in its batch. | 一个样本的得分，与批量里的其他样本无关。"""
    params, x = case
    assert_same(mlp_forward(params, x[-1:]), forward(params, x)[-1:], rtol=1e-12, atol=1e-9)


@given(case=networks(dtypes=(np.float64,)), power=st.integers(0, 3))
@example(case=(FOLDS, BATCH), power=2)
def test_mlp_forward_without_biases_scales(mlp_forward, case, power):
    """Without biases, an input twice as large gives scores twice as large, since relu only switches. |
    没有偏置时，输入放大几倍，得分就放大几倍，因为 relu 只管开关。
    """
    params, x = case
    params = [(w, np.zeros_like(b)) for w, b in params]
    assert_same(mlp_forward(params, 2.0**power * x), 2.0**power * forward(params, x), rtol=1e-12, atol=1e-9)


@st.composite
def broken_networks(draw: st.DrawFn) -> tuple[list[tuple[Any, Any]], int]:
    """The shapes of layers, and the number of the first that does not fit."""
    sizes = [2, *draw(st.permutations((3, 4, 5)))]
    layers: list[tuple[Any, Any]] = [((n, m), (m,)) for n, m in pairwise(sizes)]
    at = draw(st.integers(0, 2))
    n, m = layers[at][0]
    shapes = (((m, n), (m,)), ((n, m), (1,)), ((n, m), (n,)), ((n, m), (1, m)), ((n,), (m,)), ((n, m), ()))
    layers[at] = draw(st.sampled_from(shapes))
    return layers, at


@given(case=broken_networks(), batch=st.integers(1, 3))
@example(case=([((2, 3), (3,)), ((2, 4), (4,))], 1), batch=6)
@example(case=([((3, 2), (2,)), ((2, 4), (4,))], 0), batch=6)
@example(case=([((2, 3), (1,)), ((3, 4), (4,))], 0), batch=6)
@example(case=([((2, 3), (3,)), ((3, 4), (1,))], 1), batch=6)
@example(case=([((2, 3), (3,)), ((3, 4), (1, 4))], 1), batch=6)
@example(case=([((2, 4), (4,)), ((4,), ())], 1), batch=3)
def test_mlp_forward_checks_every_layer(mlp_forward, case, batch):
    """A layer that does not fit raises a ValueError naming the shapes of its input, its weights and its biases; a
    bias of size 1 does not stretch. |
    有一层对不上，就抛出 ValueError，并写明这一层的输入、权重和偏置的形状；长度为 1 的偏置不会扩展。
    """
    layers, at = case
    params = [(np.ones(w), np.ones(b)) for w, b in layers]
    width = 2 if at == 0 else layers[at - 1][0][1]
    with raises(ValueError, naming=[(batch, width), *layers[at]]):
        mlp_forward(params, np.ones((batch, 2)))


@given(shape=st.sampled_from(((2,), (), (1, 2, 2), (4, 3), (2, 1))))
@example(shape=(2,))
@example(shape=(3, 2, 2))
def test_mlp_forward_wants_a_batch(mlp_forward, shape):
    """An input that is not a matrix, or has the wrong width, raises a ValueError naming its shape. |
    输入不是矩阵，或者列数不对，就抛出 ValueError，并写明形状。
    """
    with raises(ValueError, naming=[shape, (2, 3), (3,)]):
        mlp_forward(FOLDS, np.ones(shape))


def test_mlp_forward_needs_a_layer(mlp_forward):
    """No layers at all raise a ValueError that says `params`. | 一层也没有，就抛出 ValueError，并写明 `params`。"""
    for params in ([], ()):
        with raises(ValueError, naming=["params"]):
            mlp_forward(params, np.ones((3, 2)))
