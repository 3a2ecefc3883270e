"""The learner's commands, from end to end, on a copy of the course."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from byhand.course import graded_chapters
from byhand.learn import state
from byhand.learn.names import find, find_exercise, short_name
from tests.project.learning import CHAPTER, EXERCISES, FIRST, RIGHT, SECOND, Learner, right
from tests.project.learning import learner as learner  # a fixture

CJK = re.compile(r"[\u3400-\u9fff]")


def test_an_exercise_named_like_its_chapter_can_be_named() -> None:
    assert find_exercise("reshape").name == "reshape"
    assert find("reshape") is graded_chapters()["reshape"]
    named = find_exercise("reshape.reshape")
    assert short_name(named) == "reshape.reshape"
    assert find(short_name(named)) is named


def test_next_introduces_the_first_exercise(learner: Learner) -> None:
    """Name, sentence, place, page, command; after that exercise is done, the next."""
    text = learner.byhand("next").stdout
    line = next(
        n for n, code in enumerate(learner.chapter.read_text("utf-8").splitlines(), 1) if f"def {FIRST}(" in code
    )
    for words in (
        f"{FIRST} ",
        EXERCISES[FIRST].summary["en"],
        f"{CHAPTER}:{line}\n",
        f"http://127.0.0.1:8000/broadcasting/#{EXERCISES[FIRST].section}",
        f"uv run byhand check {FIRST}\n",
    ):
        assert words in text
    assert not CJK.search(text)
    assert "\x1b" not in text
    chinese = learner.byhand("next", "--lang", "zh").stdout
    assert EXERCISES[FIRST].summary["zh"] in chinese
    assert f"/zh/broadcasting/#{EXERCISES[FIRST].section}" in chinese
    assert not re.search(r"\b(Write|Read|Grade|Hint)\b", chinese)


def test_next_leaves_out_what_is_done_and_only_that(learner: Learner) -> None:
    """A right answer counts once it was graded, and no longer when it is edited."""
    learner.answer(FIRST, right(FIRST))
    assert learner.byhand("next").stdout.startswith(f"{FIRST} ")
    learner.byhand("check", FIRST)
    assert learner.byhand("next").stdout.startswith(f"{SECOND} ")
    learner.change(right(FIRST), right(FIRST) + "  # edited")
    text = learner.byhand("next").stdout
    assert text.startswith(f"{FIRST} ")
    assert "not graded yet" in text


def test_check_grades_one_exercise_and_remembers(learner: Learner) -> None:
    """Any way to name it; the exit status and the state follow the verdict."""
    learner.byhand("check", "outer_product", status=10)
    learner.answer("outer_product", "return x * y")
    wrong = learner.byhand("check", "broadcasting.outer_product", status=1)
    assert "! outer_product" in wrong.stdout
    learner.change("return x * y", RIGHT)
    assert "1 passed" in learner.byhand("check", f"{CHAPTER}::outer_product", "--effort", "quick").stdout
    assert json.loads(learner.state.read_text("utf-8"))["verdicts"]["broadcasting.outer_product"]["verdict"] == "done"


def test_check_grades_a_chapter_and_everything(learner: Learner) -> None:
    """A chapter's name grades that chapter; no name grades all."""
    learner.answer("outer_product", RIGHT)
    chapter = learner.byhand("check", "broadcasting", "--lang", "zh", status=10).stdout
    assert "8 道练习，已完成 1 道。" in chapter
    everything = learner.byhand("check", status=10).stdout
    assert int(re.search(r"1 of (\d+) exercises done", everything)[1]) > 8  # type: ignore[index]
    assert "✓ outer_product" in everything


def test_an_unknown_name_has_close_matches(learner: Learner) -> None:
    """Every command that takes a name says what there is instead, and ends with status 2."""
    for command, name, words in (
        ("check", "outer_prodct", "Did you mean: outer_product"),
        ("hint", "broadcasting.outer_prodct", "Did you mean: broadcasting.outer_product"),
        ("reset", "brodcasting", "Did you mean: broadcasting"),
        ("solution", "xyzzy", "Chapters: broadcasting"),
    ):
        run = learner.byhand(command, name, status=2)
        assert words in run.stderr
        assert run.stdout == ""
    assert "没有名为" in learner.byhand("check", "xyzzy", "--lang", "zh", status=2).stderr


def test_a_name_of_two_chapters_must_be_qualified(learner: Learner) -> None:
    """The error names both; the qualified name works, and is what the commands themselves say."""
    solutions = learner.folder / "solutions"
    for folder in (solutions, learner.folder / "exercises"):
        path = folder / "mnist_mlp.py"
        stub = 'def outer_product(x: int) -> int:\n    """Do it.\n\n    做。\n    """\n    raise NotImplementedError\n'
        path.write_text(path.read_text("utf-8") + "\n\n" + stub, "utf-8")
    run = learner.byhand("check", "outer_product", status=2)
    assert "broadcasting.outer_product, mnist_mlp.outer_product" in run.stderr
    assert (
        "uv run byhand hint broadcasting.outer_product" in learner.byhand("hint", "broadcasting.outer_product").stdout
    )
    assert "broadcasting.outer_product" in learner.completions("byhand check broadcasting.o")


