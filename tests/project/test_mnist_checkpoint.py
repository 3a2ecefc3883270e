"""Checkpoints: bit for bit the run without a break, and never a wrong one."""

import json
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import jax
import numpy as np
import pytest
from typer.testing import CliRunner, Result

from byhand import cli
from byhand.mnist import checkpoint, command, fit
from byhand.mnist.checkpoint import Checkpoint, load_checkpoint, save_checkpoint
from byhand.mnist.data import Dataset, load_digits
from byhand.mnist.messages import MnistError
from byhand.mnist.program import RECIPES, State
from byhand.mnist.run import Epoch

ARRAYS = {"params.w0": np.arange(6, dtype=np.float32).reshape(2, 3), "steps": np.array(7, np.float32)}
RUN = {"--recipe": "classic", "linear": False, "--sizes": [784, 10], "--epochs": 5, "data": "60000 + 10000, ab"}
SAVED = Checkpoint(RUN, [[1, 0.5, 0.9, 0.8, 1.5]], ARRAYS)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the path of a good checkpoint."""
    path = tmp_path / "checkpoint.safetensors"
    save_checkpoint(path, SAVED)
    return path


def test_checkpoint_comes_back(path: Path) -> None:
    """What is saved is loaded, every bit, and nothing lies beside it."""
    loaded = load_checkpoint(path)
    assert (loaded.run, loaded.history) == (SAVED.run, SAVED.history)
    assert loaded.arrays.keys() == ARRAYS.keys()
    for name, array in ARRAYS.items():
        np.testing.assert_array_equal(loaded.arrays[name], array, strict=True)
    assert not loaded.finished
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_every_flipped_bit_is_noticed(path: Path) -> None:
    """No byte of the file can change unnoticed: length, names, metadata, arrays."""
    content = path.read_bytes()
    for at in range(len(content)):
        path.write_bytes(content[:at] + bytes([content[at] ^ (1 << at % 8)]) + content[at + 1 :])
        with pytest.raises(MnistError):
            load_checkpoint(path)


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda content: content[:-3], "damaged"),
        (lambda content: content[:50], "damaged"),
        (lambda _: b"", "damaged"),
        (lambda _: b"not a checkpoint at all", "damaged"),
        (lambda content: content + b"\x00", "damaged"),
        (lambda _: (2).to_bytes(8, "little") + b"{}", "damaged"),
        (lambda content: content.replace(checkpoint.FORMAT.encode(), b"mnist-run-9"), "the format mnist-run-9"),
    ],
)
def test_bad_checkpoint_is_named(path: Path, damage: Callable[[bytes], bytes], words: str) -> None:
    """Cut short, empty, of another format: one line in either language that names the file and what to do."""
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(MnistError, match=words) as caught:
        load_checkpoint(path)
    for language in ("en", "zh"):
        message = caught.value.say(language)
        assert str(path) in message
        assert "--resume" in message
        assert "\n" not in message


def test_checkpoint_that_is_not_there(tmp_path: Path) -> None:
    """A missing file, and a folder of its name, are errors."""
    with pytest.raises(MnistError, match=r"There is no .*none.safetensors"):
        load_checkpoint(tmp_path / "none.safetensors")
    with pytest.raises(MnistError, match="cannot be read"):
        load_checkpoint(tmp_path)


def test_other_run_is_refused(path: Path) -> None:
    """Each thing that differs is named with both values; more epochs are fine where the rate is constant."""
    checkpoint.check_same_run(path, RUN, RUN)
    checkpoint.check_same_run(path, RUN, RUN | {"--epochs": 9})
    with pytest.raises(MnistError, match=r"--sizes 784,10 ≠ 784,5,10; data 60000 .* ≠ other"):
        checkpoint.check_same_run(path, RUN, RUN | {"--sizes": [784, 5, 10], "data": "other"})
    linear = RUN | {"linear": True}
    with pytest.raises(MnistError, match="--epochs 5 ≠ 9"):
        checkpoint.check_same_run(path, linear, linear | {"--epochs": 9})
    with pytest.raises(MnistError, match="--recipe classic ≠ tuned") as caught:
        checkpoint.check_same_run(path, RUN, linear | {"--recipe": "tuned"})
    assert "linear" not in str(caught.value)


@pytest.fixture(scope="module")
def digits() -> Dataset:
    """Scikit-learn's digits, which need no connection."""
    return load_digits()


