"""The judge's side of a worker: starting it, asking it, and never believing more than values."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from byhand.devices import COUNT, VARIABLE
from byhand.grading.guard import snapshot, unchanged
from byhand.grading.outcome import Outcome, TimedOut
from byhand.grading.platform import time_limit

from .channel import Channel, Closed, Overdue
from .values import WireError, error_names, text_of
from .walls import Bounds

START_SECONDS = 60.0
LATE_SECONDS = 2.0
"""What a worker gets beyond its own time limit before it is stopped from outside."""


class Ended(BaseException):
    """There will be no verdict: the worker died, or said what is no answer.

    Not an `Exception`, so that Hypothesis does not start worker after worker to shrink the input.
    """

    def __init__(self, key: str, **values: object) -> None:
        """Say why by the sentence `key`."""
        super().__init__(key)
        self.key, self.values = key, values


class Unanswered(BaseException):
    """A call did not come back within its time; the worker is stopped."""


@dataclass
class Settings:
    """What all workers of a judge have in common."""

    jax: bool
    work: Path
    cache: str = ""
    bounds: Bounds = field(default_factory=Bounds)
    trusted: bool = False
    """Whether workers run the reference, without walls, to fill the cache."""
    hypothesis: bool = False
    """Whether answers may import Hypothesis, as those do that state properties themselves."""


def clean_environment(home: Path) -> dict[str, str]:
    """Return what a process of the grader may know of the environment."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ}
    threads = {f"{name}_NUM_THREADS": "1" for name in ("OPENBLAS", "OMP", "MKL")}
    xla = {"JAX_PLATFORMS": "cpu", "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false", "NPROC": "1"}
    xla[VARIABLE] = str(COUNT)
    return kept | threads | xla | {"HOME": str(home), "LANG": "C.UTF-8", "PYTHONHASHSEED": "0"}


class Nursery:
    """A process from which workers are forked."""

    def __init__(self, settings: Settings) -> None:
        """Start it; it imports while the judge does."""
        self.settings = settings
        self.line, theirs = socket.socketpair()
        home = settings.work / "home"
        home.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "byhand.classroom.nursery", str(theirs.fileno())]
        command += [name for name in ("jax", "hypothesis") if getattr(settings, name)]
        environment = clean_environment(home) | {"PYTHONPATH": str(Path(__file__).resolve().parent.parent.parent)}
        self.process = subprocess.Popen(
            command, pass_fds=[theirs.fileno()], env=environment, stdin=subprocess.DEVNULL, cwd=home
        )
        theirs.close()

    def close(self) -> None:
        """End it and its workers."""
        self.line.close()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def start(self, request: dict[str, Any], descriptors: list[int]) -> int:
        """Fork a worker; return its process id."""
        socket.send_fds(self.line, [json.dumps({"do": "start", **request}).encode()], descriptors)
        return int(self._reply()["pid"])

    def stop(self, pid: int) -> int:
        """Stop a worker; return how it had ended."""
        self.line.sendall(json.dumps({"do": "stop", "pid": pid}).encode())
        return int(self._reply()["status"])

    def _reply(self) -> dict[str, Any]:
        self.line.settimeout(START_SECONDS)
        data = self.line.recv(1 << 16)
        if not data:
            raise RuntimeError("Nursery: the process that starts workers is gone")
        reply: dict[str, Any] = json.loads(data)
        return reply


