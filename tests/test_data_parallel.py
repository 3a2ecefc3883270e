"""The laws of training on several devices. JAX simulates eight on the CPU; it compiles for every shape and every mesh,
so these are few.
"""

import re
from collections.abc import Sequence
from functools import wraps
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax.sharding import Mesh, NamedSharding
from jax.sharding import PartitionSpec as P

from byhand import devices as simulated
from byhand.grading import assert_same, check, raises
from byhand.grading.contract import is_jax
from tests.test_mnist_mlp import Layers, data, device, layers, rmsprop, zeros

EXACT = {"rtol": 1e-12, "atol": 1e-12}
"""What float64 may make of small numbers in a few steps, added up in another order."""


def mesh_of(count: int, first: int = 0, *, backwards: bool = False) -> Mesh:
    """Some of the simulated devices, along one axis.

    Raises:
        RuntimeError: there are not so many; says what to do.
    """
    found = jax.devices("cpu")
    if len(found) < simulated.COUNT:
        raise RuntimeError(
            f"JAX has {len(found)} CPU devices; the laws of this chapter need {simulated.COUNT}. "
            f"Set {simulated.VARIABLE}={simulated.COUNT} before JAX is imported."
        )
    return Mesh(found[first : first + count][:: -1 if backwards else 1], ("data",))


MESHES = [(1, {}), (2, {}), (4, {}), (8, {}), (3, {"first": 2}), (4, {"backwards": True})]
"""How many devices, and which: also such as do not begin with the first, and such as run backwards."""


def sharded(mesh: Mesh, *arrays: np.ndarray) -> list[jax.Array]:
    """Arrays in blocks of rows over a mesh."""
    return jax.device_put(list(arrays), NamedSharding(mesh, P("data")))


def everywhere(mesh: Mesh, *trees: Any) -> list[Any]:
    """Trees, whole on every device of a mesh."""
    return jax.device_put(list(trees), NamedSharding(mesh, P()))


def rows_of(index: tuple[slice, ...], count: int) -> list[int]:
    """The rows that a part of an array holds."""
    return list(range(*index[0].indices(count))) if index else []


def check_devices(array: Any, mesh: Mesh, name: str) -> dict[Any, Any]:
    """Demand that an array lies on the devices of a mesh, all of them and no other; return its parts by device."""
    check(is_jax(array), en=f"{name} is no JAX array", zh=f"{name} 不是 JAX 数组")
    parts = {shard.device.id: shard for shard in array.addressable_shards}
    wanted = [device.id for device in mesh.devices.flat]
    check(
        sorted(parts) == sorted(wanted),
        en=f"{name} lies on the devices {sorted(parts)}; the mesh has {wanted}",
        zh=f"{name} 在设备 {sorted(parts)} 上；网格的设备是 {wanted}",
    )
    return parts


def check_blocks(array: Any, mesh: Mesh, name: str) -> None:
    """Demand that the rows of an array lie on the devices of a mesh in equal blocks, in order."""
    parts, count = check_devices(array, mesh, name), len(array)
    for number, own in enumerate(mesh.devices.flat):
        block = count // mesh.size
        wanted, held = list(range(number * block, (number + 1) * block)), rows_of(parts[own.id].index, count)
        check(
            held == wanted,
            en=f"device {number} of the mesh holds the rows {held} of {name}, not {wanted}",
            zh=f"网格的第 {number} 个设备持有 {name} 的第 {held} 行，应当是 {wanted}",
        )
        rest = parts[own.id].data.shape[1:] == array.shape[1:]
        check(rest, en=f"{name} is cut along another axis as well", zh=f"{name} 还沿别的轴切开了")


def check_copies(tree: Any, expected: Any, mesh: Mesh, name: str, **close: float) -> None:
    """Demand that every device of a mesh holds all of each array of a tree, and the expected values."""
    for array, values in zip(jax.tree.leaves(tree), jax.tree.leaves(expected), strict=True):
        for number, part in check_devices(array, mesh, name).items():
            check(
                part.data.shape == array.shape,
                en=f"device {number} holds only {part.data.shape} of an array of shape {array.shape} in {name}",
                zh=f"{name} 里有形状 {array.shape} 的数组，设备 {number} 上只有 {part.data.shape}",
            )
            check(
                np.allclose(np.asarray(part.data), np.asarray(values), **{"rtol": 0, "atol": 0} | close),
                en=f"the copies differ: device {number} holds other values in {name} than it should",
                zh=f"各个设备上的副本不一样：设备 {number} 上 {name} 的值不对",
            )


