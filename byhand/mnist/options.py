"""What `byhand mnist` can be told; nothing here needs JAX."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class RecipeName(StrEnum):
    """The recipes of `byhand.mnist.program`."""

    CLASSIC = "classic"
    TUNED = "tuned"
    SHIFTED = "shifted"


class Device(StrEnum):
    """Where to train; `AUTO` is the fastest that JAX finds."""

    AUTO = "auto"
    CPU = "cpu"
    GPU = "gpu"
    TPU = "tpu"


@dataclass(frozen=True)
class Options:
    """One command line."""

    recipe: str = "classic"
    learning_rate: float | None = None
    """The recipe's own if None."""
    sizes: tuple[int, ...] = (784, 512, 10)
    batch_size: int = 128
    epochs: int = 5
    seed: int = 0
    out: Path = Path("runs/mnist")
    resume: bool = False
    load: Path | None = None
    mine: bool = False
    digits: bool = False
    device: str = "auto"
    processes: int = 1
    process: int | None = None
    """Which of the processes this is; None: all of them are started here."""
    coordinator: str | None = None
    """HOST:PORT of process 0."""
    cluster: bool = False
    language: str = "en"

    @property
    def joined(self) -> bool:
        """Whether several processes train together."""
        return self.cluster or self.processes > 1

    @property
    def checkpoint(self) -> Path:
        """Where a run leaves its state after every epoch."""
        return self.out / "checkpoint.safetensors"

    def to_json(self) -> str:
        """Return a line that `from_json` reads."""
        return json.dumps(dataclasses.asdict(self), default=str)

    @classmethod
    def from_json(cls, text: str) -> Options:
        """Return what `to_json` wrote."""
        values = json.loads(text)
        load = values["load"] and Path(values["load"])
        return cls(**values | {"sizes": tuple(values["sizes"]), "out": Path(values["out"]), "load": load})
