"""Turning a judgement into one short message for a learner."""

from __future__ import annotations

import linecache
from collections.abc import Iterable
from typing import Any

import numpy as np

from .answers import Answers
from .bank import Mistake
from .compare import Axis
from .contract import is_array, is_generator, is_mesh
from .formula import Formula
from .guard import Late
from .judge import Judgement
from .messages import Speaker
from .nameless import behind
from .outcome import Call, Comparison, Crash, Verdict
from .pictures import Picture
from .terminal import GLYPHS, pad, page_url, width_of

MAX_LINES = 25
MAX_WIDTH = 100
VALUE_LINES = 4
NUMBERS = ("bool", "int", "float")
"""Python's numbers: where one came, a NumPy scalar would often have been right as well."""
PICTURED = ("value", "shape", "no_error", "other_error", "message", "crash", "accepts_wrong")
"""What a picture can help with."""


def _shorten(text: str, width: int = MAX_WIDTH) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def _outline(value: Any) -> str:
    """A value inside a container: arrays by shape and dtype alone."""
    if is_array(value):
        return f"{value.dtype}{tuple(value.shape)}"
    if isinstance(value, tuple | list):
        inner = ", ".join(map(_outline, value))
        return f"({inner}{',' if len(value) == 1 else ''})" if isinstance(value, tuple) else f"[{inner}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key!r}: {_outline(item)}" for key, item in value.items()) + "}"
    return _mesh(value) if is_mesh(value) else repr(value)


def _mesh(mesh: Any) -> str:
    """A mesh of devices by its axes: `Mesh(data: 4)`."""
    return f"Mesh({', '.join(f'{name}: {size}' for name, size in mesh.shape.items())})"


def _generator(rng: np.random.Generator) -> str:
    """How to make a random generator anew, where that can be seen from it."""
    seed = getattr(rng.bit_generator.seed_seq, "entropy", None)
    fresh = seed is not None and np.random.default_rng(seed).bit_generator.state == rng.bit_generator.state
    return f"np.random.default_rng({seed})" if fresh else "np.random.Generator"


def _elements(array: Any) -> np.ndarray | None:
    """Return an array's values; None where JAX has none to show: a random key, a traced or a donated array."""
    try:
        return np.asarray(array)
    except (TypeError, RuntimeError):
        return None


def show(value: Any, say: Speaker) -> list[str]:
    """Lines that show a value: an array's elements where they fit, then its shape and dtype."""
    if is_array(value) or isinstance(value, np.generic):
        kind = say("kind", dtype=value.dtype, shape=tuple(value.shape))
        array = _elements(value)
        if array is None:
            return [kind]
        if array.ndim:
            text = np.array2string(array, separator=", ", threshold=30, edgeitems=2, max_line_width=72, precision=6)
        else:
            text = _shorten(str(array[()]))  # a single number with all its digits
        lines = text.splitlines() or [text]
        if len(lines) > VALUE_LINES:
            lines = [*lines[: VALUE_LINES - 1], "…"]
        return [*lines[:-1], f"{lines[-1]}   {kind}"]
    if isinstance(value, Formula):
        constants = (_labelled(f"{name} =", show(one, say), 0, "") for name, one in value.constants.items())
        return [value.source, *(line for lines in constants for line in lines)]
    if is_generator(value):
        return [_generator(value)]
    if callable(value) and hasattr(value, "__name__"):
        return [value.__name__]
    nested = isinstance(value, tuple | list | dict) or is_mesh(value)
    return [_shorten(_outline(value) if nested else repr(value))]


def _labelled(label: str, lines: Iterable[str], width: int, indent: str) -> list[str]:
    first, *rest = lines
    return [f"{indent}{pad(label, width)}  {first}", *(f"{indent}{' ' * width}  {line}" for line in rest)]


