"""MNIST in small: files of the same names and form, so that no test needs the originals."""

import gzip
import hashlib
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from byhand.mnist import data

type Files = dict[str, bytes]


def idx(array: np.ndarray) -> bytes:
    """Return an array of bytes as an IDX file."""
    sizes = b"".join(size.to_bytes(4) for size in array.shape)
    return b"\x00\x00\x08" + bytes([array.ndim]) + sizes + array.tobytes()


def small_files() -> dict[str, bytes]:
    """Return files with the names of MNIST's, of six training and four test images."""
    values = np.random.default_rng(0).integers(0, 256, (10, 28, 28), np.uint8)
    arrays = values[:6], values[:6, 0, 0] % 10, values[6:], values[6:, 0, 0] % 10
    return {f.name: gzip.compress(idx(a), mtime=0) for f, a in zip(data.FILES, arrays, strict=True)}


def install(monkeypatch: pytest.MonkeyPatch) -> Files:
    """Make the small files the originals, with no folder of one's own and no waiting before a second try."""
    monkeypatch.delenv("BYHAND_DATA", raising=False)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr("pooch.core.time", SimpleNamespace(sleep=lambda _: None))
    files = small_files()
    originals = [data.Original(n, len(c), hashlib.sha256(c).hexdigest()) for n, c in files.items()]
    monkeypatch.setattr(data, "FILES", tuple(originals))
    return files


def fill(folder: Path, files: dict[str, bytes]) -> None:
    """Write files into a new folder."""
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)


def assert_is_small_mnist(dataset: data.Dataset) -> None:
    """Compare a data set with what `small_files` holds."""
    assert dataset.train_images.shape == (6, 28, 28)
    assert dataset.test_images.shape == (4, 28, 28)
    np.testing.assert_array_equal(dataset.train_labels, dataset.train_images[:, 0, 0] % 10)
    np.testing.assert_array_equal(dataset.test_labels, dataset.test_images[:, 0, 0] % 10)
    assert dataset.train_images.dtype == dataset.test_labels.dtype == np.uint8
