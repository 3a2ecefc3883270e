"""What there is to see of a trained network: learning curves, confusion matrix, worst mistakes, digits.

Every function returns a matplotlib figure. `language` is "en" or "zh"; None writes both as `⟦English|中文⟧`,
for a page, which picks one. Colours and lines are the site's (`byhand.site.figures.style`).
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
from jaxtyping import Float, Integer, UInt8
from matplotlib import font_manager
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator, PercentFormatter

from byhand.files import write_whole
from byhand.mnist.messages import say
from byhand.mnist.run import Epoch
from byhand.site.figures import color, style

CHINESE_FONTS = (
    "Noto Sans CJK SC",
    "Noto Sans CJK JP",
    "Source Han Sans SC",
    "PingFang SC",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "SimHei",
    "WenQuanYi Zen Hei",
)


def learning_curves(epochs: Sequence[Epoch], language: str | None = None) -> Figure:
    """Draw the training loss, and the accuracy on training and test images, by epoch."""
    figure = Figure(figsize=(7.2, 3.0))
    left, right = figure.subplots(1, 2)
    numbers = [epoch.number for epoch in epochs]
    left.plot(numbers, [epoch.loss for epoch in epochs], "o-", markersize=4)
    left.set_ylabel(say(language, "figure_loss"))
    left.set_ylim(bottom=0)
    right.plot(numbers, [e.train_accuracy for e in epochs], "o-", markersize=4, label=say(language, "figure_train"))
    right.plot(numbers, [e.test_accuracy for e in epochs], "s--", markersize=4, label=say(language, "figure_test"))
    right.set_ylabel(say(language, "figure_accuracy"))
    right.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=1))
    right.legend(loc="lower right")
    for axes in (left, right):
        axes.set_xlabel(say(language, "figure_epoch"))
        axes.xaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
    return figure


def confusion_matrix(
    labels: Integer[np.ndarray, " n"],
    predictions: Integer[np.ndarray, " n"],
    language: str | None = None,
    classes: int = 10,
) -> Figure:
    """Draw how often each label, a row, was read as each class, a column; the diagonal is right."""
    counts = np.zeros((classes, classes), int)
    np.add.at(counts, (labels, predictions), 1)
    most = max(1, counts[~np.eye(classes, dtype=bool)].max())
    figure = Figure(figsize=(5.4, 5.0))
    axes = figure.subplots()
    for (row, column), count in np.ndenumerate(counts):
        right = row == column
        ink = color("blue" if right else "foreground" if count else "faint")
        axes.text(column, row, str(count), ha="center", va="center", fontsize=8.5, color=ink)
        if count and not right:  # a palette colour, transparent: a dark page can exchange it
            place = (column - 0.5, row - 0.5)
            axes.add_patch(Rectangle(place, 1, 1, facecolor=color("red"), alpha=0.5 * count / most, lw=0))
    axes.set(xlim=(-0.5, classes - 0.5), ylim=(classes - 0.5, -0.5), aspect="equal")
    axes.set(xticks=range(classes), yticks=range(classes))
    axes.set_xlabel(say(language, "figure_prediction"))
    axes.set_ylabel(say(language, "figure_label"))
    axes.grid(visible=False)
    return figure


def worst_mistakes(
    images: UInt8[np.ndarray, "n height width"],
    labels: Integer[np.ndarray, " n"],
    probabilities: Float[np.ndarray, "n classes"],
    language: str | None = None,
    count: int = 20,
) -> Figure:
    """Draw the wrong images that the network is surest of, each with label → prediction and its probability."""
    predictions = probabilities.argmax(axis=1)
    sureness = np.where(predictions == labels, -1.0, probabilities.max(axis=1))
    worst = np.argsort(-sureness, kind="stable")[: min(count, int((predictions != labels).sum()))]
    titles = [f"{labels[i]} → {predictions[i]}  {sureness[i]:.1%}" for i in worst]
    return digits_grid(images[worst], titles)


def digits_grid(images: UInt8[np.ndarray, "n height width"], titles: Sequence[object], columns: int = 5) -> Figure:
    """Draw images in rows of `columns`, each under its title."""
    rows = max(1, -(-len(images) // columns))
    figure = Figure(figsize=(1.35 * columns, 1.6 * rows))
    for axes in figure.subplots(rows, columns, squeeze=False).flat:
        axes.set_axis_off()
    for axes, image, title in zip(figure.axes, images, titles, strict=False):
        axes.imshow(image, cmap="gray_r", vmin=0, vmax=255, interpolation="nearest")
        axes.set_title(str(title), fontsize=8.5)
    return figure


def chinese_font() -> str | None:
    """Return an installed font that has Chinese, None where there is none."""
    installed = {font.name for font in font_manager.fontManager.ttflist}
    return next((name for name in CHINESE_FONTS if name in installed), None)


@contextmanager
def on_paper(language: str) -> Iterator[str]:
    """Draw for files, not pages: on paper, glyphs as outlines; yields the language that has glyphs."""
    font = chinese_font() if language == "zh" else None
    fonts = ["DejaVu Sans", *([font] if font else [])]
    settings: Any = style() | {
        "figure.facecolor": color("paper"),
        "savefig.facecolor": color("paper"),
        "svg.fonttype": "path",
        "font.family": fonts,
    }
    with mpl.rc_context(settings):
        yield language if font else "en"


def save_figure(figure: Figure, path: Path) -> list[Path]:
    """Write a figure as `path` with the suffixes .svg and .png, whole or not at all, and return both.

    Raises:
        OSError: the folder does not exist or cannot be written to.
    """
    paths = []
    for suffix, options in ((".svg", {"metadata": {"Date": None}}), (".png", {"dpi": 160})):
        content = io.BytesIO()
        figure.savefig(content, format=suffix[1:], **options)
        paths.append(path.with_suffix(suffix))
        write_whole(paths[-1], content.getvalue())
    return paths