def test_a_chapter_is_no_exercise(learner: Learner) -> None:
    """Commands for one exercise list those of the chapter."""
    run = learner.byhand("hint", "broadcasting", status=2)
    assert f"{FIRST}, {SECOND}" in run.stderr


def test_hints_come_one_by_one(learner: Learner) -> None:
    """Each call goes one further; then it says that there are no more; --all shows them; a new state begins anew."""
    first, second, third, fourth = (learner.byhand("hint", "outer_product").stdout for _ in range(4))
    assert "hint 1 of 3" in first
    assert "hint 2 of 3" in second
    assert "hint 3 of 3" in third
    assert "last hint" in third
    assert "all 3 hints" in fourth
    assert "hint 1" not in fourth
    every = learner.byhand("hint", "outer_product", "--all").stdout
    assert all(line in every for text in (first, second, third) for line in text.split("\n\n")[0].splitlines())
    learner.state.unlink()
    assert "提示 1/3" in learner.byhand("hint", "outer_product", "--lang", "zh").stdout


def test_a_hint_without_a_name_is_for_the_next_exercise(learner: Learner) -> None:
    assert learner.byhand("hint").stdout.startswith(f"{FIRST}, hint 1 of")


def test_solution_asks_first(learner: Learner) -> None:
    """Only yes shows it; --yes and a done exercise do not ask."""
    code = RIGHT.splitlines()[-1].strip()
    for answer in ("", "n\n"):
        assert code not in learner.byhand("solution", "outer_product", stdin=answer, status=1).stdout
    assert code in learner.byhand("solution", "outer_product", stdin="y\n").stdout
    assert code in learner.byhand("solution", "outer_product", "--yes").stdout
    learner.answer("outer_product", RIGHT)
    learner.byhand("check", "outer_product")
    shown = learner.byhand("solution", "outer_product", "--lang", "zh").stdout
    assert code in shown
    assert '"""' not in shown
    assert "[y/N]" not in shown


def test_progress_shows_bars_faults_and_what_is_next(learner: Learner) -> None:
    """One done, one wrong, one not graded, the rest untouched."""
    learner.answer("outer_product", RIGHT)
    learner.answer(FIRST, "return ()")
    learner.byhand("check", "broadcasting", status=1)
    learner.answer(SECOND, "return ()")
    text = learner.byhand("progress").stdout
    assert re.search(r"Broadcasting +█+░+ +1/8\n", text)
    assert re.search(rf"✗ {FIRST} +wrong", text)
    assert re.search(rf"\? {SECOND} +not graded yet", text)
    assert f"Next: {FIRST}, exercises/broadcasting.py:" in text
    assert len(text.splitlines()) <= 25
    chinese = learner.byhand("progress", "--lang", "zh").stdout
    assert "待改正" in chinese
    assert "尚未评分" in chinese
    assert not re.search(r"\b(wrong|graded|Next|of)\b", chinese)


DAMAGED = (
    "",
    "{",
    "[]",
    "null",
    '{"version": 1, "verdicts": [1], "hints": {"broadcasting.outer_product": "x"}}',
    '{"version": 1, "verdicts": {"broadcasting.outer_product": {"verdict": 3}}, "hints": 7}',
    '{"version": 99, "verdicts": {}}',
    "[" * 100_000,
    "\ud800",
)


def test_a_damaged_state_is_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is in the file, nothing is remembered, and nothing raises."""
    monkeypatch.setattr(state, "FILE", tmp_path / "state.json")
    for content in DAMAGED:
        state.FILE.write_bytes(content.encode("utf-8", "surrogatepass"))
        found = state.State.load()
        assert (found.verdicts, found.hints) == ({}, {}), content


def test_a_damaged_or_deleted_state_does_no_harm(learner: Learner) -> None:
    """Commands take it as empty, and the next grading writes a sound one."""
    learner.answer("outer_product", RIGHT)
    learner.state.parent.mkdir()
    learner.state.write_text('{"version": 1, "verd', "utf-8")
    assert "not graded yet" in learner.byhand("progress").stdout
    learner.byhand("check", "outer_product")
    assert re.search(r"Broadcasting .* 1/8", learner.byhand("progress").stdout)
    learner.state.unlink()
    assert "not graded yet" in learner.byhand("progress").stdout


def test_a_state_that_cannot_be_written_does_no_harm(learner: Learner) -> None:
    """Grading goes on without it."""
    (learner.folder / ".byhand").write_text("a file, where the folder should be", "utf-8")
    learner.answer("outer_product", RIGHT)
    assert "1 passed" in learner.byhand("check", "outer_product").stdout
    assert "hint 1 of 3" in learner.byhand("hint", "outer_product").stdout
    assert "not graded yet" in learner.byhand("progress").stdout


def test_grading_solutions_is_not_remembered(learner: Learner) -> None:
    """Only the learner's answers have a state; with xdist, they have the same."""

    def pytest_(*arguments: str) -> None:
        command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments]
        subprocess.run(command, cwd=learner.folder, env=learner.environ, capture_output=True, check=False)

    pytest_("solutions/broadcasting.py::outer_product")
    assert not learner.state.exists()
    learner.answer("outer_product", RIGHT)
    pytest_("exercises/broadcasting.py", "-n", "1")
    verdicts = json.loads(learner.state.read_text("utf-8"))["verdicts"]
    assert verdicts["broadcasting.outer_product"]["verdict"] == "done"
    assert len(verdicts) == 8
