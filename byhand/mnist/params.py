"""Trained parameters on disk: one `.npz` of float32 arrays `w0`, `b0`, `w1`, `b1`, …"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from jax.typing import ArrayLike
from jaxtyping import Float32

from byhand.files import write_whole
from byhand.mnist.messages import MnistError

type Layers = list[tuple[Float32[np.ndarray, "fan_in fan_out"], Float32[np.ndarray, " fan_out"]]]


def save_params(path: Path, params: Sequence[tuple[ArrayLike, ArrayLike]]) -> None:
    """Write the weights and biases of a network; whatever interrupts, never half of them.

    Raises:
        OSError: the folder does not exist or cannot be written to.
    """
    arrays = {}
    for layer, (w, b) in enumerate(params):
        arrays[f"w{layer}"] = np.asarray(w, np.float32)
        arrays[f"b{layer}"] = np.asarray(b, np.float32)
    content = io.BytesIO()
    np.savez(content, allow_pickle=False, **arrays)
    write_whole(path, content.getvalue())


def load_params(path: Path) -> Layers:
    """Read what `save_params` wrote: a list of one pair `(w, b)` for each layer, float32.

    Raises:
        MnistError: there is no such file, it is damaged or of another format, or its layers do not fit
            together; names the file and says what is wrong.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise MnistError("unreadable", "mend_params", path=path, reason=error.strerror) from error
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as archive:
            arrays = dict(archive)
    except (zipfile.BadZipFile, ValueError, EOFError, KeyError, OSError, AttributeError, TypeError) as error:
        raise _no_params(path, MnistError("params_damaged")) from error
    names = [f"{kind}{layer}" for layer in range(len(arrays) // 2) for kind in "wb"]
    if not names or sorted(arrays) != sorted(names):
        raise _no_params(path, MnistError("params_entries", found=", ".join(arrays) or "∅"))
    layers = [(arrays[w], arrays[b]) for w, b in zip(names[::2], names[1::2], strict=True)]
    _check(path, layers)
    return layers


def _check(path: Path, layers: Layers) -> None:
    fan_out = None
    for layer, (w, b) in enumerate(layers):
        if w.ndim != 2 or w.dtype != np.float32 or fan_out not in (None, w.shape[0]):
            raise _no_params(path, MnistError("params_shapes", name=f"w{layer}", shape=w.shape, dtype=w.dtype))
        fan_out = w.shape[1]
        if b.shape != (fan_out,) or b.dtype != np.float32:
            raise _no_params(path, MnistError("params_shapes", name=f"b{layer}", shape=b.shape, dtype=b.dtype))


def _no_params(path: Path, reason: MnistError) -> MnistError:
    return MnistError("no_params", "mend_params", path=path, reason=reason)
