"""`byhand grade`: a folder of submissions becomes a table, a report and a page."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from byhand.course import LANGUAGES, Chapter, graded_chapters
from byhand.language import detect

from .messages import say

if TYPE_CHECKING:
    from .run import Class

EFFORTS = ("quick", "normal", "thorough")
LANGUAGE = detect()


def _(en: str, zh: str) -> str:
    return zh if LANGUAGE == "zh" else en


Folder = Annotated[Path, typer.Argument(help=_("The folder of submissions.", "存放各份提交的文件夹。"))]
Out = Annotated[Path, typer.Option(help=_("The folder for the results.", "存放结果的文件夹。"))]
Chapters = Annotated[
    str, typer.Option(help=_("Chapters to grade, by commas; all.", "要评的章，用逗号分隔；默认全部。"))
]
Jobs = Annotated[int, typer.Option(min=1, help=_("How many at once.", "同时评多少份。"))]
Lang = Annotated[
    str, typer.Option(metavar="en|zh", help=_("The language of the page; both.", "网页的语言；默认两种。"))
]
Resume = Annotated[
    bool, typer.Option("--resume/--fresh", help=_("Keep results that still hold.", "保留仍然有效的结果。"))
]
EffortName = Annotated[
    str, typer.Option("--effort", metavar="quick|normal|thorough", help=_("How many inputs.", "试多少输入。"))
]
Seconds = Annotated[
    float, typer.Option(min=1, help=_("For a chapter of a submission.", "一份提交的一章最多用多少秒。"))
]
Memory = Annotated[int, typer.Option(min=64, help=_("MiB for an answer.", "一份答案最多用多少 MiB 内存。"))]
Seed = Annotated[int | None, typer.Option(help=_("Of the inputs; drawn once.", "输入的随机种子；默认抽取一次。"))]


def _fail(language: str, key: str, **values: object) -> typer.Exit:
    print(say(language, key, **values), file=sys.stderr)
    return typer.Exit(2)


def _chosen(names: str, language: str) -> list[Chapter]:
    known = graded_chapters()
    wanted = [name.strip() for name in names.split(",") if name.strip()]
    for name in wanted:
        if name not in known:
            raise _fail(language, "no_chapter", slug=name, slugs=", ".join(known))
    return [chapter for slug, chapter in known.items() if slug in wanted or not wanted]


def grade(
    folder: Folder,
    out: Out = Path("grades"),
    chapters: Chapters = "",
    jobs: Jobs = 2,
    lang: Lang = "",
    resume: Resume = True,
    effort: EffortName = "normal",
    seconds: Seconds = 300.0,
    memory: Memory = 512,
    seed: Seed = None,
) -> None:
    """Grade a class."""
    # What a command needs is imported when it runs, so that `byhand --help` is quick.
    language = lang if lang in LANGUAGES else LANGUAGE
    if lang not in ("", *LANGUAGES) or effort not in EFFORTS:
        raise typer.BadParameter(lang if lang not in ("", *LANGUAGES) else effort)
    if sys.platform == "win32":
        raise _fail(language, "no_system")
    if not folder.is_dir():
        raise _fail(language, "no_folder", path=folder)
    if out.resolve().is_relative_to(folder.resolve()):
        raise _fail(language, "inside", out=out, path=folder)
    from .judging import Effort
    from .run import Class, Plan
    from .store import Store
    from .submissions import find
    from .walls import Bounds

    chosen = _chosen(chapters, language)
    submissions = find(folder, list(graded_chapters()))
    if not submissions:
        raise _fail(language, "nothing", path=folder)
    out.mkdir(parents=True, exist_ok=True)
    number = Store(out / "results").seed(seed)
    plan = Plan(out.resolve(), Effort(effort, number, seconds), Bounds(memory_mib=memory), jobs, resume)
    _run(Class(submissions, chosen, plan), language, lang or None)


def _run(group: Class, language: str, page: str | None) -> None:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    try:
        with Progress(*columns, console=console) as progress:
            task = progress.add_task(say(language, "grading"), total=len(group.submissions) * len(group.chapters))
            group.run(lambda count: progress.advance(task, count))
    except KeyboardInterrupt:
        print(say(language, "stopped"), file=sys.stderr)
        raise typer.Exit(130) from None
    _write(group, language, page)


def _write(group: Class, language: str, page: str | None) -> None:
    """Write the table, the report and the page, and say what this system could not keep apart."""
    from byhand.files import write_whole

    from .summary import Page
    from .tables import Grades

    out, grades = group.plan.out, Grades(group.submissions, group.chapters, group.results)
    write_whole(out / "grades.csv", ("\ufeff" + grades.csv()).encode())
    write_whole(out / "grades.json", grades.json().encode())
    write_whole(out / "summary.html", Page(grades, page).html().encode())
    standing = [result.get("walls", {}) for result in group.results.values()]
    for name in ("system", "files"):
        if not all(walls.get(name, True) for walls in standing):
            print(say(language, "walls", what=say(language, f"wall_{name}")), file=sys.stderr)
    paths = ", ".join(str(out / name) for name in ("grades.csv", "grades.json", "summary.html"))
    print(say(language, "written", paths=paths))
