"""A mistake is named as itself, a right answer never, and nobody's guess is said aloud."""

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from byhand.course import Exercise, graded_chapters
from byhand.grading.bank import Mistake, mistakes
from byhand.grading.contract import Contract
from byhand.grading.diagnose import diagnose, inputs
from byhand.grading.guard import Candidate
from byhand.grading.judge import judge, properties
from byhand.grading.outcome import Outcome

MISTAKES = [(c.exercises[m.exercise], m) for c in graded_chapters().values() for m in mistakes(c.slug)]

RANDOM = "it draws anew at every call, so that it never behaves twice the same"
RIGHT_RESULTS = "its results are right; what is wrong shows in how it is compiled or in what it tells on_epoch"
UNNAMED = {
    "init_params__np_random": RANDOM,
    "minibatches__global_generator": RANDOM,
    "train__global_generator": RANDOM,
    "train_epoch__unrolled": RIGHT_RESULTS,
    "train_epoch__not_compiled": RIGHT_RESULTS,
    "train__epochs_from_0": RIGHT_RESULTS,
    "train__told_the_start": RIGHT_RESULTS,
}
"""Mistakes that are caught and not named, each with the reason."""


def named(exercise: Exercise, function: Callable[..., Any]) -> Mistake | None:
    """Grade and diagnose a function."""
    candidate = Candidate(exercise.name, function, "", Contract.of(exercise.reference))
    judgement = judge(exercise, candidate, properties(exercise.chapter)[exercise.name])
    return diagnose(judgement, candidate)


@pytest.mark.parametrize(("exercise", "mistake"), MISTAKES, ids=lambda value: value.name)
def test_mistake_is_named_as_itself(exercise: Exercise, mistake: Mistake) -> None:
    found = named(exercise, mistake.function)
    if mistake.verdict == "timeout" or mistake.name in UNNAMED:
        assert found is None, "it is named by now: strike it from the list"
    else:
        assert found is not None
        assert found.name == mistake.name


def test_nearly_all_mistakes_are_named(record_property: Callable[[str, object], None]) -> None:
    names = {mistake.name for _, mistake in MISTAKES}
    assert set(UNNAMED) <= names
    share = 1 - len(UNNAMED) / len(names)
    record_property("named", share)
    print(f"{len(names) - len(UNNAMED)} of {len(names)} mistakes are named: {share:.1%}")
    assert share >= 0.95


def broadcasting(name: str) -> Exercise:
    """An exercise of the chapter on broadcasting."""
    return graded_chapters()["broadcasting"].exercises[name]


def test_the_same_mistake_written_differently_is_named() -> None:
    def add_pairs(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        if len(x.shape) + len(y.shape) != 2 or x.ndim != 1:
            raise ValueError(f"{x.shape} {y.shape}")
        return np.add.outer(x, y)

    found = named(broadcasting("outer_product"), add_pairs)
    assert found is not None
    assert found.name == "outer_product__sum"


def test_an_unknown_mistake_is_not_named() -> None:
    assert named(broadcasting("outer_product"), lambda x, y: x[:, None] * y + 7) is None


def test_nothing_is_compared_where_the_message_says_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def half(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        raise NotImplementedError

    def of_another(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        raise NotImplementedError("broadcast_shape")

    monkeypatch.setattr("byhand.grading.diagnose.behaviour", None)
    for function in (half, of_another):
        assert named(broadcasting("outer_product"), function) is None


def test_a_message_that_says_less_is_not_taken_for_one_that_says_something_wrong() -> None:
    from solutions.broadcasting import broadcast_shape

    def silent(a: tuple[int, ...], b: tuple[int, ...]) -> tuple[int, ...]:
        try:
            return broadcast_shape(a, b)
        except ValueError:
            raise ValueError("clash") from None

    assert named(broadcasting("broadcast_shape"), silent) is None


def test_a_mistake_is_named_although_the_checks_are_missing() -> None:
    found = named(broadcasting("outer_product"), lambda x, y: x[:, None] + y)
    assert found is not None
    assert found.name == "outer_product__sum"


def test_a_right_answer_is_not_named() -> None:
    from solutions.broadcasting import outer_product

    assert named(broadcasting("outer_product"), outer_product) is None


def test_inputs_come_from_every_property() -> None:
    exercise = broadcasting("outer_product")
    right, wrong = ([(x.shape, y.shape) for (x, y), _ in inputs(exercise)[results]] for results in (True, False))
    assert ((2,), (3,)) in right
    assert ((2, 3), (3,)) in wrong
    assert len(right) > 10
    assert len(wrong) > 10


def exercise_of(slug: str, name: str) -> Exercise:
    """An exercise of a chapter."""
    return graded_chapters()[slug].exercises[name]


def outcome_of(exercise: Exercise, function: Callable[..., Any]) -> str:
    """What is said first of an answer."""
    candidate = Candidate(exercise.name, function, "", Contract.of(exercise.reference))
    outcome = judge(exercise, candidate, properties(exercise.chapter)[exercise.name]).outcome
    return outcome.key if isinstance(outcome, Outcome) else ""


def test_wrong_values_are_said_before_shared_memory() -> None:
    transpose = exercise_of("reshape", "transpose")
    assert outcome_of(transpose, lambda x: x.reshape(x.shape[1], x.shape[0])) == "value"
    assert outcome_of(transpose, lambda x: x.T) == "alias"


def test_a_scalar_and_an_array_of_no_axis_are_the_same_mistake() -> None:
    found = named(exercise_of("elementwise", "relu"), lambda x: np.asarray(x * (x > 0)))
    assert found is not None
    assert found.name == "relu__times_mask"


def test_a_mistake_is_named_although_integers_go_wrong_as_well() -> None:
    def one_minus(x: np.ndarray) -> np.ndarray:
        p = 1 / (1 + np.exp(-np.abs(x)))
        return np.where(x >= 0, p, 1 - p)

    found = named(exercise_of("elementwise", "sigmoid"), one_minus)
    assert found is not None
    assert found.name == "sigmoid__one_minus"


def test_what_only_warns_is_not_taken_for_what_does_not() -> None:
    def warns(x: np.ndarray) -> np.ndarray:
        warnings.warn("as ever", stacklevel=1)
        return sigmoid(x)

    from solutions.elementwise import sigmoid

    assert named(exercise_of("elementwise", "sigmoid"), warns) is None
