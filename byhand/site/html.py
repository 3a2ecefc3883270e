"""Rendered pages made lighter, which also makes them read better without scripts and in searches."""

from __future__ import annotations

import re

UNCOLOURED = r"(?:n|nb|ne|nn|bp|o|p|w|mi|mf|mh|sa|si)"
"""Pygments' classes for names, operators, numbers and the like, which may look like any other code."""


def lean_code(html: str) -> str:
    """Return HTML whose highlighted code has no spans without a colour, and one where neighbours share it."""
    html = re.sub(rf'<span class="{UNCOLOURED}">([^<]*)</span>', r"\1", html)
    html = html.replace("<pre><span></span><code>", "<pre><code>")
    return re.sub(r'<span class="(\w+)">[^<]*</span>(?:\s*<span class="\1">[^<]*</span>)+', _merged, html)


def _merged(run: re.Match[str]) -> str:
    text = re.sub(r"<[^>]*>", "", run[0])
    return f'<span class="{run[1]}">{text}</span>'


def bare_formulas(html: str) -> str:
    r"""Return HTML whose formulas are TeX alone, without the delimiters `\(…\)` and `\[…\]`."""
    formula = r'(class="arithmatex">)\\[(\[](.*?)\\[)\]](</(?:span|div)>)'
    return re.sub(formula, r"\1\2\3", html, flags=re.DOTALL)


def plain_links(page: str) -> str:
    """Return a page whose links in the navigation hold their text and nothing else."""
    link = r'(<a href="[^"]*" class="md-nav__link[^"]*">)\s*<span class="md-ellipsis">\s*([^<]*?)\s*</span>\s*</a>'
    return re.sub(link, r"\1\2</a>", page)


def unindented(page: str) -> str:
    """Return a page without the templates' indentation around the article; the article's own may mean something."""
    around = re.split(r"(<article\b.*</article>)", page, maxsplit=1, flags=re.DOTALL)
    around[::2] = [re.sub(r"\n\s+", "\n", part) for part in around[::2]]
    return "".join(around)
