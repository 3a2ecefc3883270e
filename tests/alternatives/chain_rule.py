"""Right answers to the exercises on the chain rule, written differently from the reference."""

import itertools

import numpy as np

from solutions.broadcasting import broadcast_shape, broadcast_to, sum_to_shape
from solutions.dot_product import dense
from solutions.elementwise import relu, sigmoid


def chain__lambda(derivative_f, g, derivative_g):
    """The inner factor first, and a lambda."""
    return lambda x: derivative_g(x) * derivative_f(g(x))


def chain__steps(derivative_f, g, derivative_g):
    """Forward, then backward, as a graph does it."""

    def at(number):
        between = g(number)
        upstream = derivative_f(between)
        return upstream * derivative_g(number)

    return at


def affine_node_backward__steps(w, x, b, upstream):
    """One node after the other, with NumPy's numbers."""
    at_y, at_b = np.float64(upstream) * 1.0, np.float64(upstream) * 1.0
    at_w, at_x = at_y * x, at_y * w
    return at_w, at_x, at_b


def add_vjp__stretched(x, y, upstream):
    """Multiplies by ones of the shape of the result."""
    shape = broadcast_shape(x.shape, y.shape) if compatible(x, y) else None
    if shape != upstream.shape:
        raise ValueError(f"add_vjp: {x.shape} + {y.shape} is not {upstream.shape}")
    ones = np.ones_like(upstream)
    return tuple(sum_to_shape(upstream * ones, operand.shape) for operand in (x, y))


def compatible(x, y):
    """Whether two tensors broadcast together."""
    return all(m == n or 1 in (m, n) for m, n in zip(x.shape[::-1], y.shape[::-1], strict=False))


def add_vjp__by_axes(x, y, upstream):
    """Finds the axes to sum over itself."""
    try:
        fits = np.broadcast(x, y).shape == upstream.shape
    except ValueError as error:
        raise ValueError(f"{x.shape}, {y.shape}, {upstream.shape}: {error}") from error
    if not fits:
        raise ValueError(f"no gradient of shape {upstream.shape} for {x.shape} + {y.shape}")

    def collected(shape):
        padded = (1,) * (upstream.ndim - len(shape)) + shape
        axes = tuple(axis for axis, size in enumerate(padded) if size == 1)
        return np.array(upstream.sum(axis=axes).reshape(shape))

    return collected(x.shape), collected(y.shape)


def multiply_vjp__stretched(x, y, upstream):
    """Stretches both operands first."""
    if not compatible(x, y) or broadcast_shape(x.shape, y.shape) != upstream.shape:
        raise ValueError(f"multiply_vjp: x {list(x.shape)}, y {list(y.shape)}, gradient {list(upstream.shape)}")
    tall, wide = (broadcast_to(operand, upstream.shape) for operand in (x, y))
    at_y = sum_to_shape(tall * upstream, y.shape)
    at_x = sum_to_shape(wide * upstream, x.shape)
    return at_x, at_y


def matmul_vjp__sums(x, y, upstream):
    """Contracts indices with einsum."""
    sizes = x.shape + y.shape + upstream.shape
    if not x.ndim == y.ndim == upstream.ndim == 2 or sizes[1] != sizes[2] or sizes[4:] != (sizes[0], sizes[3]):
        raise ValueError(f"matmul_vjp: {x.shape} @ {y.shape}, {upstream.shape}")
    return np.einsum("ij,kj->ik", upstream, y), np.einsum("ik,ij->kj", x, upstream)


def matmul_vjp__transposed(x, y, upstream):
    """Transposes the whole product instead of its factors."""
    if x.ndim != 2 or y.ndim != 2 or x.shape[1] != y.shape[0] or upstream.shape != (len(x), y.shape[1]):
        raise ValueError(f"{x.shape} {y.shape} {upstream.shape}")
    return np.dot(y, np.transpose(upstream)).T, np.dot(upstream.T, x).T


def relu_vjp__where(x, upstream):
    """Chooses with np.where."""
    if upstream.shape != x.shape:
        raise ValueError(f"relu_vjp: shapes {x.shape} and {upstream.shape} differ")
    return (np.where(x > 0, upstream, np.zeros_like(upstream)),)


