"""The verdicts of a run: the board that a learner sees, the exit status, and the JSON report."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from byhand.course import ROOT, Chapter, public_functions

from .messages import Speaker
from .outcome import Verdict
from .terminal import GLYPHS, pad, page_url, width_of

PENDING = 10
"""Exit status: nothing is wrong, but not everything has been attempted."""

BAR = 10
VERDICTS = (Verdict.WRONG, Verdict.ERROR, Verdict.TIMEOUT, Verdict.NO_VERDICT)


@dataclass
class Entry:
    """One exercise's line in a report."""

    folder: str
    chapter: str
    exercise: str
    verdict: str = Verdict.NO_VERDICT
    message: str = ""
    mistake: str = ""
    """The known mistake that this is, by its name in the bank."""


class Report:
    """The verdicts by node id; every selected exercise is in it from the start, without a verdict."""

    def __init__(self) -> None:
        """Start empty."""
        self.entries: dict[str, Entry] = {}

    def expect(self, nodeid: str) -> None:
        """Add an exercise such as `exercises/broadcasting.py::broadcast_shape`."""
        path, _, exercise = nodeid.partition("::")
        self.entries.setdefault(nodeid, Entry(Path(path).parent.name, Path(path).stem, exercise))

    def write(self, path: Path) -> None:
        """Write the report as JSON; `complete` is whether every exercise has a verdict."""
        entries = list(self.entries.values())
        complete = all(entry.verdict != Verdict.NO_VERDICT for entry in entries)
        content = {"version": 1, "complete": complete, "exercises": [asdict(entry) for entry in entries]}
        path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")

    def is_pending(self) -> bool:
        """Whether something has not been attempted."""
        return any(entry.verdict == Verdict.NOT_ATTEMPTED for entry in self.entries.values())

    def messages(self) -> list[str]:
        """The messages of what is not right; one that exercises share, such as a file that is not Python, once."""
        shown = [entry.message for entry in self.entries.values() if entry.verdict in VERDICTS and entry.message]
        return list(dict.fromkeys(shown))

    def board(self, chapters: dict[str, Chapter], say: Speaker) -> list[str]:
        """Lines that show how far a learner is: a bar for every chapter, the count, and what comes next."""
        mine = {slug: [e for e in self.entries.values() if e.chapter == slug] for slug in chapters}
        mine = {slug: entries for slug, entries in mine.items() if entries}
        if not mine:
            return []
        titles = {slug: say.pick(chapters[slug].title) for slug in mine}
        width = max(map(width_of, titles.values()))
        brief = len(mine) > 1  # of several chapters, those that are whole or untouched take a line each
        lines = [line for slug in mine for line in _chapter_lines(titles[slug], width, mine[slug], brief=brief)]
        every = [entry for entries in mine.values() for entry in entries]
        done = sum(entry.verdict == Verdict.DONE for entry in every)
        lines += ["", say("count", done=done, total=len(every))]
        todo = next((entry for entry in every if entry.verdict != Verdict.DONE), None) or _after(every[-1], chapters)
        if todo is None:
            whole = len(every) == sum(len(chapter.exercises) for chapter in chapters.values())
            return lines + ([say("all_done")] if whole else [])
        return lines + _next_lines(chapters[todo.chapter], todo, say)


def _chapter_lines(title: str, width: int, entries: list[Entry], *, brief: bool, columns: int = 88) -> list[str]:
    done = sum(entry.verdict == Verdict.DONE for entry in entries)
    full = BAR * done // len(entries)
    head = f"{pad(title, width)}  {'█' * full}{'░' * (BAR - full)}  {done}/{len(entries)}  "
    lines, indent = [head], " " * width_of(head)
    alike = {entry.verdict for entry in entries}
    for entry in entries if not brief or len(alike) > 1 or not alike <= {Verdict.DONE, Verdict.NOT_ATTEMPTED} else ():
        cell = f"{GLYPHS[Verdict(entry.verdict)]} {entry.exercise}  "
        if width_of(lines[-1]) > len(indent) and width_of(lines[-1] + cell.rstrip()) > columns:
            lines.append(indent)
        lines[-1] += cell
    return [line.rstrip() for line in lines]


def _after(entry: Entry, chapters: dict[str, Chapter]) -> Entry | None:
    """Return the exercise that follows in the course, None after the last."""
    order = [(chapter.slug, name) for chapter in chapters.values() for name in chapter.exercises]
    following = order[order.index((entry.chapter, entry.exercise)) + 1 :]
    return Entry(entry.folder, *following[0]) if following else None


def _next_lines(chapter: Chapter, entry: Entry, say: Speaker) -> list[str]:
    path = f"{entry.folder}/{entry.chapter}.py"
    exercise = chapter.exercises[entry.exercise]
    try:
        line = public_functions((ROOT / path).read_text("utf-8"))[entry.exercise].line
    except (OSError, SyntaxError, ValueError, KeyError):
        line = 1
    url = page_url(exercise, exercise.section, say.language)
    return [say("next", name=entry.exercise, path=path, line=line), say("page", url=url)]
