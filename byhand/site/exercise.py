"""The block of an exercise on its chapter's page: stub, command, hints, and the solution, from a page of its own."""

from __future__ import annotations

import re
from textwrap import indent

from byhand.course import CJK, ROOT, Chapter, Exercise, public_functions
from byhand.site.notebooks import log
from byhand.stubs import stub_of

SOLUTIONS = "solutions"
"""The folder of the pages with the solutions."""

DOCSTRING = re.compile(r'"""(.*?)"""', re.DOTALL)
MARKER = re.compile(r"^<!-- exercise: (\w+) -->$")

WORDS = {
    "en": {
        "exercise": "Exercise",
        "hint": "Hint",
        "next": "Still stuck? Hint",
        "solution": "A solution",
        "gentle": "Yours may look different and be just as right. Look once yours passes, or after an honest try.",
        "show": "Show the solution",
        "title": "{chapter}: solutions",
        "intro": "Ways to solve the exercises in [{chapter}](../{slug}.md). Yours may look different and be right.",
        "back": "The exercise",
        "grade": "Grade it",
    },
    "zh": {
        "exercise": "练习",
        "hint": "提示",
        "next": "还没想出来？提示",
        "solution": "参考答案",
        "gentle": "写法不必相同，能通过就是对的。请先认真试一试，通过之后再来对照。",
        "show": "显示参考答案",
        "title": "{chapter}：参考答案",
        "intro": "《[{chapter}](../{slug}.md)》一章练习的参考答案。写法不必相同，能通过就是对的。",
        "back": "回到题目",
        "grade": "给这道题评分",
    },
}


def exercise_name(source: str) -> str | None:
    """Return the name in a cell that consists of `<!-- exercise: name -->`, None for any other cell."""
    match = MARKER.match(source.strip())
    return match[1] if match else None


def stub(exercise: Exercise) -> str:
    """Return what a learner starts from, whatever a learner has made of it since."""
    return stub_of(exercise.reference, _solutions(exercise))


def shown_stub(exercise: Exercise, language: str) -> str:
    """Return the stub as the page shows it: in Chinese without the English contract, since its own stands above."""
    return stub(exercise) if language == "en" else DOCSTRING.sub(_essence, stub(exercise))


def _essence(docstring: re.Match[str]) -> str:
    first, *rest = re.split(r"\n\s*\n", docstring[1].rstrip())
    kept = [first, *(part for part in rest if CJK.search(part) or part.lstrip().startswith("Example:"))]
    closing = docstring[1][len(docstring[1].rstrip()) :] if len(kept) > 1 else ""
    return f'"""{"\n\n".join(kept)}{closing}"""'


def solution(exercise: Exercise) -> str:
    """Return the reference without its docstrings, which the stub shows."""
    return exercise.reference.without_docstrings(_solutions(exercise))


def _solutions(exercise: Exercise) -> str:
    return (ROOT / "solutions" / f"{exercise.chapter.slug}.py").read_text("utf-8")


def command(exercise: Exercise, language: str) -> str:
    """Return the command that grades the exercise, with messages in the page's language."""
    ask = "" if language == "en" else f" --lang {language}"
    return f"uv run pytest exercises/{exercise.chapter.slug}.py::{exercise.name}{ask}"


def place(exercise: Exercise, language: str) -> str:
    """Return the file that the learner edits, and the line where the function begins, if it is there."""
    path = f"exercises/{exercise.chapter.slug}.py"
    try:
        line = public_functions((ROOT / path).read_text("utf-8"))[exercise.name].line
    except (OSError, SyntaxError, KeyError):
        return path
    return f"{path} · line {line}" if language == "en" else f"{path} · 第 {line} 行"


def _fence(language: str, code: str, title: str = "") -> str:
    attributes = f'.{language} title="{title}"' if title else f".{language}"
    return f"``` {{ {attributes} }}\n{code}\n```"


def _fold(kind: str, title: str, content: str) -> str:
    return f'??? {kind} "{title}"\n\n{indent(content, "    ")}'


def _hints(exercise: Exercise, language: str) -> str:
    """Return the hints, each folded inside the one before."""
    words, block = WORDS[language], ""
    try:
        hints = exercise.hints
    except (OSError, KeyError):
        log.warning("docs/hints/%s.toml has no hints for %s", exercise.chapter.slug, exercise.name)
        return ""
    for number, hint in reversed(list(enumerate(hints, 1))):
        title = f"{words['hint'] if number == 1 else words['next']} {number}"
        block = _fold("hint", title, f"{hint[language]}\n\n{block}".rstrip())
    return block


def _contract(exercise: Exercise, language: str) -> str:
    """Return the docstring's contract for those who do not read English; nothing for those who do."""
    if language == "en":
        return ""
    try:
        return exercise.contract
    except (OSError, ValueError) as error:
        log.warning("%s", error)
        return ""


def page_block(chapter: Chapter, name: str, language: str) -> str:
    """Return an exercise as Markdown for the page in one language.

    Raises:
        ValueError: the chapter has no exercise of that name; lists those it has.
    """
    exercise = find(chapter, name)
    words = WORDS[language]
    parts = [
        f'<p class="exercise-label">{words["exercise"]}</p>',
        f"### `{name}` {{ #{name} }}",
        exercise.summary[language],
        _contract(exercise, language),
        _fence("python", shown_stub(exercise, language), place(exercise, language)),
        _fence("sh", command(exercise, language), words["grade"]),
        _hints(exercise, language),
        _fold("solution", words["solution"], f"{words['gentle']}\n\n[{words['show']}]({address(chapter)}#{name})"),
    ]
    return '<div class="exercise" markdown="1">\n\n' + "\n\n".join(filter(None, parts)) + "\n\n</div>"


def address(chapter: Chapter) -> str:
    """Return the source address of the page with a chapter's solutions, as a link on a page at the top names it."""
    return f"{SOLUTIONS}/{chapter.slug}.md"


def solutions_page(chapter: Chapter, language: str) -> str:
    """Return a chapter's solutions in Markdown: a script brings each to the fold on the chapter's page."""
    words, names = WORDS[language], {"chapter": chapter.title[language], "slug": chapter.slug}
    parts = [f"# {words['title'].format(**names)}", words["intro"].format(**names)]
    for name, exercise in chapter.exercises.items():
        back = f"[{words['back']}](../{chapter.slug}.md#{name})"
        parts += [f"## `{name}` {{ #{name} }}", _fence("python", solution(exercise)), back]
    return "\n\n".join(parts) + "\n"


def notebook_block(chapter: Chapter, name: str, language: str) -> str:
    """Return an exercise as Markdown for the notebook to download: no folds, so no hints and no solution."""
    exercise = find(chapter, name)
    code = f"```python\n# {place(exercise, language)}\n{stub(exercise)}\n```"
    parts = [f"### `{name}`", exercise.summary[language], _contract(exercise, language), code]
    return "\n\n".join(filter(None, [*parts, f"`{command(exercise, language)}`"]))


def find(chapter: Chapter, name: str) -> Exercise:
    """Return the chapter's exercise of that name.

    Raises:
        ValueError: there is none; lists those that there are.
    """
    if name not in chapter.exercises:
        known = ", ".join(chapter.exercises) or "none"
        raise ValueError(f"solutions/{chapter.slug}.py has no exercise {name!r} (it has: {known})")
    return chapter.exercises[name]
