"""How far a learner is: what the files say now, and what the grader said last."""

from __future__ import annotations

from byhand.course import Chapter, Exercise
from byhand.grading.outcome import Verdict

from .names import exercises
from .screen import UNGRADED
from .source import Source
from .state import State, digest_of

FAILED = (Verdict.WRONG, Verdict.ERROR, Verdict.TIMEOUT)


class Standing:
    """The status of every exercise: a verdict, `not attempted`, or `ungraded` where the answer is new."""

    def __init__(self) -> None:
        """Read the state and the files of answers."""
        self.state = State.load()
        self.sources: dict[str, Source] = {}
        self.exercises = exercises()

    def source(self, chapter: Chapter) -> Source:
        """Return a chapter's file of answers."""
        if chapter.slug not in self.sources:
            self.sources[chapter.slug] = Source.of(chapter.slug)
        return self.sources[chapter.slug]

    def status(self, exercise: Exercise) -> str:
        """Return the status of one exercise."""
        source = self.source(exercise.chapter)
        if source.is_stub(exercise.name):
            return Verdict.NOT_ATTEMPTED
        return self.state.verdict(exercise, digest_of(exercise, source)) or UNGRADED

    def done(self, among: list[Exercise] | None = None) -> int:
        """Count the exercises that are done."""
        return sum(self.status(exercise) == Verdict.DONE for exercise in among or self.exercises)

    def next(self, after: Exercise | None = None) -> Exercise | None:
        """Return the first exercise that is not done, looking from `after` onwards first; None if all are."""
        start = self.exercises.index(after) if after in self.exercises else 0
        order = self.exercises[start:] + self.exercises[:start]
        return next((exercise for exercise in order if self.status(exercise) != Verdict.DONE), None)

    def line(self, exercise: Exercise) -> int:
        """Return the line on which the learner's function begins."""
        return self.source(exercise.chapter).line(exercise.name)
