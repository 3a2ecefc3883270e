"""More devices: the same step of training, shared out among several.

多设备训练：同样的一步，由几个设备分着做。

A mesh here has one axis, `"data"`. Where there is only one device, JAX can
simulate more: set `JAX_NUM_CPU_DEVICES=8` before it is imported.
"""

from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax.sharding import Mesh, NamedSharding
from jax.sharding import PartitionSpec as P
from jaxtyping import Array, Float, Integer, Num

from solutions.mnist_mlp import DECAY, EPSILON, Params, forward

type Tree = Any
"""An array; or a dict, a list or a tuple of trees."""


def shard_batch(
    mesh: Mesh,
    x: Num[np.ndarray | Array, "n ..."],
    labels: Integer[np.ndarray | Array, " n"],
) -> tuple[
    Num[Array, "rows ..."], Integer[Array, " rows"], Num[Array, " rows"]
]:
    """Cut a batch into equal blocks of rows, one for each device of a mesh.

    把一个批量按行切成相等的块，网格里的设备各得一块。

    The first device gets the first rows, the second the next, and so on. Where
    the rows do not divide evenly, rows of zeros with the label 0 follow the
    last, and a weight says of each row whether it is real.

    Args:
        mesh: devices along one axis, `"data"`.
        x: one sample a row: floating numbers or integers.
        labels: the true classes, integers.

    Returns:
        `x`, `labels` and weights as JAX arrays. All three have as many rows as
        the next multiple of the number of devices, `n` itself if it is one, and
        are sharded over `"data"`. `x` and `labels` keep the dtypes that they
        have in JAX (NumPy's float64 is float32 there, by default); the weights
        have that of `x`, and are 1 for real rows and 0 for the others.

    Raises:
        ValueError: `labels` is not one label for each row of `x`, or there are
            no rows; names both shapes.

    Example:
        >>> mesh = Mesh(jax.devices("cpu")[:4], ("data",))
        >>> x, labels = jnp.ones((5, 3)), jnp.array([3, 1, 4, 1, 5])
        >>> x, labels, weights = shard_batch(mesh, x, labels)
        >>> x.shape, labels.shape, weights
        ((8, 3), (8,), Array([1., 1., 1., 1., 1., 0., 0., 0.], dtype=float32))
        >>> labels.addressable_shards[1].data  # what the second device holds
        Array([4, 1], dtype=int32)

    Source: JAX documentation, *Distributed arrays and automatic
    parallelization*.
    """
    if labels.ndim != 1 or x.shape[:1] != labels.shape or len(labels) == 0:
        raise ValueError(
            "shard_batch: expected a label for each of at least one row, got x "
            f"of shape {x.shape}, labels of shape {labels.shape}"
        )
    missing = -len(x) % mesh.size

    def padded(rows: np.ndarray | Array) -> np.ndarray:
        # Done on the host, so that each block goes to its device at once.
        widths = [(0, missing)] + [(0, 0)] * (rows.ndim - 1)
        return np.pad(np.asarray(rows), widths)

    weights = np.ones(len(x), x.dtype)
    batch = padded(x), padded(labels), padded(weights)
    sharded: tuple[Array, Array, Array] = jax.device_put(
        batch, NamedSharding(mesh, P("data"))
    )
    return sharded


def replicate(mesh: Mesh, tree: Tree) -> Tree:
    """Put a whole copy of every array of a tree on every device of a mesh.

    把一棵树的每个数组完整地复制到网格的每个设备上。

    Args:
        mesh: devices along one axis, `"data"`.
        tree: NumPy or JAX arrays of any shape, in a dict, a list or a tuple,
            however deeply nested; or an array alone.

    Returns:
        A tree of the same structure and shapes. Each leaf is a JAX array that
        is replicated over the mesh: every device holds all of it. Values and
        dtypes are as they were (NumPy's float64 is float32 in JAX, by default).

    Example:
        >>> mesh = Mesh(jax.devices("cpu")[:4], ("data",))
        >>> params = replicate(mesh, {"w": jnp.ones((2, 3)), "b": jnp.zeros(3)})
        >>> [shard.data.shape for shard in params["w"].addressable_shards]
        [(2, 3), (2, 3), (2, 3), (2, 3)]

    Source: JAX documentation, *Distributed arrays and automatic
    parallelization*.
    """
    return jax.device_put(tree, NamedSharding(mesh, P()))


