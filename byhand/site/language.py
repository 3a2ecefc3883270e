"""From a bilingual notebook to one language: its cells, its tokens, its values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the kernels of pages import this module, and need no notebooks
    from nbformat import NotebookNode

TOKEN = re.compile(r"⟦([^⟦⟧|]*)\|([^⟦⟧|]*)⟧")
VALUE = re.compile(r"\{\{ (\w+) \}\}")


def resolve_tokens(text: str, language: str) -> str:
    """Return `text` with each `⟦rows|行⟧` replaced by its part in `language`.

    Raises:
        ValueError: a bracket is left over, so a token is malformed; shows it.
    """
    resolved = TOKEN.sub(lambda token: token[1 if language == "en" else 2], text)
    if "⟦" in resolved or "⟧" in resolved:
        stray = re.search(r".{0,20}[⟦⟧].{0,20}", resolved)
        assert stray is not None
        raise ValueError(f"malformed language token near {stray[0]!r}: write ⟦English|中文⟧")
    return resolved


def insert_values(prose: str, values: Mapping[str, str]) -> str:
    """Return `prose` with each `{{ name }}` replaced by the value that the page published under that name.

    Raises:
        ValueError: no cell of the page published `name`; lists what there is.
    """

    def value(match: re.Match[str]) -> str:
        if match[1] not in values:
            known = ", ".join(sorted(values)) or "none"
            raise ValueError(f"{{{{ {match[1]} }}}} is not published by any cell (published: {known})")
        return values[match[1]]

    return VALUE.sub(value, prose)


def cell_language(cell: NotebookNode) -> str | None:
    """Return the language that a prose cell is written in, None for a cell that both editions share."""
    language: str | None = cell.metadata.get("lang")
    return language


def cells_in(notebook: NotebookNode, language: str) -> list[NotebookNode]:
    """Return the cells of `notebook` that its edition in `language` consists of."""
    return [cell for cell in notebook.cells if cell_language(cell) in (None, language)]
