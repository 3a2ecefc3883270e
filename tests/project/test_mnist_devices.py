"""Devices, and reading ahead."""

import gzip
import os
import subprocess
import sys
from pathlib import Path

import jax
import matplotlib
import pytest

from byhand.course import ROOT
from byhand.mnist import data, devices
from byhand.mnist.messages import MnistError
from byhand.mnist.terminal import Terminal
from tests.project.small_mnist import fill, install

CPU_ONLY = pytest.mark.skipif(jax.default_backend() != "cpu", reason="JAX has another device")


@CPU_ONLY
def test_missing_device_is_said_with_what_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked for a GPU where there is none: what was found, and the command for an NVIDIA card."""
    devices.check("auto")
    devices.check("cpu")
    monkeypatch.delenv("JAX_PLATFORMS", raising=False)
    with pytest.raises(MnistError, match=r"no GPU here, only: CPU\..*uv run --extra cuda byhand mnist"):
        devices.check("gpu")
    monkeypatch.setenv("JAX_PLATFORMS", "cpu")
    with pytest.raises(MnistError, match=r"no TPU here, only: CPU \(JAX_PLATFORMS=cpu\)"):
        devices.check("tpu")


@CPU_ONLY
def test_device_line_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked for, asked for by the environment, or the only one."""
    terminal = Terminal("en")
    monkeypatch.delenv("JAX_PLATFORMS", raising=False)
    assert "(no GPU or TPU found)" in devices.describe("auto", terminal)
    assert "(as --device cpu asks)" in devices.describe("cpu", terminal)
    monkeypatch.setenv("JAX_PLATFORMS", "cpu")
    assert "(as JAX_PLATFORMS=cpu asks)" in devices.describe("auto", terminal)


@CPU_ONLY
def test_card_that_is_left_unused_is_hinted_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An NVIDIA card without CUDA for JAX, or with one that fails; nothing where the CPU was asked for."""
    monkeypatch.setattr(devices, "NVIDIA", (tmp_path / "none",))
    assert devices.hint("auto") is None
    monkeypatch.setattr(devices, "NVIDIA", (tmp_path / "none", tmp_path))
    for plugin, key in ((None, "cuda_missing"), (object(), "cuda_broken")):
        monkeypatch.setattr(devices, "find_spec", lambda _, plugin=plugin: plugin)
        assert devices.hint("auto") == key
        assert devices.hint("cpu") is None


def test_second_start_says_that_it_compiled_nothing(tmp_path: Path) -> None:
    """The line on speed tells a compiled program from one that was kept."""
    arguments = ["--digits", "--epochs", "1", "--sizes", "784,9,10", "--out", str(tmp_path / "out"), "--lang", "en"]
    command = [sys.executable, "-m", "byhand.cli", "mnist", *arguments]
    # Matplotlib would look for fonts anew, which takes long.
    environ = os.environ | {"XDG_CACHE_HOME": str(tmp_path), "MPLCONFIGDIR": matplotlib.get_cachedir()}
    outputs = [
        subprocess.run(command, env=environ, cwd=ROOT, capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    ]
    assert "Compiled in" in outputs[0]
    assert "The compiled program came from the cache" in outputs[1]


def test_counts_are_foreseen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The heads of the label files say how many images there will be; without all files, nobody knows."""
    files = install(monkeypatch)
    monkeypatch.setenv("BYHAND_DATA", str(tmp_path / "own"))
    assert data.foresee() is None
    fill(tmp_path / "own", files)
    assert data.foresee() == (6, 4)
    (tmp_path / "own" / data.TEST_LABELS.name).write_bytes(gzip.compress(b"")[:5])
    assert data.foresee() is None
    (tmp_path / "own" / data.TEST_LABELS.name).unlink()
    assert data.foresee() is None


def test_start_does_not_wait_for_jax() -> None:
    """What starts reading, and what starts processes, imports no JAX."""
    modules = "byhand.mnist.start, byhand.mnist.processes, byhand.mnist.checkpoint"
    script = f"import sys, {modules}; assert 'jax' not in sys.modules"
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True)
