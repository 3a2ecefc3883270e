"""Two hundred submissions, graded, killed half-way, resumed: `python -m tests.project.class_benchmark [COUNT]`.

Right, wrong, hostile, empty and not Python; as folders and as archives. Says how long it took, how much memory all
processes used together, and whether the table is right for every one.
"""

from __future__ import annotations

import ast
import builtins
import csv
import inspect
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from byhand.course import ROOT, Chapter, graded_chapters
from byhand.grading.bank import Mistake, alternatives, mistakes
from byhand.grading.contract import UsedNames
from byhand.stubs import exercise_source
from tests.hostile import about_properties, everyone

ANYTHING_BUT_DONE = "not done"


@dataclass
class Case:
    """A submission, and the verdict that every exercise must get; those left out are not attempted, or without one."""

    name: str
    files: dict[str, str] = field(default_factory=dict)
    expected: dict[str, str] = field(default_factory=dict)
    content: bytes = b""

    def write(self, folder: Path, *, zipped: bool) -> None:
        """Hand it in."""
        if self.content:
            (folder / f"{self.name}.zip").write_bytes(self.content)
        elif zipped:
            with zipfile.ZipFile(folder / f"{self.name}.zip", "w") as archive:
                for slug, text in self.files.items():
                    archive.writestr(f"{self.name}/exercises/{slug}.py", text)
        else:
            (folder / self.name / "exercises").mkdir(parents=True)
            for slug, text in self.files.items():
                (folder / self.name / "exercises" / f"{slug}.py").write_text(text, "utf-8")


def solution(chapter: Chapter) -> str:
    """The reference as a learner would hand it in."""
    text = (ROOT / "solutions" / f"{chapter.slug}.py").read_text("utf-8")
    return text.replace("\nfrom solutions.", "\nfrom exercises.")


def with_function(chapter: Chapter, exercise: str, source: str) -> str:
    """The reference with another function in the place of one of its own, helpers kept."""
    text = solution(chapter)
    definitions = [n for n in ast.parse(text).body if isinstance(n, ast.FunctionDef | ast.ClassDef)]
    node = next(n for n in definitions if n.name == exercise)
    lines = text.splitlines()
    start = min([node.lineno, *(one.lineno for one in node.decorator_list)]) - 1
    lines[start : node.end_lineno] = source.splitlines()
    return "\n".join(lines) + "\n"


def source_of(function: object, exercise: str, chapter: Chapter) -> str | None:
    """An answer of the bank as source under its exercise's name; None where it needs more than the chapter has."""
    plain = inspect.unwrap(function)  # type: ignore[arg-type]
    tree = ast.parse(textwrap.dedent(inspect.getsource(plain)))
    node = tree.body[0]
    if not isinstance(node, ast.FunctionDef | ast.ClassDef):
        return None
    own_name = node.name
    node.name, kept = exercise, [one for one in node.decorator_list if "mistake" not in ast.unparse(one)]
    node.decorator_list = kept
    known = set(dir(builtins))
    for top in ast.parse(solution(chapter)).body:
        if isinstance(top, ast.Import | ast.ImportFrom):
            known |= {alias.asname or alias.name for alias in top.names}
        elif isinstance(top, ast.FunctionDef | ast.ClassDef):
            known.add(top.name)
        else:
            known |= {n.id for n in ast.walk(top) if isinstance(n, ast.Name)}
    own = {n.arg for n in ast.walk(node) if isinstance(n, ast.arg)}
    own |= {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    own |= {n.name for n in ast.walk(node) if isinstance(n, ast.FunctionDef)}
    used = {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)} - {own_name}
    for name in (n for n in ast.walk(node) if isinstance(n, ast.Name) and n.id == own_name):
        name.id = exercise
    # In the bank a function may call the reference by its own name; here that would be itself.
    return ast.unparse(node) if used <= (known | own) - {exercise} else None


def imported(chapter: Chapter) -> dict[str, str]:
    """The references of the earlier chapters that a chapter builds on, as a learner would hand them in."""
    slugs = re.findall(r"^from exercises\.(\w+) import", solution(chapter), re.MULTILINE)
    return {slug: solution(graded_chapters()[slug]) for slug in slugs}


def done(chapter: Chapter) -> dict[str, str]:
    """What a right file gets."""
    return dict.fromkeys((f"{chapter.slug}/{name}" for name in chapter.exercises), "done")


def right_cases(chapters: list[Chapter]) -> Iterator[Case]:
    """References and alternatives."""
    for number in range(1000):
        for chapter in chapters:
            for other in alternatives(chapter.slug):
                text = source_of(other.function, other.exercise, chapter)
                if text is not None:
                    files = {**imported(chapter), chapter.slug: with_function(chapter, other.exercise, text)}
                    yield Case(f"right-{number}-{other.name}", files, done(chapter))
            files = {**imported(chapter), chapter.slug: solution(chapter)}
            yield Case(f"right-{number}-{chapter.slug}", files, done(chapter))


