"""What JAX compiles, kept for the next process, which then need not compile it: to grade, that is most of the time."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import jax
import platformdirs
from jax._src import compilation_cache
from jax._src.compilation_cache_interface import CacheInterface

from byhand.files import write_whole

DAY_SECONDS = 24 * 3600
KEPT_SECONDS = 30 * DAY_SECONDS
"""How long a program is kept that nobody uses."""

SETTINGS = ("jax_compilation_cache_dir", "jax_persistent_cache_min_compile_time_secs")


class Programs(CacheInterface):
    """A folder of compiled programs, by the key that JAX makes of the program, its own version and the machine.

    JAX's own class for this leaves half a program when it is interrupted, and would try to read it from then on.
    """

    def __init__(self, folder: Path) -> None:
        """Keep programs in `folder`."""
        self._path = folder

    def get(self, key: str) -> bytes | None:
        """Return a program, or None where there is none."""
        path = self._path / key
        try:
            content = path.read_bytes()
        except OSError:
            return None
        with suppress(OSError):  # to have been used is worth noting, and no more
            os.utime(path)
        return content

    def put(self, key: str, value: bytes) -> None:
        """Keep a program, if that is possible."""
        with suppress(OSError):
            write_whole(self._path / key, value)


def folder_of_programs() -> Path:
    """Return the folder in the cache of the person at the terminal."""
    return Path(platformdirs.user_cache_dir("byhand", appauthor=False)) / "programs"


def keep_programs(folder: Path | None = None) -> None:
    """From now on, keep what JAX compiles; where JAX keeps it already, or the folder cannot be written, do nothing.

    Args:
        folder: `folder_of_programs()` if None. The environment variable JAX_COMPILATION_CACHE_DIR comes first.
    """
    if jax.config.jax_compilation_cache_dir:
        return
    folder = folder or folder_of_programs()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
    except OSError:
        return
    if os.access(folder, os.W_OK | os.X_OK):
        compilation_cache.get_file_cache = lambda path: (Programs(Path(path)), path)
        _set(dict(zip(SETTINGS, (str(folder), 0.0), strict=True)))


@contextmanager
def kept_programs(folder: Path | None = None) -> Iterator[None]:
    """Keep what JAX compiles in this block, as `keep_programs` does."""
    before = {name: getattr(jax.config, name) for name in SETTINGS}
    make_cache = compilation_cache.get_file_cache
    keep_programs(folder)
    try:
        yield
    finally:
        compilation_cache.get_file_cache = make_cache
        _set(before)


def _set(settings: dict[str, Any]) -> None:
    for name, value in settings.items():
        jax.config.update(name, value)
    compilation_cache.reset_cache()  # it keeps the folder that it was first used with


def _sweep(folder: Path) -> None:
    """Once a day, delete what has not been used for long."""
    swept, now = folder / "swept", time.time()
    if swept.exists() and swept.stat().st_mtime > now - DAY_SECONDS:
        return
    swept.touch()
    for path in folder.iterdir():
        if path.stat().st_mtime < now - KEPT_SECONDS:
            path.unlink(missing_ok=True)
