"""The language of `--help`, which has to be known before typer takes its sentences."""

from __future__ import annotations

import gettext
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from byhand.language import detect

SENTENCES = {
    "Usage: ": "用法：",
    "Options": "选项",
    "Arguments": "参数",
    "Commands": "命令",
    "Error": "错误",
    "Aborted.": "已中止。",
    "[default: {}]": "[默认：{}]",
    "[required]": "[必填]",
    "Missing command.": "缺少命令。",
    "No such command {name!r}.": "没有 {name!r} 这个命令。",
    "Try [blue]'{command_path} {help_option}'[/] for help.": "运行 [blue]'{command_path} {help_option}'[/] 查看帮助。",
    "Show this message and exit.": "显示这段帮助。",
    "Install completion for the current shell.": "为当前 shell 安装自动补全。",
    "Show completion for the current shell, to copy it or customize the installation.": (
        "显示自动补全脚本，可以复制或自行安装。"
    ),
}
"""What typer itself says."""


def wanted(arguments: list[str], encoding: str | None) -> str:
    """Return the language that a command line asks for, or else the environment's; English where Chinese cannot be.

    Example:
        >>> wanted(["byhand", "next", "--lang", "zh"], "utf-8")
        'zh'
        >>> wanted(["byhand", "next", "--lang=zh"], "ascii")
        'en'
    """
    language = detect()
    if Path(arguments[0] if arguments else "").stem in ("byhand", "cli"):
        for option, value in zip(arguments, [*arguments[1:], ""], strict=True):
            language = value if option == "--lang" else language
            language = option.removeprefix("--lang=") if option.startswith("--lang=") else language
    try:
        "轮".encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return "en"
    return language if language in ("en", "zh") else detect()


LANGUAGE = wanted(sys.argv, getattr(sys.stdout, "encoding", None))

if LANGUAGE == "zh":
    _english = gettext.gettext
    # typer asks gettext for its sentences when it is imported.
    gettext.gettext = lambda message: SENTENCES.get(message) or _english(message)

from typer.core import TyperCommand, TyperGroup  # noqa: E402 (see above)

if TYPE_CHECKING:
    from typer._click.core import Context, Parameter


def _translate(parameters: list[Parameter]) -> list[Parameter]:
    for parameter in parameters:
        text = getattr(parameter, "help", None)
        if LANGUAGE == "zh" and text in SENTENCES:
            parameter.help = SENTENCES[text]  # type: ignore[attr-defined]
    return parameters


def _usage(text: str) -> str:
    return text.replace("Usage: ", SENTENCES["Usage: "], 1) if LANGUAGE == "zh" else text


class Group(TyperGroup):
    """The command `byhand`, whose `--help` is in one language throughout."""

    def get_params(self, ctx: Context) -> list[Parameter]:
        """Return the options, with help in the learner's language."""
        return _translate(super().get_params(ctx))

    def get_usage(self, ctx: Context) -> str:
        """Return the line that begins with `Usage:`."""
        return _usage(super().get_usage(ctx))


class Command(TyperCommand):
    """One command, whose `--help` is in one language throughout."""

    def get_params(self, ctx: Context) -> list[Parameter]:
        """Return the options, with help in the learner's language."""
        return _translate(super().get_params(ctx))

    def get_usage(self, ctx: Context) -> str:
        """Return the line that begins with `Usage:`."""
        return _usage(super().get_usage(ctx))
