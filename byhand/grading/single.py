"""Grading one exercise in one file of answers; the plugin and `byhand watch` both do it with this."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from byhand.course import Exercise

from .answers import Answers
from .diagnose import diagnose
from .explain import explain
from .judge import Judgement, judge, properties
from .messages import Speaker
from .outcome import Outcome, Verdict


class Grade(NamedTuple):
    """A verdict, the learner's message (empty when done), and the known mistake that this is, if it is one."""

    verdict: Verdict
    message: str = ""
    mistake: str = ""


def grade(exercise: Exercise, path: Path, say: Speaker, again: str, effort: str = "normal") -> Grade:
    """Judge the answer in the file `path`; `again` is the command that grades it once more."""
    laws = properties(exercise.chapter, effort)[exercise.name]
    answers, mistake = Answers(exercise.chapter, path), None
    try:
        candidate = answers.candidate(exercise)
        judgement = judge(exercise, candidate, laws)
        mistake = diagnose(judgement, candidate)
    except Outcome as outcome:
        judgement = Judgement(exercise, outcome.verdict, outcome)
    message = "" if judgement.verdict is Verdict.DONE else explain(judgement, answers, say, again, mistake)
    return Grade(judgement.verdict, message, mistake.name if mistake else "")
