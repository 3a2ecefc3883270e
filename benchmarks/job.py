"""What every program that is measured does the same: its task, its data, its clock, its report."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np

STARTED = "BENCHMARK_STARTED"
"""The environment variable with the time at which the process was started, in seconds since the epoch."""


@dataclass(frozen=True)
class Job:
    """The network, and how it is trained: RMSprop as Keras has it by default, which `recipe` "classic" is, too."""

    sizes: tuple[int, ...] = (784, 512, 10)
    batch_size: int = 128
    epochs: int = 5
    seed: int = 0
    learning_rate: float = 1e-3
    decay: float = 0.9
    epsilon: float = 1e-7
    recipe: str = "classic"
    """The course's recipe; the others know one only, the classic one."""

    @classmethod
    def from_arguments(cls) -> Job:
        """Read the job that `benchmarks.mnist` gives to a program as JSON."""
        given = json.loads(sys.argv[1]) if len(sys.argv) > 1 else {}
        return cls(**given | ({"sizes": tuple(given["sizes"])} if "sizes" in given else {}))

    def argument(self) -> str:
        """Return the job as `from_arguments` reads it."""
        return json.dumps(asdict(self))


QUICK: dict[str, Any] = {"learning_rate": 5e-3, "epochs": 1, "batch_size": 48}
"""How the tuned recipe gets far in one epoch, as `benchmarks.ablation` found it."""


@dataclass
class Report:
    """When what was ready, in seconds since the process was started, and how good it was."""

    began: float = field(default_factory=lambda: float(os.environ.get(STARTED, time.time())))
    trained: list[float] = field(default_factory=list)
    """Seconds that each epoch's training and evaluation took."""
    ends: list[float] = field(default_factory=list)
    """Seconds from the start of the process to the end of each epoch's evaluation."""
    accuracies: list[float] = field(default_factory=list)
    version: str = ""

    def __post_init__(self) -> None:
        """Start the clock."""
        self._lap = time.time()

    def start(self) -> None:
        """Say that an epoch begins."""
        self._lap = time.time()

    def epoch(self, accuracy: float) -> None:
        """Say that an epoch was trained and evaluated."""
        now = time.time()
        self.trained.append(now - self._lap)
        self.ends.append(now - self.began)
        self.accuracies.append(round(accuracy, 6))  # 9,800 of 10,000 may come as 0.97999996 from float32
        self._lap = now

    def print(self) -> None:
        """Print everything as the last line."""
        print(json.dumps(asdict(self)), flush=True)


def pixels() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return training images and labels, test images and labels; images as rows of float32 from 0 to 1."""
    from byhand.mnist.data import load

    data = load()
    rows = (
        np.multiply(images.reshape(len(images), -1), np.float32(1 / 255), dtype=np.float32)
        for images in (data.train_images, data.test_images)
    )
    train, test = rows
    return train, data.train_labels.astype(np.int32), test, data.test_labels.astype(np.int32)


def layers(sizes: Sequence[int]) -> list[tuple[int, int]]:
    """Return the two sizes of each layer's weights."""
    return list(pairwise(sizes))
