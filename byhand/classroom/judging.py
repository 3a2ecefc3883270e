"""One submission, one chapter: the verdict on every exercise. Runs in a judge process, which imports no submission."""

from __future__ import annotations

import ast
import linecache
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from byhand.course import LANGUAGES, ROOT, Chapter, Exercise, Function, public_functions
from byhand.grading.answers import Answers
from byhand.grading.contract import Contract, UsedNames
from byhand.grading.diagnose import diagnose
from byhand.grading.explain import explain
from byhand.grading.judge import Judgement, judge, properties
from byhand.grading.messages import MESSAGES, Speaker
from byhand.grading.outcome import Crash, NotAttempted, Outcome, Verdict, Wrong
from byhand.stubs import exercise_source

from .candidate import OutOfTime, RemoteCandidate, Session
from .remote import Ended, Nursery, Unanswered
from .replay import replayed
from .scan import forbidden

MAX_SOURCE = 256 * 1024
PRINTED = 1_000_000
"""Characters that the answers to a chapter may print before it counts as a flood."""


@dataclass
class Result:
    """The verdict on one exercise, with its message in every language."""

    exercise: str
    verdict: str
    message: dict[str, str]
    mistake: str = ""


@dataclass(frozen=True)
class Effort:
    """How hard a chapter is looked at."""

    effort: str = "normal"
    seed: int = 0
    seconds: float = 300.0


def tools_of(chapter: Chapter) -> tuple[str, ...]:
    """Return the grader's tools that answers to a chapter need, as the reference does: Hypothesis, or none."""
    reference = (ROOT / "solutions" / f"{chapter.slug}.py").read_text("utf-8")
    return ("hypothesis",) if re.search(r"^from hypothesis", reference, re.MULTILINE) else ()


