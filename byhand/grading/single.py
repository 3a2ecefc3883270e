"""Grading one exercise in one file of answers; the plugin and `byhand watch` both do it with this."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import NamedTuple

from byhand.course import Exercise

from .answers import Answers
from .diagnose import NAMED, diagnose
from .explain import explain
from .judge import Judgement, judge, properties
from .messages import Speaker
from .outcome import Outcome, Verdict


class Grade(NamedTuple):
    """A verdict, the learner's message (empty when done), and the known mistake that this is, if it is one."""

    verdict: Verdict
    message: str = ""
    mistake: str = ""
    section: str = ""
    """The message as a part of a page, where one is wanted."""


def grade(
    exercise: Exercise,
    path: Path,
    say: Speaker,
    again: str,
    effort: str = "normal",
    *,
    html: bool = False,
    waiting: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> Grade:
    """Judge the answer in the file `path`; `again` is the command that grades it once more.

    With `html`, the message is written for a page, too. `waiting` surrounds what takes long: to name a mistake where
    every known one has to be compiled.
    """
    laws = properties(exercise.chapter, effort)[exercise.name]
    answers, mistake = Answers(exercise.chapter, path), None
    if "jax" in sys.modules:
        from byhand.programs import keep_programs

        keep_programs()
    try:
        candidate = answers.candidate(exercise)
        judgement = judge(exercise, candidate, laws)
        with waiting() if candidate.contract.compiles and judgement.verdict in NAMED else nullcontext():
            mistake = diagnose(judgement, candidate)
    except Outcome as outcome:
        judgement = Judgement(exercise, outcome.verdict, outcome)
    message = section = ""
    if judgement.verdict is not Verdict.DONE:
        message = explain(judgement, answers, say, again, mistake)
        if html:
            from .page import section_of

            section = section_of(judgement, answers, say, again, mistake)
    return Grade(judgement.verdict, message, mistake.name if mistake else "", section)
