"""Messages over a pair of pipes. A worker can say anything: too much, too late, out of turn, or nothing any more."""

from __future__ import annotations

import os
import select
import struct
import time
from collections.abc import Callable
from typing import Any

from . import wire
from .values import WireError

HEAD = struct.Struct("!QII")
MAX_BYTES = 64 * 2**20
FOREVER = 1e6


class Closed(Exception):  # noqa: N818 (a state, not an error)
    """The other side is gone."""


class Overdue(Exception):  # noqa: N818
    """The other side did not answer in time."""


def _frame(number: int, value: Any, callables: dict[int, Callable[..., Any]] | None) -> bytes:
    header, content = wire.dump(value, callables)
    return HEAD.pack(number, len(header), len(content)) + header + content


class Channel:
    """One end of two pipes. Every answer carries the number of its question, which nobody can guess."""

    def __init__(self, reading: int, writing: int) -> None:
        """Read from one file descriptor, write to the other; both never block."""
        self.reading, self.writing = reading, writing
        os.set_blocking(reading, False)
        os.set_blocking(writing, False)
        # Bound here, so that nothing that is patched later is used.
        self._read, self._write, self._select, self._clock = os.read, os.write, select.select, time.monotonic

    def close(self) -> None:
        """Close both pipes."""
        os.close(self.reading)
        os.close(self.writing)

    def send(
        self,
        number: int,
        value: Any,
        seconds: float = FOREVER,
        callables: dict[int, Callable[..., Any]] | None = None,
    ) -> None:
        """Send a message.

        Raises:
            Closed: nobody reads any more.
            Overdue: nobody took it in time.
        """
        left, deadline = memoryview(_frame(number, value, callables)), self._clock() + seconds
        while left:
            try:
                left = left[self._write(self.writing, left[: 1 << 16]) :]
            except BlockingIOError:
                self._wait([], [self.writing], deadline)
            except OSError as error:
                raise Closed from error

    def receive(self, seconds: float = FOREVER, call: Callable[[int], Any] | None = None) -> tuple[int, Any]:
        """Return the next message and its number.

        Raises:
            Closed: nobody writes any more.
            Overdue: nothing complete came in time.
            WireError: what came is no message.
        """
        deadline = self._clock() + seconds
        number, header, content = HEAD.unpack(self._exactly(HEAD.size, deadline))
        if header + content > MAX_BYTES:
            raise WireError("a message that is too long")
        return number, wire.load(self._exactly(header, deadline), self._exactly(content, deadline), call)

    def _exactly(self, count: int, deadline: float) -> bytes:
        parts, left = [], count
        while left:
            try:
                part = self._read(self.reading, min(left, 1 << 20))
            except BlockingIOError:
                self._wait([self.reading], [], deadline)
                continue
            except OSError as error:
                raise Closed from error
            if not part:
                raise Closed
            parts.append(part)
            left -= len(part)
        return b"".join(parts)

    def _wait(self, reading: list[int], writing: list[int], deadline: float) -> None:
        left = deadline - self._clock()
        if left <= 0 or not any(self._select(reading, writing, [], left)):
            raise Overdue
