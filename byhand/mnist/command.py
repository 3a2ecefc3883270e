"""`byhand mnist`: train, watch, draw, save; or evaluate what was saved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import astuple
from pathlib import Path
from typing import Any

import jax
import numpy as np
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from byhand.mnist import checkpoint, devices, fit, joining
from byhand.mnist.data import Dataset
from byhand.mnist.messages import MnistError
from byhand.mnist.options import Options
from byhand.mnist.params import load_params, save_params
from byhand.mnist.program import State, begin, turned
from byhand.mnist.run import (
    Epoch,
    Result,
    Settings,
    check_sizes,
    compilation,
    load_code,
    prepare,
    probabilities,
    train_network,
)
from byhand.mnist.terminal import Terminal
from byhand.programs import kept_programs

REFRESH = 2
"""How often a second the progress bar is drawn: it shows whole seconds, and training needs the cores."""
COLUMNS = ("epoch", "loss", "train_accuracy", "test_accuracy", "time")

type Counts = tuple[int, int]


def run(options: Options, reading: Future[Dataset], counts: Counts | None, terminal: Terminal) -> None:
    """Do what a command line asks for, as one process.

    Args:
        options: the command line.
        reading: the images.
        counts: how many images there will be to train on and to test with; None if that is not known yet.
        terminal: where to say how it goes.

    Raises:
        MnistError: the data cannot be used, the settings do not fit, a folder cannot be written to, a device or a
            process is missing, a checkpoint is of no use.
        NotImplementedError: one of the learner's functions is not written yet.
    """
    with devices.chosen(options.device), kept_programs():
        if options.joined and not options.load:
            joining.join(options)
            if not joining.leads():
                terminal = Terminal(options.language, quiet=True)
        devices.check(options.device)
        if options.load is not None:
            _evaluate(options.load, options, reading, terminal)
        elif options.mine:
            _train_mine(options, reading, terminal)
        else:
            _train(options, reading, counts, terminal)


def _train_mine(options: Options, reading: Future[Dataset], terminal: Terminal) -> None:
    code = load_code("exercises")
    learning_rate = options.learning_rate or Settings.learning_rate
    settings = Settings(options.sizes, options.batch_size, options.epochs, learning_rate, options.seed)
    _introduce_device(options, terminal)
    data = reading.result()
    _introduce_data(data, settings.sizes, terminal)
    settings.check(data)
    _writable(options.out)
    with _table(options.epochs, [], terminal) as show:
        result = train_network(code, data, settings, show)
    terminal.print()
    _tell_speed(result, terminal)
    outcomes = _outcomes_of_mine(code, result.params, data, terminal)
    _save(result.params, data, outcomes, result.epochs, options.out, terminal)


def _train(options: Options, reading: Future[Dataset], counts: Counts | None, terminal: Terminal) -> None:
    plan = fit.Plan.of(options)
    _introduce_device(options, terminal)
    # What is still being read can be waited for after compiling, unless something depends on it before.
    early = counts is None or reading.done() or options.resume or options.joined
    data = reading.result() if early else None
    if data:
        counts = len(data.train_labels), len(data.test_labels)
        _introduce_data(data, plan.sizes, terminal)
    assert counts
    plan.check(counts[0])
    if joining.leads():
        _writable(options.out)
    history, state = _resumed(options, plan, data, terminal) if data else ([], None)
    params: Any = state and turned(state.result)
    speed = None
    if len(history) < plan.epochs:
        with compilation() as compiled:
            run = fit.Run(plan, reading, counts, state=state, first=len(history))
        if not data:
            data = reading.result()
            _introduce_data(data, plan.sizes, terminal)
        params, speed = _go(run, history, options, plan.described(data), terminal), compiled
    assert data
    if joining.leads():
        terminal.print()
        if speed is not None:
            _tell_speed(Result(params, history, sum(speed), speed.kept), terminal)
        outcomes = fit.probabilities(params, data.test_images)
        _tell(outcomes, data, terminal)
        _save(params, data, outcomes, history, options.out, terminal)


def _resumed(options: Options, plan: fit.Plan, data: Dataset, terminal: Terminal) -> tuple[list[Epoch], State | None]:
    """Return the epochs that were gone through before and the state after them, alike in all processes."""
    described = plan.described(data)
    if options.joined:
        joining.agree(f"{described} {options.resume}")
    if not options.resume:
        return [], None
    path, done, state = options.checkpoint, 0, begin(plan.sizes, plan.recipe, plan.seed)
    history: list[Epoch] = []
    if joining.leads():
        saved = checkpoint.load_checkpoint(path)
        checkpoint.check_same_run(path, saved.run, described)
        done = len(saved.history)
        if done > plan.epochs:
            raise MnistError("nothing_left", path=path, done=done)
        try:
            state = fit.unnamed(saved.arrays, plan)
        except ValueError as error:
            raise MnistError("bad_checkpoint", "mend_checkpoint", path=path) from error
        history = [Epoch(int(number), *rest) for number, *rest in saved.history]
        terminal.print(terminal.say("resuming", path=path, done=done, epochs=plan.epochs))
    if options.joined:
        number, state = joining.from_the_first((np.array(done), state))
        nothing = Epoch(0, 0.0, 0.0, 0.0, 0.0)
        history = history or [nothing] * int(number)
    return history, state


def _go(run: fit.Run, history: list[Epoch], options: Options, described: dict[str, Any], terminal: Terminal) -> Any:
    """Train to the end; show, save and append every epoch to the history; return the parameters."""
    leads, path = joining.leads(), options.checkpoint
    old = leads and not options.resume and _unfinished(path)
    if old:
        terminal.print(terminal.say("kept", path=path, kept=checkpoint.kept_name(path).name))
    params: Any = None
    with _table(options.epochs, history, terminal) as show:
        for epoch, state in run:
            history.append(epoch)
            show(epoch)
            params = fit.to_host(turned(state.result)) if epoch.number == options.epochs else None
            if leads:
                rows = [list(astuple(epoch)) for epoch in history]
                saved = checkpoint.Checkpoint(described, rows, fit.named(state))
                with _writing(options.out):
                    checkpoint.save_checkpoint(path, saved, keep_old=old)
            old = False
    return params


def _unfinished(path: Path) -> bool:
    try:
        return path.exists() and not checkpoint.load_checkpoint(path).finished
    except MnistError:
        return True  # whatever it is, it is not known to be done with


def _evaluate(path: Path, options: Options, reading: Future[Dataset], terminal: Terminal) -> None:
    params = load_params(path)
    sizes = (len(params[0][0]), *(len(b) for _, b in params))
    code = load_code("exercises") if options.mine else None
    _introduce_device(options, terminal)
    data = reading.result()
    _introduce_data(data, sizes, terminal)
    check_sizes(sizes, fit.PIXELS)
    if code:
        _outcomes_of_mine(code, jax.device_put(params), data, terminal)
    else:
        _tell(fit.probabilities(jax.device_put(params), data.test_images), data, terminal)


def _outcomes_of_mine(code: Any, params: Any, data: Dataset, terminal: Terminal) -> np.ndarray:
    x, labels = prepare(code, data.test_images, data.test_labels)
    accuracy = float(code.evaluate(params, x, labels))
    outcomes = probabilities(code, params, data.test_images)
    _tell(outcomes, data, terminal, accuracy)
    return outcomes


def _tell_speed(result: Result, terminal: Terminal) -> None:
    key = "speed_kept" if result.kept else "speed"
    terminal.print(terminal.say(key, compile=result.compile_seconds, epoch=result.epoch_seconds))


def _tell(outcomes: np.ndarray, data: Dataset, terminal: Terminal, accuracy: float | None = None) -> None:
    right = outcomes.argmax(axis=1) == data.test_labels
    share = float(right.mean()) if accuracy is None else accuracy
    terminal.print(terminal.say("result", accuracy=share, wrong=int((~right).sum()), test=len(right)), "bold")


def draw(data: Dataset, outcomes: np.ndarray, epochs: list[Epoch], out: Path, language: str) -> list[list[Path]]:
    """Write learning curves, confusion matrix and worst mistakes to `out`, each as SVG and PNG."""
    from byhand.mnist import figures  # matplotlib is slow to import

    with figures.on_paper(language) as tongue:
        drawn = {
            "learning-curves": figures.learning_curves(epochs, tongue),
            "confusion-matrix": figures.confusion_matrix(data.test_labels, outcomes.argmax(axis=1), tongue),
            "worst-mistakes": figures.worst_mistakes(data.test_images, data.test_labels, outcomes, tongue),
        }
        return [figures.save_figure(figure, out / name) for name, figure in drawn.items()]


def _save(params: Any, data: Dataset, outcomes: np.ndarray, epochs: list[Epoch], out: Path, terminal: Terminal) -> None:
    with _writing(out):
        save_params(out / "params.npz", params)
        paths = [[out / "params.npz"], *draw(data, outcomes, epochs, out, terminal.language)]
    terminal.print()
    for saved in paths:
        terminal.field("saved", str(saved[0]) + "".join(f", {path.suffix}" for path in saved[1:]))
    terminal.print(terminal.say("try_load", path=out / "params.npz"))


def _introduce_device(options: Options, terminal: Terminal) -> None:
    terminal.field("device", devices.describe(options.device, terminal))
    if key := devices.hint(options.device):
        terminal.print(terminal.say(key), "yellow")


def _introduce_data(data: Dataset, sizes: tuple[int, ...], terminal: Terminal) -> None:
    terminal.field("data", data.describe(terminal.language))
    names = terminal.arrow.join(map(str, sizes))
    terminal.field("network", f"{names}{terminal.comma}{terminal.say('parameters', count=fit.count_parameters(sizes))}")


@contextmanager
def _table(epochs: int, before: list[Epoch], terminal: Terminal) -> Iterator[Callable[[Epoch], None]]:
    """Print the head of the table and the epochs before; yield what adds a row, above a progress bar."""
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    live = terminal.console.is_terminal and not terminal.console.quiet
    with Progress(
        *columns, console=terminal.console, transient=True, disable=not live, refresh_per_second=REFRESH
    ) as progress:
        task = progress.add_task(terminal.say("training"), total=epochs, completed=len(before))

        def row(epoch: Epoch, style: str | None = None) -> None:
            shares = [f"{share:.2%}" for share in (epoch.train_accuracy, epoch.test_accuracy)]
            seconds = terminal.say("seconds", seconds=epoch.seconds)
            terminal.row([str(epoch.number), f"{epoch.loss:.4f}", *shares, seconds], style)

        def show(epoch: Epoch) -> None:
            row(epoch)
            progress.advance(task)

        terminal.print()
        terminal.row([terminal.say(key) for key in COLUMNS], "bold")
        for epoch in before:
            row(epoch, "dim")
        yield show


@contextmanager
def _writing(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise MnistError("unwritable", "mend_out", path=out, reason=error.strerror) from error


def _writable(out: Path) -> None:
    with _writing(out):
        out.mkdir(parents=True, exist_ok=True)
