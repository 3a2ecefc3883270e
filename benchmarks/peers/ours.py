"""The course: `byhand.mnist.program`. With BENCHMARK_CACHE=1 it keeps what it compiled for the next process."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor

from benchmarks.job import Job, Report
from byhand.mnist.data import Dataset, load


def main(job: Job) -> None:
    """Train."""
    report = Report()
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(load)

        import jax
        import numpy as np

        from byhand.mnist.program import RECIPES, Images, shapes_of, train

        if os.environ.get("BENCHMARK_CACHE") == "1":
            from byhand.mnist.run import keep_compiled

            keep_compiled()

        def images() -> Images:
            data: Dataset = reading.result()
            judged = data.test_images.reshape(len(data.test_images), -1)
            labels, judged_labels = (x.astype(np.int32) for x in (data.train_labels, data.test_labels))
            return Images(data.train_images.reshape(-1), labels, judged, judged_labels)

        report.version = f"JAX {jax.__version__}"
        options = {"sizes": job.sizes, "batch_size": job.batch_size, "epochs": job.epochs, "seed": job.seed}
        report.start()
        for _, _, right in train(pool.submit(images), shapes_of(60_000, 10_000), RECIPES[job.recipe], **options):
            report.epoch(float(right.mean()))
    report.print()


if __name__ == "__main__":
    main(Job.from_arguments())
