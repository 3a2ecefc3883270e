"""What a reference's signature and docstring demand of every call, read from its source.

The type of the result comes from the return annotation, the forbidden names from the section `Off limits:`.
Nothing here imports the reference.
"""

from __future__ import annotations

import ast
import contextlib
import sys
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from byhand.course import Function

SYNTAX: dict[str, tuple[type[ast.AST], ...]] = {
    "for": (ast.For, ast.comprehension),
    "while": (ast.While,),
    "@": (ast.MatMult,),
}
LOOPS = (ast.For, ast.While, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
ADVANCING = {"next", "__next__", "pop", "popleft", "popitem", "append"}
"""Calls that give something else in every round, without a name that changes."""
FUNCTION = "function"
ITERATOR = "iterator"
NOT_NUMPY_DTYPES = ("bool", "int", "float", "str", "tuple", "list", "dict", "None")


def is_jax(value: Any) -> bool:
    """Whether `value` is a JAX array, without importing JAX."""
    jax = sys.modules.get("jax")
    return jax is not None and isinstance(value, jax.Array)


def is_array(value: Any) -> bool:
    """Whether `value` is a NumPy or JAX array (subclasses of `np.ndarray` are, too)."""
    return isinstance(value, np.ndarray) or is_jax(value)


def numbers_in(array: Any) -> np.ndarray:
    """The numbers of a NumPy or JAX array; of random keys of JAX's, which are no numbers, those inside."""
    jax = sys.modules.get("jax")
    if jax is not None and is_jax(array) and jax.dtypes.issubdtype(array.dtype, jax.dtypes.prng_key):
        array = jax.random.key_data(array)
    return np.asarray(array)


def is_mesh(value: Any) -> bool:
    """Whether `value` is a mesh of JAX's devices."""
    jax = sys.modules.get("jax")
    return jax is not None and isinstance(value, jax.sharding.Mesh)


def placement(array: Any) -> dict[int, tuple[slice, ...]]:
    """Say which part of a JAX array each device holds, by the device's number; of others, nothing."""
    if not is_jax(array) or not hasattr(array, "addressable_shards"):
        return {}
    return {shard.device.id: shard.index for shard in array.addressable_shards}


def _is_wide(value: Any) -> bool:
    """Whether a JAX array of 64 bits is in a value, or in the containers that it is made of."""
    if isinstance(value, list | tuple):
        return any(map(_is_wide, value))
    if isinstance(value, dict):
        return any(map(_is_wide, value.values()))
    return is_jax(value) and value.dtype in ("float64", "int64", "uint64", "complex128")


def wide_enough(value: Any) -> contextlib.AbstractContextManager[Any]:
    """Return a context in which JAX computes with 64 bits if there are arrays of so many in `value`.

    By default it would cut off half of what it makes of them.
    """
    jax = sys.modules.get("jax")
    return contextlib.nullcontext() if jax is None or not _is_wide(value) else jax.enable_x64(True)


def is_generator(value: Any) -> bool:
    """Whether `value` is a random number generator of NumPy's."""
    random = sys.modules.get("numpy.random")
    return random is not None and isinstance(value, random.Generator)


def _is_integer(value: Any) -> bool:
    return type(value) is int or isinstance(value, np.integer)


def is_numpy(value: Any) -> bool:
    """Whether `value` is an array or a scalar of NumPy's, and of no subclass."""
    return type(value) is np.ndarray or isinstance(value, np.generic)


def _is_integers(value: Any) -> bool:
    return type(value) is tuple and all(map(_is_integer, value))


def _is_float(value: Any) -> bool:
    return type(value) is float or isinstance(value, np.floating)


def _is_nothing(value: Any) -> bool:
    return value is None


CHECKS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "np.ndarray": (is_numpy, "np.ndarray"),
    "Array": (is_jax, "jax.Array"),
    "jax.Array": (is_jax, "jax.Array"),
    "tuple[int, ...]": (_is_integers, "tuple[int, ...]"),
    "int": (_is_integer, "int"),
    "float": (_is_float, "float"),
    "None": (_is_nothing, "None"),
}


