"""The data folder that tests use unless one is named: the canonical MNIST files beside the checkout."""

import os
from pathlib import Path

_BESIDE = Path(__file__).resolve().parent.parent.parent / "shared" / "mnist"
if _BESIDE.is_dir():
    os.environ.setdefault("BYHAND_DATA", str(_BESIDE))
