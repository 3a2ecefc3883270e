"""`byhand reset`: the stub comes back, the rest of the file stays byte for byte, the old file is kept."""

from __future__ import annotations

import ast
import re
import time
from pathlib import Path

from byhand.course import ROOT, Chapter, Exercise
from byhand.stubs import exercise_source, stub_of

from .names import find
from .screen import Problem, Screen
from .source import answers_path
from .state import FOLDER, make_folder

BACKUPS = FOLDER / "backups"


def reset(screen: Screen, name: str, *, yes: bool) -> int:
    """Put back the stub of an exercise, or a chapter's file; return the exit status.

    Raises:
        Problem: there is no such name, or the file cannot be read or written.
    """
    found = find(name)
    chapter = found if isinstance(found, Chapter) else found.chapter
    path = answers_path(chapter.slug)
    try:
        old = path.read_bytes() if path.exists() else b""
    except OSError as error:
        raise Problem("unreadable", path=_shown(path), reason=error.strerror) from error
    if isinstance(found, Exercise):
        try:
            return _offer(screen, found.name, path, old, with_stub(old, found), yes=yes)
        except (SyntaxError, ValueError) as error:
            line, what = getattr(error, "lineno", None) or 1, getattr(error, "msg", error)
            screen.print(screen.say("unparsable", path=_shown(path), line=line, what=what, name=found.name))
            # To one function they may have said yes, to all of them they have not.
            yes = False
    return _offer(screen, chapter.slug, path, old, exercise_source(chapter).encode(), yes=yes)


def _offer(screen: Screen, name: str, path: Path, old: bytes, new: bytes, *, yes: bool) -> int:
    """Ask, keep the old file, write the new one."""
    if new == old:
        screen.print(screen.say("untouched", name=name))
        return 0
    question = screen.say("ask_reset_file" if name == path.stem else "ask_reset", name=name, path=_shown(path))
    if not yes and not screen.ask(question):
        screen.print(screen.say("kept", name=name))
        return 1
    _replace(screen, path, old, new)
    screen.print(screen.say("reset", path=_shown(path), name=name))
    return 0


def with_stub(old: bytes, exercise: Exercise) -> bytes:
    """Return a file of answers with one function as it was handed out; one that is missing is put at the end.

    Raises:
        SyntaxError: the file is not Python, and would not be with the stub either.
    """
    solution = (ROOT / "solutions" / f"{exercise.chapter.slug}.py").read_text("utf-8")
    newline = b"\r\n" if b"\r\n" in old else b"\n"
    stub = stub_of(exercise.reference, solution).encode().replace(b"\n", newline)
    lines = old.splitlines(keepends=True)  # as Python counts them: at \n, \r and \r\n only
    found = _lines_of(old, lines, exercise.name)
    if found is None:
        gap = newline * 2 if not old or old.endswith((b"\n", b"\r")) else newline * 3
        new = old + gap + stub + newline
    else:
        first, last = found
        ending = lines[last - 1][len(lines[last - 1].rstrip(b"\r\n")) :]
        new = b"".join([*lines[:first], stub + ending, *lines[last:]])
    ast.parse(new)
    return new


def _lines_of(old: bytes, lines: list[bytes], name: str) -> tuple[int, int] | None:
    """The lines of a function, as a slice; the last definition where there are several."""
    try:
        definitions = [node for node in ast.parse(old).body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
        nodes = [node for node in definitions if node.name == name]
    except (SyntaxError, ValueError):
        return _lines_by_sight(lines, name)
    if not nodes:
        return None
    marks = [mark.lineno for mark in nodes[-1].decorator_list]
    return min([nodes[-1].lineno, *marks]) - 1, nodes[-1].end_lineno or 1


def _lines_by_sight(lines: list[bytes], name: str) -> tuple[int, int] | None:
    """The lines from a function's `def` or a `class` up to whatever begins next, in a file that is not Python."""
    starts = [at for at, line in enumerate(lines) if re.match(rb"(?:def|class) %s\b" % name.encode(), line)]
    if not starts:
        return None
    first = starts[-1]
    rest = range(first + 1, len(lines))
    last = next((at for at in rest if re.match(rb"@|(async +def|def|class|import|from)\b", lines[at])), len(lines))
    while not lines[last - 1].strip():
        last -= 1
    return first, last


def _replace(screen: Screen, path: Path, old: bytes, new: bytes) -> None:
    """Keep the old content, then write the new.

    Raises:
        Problem: one of the two cannot be written.
    """
    target = BACKUPS
    try:
        if old:
            make_folder(BACKUPS)
            target = _free_name(path.stem)
            target.write_bytes(old)
            screen.print(screen.say("backup", path=_shown(target)))
        target = path
        path.write_bytes(new)
    except OSError as error:
        raise Problem("unwritable", path=_shown(target), reason=error.strerror) from error


def _free_name(slug: str) -> Path:
    stamp, number = time.strftime("%Y%m%d-%H%M%S"), 1
    path = BACKUPS / f"{stamp}-{slug}.py"
    while path.exists():
        number += 1
        path = BACKUPS / f"{stamp}-{slug}-{number}.py"
    return path


def _shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
