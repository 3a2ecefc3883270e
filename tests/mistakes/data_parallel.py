"""Wrong answers to the exercises on several devices that a person would write."""

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
from jax.sharding import NamedSharding
from jax.sharding import PartitionSpec as P

from byhand.grading import mistake
from solutions.data_parallel import data_parallel_train_step, replicate, shard_batch
from solutions.mnist_mlp import forward


def check_batch(x, labels):
    """The error that `shard_batch` owes."""
    if labels.ndim != 1 or x.shape[:1] != labels.shape or len(labels) == 0:
        raise ValueError(f"x of shape {x.shape}, labels of shape {labels.shape}")


def padded(rows, missing):
    """Rows, and as many more of zeros."""
    return np.pad(np.asarray(rows), [(0, missing)] + [(0, 0)] * (rows.ndim - 1))


def blocks(mesh, *arrays):
    """Arrays in blocks of rows."""
    return jax.device_put(arrays, NamedSharding(mesh, P("data")))


# shard_batch


@mistake(verdict="wrong", section="shard")
def shard_batch__drops_the_rest(mesh, x, labels):
    """It drops the rows that are left over; they are real, and belong to the batch. |
    把除不尽的几行丢掉了；它们是真实的样本，也属于这个批量。
    """
    check_batch(x, labels)
    kept = len(x) // mesh.size * mesh.size
    return blocks(mesh, np.asarray(x)[:kept], np.asarray(labels)[:kept], np.ones(kept, x.dtype))


@mistake(verdict="error", section="shard")
def shard_batch__no_padding(mesh, x, labels):
    """It does not pad: JAX refuses to cut rows that do not divide evenly. |
    没有补齐：行数除不尽时，JAX 不肯切。
    """
    check_batch(x, labels)
    return blocks(mesh, np.asarray(x), np.asarray(labels), np.ones(len(x), x.dtype))


@mistake(verdict="wrong", section="shard")
def shard_batch__dealt_out_in_turn(mesh, x, labels):
    """It deals the rows out in turn, like cards; each device gets a block of neighbours. |
    像发牌那样把行轮流分给各个设备；每个设备应当得到连续的几行。
    """
    x, labels, weights = (np.asarray(one) for one in shard_batch(mesh, x, labels))
    turn = np.arange(len(x)).reshape(-1, mesh.size).T.ravel()
    return blocks(mesh, x[turn], labels[turn], weights[turn])


@mistake(verdict="wrong", section="shard")
def shard_batch__replicated(mesh, x, labels):
    """It puts the whole batch on every device: `P()` replicates, `P("data")` cuts. |
    把整个批量放到了每个设备上：`P()` 是复制，`P("data")` 才是切开。
    """
    return jax.device_put(shard_batch(mesh, x, labels), NamedSharding(mesh, P()))


@mistake(verdict="wrong", section="shard")
def shard_batch__one_device(mesh, x, labels):
    """It pads and never sends the blocks to their devices: all rows stay on the first. |
    补齐了，却没有把各块送到各个设备：所有的行都留在第一个设备上。
    """
    return tuple(jnp.asarray(np.asarray(one)) for one in shard_batch(mesh, x, labels))


@mistake(verdict="wrong", section="shard")
def shard_batch__where_it_was(mesh, x, labels):
    """It pads with `jnp` and never calls `jax.device_put`: the rows stay where they were, mostly on one device. |
    用 `jnp` 补齐，却没有调用 `jax.device_put`：各行留在原来的地方，多半都在一个设备上。
    """
    check_batch(x, labels)
    missing, x, labels = -len(x) % mesh.size, jnp.asarray(x), jnp.asarray(labels)
    weights = jnp.pad(jnp.ones(len(x), x.dtype), (0, missing))
    return jnp.pad(x, [(0, missing)] + [(0, 0)] * (x.ndim - 1)), jnp.pad(labels, (0, missing)), weights


@mistake(verdict="wrong", section="shard")
def shard_batch__numpy_arrays(mesh, x, labels):
    """It returns NumPy arrays, which lie on no device: `jax.device_put` is missing. |
    返回的是 NumPy 数组，它们不在任何设备上：少了 `jax.device_put`。
    """
    check_batch(x, labels)
    missing = -len(x) % mesh.size
    return padded(x, missing), padded(labels, missing), padded(np.ones(len(x), x.dtype), missing)


@mistake(verdict="error", section="shard")
def shard_batch__other_sharding(mesh, x, labels):
    """JAX wants `NamedSharding(mesh, P("data"))`: with the mesh, with the name of its axis, and with one entry, since
    labels have one axis. |
    JAX 需要的是 `NamedSharding(mesh, P("data"))`：要给出网格，轴名要与网格的一致；只写这一项，因为标签只有一个轴。
    """
    check_batch(x, labels)
    x, labels, weights = (np.asarray(one) for one in shard_batch(mesh, x, labels))
    return jax.device_put((x, labels, weights), P("data"))


