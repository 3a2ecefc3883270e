"""The grader: what property tests use. See CONTRIBUTING.md for how they are written."""

from .bank import mistake
from .compare import assert_no_warning, assert_same, check, raises

__all__ = ["assert_no_warning", "assert_same", "check", "mistake", "raises"]
