"""Chain rule and backpropagation · 链式法则与反向传播: gradients, node by node.

Page: docs/chapters/chain_rule.py
"""

from collections.abc import Callable

import numpy as np
from jaxtyping import Float, Integer

from exercises.broadcasting import sum_to_shape
from exercises.dot_product import affine
from exercises.elementwise import relu, sigmoid


def chain(
    derivative_f: Callable[[float], float],
    g: Callable[[float], float],
    derivative_g: Callable[[float], float],
) -> Callable[[float], float]:
    r"""Return the derivative of a function of a function.

    求复合函数的导数；返回的导数本身也是一个函数。

    The chain rule: $(f \circ g)'(x) = f'(g(x)) \cdot g'(x)$. The function $f$
    itself is not needed.

    Args:
        derivative_f: $f'$, takes a number and returns a number.
        g: the inner function, likewise.
        derivative_g: $g'$, likewise.

    Returns:
        A function of one number x that returns $(f \circ g)'(x)$. If the three
        functions take arrays, element by element, then so does this one.

    Example:
        >>> derivative = chain(lambda y: 2 * y, lambda x: x + 3, lambda x: 1)
        >>> derivative(5)  # of (x + 3)²
        16

    Source: Goodfellow et al., *Deep Learning*, 2016, section 6.5.2.
    """
    raise NotImplementedError("chain")


def affine_node_backward(
    w: float, x: float, b: float, upstream: float
) -> tuple[float, float, float]:
    r"""Send a gradient backward through `y = w * x` and `z = y + b`.

    把梯度沿 `y = w * x`、`z = y + b` 这个最小的计算图反向传回去。

    Args:
        w: a number, the weight.
        x: a number, the input.
        b: a number, the bias.
        upstream: a number, $\partial L / \partial z$: how much a result $L$
            that is computed from z grows for a little more of z.

    Returns:
        A tuple of three numbers, in the order of the operands: $\partial L /
        \partial w$, $\partial L / \partial x$ and $\partial L / \partial b$.

    Example:
        >>> affine_node_backward(3.0, 2.0, 1.0, 10.0)
        (20.0, 30.0, 10.0)

    Source: Goodfellow et al., *Deep Learning*, 2016, section 6.5.1.
    """
    raise NotImplementedError("affine_node_backward")


def add_vjp(
    x: Float[np.ndarray, "*x"],
    y: Float[np.ndarray, "*y"],
    upstream: Float[np.ndarray, "*shape"],
) -> tuple[Float[np.ndarray, "*x"], Float[np.ndarray, "*y"]]:
    """Send a gradient backward through `x + y`, which broadcasts.

    把梯度反向传过 `x + y`；相加时有广播。

    Args:
        x: a tensor of floating-point numbers.
        y: another, of the same dtype, whose shape broadcasts with that of `x`.
        upstream: the gradient at `x + y`, of its shape and dtype.

    Returns:
        A tuple of two gradients, at `x` and at `y`, each of the shape of its
        operand, with the dtype of `x`: two new arrays, which share no memory.

    Raises:
        ValueError: the shapes of `x` and `y` clash, or `upstream` does not have
            the shape of `x + y`; names all three shapes.

    Example:
        >>> x = np.array([[1.0, 2.0], [3.0, 4.0]])
        >>> at_x, at_y = add_vjp(x, np.array([5.0, 6.0]), np.ones((2, 2)))
        >>> at_y
        array([2., 2.])
    """
    raise NotImplementedError("add_vjp")


def multiply_vjp(
    x: Float[np.ndarray, "*x"],
    y: Float[np.ndarray, "*y"],
    upstream: Float[np.ndarray, "*shape"],
) -> tuple[Float[np.ndarray, "*x"], Float[np.ndarray, "*y"]]:
    """Send a gradient backward through `x * y`, which broadcasts.

    把梯度反向传过 `x * y`；逐元素相乘时有广播。

    Args:
        x: a tensor of floating-point numbers.
        y: another, of the same dtype, whose shape broadcasts with that of `x`.
        upstream: the gradient at `x * y`, of its shape and dtype.

    Returns:
        A tuple of two gradients, at `x` and at `y`, each of the shape of its
        operand, with the dtype of `x`: two new arrays.

    Raises:
        ValueError: the shapes of `x` and `y` clash, or `upstream` does not have
            the shape of `x * y`; names all three shapes.

    Example:
        >>> x, y = np.array([1.0, 2.0]), np.array([5.0, 6.0])
        >>> multiply_vjp(x, y, np.array([1.0, 10.0]))
        (array([ 5., 60.]), array([ 1., 20.]))
    """
    raise NotImplementedError("multiply_vjp")


