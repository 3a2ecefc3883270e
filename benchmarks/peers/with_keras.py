"""Keras: `Sequential`, `compile`, `fit`; the backend is that of the environment variable KERAS_BACKEND."""

from __future__ import annotations

import keras

from benchmarks.job import Job, Report, pixels


class Clock(keras.callbacks.Callback):  # type: ignore[misc]
    """Tells the report of every epoch."""

    def __init__(self, report: Report) -> None:
        """Tell this report."""
        super().__init__()
        self.report = report

    def on_epoch_begin(self, epoch: int, logs: object = None) -> None:
        """Start the clock."""
        self.report.start()

    def on_epoch_end(self, epoch: int, logs: dict[str, float] | None = None) -> None:
        """Stop the clock: `fit` has evaluated."""
        assert logs is not None
        self.report.epoch(float(logs["val_accuracy"]))


def main(job: Job) -> None:
    """Train."""
    report = Report(version=f"{keras.__version__} on {keras.backend.backend()}")
    x, labels, test, test_labels = pixels()
    keras.utils.set_random_seed(job.seed)
    *hidden, classes = job.sizes[1:]
    dense = [keras.layers.Dense(size, activation="relu") for size in hidden]
    model = keras.Sequential([keras.Input((job.sizes[0],)), *dense, keras.layers.Dense(classes, activation="softmax")])
    optimizer = keras.optimizers.RMSprop(job.learning_rate, rho=job.decay, epsilon=job.epsilon)
    model.compile(optimizer, "sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(
        x, labels, batch_size=job.batch_size, epochs=job.epochs, verbose=0, callbacks=[Clock(report)],
        validation_data=(test, test_labels), validation_batch_size=10_000,
    )  # fmt: skip
    report.print()


if __name__ == "__main__":
    main(Job.from_arguments())
