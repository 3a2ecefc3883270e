"""The pictures in a message: what they mark, and that a terminal without the signs still shows them."""

import numpy as np
import pytest

from byhand.grading.messages import Speaker
from byhand.grading.outcome import Call, Comparison
from byhand.grading.pictures import aligned_shapes, inner_sizes, misplaced
from byhand.learn.screen import _plainly

SAY = Speaker("en")


def call(**arguments: object) -> Call:
    return Call("f", dict(arguments))


def test_clashing_axes_are_marked() -> None:
    picture = aligned_shapes(call(a=(8, 1, 6), b=(7, 5)))
    assert picture is not None
    assert picture.lines(SAY) == ["a  8  1  6", "b     7  5", "         ^"]


def test_shapes_that_fit_carry_no_mark() -> None:
    picture = aligned_shapes(call(x=np.ones((2, 3)), y=np.ones(3)))
    assert picture is not None
    assert picture.lines(SAY) == ["x  2  3", "y     3"]


@pytest.mark.parametrize("arguments", [{"x": np.ones(())}, {"x": np.float64(1), "y": 2.0}, {"a": (), "b": ()}])
def test_nothing_is_drawn_where_shapes_do_not_matter(arguments: dict[str, object]) -> None:
    assert aligned_shapes(call(**arguments)) is None


@pytest.mark.parametrize(
    ("left", "right", "lines"),
    [
        ((2, 3), (3, 5), ["(2, 3) · (3, 5)", "    └─────┘"]),
        ((2, 3), (4, 5), ["(2, 3) · (4, 5)", "    ^     ^"]),
        ((3,), (4,), ["(3,) · (4,)", " ^      ^"]),
        ((2, 10), (10,), ["(2, 10) · (10,)", "     └──────┘"]),
        ((2, 3), (7, 3, 5), ["(2, 3) · (7, 3, 5)", "    └────────┘"]),
    ],
)
def test_inner_sizes_are_joined_or_marked(left: tuple[int, ...], right: tuple[int, ...], lines: list[str]) -> None:
    picture = inner_sizes(call(x=np.ones(left), w=np.ones(right), b=np.ones(1)))
    assert picture is not None
    assert picture.lines(SAY) == lines


def test_scalars_have_no_inner_size() -> None:
    assert inner_sizes(call(x=np.ones(()), y=np.ones(3))) is None


def test_the_element_wanted_and_the_one_taken_are_marked() -> None:
    x = np.arange(6).reshape(2, 3)
    picture = misplaced(call(x=x), Comparison(x.T, x.reshape(3, 2), (0, 1), 4, 6))
    assert picture is not None
    assert picture.lines(SAY) == [
        " 0  <1>  2 ",
        "[3]  4   5 ",
        "belongs at [0, 1] of the result  [ ]",
        "is what you put there  < >",
    ]


def test_an_element_that_occurs_twice_is_not_pointed_at() -> None:
    x = np.ones((2, 3))
    assert misplaced(call(x=x), Comparison(x.T, np.zeros((3, 2)), (0, 0), 6, 6)) is None


def test_a_bracket_has_a_plain_form() -> None:
    line = "    └─────┘"
    with pytest.raises(UnicodeEncodeError) as caught:
        line.encode("ascii")
    text, _ = _plainly(caught.value)
    assert text in line.replace("└", "+").replace("┘", "+").replace("─", "-")
