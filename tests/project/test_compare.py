"""The comparison helpers: what they accept, what they reject, and what they say of it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from byhand.grading.compare import assert_no_warning, assert_same, check, differences, raises
from byhand.grading.contract import Contract
from byhand.grading.guard import Candidate
from byhand.grading.outcome import Crash, Wrong

FREE = Contract(None, (), (), may_be_view=True)


def raising(error: BaseException) -> Candidate:
    """A candidate that raises `error`."""

    def function() -> None:
        raise error

    return Candidate("function", function, __file__, FREE)


RIGHT = [
    (np.arange(3), np.arange(3), {}),
    (np.float32(1.5), np.float32(1.5), {}),
    (np.array(1.5), np.float64(1.5), {}),
    (np.float64(1.5), np.array(1.5), {}),
    (np.array([np.nan, np.inf]), np.array([np.nan, np.inf]), {}),
    (np.zeros((0, 3)), np.zeros((0, 3)), {}),
    ((2, 3), (2, 3), {}),
    ((np.int64(2), 3), (2, 3), {}),
    ((), (), {}),
    (2.5, 2.5, {}),
    (np.float64(2.5), 2.5, {}),
    (7, 7, {}),
    ((np.ones(2), 3.0), (np.ones(2), 3.0), {}),
    ([(np.ones(2), np.zeros(1))], [(np.ones(2), np.zeros(1))], {}),
    ({"w": np.ones(2), "b": [np.zeros(1)]}, {"b": [np.zeros(1)], "w": np.ones(2)}, {}),
    ({}, {}, {}),
    (np.float32([1.0000001]), np.float32([1.0]), {"ulp": 2}),
    (np.array([1.001]), np.array([1.0]), {"atol": 0.01}),
    (np.array([1001.0]), np.array([1000.0]), {"rtol": 0.01}),
    (1.0 + 1e-15, 1.0, {"ulp": 8}),
]

WRONG = [
    ("type", [1, 2], np.array([1, 2]), {}),
    ("type", 1.5, np.array(1.5), {}),
    ("type", np.array([[1]]).view(np.matrix), np.array([[1]]), {}),
    ("type", [2, 3], (2, 3), {}),
    ("type", 2, 2.0, {}),
    ("type", 2.0, 2, {}),
    ("type", True, 1, {}),
    ("type", None, np.ones(2), {}),
    ("type", [np.ones(2)], {"w": np.ones(2)}, {}),
    ("keys", {"w": np.ones(2)}, {"w": np.ones(2), "b": np.ones(1)}, {}),
    ("keys", {"w": np.ones(2), "b": np.ones(1)}, {"w": np.ones(2)}, {}),
    ("value", {"w": (np.ones(2), np.ones(1))}, {"w": (np.ones(2), np.zeros(1))}, {}),
    ("shape", np.ones((1, 3)), np.ones(3), {}),
    ("shape", np.ones(()), np.ones(1), {}),
    ("dtype", np.ones(2), np.ones(2, np.float32), {}),
    ("dtype", np.ones(2, bool), np.ones(2, int), {}),
    ("value", np.array([1.0, 2.0]), np.array([1.0, 2.5]), {}),
    ("value", np.array([0.0]), np.array([np.nan]), {}),
    ("value", np.array([np.inf]), np.array([-np.inf]), {"rtol": 1.0}),
    ("value", np.float32([1.001]), np.float32([1.0]), {"ulp": 2}),
    ("value", (2, 4), (2, 3), {}),
    ("value", 2.5, 2.0, {}),
    ("length", (2,), (2, 3), {}),
    ("value", np.array([255], np.uint8), np.array([0], np.uint8), {"atol": 1.0}),
]


@pytest.mark.parametrize(("got", "expected", "tolerance"), RIGHT)
def test_accepts(got: object, expected: object, tolerance: dict[str, float]) -> None:
    assert_same(got, expected, **tolerance)


@pytest.mark.parametrize(("key", "got", "expected", "tolerance"), WRONG)
def test_rejects(key: str, got: object, expected: object, tolerance: dict[str, float]) -> None:
    with pytest.raises(Wrong) as caught:
        assert_same(got, expected, **tolerance)
    assert caught.value.key == key


def test_an_object_that_equals_everything_is_rejected() -> None:
    class Everything:
        def __eq__(self, other: object) -> bool:
            return True

        __hash__ = None  # type: ignore[assignment]

    for expected in (np.ones(2), (1, 2), 3, 2.5):
        with pytest.raises(Wrong):
            assert_same(Everything(), expected)
    with pytest.raises(Wrong):
        assert_same((Everything(), 2), (1, 2))


def test_names_the_first_difference() -> None:
    with pytest.raises(Wrong) as caught:
        assert_same(np.array([[1, 2], [0, 0]]), np.array([[1, 2], [3, 4]]))
    comparison = caught.value.comparison
    assert comparison is not None
    assert (comparison.index, comparison.count, comparison.size) == ((1, 0), 2, 4)


@given(st.floats(allow_nan=True), st.floats(allow_nan=True))
def test_differences_agree_with_isclose(a: float, b: float) -> None:
    close = np.isclose(a, b, rtol=1e-3, atol=1e-6, equal_nan=True)
    assert differences(np.float64(a), np.float64(b), 1e-3, 1e-6) == (not close)


def test_raises_accepts_the_error_and_its_subclasses() -> None:
    for error in (ValueError("axis 2"), np.exceptions.AxisError("axis 2")):
        with raises(ValueError, naming=[2]):
            raising(error)()


@pytest.mark.parametrize("message", ["(3, 4) against (5,)", "3x4 and 5", "shapes [3, 4], [5]", "shape 3,4 but 5 given"])
def test_raises_finds_shapes_in_any_layout(message: str) -> None:
    with raises(ValueError, naming=[(3, 4), (5,), (), "a"]):
        raising(ValueError(message))()


@pytest.mark.parametrize("message", ["", "(4, 3) and (5,)", "(3, 4)", "34 and 5", "axis -3, 4, 5"])
def test_raises_misses_what_is_not_named(message: str) -> None:
    with pytest.raises(Wrong) as caught, raises(ValueError, naming=[(3, 4), (5,)]):
        raising(ValueError(message))()
    assert caught.value.key == "message"


def test_raises_rejects_other_errors_and_none() -> None:
    with pytest.raises(Wrong) as caught, raises(ValueError):
        raising(TypeError("x"))()
    assert caught.value.key == "other_error"
    with pytest.raises(Wrong) as caught, raises(ValueError):
        raising(SystemExit(0))()
    assert caught.value.key == "other_error"
    with pytest.raises(Wrong) as caught, raises(ValueError):
        Candidate("function", lambda: 3, __file__, FREE)()
    assert caught.value.key == "no_error"


def test_check() -> None:
    check(np.array([1]).all(), en="yes", zh="是")
    with pytest.raises(Wrong) as caught:
        check(False, en="no", zh="否")
    assert caught.value.values == {"en": "no", "zh": "否"}


def test_a_crash_is_no_error_that_a_law_wants() -> None:
    with pytest.raises(Crash):
        raising(ValueError("x"))()


def test_warnings_are_noticed_only_where_asked() -> None:
    def warns() -> np.ndarray:
        return np.exp(np.array([1e9]))

    Candidate("warns", warns, __file__, FREE)()
    with pytest.raises(Wrong) as caught:
        assert_no_warning()
    assert caught.value.key == "warning"


def test_a_difference_deep_in_a_container_says_where() -> None:
    right, wrong = ({"w": [np.zeros(2), np.zeros(3)]}, 1), ({"w": [np.zeros(2), np.ones(3)]}, 1)
    with pytest.raises(Wrong) as caught:
        assert_same(wrong, right)
    assert caught.value.comparison is not None
    assert caught.value.comparison.item == "[0]['w'][1]"
