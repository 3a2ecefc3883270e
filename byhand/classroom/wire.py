"""Values as bytes, between a judge and a worker: exact, and without pickle.

What crosses is the plain values that exercises deal in: numbers, text, tuples, lists, dicts, arrays of NumPy and JAX,
random keys, and the outline of a traced program. Anything else arrives as a `Foreign`, which is never right.
"""

from __future__ import annotations

import itertools
import json
import re
import sys
from collections.abc import Callable
from typing import Any

import numpy as np

MAX_DEPTH = 40
MAX_NODES = 200_000
MAX_BITS = 4096
ARRAY_KINDS = "biufcSUmM"
JAX_DTYPES = frozenset(
    [
        "bool",
        "int8",
        "int16",
        "int32",
        "int64",
        "uint8",
        "uint16",
        "uint32",
        "uint64",
        "float16",
        "bfloat16",
        "float32",
        "float64",
        "complex64",
        "complex128",
    ]
)

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


def _jax() -> Any:
    return sys.modules.get("jax")


class Encoder:
    """Turns one value into a tree and the bytes of its arrays."""

    def __init__(self, callables: dict[int, Callable[..., Any]] | None = None) -> None:
        """Note functions in `callables` by number, to be called back; without it, they are foreign."""
        self.blobs: list[bytes] = []
        self.callables = callables
        self._seen: dict[int, int] = {}
        self._nodes = 0

    def tree(self, value: Any, depth: int = 0) -> Tree:
        """Return the tree of a value."""
        self._nodes += 1
        if depth > MAX_DEPTH or self._nodes > MAX_NODES:
            return ["foreign", "", "nested"]
        kind = type(value)
        if value is None or kind in (bool, float):
            return value
        if kind is str:
            return value.encode("utf-8", "replace").decode("utf-8")
        if kind is int:
            return value if value.bit_length() <= MAX_BITS else ["foreign", "", "int"]
        if kind is complex:
            return ["complex", value.real, value.imag]
        if kind in (tuple, list):
            return [kind.__name__, *(self.tree(item, depth + 1) for item in value)]
        if kind is dict:
            return ["dict", *([self.tree(key, depth + 1), self.tree(item, depth + 1)] for key, item in value.items())]
        return self._of_library(value, kind, depth)

    def _of_library(self, value: Any, kind: type, depth: int) -> Tree:
        if kind in (np.ndarray, np.matrix) and value.dtype.kind in ARRAY_KINDS:
            return self._array(value, "matrix" if kind is np.matrix else "array")
        if isinstance(value, np.generic) and kind.__module__ == "numpy" and value.dtype.kind in ARRAY_KINDS:
            return ["scalar", value.dtype.str, self._blob(value.tobytes())]
        if isinstance(value, np.dtype):
            return ["dtype", value.str]
        if (jax := _jax()) is not None:
            tree = self._of_jax(value, kind, jax, depth)
            if tree is not None:
                return tree
        if callable(value) and self.callables is not None:
            self.callables[len(self.callables)] = value
            return ["call", len(self.callables) - 1]
        of = f"[{value.dtype.name}]" if kind is np.ndarray else ""
        return ["foreign", str(kind.__module__), f"{kind.__name__}{of}"]

    def _of_jax(self, value: Any, kind: type, jax: Any, depth: int) -> Tree:
        if kind.__module__.startswith("jax") and kind.__name__ in ("ClosedJaxpr", "Jaxpr"):
            return ["program", *self._equations(getattr(value, "jaxpr", value), depth)]
        if not isinstance(value, jax.Array) or isinstance(value, jax.core.Tracer) or value.is_deleted():
            return None
        if jax.dtypes.issubdtype(value.dtype, jax.dtypes.prng_key):
            return [
                "key",
                str(jax.random.key_impl(value)),
                self._array(np.asarray(jax.random.key_data(value)), "array"),
            ]
        host = np.asarray(value)
        return ["jax", str(value.dtype), list(value.shape), self._blob(host.tobytes())]

    def _equations(self, program: Any, depth: int) -> list[Tree]:
        self._nodes += len(program.eqns)
        if depth > MAX_DEPTH or self._nodes > MAX_NODES:
            return []
        return [[str(equation.primitive.name), self._inner(equation.params, depth)] for equation in program.eqns]

    def _inner(self, params: dict[str, Any], depth: int) -> list[Tree]:
        found = []
        for key, value in params.items():
            several = value if isinstance(value, list | tuple) else [value]
            programs = [getattr(one, "jaxpr", one) for one in several if hasattr(one, "jaxpr") or hasattr(one, "eqns")]
            if programs:
                found.append([str(key), [self._equations(program, depth + 1) for program in programs]])
        return found

    def _array(self, value: np.ndarray, tag: str) -> Tree:
        if id(value) in self._seen:
            return ["same", self._seen[id(value)]]
        self._seen[id(value)] = len(self._seen)
        layout = None if value.flags.c_contiguous else list(value.strides)
        return [tag, value.dtype.str, list(value.shape), layout, value.flags.writeable, self._blob(value.tobytes())]

    def _blob(self, content: bytes) -> int:
        self.blobs.append(content)
        return len(self.blobs) - 1


