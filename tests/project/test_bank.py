"""Grading the grader: planted mistakes fail with their verdict, alternatives pass, stubs are not attempted."""

import re
import subprocess
import sys

import pytest

from byhand.course import CJK, ROOT, Exercise, chapters, graded_chapters, public_functions
from byhand.grading.bank import Alternative, Mistake, alternatives, mistakes
from byhand.grading.contract import Contract, UsedNames
from byhand.grading.guard import Candidate
from byhand.grading.judge import Judgement, judge, properties
from byhand.grading.outcome import Verdict
from byhand.stubs import exercise_source

EXERCISES = [e for chapter in graded_chapters().values() for e in chapter.exercises.values()]
MISTAKES = [(c.exercises[m.exercise], m) for c in graded_chapters().values() for m in mistakes(c.slug)]
ALTERNATIVES = [(c.exercises[a.exercise], a) for c in graded_chapters().values() for a in alternatives(c.slug)]


def verdict_on(exercise: Exercise, answer: Mistake | Alternative) -> Judgement:
    """Grade an answer from the bank as a learner's is graded."""
    path = answer.function.__code__.co_filename if hasattr(answer.function, "__code__") else "?"
    candidate = Candidate(exercise.name, answer.function, path, Contract.of(exercise.reference))
    return judge(exercise, candidate, properties(exercise.chapter)[exercise.name])


@pytest.mark.parametrize(("exercise", "mistake"), MISTAKES, ids=lambda value: value.name)
def test_mistake_gets_its_verdict(exercise: Exercise, mistake: Mistake) -> None:
    assert verdict_on(exercise, mistake).verdict is mistake.verdict


@pytest.mark.parametrize(("exercise", "mistake"), MISTAKES, ids=lambda value: value.name)
def test_mistake_names_a_section(exercise: Exercise, mistake: Mistake) -> None:
    assert exercise.chapter.section_title(mistake.section)


@pytest.mark.parametrize(("exercise", "alternative"), ALTERNATIVES, ids=lambda value: value.name)
def test_alternative_passes(exercise: Exercise, alternative: Alternative) -> None:
    source = (ROOT / "tests" / "alternatives" / f"{exercise.chapter.slug}.py").read_text("utf-8")
    used = UsedNames(source, alternative.name, ())
    assert used.find(exercise.reference.off_limits) is None
    assert used.lacks(exercise.reference.needs) is None
    judgement = verdict_on(exercise, alternative)
    assert judgement.verdict is Verdict.DONE, judgement


DRAWN = """
from byhand.course import graded_chapters
from byhand.grading.contract import Contract
from byhand.grading.guard import Candidate
from byhand.grading.judge import judge, properties
from solutions import dot_product

seen = []

def cosine_similarity(x, y):
    seen.append(repr((x, y)))
    return dot_product.cosine_similarity(x, y)

exercise = graded_chapters()["dot_product"].exercises["cosine_similarity"]
candidate = Candidate(exercise.name, cosine_similarity, "", Contract.of(exercise.reference))
judge(exercise, candidate, properties(exercise.chapter)[exercise.name])
print(*seen)
"""


def test_the_inputs_are_the_same_whatever_else_is_imported() -> None:
    """Otherwise an answer could pass alone and fail among others, or the other way round."""
    more = "import byhand.classroom.run, byhand.learn.check, solutions.sgd\n"
    runs = [
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        for code in (DRAWN, more + DRAWN)
    ]
    assert runs[0] == runs[1]
    assert runs[0].count("array(") > 100


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)
def test_every_exercise_has_enough_of_everything(exercise: Exercise) -> None:
    assert sum(mine.name == exercise.name for mine, _ in MISTAKES) >= 5
    assert sum(mine.name == exercise.name for mine, _ in ALTERNATIVES) >= 1
    assert len(exercise.hints) >= 2
    assert all(hint.keys() == {"en", "zh"} and all(hint.values()) for hint in exercise.hints)
    assert exercise.chapter.section_title(exercise.section)
    assert exercise.summary["zh"]
    assert CJK.search(exercise.contract)
    for name in (*exercise.reference.off_limits, *exercise.reference.needs):
        assert ("循环" if name == "loop" else f"`{name}`") in exercise.contract, name
    for law in properties(exercise.chapter)[exercise.name]:
        assert law.law.keys() == {"en", "zh"}


@pytest.mark.parametrize("slug", graded_chapters())
def test_hints_are_for_exercises(slug: str) -> None:
    assert graded_chapters()[slug].hints.keys() == graded_chapters()[slug].exercises.keys()


@pytest.mark.parametrize("slug", graded_chapters())
def test_stubs_are_solutions_without_bodies(slug: str) -> None:
    """Where a learner has answered, what is left of the signature and docstring must still agree."""
    chapter = graded_chapters()[slug]
    fresh = public_functions(exercise_source(chapter))
    current = public_functions((ROOT / "exercises" / f"{slug}.py").read_text("utf-8"))
    assert list(current) == list(fresh)
    assert all(function.is_stub for function in fresh.values())
    if all(function.is_stub for function in current.values()):
        assert (ROOT / "exercises" / f"{slug}.py").read_text("utf-8") == exercise_source(chapter)


@pytest.mark.parametrize("slug", graded_chapters())
def test_a_chapter_builds_on_earlier_chapters_only(slug: str) -> None:
    order = list(chapters())
    for path in ("solutions/{}.py", "tests/test_{}.py", "tests/mistakes/{}.py", "tests/alternatives/{}.py"):
        text = (ROOT / path.format(slug)).read_text("utf-8")
        used = re.findall(r"^\s*(?:from|import) (?:solutions|exercises)\.(\w+)", text, re.MULTILINE)
        later = [other for other in used if order.index(other) > order.index(slug)]
        assert not later, path.format(slug)


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)
def test_stub_is_not_attempted(exercise: Exercise) -> None:
    candidate = Candidate(exercise.name, None, "stub", Contract.of(exercise.reference))
    laws = properties(exercise.chapter)[exercise.name]
    assert judge(exercise, candidate, laws).verdict is Verdict.NOT_ATTEMPTED
