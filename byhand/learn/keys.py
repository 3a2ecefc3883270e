"""Single keys from the terminal, read without waiting."""

from __future__ import annotations

import contextlib
import os
import sys
from types import TracebackType


class Keys:
    """Inside the block, `pressed()` returns the keys since the last time; none where stdin is no terminal."""

    def __enter__(self) -> Keys:
        """Have keys arrive at once and unechoed; Ctrl-C still interrupts."""
        self._saved: list[object] | None = None
        self.available = sys.stdin is not None and sys.stdin.isatty()
        if self.available and os.name == "posix":
            import termios
            import tty

            self._saved = termios.tcgetattr(sys.stdin)
            tty.setcbreak(sys.stdin)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Leave the terminal as it was."""
        if self._saved is not None:
            import termios

            termios.tcsetattr(sys.stdin, termios.TCSADRAIN, self._saved)  # type: ignore[arg-type]

    def pressed(self) -> str:
        """Return the keys that were pressed since the last time, in lower case."""
        if not self.available:
            return ""
        return (_from_console() if sys.platform == "win32" else _from_descriptor(sys.stdin.fileno())).lower()


def _from_descriptor(descriptor: int) -> str:
    import select

    with contextlib.suppress(OSError):
        if select.select([descriptor], [], [], 0)[0]:
            return os.read(descriptor, 1024).decode("utf-8", "ignore")
    return ""


def _from_console() -> str:
    keys = ""
    if sys.platform == "win32":
        import msvcrt

        while msvcrt.kbhit():
            keys += msvcrt.getwch()
    return keys
