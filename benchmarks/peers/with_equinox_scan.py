"""Equinox and Optax as the course's program goes about it: an epoch is one call, `jax.lax.scan` over the batches."""

from __future__ import annotations

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import optax

from benchmarks.job import Job, Report, pixels
from benchmarks.peers.with_equinox import Network, accuracy, loss, optimizer


def main(job: Job) -> None:
    """Train."""
    report = Report(version=eqx.__version__)
    x, labels, test, test_labels = map(jnp.asarray, pixels())
    model, rule = Network(job.sizes, jax.random.key(job.seed)), optimizer(job)
    state = rule.init(eqx.filter(model, eqx.is_array))

    @eqx.filter_jit(donate="all-except-first")
    def epoch(
        data: tuple[jax.Array, jax.Array, jax.Array], model: Network, state: optax.OptState
    ) -> tuple[Network, optax.OptState]:
        x, labels, batches = data
        arrays, static = eqx.partition(model, eqx.is_array)

        def step(
            carry: tuple[Network, optax.OptState], batch: jax.Array
        ) -> tuple[tuple[Network, optax.OptState], None]:
            arrays, state = carry
            gradients = eqx.filter_grad(loss)(eqx.combine(arrays, static), x[batch], labels[batch])
            updates, state = rule.update(gradients, state)
            return (eqx.apply_updates(arrays, updates), state), None

        (arrays, state), _ = jax.lax.scan(step, (arrays, state), batches)
        return eqx.combine(arrays, static), state

    rng = np.random.default_rng(job.seed)
    steps = len(x) // job.batch_size  # what is left over sits the epoch out
    for _ in range(job.epochs):
        report.start()
        order = rng.permutation(len(x))[: steps * job.batch_size]
        model, state = epoch((x, labels, jnp.asarray(order.reshape(steps, -1))), model, state)
        report.epoch(float(accuracy(model, test, test_labels)))
    report.print()


if __name__ == "__main__":
    main(Job.from_arguments())
