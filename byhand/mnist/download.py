"""Fetch files from whichever mirror answers first, each checked before it gets its name."""

from __future__ import annotations

import os
import queue
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pooch
import requests
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

from byhand.mnist.messages import MnistError, say

if TYPE_CHECKING:
    from byhand.mnist.data import Original

CONNECT, READ, PATIENCE = 3.0, 15.0, 4.0
"""Seconds until a mirror must accept a connection, must send the next bytes, must have answered at all."""


class UnreachableError(Exception):
    """No mirror answered, or none held on to the end."""


def host(mirror: str) -> str:
    """Return the name of the machine that a mirror is on."""
    return urlsplit(mirror).netloc


def answering(mirrors: Sequence[str], name: str) -> Iterator[str]:
    """Ask every mirror at once for `name` and yield those that have it, the quickest first.

    A name server that does not answer cannot be timed out, so the askers are daemons, left behind after
    PATIENCE.
    """
    answers: queue.SimpleQueue[tuple[str, bool]] = queue.SimpleQueue()

    def ask(mirror: str) -> None:
        try:
            found = requests.head(mirror + name, timeout=CONNECT, allow_redirects=True).ok
        except requests.RequestException:
            found = False
        answers.put((mirror, found))

    for mirror in mirrors:
        threading.Thread(target=ask, args=(mirror,), daemon=True).start()
    end = time.monotonic() + PATIENCE
    for _ in mirrors:
        try:
            mirror, found = answers.get(timeout=max(0.0, end - time.monotonic()))
        except queue.Empty:
            return
        if found:
            yield mirror


def download(files: Sequence[Original], folder: Path, mirrors: Sequence[str], language: str) -> str:
    """Fetch `files` into `folder`, the whole of each or nothing, and return the mirror they came from.

    Several processes may do so at once: each file appears under its name complete and checked.

    Raises:
        UnreachableError: no mirror answered, or each broke off.
        MnistError: a mirror sent another file and no other helped, or `folder` cannot be written to.
    """
    wrong: MnistError | None = None
    for mirror in answering(mirrors, files[0].name):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _fetch_all(files, folder, mirror, say(language, "downloading", host=host(mirror)))
            return mirror
        except requests.RequestException:
            continue
        except _WrongFileError as error:
            wrong = MnistError("wrong_download", "mend_download", host=host(mirror), name=error)
        except OSError as error:
            raise MnistError("unwritable", "mend_download", path=folder, reason=error.strerror) from error
    raise wrong or UnreachableError


class _WrongFileError(Exception):
    pass


def _fetch_all(files: Sequence[Original], folder: Path, mirror: str, title: str) -> None:
    console = Console(stderr=True, highlight=False)
    console.print(title)
    columns = TextColumn("{task.description}"), BarColumn(None), DownloadColumn(), TransferSpeedColumn()
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        for file in files:
            if not (folder / file.name).exists():  # it may have come from the mirror that broke off, or just now
                _fetch(file, folder, mirror, _Bar(progress, file.name))


def _fetch(file: Original, folder: Path, mirror: str, bar: _Bar) -> None:
    pooch.get_logger().setLevel("ERROR")
    with tempfile.TemporaryDirectory(prefix=".download-", dir=folder) as scratch:
        registry = {file.name: f"sha256:{file.sha256}"}
        source = pooch.create(path=scratch, base_url=mirror, registry=registry, retry_if_failed=1)
        fetcher = pooch.HTTPDownloader(bar, chunk_size=1 << 16, timeout=(CONNECT, READ))
        try:
            path = source.fetch(file.name, downloader=fetcher)
        except requests.RequestException:
            raise
        except ValueError as error:
            raise _WrongFileError(file.name) from error
        os.replace(path, folder / file.name)


class _Bar:
    """The progress bar that pooch asks for, drawn by rich."""

    def __init__(self, progress: Progress, name: str) -> None:
        self._progress = progress
        self._task = progress.add_task(name, total=None)

    @property
    def total(self) -> float | None:
        return self._progress.tasks[self._task].total

    @total.setter
    def total(self, size: int) -> None:
        self._progress.update(self._task, total=size, completed=0)

    def update(self, size: int) -> None:
        self._progress.advance(self._task, size)

    def reset(self) -> None:
        self._progress.update(self._task, completed=0)

    def close(self) -> None:
        pass
