"""NumPy: forward and backward pass and RMSprop written out, as Part II of the course does."""

from __future__ import annotations

import numpy as np

from benchmarks.job import Job, Report, layers, pixels


def main(job: Job) -> None:
    """Train."""
    report = Report(version=np.__version__)
    x, labels, test, test_labels = pixels()
    rng = np.random.default_rng(job.seed)
    params: list[np.ndarray] = []
    for m, n in layers(job.sizes):
        bound = (6 / (m + n)) ** 0.5
        params += [rng.uniform(-bound, bound, (m, n)).astype(np.float32), np.zeros(n, np.float32)]
    state = [np.zeros_like(p) for p in params]

    def forward(x: np.ndarray) -> list[np.ndarray]:
        values = [x]
        for layer in range(0, len(params), 2):
            inner = values[-1] if layer == 0 else np.maximum(values[-1], 0)
            values.append(inner @ params[layer] + params[layer + 1])
        return values

    def gradients(x: np.ndarray, labels: np.ndarray) -> list[np.ndarray]:
        values = forward(x)
        p = np.exp(values[-1] - values[-1].max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        p[np.arange(len(x)), labels] -= 1
        upstream, found = p / np.float32(len(x)), []
        for layer in reversed(range(len(values) - 1)):
            inner = values[layer] if layer == 0 else np.maximum(values[layer], 0)
            found[:0] = [inner.T @ upstream, upstream.sum(axis=0)]
            if layer:
                upstream = upstream @ params[2 * layer].T * (values[layer] > 0)
        return found

    for _ in range(job.epochs):
        report.start()
        order = rng.permutation(len(x))
        for start in range(0, len(x), job.batch_size):
            batch = order[start : start + job.batch_size]
            for p, s, g in zip(params, state, gradients(x[batch], labels[batch]), strict=True):
                s *= np.float32(job.decay)
                s += np.float32(1 - job.decay) * g * g
                p -= np.float32(job.learning_rate) * g / np.sqrt(s + np.float32(job.epsilon))
        report.epoch(float((forward(test)[-1].argmax(axis=1) == test_labels).mean()))
    report.print()


if __name__ == "__main__":
    main(Job.from_arguments())
