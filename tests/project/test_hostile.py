"""No hostile answer gets a pass, and the run that meets them ends with a report that names every exercise."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from byhand.course import ROOT, graded_chapters
from byhand.grading.outcome import Verdict
from tests.hostile import Hostile, everyone

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="classes are graded on Linux and macOS")
NAMES = [f"broadcasting/{name}" for name in graded_chapters()["broadcasting"].exercises]
HOSTILE = everyone()


def grade(folder: Path, out: Path, *options: str, expect: int = 0) -> subprocess.CompletedProcess[str]:
    """Run `byhand grade` as a teacher does."""
    command = [sys.executable, "-m", "byhand.cli", "grade", str(folder), "--out", str(out), *options]
    run = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | {"LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert run.returncode == expect, run.stdout + run.stderr
    return run


def table(out: Path) -> dict[str, dict[str, str]]:
    """The rows of grades.csv by submission."""
    rows = csv.DictReader((out / "grades.csv").read_text("utf-8-sig").splitlines())
    return {row["submission"]: row for row in rows}


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All hostile answers and a right one, graded in one run."""
    folder = tmp_path_factory.mktemp("hostile")
    for hostile in HOSTILE:
        (folder / "in" / hostile.name).mkdir(parents=True)
        (folder / "in" / hostile.name / "broadcasting.py").write_text(hostile.source(), "utf-8")
    (folder / "in" / "honest").mkdir()
    (folder / "in" / "honest" / "broadcasting.py").write_bytes((ROOT / "solutions" / "broadcasting.py").read_bytes())
    grade(folder / "in", folder / "out", "--chapters", "broadcasting", "--effort", "quick")
    return folder / "out"


def test_there_are_enough_of_them() -> None:
    assert len({hostile.name for hostile in HOSTILE}) == len(HOSTILE) >= 40
    assert all(hostile.tries for hostile in HOSTILE)


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda hostile: hostile.name)
def test_no_pass(hostile: Hostile, graded: Path) -> None:
    row = table(graded)[hostile.name]
    assert row[f"broadcasting/{hostile.exercise}"] in set(Verdict) - {Verdict.DONE}
    assert row["done"] == "0"


def test_the_report_names_every_exercise(graded: Path) -> None:
    rows, report = table(graded), json.loads((graded / "grades.json").read_text("utf-8"))
    assert rows.keys() == {hostile.name for hostile in HOSTILE} | {"honest"}
    for row in rows.values():
        assert [name for name in row if name in NAMES] == NAMES
        assert all(row[name] in set(Verdict) for name in NAMES)
    for submission in report["submissions"]:
        assert [f"{one['chapter']}/{one['exercise']}" for one in submission["exercises"]] == NAMES
        assert all(one["message"].keys() == {"en", "zh"} for one in submission["exercises"])


def test_the_honest_one_passes_among_them(graded: Path) -> None:
    assert set(table(graded)["honest"].values()) == {"honest", "done", str(len(NAMES))}


def test_nothing_is_left_behind(graded: Path) -> None:
    assert not (graded / "work").exists()
    assert not [
        path for path in (Path("/tmp/hostile"), Path("/tmp/hostile.npy"), Path("/dev/shm/hostile")) if path.exists()
    ]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("import_solutions", "`solutions`"),
        ("threads_quietly", "thread"),
        ("write_file", "file"),
        ("network", "network"),
        ("run_a_program", "process"),
        ("patch_and_be_right", "`numpy.multiply`"),
        ("right_first_time", "between calls"),
        ("flood_stdout", "printed"),
        ("signal_handler", "signal"),
        ("exit_now", "ended the process"),
        ("right_subclass", "Mine"),
    ],
)
def test_the_message_says_what_was_tried(name: str, words: str, graded: Path) -> None:
    report = json.loads((graded / "grades.json").read_text("utf-8"))
    mine = next(one for one in report["submissions"] if one["name"] == name)
    assert any(words in one["message"]["en"] for one in mine["exercises"])
