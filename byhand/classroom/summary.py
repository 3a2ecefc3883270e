"""A class on one page: self-contained HTML, light and dark, that asks nothing of any network."""

from __future__ import annotations

from html import escape

from byhand.course import LANGUAGES, Chapter, Text
from byhand.grading.html import document
from byhand.grading.outcome import Verdict
from byhand.grading.terminal import GLYPHS

from .messages import MESSAGES, say
from .submissions import Submission
from .tables import Grades

STYLE = """
.scroll { overflow-x: auto; } table { border-collapse: collapse; }
th, td { padding: .25rem .5rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th { font-size: .8rem; } td.v { text-align: center; cursor: help; }
.bar { display: flex; height: 1rem; width: min(30rem, 50vw); border: 1px solid var(--line); }
.bar span { background: currentColor; } pre { white-space: pre-wrap; margin: .25rem 0; font-size: .85rem; }
details summary { cursor: pointer; }
"""


class Page:
    """The summary of a class in one language, or in both."""

    def __init__(self, grades: Grades, language: str | None) -> None:
        """Write `language`, both where it is None."""
        self.grades, self.languages = grades, (language,) if language else LANGUAGES

    def say(self, key: str, **values: object) -> str:
        """Return a sentence as HTML."""
        return " · ".join(escape(say(language, key, **values)) for language in self.languages)

    def pick(self, text: Text) -> str:
        """Return a bilingual text as HTML."""
        return "<br>".join(f'<span lang="{one}">{escape(text[one])}</span>' for one in self.languages)

    def html(self) -> str:
        """Return the page."""
        body = [self._head(), self._mistakes(), self._exercises(), self._submissions()]
        title = " · ".join(say(language, "title") for language in self.languages)
        return document(title, self.languages[0], "\n".join(body), STYLE)

    def _head(self) -> str:
        grades = self.grades
        every = len(grades.submissions) * len(grades.columns)
        share = sum(map(grades.done, grades.submissions)) / every if every else 0.0
        counts = {"count": len(grades.submissions), "exercises": len(grades.columns), "share": f"{share:.0%}"}
        return f"<h1>{self.say('title')}</h1>\n<p>{self.say('submissions', **counts)}</p>"

    def _mistakes(self) -> str:
        rows = []
        for mistake in self.grades.frequent():
            section = self.pick(mistake.chapter.section_title(mistake.section))
            rows.append(
                f"<tr><td>{self.say('seen', count=mistake.count)}</td><td><code>{escape(mistake.exercise)}</code></td>"
                f"<td>{self.pick(mistake.description)}</td><td>{section}</td></tr>"
            )
        head = f"<h2>{self.say('mistakes')}</h2>\n"
        if not rows:
            return f"{head}<p>{self.say('no_mistakes')}</p>"
        return head + '<div class="scroll"><table class="mistakes">' + "\n".join(rows) + "</table></div>"

    def _exercises(self) -> str:
        rows = [self._bar(chapter, name) for chapter, name in self.grades.columns]
        table = '<div class="scroll"><table class="bars">' + "\n".join(rows) + "</table></div>"
        return f"<h2>{self.say('exercises')}</h2>\n{table}"

    def _bar(self, chapter: Chapter, name: str) -> str:
        verdicts = [self.grades.entry(one, chapter, name)["verdict"] for one in self.grades.submissions]
        counts = {verdict: verdicts.count(verdict) for verdict in Verdict}
        parts = [
            f'<span class="{_class(verdict)}" style="flex:{count}"></span>'
            for verdict, count in counts.items()
            if count
        ]
        words = ", ".join(f"{count} {self.say(str(verdict))}" for verdict, count in counts.items() if count)
        bar = f'<div class="bar" role="img" aria-label="{words}">{"".join(parts)}</div>'
        return f"<tr><td><code>{escape(chapter.slug)}/{escape(name)}</code></td><td>{bar}</td><td>{words}</td></tr>"

    def _submissions(self) -> str:
        cells = "".join(f'<th scope="col"><code>{escape(name)}</code></th>' for _, name in self.grades.columns)
        head = f"<tr><th>{self.say('submission')}</th><th>{self.say('done_count')}</th>{cells}</tr>"
        rows = "\n".join(map(self._row, self.grades.submissions))
        table = f'<div class="scroll"><table class="grades"><thead>{head}</thead><tbody>{rows}</tbody></table></div>'
        return f"<h2>{self.say('everybody')}</h2>\n{table}"

    def _row(self, submission: Submission) -> str:
        cells = []
        for chapter, name in self.grades.columns:
            entry = self.grades.entry(submission, chapter, name)
            verdict = Verdict(entry["verdict"])
            first = escape(entry["message"][self.languages[0]].partition("\n")[0][:300], quote=True)
            word = self.say(str(verdict))
            cells.append(
                f'<td class="v {_class(verdict)}" title="{word}: {first}" aria-label="{word}">{GLYPHS[verdict]}</td>'
            )
        problem = f"<br>{self.say('problem')}: {escape(submission.problem)}" if submission.problem else ""
        name = f'<th scope="row">{escape(submission.name)}{problem}</th>'
        return f"<tr>{name}<td>{self.grades.done(submission)}</td>{''.join(cells)}</tr>"


def _class(verdict: Verdict) -> str:
    assert str(verdict) in MESSAGES
    return str(verdict).partition(" ")[0]
