"""Gradient descent and SGD · 梯度下降与 SGD: how a network learns.

Page: http://127.0.0.1:8000/sgd/ (uv run mkdocs serve)
"""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from jaxtyping import Float, Integer, Num

Tree = Any
"""An array; or a dict, a list or a tuple of trees, however deeply nested."""


def gradient_descent(
    gradient: Callable[[np.ndarray], np.ndarray],
    x0: Num[np.ndarray, "*shape"],
    learning_rate: float,
    steps: int,
) -> Float[np.ndarray, "points ..."]:
    """Walk downhill: step after step against the gradient.

    下山：一步接一步，沿梯度的反方向走。

    Each step is x ← x − η ∇f(x), with the learning rate η.

    Args:
        gradient: takes an array of the shape of `x0` and returns the gradient
            there, an array of the same shape.
        x0: where the walk starts: an array of any rank.
        learning_rate: a number, Python's or NumPy's.
        steps: how many steps; 0 is allowed.

    Returns:
        The trajectory, a new array of shape `(steps + 1, *x0.shape)`: the
        start, then the point after each step. Its dtype is that of `x0` if
        that is floating, else float64.

    Raises:
        ValueError: `steps` is negative, names it; or `gradient` returns an
            array of another shape than `x0`, names both shapes.

    Example:
        >>> gradient_descent(lambda x: 2 * x, np.array([8.0, -4.0]), 0.25, 2)
        array([[ 8., -4.],
               [ 4., -2.],
               [ 2., -1.]])

    Source: Goodfellow et al., *Deep Learning*, 2016, section 4.3.
    """
    if steps < 0:
        raise ValueError(f"gradient_descent: steps is negative: {steps}")
    shape = (steps + 1, *x0.shape)
    trajectory = np.empty(shape, np.result_type(x0, 1.0))
    trajectory[0] = x0
    for step in range(steps):
        slope = gradient(trajectory[step])
        if np.shape(slope) != x0.shape:
            raise ValueError(
                f"gradient_descent: a gradient of shape {np.shape(slope)} "
                f"for {x0.shape}"
            )
        trajectory[step + 1] = trajectory[step] - learning_rate * slope
    return trajectory


def minibatches(
    rng: np.random.Generator, n: int, batch_size: int
) -> Iterator[Integer[np.ndarray, " batch"]]:
    """Shuffle the numbers of n samples and deal them out in batches: one epoch.

    把 n 个样本的编号打乱，再分成一个个小批量：这就是一轮。

    Args:
        rng: where all randomness comes from; each call draws a new order.
        n: how many samples; 0 gives no batches.
        batch_size: how many samples make a batch.

    Returns:
        An iterator (or a list) of vectors of integers. Together they hold
        each of 0, 1, …, n − 1 exactly once, in random order, all orders
        being equally likely. Each has `batch_size` elements; the last one
        has what is left.

    Raises:
        ValueError: `batch_size` is less than 1; at the call, not when the
            first batch is asked for. Names it.

    Example:
        >>> batches = list(minibatches(np.random.default_rng(0), 10, 4))
        >>> [len(batch) for batch in batches]
        [4, 4, 2]

    Source: Goodfellow et al., *Deep Learning*, 2016, section 8.1.3.
    """
    if batch_size < 1:
        raise ValueError(f"minibatches: no batches of size {batch_size}")
    order = rng.permutation(n)
    starts = range(0, n, batch_size)
    return (order[start : start + batch_size] for start in starts)


def tree_map(f: Callable[..., Any], tree: Tree, *others: Tree) -> Tree:
    """Apply a function to every array of a tree, and to those at its place.

    把一个函数用到树的每个数组上；有几棵树时，同一位置的数组一起传给函数。

    Args:
        f: takes one array from each tree and returns what stands at their
            place in the result.
        tree: an array; or a dict, a list or a tuple of trees, nested as
            deeply as you like. A NumPy scalar counts as an array.
        *others: more trees of the same structure: the same kinds of
            containers with the same keys, in any order, and the same lengths;
            and at each place an array of the same shape.

    Returns:
        A tree of the structure of `tree`, made of new containers.

    Raises:
        ValueError: the structures differ; or two shapes do, names both.

    Example:
        >>> params = {"w": np.array([1.0, 2.0]), "b": np.array(0.5)}
        >>> tree_map(lambda p: 10 * p.sum(), params)
        {'w': np.float64(30.0), 'b': np.float64(5.0)}
        >>> tree_map(lambda p, q: p + q, [np.array([1, 2])], [np.array([3, 4])])
        [array([4, 6])]
    """
    for other in others:
        if _outline(other) != _outline(tree):
            raise ValueError(
                f"tree_map: {_outline(other)} does not fit {_outline(tree)}"
            )
    if isinstance(tree, dict):
        return {
            key: tree_map(f, tree[key], *(other[key] for other in others))
            for key in tree
        }
    if isinstance(tree, list | tuple):
        parts = zip(tree, *others, strict=True)
        return type(tree)(tree_map(f, *part) for part in parts)
    return f(tree, *others)


