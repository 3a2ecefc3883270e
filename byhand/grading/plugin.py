"""The pytest plugin: the path that is named is what is graded.

`pytest exercises/broadcasting.py::broadcast_shape` grades one answer of a learner, `pytest solutions` the reference,
and `tests/test_broadcasting.py`, which `pytest` alone collects, the reference as well. One exercise is one test item.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from byhand import bytecode
from byhand.course import ROOT, Exercise, graded_chapters, public_functions
from byhand.language import detect
from byhand.learn.memory import Memory
from byhand.learn.screen import fall_back_to_plain_signs

from .messages import Speaker
from .outcome import Verdict
from .report import PENDING, Report
from .terminal import GLYPHS

bytecode.keep()
# Exercises are small: starting threads for linear algebra takes longer than they would save.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

ANSWER_FOLDERS = ("exercises", "solutions")
MOST_CORES = 4
SAVE, RESTORE = "\x1b7", "\x1b8\x1b[K"
"""Have a terminal keep the place where the cursor is, and go back there, deleting the rest of the line."""

FAILED = (Verdict.WRONG, Verdict.ERROR, Verdict.TIMEOUT)


class Failed(Exception):  # noqa: N818 (a verdict, not an error)
    """An exercise that is not right; its text is the learner's message."""


class ExerciseItem(pytest.Item):
    """One exercise of one file of answers."""

    parent: ChapterModule

    def __init__(self, *, exercise: Exercise, **kwargs: Any) -> None:
        """Grade `exercise` in the file of the parent."""
        super().__init__(**kwargs)
        self.exercise = exercise

    def runtest(self) -> None:
        """Judge the answer; anything but done is a failure, and not attempted a skip."""
        say = self.config.stash[SPEAKER]
        if self.parent.is_stub(self.exercise):
            self._conclude(Verdict.NOT_ATTEMPTED, say("not_attempted"))
        # From here on NumPy and Hypothesis are needed; importing them takes most of the time.
        from .guard import LIMITS
        from .single import grade

        LIMITS.enabled = not (self.config.option.usepdb or self.config.option.capture == "no")
        option = self.config.option
        answers, html = self.parent.answers, bool(option.html)
        self._conclude(*grade(self.exercise, answers, say, self.again, option.effort, html=html, waiting=self._waiting))

    def _conclude(self, verdict: Verdict, message: str, mistake: str = "", section: str = "") -> None:
        """Note the verdict for the reports, and end the test accordingly."""
        self.user_properties += [("verdict", str(verdict)), ("message", message), ("mistake", mistake)]
        self.user_properties += [("section", section)] if section else []
        if verdict is Verdict.NOT_ATTEMPTED:
            pytest.skip(message)
        if verdict in FAILED:
            raise Failed(message)

    @contextmanager
    def _waiting(self) -> Iterator[None]:
        """Say on a terminal what takes so long, until it is done."""
        find = self.config.pluginmanager.get_plugin
        reporter, capture = find("terminalreporter"), find("capturemanager")
        if reporter is None or capture is None or not reporter.isatty:
            yield
            return

        def show(text: str) -> None:
            # Past the writer with which pytest counts columns: afterwards the line is as before.
            with capture.global_and_fixture_disabled():
                print(text, end="", file=sys.stdout, flush=True)

        show(f"{SAVE} {self.config.stash[SPEAKER]('waiting')}")
        try:
            yield
        finally:
            show(RESTORE)

    @property
    def again(self) -> str:
        """The command that grades this exercise once more: the one that was used."""
        option = self.config.option.lang
        if os.environ.get("BYHAND_CHECK"):
            from byhand.learn.names import short_name

            return f"uv run byhand check {short_name(self.exercise)}" + (f" --lang {option}" if option else "")
        return f"uv run pytest {self.nodeid}" + (f" --lang {option}" if option else "")

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Show a learner the message alone; a fault of the grader with its traceback."""
        if isinstance(excinfo.value, Failed):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[os.PathLike[str], int | None, str]:
        """Name the item in reports."""
        return self.path, None, f"{self.path.parent.name}/{self.path.name}::{self.name}"


class ChapterModule(pytest.Module):
    """A chapter's exercises, bound to one file of answers; the file itself is imported when they are judged."""

    def bind(self, slug: str, answers: Path) -> ChapterModule:
        """Grade the chapter `slug` in the file `answers`."""
        self.chapter, self.answers = graded_chapters()[slug], answers
        return self

    def is_stub(self, exercise: Exercise) -> bool:
        """Whether an exercise is as it was handed out; a file that cannot be read is no stub."""
        try:
            function = public_functions(self.answers.read_text("utf-8")).get(exercise.name)
        except (OSError, SyntaxError, ValueError):
            return False
        return function is not None and function.is_stub

    def collect(self) -> Iterable[ExerciseItem]:
        """Yield the chapter's exercises in order."""
        for name, exercise in self.chapter.exercises.items():
            yield ExerciseItem.from_parent(self, name=name, exercise=exercise)


