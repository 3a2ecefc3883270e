"""`byhand mnist`: train, watch, draw, save; or evaluate what was saved."""

from __future__ import annotations

import os
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any, NoReturn

import jax
import numpy as np
from rich.cells import cell_len
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from byhand.mnist.data import Dataset, load, load_digits
from byhand.mnist.messages import MnistError, say
from byhand.mnist.params import load_params, save_params
from byhand.mnist.run import (
    Epoch,
    Result,
    Settings,
    check_sizes,
    load_code,
    prepare,
    probabilities,
    train_network,
)

COLUMNS = ("epoch", "loss", "train_accuracy", "test_accuracy", "time")
WIDTHS = (6, 10, 12, 12, 12)
INDENT = 10


class Terminal:
    """Lines for a person, in their language, with whatever signs their terminal has."""

    def __init__(self, language: str) -> None:
        """Speak to stdout; English where it cannot show Chinese."""
        self.console = Console(highlight=False, markup=False, emoji=False)
        self.language = language if self._shows("轮") else "en"
        self.arrow = " → " if self._shows("→") else " > "

    def _shows(self, sign: str) -> bool:
        try:
            sign.encode(self.console.encoding)
        except UnicodeEncodeError:
            return False
        return True

    def say(self, key: str, **values: object) -> str:
        """Return a message in the person's language."""
        return say(self.language, key, **values)

    def print(self, text: str = "", style: str | None = None) -> None:
        """Print a line, never broken, so that paths can be copied."""
        encoding = self.console.encoding
        self.console.print(text.encode(encoding, "replace").decode(encoding), style=style, soft_wrap=True)

    def field(self, key: str, text: str) -> None:
        """Print a name and what it names, in two columns; a path stays whole."""
        name = self.say(key)
        indent = " " * (INDENT - cell_len(name))
        for line in fold(text, self.console.width - INDENT):
            self.print(name + indent + line)
            name, indent = "", " " * INDENT

    def fail(self, text: str, status: int) -> NoReturn:
        """Print a line on stderr and end with an exit status."""
        print(text.encode(sys.stderr.encoding, "replace").decode(sys.stderr.encoding), file=sys.stderr)
        raise SystemExit(status)

    def row(self, cells: list[str], style: str | None = None) -> None:
        """Print cells flush right in the columns of the epochs."""
        padded = (" " * max(1, w - cell_len(c)) + c for w, c in zip(WIDTHS, cells, strict=True))
        self.print("".join(padded), style)


def fold(text: str, width: int) -> list[str]:
    """Break a text at spaces into lines of at most `width` columns, a longer word being a line of its own."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if not lines[-1] or cell_len(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def train_and_report(
    settings: Settings, out: Path, terminal: Terminal, *, digits: bool = False, code_folder: str = "solutions"
) -> None:
    """Train the network, say how it goes, and write parameters and figures to `out`.

    Raises:
        MnistError: the data cannot be used, the settings do not fit, `out` cannot be written to, or the
            code in `code_folder` is not finished.
    """
    code = load_code(code_folder)
    data = _introduce(settings.sizes, terminal, digits)
    settings.check(data)
    _writable(out)
    result = _train(code, data, settings, terminal)
    terminal.print()
    if result.epochs:
        terminal.print(terminal.say("speed", compile=result.compile_seconds, epoch=result.epoch_seconds))
    outcomes = _report(code, result.params, data, terminal)
    try:
        save_params(out / "params.npz", result.params)
        paths = [[out / "params.npz"], *draw(data, outcomes, result.epochs, out, terminal.language)]
    except OSError as error:
        raise MnistError("unwritable", "mend_out", path=out, reason=error.strerror) from error
    terminal.print()
    for saved in paths:
        terminal.field("saved", str(saved[0]) + "".join(f", {path.suffix}" for path in saved[1:]))
    terminal.print(terminal.say("try_load", path=out / "params.npz"))


def evaluate_and_report(
    path: Path, terminal: Terminal, *, digits: bool = False, code_folder: str = "solutions"
) -> None:
    """Load saved parameters and say how well they do on the test images.

    Raises:
        MnistError: the file holds no network for these images, or the data cannot be used.
    """
    params = load_params(path)
    sizes = (len(params[0][0]), *(len(b) for _, b in params))
    code = load_code(code_folder)
    data = _introduce(sizes, terminal, digits)
    check_sizes(sizes, data)
    _report(code, jax.device_put(params), data, terminal)


def draw(data: Dataset, outcomes: np.ndarray, epochs: list[Epoch], out: Path, language: str) -> list[list[Path]]:
    """Write learning curves, confusion matrix and worst mistakes to `out`, each as SVG and PNG."""
    from byhand.mnist import figures  # matplotlib is slow to import

    with figures.on_paper(language) as tongue:
        drawn = {
            "confusion-matrix": figures.confusion_matrix(data.test_labels, outcomes.argmax(axis=1), tongue),
            "worst-mistakes": figures.worst_mistakes(data.test_images, data.test_labels, outcomes, tongue),
        }
        if epochs:
            drawn = {"learning-curves": figures.learning_curves(epochs, tongue)} | drawn
        return [figures.save_figure(figure, out / name) for name, figure in drawn.items()]


def _introduce(sizes: tuple[int, ...], terminal: Terminal, digits: bool) -> Dataset:
    device = jax.devices()[0]
    kind = f"CPU, {os.cpu_count()} cores" if device.platform == "cpu" else device.device_kind
    count = sum((fan_in + 1) * fan_out for fan_in, fan_out in pairwise(sizes))
    terminal.field("device", f"{kind}, JAX {jax.__version__}")
    data = load_digits() if digits else load(language=terminal.language, announce=False)
    terminal.field("data", data.describe(terminal.language))
    names = terminal.arrow.join(map(str, sizes))
    terminal.field("network", f"{names}, {terminal.say('parameters', count=count)}")
    return data


def _train(code: Any, data: Dataset, settings: Settings, terminal: Terminal) -> Result:
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    live = terminal.console.is_terminal
    with Progress(*columns, console=terminal.console, transient=True, disable=not live) as progress:
        task = progress.add_task(terminal.say("training"), total=settings.epochs)

        def show(epoch: Epoch) -> None:
            shares = [f"{share:.2%}" for share in (epoch.train_accuracy, epoch.test_accuracy)]
            seconds = terminal.say("seconds", seconds=epoch.seconds)
            terminal.row([str(epoch.number), f"{epoch.loss:.4f}", *shares, seconds])
            progress.advance(task)

        terminal.print()
        terminal.row([terminal.say(key) for key in COLUMNS], "bold")
        return train_network(code, data, settings, show)


def _report(code: Any, params: Any, data: Dataset, terminal: Terminal) -> np.ndarray:
    x, labels = prepare(code, data.test_images, data.test_labels)
    accuracy = float(code.evaluate(params, x, labels))
    outcomes = probabilities(code, params, data.test_images)
    wrong = int((outcomes.argmax(axis=1) != data.test_labels).sum())
    terminal.print(terminal.say("result", accuracy=accuracy, wrong=wrong, test=len(labels)), "bold")
    return outcomes


def _writable(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise MnistError("unwritable", "mend_out", path=out, reason=error.strerror) from error
