"""Draw tensors: grids of numbers, arrows, braces and words, as SVG in the colours of the course.

    drawing = Drawing(420, 150)
    column = drawing.grid(np.array([[10], [20], [30]]), at=(40, 30), role="blue")
    drawing.text("⟦a column|一列⟧", at=(column.center, column.top - 10))
    drawing.arrow((column.right + 10, column.middle), (column.right + 60, column.middle))
    drawing  # the last line of a cell shows it

Coordinates are pixels from the top left; every method that places something returns where it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

import numpy as np

from byhand.site.palette import ACCENTS, color

FONT = "system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"
MONO = "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace"

type Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    """Where something was drawn."""

    left: float
    top: float
    width: float
    height: float
    cell: float = 0.0

    @property
    def right(self) -> float:
        """The x of its right side."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The y of its lower side."""
        return self.top + self.height

    @property
    def center(self) -> float:
        """The x halfway."""
        return self.left + self.width / 2

    @property
    def middle(self) -> float:
        """The y halfway."""
        return self.top + self.height / 2

    def at(self, row: int, column: int) -> Point:
        """Return the centre of a grid's cell."""
        return self.left + (column + 0.5) * self.cell, self.top + (row + 0.5) * self.cell


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _directions(start: Point, end: Point) -> tuple[np.ndarray, np.ndarray]:
    """Return the unit vectors along a way and to its left, on a screen whose y grows downwards."""
    along = np.subtract(end, start) / max(float(np.hypot(*np.subtract(end, start))), 1e-9)
    return along, np.array([along[1], -along[0]])


