"""`byhand watch`: what was saved is graded at once, and the screen stays at one exercise until it is done."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from watchfiles import Change, watch

from byhand.course import ROOT, Exercise, graded_chapters
from byhand.grading.outcome import Verdict

from .graders import SECONDS, Graders, Result, graders
from .keys import Keys
from .names import short_name
from .screen import SIGNS, STYLES, Problem, Screen
from .show import card, next_hint
from .source import Source
from .standing import Standing
from .state import digest_of, key_of, record

FOLDER = ROOT / "exercises"
TICK = 100
"""Milliseconds between two looks at the keyboard."""

REST = 3.0
"""Seconds without a save before exercises other than the current one are prepared: it may delay the next verdict."""


def run(screen: Screen) -> None:
    """Watch until `q` or Ctrl-C.

    Raises:
        Problem: there is no folder to watch.
    """
    if not FOLDER.is_dir():
        raise Problem("no_folder", path=FOLDER.name)
    try:
        with Keys() as keys, graders(screen.language) as ours:
            Watcher(screen, ours, keys).run()
    except KeyboardInterrupt:
        pass
    screen.print("\n" + screen.say("stopped"))


class Watcher:
    """Where the learner is, and what the files were like when they were last looked at."""

    def __init__(self, screen: Screen, graders: Graders, keys: Keys) -> None:
        """Begin with the first exercise that is not done."""
        self.screen, self.graders, self.keys = screen, graders, keys
        self.standing = Standing()
        self.current = self.standing.next()
        self.seen = {slug: _digests(slug, Source.of(slug)) for slug in graded_chapters()}
        self.busy = time.monotonic()

    def run(self) -> None:
        """Show where the learner is, then react to files and keys."""
        # The files are watched before anything is shown, so that no save is missed.
        changes = watch(
            FOLDER, watch_filter=_is_answers, rust_timeout=TICK, yield_on_timeout=True, step=20, recursive=False
        )
        early, first = next(changes), self.current
        begun = first is not None and self.standing.status(first) != Verdict.NOT_ATTEMPTED
        self.grade([first] if first is not None and begun else [])
        for changed in chain([early], changes):
            if self.react(self.keys.pressed()):
                return
            saved = [slug for slug in graded_chapters() if any(Path(path).stem == slug for _, path in changed)]
            wanted = [exercise for slug in saved for exercise in self.to_grade(slug)]
            if saved:
                self.grade(wanted)
            else:
                self.get_ready()

    def react(self, keys: str) -> bool:
        """Do what the keys say; return whether to end."""
        if "h" in keys and self.current is not None:
            self.screen.print()
            next_hint(self.screen, self.current, more="more_hints_by_key")
        return "q" in keys

    def to_grade(self, slug: str) -> list[Exercise]:
        """Return the exercises of a saved file whose answers changed, or else the first that is not done."""
        self.standing, source = Standing(), Source.of(slug)
        exercises = list(graded_chapters()[slug].exercises.values())
        changed = []
        if source.is_sound:
            digests = _digests(slug, source)
            changed = [exercise for exercise in exercises if digests[exercise.name] != self.seen[slug][exercise.name]]
            self.seen[slug] = digests
        todo = [exercise for exercise in exercises if self.standing.status(exercise) != Verdict.DONE]
        chosen = changed or [exercise for exercise in todo if exercise == self.current] or todo[:1]
        return [exercise for exercise in chosen if self.standing.status(exercise) != Verdict.NOT_ATTEMPTED]

    def grade(self, exercises: list[Exercise]) -> None:
        """Grade answers, remember the verdicts, and show what there is to say."""
        results: dict[str, tuple[Exercise, Result]] = {}
        for exercise in exercises:
            self._say_that(exercise)
            digest = digest_of(exercise, Source.of(exercise.chapter.slug))
            result = self.graders.grade(exercise)
            if result.verdict != Verdict.NO_VERDICT:
                record({key_of(exercise): (result.verdict, digest)})
            results[key_of(exercise)] = exercise, result
        self.standing, self.busy = Standing(), time.monotonic()
        self._move(results.values())
        self._show(results.values())

    def _move(self, results: Iterable[tuple[Exercise, Result]]) -> None:
        """Stay at an exercise until it is done; go to one that was just answered wrong."""
        failed = [exercise for exercise, result in results if result.verdict != Verdict.DONE]
        if self.current not in failed:
            self.current = failed[0] if failed else self.current
        if self.current is None or self.standing.status(self.current) == Verdict.DONE:
            self.current = self.standing.next(after=self.current)

    def _show(self, results: Iterable[tuple[Exercise, Result]]) -> None:
        screen = self.screen
        screen.console.clear()
        done = screen.say("count", done=self.standing.done(), total=len(self.standing.exercises))
        screen.heading(screen.say("watching"), done)
        screen.print("─" * screen.width, "dim")
        message = ""
        for exercise, result in results:
            if exercise == self.current and result.verdict != Verdict.DONE:
                message = message or self._message(exercise, result)
                continue
            took = screen.say("seconds", seconds=result.seconds)
            status = str(result.verdict)
            said = screen.verdict(status) if status in SIGNS else status
            screen.print(f"{said}  {exercise.name}  {took}", STYLES.get(status))
        self._show_current(message)
        screen.print()
        screen.print(screen.say("keys" if self.keys.available else "waiting"), "dim")

    def _show_current(self, message: str) -> None:
        screen = self.screen
        screen.print()
        if message:
            headline, newline, rest = message.partition("\n")
            screen.print(headline, "bold red")
            screen.print(rest) if newline else None
        elif self.current is None:
            screen.print(screen.say("all_done"), "green")
        else:
            card(screen, self.standing, self.current)

    def _message(self, exercise: Exercise, result: Result) -> str:
        say, name = self.screen.say, short_name(exercise)
        if result.how == "died":
            how = {"signal": _signal_name(-result.status)} if result.status < 0 else {"status": str(result.status)}
            said = say("signal", **how) if result.status < 0 else say("exit_status", **how)
            return say("died", glyph=SIGNS[Verdict.ERROR], name=name, how=said)
        if result.how == "never_ends":
            return say("never_ends", glyph=SIGNS[Verdict.TIMEOUT], name=name, seconds=SECONDS)
        if result.how == "fault":
            return say("grader_fault", name=name, what=result.message)
        return result.message

    def _say_that(self, exercise: Exercise) -> None:
        """Say on a terminal what is being graded; the verdict takes its place."""
        if self.screen.console.is_terminal:
            self.screen.console.print(self.screen.say("grading", name=exercise.name), style="dim", end="\r")

    def get_ready(self) -> None:
        """Use an idle moment to prepare the grading of one exercise, the current chapter's first."""
        if self.current is None:
            return
        rested = time.monotonic() - self.busy > REST
        mine = self.current.chapter.exercises.values() if rested else ()
        for exercise in (self.current, *mine):
            if self.graders.prepare(exercise):
                return


def _digests(slug: str, source: Source) -> dict[str, str]:
    return {name: digest_of(exercise, source) for name, exercise in graded_chapters()[slug].exercises.items()}


def _is_answers(change: Change, path: str) -> bool:
    return change != Change.deleted and Path(path).suffix == ".py" and Path(path).stem in graded_chapters()


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)
