"""From what a learner types to an exercise or a chapter."""

from __future__ import annotations

import difflib

from byhand.course import Chapter, Exercise, graded_chapters

from .screen import Problem
from .state import key_of


def exercises() -> list[Exercise]:
    """Return every exercise in the order of the course."""
    return [exercise for chapter in graded_chapters().values() for exercise in chapter.exercises.values()]


def find(name: str) -> Exercise | Chapter:
    """Return what is named by `outer_product`, `broadcasting`, `broadcasting.outer_product` or a path as pytest takes.

    Raises:
        Problem: there is no such name, or several exercises have it; says which are meant.
    """
    wanted = name.replace("\\", "/").removeprefix("./").removeprefix("exercises/")
    wanted = wanted.replace(".py", "").replace("::", ".")
    if wanted in graded_chapters():
        return graded_chapters()[wanted]
    found = [exercise for exercise in exercises() if wanted in (exercise.name, key_of(exercise))]
    if len(found) > 1:
        raise Problem("ambiguous", name=name, full=", ".join(map(key_of, found)))
    if not found:
        raise _unknown(name, wanted)
    return found[0]


def find_exercise(name: str) -> Exercise:
    """Return the exercise that is named; of a chapter and an exercise with one name, the exercise.

    Raises:
        Problem: as `find`; also for a chapter.
    """
    found = find(name)
    if isinstance(found, Chapter):
        named = [exercise for exercise in exercises() if exercise.name == found.slug]
        if len(named) == 1:
            return named[0]
        raise Problem("one_exercise", name=name, names=", ".join(found.exercises))
    return found


def _unknown(name: str, wanted: str) -> Problem:
    known = list(map(key_of, exercises())) if "." in wanted else known_names()
    close = difflib.get_close_matches(wanted.lower(), known, n=3)
    if close:
        return Problem("unknown_close", name=name, close=", ".join(close))
    return Problem("unknown", name=name, slugs=", ".join(graded_chapters()))


def known_names() -> list[str]:
    """Return the names of chapters and exercises; one that something else has, too, with its chapter."""
    bare = [exercise.name for exercise in exercises()] + list(graded_chapters())
    full = [exercise.name if bare.count(exercise.name) == 1 else key_of(exercise) for exercise in exercises()]
    return [*graded_chapters(), *full]


def complete(incomplete: str, language: str) -> list[tuple[str, str]]:
    """Return names that begin so, with what they are, for the shell."""
    chapters = [(slug, chapter.title[language]) for slug, chapter in graded_chapters().items()]
    summaries = {
        name: exercise.summary[language] for exercise in exercises() for name in (exercise.name, key_of(exercise))
    }
    names = [(name, summaries[name]) for name in known_names() if name in summaries]
    return [(name, text) for name, text in chapters + names if name.startswith(incomplete)]


def short_name(exercise: Exercise) -> str:
    """Return the name that is enough to say which exercise is meant."""
    bare = [other.name for other in exercises()] + list(graded_chapters())
    return exercise.name if bare.count(exercise.name) == 1 else key_of(exercise)