def _outline(tree: Tree) -> tuple[str, object]:
    """What trees must have in common at one place, their inside aside."""
    if isinstance(tree, dict):
        return "dict", tree.keys()
    if isinstance(tree, list | tuple):
        return type(tree).__name__, len(tree)
    return "array", np.shape(tree)


def sgd_step(params: Tree, gradients: Tree, learning_rate: float) -> Tree:
    """Take one step against the gradient, in every array of the parameters.

    让参数中的每个数组都沿梯度的反方向走一步。

    The rule is p ← p − η g.

    Args:
        params: a tree of floating arrays; see `tree_map`.
        gradients: a tree of the same structure, shapes and dtypes.
        learning_rate: η, a number, Python's or NumPy's.

    Returns:
        The new parameters: a tree of new arrays, each with its dtype in
        `params`.

    Raises:
        ValueError: the two trees differ in structure or in a shape.

    Example:
        >>> params = {"w": np.array([1.0, 2.0]), "b": np.array([3.0])}
        >>> gradients = {"w": np.array([10.0, 0.0]), "b": np.array([-4.0])}
        >>> sgd_step(params, gradients, 0.25)
        {'w': array([-1.5,  2. ]), 'b': array([4.])}

    Source: Goodfellow et al., *Deep Learning*, 2016, algorithm 8.1.
    """
    return tree_map(
        lambda p, g: (p - learning_rate * g).astype(p.dtype), params, gradients
    )


def momentum_step(
    params: Tree,
    gradients: Tree,
    state: Tree | None,
    learning_rate: float,
    momentum: float = 0.9,
) -> tuple[Tree, Tree]:
    """Take one step with momentum: the velocity remembers earlier gradients.

    走一步动量法：速度记住了之前的梯度。

    First v ← μ v − η g, then p ← p + v.

    Args:
        params, gradients, learning_rate: as for `sgd_step`.
        state: the velocity v, a tree like `params`, as the last step
            returned it; None before the first step, when it is 0.
        momentum: μ, which part of the velocity is kept: a number, Python's or
            NumPy's.

    Returns:
        The pair `(params, state)`: new parameters and the new velocity, trees
        of new arrays, each with its dtype in `params`.

    Raises:
        ValueError: two of the trees differ in structure or in a shape.

    Example:
        >>> params, state = momentum_step(np.ones(2), np.ones(2), None, 0.5)
        >>> params, state
        (array([0.5, 0.5]), array([-0.5, -0.5]))
        >>> momentum_step(params, np.zeros(2), state, 0.5)
        (array([0.05, 0.05]), array([-0.45, -0.45]))

    Source: Goodfellow et al., *Deep Learning*, 2016, algorithm 8.2.
    """
    if state is None:
        state = tree_map(np.zeros_like, params)
    velocity = tree_map(
        lambda p, g, v: (momentum * v - learning_rate * g).astype(p.dtype),
        params,
        gradients,
        state,
    )
    return tree_map(np.add, params, velocity), velocity


def rmsprop_step(
    params: Tree, gradients: Tree, state: Tree | None, learning_rate: float
) -> tuple[Tree, Tree]:
    """Take one step of RMSprop: every parameter has a scale of its own.

    走一步 RMSprop：每个参数都有自己的尺度。

    First s ← 0.9 s + 0.1 g², then p ← p − η g / (√s + ε), with ε = 1e-7.

    Args:
        params, gradients, learning_rate: as for `sgd_step`.
        state: s, the running mean of the squared gradients, a tree like
            `params`, as the last step returned it; None before the first
            step, when it is 0.

    Returns:
        The pair `(params, state)`: new parameters and the new s, trees of
        new arrays, each with its dtype in `params`.

    Raises:
        ValueError: two of the trees differ in structure or in a shape.

    Example:
        >>> params = np.array([1.0, 1.0])
        >>> gradients = np.array([1000.0, 0.001])
        >>> params, state = rmsprop_step(params, gradients, None, 0.1)
        >>> print(params.round(3))
        [0.684 0.684]

    Source: Tieleman and Hinton, *Neural Networks for Machine Learning*, 2012,
    lecture 6e.
    """
    if state is None:
        state = tree_map(np.zeros_like, params)
    square = tree_map(
        lambda p, g, s: 0.9 * s + 0.1 * g**2, params, gradients, state
    )

    def step(p: np.ndarray, g: np.ndarray, s: np.ndarray) -> np.ndarray:
        scale = np.sqrt(s) + 1e-7
        return (p - learning_rate * g / scale).astype(p.dtype)

    return tree_map(step, params, gradients, square), square


