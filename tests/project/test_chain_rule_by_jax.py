"""A second voice for the chapter on the chain rule: what is written by hand there is what `jax.grad` finds."""

from collections.abc import Iterator
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given, settings

from solutions.chain_rule import Node, mlp_backward
from tests.test_chain_rule import Graph, graphs, name_of, through_graph

RNG = np.random.default_rng(7)
X, LABELS = RNG.normal(size=(5, 4)), np.array([2, 0, 1, 1, 0])
PARAMETERS = tuple(RNG.normal(size=shape) for shape in ((4, 6), (6,), (6, 3), (3,)))


@pytest.fixture(autouse=True, scope="module")
def _in_float64() -> Iterator[None]:
    with jax.enable_x64(True):
        yield


def loss(w1: jax.Array, b1: jax.Array, w2: jax.Array, b2: jax.Array) -> jax.Array:
    """The network's loss."""
    log_p = jax.nn.log_softmax(jax.nn.relu(X @ w1 + b1) @ w2 + b2)
    return -log_p[jnp.arange(5), LABELS].mean()


def test_the_network_agrees() -> None:
    by_jax = jax.grad(loss, argnums=(0, 1, 2, 3))(*PARAMETERS)
    for by_hand, expected in zip(mlp_backward(X, LABELS, *PARAMETERS), by_jax, strict=True):
        np.testing.assert_allclose(by_hand, expected, rtol=1e-10, atol=1e-12)


def test_nodes_agree() -> None:
    def energy(w1: jax.Array, b1: jax.Array, w2: jax.Array, b2: jax.Array) -> jax.Array:
        scores = jax.nn.relu(X @ w1 + b1) @ w2 + b2
        return (scores * scores + 2.0 * scores).sum()

    nodes = [Node(parameter) for parameter in PARAMETERS]
    w1, b1, w2, b2 = nodes
    scores = (X @ w1 + b1).relu() @ w2 + b2
    (scores * scores + 2.0 * scores).sum().backward()
    for node, expected in zip(nodes, jax.grad(energy, argnums=(0, 1, 2, 3))(*PARAMETERS), strict=True):
        np.testing.assert_allclose(node.gradient, expected, rtol=1e-10, atol=1e-12)


class Traced:
    """JAX arrays under the operations of a node."""

    __array_ufunc__ = None

    def __init__(self, value: Any) -> None:
        """Hold an array."""
        self.value = jnp.asarray(value)

    def __add__(self, other: Any) -> "Traced":
        """Add, on either side."""
        return Traced(self.value + getattr(other, "value", other))

    def __mul__(self, other: Any) -> "Traced":
        """Multiply, on either side."""
        return Traced(self.value * getattr(other, "value", other))

    def __matmul__(self, other: "Traced") -> "Traced":
        """Multiply matrices."""
        return Traced(self.value @ other.value)

    def relu(self) -> "Traced":
        """Cut off at 0."""
        return Traced(jax.nn.relu(self.value))

    def sum(self) -> "Traced":
        """Add everything up."""
        return Traced(self.value.sum())

    __radd__, __rmul__ = __add__, __mul__


def built(lines: tuple[str, ...], values: dict[str, Any], kind: type) -> dict[str, Any]:
    """Everything in a graph, by name."""
    names = {"Node": kind, **values}
    for line in lines:
        exec(line, names)
    return names


@settings(max_examples=40, derandomize=True, deadline=None, database=None)
@given(case=graphs())
def test_nodes_agree_on_random_graphs(case: Graph) -> None:
    lines, values, reached = case
    root = name_of(lines[-1])
    leaves = [name for name in reached if name in "abc"]
    fed = [line.partition("Node(")[2][:-1] for name in leaves for line in lines if name_of(line) == name]

    def end(*inputs: jax.Array) -> jax.Array:
        return built(lines, {**values, **dict(zip(fed, inputs, strict=True))}, Traced)[root].value.sum()

    nodes = built(lines, values, Node)
    nodes[root].backward()
    by_jax = jax.grad(end, argnums=tuple(range(len(fed))))(*(values[name] for name in fed))
    for name, expected in zip(leaves, by_jax, strict=True):
        np.testing.assert_allclose(nodes[name].gradient, expected, rtol=1e-10, atol=1e-12)
        np.testing.assert_allclose(through_graph(lines, values, root, name), expected, rtol=1e-10, atol=1e-12)
