"""A chapter in one language: the page that MkDocs renders, the notebook to download, and their figures."""

# nbformat declares no types for its functions.
# mypy: disable-error-code="no-untyped-call"

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field
from typing import Any

import nbformat
from nbformat import NotebookNode

from byhand.course import Chapter
from byhand.site.exercise import exercise_name, notebook_block, page_block
from byhand.site.figures import variants
from byhand.site.language import cells_in, insert_values, resolve_tokens
from byhand.site.notebooks import PageError, code_cells, first_line, log
from byhand.site.page import VALUES_MIME
from byhand.site.verdict import insert_verdicts

ANSI = re.compile(r"\x1b\[[0-9;]*m")
ADMONITION = re.compile(r'^(?:!!!|\?\?\?\+?) \w+(?: "([^"]*)")?\n((?:(?: {4}.*)?(?:\n|\Z))+)', re.MULTILINE)
NOTE = {
    "en": "*Keep this notebook in the folder of the course: its code imports the course.*",
    "zh": "*请把这个笔记本放在课程的文件夹里运行：代码要导入课程里的模块。*",
}


# A notebook is validated when it is written; nbformat's own constructors would validate every cell and output as well.
def _node(**fields: Any) -> NotebookNode:
    return nbformat.from_dict(fields)  # type: ignore[no-any-return]


def _notebook() -> NotebookNode:
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return _node(nbformat=4, nbformat_minor=5, metadata={"kernelspec": kernel}, cells=[])


def _prose(source: str, **fields: Any) -> NotebookNode:
    return _node(cell_type="markdown", metadata={}, source=source, **fields)


def _code(source: str, **fields: Any) -> NotebookNode:
    empty: dict[str, Any] = {"metadata": {}, "execution_count": None, "outputs": []}
    return _node(cell_type="code", source=source, **(empty | fields))


@dataclass
class Edition:
    """What a chapter becomes in one language."""

    blocks: list[str] = field(default_factory=list)
    """The page: pieces of Markdown, one for each text, code and output that it shows."""
    download: NotebookNode = field(default_factory=_notebook)
    files: dict[str, bytes] = field(default_factory=dict)
    """Figures by name, to lie beside the page."""
    figures: int = 0

    @property
    def page(self) -> str:
        """The page in Markdown."""
        return "\n\n".join(self.blocks) + "\n"


def published_values(notebook: NotebookNode) -> dict[str, str]:
    """Return what the notebook's cells gave to `publish`.

    Raises:
        ValueError: two cells published a name with different values.
    """
    values: dict[str, str] = {}
    for cell in code_cells(notebook):
        for output in cell.outputs:
            for name, value in output.get("data", {}).get(VALUES_MIME, {}).items():
                if values.setdefault(name, value) != value:
                    raise ValueError(f"{name} is published twice, as {values[name]!r} and as {value!r}")
    return values


def edition(chapter: Chapter, notebook: NotebookNode, language: str) -> Edition:
    """Return the chapter's edition in `language`, made from its executed notebook.

    Raises:
        PageError: a token, a value, an exercise or a figure's alt is wrong; says which and where.
    """
    made = Edition()
    values = published_values(notebook)
    for number, cell in enumerate(cells_in(notebook, language)):
        add = _add_code if cell.cell_type == "code" else _add_prose
        try:
            add(made, chapter, cell, language, values)
        except ValueError as error:
            where = f"docs/chapters/{chapter.slug}.py: the cell that begins with {first_line(cell)!r}"
            raise PageError(f"{where}: {error}") from None
        made.download.cells[-1]["id"] = f"{chapter.slug}-{language}-{number}"[-64:]
    made.download.cells.insert(1, _prose(NOTE[language], id="note"))
    return made


def _add_prose(made: Edition, chapter: Chapter, cell: NotebookNode, language: str, values: dict[str, str]) -> None:
    name = exercise_name(cell.source)
    if name is not None:
        page, download = (block(chapter, name, language) for block in (page_block, notebook_block))
    else:
        page = insert_verdicts(resolve_tokens(insert_values(cell.source, values), language), language)
        download = plain_markdown(page)
    made.blocks.append(page)
    made.download.cells.append(_prose(download))


