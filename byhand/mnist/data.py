"""The handwritten digits: from a folder of one's own, the cache, a mirror, or, offline, from scikit-learn."""

from __future__ import annotations

import gzip
import hashlib
import os
import sys
import threading
import zlib
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import platformdirs
from jaxtyping import Float, UInt8

from byhand.language import detect
from byhand.mnist.messages import MnistError, say


class Original(NamedTuple):
    """A file of MNIST as it was published: its name, its bytes, their SHA-256."""

    name: str
    size: int
    sha256: str


TRAIN_IMAGES = Original(
    "train-images-idx3-ubyte.gz",
    9_912_422,
    "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
)
TRAIN_LABELS = Original(
    "train-labels-idx1-ubyte.gz",
    28_881,
    "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
)
TEST_IMAGES = Original(
    "t10k-images-idx3-ubyte.gz",
    1_648_877,
    "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
)
TEST_LABELS = Original(
    "t10k-labels-idx1-ubyte.gz",
    4_542,
    "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
)
FILES = (TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS)

MIRRORS = (
    "https://storage.googleapis.com/cvdf-datasets/mnist/",
    "https://ossci-datasets.s3.amazonaws.com/mnist/",
    "https://dataset.bj.bcebos.com/mnist/",  # in Beijing
)
"""Folders on the web that hold the originals. The first to answer is used."""


@dataclass(frozen=True, eq=False)
class Dataset:
    """Images to train on and images to test with, and where they came from; the arrays are read-only."""

    train_images: UInt8[np.ndarray, "train 28 28"]
    train_labels: UInt8[np.ndarray, " train"]
    test_images: UInt8[np.ndarray, "test 28 28"]
    test_labels: UInt8[np.ndarray, " test"]
    source: str
    """"folder" or "download": MNIST. "offline" or "digits": scikit-learn's, for want of MNIST or as asked."""
    where: str
    """The folder or the machine they came from."""

    def describe(self, language: str) -> str:
        """Return a line that says what these images are, in "en" or "zh"."""
        sizes = {"train": len(self.train_images), "test": len(self.test_images)}
        return say(language, self.source, where=self.where, **sizes)

    def identity(self) -> str:
        """Return a line that differs where the images do: their numbers, and a digest of their labels."""
        labels = np.concatenate([self.train_labels, self.test_labels])
        digest = hashlib.sha256(labels.tobytes()).hexdigest()
        return f"{len(self.train_labels)} + {len(self.test_labels)}, {digest[:16]}"


def cache_folder() -> Path:
    """Return the folder of downloaded files in the cache of the person at the terminal."""
    return Path(platformdirs.user_cache_dir("byhand", appauthor=False)) / "mnist"


def load(
    *,
    language: str | None = None,
    cache: Path | None = None,
    mirrors: Sequence[str] = MIRRORS,
    announce: bool = True,
) -> Dataset:
    """Return MNIST, or, where there is no connection to get it, scikit-learn's digits.

    It is looked for in the folder that the environment variable BYHAND_DATA names, and nowhere else if
    that is set; then in the cache; then on the mirrors, whence it goes to the cache. Every file is checked
    each time.

    Args:
        language: "en" or "zh", for what is said meanwhile; the environment's if None.
        cache: the folder to use as the cache; `cache_folder()` if None.
        mirrors: where to download from, each ending in a slash.
        announce: whether to say on stderr that scikit-learn's digits have to do.

    Raises:
        MnistError: a file is missing from the folder of BYHAND_DATA, or is cut short, damaged or another
            file; names it and says what to do. It is never used.
    """
    language = language or detect()
    if own := os.environ.get("BYHAND_DATA"):
        return _read_folder(Path(own).expanduser(), "folder", own, "mend_folder")
    cache = cache or cache_folder()
    missing = [file for file in FILES if not (cache / file.name).exists()]
    if not missing:
        return _read_folder(cache, "folder", str(cache), "mend_cache")

    from byhand.mnist.download import UnreachableError, download, host  # slow to import, seldom needed

    try:
        mirror = download(missing, cache, mirrors, language)
    except UnreachableError:
        digits = load_digits("offline")
        if announce:
            print(digits.describe(language), file=sys.stderr)
        return digits
    return _read_folder(cache, "download", host(mirror), "mend_cache")


