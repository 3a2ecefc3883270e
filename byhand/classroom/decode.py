"""From a tree, and the bytes of its arrays, to a value; nothing of it is believed."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from byhand.grading.formula import Formula, Script

from .values import (
    ARRAY_KINDS,
    JAX_DTYPES,
    MAX_DEPTH,
    MAX_NODES,
    Equation,
    Program,
    Tree,
    WireError,
    foreign,
    jax_module,
)


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
            case ["formula" | "script" as tag, str(source), constants] if self.call is not None:
                kind = Formula if tag == "formula" else Script  # only a judge may send code
                return kind(source, **self.value(constants, depth + 1))
            case ["rng", state] if self.call is not None:
                rng = np.random.default_rng(0)
                rng.bit_generator.state = self.value(state, depth + 1)
                return rng
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
            case ["mesh", *_]:
                return self._mesh(tree)
            case ["sharded", str(dtype), list(shape), ["mesh", *_] as mesh, list(spec), list(blobs)]:
                return self._sharded(dtype, shape, mesh, spec, blobs)
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
        jax = jax_module()
        if jax is None or dtype not in JAX_DTYPES:
            raise WireError("a JAX array that does not cross")
        host = self._array(np.dtype(dtype), shape, blob)
        with jax.enable_x64(True):  # as wide as it was
            return jax.numpy.asarray(host)

    def _mesh(self, tree: Tree) -> Any:
        jax = jax_module()
        if jax is None:
            raise WireError("a mesh that does not cross")
        devices = jax.devices("cpu")
        match tree:
            case ["mesh", list(names), list(sizes), list(numbers)]:
                if not all(type(number) is int and 0 <= number < len(devices) for number in numbers):
                    raise WireError("no such device")
                if len(set(numbers)) != len(numbers) or not all(type(name) is str for name in names):
                    raise WireError("no mesh")
                if len(names) != len(sizes) or not all(type(size) is int and size > 0 for size in sizes):
                    raise WireError("no mesh")
                if math.prod(sizes) != len(numbers) or len(set(names)) != len(names):
                    raise WireError("no mesh")
                chosen = np.array([devices[number] for number in numbers]).reshape(sizes)
                return jax.sharding.Mesh(chosen, tuple(names))
        raise WireError("no mesh")

    def _sharded(self, dtype: str, shape: list[Any], mesh: Tree, spec: list[Any], blobs: list[Any]) -> Any:
        jax, laid = jax_module(), self._mesh(mesh)
        if dtype not in JAX_DTYPES or not all(type(blob) is int for blob in blobs):
            raise WireError("a JAX array that does not cross")
        try:
            axes = (tuple(axis) if type(axis) is list else axis for axis in spec)
            sharding = jax.sharding.NamedSharding(laid, jax.sharding.PartitionSpec(*axes))
            block, devices = list(sharding.shard_shape(tuple(shape))), laid.devices.flat
            parts = zip(blobs, devices, strict=True)
            with jax.enable_x64(True):
                held = [jax.device_put(self._array(np.dtype(dtype), block, blob), one) for blob, one in parts]
                return jax.make_array_from_single_device_arrays(tuple(shape), sharding, held)
        except WireError:
            raise
        except Exception as error:  # JAX has many ways to say that these do not fit together
            raise WireError("no sharded array") from error

    def _key(self, impl: str, data: Any) -> Any:
        jax = jax_module()
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
