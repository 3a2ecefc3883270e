"""Files that are whole or not there."""

from __future__ import annotations

import os
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that nobody, whatever stops this process, ever finds half of it under its name.

    Raises:
        OSError: the folder does not exist or cannot be written to.
    """
    other = path.with_name(f".{path.name}-{os.urandom(4).hex()}")
    try:
        other.write_bytes(content)
        os.replace(other, path)
    except BaseException:
        other.unlink(missing_ok=True)
        raise
