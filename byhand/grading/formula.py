"""Functions that a property hands to an answer."""

from __future__ import annotations

import importlib
import re
from typing import Any

MODULES = {"np": "numpy", "math": "math", "jax": "jax", "jnp": "jax.numpy"}
"""What a source may use, by name; a module that it does not name is not imported."""


class Formula:
    """A function given by its source, such as `Formula("lambda x: x**2")`.

    The source is the function, what a message shows of it, and what crosses to the process that an answer runs in; so
    the function does there, to the very arrays of the answer, what it does here.
    """

    def __init__(self, source: str, **constants: Any) -> None:
        """Take the source of an expression that uses the `MODULES` and the `constants`, numbers or arrays."""
        self.source, self.constants = source, constants
        self.__name__ = source
        used = MODULES.keys() & set(re.findall(r"\w+", source))
        self._function = eval(source, {name: importlib.import_module(MODULES[name]) for name in used} | constants)

    def __call__(self, *args: Any) -> Any:
        """Call the function."""
        return self._function(*args)

    def __repr__(self) -> str:
        """Show the source."""
        return self.source
