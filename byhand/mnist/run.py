"""Train the network of the capstone, with the solution's functions or a learner's, and keep the record."""

from __future__ import annotations

import importlib
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float, Float32, Int, UInt8

from byhand.course import ROOT
from byhand.mnist.data import Dataset
from byhand.mnist.messages import MnistError

CLASSES = 10
GLANCE = 10_000
"""How many training images the training accuracy is measured on: as many as there are test images."""


@dataclass(frozen=True)
class Settings:
    """What decides a run; the defaults reach about 98 % on MNIST."""

    sizes: tuple[int, ...] = (784, 512, 10)
    batch_size: int = 128
    epochs: int = 5
    learning_rate: float = 1e-3
    seed: int = 0

    @property
    def options(self) -> dict[str, Any]:
        """What `train` takes by name."""
        names = ("sizes", "batch_size", "epochs", "learning_rate")
        return {name: getattr(self, name) for name in names}

    def check(self, data: Dataset) -> None:
        """Refuse what cannot be trained on these images.

        Raises:
            MnistError: the sizes do not lead from pixels to classes, or a batch exceeds the training images.
        """
        check_sizes(self.sizes, data.train_images[0].size)
        check_batch(self.batch_size, len(data.train_images))


@dataclass(frozen=True)
class Epoch:
    """What an epoch achieved; its time is without compilation and, unless it is a part of it, evaluation."""

    number: int
    loss: float
    train_accuracy: float
    test_accuracy: float
    seconds: float


@dataclass
class Result:
    """A trained network and how it came about."""

    params: Any
    epochs: list[Epoch] = field(default_factory=list)
    compile_seconds: float = 0.0
    kept: bool = False
    """Whether the compiled programs came from the cache."""

    @property
    def epoch_seconds(self) -> float:
        """The median time of an epoch."""
        return statistics.median(epoch.seconds for epoch in self.epochs)


def check_batch(batch_size: int, train: int) -> None:
    """Refuse a batch that exceeds the training images.

    Raises:
        MnistError: so it is; names both.
    """
    if batch_size > train:
        raise MnistError("bad_batch", batch=batch_size, train=train)


def check_sizes(sizes: Sequence[int], pixels: int) -> None:
    """Refuse sizes of layers that do not lead from the pixels of an image to the classes.

    Raises:
        MnistError: so it is; names the sizes.
    """
    if len(sizes) < 2 or sizes[0] != pixels or sizes[-1] != CLASSES or min(sizes) < 1:
        raise MnistError("bad_sizes", sizes=",".join(map(str, sizes)), pixels=pixels)


def load_code(folder: str = "solutions") -> ModuleType:
    """Import `mnist_mlp` from "solutions" or "exercises".

    Raises:
        MnistError: the file is not there, as when byhand is installed without the course around it.
    """
    path = ROOT / folder / "mnist_mlp.py"
    if not path.exists():
        raise MnistError("no_code", path=path)
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    return importlib.import_module(f"{folder}.mnist_mlp")


def train_network(
    code: ModuleType, data: Dataset, settings: Settings, on_epoch: Callable[[Epoch], None] = lambda _: None
) -> Result:
    """Train with the eight functions of `code` and measure every epoch, which `on_epoch` is then told of.

    Args:
        code: a module with the functions of `solutions/mnist_mlp.py`.
        data: the images.
        settings: what decides the run: the same settings give the same network on the same machine.
        on_epoch: called after every epoch.

    Raises:
        MnistError: the settings do not fit the data.
    """
    settings.check(data)
    x, labels = prepare(code, data.train_images, data.train_labels)
    measured = (x[:GLANCE], labels[:GLANCE]), prepare(code, data.test_images, data.test_labels)
    result = Result(params=None)
    with compilation() as compiled:
        clock = _Clock(compiled)

        def record(number: int, params: Any, loss: Float[Array, ""]) -> None:
            mean_loss, seconds = float(loss), clock.lap()  # the loss first: it waits for the device
            train, test = (float(code.evaluate(params, *part)) for part in measured)
            result.epochs.append(Epoch(number, mean_loss, train, test, seconds))
            on_epoch(result.epochs[-1])
            clock.lap()

        key = jax.random.key(settings.seed)
        result.params, _ = code.train(key, x, labels, **settings.options, on_epoch=record)
    result.compile_seconds, result.kept = sum(compiled), compiled.kept
    return result


class _Clock:
    """Measures laps, leaving out the seconds of compilation."""

    def __init__(self, compiled: list[float]) -> None:
        self._compiled = compiled
        self._last = self._now()

    def _now(self) -> float:
        return time.perf_counter() - sum(self._compiled)

    def lap(self) -> float:
        """Return the seconds since the lap before."""
        before, self._last = self._last, self._now()
        return self._last - before


def prepare(
    code: ModuleType, images: UInt8[np.ndarray, "n 28 28"], labels: UInt8[np.ndarray, " n"]
) -> tuple[Float[Array, "n 784"], Int[Array, " n"]]:
    """Return images as rows of numbers and labels as int32, both on the device."""
    return code.preprocess(images), jnp.asarray(labels, jnp.int32)


def probabilities(code: ModuleType, params: Any, images: UInt8[np.ndarray, "n 28 28"]) -> Float32[np.ndarray, "n 10"]:
    """Return what the network gives each class of each image."""
    return np.asarray(jax.nn.softmax(code.forward(params, code.preprocess(images))))


class Compilation(list[float]):
    """The seconds of tracing, lowering and compiling."""

    hits = misses = 0
    """Programs that came from the cache, and that were not in it."""

    @property
    def kept(self) -> bool:
        """Whether all came from the cache."""
        return self.hits > 0 == self.misses


@contextmanager
def compilation() -> Iterator[Compilation]:
    """Collect the seconds that JAX spends on tracing, lowering and compiling."""
    durations = Compilation()

    def listen(event: str, duration_secs: float, **_: str | int) -> None:
        if event.startswith("/jax/core/compile/"):
            durations.append(duration_secs)

    def note(event: str, **_: str | int) -> None:
        durations.hits += event == "/jax/compilation_cache/cache_hits"
        durations.misses += event == "/jax/compilation_cache/cache_misses"

    jax.monitoring.register_event_duration_secs_listener(listen)
    jax.monitoring.register_event_listener(note)
    try:
        yield durations
    finally:
        jax.monitoring.unregister_event_duration_listener(listen)
        jax.monitoring.unregister_event_listener(note)
