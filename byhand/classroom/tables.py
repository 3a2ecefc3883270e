"""A class's results as CSV and JSON, and what is most often wrong."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from dataclasses import dataclass
from typing import Any

from byhand.course import Chapter, Text
from byhand.grading.bank import mistakes
from byhand.grading.outcome import Verdict

from .submissions import Submission


@dataclass(frozen=True)
class Frequent:
    """A known mistake, and how often it was made."""

    chapter: Chapter
    exercise: str
    name: str
    description: Text
    section: str
    count: int


class Grades:
    """The results of all submissions, in their order."""

    def __init__(
        self, submissions: list[Submission], chapters: list[Chapter], results: dict[tuple[str, str], dict[str, Any]]
    ) -> None:
        """Hold what was found for every submission and chapter."""
        self.submissions, self.chapters, self.results = submissions, chapters, results

    @property
    def columns(self) -> list[tuple[Chapter, str]]:
        """Every exercise, in the course's order."""
        return [(chapter, name) for chapter in self.chapters for name in chapter.exercises]

    def entry(self, submission: Submission, chapter: Chapter, exercise: str) -> dict[str, Any]:
        """Return the verdict on one exercise of one submission, with its message."""
        entries = self.results[submission.name, chapter.slug]["exercises"]
        found: dict[str, Any] = next(entry for entry in entries if entry["exercise"] == exercise)
        return found

    def row(self, submission: Submission) -> list[str]:
        """Return a submission's verdicts in the order of the columns."""
        return [str(self.entry(submission, *column)["verdict"]) for column in self.columns]

    def done(self, submission: Submission) -> int:
        """Count a submission's exercises that are done."""
        return self.row(submission).count(Verdict.DONE)

    def csv(self) -> str:
        """Return the table: a row a submission, a column an exercise, and how many are done."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(["submission", *(f"{chapter.slug}/{name}" for chapter, name in self.columns), "done"])
        for submission in self.submissions:
            writer.writerow([harmless(submission.name), *self.row(submission), self.done(submission)])
        return text.getvalue()

    def json(self) -> str:
        """Return everything, messages and mistakes included."""
        content = [
            {
                "name": submission.name,
                "problem": submission.problem,
                "done": self.done(submission),
                "exercises": [
                    {"chapter": chapter.slug, **self.entry(submission, chapter, name)} for chapter, name in self.columns
                ],
            }
            for submission in self.submissions
        ]
        return json.dumps({"version": 1, "submissions": content}, ensure_ascii=False, indent=1) + "\n"

    def frequent(self, limit: int = 12) -> list[Frequent]:
        """Return the known mistakes that were made most often."""
        made: Counter[tuple[str, str]] = Counter()
        for submission in self.submissions:
            for chapter, name in self.columns:
                if mistake := self.entry(submission, chapter, name)["mistake"]:
                    made[chapter.slug, mistake] += 1
        known = {(c.slug, mistake.name): (c, mistake) for c in self.chapters for mistake in mistakes(c.slug)}
        ranked = sorted((-count, key) for key, count in made.items() if key in known)[:limit]
        found = [(*known[key], -count) for count, key in ranked]
        return [Frequent(c, one.exercise, one.name, one.description, one.section, count) for c, one, count in found]


def harmless(cell: str) -> str:
    """Keep a spreadsheet from taking a name for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
