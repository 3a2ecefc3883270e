"""What an answer's text gives away before it runs: words that no exercise needs, and that reach for something else."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator

MODULES = frozenset([
    "solutions", "tests", "byhand", "hypothesis", "pytest", "_pytest", "ctypes", "_ctypes", "cffi", "gc",
    "subprocess", "multiprocessing", "socket", "signal", "threading", "_thread", "faulthandler", "atexit",
    "resource",
])  # fmt: skip
WORDS = frozenset([
    "f_back", "f_globals", "f_locals", "f_builtins", "tb_frame", "gi_frame", "cr_frame", "ag_frame", "_getframe",
    "_current_frames", "currentframe", "getouterframes", "__subclasses__", "__globals__", "__closure__",
    "__builtins__", "__code__", "addaudithook", "settrace", "setprofile",
])  # fmt: skip


def _words(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Import(names=names):
            yield from (alias.name.partition(".")[0] for alias in names)
        case ast.ImportFrom(module=str(module), level=0):
            yield module.partition(".")[0]
        case ast.Call(
            func=ast.Name(id="__import__") | ast.Attribute(attr="import_module"),
            args=[ast.Constant(value=str(name)), *_],
        ):
            yield name.partition(".")[0]
        case ast.Attribute(attr=name) | ast.Name(id=name) | ast.Constant(value=str(name)) if name in WORDS:
            yield name


def _functions(tree: ast.Module) -> dict[str, ast.AST]:
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}


def forbidden(
    tree: ast.Module, name: str, exercises: Collection[str], tools: Collection[str] = ()
) -> tuple[int, str] | None:
    """Return the line and the first word that the exercise `name` must not use.

    All of the file counts, apart from the other exercises; `tools` are modules that the chapter needs.
    """
    functions = _functions(tree)
    others = {id(node) for other, node in functions.items() if other in exercises and other != name}
    for statement in tree.body:
        if id(statement) in others:
            continue
        for node in ast.walk(statement):
            word = next((w for w in _words(node) if (w in MODULES and w not in tools) or w in WORDS), None)
            if word is not None:
                return int(getattr(node, "lineno", 0)), word
    return None
