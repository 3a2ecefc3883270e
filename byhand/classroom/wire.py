"""Values as bytes, between a judge and a worker: exact, and without pickle.

What crosses is the plain values that exercises deal in: numbers, text, tuples, lists, dicts, arrays of NumPy and JAX,
meshes of devices, random keys, and the outline of a traced program. Anything else arrives as a `Foreign`, which is
never right.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from typing import Any

from .decode import Decoder
from .encode import Encoder
from .values import WireError


def dump(value: Any, callables: dict[int, Callable[..., Any]] | None = None) -> tuple[bytes, bytes]:
    """Return a value as JSON, and the bytes of its arrays."""
    encoder = Encoder(callables)
    tree = encoder.tree(value)
    header = json.dumps([tree, [len(blob) for blob in encoder.blobs]])
    return header.encode(), b"".join(encoder.blobs)


def load(header: bytes, content: bytes, call: Callable[[int], Any] | None = None) -> Any:
    """Return the value that `dump` wrote.

    Raises:
        WireError: `dump` did not write this.
    """
    try:
        parsed = json.loads(header)
    except (ValueError, RecursionError, MemoryError) as error:
        raise WireError("no message") from error
    match parsed:
        case [tree, list(sizes)] if all(type(size) is int and size >= 0 for size in sizes):
            ends = list(itertools.accumulate(sizes, initial=0))
            if ends[-1] != len(content):
                raise WireError("bytes that are too many or too few")
            blobs = [content[start:end] for start, end in itertools.pairwise(ends)]
            return Decoder(blobs, call).value(tree)
    raise WireError("no message")
