"""The pictures of a message as figures: for the HTML report."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

import numpy as np

from byhand.site.drawing import Box, Drawing

from .compare import differences
from .contract import is_array
from .messages import Speaker
from .outcome import Comparison
from .pictures import MAX_COLUMNS, MAX_ROWS, AlignedShapes, InnerSizes, Misplaced

CELL = 34
LETTER = 9
"""The width of a character."""

MAX_LETTERS = 7
FORM = "{:.4g}"


@singledispatch
def draw(picture: Any, say: Speaker) -> Drawing | None:
    """Draw a picture of `byhand.grading.pictures`; None for one that is text."""
    return None


@draw.register
def _(picture: AlignedShapes, say: Speaker) -> Drawing:
    left = 24 + LETTER * max(map(len, picture.shapes))
    drawing = Drawing(left + CELL * picture.rank + 8, CELL * len(picture.shapes) + 16)
    clashes = np.array([picture.clashes()])
    for line, (name, row) in enumerate(zip(picture.shapes, picture.rows(), strict=True)):
        missing, top = row.count(""), 8 + CELL * line
        drawing.text(name, at=(8, top + CELL / 2), anchor="start", mono=True)
        sizes, role = np.array([row[missing:]]), "red" if clashes.any() else "blue"
        if sizes.size:
            mark = clashes[:, missing:] & (sizes != "1")
            drawing.grid(sizes, at=(left + CELL * missing, top), cell=CELL, role=role, mark=mark)
    return drawing


@draw.register
def _(picture: InnerSizes, say: Speaker) -> Drawing:
    role, sign = ("green", "=") if picture.meet() else ("red", "≠")
    drawing = Drawing(CELL * (len(picture.left) + len(picture.right)) + 52, 84)
    left = _sizes(drawing, picture.left, picture.inner[0], 8, role)
    right = _sizes(drawing, picture.right, picture.inner[1], left.right + 36, role)
    drawing.text("·", at=(left.right + 18, left.middle), size=24)
    start, end = left.at(0, picture.inner[0])[0], right.at(0, picture.inner[1])[0]
    low = left.bottom + 14
    drawing.line([(start, left.bottom + 3), (start, low), (end, low), (end, left.bottom + 3)], role=role)
    drawing.text(sign, at=((start + end) / 2, low + 14), role=role, size=18)
    return drawing


def _sizes(drawing: Drawing, shape: tuple[int, ...], inner: int, left: float, role: str) -> Box:
    mark = np.arange(len(shape))[np.newaxis] == inner
    return drawing.grid(np.array([list(map(str, shape))]), at=(left, 10), cell=CELL, role=role, mark=mark)


@draw.register
def _(picture: Misplaced, say: Speaker) -> Drawing:
    values = picture.array.reshape(-1, picture.array.shape[-1])
    side = _side(values)
    drawing = Drawing(side * values.shape[1] + 300, max(side * values.shape[0], 52) + 16)
    box = drawing.grid(values, at=(8, 8), cell=side, form=FORM)
    places = {"green": (picture.wanted, say("wanted", place=list(picture.place)))}
    if picture.taken is not None:
        places["red"] = (picture.taken, say("taken"))
    for line, (role, (place, words)) in enumerate(places.items()):
        row = int(np.ravel_multi_index(place, picture.array.shape)) // values.shape[1]
        x, y = box.at(row, place[-1])
        one = np.array([[picture.array[place]]])
        drawing.grid(one, at=(x - side / 2, y - side / 2), cell=side, role=role, mark=np.array([[True]]), form=FORM)
        drawing.text(words, at=(box.right + 16, 22 + 26 * line), anchor="start", role=role)
    return drawing


def _side(values: np.ndarray) -> float:
    """The side of a square that holds every one of some numbers."""
    return max(CELL, LETTER + 8.0 * max(map(len, map(FORM.format, values.flat)), default=0))


def _is_drawable(value: Any) -> bool:
    if not is_array(value) or not 1 <= value.ndim <= 2 or np.asarray(value).dtype.kind not in "iuf":
        return False
    rows, columns = np.atleast_2d(value).shape
    fits = 0 < rows <= MAX_ROWS and 0 < columns <= MAX_COLUMNS
    return fits and all(len(FORM.format(number)) <= MAX_LETTERS for number in np.asarray(value).flat)


def _wrong(comparison: Comparison) -> np.ndarray:
    """Which elements differ by more than rounding, and the one that decided."""
    wrong = differences(np.asarray(comparison.got), np.asarray(comparison.expected), 1e-5, 0.0)
    if comparison.index:
        wrong[comparison.index] = True
    return np.atleast_2d(wrong)


def draw_comparison(comparison: Comparison, say: Speaker) -> Drawing | None:
    """Draw what was expected beside what came, with the elements that differ filled; None for what is not small."""
    expected, got = comparison.expected, comparison.got
    if not (_is_drawable(expected) and _is_drawable(got)):
        return None
    shown = {"expected": np.atleast_2d(expected), "got": np.atleast_2d(got)}
    side = max(map(_side, shown.values()))
    wrong = _wrong(comparison) if expected.shape == got.shape else None
    height = max(len(values) for values in shown.values()) * side
    drawing = Drawing(side * sum(values.shape[1] for values in shown.values()) + 64, height + 40)
    left = 8.0
    for key, values in shown.items():
        role, mark = ("green", None) if key == "expected" else ("red", wrong)
        box = drawing.grid(values, at=(left, 32), cell=side, role=role, mark=mark, form=FORM)
        drawing.text(say(key), at=(box.left, 14), anchor="start", role=role)
        left = box.right + 48
    return drawing
