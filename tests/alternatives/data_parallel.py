"""Right answers to the exercises on several devices, written differently from the reference."""

from functools import cache, partial

import jax
import jax.numpy as jnp
import numpy as np
from jax.sharding import NamedSharding
from jax.sharding import PartitionSpec as P

from solutions.mnist_mlp import forward, loss


def need_batch(x, labels):
    """The error that `shard_batch` owes."""
    if labels.ndim != 1 or labels.shape != x.shape[:1] or labels.size == 0:
        raise ValueError(f"no label for each row: {x.shape}, {labels.shape}")


def need_rows(x, labels, weights):
    """The error that `data_parallel_train_step` owes."""
    if len({x.shape[:1], labels.shape, weights.shape}) > 1:
        raise ValueError(f"{x.shape}, {labels.shape} and {weights.shape} do not go together")


def shard_batch__jax_pads(mesh, x, labels):
    """Pads on the first device with jnp.pad, one array after the other, then moves the blocks."""
    need_batch(x, labels)
    x, labels = jnp.asarray(x), jnp.asarray(labels)
    more, place = (-x.shape[0]) % mesh.devices.size, NamedSharding(mesh, P("data"))
    weights = jnp.pad(jnp.ones_like(x, shape=len(labels)), (0, more))
    x = jnp.pad(x, ((0, more), *((0, 0),) * (x.ndim - 1)))
    labels = jnp.pad(labels, (0, more))
    return tuple(jax.device_put(one, place) for one in (x, labels, weights))


def shard_batch__zeros_first(mesh, x, labels):
    """Makes arrays of zeros of the right size and writes the rows into them."""
    need_batch(x, labels)
    count = mesh.shape["data"]
    rows = (len(x) + count - 1) // count * count
    wide, classes = np.zeros((rows, *x.shape[1:]), x.dtype), np.zeros(rows, labels.dtype)
    wide[: len(x)], classes[: len(x)] = x, labels
    weights = (np.arange(rows) < len(x)).astype(x.dtype)
    return jax.device_put((wide, classes, weights), NamedSharding(mesh, P(("data",))))