@mistake(verdict="wrong", section="shard")
def shard_batch__only_x(mesh, x, labels):
    """It cuts x and leaves the labels and the weights whole on every device. |
    只切了 x，标签和权重仍然完整地留在每个设备上。
    """
    x, labels, weights = shard_batch(mesh, x, labels)
    return x, *jax.device_put((labels, weights), NamedSharding(mesh, P()))


@mistake(verdict="wrong", section="shard")
def shard_batch__weights_whole(mesh, x, labels):
    """It cuts x and the labels, and leaves the weights whole on every device. |
    切了 x 和标签，权重却仍然完整地留在每个设备上。
    """
    x, labels, weights = shard_batch(mesh, x, labels)
    return x, labels, jax.device_put(weights, NamedSharding(mesh, P()))


@mistake(verdict="wrong", section="shard")
def shard_batch__weights_not_placed(mesh, x, labels):
    """It cuts x and the labels, and forgets the weights: they stay on the first device. |
    切了 x 和标签，忘了权重：权重还在第一个设备上。
    """
    x, labels, weights = shard_batch(mesh, x, labels)
    return x, labels, jnp.asarray(np.asarray(weights))


@mistake(verdict="wrong", section="shard")
def shard_batch__other_devices(mesh, x, labels):
    """It takes the first devices that there are; the mesh says which ones, and in which order. |
    用了电脑上的头几个设备；用哪几个、按什么顺序，应当由网格决定。
    """
    first = jax.sharding.Mesh(jax.devices("cpu")[: mesh.size], ("data",))
    return shard_batch(first, x, labels)


@mistake(verdict="wrong", section="shard")
def shard_batch__always_8(mesh, x, labels):
    """It takes 8 devices for granted; `mesh.size` says how many there are. |
    以为总是 8 个设备；有几个要看 `mesh.size`。
    """
    check_batch(x, labels)
    missing = -len(x) % 8
    return blocks(mesh, padded(x, missing), padded(labels, missing), padded(np.ones(len(x), x.dtype), missing))


@mistake(verdict="wrong", section="shard")
def shard_batch__pads_once_more(mesh, x, labels):
    """Where the rows divide evenly, it adds a whole round of empty rows. |
    行数正好除得尽时，又给每个设备多补了一行零。
    """
    check_batch(x, labels)
    missing = mesh.size - len(x) % mesh.size
    return blocks(mesh, padded(x, missing), padded(labels, missing), padded(np.ones(len(x), x.dtype), missing))


@mistake(verdict="wrong", section="shard")
def shard_batch__pads_in_front(mesh, x, labels):
    """It puts the padding before the rows; it belongs behind them. | 把补的行放在了前面；应当放在后面。"""
    arrays = shard_batch(mesh, x, labels)
    return blocks(mesh, *(np.roll(np.asarray(one), -len(x) % mesh.size, axis=0) for one in arrays))


@mistake(verdict="wrong", section="shard")
def shard_batch__repeats_the_last(mesh, x, labels):
    """It pads with copies of the last row and its label; zeros are asked for. |
    用最后一行和它的标签来补；应当补零。
    """
    check_batch(x, labels)
    rows = np.minimum(np.arange(len(x) + -len(x) % mesh.size), len(x) - 1)
    weights = padded(np.ones(len(x), x.dtype), -len(x) % mesh.size)
    return blocks(mesh, np.asarray(x)[rows], np.asarray(labels)[rows], weights)


@mistake(verdict="wrong", section="shard")
def shard_batch__label_minus_one(mesh, x, labels):
    """It gives padded rows the label -1; they have the label 0, which is a class. |
    给补的行标上 -1；它们的标签应当是 0，是一个存在的类别。
    """
    x, labels, weights = shard_batch(mesh, x, labels)
    return x, *blocks(mesh, np.where(np.asarray(weights) > 0, labels, -1).astype(labels.dtype)), weights


@mistake(verdict="wrong", section="shard")
def shard_batch__all_ones(mesh, x, labels):
    """It gives every row the weight 1, so that padded rows would be learned from as well. |
    每一行的权重都是 1，于是补的行也会被当成样本来学。
    """
    x, labels, weights = shard_batch(mesh, x, labels)
    return x, labels, *blocks(mesh, np.ones_like(np.asarray(weights)))


@mistake(verdict="wrong", section="shard")
def shard_batch__weights_sum_to_1(mesh, x, labels):
    """It divides the weights by the number of rows; they are 1 and 0. |
    把权重除以了行数；权重应当是 1 和 0。
    """
    found = shard_batch(mesh, x, labels)
    return *found[:2], *blocks(mesh, (np.asarray(found[2]) / len(x)).astype(found[2].dtype))