class Explanation:
    """The message of one judgement in one language."""

    def __init__(
        self, judgement: Judgement, answers: Answers, say: Speaker, again: str, mistake: Mistake | None
    ) -> None:
        """Explain `judgement` on a file; `again` is the command that grades it once more."""
        self.mistake = mistake
        self.judgement, self.answers, self.say, self.again = judgement, answers, say, again
        assert judgement.outcome is not None
        self.outcome = judgement.outcome
        self.comparison: Comparison | None = getattr(self.outcome, "comparison", None)

    def text(self) -> str:
        """Return the message, at most 25 lines."""
        parts = [self.headline(), self.code(), self.call(), self.comparing()]
        head, picture, foot = [line for part in parts for line in part], self._picture(), self._foot()
        if len(head) + len(picture) + len(foot) <= MAX_LINES:
            head += picture  # half a picture would be no help
        if len(head) + len(foot) > MAX_LINES:
            head = [*head[: MAX_LINES - len(foot) - 1], "      …"]
        return "\n".join(line.rstrip() for line in [*head, *foot])

    def headline(self) -> list[str]:
        """Say what is wrong, with the verdict's sign."""
        outcome, say = self.outcome, self.say
        if isinstance(outcome, Late):
            what = say("timeout", seconds=f"{outcome.seconds:g}")
        else:
            values = {k: self._inline(v) for k, v in outcome.values.items()}
            if outcome.key == "type" and values["expected"] == "np.ndarray" and values["got"] in NUMBERS:
                values["expected"] = say("array_or_scalar")
            what = say(outcome.key, **values)
        if self.is_about_file():
            return [f"{GLYPHS[self.judgement.verdict]} {_shorten(what, 3 * MAX_WIDTH)}"]
        name = self.judgement.exercise.name
        lines = say("headline", name=name, what=_shorten(what, 3 * MAX_WIDTH)).splitlines()
        return [f"{GLYPHS[self.judgement.verdict]} {lines[0]}", *lines[1:3]]

    def _inline(self, value: Any) -> str:
        if isinstance(value, dict) and value.keys() == {"en", "zh"}:
            return self.say.pick(value)
        if is_array(value):
            return self.say("array", dtype=value.dtype, shape=tuple(value.shape))
        if isinstance(value, Axis):
            return self.say("axis", axis=int(value))
        if callable(value):
            return self.say("function")
        if isinstance(value, str):
            return _shorten(value, 2 * MAX_WIDTH)  # an error of JAX says what is wrong towards its end
        return _shorten(", ".join(map(self._inline, value)) if isinstance(value, list) else str(value))

    def code(self) -> list[str]:
        """Show the line of the answer that it is about, where there is one."""
        line = self.outcome.line if isinstance(self.outcome, Late | Crash) else self.outcome.values.get("line", 0)
        if not line:
            return []
        code = linecache.getline(str(self.answers.path), line).strip()
        return [f"    {self.say('line', line=line, code=_shorten(code))}"] if code else []

    def call(self) -> list[str]:
        """Show the failing call with its arguments, and what it printed."""
        call: Call | None = self.outcome.call
        if call is None:
            return []
        names = [f"*{name}" if name == call.starred else name for name in call.arguments]
        then = call.then or {}
        again = f"({', '.join(then)})" if call.then is not None else ""
        code = call.script.source.splitlines() if call.script else [f"{call.name}({', '.join(names)}){again}"]
        lines = ["", *(f"    {line}" for line in code)]
        width = max(map(len, [*call.values, *then]), default=0)
        for name, value in [*call.values.items(), *then.items()]:
            if behind(value) is None:  # of an implementation, the picture shows the code
                lines += _labelled(name, show(value, self.say), width, "      ")
        if call.printed.strip():
            printed = [_shorten(line) for line in call.printed.strip().splitlines()]
            shown = printed if len(printed) <= VALUE_LINES else [*printed[: VALUE_LINES - 1], "…"]
            lines += _labelled(self.say("printed"), shown, width_of(self.say("printed")), "    ")
        return lines

    def comparing(self) -> list[str]:
        """Show what was expected, what came, and where they first differ."""
        comparison = self.comparison
        if comparison is None:
            return []
        say = self.say
        labels = {say("expected"): comparison.expected, say("got"): comparison.got}
        width = max(map(width_of, labels))
        lines = [""]
        if comparison.item is not None:
            key = "item" if isinstance(comparison.item, int) else "place"
            lines.append(f"    {say(key, item=comparison.item)}")
        for label, value in labels.items():
            lines += _labelled(label, show(value, self.say), width, "    ")
        looks_equal = show(comparison.expected, say) == show(comparison.got, say)
        if comparison.index and (comparison.size > 1 or looks_equal):
            index = ", ".join(map(str, comparison.index))
            expected, got = (np.asarray(v)[comparison.index] for v in (comparison.expected, comparison.got))
            count, size = comparison.count, comparison.size
            lines.append("    " + say("first", index=index, expected=expected, got=got, count=count, size=size))
        return lines

    def picture(self) -> Picture | None:
        """Return what the exercise's picture shows of the failing call."""
        law, call = self.judgement.broken, self.outcome.call
        if law is None or law.picture is None or call is None or getattr(self.outcome, "key", "") not in PICTURED:
            return None
        return law.picture(call, self.comparison)

    def _picture(self) -> list[str]:
        picture = self.picture()
        return ["", *(f"      {line}" for line in picture.lines(self.say))] if picture else []

    def is_about_file(self) -> bool:
        """Whether the message is the same for every exercise of the file."""
        return isinstance(self.outcome, Crash) and self.outcome.key in ("broken", "never_imported", "no_file")

    def rows(self) -> dict[str, str]:
        """Return what a message ends with, by label: why, the law, where to read, the command to run again."""
        if self.is_about_file():
            return {self.say("again_label"): self.again.replace("::" + self.judgement.exercise.name, "")}
        say, exercise = self.say, self.judgement.exercise
        anchor = self.mistake.section if self.mistake else exercise.section
        title, section = exercise.chapter.title, exercise.chapter.section_title(anchor)
        url = page_url(exercise, anchor, say.language)
        rows = {say("read_label"): say("read", section=say.pick(section), title=say.pick(title), url=url)}
        if self.judgement.broken is not None:
            rows = {say("law_label"): say.pick(self.judgement.broken.law)} | rows
        if self.mistake is not None:
            rows = {say("mistake_label"): say.pick(self.mistake.description)} | rows
        rows[say("again_label")] = self.again
        return rows

    def _foot(self) -> list[str]:
        rows = self.rows()
        width = max(map(width_of, rows))
        return ["", *(f"    {pad(label, width)}  {value}" for label, value in rows.items())]


def explain(judgement: Judgement, answers: Answers, say: Speaker, again: str, mistake: Mistake | None = None) -> str:
    """Return the message for a learner; one quiet line for an exercise that was not attempted.

    Args:
        judgement: the verdict.
        answers: the file that was judged.
        say: speaks the learner's language.
        again: the command that grades the exercise once more.
        mistake: the known mistake that this is, if it is one.
    """
    if judgement.verdict is Verdict.NOT_ATTEMPTED:
        return say("not_attempted")
    return Explanation(judgement, answers, say, again, mistake).text()