class Hearing:
    """A submission's answers to one chapter, judged one after the other."""

    def __init__(self, nursery: Nursery, chapter: Chapter, files: dict[str, bytes], effort: Effort) -> None:
        """Judge `files[chapter.slug]`; the other files are what it may import."""
        self.chapter, self.effort = chapter, effort
        self.answers = Answers(chapter, Path("exercises") / f"{chapter.slug}.py")
        self.source = files[chapter.slug]
        self.session = Session(nursery, chapter, files, effort.seconds)
        self.candidates: dict[str, RemoteCandidate] = {}

    def results(self) -> list[Result]:
        """Return a result for every exercise of the chapter."""
        try:
            judgements = list(self._judgements())
            judgements = list(self._after_replay(judgements))
            return [self._result(judgement) for judgement in judgements]
        finally:
            self.session.close()

    def _parse(self) -> tuple[str, dict[str, Function], ast.Module]:
        """Read the file as Python.

        Raises:
            Crash: it is none.
        """
        path = str(self.answers.path)
        try:
            if len(self.source) > MAX_SOURCE:
                raise ValueError(f"{len(self.source)} bytes are more than {MAX_SOURCE}")
            text = self.source.decode("utf-8-sig").replace("\r\n", "\n")
            tree, functions = ast.parse(text), public_functions(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            what = f"{type(error).__name__}: {getattr(error, 'msg', error)}"[:300]
            raise Crash("broken", line=getattr(error, "lineno", None) or 0, path=path, what=what) from error
        linecache.cache[path] = (len(text), None, text.splitlines(keepends=True), path)
        return text, functions, tree

    def _judgements(self) -> Iterator[Judgement]:
        exercises = self.chapter.exercises.values()
        try:
            text, functions, tree = self._parse()
        except Crash as crash:
            yield from (Judgement(exercise, crash.verdict, crash) for exercise in exercises)
            return
        for exercise in exercises:
            if exercise.name in functions and functions[exercise.name].is_stub:
                yield Judgement(exercise, Verdict.NOT_ATTEMPTED, NotAttempted("not_attempted"))
            else:
                yield self._judgement(exercise, lambda: self._candidate(exercise, text, tree))  # noqa: B023

    def _candidate(self, exercise: Exercise, text: str, tree: ast.Module) -> RemoteCandidate:
        """Return the answer to an exercise, ready to be judged; the counterpart of `Answers.candidate`."""
        name, contract = exercise.name, Contract.of(exercise.reference)
        if (word := forbidden(tree, name, self.chapter.exercises, tools_of(self.chapter))) is not None:
            raise Crash("unneeded", line=word[0], used=word[1])
        self.session.open()
        if (acts := self.session.acts(PRINTED)) != []:
            raise _crash_of(acts[0])
        if self.session.signatures.get(name) is None:
            raise Crash("no_function", path=str(self.answers.path), name=name)
        used = UsedNames(text, name, self.chapter.exercises)
        if (found := used.find(contract.off_limits)) is not None:
            raise Wrong("off_limits", line=found[0], used=found[1])
        if (need := used.lacks(contract.needs)) is not None:
            raise Wrong("needs_loop" if need == "loop" else "needs", needed=need)
        return RemoteCandidate(exercise, self.session)

    def _judgement(self, exercise: Exercise, ready: Any) -> Judgement:
        """Judge one exercise; whatever happens, there is a judgement."""
        try:
            candidate = ready()
            laws = properties(self.chapter, self.effort.effort)[exercise.name]
            for law in laws:
                law.function._hypothesis_internal_use_seed = self.effort.seed  # type: ignore[attr-defined]
            judgement = judge(exercise, candidate, laws)
            self.candidates[exercise.name] = candidate
            acts = self.session.acts(PRINTED)
            if acts:
                self.session.close()  # the next exercise begins with a clean process
                crash = _crash_of(acts[0])
                return Judgement(exercise, crash.verdict, crash)
            return judgement
        except Outcome as outcome:
            return Judgement(exercise, outcome.verdict, outcome)
        except Ended as ended:
            return _no_verdict(exercise, ended.key, **ended.values)
        except OutOfTime:
            return _no_verdict(exercise, "no_time", seconds=f"{self.effort.seconds:g}")
        except Unanswered:
            self.session.close()
            return _no_verdict(exercise, "ended", status="?")
        except Exception as error:  # a fault of ours, or a value that a property had not reckoned with
            what = f"{type(error).__name__}: {error}"[:300]
            return _no_verdict(exercise, "grader_fault", name=exercise.name, what=what)

    def _after_replay(self, judgements: list[Judgement]) -> Iterator[Judgement]:
        """Take back what a second process, asked in another order, does not confirm."""
        done = {one.exercise.name for one in judgements if one.verdict is Verdict.DONE}
        different: dict[str, Any] = {}
        if done:
            candidates = {name: self.candidates[name] for name in done}
            try:
                different = replayed(self.session, candidates)
            except (Ended, Unanswered, OutOfTime, Outcome):
                different = dict.fromkeys(done)
        for judgement in judgements:
            if judgement.exercise.name in different:
                exercise = judgement.exercise
                flaky = Wrong("flaky", call=different[exercise.name])
                yield Judgement(exercise, Verdict.WRONG, flaky)
            else:
                yield judgement

    def _result(self, judgement: Judgement) -> Result:
        name, mistake = judgement.exercise.name, None
        if judgement.verdict is Verdict.DONE:
            return Result(name, judgement.verdict, dict.fromkeys(LANGUAGES, ""))
        if name in self.candidates:
            with suppress(Exception, Ended, Unanswered, OutOfTime):
                mistake = diagnose(judgement, self.candidates[name], patient=False)
        again = f"uv run pytest exercises/{self.chapter.slug}.py::{name}"
        messages = {
            language: explain(judgement, self.answers, Speaker(language), again, mistake) for language in LANGUAGES
        }
        return Result(name, str(judgement.verdict), messages, mistake.name if mistake else "")


def _crash_of(act: list[Any]) -> Crash:
    kind, what, line = act
    if f"act_{kind}" not in MESSAGES:
        return Crash("garbled", what="acts")
    return Crash(f"act_{kind}", line=line if type(line) is int else 0, what=str(what)[:200])


def _no_verdict(exercise: Exercise, key: str, **values: Any) -> Judgement:
    return Judgement(exercise, Verdict.NO_VERDICT, Crash(key, **values))


def grade(nursery: Nursery, chapter: Chapter, files: dict[str, bytes], effort: Effort) -> dict[str, Any]:
    """Return the results of one submission for one chapter, as JSON writes them."""
    started = time.monotonic()
    hearing = Hearing(nursery, chapter, files, effort)
    results = [asdict(result) for result in hearing.results()]
    standing = hearing.session.standing  # empty where nothing had to run
    walls = {name: bool(standing[name]) for name in ("system", "files") if name in standing}
    return {"exercises": results, "seconds": round(time.monotonic() - started, 3), "walls": walls}


def with_stubs(files: dict[str, bytes], chapters: dict[str, Chapter]) -> dict[str, bytes]:
    """Add stubs for the chapters that a submission leaves out, so that others can import them."""
    return {slug: exercise_source(chapter).encode() for slug, chapter in chapters.items()} | files
