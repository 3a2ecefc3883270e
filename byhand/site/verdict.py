"""What the grader really says to a known mistake, for the pages that want to show it."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from byhand.course import LANGUAGES, ROOT, Chapter, graded_chapters
from byhand.site.notebooks import PageError

MARKER = re.compile(r"^<!-- verdict: (\w+) -->$", re.MULTILINE)
CACHE = ROOT / ".cache" / "verdicts"


def insert_verdicts(markdown: str, language: str) -> str:
    """Return Markdown with the grader's message in place of each `<!-- verdict: exercise__mistake -->`."""

    def block(match: re.Match[str]) -> str:
        return f"``` {{ .text .verdict .no-copy }}\n{verdict(match[1])[language]}\n```"

    return MARKER.sub(block, markdown)


def verdict(mistake: str) -> dict[str, str]:
    """Return the message for a mistake of `tests/mistakes/` in each language, remembered.

    Raises:
        PageError: no such mistake, or it could not be graded; shows why.
    """
    exercise = mistake.partition("__")[0]
    chapter = next((c for c in graded_chapters().values() if exercise in c.exercises), None)
    if chapter is None:
        raise PageError(f"<!-- verdict: {mistake} -->: no chapter has an exercise {exercise!r}")
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in _sources(chapter))).hexdigest()[:24]
    path = CACHE / f"{mistake}-{digest}.json"
    if not path.exists():
        # A process of its own: the grader sets alarms and loads the properties.
        command = [sys.executable, "-m", "byhand.site.verdict", chapter.slug, mistake]
        run = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
        if run.returncode != 0:
            raise PageError(f"<!-- verdict: {mistake} -->: {run.stderr.strip().splitlines()[-1]}")
        CACHE.mkdir(parents=True, exist_ok=True)
        path.write_text(run.stdout, "utf-8")
    messages: dict[str, str] = json.loads(path.read_text("utf-8"))
    return messages


def _sources(chapter: Chapter) -> Iterator[Path]:
    yield from sorted((ROOT / "byhand" / "grading").glob("*.py"))
    yield chapter.page
    yield from (ROOT / "tests" / name for name in (f"test_{chapter.slug}.py", "strategies.py"))
    yield from (ROOT / folder / f"{chapter.slug}.py" for folder in ("tests/mistakes", "solutions"))


def grade(chapter: Chapter, name: str) -> dict[str, str]:
    """Grade a mistake as a learner's answer is graded, and return the messages."""
    from byhand.grading.answers import Answers
    from byhand.grading.bank import mistakes
    from byhand.grading.contract import Contract
    from byhand.grading.diagnose import diagnose
    from byhand.grading.explain import explain
    from byhand.grading.guard import Candidate
    from byhand.grading.judge import judge, properties
    from byhand.grading.messages import Speaker

    known = {mistake.name: mistake for mistake in mistakes(chapter.slug)}
    if name not in known:
        raise ValueError(f"tests/mistakes/{chapter.slug}.py has no mistake {name!r}")
    mistake = known[name]
    exercise = chapter.exercises[mistake.exercise]
    path = f"exercises/{chapter.slug}.py"
    candidate = Candidate(exercise.name, mistake.function, path, Contract.of(exercise.reference))
    judgement = judge(exercise, candidate, properties(chapter)[exercise.name])
    diagnosis, answers = diagnose(judgement, candidate), Answers(chapter, ROOT / path)
    messages = {}
    for language in LANGUAGES:
        again = f"uv run pytest {path}::{exercise.name}" + ("" if language == "en" else f" --lang {language}")
        messages[language] = explain(judgement, answers, Speaker(language), again, diagnosis)
    return messages


if __name__ == "__main__":
    slug, wanted = sys.argv[1:]
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    print(json.dumps(grade(graded_chapters()[slug], wanted), ensure_ascii=False))
