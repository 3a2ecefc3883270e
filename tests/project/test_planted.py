"""Grading what a learner states: the message names what slipped through, and names give nothing away."""

import inspect
import sys
from functools import partial
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byhand.course import LANGUAGES, ROOT, graded_chapters
from byhand.grading.answers import Answers
from byhand.grading.contract import Contract
from byhand.grading.explain import MAX_LINES, explain
from byhand.grading.guard import Candidate
from byhand.grading.judge import Judgement, judge, properties
from byhand.grading.messages import Speaker
from byhand.grading.nameless import nameless
from byhand.grading.outcome import Verdict
from byhand.grading.pictures import MAX_CODE
from tests.implementations import properties as planted

CHAPTER = graded_chapters()["properties"]
SORT = CHAPTER.exercises["check_sort"]
GROUPS = [value for value in vars(planted).values() if isinstance(value, list)]


def graded(check: object) -> Judgement:
    candidate = Candidate("check_sort", check, "", Contract.of(SORT.reference))  # type: ignore[arg-type]
    return judge(SORT, candidate, properties(CHAPTER)["check_sort"])


def message(judgement: Judgement, language: str) -> str:
    return explain(judgement, Answers(CHAPTER, ROOT / "exercises" / "properties.py"), Speaker(language), "again")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_bug_that_slips_through_is_named_and_shown(language: str) -> None:
    def check(sort):
        for n in range(30):
            assert sort([3, 1, n + 3]) == [1, 3, n + 3]

    text = message(graded(check), language)
    bug = next(bug for bug in planted.SORTS_OUT_OF_ORDER + planted.SORTS_THAT_LOSE if bug.sentence[language] in text)
    assert all(line in text for line in bug.source)
    assert len(text.splitlines()) <= MAX_LINES


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_right_implementation_that_is_rejected_is_named_with_the_input(language: str) -> None:
    def check(sort):
        @given(st.lists(st.integers()))
        def holds(numbers):
            assert sort(list(numbers)) == numbers

        holds()

    text = message(graded(check), language)
    assert "numbers=[1, 0]" in text or "numbers=[0, -1]" in text, text
    assert planted.SORTS[0].sentence[language] in text
    assert "alsifying" not in text


@pytest.mark.parametrize(
    ("check", "words"),
    [(lambda sort: None, "never calls"), (lambda sort: sort([]) or None, "tries 1 different")],
    ids=["never", "once"],
)
def test_too_few_inputs_are_told_from_none(check: object, words: str) -> None:
    assert words in message(graded(check), "en")


def test_it_does_not_matter_which_numbers_stand_in_other_files(tmp_path: Path) -> None:
    drawn: list[list[int]] = []

    def check(sort):
        @given(st.lists(st.integers()))
        def holds(numbers):
            drawn.append(numbers)
            sort(list(numbers))

        holds()

    graded(check)
    before = list(drawn)
    (tmp_path / "local.py").write_text("NUMBERS = [123456, 654321, 111222]\n")
    module = ModuleType("local")
    module.__file__ = str(tmp_path / "local.py")
    sys.modules["local"] = module
    drawn.clear()
    try:
        graded(check)
    finally:
        del sys.modules["local"]
    assert drawn == before


@pytest.mark.parametrize(
    "check",
    [
        lambda sort: None,
        lambda sort: sort,
        lambda sort: 1 / 0,
        lambda sort: exit(),
        lambda sort: (_ for _ in ()).throw(AssertionError),
        partial(lambda wanted, sort: None if sort.__name__ in wanted else 1 / 0, ("by_python", "by_insertion")),
    ],
    ids=["nothing", "something", "crash", "exit", "always", "name"],
)
def test_what_states_no_law_is_no_pass(check: object) -> None:
    assert graded(check).verdict in (Verdict.WRONG, Verdict.ERROR)


def test_every_implementation_says_what_it_is_and_is_used() -> None:
    source = (ROOT / "tests" / "test_properties.py").read_text("utf-8")
    names = [name for name, value in vars(planted).items() if isinstance(value, list)]
    assert len(names) > 10
    assert all(f"*planted.{name})" in source for name in names)
    for one in (one for group in GROUPS for one in group):
        assert set(one.sentence) == set(LANGUAGES)
        assert 0 < len(one.source) <= MAX_CODE, one.name


def test_names_and_sentences_are_hidden() -> None:
    shown = nameless(planted.loses_duplicates)
    assert shown.__name__ == "implementation"
    assert shown.__doc__ is None
    assert "loses" not in inspect.getsource(shown)
    assert shown([2, 1, 2]) == [1, 2]
