"""What JAX compiles is kept, whole, and not for ever."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import jax
import jax.monitoring
import numpy as np
import pytest

from byhand import programs


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing is kept yet, whoever graded in this process before."""
    before = jax.config.jax_compilation_cache_dir
    monkeypatch.setattr("jax._src.compilation_cache.get_file_cache", None)
    jax.config.update("jax_compilation_cache_dir", None)
    yield
    jax.config.update("jax_compilation_cache_dir", before)
    programs.compilation_cache.reset_cache()


def compile_something() -> list[str]:
    """Compile the same program as always; return what JAX said of its cache."""
    heard: list[str] = []

    def hear(event: str, **_: object) -> None:
        heard.append(event.rpartition("/")[2])

    jax.monitoring.register_event_listener(hear)
    try:
        jax.clear_caches()
        np.testing.assert_array_equal(jax.jit(lambda x: x * 3 + 1)(np.arange(3.0)), [1, 4, 7])
    finally:
        jax.monitoring.unregister_event_listener(hear)
    return heard


def test_program_is_kept_for_the_next_start(tmp_path: Path) -> None:
    """It is compiled once and found the second time; JAX's settings are as before."""
    for expected in ("cache_misses", "cache_hits"):
        with programs.kept_programs(tmp_path / "new" / "programs"):
            assert expected in compile_something()
        assert jax.config.jax_compilation_cache_dir is None
        assert programs.compilation_cache.get_file_cache is None  # as the fixture left it


def test_program_is_found_although_its_use_cannot_be_noted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder that may be read only, a program is as good as elsewhere."""

    def refused(*_: object) -> None:
        raise PermissionError

    kept = programs.Programs(tmp_path)
    kept.put("key", b"program")
    monkeypatch.setattr("os.utime", refused)
    assert kept.get("key") == b"program"


def test_half_a_program_is_never_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An interrupt while it is written leaves nothing; the next one writes it."""

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    kept = programs.Programs(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr("os.replace", interrupted)
        with pytest.raises(KeyboardInterrupt):
            kept.put("key", b"program")
    assert list(tmp_path.iterdir()) == []
    assert kept.get("key") is None
    kept.put("key", b"program")
    assert kept.get("key") == b"program"


def test_folder_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    """JAX compiles as if there were no such thing; a folder that vanishes later does no harm either."""
    (tmp_path / "file").touch()
    with programs.kept_programs(tmp_path / "file" / "programs"):
        assert jax.config.jax_compilation_cache_dir is None
        compile_something()
    programs.Programs(tmp_path / "gone").put("key", b"program")


def test_own_folder_of_the_person_comes_first(tmp_path: Path) -> None:
    """Who told JAX where to keep programs finds them there."""
    jax.config.update("jax_compilation_cache_dir", str(tmp_path / "own"))
    with programs.kept_programs(tmp_path / "ours"):
        assert jax.config.jax_compilation_cache_dir == str(tmp_path / "own")
    assert not (tmp_path / "ours").exists()


def test_unused_programs_are_deleted_in_the_end(tmp_path: Path) -> None:
    """What nobody used for a month goes, at most once a day."""
    old, new = tmp_path / "old", tmp_path / "new"
    long_ago = time.time() - programs.KEPT_SECONDS - 1

    def age() -> None:
        for path in (old, new):
            path.touch()
        os.utime(old, (long_ago, long_ago))

    age()
    programs.Programs(tmp_path).get("new")
    with programs.kept_programs(tmp_path):
        assert (old.exists(), new.exists()) == (False, True)
    age()
    with programs.kept_programs(tmp_path):
        assert old.exists()  # today it was swept already
    os.utime(old, (long_ago, long_ago))
    assert programs.Programs(tmp_path).get("old") == b""
    (tmp_path / "swept").unlink()
    with programs.kept_programs(tmp_path):
        assert old.exists()  # it was used