@dataclass(frozen=True)
class ReturnType:
    """The type that a result must have; tuples are checked item by item."""

    accepts: Callable[[Any], bool]
    name: str

    @classmethod
    def of(cls, annotation: ast.expr | None) -> ReturnType | None:
        """Read an annotation such as `Float[np.ndarray, "rows columns"]`; None where it says nothing."""
        if annotation is None:
            return None
        text = ast.unparse(annotation)
        if text in CHECKS:
            return cls(*CHECKS[text])
        if text.startswith("Callable["):
            return cls(callable, FUNCTION)
        if text.startswith("Iterator["):
            return cls(lambda value: type(value) is list, ITERATOR)  # the guard has gone through it
        match annotation:
            case ast.Subscript(value=ast.Name(id="tuple"), slice=ast.Tuple(elts=items)):
                return cls._of_tuple([cls.of(item) for item in items], text)
            case ast.Subscript(value=ast.Name(id="tuple"), slice=item):
                return cls._of_tuple([cls.of(item)], text)
            case ast.Subscript(value=ast.Name(id=name), slice=ast.Tuple(elts=[array, ast.Constant()])):
                if name not in NOT_NUMPY_DTYPES and ast.unparse(array) in CHECKS:
                    return cls(*CHECKS[ast.unparse(array)])
        return None

    @classmethod
    def _of_tuple(cls, items: list[ReturnType | None], name: str) -> ReturnType:
        def accepts(value: Any) -> bool:
            return (
                type(value) is tuple
                and len(value) == len(items)
                and all(item is None or item.accepts(part) for item, part in zip(items, value, strict=True))
            )

        return cls(accepts, name)


@dataclass(frozen=True)
class Contract:
    """What the grader checks on every call of one exercise."""

    returns: ReturnType | None
    off_limits: tuple[str, ...]
    needs: tuple[str, ...]
    may_be_view: bool
    compiles: bool = False
    """JAX compiles at the first call with every shape, which takes its time."""
    is_class: bool = False
    """A class is not called itself: properties run a `Script` that uses it."""
    then: tuple[str, ...] = ()
    """The parameters of the function that is returned, as the reference names them."""

    @property
    def returns_nothing(self) -> bool:
        """Whether the function is called for what it does: a property, which raises or does not."""
        return self.returns is not None and self.returns.name == "None"

    @property
    def returns_function(self) -> bool:
        """Whether the result is a function, to be called in its turn."""
        return self.returns is not None and self.returns.name == FUNCTION

    @property
    def returns_iterator(self) -> bool:
        """Whether the result is an iterator, or another thing to go through once."""
        return self.returns is not None and self.returns.name == ITERATOR

    @classmethod
    def of(cls, reference: Function) -> Contract:
        """Read the contract of a reference."""
        names = {n.id for item in reference.annotations for n in ast.walk(item) if isinstance(n, ast.Name)}
        returns, compiles = ReturnType.of(reference.returns), "Array" in names
        view = reference.may_be_view or reference.is_class  # its objects may hold what they are given
        then = _parameters_within(reference.node) if returns is not None and returns.name == FUNCTION else ()
        return cls(returns, reference.off_limits, reference.needs, view, compiles, reference.is_class, then)


def _parameters_within(function: ast.AST) -> tuple[str, ...]:
    """Return the parameters of the first function that is defined inside another."""
    inner = (n for n in ast.walk(function) if n is not function and isinstance(n, ast.FunctionDef | ast.Lambda))
    return tuple(parameter.arg for found in list(inner)[:1] for parameter in found.args.args)


PREFIXES = {"np": "numpy", "jnp": "jax.numpy", "lax": "jax.lax", "nn": "jax.nn"}
"""How docstrings abbreviate the modules whose functions they forbid."""


def _full_name(dotted: str, names: dict[str, str]) -> str:
    """Replace the first part of a dotted name by what it stands for."""
    first, dot, rest = dotted.partition(".")
    return names.get(first, first) + dot + rest


def _imported_names(tree: ast.Module) -> dict[str, str]:
    """Map each name that an import binds to the module or the function that it stands for."""
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.asname: alias.name for alias in node.names if alias.asname}
        if isinstance(node, ast.ImportFrom):
            names |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    return names


