"""What `byhand doctor` looks at; every check yields findings."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

from byhand.course import ROOT

from .findings import BAD, GOOD, NOTE, Finding
from .state import FOLDER, make_folder

SECONDS = 60.0
MODULES = {"pyyaml": "yaml", "scikit-learn": "sklearn"}
"""Packages whose module has another name."""

PROBE = """
import importlib, json, sys
found = {}
for name in sys.argv[1:]:
    try:
        importlib.import_module(name)
    except BaseException as error:
        found[name] = f"{type(error).__name__}: {error}".splitlines()[0]
import jax
print(json.dumps([found, [d.device_kind for d in jax.devices()]]))
"""


def python() -> Iterator[Finding]:
    """Check the interpreter against pyproject.toml."""
    from packaging.specifiers import SpecifierSet

    needed, version = _project()["requires-python"], ".".join(map(str, sys.version_info[:3]))
    if version in SpecifierSet(needed):
        yield Finding(GOOD, "python", values={"version": version})
    else:
        yield Finding(BAD, "old_python", "mend_python", {"version": version, "needed": needed})


def packages() -> Iterator[Finding]:
    """Check that what pyproject.toml asks for is installed, new enough, and as in uv.lock."""
    from packaging.requirements import Requirement

    requirements = [Requirement(text) for text in _project()["dependencies"]]
    faults, unlocked, locked = 0, [], _locked()
    for needed in requirements:
        try:
            version = metadata.version(needed.name)
        except metadata.PackageNotFoundError:
            faults += 1
            yield Finding(BAD, "package_missing", "mend_packages", {"name": needed.name})
            continue
        if version not in needed.specifier:
            faults += 1
            values = {"name": needed.name, "version": version, "needed": str(needed.specifier)}
            yield Finding(BAD, "package_old", "mend_packages", values)
        elif version not in locked.get(needed.name, {version}):
            unlocked.append(f"{needed.name} {version}")
    if unlocked:
        yield Finding(NOTE, "package_unlocked", "mend_packages", {"names": ", ".join(unlocked)})
    if not faults:
        yield Finding(GOOD, "packages", values={"count": len(requirements)})


def imports() -> Iterator[Finding]:
    """Import every package, and ask JAX for its devices, in a process of its own with a time limit."""
    from packaging.requirements import Requirement

    names = [Requirement(text).name for text in _project()["dependencies"]]
    modules = {MODULES.get(name, name): name for name in names}
    try:
        run = subprocess.run(
            [sys.executable, "-c", PROBE, *modules], capture_output=True, text=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        yield Finding(
            BAD, "devices_failed", "mend_devices", {"what": Finding(BAD, "too_slow", "", {"seconds": SECONDS})}
        )
        return
    try:
        broken, devices = json.loads(run.stdout.splitlines()[-1])
    except (ValueError, IndexError):
        what = (run.stderr.strip().splitlines() or [f"exit status {run.returncode}"])[-1]
        yield Finding(BAD, "devices_failed", "mend_devices", {"what": what[:200]})
        return
    for module, what in broken.items():
        yield Finding(BAD, "package_broken", "mend_packages", {"name": modules[module], "what": what})
    counted = {device: devices.count(device) for device in devices}
    shown = ", ".join(f"{device} × {count}" if count > 1 else device for device, count in counted.items())
    yield Finding(GOOD, "devices", values={"devices": shown})


def data(language: str) -> Iterator[Finding]:
    """Check the files of MNIST that would be used; download nothing."""
    from byhand.mnist import data as mnist
    from byhand.mnist.messages import MnistError

    own = os.environ.get("BYHAND_DATA")
    folder = Path(own).expanduser() if own else mnist.cache_folder()
    if not own and not all((folder / file.name).exists() for file in mnist.FILES):
        yield Finding(NOTE, "data_absent", "mend_absent")
        return
    try:
        mnist.load(mirrors=())
    except MnistError as error:
        yield Finding(BAD, "data_bad", values={"what": error.say(language)})
    else:
        yield Finding(GOOD, "data", values={"where": folder})


def browser() -> Iterator[Finding]:
    """Look for the browser in which the pages are tested."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    candidates = [os.environ.get("CHROMIUM"), *map(shutil.which, names), _own_browser()]
    found = next((path for path in candidates if path and Path(path).exists()), None)
    if found:
        yield Finding(GOOD, "browser", values={"path": found})
    else:
        yield Finding(NOTE, "browser_absent", "mend_browser")


def _own_browser() -> str | None:
    try:
        from playwright.sync_api import sync_playwright

        with sync_playwright() as player:
            return player.chromium.executable_path
    except Exception:  # not installed, or its driver does not run: optional anyway
        return None


def port() -> Iterator[Finding]:
    """Check that the pages can be served."""
    with socket.socket() as trial:
        try:
            trial.bind(("127.0.0.1", 8000))
        except OSError:
            yield Finding(NOTE, "port_taken", "mend_port")
        else:
            yield Finding(GOOD, "port")


def rights() -> Iterator[Finding]:
    """Check that answers and the state can be written."""
    for folder in (ROOT / "exercises", FOLDER):
        path = f"{folder.name}/"
        try:
            if folder == FOLDER:
                make_folder(folder)
            with tempfile.TemporaryFile(dir=folder):
                yield Finding(GOOD, "writable", values={"path": path})
        except OSError as error:
            yield Finding(BAD, "unwritable", "mend_rights", {"path": path, "what": error.strerror})


def terminal(language: str) -> Iterator[Finding]:
    """Check that the terminal shows the signs and letters of the course."""
    encoding = sys.stdout.encoding or "?"
    if encoding.lower().replace("-", "") == "utf8":
        yield Finding(GOOD, "terminal", values={"encoding": encoding, "language": language})
    else:
        yield Finding(NOTE, "not_utf8", "mend_utf8", {"encoding": encoding})


def _project() -> dict[str, Any]:
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return project


def _locked() -> dict[str, set[str]]:
    """The versions in uv.lock by package; none where there is no such file."""
    try:
        content = tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    found: dict[str, set[str]] = {}
    for package in content.get("package", []):
        found.setdefault(package["name"], set()).add(package.get("version", ""))
    return found
