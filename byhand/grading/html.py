"""One self-contained HTML page, light and dark, that asks nothing of any network."""

from __future__ import annotations

from html import escape

from byhand.site.drawing import Drawing
from byhand.site.palette import darken

STYLE = """
:root { color-scheme: light dark; --ink: light-dark(#1c1b19, #e9e6df); --paper: light-dark(#fdfcf9, #191817);
  --line: light-dark(#d9d4c8, #3c3935); --done: light-dark(#2e7d4f, #6fc48f); --wrong: light-dark(#b3372b, #ef8a7d);
  --error: light-dark(#9a5b00, #e0a95a); --none: light-dark(#6d6a64, #a29e96); }
body { font: 16px/1.5 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; color: var(--ink);
  background: var(--paper); margin: 2rem auto; max-width: 80rem; padding: 0 1rem; }
h1, h2 { line-height: 1.2; } h2 { margin-top: 2.5rem; } code { font-size: .95em; }
.done { color: var(--done); } .wrong { color: var(--wrong); } .error, .timeout { color: var(--error); }
.not, .no { color: var(--none); }
.dark { display: none; } @media (prefers-color-scheme: dark) { .light { display: none; } .dark { display: block; } }
"""


def document(title: str, language: str, body: str, style: str = "") -> str:
    """Return a page; `title` is text, `body` HTML, `style` is added to the common one."""
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8"><title>{escape(title)}</title>\n'
        '<meta name="viewport" content="width=device-width">'
        f"<style>{STYLE}{style}</style></head><body>\n{body}\n</body></html>\n"
    )


def figure(drawing: Drawing, words: str) -> str:
    """Return a drawing for light and dark pages; `words` say the same to whoever does not see it."""
    svg = drawing.svg()
    variants = {"light": svg, "dark": darken(svg)}
    label = escape(words, quote=True)
    return "".join(f'<div class="{name}" role="img" aria-label="{label}">{one}</div>' for name, one in variants.items())
