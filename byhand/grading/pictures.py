"""Pictures of the smallest failing input, for operations where shapes and places matter.

A test file names, in `PICTURES`, the picture that helps with each of its exercises. A picture is found from the failing
call; its `lines` go into the terminal, and `byhand.grading.drawings` draws it for the HTML report.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from .contract import is_array
from .messages import Speaker
from .outcome import Call, Comparison

type Shape = tuple[int, ...]
MAX_RANK = 8
MAX_ROWS, MAX_COLUMNS = 6, 10
MAX_CODE = 12


class Picture(Protocol):
    """What can be shown in a terminal."""

    def lines(self, say: Speaker) -> list[str]:
        """Draw with characters; signs outside ASCII have a plain fallback."""


type Finder = Callable[[Call, Comparison | None], Picture | None]


def _shapes(arguments: dict[str, Any]) -> dict[str, Shape]:
    """Find the shapes among a call's arguments: those of arrays, and tuples of integers themselves."""
    found: dict[str, Shape] = {}
    for name, value in arguments.items():
        if is_array(value):
            found[name] = tuple(value.shape)
        elif isinstance(value, tuple) and all(isinstance(size, int) for size in value):
            found[name] = value
        elif isinstance(value, tuple) and all(isinstance(shape, tuple) for shape in value):
            found |= {f"{name}[{i}]": shape for i, shape in enumerate(value)}
    return found


@dataclass(frozen=True)
class AlignedShapes:
    """Shapes below each other, flush right; an axis clashes where two sizes differ and neither is 1."""

    shapes: dict[str, Shape]

    @property
    def rank(self) -> int:
        """The number of axes of the longest shape."""
        return max((len(shape) for shape in self.shapes.values()), default=0)

    def rows(self) -> list[tuple[str, ...]]:
        """The sizes as words, empty where a shape has no axis."""
        return [("",) * (self.rank - len(shape)) + tuple(map(str, shape)) for shape in self.shapes.values()]

    def clashes(self) -> list[bool]:
        """Which axes clash."""
        return [
            len({cell for cell in column if cell not in ("", "1")}) > 1 for column in zip(*self.rows(), strict=True)
        ]

    def lines(self, say: Speaker) -> list[str]:
        """A line for every shape; below them, a caret marks every axis that clashes."""
        rows = [*self.rows(), tuple("^" if clash else "" for clash in self.clashes())]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        names = [*self.shapes, ""]
        pad = max(map(len, names))
        lines = [
            f"{name:<{pad}}  " + "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True))
            for name, row in zip(names, rows, strict=True)
        ]
        return lines if any(self.clashes()) else lines[:-1]


def aligned_shapes(call: Call, comparison: Comparison | None = None) -> AlignedShapes | None:
    """Write the call's shapes below each other: for broadcasting."""
    picture = AlignedShapes(_shapes(call.arguments))
    return picture if len(picture.shapes) >= 2 and 0 < picture.rank <= MAX_RANK else None


@dataclass(frozen=True)
class InnerSizes:
    """Two factors of a dot product, whose inner sizes have to meet: `(a, b) · (b, c)`."""

    left: Shape
    right: Shape

    @property
    def inner(self) -> tuple[int, int]:
        """The axis of each factor that is summed over: the last, and the last but one where there are two."""
        return len(self.left) - 1, max(len(self.right) - 2, 0)

    def meet(self) -> bool:
        """Whether the inner sizes are equal."""
        return self.left[self.inner[0]] == self.right[self.inner[1]]

    def lines(self, say: Speaker) -> list[str]:
        """The product in a line; below it, a bracket joins the inner sizes where they meet, carets mark where not."""
        product = f"{self.left} · {self.right}"
        start = _end_of_size(self.left, self.inner[0])
        end = len(f"{self.left} · ") + _end_of_size(self.right, self.inner[1])
        if self.meet():
            return [product, " " * start + "└" + "─" * (end - start - 1) + "┘"]
        return [product, " " * start + "^" + " " * (end - start - 1) + "^"]


def _end_of_size(shape: Shape, axis: int) -> int:
    """Return where, in a shape as Python writes it, the last digit of an axis's size stands."""
    return len(f"({', '.join(map(str, shape[: axis + 1]))}") - 1


def inner_sizes(call: Call, comparison: Comparison | None = None) -> InnerSizes | None:
    """Write the first two shapes of a call as a product: for dot products and dense layers."""
    left, right, *_ = [*_shapes(call.arguments).values(), (), ()]
    return InnerSizes(left, right) if left and right and max(len(left), len(right)) <= MAX_RANK else None


@dataclass(frozen=True)
class Misplaced:
    """Where the argument has the element that belongs at `place` of the result, and where the one found there."""

    array: np.ndarray
    place: tuple[int, ...]
    wanted: tuple[int, ...]
    taken: tuple[int, ...] | None

    def lines(self, say: Speaker) -> list[str]:
        """The argument row by row, with [ ] around the element wanted and < > around the one taken."""
        cells = {index: f" {self.array[index]:g} " for index in np.ndindex(self.array.shape)}
        legend = [f"{say('wanted', place=list(self.place))}  [ ]"]
        if self.taken is not None:
            cells[self.taken] = f"<{cells[self.taken][1:-1]}>"
            legend += [f"{say('taken', place=list(self.place))}  < >"]
        cells[self.wanted] = f"[{cells[self.wanted][1:-1]}]"
        width = max(map(len, cells.values()))
        words = [cell.rjust(width) for cell in cells.values()]
        columns = self.array.shape[-1]
        rows = [" ".join(words[at : at + columns]) for at in range(0, len(words), columns)]
        return [*rows, *legend]


def misplaced(call: Call, comparison: Comparison | None = None) -> Misplaced | None:
    """Find the first element that is out of place: for reshape, transpose and their kin, which only move elements."""
    arrays = [value for value in call.arguments.values() if is_array(value)]
    if comparison is None or not comparison.index or len(arrays) != 1:
        return None
    array = np.asarray(arrays[0])
    if not array.size or not array.ndim or array.dtype.kind not in "iuf":
        return None
    if array.shape[-1] > MAX_COLUMNS or array.size // array.shape[-1] > MAX_ROWS:
        return None
    expected, got = (np.asarray(value)[comparison.index] for value in (comparison.expected, comparison.got))
    wanted, taken = (_only_place(array, value) for value in (expected, got))
    return Misplaced(array, comparison.index, wanted, taken) if wanted is not None else None


def _only_place(array: np.ndarray, value: Any) -> tuple[int, ...] | None:
    """Return where a value stands in an array, if at one place alone."""
    found = [tuple(map(int, place)) for place in np.argwhere(array == value)]
    return found[0] if len(found) == 1 else None


@dataclass(frozen=True)
class Code:
    """A few lines of code: of the bug that a property did not find."""

    source: tuple[str, ...]

    def lines(self, say: Speaker) -> list[str]:
        """Return the code as it stands."""
        return list(self.source)


def planted_code(call: Call, comparison: Comparison | None = None) -> Code | None:
    """Show the implementation that a property was tried on."""
    from .planted import planted_in

    planted = planted_in(call.arguments)
    return Code(tuple(planted.source[:MAX_CODE])) if planted is not None else None
