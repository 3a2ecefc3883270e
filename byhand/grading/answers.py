"""The answers in one file: `exercises/<slug>.py`, `solutions/<slug>.py`, imported on first use and under guard."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

from byhand.course import ROOT, Chapter, Exercise, Function, public_functions

from .contract import Contract, UsedNames
from .guard import Candidate, Late, guarded
from .outcome import Crash, Wrong

IMPORT_SECONDS = 30.0
"""Importing JAX takes a second; a loop at the top of a file takes for ever."""


class Answers:
    """One chapter's functions in one folder."""

    def __init__(self, chapter: Chapter, path: Path) -> None:
        """Read answers to `chapter` from the file `path`, whose folder is an importable package."""
        self.chapter, self.path = chapter, path
        self._source: str | None = None
        self._module: ModuleType | None = None

    @property
    def shown_path(self) -> str:
        """The file's path as messages show it."""
        return self.path.relative_to(ROOT).as_posix() if self.path.is_relative_to(ROOT) else str(self.path)

    def functions(self) -> dict[str, Function]:
        """Parse the file.

        Raises:
            Crash: it is missing or not Python.
        """
        try:
            self._source = self.path.read_text("utf-8")
            return public_functions(self._source)
        except FileNotFoundError as error:
            raise Crash("no_file", error=error, path=self.shown_path) from error
        except (SyntaxError, ValueError) as error:
            line = getattr(error, "lineno", None) or 0
            what = f"{type(error).__name__}: {getattr(error, 'msg', error)}"
            raise Crash("broken", error=error, line=line, path=self.shown_path, what=what) from error

    def module(self) -> ModuleType:
        """Import the file.

        Raises:
            Crash: it cannot be imported.
        """
        if self._module is None:
            name = f"{self.path.parent.name}.{self.path.stem}"
            try:
                with guarded(str(self.path), IMPORT_SECONDS):
                    self._module = importlib.import_module(name)
            except Late as late:
                path, seconds = self.shown_path, f"{late.seconds:g}"
                raise Crash("never_imported", error=late, line=late.line, path=path, seconds=seconds) from late
            except Crash as crash:
                what = crash.values.get("what", type(crash.error).__name__)
                path, error = self.shown_path, crash.error
                raise Crash("broken", error=error, line=crash.line, path=path, what=what) from error
        assert self._module is not None
        return self._module

    def candidate(self, exercise: Exercise) -> Candidate:
        """Return the answer to an exercise, ready to be judged; one that is still a stub is not imported.

        Raises:
            Crash: the file cannot be imported or does not define the function.
            Wrong: the function uses a name that is off limits, or does without what it needs.
        """
        name, contract = exercise.name, Contract.of(exercise.reference)
        functions = self.functions()
        if name in functions and functions[name].is_stub:
            return Candidate(name, None, str(self.path), contract)
        function = getattr(self.module(), name, None)
        if not callable(function):
            raise Crash("no_function", path=self.shown_path, name=name)
        used = UsedNames(self._source or "", name, self.chapter.exercises)
        if (found := used.find(contract.off_limits)) is not None:
            raise Wrong("off_limits", line=found[0], used=found[1])
        if (need := used.lacks(contract.needs)) is not None:
            raise Wrong("needs_loop" if need == "loop" else "needs", needed=need)
        return Candidate(name, function, str(self.path), contract)
