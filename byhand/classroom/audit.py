"""Python's own audit events: what an answer may not do fails, and is remembered even where the answer hides it.

This is a fence, not a wall: whoever knows the interpreter well can climb it. The walls are `seccomp` and `landlock`,
and above all that the judge is another process. But it stands on every system, and it tells what was tried.
"""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path
from types import FrameType
from typing import Any

ACTS = {
    "process": (
        "os.fork", "os.forkpty", "os.posix_spawn", "os.exec", "os.spawn", "os.system", "os.startfile",
        "subprocess.Popen", "pty.spawn", "os.kill", "os.killpg", "signal.pthread_kill",
    ),
    "network": (
        "socket.__new__", "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname",
        "socket.sendto", "socket.sendmsg", "urllib.Request",
    ),
    "memory": (
        "ctypes.dlopen", "ctypes.dlsym", "ctypes.call_function", "ctypes.cdata", "ctypes.cdata/buffer",
        "ctypes.string_at", "ctypes.wstring_at", "ctypes.PyObj_FromPtr", "mmap.__new__", "gc.get_objects",
        "gc.get_referrers", "gc.get_referents",
    ),
    "thread": ("_thread.start_new_thread", "_thread.start_joinable_thread"),
    "grader": (
        "sys.addaudithook", "sys.settrace", "sys.setprofile", "sys._current_frames", "sys._current_exceptions",
        "sys._getframe", "sys.monitoring.register_callback",
    ),
    "limits": ("resource.setrlimit", "resource.prlimit"),
    "file": (
        "open", "os.listdir", "os.scandir", "os.walk", "os.remove", "os.rename", "os.link", "os.symlink", "os.mkdir",
        "os.rmdir", "os.chmod", "os.chown", "os.truncate", "os.utime", "os.mkfifo", "os.mknod", "shutil.rmtree",
        "sqlite3.connect", "glob.glob",
    ),
    "import": ("import",),
}  # fmt: skip
ACT_OF = {event: act for act, events in ACTS.items() for event in events}
LISTING = ("os.listdir", "os.scandir", "os.walk", "glob.glob")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
HIDDEN = ("solutions", "tests", "byhand", "hypothesis", "pytest", "_pytest", "ctypes", "_ctypes", "gc")
"""What an answer cannot import: the course, the grader's tools, and the interpreter's memory."""

MAX_SEEN = 20


class Warden:
    """Says no, and takes notes."""

    def __init__(self, folder: Path, readable: Iterable[Path], tools: tuple[str, ...] = ()) -> None:
        """Guard an answer in `folder`, which may be written; `readable` may be read, and `tools` imported."""
        self.hidden = tuple(name for name in HIDDEN if name not in tools)
        self.folder, self.calling, self.busy = str(folder), False, False
        self.readable = tuple(str(path) + os.sep for path in (folder, *readable)) + tuple(map(str, readable))
        self.packages = tuple({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")})
        self.seen: list[tuple[str, str, int]] = []
        self._frame = sys._getframe

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Decide about an event; called by the interpreter for every one."""
        act = ACT_OF.get(event)
        if act is None or self.busy:
            return
        self.busy = True
        try:
            what = self._objection(event, act, arguments)
        finally:
            self.busy = False
        if what is not None:
            raise PermissionError(f"an answer may not do this: {what}")

    def _objection(self, event: str, act: str, arguments: tuple[Any, ...]) -> str | None:
        """Return what is wrong with an event, None where nothing is."""
        frame = self._frame(2)
        if event == "sys._getframe" and not self._looks_around(frame):
            return None
        by_answer, direct, line = self._doer(frame)
        reads = act == "file" and not self._writes(event, arguments)
        if not by_answer and (reads or (act in ("thread", "memory") and not self.calling)):
            return None  # as matplotlib does while it is imported
        if act == "file":
            what = self._file(event, arguments)
        elif act == "import":
            root = str(arguments[0]).partition(".")[0]
            what = root if by_answer and root in self.hidden else None
        else:
            what = event
        if what is None:
            return None
        # A library that is called may look for source files, as JAX does for its error messages: refused, no more.
        # Hypothesis would like to remember what it drew: refused as well.
        quiet = reads or (act == "file" and self._library(frame).startswith("hypothesis"))
        tells = direct if quiet else by_answer or (self.calling and act != "import")
        if tells and len(self.seen) < MAX_SEEN:
            self.seen.append((act, what[:200], line))
        return what

    def _looks_around(self, frame: FrameType) -> bool:
        """Whether the frames are asked for by an answer, itself or through `inspect`."""
        name = frame.f_code.co_filename
        return self._is_answer(name) or (name.endswith("inspect.py") and self._doer(frame)[1])

    def _is_answer(self, name: str) -> bool:
        return name.startswith((self.folder, "<")) and not name.startswith("<frozen")

    def _doer(self, frame: FrameType | None) -> tuple[bool, bool, int]:
        """Whether an answer does something, whether without a library that it calls, and in which line.

        What a library does while it is imported is its own doing.
        """
        library = False
        while frame is not None:
            name = frame.f_code.co_filename
            if self._is_answer(name):
                return True, not library, frame.f_lineno
            if library and name.startswith("<frozen importlib"):
                return False, False, 0
            library = library or name.startswith(self.packages)
            frame = frame.f_back
        return False, False, 0

    def _library(self, frame: FrameType | None) -> str:
        """Return the innermost file of a library that is at work, as its path among the packages."""
        while frame is not None:
            name = frame.f_code.co_filename
            folder = next((folder for folder in self.packages if name.startswith(folder)), None)
            if folder is not None:
                return name.removeprefix(folder).lstrip(os.sep)
            frame = frame.f_back
        return ""

    def _file(self, event: str, arguments: tuple[Any, ...]) -> str | None:
        path = arguments[0] if arguments else None
        if path is None:
            path = os.curdir
        if isinstance(path, int):
            return f"{event} {path}" if event == "open" else None
        name = os.path.realpath(os.fsdecode(path))
        writes = self._writes(event, arguments)
        if name == os.devnull:
            return None
        if writes:
            return None if not self.calling and name.startswith(self.folder + os.sep) else f"{event} {name}"
        return None if (name + os.sep).startswith(self.readable) or name in self.readable else f"{event} {name}"

    @staticmethod
    def _writes(event: str, arguments: tuple[Any, ...]) -> bool:
        if event != "open":
            return event not in LISTING
        _, mode, flags = (*arguments, None, None)[:3]
        by_mode = isinstance(mode, str) and any(letter in mode for letter in "wax+")
        return by_mode or (isinstance(flags, int) and bool(flags & WRITING))
