"""Run each chapter's notebook once, and remember its outputs."""

# nbformat declares no types for its functions.
# mypy: disable-error-code="no-untyped-call"

from __future__ import annotations

import ast
import asyncio
import hashlib
import json
import logging
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import jupytext
import nbformat
from nbformat import NotebookNode

from byhand.course import ROOT
from byhand.files import write_whole
from byhand.site.remember import digest, remembered

CACHE = ROOT / ".cache" / "notebooks"
PACKAGES = ("numpy", "jax", "matplotlib", "ipykernel", "matplotlib-inline")
READS = {
    "byhand/grading/laws.py": ("tests/laws/*.json", "mkdocs.yml"),
    "benchmarks/results.py": ("benchmarks/results/*.json", "byhand/mnist/program.py"),
}
"""What a module reads when it is called, beside what it imports."""

KEPT_RUNS = 4
KERNELS = 2
CELL_SECONDS = 900
SETUP = "from byhand.site import figures\nfigures.activate()\ndel figures"

log = logging.getLogger("mkdocs.byhand")

type Outputs = list[list[dict[str, Any]]]
"""The outputs of each code cell of a notebook, in order."""


class PageError(Exception):
    """A page cannot be built; the message says which chapter and cell, and what to do."""


def first_line(cell: NotebookNode) -> str:
    """Return the first line of a cell's source that says something."""
    return next((line for line in cell.source.splitlines() if line.strip()), "")


@cache
def _modules(source: str) -> tuple[str, ...]:
    found: list[str] = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                found += (name.name for name in names)
            case ast.ImportFrom(module=str(module), names=names, level=0):
                found += [module, *(f"{module}.{name.name}" for name in names)]
    return tuple(found)


@cache
def _imported_by(path: Path) -> tuple[str, ...]:
    return _modules(path.read_text("utf-8"))


@cache
def _files_of(module: str, root: Path) -> tuple[Path, ...]:
    """Return the files that are read when a module is imported: its own, and those of the packages that it is in."""
    parts = module.split(".")
    bases = [root.joinpath(*parts[:length]) for length in range(1, len(parts) + 1)]
    return tuple(path for base in bases for path in (base.with_suffix(".py"), base / "__init__.py") if path.is_file())


def project_files(source: str, root: Path) -> list[Path]:
    """Return the project's Python files that `source` imports, directly or through one another, sorted."""
    found: set[Path] = set()
    waiting = list(_modules(source))
    while waiting:
        new = set(_files_of(waiting.pop(), root)) - found
        found |= new
        for path in new:
            waiting += _imported_by(path)
    return sorted(found)


def code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    """Return the notebook's code cells."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def imported_files(notebook: NotebookNode) -> list[Path]:
    """Return the project's files that the notebook's code depends on."""
    return project_files("\n".join([SETUP, *(cell.source for cell in code_cells(notebook))]), ROOT)


def run_key(notebook: NotebookNode, imported: list[Path]) -> str:
    """Return a digest of what the outputs depend on: code, project files, packages, Python. Data come extra."""
    digest = hashlib.sha256(json.dumps([SETUP, *(cell.source for cell in code_cells(notebook))]).encode())
    for path in [*imported, *data_files(imported)]:
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    settings = [sys.version, os.environ.get("JAX_PLATFORMS", "cpu"), *map(version, PACKAGES)]
    digest.update(json.dumps(settings).encode())
    return digest.hexdigest()[:24]


def data_files(imported: list[Path]) -> list[Path]:
    """Return what the imported modules read when they are called."""
    found = [pattern for path in imported for pattern in READS.get(path.relative_to(ROOT).as_posix(), ())]
    return sorted(path for pattern in found for path in ROOT.glob(pattern))


def data_key(imported: list[Path]) -> str:
    """Return which digits a notebook's code sees: `mnist`, `digits` where MNIST is not to be had, or `none`."""
    if not any(path.is_relative_to(ROOT / "byhand" / "mnist") for path in imported):
        return "none"
    from byhand.mnist.data import FILES, cache_folder

    cached = all((cache_folder() / file.name).exists() for file in FILES)
    return "mnist" if os.environ.get("BYHAND_DATA") or cached else "digits"


def kernel_environment() -> dict[str, str]:
    """Return the environment variables that a page's code runs under."""
    return {
        **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
        "JAX_PLATFORMS": os.environ.get("JAX_PLATFORMS", "cpu"),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": str(ROOT / ".cache" / "pycache"),
        "SOURCE_DATE_EPOCH": "0",
    }