class Drawing:
    """A picture of `width` × `height` pixels that a notebook shows as SVG."""

    def __init__(self, width: float, height: float) -> None:
        """Begin with an empty, transparent picture."""
        self.width, self.height = width, height
        self._parts: list[str] = []

    def grid(
        self,
        values: np.ndarray | tuple[int, ...],
        at: Point,
        *,
        cell: float = 30,
        role: str = "blue",
        ghost: np.ndarray | None = None,
        mark: np.ndarray | None = None,
        form: str = "{:g}",
    ) -> Box:
        """Draw a matrix or a vector, one square for each element, with its values.

        Args:
            values: an array of at most two axes, a vector being a row; or a shape such as `(3, 4)`.
            at: the upper left corner.
            cell: the side of a square.
            role: the accent of the squares.
            ghost: where true, the square is dashed and pale: an element that is not stored.
            mark: where true, the square is filled with the full accent.
            form: how a number is written; numbers in the grid want one or two digits.

        Returns:
            The place of the grid; `box.at(row, column)` is the centre of a square.

        Raises:
            ValueError: more than two axes; names the shape.
        """
        shown = None if isinstance(values, tuple) else np.atleast_2d(values)
        shape = (1, *values)[-2:] if isinstance(values, tuple) else np.atleast_2d(values).shape
        if len(shape) > 2 or (isinstance(values, tuple) and len(values) > 2):
            raise ValueError(f"grid: draws at most two axes, got shape {values if shown is None else shape}")
        ghosts, marks = (np.zeros(shape, bool) | (False if m is None else m) for m in (ghost, mark))
        box = Box(*at, shape[1] * cell, shape[0] * cell, cell)
        for row, column in np.ndindex(*shape):
            pale, full = bool(ghosts[row, column]), bool(marks[row, column])
            self._square(box, row, column, role, pale=pale, full=full)
            if shown is not None:
                value = shown[row, column]
                word = str(value) if isinstance(value, str) else form.format(value)
                ink = "muted" if pale else "paper" if full else "foreground"
                self.text(word, at=box.at(row, column), role=ink, size=cell * 0.43, mono=True)
        return box

    def _square(self, box: Box, row: int, column: int, role: str, *, pale: bool, full: bool) -> None:
        x, y = box.left + column * box.cell, box.top + row * box.cell
        fill = "none" if pale else color(role if full or role not in ACCENTS else f"{role}-soft")
        dash = ' stroke-dasharray="3 3"' if pale else ""
        side = _number(box.cell - 3)
        self._parts.append(
            f'<rect x="{_number(x + 1.5)}" y="{_number(y + 1.5)}" width="{side}" height="{side}" rx="3"'
            f' fill="{fill}" stroke="{color("muted" if pale else role)}" stroke-width="1.2"{dash}/>'
        )

    def text(
        self,
        words: str,
        at: Point,
        *,
        role: str = "foreground",
        size: float = 14,
        anchor: str = "middle",
        mono: bool = False,
        bold: bool = False,
    ) -> None:
        """Write one line, centred at `at` unless `anchor` is "start" or "end"; `⟦a|甲⟧` is welcome."""
        weight = ' font-weight="600"' if bold else ""
        self._parts.append(
            f'<text x="{_number(at[0])}" y="{_number(at[1])}" dy=".35em" text-anchor="{anchor}"'
            f' font-family="{MONO if mono else FONT}" font-size="{_number(size)}"'
            f' fill="{color(role)}"{weight}>{escape(words)}</text>'
        )

    def line(self, points: Sequence[Point], *, role: str = "muted", width: float = 1.5, dash: str = "") -> None:
        """Draw straight lines through the points; `dash` such as "4 3" interrupts them."""
        path = " ".join(f"{_number(x)},{_number(y)}" for x, y in points)
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        self._parts.append(
            f'<polyline points="{path}" fill="none" stroke="{color(role)}" stroke-width="{_number(width)}"'
            f' stroke-linecap="round" stroke-linejoin="round"{dashes}/>'
        )

    def rect(self, at: Point, size: Point, *, role: str = "faint", fill: str = "none", opacity: float = 1) -> None:
        """Draw a rounded rectangle with its upper left corner at `at`; `fill` is a role, too."""
        paint = fill if fill == "none" else color(fill)
        self._parts.append(
            f'<rect x="{_number(at[0])}" y="{_number(at[1])}" width="{_number(size[0])}"'
            f' height="{_number(size[1])}" rx="4" stroke="{color(role)}" fill="{paint}"'
            f' fill-opacity="{_number(opacity)}"/>'
        )

    def circle(self, at: Point, radius: float, *, role: str = "blue", full: bool = False) -> None:
        """Draw a disc, pale unless `full`: a neuron, a node of a graph."""
        fill = color(role if full or role not in ACCENTS else f"{role}-soft")
        self._parts.append(
            f'<circle cx="{_number(at[0])}" cy="{_number(at[1])}" r="{_number(radius)}" fill="{fill}"'
            f' stroke="{color(role)}" stroke-width="1.2"/>'
        )

    def arrow(self, start: Point, end: Point, *, role: str = "muted", label: str = "", width: float = 1.8) -> None:
        """Draw an arrow from `start` to `end`, with a label above its middle."""
        along, across = _directions(start, end)
        first, second = (np.array(end) - 8 * along + side * 4.5 * across for side in (1, -1))
        self.line([start, end], role=role, width=width)
        self.line([(first[0], first[1]), end, (second[0], second[1])], role=role, width=width)
        if label:
            self.text(label, at=((start[0] + end[0]) / 2, (start[1] + end[1]) / 2 - 13), role=role, size=13)

    def brace(self, start: Point, end: Point, label: str = "", *, role: str = "muted", size: float = 13) -> None:
        """Draw a curly brace from `start` to `end`; its point and its label are on the left as one goes.

        Going right, the label is above; going left, below; going up, on the left; going down, on the right.
        """
        along, out = _directions(start, end)
        a, b, turn, depth = np.array(start), np.array(end), 6 * along, 6 * out
        middle = (a + b) / 2
        knots = [a, a + depth, a + depth + turn, middle + depth - turn, middle + depth, middle + 2 * depth]
        knots += [middle + depth, middle + depth + turn, b + depth - turn, b + depth, b]
        p = [f"{_number(x)} {_number(y)}" for x, y in knots]
        self._parts.append(
            f'<path d="M{p[0]} Q{p[1]} {p[2]} L{p[3]} Q{p[4]} {p[5]} Q{p[6]} {p[7]} L{p[8]} Q{p[9]} {p[10]}"'
            f' fill="none" stroke="{color(role)}" stroke-width="1.4" stroke-linecap="round"/>'
        )
        if label:
            sideways = abs(along[1]) > abs(along[0])
            anchor = ("start" if out[0] > 0 else "end") if sideways else "middle"
            x, y = middle + (18 if sideways else 24) * out
            self.text(label, at=(x, y), role=role, size=size, anchor=anchor)

    def svg(self) -> str:
        """Return the picture as an SVG document, its `⟦en|中文⟧` tokens still in it."""
        size = f'width="{_number(self.width)}" height="{_number(self.height)}"'
        view = f'viewBox="0 0 {_number(self.width)} {_number(self.height)}"'
        return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {view}>{"".join(self._parts)}</svg>'

    def _repr_svg_(self) -> str:
        return self.svg()
