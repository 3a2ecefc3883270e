"""Every mutant of a solution is caught, or listed with the reason why it is no wrong answer."""

import os
import tomllib
from collections.abc import Callable

import pytest

from byhand.course import ROOT, Exercise, graded_chapters
from byhand.grading.guard import LIMITS
from byhand.grading.mutants import judge_mutant, mutants
from byhand.grading.outcome import Verdict

EXERCISES = [e for chapter in graded_chapters().values() for e in chapter.exercises.values()]


def equivalents(exercise: Exercise) -> dict[tuple[str, str, str], str]:
    """The mutants of an exercise that change nothing a contract speaks of, with the reasons."""
    path = ROOT / "tests" / "equivalents" / f"{exercise.chapter.slug}.toml"
    entries = tomllib.loads(path.read_text("utf-8")).get(exercise.name, []) if path.exists() else []
    return {(exercise.name, entry["before"], entry["after"]): entry["reason"] for entry in entries}


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)
def test_mutants_are_caught(
    exercise: Exercise, monkeypatch: pytest.MonkeyPatch, record_property: Callable[[str, object], None]
) -> None:
    monkeypatch.setattr(LIMITS, "call_seconds", 2.0)
    listed = equivalents(exercise)
    caught, alive = 0, []
    for number, mutant in enumerate(mutants(exercise)):
        if judge_mutant(exercise, mutant, number).verdict is Verdict.DONE:
            alive.append(mutant)
        else:
            caught += 1
    record_property("mutants", caught + len(alive))
    record_property("explained", len(alive))
    unexplained = [m for m in alive if m.key not in listed]
    assert caught > 0
    assert not unexplained, os.linesep.join(f"line {m.line}: {m.before!r} -> {m.after!r}" for m in unexplained)
    assert all(listed.values())
    assert set(listed) <= {m.key for m in alive}, "these are caught, so they need no excuse"
