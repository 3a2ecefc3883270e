"""Processes in which answers are graded for `byhand watch`: warm, and each used once.

NumPy, Hypothesis and a chapter's properties are imported beforehand; the learner's code runs in a child alone. On POSIX
the child is a fork of this process. JAX starts threads, which a fork does not survive, and Windows has no fork: there
the child is a fresh process that has done its imports before it is needed.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import select
import signal
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from byhand.course import ROOT, Exercise
from byhand.language import detect

from .names import short_name
from .state import key_of

SECONDS = 60.0
"""A child that has said nothing by then is ended; the grader's own limits come long before."""

CAN_FORK = hasattr(os, "fork")


class Result(NamedTuple):
    """What became of grading one answer. Without a verdict, `how` is the way in which the child ended."""

    verdict: str
    message: str = ""
    how: str = ""
    status: int = 0
    seconds: float = 0.0


def uses_jax(slug: str) -> bool:
    """Whether a chapter's properties or solutions import JAX."""
    files = (ROOT / "tests" / f"test_{slug}.py", ROOT / "solutions" / f"{slug}.py")
    texts = (path.read_text("utf-8") for path in files if path.exists())
    return any(re.search(r"^\s*(import|from) jax\b", text, re.MULTILINE) for text in texts)


def warm_up(slug: str) -> None:
    """Import what grading a chapter needs, none of it the learner's."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before NumPy is imported; a fork has one thread anyway
    import importlib

    from byhand.course import graded_chapters
    from byhand.grading import single  # noqa: F401
    from byhand.grading.bank import mistakes
    from byhand.grading.judge import properties

    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    for effort in ("quick", "normal"):
        properties(graded_chapters()[slug], effort)
    mistakes(slug)
    importlib.import_module(f"solutions.{slug}")


def rehearse(exercise: Exercise) -> None:
    """Grade the reference, so that all that is made once is there before an answer is graded."""
    from byhand.grading.diagnose import inputs

    inputs(exercise)


def grade_here(exercise: Exercise, language: str) -> bytes:
    """Grade an answer in this process, which is a child; return the result as a line of JSON."""
    sys.dont_write_bytecode = True  # two saves within a second would be taken for the same
    try:
        from byhand.grading.messages import Speaker
        from byhand.grading.single import grade

        path = ROOT / "exercises" / f"{exercise.chapter.slug}.py"
        again = f"uv run byhand check {short_name(exercise)}" + ("" if language == detect() else f" --lang {language}")
        grade_ = grade(exercise, path, Speaker(language), again)
        result = {"verdict": str(grade_.verdict), "message": grade_.message}
    except BaseException as error:
        result = {"verdict": "no verdict", "message": f"{type(error).__name__}: {error}", "how": "fault"}
    return json.dumps(result).encode() + b"\n"


class Graders:
    """Grades answers, one after the other."""

    def __init__(self, language: str) -> None:
        """Speak `language` in messages."""
        self.language = language
        self._ready: set[str] = set()
        self._faults: dict[str, str] = {}
        self._spare: tuple[str, subprocess.Popen[bytes]] | None = None

    def prepare(self, exercise: Exercise) -> bool:
        """Do beforehand what grading an exercise needs; return whether there was anything to do."""
        slug = exercise.chapter.slug
        if not self._forks(slug):
            return self._prepare_spare(slug)
        if key_of(exercise) in self._ready:
            return False
        self._ready.add(key_of(exercise))
        try:
            warm_up(slug)
            rehearse(exercise)
        except Exception as error:  # a fault of the grader, not of an answer: said where the verdict would be
            self._faults[key_of(exercise)] = f"{type(error).__name__}: {error}"
        return True

    def _prepare_spare(self, slug: str) -> bool:
        if self._spare is not None and self._spare[0] == slug:  # alive or not: one that died would die again
            return False
        self.close()
        command = [sys.executable, "-m", "byhand.learn.worker", slug]
        nothing = subprocess.DEVNULL
        child = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=nothing, stderr=nothing, cwd=ROOT, start_new_session=CAN_FORK
        )
        self._spare = slug, child
        return True

    def grade(self, exercise: Exercise) -> Result:
        """Grade one answer in a child of its own."""
        start = time.perf_counter()
        self.prepare(exercise)
        if key_of(exercise) in self._faults:
            return Result("no verdict", self._faults[key_of(exercise)], how="fault")
        by_fork = self._forks(exercise.chapter.slug)
        result = self._by_fork(exercise) if by_fork else self._by_spare(exercise)
        return result._replace(seconds=time.perf_counter() - start)

    def close(self) -> None:
        """End the spare process."""
        if self._spare is not None:
            child = self._spare[1]
            _end(child.pid)
            child.kill()
            child.wait()
            if child.stdin is not None:
                with contextlib.suppress(OSError):
                    child.stdin.close()
            self._spare = None

    @staticmethod
    def _forks(slug: str) -> bool:
        return CAN_FORK and "jax" not in sys.modules and not uses_jax(slug)

    def _by_fork(self, exercise: Exercise) -> Result:
        reader, writer = os.pipe()
        sys.stdout.flush()
        with warnings.catch_warnings():
            # The only other thread is watchfiles', which runs no Python and holds none of Python's locks.
            warnings.simplefilter("ignore", DeprecationWarning)
            child = os.fork()
        if child == 0:
            _be_the_child(exercise, self.language, writer)
        os.close(writer)
        try:
            line = _read_line(reader)
        finally:
            os.close(reader)
            _end(child)
            _, code = os.waitpid(child, 0)
        return _result(line, os.waitstatus_to_exitcode(code))

    def _by_spare(self, exercise: Exercise) -> Result:
        assert self._spare is not None
        child = self._spare[1]
        with tempfile.TemporaryDirectory(prefix="byhand-") as folder, contextlib.ExitStack() as stack:
            stack.callback(self.close)
            path, deadline = Path(folder) / "result", time.monotonic() + SECONDS
            assert child.stdin is not None
            with contextlib.suppress(OSError):
                child.stdin.write(json.dumps([key_of(exercise), self.language, str(path)]).encode() + b"\n")
                child.stdin.flush()
            while not path.exists() and child.poll() is None and time.monotonic() < deadline:
                time.sleep(0.02)
            line = path.read_bytes() if path.exists() else None if child.poll() is None else b""
            return _result(line, child.poll() or 0)


def _be_the_child(exercise: Exercise, language: str, writer: int) -> None:
    """Grade in the fork, write the result to the pipe, and never return."""
    try:
        os.setsid()  # Ctrl-C is for the watcher; and what the answer starts is ended with it
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(nothing, stream)
        line = grade_here(exercise, language)
        while line:
            line = line[os.write(writer, line) :]
    finally:
        os._exit(0)


def _read_line(reader: int) -> bytes | None:
    """Read up to the line's end, or to the end of all who could write it; None after too long."""
    line, deadline = b"", time.monotonic() + SECONDS
    while not line.endswith(b"\n"):
        ready, _, _ = select.select([reader], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            return None
        part = os.read(reader, 1 << 16)
        if not part:
            break
        line += part
    return line


def _end(child: int) -> None:
    """End a child and whatever it has started."""
    with contextlib.suppress(OSError):
        if CAN_FORK:
            os.kill(child, signal.SIGKILL)  # it may not have its own group yet
            os.killpg(child, signal.SIGKILL)


def _result(line: bytes | None, code: int) -> Result:
    if line is None:
        return Result("timeout", how="never_ends")
    try:
        found = json.loads(line)
        return Result(found["verdict"], found["message"], found.get("how", ""))
    except (ValueError, KeyError):
        return Result("error", how="died", status=code)


@contextlib.contextmanager
def graders(language: str) -> Iterator[Graders]:
    """Return graders that leave no process behind."""
    ours = Graders(language)
    try:
        yield ours
    finally:
        ours.close()
