"""`byhand check`: pytest on what is named, in a process of its own: it rewrites the modules that it imports first."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from byhand.course import ROOT, Chapter
from byhand.language import detect

from .names import find
from .screen import Screen


def check(screen: Screen, names: list[str], effort: str, html: Path | None = None) -> int:
    """Grade exercises or chapters, all of them where none is named; return pytest's exit status."""
    paths = [_path(name) for name in names] or ["exercises"]
    language = [] if screen.language == detect(os.environ) else ["--lang", screen.language]
    command = [sys.executable, "-m", "pytest", *paths, *language, *(["--effort", effort] if effort != "normal" else [])]
    command += ["--html", str(html.resolve())] if html else []
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | {"BYHAND_CHECK": "1"}) as run:
        while True:
            try:
                return run.wait()
            except KeyboardInterrupt:
                continue  # pytest has it, too, and says how far it came


def _path(name: str) -> str:
    found = find(name)
    if isinstance(found, Chapter):
        return f"exercises/{found.slug}.py"
    return f"exercises/{found.chapter.slug}.py::{found.name}"
