"""Handwritten digits: from pixels to a trained network, in eight functions.

手写数字识别：从像素到训练好的网络，共八个函数。

Keys in, arrays out: nothing here keeps state, so the same file runs on CPU, GPU
and TPU.
"""

from collections.abc import Callable, Sequence

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float, Integer, Key, UInt8

Params = list[tuple[Float[Array, "fan_in fan_out"], Float[Array, " fan_out"]]]
"""Weights and biases, a pair `(w, b)` for each layer."""

DECAY = 0.9
"""Which part of the running mean square a step of RMSprop keeps."""
EPSILON = 1e-7
"""What RMSprop adds to the root, so as never to divide by 0."""


def preprocess(
    images: UInt8[np.ndarray | Array, "n height width"],
) -> Float[Array, "n height*width"]:
    """Turn images of bytes into rows of numbers from 0 to 1.

    把字节图片变成一行行 0 到 1 之间的数。

    Args:
        images: grey values from 0 to 255, uint8, a NumPy or JAX array of shape
            `(n, height, width)`; `n` may be 0.

    Returns:
        `images / 255` as a JAX array of float32, `(n, height * width)`: every
        image is one row, in row-major order.

    Raises:
        TypeError: `images` is not an array of uint8; names the dtype.
        ValueError: `images` does not have three axes; names the shape.

    Example:
        >>> preprocess(np.array([[[0, 255], [255, 0]]], np.uint8))
        Array([[0., 1., 1., 0.]], dtype=float32)
    """
    raise NotImplementedError("preprocess")


def init_params(key: Key[Array, ""], sizes: Sequence[int]) -> Params:
    r"""Draw the parameters of a network: He-normal weights, zero biases.

    抽取网络的初始参数：权重服从 He 正态分布，偏置为零。

    Args:
        key: a random key, `jax.random.key(seed)`. The same key gives the same
            parameters.
        sizes: units in each layer, input and output included, such as
            `(784, 512, 10)`.

    Returns:
        A list of one pair `(w, b)` for each layer, float32: `w` of shape
        `(fan_in, fan_out)`, drawn from $\mathcal{N}(0, 2 / \text{fan\_in})$,
        not truncated, with a key of its own; and `b` of shape `(fan_out,)`,
        zeros.

    Raises:
        ValueError: fewer than two sizes, or a size below 1; names `sizes`.

    Example:
        >>> (w, b), (v, c) = init_params(jax.random.key(0), (784, 512, 10))
        >>> w.shape, b.shape, v.shape, c.shape
        ((784, 512), (512,), (512, 10), (10,))

    Source: He et al., *Delving Deep into Rectifiers*, 2015, equation 10.
    """
    raise NotImplementedError("init_params")


def forward(
    params: Params, x: Float[Array, "batch features"]
) -> Float[Array, "batch classes"]:
    """Run the network: dense layers, with relu between them.

    让数据通过网络：全连接层，层与层之间用 relu。

    There is no relu after the last layer.

    Args:
        params: one pair `(w, b)` for each layer, at least one.
        x: one sample a row, float32.

    Returns:
        The logits: one score for each class, any real number. Their softmax
        would be the probabilities.

    Raises:
        ValueError: `x` is not a matrix; or `x`, or the result of a layer, does
            not have as many columns as the next `w` has rows. Names both
            shapes.

    Example:
        >>> hidden = (jnp.array([[1.0, -1.0]]), jnp.zeros(2))
        >>> output = (jnp.array([[2.0], [3.0]]), jnp.array([-9.0]))
        >>> forward([hidden, output], jnp.array([[4.0], [-4.0]]))
        Array([[-1.],
               [ 3.]], dtype=float32)
    """
    raise NotImplementedError("forward")


