"""A run in one file, from which it goes on: every array, and all that decides what they become.

A safetensors file, format 1. Its metadata hold `byhand`, the format; `run`, JSON of what decides the numbers;
`history`, JSON of the epochs so far; `sha256`, over all of these and over the arrays.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load, save

from byhand.files import write_whole
from byhand.mnist.messages import MnistError

FORMAT = "mnist-run-1"

type Arrays = dict[str, np.ndarray]


@dataclass(frozen=True)
class Checkpoint:
    """The state of a run after an epoch."""

    run: dict[str, Any]
    """What decides the numbers, by the name of the option, or of a part of the recipe; values as in JSON."""
    history: list[list[float]]
    """For each epoch so far its number, loss, training accuracy, test accuracy and seconds."""
    arrays: Arrays

    @property
    def finished(self) -> bool:
        """Whether no epoch is left."""
        return len(self.history) >= int(self.run["--epochs"])


def save_checkpoint(path: Path, checkpoint: Checkpoint, *, keep_old: bool = False) -> None:
    """Write a checkpoint; whatever interrupts, the old one or the new one is there.

    Args:
        path: its name.
        checkpoint: what to write.
        keep_old: whether to give what has that name already the name `kept_name(path)`.

    Raises:
        OSError: the folder does not exist or cannot be written to.
    """
    metadata = {"byhand": FORMAT, "run": json.dumps(checkpoint.run), "history": json.dumps(checkpoint.history)}
    content = save(checkpoint.arrays, metadata | {"sha256": _digest(metadata, checkpoint.arrays)})
    if keep_old:
        os.replace(path, kept_name(path))
    write_whole(path, content)


def load_checkpoint(path: Path) -> Checkpoint:
    """Read what `save_checkpoint` wrote.

    Raises:
        MnistError: there is no such file, it cannot be read, is of another format or damaged in a single bit.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise MnistError("no_checkpoint", "mend_no_checkpoint", path=path) from None
    except OSError as error:
        raise MnistError("unreadable", "mend_checkpoint", path=path, reason=error.strerror) from error
    try:
        size = int.from_bytes(content[:8], "little")
        metadata = dict(json.loads(content[8 : 8 + size])["__metadata__"])
        if metadata["byhand"] != FORMAT:
            raise MnistError("other_checkpoint", path=path, found=metadata["byhand"], expected=FORMAT)
        arrays = load(content)
        found = metadata.pop("sha256")
        run, history = json.loads(metadata["run"]), json.loads(metadata["history"])
    except (SafetensorError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise MnistError("bad_checkpoint", "mend_checkpoint", path=path) from error
    if found != _digest(metadata, arrays):
        raise MnistError("bad_checkpoint", "mend_checkpoint", path=path)
    return Checkpoint(run, history, arrays)


def check_same_run(path: Path, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
    """Refuse to go on from a checkpoint with what would give other numbers than one run without a break.

    Only the number of epochs may differ, where the learning rate does not depend on it, and be no smaller than
    what the checkpoint has been through.

    Raises:
        MnistError: something differs; names each thing with both values.
    """
    differing = [name for name in {**old, **new} if old.get(name) != new.get(name) and name != "--epochs"]
    if old.get("--recipe") != new.get("--recipe"):  # its parts need not be named, too
        differing = [name for name in differing if name in ("--recipe", "--sizes", "--batch-size", "--seed", "data")]
    elif old["linear"] and old["--epochs"] != new["--epochs"]:
        differing.append("--epochs")
    if differing:
        both = "; ".join(f"{name} {_shown(old.get(name))} ≠ {_shown(new.get(name))}" for name in differing)
        raise MnistError("other_run", path=path, differences=both)


def kept_name(path: Path) -> Path:
    """Return the name under which an old checkpoint is kept from being overwritten."""
    return path.with_suffix(".old.safetensors")


def _shown(value: object) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def _digest(metadata: Mapping[str, str], arrays: Arrays) -> str:
    digest = hashlib.sha256(json.dumps(metadata, sort_keys=True).encode())
    for name, array in sorted(arrays.items()):
        digest.update(f"{name} {array.dtype} {array.shape}".encode())
        digest.update(np.ascontiguousarray(array))
    return digest.hexdigest()
