"""`byhand watch`, driven for real: files are saved, keys pressed, and the screen is read."""

import contextlib
import fcntl
import json
import os
import re
import signal
import statistics
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Iterator

import pytest

from tests.project.learning import EXERCISES, FIRST, RIGHT, SECOND, Learner, right
from tests.project.learning import learner as learner  # a fixture

pty = pytest.importorskip("pty", reason="no pseudo-terminals on this platform")

CLEAR = "\x1b[2J"
SECONDS = 60.0


class Watching:
    """A running `byhand watch` and its screen."""

    def __init__(self, learner: Learner, *arguments: str) -> None:
        """Start it in a terminal of 80 columns."""
        self.terminal, side = pty.openpty()
        fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 80, 0, 0))
        command = [sys.executable, "-m", "byhand.cli", "watch", *arguments]
        self.process = subprocess.Popen(
            command,
            cwd=learner.folder,
            env=learner.environ,
            stdin=side,
            stdout=side,
            stderr=side,
            start_new_session=True,
        )
        os.close(side)
        self.text = ""
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        with contextlib.suppress(OSError):
            while part := os.read(self.terminal, 1 << 16):
                self.text += part.decode("utf-8", "replace")

    @property
    def screens(self) -> list[str]:
        """What was shown after every clearing, without colours."""
        return [re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\r", "", part) for part in self.text.split(CLEAR)]

    def wait_for(self, words: str, after: int = 0) -> str:
        """Return the first whole screen from number `after` on with some words in it."""
        deadline = time.monotonic() + SECONDS
        while time.monotonic() < deadline:
            for screen in self.screens[after:]:
                if words in screen and re.search(r"quits|退出", screen):
                    return screen
            assert self.process.poll() is None, self.text
            time.sleep(0.005)
        raise AssertionError(f"{words!r} did not appear:\n{self.screens[-1]}")

    def press(self, key: str) -> None:
        """Press a key."""
        os.write(self.terminal, key.encode())

    def end(self) -> int:
        """Wait for the end."""
        return self.process.wait(SECONDS)


@pytest.fixture
def watching(learner: Learner) -> Iterator[Watching]:
    """Watch the course of a learner who has not begun."""
    watching = Watching(learner)
    try:
        watching.wait_for(f"check {FIRST}")
        yield watching
    finally:
        watching.process.kill()
        watching.process.wait()
        os.close(watching.terminal)


def test_the_screen_stays_until_an_exercise_is_done(learner: Learner, watching: Watching) -> None:
    """Wrong: the message. Wrong again: the next message. Right: the next exercise. The state knows."""
    learner.answer("outer_product", "return x[:, None] + y")
    wrong = watching.wait_for("✗ outer_product")
    assert "Law" in wrong
    assert FIRST not in wrong
    learner.change("return x[:, None] + y", "return 1 / 0")
    assert "ZeroDivisionError" in watching.wait_for("! outer_product")
    learner.change("return 1 / 0", RIGHT)
    done = watching.wait_for("✓ done  outer_product")
    following = [*EXERCISES, FIRST][list(EXERCISES).index("outer_product") + 1]
    assert EXERCISES[following].summary["en"].split(":")[0][:60] in done
    assert "1 of " in done
    assert json.loads(learner.state.read_text("utf-8"))["verdicts"]["broadcasting.outer_product"]["verdict"] == "done"


def test_only_what_changed_is_graded(learner: Learner, watching: Watching) -> None:
    """Of two written exercises, the one that was edited; both, where both were; none of the stubs."""
    learner.answer(FIRST, "return ()")
    assert "done  " not in watching.wait_for(f"✗ {FIRST}")
    learner.answer("outer_product", RIGHT)
    screen = watching.wait_for("done  outer_product")
    assert "✗ wrong" in screen, "the position is kept"
    assert f"✗ {FIRST}" not in screen, "and it is not graded again"
    text = learner.chapter.read_text("utf-8")
    learner.save(text.replace("return ()", right(FIRST)).replace(RIGHT, "return x * y"))
    screen = watching.wait_for(f"done  {FIRST}")
    assert "! outer_product" in screen
    assert SECOND not in screen


def test_nothing_that_an_answer_does_ends_the_watcher(learner: Learner, watching: Watching) -> None:
    """A file that is no Python, an exit, a crash, an endless loop, output without end."""
    learner.answer("outer_product", "return (")
    assert "broadcasting.py cannot be imported" in watching.wait_for("SyntaxError")
    body = "return ("
    for new, words in (
        ("import os; os._exit(3)", "exit status 3"),
        ("import ctypes; return ctypes.string_at(0)", "signal SIGSEGV"),
        ("import sys; sys.exit(0)", "ended the program"),
        ("import os; os.write(1, b'QQQ'); print('QQQ'); return input()", "EOFError"),
        ("import time; time.sleep(600)", "no answer after 5 s"),
    ):
        start = len(watching.screens)
        learner.change(body, new)
        assert words in watching.wait_for("outer_product:", after=start)
        body = new
    assert "QQQ" not in re.sub(r"os\.write.*|.*printed.*", "", watching.screens[-1])
    learner.change(body, RIGHT)
    watching.wait_for("✓ done  outer_product")


def test_a_call_that_no_signal_can_stop_is_ended(learner: Learner) -> None:
    """A loop inside C code is ended with its process."""
    graders = learner.folder / "byhand" / "learn" / "graders.py"
    graders.write_text(graders.read_text("utf-8").replace("SECONDS = 60.0", "SECONDS = 3.0"), "utf-8")
    watching = Watching(learner)
    try:
        watching.wait_for(f"check {FIRST}")
        learner.answer("outer_product", "import collections, itertools; collections.deque(itertools.count(), 0)")
        assert "no verdict after 3 s" in watching.wait_for("∞ outer_product")
        learner.change("import collections, itertools; collections.deque(itertools.count(), 0)", RIGHT)
        watching.wait_for("✓ done  outer_product")
    finally:
        watching.process.kill()
        watching.process.wait()


def test_keys_and_interrupts_end_it_cleanly(learner: Learner, watching: Watching) -> None:
    """h shows hints one by one, q quits; the terminal is as before, and no process is left."""
    watching.press("h")
    watching.wait_for("hint 1 of")
    watching.press("h")
    watching.wait_for("hint 2 of")
    watching.press("q")
    assert watching.end() == 0
    assert "Stopped watching." in watching.text
    flags = termios.tcgetattr(watching.terminal)[3]
    assert flags & termios.ECHO
    assert flags & termios.ICANON


def test_ctrl_c_ends_it_cleanly_in_chinese(learner: Learner) -> None:
    """Also while an answer runs for ever."""
    watching = Watching(learner, "--lang", "zh")
    try:
        watching.wait_for(EXERCISES[FIRST].summary["zh"])
        learner.answer("outer_product", "import time; time.sleep(600)")
        deadline = time.monotonic() + SECONDS
        while "正在评分" not in watching.text and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(0.5)
        os.killpg(watching.process.pid, signal.SIGINT)
        assert watching.end() == 0
        time.sleep(0.1)
        assert "已停止监视" in watching.text
        assert "Traceback" not in watching.text
    finally:
        watching.process.kill()
        watching.process.wait()


def test_a_jax_exercise_is_graded_in_a_fresh_process(learner: Learner) -> None:
    """JAX starts threads, so nothing is forked; the verdict comes all the same."""
    from byhand.course import graded_chapters

    name = next(iter(graded_chapters()["mnist_mlp"].exercises))
    path = learner.folder / "exercises" / "mnist_mlp.py"
    watching = Watching(learner)
    try:
        watching.wait_for(f"check {FIRST}")
        path.write_text(path.read_text("utf-8").replace(f'raise NotImplementedError("{name}")', "return 7"), "utf-8")
        assert "q quits" in watching.wait_for(f"{name}:")
        assert "int" in watching.screens[-1]
    finally:
        watching.process.kill()
        watching.process.wait()


ANSWERS = (RIGHT, "return x * y", "return (x[:, None] * y).tolist()", "return y[:, None] * x")


def seconds_of_saves(learner: Learner, watching: Watching, count: int, old: str) -> tuple[list[float], str]:
    """Save different answers to outer_product; return the seconds to each whole screen, and the last answer."""
    seconds = []
    for number in range(1, count + 1):
        new = f"{ANSWERS[number % len(ANSWERS)]}  # {time.perf_counter()}"
        shown = len(watching.screens)
        start = time.perf_counter()
        learner.change(old, new)
        watching.wait_for("outer_product", after=shown)
        seconds.append(time.perf_counter() - start)
        old = new
    return seconds, old


def test_a_verdict_takes_less_than_a_second(learner: Learner, watching: Watching) -> None:
    """From the save to the whole screen, the median of 20 saves; a busy machine has three tries."""
    answer = RIGHT
    learner.answer("outer_product", answer)
    watching.wait_for("done  outer_product")
    for _ in range(3):
        seconds, answer = seconds_of_saves(learner, watching, 20, answer)
        median = statistics.median(seconds)
        print(f"byhand watch: {median:.2f} s from save to verdict (median of 20), {max(seconds):.2f} s at most")
        if median < 1.0:
            return
    raise AssertionError(f"the last 20 saves took {median:.2f} s each (median)")