@mistake(verdict="wrong", section="shard")
def shard_batch__boolean_weights(mesh, x, labels):
    """Its weights are True and False; numbers of the dtype of x are asked for. |
    权重是 True 和 False；应当是数，dtype 与 x 相同。
    """
    x, labels, weights = shard_batch(mesh, x, labels)
    return x, labels, *blocks(mesh, np.asarray(weights) > 0)


@mistake(verdict="wrong", section="shard")
def shard_batch__float32(mesh, x, labels):
    """It turns x into float32; the dtype is to stay. | 把 x 变成了 float32；dtype 应当不变。"""
    check_batch(x, labels)
    return shard_batch(mesh, np.asarray(x).astype(np.float32), labels)


@mistake(verdict="wrong", section="shard")
def shard_batch__weights_in_float32(mesh, x, labels):
    """Its weights are float32 whatever the dtype of x. | 不论 x 是什么 dtype，权重总是 float32。"""
    x, labels, weights = shard_batch(mesh, x, labels)
    return x, labels, *blocks(mesh, np.asarray(weights).astype(np.float32))


@mistake(verdict="wrong", section="shard")
def shard_batch__weights_of_default_dtype(mesh, x, labels):
    """Its ones have NumPy's default dtype; `np.ones(n, x.dtype)` has that of x. |
    全 1 的数组用了 NumPy 默认的 dtype；`np.ones(n, x.dtype)` 才与 x 相同。
    """
    x, labels, weights = shard_batch(mesh, x, labels)
    return x, labels, *blocks(mesh, np.asarray(weights).astype(np.float64))


@mistake(verdict="wrong", section="shard")
def shard_batch__pads_every_axis(mesh, x, labels):
    """A single pair of numbers makes `np.pad` pad every axis; only the first is to grow. |
    只给一对数，`np.pad` 会把每个轴都补上；只有第一个轴应当变长。
    """
    check_batch(x, labels)
    missing = -len(x) % mesh.size
    weights = padded(np.ones(len(x), x.dtype), missing)
    return blocks(mesh, np.pad(np.asarray(x), (0, missing)), padded(labels, missing), weights)


@mistake(verdict="error", section="shard")
def shard_batch__matrices_only(mesh, x, labels):
    """It pads two axes; a row may also be a number or an image. |
    只会补两个轴的 x；一行也可以是一个数，或者一张图片。
    """
    check_batch(x, labels)
    missing = -len(x) % mesh.size
    weights = padded(np.ones(len(x), x.dtype), missing)
    return blocks(mesh, np.pad(np.asarray(x), ((0, missing), (0, 0))), padded(labels, missing), weights)


@mistake(verdict="wrong", section="shard")
def shard_batch__no_check(mesh, x, labels):
    """It never compares the labels with the rows. | 从不检查标签与行是否一一对应。"""
    missing = -len(x) % mesh.size if x.ndim else 0
    weights = padded(np.ones(x.shape[:1], x.dtype), missing) if x.ndim else np.ones(1)
    return blocks(mesh, padded(x, missing), padded(labels, -len(labels) % mesh.size if labels.ndim else 0), weights)


@mistake(verdict="wrong", section="shard")
def shard_batch__compares_lengths(mesh, x, labels):
    """It compares the lengths and nothing else: there may be no rows at all, or more than one label in a row. |
    只比较了长度：可能一行也没有，也可能一行有不止一个标签。
    """
    if len(x) != len(labels):
        raise ValueError(f"x of shape {x.shape}, labels of shape {labels.shape}")
    missing = -len(x) % mesh.size
    return blocks(mesh, padded(x, missing), padded(labels, missing), padded(np.ones(len(x), x.dtype), missing))


@mistake(verdict="wrong", section="shard")
def shard_batch__length_of_a_number(mesh, x, labels):
    """An array without axes has no `len`; `x.shape[:1]` is `()` then, and no error. |
    没有轴的数组没有 `len`；这时 `x.shape[:1]` 是 `()`，不会出错。
    """
    if len(x) != len(labels):
        raise ValueError(f"x of shape {x.shape}, labels of shape {labels.shape}")
    return shard_batch(mesh, x, labels)


@mistake(verdict="wrong", section="shard")
def shard_batch__empty(mesh, x, labels):
    """It takes a batch without rows, whose mean loss would be 0 / 0. |
    没有行的批量也收下了，它的平均损失会是 0 / 0。
    """
    if labels.ndim == 1 and x.shape[:1] == labels.shape == (0,):
        return blocks(mesh, np.asarray(x), np.asarray(labels), np.ones(0, x.dtype))
    return shard_batch(mesh, x, labels)


# replicate