def loss(
    params: Params,
    x: Float[Array, "batch features"],
    labels: Integer[Array, " batch"],
) -> Float[Array, ""]:
    r"""Measure how badly the network does: the mean cross-entropy.

    衡量网络有多差：交叉熵的平均值。

    The formula is $-\frac1n \sum_i \log p_i(\text{label}_i)$, where $p_i$ is
    the softmax of the logits of sample $i$.

    Args:
        params: one pair `(w, b)` for each layer.
        x: one sample a row, float32.
        labels: the true classes, integers counted from 0. JAX traces without
            values, so nothing checks them: a label that is no class gives an
            unspecified result.

    Returns:
        The mean over the batch, a scalar; it and its gradient are finite for
        logits of ±1e4.

    Raises:
        ValueError: `labels` is not one label for each row of `x`, or there are
            no rows; names both shapes.
        TypeError: `labels` are not integers; names the dtype.

    Example:
        >>> params = [(jnp.zeros((3, 10)), jnp.zeros(10))]
        >>> loss(params, jnp.ones((2, 3)), jnp.array([4, 9]))  # ln 10
        Array(2.3025851, dtype=float32)

    Source: Goodfellow et al., *Deep Learning*, 2016, section 6.2.2.3.
    """
    raise NotImplementedError("loss")


def train_step(
    params: Params,
    state: Params,
    x: Float[Array, "batch features"],
    labels: Integer[Array, " batch"],
    learning_rate: float,
) -> tuple[Params, Params, Float[Array, ""]]:
    r"""Learn from one batch: one step of RMSprop down the gradient of `loss`.

    从一个批量中学习：沿 `loss` 的梯度的反方向走一步 RMSprop。

    For every parameter $p$ with gradient $g$ and running mean square $s$:

    $$s \leftarrow 0.9\,s + 0.1\,g^2, \qquad
    p \leftarrow p - \eta\, g / (\sqrt{s} + 10^{-7}).$$

    It is to be compiled: put `@jax.jit` above it.

    Args:
        params: one pair `(w, b)` for each layer.
        state: $s$, of the same form as `params`; at the start
            `jax.tree.map(jnp.zeros_like, params)`.
        x: one sample a row, float32.
        labels: the true classes, integers.
        learning_rate: $\eta$.

    Returns:
        The new `params`, the new `state`, and the loss of the batch before the
        step. The old ones stay valid: their buffers are not donated.

    Raises:
        ValueError, TypeError: as `loss` and `forward` do.

    Example:
        >>> params = [(jnp.zeros((1, 2)), jnp.zeros(2))]
        >>> state = jax.tree.map(jnp.zeros_like, params)
        >>> x, labels = jnp.ones((1, 1)), jnp.array([1])
        >>> params, state, before = train_step(params, state, x, labels, 0.1)
        >>> loss(params, x, labels) < before
        Array(True, dtype=bool)

    Source: Tieleman and Hinton, *Neural Networks for Machine Learning*, 2012,
    lecture 6e.
    """
    raise NotImplementedError("train_step")


def train_epoch(
    params: Params,
    state: Params,
    x: Float[Array, "n features"],
    labels: Integer[Array, " n"],
    batches: Integer[Array, "steps batch"],
    learning_rate: float,
) -> tuple[Params, Params, Float[Array, " steps"]]:
    """Learn from all batches of an epoch without leaving the device.

    学完一轮的所有批量，数据始终留在设备上。

    It gives what a Python loop over `train_step` would give. It is to be
    compiled: put `@jax.jit` above it, and let `jax.lax.scan` do the loop, so
    that a step costs no Python and the program is no longer for more steps.

    Args:
        params: one pair `(w, b)` for each layer.
        state: the optimiser's state, of the same form.
        x: all samples, one a row, float32.
        labels: their true classes, integers.
        batches: for each step, at least one, the row numbers of its samples in
            `x`, integers. Nothing checks them: a row that does not exist gives
            an unspecified result.
        learning_rate: how far a step goes.

    Returns:
        The new `params`, the new `state`, and the loss of every batch before
        its step. The old ones stay valid: their buffers are not donated.

    Raises:
        ValueError: `labels` is not one label for each row of `x`, or there are
            no rows; names both shapes.
        ValueError: `batches` does not have two axes; names its shape.
        TypeError: `labels` or `batches` are not integers; names the dtype.

    Off limits: `for`, `while`.

    Example:
        >>> params = [(jnp.zeros((1, 2)), jnp.zeros(2))]
        >>> state = jax.tree.map(jnp.zeros_like, params)
        >>> x, labels = jnp.array([[1.0], [-1.0]]), jnp.array([0, 1])
        >>> batches = jnp.array([[0, 1], [1, 0], [1, 0]])  # three steps
        >>> _, _, losses = train_epoch(params, state, x, labels, batches, 0.1)
        >>> losses[0] > losses[1] > losses[2]
        Array(True, dtype=bool)
    """
    raise NotImplementedError("train_epoch")


