"""The judge as a process: one chapter, one submission after the other, a line of JSON each.

The first line says what to judge; then a line {"files": {slug: base64}} is answered by a line with the results.
"""

from __future__ import annotations

import base64
import importlib
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from byhand.course import ROOT, Chapter, graded_chapters

from . import seccomp
from .judging import Effort, grade, tools_of, with_stubs
from .remote import Nursery, Settings
from .walls import Bounds

WARM = "complete"
"""The file that says that the reference has been compiled into the cache."""


def needs_jax(chapter: Chapter) -> bool:
    """Whether a chapter's reference imports JAX."""
    return "import jax" in (ROOT / "solutions" / f"{chapter.slug}.py").read_text("utf-8")


def _use_cache(cache: str) -> None:
    jax: Any = importlib.import_module("jax")
    jax.config.update("jax_compilation_cache_dir", cache)
    jax.config.update("jax_persistent_cache_min_compile_time_secs", 0.0)
    jax.config.update("jax_persistent_cache_min_entry_size_bytes", -1)


def _warm(settings: Settings, chapter: Chapter, effort: Effort) -> None:
    """Compile what the reference needs, once; answers that compute the same need not wait for it."""
    marker = Path(settings.cache) / WARM
    if not settings.jax or not settings.cache or marker.exists():
        return
    files = {slug: (ROOT / "solutions" / f"{slug}.py").read_bytes() for slug in graded_chapters()}
    files = {slug: source.replace(b"\nfrom solutions.", b"\nfrom exercises.") for slug, source in files.items()}
    nursery = Nursery(Settings(settings.jax, settings.work, settings.cache, settings.bounds, trusted=True))
    try:
        grade(nursery, chapter, files, effort)
    finally:
        nursery.close()
    marker.touch()


def main() -> None:
    """Judge until there is nothing more on stdin."""
    seccomp.prctl(seccomp.PR_SET_PDEATHSIG, seccomp.SIGKILL)
    seccomp.prctl(seccomp.PR_SET_DUMPABLE, 0)
    answer = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # nothing but results on the pipe
    first: dict[str, Any] = json.loads(sys.stdin.readline())
    chapter = graded_chapters()[first["slug"]]
    effort, bounds = Effort(**first["effort"]), Bounds(**first["bounds"])
    hypothesis = "hypothesis" in tools_of(chapter)
    settings = Settings(needs_jax(chapter), Path(first["work"]), first["cache"], bounds, hypothesis=hypothesis)
    settings.work.mkdir(parents=True, exist_ok=True)
    if settings.jax and settings.cache:
        _use_cache(settings.cache)
    _warm(settings, chapter, effort)
    nursery = Nursery(settings)
    print(json.dumps({"ready": asdict(bounds)}), file=answer, flush=True)
    try:
        for line in sys.stdin:
            files = {slug: base64.b64decode(text) for slug, text in json.loads(line)["files"].items()}
            result = grade(nursery, chapter, with_stubs(files, graded_chapters()), effort)
            print(json.dumps(result, ensure_ascii=False), file=answer, flush=True)
    finally:
        nursery.close()


if __name__ == "__main__":
    main()
