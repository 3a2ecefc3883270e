"""A copy of the course with a learner in it, for the tests of their commands."""

import atexit
import functools
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from byhand.course import ROOT, graded_chapters

PARTS = ("byhand", "docs/chapters", "docs/hints", "exercises", "solutions", "tests", "mkdocs.yml", "pyproject.toml")
CHAPTER = "exercises/broadcasting.py"

EXERCISES = graded_chapters()["broadcasting"].exercises
FIRST, SECOND, *_ = EXERCISES


def right(name: str) -> str:
    """Return the body of the reference, as it is typed in the place of a stub's body."""
    exercise = EXERCISES[name]
    code, first = exercise.source("solutions")
    docstring = exercise.reference.node.body[0].end_lineno
    assert docstring is not None
    return "\n".join(code.splitlines()[docstring - first + 1 :]).strip()


RIGHT = right("outer_product")
"""A right answer to outer_product."""


def begin_with_broadcasting(folder: Path) -> None:
    """Take the chapters before Broadcasting out of a copy's navigation, so that its first exercise is the first."""
    path = folder / "mkdocs.yml"
    text = path.read_text("utf-8")
    before = re.search(r"- first_network\.md\n(.*?) *- broadcasting\.md", text, re.DOTALL)
    assert before is not None
    path.write_text(text.replace(before[1], ""), "utf-8")


@functools.cache
def template() -> Path:
    """Copy the course once, with untouched stubs, to a folder that the end of Python removes."""
    folder = Path(tempfile.mkdtemp(prefix="byhand-course-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for part in PARTS:
        source, target = ROOT / part, folder / part
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "project"))
        else:
            shutil.copy(source, target)
    begin_with_broadcasting(folder)
    command = [sys.executable, "-m", "byhand.stubs", "--force"]
    subprocess.run(command, cwd=folder, env=os.environ | {"PYTHONPATH": str(folder)}, check=True)
    return folder


class Learner:
    """A learner at a terminal, in a course of their own."""

    def __init__(self, folder: Path) -> None:
        """Copy the course, with untouched stubs."""
        self.folder, self.chapter, self.state = folder, folder / CHAPTER, folder / ".byhand" / "state.json"
        shutil.copytree(template(), folder, dirs_exist_ok=True)
        self.environ = os.environ | {"PYTHONPATH": str(folder), "PYTHONIOENCODING": "utf-8", "LANG": "C.UTF-8"}
        self.environ |= {"COLUMNS": "80", "TERM": "xterm"}
        for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "NO_COLOR", "FORCE_COLOR", "BYHAND_DATA", "BYHAND_SITE"):
            self.environ.pop(name, None)

    def byhand(
        self, *arguments: str, stdin: str = "", status: int | None = 0, **environ: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a command; unless it ends with `status`, the test fails."""
        run = subprocess.run(
            [sys.executable, "-m", "byhand.cli", *arguments],
            cwd=self.folder,
            env=self.environ | environ,
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            timeout=240,
            check=False,
        )
        assert "Traceback" not in run.stdout + run.stderr, run.stdout + run.stderr
        assert status is None or run.returncode == status, run.stdout + run.stderr
        return run

    def completions(self, line: str) -> list[str]:
        """Return what bash is told when the learner presses Tab at the end of `line`."""
        words = {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split()) - 1), "_BYHAND_COMPLETE": "complete_bash"}
        script = "import sys; from byhand.cli import app; sys.argv[0] = 'byhand'; app(prog_name='byhand')"
        command, environ = [sys.executable, "-c", script], self.environ | words
        run = subprocess.run(
            command, cwd=self.folder, env=environ, capture_output=True, encoding="utf-8", check=False, timeout=60
        )
        return run.stdout.split()

    def answer(self, name: str, body: str) -> None:
        """Write an answer in the place of a stub's body, as an editor does: a new file under the old name."""
        stub = f'raise NotImplementedError("{name}")'
        text = self.chapter.read_text("utf-8")
        assert stub in text
        self.save(text.replace(stub, body))

    def change(self, old: str, new: str) -> None:
        """Replace something in the chapter's file."""
        text = self.chapter.read_text("utf-8")
        assert old in text
        self.save(text.replace(old, new))

    def save(self, text: str) -> None:
        """Write the chapter's file, in one step."""
        new = self.chapter.with_suffix(".new")
        new.write_text(text, "utf-8")
        new.replace(self.chapter)


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    """Return a learner who has not begun."""
    return Learner(tmp_path)
