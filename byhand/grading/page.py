"""The report of a run as a page: the board and the messages of the terminal, with figures in place of characters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from byhand.course import Chapter

from .answers import Answers
from .bank import Mistake
from .drawings import draw, draw_comparison
from .explain import Explanation
from .html import document, figure
from .judge import Judgement
from .messages import Speaker
from .outcome import Verdict
from .report import Entry
from .terminal import GLYPHS, page_url

STYLE = """
body { max-width: 60rem; }
section { border-top: 1px solid var(--line); margin-top: 2rem; overflow-wrap: anywhere; }
section h2 { font-size: 1.2rem; margin: 1rem 0 .5rem; }
pre, .figures { overflow-x: auto; } pre { line-height: 1.35; }
.figures { display: flex; flex-wrap: wrap; gap: 1rem 2rem; }
svg { display: block; max-width: 100%; height: auto; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; }
dt { color: var(--none); } dd { margin: 0; }
.chapter { display: grid; grid-template-columns: minmax(8rem, 14rem) 1fr; gap: .25rem 1.5rem; margin: .75rem 0; }
.chapter li { display: inline-block; margin-right: 1rem; overflow-wrap: anywhere; }
.chapter ul { margin: 0; padding: 0; }
@media (max-width: 40rem) { .chapter, dl { grid-template-columns: 1fr; } dd { margin-bottom: .5rem; } }
progress { width: 8rem; accent-color: light-dark(#2e7d4f, #6fc48f); } a { color: inherit; }
"""


LABELS = {Verdict.TIMEOUT: "timeout_label"}
"""The words for verdicts whose own name stands for a sentence."""


class Section(Explanation):
    """The message of one judgement as a section of a page."""

    def html(self) -> str:
        """Return the section: headline, code, call, values and pictures, and where to read on."""
        verdict, name = self.judgement.verdict, self.judgement.exercise.name
        first, *more = (line.strip() for line in self.headline())
        what = first.removeprefix(GLYPHS[verdict]).strip()
        subject = self.answers.path.name if self.is_about_file() else name
        head = f'<h2 class="{name_of(verdict)}">{GLYPHS[verdict]} <code>{escape(subject)}</code></h2>'
        sentences = "".join(f"<p>{_with_code(line)}</p>" for line in (what.removeprefix(name).lstrip(":： "), *more))
        call = "\n".join(_dedent([*self.code(), *self.call()]))
        shown = f'<pre tabindex="0">{escape(call)}</pre>' if call else ""
        return f"<section>{head}{sentences}{shown}{self._figures()}{self._rows()}</section>"

    def _figures(self) -> str:
        figures = []
        values = draw_comparison(self.comparison, self.say) if self.comparison else None
        words = "\n".join(_dedent(self.comparing()))
        if values is not None:
            figures.append(figure(values, words))
        elif words:
            figures.append(f'<pre tabindex="0">{escape(words)}</pre>')
        picture = self.picture()
        if picture is not None:
            drawing, text = draw(picture, self.say), "\n".join(picture.lines(self.say))
            figures.append(figure(drawing, text) if drawing else f'<pre tabindex="0">{escape(text)}</pre>')
        return f'<div class="figures" tabindex="0">{"".join(figures)}</div>' if figures else ""

    def _rows(self) -> str:
        rows = []
        for label, value in self.rows().items():
            text = re.sub(r"https?://\S+", lambda url: f'<a href="{url[0]}">{url[0]}</a>', _with_code(value))
            is_command = label == self.say("again_label")
            rows.append(f"<dt>{escape(label)}</dt><dd>{f'<code>{text}</code>' if is_command else text}</dd>")
        return f"<dl>{''.join(rows)}</dl>"


def _with_code(text: str) -> str:
    """Return a sentence as HTML, what stands in backquotes as code."""
    return re.sub(r"`([^`]*)`", r"<code>\1</code>", escape(text))


def _dedent(lines: Sequence[str]) -> list[str]:
    """Take away the message's own indentation, and empty lines at both ends."""
    return "\n".join(line.removeprefix("    ") for line in lines).strip("\n").splitlines()


def section_of(judgement: Judgement, answers: Answers, say: Speaker, again: str, mistake: Mistake | None) -> str:
    """Return the message of a judgement as HTML; nothing for an exercise that was not attempted."""
    if judgement.verdict is Verdict.NOT_ATTEMPTED:
        return ""
    return Section(judgement, answers, say, again, mistake).html()


def name_of(verdict: str) -> str:
    """Return the CSS class of a verdict."""
    return str(verdict).partition(" ")[0]


def page(entries: Sequence[Entry], sections: Sequence[str], chapters: dict[str, Chapter], say: Speaker) -> str:
    """Return the whole report.

    Args:
        entries: what was graded, in order.
        sections: the messages, as `section_of` writes them.
        chapters: the course.
        say: speaks the learner's language.
    """
    done = sum(entry.verdict == Verdict.DONE for entry in entries)
    rows = "".join(_row(chapters[slug], entries, say) for slug in dict.fromkeys(entry.chapter for entry in entries))
    body = (
        f"<h1>{escape(say('board'))}</h1>\n<p>{escape(say('count', done=done, total=len(entries)))}</p>\n"
        f"{rows}\n" + "\n".join(dict.fromkeys(sections))
    )
    return document(say("board"), say.language, body, STYLE)


def _row(chapter: Chapter, entries: Sequence[Entry], say: Speaker) -> str:
    mine = [entry for entry in entries if entry.chapter == chapter.slug]
    done, title = sum(entry.verdict == Verdict.DONE for entry in mine), escape(say.pick(chapter.title))
    items = []
    for entry in mine:
        verdict = Verdict(entry.verdict)
        url = page_url(chapter.exercises[entry.exercise], entry.exercise, say.language)
        word = escape(say(LABELS.get(verdict, verdict.name.lower())), quote=True)
        items.append(
            f'<li class="{name_of(verdict)}"><span role="img" aria-label="{word}">{GLYPHS[verdict]}</span> '
            f'<a href="{escape(url, quote=True)}"><code>{escape(entry.exercise)}</code></a></li>'
        )
    bar = f'<progress value="{done}" max="{len(mine)}" aria-label="{title}"></progress> {done}/{len(mine)}'
    return f'<div class="chapter"><div>{title}<br>{bar}</div><ul>{"".join(items)}</ul></div>'
