"""`byhand reset`: the stub comes back, and not a byte of the rest changes."""

import re

from tests.project.learning import CHAPTER, FIRST, RIGHT, SECOND, Learner, right
from tests.project.learning import learner as learner  # a fixture


def backups(learner: Learner) -> list[bytes]:
    """The kept files, oldest first."""
    return [path.read_bytes() for path in sorted((learner.folder / ".byhand" / "backups").glob("*"))]


def test_reset_keeps_every_other_byte(learner: Learner) -> None:
    """Odd line ends, trailing blanks, helpers and other answers stay; the old file is kept whole."""
    untouched = learner.chapter.read_bytes()
    learner.answer(FIRST, right(FIRST) + "   \t")
    learner.change(
        f"def {SECOND}(", f"def _helper():\n    return '广播\u2028'  \n\n\n@_helper\n# a comment\n\n\ndef {SECOND}("
    )
    learner.change("@_helper\n# a comment", "x = 1 ;y=2\n\f\n# a comment")
    expected = learner.chapter.read_bytes()
    learner.answer("outer_product", RIGHT)
    attempted = learner.chapter.read_bytes()
    assert attempted != expected
    run = learner.byhand("reset", "outer_product", "--yes")
    assert learner.chapter.read_bytes() == expected != untouched
    assert backups(learner) == [attempted]
    assert re.search(r"kept: \.byhand/backups/\d{8}-\d{6}-broadcasting\.py\n", run.stdout)


def test_reset_keeps_windows_line_ends(learner: Learner) -> None:
    """A file with CRLF gets a stub with CRLF."""
    learner.chapter.write_bytes(learner.chapter.read_bytes().replace(b"\n", b"\r\n"))
    expected = learner.chapter.read_bytes()
    stub = b'raise NotImplementedError("outer_product")'
    learner.chapter.write_bytes(expected.replace(stub, b"# one\r\n    return x * y"))
    learner.byhand("reset", "outer_product", "--yes")
    assert learner.chapter.read_bytes() == expected


def test_reset_asks_first(learner: Learner) -> None:
    """Without a yes, nothing is written anywhere."""
    learner.answer("outer_product", RIGHT)
    before = learner.chapter.read_bytes()
    assert "[y/N]" in learner.byhand("reset", "outer_product", status=1).stdout
    assert "什么也没有改" in learner.byhand("reset", "outer_product", "--lang", "zh", stdin="n\n", status=1).stdout
    assert learner.chapter.read_bytes() == before
    assert backups(learner) == []
    learner.byhand("reset", "outer_product", stdin="y\n")
    assert learner.chapter.read_bytes() != before
    assert "nothing to do" in learner.byhand("reset", "outer_product").stdout


def test_reset_of_a_chapter(learner: Learner) -> None:
    """The whole file is as it was handed out; also one that was deleted."""
    untouched = learner.chapter.read_bytes()
    learner.answer("outer_product", RIGHT)
    attempted = learner.chapter.read_bytes()
    learner.byhand("reset", "broadcasting", "--yes")
    assert learner.chapter.read_bytes() == untouched
    assert backups(learner) == [attempted]
    learner.chapter.unlink()
    learner.byhand("reset", "broadcasting", "--yes")
    assert learner.chapter.read_bytes() == untouched
    assert backups(learner) == [attempted]


def test_reset_of_the_function_that_breaks_the_file(learner: Learner) -> None:
    """It is found by sight, although the file is no Python, and the rest stays."""
    expected = learner.chapter.read_bytes()
    for fault in ("return (x", "if x.ndim = 1:\n    return", '"""', "return x\n  return y\nretrun"):
        learner.answer("outer_product", fault)
        learner.byhand("reset", "outer_product", "--yes")
        assert learner.chapter.read_bytes() == expected


def test_reset_in_a_file_that_another_function_breaks(learner: Learner) -> None:
    """It offers the whole file, and that is asked for even with --yes."""
    untouched = learner.chapter.read_bytes()
    learner.answer("outer_product", "return (x")
    learner.answer(FIRST, "return ()")
    attempted = learner.chapter.read_bytes()
    run = learner.byhand("reset", FIRST, "--yes", status=1)
    assert f"{CHAPTER} is not Python (line " in run.stdout
    assert f"Put back all of {CHAPTER}" in run.stdout
    assert learner.chapter.read_bytes() == attempted
    assert "不是合法的 Python" in learner.byhand("reset", FIRST, "--lang", "zh", stdin="y\n").stdout
    assert learner.chapter.read_bytes() == untouched
    assert backups(learner) == [attempted]


def test_a_deleted_function_comes_back(learner: Learner) -> None:
    """At the end of the file, where there is no place for it any more."""
    learner.change("def outer_product(", "def outer(")
    learner.byhand("reset", "outer_product", "--yes")
    text = learner.chapter.read_text("utf-8")
    assert text.rstrip().endswith('raise NotImplementedError("outer_product")')
    assert "def outer(" in text
    learner.byhand("check", "outer_product", status=10)


def test_without_a_backup_nothing_is_reset(learner: Learner) -> None:
    """Where the old file cannot be kept, the answers stay."""
    (learner.folder / ".byhand").write_text("in the way", "utf-8")
    learner.answer("outer_product", RIGHT)
    before = learner.chapter.read_bytes()
    run = learner.byhand("reset", "outer_product", "--yes", status=2)
    assert "Cannot write .byhand" in run.stderr
    assert learner.chapter.read_bytes() == before
