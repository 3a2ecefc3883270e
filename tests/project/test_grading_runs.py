"""Grading as a learner starts it: pytest on a copy of the course with answers written into it."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from byhand.course import ROOT
from tests.project.learning import begin_with_broadcasting

type Course = Callable[[dict[str, str]], Path]

PARTS = ("byhand", "docs/chapters", "docs/hints", "exercises", "solutions", "tests", "mkdocs.yml", "pyproject.toml")
LOOP_FOR_EVER = "n = 0\n    while True:\n        n += 1"
TERRIBLE = {
    "broadcast_shape": LOOP_FOR_EVER,
    "broadcast_shapes": "return broadcast_shapes(*shapes)",
    "broadcast_to": "for size in shape:\n        print('x' * 2**20, size)\n    return None",
    "naive_add_matrix_and_vector": "import sys\n    for row in x:\n        sys.exit(len(row) * 0)",
    "broadcast_add": "x += 1\n    return broadcast_to(x, x.shape)",
    "outer_product": "return (x[:, None] * y).tolist()",
    "pairwise_squared_distances": "return ((x[:, None] - y) ** 2).sum(-1).view(np.matrix)",
    "sum_to_shape": "return gradient",
}


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A copy of the course; answers are written in the place of the stubs' bodies in Broadcasting."""

    def build(answers: dict[str, str]) -> Path:
        for part in PARTS:
            source, target = ROOT / part, tmp_path / part
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "project"))
            else:
                shutil.copy(source, target)
        begin_with_broadcasting(tmp_path)
        env = os.environ | {"PYTHONPATH": str(tmp_path)}
        subprocess.run([sys.executable, "-m", "byhand.stubs", "--force"], cwd=tmp_path, env=env, check=True)
        path = tmp_path / "exercises" / "broadcasting.py"
        text = path.read_text("utf-8")
        for name, body in answers.items():
            text = text.replace(f'raise NotImplementedError("{name}")', body)
        path.write_text(text, "utf-8")
        return tmp_path

    return build