@mistake(verdict="wrong", section="copies")
def replicate__cut(mesh, tree):
    """It cuts every array over the devices with `P("data")`; each is to be whole everywhere. |
    用 `P("data")` 把每个数组切开分给各个设备；每个设备上都应当是完整的数组。
    """
    return jax.device_put(tree, NamedSharding(mesh, P("data")))


@mistake(verdict="wrong", section="copies")
def replicate__first_device(mesh, tree):
    """It puts everything on the first device of the mesh alone. | 只放到了网格的第一个设备上。"""
    return jax.device_put(tree, mesh.devices[0])


@mistake(verdict="wrong", section="copies")
def replicate__not_at_all(mesh, tree):
    """It makes JAX arrays and does not place them. | 只变成了 JAX 数组，没有指定放在哪些设备上。"""
    return jax.tree.map(lambda one: jnp.asarray(np.asarray(one)), tree)


@mistake(verdict="wrong", section="copies")
def replicate__stacked(mesh, tree):
    """It stacks one copy for each device along a new first axis and cuts that; the shapes are to stay. |
    沿新的第一个轴给每个设备堆一份，再切开；数组的形状应当不变。
    """
    stacked = jax.tree.map(lambda one: np.stack([np.asarray(one)] * mesh.size), tree)
    return jax.device_put(stacked, NamedSharding(mesh, P("data")))


@mistake(verdict="wrong", section="copies")
def replicate__stacked_only(mesh, tree):
    """It stacks one copy for each device along a new first axis; the shapes are to stay, and `jax.device_put` copies. |
    沿新的第一个轴给每个设备堆了一份；数组的形状应当不变，复制由 `jax.device_put` 来做。
    """
    return jax.tree.map(lambda one: jnp.stack([jnp.asarray(np.asarray(one))] * mesh.size), tree)


@mistake(verdict="error", section="copies")
def replicate__no_sharding(mesh, tree):
    """`jax.device_put` wants a sharding: neither the mesh nor `P()` alone, but `NamedSharding(mesh, P())`. |
    `jax.device_put` 需要分片方式：只给网格或者只给 `P()` 都不行，要写 `NamedSharding(mesh, P())`。
    """
    return jax.device_put(tree, P())


@mistake(verdict="error", section="copies")
def replicate__names_an_axis(mesh, tree):
    """`P(None)` speaks of a first axis, which a number does not have; `P()` fits every array. |
    `P(None)` 说的是第一个轴，而单个的数没有轴；`P()` 对任何数组都适用。
    """
    return jax.device_put(tree, NamedSharding(mesh, P(None)))


@mistake(verdict="error", section="copies")
def replicate__unpacks_pairs(mesh, tree):
    """It takes a list of pairs apart; a tree may be nested in any way, or be an array alone. `jax.device_put` takes it
    whole. |
    只会拆开由对组成的列表；树可以任意嵌套，也可以只是一个数组。`jax.device_put` 可以接受整棵树。
    """
    whole = NamedSharding(mesh, P())
    return [(jax.device_put(w, whole), jax.device_put(b, whole)) for w, b in tree]


@mistake(verdict="wrong", section="copies")
def replicate__all_devices(mesh, tree):
    """It copies to all devices that there are; only those of the mesh are meant. |
    复制到了电脑上的所有设备；应当只用网格里的设备。
    """
    return replicate(jax.sharding.Mesh(jax.devices("cpu"), ("data",)), tree)


@mistake(verdict="wrong", section="copies")
def replicate__one_level(mesh, tree):
    """It goes through a list of pairs; a tree may be nested in any way, or be an array alone. |
    只会处理由 (w, b) 对组成的列表；树可以任意嵌套，也可以只是一个数组。
    """
    return [tuple(jax.device_put(one, NamedSharding(mesh, P())) for one in pair) for pair in tree]


@mistake(verdict="wrong", section="copies")
def replicate__list_of_leaves(mesh, tree):
    """It returns a list of the arrays; the structure of the tree is lost. |
    返回了由数组组成的列表；树的结构丢了。
    """
    return jax.tree.leaves(replicate(mesh, tree))


@mistake(verdict="wrong", section="copies")
def replicate__copies(mesh, tree):
    """It returns a list with a tree for each device; a single tree of replicated arrays is asked for. |
    返回了一个列表，每个设备一棵树；应当是一棵树，其中的数组复制到各个设备上。
    """
    return [jax.device_put(tree, device) for device in mesh.devices]


@mistake(verdict="wrong", section="copies")
def replicate__float32(mesh, tree):
    """It turns every array into float32; dtypes are to stay. | 把每个数组都变成了 float32；dtype 应当不变。"""
    return replicate(mesh, jax.tree.map(lambda one: jnp.asarray(np.asarray(one), jnp.float32), tree))


