"""From shell to verdict: how long grading takes, `uv run python -m benchmarks.grading`."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from typing import Annotated

import typer
from rich.progress import track

from benchmarks.results import machine, write
from byhand.course import ROOT, graded_chapters

WHOLE = "solutions"


def seconds(target: str) -> float:
    """Return how long pytest takes to grade a right answer, a chapter or the course, its start included.

    Raises:
        RuntimeError: something is wrong with the answers; shows the end of what pytest said.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", target]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    spent = time.perf_counter() - start
    if done.returncode != 0:
        raise RuntimeError(f"pytest {target} ended with {done.returncode}:\n{done.stdout[-2000:]}")
    return spent


def main(
    runs: Annotated[int, typer.Option(min=1, help="Runs for each exercise.")] = 3,
    only: Annotated[str, typer.Option(help="Chapters, separated by commas; all if empty.")] = "",
) -> None:
    """Grade the reference answers: the slowest exercise of each chapter counts, and the course as a whole."""
    wanted = [word.strip() for word in only.split(",") if word.strip()] or list(graded_chapters())
    exercises = {slug: list(graded_chapters()[slug].exercises) for slug in wanted}
    seconds(f"solutions/{wanted[0]}.py::{exercises[wanted[0]][0]}")  # fills the caches
    chapters = {}
    for slug, names in track(exercises.items(), description="grading"):
        found = {
            name: statistics.median(seconds(f"solutions/{slug}.py::{name}") for _ in range(runs)) for name in names
        }  # fmt: skip
        slowest = max(found, key=lambda name: found[name])
        chapters[slug] = {"median": statistics.median(found.values()), "slowest": slowest, "seconds": found}
        print(f"{slug}: {chapters[slug]['median']:.2f} s, at most {found[slowest]:.2f} s ({slowest})", flush=True)
    whole = seconds(WHOLE) if not only else None
    print("written:", write("grading", {"machine": machine(), "chapters": chapters, "whole": whole}))


if __name__ == "__main__":
    typer.run(main)