class Worker:
    """One process with one submission's files, and what it answers."""

    def __init__(self, nursery: Nursery, slug: str, files: dict[str, bytes]) -> None:
        """Start a worker in a folder of its own with the exercise files of a submission."""
        self.nursery, settings = nursery, nursery.settings
        self.folder = Path(tempfile.mkdtemp(dir=settings.work)).resolve()
        (self.folder / "exercises").mkdir()
        for name, content in files.items():
            (self.folder / "exercises" / f"{name}.py").write_bytes(content)
        self.path = self.folder / "exercises" / f"{slug}.py"
        there, back = os.pipe(), os.pipe()
        request = {"folder": str(self.folder), "path": str(self.path), "jax": settings.jax, "cache": settings.cache}
        request |= {"trusted": settings.trusted, "fence": True, "hypothesis": settings.hypothesis}
        self.pid = nursery.start(request | {"bounds": asdict(settings.bounds)}, [there[0], back[1]])
        os.close(there[0])
        os.close(back[1])
        self.channel = Channel(back[0], there[1])
        self.status: int | None = None
        self.standing = self._begin()

    def _begin(self) -> dict[str, Any]:
        """Wait until it stands behind its walls; nothing of a submission has run yet."""
        try:
            return self._receive(0, START_SECONDS)
        except (Closed, Overdue) as error:
            said = (self.folder / "output").read_text("utf-8", "replace")[-2000:]
            self.stop()
            raise RuntimeError(f"Worker: the process did not start:\n{said}") from error

    @property
    def alive(self) -> bool:
        """Whether it has not been stopped."""
        return self.status is None

    def stop(self) -> int:
        """Stop it, and remove its folder; return how it had ended."""
        if self.status is None:
            self.status = self.nursery.stop(self.pid)
            self.channel.close()
            shutil.rmtree(self.folder, ignore_errors=True)
        return self.status

    def ask(self, message: dict[str, Any], seconds: float, callables: dict[int, Any] | None = None) -> dict[str, Any]:
        """Return the answer to a message.

        Raises:
            Ended: the worker died, or did not keep to the protocol.
            Unanswered: it took too long.
        """
        if not self.alive:
            raise Ended("ended", status=self.status)
        number, deadline = secrets.randbits(64) or 1, time.monotonic() + seconds
        try:
            self.channel.send(number, message, seconds, callables)
            while True:
                reply = self._receive(number, deadline - time.monotonic())
                if reply["is"] != "callback":
                    return reply
                self._call_back(number, reply, callables or {})
        except Closed:
            raise Ended("ended", status=self.stop()) from None
        except Overdue:
            self.stop()
            raise Unanswered from None

    def _receive(self, number: int, seconds: float) -> dict[str, Any]:
        try:
            got, reply = self.channel.receive(seconds)
        except WireError as error:
            self.stop()
            raise Ended("garbled", what=error) from error
        if got != number or type(reply) is not dict or type(reply.get("is")) is not str:
            self.stop()
            raise Ended("garbled", what="out of turn")
        return reply

    def _call_back(self, number: int, reply: dict[str, Any], callables: dict[int, Callable[..., Any]]) -> None:
        which, args, kwargs = reply.get("which"), reply.get("args"), reply.get("kwargs")
        function = callables.get(which) if type(which) is int else None
        is_call = type(args) is tuple and type(kwargs) is dict and all(type(name) is str for name in kwargs)
        if function is None or not is_call:
            self.stop()
            raise Ended("garbled", what="a call of nothing")
        try:
            answer = answered(function, args or (), kwargs or {})
        except TimedOut:
            self.stop()
            raise Unanswered from None
        self.channel.send(number, answer, LATE_SECONDS)


def answered(function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> dict[str, Any]:
    """Call a function of the judge's for a worker: what it returned or raised, and what became of its arguments.

    Raises:
        Outcome: a verdict that a property reached in its function.
        TimedOut: the arguments, which are the worker's, keep it busy for too long.
    """
    before = snapshot(args)
    try:
        with time_limit(LATE_SECONDS, ""):
            value = function(*args, **kwargs)
    except Outcome:
        raise
    except Exception as error:  # as it would reach an answer in the judge's own process
        return {"raised": error_names(error), "text": text_of(error)}
    pairs = enumerate(zip(before, args, strict=True))
    changed = {place: after for place, (was, after) in pairs if not unchanged(was, after)}
    places = (place for place, one in enumerate(args) if one is value and isinstance(one, np.ndarray | list | dict))
    same = next(places, None)
    return {"value": value if same is None else None, "same": same, "changed": changed}


@contextlib.contextmanager
def nursery(settings: Settings) -> Any:
    """Keep a nursery for the length of a block."""
    opened = Nursery(settings)
    try:
        yield opened
    finally:
        opened.close()