async def execute(slug: str, notebook: NotebookNode) -> Outputs:
    """Run the notebook's code cells in a fresh kernel and return their outputs.

    Raises:
        PageError: a cell raised, or took too long; names the chapter, the cell's first line and the error.
    """
    from jupyter_client.manager import AsyncKernelManager
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    cells = [nbformat.v4.new_code_cell(cell.source) for cell in code_cells(notebook)]
    work = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(SETUP), *cells])
    folder = tempfile.mkdtemp(prefix="byhand-")
    # Kernels on a machine must not share a socket's path; Windows has no such sockets.
    place = {} if os.name == "nt" else {"transport": "ipc", "ip": f"{folder}/kernel"}
    manager = AsyncKernelManager(kernel_name="python3", **place)
    resources = {"metadata": {"path": str(ROOT)}}
    client = NotebookClient(work, km=manager, timeout=CELL_SECONDS, iopub_timeout=30, resources=resources)
    try:
        await client.async_execute(env=kernel_environment())
    except CellExecutionError as error:
        raise PageError(_failure(slug, work, f"{error.ename}: {error.evalue}")) from None
    except (CellTimeoutError, DeadKernelError) as error:
        raise PageError(_failure(slug, work, str(error).splitlines()[0])) from None
    finally:
        if client.kc is not None:
            client.kc.stop_channels()
        await manager.shutdown_kernel(now=True)
        shutil.rmtree(folder, ignore_errors=True)
    return [[dict(output) for output in cell.outputs] for cell in work.cells[1:]]


def _failure(slug: str, work: NotebookNode, error: str) -> str:
    reached = [cell for cell in work.cells if cell.execution_count is not None or cell.outputs]
    cell = first_line((reached or work.cells)[-1])
    return f"docs/chapters/{slug}.py: the cell that begins with {cell!r} failed: {error}"


async def _outputs(slug: str, notebook: NotebookNode, imported: list[Path], gate: asyncio.Semaphore) -> Outputs:
    key = run_key(notebook, imported)
    path = CACHE / f"{slug}.{key}.{data_key(imported)}.json"
    if path.exists():
        remembered: Outputs = json.loads(path.read_text("utf-8"))
        return remembered
    async with gate:
        start = time.monotonic()
        outputs = await execute(slug, notebook)
    log.info("byhand: ran %s in %.1f s", slug, time.monotonic() - start)
    # A run may have fetched the data, but not have seen a file that was saved meanwhile.
    _remember(CACHE / f"{slug}.{key}.{data_key(imported)}.json", outputs, slug)
    return outputs


def _remember(path: Path, outputs: Outputs, slug: str) -> None:
    CACHE.mkdir(parents=True, exist_ok=True)
    write_whole(path, json.dumps(outputs, ensure_ascii=False).encode())
    for old in sorted(CACHE.glob(f"{slug}.*.json"), key=lambda run: run.stat().st_mtime)[:-KEPT_RUNS]:
        old.unlink(missing_ok=True)


def read(path: Path) -> NotebookNode:
    """Read a percent notebook."""
    text = path.read_text("utf-8")
    parsed = partial(jupytext.reads, text, fmt="py:percent")
    notebook: NotebookNode = remembered(digest(text, version("jupytext")), parsed)
    return notebook


async def _run_all(pages: dict[str, NotebookNode]) -> None:
    gate = asyncio.Semaphore(KERNELS)
    # The longest first, so that none is left to run alone at the end: those that train, and the later the more.
    backwards = list(reversed(pages))
    imported = {slug: imported_files(page) for slug, page in pages.items()}
    order = sorted(backwards, key=lambda slug: data_key(imported[slug]) == "none")
    work = (_outputs(slug, pages[slug], imported[slug], gate) for slug in order)
    ended = await asyncio.gather(*work, return_exceptions=True)  # one that fails does not undo the others' work
    runs = dict(zip(order, ended, strict=True))
    failures = [run for run in runs.values() if isinstance(run, BaseException)]
    for failure in failures:
        if not isinstance(failure, PageError):
            raise failure
    if failures:
        raise PageError("\n".join(map(str, failures)))
    for slug, page in pages.items():
        outputs = runs[slug]
        assert isinstance(outputs, list)
        for count, (cell, found) in enumerate(zip(code_cells(page), outputs, strict=True), 1):
            cell.execution_count = count
            cell.outputs = [nbformat.from_dict(output) for output in found]


def executed(paths: Iterable[Path]) -> dict[str, NotebookNode]:
    """Return the notebooks by slug with their outputs, running those that are not remembered.

    Raises:
        PageError: a cell raised.
    """
    _imported_by.cache_clear()  # files may have changed since the last build
    _files_of.cache_clear()
    pages = {path.stem: read(path) for path in paths}
    asyncio.run(_run_all(pages))
    return pages