@mistake(verdict="wrong", section="copies")
def replicate__back_to_numpy(mesh, tree):
    """It fetches the arrays back: NumPy arrays lie on no device. | 又把数组取了回来：NumPy 数组不在任何设备上。"""
    return jax.tree.map(np.array, replicate(mesh, tree))


# data_parallel_train_step


def check_rows(x, labels, weights):
    """The error that `data_parallel_train_step` owes."""
    if not x.shape[:1] == labels.shape == weights.shape:
        raise ValueError(f"x {x.shape}, labels {labels.shape}, weights {weights.shape}")


def losses(params, x, labels):
    """The cross-entropy of every row."""
    log_p = jax.nn.log_softmax(forward(params, x))
    return -jnp.take_along_axis(log_p, labels[:, None], axis=1)[:, 0]


def weighted_sum(params, x, labels, weights):
    """The sum of the losses of the real rows."""
    return (weights * losses(params, x, labels)).sum()


def rmsprop(params, state, gradients, learning_rate, epsilon=1e-7):
    """The step."""
    state = jax.tree.map(lambda s, g: 0.9 * s + 0.1 * g**2, state, gradients)
    step = lambda p, g, s: p - learning_rate * g / (jnp.sqrt(s) + epsilon)  # noqa: E731
    return jax.tree.map(step, params, gradients, state), state


def by_hand(local):
    """Make a step of what each device computes; JAX does not check what is summed."""

    @partial(jax.jit, static_argnames="mesh")
    def step(mesh, params, state, x, labels, weights, learning_rate):
        check_rows(x, labels, weights)
        specs = (P(), P(), P("data"), P("data"), P("data"), P())
        shared = jax.shard_map(local, mesh=mesh, in_specs=specs, out_specs=P(), check_vma=False)
        return shared(params, state, x, labels, weights, learning_rate)

    def answer(mesh, params, state, x, labels, weights, learning_rate):
        return step(mesh, params, state, x, labels, weights, learning_rate)

    answer.__name__, answer.__doc__ = local.__name__, local.__doc__
    return answer


@mistake(verdict="wrong", section="sums")
@by_hand
def data_parallel_train_step__mean_of_means(params, state, x, labels, weights, learning_rate):
    """It takes the mean of the devices' means, as if each held as many real rows as the others. |
    取的是各个设备平均值的平均值，好像每个设备上真实的行一样多。
    """
    mean = lambda p: weighted_sum(p, x, labels, weights) / jnp.maximum(weights.sum(), 1)  # noqa: E731
    value, gradients = jax.lax.pmean(jax.value_and_grad(mean)(params), "data")
    return *rmsprop(params, state, gradients, learning_rate), value


@mistake(verdict="wrong", section="sums")
@by_hand
def data_parallel_train_step__zero_by_zero(params, state, x, labels, weights, learning_rate):
    """It divides on every device by the device's own number of rows: where there are only padded ones, 0 / 0 is NaN. |
    在每个设备上除以自己那几行的个数：只有补上的行时，0 / 0 得到 NaN。
    """
    mean = lambda p: weighted_sum(p, x, labels, weights) / weights.sum()  # noqa: E731
    value, gradients = jax.lax.pmean(jax.value_and_grad(mean)(params), "data")
    return *rmsprop(params, state, gradients, learning_rate), value


@mistake(verdict="wrong", section="sums")
@by_hand
def data_parallel_train_step__without_weights(params, state, x, labels, weights, learning_rate):
    """It ignores the weights: padded rows count as samples. | 不看权重：补上的行也算成了样本。"""
    mean = lambda p: losses(p, x, labels).mean()  # noqa: E731
    value, gradients = jax.lax.pmean(jax.value_and_grad(mean)(params), "data")
    return *rmsprop(params, state, gradients, learning_rate), value


@mistake(verdict="wrong", section="sums")
@by_hand
def data_parallel_train_step__sums_padded_rows(params, state, x, labels, weights, learning_rate):
    """It divides by the sum of the weights, but adds up the losses of all rows, the padded ones included. |
    除以了权重的和，加起来的却是所有行的损失，补上的行也在内。
    """
    value, gradients = jax.value_and_grad(lambda p: losses(p, x, labels).sum())(params)
    value, gradients, count = jax.lax.psum((value, gradients, weights.sum()), "data")
    gradients = jax.tree.map(lambda g: g / count, gradients)
    return *rmsprop(params, state, gradients, learning_rate), value / count


@mistake(verdict="wrong", section="sums")
@by_hand
def data_parallel_train_step__divides_by_all_rows(params, state, x, labels, weights, learning_rate):
    """It divides by the number of all rows, the padded ones included. | 除以了所有行的个数，补上的也算在内。"""
    sums = jax.value_and_grad(weighted_sum)(params, x, labels, weights)
    value, gradients = jax.lax.psum(jax.tree.map(lambda one: one / len(x), sums), "data")
    rows = jax.lax.axis_size("data")
    gradients = jax.tree.map(lambda g: g / rows, gradients)
    return *rmsprop(params, state, gradients, learning_rate), value / rows


