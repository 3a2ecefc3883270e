"""The law table: which property catches which mistake. `python -m byhand.grading.laws` writes it to tests/laws/.

A law that catches no mistake may still be needed, for the mutants of the solution; a mistake that no law catches would
be a hole in the grader.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from byhand.course import ROOT, Chapter, Exercise, Text, graded_chapters

from .bank import Mistake, mistakes
from .contract import Contract
from .guard import Candidate
from .judge import judge, properties
from .outcome import Verdict


@dataclass(frozen=True)
class Row:
    """One mistake, and the positions of the laws that catch it."""

    mistake: str
    description: Text
    caught_by: list[int]


@dataclass(frozen=True)
class Table:
    """The laws of one exercise, and what they catch."""

    exercise: str
    laws: list[Text]
    rows: list[Row]


def _row(exercise: Exercise, mistake: Mistake) -> Row:
    laws = properties(exercise.chapter)[exercise.name]
    contract = Contract.of(exercise.reference)
    caught_by = [
        position
        for position, law in enumerate(laws)
        if judge(exercise, Candidate(exercise.name, mistake.function, "", contract), [law]).verdict is not Verdict.DONE
    ]
    return Row(mistake.name, mistake.description, caught_by)


def table(exercise: Exercise) -> Table:
    """Judge every mistake of an exercise by every one of its laws alone."""
    laws = [law.law for law in properties(exercise.chapter)[exercise.name]]
    mine = [mistake for mistake in mistakes(exercise.chapter.slug) if mistake.exercise == exercise.name]
    return Table(exercise.name, laws, [_row(exercise, mistake) for mistake in mine])


def path_of(chapter: Chapter) -> Path:
    """Where a chapter's table is kept."""
    return ROOT / "tests" / "laws" / f"{chapter.slug}.json"


def render(chapter: Chapter) -> str:
    """Compute a chapter's table as JSON."""
    tables = [asdict(table(exercise)) for exercise in chapter.exercises.values()]
    return json.dumps(tables, ensure_ascii=False, indent=1) + "\n"


def read(chapter: Chapter) -> list[dict[str, Any]]:
    """Return a chapter's table as it was last computed."""
    tables: list[dict[str, Any]] = json.loads(path_of(chapter).read_text("utf-8"))
    return tables


def main() -> int:
    """Write the tables of the chapters that are named, or of all."""
    for slug in sys.argv[1:] or graded_chapters():
        path_of(graded_chapters()[slug]).parent.mkdir(exist_ok=True)
        path_of(graded_chapters()[slug]).write_text(render(graded_chapters()[slug]), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
