"""A class: every chapter of every submission, on several judges at once, each of which may be lost."""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from byhand.course import LANGUAGES, ROOT, Chapter
from byhand.grading.messages import Speaker
from byhand.grading.outcome import Verdict

from .judging import Effort
from .remote import clean_environment
from .store import Store, grader_version, key_of
from .submissions import Submission
from .walls import Bounds

START_SECONDS = 600.0
GRACE_SECONDS = 60.0
"""What a judge may take beyond a chapter's time, for explanations and diagnoses."""

ATTEMPTS = 2


class JudgeLost(Exception):  # noqa: N818 (a state, not an error)
    """A judge died, or did not answer in time."""


@dataclass(frozen=True)
class Plan:
    """How a class is graded."""

    out: Path
    effort: Effort
    bounds: Bounds = field(default_factory=Bounds)
    jobs: int = 2
    resume: bool = True


class Judge:
    """A judge process for one chapter."""

    def __init__(self, chapter: Chapter, plan: Plan, slot: int) -> None:
        """Start it."""
        self.chapter = chapter
        work = plan.out / "work" / str(slot)
        work.mkdir(parents=True, exist_ok=True)
        environment = clean_environment(work) | {"PYTHONPATH": str(ROOT)}
        self.log = (plan.out / f"judge-{slot}.log").open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "byhand.classroom.court"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.log, env=environment, cwd=work,
            start_new_session=True,
        )  # fmt: skip
        cache = plan.out / "cache"
        cache.mkdir(exist_ok=True)
        first = {"slug": chapter.slug, "work": str(work), "cache": str(cache.resolve())}
        self.rest, self.idle, self.seconds = b"", False, plan.effort.seconds + GRACE_SECONDS
        self._ask({**first, "effort": asdict(plan.effort), "bounds": asdict(plan.bounds)}, START_SECONDS)

    def grade(self, files: dict[str, bytes]) -> dict[str, Any]:
        """Return the results of a submission.

        Raises:
            JudgeLost: the process is gone, and was stopped.
        """
        return self._ask(
            {"files": {slug: base64.b64encode(text).decode() for slug, text in files.items()}}, self.seconds
        )

    def close(self) -> None:
        """Stop it, and all that it has started."""
        if self.process.stdin is not None and self.process.poll() is None and self.idle:
            with suppress(OSError, subprocess.TimeoutExpired):
                self.process.stdin.close()  # it then ends by itself
                self.process.wait(5)
        with suppress(OSError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        for file in (self.process.stdin, self.process.stdout, self.log):
            if file is not None:
                with suppress(OSError):
                    file.close()

    def _ask(self, message: dict[str, Any], seconds: float) -> dict[str, Any]:
        assert self.process.stdin is not None
        self.idle = False
        try:
            self.process.stdin.write(json.dumps(message).encode() + b"\n")
            self.process.stdin.flush()
            found: dict[str, Any] = json.loads(self._line(time.monotonic() + seconds))
        except (OSError, ValueError) as error:
            self.close()
            raise JudgeLost(str(error)) from error
        self.idle = True
        return found

    def _line(self, deadline: float) -> bytes:
        assert self.process.stdout is not None
        number = self.process.stdout.fileno()
        while b"\n" not in self.rest:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([number], [], [], left)[0]:
                raise OSError("no answer in time")
            part = os.read(number, 1 << 20)
            if not part:
                raise OSError("the process ended")
            self.rest += part
        line, _, self.rest = self.rest.partition(b"\n")
        return line


def without_verdict(chapter: Chapter, key: str, **values: object) -> dict[str, Any]:
    """Return a result that names every exercise, and gives none a verdict."""
    entries = []
    for name in chapter.exercises:
        fill = {"name": name, **values}
        message = {language: Speaker(language)(key, **fill) for language in LANGUAGES}
        entries.append({"exercise": name, "verdict": str(Verdict.NO_VERDICT), "message": message, "mistake": ""})
    return {"exercises": entries, "seconds": 0.0}


class Class:
    """All submissions, and what is known of them."""

    def __init__(self, submissions: list[Submission], chapters: list[Chapter], plan: Plan) -> None:
        """Grade `submissions` for `chapters` as `plan` says."""
        self.submissions, self.chapters, self.plan = submissions, chapters, plan
        self.store = Store(plan.out / "results")
        self.results: dict[tuple[str, str], dict[str, Any]] = {}
        self.stopped, self.judges = threading.Event(), set[Judge]()
        self.starting = {chapter.slug: threading.Lock() for chapter in chapters}

    def key(self, submission: Submission, chapter: Chapter) -> str:
        """Return what a result depends on."""
        return key_of(
            [submission.digest(), grader_version(chapter), asdict(self.plan.effort), asdict(self.plan.bounds)]
        )

    def run(self, tell: Callable[[int], None]) -> None:
        """Grade what is not known yet; `tell` hears how many results are new."""
        shutil.rmtree(self.plan.out / "work", ignore_errors=True)
        queue: SimpleQueue[tuple[Chapter, Submission]] = SimpleQueue()
        for chapter in self.chapters:
            for submission in self.submissions:
                if self._known(submission, chapter):
                    tell(1)
                else:
                    queue.put((chapter, submission))
        self._grade_all(queue, tell)
        shutil.rmtree(self.plan.out / "work", ignore_errors=True)

    def _known(self, submission: Submission, chapter: Chapter) -> bool:
        """Whether a result needs no judge: an old one that still holds, or a file that is not there."""
        place, path = (submission.name, chapter.slug), f"exercises/{chapter.slug}.py"
        if chapter.slug not in submission.files:
            self.results[place] = without_verdict(chapter, "no_file", path=path)
            return True
        found = self.store.load(*place, self.key(submission, chapter)) if self.plan.resume else None
        if found is not None and {entry["exercise"] for entry in found["exercises"]} == set(chapter.exercises):
            self.results[place] = found
            return True
        return False

    def _grade_all(self, queue: SimpleQueue[tuple[Chapter, Submission]], tell: Callable[[int], None]) -> None:
        jobs = min(self.plan.jobs, queue.qsize())
        if not jobs:
            return
        with ThreadPoolExecutor(jobs) as pool:
            slots = [pool.submit(self._serve, queue, tell, slot) for slot in range(jobs)]
            try:
                for slot in slots:
                    slot.result()
            except BaseException:
                self.stopped.set()
                for judge in list(self.judges):
                    judge.close()
                raise

    def _serve(self, queue: SimpleQueue[tuple[Chapter, Submission]], tell: Callable[[int], None], slot: int) -> None:
        judge: Judge | None = None
        while not self.stopped.is_set():
            try:
                chapter, submission = queue.get_nowait()
            except Empty:
                break
            if judge is not None and judge.chapter != chapter:
                judge.close()
                judge = None
            for attempt in range(ATTEMPTS):
                try:
                    judge = judge or self._judge(chapter, slot)
                    result = judge.grade(submission.files)
                    self.store.save(submission.name, chapter.slug, self.key(submission, chapter), result)
                    break
                except JudgeLost as lost:
                    judge, what = None, f"{lost} ({attempt + 1}/{ATTEMPTS})"
                    result = without_verdict(chapter, "grader_fault", what=what)
            self.results[submission.name, chapter.slug] = result
            tell(1)
        if judge is not None:
            judge.close()

    def _judge(self, chapter: Chapter, slot: int) -> Judge:
        """Start a judge; the first of a chapter fills the cache before the others start."""
        with self.starting[chapter.slug]:
            if self.stopped.is_set():
                raise JudgeLost("stopped")
            judge = Judge(chapter, self.plan, slot)
        self.judges.add(judge)
        return judge
