"""Answers that try to pass without being right, or to do something else besides. Not one of them gets a pass."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from byhand.course import graded_chapters
from byhand.stubs import exercise_source

OTHER = "sum_to_shape"
"""The exercise for answers with a loop, which `outer_product` forbids."""

RIGHT = """
if x.ndim != 1 or y.ndim != 1:
    raise ValueError(f"no vectors: {x.shape}, {y.shape}")
return x[:, np.newaxis] * y
"""

RIGHT_SUM = """
added = x.ndim - len(y)
if added < 0 or any(m not in (1, n) for m, n in zip(y, x.shape[added:])):
    raise ValueError(f"no sum: {x.shape}, {y}")
total = x.sum(axis=tuple(added + axis for axis, size in enumerate(y) if size == 1), keepdims=True)
return total.sum(axis=tuple(range(added)))
"""


@dataclass(frozen=True)
class Hostile:
    """One hostile answer: its body, and what stands above and below it in its file.

    It answers `outer_product(x, y)` or `sum_to_shape` of the chapter on broadcasting, if nothing else is said.
    """

    name: str
    tries: str
    body: str
    top: str = ""
    bottom: str = ""
    exercise: str = "outer_product"
    chapter: str = "broadcasting"

    def source(self) -> str:
        """Return the whole exercise file: the handed-out one with this answer in it."""
        stub = f'raise NotImplementedError("{self.exercise}")'
        text = exercise_source(graded_chapters()[self.chapter])
        assert stub in text
        head, line, rest = text.partition("import numpy as np\n")
        names = "x, y = gradient, shape\n    " if self.exercise == OTHER else ""
        body = names + textwrap.indent(textwrap.dedent(self.body).strip(), "    ").lstrip()
        return head + line + textwrap.dedent(self.top) + rest.replace(stub, body) + textwrap.dedent(self.bottom)


def about_properties() -> list[Hostile]:
    """Return the hostile answers to the chapter whose answers are properties."""
    from . import properties

    return properties.ANSWERS


def everyone() -> list[Hostile]:
    """Return every hostile answer to the chapter on broadcasting."""
    from . import behaviour, machine, objects, patches, sight

    return [one for module in (patches, sight, objects, behaviour, machine) for one in module.ANSWERS]
