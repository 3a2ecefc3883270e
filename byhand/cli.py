"""The command `byhand`. What a command needs is imported when it runs, so that `--help` is quick."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from byhand import __version__
from byhand.course import LANGUAGES
from byhand.language import detect

LANGUAGE = detect()


def _(en: str, zh: str) -> str:
    return zh if LANGUAGE == "zh" else en


app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False)


def _known_language(value: str) -> str:
    if value not in LANGUAGES:
        raise typer.BadParameter(_(f"{value!r} is neither en nor zh.", f"{value!r} 既不是 en 也不是 zh。"))
    return value


def _positive(value: float) -> float:
    if not 0 < value < float("inf"):
        raise typer.BadParameter(_(f"{value} is not a positive number.", f"{value} 不是正数。"))
    return value


def _sizes(text: str) -> tuple[int, ...]:
    try:
        return tuple(int(size) for size in text.split(","))
    except ValueError:
        message = _(
            f"{text!r} is not a list of whole numbers such as 784,512,10.",
            f"{text!r} 不是形如 784,512,10 的整数列表。",
        )
        raise typer.BadParameter(message, param_hint="--sizes") from None


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"byhand {__version__}")
        raise typer.Exit


Version = Annotated[
    bool,
    typer.Option("--version", callback=_show_version, is_eager=True, help=_("Print the version.", "显示版本号。")),
]
Language = Annotated[
    str,
    typer.Option("--lang", metavar="en|zh", callback=_known_language, help=_("The language to speak.", "界面语言。")),
]
Epochs = Annotated[int, typer.Option(min=1, help=_("Times through the training images.", "训练轮数。"))]
Sizes = Annotated[str, typer.Option(help=_("Units in each layer, from pixels to classes.", "各层的单元数。"))]
BatchSize = Annotated[int, typer.Option(min=1, help=_("Images in a batch.", "批量大小。"))]
LearningRate = Annotated[float, typer.Option(callback=_positive, help=_("How far a step goes.", "学习率。"))]
Seed = Annotated[int, typer.Option(min=0, max=2**32 - 1, help=_("The random seed.", "随机种子。"))]
Out = Annotated[Path, typer.Option(help=_("The folder for parameters and figures.", "存放参数与图的文件夹。"))]
Load = Annotated[
    Path | None, typer.Option(help=_("Evaluate this saved network instead.", "改为评估这个已保存的网络。"))
]
Mine = Annotated[
    bool,
    typer.Option("--mine", help=_("Run your exercises/mnist_mlp.py.", "运行你写的 exercises/mnist_mlp.py。")),
]
Digits = Annotated[
    bool,
    typer.Option("--digits", help=_("Use scikit-learn's digits, offline.", "改用 scikit-learn 自带的数字，无需联网。")),
]


@app.callback(help=_("Tensors by Hand: the commands of the course.", "手写张量：课程的命令。"))
def main(version: Version = False) -> None:
    """Hold the commands together; with a single one, typer would drop its name."""


@app.command(help=_("Train the network that reads handwritten digits.", "训练识别手写数字的网络。"))
def mnist(
    epochs: Epochs = 5,
    sizes: Sizes = "784,512,10",
    batch_size: BatchSize = 128,
    learning_rate: LearningRate = 1e-3,
    seed: Seed = 0,
    out: Out = Path("runs/mnist"),
    load: Load = None,
    mine: Mine = False,
    digits: Digits = False,
    lang: Language = LANGUAGE,
) -> None:
    """Train, draw and save; or evaluate what was saved."""
    layers = _sizes(sizes)
    from byhand.mnist import command
    from byhand.mnist.messages import MnistError
    from byhand.mnist.run import Settings

    terminal = command.Terminal(lang)
    code_folder = "exercises" if mine else "solutions"
    try:
        if load is not None:
            command.evaluate_and_report(load, terminal, digits=digits, code_folder=code_folder)
        else:
            settings = Settings(layers, batch_size, epochs, learning_rate, seed)
            command.train_and_report(settings, out, terminal, digits=digits, code_folder=code_folder)
    except MnistError as error:
        terminal.fail(error.say(terminal.language), status=1)
    except NotImplementedError as error:
        terminal.fail(terminal.say("not_written", what=error), status=1)
    except KeyboardInterrupt:
        terminal.fail("\n" + terminal.say("stopped"), status=130)


if __name__ == "__main__":
    app()
