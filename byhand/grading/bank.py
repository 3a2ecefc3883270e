"""The bank of wrong and of right answers: `tests/mistakes/<slug>.py` and `tests/alternatives/<slug>.py`.

An answer is named `<exercise>__<what>`. A mistake says in both languages what is wrong, the verdict that it must
get, and the section of the page that sets it right.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from byhand.course import ROOT, Text, bilingual

from .outcome import Verdict


@dataclass(frozen=True)
class Mistake:
    """A wrong answer that a person would write."""

    name: str
    exercise: str
    function: Callable[..., Any]
    verdict: Verdict
    section: str
    description: Text


@dataclass(frozen=True)
class Alternative:
    """A right answer, written differently."""

    name: str
    exercise: str
    function: Callable[..., Any]


_MISTAKES: dict[str, list[Mistake]] = {}
"""What `mistake` registered, by module."""


def mistake(*, verdict: str, section: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Mark `<exercise>__<what>` as a mistake; its docstring is `English. | 中文。`.

    Args:
        verdict: `wrong`, `error` or `timeout`, as the grader must find.
        section: the id of the heading on the chapter's page that sets it right.
    """

    def register(function: Callable[..., Any]) -> Callable[..., Any]:
        name = function.__name__
        text = bilingual(function.__doc__ or "")
        entry = Mistake(name, exercise_of(name), function, Verdict(verdict), section, text)
        _MISTAKES.setdefault(function.__module__, []).append(entry)
        return function

    return register


def exercise_of(name: str) -> str:
    """Return the exercise that an answer is for.

    Raises:
        ValueError: `name` has no `__`.
    """
    exercise, separator, what = name.partition("__")
    if not (exercise and separator and what):
        raise ValueError(f"exercise_of: expected '<exercise>__<what>', got {name!r}")
    return exercise


def _module(folder: str, slug: str) -> ModuleType | None:
    if not (ROOT / "tests" / folder / f"{slug}.py").exists():
        return None
    return importlib.import_module(f"tests.{folder}.{slug}")


def mistakes(slug: str) -> list[Mistake]:
    """Return a chapter's mistakes, in the order of their file."""
    module = _module("mistakes", slug)
    return _MISTAKES.get(module.__name__, []) if module else []


def alternatives(slug: str) -> list[Alternative]:
    """Return a chapter's alternative answers, in the order of their file."""
    module = _module("alternatives", slug)
    named = {name: f for name, f in vars(module).items() if "__" in name.strip("_")} if module else {}
    return [Alternative(name, exercise_of(name), function) for name, function in named.items()]
