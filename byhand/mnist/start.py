"""Where `byhand mnist` begins: the data is being read while JAX is still being imported."""

from __future__ import annotations

import os
import sys
import time
from typing import NoReturn

from byhand.mnist.data import foresee, start_reading
from byhand.mnist.messages import MnistError
from byhand.mnist.options import Options
from byhand.mnist.terminal import Terminal

LOST = 75
"""The status of a process whose run broke because another one did."""


def run(options: Options) -> None:
    """Do what a command line asks for, with one process or several.

    Raises:
        SystemExit: it cannot be done (1), something is missing in its options (2), or it was interrupted (130).
    """
    terminal, since = Terminal(options.language), time.time() - 1  # file systems round
    try:
        if options.joined and not options.load:
            from byhand.mnist.processes import supervise

            supervise(options, terminal)
        else:
            work(options, terminal)
    except KeyboardInterrupt:
        text = terminal.say("stopped")
        if options.checkpoint.exists() and not options.mine:
            text += terminal.joint + going_on(options, terminal, since)
        terminal.fail("\n" + text, status=130)


def work(options: Options, terminal: Terminal) -> None:
    """Do what a command line asks for in this process.

    Raises:
        SystemExit: it cannot be done (1), or the contact with other processes broke (LOST).
    """
    # Importing in two threads at once what imports one another is unsafe, so only plain files are read meanwhile.
    counts = None if options.digits else foresee()
    reading = start_reading(digits=False, language=terminal.language) if counts else None
    from byhand.mnist import command

    reading = reading or start_reading(digits=options.digits, language=terminal.language)
    try:
        command.run(options, reading, counts, terminal)
    except MnistError as error:
        terminal.fail(error.say(terminal.language), status=1)
    except NotImplementedError as error:
        terminal.fail(terminal.say("not_written", what=error), status=1)
    except RuntimeError as error:  # JAX's errors are such
        if not options.joined:
            raise
        terminal.fail(str(error), status=LOST)


def going_on(options: Options, terminal: Terminal, since: float) -> str:
    """Say how to go on after a run that began at the time `since`, in seconds since the epoch, and did not end well."""
    if options.process or options.cluster:
        return terminal.say("go_on_elsewhere")
    from byhand.mnist.checkpoint import load_checkpoint

    try:
        if options.resume or options.checkpoint.stat().st_mtime >= since:
            return terminal.say("go_on", done=len(load_checkpoint(options.checkpoint).history))
    except (OSError, MnistError):
        pass
    return terminal.say("start_again")


def flush_and_exit(status: int) -> NoReturn:
    """End at once, without waiting for other processes as JAX does at an orderly exit."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)