class NoChapter(pytest.Module):
    """A Python file beside the answers that is no chapter: nothing in it is graded or run."""

    def collect(self) -> Iterable[pytest.Item]:
        """Yield nothing."""
        return []


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> pytest.Module | None:
    """Collect a file of answers, or of properties, as its chapter's exercises."""
    folder, stem = module_path.parent, module_path.stem
    if folder.parent != ROOT and folder != ROOT / "tests":
        return None
    if folder.name in ANSWER_FOLDERS:
        if stem not in graded_chapters():
            return NoChapter.from_parent(parent, path=module_path)
        return ChapterModule.from_parent(parent, path=module_path).bind(stem, module_path)
    slug = stem.removeprefix("test_")
    if folder == ROOT / "tests" and slug in graded_chapters():
        module: ChapterModule = ChapterModule.from_parent(parent, path=module_path)
        return module.bind(slug, ROOT / "solutions" / f"{slug}.py")
    return None


SPEAKER: pytest.StashKey[Speaker] = pytest.StashKey()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the grader's options."""
    group = parser.getgroup("byhand", "Tensors by Hand · 手写张量")
    group.addoption("--lang", choices=["en", "zh"], help="language of the messages (default: the locale's)")
    group.addoption("--report", metavar="FILE", help="write the verdict of every exercise to FILE as JSON")
    group.addoption("--html", metavar="FILE", help="write the verdicts and messages to FILE as a page with figures")
    group.addoption(
        "--effort",
        choices=["quick", "normal", "thorough"],
        default="normal",
        help="how many inputs to try for every law: 20, 50 or 1000 (default: normal)",
    )


def is_grading(config: pytest.Config) -> bool:
    """Whether a learner's view is wanted: all that is named on the command line are answers."""
    named = [Path(str(argument).partition("::")[0]).resolve() for argument in config.args]
    folders = {ROOT / folder for folder in ANSWER_FOLDERS}
    return bool(named) and all(path in folders or path.parent in folders for path in named)


def check_names(config: pytest.Config) -> None:
    """Say which chapters and exercises there are, where one is named that does not exist.

    Raises:
        pytest.UsageError: the name, and what there is.
    """
    say = config.stash[SPEAKER]
    for argument in map(str, config.args):
        path, _, exercise = argument.partition("::")
        if Path(path).resolve().parent not in {ROOT / folder for folder in ANSWER_FOLDERS}:
            continue
        slug = Path(path).stem
        if slug not in graded_chapters():
            raise pytest.UsageError(say("no_chapter", slug=slug, slugs=", ".join(graded_chapters())))
        names = graded_chapters()[slug].exercises
        if exercise and exercise not in names:
            raise pytest.UsageError(say("no_exercise", slug=slug, name=exercise, names=", ".join(names)))


def check_reports(config: pytest.Config) -> None:
    """Say, before anything is graded, that a report cannot be written.

    Raises:
        pytest.UsageError: the folder does not exist, or the file is a folder; names it.
    """
    say = config.stash[SPEAKER]
    for path in (Path(name) for name in (config.option.report, config.option.html) if name):
        if not path.parent.is_dir():
            raise pytest.UsageError(say("no_folder", path=path.parent))
        if path.is_dir():
            raise pytest.UsageError(say("is_folder", path=path))


def pytest_configure(config: pytest.Config) -> None:
    """Set up the language, the guard and, where a learner looks on, a quiet terminal."""
    fall_back_to_plain_signs()
    config.stash[SPEAKER] = Speaker(config.option.lang or detect(os.environ))
    check_names(config)
    check_reports(config)
    for folder in ANSWER_FOLDERS:
        config.addinivalue_line("python_files", f"{folder}/*.py")
    grading = is_grading(config)
    if grading:
        config.option.tbstyle, config.option.reportchars, config.option.no_header = "no", "", True
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Board(config, grading), "byhand-board")


