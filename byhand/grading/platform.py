"""All that depends on the platform: how long a call may take, and how it is stopped.

Elsewhere the grader needs no signals, threads or processes. Where none of them can stop a call (WebAssembly), it runs
unlimited, and whoever started the grader has to stop it.
"""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Callable, Iterator
from types import FrameType

from .outcome import TimedOut

REPEAT_SECONDS = 0.1
"""The exception is raised again and again: a bare `except:` in a loop would swallow a single one."""

try:
    import signal

    HAS_TIMER = hasattr(signal, "setitimer")
except ImportError:
    HAS_TIMER = False


def mechanism() -> str:
    """Return how calls are stopped here and now: `signal`, `thread` or `none`."""
    if sys.platform == "emscripten":
        return "none"
    if HAS_TIMER and threading.current_thread() is threading.main_thread():
        return "signal"
    return "thread"


class Stopwatch:
    """Limits a block of code; afterwards `line` is where in the file `path` it was stopped."""

    def __init__(self, seconds: float, path: str) -> None:
        """Limit to `seconds`, reporting lines of the file `path`."""
        self.seconds, self.path, self.line = seconds, path, 0

    def note(self, frame: FrameType | None) -> None:
        """Remember the innermost line of `path` on the stack of `frame`, unless one is known."""
        while frame is not None and frame.f_code.co_filename != self.path:
            frame = frame.f_back
        if frame is not None and not self.line:
            self.line = frame.f_lineno


@contextlib.contextmanager
def time_limit(seconds: float, path: str, using: str | None = None) -> Iterator[Stopwatch]:
    """Raise `TimedOut` in the block once `seconds` have passed; `using` overrides `mechanism()`."""
    watch = Stopwatch(seconds, path)
    with LIMITERS[using or mechanism()](watch):
        yield watch


@contextlib.contextmanager
def _by_signal(watch: Stopwatch) -> Iterator[None]:
    def fire(number: int, frame: FrameType | None) -> None:
        watch.note(frame)
        raise TimedOut

    previous = signal.signal(signal.SIGALRM, fire)
    signal.setitimer(signal.ITIMER_REAL, watch.seconds, REPEAT_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)


@contextlib.contextmanager
def _by_thread(watch: Stopwatch) -> Iterator[None]:
    import ctypes

    target, finished, lock = threading.get_ident(), threading.Event(), threading.Lock()

    def raise_in_target() -> None:
        if finished.wait(watch.seconds):
            return
        while True:
            with lock:
                if finished.is_set():
                    return
                watch.note(sys._current_frames().get(target))
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(target), ctypes.py_object(TimedOut))
            if finished.wait(REPEAT_SECONDS):
                return

    watcher = threading.Thread(target=raise_in_target, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        with lock:  # from here on nothing more is raised in this thread
            finished.set()
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(target), None)
        watcher.join()


LIMITERS: dict[str, Callable[[Stopwatch], contextlib.AbstractContextManager[object]]] = {
    "signal": _by_signal,
    "thread": _by_thread,
    "none": contextlib.nullcontext,
}
