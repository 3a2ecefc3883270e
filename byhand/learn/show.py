"""`byhand next`, `hint`, `solution` and `progress`: what only needs reading."""

from __future__ import annotations

from byhand.course import ROOT, Exercise, Text, graded_chapters
from byhand.grading.outcome import Verdict
from byhand.grading.terminal import GLYPHS, pad, page_url, width_of

from .names import find_exercise, short_name
from .screen import STYLES, UNGRADED, Screen
from .standing import FAILED, Standing
from .state import changing, key_of

BAR = 20
LISTED = 8
"""So many exercises are listed at most, the rest counted."""


def card(screen: Screen, standing: Standing, exercise: Exercise) -> None:
    """Introduce an exercise: what it asks, where it is written, read about and graded."""
    chapter, name = exercise.chapter, short_name(exercise)
    number = list(chapter.exercises).index(exercise.name) + 1
    place = screen.say("place", title=screen.pick(chapter.title), number=number, total=len(chapter.exercises))
    screen.heading(exercise.name, place)
    screen.paragraph(screen.pick(exercise.summary))
    screen.print()
    status = standing.status(exercise)
    shown = {} if status == Verdict.NOT_ATTEMPTED else {"verdict_label": screen.verdict(status)}
    page, served = page_url(exercise, exercise.section, screen.language), screen.say("served")
    page += served if len(page) + width_of(served) + 8 <= screen.width else ""
    rows = shown | {
        "write_label": f"exercises/{chapter.slug}.py:{standing.line(exercise)}",
        "read_label": page,
        "grade_label": f"uv run byhand check {name}",
        "hint_label": f"uv run byhand hint {name}",
    }
    screen.rows({screen.say(label): value for label, value in rows.items()})


def show_next(screen: Screen) -> None:
    """Introduce the first exercise that is not done."""
    standing = Standing()
    exercise = standing.next()
    if exercise is not None:
        card(screen, standing, exercise)
        screen.print()
    screen.print(screen.say("count", done=standing.done(), total=len(standing.exercises)))
    if exercise is None:
        screen.print(screen.say("all_done"))


def _hints(exercise: Exercise) -> list[Text]:
    """The hints for an exercise, none where their file is damaged: `byhand doctor` says so."""
    try:
        return exercise.hints
    except (OSError, ValueError, KeyError):
        return []


def next_hint(screen: Screen, exercise: Exercise, more: str = "more_hints") -> None:
    """Show one hint further than last time, and remember it; the sentence `more` says how to get another."""
    name, hints = short_name(exercise), _hints(exercise)
    with changing() as state:
        seen = min(state.hints.get(key_of(exercise), 0), len(hints))
        if seen < len(hints):
            state.hints[key_of(exercise)] = seen + 1
    if not hints:
        screen.print(screen.say("no_hints", name=name))
    elif seen == len(hints):
        screen.print(screen.say("no_more_hints", name=name, total=len(hints)))
    else:
        _hint(screen, exercise, seen)
        screen.print()
        screen.print(screen.say(more if seen + 1 < len(hints) else "last_hint", name=name))


def every_hint(screen: Screen, exercise: Exercise) -> None:
    """Show all hints, and remember that."""
    hints = _hints(exercise)
    if not hints:
        return next_hint(screen, exercise)
    for index in range(len(hints)):
        _hint(screen, exercise, index)
    with changing() as state:
        state.hints[key_of(exercise)] = len(hints)
    return None


def _hint(screen: Screen, exercise: Exercise, index: int) -> None:
    hints = _hints(exercise)
    screen.heading(screen.say("hint", name=exercise.name, number=index + 1, total=len(hints)))
    screen.paragraph(screen.pick(hints[index]), indent=2)


def show_hints(screen: Screen, name: str | None, *, every: bool) -> None:
    """Show the next hint for an exercise, or all; without a name, for the first that is not done."""
    exercise = find_exercise(name) if name else Standing().next()
    if exercise is None:
        screen.print(screen.say("all_done"))
    elif every:
        every_hint(screen, exercise)
    else:
        next_hint(screen, exercise)


def show_solution(screen: Screen, name: str, *, yes: bool) -> int:
    """Show the reference without its docstring, after asking where the exercise is not done."""
    exercise, standing = find_exercise(name), Standing()
    unsure = not yes and standing.status(exercise) != Verdict.DONE
    if unsure and not screen.ask(screen.say("ask_solution", name=exercise.name)):
        screen.print(screen.say("not_shown"))
        return 1
    from rich.syntax import Syntax

    line = exercise.source("solutions")[1]
    source = (ROOT / "solutions" / f"{exercise.chapter.slug}.py").read_text("utf-8")
    screen.heading(exercise.name, f"solutions/{exercise.chapter.slug}.py:{line}")
    screen.print()
    text = Syntax("", "python", theme="ansi_dark", background_color="default").highlight(
        exercise.reference.without_docstrings(source)
    )
    text.rstrip()
    screen.print(text)
    return 0


def show_progress(screen: Screen) -> None:
    """Show a bar for every chapter, what is wrong, and what is next."""
    standing = Standing()
    titles = {slug: screen.pick(chapter.title) for slug, chapter in graded_chapters().items()}
    width = max(map(width_of, titles.values()), default=0)
    for slug, chapter in graded_chapters().items():
        mine = list(chapter.exercises.values())
        done = standing.done(mine)
        bar = "█" * (BAR * done // len(mine)) + "░" * (BAR - BAR * done // len(mine))
        mark = f"  {GLYPHS[Verdict.DONE]}" if done == len(mine) else ""
        screen.print(f"{pad(titles[slug], width)}  {bar}  {done}/{len(mine)}{mark}")
    screen.print()
    _listed(screen, standing, "to_mend", [e for e in standing.exercises if standing.status(e) in FAILED])
    _listed(screen, standing, "to_grade", [e for e in standing.exercises if standing.status(e) == UNGRADED])
    screen.print(screen.say("count", done=standing.done(), total=len(standing.exercises)))
    exercise = standing.next()
    if exercise is None:
        screen.print(screen.say("all_done"))
    else:
        path = f"exercises/{exercise.chapter.slug}.py"
        screen.print(screen.say("next", name=exercise.name, path=path, line=standing.line(exercise)))


def _listed(screen: Screen, standing: Standing, title: str, found: list[Exercise]) -> None:
    if not found:
        return
    screen.heading(screen.say(title))
    width = max(len(exercise.name) for exercise in found[:LISTED])
    for exercise in found[:LISTED]:
        status = standing.status(exercise)
        path = f"exercises/{exercise.chapter.slug}.py:{standing.line(exercise)}"
        sign, _, word = screen.verdict(status).partition(" ")
        screen.print(f"  {sign} {pad(exercise.name, width)}  {pad(word, 14)}  {path}", STYLES.get(status))
    if len(found) > LISTED:
        screen.print(f"  {screen.say('and_more', count=len(found) - LISTED)}")
    screen.print()
