"""Keep compiled modules, also where PYTHONDONTWRITEBYTECODE is set, as it is in many containers.

Compiling pytest, Hypothesis and NumPy anew at every start takes longer than grading an exercise does.
"""

from __future__ import annotations

import py_compile
import sys
from pathlib import Path


def keep() -> None:
    """Let Python write what it compiles from now on."""
    sys.dont_write_bytecode = False


def compile_early_modules() -> None:
    """Compile, once, the installed modules that were imported before `keep` was called."""
    for module in list(sys.modules.values()):
        spec = getattr(module, "__spec__", None)
        if spec is None or not spec.cached or not spec.origin or "site-packages" not in spec.origin:
            continue
        if not Path(spec.cached).exists():
            py_compile.compile(spec.origin, cfile=spec.cached, quiet=2)
