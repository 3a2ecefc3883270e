"""How the programs compare, as a chart: for a file, or, with words in both languages, for a page."""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure

from byhand.site.figures import color
from byhand.site.language import resolve_tokens

WORDS = {
    "course": "⟦this course|本课程⟧",
    "course, first time": "⟦this course, first time|本课程，首次运行⟧",
    "NumPy": "⟦NumPy, by hand|手写 NumPy⟧",
    "Equinox, scan": "⟦Equinox, epoch in a scan|Equinox，整轮 scan⟧",
    "PyTorch, compiled": "⟦PyTorch, compiled|PyTorch，编译⟧",
}
"""The programs on the chart that are not called by their own names."""


def compared(results: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the programs that did the same work, the fastest process first."""
    found = {name: one for name, one in results["programs"].items() if name not in ("course, tuned", "course, quick")}
    return dict(sorted(found.items(), key=lambda item: float(item[1]["whole"])))


def chart(results: dict[str, Any], language: str | None = None) -> Figure:
    """Draw seconds for the whole process, of which a part are the epochs; without a language, with words in both."""

    def say(text: str) -> str:
        return str(resolve_tokens(text, language)) if language else text

    programs = compared(results)
    epochs = results["job"]["epochs"]
    limit = 1.25 * max(one["whole"] for one in programs.values())
    figure = Figure(figsize=(5.8, 0.36 * len(programs) + 0.9))
    axes = figure.subplots()
    for row, (name, one) in enumerate(programs.items()):
        ours = name.startswith("course")
        training = epochs * one["epoch"]
        rest = max(0.0, one["whole"] - training)
        axes.barh(row, training, color=color("blue" if ours else "muted"), height=0.62)
        axes.barh(row, rest, left=training, color=color("blue" if ours else "muted"), alpha=0.35, height=0.62)
        runs = [run["whole"] for run in one["runs"]]
        shown = [seconds for seconds in runs if seconds <= limit]
        axes.plot(shown, [row] * len(shown), ".", color=color("foreground"), markersize=2.5)
        beyond = "".join(f"  → {seconds:.0f}" for seconds in runs if seconds > limit)
        end, words = max([one["whole"], *shown]), f"{one['whole']:.1f}{beyond}"
        axes.annotate(words, (end, row), (6, 0), textcoords="offset points", va="center", fontsize=9)
    axes.set_xlim(0, limit)
    axes.set_yticks(range(len(programs)), [say(WORDS.get(name, name)) for name in programs])
    axes.invert_yaxis()
    axes.grid(visible=False, axis="y")
    axes.set_xlabel(say("⟦seconds: the epochs, and, lighter, all else|秒：深色为各轮训练，浅色为其余⟧"))
    return figure
