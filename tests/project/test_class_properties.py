"""Grading a class's properties: right ones pass, and no other way than a law tells a bug from what is right."""

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from byhand.classroom import remote
from byhand.classroom.judging import Effort, grade, with_stubs
from byhand.classroom.remote import Settings, answered
from byhand.classroom.worker import overwrite
from byhand.course import graded_chapters, public_functions
from byhand.grading.bank import mistakes
from byhand.grading.outcome import Verdict, Wrong
from byhand.stubs import exercise_source
from tests.hostile import Hostile, about_properties
from tests.mistakes.properties import is_ordered
from tests.project.class_benchmark import solution

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="classes are graded on Linux and macOS")
CHAPTERS = graded_chapters()
CHAPTER = CHAPTERS["properties"]
STRATEGIES = {"LISTS": "st.lists(st.integers())", "SHAPES": "hnp.array_shapes(max_dims=4, max_side=4)"}
"""What the mistakes of the bank draw from."""

MISTAKES = ("check_sort__only_order", "check_relu__small_numbers", "check_index_pair__round_trip_only")


@pytest.fixture(scope="module")
def nursery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[remote.Nursery]:
    with remote.nursery(Settings(False, tmp_path_factory.mktemp("work"), hypothesis=True)) as opened:
        yield opened


def alone(exercise: str, source: str) -> str:
    """An exercise file with one answer in it."""
    text = exercise_source(CHAPTER)
    node, lines = public_functions(text)[exercise].node, text.splitlines()
    lines[node.lineno - 1 : node.end_lineno] = source.splitlines()
    return "\n".join(lines) + "\n"


def graded(nursery: remote.Nursery, source: str) -> dict[str, dict[str, str]]:
    """Every exercise's result by its name."""
    found = grade(nursery, CHAPTER, with_stubs({"properties": source.encode()}, CHAPTERS), Effort())
    return {one["exercise"]: one for one in found["exercises"]}


def test_the_reference_passes(nursery: remote.Nursery) -> None:
    found = graded(nursery, solution(CHAPTER))
    assert {one["verdict"] for one in found.values()} == {"done"}, found


def test_the_bug_that_slips_through_is_named(nursery: remote.Nursery) -> None:
    known = {one.name: one for one in mistakes("properties")}
    for name in MISTAKES:
        exercise, text = known[name].exercise, inspect.getsource(known[name].function)
        text = text[text.index("def ") :].replace(name, exercise)
        helpers = inspect.getsource(is_ordered) + "\n".join(f"{word} = {code}" for word, code in STRATEGIES.items())
        found = graded(nursery, alone(exercise, text) + "\n\nimport itertools\n" + helpers)[exercise]
        assert found["verdict"] == "wrong", found
        assert found["mistake"] == name, found


def test_a_right_implementation_that_is_rejected_is_shown_with_the_simplest_input(nursery: remote.Nursery) -> None:
    text = "def check_sort(sort):\n    @given(st.lists(st.integers()))\n    def holds(numbers):\n"
    text += "        assert sort(list(numbers)) == numbers\n    holds()\n"
    found = graded(nursery, alone("check_sort", text))["check_sort"]
    assert found["verdict"] == "wrong"
    assert "numbers=[1, 0]" in found["message"]["en"] or "numbers=[0, -1]" in found["message"]["en"], found


def test_a_law_of_the_whole_file_may_be_used_by_several(nursery: remote.Nursery) -> None:
    top = (
        "\n@given(st.lists(st.integers()), st.just(0))\ndef unused(numbers, zero):\n    assert numbers is not zero\n\n"
    )
    top += "LISTS = st.lists(st.integers())\n\n"
    text = "def check_sort(sort):\n    unused()\n    @given(LISTS)\n    def holds(numbers):\n"
    text += "        assert sort(list(numbers)) == sorted(numbers)\n    holds()\n"
    found = graded(nursery, alone("check_sort", text) + top)["check_sort"]
    assert found["verdict"] == "done", found


@pytest.mark.parametrize("hostile", about_properties(), ids=lambda hostile: hostile.name)
def test_no_pass(hostile: Hostile, nursery: remote.Nursery) -> None:
    found = graded(nursery, hostile.source())
    assert found["check_sort"]["verdict"] in set(Verdict) - {Verdict.DONE}, hostile.tries
    assert all(one["verdict"] == "not attempted" for name, one in found.items() if name != "check_sort")


# What crosses when a property calls an implementation


def sorts_in_place(numbers: list[int]) -> list[int]:
    numbers.sort()
    return numbers


def test_what_a_bug_does_to_its_argument_crosses() -> None:
    said = answered(sorts_in_place, ([2, 1],), {})
    assert (said["changed"], said["same"], said["value"]) == ({0: [1, 2]}, 0, None)
    array = np.array([1.0, -1.0])
    said = answered(lambda x: x.fill(0), (array.copy(),), {})
    overwrite(array, said["changed"][0])
    assert array.tolist() == [0, 0]


def test_what_a_bug_leaves_alone_does_not_cross() -> None:
    assert answered(sorted, ([2, 1],), {}) == {"value": [1, 2], "same": None, "changed": {}}


def test_the_error_of_an_implementation_crosses_and_a_verdict_does_not() -> None:
    said = answered(min, ([],), {})
    assert said["raised"][0] == "ValueError"
    with pytest.raises(Wrong):
        answered(_says_wrong, (), {})


def _says_wrong() -> None:
    raise Wrong("law", en="no", zh="不")


def test_nothing_is_written(nursery: remote.Nursery, tmp_path: Path) -> None:
    before = set(nursery.settings.work.rglob("*"))
    graded(nursery, solution(CHAPTER))
    left = {path for path in set(nursery.settings.work.rglob("*")) - before if path.is_file()}
    assert not left
