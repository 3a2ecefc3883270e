"""Keep compiled modules, also where PYTHONDONTWRITEBYTECODE is set, as it is in many containers.

Compiling pytest, Hypothesis and NumPy anew at every start takes longer than grading an exercise does.
"""

from __future__ import annotations

import compileall
import sys
from pathlib import Path

EARLY = ("pytest", "_pytest", "pluggy", "iniconfig", "packaging", "pygments", "xdist", "execnet")
"""Packages that are imported before `keep` can be called."""


def keep() -> None:
    """Let Python write what it compiles from now on."""
    sys.dont_write_bytecode = False


def compile_early_modules() -> None:
    """Compile, once, what was imported before `keep` was called."""
    for name in EARLY:
        module = sys.modules.get(name)
        if module is None or module.__spec__ is None or not module.__spec__.cached or not module.__file__:
            continue
        if not Path(module.__spec__.cached).exists():
            compileall.compile_dir(Path(module.__file__).parent, quiet=2)