# shard_batch


def batch(rows: int, *shape: int, dtype: Any = np.float32) -> tuple[np.ndarray, np.ndarray]:
    """Rows, none of them zero, and labels, none of them 0."""
    size = rows * int(np.prod(shape))
    return (np.arange(size) % 100 + 1).reshape(rows, *shape).astype(dtype), np.arange(rows, dtype=np.int32) % 9 + 1


def padded(rows: np.ndarray, devices: int) -> np.ndarray:
    """Rows, and zeros up to the next multiple."""
    return np.concatenate([rows, np.zeros((-len(rows) % devices, *rows.shape[1:]), rows.dtype)])


def test_shard_batch_gives_every_device_its_block(shard_batch):
    """The devices of the mesh get the rows in equal blocks, in order: x, labels and weights alike. |
    网格的设备按顺序各得一块，块的大小相等：x、标签、权重都是这样。
    """
    for count, which in MESHES:
        mesh = mesh_of(count, **which)
        x, labels = batch(2 * count, 3)
        got = shard_batch(mesh, x, labels)
        assert_same(got, (jnp.asarray(x), jnp.asarray(labels), jnp.ones(2 * count, jnp.float32)))
        for array, name in zip(got, ("x", "labels", "weights"), strict=True):
            check_blocks(array, mesh, name)


def test_shard_batch_pads_with_zeros(shard_batch):
    """Where the rows do not divide evenly, rows of zeros with the label 0 follow, up to the next multiple; their
    weight is 0, that of the others 1. |
    行数除不尽时，在后面补上全零的行，标签为 0，补到设备数的倍数为止；补上的行权重为 0，其余的为 1。
    """
    for count, rows in ((4, 7), (8, 13), (8, 5), (4, 1), (2, 3), (3, 8)):
        mesh = mesh_of(count)
        x, labels = batch(rows, 3)
        wanted = (padded(x, count), padded(labels, count), padded(np.ones(rows, np.float32), count))
        got = shard_batch(mesh, x, labels)
        assert_same(got, tuple(map(jnp.asarray, wanted)))
        for array, name in zip(got, ("x", "labels", "weights"), strict=True):
            check_blocks(array, mesh, name)


def test_shard_batch_takes_rows_of_any_shape(shard_batch):
    """A row may be a number, a vector or an image. | 一行可以是一个数、一个向量，也可以是一张图片。"""
    mesh = mesh_of(4)
    for shape in ((), (8,), (4, 4), (2, 3, 1), (0,)):
        x, labels = batch(6, *shape)
        wanted = (padded(x, 4), padded(labels, 4), padded(np.ones(6, np.float32), 4))
        got = shard_batch(mesh, x, labels)
        assert_same(got, tuple(map(jnp.asarray, wanted)))
        check_blocks(got[0], mesh, "x")


def test_shard_batch_keeps_dtypes(shard_batch):
    """x and labels keep their dtypes, and the weights have that of x: floating numbers, bytes, integers. |
    x 和标签的 dtype 不变，权重的 dtype 与 x 相同：浮点数、字节、整数都一样。
    """
    kinds = [(np.float16, np.uint8), (np.uint8, np.int32), (np.int32, np.int8)]
    for of_x, of_labels in kinds:
        x, labels = batch(6, 2, dtype=of_x)
        labels = labels.astype(of_labels)
        wanted = (padded(x, 4), padded(labels, 4), padded(np.ones(6, of_x), 4))
        assert_same(shard_batch(mesh_of(4), x, labels), tuple(map(jnp.asarray, wanted)))
    with jax.enable_x64(True):
        x, labels = (jnp.asarray(one, f"{one.dtype.kind}8") for one in batch(6, 2))
        wanted = (padded(np.asarray(x), 4), padded(np.asarray(labels), 4), padded(np.ones(6), 4))
        assert_same(shard_batch(mesh_of(4), x, labels), tuple(map(jnp.asarray, wanted)))


