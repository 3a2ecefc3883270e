"""From regression to classification · 从回归到分类: from lines to networks.

Page: http://127.0.0.1:8000/classification/ (uv run mkdocs serve)
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from jaxtyping import Float, Float32, Int64, Integer, Num

from exercises.chain_rule import matmul_vjp, softmax_cross_entropy_vjp
from exercises.dot_product import affine
from exercises.elementwise import relu
from exercises.losses import sparse_categorical_cross_entropy

Params = Sequence[tuple[Float[np.ndarray, "in out"], Float[np.ndarray, " out"]]]
"""The weights and the biases of a network: one pair `(w, b)` for each layer."""


def predict_class(
    logits: Num[np.ndarray, "*batch classes"],
) -> Int64[np.ndarray, "*batch"]:
    """Answer with the class of the highest score.

    得分最高的类别，就是回答。

    Args:
        logits: finite scores, floats or integers, the classes along the last
            axis; any number of axes before it, often one, `(samples,)`.

    Returns:
        Class numbers from 0 to `classes - 1`, int64, of the shape of `logits`
        without its last axis. The highest score wins, by however little; of
        equal ones the first.

    Raises:
        ValueError: `logits` have no axis or no classes; names their shape.

    Example:
        >>> scores = np.array([[-1.0, 2.5, 2.0], [3.0, 0.0, 3.0]])
        >>> predict_class(scores)
        array([1, 0])
    """
    raise NotImplementedError("predict_class")


def train_softmax_regression(
    x: Num[np.ndarray, "samples features"],
    labels: Integer[np.ndarray, " samples"],
    classes: int,
    learning_rate: float,
    epochs: int,
) -> tuple[
    Float[np.ndarray, "features classes"],
    Float[np.ndarray, " classes"],
    Float[np.ndarray, " epochs"],
]:
    r"""Train one layer of weights to classify, by gradient descent.

    用梯度下降训练一层权重，让它学会分类。

    The scores are `x @ w + b`; the loss is the mean cross-entropy of their
    softmax. Everything starts at 0, and in every epoch all samples together
    make one step: $w \leftarrow w - \eta \, \partial L / \partial w$, and $b$
    likewise.

    Args:
        x: samples in rows, floats or integers.
        labels: their class numbers, from 0 to `classes - 1`, of any integer
            dtype; some classes may have no samples.
        classes: how many classes there are.
        learning_rate: $\eta$, a number, Python's or NumPy's.
        epochs: how many steps; 0 is allowed.

    Returns:
        The tuple `(w, b, losses)`: weights of shape `(features, classes)` and
        biases of shape `(classes,)`, with the dtype of `x` if that is floating,
        else float64; and the loss before every step, a float64 vector.

    Raises:
        ValueError: the shapes are not `(samples, features)` and `(samples,)`,
            or there are no samples; names both shapes. A label is negative or
            too large, or `epochs` is negative; names it.
        TypeError: `labels` do not have an integer dtype.

    Example:
        >>> x, labels = np.array([[-1.0], [1.0]]), np.array([0, 1])
        >>> w, b, losses = train_softmax_regression(x, labels, 2, 0.5, 1)
        >>> w
        array([[-0.25,  0.25]])
        >>> print(losses.round(3))
        [0.693]

    Source: Bishop, *Pattern Recognition and Machine Learning*, 2006, section
    4.3.4.
    """
    raise NotImplementedError("train_softmax_regression")


def collapse_linear_layers(
    w1: Num[np.ndarray, "in hidden"],
    b1: Num[np.ndarray, " hidden"],
    w2: Num[np.ndarray, "hidden out"],
    b2: Num[np.ndarray, " out"],
) -> tuple[Num[np.ndarray, "in out"], Num[np.ndarray, " out"]]:
    """Return the one layer that does what two linear layers do.

    两个线性层接在一起，求与之等价的那一个层。

    For every `x`, `x @ w + b` shall be `(x @ w1 + b1) @ w2 + b2`, up to
    rounding.

    Args:
        w1: weights of the first layer, shape `(in, hidden)`.
        b1: its biases, shape `(hidden,)`.
        w2: weights of the second layer, shape `(hidden, out)`.
        b2: its biases, shape `(out,)`.

    Returns:
        The pair `(w, b)`, shapes `(in, out)` and `(out,)`: new arrays, with the
        dtypes that NumPy gives to `w1 @ w2` and `b1 @ w2 + b2`. Sizes may be 0.

    Raises:
        ValueError: a weight is not a matrix, a bias is not a vector, or the
            sizes do not fit; names the shapes of all four. A bias of size 1
            does not stretch.

    Example:
        >>> w1, b1 = np.array([[1.0, 2.0]]), np.array([10.0, 0.0])
        >>> w2, b2 = np.array([[3.0], [4.0]]), np.array([5.0])
        >>> collapse_linear_layers(w1, b1, w2, b2)
        (array([[11.]]), array([35.]))

    Source: Goodfellow et al., *Deep Learning*, 2016, section 6.1.
    """
    raise NotImplementedError("collapse_linear_layers")


def init_mlp(
    rng: np.random.Generator, sizes: Sequence[int]
) -> list[tuple[Float32[np.ndarray, "in out"], Float32[np.ndarray, " out"]]]:
    r"""Draw the parameters that a network starts with: He-normal, zero biases.

    抽取网络的初始参数：权重服从 He 正态分布，偏置为零。

    Args:
        rng: where all randomness comes from.
        sizes: units in each layer, input and output included, such as
            `(784, 512, 256, 10)`; a tuple or a list of integers.

    Returns:
        A list of one pair `(w, b)` for each layer, float32: `w` of shape
        `(fan_in, fan_out)`, its elements independent and normal, not truncated,
        with mean 0 and variance $2 / \text{fan\_in}$; `b` of shape
        `(fan_out,)`, zeros.

    Raises:
        ValueError: fewer than two sizes, or a size below 1; names `sizes`.

    Example:
        >>> params = init_mlp(np.random.default_rng(0), (784, 512, 256, 10))
        >>> [w.shape for w, b in params]
        [(784, 512), (512, 256), (256, 10)]

    Source: He et al., *Delving Deep into Rectifiers*, 2015, equation 10.
    """
    raise NotImplementedError("init_mlp")


def parameter_count(sizes: Sequence[int]) -> int:
    """Count the weights and biases of a network of dense layers.

    数一数全连接网络有多少个参数：权重加上偏置。

    Args:
        sizes: as for `init_mlp`.

    Returns:
        An integer, exact however large.

    Raises:
        ValueError: as for `init_mlp`.

    Example:
        >>> parameter_count((784, 512, 256, 10))
        535818
    """
    raise NotImplementedError("parameter_count")


def mlp_forward(
    params: Params, x: Float[np.ndarray, "batch in"]
) -> Float[np.ndarray, "batch out"]:
    """Send a batch through a network and return its scores, the logits.

    让一个批量走过网络，返回得分（logits）。

    Every layer computes `x @ w + b`; between two layers stands relu, after the
    last one nothing.

    Args:
        params: a list of pairs `(w, b)` as `init_mlp` returns it, one pair or
            more, float32 or float64.
        x: a batch of floating-point numbers, shape `(batch, in)`.

    Returns:
        A new matrix of shape `(batch, out)`, with the dtype that NumPy gives to
        `x @ w + b`.

    Raises:
        ValueError: `params` is empty, and the message says that it is `params`;
            or a layer does not fit what comes in, and the message names the
            shapes of its input, its weights and its biases. A bias of size 1
            does not stretch; `x` is a matrix.

    Example:
        >>> first = np.array([[1.0, -1.0]]), np.array([0.0, 0.0])
        >>> second = np.array([[1.0], [1.0]]), np.array([0.0])
        >>> mlp_forward([first, second], np.array([[-3.0], [0.0], [2.0]]))
        array([[3.],
               [0.],
               [2.]])

    Source: Goodfellow et al., *Deep Learning*, 2016, section 6.4.1.
    """
    raise NotImplementedError("mlp_forward")
