"""Training, what is kept of it, and what is drawn."""

import io
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from matplotlib.figure import Figure

from byhand.files import write_whole
from byhand.mnist import figures
from byhand.mnist.data import Dataset, load_digits
from byhand.mnist.messages import MnistError
from byhand.mnist.params import load_params, save_params
from byhand.mnist.run import (
    Epoch,
    Result,
    Settings,
    compilation,
    load_code,
    prepare,
    probabilities,
    train_network,
)
from solutions import mnist_mlp

SETTINGS = Settings(epochs=10, batch_size=32)


@pytest.fixture(scope="module")
def digits() -> Dataset:
    """Scikit-learn's digits, which need no connection."""
    return load_digits()


@pytest.fixture(scope="module")
def trained(digits: Dataset) -> Result:
    """Return a network trained on the digits."""
    return train_network(load_code(), digits, SETTINGS)


def test_training_reads_digits(trained: Result, digits: Dataset) -> None:
    """Ten epochs on 1,500 digits read 297 others: five seeds reach 94.9 to 98.7 %, so 90 % is far off."""
    assert trained.epochs[-1].test_accuracy > 0.9
    losses = [epoch.loss for epoch in trained.epochs]
    assert losses[-1] < 0.1 < losses[0]
    assert [epoch.number for epoch in trained.epochs] == list(range(1, 11))
    right = probabilities(mnist_mlp, trained.params, digits.test_images).argmax(axis=1) == digits.test_labels
    assert right.mean() == pytest.approx(trained.epochs[-1].test_accuracy)


def test_time_is_split(trained: Result) -> None:
    """Compiling is measured apart from the epochs, which it would dwarf."""
    assert 0 < trained.epoch_seconds < trained.compile_seconds
    with compilation() as seconds:
        jax.jit(lambda x: x * 2 + 1)(jnp.ones(3))
    assert 0 < sum(seconds) < 10


def test_key_decides(digits: Dataset) -> None:
    """The same seed trains the same network, another seed another."""
    one, same, other = (train_network(mnist_mlp, digits, Settings(epochs=1, seed=seed)).params for seed in (1, 1, 2))
    jax.tree.map(lambda a, b: np.testing.assert_array_equal(a, b), one, same)
    assert not np.array_equal(one[0][0], other[0][0])


def test_epoch_is_its_steps(digits: Dataset) -> None:
    """One scan over the batches computes what a Python loop over them does."""
    x, labels = prepare(mnist_mlp, digits.train_images[:60], digits.train_labels[:60])
    params = mnist_mlp.init_params(jax.random.key(0), (784, 20, 10))
    state = jax.tree.map(jnp.zeros_like, params)
    batches = jnp.arange(60).reshape(5, 12)
    scanned = mnist_mlp.train_epoch(params, state, x, labels, batches, 0.001)
    losses = []
    for batch in batches:
        params, state, loss = mnist_mlp.train_step(params, state, x[batch], labels[batch], 0.001)
        losses.append(loss)
    looped = params, state, jnp.stack(losses)
    jax.tree.map(lambda a, b: np.testing.assert_allclose(a, b, rtol=1e-4, atol=1e-5), scanned, looped)


@pytest.mark.parametrize("sizes", [(784,), (100, 10), (784, 9), (784, 0, 10)])
def test_sizes_that_do_not_fit(digits: Dataset, sizes: tuple[int, ...]) -> None:
    """The sizes must lead from pixels to classes; the error names them."""
    with pytest.raises(MnistError, match=re.escape(",".join(map(str, sizes)))):
        train_network(mnist_mlp, digits, Settings(sizes=sizes))


def test_batch_that_is_too_large(digits: Dataset) -> None:
    """A batch larger than the training set is named with it."""
    with pytest.raises(MnistError, match="1501 is more than the 1,500"):
        train_network(mnist_mlp, digits, Settings(batch_size=1501))


def test_params_come_back(trained: Result, tmp_path: Path) -> None:
    """What is saved is loaded, bit by bit, and the file holds the arrays under plain names."""
    path = tmp_path / "params.npz"
    save_params(path, trained.params)
    loaded = load_params(path)
    jax.tree.map(lambda a, b: np.testing.assert_array_equal(a, b, strict=True), loaded, to_numpy(trained.params))
    assert list(np.load(path)) == ["w0", "b0", "w1", "b1"]
    assert [file.name for file in tmp_path.iterdir()] == ["params.npz"]


def to_numpy(params: mnist_mlp.Params) -> object:
    """Return parameters as NumPy arrays in the same structure."""
    return jax.tree.map(np.asarray, params)


