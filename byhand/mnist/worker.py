"""One process of a run, started by `byhand.mnist.processes` with its options as JSON; it ends when its parent does."""

from __future__ import annotations

import _thread
import os
import sys
import threading
import time

from byhand import bytecode

bytecode.keep()

from byhand.mnist.options import Options  # noqa: E402
from byhand.mnist.start import flush_and_exit, work  # noqa: E402
from byhand.mnist.terminal import Terminal  # noqa: E402

GRACE = 3.0
"""Seconds after its parent's end in which a process may finish a file, or a call that cannot be interrupted."""


def _end_with_parent() -> None:
    os.read(0, 1)  # returns when the other end is closed
    _thread.interrupt_main()
    time.sleep(GRACE)
    os._exit(130)


def main() -> None:
    """Train; end with the status of what happened."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _keep_stdout_clean()
    options = Options.from_json(sys.argv[1])
    try:
        work(options, Terminal(options.language))
        end_together()
    except SystemExit as ended:
        flush_and_exit(int(ended.code or 0))
    except KeyboardInterrupt:
        flush_and_exit(130)
    flush_and_exit(0)


def _keep_stdout_clean() -> None:
    """Have what libraries print from C++ go to stderr, which the parent sifts."""
    ours = os.dup(1)
    os.dup2(2, 1)
    sys.stdout = open(ours, "w", encoding=sys.stdout.encoding, errors=sys.stdout.errors, buffering=1)  # noqa: SIM115


def end_together() -> None:
    """Wait until all processes have come to their end."""
    import jax

    jax.distributed.shutdown()


if __name__ == "__main__":
    main()
