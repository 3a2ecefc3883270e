"""Which devices train, and why those."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import jax
import numpy as np
from jax.sharding import Mesh

from byhand.mnist.messages import MnistError
from byhand.mnist.terminal import Terminal

NVIDIA = Path("/proc/driver/nvidia/version"), Path("/dev/nvidia0")
"""Either is there where Linux has a driver for an NVIDIA card."""


@contextmanager
def chosen(device: str) -> Iterator[None]:
    """Have JAX use "cpu", "gpu", "tpu", or with "auto" the fastest that it finds.

    Raises:
        MnistError: JAX finds no such device; says what it finds and what to do.
    """
    before = jax.config.jax_platforms
    if device == "cpu":
        _update("jax_platforms", "cpu")  # so that no time goes into looking for others
    try:
        yield
    finally:
        _update("jax_platforms", before)


def training() -> Mesh:
    """Return the devices that train: all of their kind, but of a CPU one for each process.

    JAX may simulate several there, which share its cores and are slower together than one.
    """
    found = jax.devices()
    if found[0].platform == "cpu":
        found = [next(one for one in found if one.process_index == process) for process in range(jax.process_count())]
    return Mesh(np.array(found), ("data",))


def check(device: str) -> None:
    """Refuse where JAX has another kind of device than the one asked for.

    Raises:
        MnistError: so it is; says what JAX has and what to do.
    """
    found = jax.devices()[0]
    platform = "gpu" if found.platform in ("cuda", "rocm") else found.platform
    if device in ("auto", platform):
        return
    remedy = "mend_no_gpu" if device == "gpu" else "mend_no_device"
    asked = os.environ.get("JAX_PLATFORMS")
    name = f"{_name(found)} (JAX_PLATFORMS={asked})" if asked else _name(found)
    raise MnistError("no_device", remedy, asked=device.upper(), found=name)


def describe(device: str, terminal: Terminal) -> str:
    """Return a line: how many devices of which kind, and why those."""
    devices = list(training().devices.flat)
    kind = _name(devices[0])
    if len(devices) > 1:
        kind = f"{len(devices)}{terminal.times}{kind}"
    elif kind == "CPU":
        kind = terminal.say("cores", kind=kind, count=cores())
    if jax.process_count() > 1:
        kind = terminal.say("joined", kind=kind, count=jax.process_count())
    if device != "auto":
        reason = terminal.say("as_asked", option=f"--device {device}")
    elif asked := os.environ.get("JAX_PLATFORMS"):
        reason = terminal.say("as_asked", option=f"JAX_PLATFORMS={asked}")
    else:
        reason = terminal.say("only_cpu" if devices[0].platform == "cpu" else "fastest")
    return terminal.say("device_line", kind=kind, version=jax.__version__, reason=reason)


def hint(device: str) -> str | None:
    """Return the key of what to say where an NVIDIA card is left unused; None where there is nothing to say."""
    if device != "auto" or jax.devices()[0].platform != "cpu" or not any(path.exists() for path in NVIDIA):
        return None
    plugged = any(find_spec(f"jax_cuda{version}_plugin") for version in (12, 13))
    return "cuda_broken" if plugged else "cuda_missing"


def cores() -> int:
    """Return the number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _name(device: jax.Device) -> str:
    return "CPU" if device.platform == "cpu" else device.device_kind


def _update(name: str, value: object) -> None:
    jax.config.update(name, value)