@mistake(verdict="wrong", section="sums")
@by_hand
def data_parallel_train_step__gradient_not_summed(params, state, x, labels, weights, learning_rate):
    """It sums the loss over the devices and forgets the gradient: each device learns from its own rows alone. |
    损失在各个设备之间求了和，梯度却忘了：每个设备只从自己的行里学习。
    """
    value, gradients = jax.value_and_grad(weighted_sum)(params, x, labels, weights)
    value, count = jax.lax.psum((value, weights.sum()), "data")
    gradients = jax.tree.map(lambda g: g / count, gradients)
    return *rmsprop(params, state, gradients, learning_rate), value / count


@mistake(verdict="wrong", section="sums")
@by_hand
def data_parallel_train_step__loss_not_summed(params, state, x, labels, weights, learning_rate):
    """It sums the gradient over the devices and forgets the loss: each device reports its own. |
    梯度在各个设备之间求了和，损失却忘了：每个设备报告的只是自己那一份。
    """
    value, gradients = jax.value_and_grad(weighted_sum)(params, x, labels, weights)
    gradients, count = jax.lax.psum((gradients, weights.sum()), "data")
    gradients = jax.tree.map(lambda g: g / count, gradients)
    return *rmsprop(params, state, gradients, learning_rate), value / count


@mistake(verdict="wrong", section="sums")
@by_hand
def data_parallel_train_step__count_not_summed(params, state, x, labels, weights, learning_rate):
    """It divides the sum over all devices by the rows of a single one; the count must be summed as well. |
    把所有设备的和除以了一个设备的行数；行数也要在各个设备之间求和。
    """
    sums = jax.value_and_grad(weighted_sum)(params, x, labels, weights)
    value, gradients = jax.lax.psum(sums, "data")
    count = jnp.maximum(weights.sum(), 1)
    gradients = jax.tree.map(lambda g: g / count, gradients)
    return *rmsprop(params, state, gradients, learning_rate), value / count


@mistake(verdict="wrong", section="sums")
@by_hand
def data_parallel_train_step__gradient_of_the_sum(params, state, x, labels, weights, learning_rate):
    """Its loss is the mean, and its gradient that of the sum: too large by the number of rows. |
    损失取了平均，梯度却是总和的梯度：偏大，倍数等于真实的行数。
    """
    sums = jax.value_and_grad(weighted_sum)(params, x, labels, weights)
    value, gradients = jax.lax.psum(sums, "data")
    return *rmsprop(params, state, gradients, learning_rate), value / jax.lax.psum(weights.sum(), "data")


@mistake(verdict="wrong", section="sums")
@by_hand
def data_parallel_train_step__sum_of_means(params, state, x, labels, weights, learning_rate):
    """It sums the gradients of the devices' means and does not divide: too large by the number of devices. |
    把各个设备的平均损失的梯度加起来，没有再除：偏大，倍数等于设备数。
    """
    mean = lambda p: weighted_sum(p, x, labels, weights) / jnp.maximum(weights.sum(), 1)  # noqa: E731
    value, gradients = jax.value_and_grad(mean)(params)
    gradients = jax.lax.psum(gradients, "data")
    return *rmsprop(params, state, gradients, learning_rate), jax.lax.pmean(value, "data")


@mistake(verdict="wrong", section="sums")
@by_hand
def data_parallel_train_step__averages_parameters(params, state, x, labels, weights, learning_rate):
    """Each device makes a step of its own, and the parameters are averaged; that is another step than one along the
    average gradient. |
    每个设备各走一步，再把参数平均；这与沿平均梯度走一步不是一回事。
    """
    mean = lambda p: weighted_sum(p, x, labels, weights) / jnp.maximum(weights.sum(), 1)  # noqa: E731
    _, gradients = jax.value_and_grad(mean)(params)
    value, count = jax.lax.psum((weighted_sum(params, x, labels, weights), weights.sum()), "data")
    return *jax.lax.pmean(rmsprop(params, state, gradients, learning_rate), "data"), value / count


@mistake(verdict="wrong", section="sums")
@by_hand
def data_parallel_train_step__steps_by_itself(params, state, x, labels, weights, learning_rate):
    """Each device makes its step, state and all, along its own gradient, and the results are averaged; the gradients
    must be summed before. |
    每个设备沿自己的梯度走了一步，状态也只由它算出，最后才平均；应当先对梯度求和。
    """
    value, gradients = jax.value_and_grad(weighted_sum)(params, x, labels, weights)
    value, count = jax.lax.psum((value, weights.sum()), "data")
    gradients = jax.tree.map(lambda g: g / count, gradients)
    return *jax.lax.pmean(rmsprop(params, state, gradients, learning_rate), "data"), value / count


