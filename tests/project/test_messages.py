"""What a learner reads: short, in both languages, and without the words of the tools underneath."""

import re
import string
from collections.abc import Callable

import pytest

from byhand.course import LANGUAGES, ROOT, Exercise, graded_chapters
from byhand.grading.answers import Answers
from byhand.grading.bank import Mistake, mistakes
from byhand.grading.contract import Contract
from byhand.grading.explain import MAX_LINES, explain, show
from byhand.grading.guard import Candidate
from byhand.grading.judge import judge, properties
from byhand.grading.messages import MESSAGES, Speaker
from byhand.grading.terminal import pad, width_of
from solutions.losses import softmax

MISTAKES = [(c.exercises[m.exercise], m) for c in graded_chapters().values() for m in mistakes(c.slug)]
SAY = Speaker("en")
BARE = ("law", "headline")
"""Sentences that consist of placeholders."""
INTERNALS = re.compile(
    r"hypothesis|pytest\.|Traceback|falsifying|@example|assert|AssertionError|unittest|0x[0-9a-f]{6}", re.I
)


def placeholders(sentence: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("key", MESSAGES)
def test_both_languages_have_the_same_placeholders(key: str) -> None:
    text = MESSAGES[key]
    assert set(text) == set(LANGUAGES)
    if key not in BARE:
        assert placeholders(text["en"]) == placeholders(text["zh"])


@pytest.mark.parametrize("key", MESSAGES)
def test_chinese_is_chinese(key: str) -> None:
    chinese = re.sub(r"\{\w+\}|`[^`]*`", "", MESSAGES[key]["zh"])
    assert key in BARE or re.search(r"[\u4e00-\u9fff]", chinese)
    assert not re.search(r"[\u4e00-\u9fff][,;:?!]|[,;:?!][\u4e00-\u9fff]", chinese), "full-width punctuation"


@pytest.mark.parametrize(("exercise", "mistake"), MISTAKES, ids=lambda value: value.name)
def test_message_of_every_mistake(exercise: Exercise, mistake: Mistake) -> None:
    path = ROOT / "tests" / "mistakes" / f"{exercise.chapter.slug}.py"
    candidate = Candidate(exercise.name, mistake.function, str(path), Contract.of(exercise.reference))
    judgement = judge(exercise, candidate, properties(exercise.chapter)[exercise.name])
    for language in LANGUAGES:
        again = f"uv run pytest exercises/{exercise.chapter.slug}.py::{exercise.name}"
        text = explain(judgement, Answers(exercise.chapter, path), Speaker(language), again)
        lines = text.splitlines()
        assert len(lines) <= MAX_LINES
        # The learner's own code may say anything, and raise anything.
        own = re.compile(r"^    (line \d+:|第 \d+ 行：).*|(?<=raised )AssertionError|(?<=抛出了 )AssertionError", re.M)
        assert not INTERNALS.search(own.sub("", text.replace(again, ""))), text
        assert exercise.name in lines[0]
        assert again in lines[-1]
        assert f"#{exercise.section}" in text
        assert judgement.broken is not None
        assert judgement.broken.law[language] in text


def test_width_counts_chinese_twice() -> None:
    assert width_of("广播 a") == 6
    assert width_of(pad("形状", 8)) == 8


def test_values_are_shown_short() -> None:
    import numpy as np

    assert show((3, 4), SAY) == ["(3, 4)"]
    assert show(np.array([1, 2]), SAY) == ["[1, 2]   int64, shape (2,)"]
    assert len(show(np.zeros((50, 50)), SAY)) <= 4
    assert show([(np.zeros((784, 512), np.float32), np.zeros(512, np.float32))], SAY) == [
        "[(float32(784, 512), float32(512,))]"
    ]


def test_single_number_has_all_its_digits_and_one_notation() -> None:
    import numpy as np

    assert show(np.float32(6), SAY) == show(np.array(6, np.float32), SAY) == ["6.0   float32, shape ()"]
    assert show(np.float64(1.3416407661), SAY) == ["1.3416407661   float64, shape ()"]


def looked_at(name: str, answer: Callable[..., object]) -> str:
    """The message that an answer to an exercise on losses gets."""
    chapter = graded_chapters()["losses"]
    exercise = chapter.exercises[name]
    judgement = judge(exercise, Candidate(name, answer, "", Contract.of(exercise.reference)), properties(chapter)[name])
    return explain(judgement, Answers(chapter, ROOT / "exercises" / "losses.py"), SAY, "again")


def test_number_of_python_where_numpy_is_wanted() -> None:
    text = looked_at("accuracy", lambda predictions, labels: 0.75)
    assert "it should be a NumPy array or scalar, but it is float" in text


def test_elements_that_look_equal_are_shown_with_all_digits() -> None:
    text = looked_at("softmax", lambda logits, axis=-1: softmax(logits, axis) * (1 + 1e-9))
    assert "first difference at [0]: expected 0.0" in text
