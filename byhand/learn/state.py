"""What is remembered between commands: the last verdict on every exercise, and the hints that were shown.

One JSON file in the course's folder. Nothing depends on it: without it, answers count as not graded yet.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from byhand.course import ROOT, Exercise
from byhand.files import write_whole

from .source import Source

FOLDER = ROOT / ".byhand"
FILE = FOLDER / "state.json"
VERSION = 1


def key_of(exercise: Exercise) -> str:
    """Return the name by which an exercise is remembered: `broadcasting.outer_product`."""
    return f"{exercise.chapter.slug}.{exercise.name}"


def digest_of(exercise: Exercise, source: Source) -> str:
    """Return a fingerprint of an answer: its own text and its helpers', not that of the other exercises."""
    return source.digest(exercise.name, frozenset(exercise.chapter.exercises))


class State:
    """Verdicts and hints by exercise; whatever in `content` is not as it should be is left out."""

    def __init__(self, content: Any = None) -> None:
        """Take what was read from the file."""
        content = content if isinstance(content, dict) and content.get("version") == VERSION else {}
        verdicts, hints = content.get("verdicts"), content.get("hints")
        self.verdicts: dict[str, dict[str, str]] = {
            key: {"verdict": entry["verdict"], "source": entry["source"]}
            for key, entry in (verdicts.items() if isinstance(verdicts, dict) else ())
            if isinstance(entry, dict) and all(isinstance(entry.get(part), str) for part in ("verdict", "source"))
        }
        self.hints: dict[str, int] = {
            key: count
            for key, count in (hints.items() if isinstance(hints, dict) else ())
            if type(count) is int and count > 0
        }

    @classmethod
    def load(cls) -> State:
        """Read the file; a missing or damaged one is empty."""
        try:
            return cls(json.loads(FILE.read_text("utf-8")))
        except (OSError, ValueError, RecursionError):
            return cls()

    def save(self) -> None:
        """Write the file, whole or not at all.

        Raises:
            OSError: the folder cannot be written to.
        """
        make_folder(FOLDER)
        content = {"version": VERSION, "verdicts": self.verdicts, "hints": self.hints}
        write_whole(FILE, (json.dumps(content, indent=1) + "\n").encode())

    def verdict(self, exercise: Exercise, digest: str) -> str | None:
        """Return the last verdict on an answer; None where the answer is another since."""
        entry = self.verdicts.get(key_of(exercise))
        return entry["verdict"] if entry and entry["source"] == digest else None


def make_folder(path: Path) -> None:
    """Make a folder below the state's, which keeps itself out of git."""
    path.mkdir(parents=True, exist_ok=True)
    ignore = FOLDER / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", "utf-8")


@contextlib.contextmanager
def changing() -> Iterator[State]:
    """Load the state, let it be changed, and save it; where that fails, nothing is remembered, and nothing breaks."""
    state = State.load()
    yield state
    with contextlib.suppress(OSError):
        state.save()


def record(verdicts: Mapping[str, tuple[str, str]]) -> None:
    """Remember verdicts, each with the fingerprint of the answer that was graded, by exercise."""
    if verdicts:
        with changing() as state:
            for key, (verdict, digest) in verdicts.items():
                state.verdicts[key] = {"verdict": str(verdict), "source": digest}