@mistake(verdict="wrong", section="sums")
@by_hand
def data_parallel_train_step__sums_the_squares(params, state, x, labels, weights, learning_rate):
    """It squares each device's gradient and sums the squares; the sum comes first. |
    先把各个设备的梯度平方，再把平方加起来；应当先求和。
    """
    value, gradients = jax.value_and_grad(weighted_sum)(params, x, labels, weights)
    value, count = jax.lax.psum((value, weights.sum()), "data")
    squares = jax.lax.psum(jax.tree.map(lambda g: (g / count) ** 2, gradients), "data")
    gradients = jax.lax.psum(jax.tree.map(lambda g: g / count, gradients), "data")
    state = jax.tree.map(lambda s, square: 0.9 * s + 0.1 * square, state, squares)
    step = lambda p, g, s: p - learning_rate * g / (jnp.sqrt(s) + 1e-7)  # noqa: E731
    return jax.tree.map(step, params, gradients, state), state, value / count


@mistake(verdict="wrong", section="step")
@by_hand
def data_parallel_train_step__epsilon_under_the_root(params, state, x, labels, weights, learning_rate):
    """It adds 1e-7 under the root; it stands beside it. | 把 1e-7 加到了根号里面；它应当在根号外面。"""
    sums = jax.value_and_grad(weighted_sum)(params, x, labels, weights)
    (value, gradients), count = jax.lax.psum((sums, weights.sum()), "data")
    state = jax.tree.map(lambda s, g: 0.9 * s + 0.1 * (g / count) ** 2, state, gradients)
    step = lambda p, g, s: p - learning_rate * g / count / jnp.sqrt(s + 1e-7)  # noqa: E731
    return jax.tree.map(step, params, gradients, state), state, value / count


@mistake(verdict="error", section="sums")
@partial(jax.jit, static_argnames="mesh")
def data_parallel_train_step__nothing_summed(mesh, params, state, x, labels, weights, learning_rate):
    """JAX refuses: results under `P()` must have gone through `psum`, and `in_specs` and `out_specs` must fit the mesh,
    the arguments and the results. |
    JAX 不接受：用 `P()` 返回的结果必须先经过 `psum` 求和；`in_specs` 和 `out_specs` 要与网格、参数、结果相符。
    """
    check_rows(x, labels, weights)

    def local(params, x, labels, weights):
        own = jax.lax.pcast(params, "data", to="varying")
        return jax.value_and_grad(weighted_sum)(own, x, labels, weights)

    specs = (P(), P("data"), P("data"), P("data"))
    value, gradients = jax.shard_map(local, mesh=mesh, in_specs=specs, out_specs=P())(params, x, labels, weights)
    gradients = jax.tree.map(lambda g: g / weights.sum(), gradients)
    return *rmsprop(params, state, gradients, learning_rate), value / weights.sum()


@mistake(verdict="error", section="sums")
@partial(jax.jit, static_argnames="mesh")
def data_parallel_train_step__other_axis(mesh, params, state, x, labels, weights, learning_rate):
    """It sums along an axis that the mesh does not have; the mesh's axis is called "data". |
    求和所沿的轴，网格里没有；网格的轴叫 "data"。
    """
    check_rows(x, labels, weights)
    local = lambda weights: jax.lax.psum(weights.sum(), "batch")  # noqa: E731
    count = jax.shard_map(local, mesh=mesh, in_specs=P("data"), out_specs=P())(weights)
    return params, state, count


@mistake(verdict="error", section="sums")
@partial(jax.jit, static_argnames="mesh")
def data_parallel_train_step__labels_whole(mesh, params, state, x, labels, weights, learning_rate):
    """It cuts x, and gives every device all labels or all weights: `in_specs` has `P("data")` for all three. |
    切了 x，却把全部标签或者全部权重给了每个设备：在 `in_specs` 里，三者都应当是 `P("data")`。
    """
    check_rows(x, labels, weights)

    def local(params, x, labels, weights):
        own = jax.lax.pcast(params, "data", to="varying")
        sums = jax.value_and_grad(weighted_sum)(own, x, labels, weights)
        (value, gradients), count = jax.lax.psum((sums, weights.sum()), "data")
        return value / count, jax.tree.map(lambda g: g / count, gradients)

    specs = (P(), P("data"), P(), P("data"))
    value, gradients = jax.shard_map(local, mesh=mesh, in_specs=specs, out_specs=P())(params, x, labels, weights)
    return *rmsprop(params, state, gradients, learning_rate), value


