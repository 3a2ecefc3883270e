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
from collections.abc import Callable, Iterable
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
from .submissions import Submission, digest
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


@dataclass
class Task:
    """A chapter's file with those that it needs, and all who handed them in."""

    chapter: Chapter
    key: str
    files: dict[str, bytes]
    submissions: list[Submission] = field(default_factory=list)


class Class:
    """All submissions, and what is known of them."""

    def __init__(self, submissions: list[Submission], chapters: list[Chapter], plan: Plan) -> None:
        """Grade `submissions` for `chapters` as `plan` says."""
        self.submissions, self.chapters, self.plan = submissions, chapters, plan
        self.store = Store(plan.out / "results")
        self.results: dict[tuple[str, str], dict[str, Any]] = {}
        self.stopped, self.judges = threading.Event(), set[Judge]()
        self.starting = {chapter.slug: threading.Lock() for chapter in chapters}

    def key(self, files: dict[str, bytes], chapter: Chapter) -> str:
        """Return what a result depends on."""
        return key_of([digest(files), grader_version(chapter), asdict(self.plan.effort), asdict(self.plan.bounds)])

    def run(self, tell: Callable[[int], None]) -> None:
        """Grade what is not known yet; `tell` hears how many results are new."""
        shutil.rmtree(self.plan.out / "work", ignore_errors=True)
        queue: SimpleQueue[Task] = SimpleQueue()
        for chapter in self.chapters:
            for task in self._tasks(chapter):
                found = next(filter(None, (self._remembered(task, one) for one in task.submissions)), None)
                if found is None:
                    queue.put(task)
                else:
                    self._settle(task, found, tell)
            without = [one for one in self.submissions if chapter.slug not in one.files]
            for submission in without:  # that needs no judge
                missing = without_verdict(chapter, "no_file", path=f"exercises/{chapter.slug}.py")
                self.results[submission.name, chapter.slug] = missing
            if without:
                tell(len(without))
        self._grade_all(queue, tell)
        shutil.rmtree(self.plan.out / "work", ignore_errors=True)

    def _tasks(self, chapter: Chapter) -> Iterable[Task]:
        """Return what is to be graded of a chapter: what several handed in alike, such as untouched stubs, once."""
        tasks: dict[str, Task] = {}
        for submission in self.submissions:
            if chapter.slug in submission.files:
                files = submission.needed(chapter.slug)
                key = self.key(files, chapter)
                tasks.setdefault(key, Task(chapter, key, files)).submissions.append(submission)
        return tasks.values()

    def _remembered(self, task: Task, submission: Submission) -> dict[str, Any] | None:
        """Return an old result that still holds."""
        found = self.store.load(submission.name, task.chapter.slug, task.key) if self.plan.resume else None
        known = found is not None and {entry["exercise"] for entry in found["exercises"]} == set(task.chapter.exercises)
        return found if known else None

    def _settle(self, task: Task, result: dict[str, Any], tell: Callable[[int], None], *, keep: bool = True) -> None:
        """Note a result for all who handed in the same."""
        for submission in task.submissions:
            if keep and self._remembered(task, submission) is None:
                self.store.save(submission.name, task.chapter.slug, task.key, result)
            self.results[submission.name, task.chapter.slug] = result
        tell(len(task.submissions))

    def _grade_all(self, queue: SimpleQueue[Task], tell: Callable[[int], None]) -> None:
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

    def _serve(self, queue: SimpleQueue[Task], tell: Callable[[int], None], slot: int) -> None:
        judge: Judge | None = None
        while not self.stopped.is_set():
            try:
                task = queue.get_nowait()
            except Empty:
                break
            if judge is not None and judge.chapter != task.chapter:
                judge.close()
                judge = None
            for attempt in range(ATTEMPTS):
                try:
                    judge = judge or self._judge(task.chapter, slot)
                    self._settle(task, judge.grade(task.files), tell)
                    break
                except JudgeLost as lost:
                    judge, what = None, f"{lost} ({attempt + 1}/{ATTEMPTS})"
            else:
                self._settle(task, without_verdict(task.chapter, "grader_fault", what=what), tell, keep=False)
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
