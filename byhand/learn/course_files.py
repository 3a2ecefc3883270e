"""Whether the files of the course are whole, for `byhand doctor`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

from byhand.course import ROOT, public_functions

from .findings import BAD, GOOD, NOTE, Finding


def course_files() -> Iterator[Finding]:
    """Check that every chapter has its files, and every exercise its function and its hints."""
    slugs = {path.stem for path in (ROOT / "docs" / "hints").glob("*.toml")}
    slugs |= {path.stem.removeprefix("test_") for path in (ROOT / "tests").glob("test_*.py")}
    slugs |= {path.stem for path in (ROOT / "solutions").glob("*.py")}
    findings, exercises = [], 0
    for slug in sorted(slugs):
        names, found = _solution(slug)
        findings += [*found, *_parts(slug, names), *_answers(slug, names)]
        exercises += len(names)
    yield from findings
    if not findings:
        yield Finding(GOOD, "files", values={"chapters": len(slugs), "exercises": exercises})


def _solution(slug: str) -> tuple[list[str], list[Finding]]:
    path = f"solutions/{slug}.py"
    try:
        return list(public_functions((ROOT / path).read_text("utf-8"))), []
    except FileNotFoundError:
        return [], [Finding(BAD, "file_missing", "mend_course", {"path": path})]
    except (OSError, SyntaxError, ValueError) as error:
        return [], [Finding(BAD, "file_broken", "mend_course", {"path": path, "what": error})]


def _parts(slug: str, names: list[str]) -> Iterator[Finding]:
    for path in (f"tests/test_{slug}.py", f"docs/chapters/{slug}.py"):
        if not (ROOT / path).exists():
            yield Finding(BAD, "file_missing", "mend_course", {"path": path})
    path = f"docs/hints/{slug}.toml"
    try:
        guides = tomllib.loads((ROOT / path).read_text("utf-8"))
    except FileNotFoundError:
        yield Finding(BAD, "file_missing", "mend_course", {"path": path})
    except (OSError, ValueError) as error:
        yield Finding(BAD, "file_broken", "mend_course", {"path": path, "what": error})
    else:
        lacking = ", ".join(name for name in names if not guides.get(name, {}).get("hints"))
        if lacking:
            yield Finding(BAD, "hints_missing", "mend_course", {"path": path, "name": lacking})


def _answers(slug: str, names: list[str]) -> Iterator[Finding]:
    path = f"exercises/{slug}.py"
    try:
        functions = public_functions((ROOT / path).read_text("utf-8"))
    except FileNotFoundError:
        yield Finding(BAD, "file_missing", "mend_answer", {"path": path, "name": slug})
    except SyntaxError as error:
        what = f"{error.msg}, {path}:{error.lineno}"
        yield Finding(NOTE, "not_python", "mend_syntax", {"path": path, "what": what, "name": slug})
    except (OSError, ValueError) as error:
        yield Finding(BAD, "file_broken", "mend_answer", {"path": path, "what": error, "name": slug})
    else:
        for name in names:
            if name not in functions:
                yield Finding(BAD, "function_missing", "mend_answer", {"path": path, "name": name})