@mistake(verdict="wrong", section="sums")
@partial(jax.jit, static_argnames="mesh")
def data_parallel_train_step__summed_twice(mesh, params, state, x, labels, weights, learning_rate):
    """It sums the gradient twice: of parameters that are not marked as each device's own, JAX returns the sum already.
    So it is too large by the number of devices. |
    梯度求了两次和：参数没有标明是各个设备自己的，JAX 给出的梯度就已经是总和。于是偏大，倍数等于设备数。
    """
    check_rows(x, labels, weights)

    def local(params, x, labels, weights):
        sums = jax.value_and_grad(weighted_sum)(params, x, labels, weights)
        (value, gradients), count = jax.lax.psum((sums, weights.sum()), "data")
        return value / count, jax.tree.map(lambda g: g / count, gradients)

    specs = (P(), P("data"), P("data"), P("data"))
    value, gradients = jax.shard_map(local, mesh=mesh, in_specs=specs, out_specs=P())(params, x, labels, weights)
    return *rmsprop(params, state, gradients, learning_rate), value


@mistake(verdict="wrong", section="sums")
@partial(jax.jit, static_argnames="mesh")
def data_parallel_train_step__whole_batch_everywhere(mesh, params, state, x, labels, weights, learning_rate):
    """Every device gets all rows, and computes what all others compute, too. |
    每个设备都拿到了所有的行，大家算的是同样的东西。
    """
    check_rows(x, labels, weights)

    def local(params, x, labels, weights):
        mean = lambda p: weighted_sum(p, x, labels, weights) / weights.sum()  # noqa: E731
        return jax.value_and_grad(mean)(params)

    value, gradients = jax.shard_map(local, mesh=mesh, in_specs=P(), out_specs=P())(params, x, labels, weights)
    return *rmsprop(params, state, gradients, learning_rate), value


@mistake(verdict="wrong", section="step")
def data_parallel_train_step__keeps_the_state(mesh, params, state, x, labels, weights, learning_rate):
    """It returns the old state. | 返回了旧的状态。"""
    new, _, value = data_parallel_train_step(mesh, params, state, x, labels, weights, learning_rate)
    return new, state, value


@mistake(verdict="wrong", section="step")
@partial(jax.jit, static_argnames="mesh")
def data_parallel_train_step__loss_after(mesh, params, state, x, labels, weights, learning_rate):
    """It returns the loss after the step. | 返回了走这一步之后的损失。"""
    params, state, _ = data_parallel_train_step(mesh, params, state, x, labels, weights, learning_rate)
    return params, state, weighted_sum(params, x, labels, weights) / weights.sum()


@mistake(verdict="wrong", section="step")
@partial(jax.jit, static_argnames="mesh", donate_argnames=("params", "state"))
def data_parallel_train_step__donates(mesh, params, state, x, labels, weights, learning_rate):
    """It donates the old parameters, which the caller may still need. | 把旧参数捐赠掉了，而调用者可能还要用。"""
    return data_parallel_train_step(mesh, params, state, x, labels, weights, learning_rate)


@mistake(verdict="wrong", section="step")
def data_parallel_train_step__half_compiled(mesh, params, state, x, labels, weights, learning_rate):
    """Not all of it is compiled: what is outside of `jax.jit` runs operation by operation. |
    没有全部编译：`jax.jit` 以外的部分，还是一个运算一个运算地执行。
    """
    step = data_parallel_train_step(mesh, params, state, x, labels, weights, learning_rate)
    return jax.tree.map(lambda new: new + 0.0, step)


@mistake(verdict="wrong", section="step")
def data_parallel_train_step__compiles_anew(mesh, params, state, x, labels, weights, learning_rate):
    """It makes a new compiled function at every call, which JAX has to compile again. |
    每次调用都新造一个编译的函数，JAX 只好重新编译。
    """
    step = lambda *rest: data_parallel_train_step.__wrapped__(mesh, *rest)  # noqa: E731
    return jax.jit(step)(params, state, x, labels, weights, learning_rate)


@mistake(verdict="wrong", section="step")
def data_parallel_train_step__no_check(mesh, params, state, x, labels, weights, learning_rate):
    """It leaves the check to JAX, whose error does not name the three shapes. |
    把检查交给了 JAX，而 JAX 的错误信息里没有这三个形状。
    """
    if x.shape[:1] == labels.shape == weights.shape:
        return data_parallel_train_step(mesh, params, state, x, labels, weights, learning_rate)

    def local(params, x, labels, weights):
        return jax.lax.psum(weighted_sum(params, x, labels, weights), "data")

    specs = (P(), P("data"), P("data"), P("data"))
    jax.shard_map(local, mesh=mesh, in_specs=specs, out_specs=P())(params, x, labels, weights)
    return params, state, weights.sum()
