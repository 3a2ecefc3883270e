"""From a value to a tree that JSON can write, and the bytes of its arrays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from byhand.grading.contract import is_generator
from byhand.grading.formula import Formula, Script

from .values import ARRAY_KINDS, MAX_BITS, MAX_DEPTH, MAX_NODES, Tree, jax_module


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
        if (jax := jax_module()) is not None:
            tree = self._of_jax(value, kind, jax, depth)
            if tree is not None:
                return tree
        if is_generator(value):
            return ["rng", self.tree(value.bit_generator.state, depth + 1)]
        if kind in (Formula, Script):
            return [kind.__name__.lower(), value.source, self.tree(value.constants, depth + 1)]
        if callable(value) and self.callables is not None:
            self.callables[len(self.callables)] = value
            return ["call", len(self.callables) - 1]
        of = f"[{value.dtype.name}]" if kind is np.ndarray else ""
        return ["foreign", str(kind.__module__), f"{kind.__name__}{of}"]

    def _of_jax(self, value: Any, kind: type, jax: Any, depth: int) -> Tree:
        if kind.__module__.startswith("jax") and kind.__name__ in ("ClosedJaxpr", "Jaxpr"):
            return ["program", *self._equations(getattr(value, "jaxpr", value), depth)]
        if isinstance(value, jax.sharding.Mesh):
            return _mesh(value)
        if not isinstance(value, jax.Array) or isinstance(value, jax.core.Tracer) or value.is_deleted():
            return None
        if jax.dtypes.issubdtype(value.dtype, jax.dtypes.prng_key):
            return [
                "key",
                str(jax.random.key_impl(value)),
                self._array(np.asarray(jax.random.key_data(value)), "array"),
            ]
        if isinstance(value.sharding, jax.sharding.NamedSharding):
            return self._sharded(value)
        host = np.asarray(value)
        return ["jax", str(value.dtype), list(value.shape), self._blob(host.tobytes())]

    def _sharded(self, value: Any) -> Tree:
        """An array that is laid out over a mesh: what each device holds, since copies may differ."""
        spec = [list(axis) if isinstance(axis, tuple) else axis for axis in value.sharding.spec]
        blobs = [self._blob(np.asarray(shard.data).tobytes()) for shard in value.addressable_shards]
        return ["sharded", str(value.dtype), list(value.shape), _mesh(value.sharding.mesh), spec, blobs]

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


def _mesh(mesh: Any) -> Tree:
    """A mesh by the names and the sizes of its axes, and the numbers of its devices."""
    return ["mesh", list(mesh.axis_names), list(mesh.devices.shape), [int(one.id) for one in mesh.devices.flat]]