def matmul_vjp(
    x: Float[np.ndarray, "rows inner"],
    y: Float[np.ndarray, "inner columns"],
    upstream: Float[np.ndarray, "rows columns"],
) -> tuple[Float[np.ndarray, "rows inner"], Float[np.ndarray, "inner columns"]]:
    r"""Send a gradient backward through the matrix product `x @ y`.

    把梯度反向传过矩阵乘法 `x @ y`。

    With $G$ for the gradient that arrives: $G Y^\top$ and $X^\top G$.

    Args:
        x: a matrix of floating-point numbers, shape `(rows, inner)`.
        y: a matrix of the same dtype, shape `(inner, columns)`.
        upstream: the gradient at `x @ y`, shape `(rows, columns)`, of the same
            dtype.

    Returns:
        A tuple of two gradients, at `x` and at `y`, each of the shape of its
        operand, with the dtype of `x`: two new arrays.

    Raises:
        ValueError: one of the three is not a matrix, or their sizes do not
            fit; names all three shapes.

    Example:
        >>> x, y = np.array([[1.0, 2.0]]), np.array([[3.0], [4.0]])
        >>> matmul_vjp(x, y, np.array([[10.0]]))
        (array([[30., 40.]]), array([[10.],
               [20.]]))

    Source: Goodfellow et al., *Deep Learning*, 2016, section 6.5.6.
    """
    raise NotImplementedError("matmul_vjp")


def relu_vjp(
    x: Float[np.ndarray, "*shape"], upstream: Float[np.ndarray, "*shape"]
) -> tuple[Float[np.ndarray, "*shape"]]:
    r"""Send a gradient backward through relu.

    把梯度反向传过 relu。

    Where $x > 0$ the gradient passes, elsewhere it becomes 0: at $x = 0$, where
    relu has a kink, $\mathrm{relu}'(0) = 0$ is agreed.

    Args:
        x: what relu was applied to, a tensor of floating-point numbers.
        upstream: the gradient at `relu(x)`, of the shape and dtype of `x`.

    Returns:
        A tuple of one gradient, at `x`: a new array of its shape and dtype.

    Raises:
        ValueError: the shapes differ; names both.

    Example:
        >>> relu_vjp(np.array([-1.0, 0.0, 2.0]), np.array([5.0, 6.0, 7.0]))
        (array([0., 0., 7.]),)

    Source: Goodfellow et al., *Deep Learning*, 2016, section 6.3.
    """
    raise NotImplementedError("relu_vjp")


def sigmoid_vjp(
    x: Float[np.ndarray, "*shape"], upstream: Float[np.ndarray, "*shape"]
) -> tuple[Float[np.ndarray, "*shape"]]:
    r"""Send a gradient backward through sigmoid.

    把梯度反向传过 sigmoid。

    The derivative is $\sigma'(x) = \sigma(x) \, (1 - \sigma(x)) = \sigma(x) \,
    \sigma(-x)$. The first form loses the digits of a small result, the second
    does not.

    Args:
        x: what sigmoid was applied to, not its result: a tensor of
            floating-point numbers.
        upstream: the gradient at `sigmoid(x)`, of the shape and dtype of `x`.

    Returns:
        A tuple of one gradient, at `x`: a new array of its shape and dtype. For
        elements of `x` up to 1e4 in absolute value the relative error is at
        most `64 * np.finfo(dtype).eps`, and there is no warning; results below
        `np.finfo(dtype).tiny` need not be exact.

    Raises:
        ValueError: the shapes differ; names both.

    Example:
        >>> sigmoid_vjp(np.array([0.0, 10000.0]), np.array([8.0, 8.0]))
        (array([2., 0.]),)
    """
    raise NotImplementedError("sigmoid_vjp")