def test_shard_batch_takes_any_array(shard_batch):
    """NumPy and JAX arrays give the same, and so does a batch that is already sharded. |
    NumPy 数组和 JAX 数组结果相同，已经切好的批量再切一次也一样。
    """
    mesh = mesh_of(4)
    for rows in (8, 6):
        x, labels = batch(rows, 3)
        wanted = (padded(x, 4), padded(labels, 4), padded(np.ones(rows, np.float32), 4))
        for arrays in ((jnp.asarray(x), jnp.asarray(labels)), everywhere(mesh, x, labels), (x[::-1][::-1], labels)):
            assert_same(shard_batch(mesh, *arrays), tuple(map(jnp.asarray, wanted)))


def test_shard_batch_checks_its_input(shard_batch):
    """Labels that are not one for each row, and no rows, raise a ValueError naming both shapes. |
    标签与行不是一一对应，或者一行也没有，就抛出 ValueError，并写明两个形状。
    """
    cases = [
        ((8, 3), (7,)),
        ((7, 3), (8,)),
        ((8, 3), (1,)),
        ((1, 3), (4,)),
        ((0, 3), (0,)),
        ((8, 3), (8, 1)),
        ((), (1,)),
    ]
    for of_x, of_labels in cases:
        with raises(ValueError, naming=[of_x, of_labels]):
            shard_batch(mesh_of(4), np.zeros(of_x, np.float32), np.zeros(of_labels, np.int32))


# replicate


TREES: list[Any] = [
    np.arange(6, dtype=np.float32).reshape(2, 3),
    [
        (np.ones((4, 8), np.float32), np.zeros(8, np.float32)),
        (np.full((8, 4), 0.5, np.float32), np.ones(4, np.float32)),
    ],
    {"deep": {"er": [np.arange(4, dtype=np.int32), (np.float32([7]),)]}, "step": np.asarray(3.5, np.float32)},
    (np.zeros((0, 4), np.float32), [np.arange(12, dtype=np.float32).reshape(4, 3)]),
]
"""An array alone, a network, deep nesting with a number in it, an array without elements."""


def test_replicate_copies_to_every_device(replicate):
    """Every device of the mesh, and no other, holds all of every array, whatever the nesting. |
    网格的每个设备都完整地持有每个数组，别的设备上没有；不论嵌套成什么样。
    """
    for tree in TREES:
        for count, which in MESHES:
            mesh = mesh_of(count, **which)
            got = replicate(mesh, tree)
            assert_same(got, jax.tree.map(jnp.asarray, tree))
            check_copies(got, tree, mesh, "tree")


def test_replicate_keeps_dtypes(replicate):
    """Values and dtypes are as they were: floating numbers, integers, booleans. |
    值和 dtype 都不变：浮点数、整数、布尔值。
    """
    mesh = mesh_of(4)
    for dtype in (np.float16, np.int32, np.uint8, np.bool_):
        tree = [np.array([0, 1, 3, 1], dtype)]
        assert_same(replicate(mesh, tree), [jnp.asarray(tree[0])])
    with jax.enable_x64(True):
        tree = [jnp.array([1 / 3, 1e-300]), jnp.array([2**40])]
        assert_same(replicate(mesh, tree), tree)


def test_replicate_takes_any_array(replicate):
    """NumPy arrays, JAX arrays and arrays that are cut over a mesh are copied alike. |
    NumPy 数组、JAX 数组、在网格上切开的数组，都一样复制。
    """
    mesh, x = mesh_of(4), np.arange(24, dtype=np.float32).reshape(8, 3)
    for same in (jnp.asarray(x), *sharded(mesh, x), *everywhere(mesh, x), *sharded(mesh_of(8), x)):
        got = replicate(mesh, {"x": same})
        assert_same(got, {"x": jnp.asarray(x)})
        check_copies(got, x, mesh, "x")


# data_parallel_train_step


def training(
    devices: int, sizes: tuple[int, ...], real: int, rows: int, seed: int = 0
) -> tuple[Mesh, Layers, tuple[np.ndarray, np.ndarray], np.ndarray]:
    """A mesh, parameters, real samples, and the weights of so many rows; all in float64."""
    return mesh_of(devices), layers(sizes, seed), data(sizes, real, seed), (np.arange(rows) < real).astype(float)


def laid_out(mesh: Mesh, params: Layers, state: Layers, rows: Sequence[np.ndarray]) -> list[Any]:
    """The arguments of a step: parameters and state on every device, rows in blocks."""
    return [mesh, *everywhere(mesh, params, state), *sharded(mesh, *rows)]


