"""The law tables as pages: for every chapter, which law catches which mistake."""

from __future__ import annotations

from typing import Any

from byhand.course import Chapter
from byhand.grading.laws import read

FOLDER = "laws"
WORDS = {
    "en": {
        "title": "{chapter}: which law catches which mistake",
        "intro": "The laws that grade [{chapter}](../{slug}.md), and the wrong answers that they were tried on. "
        "Each law is judged alone; a dot says that it catches the mistake. "
        "[How your answers are graded](../grading.md) explains the rest.",
        "mistake": "mistake",
    },
    "zh": {
        "title": "{chapter}：哪条性质查出哪个错误",
        "intro": "这里列出《[{chapter}](../{slug}.md)》一章评分用的性质，以及用来检验这些性质的错误答案。"
        "每条性质单独评判，圆点表示它能查出这个错误。其余的见[评分原理](../grading.md)。",
        "mistake": "错误",
    },
}


def address(chapter: Chapter) -> str:
    """Return the source address of a chapter's table, as a link on a page at the top names it."""
    return f"{FOLDER}/{chapter.slug}.md"


def page(chapter: Chapter, language: str) -> str:
    """Return a chapter's table in Markdown."""
    words, names = WORDS[language], {"chapter": chapter.title[language], "slug": chapter.slug}
    parts = [f"# {words['title'].format(**names)}", words["intro"].format(**names)]
    parts += [exercise(entry, language) for entry in read(chapter)]
    return "\n\n".join(parts) + "\n"


def exercise(entry: dict[str, Any], language: str) -> str:
    """Return the laws and the table of one exercise in Markdown."""
    words, laws = WORDS[language], entry["laws"]
    numbers = range(len(laws))
    lines = [f"## `{entry['exercise']}` {{ #{entry['exercise']} }}", ""]
    lines += [f"{number + 1}. {laws[number][language]}" for number in numbers]
    lines += ["", f"| {words['mistake']} | " + " | ".join(str(number + 1) for number in numbers) + " |"]
    lines += ["|---|" + ":-:|" * len(laws)]
    for row in entry["rows"]:
        marks = " | ".join("●" if number in row["caught_by"] else "" for number in numbers)
        lines.append(f"| {row['description'][language]} | {marks} |")
    return "\n".join(lines)