def softmax_cross_entropy_vjp(
    logits: Float[np.ndarray, "samples classes"],
    labels: Integer[np.ndarray, " samples"],
    upstream: float,
) -> tuple[Float[np.ndarray, "samples classes"]]:
    r"""Send a gradient backward through the loss of a classifier.

    把梯度反向传过分类网络的损失：softmax，再求平均交叉熵。

    The loss is $-\frac{1}{n} \sum_i \log p_{i, y_i}$, where $y_i$ is the label
    of sample $i$, and the probabilities are $p_{ik} = e^{z_{ik}} / \sum_j
    e^{z_{ij}}$, with the logits $z$. Its gradient at $z_{ik}$ is $(p_{ik} -
    t_{ik}) / n$, where $t_{ik}$ is 1 if $k = y_i$, else 0.

    Args:
        logits: scores $z$, shape `(samples, classes)`, floating-point numbers.
        labels: class numbers $y$, shape `(samples,)`, from 0 to `classes - 1`,
            of any integer dtype.
        upstream: a Python float, the gradient at the loss.

    Returns:
        A tuple of one gradient, at the logits: a new array of their shape and
        dtype. For scores up to ±1e4 there is no warning, and no element is
        wrong by more than `64 * np.finfo(dtype).eps`, times the absolute value
        of `upstream`.

    Raises:
        ValueError: the shapes are not `(samples, classes)` and `(samples,)`;
            names both. There are no samples or no classes; names the shape of
            `logits`. A label is negative or too large; names the label.
        TypeError: `labels` do not have an integer dtype.

    Example:
        >>> logits = np.array([[0.0, 0.0], [7.0, 7.0]])
        >>> softmax_cross_entropy_vjp(logits, np.array([0, 1]), 1.0)
        (array([[-0.25,  0.25],
               [ 0.25, -0.25]]),)

    Source: Bishop, *Pattern Recognition and Machine Learning*, 2006, section
    4.3.4.
    """
    raise NotImplementedError("softmax_cross_entropy_vjp")


def dense_vjp(
    x: Float[np.ndarray, "batch in"],
    w: Float[np.ndarray, "in out"],
    b: Float[np.ndarray, " out"],
    upstream: Float[np.ndarray, "batch out"],
) -> tuple[
    Float[np.ndarray, "batch in"],
    Float[np.ndarray, "in out"],
    Float[np.ndarray, " out"],
]:
    """Send a gradient backward through a dense layer, `relu(x @ w + b)`.

    把梯度反向传过一个全连接层 `relu(x @ w + b)`。

    Args:
        x: a batch of floating-point numbers, shape `(batch, in)`.
        w: weights of the same dtype, shape `(in, out)`.
        b: biases of the same dtype, shape `(out,)`.
        upstream: the gradient at the result of the layer, shape `(batch, out)`,
            of the same dtype.

    Returns:
        A tuple of three gradients, at `x`, `w` and `b`, each of the shape of
        its operand, with the dtype of `x`: three new arrays. Where
        `x @ w + b` is 0, no gradient passes, as in `relu_vjp`.

    Raises:
        ValueError: `x` or `w` is not a matrix, `b` is not a vector, or the
            sizes do not fit, those of `upstream` included; names the shapes of
            all four. A bias of size 1 does not stretch.

    Example:
        >>> x, w = np.array([[1.0, 2.0]]), np.array([[3.0, -1.0], [4.0, 0.0]])
        >>> at_x, at_w, at_b = dense_vjp(x, w, np.zeros(2), np.ones((1, 2)))
        >>> at_x
        array([[3., 4.]])
        >>> at_b
        array([1., 0.])

    Source: Goodfellow et al., *Deep Learning*, 2016, section 6.5.4.
    """
    raise NotImplementedError("dense_vjp")


def mlp_backward(
    x: Float[np.ndarray, "batch in"],
    labels: Integer[np.ndarray, " batch"],
    w1: Float[np.ndarray, "in hidden"],
    b1: Float[np.ndarray, " hidden"],
    w2: Float[np.ndarray, "hidden classes"],
    b2: Float[np.ndarray, " classes"],
) -> tuple[
    Float[np.ndarray, "in hidden"],
    Float[np.ndarray, " hidden"],
    Float[np.ndarray, "hidden classes"],
    Float[np.ndarray, " classes"],
]:
    """Return the gradients of a two-layer network's loss at its parameters.

    求两层网络的损失对四个参数的梯度。

    The logits are `relu(x @ w1 + b1) @ w2 + b2`; the loss is the mean
    cross-entropy of `softmax_cross_entropy_vjp`.

    Args:
        x: a batch of floating-point numbers, shape `(batch, in)`.
        labels: class numbers, shape `(batch,)`, from 0 to `classes - 1`, of any
            integer dtype.
        w1: weights of the first layer, shape `(in, hidden)`, of the dtype of
            `x`, as are the following.
        b1: its biases, shape `(hidden,)`.
        w2: weights of the second layer, shape `(hidden, classes)`.
        b2: its biases, shape `(classes,)`.

    Returns:
        A tuple of four gradients of the loss, at `w1`, `b1`, `w2` and `b2`,
        each of the shape and dtype of its parameter: four new arrays.

    Raises:
        ValueError: the sizes in a layer do not fit; names the shapes of its
            weights and biases. A bias of size 1 does not stretch. `labels` is
            no vector of the batch's size; names its shape. The batch is empty;
            or a label is negative or too large, and is named.
        TypeError: `labels` do not have an integer dtype.

    Example:
        >>> x, labels = np.array([[1.0, 2.0]]), np.array([0])
        >>> w1, b1 = np.array([[1.0], [1.0]]), np.zeros(1)
        >>> w2, b2 = np.array([[2.0, 2.0]]), np.zeros(2)
        >>> at_w1, at_b1, at_w2, at_b2 = mlp_backward(x, labels, w1, b1, w2, b2)
        >>> at_w2
        array([[-1.5,  1.5]])

    Source: Goodfellow et al., *Deep Learning*, 2016, section 6.5.4.
    """
    raise NotImplementedError("mlp_backward")


