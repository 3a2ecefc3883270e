"""One network on MNIST, trained by the course and by others: `uv run --group bench python -m benchmarks.mnist`.

Every run is a process of its own, and the programs take turns, so that a machine that slows down slows all of them;
each turn in another order, so that none always follows one that leaves the machine hot.
"""

from __future__ import annotations

import importlib.util
import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from itertools import pairwise
from typing import Annotated, Any

import numpy as np
import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from benchmarks.chart import chart
from benchmarks.job import QUICK, STARTED, Job
from benchmarks.results import machine, write
from byhand.course import ROOT
from byhand.mnist.figures import on_paper

GOAL = 0.98
SIDE = 2048
"""The side of the square matrices whose product measures what the machine can do."""


@dataclass(frozen=True)
class Program:
    """A module, and arguments for it; what it needs, and how its job differs from the common one."""

    command: tuple[str, ...]
    packages: tuple[str, ...] = ()
    environment: dict[str, str] = field(default_factory=dict)
    changes: dict[str, Any] = field(default_factory=dict)

    @property
    def installed(self) -> bool:
        """Whether all that it needs is there."""
        return all(importlib.util.find_spec(name) is not None for name in self.packages)


CACHED = {"BENCHMARK_CACHE": "1"}
OURS, KERAS, TORCH = (("benchmarks.peers." + module,) for module in ("ours", "with_keras", "with_torch"))
PROGRAMS = {
    "course": Program(OURS, environment=CACHED),
    "course, first time": Program(OURS),
    "course, tuned": Program(OURS, environment=CACHED, changes={"recipe": "tuned", "learning_rate": 4e-3}),
    "course, quick": Program(OURS, environment=CACHED, changes={"recipe": "tuned"} | QUICK),
    "NumPy": Program(("benchmarks.peers.by_hand",)),
    "Equinox": Program(("benchmarks.peers.with_equinox",), ("equinox", "optax")),
    "Equinox, scan": Program(("benchmarks.peers.with_equinox_scan",), ("equinox", "optax")),
    "Flax NNX": Program(("benchmarks.peers.with_flax",), ("flax", "optax")),
    "Keras, JAX": Program(KERAS, ("keras",), {"KERAS_BACKEND": "jax"}),
    "Keras, TensorFlow": Program(KERAS, ("keras", "tensorflow"), {"KERAS_BACKEND": "tensorflow"}),
    "Keras, PyTorch": Program(KERAS, ("keras", "torch"), {"KERAS_BACKEND": "torch"}),
    "PyTorch": Program(TORCH, ("torch",)),
    "PyTorch, compiled": Program(TORCH, ("torch",), {"BENCHMARK_COMPILE": "1"}),
}
"""Who takes part. "first time": nothing was compiled before. "quick": one epoch in small batches, tuned. "scan": an
epoch in one call, as the course has it, where the library's documentation calls a compiled step in a loop."""


@dataclass(frozen=True)
class Run:
    """One process: all times in seconds."""

    whole: float
    """From the start of the process to its end."""
    epoch: float
    """The median of the epochs after the first, which may compile; with evaluation."""
    goal: float | None
    """From the start of the process until 98 % of the test images were recognised; None where they never were."""
    accuracy: float
    """On the test images, after the last epoch."""
    version: str


def run(program: Program, job: Job) -> Run:
    """Train in a fresh process.

    Raises:
        RuntimeError: the program failed; shows the end of what it said.
    """
    environment = os.environ | program.environment | {"PYTHONPATH": str(ROOT), "TF_CPP_MIN_LOG_LEVEL": "3"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # or every start would compile the library anew
    mine = replace(job, **program.changes)
    command = [sys.executable, "-m", *program.command, mine.argument()]
    started = time.time()
    done = subprocess.run(
        command, cwd=ROOT, env=environment | {STARTED: repr(started)}, capture_output=True, text=True, check=False
    )
    whole = time.time() - started
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command[1:-1])} failed:\n{done.stderr[-2000:]}")
    report = json.loads(done.stdout.splitlines()[-1])
    reached = (end for end, accuracy in zip(report["ends"], report["accuracies"], strict=True) if accuracy >= GOAL)
    epochs = report["trained"][1:] or report["trained"]
    return Run(whole, statistics.median(epochs), next(reached, None), report["accuracies"][-1], report["version"])


def shuffled(names: Iterable[str], turn: int) -> list[str]:
    """Return who comes after whom in a turn; turn 0 is there for Python and the libraries to fill their caches."""
    order = list(names)
    random.Random(turn).shuffle(order)
    return order