def relu_vjp__mask(x, upstream):
    """Copies, and writes zeros."""
    if upstream.shape != x.shape:
        raise ValueError(f"{upstream.shape} is not {x.shape}")
    gradient = upstream.copy()
    gradient[~(x > 0)] = 0
    return (gradient,)


def sigmoid_vjp__even(x, upstream):
    """The slope is even, so exp never overflows."""
    if x.shape != upstream.shape:
        raise ValueError(f"sigmoid_vjp: x {x.shape}, upstream {upstream.shape}")
    small = np.exp(-np.abs(x))
    return (upstream * (small / (1 + small) ** 2),)


def sigmoid_vjp__one_minus_of_the_larger(x, upstream):
    """Takes the complement where it does not cancel."""
    if x.shape != upstream.shape:
        raise ValueError(f"sigmoid_vjp: x {x.shape}, upstream {upstream.shape}")
    low = sigmoid(-np.abs(x))
    return (np.asarray(low * (1 - low) * upstream),)


def softmax_cross_entropy_vjp__one_hot(logits, labels, upstream):
    """Subtracts one-hot rows made by comparison, and takes logarithms on the way."""
    if len(logits.shape) != 2 or labels.shape != (len(logits),) or 0 in logits.shape:
        raise ValueError(f"shapes {logits.shape} and {labels.shape}")
    if not np.issubdtype(labels.dtype, np.integer):
        raise TypeError(f"labels of dtype {labels.dtype}")
    n, classes = logits.shape
    for label in labels.tolist():
        if not 0 <= label < classes:
            raise ValueError(f"label {label} is not below {classes}")
    shifted = logits - np.max(logits, axis=1)[:, np.newaxis]
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1))[:, np.newaxis]
    hot = np.arange(classes) == labels[:, np.newaxis]
    return ((np.exp(log_p) - hot).astype(logits.dtype) * upstream / n,)


def softmax_cross_entropy_vjp__row_by_row(logits, labels, upstream):
    """One sample after another."""
    if logits.ndim != 2 or labels.ndim != 1 or len(labels) != len(logits) or not logits.size:
        raise ValueError(f"scores {logits.shape}, labels {labels.shape}")
    if labels.dtype.kind not in "iu":
        raise TypeError("class numbers are integers")
    gradient = np.zeros_like(logits)
    for row, scores, label in zip(gradient, logits, labels, strict=True):
        if label < 0 or label >= len(scores):
            raise ValueError(f"no class {label}")
        row[:] = np.exp(scores - scores.max())
        row /= row.sum()
        row[label] -= 1
    return (gradient * np.float32(1) * (upstream / len(labels)),)


def dense_vjp__mask_of_the_result(x, w, b, upstream):
    """Where the layer's result is positive, its input was."""
    if w.ndim != 2 or x.ndim != 2 or b.ndim != 1 or x.shape[1] != len(w) or w.shape[1] != len(b):
        raise ValueError(f"dense_vjp: x {x.shape}, w {w.shape}, b {b.shape}, upstream {upstream.shape}")
    if upstream.shape != (len(x), len(b)):
        raise ValueError(f"dense_vjp: x {x.shape}, w {w.shape}, b {b.shape}, upstream {upstream.shape}")
    passed = np.where(dense(x, w, b) > 0, upstream, 0)
    return passed @ w.T, x.T @ passed, passed.sum(axis=0)


