"""What an accelerator makes of the lean program: `uv run --extra cuda python -m benchmarks.accelerator`.

A step of this network is so little work that a GPU waits for the next one to be launched, more than it computes. What
helps is to give it more at once: a whole training in one compiled call, several steps in a row without a loop, many
networks side by side.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from functools import partial
from itertools import takewhile
from typing import Annotated, Any

import jax
import jax.numpy as jnp
import numpy as np
import typer

from benchmarks.mnist import GOAL, operations
from benchmarks.results import machine, write
from byhand.mnist.data import Dataset, load, load_digits
from byhand.mnist.program import RECIPES, Batches, Images, Recipe, State, begin, epoch, images_from, shuffle

SIZES = (784, 512, 10)
WIDE = (784, 1024, 10)
"""Twice the work: an accelerator that takes no longer for it was waiting for launches, not computing."""
BATCH = 128
UNROLLED = (1, 2, 4, 8)
SIDE_BY_SIDE = (1, 4, 16, 64)
RATES = (5e-4, 1e-3, 2e-3, 4e-3, 8e-3, 1.6e-2)
COMPARED = 50
"""The steps whose losses are compared with those of the CPU."""


def training(state: State, batches: Batches, images: Images, recipe: Recipe, unroll: int = 1) -> tuple[Any, Any]:
    """Train for all epochs in one call: `batches` has one more axis in front; returns losses and accuracies."""

    def one(state: State, batches: Batches) -> tuple[State, tuple[Any, Any]]:
        state, losses, right = epoch(state, batches, images, recipe, unroll)
        return state, (losses, right.mean())

    _, (losses, accuracies) = jax.lax.scan(one, state, batches)
    return losses, accuracies


def images_of(data: Dataset) -> Images:
    """Return images and labels on the default device."""
    on_host = images_from(data.train_images, data.train_labels, data.test_images, data.test_labels)
    return Images(*map(jnp.asarray, on_host))


def work(n: int, recipe: Recipe, epochs: int, seed: int = 0) -> Batches:
    """Return the batches of all epochs."""
    parts = [
        shuffle(n, BATCH, recipe, seed=seed, epoch=epoch, epochs=epochs, devices=1) for epoch in range(epochs)
    ]  # fmt: skip
    return Batches(*(np.stack(part) for part in zip(*parts, strict=True)))


def measured(function: Callable[..., Any], *arguments: Any, repeats: int = 5) -> tuple[float, float, Any]:
    """Compile and call; return seconds of compiling, the median of the calls' seconds, and the last result."""
    start = time.perf_counter()
    compiled = jax.jit(function).lower(*arguments).compile()
    compiling = time.perf_counter() - start
    arguments = jax.device_put(arguments)
    seconds = []
    for _ in range(repeats + 1):
        start = time.perf_counter()
        result = jax.block_until_ready(compiled(*arguments))
        seconds.append(time.perf_counter() - start)
    return compiling, statistics.median(seconds[1:]), jax.tree.map(np.asarray, result)


def side_by_side(count: int, recipe: Recipe, n: int, epochs: int) -> tuple[State, Batches]:
    """Return `count` networks at their start, and their batches, each from a seed of its own."""
    states = [begin(SIZES, recipe, seed) for seed in range(count)]
    stack = partial(jax.tree.map, lambda *parts: np.stack(parts))
    return stack(*states), stack(*(work(n, recipe, epochs, seed) for seed in range(count)))


def main(
    epochs: Annotated[int, typer.Option(min=1)] = 5,
    repeats: Annotated[int, typer.Option(min=1)] = 5,
    digits: Annotated[
        bool, typer.Option("--digits", help="Use scikit-learn's digits: a trial of this script.")
    ] = False,
) -> None:
    """Measure on the default device, and compare its losses with the CPU's."""
    device, recipe = jax.devices()[0], RECIPES["tuned"]
    data = load_digits() if digits else load()
    images, n = images_of(data), len(data.train_labels)
    found: dict[str, Any] = {
        "machine": machine(),
        "platform": device.platform,
        "device": device.device_kind,
        "epochs": epochs,
        "operations": epochs * operations(SIZES, n, len(data.test_labels)),
    }

    def timed(name: str, **values: Any) -> None:
        found.setdefault(name, []).append(values)
        print(name, {key: value and round(value, 4) for key, value in values.items()}, flush=True)

    start, batches = begin(SIZES, recipe, 0), work(n, recipe, epochs)
    for unroll in UNROLLED:
        compiling, seconds, (_, accuracies) = measured(
            partial(training, recipe=recipe, unroll=unroll), start, batches, images, repeats=repeats
        )
        late = len(list(takewhile(lambda accuracy: accuracy < GOAL, accuracies))) + 1
        goal = seconds * late / epochs if late <= epochs else None
        timed("one call", unroll=unroll, compile=compiling, run=seconds, goal=goal, accuracy=float(accuracies[-1]))
    compiling, seconds, _ = measured(
        partial(training, recipe=recipe), begin(WIDE, recipe, 0), batches, images, repeats=repeats
    )
    timed("twice the work", compile=compiling, run=seconds)
    for count in SIDE_BY_SIDE if device.platform != "cpu" else SIDE_BY_SIDE[:2]:
        networks = side_by_side(count, recipe, n, epochs)
        many = jax.vmap(partial(training, recipe=recipe), in_axes=(0, 0, None))
        compiling, seconds, (_, accuracies) = measured(many, *networks, images, repeats=min(repeats, 2))
        timed("networks", count=count, compile=compiling, run=seconds, accuracy=float(accuracies[:, -1].mean()))
    scales = np.array(RATES, np.float32) / np.float32(recipe.learning_rate)

    def at_rate(scale: Any, state: State, batches: Batches, images: Images) -> Any:
        return training(state, batches._replace(rates=batches.rates * scale), images, recipe)

    if device.platform != "cpu":
        rates = jax.vmap(at_rate, in_axes=(0, None, None, None))
        compiling, seconds, (_, accuracies) = measured(rates, scales, start, batches, images, repeats=1)
        timed("learning rates", compile=compiling, run=seconds)
        found["by rate"] = dict(zip(map(str, RATES), map(float, accuracies[:, -1]), strict=True))
    few = jax.tree.map(lambda x: x[:1, :COMPARED], batches)
    with jax.default_matmul_precision("highest"):
        _, _, (here, _) = measured(partial(training, recipe=recipe), start, few, images, repeats=1)
        with jax.default_device(jax.devices("cpu")[0]):
            on_host = jax.device_put(images, jax.devices("cpu")[0])
            _, _, (there, _) = measured(partial(training, recipe=recipe), start, few, on_host, repeats=1)
    found["difference"] = float(np.abs(here / there - 1).max())
    print("largest relative difference of a loss to the CPU's", found["difference"])
    print("written:", write(f"accelerator-{device.platform}", found))


if __name__ == "__main__":
    typer.run(main)
