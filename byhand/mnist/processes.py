"""Start the processes of a run that are on this machine, watch them, and say in words how they ended.

JAX ends a process that loses the others by an abort from C++. So every process has a parent here that needs no JAX:
it shows what process 0 prints, and of the rest only what matters.
"""

from __future__ import annotations

import dataclasses
import os
import queue
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Mapping
from types import FrameType
from typing import NoReturn

from byhand.mnist.options import Options
from byhand.mnist.start import LOST, going_on
from byhand.mnist.terminal import Terminal

GRACE = 5.0
"""Seconds that a process is given to end before it is killed."""
GATHER = 1.0
"""Seconds after the first process ended badly, in which others may show that they were the cause."""
NOISE = re.compile(r"\[Gloo\]|[IWEF]\d{4} \d\d:|(WARNING|INFO|ERROR):|\*\*\* |    @ |Fatal Python error|\s*$")
"""How lines begin that JAX's C++ writes."""


class Worker:
    """A process of the run, its last lines on stderr, and how it ended."""

    def __init__(self, options: Options, environ: Mapping[str, str], cores: set[int] | None) -> None:
        """Start it; it ends when this process does, whose end of its stdin is then closed."""
        self.number = options.process
        command = [sys.executable, "-m", "byhand.mnist.worker", options.to_json()]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(
            command, stdin=pipe, stderr=pipe, env=dict(environ), text=True, encoding="utf-8", errors="replace"
        )
        if cores is not None:
            os.sched_setaffinity(self.process.pid, cores)
        self.lines: deque[str] = deque(maxlen=200)
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stderr
        self.lines.extend(line for line in self.process.stderr if not NOISE.match(line))

    def wait(self, ended: queue.SimpleQueue[Worker]) -> None:
        """Put itself into the queue when it has ended and all its lines are read."""
        self.process.wait()
        self.reader.join(timeout=1)
        ended.put(self)

    def stop(self) -> None:
        """Ask it to end, by closing its stdin."""
        if self.process.stdin and not self.process.stdin.closed:
            self.process.stdin.close()

    @property
    def status(self) -> int | None:
        """How it ended: negative, by that signal; None: not yet."""
        return self.process.returncode

    @property
    def said(self) -> str:
        """What it said for itself on stderr."""
        return "".join(self.lines).strip()


def supervise(options: Options, terminal: Terminal) -> None:
    """Run the processes that belong here to their end.

    Raises:
        SystemExit: one of them ended badly; all are gone by then, and what happened has been said.
        KeyboardInterrupt: so it was, or by SIGTERM; likewise.
    """
    since = time.time() - 1  # file systems round
    ended: queue.SimpleQueue[Worker] = queue.SimpleQueue()
    workers: list[Worker] = []
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        for each, environ, cores in _shares(options):
            workers.append(Worker(each, environ, cores))
            threading.Thread(target=workers[-1].wait, args=(ended,), daemon=True).start()
        failed = _first_failed(workers, ended)
        if failed is None:
            return
        time.sleep(0 if failed.status in (1, 2) else GATHER)
        causes = [worker for worker in workers if worker.status not in (None, 0)]
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        _stop(workers)
        signal.signal(signal.SIGTERM, before)
    _explain(min(causes, key=_blame), options, terminal, since)


def _first_failed(workers: list[Worker], ended: queue.SimpleQueue[Worker]) -> Worker | None:
    for _ in workers:
        worker = ended.get()
        if worker.status:
            return worker
    return None


def _interrupt(_: int, __: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _stop(workers: list[Worker]) -> None:
    for worker in workers:
        worker.stop()
    end = time.monotonic() + GRACE
    for worker in workers:
        try:
            worker.process.wait(max(0.0, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            worker.process.kill()
            worker.process.wait()


def _blame(worker: Worker) -> int:
    """Rank the processes that ended badly: killed from outside, an error of its own, lost the others."""
    status = worker.status or 0
    if status < 0 and status != -signal.SIGABRT:
        return 0
    return 2 if status in (LOST, 130, -signal.SIGABRT) else 1


def _explain(worker: Worker, options: Options, terminal: Terminal, since: float) -> NoReturn:
    status = worker.status or 0
    if status == 130:
        raise KeyboardInterrupt
    if status in (1, 2):
        terminal.fail(worker.said, status)
    who = terminal.say("who_here")
    if worker.number is not None:
        who = terminal.say("who", number=worker.number, count=options.processes)
    if status in (LOST, -signal.SIGABRT):
        happened = terminal.say("process_lost", who=who)
    elif status < 0:
        happened = terminal.say("process_killed", who=who, signal=signal.Signals(-status).name)
    else:
        happened = terminal.say("process_ended", who=who, status=status)
    sentences = happened, terminal.say("others_stopped"), going_on(options, terminal, since)
    terminal.fail(terminal.joint.join(sentences), status=1)


def _shares(options: Options) -> list[tuple[Options, dict[str, str], set[int] | None]]:
    """Return for each process that belongs here its options, its environment and its cores."""
    environ = os.environ | {"PYTHONUNBUFFERED": "1", "TF_CPP_MIN_LOG_LEVEL": "2", "PYTHONIOENCODING": _encoding()}
    if options.cluster or options.process is not None:
        return [(options, environ, None)]
    # What is on this machine is not to be asked of a proxy.
    environ |= {name: ",".join(filter(None, [os.environ.get(name), "127.0.0.1"])) for name in ("no_proxy", "NO_PROXY")}
    count, address = options.processes, f"127.0.0.1:{_free_port()}"
    cores = _split(sorted(os.sched_getaffinity(0)), count) if hasattr(os, "sched_getaffinity") else [None] * count
    gpus = _split(visible_gpus(environ), count)
    shares: list[tuple[Options, dict[str, str], set[int] | None]] = []
    for number in range(count):
        own = dataclasses.replace(options, process=number, coordinator=address)
        share = cores[number]
        visible = {"CUDA_VISIBLE_DEVICES": ",".join(gpus[number])} if gpus[number] else {}
        shares.append((own, environ | visible, set(share) if share else None))
    return shares


def visible_gpus(environ: Mapping[str, str]) -> list[str]:
    """Return the numbers of the NVIDIA cards that CUDA would show, as CUDA_VISIBLE_DEVICES has them."""
    if (chosen := environ.get("CUDA_VISIBLE_DEVICES")) is not None:
        return [card for card in chosen.split(",") if card]
    try:
        return [str(number) for number in range(len(os.listdir("/proc/driver/nvidia/gpus")))]
    except OSError:
        return []


def _split[T](things: list[T], count: int) -> list[list[T]]:
    """Deal things out, as evenly as can be; what is fewer than the hands is dealt again."""
    if len(things) >= count:
        return [things[number * len(things) // count : (number + 1) * len(things) // count] for number in range(count)]
    return [[things[number % len(things)]] if things else [] for number in range(count)]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _encoding() -> str:
    return os.environ.get("PYTHONIOENCODING") or sys.stdout.encoding or "utf-8"