def _add_code(made: Edition, chapter: Chapter, cell: NotebookNode, language: str, values: dict[str, str]) -> None:
    tags = cell.metadata.get("tags", [])
    source = resolve_tokens(cell.source, language)
    if "hide-input" not in tags:
        made.blocks.append(_fence("python", source))
    kept = _code(source, execution_count=cell.execution_count)
    figures = 0
    for output in joined(cell.outputs):
        data = output.get("data", {})
        if VALUES_MIME in data:
            continue
        if output.output_type == "stream" and output.name == "stderr":
            _report(chapter, cell, output.text)
            continue
        kept.outputs.append(translated(output, language))
        if "image/svg+xml" in data or "image/png" in data:
            figures += 1
            made.blocks.append(_figure(made, chapter, cell, data, language))
        elif "text/markdown" in data:
            made.blocks.append(resolve_tokens(data["text/markdown"], language))
        else:
            text = ANSI.sub("", data.get("text/plain", output.get("text", "")))
            made.blocks.append(_fence("{ .text .output .no-copy }", resolve_tokens(text, language)))
    if figures > 1:
        raise ValueError(f"it draws {figures} figures, but its alt can describe only one: split the cell")
    if figures == 0 and "alt" in cell.metadata:
        raise ValueError("it has an alt but draws nothing: end it with the figure, or drop the alt")
    made.download.cells.append(kept)


def joined(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Return outputs with what was printed in several pieces, as chance had it, in one."""
    whole: list[NotebookNode] = []
    for output in outputs:
        last = whole[-1] if whole else output
        if last is not output and output.output_type == "stream" and last.get("name") == output.name:
            whole[-1] = _node(output_type="stream", name=output.name, text=last.text + output.text)
        else:
            whole.append(output)
    return whole


def _report(chapter: Chapter, cell: NotebookNode, text: str) -> None:
    """Say what a cell wrote to stderr, which no page shows; a Python warning is a warning of the build."""
    level = log.warning if re.search(r"\b\w*Warning: ", text) else log.info
    level("docs/chapters/%s.py: %r wrote to stderr: %s", chapter.slug, first_line(cell), text.strip()[:300])


def _fence(kind: str, text: str) -> str:
    return f"~~~~ {kind}\n{text.rstrip()}\n~~~~"


def _figure(made: Edition, chapter: Chapter, cell: NotebookNode, data: dict[str, Any], language: str) -> str:
    alt = cell.metadata.get("alt", {}).get(language, "").strip()
    if not alt:
        raise ValueError('it draws a figure without an alt: add alt={"en": "…", "zh": "…"} to its "# %%" line')
    stem = f"figure-{made.figures + 1}"
    made.figures += 1
    image = f"![{re.sub(r'([][*_`$<])', r'\\\1', alt)}]({chapter.slug}/{stem}{{}}){{{{ .figure loading=lazy }}}}"
    if "image/svg+xml" not in data:
        made.files[f"{stem}.png"] = base64.b64decode(data["image/png"])
        return image.format(".png")
    both = variants(_text(data["image/svg+xml"]), language)
    made.files |= {f"{stem}-{scheme}.svg": svg.encode() for scheme, svg in both.items()}
    return " ".join(image.format(f"-{scheme}.svg#only-{scheme}") for scheme in both)


def _text(data: str | list[str]) -> str:
    return data if isinstance(data, str) else "".join(data)


def translated(output: NotebookNode, language: str) -> NotebookNode:
    """Return an output with the tokens in its texts resolved."""

    def walk(value: Any) -> Any:
        match value:
            case str():
                return resolve_tokens(value, language)
            case list():
                return [walk(item) for item in value]
            case dict():
                return {key: walk(item) for key, item in value.items()}
        return value

    result: NotebookNode = nbformat.from_dict(walk(dict(output)))
    return result


def plain_markdown(source: str) -> str:
    """Return prose as a notebook shows it: no heading ids, admonitions as quotations."""

    def quotation(match: re.Match[str]) -> str:
        body = "\n".join(f"> {line[4:]}".rstrip() for line in match[2].strip("\n").splitlines())
        return (f"> **{match[1]}**\n>\n" if match[1] else "") + body + "\n\n"

    source = re.sub(r"(?m)^(#+ .*?) *\{ *#[\w-]+ *\}$", r"\1", source)
    return ADMONITION.sub(quotation, source).rstrip("\n")
