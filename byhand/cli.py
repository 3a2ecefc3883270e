"""The command `byhand`. What a command needs is imported when it runs, so that `--help` is quick."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from byhand import bytecode

bytecode.keep()

from byhand.chinese_help import LANGUAGE, Command, Group  # noqa: E402, I001 (typer is imported after it)

import typer  # noqa: E402

from byhand import __version__  # noqa: E402
from byhand.classroom.command import grade  # noqa: E402
from byhand.course import LANGUAGES  # noqa: E402
from byhand.mnist.options import Device, Options, RecipeName  # noqa: E402

if TYPE_CHECKING:
    from byhand.learn.screen import Screen


def _(en: str, zh: str) -> str:
    return zh if LANGUAGE == "zh" else en


app = typer.Typer(cls=Group, no_args_is_help=True, pretty_exceptions_enable=False)


def _known_language(value: str) -> str:
    if value not in LANGUAGES:
        raise typer.BadParameter(_(f"{value!r} is neither en nor zh.", f"{value!r} 既不是 en 也不是 zh。"))
    return value


def _positive(value: float | None) -> float | None:
    if value is not None and not 0 < value < float("inf"):
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


def _host_and_port(text: str | None) -> str | None:
    if text is not None:
        host, _colon, port = text.rpartition(":")
        if not host or not port.isdecimal() or not 0 < int(port) < 65536:
            message = _(f"{text!r} is not of the form HOST:PORT.", f"{text!r} 不是 HOST:PORT 的形式。")
            raise typer.BadParameter(message)
    return text


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
LearningRate = Annotated[
    float | None,
    typer.Option(callback=_positive, help=_("How far a step goes; else the recipe's.", "学习率，默认随配方。")),
]
Recipes = Annotated[
    RecipeName,
    typer.Option(metavar="classic|tuned|shifted", help=_("How to train.", "训练配方。")),
]
Resume = Annotated[
    bool, typer.Option("--resume", help=_("Go on from the checkpoint in --out.", "从 --out 中的检查点接着训练。"))
]
Devices = Annotated[
    Device,
    typer.Option(metavar="auto|cpu|gpu|tpu", help=_("Where to train.", "用什么设备训练。")),
]
Processes = Annotated[
    int | None, typer.Option(min=1, help=_("Train with so many processes.", "用多少个进程一起训练。"))
]
Process = Annotated[
    int | None,
    typer.Option(min=0, help=_("Which of them this is, on one of several machines.", "多机训练时：本进程的编号。")),
]
Coordinator = Annotated[
    str | None,
    typer.Option(
        metavar="HOST:PORT",
        callback=_host_and_port,
        help=_("Where process 0 is, and a free port there.", "多机训练时：0 号进程的地址和空闲端口。"),
    ),
]
Cluster = Annotated[
    bool,
    typer.Option("--cluster", help=_("Ask SLURM, Open MPI or Kubernetes for these.", "以上由集群环境自动给出。")),
]
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


def _names(incomplete: str) -> list[tuple[str, str]]:
    from byhand.learn.names import complete

    return complete(incomplete, LANGUAGE)


class Effort(StrEnum):
    """How many inputs are tried for every law: 20, 50 or 1000."""

    QUICK = "quick"
    NORMAL = "normal"
    THOROUGH = "thorough"


NAME = _("An exercise, such as outer_product.", "一道练习，例如 outer_product。")
CHAPTER = _("An exercise, or a chapter, such as broadcasting.", "一道练习，或者一章，例如 broadcasting。")
Name = Annotated[str, typer.Argument(metavar="NAME", autocompletion=_names, help=NAME, show_default=False)]
MaybeName = Annotated[str | None, typer.Argument(metavar="NAME", autocompletion=_names, help=NAME, show_default=False)]
AnyName = Annotated[str, typer.Argument(metavar="NAME", autocompletion=_names, help=CHAPTER, show_default=False)]
AnyNames = Annotated[
    list[str] | None, typer.Argument(metavar="NAME", autocompletion=_names, help=CHAPTER, show_default=False)
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help=_("Do not ask.", "不再询问。"))]
Every = Annotated[bool, typer.Option("--all", help=_("All hints at once.", "一次看完所有提示。"))]
HowMuch = Annotated[
    Effort,
    typer.Option(
        metavar="quick|normal|thorough",
        help=_("Inputs for every law: 20, 50 or 1000.", "每条要求试多少个输入：20、50 或 1000。"),
    ),
]

Html = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help=_("Write a page with figures, too.", "另外写一个带图的网页。")),
]


@app.callback(help=_("Tensors by Hand: the commands of the course.", "手写张量：课程的命令。"))
def main(context: typer.Context, version: Version = False, lang: Language = LANGUAGE) -> None:
    """Take what holds for every command."""
    from byhand.learn.screen import fall_back_to_plain_signs

    fall_back_to_plain_signs()
    context.default_map = {command: {"lang": lang} for command in COMMANDS}


def _run(lang: str, command: Callable[[Screen], int | None]) -> None:
    """Run a command; what it cannot do is a line on stderr and status 2."""
    from byhand.learn.screen import Problem, Screen

    screen = Screen(lang)
    try:
        status = command(screen) or 0
    except Problem as problem:
        screen.fail(problem, status=2)
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    if status:
        raise SystemExit(status)


@app.command("next", cls=Command, help=_("Show the first exercise that is not done.", "显示第一道没完成的练习。"))
def next_(lang: Language = LANGUAGE) -> None:
    """Introduce an exercise."""
    from byhand.learn import show

    _run(lang, show.show_next)


@app.command(cls=Command, help=_("Grade an exercise, a chapter, or everything.", "给一道练习、一章或全部评分。"))
def check(
    names: AnyNames = None, effort: HowMuch = Effort.NORMAL, html: Html = None, lang: Language = LANGUAGE
) -> None:
    """Grade with pytest, and end with its status: 0 all done, 1 something wrong, 10 something not attempted."""
    from byhand.learn import check as checking

    _run(lang, lambda screen: checking.check(screen, names or [], effort, html))


@app.command(cls=Command, help=_("Grade whatever you save, at once.", "一保存就自动评分。"))
def watch(lang: Language = LANGUAGE) -> None:
    """Watch until q or Ctrl-C."""
    from byhand.learn import watch as watching

    _run(lang, watching.run)


@app.command(cls=Command, help=_("Show one hint further.", "再看一条提示。"))
def hint(name: MaybeName = None, every: Every = False, lang: Language = LANGUAGE) -> None:
    """Show a hint for an exercise, by default the next one to do."""
    from byhand.learn import show

    _run(lang, lambda screen: show.show_hints(screen, name, every=every))


@app.command(cls=Command, help=_("Show the solution of an exercise.", "看一道练习的参考答案。"))
def solution(name: Name, yes: Yes = False, lang: Language = LANGUAGE) -> None:
    """Show the reference; ask first where the exercise is not done."""
    from byhand.learn import show

    _run(lang, lambda screen: show.show_solution(screen, name, yes=yes))


@app.command(cls=Command, help=_("Start an exercise or a chapter afresh.", "把一道练习或一章恢复原样。"))
def reset(name: AnyName, yes: Yes = False, lang: Language = LANGUAGE) -> None:
    """Put the stub back, and keep the old file."""
    from byhand.learn import reset as resetting

    _run(lang, lambda screen: resetting.reset(screen, name, yes=yes))


@app.command(cls=Command, help=_("Show how far you are.", "显示学习进度。"))
def progress(lang: Language = LANGUAGE) -> None:
    """Show a bar for every chapter."""
    from byhand.learn import show

    _run(lang, show.show_progress)


@app.command(cls=Command, help=_("Find out what is wrong with this installation.", "检查安装有没有问题。"))
def doctor(lang: Language = LANGUAGE) -> None:
    """Look at everything that the course needs."""
    from byhand.learn.doctor import examine

    _run(lang, lambda screen: examine(screen.language))


@app.command(cls=Command, help=_("Train the network that reads handwritten digits.", "训练识别手写数字的网络。"))
def mnist(
    recipe: Recipes = RecipeName.CLASSIC,
    epochs: Epochs = 5,
    sizes: Sizes = "784,512,10",
    batch_size: BatchSize = 128,
    learning_rate: LearningRate = None,
    seed: Seed = 0,
    out: Out = Path("runs/mnist"),
    resume: Resume = False,
    load: Load = None,
    mine: Mine = False,
    digits: Digits = False,
    device: Devices = Device.AUTO,
    processes: Processes = None,
    process: Process = None,
    coordinator: Coordinator = None,
    cluster: Cluster = False,
    lang: Language = LANGUAGE,
) -> None:
    """Train, draw and save; or evaluate what was saved."""
    layers = _sizes(sizes)
    _one_of_several(processes, process, coordinator, cluster)
    _alone("--mine", mine, [("--recipe", recipe != "classic"), ("--resume", resume), *_several(processes, cluster)])
    _alone("--load", load is not None, [("--resume", resume), *_several(processes, cluster)])
    from byhand.mnist.start import run

    run(
        Options(
            recipe=recipe.value,
            learning_rate=learning_rate,
            sizes=layers,
            batch_size=batch_size,
            epochs=epochs,
            seed=seed,
            out=out,
            resume=resume,
            load=load,
            mine=mine,
            digits=digits,
            device=device.value,
            processes=processes or 1,
            process=process,
            coordinator=coordinator,
            cluster=cluster,
            language=lang,
        )
    )


def _one_of_several(processes: int | None, process: int | None, coordinator: str | None, cluster: bool) -> None:
    """Refuse what does not say where all processes are."""
    given = {"--processes": processes, "--process": process, "--coordinator": coordinator}
    if cluster and (more := [name for name, value in given.items() if value is not None]):
        raise _bad("--cluster", f"finds out {more[0]} by itself.", f"会自行确定 {more[0]}，不能同时给出。")
    if (process is None) != (coordinator is None) or (process is not None and processes is None):
        raise _bad(
            "--process",
            "--processes N --process I --coordinator HOST:PORT go together.",
            "--processes N --process I --coordinator HOST:PORT 必须一起给出。",
        )
    if process is not None and processes is not None and process >= processes:
        raise _bad(
            "--process",
            f"{process} is not one of {processes} processes, which are counted from 0.",
            f"进程从 0 数起，共 {processes} 个，没有第 {process} 号。",
        )


def _several(processes: int | None, cluster: bool) -> list[tuple[str, bool]]:
    return [("--processes", processes is not None), ("--cluster", cluster)]


def _alone(option: str, given: bool, others: list[tuple[str, bool]]) -> None:
    """Refuse an option together with others."""
    for other, too in others:
        if given and too:
            raise _bad(option, f"does not go together with {other}.", f"不能与 {other} 同时使用。")


def _bad(option: str, en: str, zh: str) -> typer.BadParameter:
    return typer.BadParameter(_(en, zh), param_hint=option)


COMMANDS = ("next", "check", "watch", "hint", "solution", "reset", "progress", "doctor", "mnist")


app.command(cls=Command, help=_("Grade a class: a folder of submissions.", "给一个班的提交评分。"))(grade)


if __name__ == "__main__":
    app()