class Decoder:
    """Builds one value from a tree and the bytes of its arrays; believes nothing."""

    def __init__(self, blobs: list[bytes], call: Callable[[int], Any] | None = None) -> None:
        """Read arrays from `blobs`; `call` makes a function of a number, where functions may come."""
        self.blobs, self.call = blobs, call
        self._seen: list[np.ndarray] = []
        self._nodes = 0

    def value(self, tree: Tree, depth: int = 0) -> Any:
        """Return the value.

        Raises:
            WireError: the tree is none that an `Encoder` makes.
        """
        self._nodes += 1
        if depth > MAX_DEPTH + 2 or self._nodes > MAX_NODES + 2:
            raise WireError("nested too deeply")
        if tree is None or type(tree) in (bool, int, float, str):
            return tree
        match tree:
            case [("tuple" | "list") as tag, *items]:
                return (tuple if tag == "tuple" else list)([self.value(item, depth + 1) for item in items])
            case ["dict", *pairs]:
                return self._dict(pairs, depth)
            case ["complex", float(real), float(imag)]:
                return complex(real, imag)
            case ["foreign", str(module), str(name)]:
                return foreign(module, name)
        return self._of_library(tree)

    def _dict(self, pairs: list[Tree], depth: int) -> dict[Any, Any]:
        result: dict[Any, Any] = {}
        for pair in pairs:
            if type(pair) is not list or len(pair) != 2:
                raise WireError("a dict without pairs")
            key = self.value(pair[0], depth + 1)
            if type(key) not in (str, int, bool, float, type(None)):
                raise WireError("a dict with a key that is no plain value")
            result[key] = self.value(pair[1], depth + 1)
        return result

    def _of_library(self, tree: Tree) -> Any:
        match tree:
            case [("array" | "matrix") as tag, str(dtype), list(shape), layout, bool(writeable), int(blob)]:
                array = self._array(self._dtype(dtype), shape, blob, layout)
                array.flags.writeable = writeable
                self._seen.append(array)
                return np.asmatrix(array) if tag == "matrix" and array.ndim == 2 else array
            case ["same", int(number)] if 0 <= number < len(self._seen):
                return self._seen[number]
            case ["scalar", str(dtype), int(blob)]:
                return self._array(self._dtype(dtype), [], blob)[()]
            case ["dtype", str(dtype)]:
                return self._dtype(dtype)
            case ["jax", str(dtype), list(shape), int(blob)]:
                return self._jax_array(dtype, shape, blob)
            case ["key", str(impl), list(data)]:
                return self._key(impl, self.value(data))
            case ["program", *equations]:
                return self._program(equations)
            case ["call", int(number)] if self.call is not None:
                return self.call(number)
        raise WireError("an unknown kind of value")

    def _dtype(self, text: str) -> np.dtype[Any]:
        try:
            dtype = np.dtype(text)
        except (TypeError, ValueError, SyntaxError) as error:
            raise WireError("no dtype") from error
        if dtype.kind not in ARRAY_KINDS or dtype.str != text:
            raise WireError("a dtype that does not cross")
        return dtype

    def _array(self, dtype: np.dtype[Any], shape: list[Any], number: int, layout: Any = None) -> np.ndarray:
        if not all(type(size) is int and 0 <= size < 2**40 for size in shape) or len(shape) > 32:
            raise WireError("no shape")
        if not 0 <= number < len(self.blobs):
            raise WireError("no such bytes")
        count, content = 1, self.blobs[number]
        for size in shape:
            count *= size
        if count * dtype.itemsize != len(content):
            raise WireError("bytes that do not fill the shape")
        array = np.frombuffer(content, dtype).reshape(shape)
        return array.copy() if layout is None else _with_strides(array, layout)

    def _jax_array(self, dtype: str, shape: list[Any], blob: int) -> Any:
        jax = _jax()
        if jax is None or dtype not in JAX_DTYPES:
            raise WireError("a JAX array that does not cross")
        host = self._array(np.dtype(dtype), shape, blob)
        if jax.dtypes.canonicalize_dtype(host.dtype) != host.dtype:
            return foreign("", "Array64")
        return jax.numpy.asarray(host)

    def _key(self, impl: str, data: Any) -> Any:
        jax = _jax()
        if jax is None or type(data) is not np.ndarray:
            raise WireError("a random key that does not cross")
        try:
            return jax.random.wrap_key_data(jax.numpy.asarray(data), impl=impl)
        except (TypeError, ValueError) as error:
            raise WireError("no random key") from error

    def _program(self, equations: Any, depth: int = 0) -> Program:
        if type(equations) is not list or depth > MAX_DEPTH:
            raise WireError("no program")
        found = []
        for equation in equations:
            match equation:
                case [str(name), list(inner)]:
                    found.append(Equation(name, dict(self._inner(pair, depth) for pair in inner)))
                case _:
                    raise WireError("no operation")
        return Program(found)

    def _inner(self, pair: Any, depth: int) -> tuple[str, list[Program]]:
        match pair:
            case [str(key), list(programs)]:
                return key, [self._program(program, depth + 1) for program in programs]
        raise WireError("no program")


