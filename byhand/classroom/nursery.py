"""Forks workers from a process that has imported what answers need, and never runs an answer itself.

Started by a judge with one end of a Unix socket. A request is a line of JSON, with the worker's two pipes beside it.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import signal
import socket
import sys
import time
import traceback
from dataclasses import asdict
from pathlib import Path
from typing import Any

from . import seccomp

PRELOAD = ("numpy", "jaxtyping", "numpy.random", "numpy.linalg", "collections.abc", "functools", "itertools", "typing",
           "byhand.classroom.worker", "byhand.classroom.walls")  # fmt: skip
PRELOADS = {
    "jax": ("jax", "jax.numpy", "jax.nn", "jax.lax", "jax.random"),
    "hypothesis": ("hypothesis", "hypothesis.strategies", "hypothesis.extra.numpy", "byhand.grading.planted"),
}
NEVER = 2**62


def _warm_jax(cache: str, *, writes: bool) -> None:
    """Start JAX's backend; it reads what the reference has compiled, and only the reference writes."""
    jax: Any = importlib.import_module("jax")
    jax.config.update("jax_enable_compilation_cache", bool(cache))
    if cache:
        jax.config.update("jax_compilation_cache_dir", cache)
        jax.config.update("jax_persistent_cache_min_entry_size_bytes", -1 if writes else NEVER)
        jax.config.update("jax_persistent_cache_min_compile_time_secs", 0.0)
    jax.block_until_ready(jax.numpy.zeros(2) + 1)


def _raise_child(request: dict[str, Any], reading: int, writing: int) -> None:
    """Become a worker; never returns."""
    from .audit import Warden
    from .channel import Channel
    from .walls import Bounds, Standing, enclose
    from .worker import Worker

    try:
        os.setsid()
        folder = Path(request["folder"])
        output = os.open(folder / "output", os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o600)
        for number, source in ((0, os.open(os.devnull, os.O_RDONLY)), (1, output), (2, output)):
            os.dup2(source, number)
        for number in map(int, os.listdir("/dev/fd")):
            if number > 2 and number not in (reading, writing):
                with contextlib.suppress(OSError):
                    os.close(number)
        channel = Channel(reading, writing)
        if request["jax"]:
            _warm_jax(request["cache"], writes=request["trusted"])
        drawing = importlib.import_module("byhand.grading.planted").drawing if request["hypothesis"] else None
        if request["trusted"]:
            warden, standing = Warden(folder, ()), Standing(system=False, files=False)
            sys.path.insert(0, str(folder))
        else:
            extra = (Path(request["cache"]),) if request["cache"] else ()
            tools = ("hypothesis",) if request["hypothesis"] else ()
            bounds, jax, fence = Bounds(**request["bounds"]), request["jax"], request["fence"]
            warden, standing = enclose(folder, bounds, jax=jax, extra=extra, fence=fence, tools=tools)
        channel.send(0, {"is": "ready", **asdict(standing)})
        Worker(channel, warden, Path(request["path"]), drawing).serve()
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(0)


def _stop(pid: int) -> int:
    """End a worker and all that it has started; return its exit status, minus the signal that ended it before."""
    deadline = time.monotonic() + 0.05
    while True:
        found, status = os.waitpid(pid, os.WNOHANG)
        if found or time.monotonic() > deadline:
            break
        time.sleep(0.002)
    with contextlib.suppress(OSError):
        os.killpg(pid, signal.SIGKILL)
    if not found:
        with contextlib.suppress(OSError):
            os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        return 0
    return os.waitstatus_to_exitcode(status)


def serve(line: socket.socket) -> None:
    """Fork and stop workers until the judge is gone."""
    alive: set[int] = set()
    while True:
        data, descriptors, _, _ = socket.recv_fds(line, 1 << 16, 2)
        if not data:
            break
        request = json.loads(data)
        if request["do"] == "start":
            pid = os.fork()
            if pid == 0:
                line.close()
                _raise_child(request, descriptors[0], descriptors[1])
            alive.add(pid)
            line.sendall(json.dumps({"pid": pid}).encode())
        elif request["pid"] in alive:
            alive.discard(request["pid"])
            line.sendall(json.dumps({"status": _stop(request["pid"])}).encode())
        for number in descriptors:
            os.close(number)
    for pid in alive:
        _stop(pid)


def main() -> None:
    """Import, then serve on the file descriptor that the command line names."""
    line = socket.socket(fileno=int(sys.argv[1]))
    seccomp.prctl(seccomp.PR_SET_PDEATHSIG, seccomp.SIGKILL)
    for name in PRELOAD + tuple(name for tool in sys.argv[2:] for name in PRELOADS[tool]):
        importlib.import_module(name)
    if "hypothesis" in sys.argv[2:]:
        sys.modules["byhand.grading.planted"].rehearse()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    serve(line)


if __name__ == "__main__":
    main()
