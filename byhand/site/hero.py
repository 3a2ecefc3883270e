"""The picture on the home page: a stroke of the pen becomes numbers, and the numbers an answer."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from byhand.site.drawing import Drawing, Point
from byhand.site.figures import variants

SIDE = 14
STROKES = (
    ((0.36, 0.20), (0.54, 0.21), (0.72, 0.18)),
    ((0.37, 0.20), (0.35, 0.31), (0.32, 0.45), (0.45, 0.40), (0.60, 0.42), (0.70, 0.55), (0.68, 0.70),
     (0.55, 0.82), (0.40, 0.81), (0.30, 0.73)),
)  # fmt: skip
"""A five as our hand writes it: knots of two strokes in the unit square."""


def smooth(knots: tuple[Point, ...], steps: int = 12) -> np.ndarray:
    """Return points `(many, 2)` on a Catmull–Rom curve through the knots."""
    p = np.array([knots[0], *knots, knots[-1]])
    t = np.linspace(0, 1, steps)[:, None]
    pieces: list[np.ndarray] = [
        (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3) / 2
        for a, b, c, d in zip(p, p[1:], p[2:], p[3:], strict=False)
    ]
    return np.concatenate(pieces)


def pixels() -> np.ndarray:
    """Return the five as `(SIDE, SIDE)` integers from 0, paper, to 9, ink."""
    ink = np.concatenate([smooth(stroke) for stroke in STROKES])
    centers = (np.arange(SIDE) + 0.5) / SIDE
    x, y = np.meshgrid(centers, centers)
    distance = np.sqrt((x[..., None] - ink[:, 0]) ** 2 + (y[..., None] - ink[:, 1]) ** 2).min(-1)
    grays: np.ndarray = np.rint(9 * np.clip(1.55 - distance * SIDE, 0, 1)).astype(int)
    return grays


def picture(language: str) -> dict[str, str]:
    """Return the light and the dark picture."""
    drawing = Drawing(600, 500)
    _paper(drawing)
    drawing.arrow((196, 118), (234, 118), role="red")
    _numbers(drawing, left=252, top=10, cell=16)
    drawing.line([(364, 244), (364, 256), (90, 256), (90, 268)], role="red", width=1.8)
    drawing.line([(85, 261), (90, 268), (95, 261)], role="red", width=1.8)
    _network(drawing)
    return variants(drawing.svg(), language)


def _paper(drawing: Drawing) -> None:
    left, top, side = 10, 34, 176
    drawing.rect((left + 5, top + 6), (side, side), fill="wash")
    drawing.rect((left, top), (side, side), fill="paper")
    for line in range(1, 4):
        drawing.line([(left + 10, top + line * 44), (left + side - 10, top + line * 44)], role="faint", width=0.8)
    for stroke in STROKES:
        points = [(left + side * x, top + side * y) for x, y in smooth(stroke)]
        drawing.line(points, role="foreground", width=15)


def _numbers(drawing: Drawing, left: float, top: float, cell: float) -> None:
    for (row, column), value in np.ndenumerate(pixels()):
        x, y = left + column * cell, top + row * cell
        drawing.rect((x, y), (cell - 1.5, cell - 1.5), fill="foreground", opacity=value / 9)
        role = "paper" if value > 4 else "muted" if value else "faint"
        drawing.text(str(value), at=(x + cell / 2 - 0.75, y + cell / 2 - 0.5), role=role, size=8.5, mono=True)
    drawing.text("x", at=(left + SIDE * cell + 14, top + 8), role="muted", mono=True)


def _network(drawing: Drawing) -> None:
    top, gap = 286, 20
    layers = [(90, 10, "muted"), (250, 7, "blue"), (400, 10, "muted")]
    columns = [[(float(x), top + gap * (place + (10 - count) / 2)) for place in range(count)] for x, count, _ in layers]
    for before, after in pairwise(columns):
        for start in before:
            for end in after:
                drawing.line([start, end], role="faint", width=0.6)
    for (_, _, role), column in zip(layers, columns, strict=True):
        for at in column:
            drawing.circle(at, 6, role=role)
    for digit, (x, y) in enumerate(columns[-1]):
        drawing.text(str(digit), at=(x + 20, y), role="red" if digit == 5 else "muted", mono=True, bold=digit == 5)
    drawing.circle(columns[-1][5], 7.5, role="red", full=True)
    words = ("x", "h = relu(x @ w1 + b1)", "softmax(h @ w2 + b2)")
    for word, column in zip(words, columns, strict=True):
        x, y = column[-1]
        drawing.text(word, at=(x, y + 24), role="muted", size=12, mono=True)
    _seal(drawing, columns[-1][5])


def _seal(drawing: Drawing, at: Point) -> None:
    x, y = 510.0, at[1] - 36
    drawing.arrow((at[0] + 40, at[1]), (x - 14, at[1]), role="red")
    drawing.rect((x, y), (72, 72), role="red", fill="red")
    drawing.rect((x + 5, y + 5), (62, 62), role="paper")
    drawing.text("⟦five|五⟧", at=(x + 36, y + 36), role="paper", size=24, bold=True)
