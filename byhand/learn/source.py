"""A file of answers as it stands, read without running it."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from byhand.course import ROOT, Function, functions_in


def answers_path(slug: str) -> Path:
    """Return the file in which a learner answers a chapter."""
    return ROOT / "exercises" / f"{slug}.py"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _bound(node: ast.stmt) -> Iterator[str]:
    """The names that a statement at the top of a file binds."""
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            yield node.name
        case ast.Import() | ast.ImportFrom():
            yield from (alias.asname or alias.name.partition(".")[0] for alias in node.names)
        case _:
            names = (part for part in ast.walk(node) if isinstance(part, ast.Name))
            yield from (name.id for name in names if isinstance(name.ctx, ast.Store))


class Source:
    """The text of a file of answers; a missing or broken file has no functions."""

    def __init__(self, text: str | None) -> None:
        """Take a file's text, or None for a file that cannot be read."""
        self.text = text

    @classmethod
    def of(cls, slug: str) -> Source:
        """Read a chapter's file."""
        try:
            return cls(answers_path(slug).read_text("utf-8"))
        except (OSError, ValueError):
            return cls(None)

    @cached_property
    def tree(self) -> ast.Module | None:
        """The parsed file; None where it is missing or not Python."""
        try:
            return ast.parse(self.text) if self.text is not None else None
        except (SyntaxError, ValueError, RecursionError):
            return None

    @property
    def is_sound(self) -> bool:
        """Whether the file can be read and is Python."""
        return self.tree is not None

    @cached_property
    def functions(self) -> dict[str, Function]:
        """The file's public functions and classes; where a name is defined twice, the last counts, as for Python."""
        return functions_in(self.tree) if self.tree else {}

    def is_stub(self, name: str) -> bool:
        """Whether a function is as it was handed out."""
        return name in self.functions and self.functions[name].is_stub

    def line(self, name: str) -> int:
        """Return the line of a function's `def`, 1 where there is none."""
        return self.functions[name].line if name in self.functions else 1

    def digest(self, name: str, others: frozenset[str] = frozenset()) -> str:
        """Return a fingerprint of a function and of what it uses in its file, apart from the functions `others`.

        Of a file that is not Python it is the whole file's.
        """
        if self.tree is None:
            return _digest(self.text or "")
        wanted, taken = [name], dict[int, str]()
        for target in wanted:
            for node in self._binding.get(target, []):
                if id(node) not in taken and (target == name or target not in others):
                    taken[id(node)] = self._lines(node)
                    wanted += [part.id for part in ast.walk(node) if isinstance(part, ast.Name)]
        return _digest("\0".join(taken.values()))

    @cached_property
    def _binding(self) -> dict[str, list[ast.stmt]]:
        found: dict[str, list[ast.stmt]] = {}
        for node in self.tree.body if self.tree else []:
            for name in _bound(node):
                found.setdefault(name, []).append(node)
        return found

    def _lines(self, node: ast.stmt) -> str:
        first = min([node.lineno, *(mark.lineno for mark in getattr(node, "decorator_list", []))])
        return "\n".join((self.text or "").split("\n")[first - 1 : node.end_lineno])