def train(plan: fit.Plan, digits: Dataset, state: State | None = None, first: int = 0) -> Iterator[tuple[Epoch, State]]:
    """Train on digits."""
    reading: Future[Dataset] = Future()
    reading.set_result(digits)
    return iter(fit.Run(plan, reading, (1500, 297), state=state, first=first))


@pytest.mark.parametrize(
    "recipe",
    [RECIPES["classic"], RECIPES["tuned"], replace(RECIPES["shifted"], averaging=0.99)],
    ids=["classic", "tuned", "shifted and averaged"],
)
def test_going_on_is_the_run_without_a_break(recipe: fit.Recipe, digits: Dataset, tmp_path: Path) -> None:
    """Two epochs, a file, two more: the same losses and every bit of the state as four in a row."""
    plan = fit.Plan("", recipe, (784, 12, 10), 64, epochs=4)
    whole = [(epoch, fit.named(state)) for epoch, state in train(plan, digits)]
    path = tmp_path / "checkpoint"
    broken = train(plan, digits)
    next(broken)
    _, state = next(broken)
    save_checkpoint(path, Checkpoint(RUN, [], fit.named(state)))
    rest = train(plan, digits, fit.unnamed(load_checkpoint(path).arrays, plan), first=2)
    for (epoch, arrays), (again, after) in zip(whole[2:], rest, strict=True):
        assert (epoch.number, epoch.loss, epoch.test_accuracy) == (again.number, again.loss, again.test_accuracy)
        jax.tree.map(lambda a, b: np.testing.assert_array_equal(a, b, strict=True), arrays, fit.named(after))


def test_arrays_of_another_network_are_refused() -> None:
    """Missing, further or differently shaped arrays are no state of the plan."""
    plan = fit.Plan("", RECIPES["tuned"], (784, 12, 10))
    arrays = fit.named(fit.begin(plan.sizes, plan.recipe, 0))
    fit.unnamed(arrays, plan)
    wrong = arrays | {"params.w0": arrays["params.w0"][:, :5]}
    for bad in ({k: v for k, v in arrays.items() if k != "means.b1"}, arrays | {"more": ARRAYS["steps"]}, wrong):
        with pytest.raises(ValueError, match="expected"):
            fit.unnamed(bad, plan)


SMALL = ("mnist", "--digits", "--sizes", "784,8,10", "--batch-size", "100", "--lang", "en")


def byhand(out: Path, *arguments: object) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(cli.app, [*SMALL, "--out", str(out), *map(str, arguments)])


def saved(out: Path) -> Checkpoint:
    """Return the checkpoint of a folder."""
    return load_checkpoint(out / "checkpoint.safetensors")


