"""Functions that a property hands to an answer, and scripts in which it uses a class that is the answer."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from typing import Any

import numpy as np

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


class Script(Formula):
    """Lines of Python that use a class: how a property asks an exercise that is one.

        Script("a = Node(x)\nb = a * a\nb.backward()\na.gradient", x=np.array([1.0, 2.0]))

    The last line is an expression, and what it gives is the result.
    """

    def __init__(self, source: str, **constants: Any) -> None:
        """Take lines that use `np`, the `constants`, and the class by the name of its exercise."""
        *lines, result = source.strip().splitlines()
        self.source, self.constants = source.strip(), constants
        self.__name__ = self.source
        self._lines = compile("\n".join(lines), "<script>", "exec")
        self._result = compile(result, "<script>", "eval")

    def run(self, name: str, answer: Callable[..., Any]) -> Any:
        """Run it with an answer under the name of its exercise."""
        names = {"np": np, name: answer, **self.constants}
        exec(self._lines, names)
        return eval(self._result, names)


def scripted(name: str, answer: Callable[..., Any]) -> Callable[[Script], Any]:
    """Return the function that runs a script with the class `answer`."""

    def run(script: Script) -> Any:
        return script.run(name, answer)

    return run
