"""Simulated devices: JAX divides a CPU into several, so that a program for many devices runs on any computer."""

from __future__ import annotations

import os

COUNT = 8
VARIABLE = "JAX_NUM_CPU_DEVICES"
"""What JAX reads when it is imported; afterwards it is too late."""


def simulate() -> None:
    """Have JAX simulate devices, unless the environment says how many; costs nothing where they are not used."""
    os.environ.setdefault(VARIABLE, str(COUNT))
