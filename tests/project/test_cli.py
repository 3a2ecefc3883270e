"""The command line, from its options to its files, on scikit-learn's digits."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from byhand import __version__, cli
from byhand.course import ROOT
from byhand.mnist import command
from solutions import mnist_mlp

OUTPUTS = {
    "params.npz",
    "checkpoint.safetensors",
    *(
        f"{name}.{suffix}"
        for name in ("learning-curves", "confusion-matrix", "worst-mistakes")
        for suffix in ("svg", "png")
    ),
}


def byhand(*arguments: object) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(cli.app, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Path]:
    """Return what `byhand mnist` said, and the folder that it wrote."""
    out = tmp_path_factory.mktemp("run") / "new"
    return byhand("mnist", "--digits", "--epochs", 2, "--sizes", "784,30,10", "--out", out), out


def test_mnist_trains_and_says_so(run: tuple[Result, Path]) -> None:
    """Device, data, network, a row for each epoch, times, accuracy, files; but for paths, 80 columns do."""
    result, out = run
    assert result.exit_code == 0
    for words in (
        "Device",
        "JAX",
        "scikit-learn",
        "784 → 30 → 10, 23,860 parameters",
        "s an epoch.",
        "Test accuracy",
    ):
        assert words in result.stdout
    rows = [line.split() for line in result.stdout.splitlines() if line.endswith(" s") and "%" in line]
    assert [row[0] for row in rows] == ["1", "2"]
    assert [line for line in result.stdout.splitlines() if len(line) > 80 and str(out) not in line] == []
    assert {path.name for path in out.iterdir()} == OUTPUTS


def test_saved_network_gives_the_same_accuracy(run: tuple[Result, Path]) -> None:
    """--load says of the saved network what training said at its end."""
    result, out = run
    again = byhand("mnist", "--digits", "--load", out / "params.npz")
    assert again.exit_code == 0
    verdict = next(line for line in result.stdout.splitlines() if line.startswith("Test accuracy"))
    assert verdict in again.stdout.splitlines()


def test_mnist_speaks_chinese(tmp_path: Path) -> None:
    """--lang zh changes every line."""
    result = byhand("mnist", "--digits", "--epochs", 1, "--sizes", "784,10", "--out", tmp_path, "--lang", "zh")
    assert result.exit_code == 0
    for words in ("设备", "数据", "网络", "轮次", "训练集", "测试准确率", "已保存"):
        assert words in result.stdout
    assert "Test" not in result.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--epochs", "0"], "--epochs"),
        (["--sizes", "784,ten"], "784,ten"),
        (["--learning-rate", "-1"], "-1.0 is not a positive number"),
        (["--learning-rate", "nan"], "nan is not a positive number"),
        (["--lang", "fr"], "'fr' is neither en nor zh"),
        (["--seed", "-1"], "--seed"),
    ],
)
def test_bad_option_is_named(arguments: list[str], words: str) -> None:
    """An option that makes no sense ends with status 2 before anything runs."""
    result = byhand("mnist", "--digits", *arguments)
    assert result.exit_code == 2
    assert words in " ".join(result.stderr.replace("│", " ").split())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--sizes", "100,10"], "784 pixels go in"),
        (["--batch-size", "9999"], "Lower --batch-size"),
        (["--out", __file__], "Cannot write"),
        (["--load", __file__], "holds no network"),
        (["--load", "none.npz"], "cannot be read"),
    ],
)
def test_what_cannot_be_done_is_one_line(arguments: list[str], words: str) -> None:
    """What does not fit ends with status 1 and a line on stderr, never a traceback."""
    result = byhand("mnist", "--digits", *arguments)
    assert result.exit_code == 1
    assert words in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_bad_data_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of BYHAND_DATA without the files stops the program."""
    monkeypatch.setenv("BYHAND_DATA", str(tmp_path))
    result = byhand("mnist", "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert "train-images-idx3-ubyte.gz is missing" in result.stderr
    assert not (tmp_path / "out").exists()


def test_saved_network_of_other_images(tmp_path: Path) -> None:
    """A network for other images is refused before it is evaluated."""
    np.savez(tmp_path / "small.npz", w0=np.zeros((64, 10), np.float32), b0=np.zeros(10, np.float32))
    result = byhand("mnist", "--digits", "--load", tmp_path / "small.npz")
    assert result.exit_code == 1
    assert "64,10" in result.stderr


def test_ctrl_c_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An interrupt ends with status 130, one line, and no files."""

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(command.fit, "Run", interrupted)
    result = byhand("mnist", "--digits", "--out", tmp_path)
    assert result.exit_code == 130
    assert result.stderr.strip() == "Stopped. No file was left half-written."
    assert list(tmp_path.iterdir()) == []


def test_stub_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """--mine with an exercise that is not written yet says which."""

    def unfinished(*_: object) -> None:
        raise NotImplementedError("train_step")

    monkeypatch.setattr(command, "train_network", unfinished)
    result = byhand("mnist", "--mine", "--digits", "--out", tmp_path)
    assert result.exit_code == 1
    assert "train_step is still a stub" in result.stderr


def test_mine_trains_with_the_eight_functions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """--mine takes the functions of exercises/mnist_mlp.py, for training and for --load."""
    monkeypatch.setattr(command, "load_code", lambda folder: mnist_mlp if folder == "exercises" else None)
    trained = byhand("mnist", "--mine", "--digits", "--epochs", 1, "--sizes", "784,10", "--out", tmp_path)
    assert trained.exit_code == 0, trained.output
    assert {path.name for path in tmp_path.iterdir()} == OUTPUTS - {"checkpoint.safetensors"}
    again = byhand("mnist", "--mine", "--digits", "--load", tmp_path / "params.npz")
    verdict = next(line for line in trained.stdout.splitlines() if line.startswith("Test accuracy"))
    assert verdict in again.stdout.splitlines()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--mine", "--recipe", "tuned"], "does not go together with --recipe"),
        (["--mine", "--resume"], "does not go together with --resume"),
        (["--mine", "--processes", "2"], "does not go together with --processes"),
        (["--load", "params.npz", "--cluster"], "does not go together with --cluster"),
        (["--recipe", "best"], "'best' is not one of"),
        (["--device", "abacus"], "'abacus' is not one of"),
        (["--processes", "0"], "--processes"),
        (["--processes", "2", "--process", "2", "--coordinator", "a:1"], "2 is not one of 2 processes"),
        (["--processes", "2", "--process", "0"], "go together"),
        (["--process", "0", "--coordinator", "a:1"], "go together"),
        (["--processes", "2", "--process", "0", "--coordinator", "nowhere"], "'nowhere' is not of the form"),
        (["--processes", "2", "--cluster"], "finds out --processes by itself"),
    ],
)
def test_options_that_contradict_each_other(arguments: list[str], words: str) -> None:
    """What cannot be meant is a usage error, before anything runs."""
    result = byhand("mnist", "--digits", *arguments)
    assert result.exit_code == 2
    assert words in " ".join(result.stderr.replace("│", " ").split())


def test_terminal_without_unicode(tmp_path: Path) -> None:
    """Where stdout has ASCII only, the program speaks English with other signs instead of failing."""
    environ = os.environ | {"PYTHONIOENCODING": "ascii", "LANG": "zh_CN.UTF-8", "PYTHONUTF8": "0"}
    arguments = ["mnist", "--digits", "--epochs", "1", "--sizes", "784,10", "--out", str(tmp_path)]
    command = [sys.executable, "-m", "byhand.cli", *arguments]
    result = subprocess.run(command, env=environ, cwd=ROOT, capture_output=True, check=False, timeout=120)
    assert result.returncode == 0, result.stderr
    assert "784 > 10, 7,850 parameters" in result.stdout.decode("ascii")


def test_help_is_quick_and_names_every_option() -> None:
    """--help imports neither JAX nor matplotlib."""
    script = (
        "import sys; from byhand.cli import app; app(['mnist', '--help'], standalone_mode=False)\n"
        "assert not {'jax', 'matplotlib', 'sklearn'} & set(sys.modules), 'slow import'"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    for option in (
        "epochs",
        "seed",
        "sizes",
        "batch-size",
        "learning-rate",
        "out",
        "load",
        "mine",
        "digits",
        "lang",
        "recipe",
        "resume",
        "device",
        "processes",
        "process",
        "coordinator",
        "cluster",
    ):
        assert f"--{option}" in result.stdout


def test_version() -> None:
    """--version prints the version."""
    assert byhand("--version").stdout == f"byhand {__version__}\n"
