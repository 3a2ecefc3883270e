"""What the processes of one run say to each other, but for the sums that the compiler inserts."""

from __future__ import annotations

import hashlib
import socket
import time
from typing import Any

import jax
import numpy as np
from jax.experimental import multihost_utils

from byhand.mnist.messages import MnistError
from byhand.mnist.options import Options

HEARTBEAT = 15
"""Seconds of silence after which a process counts as dead."""
ANSWER = 45.0
"""Seconds within which process 0 has to accept a connection."""
COMPLETE = 300
"""Seconds within which all processes have to come: on a cluster, one may start minutes after another."""


def join(options: Options) -> None:
    """Join the processes of a run; before JAX looks for devices.

    Raises:
        MnistError: process 0 does not answer, or not all processes come, or there is no cluster.
    """
    # Its handler would keep SIGTERM from ending the process.
    jax.config.update("jax_enable_preemption_service", False)
    limits: dict[str, Any] = {"initialization_timeout": COMPLETE, "heartbeat_timeout_seconds": HEARTBEAT}
    if options.cluster:
        try:
            jax.distributed.initialize(**limits)
        except (ValueError, TypeError) as error:
            raise MnistError("no_cluster", reason=_first_line(error)) from error
        except (RuntimeError, OSError) as error:
            raise MnistError("not_joined", reason=_first_line(error), seconds=COMPLETE) from error
        return
    address = str(options.coordinator)
    if options.process:
        wait_for(address)
    if is_loopback(address):  # then a proxy is no danger, of which JAX would warn
        jax.config.update("jax_check_proxy_envs", False)
    bind = address if is_loopback(address) else None  # else to all of the machine's addresses
    try:
        jax.distributed.initialize(address, options.processes, options.process, coordinator_bind_address=bind, **limits)
    except (RuntimeError, ValueError) as error:
        if "start RPC server" in str(error):
            raise MnistError("cannot_listen", address=address) from error
        raise MnistError("not_joined", reason=_first_line(error), seconds=COMPLETE) from error


def wait_for(address: str, patience: float = ANSWER) -> None:
    """Wait until something accepts connections at HOST:PORT.

    Raises:
        MnistError: nothing did for `patience` seconds; names the address.
    """
    host, port = address.rsplit(":", 1)
    end = time.monotonic() + patience
    while True:
        try:
            left = max(0.1, end - time.monotonic())
            with socket.create_connection((host.strip("[]"), int(port)), timeout=min(5.0, left)):
                return
        except OSError as error:
            if time.monotonic() + 0.2 > end:
                reason = error.strerror or str(error)
                raise MnistError("no_coordinator", address=address, reason=reason, seconds=patience) from error
            time.sleep(0.2)


def is_loopback(address: str) -> bool:
    """Tell whether HOST:PORT is for processes of one machine."""
    return address.rsplit(":", 1)[0] in ("127.0.0.1", "localhost", "[::1]")


def leads() -> bool:
    """Tell whether this process is the one that prints and writes."""
    return jax.process_index() == 0


def agree(what: str) -> None:
    """Make sure that all processes have been told the same.

    Raises:
        MnistError: in every process, that they have not.
    """
    digest = np.frombuffer(hashlib.sha256(what.encode()).digest(), np.uint8)
    digests = np.asarray(multihost_utils.process_allgather(digest))
    if (digests != digest).any():
        raise MnistError("disagree", count=jax.process_count())


def from_the_first[T](tree: T) -> T:
    """Return the arrays of process 0, every bit, in all; the others give arrays of the same shapes and dtypes."""
    bits: Any = jax.tree.map(lambda x: np.ascontiguousarray(x).reshape(-1).view(np.uint8), tree)
    sent = multihost_utils.broadcast_one_to_all(bits)
    back: T = jax.tree.map(lambda b, x: np.asarray(b).view(x.dtype).reshape(x.shape), sent, tree)
    return back


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")