def filled(x: np.ndarray, labels: np.ndarray, weights: np.ndarray, stuff: float = 0.0) -> list[np.ndarray]:
    """Samples, labels and weights, with other rows behind them wherever the weight is 0."""
    more = len(weights) - len(x)
    rest = stuff * (1 + np.arange(more * x.shape[1]).reshape(more, x.shape[1]) % 7)
    return [np.concatenate([x, rest]), np.concatenate([labels, np.full(more, int(stuff != 0))]), weights]


ONE, DEEP = (3, 2), (3, 4, 2)
RUNS = [(8, ONE, 13, 16), (4, DEEP, 13, 16), (2, ONE, 13, 14), (1, ONE, 13, 13)]
"""Devices, layers, real rows, all rows; the rows divide evenly with the padded ones alone."""


def check_steps(step: Any, run: tuple[int, tuple[int, ...], int, int], seed: int = 0, steps: int = 3) -> None:
    """Demand the losses, the states and the parameters that one device computes, step after step, in float64."""
    mesh, params, (x, labels), weights = training(*run, seed)
    state = zeros(params)
    with jax.enable_x64(True):
        arguments = laid_out(mesh, params, state, filled(x, labels, weights))
        for _ in range(steps):
            got = step(*arguments, 0.05)
            params, state, before = rmsprop(params, state, x, labels, 0.05)
            assert_same(got[2], jnp.asarray(before), **EXACT)
            assert_same(got[1], jax.tree.map(jnp.asarray, state), **EXACT)
            assert_same(got[0], jax.tree.map(jnp.asarray, params), **EXACT)
            arguments[1:3] = everywhere(mesh, params, state)


def traced(function: Any) -> Any:
    """A function that names what JAX traces `function` to; nothing where that takes the mesh for an array."""
    trace = jax.make_jaxpr(function, static_argnums=0)

    @wraps(function)
    def names(*arguments: Any) -> list[str]:
        try:
            return [equation.primitive.name for equation in trace(*arguments).jaxpr.eqns]
        except TypeError as error:
            if "abstract array" in str(error) and str(type(arguments[0])) in str(error):
                return []
            raise

    return names


def test_data_parallel_train_step_is_compiled(data_parallel_train_step):
    """All of the step is one compiled program. | 整个训练步是一个编译好的程序。"""
    mesh, params, (x, labels), weights = training(8, ONE, 13, 16)
    with jax.enable_x64(True):
        arguments = laid_out(mesh, params, zeros(params), filled(x, labels, weights))
        outer = data_parallel_train_step.through(traced)(*arguments, 0.05)
        check(
            bool(outer),
            en='`jax.jit` takes the mesh for an array: put `@partial(jax.jit, static_argnames="mesh")` above it',
            zh='`jax.jit` 把网格当成了数组：请在它上面写 `@partial(jax.jit, static_argnames="mesh")`',
        )
        check(
            len(outer) == 1 and outer[0] in ("jit", "pjit"),
            en='it is not compiled: put `@partial(jax.jit, static_argnames="mesh")` above it',
            zh='它没有编译：请在它上面写 `@partial(jax.jit, static_argnames="mesh")`',
        )
        data_parallel_train_step(*arguments, 0.05)


def compiled_again(function: Any) -> Any:
    """A function that calls `function` twice, and counts what JAX traces and compiles at the second call."""
    monitoring, ready = jax.monitoring, jax.block_until_ready

    @wraps(function)
    def count(*arguments: Any) -> int:
        found: list[str] = []

        def note(event: str, seconds: float, **_: Any) -> None:
            if event.startswith("/jax/core/compile/"):
                found.append(event)

        ready(function(*arguments))
        monitoring.register_event_duration_secs_listener(note)
        try:
            ready(function(*arguments))
        finally:
            monitoring.unregister_event_duration_listener(note)
        return len(found)

    return count


