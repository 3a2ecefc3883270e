"""A second voice for the chapter on the chain rule: what is written by hand there is what `jax.grad` finds."""

from collections.abc import Iterator

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from solutions.chain_rule import Node, mlp_backward

RNG = np.random.default_rng(7)
X, LABELS = RNG.normal(size=(5, 4)), np.array([2, 0, 1, 1, 0])
PARAMETERS = tuple(RNG.normal(size=shape) for shape in ((4, 6), (6,), (6, 3), (3,)))


@pytest.fixture(autouse=True)
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
