"""The data: found in order, checked, never used when something is wrong with it."""

import gzip
import os
import string
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from byhand.language import detect
from byhand.mnist import data
from byhand.mnist.messages import MESSAGES, MnistError, say
from tests.project.small_mnist import Files, assert_is_small_mnist, fill, idx, install


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> Files:
    """Small files instead of MNIST's."""
    return install(monkeypatch)


@pytest.fixture
def folder(files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with the four files, named by BYHAND_DATA."""
    folder = tmp_path / "own"
    fill(folder, files)
    monkeypatch.setenv("BYHAND_DATA", str(folder))
    return folder


def test_own_folder_comes_first(folder: Path, tmp_path: Path) -> None:
    """BYHAND_DATA is used even where nothing else could be reached."""
    dataset = data.load(cache=tmp_path / "none", mirrors=[])
    assert_is_small_mnist(dataset)
    assert (dataset.source, dataset.where) == ("folder", str(folder))


def bit_flipped(content: bytes) -> bytes:
    """Return the content with one bit in the middle changed."""
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


DAMAGES = {
    "truncated": lambda content: content[:-7],
    "empty": lambda _: b"",
    "bit flipped": bit_flipped,
    "longer": lambda content: content + b"\x00",
    "another gzip file": lambda _: gzip.compress(bytes(100_000)) + bytes(10_000),
}


@pytest.mark.parametrize("place", ["folder", "cache"])
@pytest.mark.parametrize("name", [file.name for file in data.FILES])
@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_damaged_file_is_named_and_never_used(
    folder: Path, name: str, damage: Callable[[bytes], bytes], place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is wrong with one of the four files, the error is one line that says which and what to do."""
    (folder / name).write_bytes(damage((folder / name).read_bytes()))
    if place == "cache":
        monkeypatch.delenv("BYHAND_DATA")
    with pytest.raises(MnistError) as caught:
        data.load(cache=folder, mirrors=[])
    for language, remedy in (("en", "BYHAND_DATA" if place == "folder" else "Delete"), ("zh", "请")):
        message = caught.value.say(language)
        assert str(folder / name) in message
        assert remedy in message
        assert "\n" not in message


def test_missing_file_is_named(folder: Path) -> None:
    """Three of four files are an error, not a reason to use digits."""
    (folder / "t10k-images-idx3-ubyte.gz").unlink()
    with pytest.raises(MnistError, match=r"t10k-images-idx3-ubyte.gz is missing"):
        data.load()


def test_folder_that_is_none_is_named(files: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """BYHAND_DATA that names nothing, or a file, is an error."""
    for path in (tmp_path / "nothing", Path(__file__)):
        monkeypatch.setenv("BYHAND_DATA", str(path))
        with pytest.raises(MnistError, match="not a folder") as caught:
            data.load()
        assert str(path) in str(caught.value)


def test_originals_are_mnist() -> None:
    """The real files, where a folder has them: 60,000 and 10,000 images, the fifth a 9."""
    if not os.environ.get("BYHAND_DATA"):
        pytest.skip("BYHAND_DATA names no folder")
    dataset = data.load()
    assert dataset.train_images.shape == (60_000, 28, 28)
    assert dataset.test_images.shape == (10_000, 28, 28)
    assert dataset.train_labels[4] == 9
    assert np.bincount(dataset.test_labels).tolist() == [
        980,
        1135,
        1032,
        1010,
        982,
        892,
        958,
        1028,
        974,
        1009,
    ]
    assert not dataset.train_images.flags.writeable


def test_digits_have_mnists_form() -> None:
    """1,797 different images, read-only, from 0 to 255, always the same; every class in both parts."""
    one, other = data.load_digits(), data.load_digits()
    np.testing.assert_array_equal(one.train_images, other.train_images)
    images = np.concatenate([one.train_images, one.test_images])
    assert images.shape == (1797, 28, 28)
    assert images.dtype == one.train_labels.dtype == one.test_labels.dtype == np.uint8
    assert (images.min(), images.max()) == (0, 255)
    assert len(np.unique(images, axis=0)) == 1797
    assert set(one.train_labels) == set(one.test_labels) == set(range(10))
    assert not one.train_images.flags.writeable


def test_enlarge_keeps_constants_and_symmetry() -> None:
    """Enlarging neither brightens nor shifts, and keeps an image that is large enough."""
    np.testing.assert_array_equal(data.enlarge(np.full((1, 8, 8), 200.0)), np.full((1, 28, 28), 200))
    image = np.random.default_rng(1).uniform(0, 255, (2, 8, 8))
    np.testing.assert_array_equal(
        data.enlarge(image[:, ::-1]), data.enlarge(image)[:, ::-1], "mirrored before and after"
    )
    whole = np.rint(image)
    np.testing.assert_array_equal(data.enlarge(whole, size=8), whole)


def test_parse_idx() -> None:
    """An array comes back as it was written, of any rank, empty or not."""
    for shape in ((), (3,), (0,), (2, 3, 5)):
        array = np.random.default_rng(2).integers(0, 256, shape, np.uint8)
        np.testing.assert_array_equal(data.parse_idx(idx(array)), array, strict=True)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x00\x08",
        b"\x00\x00\x0d\x01\x00\x00\x00\x01\x07",
        b"\x01\x00\x08\x01\x00\x00\x00\x01\x07",
        b"\x00\x00\x08\x01\x00\x00",
        b"\x00\x00\x08\x01\x00\x00\x00\x02\x07",
        b"\x00\x00\x08\x01\x00\x00\x00\x01\x07\x07",
    ],
    ids=["empty", "no rank", "not uint8", "no magic", "no sizes", "too few", "too many"],
)
def test_parse_idx_refuses(content: bytes) -> None:
    """What is no IDX file of bytes, or not all of one, is a ValueError."""
    with pytest.raises(ValueError, match="parse_idx"):
        data.parse_idx(content)


def test_messages_have_the_same_placeholders() -> None:
    """Both languages of a message are filled with the same values."""
    for key, text in MESSAGES.items():
        names = [{name for _, name, _, _ in string.Formatter().parse(text[lang]) if name} for lang in ("en", "zh")]
        assert names[0] == names[1], key
    assert say(None, "figure_epoch") == "⟦epoch|轮次⟧"


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANGUAGE": "zh:en", "LANG": "en_US.UTF-8"}, "zh"),
        ({"LANGUAGE": "", "LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_MESSAGES": "zh_TW", "LANG": "de_DE"}, "zh"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_detect(environ: dict[str, str], language: str) -> None:
    """The first variable that says something decides."""
    assert detect(environ) == language