def start_reading(*, digits: bool, language: str) -> Future[Dataset]:
    """Load the digits, or else MNIST, in a thread; the result has what `load` returns or raises."""
    future: Future[Dataset] = Future()

    def read() -> None:
        try:
            future.set_result(load_digits() if digits else load(language=language, announce=False))
        except BaseException as error:
            future.set_exception(error)

    threading.Thread(target=read, daemon=True).start()  # a download would else outlive Ctrl-C
    return future


def foresee() -> tuple[int, int] | None:
    """Return how many images `load` will give to train on and to test with; None unless its files are on the disk."""
    own = os.environ.get("BYHAND_DATA")
    folder = Path(own).expanduser() if own else cache_folder()
    try:
        if not all((folder / file.name).exists() for file in FILES):
            return None
        heads = []
        for file in (FILES[1], FILES[3]):
            with gzip.open(folder / file.name) as labels:
                heads.append(labels.read(8))
    except (OSError, EOFError, zlib.error):
        return None
    return int.from_bytes(heads[0][4:]), int.from_bytes(heads[1][4:])


def load_digits(source: str = "digits") -> Dataset:
    """Return scikit-learn's 1,797 handwritten digits in MNIST's form: 1,500 to train on, 297 to test with.

    They are real scans of 8×8 pixels in 17 shades, enlarged to 28×28 in 256, always shuffled and cut alike.

    Source: Alpaydin and Kaynak, *Optical Recognition of Handwritten Digits*, UCI Machine Learning
        Repository, 1998.
    """
    from sklearn.datasets import load_digits as load_small

    small = load_small()
    images, labels = enlarge(small.images * (255 / 16)), small.target.astype(np.uint8)
    order = np.random.default_rng(0).permutation(len(images))
    images, labels = images[order], labels[order]
    for array in (images, labels):
        array.flags.writeable = False
    return Dataset(images[:1500], labels[:1500], images[1500:], labels[1500:], source, "scikit-learn")


def enlarge(images: Float[np.ndarray, "n height width"], size: int = 28) -> UInt8[np.ndarray, "n size size"]:
    """Enlarge grey images from 0 to 255 bilinearly; the value of a pixel is that of its centre."""

    def weights(pixels: int) -> Float[np.ndarray, "size pixels"]:
        places = (np.arange(size) + 0.5) * pixels / size - 0.5
        return np.stack([np.interp(places, np.arange(pixels), unit) for unit in np.eye(pixels)], axis=1)

    rows, columns = weights(images.shape[1]), weights(images.shape[2])
    enlarged: UInt8[np.ndarray, "n size size"] = np.rint(rows @ images @ columns.T).astype(np.uint8)
    return enlarged


def parse_idx(content: bytes) -> UInt8[np.ndarray, ...]:
    """Return the array of bytes that an IDX file holds, read-only.

    Two zero bytes, the type (8 is uint8), the number of axes; each size in four bytes, the highest first;
    the elements in row-major order.

    Raises:
        ValueError: it is no IDX file of uint8, or has more or fewer elements than its sizes say; names both.
    """
    if len(content) < 4 or content[:3] != b"\x00\x00\x08":
        raise ValueError(f"parse_idx: expected 00 00 08 and the number of axes, got {content[:4].hex(' ')!r}")
    start = 4 + 4 * content[3]
    shape = tuple(int.from_bytes(content[at : at + 4]) for at in range(4, start, 4))
    elements = max(0, len(content) - start)
    if len(content) < start or int(np.prod(shape)) != elements:
        raise ValueError(f"parse_idx: shape {shape} does not have the {elements} elements that follow it")
    return np.frombuffer(content, np.uint8, offset=start).reshape(shape)


def _read_folder(folder: Path, source: str, where: str, remedy: str) -> Dataset:
    if not folder.is_dir():
        raise MnistError("no_folder", remedy, path=folder)
    train_images, train_labels, test_images, test_labels = (_read(folder / file.name, file, remedy) for file in FILES)
    return Dataset(train_images, train_labels, test_images, test_labels, source, where)


def _read(path: Path, file: Original, remedy: str) -> UInt8[np.ndarray, ...]:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise MnistError("missing", remedy, path=path) from None
    except OSError as error:
        raise MnistError("unreadable", remedy, path=path, reason=error.strerror) from error
    if len(content) < file.size:
        raise MnistError("truncated", remedy, path=path, size=len(content), expected=file.size)
    found = hashlib.sha256(content).hexdigest()
    if found != file.sha256:
        raise MnistError("wrong", remedy, path=path, found=found[:12], expected=file.sha256[:12])
    return parse_idx(gzip.decompress(content))