def wrong_cases(chapters: list[Chapter]) -> Iterator[Case]:
    """One known mistake each, in a file that is otherwise right."""
    planted: list[tuple[Chapter, Mistake]] = [(c, one) for c in chapters for one in mistakes(c.slug)]
    random.Random(1).shuffle(planted)
    for chapter, mistake in planted:
        text = source_of(mistake.function, mistake.exercise, chapter)
        if text is None:
            continue
        names = [name for name, exercise in chapter.exercises.items() if name != mistake.exercise]
        calls = {n.id for n in ast.walk(ast.parse(solution(chapter))) if isinstance(n, ast.Name)}
        files = {**imported(chapter), chapter.slug: with_function(chapter, mistake.exercise, text)}
        reference = chapter.exercises[mistake.exercise].reference
        used = UsedNames(text, mistake.exercise, ())
        banned = used.find(reference.off_limits) or used.lacks(reference.needs)  # told before anything runs
        expected = {f"{chapter.slug}/{mistake.exercise}": "wrong" if banned else str(mistake.verdict)}
        if mistake.exercise not in calls:  # what builds on a wrong function may be wrong, too
            expected |= dict.fromkeys((f"{chapter.slug}/{name}" for name in names), "done")
        yield Case(f"wrong-{mistake.name}", files, expected)


def other_cases() -> Iterator[Case]:
    """Hostile, empty, broken, not Python, not attempted."""
    errors = dict.fromkeys(done(graded_chapters()["broadcasting"]), "error")
    for number in range(4):
        yield Case(f"empty-{number}")
        yield Case(f"poem-{number}", {"broadcasting": "Roses are red,\nviolets are blue\n" * (number + 1)}, errors)
        yield Case(f"stub-{number}", {c.slug: exercise_source(c) for c in graded_chapters().values()},
                   {key: "not attempted" for c in graded_chapters().values() for key in done(c)})  # fmt: skip
        yield Case(f"damaged-{number}", content=b"PK\x03\x04" + bytes(range(200)))
    for hostile in (*everyone(), *about_properties()):
        expected = {f"{hostile.chapter}/{hostile.exercise}": ANYTHING_BUT_DONE}
        yield Case(f"hostile-{hostile.name}", {hostile.chapter: hostile.source()}, expected)


def cases(count: int, *slugs: str) -> list[Case]:
    """A class that answers some chapters, or all: every kind, evenly mixed."""
    chapters = [graded_chapters()[slug] for slug in slugs or graded_chapters()]
    kinds, found = [right_cases(chapters), wrong_cases(chapters), other_cases()], list[Case]()
    while len(found) < count and kinds:
        for kind in list(kinds):
            case = next(kind, None)
            if case is None:
                kinds.remove(kind)
            else:
                found.append(case)
    return found[:count]


def wrong_rows(path: Path, wanted: list[Case]) -> list[str]:
    """What in a table is not as it must be."""
    rows = {row["submission"]: row for row in csv.DictReader(path.read_text("utf-8-sig").splitlines())}
    problems = [] if len(rows) == len(wanted) else [f"{len(rows)} rows for {len(wanted)} submissions"]
    for case in wanted:
        row = rows.get(case.name) or rows.get(f"{case.name}.zip") or {}
        for column, expected in case.expected.items():
            got = row.get(column, "no row")
            if got != expected and not (expected == ANYTHING_BUT_DONE and got not in ("done", "no row")):
                problems.append(f"{case.name}, {column}: {got} instead of {expected}")
        if not case.files and (set(row.values()) - {row.get("submission"), "0"} != {"no verdict"}):
            problems.append(f"{case.name}: a verdict on nothing")
    return problems


def memory_of(group: int) -> int:
    """The memory of all processes of a run's tree in MiB, shared pages counted in proportion."""
    total, children = 0, {group}
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
    grown = True
    while grown:
        more = {pid for pid, parent in parents.items() if parent in children} - children
        children |= more
        grown = bool(more)
    for pid in children:
        try:
            lines = (Path("/proc") / str(pid) / "smaps_rollup").read_text().splitlines()
            total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        except (OSError, StopIteration):
            continue
    return total // 1024


def main() -> int:
    """Grade, kill, resume, compare."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    folder = Path(tempfile.mkdtemp(prefix="class-"))
    wanted = cases(count)
    (folder / "in").mkdir()
    for number, case in enumerate(wanted):
        case.write(folder / "in", zipped=number % 2 == 0)
    command = [sys.executable, "-m", "byhand.cli", "grade", str(folder / "in"), "--out", str(folder / "out")]
    command += ["--jobs", "2", *sys.argv[2:]]
    start, peak, killed = time.monotonic(), 0, False
    run = subprocess.Popen(command, cwd=ROOT)
    while run.poll() is None:
        time.sleep(0.5)
        peak = max(peak, memory_of(run.pid))
        finished = len(list((folder / "out" / "results").rglob("*.json")))
        if not killed and finished >= count // 2:
            print(f"killed after {time.monotonic() - start:.0f} s with {finished} results", flush=True)
            os.kill(run.pid, signal.SIGKILL)
            run.wait()
            killed = True
            run = subprocess.Popen(command, cwd=ROOT)
    seconds = time.monotonic() - start
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"{spent.ru_utime + spent.ru_stime:.0f} s of processor time, as far as it was waited for")
    problems = wrong_rows(folder / "out" / "grades.csv", wanted)
    print("\n".join(problems))
    print(
        f"{count} submissions: {seconds:.0f} s, peak {peak} MiB, {len(problems)} problems, exit status {run.returncode}"
    )
    if not problems:
        shutil.rmtree(folder)
    return bool(problems) or run.returncode


if __name__ == "__main__":
    sys.exit(main())
