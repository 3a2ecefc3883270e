"""Plain-text pictures of the smallest failing input, for operations where shapes matter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .contract import is_array
from .outcome import Call

type Picture = Callable[[Call], list[str]]


def _shapes(arguments: dict[str, Any]) -> dict[str, tuple[int, ...]]:
    """Find the shapes among a call's arguments: those of arrays, and tuples of integers themselves."""
    found: dict[str, tuple[int, ...]] = {}
    for name, value in arguments.items():
        if is_array(value):
            found[name] = tuple(value.shape)
        elif isinstance(value, tuple) and all(isinstance(size, int) for size in value):
            found[name] = value
        elif isinstance(value, tuple) and all(isinstance(shape, tuple) for shape in value):
            found |= {f"{name}[{i}]": shape for i, shape in enumerate(value)}
    return found


def aligned_shapes(call: Call) -> list[str]:
    """Write the call's shapes below each other, flush right, and mark the axes that clash."""
    shapes = _shapes(call.arguments)
    rank = max((len(shape) for shape in shapes.values()), default=0)
    if len(shapes) < 2 or not 0 < rank <= 8:
        return []
    rows = [("",) * (rank - len(shape)) + tuple(map(str, shape)) for shape in shapes.values()]
    columns = [[row[axis] for row in rows] for axis in range(rank)]
    clashes = [len({cell for cell in column if cell not in ("", "1")}) > 1 for column in columns]
    rows.append(tuple("^" if clash else "" for clash in clashes))
    widths = [max(map(len, column)) for column in columns]
    names = [*shapes, ""]
    pad = max(map(len, names))
    lines = [
        f"{name:<{pad}}  " + "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True))
        for name, row in zip(names, rows, strict=True)
    ]
    return lines if any(clashes) else lines[:-1]
