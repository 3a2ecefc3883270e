"""What the learner's commands say in a shell: both languages, plain terminals, help, completion."""

import re
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from byhand import cli
from byhand.grading.terminal import width_of
from byhand.learn.wrapping import wrap
from tests.project.learning import EXERCISES, Learner
from tests.project.learning import learner as learner  # a fixture

CJK = re.compile(r"[\u3400-\u9fff]")
COMMANDS = ("next", "check", "watch", "hint", "solution", "reset", "progress", "doctor", "mnist")


def test_a_terminal_without_unicode(learner: Learner) -> None:
    """Signs have plain substitutes, and English takes the place of Chinese."""
    learner.answer("outer_product", "return x * y")
    plain = {"PYTHONIOENCODING": "ascii", "LANG": "zh_CN.UTF-8"}
    assert "outer_product" in learner.byhand("check", "outer_product", status=1, **plain).stdout
    text = learner.byhand("progress", **plain).stdout
    assert "...................." in text
    assert "outer_product" in text
    assert text.isascii()
    assert learner.byhand("--help", **plain).stdout.isascii()


HELP = """
import sys
sys.argv = ["byhand", "--lang", {language!r}]
from byhand.cli import app
for command in {commands}:
    print("§")
    app([command, "--help"], prog_name="byhand", standalone_mode=False)
"""


@pytest.mark.parametrize("language", ["en", "zh"])
def test_help_is_in_one_language(learner: Learner, language: str) -> None:
    """English has no Chinese in it, and Chinese no English sentence."""
    script = HELP.format(language=language, commands=COMMANDS)
    command = [sys.executable, "-c", script]
    run = subprocess.run(
        command, cwd=learner.folder, env=learner.environ, capture_output=True, encoding="utf-8", check=True
    )
    texts = run.stdout.split("§")[1:]
    assert len(texts) == len(COMMANDS)
    for text in texts:
        assert max(map(width_of, text.splitlines())) <= 80
        if language == "en":
            assert not CJK.search(text)
        else:
            assert "用法：byhand" in text
            assert not re.search(r"Usage|Options|Arguments|[A-Za-z]+ [a-z]+ [a-z]+ [a-z]+\.", text)


def test_help_names_every_command_and_follows_the_locale(learner: Learner) -> None:
    text = learner.byhand("--help", LANG="zh_CN.UTF-8").stdout
    assert all(re.search(rf"│ {command} +[\u3400-\u9fff]", text) for command in COMMANDS)
    assert "Install" not in text


def test_the_shell_completes_names(learner: Learner) -> None:
    """Exercises and chapters, whatever begins so."""
    assert learner.completions("byhand check outer") == ["outer_product"]
    assert {"broadcasting", "broadcast_add"} <= set(learner.completions("byhand reset broadc"))
    assert learner.completions("byhand hint xyz") == []


def test_the_language_may_come_before_the_command() -> None:
    """`byhand --lang zh progress` is `byhand progress --lang zh`; another language is refused."""
    assert "道练习" in CliRunner().invoke(cli.app, ["--lang", "zh", "progress"]).stdout
    assert "exercises done" in CliRunner().invoke(cli.app, ["--lang", "zh", "progress", "--lang", "en"]).stdout
    assert CliRunner().invoke(cli.app, ["--lang", "fr", "progress"]).exit_code == 2


@pytest.mark.parametrize("width", [20, 34, 78])
def test_hints_are_wrapped_well(width: int) -> None:
    """No line is too wide, no closing sign begins one, no `code` is broken, and nothing is lost."""
    for text in (hint[language] for exercise in EXERCISES.values() for hint in exercise.hints for language in hint):
        lines = wrap(text, width)
        assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)
        assert not any(line[0] in "，。；：！？、）》”" for line in lines)
        for line in lines:
            assert line.count("`") % 2 == 0 or text.count("`") % 2
            longest = max(width_of(piece) for piece in re.findall(r"`[^`]+`\S?\S?|\S+", line))
            assert width_of(line) <= max(width, longest)