def pytest_unconfigure() -> None:
    """Keep the compiled modules of pytest itself for the next start."""
    bytecode.compile_early_modules()


SPREAD = ("test_bank", "test_diagnose", "test_laws", "test_messages", "test_mutants")
"""Project tests that go through all chapters: any process may take the next case."""


def pytest_load_initial_conftests(early_config: pytest.Config, args: list[str]) -> None:
    """Use several cores where the whole project is checked: `pytest` alone."""
    cores = min(os.cpu_count() or 1, MOST_CORES)
    if not early_config.invocation_params.args and cores > 1 and find_spec("xdist") is not None:
        args += ["-n", str(cores)]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Keep a chapter's exercises in one process: its properties are imported, and its answers compiled, once."""
    from xdist.scheduler import LoadScopeScheduling

    class Scheduling(LoadScopeScheduling):  # type: ignore[misc]
        def _split_scope(self, nodeid: str) -> str:
            path = nodeid.partition("::")[0]
            return nodeid if Path(path).stem in SPREAD else path

    return Scheduling(config, log) if config.option.dist == "load" else None


def pytest_report_teststatus(report: pytest.TestReport) -> tuple[str, str, str] | None:
    """Name the verdicts in pytest's progress and closing line."""
    verdict = dict(report.user_properties).get("verdict") if report.when == "call" else None
    if verdict is None or verdict == Verdict.DONE:
        return None
    return str(verdict), GLYPHS[Verdict(str(verdict))], str(verdict).upper()


class Board:
    """Gathers the verdicts, shows them at the end, and sets the exit status."""

    def __init__(self, config: pytest.Config, grading: bool) -> None:
        """Report on a run; `grading` says that a learner looks on."""
        self.config, self.grading, self.report = config, grading, Report()
        self.memory = Memory(self.report)
        self.sections: dict[str, str] = {}

    def _write(self) -> None:
        if self.config.option.report:
            self.report.write(Path(self.config.option.report))

    def _write_page(self) -> None:
        if self.config.option.html:
            from .page import page

            entries = self.report.entries
            sections = [self.sections[nodeid] for nodeid in entries if nodeid in self.sections]
            text = page(list(entries.values()), sections, graded_chapters(), self.config.stash[SPEAKER])
            Path(self.config.option.html).write_text(text, "utf-8")

    def _expect(self, nodeids: Iterable[str]) -> None:
        for nodeid in nodeids:
            path, separator, name = nodeid.partition("::")
            slug = Path(path).stem.removeprefix("test_")
            if separator and slug in graded_chapters() and name in graded_chapters()[slug].exercises:
                self.report.expect(nodeid)
        self._write()
        self._write_page()
        if self.grading:
            self.memory.note()

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Note every selected exercise, before any of them can end the process."""
        self._expect(item.nodeid for item in session.items)

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, node: Any, ids: list[str]) -> None:
        """Note every selected exercise that a worker found."""
        self._expect(ids)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note a verdict."""
        facts = dict(report.user_properties)
        entry = self.report.entries.get(report.nodeid)
        if entry is None:
            return
        if report.when == "call" and "verdict" in facts:
            entry.verdict, entry.message = str(facts["verdict"]), str(facts["message"])
            entry.mistake = str(facts["mistake"])
            if "section" in facts:
                self.sections[report.nodeid] = str(facts["section"])
        elif report.failed:
            what = str(report.longrepr).strip().splitlines()[-1:]
            say = self.config.stash[SPEAKER]
            entry.message = say("grader_fault", name=entry.exercise, what=what[0] if what else "")

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """Write the report, and say by the exit status that something has not been attempted."""
        self._write()
        self._write_page()
        self.memory.write()
        if exitstatus == 0 and self.report.is_pending():
            session.exitstatus = PENDING

    @pytest.hookimpl(wrapper=True)
    def pytest_terminal_summary(self, terminalreporter: Any) -> Generator[None]:
        """Show a learner the messages and how far they are."""
        yield
        if not self.grading or not self.report.entries:
            return
        say = self.config.stash[SPEAKER]
        for message in self.report.messages():
            terminalreporter.write_line("\n" + message)
        terminalreporter.section(say("board"), sep="─")
        for line in self.report.board(graded_chapters(), say):
            terminalreporter.write_line(line)
