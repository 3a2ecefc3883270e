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
def shard_batch__only_x(mesh, x, labels):
    """It cuts x and leaves the labels and the weights whole on every device. |
    只切了 x，标签和权重仍然完整地留在每个设备上。
    """
    x, labels, weights = shard_batch(mesh, x, labels)
    return x, *jax.device_put((labels, weights), NamedSharding(mesh, P()))


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
    """No sum joins the devices: JAX notices that their results differ and cannot all be the one that is returned. |
    各个设备之间没有求和：JAX 发现它们的结果各不相同，不能当成同一个结果返回。
    """
    check_rows(x, labels, weights)

    def local(params, x, labels, weights):
        own = jax.lax.pcast(params, "data", to="varying")
        return jax.value_and_grad(weighted_sum)(own, x, labels, weights)

    specs = (P(), P("data"), P("data"), P("data"))
    value, gradients = jax.shard_map(local, mesh=mesh, in_specs=specs, out_specs=P())(params, x, labels, weights)
    gradients = jax.tree.map(lambda g: g / weights.sum(), gradients)
    return *rmsprop(params, state, gradients, learning_rate), value / weights.sum()


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


@jax.jit
def mean_and_gradients(params, x, labels, weights):
    """The loss and its gradient; the compiler puts in the sums."""
    mean = lambda p: weighted_sum(p, x, labels, weights) / weights.sum()  # noqa: E731
    return jax.value_and_grad(mean)(params)


@mistake(verdict="wrong", section="step")
def data_parallel_train_step__half_compiled(mesh, params, state, x, labels, weights, learning_rate):
    """Only the gradient is compiled; the rest runs operation by operation. |
    只编译了求梯度的部分，其余的还是一个运算一个运算地执行。
    """
    check_rows(x, labels, weights)
    value, gradients = mean_and_gradients(params, x, labels, weights)
    result = (*rmsprop(params, state, gradients, learning_rate), value)
    return jax.device_put(result, NamedSharding(mesh, P()))


@mistake(verdict="wrong", section="step")
def data_parallel_train_step__compiles_anew(mesh, params, state, x, labels, weights, learning_rate):
    """It makes a new compiled function at every call, which JAX has to compile again. |
    每次调用都新造一个编译的函数，JAX 只好重新编译。
    """
    step = lambda *rest: data_parallel_train_step.__wrapped__(mesh, *rest)  # noqa: E731
    return jax.jit(step)(params, state, x, labels, weights, learning_rate)


@mistake(verdict="wrong", section="step")
@partial(jax.jit, static_argnames="mesh")
def data_parallel_train_step__no_check(mesh, params, state, x, labels, weights, learning_rate):
    """It leaves the check to JAX, whose error does not name the three shapes. |
    把检查交给了 JAX，而 JAX 的错误信息里没有这三个形状。
    """

    def local(params, x, labels, weights):
        own = jax.lax.pcast(params, "data", to="varying")
        sums = jax.value_and_grad(weighted_sum)(own, x, labels, weights)
        (value, gradients), count = jax.lax.psum((sums, weights.sum()), "data")
        return value / count, jax.tree.map(lambda g: g / count, gradients)

    specs = (P(), P("data"), P("data"), P("data"))
    value, gradients = jax.shard_map(local, mesh=mesh, in_specs=specs, out_specs=P())(params, x, labels, weights)
    return *rmsprop(params, state, gradients, learning_rate), value
