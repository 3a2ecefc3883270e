"""The colours of the course by role, light and dark: pages and figures use these and no others.

An author writes the light colours only. The dark variant of a figure is made by exchanging each colour
for its partner, so no hexadecimal value may occur twice among the light ones.
"""

from __future__ import annotations

import re

LIGHT = {
    "paper": "#fdfcf8",
    "wash": "#f5f2e9",
    "foreground": "#23272f",
    "muted": "#5c6370",
    "faint": "#d8d2c4",
    "red": "#b5341f",
    "orange": "#925400",
    "green": "#2c7048",
    "teal": "#0d6c75",
    "blue": "#1f5c9e",
    "purple": "#77439c",
    "red-soft": "#fae3dc",
    "orange-soft": "#f8e8cd",
    "green-soft": "#dcefe1",
    "teal-soft": "#d7eeee",
    "blue-soft": "#dfeaf8",
    "purple-soft": "#eee3f6",
}
"""Role → colour on paper."""

DARK = {
    "paper": "#15181d",
    "wash": "#1e2229",
    "foreground": "#e8e3d9",
    "muted": "#a9afba",
    "faint": "#454c58",
    "red": "#ff9c87",
    "orange": "#efb965",
    "green": "#83d0a0",
    "teal": "#6fcfd4",
    "blue": "#8dbdf6",
    "purple": "#d0a6f0",
    "red-soft": "#4a231c",
    "orange-soft": "#43310f",
    "green-soft": "#1c3d2a",
    "teal-soft": "#123d40",
    "blue-soft": "#1d3552",
    "purple-soft": "#3a2750",
}
"""Role → colour on a dark page."""

ACCENTS = ("blue", "red", "green", "orange", "purple", "teal")
"""The roles that tell things apart, in the order in which a plot uses them."""

_PARTNERS = {LIGHT[role]: DARK[role] for role in LIGHT} | {"#000000": DARK["foreground"]}


def color(role: str) -> str:
    """Return the light colour of a role, which the dark variant of a figure exchanges.

    Raises:
        ValueError: there is no such role; lists them.
    """
    if role not in LIGHT:
        raise ValueError(f"color: no role {role!r}; the roles are {', '.join(LIGHT)}")
    return LIGHT[role]


def darken(svg: str) -> str:
    """Return an SVG with every colour of the palette exchanged for its dark partner."""
    return re.sub(r"#[0-9a-fA-F]{6}\b", lambda found: _PARTNERS.get(found[0].lower(), found[0]), svg)


def stylesheet() -> str:
    """Return the palette as CSS variables, such as `--blue-soft`, for the theme's two schemes."""
    rules = []
    for scheme, hues in {"default": LIGHT, "slate": DARK}.items():
        variables = " ".join(f"--{role}: {hue};" for role, hue in hues.items())
        rules.append(f'[data-md-color-scheme="{scheme}"] {{ {variables} }}\n')
    return "".join(rules)


def _luminance(hex_color: str) -> float:
    channels = (int(hex_color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21, as WCAG 2.2 defines it.

    Example:
        >>> round(contrast("#000000", "#ffffff"))
        21
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
