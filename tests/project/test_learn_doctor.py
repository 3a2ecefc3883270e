"""`byhand doctor`: a sound course, and courses with something broken."""

import re
import socket
import string
from pathlib import Path

import pytest

from byhand.course import LANGUAGES
from byhand.learn import checkup, doctor_messages, messages
from byhand.learn.findings import BAD, GOOD, NOTE
from tests.project.learning import CHAPTER, Learner
from tests.project.learning import learner as learner  # a fixture

TABLES = {
    f"{name}.{key}": text
    for name, table in (("learn", messages.MESSAGES), ("doctor", doctor_messages.MESSAGES))
    for key, text in table.items()
}
COMMANDS_ALONE = {
    "doctor.mend_packages",
    "doctor.mend_course",
    "doctor.mend_answer",
    "doctor.mend_port",
    "doctor.data_bad",
    "doctor.python",
    "learn.yes_or_no",
}
"""Sentences that consist of a command or of placeholders."""


@pytest.mark.parametrize("key", TABLES)
def test_both_languages_have_the_same_placeholders(key: str) -> None:
    text = TABLES[key]
    fields = [{name for _, name, _, _ in string.Formatter().parse(text[language]) if name} for language in LANGUAGES]
    assert set(text) == set(LANGUAGES)
    assert fields[0] == fields[1]
    chinese = re.sub(r"\{.*?\}", "", text["zh"])
    assert key in COMMANDS_ALONE or re.search(r"[\u4e00-\u9fff]", chinese)
    assert not re.search(r"[\u4e00-\u9fff][,;:?!]|[,;:?!][\u4e00-\u9fff]", chinese), "full-width punctuation"
    assert max(text[language].count("\n") for language in LANGUAGES) < 25


def test_a_sound_course_is_healthy(learner: Learner, tmp_path: Path) -> None:
    """Every line has its sign, nothing is broken, nothing is downloaded, and 80 columns do."""
    caches = {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    text = learner.byhand("doctor", **caches).stdout
    lines = text.splitlines()
    assert all(line[:2] in ("✓ ", "! ", "  ", "") for line in lines[:-1])
    assert re.search(r"✓ JAX computes on: \w", text)
    assert re.search(r"✓ \d+ chapters, \d+ exercises, all files there", text)
    assert "! MNIST is not on this machine yet" in text
    assert not (tmp_path / "cache").exists()
    assert lines[-1] == "Everything that the course needs is in order."
    assert [line for line in lines if len(line) > 80] == []


def test_what_is_broken_is_named_with_what_to_do(learner: Learner, tmp_path: Path) -> None:
    """A truncated file, a lost stub, lost hints, a lost solution: each says how to mend it; the exit status is 1."""
    data = tmp_path / "data"
    data.mkdir()
    for name in ("train-images", "train-labels", "t10k-images", "t10k-labels"):
        (data / f"{name}-idx{3 if 'images' in name else 1}-ubyte.gz").write_bytes(b"cut short")
    learner.change("def outer_product(", "def outer(")
    hints = learner.folder / "docs" / "hints" / "broadcasting.toml"
    hints.write_text(hints.read_text("utf-8").replace("[broadcast_add]", "[broadcast_ad]"), "utf-8")
    (learner.folder / "solutions" / "mnist_mlp.py").unlink()
    text = learner.byhand("doctor", status=1, BYHAND_DATA=str(data)).stdout
    for fault, remedy in (
        (rf"✗ {CHAPTER} does not define outer_product", "uv run byhand reset outer_product"),
        (r"✗ docs/hints/broadcasting.toml has no hints for broadcast_add", "git restore docs/hints/broadcasting.toml"),
        (r"✗ solutions/mnist_mlp.py is missing", "git restore solutions/mnist_mlp.py"),
        (
            r"✗ .*train-images-idx3-ubyte.gz is cut short: 9 of 9,912,422 bytes\.",
            "Put the four original .gz files there",
        ),
    ):
        assert re.search(rf"{fault}\n? +{re.escape(remedy)}", text), text
    assert "Broken: 4." in text
    chinese = learner.byhand("doctor", "--lang", "zh", status=1, BYHAND_DATA=str(data)).stdout
    assert "有 4 处问题" in chinese
    assert not re.search(r"\b(is|the|has|there|not)\b", chinese)


def test_an_answer_that_is_no_python_is_the_learners_affair(learner: Learner, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said, but nothing is broken."""
    from byhand.learn import course_files

    learner.answer("outer_product", "return (")
    monkeypatch.setattr(course_files, "ROOT", learner.folder)
    (finding,) = course_files.course_files()
    assert (finding.sign, finding.key) == (NOTE, "not_python")
    assert finding.values["path"] == CHAPTER


def project(monkeypatch: pytest.MonkeyPatch, python: str, *packages: str) -> None:
    """Have pyproject.toml ask for other things."""
    content = {"requires-python": python, "dependencies": list(packages)}
    monkeypatch.setattr(checkup, "_project", lambda: content)


def test_versions_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Too old a Python, too old a package, one that is missing, one that uv.lock has in another version."""
    project(monkeypatch, ">=99", "numpy>=99", "no-such-package-here", "rich>=1")
    monkeypatch.setattr(checkup, "_locked", lambda: {"rich": {"0.1"}})
    assert [(f.sign, f.key) for f in checkup.python()] == [(BAD, "old_python")]
    assert [(f.sign, f.key) for f in checkup.packages()] == [
        (BAD, "package_old"),
        (BAD, "package_missing"),
        (NOTE, "package_unlocked"),
    ]


def test_an_import_that_fails_or_never_ends(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Both are findings about that package, or about JAX."""
    project(monkeypatch, ">=3", "broken_here")
    (tmp_path / "broken_here.py").write_text("1 / 0\n", "utf-8")
    (tmp_path / "jax.py").write_text(
        "from types import SimpleNamespace\ndevices = lambda: [SimpleNamespace(device_kind='abacus')] * 2\n", "utf-8"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    broken, devices = checkup.imports()
    assert (broken.sign, broken.values["what"]) == (BAD, "ZeroDivisionError: division by zero")
    assert (devices.sign, devices.values["devices"]) == (GOOD, "abacus × 2")
    (tmp_path / "jax.py").write_text("import os\nos._exit(3)\n", "utf-8")
    assert [(f.sign, f.values["what"]) for f in checkup.imports()] == [(BAD, "exit status 3")]
    (tmp_path / "jax.py").write_text("while True: pass\n", "utf-8")
    monkeypatch.setattr(checkup, "SECONDS", 1.0)
    (late,) = checkup.imports()
    assert (late.sign, late.key) == (BAD, "devices_failed")
    assert late.values["what"].key == "too_slow"


def test_a_taken_port_is_a_note() -> None:
    """Nothing is broken by it: the pages may be served already."""
    with socket.socket() as taken:
        try:
            taken.bind(("127.0.0.1", 8000))
            taken.listen()
        except OSError:
            pass  # taken by somebody else: just as well
        assert [(f.sign, f.key) for f in checkup.port()] == [(NOTE, "port_taken")]
