"""Walls in the Linux kernel around files: only what is listed can be read, only one folder written. Needs Linux 5.13.

See https://docs.kernel.org/userspace-api/landlock.html
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from collections.abc import Iterable
from pathlib import Path

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
READ_FILE, READ_DIR, WRITE_FILE = 1 << 2, 1 << 3, 1 << 1
ALL_OF_VERSION = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1, 5: (1 << 16) - 1}
TCP, ABSTRACT_SOCKETS_AND_SIGNALS = 0b11, 0b11
READ = READ_FILE | READ_DIR


def _call(number: int, *arguments: object) -> int:
    return int(ctypes.CDLL(None, use_errno=True).syscall(number, *arguments))


def version() -> int:
    """Return what the kernel knows of Landlock, 0 for nothing."""
    if sys.platform != "linux":
        return 0
    return max(0, _call(CREATE_RULESET, None, 0, 1))


def _allow(ruleset: int, path: Path, rights: int) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)  # type: ignore[attr-defined,unused-ignore]
    except OSError:
        return  # what does not exist needs no right
    if not path.is_dir():
        rights &= READ_FILE | WRITE_FILE | (1 << 14)
    _call(ADD_RULE, ruleset, 1, struct.pack("<Qi", rights, descriptor), 0)
    os.close(descriptor)


def close_files(readable: Iterable[Path], writable: Iterable[Path]) -> bool:
    """Let this process read below `readable`, read and write below `writable`, and nothing else; whether it does.

    The process must have given up new privileges first, as `seccomp.close_system` does.
    """
    known = version()
    if not known:
        return False
    every = ALL_OF_VERSION[min(known, 5)]
    handled = struct.pack("<QQQ", every, TCP if known >= 4 else 0, ABSTRACT_SOCKETS_AND_SIGNALS if known >= 6 else 0)
    ruleset = _call(CREATE_RULESET, handled, {1: 8, 2: 8, 3: 8, 4: 16, 5: 16}.get(known, 24), 0)
    if ruleset < 0:
        return False
    for path in readable:
        _allow(ruleset, path, READ)
    for path in writable:
        # No execution, no devices, no sockets, no links out of the folder.
        _allow(ruleset, path, every & (READ | WRITE_FILE | 1 << 4 | 1 << 5 | 1 << 7 | 1 << 8 | 1 << 14))
    stands = _call(RESTRICT_SELF, ruleset, 0) == 0
    os.close(ruleset)
    return stands