def adam_step(
    params: Tree,
    gradients: Tree,
    state: tuple[Tree, Tree, int] | None,
    learning_rate: float,
) -> tuple[Tree, tuple[Tree, Tree, int]]:
    """Take one step of Adam: momentum and a scale of its own, both unbiased.

    走一步 Adam：既有动量，又有各自的尺度，并且都校正了偏差。

    First t ← t + 1, m ← 0.9 m + 0.1 g and v ← 0.999 v + 0.001 g². Then the
    corrections m̂ = m / (1 − 0.9ᵗ) and v̂ = v / (1 − 0.999ᵗ), and last
    p ← p − η m̂ / (√v̂ + ε), with ε = 1e-7.

    Args:
        params, gradients, learning_rate: as for `sgd_step`.
        state: the tuple `(m, v, t)` as the last step returned it: two trees
            like `params`, not corrected, and the number of steps so far; None
            before the first step, when all of them are 0.

    Returns:
        The pair `(params, state)`: new parameters and the new `(m, v, t)`. In
        their trees all arrays are new, each with its dtype in `params`; `t` is
        an integer.

    Raises:
        ValueError: two of the trees differ in structure or in a shape.

    Example:
        >>> params = np.array([1.0, 1.0])
        >>> gradients = np.array([1000.0, 0.001])
        >>> params, (m, v, t) = adam_step(params, gradients, None, 0.1)
        >>> print(params.round(3), t)
        [0.9 0.9] 1

    Source: Kingma and Ba, "Adam: a method for stochastic optimization", ICLR
    2015, algorithm 1; there ε = 1e-8.
    """
    if state is None:
        zeros = tree_map(np.zeros_like, params)
        state = zeros, zeros, 0
    m, v, t = state
    t += 1
    m = tree_map(lambda p, g, m: 0.9 * m + 0.1 * g, params, gradients, m)
    v = tree_map(lambda p, g, v: 0.999 * v + 0.001 * g**2, params, gradients, v)

    def step(p: np.ndarray, m: np.ndarray, v: np.ndarray) -> np.ndarray:
        mean, square = m / (1 - 0.9**t), v / (1 - 0.999**t)
        move = learning_rate * mean / (np.sqrt(square) + 1e-7)
        return (p - move).astype(p.dtype)

    return tree_map(step, params, m, v), (m, v, t)


def fit(
    loss_gradient: Callable[..., tuple[float, Tree]],
    params: Tree,
    data: tuple[np.ndarray, ...],
    *,
    rng: np.random.Generator,
    batch_size: int,
    epochs: int,
    learning_rate: float,
) -> tuple[Tree, Float[np.ndarray, " epochs"]]:
    """Train: in every epoch, one step of SGD for each mini-batch.

    训练：每一轮里，每个小批量走一步 SGD。

    Args:
        loss_gradient: `loss_gradient(params, x, y)`, where x, y, … are one
            mini-batch of each array of `data`, returns a pair: the mean loss
            over these samples and its gradients.
        params: the start, a tree of floating arrays.
        data: a tuple of arrays with the samples along axis 0, as many in each.
        rng: what shuffles the samples, anew in every epoch.
        batch_size: as for `minibatches`.
        epochs: how often each sample is used; with 0, the parameters come
            back as a copy, and the losses are empty.
        learning_rate: as for `sgd_step`.

    Returns:
        The pair `(params, losses)`: the trained parameters, a tree of new
        arrays, and a vector with one number for each epoch, in float64: the
        mean over all samples of the losses as they were met, each before its
        step.

    Raises:
        ValueError: the arrays of `data` differ in their number of samples,
            names their shapes; or there are no samples; or `batch_size` is
            less than 1, even if `epochs` is 0.

    Needs: `minibatches`, `sgd_step`.

    Example:
        >>> def loss_gradient(w, x, y):  # the model is w * x
        ...     error = w * x - y
        ...     return (error**2).mean(), (2 * error * x).mean()
        >>> data = np.array([1.0, 2.0, 3.0]), np.array([2.0, 4.0, 6.0])
        >>> rng = np.random.default_rng(0)
        >>> w, losses = fit(loss_gradient, np.array(0.0), data, rng=rng,
        ...     batch_size=2, epochs=20, learning_rate=0.05)
        >>> print(w.round(3), losses.shape)
        2.0 (20,)

    Source: Goodfellow et al., *Deep Learning*, 2016, algorithm 8.1.
    """
    counts = {len(array) for array in data}
    if len(counts) != 1 or 0 in counts:
        shapes = ", ".join(str(array.shape) for array in data)
        raise ValueError(f"fit: no equal numbers of samples: {shapes}")
    if batch_size < 1:
        raise ValueError(f"fit: no batches of size {batch_size}")
    (n,) = counts
    params = tree_map(np.copy, params)  # also where no step is taken
    losses = np.zeros(epochs)
    for epoch in range(epochs):
        for index in minibatches(rng, n, batch_size):
            batch = (array[index] for array in data)
            loss, gradients = loss_gradient(params, *batch)
            params = sgd_step(params, gradients, learning_rate)
            losses[epoch] += loss * len(index) / n
    return params, losses