type Definition = ast.FunctionDef | ast.ClassDef


def _reachable(tree: ast.Module, name: str, exercises: Collection[str]) -> Iterator[Definition]:
    """Yield the function or class `name`, then the helpers of the same file that it uses, other exercises aside."""
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    helpers = functions.keys() - exercises
    seen, queue = set[str](), [name]
    while queue:
        current = queue.pop(0)
        if current in seen or current not in functions:
            continue
        seen.add(current)
        yield functions[current]
        used = [node.id for node in ast.walk(functions[current]) if isinstance(node, ast.Name)]
        queue += [other for other in used if other in helpers]


class UsedNames:
    """What a function uses, with the helpers of its file: `find` and `lacks` answer for its contract."""

    def __init__(self, source: str, name: str, exercises: Collection[str]) -> None:
        """Look at the function `name` in `source`; the other `exercises` of the file count for themselves."""
        tree = ast.parse(source)
        self.names = _imported_names(tree)
        self.functions = list(_reachable(tree, name, exercises))

    def find(self, off_limits: tuple[str, ...]) -> tuple[int, str] | None:
        """Return the line and the name of the first forbidden thing: a function, a `.method` or a piece of syntax."""
        dotted = {_full_name(item, PREFIXES): item for item in off_limits if item not in SYNTAX and item[0] != "."}
        methods = {item[1:]: item for item in off_limits if item[0] == "."}
        syntax = [(kind, item) for item in off_limits if item in SYNTAX for kind in SYNTAX[item]]
        for function in self.functions:
            for node in ast.walk(function):
                word = self._word(node, dotted, methods)
                word = word or next((item for kind, item in syntax if isinstance(node, kind)), None)
                if "for" in off_limits and _is_hidden_loop(node):
                    word = "for"
                if word is not None:
                    return _line(node, function), word
        return None

    def _word(self, node: ast.AST, dotted: dict[str, str], methods: dict[str, str]) -> str | None:
        match node:
            case ast.Attribute(attr=name):
                return methods.get(name) or dotted.get(_full_name(ast.unparse(node), self.names))
            case ast.Name(id=name):
                return dotted.get(self.names.get(name, name))
            case ast.Call(func=ast.Name(id="getattr"), args=[owner, ast.Constant(value=str(name)), *_]):
                full = _full_name(f"{ast.unparse(owner)}.{name}", self.names)
                return methods.get(name) or dotted.get(full)
        return None

    def lacks(self, needs: tuple[str, ...]) -> str | None:
        """Return the first thing that the function should use and does not: a name, or `loop`; an idle one is none."""
        nodes = [node for function in self.functions for node in ast.walk(function)]
        used = {node.id for node in nodes if isinstance(node, ast.Name)}
        if any(isinstance(node, LOOPS) and not _is_idle(node) for node in nodes):
            used.add("loop")
        return next((need for need in needs if need not in used), None)


def _is_idle(loop: ast.AST) -> bool:
    """Whether every round of a loop does the same as the first: it reads nothing that changes from round to round."""
    if isinstance(loop, ast.While) and not isinstance(loop.test, ast.Constant):
        return False
    nodes = [node for node in ast.walk(loop) if isinstance(node, ast.Name | ast.Call)]
    names = [node for node in nodes if isinstance(node, ast.Name)]
    changed = {node.id for node in names if isinstance(node.ctx, ast.Store)}
    read = {node.id for node in names if isinstance(node.ctx, ast.Load)}
    called = {ast.unparse(node.func).rpartition(".")[2] for node in nodes if isinstance(node, ast.Call)}
    return not changed & read and not called & ADVANCING


def _is_hidden_loop(node: ast.AST) -> bool:
    """Whether a call loops where no `for` is seen."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("map", "filter")


def _line(node: ast.AST, function: Definition) -> int:
    """The line of a node; operators and comprehensions have none, so that of what encloses them."""
    if hasattr(node, "lineno"):
        return int(node.lineno)
    if isinstance(node, ast.comprehension):
        return int(node.target.lineno)
    parents = (p for p in ast.walk(function) if any(child is node for child in ast.iter_child_nodes(p)))
    return int(getattr(next(parents), "lineno", function.lineno))
