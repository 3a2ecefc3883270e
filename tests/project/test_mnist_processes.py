"""Several processes: the numbers of one, and an end in words whatever happens to any of them."""

import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import yaml
from typer.testing import CliRunner

from byhand import cli
from byhand.course import ROOT
from byhand.mnist import joining, processes
from byhand.mnist.checkpoint import Checkpoint, load_checkpoint
from byhand.mnist.messages import MnistError
from byhand.mnist.options import Options

SMALL = ("--digits", "--sizes", "784,16,10", "--batch-size", "101", "--recipe", "tuned", "--lang", "en")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="processes are found in /proc")

type Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Return a function that starts `byhand mnist`; nothing of it is left in the end."""
    started: list[subprocess.Popen[str]] = []

    def begin(*arguments: object) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "byhand.cli", "mnist", *SMALL, "--out", str(tmp_path), *map(str, arguments)]
        pipe = subprocess.PIPE
        # What a shell runs in the background ignores Ctrl-C, and so would all that it starts.
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        started.append(subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, cwd=ROOT))
        signal.signal(signal.SIGINT, before)
        return started[-1]

    yield begin
    for process in started:
        process.kill()
        process.communicate()


def children(process: subprocess.Popen[str]) -> list[int]:
    """Return the ids of the processes that one has started."""
    tasks = Path(f"/proc/{process.pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def alive(pid: int) -> bool:
    """Tell whether a process has not ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_until(condition: Callable[[], object], seconds: float = 60) -> None:
    """Wait for a condition, and fail where it does not come."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def saved(folder: Path) -> Checkpoint:
    """Return the checkpoint of a folder."""
    return load_checkpoint(folder / "checkpoint.safetensors")


@LINUX
def test_two_processes_train_what_one_does_also_after_a_kill(start: Start, tmp_path: Path) -> None:
    """Process 1 is killed: within 60 s, one line, no orphan; --resume then ends where one process does, to rounding.

    Sums over 101 samples in float32, in another order, differ by about 1e-7 of their size; three epochs of 15 steps
    leave less than 1e-4.
    """
    one = CliRunner().invoke(cli.app, ["mnist", *SMALL, "--epochs", "3", "--out", str(tmp_path / "one")])
    assert one.exit_code == 0, one.output

    killed = start("--epochs", 3, "--processes", 2)
    wait_until(lambda: (tmp_path / "checkpoint.safetensors").exists() or killed.poll() is not None)
    workers = children(killed)
    os.kill(workers[-1], signal.SIGKILL)
    _, complaint = killed.communicate(timeout=60)
    if killed.returncode:  # else it had ended before
        assert killed.returncode == 1
        assert re.fullmatch(r"Process \d of 2 was killed by SIGKILL\. .* --resume\.\n", complaint)
    wait_until(lambda: not any(map(alive, workers)), seconds=10)

    again = start("--epochs", 3, "--processes", 2, "--resume")
    output = again.communicate(timeout=60)
    assert again.returncode == 0, output
    assert "Gloo" not in output[0]
    assert output[0].count("Test accuracy") == 1
    single, both = saved(tmp_path / "one"), saved(tmp_path)
    assert single.run == both.run
    np.testing.assert_allclose(
        [row[1] for row in single.history], [row[1] for row in both.history], rtol=1e-4, err_msg="losses"
    )
    for column, images in ((2, 1500), (3, 297)):
        accuracies = [[row[column] for row in run.history] for run in (single, both)]
        np.testing.assert_allclose(*accuracies, atol=2.5 / images)
    assert single.arrays.keys() == both.arrays.keys()
    for name, array in single.arrays.items():
        np.testing.assert_allclose(both.arrays[name], array, rtol=1e-3, atol=1e-4, err_msg=name)


@LINUX
def test_processes_of_several_machines_end_when_one_is_gone(start: Start, tmp_path: Path) -> None:
    """A process without a common parent says that contact broke; the machine that is gone says nothing."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    both = [
        start("--epochs", 5000, "--processes", 2, "--process", number, "--coordinator", address) for number in (0, 1)
    ]
    wait_until(lambda: (tmp_path / "checkpoint.safetensors").exists())
    workers = [child for process in both for child in children(process)]
    both[1].kill()
    output, complaint = both[0].communicate(timeout=60)
    assert both[0].returncode == 1
    assert re.fullmatch(r"Process 0 of 2 lost contact with the others.*\d+ epochs are saved.*--resume\.\n", complaint)
    assert "Test accuracy" not in output
    wait_until(lambda: not any(map(alive, workers)), seconds=10)


