"""The grader: what property tests use. See CONTRIBUTING.md for how they are written.

The names are imported on first use: a stub is recognised without NumPy and Hypothesis.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from byhand.devices import simulate

if TYPE_CHECKING:
    from .bank import mistake
    from .compare import Axis, assert_no_warning, assert_same, check, raises
    from .formula import Formula, Script

__all__ = ["Axis", "Formula", "Script", "assert_no_warning", "assert_same", "check", "mistake", "raises"]

simulate()  # wherever answers are graded, and before JAX is imported


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(
        import_module(
            {"mistake": ".bank", "Formula": ".formula", "Script": ".formula"}.get(name, ".compare"), __name__
        ),
        name,
    )