def ceiling() -> float:
    """Return how many float32 operations a second the machine does in the product of two matrices, in GFLOP/s."""
    rng = np.random.default_rng(0)
    a, b = (rng.standard_normal((SIDE, SIDE), dtype=np.float32) for _ in range(2))
    best = float("inf")
    for _ in range(12):
        start = time.perf_counter()
        a @ b
        best = min(best, time.perf_counter() - start)
    return 2 * SIDE**3 / best / 1e9


def operations(sizes: tuple[int, ...], train: int = 60_000, test: int = 10_000) -> float:
    """Return the operations of the matrix products of an epoch, in GFLOP.

    Forward takes 2mn for a sample and weights (m, n); backward as much for the weights, and as much again for the
    inputs, which the first layer does not need.
    """
    weights = [m * n for m, n in pairwise(sizes)]
    training = sum(4 * w if layer == 0 else 6 * w for layer, w in enumerate(weights))
    return (train * training + test * 2 * sum(weights)) / 1e9


def summary(runs: list[Run]) -> dict[str, Any]:
    """Return the medians of several runs, and the accuracies' mean and spread."""
    goals = [one.goal for one in runs if one.goal is not None]
    accuracies = [one.accuracy for one in runs]
    return {
        "version": runs[0].version,
        "whole": statistics.median(one.whole for one in runs),
        "epoch": statistics.median(one.epoch for one in runs),
        "goal": statistics.median(goals) if len(goals) > len(runs) / 2 else None,
        "reached": len(goals),
        "accuracy": statistics.mean(accuracies),
        "spread": statistics.stdev(accuracies) if len(accuracies) > 1 else 0.0,
        "runs": [asdict(one) for one in runs],
    }


def table(results: dict[str, Any]) -> Table:
    """Return the results as a table for a terminal, the fastest process first."""
    titles = ("program", "whole s", "ratio", "epoch s", "of ceiling", "98 % s", "accuracy")
    shown = Table(*titles)
    found = results["programs"]
    first = found.get("course", min(found.values(), key=lambda one: float(one["whole"])))
    for name, one in sorted(found.items(), key=lambda item: float(item[1]["whole"])):
        part = results["operations"] / one["epoch"] / results["ceiling"]
        goal = f"{one['goal']:.1f}" if one["goal"] is not None else "–"
        accuracy = f"{one['accuracy']:.2%} ± {one['spread']:.2%}"
        ratio = one["whole"] / first["whole"]
        shown.add_row(name, f"{one['whole']:.1f}", f"{ratio:.2f}", f"{one['epoch']:.2f}", f"{part:.0%}", goal, accuracy)
    return shown


def main(
    runs: Annotated[int, typer.Option(min=1, help="Processes for each program.")] = 5,
    sizes: Annotated[str, typer.Option(help="Sizes of the layers.")] = "784,512,10",
    epochs: Annotated[int, typer.Option(min=1)] = 5,
    only: Annotated[str, typer.Option(help="Names of programs, separated by semicolons; all if empty.")] = "",
    name: Annotated[str, typer.Option(help="The name of the files in benchmarks/results.")] = "mnist",
) -> None:
    """Train the same network with every library that is installed, in turn, and compare."""
    console = Console()
    layers = tuple(int(size) for size in sizes.split(","))
    wanted = [word.strip() for word in only.split(";") if word.strip()]
    unknown = [word for word in wanted if word not in PROGRAMS]
    if unknown:
        raise typer.BadParameter(f"no program {'; '.join(unknown)}. There are: {'; '.join(PROGRAMS)}")
    chosen = {word: program for word, program in PROGRAMS.items() if word in wanted or not wanted}
    missing = [word for word, program in chosen.items() if not program.installed]
    for word in missing:
        console.print(f"{word}: not installed, left out (uv run --group bench)")
        del chosen[word]
    found: dict[str, list[Run]] = {word: [] for word in chosen}
    highs = [ceiling()]
    with Progress(console=console, transient=True) as progress:
        task = progress.add_task("", total=(runs + 1) * len(chosen))
        for turn in range(runs + 1):
            for word in shuffled(chosen, turn):
                progress.update(task, description=word)
                done = run(chosen[word], Job(sizes=layers, epochs=epochs if turn else 1, seed=turn))
                if turn:
                    found[word].append(done)
                progress.advance(task)
            highs.append(ceiling())
    results = {
        "machine": machine(),
        "job": asdict(Job(sizes=layers, epochs=epochs)),
        "ceiling": max(highs),
        "operations": operations(layers),
        "left_out": missing,
        "programs": {word: summary(mine) for word, mine in found.items()},
    }
    path = write(name, results)
    picture = path.with_suffix(".svg")
    with on_paper("en"):
        chart(results, "en").savefig(picture, metadata={"Date": None})
    console.print(table(results))
    console.print(f"{results['ceiling']:.0f} GFLOP/s in a product of matrices; written: {path}, {picture}")


if __name__ == "__main__":
    typer.run(main)