@partial(jax.jit, static_argnames="mesh")
def data_parallel_train_step(
    mesh: Mesh,
    params: Params,
    state: Params,
    x: Float[Array, "rows features"],
    labels: Integer[Array, " rows"],
    weights: Float[Array, " rows"],
    learning_rate: float,
) -> tuple[Params, Params, Float[Array, ""]]:
    r"""Learn from one batch on all devices: one step of RMSprop, made together.

    所有设备一起从一个批量中学习：共同走一步 RMSprop。

    The loss is the weighted mean of the cross-entropies $L_i$ of the rows,

    $$L = \frac{\sum_i w_i L_i}{\sum_i w_i},$$

    and along its gradient $g$ every parameter $p$ makes the step of
    `train_step`:

    $$s \leftarrow 0.9\,s + 0.1\,g^2, \qquad
    p \leftarrow p - \eta\, g / (\sqrt{s} + 10^{-7}).$$

    Every device computes with its own rows. Between devices only sums travel,
    by `jax.lax.psum`, and never rows. It is to be compiled, once for all calls
    with the same shapes: put `@partial(jax.jit, static_argnames="mesh")` above
    it.

    Args:
        mesh: devices along one axis, `"data"`.
        params: one pair `(w, b)` for each layer, replicated over the mesh.
        state: $s$, of the same form, replicated likewise.
        x: one sample a row, sharded over `"data"`, as `shard_batch` gives it.
        labels: the true classes, integers, sharded likewise.
        weights: $w_i$, sharded likewise: 1 for a real row, of which there is at
            least one, and 0 for a padded one. A padded row has no influence,
            whatever numbers stand in it; a device may have padded rows alone.
        learning_rate: $\eta$.

    Returns:
        The new `params`, the new `state`, and the loss of the batch before the
        step, all replicated, in the dtype of `params`. They are what one device
        would compute, but for rounding. The old ones stay valid: their buffers
        are not donated.

    Raises:
        ValueError: `labels` or `weights` are not one for each row of `x`; names
            the three shapes.

    Example:
        >>> mesh = Mesh(jax.devices("cpu")[:4], ("data",))
        >>> params = [(jnp.zeros((1, 2)), jnp.zeros(2))]
        >>> state = jax.tree.map(jnp.zeros_like, params)
        >>> params, state = replicate(mesh, (params, state))
        >>> x, labels = jnp.ones((5, 1)), jnp.array([0, 1, 1, 1, 1])
        >>> batch = shard_batch(mesh, x, labels)
        >>> step = data_parallel_train_step(mesh, params, state, *batch, 0.1)
        >>> step[2]  # ln 2
        Array(0.6931472, dtype=float32)

    Source: JAX documentation, *Manual parallelism with shard_map*; Tieleman and
    Hinton, *Neural Networks for Machine Learning*, 2012, lecture 6e.
    """
    if not x.shape[:1] == labels.shape == weights.shape:
        raise ValueError(
            "data_parallel_train_step: expected a label and a weight for each "
            f"row, got x of shape {x.shape}, labels of shape {labels.shape}, "
            f"weights of shape {weights.shape}"
        )

    def weighted_sum(
        params: Params, x: Array, labels: Array, weights: Array
    ) -> Array:
        log_p = jax.nn.log_softmax(forward(params, x))
        chosen = jnp.take_along_axis(log_p, labels[:, None], axis=1)
        return -(weights * chosen.ravel()).sum()

    def on_each_device(
        params: Params, x: Array, labels: Array, weights: Array
    ) -> tuple[Array, Params]:
        # From here on each device has a copy of its own: its gradient is that
        # of its rows, and nothing is summed behind our backs.
        own = jax.lax.pcast(params, "data", to="varying")
        sums = jax.value_and_grad(weighted_sum)(own, x, labels, weights)
        (value, gradients), count = jax.lax.psum((sums, weights.sum()), "data")
        return value / count, jax.tree.map(lambda g: g / count, gradients)

    rows = P("data")
    value, gradients = jax.shard_map(
        on_each_device,
        mesh=mesh,
        in_specs=(P(), rows, rows, rows),
        out_specs=P(),
    )(params, x, labels, weights)
    state = jax.tree.map(
        lambda s, g: DECAY * s + (1 - DECAY) * g**2, state, gradients
    )
    params = jax.tree.map(
        lambda p, g, s: p - learning_rate * g / (jnp.sqrt(s) + EPSILON),
        params,
        gradients,
        state,
    )
    return params, state, value
