"""Results on disk: a file for every submission and chapter, written whole or not at all, so that a run can go on."""

from __future__ import annotations

import hashlib
import json
import secrets
import sys
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from byhand.course import ROOT, Chapter
from byhand.files import write_whole


@cache
def grader_version(chapter: Chapter) -> str:
    """Return what decides about verdicts on a chapter besides the submission: the grader's files, and its libraries."""
    slug = chapter.slug
    files = [*sorted((ROOT / "byhand").glob("grading/*.py")), *sorted((ROOT / "byhand").glob("classroom/*.py"))]
    names = ("tests/test_{}.py", "tests/mistakes/{}.py", "solutions/{}.py", "docs/hints/{}.toml", "docs/chapters/{}.py",
             "tests/implementations/{}.py")  # fmt: skip
    files += [ROOT / "byhand" / "course.py", ROOT / "tests" / "strategies.py"]
    files += [ROOT / name.format(slug) for name in names]
    libraries = [version(name) for name in ("numpy", "jax", "hypothesis")]
    total = hashlib.sha256(f"{sys.version} {libraries}".encode())
    for path in files:
        if path.exists():
            total.update(path.name.encode() + path.read_bytes())
    return total.hexdigest()


class Store:
    """The results below one folder."""

    def __init__(self, folder: Path) -> None:
        """Keep results in `folder`."""
        self.folder = folder

    def path(self, submission: str, slug: str) -> Path:
        """Return where a result is kept; a submission's name may be anything, so its hash stands for it."""
        name = hashlib.sha256(submission.encode("utf-8", "surrogateescape")).hexdigest()[:24]
        return self.folder / slug / f"{name}.json"

    def load(self, submission: str, slug: str, key: str) -> dict[str, Any] | None:
        """Return a result if there is one and it is still valid."""
        try:
            found = json.loads(self.path(submission, slug).read_text("utf-8"))
        except (OSError, ValueError):
            return None
        return found if isinstance(found, dict) and found.get("key") == key else None

    def save(self, submission: str, slug: str, key: str, result: dict[str, Any]) -> None:
        """Keep a result."""
        content, path = result | {"key": key, "submission": submission}, self.path(submission, slug)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode())

    def seed(self, wanted: int | None) -> int:
        """Return the seed of this class: the one that is wanted, else that of the last run, else a new one."""
        path = self.folder / "seed"
        if wanted is None:
            try:
                return int(path.read_text("utf-8"))
            except (OSError, ValueError):
                wanted = secrets.randbits(32)
        self.folder.mkdir(parents=True, exist_ok=True)
        write_whole(path, f"{wanted}\n".encode())
        return wanted


def key_of(parts: Iterable[object]) -> str:
    """Return one key for everything that a result depends on."""
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()