def test_data_parallel_train_step_is_compiled_once(data_parallel_train_step):
    """A second call with the same shapes compiles nothing. | 形状相同时，第二次调用不再编译任何东西。"""
    mesh, params, (x, labels), weights = training(8, ONE, 13, 16)
    with jax.enable_x64(True):
        arguments = laid_out(mesh, params, zeros(params), filled(x, labels, weights))
        data_parallel_train_step(*arguments, 0.05)
        again = data_parallel_train_step.through(compiled_again)(*arguments, 0.05)
    check(
        again == 0,
        en="it is compiled anew at every call: make the compiled function once, and reuse it",
        zh="每次调用都重新编译：编译好的函数只造一次，以后反复使用",
    )


def text_of_program(function: Any) -> Any:
    """A function that returns the program for the devices, as text."""
    lower = getattr(function, "lower", None) or jax.jit(function, static_argnums=0).lower

    @wraps(function)
    def text(*arguments: Any) -> str:
        return lower(*arguments).compile().as_text()

    return text


MOVES = re.compile(r"= ([^\n]*?) ((?:ragged-)?all-to-all|all-gather|collective-(?:permute|broadcast))(?:-start)?\(")
"""Operations between devices that are no sums: what comes out, and their name."""
MATRIX = re.compile(r"\bb?f\d+\[(\d+(?:,\d+)+)\]")


def test_data_parallel_train_step_moves_no_rows(data_parallel_train_step):
    """In the compiled program only sums travel between devices, and no rows: no all-gather, no all-to-all. |
    编译好的程序里，设备之间只传递总和，不传递行：没有 all-gather，也没有 all-to-all。
    """
    mesh, params, (x, labels), weights = training(8, ONE, 13, 16)
    with jax.enable_x64(True):
        arguments = laid_out(mesh, params, zeros(params), filled(x, labels, weights))
        data_parallel_train_step(*arguments, 0.05)
        program = data_parallel_train_step.through(text_of_program)(*arguments, 0.05)
    moved = [f"{name} ({shape})" for result, name in MOVES.findall(program) for shape in MATRIX.findall(result)]
    found = ", ".join(dict.fromkeys(moved))
    check(
        not moved,
        en=f"arrays travel from device to device: {found}. Let each device work on its own rows",
        zh=f"有数组在设备之间传递：{found}。请让每个设备只算自己的行",
    )


def test_data_parallel_train_step_agrees_with_one_device(data_parallel_train_step):
    """On 1, 2, 4 and 8 devices, losses, states and parameters are those of one device, step after step, in float64
    to 1e-12. |
    在 1、2、4、8 个设备上，每一步的损失、状态、参数都与单个设备算出的相同，float64 下误差不超过 1e-12。
    """
    for run in RUNS:
        check_steps(data_parallel_train_step, run)


def test_data_parallel_train_step_with_idle_devices(data_parallel_train_step):
    """Devices that have nothing but padded rows change nothing: 7 real rows on 8 devices, or a single one. |
    有的设备只分到补上的行，结果也不变：8 个设备上只有 7 个真实的行，甚至只有一个。
    """
    for seed, real in enumerate((7, 1, 16), 1):
        check_steps(data_parallel_train_step, (8, ONE, real, 16), seed, steps=2)


def test_data_parallel_train_step_ignores_padded_rows(data_parallel_train_step):
    """Whatever numbers stand in the rows of weight 0, the result is the same. |
    权重为 0 的行里无论是什么数，结果都一样。
    """
    mesh, params, (x, labels), weights = training(8, ONE, 11, 16, 4)
    expected = rmsprop(params, zeros(params), x, labels, 0.05)
    with jax.enable_x64(True):
        for stuff in (1.0, -30.0):
            rows = filled(x, labels, weights, stuff)
            got = data_parallel_train_step(*laid_out(mesh, params, zeros(params), rows), 0.05)
            assert_same(got[2], jnp.asarray(expected[2]), **EXACT)
            assert_same(got[0], jax.tree.map(jnp.asarray, expected[0]), **EXACT)


def test_data_parallel_train_step_finds_real_rows_by_their_weight(data_parallel_train_step):
    """Rows of weight 0 may stand anywhere, not only at the end. | 权重为 0 的行可以在任何位置，不一定在末尾。"""
    mesh, params, (x, labels), _ = training(8, ONE, 16, 16, 5)
    weights = np.array([0, 1, 0, 0, 1, 1] * 3)[:16].astype(float)
    real = weights > 0
    expected = rmsprop(params, zeros(params), x[real], labels[real], 0.05)
    with jax.enable_x64(True):
        got = data_parallel_train_step(*laid_out(mesh, params, zeros(params), (x, labels, weights)), 0.05)
        assert_same(got[2], jnp.asarray(expected[2]), **EXACT)
        assert_same(got[1], jax.tree.map(jnp.asarray, expected[1]), **EXACT)


