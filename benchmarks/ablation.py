"""What each choice of a recipe is worth: `uv run python -m benchmarks.ablation`.

Choices are compared on the last 10,000 training images, with the others to learn from; the test images are looked at
once, with the recipes that were chosen.
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Future
from dataclasses import asdict, dataclass, replace
from typing import Annotated, Any

import jax
import numpy as np
import typer
from rich.progress import track

from benchmarks.job import QUICK
from benchmarks.results import machine, write
from byhand.mnist.data import load
from byhand.mnist.devices import training
from byhand.mnist.program import RECIPES, Images, Recipe, images_from, shapes_of, train

HELD_OUT = 10_000
CLASSIC, TUNED, SHIFTED = (RECIPES[name] for name in ("classic", "tuned", "shifted"))


@dataclass(frozen=True)
class Trial:
    """A recipe, for how many epochs and with which batches it is followed."""

    recipe: Recipe
    epochs: int = 5
    batch_size: int = 128


def quick(learning_rate: float, epochs: int, batch_size: int) -> Trial:
    """Return the tuned recipe for small batches."""
    return Trial(replace(TUNED, learning_rate=learning_rate), epochs, batch_size)


ADAM = Recipe("adam", decay=0.999)
STEPS = {
    "classic": Trial(CLASSIC),
    "adam": Trial(ADAM),
    "memory": Trial(replace(ADAM, decay=0.99)),
    "rate": Trial(replace(ADAM, decay=0.99, learning_rate=4e-3)),
    "linear": Trial(replace(TUNED, smoothing=0.0)),
    "smoothing": Trial(TUNED),
    "shifts": Trial(SHIFTED),
}
"""From the classic recipe to the best, one change at a time."""
ASIDE = {
    "rate 2e-3": Trial(replace(TUNED, learning_rate=2e-3)),
    "rate 8e-3": Trial(replace(TUNED, learning_rate=8e-3)),
    "smoothing 0.05": Trial(replace(TUNED, smoothing=0.05)),
    "smoothing 0.2": Trial(replace(TUNED, smoothing=0.2)),
    "classic linear": Trial(replace(CLASSIC, linear=True)),
    "classic smoothing": Trial(replace(CLASSIC, smoothing=0.1)),
    "classic averaging": Trial(replace(CLASSIC, averaging=0.99)),
    "rmsprop 2e-3, smoothing, averaging": Trial(Recipe(learning_rate=2e-3, smoothing=0.1, averaging=0.99)),
    "quick, batch 32": quick(3e-3, 1, 32),
    "quick": quick(**QUICK),
    "quick, batch 64": quick(6e-3, 1, 64),
}
"""What else was tried."""
CHOSEN = {
    "classic": Trial(CLASSIC),
    "tuned": Trial(TUNED),
    "tuned, 2 epochs": Trial(TUNED, 2),
    "shifted": Trial(SHIFTED),
    "quick": quick(**QUICK),
}
"""What the test images are shown to."""


def accuracies(trial: Trial, images: Images, seeds: Iterable[int]) -> list[float]:
    """Train once for every seed; return the share of the judged images that is recognised at the end."""
    ready: Future[Images] = Future()
    ready.set_result(images)
    found = []
    for seed in seeds:
        shapes = shapes_of(len(images.labels), len(images.judged_labels))
        options = {"epochs": trial.epochs, "batch_size": trial.batch_size, "seed": seed}
        *_, (_, _, right) = train(ready, shapes, trial.recipe, mesh=training(), **options)
        found.append(float(right.mean()))
    return found


def summary(trial: Trial, found: list[float]) -> dict[str, Any]:
    """Return a trial and what came of it."""
    return asdict(trial) | {"accuracies": found, "mean": float(np.mean(found)), "spread": float(np.std(found, ddof=1))}


def main(
    seeds: Annotated[int, typer.Option(min=2, help="Runs of each step, on held-out training images.")] = 5,
    final: Annotated[int, typer.Option(min=2, help="Runs of each chosen recipe, on the test images.")] = 10,
) -> None:
    """Measure each step from the classic recipe to the best, then the chosen ones on the test images."""
    data = load()
    train_images, train_labels = data.train_images, data.train_labels
    held = images_from(
        train_images[:-HELD_OUT], train_labels[:-HELD_OUT], train_images[-HELD_OUT:], train_labels[-HELD_OUT:]
    )  # fmt: skip
    whole = images_from(train_images, train_labels, data.test_images, data.test_labels)
    results: dict[str, Any] = {"machine": machine(), "held_out": HELD_OUT}
    for part, trials, images, count in (
        ("steps", STEPS, held, seeds), ("aside", ASIDE, held, seeds), ("test", CHOSEN, whole, final),
    ):  # fmt: skip
        results[part] = {}
        for name, trial in track(trials.items(), description=part):
            results[part][name] = summary(trial, accuracies(trial, images, range(count)))
            print(f"{part} {name}: {results[part][name]['mean']:.2%} ± {results[part][name]['spread']:.2%}", flush=True)
    write("ablation", results)


if __name__ == "__main__":
    jax.config.update("jax_enable_compilation_cache", True)
    typer.run(main)