def interrupt_after(epochs: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have Ctrl-C come as soon as so many epochs are saved."""
    save = checkpoint.save_checkpoint

    def save_and_stop(path: Path, content: Checkpoint, *, keep_old: bool = False) -> None:
        save(path, content, keep_old=keep_old)
        if len(content.history) == epochs:
            raise KeyboardInterrupt

    monkeypatch.setattr(checkpoint, "save_checkpoint", save_and_stop)


def test_interrupted_run_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C after two of four epochs, then --resume: the files of the run without a break."""
    arguments = "--epochs", 4, "--recipe", "tuned"
    assert byhand(tmp_path / "whole", *arguments).exit_code == 0
    with monkeypatch.context() as patch:
        interrupt_after(2, patch)
        stopped = byhand(tmp_path / "broken", *arguments)
    assert stopped.exit_code == 130
    assert "2 epochs are saved" in stopped.stderr
    assert "--resume" in stopped.stderr
    again = byhand(tmp_path / "broken", *arguments, "--resume")
    assert again.exit_code == 0, again.output
    assert "2 of 4 epochs are done" in " ".join(again.stdout.split())
    one, other = saved(tmp_path / "whole"), saved(tmp_path / "broken")
    assert one.run == other.run
    assert [row[:4] for row in one.history] == [row[:4] for row in other.history]
    jax.tree.map(lambda a, b: np.testing.assert_array_equal(a, b, strict=True), one.arrays, other.arrays)
    for name, array in np.load(tmp_path / "whole/params.npz").items():
        np.testing.assert_array_equal(array, np.load(tmp_path / "broken/params.npz")[name], strict=True)


def test_failed_resume_overwrites_nothing(tmp_path: Path) -> None:
    """Another seed, fewer epochs, a damaged file: one line, status 1, and every file is as it was."""
    assert byhand(tmp_path, "--epochs", 2).exit_code == 0
    before = {file.name: (file.read_bytes(), file.stat().st_mtime_ns) for file in tmp_path.iterdir()}
    for arguments, words in (
        (["--seed", 1], "--seed 0 ≠ 1"),
        (["--learning-rate", 0.5], "--learning-rate 0.001 ≠ 0.5"),
        (["--epochs", 1], "2 epochs already"),
        (["--batch-size", 99], "--batch-size 100 ≠ 99"),
    ):
        result = byhand(tmp_path, "--epochs", 2, *arguments, "--resume")
        assert result.exit_code == 1
        assert words in result.stderr
        assert len(result.stderr.splitlines()) == 1
    assert {file.name: (file.read_bytes(), file.stat().st_mtime_ns) for file in tmp_path.iterdir()} == before


def test_more_epochs_go_on(tmp_path: Path) -> None:
    """A finished run of a constant rate goes on with more epochs; with as many, only its files are written again."""
    assert byhand(tmp_path, "--epochs", 1).exit_code == 0
    (tmp_path / "params.npz").unlink()
    assert byhand(tmp_path, "--epochs", 1, "--resume").exit_code == 0
    assert (tmp_path / "params.npz").exists()
    assert byhand(tmp_path, "--epochs", 2, "--resume").exit_code == 0
    assert len(saved(tmp_path).history) == 2


def test_unfinished_run_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new run says that it finds an unfinished one and keeps it; a finished one it overwrites."""
    with monkeypatch.context() as patch:
        interrupt_after(1, patch)
        byhand(tmp_path, "--epochs", 2)
    unfinished = (tmp_path / "checkpoint.safetensors").read_bytes()
    result = byhand(tmp_path, "--epochs", 1, "--seed", 1)
    assert "unfinished run" in result.stdout
    assert (tmp_path / "checkpoint.old.safetensors").read_bytes() == unfinished
    result = byhand(tmp_path, "--epochs", 1, "--seed", 2)
    assert "unfinished run" not in result.stdout
    assert (tmp_path / "checkpoint.old.safetensors").read_bytes() == unfinished


def test_metadata_say_what_decides(tmp_path: Path) -> None:
    """Recipe with all its parts, network, batch, seed, epochs and data are in the file, as JSON."""
    byhand(tmp_path, "--epochs", 1, "--recipe", "shifted")
    content = (tmp_path / "checkpoint.safetensors").read_bytes()
    metadata = json.loads(content[8 : 8 + int.from_bytes(content[:8], "little")])["__metadata__"]
    run = json.loads(metadata["run"])
    assert run["--recipe"] == "shifted"
    assert {"rule", "decay", "linear", "smoothing", "averaging", "shifts"} < run.keys()
    assert (run["--sizes"], run["--batch-size"], run["--seed"], run["--epochs"]) == ([784, 8, 10], 100, 0, 1)
    assert run["data"].startswith("1500 + 297, ")


def test_folder_that_becomes_unwritable_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full after an epoch is one line on stderr."""

    def full(*_: object, **__: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(command.checkpoint, "save_checkpoint", full)
    result = byhand(tmp_path, "--epochs", 1)
    assert result.exit_code == 1
    assert "No space left" in result.stderr