@LINUX
@pytest.mark.parametrize("signal_number", [signal.SIGINT, signal.SIGTERM])
def test_interrupt_ends_all(start: Start, signal_number: int) -> None:
    """Ctrl-C, or SIGTERM, to the parent: status 130, one line, no orphan; at any time, here while JAX is imported."""
    process = start("--processes", 2)
    wait_until(lambda: len(children(process)) == 2)
    workers = children(process)
    time.sleep(0.3)
    process.send_signal(signal_number)
    _, complaint = process.communicate(timeout=20)
    assert process.returncode == 130
    assert complaint == "\nStopped. No file was left half-written.\n"
    assert not any(map(alive, workers))


def test_error_of_all_is_said_once(start: Start) -> None:
    """What no process can do is one line."""
    process = start("--processes", 2, "--sizes", "100,10")
    _, complaint = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "784 pixels go in" in complaint
    assert len(complaint.splitlines()) == 1


def test_silent_coordinator_is_named() -> None:
    """Nobody at the address, or no such machine: an error with the address, in time."""
    for address in ("127.0.0.1:9", "no-such-host.invalid:9"):
        with pytest.raises(MnistError, match=f"{address}.*--coordinator"):
            joining.wait_for(address, patience=0.3)
    assert joining.ANSWER < 60
    assert joining.HEARTBEAT < 30


def test_cores_and_cards_are_dealt_out() -> None:
    """Each gets its share, all are dealt; where there are too few, each gets one."""
    assert processes._split([0, 1, 2, 3, 4], 2) == [[0, 1], [2, 3, 4]]
    assert processes._split([0, 1], 3) == [[0], [1], [0]]
    assert processes._split([], 2) == [[], []]
    assert processes.visible_gpus({"CUDA_VISIBLE_DEVICES": "3,5"}) == ["3", "5"]
    assert processes.visible_gpus({"CUDA_VISIBLE_DEVICES": ""}) == []


def test_options_cross_to_a_process() -> None:
    """Options come out of JSON as they went in."""
    for options in (Options(), Options(load=Path("a b"), sizes=(784, 10), process=1, learning_rate=0.5)):
        assert Options.from_json(options.to_json()) == options


def command_lines() -> list[list[str]]:
    """Return the command lines in the examples for clusters."""
    script = (ROOT / "examples/slurm/mnist.sbatch").read_text()
    _, job = yaml.safe_load_all((ROOT / "examples/kubernetes/mnist.yaml").read_text())
    (container,) = job["spec"]["template"]["spec"]["containers"]
    texts = [script.replace("\\\n", " "), container["args"][0].replace("\\\n", " ")]
    return [shlex.split(line.split("byhand mnist", 1)[1]) for text in texts for line in text.splitlines()
            if "byhand mnist" in line and not line.startswith("#")]  # fmt: skip


def test_examples_use_options_that_exist() -> None:
    """The scripts for SLURM and Kubernetes are a script and YAML, whose command lines `byhand mnist` accepts."""
    subprocess.run(["bash", "-n", "examples/slurm/mnist.sbatch"], cwd=ROOT, check=True)
    known = subprocess.run(
        [sys.executable, "-m", "byhand.cli", "mnist", "--help"],
        env=os.environ | {"COLUMNS": "200"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    lines = command_lines()
    assert len(lines) == 2
    for line in lines:
        for option in (word for word in line if word.startswith("--")):
            assert re.search(rf"{option}\b(?!-)", known), option


def test_example_for_kubernetes_fits_together() -> None:
    """The Service is headless and the one that the pods name; as many pods as processes, each with an index."""
    service, job = yaml.safe_load_all((ROOT / "examples/kubernetes/mnist.yaml").read_text())
    spec = job["spec"]
    assert service["spec"]["clusterIP"] == "None"
    assert spec["template"]["spec"]["subdomain"] == service["metadata"]["name"]
    assert spec["completionMode"] == "Indexed"
    assert spec["completions"] == spec["parallelism"]
    text = spec["template"]["spec"]["containers"][0]["args"][0]
    assert f"--processes {spec['completions']}" in text
    assert f"--coordinator {job['metadata']['name']}-0.{service['metadata']['name']}:" in text
