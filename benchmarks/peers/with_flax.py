"""Flax NNX and Optax: a module, a compiled step, a loop over shuffled indices."""

from __future__ import annotations

from itertools import pairwise

import flax
import jax
import jax.numpy as jnp
import numpy as np
import optax
from flax import nnx

from benchmarks.job import Job, Report, pixels


class Network(nnx.Module):  # type: ignore[misc]
    """Dense layers with relu between them."""

    def __init__(self, sizes: tuple[int, ...], rngs: nnx.Rngs) -> None:
        """Draw the parameters: Glorot-uniform weights, zero biases."""
        init = nnx.initializers.glorot_uniform()
        self.layers = nnx.List([nnx.Linear(m, n, kernel_init=init, rngs=rngs) for m, n in pairwise(sizes)])

    def __call__(self, x: jax.Array) -> jax.Array:
        """Return logits."""
        for layer in self.layers[:-1]:
            x = nnx.relu(layer(x))
        return self.layers[-1](x)


def main(job: Job) -> None:
    """Train."""
    report = Report(version=flax.__version__)
    x, labels, test, test_labels = map(jnp.asarray, pixels())
    model = Network(job.sizes, nnx.Rngs(job.seed))
    rule = optax.rmsprop(job.learning_rate, decay=job.decay, eps=job.epsilon)
    optimizer = nnx.Optimizer(model, rule, wrt=nnx.Param)

    @nnx.jit
    def step(model: Network, optimizer: nnx.Optimizer, x: jax.Array, labels: jax.Array, batch: jax.Array) -> None:
        def loss(model: Network) -> jax.Array:
            return optax.softmax_cross_entropy_with_integer_labels(model(x[batch]), labels[batch]).mean()

        optimizer.update(model, nnx.grad(loss)(model))

    @nnx.jit
    def accuracy(model: Network, x: jax.Array, labels: jax.Array) -> jax.Array:
        return (model(x).argmax(axis=1) == labels).mean()

    rng = np.random.default_rng(job.seed)
    for _ in range(job.epochs):
        report.start()
        order = rng.permutation(len(x))
        for start in range(0, len(x), job.batch_size):
            batch = order[start : start + job.batch_size]
            step(model, optimizer, x, labels, batch)
        report.epoch(float(accuracy(model, test, test_labels)))
    report.print()


if __name__ == "__main__":
    main(Job.from_arguments())
