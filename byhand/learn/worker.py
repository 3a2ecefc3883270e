"""A process that imports what a chapter's properties need, waits for one exercise, grades it, and ends.

`python -m byhand.learn.worker CHAPTER` reads one line of JSON: the exercise, the language, the file for the result.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path


def main(slug: str) -> None:
    """Get ready for a chapter, then grade what the line on stdin names."""
    from byhand.files import write_whole
    from byhand.learn.graders import grade_here, warm_up
    from byhand.learn.names import find_exercise

    warm_up(slug)
    line = sys.stdin.readline()
    if line:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        name, language, path = json.loads(line)
        write_whole(Path(path), grade_here(find_exercise(name), language))
    os._exit(0)  # nothing that the answer started may keep this process


if __name__ == "__main__":
    main(sys.argv[1])
