"""What a build takes over from the ones before: what was made of the same things is not made again."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import time
from collections.abc import Callable

from byhand.course import ROOT
from byhand.files import write_whole

CACHE = ROOT / ".cache" / "made"
KEPT_SECONDS = 7 * 24 * 3600


def digest(*parts: object) -> str:
    """Return a digest of texts, numbers, and lists and dictionaries of them."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:32]


def remembered[T](key: str, make: Callable[[], T]) -> T:
    """Return what was made under this key, or make it and remember it."""
    path = CACHE / key
    try:
        found: T = pickle.loads(path.read_bytes())
        os.utime(path)
    except Exception:  # not there, cut short, or of another Python: a pickle may fail in any way
        found = make()
        CACHE.mkdir(parents=True, exist_ok=True)
        write_whole(path, pickle.dumps(found))
    return found


def forget() -> None:
    """Delete what no build has asked for in a week."""
    for path in CACHE.glob("*"):
        if path.stat().st_mtime < time.time() - KEPT_SECONDS:
            path.unlink(missing_ok=True)
