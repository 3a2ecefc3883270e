"""What was handed in: folders and zip archives, read without trusting names, links or sizes in them."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import zipfile
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

MAX_SOURCE = 256 * 1024
MAX_ARCHIVE = 50 * 2**20
MAX_ENTRIES = 20_000


@dataclass
class Submission:
    """One student's exercise files by chapter; `problem` says why there are none."""

    name: str
    files: dict[str, bytes] = field(default_factory=dict)
    problem: str = ""

    def needed(self, slug: str) -> dict[str, bytes]:
        """Return a chapter's file and those of the chapters that it names, directly or through one another.

        An answer sees these and no others, so that a verdict depends on them alone.
        """
        found, waiting = dict[str, bytes](), [slug]
        while waiting:
            one = waiting.pop()
            if one in self.files and one not in found:
                found[one] = self.files[one]
                waiting += [other for other in self.files if re.search(rf"\b{other}\b".encode(), found[one])]
        return found


def digest(files: dict[str, bytes]) -> str:
    """Return what files have that no others have."""
    total = hashlib.sha256()
    for slug, content in sorted(files.items()):
        total.update(f"{slug} {len(content)} ".encode() + content)
    return total.hexdigest()


def place(path: PurePosixPath, slugs: Collection[str]) -> tuple[int, str] | None:
    """Return the rank and the chapter of a file in a submission, None where it is none.

    `exercises/<chapter>.py` comes first, then `<chapter>.py`, then the same one folder deeper.
    """
    *folders, name = path.parts
    if not name.endswith(".py") or name[:-3] not in slugs or any(part.startswith((".", "__", "/")) for part in folders):
        return None
    match folders:
        case ["exercises"]:
            return 0, name[:-3]
        case []:
            return 1, name[:-3]
        case [_, "exercises"]:
            return 2, name[:-3]
        case [_]:
            return 3, name[:-3]
    return None


def _chosen(paths: Iterable[PurePosixPath], slugs: Collection[str]) -> dict[str, PurePosixPath]:
    """Choose one file for every chapter: the first by rank, then by name."""
    ranked = sorted((found[0], str(path), found[1]) for path in paths if (found := place(path, slugs)))
    chosen: dict[str, PurePosixPath] = {}
    for _, path, slug in ranked:
        chosen.setdefault(slug, PurePosixPath(path))
    return chosen


def _from_zip(path: Path, slugs: Collection[str]) -> Submission:
    result = Submission(path.name)
    if path.stat().st_size > MAX_ARCHIVE:
        result.problem = f"{path.name}: the archive is larger than {MAX_ARCHIVE // 2**20} MiB"
        return result
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()[:MAX_ENTRIES]
            by_path = {PurePosixPath(entry.filename): entry for entry in entries if not entry.is_dir()}
            for slug, inside in _chosen(by_path, slugs).items():
                with archive.open(by_path[inside]) as file:  # read, never unpacked: no name in it leads anywhere
                    result.files[slug] = file.read(MAX_SOURCE + 1)
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, RuntimeError, NotImplementedError) as error:
        result.files, result.problem = {}, f"{path.name}: not a readable zip archive ({type(error).__name__}: {error})"
    except Exception as error:  # zlib, lzma and others each have their own
        result.files, result.problem = {}, f"{path.name}: damaged ({type(error).__name__}: {error})"
    return result


def _read_plain(path: Path) -> bytes | None:
    """Read a file that is one: no link, no device, no pipe."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        return None
    with os.fdopen(descriptor, "rb") as file:
        return file.read(MAX_SOURCE + 1) if stat.S_ISREG(os.fstat(descriptor).st_mode) else None


def _plain_folders(folder: Path, depth: int) -> Iterable[Path]:
    yield folder
    if depth:
        for entry in sorted(os.scandir(folder), key=lambda one: one.name):
            if entry.is_dir(follow_symlinks=False):
                yield from _plain_folders(Path(entry.path), depth - 1)


def _from_folder(folder: Path, slugs: Collection[str]) -> Submission:
    result = Submission(folder.name)
    try:
        folders = list(_plain_folders(folder, 2))
        paths = [PurePosixPath((one / f"{slug}.py").relative_to(folder)) for one in folders for slug in slugs]
        there = [path for path in paths if os.path.lexists(folder / path)]
        for slug, path in _chosen(there, slugs).items():
            content = _read_plain(folder / path)
            if content is not None:
                result.files[slug] = content
    except OSError as error:
        result.files, result.problem = {}, f"{folder.name}: {error}"
    return result


def find(folder: Path, slugs: Collection[str]) -> list[Submission]:
    """Return the submissions in a folder, in the order of their names."""
    found = []
    for entry in sorted(folder.iterdir(), key=lambda path: path.name):
        if entry.name.startswith(".") or entry.is_symlink():
            continue
        if entry.is_dir():
            found.append(_from_folder(entry, slugs))
        elif entry.suffix.lower() == ".zip" and entry.is_file():
            found.append(_from_zip(entry, slugs))
    return found
