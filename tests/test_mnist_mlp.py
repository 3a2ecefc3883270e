"""The laws of the network that reads digits. JAX compiles for every shape, so shapes are few and fixed."""

from collections.abc import Sequence
from inspect import signature
from itertools import combinations, pairwise
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from byhand.grading import assert_same, check, raises
from byhand.grading.contract import is_jax

# Left alone, a GPU or TPU rounds products to fewer bits than float32 has.
jax.config.update("jax_default_matmul_precision", "highest")

type Layers = list[tuple[np.ndarray, np.ndarray]]
"""Parameters in float64: what the grader computes with."""

NETWORKS = {(3, 2): 5, (4, 5, 3): 2, (2, 5, 4, 3): 7}
"""Sizes of layers, and how many samples they are tried on."""
CLOSE = {"rtol": 1e-5, "atol": 1e-5}
"""What float32 may make of small numbers in a few steps."""


def layers(sizes: tuple[int, ...], seed: int = 0) -> Layers:
    """Weights and biases, none of them zero."""
    rng = np.random.default_rng(seed)
    draw = lambda *shape: rng.normal(size=shape).astype(np.float32).astype(float)  # noqa: E731
    return [(draw(m, n), draw(n)) for m, n in pairwise(sizes)]


def data(sizes: tuple[int, ...], n: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Samples for a network, and labels of which no two neighbours are equal."""
    x = np.random.default_rng([seed, 1]).normal(size=(n, sizes[0]))
    return x.astype(np.float32).astype(float), (np.arange(n) + seed) % sizes[-1]


def device(value: Any) -> Any:
    """Turn NumPy arrays into JAX arrays, float32 and int32, in the lists and tuples that hold them."""
    if isinstance(value, list | tuple):
        return type(value)(map(device, value))
    return jnp.asarray(value, jnp.float32 if value.dtype.kind == "f" else jnp.int32)


def zeros(params: Layers) -> Layers:
    """The state of the optimiser at the start."""
    return [(np.zeros_like(w), np.zeros_like(b)) for w, b in params]


def logits_of(params: Layers, x: np.ndarray) -> np.ndarray:
    """The network in float64."""
    for w, b in params[:-1]:
        x = np.maximum(x @ w + b, 0)
    return x @ params[-1][0] + params[-1][1]


def losses_of(params: Layers, x: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """The cross-entropy of every sample in float64."""
    logits = logits_of(params, x)
    logits = logits - logits.max(axis=1, keepdims=True)
    return np.log(np.exp(logits).sum(axis=1)) - logits[np.arange(len(x)), labels]


def gradients_of(params: Layers, x: np.ndarray, labels: np.ndarray) -> Layers:
    """The gradient of the mean loss in float64, by backpropagation."""
    inputs = [x]
    for w, b in params[:-1]:
        inputs.append(np.maximum(inputs[-1] @ w + b, 0))
    logits = logits_of(params, x)
    upstream = np.exp(logits - logits.max(axis=1, keepdims=True))
    upstream /= upstream.sum(axis=1, keepdims=True)
    upstream[np.arange(len(x)), labels] -= 1
    upstream /= len(x)
    result: Layers = []
    for (w, _), entering in zip(reversed(params), reversed(inputs), strict=True):
        result.insert(0, (entering.T @ upstream, upstream.sum(axis=0)))
        upstream = (upstream @ w.T) * (entering > 0)
    return result


def numerical_gradients(params: Layers, x: np.ndarray, labels: np.ndarray, h: float = 1e-5) -> Layers:
    """The gradient of the mean loss in float64, by central differences, one number after the other."""
    result = zeros(params)
    for pair, slopes in zip(params, result, strict=True):
        for array, slope in zip(pair, slopes, strict=True):
            for index in np.ndindex(array.shape):
                value, ends = array[index], []
                for step in (h, -h):
                    array[index] = value + step
                    ends.append(losses_of(params, x, labels).mean())
                array[index] = value
                slope[index] = (ends[0] - ends[1]) / (2 * h)
    return result


def rmsprop(
    params: Layers, state: Layers, x: np.ndarray, labels: np.ndarray, learning_rate: float
) -> tuple[Layers, Layers, float]:
    """One step in float64: new parameters, new state, the loss before it."""
    before = float(losses_of(params, x, labels).mean())
    new_params, new_state = [], []
    for pair, squares, slopes in zip(params, state, gradients_of(params, x, labels), strict=True):
        squares = tuple(0.9 * s + 0.1 * g**2 for s, g in zip(squares, slopes, strict=True))
        steps = [g / (np.sqrt(s) + 1e-7) for s, g in zip(squares, slopes, strict=True)]
        new_params.append(tuple(p - learning_rate * step for p, step in zip(pair, steps, strict=True)))
        new_state.append(squares)
    return new_params, new_state, before


def host(params: Any, sizes: Sequence[int]) -> Layers:
    """Parameters that an answer made for a network of these sizes, in float64; they must have their form."""
    shapes = [[(m, n), (n,)] for m, n in pairwise(sizes)]
    check(
        type(params) is list and all(type(pair) is tuple and all(map(is_jax, pair)) for pair in params),
        en="the parameters are not a list of pairs (w, b) of JAX arrays",
        zh="参数不是由 (w, b) 对组成的列表，或者其中有的不是 JAX 数组",
    )
    assert_same([[part.shape for part in pair] for pair in params], shapes)
    kinds = {str(part.dtype) for pair in params for part in pair}
    check(kinds == {"float32"}, en="the parameters are not float32", zh="参数的 dtype 不是 float32")
    return [(np.asarray(w, float), np.asarray(b, float)) for w, b in params]


def check_losses(losses: Any, epochs: int) -> None:
    """Demand one loss for each epoch, in float32."""
    check(
        losses.shape == (epochs,) and losses.dtype == np.float32,
        en=f"expected {epochs} losses of float32, got {losses.dtype} of shape {losses.shape}",
        zh=f"应有 {epochs} 个 float32 的损失，得到 {losses.dtype}，形状 {losses.shape}",
    )


def program(function: Any) -> Any:
    """A function that returns what JAX traces `function` to; its last parameter, the learning rate, may be static."""
    return jax.make_jaxpr(function, static_argnums=len(signature(function).parameters) - 1)


def equations(program: Any) -> list[Any]:
    """All operations of a traced program, those of its inner programs included."""
    found = []
    for equation in getattr(program, "jaxpr", program).eqns:
        found.append(equation)
        for value in equation.params.values():
            for inner in value if isinstance(value, list | tuple) else [value]:
                if hasattr(inner, "eqns") or hasattr(inner, "jaxpr"):
                    found += equations(inner)
    return found


def check_compiled(program: Any) -> None:
    """Demand that all work of a traced program is in one compiled function."""
    outer = [equation.primitive.name for equation in program.jaxpr.eqns]
    work = [name for name in outer if name not in ("convert_element_type", "copy")]
    check(
        len(work) == 1 and work[0] in ("jit", "pjit"),
        en="it is not compiled: put `@jax.jit` above it",
        zh="它没有编译：请在它上面写 `@jax.jit`",
    )


# preprocess


def images(shape: tuple[int, ...], seed: int = 0) -> np.ndarray:
    """Random bytes, none of them 255, so that the largest is not what to divide by."""
    return np.random.default_rng(seed).integers(0, 250, shape).astype(np.uint8)


def rows(x: np.ndarray) -> jax.Array:
    """What `preprocess` makes of images."""
    return device(np.asarray(x, np.float64).reshape(len(x), x.shape[1] * x.shape[2]) / 255)


def test_preprocess_divides_by_255(preprocess):
    """Every byte from 0 to 255 becomes its 255th part, in float32. |
    从 0 到 255 的每个字节都除以 255，得到 float32。
    """
    x = np.arange(256, dtype=np.uint8).reshape(1, 16, 16)
    assert_same(preprocess(x), rows(x), ulp=1)


def test_preprocess_makes_rows(preprocess):
    """Every image, of any height and width, becomes one row, read line by line. |
    每幅图片，不论高和宽是多少，都逐行展开成结果的一行。
    """
    for shape in ((2, 3, 4), (3, 28, 28), (5, 1, 2)):
        x = images(shape)
        assert_same(preprocess(x), rows(x), ulp=1)


def test_preprocess_takes_any_array(preprocess):
    """NumPy arrays in any memory layout and JAX arrays give the same. |
    任何内存布局的 NumPy 数组，以及 JAX 数组，结果都相同。
    """
    x = images((2, 3, 4), seed=1)
    for same in (jnp.asarray(x), np.asfortranarray(x), np.ascontiguousarray(x[:, ::-1])[:, ::-1]):
        assert_same(preprocess(same), rows(x), ulp=1)


def test_preprocess_of_no_images(preprocess):
    """No images give no rows, of the same length. | 没有图片时，结果是 0 行，每行的长度不变。"""
    x = np.zeros((0, 3, 4), np.uint8)
    assert_same(preprocess(x), rows(x))


def test_preprocess_wants_bytes(preprocess):
    """Anything but an array of uint8 raises a TypeError naming the dtype. |
    不是 uint8 数组时，抛出 TypeError，并写明 dtype。
    """
    for dtype in (np.float32, np.int32, np.int8, np.bool_):
        with raises(TypeError, naming=[np.dtype(dtype).name]):
            preprocess(np.ones((2, 3, 4), dtype))
    with raises(TypeError, naming=["float32"]):
        preprocess(jnp.ones((2, 3, 4)))
    with raises(TypeError):
        preprocess([[[0, 255]]])


def test_preprocess_wants_three_axes(preprocess):
    """Images that do not have three axes raise a ValueError naming the shape. |
    图片不是三个轴时，抛出 ValueError，并写明形状。
    """
    for shape in ((3, 4), (2, 3, 4, 1), (5,)):
        with raises(ValueError, naming=[shape]):
            preprocess(np.zeros(shape, np.uint8))


# init_params


def test_init_params_has_a_pair_for_each_layer(init_params):
    """Each layer has a pair (w, b), float32: w of shape (fan_in, fan_out), b all zeros. |
    每层有一对 (w, b)，float32：w 的形状是 (fan_in, fan_out)，b 全为零。
    """
    for sizes in ((3, 2), [4, 5, 3], (4, 1, 3, 2)):
        for _, b in host(init_params(jax.random.key(0), sizes), sizes):
            check(not b.any(), en="a bias is not zero", zh="偏置不全为零")


def test_init_params_is_he_normal(init_params):
    """The weights are normal, with mean 0 and variance 2 / fan_in, and drawn one by one. |
    权重服从正态分布，均值为 0，方差为 2 / fan_in，并且逐个独立抽取。
    """
    for seed in (0, 1):
        w = host(init_params(jax.random.key(seed), (400, 250)), (400, 250))[0][0]
        unit = w / np.sqrt(2 / 400)  # 100,000 numbers: each bound is more than ten standard errors away
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


def test_init_params_gives_each_layer_its_key(init_params):
    """Layers of the same size have different weights. | 大小相同的各层，权重各不相同。"""
    sizes = (6, 6, 6, 6)
    weights = [w for w, _ in host(init_params(jax.random.key(3), sizes), sizes)]
    same = [np.allclose(v, w) for v, w in combinations(weights, 2)]
    check(not any(same), en="two layers have the same weights", zh="有两层的权重相同")


def test_init_params_depends_on_the_key(init_params):
    """The same key gives the same parameters, another key other weights. |
    同一个键得到同样的参数，不同的键得到不同的权重。
    """
    one, again, other = (host(init_params(jax.random.key(seed), (4, 5, 3)), (4, 5, 3)) for seed in (7, 7, 8))
    check(
        all(np.array_equal(w, v) for (w, _), (v, _) in zip(one, again, strict=True)),
        en="the same key gives different weights",
        zh="同一个键得到了不同的权重",
    )
    for (w, _), (v, _) in zip(one, other, strict=True):
        check((w != v).mean() > 0.9, en="two keys give the same weights", zh="两个不同的键得到了同样的权重")


def test_init_params_rejects_bad_sizes(init_params):
    """Fewer than two sizes, or one below 1, raise a ValueError naming them. |
    大小少于两个，或有一个小于 1，就抛出 ValueError，并写明这些大小。
    """
    for sizes in ((), (5,), (5, 0), (0, 5), (5, -1, 3)):
        with raises(ValueError, naming=[sizes]):
            init_params(jax.random.key(0), sizes)


# forward


def test_forward_agrees_with_numpy(forward):
    """Any number of layers give the logits that NumPy computes: relu after each layer but the last. |
    不论几层，结果都与 NumPy 算出的 logits 一致：除最后一层外，每层之后都有 relu。
    """
    for sizes, n in NETWORKS.items():
        params, (x, _) = layers(sizes), data(sizes, n)
        assert_same(forward(device(params), device(x)), device(logits_of(params, x)), **CLOSE)


def test_forward_takes_each_sample_alone(forward):
    """A sample gets the same logits alone, in a batch, and in another order; no samples give no logits. |
    一个样本单独计算、在批量中计算、换一个次序计算，logits 都相同；没有样本时，结果是 0 行。
    """
    sizes = (4, 5, 3)
    params, (x, _) = device(layers(sizes, 1)), device(data(sizes, 2, 1))
    together = np.asarray(forward(params, x))
    assert_same(forward(params, x[::-1]), device(together[::-1]), **CLOSE)
    assert_same(forward(params, x[:1]), device(together[:1]), **CLOSE)
    assert_same(forward(params, x[:0]), device(together[:0]))


def test_forward_names_what_does_not_fit(forward):
    """What a layer cannot take raises a ValueError naming its shape and that of w. |
    某一层接受不了它的输入时，抛出 ValueError，并写明输入的形状与 w 的形状。
    """
    cases = [
        ([(3, 2)], (5, 4), (5, 4), (3, 2)),
        ([(1, 2)], (5, 4), (5, 4), (1, 2)),
        ([(3, 4), (6, 2)], (5, 3), (5, 4), (6, 2)),
        ([(3, 4), (1, 2)], (5, 3), (5, 4), (1, 2)),
        ([(4, 2)], (4,), (4,), (4, 2)),
        ([(4, 2)], (3, 5, 4), (3, 5, 4), (4, 2)),
    ]
    for weights, shape, taken, refused in cases:
        params = [(jnp.ones(size), jnp.ones(size[1])) for size in weights]
        with raises(ValueError, naming=[taken, refused]):
            forward(params, jnp.ones(shape))


# loss


def check_labels(call: Any, *, params: Any) -> None:
    """Demand the errors that `loss`, `train_epoch` and `evaluate` share; `call` takes parameters, x and labels."""
    features = params[0][0].shape[0]
    for rows, shape in ((5, (4,)), (4, (5,)), (1, (5,)), (5, (1,)), (0, (0,)), (5, (5, 1))):
        with raises(ValueError, naming=[(rows, features), shape]):
            call(params, jnp.ones((rows, features)), jnp.zeros(shape, jnp.int32))
    with raises(TypeError, naming=["float32"]):
        call(params, jnp.ones((5, features)), jnp.zeros(5))


def test_loss_is_the_mean_cross_entropy(loss):
    """The loss is the mean of −log p(label), as NumPy computes it from the logits. |
    损失是 −log p(标签) 的平均值，与 NumPy 由 logits 算出的一致。
    """
    for sizes, n in NETWORKS.items():
        params, (x, labels) = layers(sizes), data(sizes, n)
        expected = np.asarray(losses_of(params, x, labels).mean())
        assert_same(loss(device(params), device(x), device(labels)), device(expected), **CLOSE)


def test_loss_takes_labels_of_any_integer_dtype(loss):
    """Labels may be integers of any dtype. | 标签可以是任何整数 dtype。"""
    params, (x, labels) = layers((4, 5, 3), 2), data((4, 5, 3), 2, 2)
    for dtype in (jnp.uint8, jnp.int16):
        got = loss(device(params), device(x), jnp.asarray(labels, dtype))
        assert_same(got, device(np.asarray(losses_of(params, x, labels).mean())), **CLOSE)


def test_loss_is_stable(loss):
    """Logits of ±1e4 give a finite loss; a constant added to all logits changes nothing. |
    logits 为 ±1e4 时，损失仍是有限的数；给所有 logits 加上同一个常数，损失不变。
    """
    x = np.array([[1.0], [-1.0]])
    for shift in (0.0, 1e4, -1e4):
        params = [(np.array([[1e4, -1e4, 0.0]]), np.array([shift, shift, shift]))]
        for labels in (np.array([0, 1]), np.array([1, 0]), np.array([2, 2])):
            expected = device(np.asarray(losses_of(params, x, labels).mean()))
            assert_same(loss(device(params), device(x), device(labels)), expected, **CLOSE)


def compiled_gradient(function: Any) -> Any:
    """The gradient of a function, compiled as a whole: faster than operation by operation."""
    return jax.jit(jax.grad(function))


def test_loss_has_the_right_gradient(loss):
    """Its gradient by jax.grad agrees with finite differences in every coordinate. |
    用 jax.grad 求出的梯度，每个分量都与有限差分一致。
    """
    for sizes, n in NETWORKS.items():
        params, (x, labels) = layers(sizes, 3), data(sizes, n, 3)
        got = loss.through(compiled_gradient)(device(params), device(x), device(labels))
        assert_same(got, device(numerical_gradients(params, x, labels)), **CLOSE)
    loss(device(params), device(x), device(labels))


def test_loss_has_a_finite_gradient(loss):
    """Logits of ±1e4 give a finite gradient, too. | logits 为 ±1e4 时，梯度也是有限的数。"""
    x, params = np.array([[1.0], [-1.0]]), [(np.array([[1e4, -1e4, 0.0]]), np.zeros(3))]
    for labels in (np.array([0, 1]), np.array([1, 2])):
        got = loss.through(compiled_gradient)(device(params), device(x), device(labels))
        assert_same(got, device(gradients_of(params, x, labels)), **CLOSE)
    loss(device(params), device(x), device(labels))


def test_loss_checks_labels(loss):
    """Labels that are not one for each row raise a ValueError naming both shapes, and those that are no
    integers a TypeError naming the dtype. |
    标签与样本不是一一对应时，抛出 ValueError，并写明两个形状；标签不是整数时，抛出 TypeError，并写明 dtype。
    """
    check_labels(loss, params=device(layers((4, 5, 3))))


# train_step


def test_train_step_agrees_with_numpy(train_step):
    """Two steps in a row give the parameters, the state and the losses of RMSprop, each loss before its step. |
    连走两步，参数、状态与损失都与 RMSprop 的公式一致；每个损失都是那一步之前的。
    """
    for seed, (sizes, n) in enumerate(NETWORKS.items()):
        params = layers(sizes, seed)
        state = zeros(params)
        for number, learning_rate in enumerate((0.1, 0.02)):
            x, labels = data(sizes, n, 2 * seed + number)
            arguments = [device(value) for value in (params, state, x, labels)]
            params, state, before = rmsprop(params, state, x, labels, learning_rate)
            new_params, new_state, value = train_step(*arguments, learning_rate)
            assert_same(value, device(np.asarray(before)), **CLOSE)
            assert_same(new_state, device(state), **CLOSE)
            assert_same(new_params, device(params), **CLOSE)


def test_train_step_adds_epsilon_outside_the_root(train_step):
    """The 1e-7 is added to the root, not under it; a gradient of 0 leaves a parameter where it is. |
    1e-7 加在根号外面，不在根号里面；梯度为 0 的参数保持不变。
    """
    x = np.array([[1e-6, 1e-7, 0.0], [3e-6, 3e-7, 0.0]], np.float32).astype(float)
    params, labels = [(np.zeros((3, 2)), np.zeros(2))], np.array([0, 1])
    expected, state, _ = rmsprop(params, zeros(params), x, labels, 0.5)
    got = train_step(*(device(value) for value in (params, zeros(params), x, labels)), 0.5)
    assert_same(got[0][0][0], device(expected[0][0]), rtol=1e-4)
    assert_same(got[1][0][0], device(state[0][0]), rtol=1e-4)


def test_train_step_without_a_learning_rate(train_step):
    """A learning rate of 0 keeps the parameters, while the state goes on. |
    学习率为 0 时，参数不变，状态照常更新。
    """
    params, (x, labels) = layers((4, 5, 3), 4), data((4, 5, 3), 2, 4)
    old = [(np.full_like(w, 0.25), np.full_like(b, 0.5)) for w, b in params]
    got = train_step(*(device(value) for value in (params, old, x, labels)), 0.0)
    assert_same(got[0], device(params))
    assert_same(got[1], device(rmsprop(params, old, x, labels, 0.0)[1]), **CLOSE)


def test_train_step_lowers_the_loss(train_step):
    """Small steps on the same batch lower its loss. | 在同一个批量上走几小步，损失就下降。"""
    params, (x, labels) = layers((4, 5, 3), 5), data((4, 5, 3), 2, 5)
    params, state, x, labels = (device(value) for value in (params, zeros(params), x, labels))
    values = []
    for _ in range(10):
        params, state, value = train_step(params, state, x, labels, 0.01)
        values.append(float(value))
    check(
        all(np.diff(values) < 0),
        en=f"the loss does not fall: {np.round(values, 4)}",
        zh=f"损失没有下降：{np.round(values, 4)}",
    )


def test_train_step_is_compiled(train_step):
    """All of the step is one compiled program. | 整个一步是一个编译好的程序。"""
    params, (x, labels) = layers((4, 5, 3), 6), data((4, 5, 3), 2, 6)
    arguments = [device(value) for value in (params, zeros(params), x, labels)]
    check_compiled(train_step.through(program)(*arguments, 0.1))
    train_step(*arguments, 0.1)


def test_train_step_checks_its_input(train_step):
    """What `loss` and `forward` refuse, the step refuses in the same way. |
    `loss` 与 `forward` 拒绝的输入，这里也以同样的方式拒绝。
    """
    params = device(layers((4, 5, 3)))
    state = device(zeros(layers((4, 5, 3))))
    check_labels(lambda p, x, labels: train_step(p, state, x, labels, 0.1), params=params)
    with raises(ValueError, naming=[(5, 3), (4, 5)]):
        train_step(params, state, jnp.ones((5, 3)), jnp.zeros(5, jnp.int32), 0.1)


# train_epoch


EPOCHS = [
    ((3, 2), 6, [[0, 1], [5, 4], [2, 3], [1, 5]]),
    ((4, 5, 3), 5, [[4, 0, 2], [0, 1, 3]]),
    ((3, 2), 6, [[3, 3, 1]]),
]
"""Sizes, number of samples, batches: a sample in several, one twice in the same, some in none."""


def test_train_epoch_agrees_with_a_loop(train_epoch):
    """It gives what the same steps one after the other give: parameters, state, and the loss before each step. |
    结果与逐步循环一致：参数、状态，以及每一步之前的损失。
    """
    for seed, (sizes, n, batches) in enumerate(EPOCHS):
        params, (x, labels) = layers(sizes, seed), data(sizes, n, seed)
        state = [(np.full_like(w, 0.01), np.full_like(b, 0.02)) for w, b in params]
        arguments = [device(value) for value in (params, state, x, labels, np.array(batches))]
        values = []
        for batch in batches:
            params, state, value = rmsprop(params, state, x[batch], labels[batch], 0.05)
            values.append(value)
        new_params, new_state, losses = train_epoch(*arguments, 0.05)
        assert_same(losses, device(np.array(values)), **CLOSE)
        assert_same(new_state, device(state), **CLOSE)
        assert_same(new_params, device(params), **CLOSE)


def test_train_epoch_is_compiled(train_epoch):
    """It is one compiled program, no longer for more steps than for fewer. |
    它是一个编译好的程序，步数再多，程序也不变长。
    """
    params, (x, labels) = layers((3, 2)), data((3, 2), 6)
    arguments = [device(value) for value in (params, zeros(params), x, labels)]
    lengths = []
    for steps in (2, 5):
        batches = np.arange(2 * steps).reshape(steps, 2) % 6
        traced = train_epoch.through(program)(*arguments, device(batches), 0.1)
        check_compiled(traced)
        lengths.append(len(equations(traced)))
    check(
        lengths[0] == lengths[1],
        en=f"the program has {lengths[0]} operations for 2 steps, and {lengths[1]} for 5: use `jax.lax.scan`",
        zh=f"2 步的程序有 {lengths[0]} 个运算，5 步的有 {lengths[1]} 个：请用 `jax.lax.scan`",
    )
    train_epoch(*arguments, device(np.array(EPOCHS[0][2])), 0.1)


def test_train_epoch_checks_its_input(train_epoch):
    """Labels that are not one integer for each row, and batches that are not integers on two axes, raise a
    ValueError naming the shapes, or a TypeError naming the dtype. |
    标签不是每行一个整数，或者批量不是两个轴的整数时，抛出 ValueError 并写明形状，或抛出 TypeError 并写明 dtype。
    """
    params = device(layers((3, 2)))
    state, batches = device(zeros(layers((3, 2)))), jnp.array([[0, 1], [1, 0]])
    check_labels(lambda p, x, labels: train_epoch(p, state, x, labels, batches, 0.1), params=params)
    x, labels = device(data((3, 2), 6))
    for shape in ((6,), (1, 2, 3)):
        with raises(ValueError, naming=[shape]):
            train_epoch(params, state, x, labels, jnp.zeros(shape, jnp.int32), 0.1)
    for dtype in (jnp.float32, jnp.bool_):
        with raises(TypeError, naming=[jnp.dtype(dtype).name]):
            train_epoch(params, state, x, labels, jnp.zeros((3, 2), dtype), 0.1)


# evaluate


def test_evaluate_counts_right_answers(evaluate):
    """The accuracy is the share of samples whose highest logit is that of their class, in float32. |
    准确率是最高的 logit 恰好属于真实类别的样本所占的比例，float32。
    """
    for seed, (sizes, n) in enumerate([((3, 2), 8), ((4, 5, 3), 7), ((2, 5, 4, 3), 7)]):
        params, (x, labels) = layers(sizes, seed), data(sizes, n, seed)
        share = (logits_of(params, x).argmax(axis=1) == labels).mean()
        assert_same(evaluate(device(params), device(x), device(labels)), device(share), ulp=2)


def test_evaluate_goes_from_0_to_1(evaluate):
    """Right labels give 1, wrong ones 0, and one right sample in n gives 1/n. |
    标签全对得 1，全错得 0，n 个样本中只有一个对得 1/n。
    """
    params, (x, _) = layers((4, 5, 3), 8), data((4, 5, 3), 7, 8)
    right = logits_of(params, x).argmax(axis=1)
    for wrong in (0, 7, 6):
        labels = (right + (np.arange(7) < wrong)) % 3
        got = evaluate(device(params), device(x), jnp.asarray(labels, jnp.uint8))
        assert_same(got, device(np.asarray((7 - wrong) / 7)), ulp=2)


def test_evaluate_gives_ties_to_the_first(evaluate):
    """Of equal logits the first class counts. | logits 相等时，取排在前面的类别。"""
    params = [(np.array([[0.0, 1.0, 1.0]]), np.zeros(3))]
    x = np.array([[1.0], [2.0], [-1.0], [0.0]])
    for labels, share in (([1, 1, 0, 0], 1.0), ([2, 2, 0, 0], 0.5), ([1, 2, 2, 1], 0.25)):
        got = evaluate(device(params), device(x), device(np.array(labels)))
        assert_same(got, device(np.asarray(share)))


def test_evaluate_checks_labels(evaluate):
    """Labels that are not one for each row raise a ValueError naming both shapes, and those that are no
    integers a TypeError naming the dtype. |
    标签与样本不是一一对应时，抛出 ValueError，并写明两个形状；标签不是整数时，抛出 TypeError，并写明 dtype。
    """
    check_labels(evaluate, params=device(layers((4, 5, 3))))


# train


SMALL = (3, 4, 2)


def test_train_begins_with_new_parameters(train):
    """No epochs give new parameters and no losses; sizes, left out, are (784, 512, 10). The weights are He-normal,
    the biases zero. |
    0 轮得到新参数，没有损失；不指定 sizes 时为 (784, 512, 10)。权重服从 He 正态分布，偏置为零。
    """
    params, losses = train(jax.random.key(4), jnp.zeros((128, 784)), jnp.zeros(128, jnp.int32), epochs=0)
    (w, b), (_, c) = host(params, (784, 512, 10))
    check_losses(losses, 0)
    check(not b.any() and not c.any(), en="a bias is not zero", zh="有的偏置不为零")
    check(abs(w.std() / np.sqrt(2 / 784) - 1) < 0.02, en="the weights are not He-normal", zh="权重不服从 He 正态分布")


def test_train_shuffles_and_steps(train):
    """From the new parameters on, every epoch is RMSprop on the samples in some order, cut into batches; on_epoch is
    told its number, the parameters after it and its mean loss. |
    从新参数开始，每一轮都是把样本按某种次序切成批量，再逐批走 RMSprop；on_epoch 得知轮数、该轮之后的参数与平均损失。
    """
    x, labels = data(SMALL, 4, 3)[0], np.array([0, 1, 1, 0])
    settings = {"sizes": SMALL, "batch_size": 2, "epochs": 3}
    for seed in (0, 1):
        key, told = jax.random.key(seed), []
        # A learning rate of 0 shows the parameters that this key begins with.
        params = host(train(key, device(x), device(labels), learning_rate=0.0, **settings)[0], SMALL)
        note = lambda epoch, params, mean_loss: told.append((epoch, params, mean_loss))  # noqa: B023, E731
        last, losses = train(key, device(x), device(labels), learning_rate=0.05, on_epoch=note, **settings)
        check_losses(losses, 3)
        numbers = [epoch if isinstance(epoch, int | np.integer) else str(epoch) for epoch, _, _ in told]
        check(
            numbers == [1, 2, 3],
            en=f"on_epoch was told of epochs {numbers}, not of 1, 2 and 3",
            zh=f"on_epoch 得知的轮数是 {numbers}，而不是 1、2、3",
        )
        state = zeros(params)
        for _, after, mean in told:
            got = host(after, SMALL)
            check(np.shape(mean) == (), en="mean_loss is no scalar", zh="mean_loss 不是标量")
            found = one_epoch(params, state, x, labels, (got, float(mean)))
            check(
                found is not None,
                en="no order of the samples gives these parameters and this mean loss",
                zh="无论样本按什么次序，都得不到这样的参数和平均损失",
            )
            params, state = found
        assert_same(last, told[-1][1])
        assert_same(losses, jnp.array([mean for _, _, mean in told], jnp.float32), **CLOSE)


def one_epoch(params: Layers, state: Layers, x: np.ndarray, labels: np.ndarray, got: tuple[Layers, float]) -> Any:
    """Find the two batches of four samples that lead to what an answer got: parameters and state, or None."""
    for first in combinations(range(4), 2):
        batches = list(first), [row for row in range(4) if row not in first]
        there, squares, values = params, state, []
        for batch in batches:
            there, squares, value = rmsprop(there, squares, x[batch], labels[batch], 0.05)
            values.append(value)
        gaps = [abs(np.mean(values) - got[1])]
        gaps += [np.abs(a - b).max() for p, q in zip(there, got[0], strict=True) for a, b in zip(p, q, strict=True)]
        if max(gaps) < 1e-4:
            return there, squares
    return None


def left_over(train: Any, seed: int) -> list[set[int]]:
    """The samples that may have sat out each of twelve epochs of two batches of three, out of seven.

    The learning rate is 0, so that the mean loss of an epoch tells which sample is missing.
    """
    x, labels = data((3, 2), 7, 1)
    settings = {"sizes": (3, 2), "batch_size": 3, "epochs": 12, "learning_rate": 0.0}
    params, losses = train(jax.random.key(seed), device(x), device(labels), **settings)
    check_losses(losses, 12)
    each = losses_of(host(params, (3, 2)), x, labels)
    return [set(np.flatnonzero(abs(each.sum() - each - 6 * mean) < 1e-4)) for mean in np.asarray(losses, float)]


def test_train_leaves_out_what_does_not_fill_a_batch(train):
    """Of seven samples, batches of three take six, each once; another one sits out from epoch to epoch. |
    七个样本，批量大小为三：每轮用其中六个，各用一次；每一轮剩下的样本不总是同一个。
    """
    missing = left_over(train, 0)
    check(
        all(missing),
        en="the mean loss of an epoch is not that of two batches of different samples",
        zh="某一轮的平均损失不是两个由不同样本组成的批量的平均",
    )
    check(not set.intersection(*missing), en="every epoch leaves out the same", zh="每一轮剩下的都是同一个样本")
    check(
        missing != left_over(train, 1),
        en="another key leads to the same shuffles",
        zh="换一个键，打乱的结果仍然相同",
    )


def test_train_depends_on_the_key(train):
    """The same key gives the same network and losses, another key others. |
    同一个键得到同样的网络与损失，不同的键得到不同的。
    """
    x, labels = device(data((3, 2), 7, 1))
    settings = {"sizes": (3, 2), "batch_size": 3, "epochs": 2, "learning_rate": 0.05}
    one, again, other = (train(jax.random.key(seed), x, labels, **settings) for seed in (5, 5, 6))
    assert_same(again, one, **CLOSE)
    ((w, _),), ((v, _),) = host(one[0], (3, 2)), host(other[0], (3, 2))
    check((np.abs(w - v) > 1e-3).any(), en="two keys give the same network", zh="两个不同的键得到了同样的网络")


def test_train_learns(train):
    """Three clouds of points are told apart after a few epochs, and the loss has fallen. |
    几轮之后，网络能分清三团点，损失也下降了。
    """
    labels = np.arange(40) % 3
    x = np.random.default_rng(2).normal(scale=0.3, size=(40, 6)) + 2 * np.eye(6)[labels]
    params, losses = train(
        jax.random.key(2), device(x), device(labels), sizes=(6, 16, 3), batch_size=8, epochs=20, learning_rate=0.01
    )
    check_losses(losses, 20)
    share = (logits_of(host(params, (6, 16, 3)), x).argmax(axis=1) == labels).mean()
    check(share > 0.9, en=f"it tells only {share:.0%} of them apart", zh=f"只分对了 {share:.0%}")
    check(losses[-1] < losses[0] / 2, en="the loss has not halved", zh="损失没有减半")


def test_train_has_defaults(train):
    """Left out, batches hold 128 samples, and there are five epochs at a learning rate of 1e-3. |
    不指定时，批量大小为 128，共五轮，学习率为 1e-3。
    """
    key = jax.random.key(4)
    x, labels = data((3, 2), 128, 4)
    expected = host(train(key, device(x), device(labels), sizes=(3, 2), learning_rate=0.0)[0], (3, 2))
    got, losses = train(key, device(x), device(labels), sizes=(3, 2))
    state, values = zeros(expected), []
    for _ in range(5):
        expected, state, value = rmsprop(expected, state, x, labels, 1e-3)
        values.append(value)
    assert_same(losses, device(np.array(values)), **CLOSE)
    assert_same(got, device(expected), **CLOSE)


def test_train_checks_its_settings(train):
    """A batch size below 1 or above the number of samples, and a negative number of epochs, raise a ValueError
    naming the value; from 1 to that number all are right. |
    批量大小小于 1 或大于样本数，或者轮数为负，就抛出 ValueError，并写明这个值；从 1 到样本数都可以。
    """
    x, labels = device(data((3, 2), 7, 1))
    for batch_size in (1, 7):
        check_losses(train(jax.random.key(0), x, labels, sizes=(3, 2), batch_size=batch_size, epochs=0)[1], 0)
    for settings in ({"batch_size": 0}, {"batch_size": -3}, {"batch_size": 8}, {"epochs": -1}):
        with raises(ValueError, naming=list(settings.values())):
            train(jax.random.key(0), x, labels, **{"sizes": (3, 2), "batch_size": 3, "epochs": 2, **settings})


def test_train_checks_its_data(train):
    """What `init_params` and `train_epoch` refuse, `train` refuses in the same way. |
    `init_params` 与 `train_epoch` 拒绝的输入，`train` 也以同样的方式拒绝。
    """
    x, labels = device(data((3, 2), 7, 1))
    settings = {"batch_size": 3, "epochs": 2}
    for sizes in ((3,), (3, 0, 2)):
        with raises(ValueError, naming=[sizes]):
            train(jax.random.key(0), x, labels, sizes=sizes, **settings)
    with raises(ValueError):
        train(jax.random.key(0), x, labels, sizes=(4, 2), **settings)
    with raises(ValueError, naming=[(7, 3), (6,)]):
        train(jax.random.key(0), x, labels[:6], sizes=(3, 2), **settings)
    with raises(TypeError, naming=["float32"]):
        train(jax.random.key(0), x, jnp.zeros(7), sizes=(3, 2), **settings)