def archive(**arrays: np.ndarray) -> bytes:
    """Return the content of an .npz file."""
    content = io.BytesIO()
    np.savez(content, **arrays)  # type: ignore[arg-type]
    return content.getvalue()


W, B = np.zeros((4, 3), np.float32), np.zeros(3, np.float32)
GOOD = archive(w0=W, b0=B)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "damaged"),
        (b"not an archive", "damaged"),
        (GOOD[:-30], "damaged"),
        (GOOD[:150] + b"\xff\xff" + GOOD[152:], "damaged"),
        (archive(w0=np.array([None])), "damaged"),
        (archive(), "its entries"),
        (archive(w0=W), "its entries are w0"),
        (archive(w0=W, b0=B, w2=W, b2=B), "w2"),
        (archive(w0=W.astype(np.float64), b0=B), "w0 has shape .4, 3. and dtype float64"),
        (archive(w0=B, b0=B), "w0 has shape"),
        (archive(w0=W, b0=B[:2]), "b0 has shape .2,."),
        (archive(w0=W, b0=B, w1=W, b1=B), "w1 has shape .4, 3."),
    ],
)
def test_load_params_refuses(content: bytes, words: str, tmp_path: Path) -> None:
    """A damaged file, another format, layers that do not fit: one line that names the file and the fault."""
    path = tmp_path / "params.npz"
    path.write_bytes(content)
    with pytest.raises(MnistError, match=words) as caught:
        load_params(path)
    for language in ("en", "zh"):
        assert str(path) in caught.value.say(language)
        assert "\n" not in caught.value.say(language)


def test_load_params_that_are_not_there(tmp_path: Path) -> None:
    """A file that is missing, or a folder, is named."""
    for path in (tmp_path / "none.npz", tmp_path):
        with pytest.raises(MnistError, match="cannot be read") as caught:
            load_params(path)
        assert str(path) in str(caught.value)


def test_write_whole_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An interrupt just before the end leaves what was there, and nothing beside it."""
    path = tmp_path / "file"
    write_whole(path, b"old")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


EPOCHS = [Epoch(1, 0.3, 0.95, 0.94, 1.0), Epoch(2, 0.1, 0.98, 0.97, 1.0)]
LABELS, PREDICTIONS = np.array([0, 1, 2, 2, 9]), np.array([0, 1, 2, 7, 9])
CERTAINTIES = np.eye(10)[PREDICTIONS]
IMAGES = np.zeros((5, 28, 28), np.uint8)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    "draw",
    [
        lambda language: figures.learning_curves(EPOCHS, language),
        lambda language: figures.learning_curves(EPOCHS[:1], language),
        lambda language: figures.confusion_matrix(LABELS, PREDICTIONS, language),
        lambda language: figures.worst_mistakes(IMAGES, LABELS, CERTAINTIES, language),
        lambda language: figures.worst_mistakes(IMAGES, PREDICTIONS, CERTAINTIES, language),
    ],
    ids=["curves", "one epoch", "confusion", "mistakes", "no mistakes"],
)
def test_figures_are_saved(draw: Callable[[str], Figure], language: str, tmp_path: Path) -> None:
    """Every figure becomes a whole SVG and a whole PNG, with glyphs for all its words."""
    with figures.on_paper(language) as tongue:
        svg, png = figures.save_figure(draw(tongue), tmp_path / "figure")
    assert ElementTree.parse(svg).getroot().tag.endswith("svg")
    assert png.read_bytes().startswith(b"\x89PNG")
    assert png.read_bytes().endswith(b"IEND\xaeB`\x82")


def test_figures_for_pages_carry_both_languages() -> None:
    """Without a language, words are tokens that a page resolves."""
    axes = figures.confusion_matrix(LABELS, PREDICTIONS).axes[0]
    assert axes.get_xlabel() == "⟦prediction|预测⟧"


def test_confusion_matrix_counts() -> None:
    """The row is the label, the column the prediction."""
    texts = {
        text.get_position(): text.get_text() for text in figures.confusion_matrix(LABELS, PREDICTIONS).axes[0].texts
    }
    assert texts[(2, 2)] == texts[(7, 2)] == "1"
    assert texts[(2, 7)] == "0"


def test_worst_mistakes_are_the_surest() -> None:
    """Right images are left out, and the surest mistake comes first."""
    certainties = np.full((3, 10), 0.01)
    certainties[0, 4], certainties[1, 5], certainties[2, 6] = 0.91, 0.6, 0.8
    figure = figures.worst_mistakes(IMAGES[:3], np.array([4, 0, 0]), certainties, "en")
    titles = [axes.get_title() for axes in figure.axes if axes.get_title()]
    assert titles == ["0 → 6  80.0%", "0 → 5  60.0%"]