def mlp_backward__in_one_go(x, labels, w1, b1, w2, b2):
    """Everything in one function, from the formulas."""
    if x.ndim != 2 or w1.ndim != 2 or w1.shape != (x.shape[1], *b1.shape):
        raise ValueError(f"first layer: x {x.shape}, weights {w1.shape}, biases {b1.shape}")
    if w2.ndim != 2 or w2.shape != (w1.shape[1], *b2.shape):
        raise ValueError(f"second layer: weights {w2.shape}, biases {b2.shape}")
    if labels.shape != (len(x),) or not len(x):
        raise ValueError(f"labels {labels.shape} for {len(x)} samples")
    if labels.dtype.kind not in "iu":
        raise TypeError(f"labels of {labels.dtype}")
    if labels.min() < 0 or labels.max() >= len(b2):
        raise ValueError(f"a label of {labels.tolist()} is no class")
    z = x @ w1 + b1
    h = np.maximum(z, 0)
    scores = h @ w2 + b2
    p = np.exp(scores - scores.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    p[range(len(x)), labels] -= 1
    p /= len(x)
    g = p @ w2.T
    g[z <= 0] = 0
    return x.T @ g, g.sum(axis=0), h.T @ p, p.sum(axis=0)


class Node__closures:
    """Each node keeps functions that send its gradient on; the newest node goes first."""

    __array_ufunc__ = None
    numbers = itertools.count()

    def __init__(self, value, sends=()):
        """Note who is older."""
        self.value, self.sends, self.number = np.array(value), sends, next(Node__closures.numbers)

    def wrapped(self, other):
        """Return a constant as a node."""
        if isinstance(other, Node__closures):
            return other
        return Node__closures(np.array(other, dtype=self.value.dtype))

    def __add__(self, other):
        """Add."""
        other = self.wrapped(other)
        return Node__closures(
            self.value + other.value,
            (
                (self, lambda g: sum_to_shape(np.asarray(g), self.value.shape)),
                (other, lambda g: sum_to_shape(np.asarray(g), other.value.shape)),
            ),
        )

    def __radd__(self, other):
        """Add on the left."""
        return self.wrapped(other) + self

    def __mul__(self, other):
        """Multiply."""
        other = self.wrapped(other)
        return Node__closures(
            self.value * other.value,
            (
                (self, lambda g: sum_to_shape(g * other.value, self.value.shape)),
                (other, lambda g: sum_to_shape(g * self.value, other.value.shape)),
            ),
        )

    def __rmul__(self, other):
        """Multiply on the left."""
        return self.wrapped(other) * self

    def __matmul__(self, other):
        """Multiply matrices."""
        other = self.wrapped(other)
        if self.value.ndim != 2 or other.value.ndim != 2 or self.value.shape[1] != other.value.shape[0]:
            raise ValueError(f"{self.value.shape} and {other.value.shape} are no factors")
        return Node__closures(
            self.value @ other.value, ((self, lambda g: g @ other.value.T), (other, lambda g: self.value.T @ g))
        )

    def __rmatmul__(self, other):
        """Multiply a constant matrix with this one."""
        return self.wrapped(other) @ self

    def relu(self):
        """Cut off at 0."""
        return Node__closures(relu(self.value), ((self, lambda g: g * (self.value > 0)),))

    def sum(self):
        """Add everything up."""
        return Node__closures(np.sum(self.value), ((self, lambda g: np.ones_like(self.value) * g),))

    def backward(self):
        """A node is always older than what was computed from it."""
        reached, waiting = {self.number: self}, [self]
        while waiting:
            for operand, _ in waiting.pop().sends:
                if operand.number not in reached:
                    reached[operand.number] = operand
                    waiting.append(operand)
        for node in reached.values():
            node.gradient = np.zeros_like(node.value)
        self.gradient = np.ones_like(self.value)
        for number in sorted(reached, reverse=True):
            node = reached[number]
            for operand, send in node.sends:
                operand.gradient = operand.gradient + send(node.gradient)


class Node__counted:
    """Counts how often each node is used; one that has got all of it passes it on."""

    __array_priority__ = 1000
    __array_ufunc__ = None

    def __init__(self, value, operands=(), slopes=None):
        """Hold a value, and what it came from."""
        self.value, self.operands, self.slopes = np.asarray(value), operands, slopes
        self.gradient = None

    @staticmethod
    def of(other, dtype):
        """Make a node of anything."""
        return other if isinstance(other, Node__counted) else Node__counted(np.asarray(other, dtype))

    def __add__(self, other):
        """Add."""
        other = self.of(other, self.value.dtype)
        return Node__counted(
            self.value + other.value,
            (self, other),
            lambda g: [sum_to_shape(g, one.value.shape) for one in (self, other)],
        )

    __radd__ = __add__

    def __mul__(self, other):
        """Multiply."""
        other = self.of(other, self.value.dtype)
        a, b = self.value, other.value
        return Node__counted(
            a * b, (self, other), lambda g: [sum_to_shape(g * b, a.shape), sum_to_shape(g * a, b.shape)]
        )

    __rmul__ = __mul__

    def __matmul__(self, other):
        """Multiply matrices."""
        other = self.of(other, self.value.dtype)
        a, b = self.value, other.value
        if (a.ndim, b.ndim) != (2, 2) or a.shape[1] != b.shape[0]:
            raise ValueError(f"@ wants matrices that fit, got {a.shape} and {b.shape}")
        return Node__counted(a @ b, (self, other), lambda g: [g @ b.T, a.T @ g])

    def __rmatmul__(self, other):
        """Multiply a constant matrix with this one."""
        return self.of(other, self.value.dtype) @ self

    def relu(self):
        """Cut off at 0."""
        return Node__counted(np.maximum(self.value, 0), (self,), lambda g: [np.where(self.value > 0, g, 0 * g)])

    def sum(self):
        """Add everything up."""
        shape = self.value.shape
        return Node__counted(self.value.sum(), (self,), lambda g: [np.broadcast_to(g, shape)])

    def backward(self):
        """Count, clear, and send."""
        uses, waiting = {self: 0}, [self]
        while waiting:
            node = waiting.pop()
            node.gradient = np.zeros(node.value.shape, node.value.dtype)
            for operand in node.operands:
                if operand not in uses:
                    uses[operand] = 0
                    waiting.append(operand)
                uses[operand] += 1
        self.gradient += 1
        ready = [self]
        while ready:
            node = ready.pop()
            if not node.operands:
                continue
            for operand, part in zip(node.operands, node.slopes(node.gradient), strict=True):
                operand.gradient += part
                uses[operand] -= 1
                if not uses[operand]:
                    ready.append(operand)


class Node__reaches_into_its_operands:
    """Each node has a function that adds to its operands' gradients; the order is found with iterators."""

    __array_priority__ = 1.0  # is enough where __array_ufunc__ is not defined

    def __init__(self, value, parents=()):
        """Hold a value, and what it came from."""
        self.value = np.array(value)
        self.parents, self.push, self.gradient = parents, None, 0.0

    def lifted(self, other):
        """Make a node of a constant."""
        if isinstance(other, Node__reaches_into_its_operands):
            return other
        return Node__reaches_into_its_operands(np.full(np.shape(other), other, self.value.dtype))

    def made(self, value, push, *parents):
        """Make a node that knows how to push its gradient back."""
        node = Node__reaches_into_its_operands(value, parents)
        node.push = push
        return node

    def __add__(self, other):
        """Add."""
        other = self.lifted(other)

        def push(upstream):
            for one in (self, other):
                one.gradient += sum_to_shape(upstream, one.value.shape)

        return self.made(self.value + other.value, push, self, other)

    def __mul__(self, other):
        """Multiply."""
        other = self.lifted(other)

        def push(upstream):
            for one, factor in ((self, other), (other, self)):
                one.gradient += sum_to_shape(upstream * factor.value, one.value.shape)

        return self.made(self.value * other.value, push, self, other)

    __radd__, __rmul__ = __add__, __mul__

    def __matmul__(self, other):
        """Multiply matrices."""
        other = self.lifted(other)
        if (self.value.ndim, other.value.ndim) != (2, 2) or self.value.shape[1] != other.value.shape[0]:
            raise ValueError(f"shapes {self.value.shape} and {other.value.shape} do not multiply")

        def push(upstream):
            self.gradient += np.einsum("ik,jk->ij", upstream, other.value)
            other.gradient += np.einsum("ij,ik->jk", self.value, upstream)

        return self.made(self.value @ other.value, push, self, other)

    def __rmatmul__(self, other):
        """Multiply a constant matrix with this one."""
        return self.lifted(other).__matmul__(self)

    def relu(self):
        """Cut off at 0."""

        def push(upstream):
            self.gradient += np.where(self.value > 0, upstream, 0)

        return self.made(self.value.clip(0), push, self)

    def sum(self):
        """Add everything up."""

        def push(upstream):
            self.gradient += upstream

        return self.made(np.sum(self.value), push, self)

    def backward(self):
        """Go down as far as there is something new, then note the node, and go up."""
        order, seen, path = [], {id(self)}, [(self, iter(self.parents))]
        while path:
            node, rest = path[-1]
            below = next((one for one in rest if id(one) not in seen), None)
            if below is None:
                order.append(node)
                path.pop()
            else:
                seen.add(id(below))
                path.append((below, iter(below.parents)))
        for node in order:
            node.gradient = np.zeros_like(node.value)
        self.gradient = self.gradient + 1
        while order:
            node = order.pop()
            if node.push is not None:
                node.push(node.gradient)
