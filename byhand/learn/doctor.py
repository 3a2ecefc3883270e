"""`byhand doctor`: whether everything that the course needs is there, and what to do where it is not."""

from __future__ import annotations

from . import checkup
from .course_files import course_files
from .doctor_messages import MESSAGES
from .findings import BAD, GOOD, NOTE, Finding
from .screen import Screen

STYLES = {GOOD: "green", NOTE: "yellow", BAD: "red"}


def examine(language: str) -> int:
    """Show every finding as soon as it is there; return 1 if something that is needed is broken."""
    screen, broken = Screen(language, MESSAGES), 0
    language = screen.language
    checks = (
        checkup.python(),
        checkup.packages(),
        checkup.imports(),
        course_files(),
        checkup.rights(),
        checkup.data(language),
        checkup.terminal(language),
        checkup.port(),
        checkup.browser(),
    )
    for check in checks:
        for finding in check:
            broken += finding.sign == BAD
            _show(screen, finding)
    screen.print()
    screen.print(screen.say("ill", count=broken) if broken else screen.say("healthy"))
    return 1 if broken else 0


def _show(screen: Screen, finding: Finding) -> None:
    text = _said(screen, finding.key, finding)
    screen.print(f"{finding.sign} {text}", STYLES[finding.sign])
    if finding.mend:
        screen.print(f"    {_said(screen, finding.mend, finding)}")


def _said(screen: Screen, key: str, finding: Finding) -> str:
    values = {
        name: _said(screen, value.key, value) if isinstance(value, Finding) else value
        for name, value in finding.values.items()
    }
    return screen.say(key, **values)
