"""What the code of a page may say to its prose."""

from __future__ import annotations

import json

VALUES_MIME = "application/vnd.byhand.values+json"
"""The type of a notebook output that carries page variables."""


def publish(**values: object) -> None:
    """Make values available to the page's prose, which inserts `name` where it says `{{ name }}`.

    Args:
        values: what the prose shall show; a float is best given as the text to be read, `f"{loss:.2f}"`.
            A text may hold a `⟦rows|行⟧` token.

    Raises:
        ValueError: a value whose text is empty or spans lines; names it.

    Example:
        >>> publish(accuracy=f"{0.97931:.1%}")  # outside a page: prints nothing
    """
    texts = {name: str(value) for name, value in values.items()}
    for name, text in texts.items():
        if not text.strip() or "\n" in text:
            raise ValueError(f"publish: {name} must be one line of text, got {text!r}")
    try:
        from IPython.core.getipython import get_ipython
        from IPython.display import display
    except ImportError:
        return
    if get_ipython() is not None:
        plain = json.dumps(texts, ensure_ascii=False)
        display({VALUES_MIME: texts, "text/plain": plain}, raw=True)  # type: ignore[no-untyped-call]
