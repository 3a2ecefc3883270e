"""The site, built once for the tests that look at it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from byhand.course import ROOT


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Path:
    """Build both languages strictly, as anyone would, with the outputs that are already remembered."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"}
    build = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert build.returncode == 0, f"mkdocs build --strict failed:\n{build.stderr[-4000:]}"
    return folder