class Node:
    """A tensor that knows where it comes from, and can send gradients back.

    记得自己由什么算出的张量，因此能把梯度一路传回去。

    Expressions of nodes give new nodes, and so build a graph:

    - `a + b`, `a * b`: element by element, with broadcasting;
    - `a @ b`: the product of two matrices;
    - `a.relu()`, and `a.sum()`, the sum of all elements, of shape `()`.

    One operand of `+`, `*` and `@` may be a constant, on either side: for `@`,
    a matrix of the node's dtype; for the others, an array of that dtype, or a
    Python number, which takes the dtype of the node. No gradient reaches a
    constant.

    Attributes:
        value: the tensor, an array (for shape `()`, a NumPy scalar will do).
        gradient: what the last `backward` that came to this node left there,
            of the shape and dtype of `value`; before, it may be anything.

    Raises:
        ValueError: shapes that do not broadcast; for `@`, operands that are not
            two matrices whose inner sizes agree. Names both shapes.

    Example:
        >>> a = Node(np.array([1.0, 2.0]))
        >>> b = a * a + 10 * a
        >>> b.sum().backward()
        >>> a.gradient
        array([12., 14.])

    Source: Baydin et al., "Automatic differentiation in machine learning: a
    survey", *JMLR* 18, 2018, section 3.2.
    """

    def __init__(self, value: np.ndarray | float) -> None:
        """Begin a graph.

        Args:
            value: an array of floating-point numbers; or a Python float, which
                becomes float64. It is never written into.
        """
        raise NotImplementedError("Node.__init__")

    def __add__(self, other: "Node | np.ndarray | float") -> "Node":
        """Return the node of `self + other`."""
        raise NotImplementedError("Node.__add__")

    def __radd__(self, other: np.ndarray | float) -> "Node":
        """Return the node of `other + self`, where `other` is a constant."""
        raise NotImplementedError("Node.__radd__")

    def __mul__(self, other: "Node | np.ndarray | float") -> "Node":
        """Return the node of `self * other`."""
        raise NotImplementedError("Node.__mul__")

    def __rmul__(self, other: np.ndarray | float) -> "Node":
        """Return the node of `other * self`, where `other` is a constant."""
        raise NotImplementedError("Node.__rmul__")

    def __matmul__(self, other: "Node | np.ndarray | float") -> "Node":
        """Return the node of `self @ other`."""
        raise NotImplementedError("Node.__matmul__")

    def __rmatmul__(self, other: np.ndarray | float) -> "Node":
        """Return the node of `other @ self`, where `other` is a constant."""
        raise NotImplementedError("Node.__rmatmul__")

    def relu(self) -> "Node":
        """Return the node of `relu(self)`."""
        raise NotImplementedError("Node.relu")

    def sum(self) -> "Node":
        """Return the node of the sum of all elements, of shape `()`."""
        raise NotImplementedError("Node.sum")

    def backward(self) -> None:
        """Fill in the gradient of this node, and of all that it came from.

        The gradient here is ones, of the shape of `value`. Every other node's
        is the sum of what arrives from all the places where it was used; what
        an earlier `backward` left there is cleared first.

        Each node is visited once, however many paths lead to it, and without
        recursion: chains of 10,000 nodes are welcome.
        """
        raise NotImplementedError("Node.backward")