def grade(folder: Path, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run pytest in a copy of the course."""
    env = os.environ | {"PYTHONPATH": str(folder), "PYTHONIOENCODING": "utf-8", "LANG": "C.UTF-8", "COLUMNS": "100"}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(command, cwd=folder, env=env | environ, capture_output=True, encoding="utf-8", timeout=240)


def verdicts(path: Path) -> dict[str, str]:
    """The verdicts of a JSON report by exercise."""
    report = json.loads(path.read_text("utf-8"))
    assert report["version"] == 1
    return {entry["exercise"]: entry["verdict"] for entry in report["exercises"]}


def test_a_fresh_clone_is_not_attempted(course: Course) -> None:
    run = grade(course({}), "exercises")
    assert run.returncode == 10, run.stdout
    assert len(run.stdout.splitlines()) < 60
    assert "Traceback" not in run.stdout + run.stderr
    assert "Next: naive_add_matrix_and_vector, exercises/broadcasting.py:" in run.stdout


def modules_after(folder: Path, path: str, names: str) -> str:
    """Which of some modules a grading run imports."""
    (folder / "conftest.py").write_text(
        "import sys\n"
        f"def pytest_unconfigure(): print('imported:', [n for n in {names!r}.split() if n in sys.modules])\n",
        "utf-8",
    )
    run = grade(folder, path)
    assert run.returncode in (0, 10), run.stdout + run.stderr
    return run.stdout.splitlines()[-1]


def test_a_numpy_exercise_does_not_import_jax(course: Course) -> None:
    folder = course({})
    found = modules_after(folder, "solutions/broadcasting.py::broadcast_shape", "numpy jax matplotlib sklearn")
    assert found == "imported: ['numpy']"


def test_a_stub_is_recognised_at_once(course: Course) -> None:
    folder = course({})
    found = modules_after(folder, "exercises/broadcasting.py::broadcast_shape", "numpy hypothesis jax")
    assert found == "imported: []"


def test_terrible_answers_get_their_verdicts_and_the_rest_is_graded(course: Course) -> None:
    folder = course(TERRIBLE)
    run = grade(folder, "exercises/broadcasting.py", "--report", "report.json")
    assert run.returncode == 1
    assert verdicts(folder / "report.json") == {
        "broadcast_shape": "timeout",
        "broadcast_shapes": "error",
        "broadcast_to": "wrong",
        "naive_add_matrix_and_vector": "error",
        "broadcast_add": "wrong",
        "outer_product": "wrong",
        "pairwise_squared_distances": "wrong",
        "sum_to_shape": "wrong",
    }
    for words in (
        "no answer after 5 s",
        "while True:",
        "RecursionError",
        "returned None",
        "sys.exit",
        "changed its argument `x`",
        "list[list[",
        "np.matrix",
    ):
        assert words in run.stdout, run.stdout
    assert len(run.stdout) < 20_000


def test_right_answers_pass_beside_wrong_ones(course: Course) -> None:
    answers = {
        "broadcast_shapes": "return ()",
        "outer_product": (
            "if x.ndim != 1 or y.ndim != 1:\n        raise ValueError(f'{x.shape} {y.shape}')\n"
            "    return x[:, None] * y"
        ),
        "sum_to_shape": "return np.zeros(shape, np.float64)",
        "broadcast_to": "if x.shape == shape:\n        return x[...]\n    raise ValueError(f'{x.shape} {shape}')",
    }
    folder = course(answers)
    run = grade(folder, "exercises/broadcasting.py", "--report", "report.json", "--lang", "zh")
    assert run.returncode == 1
    assert verdicts(folder / "report.json")["outer_product"] == "done"
    assert verdicts(folder / "report.json")["pairwise_squared_distances"] == "not attempted"
    assert "共 8 道练习，已完成 1 道。" in run.stdout
    assert not re.search(r"\b(expected|got|Law|Read|Again)\b", run.stdout)


def test_what_comes_next_is_named_when_all_that_was_graded_is_done(course: Course) -> None:
    folder = course({})
    run = grade(folder, "solutions/broadcasting.py::broadcast_shape")
    assert "Next: broadcast_shapes, solutions/broadcasting.py:" in run.stdout
    assert "All of them" not in run.stdout
    run = grade(folder, "solutions/mnist_mlp.py::preprocess", "solutions/broadcasting.py::sum_to_shape")
    assert "Next: init_params, solutions/mnist_mlp.py:" in run.stdout


@pytest.mark.parametrize(("variable", "word"), [("zh_CN.UTF-8", "已完成"), ("de_DE.UTF-8", "exercises done")])
def test_the_locale_chooses_the_language(course: Course, variable: str, word: str) -> None:
    run = grade(course({}), "exercises/broadcasting.py::outer_product", LANG=variable, LC_ALL="", LANGUAGE="")
    assert word in run.stdout


def test_exit_status_ten_means_nothing_is_wrong(course: Course) -> None:
    folder = course({"broadcast_shapes": "return (1,)"})
    assert grade(folder, "exercises/broadcasting.py").returncode == 1
    assert grade(folder, "exercises/broadcasting.py::outer_product").returncode == 10
    assert grade(folder, "solutions/broadcasting.py::outer_product").returncode == 0


@pytest.mark.parametrize("broken", ["def f(:\n", "import nonexistent_module\n", "while True: pass\n", "1 / 0\n"])
def test_a_file_that_cannot_be_imported_is_one_message(course: Course, broken: str) -> None:
    folder = course({"outer_product": "return x"})
    path = folder / "exercises" / "broadcasting.py"
    if "while" in broken:
        answers = folder / "byhand" / "grading" / "answers.py"
        answers.write_text(answers.read_text("utf-8").replace("IMPORT_SECONDS = 30.0", "IMPORT_SECONDS = 0.5"), "utf-8")
    path.write_text(path.read_text("utf-8") + "\n\n" + broken, "utf-8")
    run = grade(folder, "exercises/broadcasting.py::outer_product", "exercises/broadcasting.py::broadcast_to")
    assert run.returncode in (1, 10)
    assert run.stdout.count("Again") == 1
    assert "Traceback" not in run.stdout
    assert "broadcasting.py" in run.stdout


def test_a_deleted_function_and_a_deleted_file_are_errors(course: Course) -> None:
    folder = course({})
    path = folder / "exercises" / "broadcasting.py"
    path.write_text(path.read_text("utf-8").replace("def outer_product", "def outer"), "utf-8")
    run = grade(folder, "exercises/broadcasting.py", "--report", "report.json")
    assert verdicts(folder / "report.json")["outer_product"] == "error"
    assert "does not define `outer_product`" in run.stdout


def test_an_unknown_chapter_lists_the_known_ones(course: Course) -> None:
    folder = course({})
    (folder / "exercises" / "mine.py").write_text("raise SystemExit\n", "utf-8")
    run = grade(folder, "exercises/mine.py")
    assert run.returncode != 0
    assert "there is no chapter mine; there are: broadcasting" in run.stderr
    run = grade(folder, "exercises/broadcasting.py::broadcast", "--lang", "zh")
    assert run.returncode != 0
    assert "broadcasting 这一章没有练习 broadcast；现有：naive_add_matrix_and_vector, broadcast_shape" in run.stderr
    assert grade(folder, "exercises/broadcasting.py").returncode == 10


def test_reports_agree_with_and_without_xdist(course: Course) -> None:
    folder = course(TERRIBLE | {"broadcast_shape": "return a"})
    serial = grade(folder, "exercises/broadcasting.py", "--report", "one.json")
    parallel = grade(folder, "exercises/broadcasting.py", "--report", "two.json", "-n", "2")
    assert serial.returncode == parallel.returncode == 1
    assert json.loads((folder / "one.json").read_text()) == json.loads((folder / "two.json").read_text())
    assert "changed its argument" in parallel.stdout


def test_junit_xml_names_every_verdict(course: Course) -> None:
    folder = course({"outer_product": "return x"})
    grade(folder, "exercises/broadcasting.py", "--junitxml", "junit.xml")
    cases = ET.parse(folder / "junit.xml").getroot().findall(".//testcase")
    found = {case.get("name"): case.find("properties/property[@name='verdict']").get("value") for case in cases}  # type: ignore[union-attr]
    assert len(found) == 8
    assert found["outer_product"] == "wrong"
    assert found["broadcast_to"] == "not attempted"


def test_the_page_shows_what_the_terminal_says(course: Course) -> None:
    folder = course({"broadcast_shape": "return a", "outer_product": "return x[:, None] * y"})
    run = grade(folder, "exercises/broadcasting.py", "--html", "report.html", "--lang", "zh")
    page = (folder / "report.html").read_text("utf-8")
    assert 'lang="zh"' in page
    assert page.count("<section>") == 2
    assert page.count("<svg") >= 2
    assert "形状相容时，结果与 NumPy 一致。" in run.stdout
    assert "形状相容时，结果与 NumPy 一致。" in page
    for name in exercises_in(folder):
        assert f"<code>{name}</code>" in page
    assert not re.search(r'(src|href)="(?!http://127\.0\.0\.1:8000/)', page)


def exercises_in(folder: Path) -> list[str]:
    """The names of all exercises of Broadcasting."""
    return re.findall(r"^def (\w+)", (folder / "exercises" / "broadcasting.py").read_text("utf-8"), re.M)


def test_a_file_that_is_not_python_is_one_section_of_the_page(course: Course) -> None:
    folder = course({"outer_product": "return x"})
    path = folder / "exercises" / "broadcasting.py"
    path.write_text(path.read_text("utf-8") + "\n\n1 / 0\n", "utf-8")
    grade(folder, "exercises/broadcasting.py", "--html", "report.html")
    page = (folder / "report.html").read_text("utf-8")
    assert page.count("<section>") == 1
    assert "<code>broadcasting.py</code>" in page


@pytest.mark.parametrize("option", ["--html", "--report"])
def test_a_report_that_cannot_be_written_is_said_before_grading(course: Course, option: str) -> None:
    folder = course({})
    run = grade(folder, "exercises/broadcasting.py", option, "missing/report")
    assert run.returncode == 4
    assert "there is no folder missing" in run.stderr
    assert "is a folder, name a file" in grade(folder, "exercises/broadcasting.py", option, "tests").stderr


def test_a_killed_run_leaves_no_pass_in_the_report(course: Course) -> None:
    folder = course({"broadcast_shapes": "import os\n    os._exit(0)"})
    grade(folder, "exercises/broadcasting.py", "--report", "report.json", "--html", "report.html")
    page = (folder / "report.html").read_text("utf-8")
    assert page.count('aria-label="no verdict"') == 8
    report = json.loads((folder / "report.json").read_text("utf-8"))
    assert not report["complete"]
    assert len(report["exercises"]) == 8
    assert {entry["verdict"] for entry in report["exercises"]} == {"no verdict"}


def test_a_learner_who_waits_for_a_name_is_told_so(course: Course) -> None:
    """On a terminal, where every known mistake has to be compiled; the line is as before afterwards."""
    pty = pytest.importorskip("pty", reason="no pseudo-terminals on this platform")
    folder = course({})
    path = folder / "exercises" / "jax_basics.py"
    text = path.read_text("utf-8")
    path.write_text(text.replace('raise NotImplementedError("tree_axpy")', "return x"), "utf-8")
    terminal, side = pty.openpty()
    command = [sys.executable, "-m", "pytest", "exercises/jax_basics.py::tree_axpy", "--lang", "en"]
    environ = os.environ | {"PYTHONPATH": str(folder), "TERM": "xterm"}
    with subprocess.Popen(command, cwd=folder, env=environ, stdout=side, stderr=side) as process:
        os.close(side)
        shown = b""
        try:
            while part := os.read(terminal, 4096):
                shown += part
        except OSError:  # the other side was closed
            pass
    os.close(terminal)
    assert process.returncode == 1
    assert re.search(rb"\x1b7 not right; looking for the mistake \xe2\x80\xa6\x1b8\x1b\[K", shown)
