"""Equinox and Optax: a module, a compiled step, a loop over shuffled indices."""

from __future__ import annotations

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import optax

from benchmarks.job import Job, Report, layers, pixels


class Network(eqx.Module):
    """Dense layers with relu between them."""

    layers: list[eqx.nn.Linear]

    def __init__(self, sizes: tuple[int, ...], key: jax.Array) -> None:
        """Draw the parameters as Equinox does."""
        keys = jax.random.split(key, len(sizes) - 1)
        self.layers = [eqx.nn.Linear(m, n, key=one) for (m, n), one in zip(layers(sizes), keys, strict=True)]

    def __call__(self, x: jax.Array) -> jax.Array:
        """Return logits of one image."""
        for layer in self.layers[:-1]:
            x = jax.nn.relu(layer(x))
        return self.layers[-1](x)


def loss(model: Network, x: jax.Array, labels: jax.Array) -> jax.Array:
    """Return the mean cross-entropy."""
    return optax.softmax_cross_entropy_with_integer_labels(jax.vmap(model)(x), labels).mean()


@eqx.filter_jit
def accuracy(model: Network, x: jax.Array, labels: jax.Array) -> jax.Array:
    """Return the share of images that are recognised."""
    return (jax.vmap(model)(x).argmax(axis=1) == labels).mean()


def optimizer(job: Job) -> optax.GradientTransformation:
    """Return RMSprop as Keras has it."""
    return optax.rmsprop(job.learning_rate, decay=job.decay, eps=job.epsilon)


def main(job: Job) -> None:
    """Train."""
    report = Report(version=eqx.__version__)
    x, labels, test, test_labels = map(jnp.asarray, pixels())
    model, rule = Network(job.sizes, jax.random.key(job.seed)), optimizer(job)
    state = rule.init(eqx.filter(model, eqx.is_array))

    @eqx.filter_jit(donate="all-except-first")
    def step(
        data: tuple[jax.Array, jax.Array, np.ndarray], model: Network, state: optax.OptState
    ) -> tuple[Network, optax.OptState]:
        x, labels, batch = data
        gradients = eqx.filter_grad(loss)(model, x[batch], labels[batch])
        updates, state = rule.update(gradients, state)
        return eqx.apply_updates(model, updates), state

    rng = np.random.default_rng(job.seed)
    for _ in range(job.epochs):
        report.start()
        order = rng.permutation(len(x))
        for start in range(0, len(x), job.batch_size):
            model, state = step((x, labels, order[start : start + job.batch_size]), model, state)
        report.epoch(float(accuracy(model, test, test_labels)))
    report.print()


if __name__ == "__main__":
    main(Job.from_arguments())
