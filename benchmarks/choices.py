"""What each choice of the lean program is worth: `uv run python -m benchmarks.choices`."""

from __future__ import annotations

import statistics
from typing import Annotated

import typer
from rich.progress import Progress

from benchmarks.job import Job
from benchmarks.mnist import CACHED, Program, run, shuffled
from benchmarks.results import machine, write
from benchmarks.variants import VARIANTS


def main(
    runs: Annotated[int, typer.Option(min=1, help="Processes for each variant.")] = 5,
    epochs: Annotated[int, typer.Option(min=2)] = 3,
    only: Annotated[str, typer.Option(help="Names of variants, separated by commas; all if empty.")] = "",
) -> None:
    """Run the lean program, and the program with one choice undone, in turn and each in a fresh process."""
    chosen = [name.strip() for name in only.split(",") if name.strip()] or list(VARIANTS)
    seconds: dict[str, list[tuple[float, float]]] = {name: [] for name in chosen}
    with Progress(transient=True) as progress:
        task = progress.add_task("", total=(runs + 1) * len(chosen))
        for turn in range(runs + 1):
            for name in shuffled(chosen, turn):
                progress.update(task, description=name)
                done = run(Program(("benchmarks.variants", name), environment=CACHED), Job(epochs=epochs, seed=turn))
                if turn:
                    seconds[name].append((done.whole, done.epoch))
                progress.advance(task)
    found = {}
    for name, pairs in seconds.items():
        whole, epoch = (statistics.median(values) for values in zip(*pairs, strict=True))
        rest = statistics.median(all_of_it - epochs * one for all_of_it, one in pairs)
        found[name] = {"whole": whole, "epoch": epoch, "rest": rest, "what": VARIANTS[name].__doc__}
        print(f"{name:26} whole {whole:.2f} s, epoch {epoch:.2f} s, all else {rest:.2f} s")
    print("written:", write("choices", {"machine": machine(), "epochs": epochs, "variants": found}))


if __name__ == "__main__":
    typer.run(main)