def shard_batch__block_by_block(mesh, x, labels):
    """Sends every device its block by hand, and joins the blocks to one array."""
    need_batch(x, labels)
    each = -(-len(x) // mesh.size)
    place, rows = NamedSharding(mesh, P("data", *[None] * (x.ndim - 1))), each * mesh.size

    def spread(whole, place):
        whole = np.concatenate([whole, np.zeros((rows - len(whole), *whole.shape[1:]), whole.dtype)])
        parts = [jax.device_put(whole[i * each : (i + 1) * each], one) for i, one in enumerate(mesh.devices)]
        return jax.make_array_from_single_device_arrays(whole.shape, place, parts)

    x, labels = np.asarray(x), np.asarray(labels)
    flat = NamedSharding(mesh, P("data"))
    return spread(x, place), spread(labels, flat), spread(np.ones(len(x), x.dtype), flat)


def replicate__leaf_by_leaf(mesh, tree):
    """Places one leaf after the other."""
    whole = NamedSharding(mesh, P())
    return jax.tree.map(lambda leaf: jax.device_put(jnp.asarray(leaf), whole), tree)


def replicate__axis_by_axis(mesh, tree):
    """Names None for every axis of a leaf."""
    places = jax.tree.map(lambda leaf: NamedSharding(mesh, P(*[None] * np.ndim(leaf))), tree)
    return jax.device_put(tree, places)


def replicate__copy_by_copy(mesh, tree):
    """Sends a copy to each device by hand, and joins the copies to one array."""

    def spread(leaf):
        copies = [jax.device_put(np.asarray(leaf), device) for device in mesh.devices.flat]
        return jax.make_array_from_single_device_arrays(np.shape(leaf), NamedSharding(mesh, P()), copies)

    return jax.tree.map(spread, tree)


def replicate__nested_by_hand(mesh, tree):
    """Goes through dicts, lists and tuples itself."""
    if isinstance(tree, dict):
        return {key: replicate__nested_by_hand(mesh, item) for key, item in tree.items()}
    if isinstance(tree, list | tuple):
        return type(tree)(replicate__nested_by_hand(mesh, item) for item in tree)
    return jax.device_put(tree, NamedSharding(mesh, P()))


def each_loss(params, x, labels):
    """The cross-entropy of every row."""
    log_p = jax.nn.log_softmax(forward(params, x))
    return -(log_p * jax.nn.one_hot(labels, log_p.shape[1])).sum(axis=1)


def moved(params, state, gradients, learning_rate):
    """The step of RMSprop."""
    state = jax.tree.map(lambda s, g: s + 0.1 * (g * g - s), state, gradients)
    steps = jax.tree.map(lambda g, s: learning_rate * (g / (s**0.5 + 1e-7)), gradients, state)
    return jax.tree.map(jnp.subtract, params, steps), state


@partial(jax.jit, static_argnums=0)
def data_parallel_train_step__by_the_compiler(mesh, params, state, x, labels, weights, learning_rate):
    """Is written as for one device; the compiler sees where the arrays lie, and puts in the sums."""
    need_rows(x, labels, weights)
    mean = lambda p: (weights * each_loss(p, x, labels)).sum() / weights.sum()  # noqa: E731
    value, gradients = jax.value_and_grad(mean)(params)
    result = (*moved(params, state, gradients, learning_rate), value)
    return jax.lax.with_sharding_constraint(result, NamedSharding(mesh, P()))


def data_parallel_train_step__out_shardings(mesh, params, state, x, labels, weights, learning_rate):
    """Checks in Python; leaves the sums to the compiler, which is told where the results belong."""
    need_rows(x, labels, weights)
    return _implicit(mesh)(params, state, x, labels, weights, learning_rate)


@cache
def _implicit(mesh):
    def step(params, state, x, labels, weights, learning_rate):
        def mean(params):
            log_p = jax.nn.log_softmax(forward(params, x))
            return jnp.average(-jnp.take_along_axis(log_p, labels[:, None], axis=1)[:, 0], weights=weights)

        value, gradients = jax.value_and_grad(mean)(params)
        return *moved(params, state, gradients, learning_rate), value

    return jax.jit(step, out_shardings=NamedSharding(mesh, P()))


@partial(jax.jit, static_argnames="mesh")
def data_parallel_train_step__all_inside(mesh, params, state, x, labels, weights, learning_rate):
    """Does everything on each device, the step of RMSprop too; JAX does not check what is replicated."""
    need_rows(x, labels, weights)

    @partial(jax.shard_map, mesh=mesh, in_specs=(P(), P(), *[P("data")] * 3, P()), out_specs=P(), check_vma=False)
    def local(params, state, x, labels, weights, learning_rate):
        value, pull_back = jax.vjp(lambda p: weights @ each_loss(p, x, labels), params)
        (gradients,) = pull_back(jnp.ones_like(value))
        gradients, value, count = jax.lax.psum((gradients, value, weights.sum()), "data")
        gradients = jax.tree.map(lambda g: g / count, gradients)
        return *moved(params, state, gradients, learning_rate), value / count

    return local(params, state, x, labels, weights, learning_rate)


@partial(jax.jit, static_argnames="mesh")
def data_parallel_train_step__gradient_of_the_sum(mesh, params, state, x, labels, weights, learning_rate):
    """Differentiates the sum over the devices; JAX sums the gradient by itself, since the parameters are replicated."""
    need_rows(x, labels, weights)

    def local(params, x, labels, weights):
        one = lambda row, label: loss(params, row[None], label[None])  # noqa: E731
        total = jax.lax.psum((weights * jax.vmap(one)(x, labels)).sum(), "data")
        return total / jax.lax.psum(weights.sum(), "data")

    rows = P("data")
    shared = jax.shard_map(local, mesh=mesh, in_specs=(P(), rows, rows, rows), out_specs=P())
    value, gradients = jax.value_and_grad(shared)(params, x, labels, weights)
    return *moved(params, state, gradients, learning_rate), value


@partial(jax.jit, static_argnames="mesh")
def data_parallel_train_step__mean_of_shares(mesh, params, state, x, labels, weights, learning_rate):
    """Takes the mean over the devices, of losses whose weights make up for how many real rows each has."""
    need_rows(x, labels, weights)

    def local(params, x, labels, weights):
        mine = jax.lax.pcast(params, "data", to="varying")
        share = weights / jax.lax.pmean(weights.sum(), "data")
        mean = lambda p: (share * each_loss(p, x, labels)).sum()  # noqa: E731
        return jax.lax.pmean(jax.value_and_grad(mean)(mine), "data")

    rows = P("data")
    shared = jax.shard_map(local, mesh=mesh, in_specs=(P(), rows, rows, rows), out_specs=(P(), P()))
    value, gradients = shared(params, x, labels, weights)
    return *moved(params, state, gradients, learning_rate), value