def evaluate(
    params: Params, x: Float[Array, "n features"], labels: Integer[Array, " n"]
) -> Float[Array, ""]:
    """Return the accuracy: the share of samples that are classified rightly.

    返回准确率：分类正确的样本所占的比例。

    The network chooses the class of the highest logit; of equal logits, the
    first.

    Args:
        params: one pair `(w, b)` for each layer.
        x: one sample a row, float32.
        labels: the true classes, integers.

    Returns:
        A float32 scalar from 0 to 1.

    Raises:
        ValueError: `labels` is not one label for each row of `x`, or there are
            no rows; names both shapes.
        TypeError: `labels` are not integers; names the dtype.

    Example:
        >>> params = [(jnp.array([[-1.0, 1.0]]), jnp.zeros(2))]  # 1 if x > 0
        >>> x = jnp.array([[3.0], [-2.0], [1.0], [-4.0]])
        >>> evaluate(params, x, jnp.array([1, 0, 0, 0]))
        Array(0.75, dtype=float32)
    """
    raise NotImplementedError("evaluate")


def train(
    key: Key[Array, ""],
    x: Float[Array, "n features"],
    labels: Integer[Array, " n"],
    *,
    sizes: Sequence[int] = (784, 512, 10),
    batch_size: int = 128,
    epochs: int = 5,
    learning_rate: float = 1e-3,
    on_epoch: Callable[[int, Params, Float[Array, ""]], None] | None = None,
) -> tuple[Params, Float[Array, " epochs"]]:
    """Train a network from nothing, in epochs of shuffled batches.

    从零训练一个网络，每一轮都学习重新打乱的批量。

    Args:
        key: a random key. It alone decides the new parameters and every
            shuffle: the same key gives the same network.
        x: all samples, one a row, float32.
        labels: their true classes, integers.
        sizes: units in each layer, as in `init_params`.
        batch_size: samples in a batch. Each epoch shuffles anew, and the
            `n % batch_size` samples that are left over sit that epoch out.
        epochs: how often to go through the samples; 0 gives the new parameters.
        learning_rate: how far a step goes.
        on_epoch: called after every epoch as
            `on_epoch(epoch, params, mean_loss)`; epochs count from 1.

    Returns:
        The parameters, and for each epoch the mean loss of its batches,
        float32. The state of the optimiser starts at zero, once.

    Raises:
        ValueError: `batch_size` is below 1 or above `n`, or `epochs` is
            negative; names the value.
        ValueError, TypeError: as `init_params` and `train_epoch` do.

    Example:
        >>> x = jnp.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
        >>> exclusive_or = jnp.array([0, 1, 1, 0])
        >>> settings = dict(sizes=(2, 8, 2), batch_size=4, epochs=50)
        >>> settings["learning_rate"] = 0.1
        >>> key = jax.random.key(0)
        >>> params, losses = train(key, x, exclusive_or, **settings)
        >>> evaluate(params, x, exclusive_or)
        Array(1., dtype=float32)
    """
    raise NotImplementedError("train")
