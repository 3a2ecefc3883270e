"""What a value can be that crosses between a judge and a worker, and what stands for the rest."""

from __future__ import annotations

import builtins
import re
import sys
from typing import Any

MAX_DEPTH = 40
MAX_NODES = 200_000
MAX_BITS = 4096
ARRAY_KINDS = "biufcSUmM"
JAX_DTYPES = frozenset(
    ["bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float16", "bfloat16", "float32",
     "float64", "complex64", "complex128"]
)  # fmt: skip

type Tree = Any
"""What `json` can write."""


class WireError(Exception):
    """Bytes that are no message; never the fault of the one who reads them."""


class Foreign:
    """Stands for a value of a type that does not cross: equal to nothing, not even to itself."""

    def __eq__(self, other: object) -> bool:
        """Return False."""
        return False

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        """Name the type."""
        return f"<{type(self).__name__}>"


def foreign(module: str, name: str) -> Foreign:
    """Return a stand-in whose type is named as the value's was."""
    name = name[:60] if re.fullmatch(r"[\w\[\]]+", name) else "object"
    kind: type[Foreign] = type(name, (Foreign,), {"__module__": "numpy" if module == "numpy" else "answer"})
    return kind()


def holds_foreign(value: Any) -> bool:
    """Whether a decoded value is, or holds, something that did not cross."""
    if isinstance(value, tuple | list):
        return any(map(holds_foreign, value))
    if isinstance(value, dict):
        return any(map(holds_foreign, value.values()))
    return isinstance(value, Foreign)


class Program:
    """The outline of a traced JAX program: the operations by name, and the programs inside them."""

    def __init__(self, equations: list[Equation]) -> None:
        """Hold the operations in order."""
        self.eqns = equations

    @property
    def jaxpr(self) -> Program:
        """The program itself, as JAX's closed programs have it."""
        return self


class Primitive:
    """What kind of operation it is."""

    def __init__(self, name: str) -> None:
        """Hold the name."""
        self.name = name


class Equation:
    """One operation of a traced program."""

    def __init__(self, name: str, inner: dict[str, list[Program]]) -> None:
        """Hold the operation's name, and the programs among its parameters."""
        self.primitive, self.params = Primitive(name), inner


def error_names(error: BaseException) -> list[str]:
    """Name an error's type and those that it is derived from."""
    return [kind.__name__ for kind in type(error).__mro__]


def text_of(error: BaseException) -> str:
    """Return an error's message, cut; its own code may do anything."""
    try:
        return str(error)[:4000]
    except BaseException:
        return ""


def error_of(names: Any, text: Any, notes: Any = ()) -> BaseException | None:
    """Rebuild an exception from the names of its types: the first one that is built in decides what it is."""
    if type(names) is not list or not names or not all(type(name) is str for name in names):
        return None
    kinds = (getattr(builtins, name, None) for name in names if "Group" not in name)
    base = next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseException)), Exception)
    name = names[0] if names[0].isidentifier() else "Exception"
    message = str(text)
    kind = type(name[:60], (base,), {"__init__": lambda self: None, "__str__": lambda self: message})
    error: BaseException = kind()
    for note in notes if type(notes) is list else ():
        error.add_note(str(note))
    return error


def jax_module() -> Any:
    """Return JAX if it has been imported, without importing it."""
    return sys.modules.get("jax")
