"""Figures for light and dark pages: the style of plots, drawings of tensors, and how both are published.

A page's code draws with matplotlib, which needs no setting up, or with `Drawing`. Colours are roles:
`color("blue")`, and `ACCENTS` in the order in which a plot uses them.
"""

from __future__ import annotations

import re
import warnings
from typing import Any

from byhand.site.drawing import FONT, Box, Drawing
from byhand.site.language import resolve_tokens
from byhand.site.palette import ACCENTS, LIGHT, color, darken

__all__ = ["ACCENTS", "Box", "Drawing", "activate", "color", "style", "variants"]


def style() -> dict[str, Any]:
    """Return matplotlib's settings for the course: transparent, in the palette, text kept as text."""
    from cycler import cycler

    ink, muted, faint = LIGHT["foreground"], LIGHT["muted"], LIGHT["faint"]
    return {
        "axes.axisbelow": True,
        "axes.edgecolor": muted,
        "axes.facecolor": "none",
        "axes.grid": True,
        "axes.labelcolor": ink,
        "axes.prop_cycle": cycler(color=[LIGHT[role] for role in ACCENTS]),
        "axes.spines.right": False,
        "axes.spines.top": False,
        "axes.titlecolor": ink,
        "axes.titlesize": 11,
        "figure.constrained_layout.use": True,
        "figure.facecolor": "none",
        "figure.figsize": (6.0, 3.4),
        "font.size": 10.5,
        "grid.color": faint,
        "grid.linewidth": 0.6,
        "image.cmap": "gray_r",
        "legend.edgecolor": faint,
        "legend.facecolor": "none",
        "legend.frameon": False,
        "lines.linewidth": 2.0,
        "patch.edgecolor": ink,
        "savefig.facecolor": "none",
        "svg.fonttype": "none",
        "svg.hashsalt": "byhand",
        "text.color": ink,
        "xtick.color": muted,
        "xtick.labelcolor": ink,
        "ytick.color": muted,
        "ytick.labelcolor": ink,
    }


def activate() -> None:
    """Set a page's kernel up: plots in the course's style, as SVG, with `⟦en|中文⟧` in their texts."""
    import matplotlib as mpl
    from IPython.core.getipython import get_ipython
    from matplotlib.backends.backend_svg import RendererSVG

    mpl.rcParams.update(style())  # type: ignore[arg-type]
    warnings.filterwarnings("ignore", message="Glyph .* missing from")
    shell = get_ipython()
    if shell is not None and shell.display_formatter is not None:
        shell.config.InlineBackend.figure_formats = {"svg"}
        formatter = shell.display_formatter.formatters["image/svg+xml"]
        formatter.for_type_by_name("matplotlib.figure", "Figure", _figure_svg)  # also one made without pyplot
    measure: Any = RendererSVG.get_text_width_height_descent

    def measure_in_english(self: RendererSVG, s: str, prop: Any, ismath: Any) -> Any:
        # Matplotlib has no Chinese glyphs to measure; English is the longer of the two.
        if ismath and "⟦" in s:
            raise ValueError(f"formula and ⟦en|中文⟧ in one text of a plot: {s!r}; use two texts")
        return measure(self, resolve_tokens(s, "en"), prop, ismath)

    RendererSVG.get_text_width_height_descent = measure_in_english  # type: ignore[method-assign]


def _figure_svg(figure: Any) -> Any:
    from IPython.core.pylabtools import print_figure

    return print_figure(figure, fmt="svg", bbox_inches="tight")  # type: ignore[no-untyped-call]


def variants(svg: str, language: str) -> dict[str, str]:
    """Return the light and the dark file of a figure in one language, without what no browser needs.

    Raises:
        ValueError: a language token in it is malformed.
    """
    svg = re.sub(r"<\?xml.*?\?>|<!DOCTYPE.*?>|<!--.*?-->|<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = re.sub(r"'DejaVu Sans'(?:, [^;\"]*?sans-serif)?", FONT, svg)
    svg = resolve_tokens(re.sub(r"\n\s*", "\n", svg).strip(), language) + "\n"
    return {"light": svg, "dark": darken(svg)}
