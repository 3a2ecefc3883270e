"""The course: `byhand.mnist.program`. With BENCHMARK_CACHE=1 it keeps what it compiled for the next process."""

from __future__ import annotations

import os
from concurrent.futures import Future
from contextlib import nullcontext
from dataclasses import replace

from benchmarks.job import Job, Report
from byhand.mnist.data import foresee, start_reading


def main(job: Job) -> None:
    """Train."""
    report = Report()
    reading = start_reading(digits=False, language="en")

    import jax  # meanwhile, the data is being read

    from byhand.mnist import devices
    from byhand.mnist.program import RECIPES, Images, images_from, shapes_of, train
    from byhand.programs import kept_programs

    images: Future[Images] = Future()

    def place(_: object) -> None:
        data = reading.result()
        images.set_result(images_from(data.train_images, data.train_labels, data.test_images, data.test_labels))

    reading.add_done_callback(place)
    report.version = f"JAX {jax.__version__}"
    recipe = replace(RECIPES[job.recipe], learning_rate=job.learning_rate)
    counts = foresee()
    assert counts is not None, "MNIST's files are not there"
    with kept_programs() if os.environ.get("BENCHMARK_CACHE") == "1" else nullcontext():
        report.start()
        options = {"sizes": job.sizes, "batch_size": job.batch_size, "epochs": job.epochs, "seed": job.seed}
        for _, _, right in train(images, shapes_of(*counts), recipe, mesh=devices.training(), **options):
            report.epoch(float(right.mean()))
    report.print()


if __name__ == "__main__":
    main(Job.from_arguments())
