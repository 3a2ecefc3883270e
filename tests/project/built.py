"""A built site as its readers get it: what is on a page, and what it refers to."""

import re
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
REFERENCES = {"href", "src", "data", "poster"}


@dataclass
class Block:
    """A paragraph, list item, heading or cell of a table, without the code in it."""

    tag: str
    language: str
    text: str = ""


@dataclass
class Html(HTMLParser):
    """The parts of a page that a test asks about."""

    ids: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    attributes: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    article: str = ""

    def __post_init__(self) -> None:
        """Begin outside of everything."""
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag's id, its references and its language."""
        values = {name: value or "" for name, value in attrs}
        self.attributes.append((tag, values))
        self.ids += [values["id"]] if "id" in values else []
        self.references += [value for name, value in values.items() if name in REFERENCES]
        language = values.get("lang", self.open[-1][1] if self.open else "")
        if tag not in VOID:
            self.open.append((tag, language))
        if tag in {"p", "li", "h1", "h2", "h3", "h4", "td", "th", "summary"} and self._in("article"):
            self.blocks.append(Block(tag, language))

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element of that name."""
        for place in range(len(self.open) - 1, -1, -1):
            if self.open[place][0] == tag:
                del self.open[place:]
                return

    def handle_data(self, data: str) -> None:
        """Note the text of the article, and that of its blocks where it is not code."""
        if not self._in("article"):
            return
        self.article += data
        if self.blocks and not (self._in("code") or self._in("pre")) and "arithmatex" not in str(data):
            self.blocks[-1].text += data

    def _in(self, tag: str) -> bool:
        return any(name == tag for name, _ in self.open)


@cache
def parse(path: Path) -> Html:
    """Read a page."""
    html = Html()
    html.feed(path.read_text("utf-8"))
    return html


def pages(site: Path) -> list[Path]:
    """Return every HTML file of the site."""
    return sorted(site.rglob("*.html"))


def target(site: Path, page: Path, reference: str) -> tuple[Path, str]:
    """Return the file that a reference on a page leads to, and its fragment."""
    parts = urlsplit(reference)
    path = unquote(parts.path)
    if not path:
        return page, unquote(parts.fragment)
    base = site if path.startswith("/") else page.parent
    found = (base / path.lstrip("/")).resolve()
    return (found / "index.html" if path.endswith(("/", ".")) or found.is_dir() else found), unquote(parts.fragment)


def broken(site: Path) -> list[str]:
    """Return every reference that leads to no file, to no anchor, or out of the site."""
    problems = []
    for page in pages(site):
        for reference in parse(page).references:
            if reference.startswith(("data:", "mailto:")):
                continue
            place = f"{page.relative_to(site)}: {reference}"
            if urlsplit(reference).scheme or reference.startswith("//"):
                problems += [] if _is_link_only(page, reference) else [f"{place} is on another site"]
                continue
            file, fragment = target(site, page, reference)
            if not file.is_file():
                problems.append(f"{place} leads to no file")
            elif fragment and file.suffix == ".html" and fragment not in parse(file).ids:
                problems.append(f"{place} leads to no anchor")
    return problems + _broken_in_styles(site)


def _is_link_only(page: Path, reference: str) -> bool:
    """Whether nothing but a link to follow leads to that address."""
    tags = {tag for tag, values in parse(page).attributes if reference in values.values()}
    return tags == {"a"}


def _broken_in_styles(site: Path) -> list[str]:
    problems = []
    for style in site.rglob("*.css"):
        for address in re.findall(r"url\(\s*[\"']?([^)\"']+)", style.read_text("utf-8")):
            file = (style.parent / urlsplit(address).path).resolve()
            if not address.startswith(("data:", "#")) and not file.is_file():
                problems.append(f"{style.relative_to(site)}: {address} leads to no file")
    return problems
