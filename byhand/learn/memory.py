"""How a grading run is remembered: the hook between the grader's report and the state."""

from __future__ import annotations

from byhand.course import graded_chapters
from byhand.grading.outcome import Verdict
from byhand.grading.report import Report

from .source import Source
from .state import digest_of, record


class Memory:
    """The learner's answers in a report, as they were before they were graded."""

    def __init__(self, report: Report) -> None:
        """Remember what comes into `report`."""
        self.report = report
        self.digests: dict[str, str] = {}

    def note(self) -> None:
        """Take a fingerprint of every answer in `exercises/` that is about to be graded."""
        mine = {nodeid: entry for nodeid, entry in self.report.entries.items() if entry.folder == "exercises"}
        sources = {slug: Source.of(slug) for slug in {entry.chapter for entry in mine.values()}}
        for nodeid, entry in mine.items():
            exercise = graded_chapters()[entry.chapter].exercises[entry.exercise]
            self.digests[nodeid] = digest_of(exercise, sources[entry.chapter])

    def write(self) -> None:
        """Write the verdicts that were reached to the state."""
        entries = {nodeid: self.report.entries[nodeid] for nodeid in self.digests}
        record(
            {
                f"{entry.chapter}.{entry.exercise}": (entry.verdict, self.digests[nodeid])
                for nodeid, entry in entries.items()
                if entry.verdict != Verdict.NO_VERDICT
            }
        )