def _with_strides(array: np.ndarray, layout: Any) -> np.ndarray:
    """Lay a copy out in memory as the original was: reversed, transposed, with gaps."""
    if type(layout) is not list or len(layout) != array.ndim or not all(type(step) is int for step in layout):
        raise WireError("no strides")
    if 0 in array.shape:
        return array.copy()
    reach = [(size - 1) * step for size, step in zip(array.shape, layout, strict=True)]
    start = -sum(step for step in reach if step < 0)
    span = start + sum(step for step in reach if step > 0) + array.itemsize
    if span > 64 * max(array.nbytes, 1024):
        raise WireError("strides that reach too far")
    result: np.ndarray = np.ndarray(array.shape, array.dtype, np.zeros(span, np.uint8), start, layout)
    result[...] = array
    return result


def dump(value: Any, callables: dict[int, Callable[..., Any]] | None = None) -> tuple[bytes, bytes]:
    """Return a value as JSON, and the bytes of its arrays."""
    encoder = Encoder(callables)
    tree = encoder.tree(value)
    header = json.dumps([tree, [len(blob) for blob in encoder.blobs]])
    return header.encode(), b"".join(encoder.blobs)


def load(header: bytes, content: bytes, call: Callable[[int], Any] | None = None) -> Any:
    """Return the value that `dump` wrote.

    Raises:
        WireError: `dump` did not write this.
    """
    try:
        parsed = json.loads(header)
    except (ValueError, RecursionError, MemoryError) as error:
        raise WireError("no message") from error
    match parsed:
        case [tree, list(sizes)] if all(type(size) is int and size >= 0 for size in sizes):
            ends = np.cumsum([0, *sizes]).tolist()
            if ends[-1] != len(content):
                raise WireError("bytes that are too many or too few")
            blobs = [content[start:end] for start, end in itertools.pairwise(ends)]
            return Decoder(blobs, call).value(tree)
    raise WireError("no message")
