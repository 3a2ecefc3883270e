"""Equinox and Optax: a module, and an epoch that is compiled as a whole, as `jax.lax.scan` over shuffled indices."""

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


def main(job: Job) -> None:
    """Train."""
    report = Report(version=eqx.__version__)
    x, labels, test, test_labels = map(jnp.asarray, pixels())
    model = Network(job.sizes, jax.random.key(job.seed))
    rule = optax.rmsprop(job.learning_rate, decay=job.decay, eps=job.epsilon)
    state = rule.init(eqx.filter(model, eqx.is_array))

    @eqx.filter_value_and_grad
    def loss(model: Network, x: jax.Array, labels: jax.Array) -> jax.Array:
        return optax.softmax_cross_entropy_with_integer_labels(jax.vmap(model)(x), labels).mean()

    @eqx.filter_jit(donate="all-except-first")
    def epoch(
        data: tuple[jax.Array, jax.Array, jax.Array], model: Network, state: optax.OptState
    ) -> tuple[Network, optax.OptState, jax.Array]:
        x, labels, batches = data
        arrays, static = eqx.partition(model, eqx.is_array)

        def step(
            carry: tuple[Network, optax.OptState], batch: jax.Array
        ) -> tuple[tuple[Network, optax.OptState], jax.Array]:
            arrays, state = carry
            value, gradients = loss(eqx.combine(arrays, static), x[batch], labels[batch])
            updates, state = rule.update(gradients, state)
            return (eqx.apply_updates(arrays, updates), state), value

        (arrays, state), values = jax.lax.scan(step, (arrays, state), batches)
        return eqx.combine(arrays, static), state, values.mean()

    @eqx.filter_jit
    def accuracy(model: Network, x: jax.Array, labels: jax.Array) -> jax.Array:
        return (jax.vmap(model)(x).argmax(axis=1) == labels).mean()

    rng = np.random.default_rng(job.seed)
    steps = len(x) // job.batch_size
    for _ in range(job.epochs):
        report.start()
        order = rng.permutation(len(x))[: steps * job.batch_size]
        batches = jnp.asarray(order.reshape(steps, job.batch_size))
        model, state, _ = epoch((x, labels, batches), model, state)
        report.epoch(float(accuracy(model, test, test_labels)))
    report.print()


if __name__ == "__main__":
    main(Job.from_arguments())