def test_data_parallel_train_step_adds_epsilon_outside_the_root(data_parallel_train_step):
    """The 1e-7 is added to the root, not under it; a gradient of 0 leaves a parameter where it is. |
    1e-7 加在根号外面，不在根号里面；梯度为 0 的参数保持不变。
    """
    mesh, params, _, weights = training(8, ONE, 16, 16)
    x = np.outer(1 + np.arange(16) % 3, [1e-6, 1e-7, 0.0])
    params, labels = zeros(params), np.arange(16) % 5 // 4
    expected, state, _ = rmsprop(params, zeros(params), x, labels, 0.5)
    with jax.enable_x64(True):
        got = data_parallel_train_step(*laid_out(mesh, params, zeros(params), (x, labels, weights)), 0.5)
        assert_same(got[0][0][0], jnp.asarray(expected[0][0]), rtol=1e-9)
        assert_same(got[1][0][0], jnp.asarray(state[0][0]), rtol=1e-9)


def test_data_parallel_train_step_gives_all_devices_the_same(data_parallel_train_step):
    """Parameters, state and loss are whole on every device, with the same values on all. |
    参数、状态、损失在每个设备上都是完整的，值也都一样。
    """
    mesh, params, (x, labels), weights = training(8, ONE, 13, 16, 6)
    expected = rmsprop(params, zeros(params), x, labels, 0.05)
    with jax.enable_x64(True):
        arguments = laid_out(mesh, params, zeros(params), filled(x, labels, weights))
        got = data_parallel_train_step(*arguments, 0.05)
        for tree, values, name in zip(got, expected, ("params", "state", "loss"), strict=True):
            check_copies(tree, values, mesh, name, **EXACT)


def dtypes_of(function: Any) -> Any:
    """A function that returns the dtypes of what `function` would return; nothing is compiled for it."""
    shapes, leaves = jax.eval_shape, jax.tree.leaves

    @wraps(function)
    def dtypes(mesh: Any, *arguments: Any) -> list[str]:
        return [str(leaf.dtype) for leaf in leaves(shapes(lambda *rest: function(mesh, *rest), *arguments))]

    return dtypes


def test_data_parallel_train_step_keeps_dtypes(data_parallel_train_step):
    """Parameters and state keep their dtype, and the loss has it, too: float32 as well as float64. |
    参数和状态的 dtype 不变，损失的 dtype 也与它们相同：float32、float64 都是这样。
    """
    mesh, params, (x, labels), weights = training(8, ONE, 13, 16, 7)
    rows = [one.astype(np.float32 if one.dtype.kind == "f" else np.int32) for one in filled(x, labels, weights)]
    arguments = laid_out(mesh, device(params), device(zeros(params)), rows)
    found = data_parallel_train_step.through(dtypes_of)(*arguments, 0.05)
    check(
        set(found) == {"float32"},
        en=f"float32 goes in, and {', '.join(sorted(set(found)))} comes out",
        zh=f"输入是 float32，输出却是 {'、'.join(sorted(set(found)))}",
    )
    with jax.enable_x64(True):
        arguments = laid_out(mesh, params, zeros(params), filled(x, labels, weights))
        data_parallel_train_step(*arguments, 0.05)


def test_data_parallel_train_step_checks_its_input(data_parallel_train_step):
    """Labels or weights that are not one for each row raise a ValueError naming the three shapes. |
    标签或权重与行不是一一对应时，抛出 ValueError，并写明三个形状。
    """
    mesh, params = mesh_of(2), everywhere(mesh_of(2), layers(ONE))[0]
    for rows, labels, weights in (
        ((8, 3), (6,), (8,)),
        ((8, 3), (8,), (6,)),
        ((4, 3), (8,), (8,)),
        ((2, 3), (1,), (2,)),
    ):
        shapes = [np.zeros(rows, np.float32), np.zeros(labels, np.int32), np.ones(weights, np.float32)]
        with raises(ValueError, naming=[rows, labels, weights]):
            data_parallel_train_step(mesh, params, params, *map(jnp.asarray, shapes), 0.1)
