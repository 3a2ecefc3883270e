"""What MkDocs calls while it builds the course in one language."""

# nbformat declares no types for its functions.
# mypy: disable-error-code="no-untyped-call"

from __future__ import annotations

import logging
import subprocess
import warnings
from typing import Any

from material.plugins.search import plugin as search
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from nbformat import NotebookNode
from nbformat.v4 import writes_json

from byhand import bytecode
from byhand.course import ROOT, Chapter, chapters, graded_chapters
from byhand.site import chinese, hero, katex, palette, tables
from byhand.site.edition import edition
from byhand.site.exercise import MARKER, address, solutions_page
from byhand.site.html import bare_formulas, lean_code, plain_links, unindented
from byhand.site.notebooks import PageError, executed, log
from byhand.site.remember import forget
from byhand.site.rendering import render_once
from byhand.site.verdict import insert_verdicts

bytecode.keep()
# jieba, which splits Chinese into words for the search, has escapes in its source that Python warns of once.
warnings.filterwarnings("ignore", "invalid escape sequence", SyntaxWarning)

MATH = "assets/katex"
PALETTE = "assets/css/palette.css"
UNSEARCHED = "---\nsearch: { exclude: true }\n---\n"
"""Tables and solutions would crowd out the pages that explain, and tell what a learner is to find."""

_command: chinese.Command = "build"
_chinese: list[subprocess.Popen[str]] = []
_notebooks: dict[str, NotebookNode] = {}


def on_startup(command: chinese.Command, dirty: bool) -> None:
    """Remember whether MkDocs builds or serves: the Chinese site does the same."""
    global _command
    _command = command


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Let the pages load the palette, and KaTeX where it can be had."""
    logging.getLogger("jieba").setLevel(logging.WARNING)
    if language(config) == "en":
        search.jieba = None  # its dictionary takes longer to load than the pages to be put together
    config.extra_css.insert(0, PALETTE)
    if katex.assets():
        config.extra_css.insert(0, f"{MATH}/katex.min.css")
        config.extra_javascript.insert(0, f"{MATH}/katex.min.js")
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Run the chapters' code, once for both languages: the Chinese site finds it done."""
    chapters.cache_clear()
    graded_chapters.cache_clear()
    present = [chapter.page for chapter in chapters().values() if chapter.page.exists()]
    try:
        _notebooks.clear()
        _notebooks.update(executed(present))
    except PageError as error:
        raise PluginError(str(error)) from None


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add each chapter's page, its download and its figures, its law table, its solutions, and KaTeX.

    The Chinese site is begun here: the folder has been emptied, and the code has run.
    """
    if language(config) == "en":
        _chinese.append(chinese.start(config, _command))
    for slug, notebook in _notebooks.items():
        try:
            _add(files, config, Chapter(slug), notebook)
        except PageError as error:
            raise PluginError(str(error)) from None
    shared = {f"{MATH}/{name}": content for name, content in katex.assets().items()}
    shared[PALETTE] = palette.stylesheet().encode()
    shared |= {f"hero-{scheme}.svg": svg.encode() for scheme, svg in hero.picture(language(config)).items()}
    for name, content in shared.items():
        files.append(File.generated(config, name, content=content))
    for chapter in graded_chapters().values():
        for maker, name in ((tables.page, tables.address(chapter)), (solutions_page, address(chapter))):
            page = UNSEARCHED + maker(chapter, language(config))
            files.append(File.generated(config, name, content=page, inclusion=InclusionLevel.NOT_IN_NAV))
    return files


def _add(files: Files, config: MkDocsConfig, chapter: Chapter, notebook: NotebookNode) -> None:
    slug = chapter.slug
    made = edition(chapter, notebook, language(config))
    files.append(File.generated(config, f"{slug}.md", content=made.page))
    files.append(File.generated(config, f"{slug}/{slug}.ipynb", content=writes_json(made.download)))
    for name, content in made.files.items():
        files.append(File.generated(config, f"{slug}/{name}", content=content))
    shown = [MARKER.match(cell.source.strip()) for cell in notebook.cells if cell.cell_type == "markdown"]
    names = [match[1] for match in shown if match]
    for name in chapter.exercises:
        if names.count(name) != 1:
            log.warning("docs/chapters/%s.py shows the exercise %s %d times", slug, name, names.count(name))


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Show on a plain page, too, what the grader says."""
    try:
        return insert_verdicts(markdown, language(config))
    except PageError as error:
        raise PluginError(f"{page.file.src_uri}: {error}") from None
    finally:
        render_once(page)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Make the page lighter: its code and its formulas."""
    return bare_formulas(lean_code(html))


def on_page_context(context: Any, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
    """Tell the templates where the page is in the other language, and what its chapter contains."""
    context["languages"] = languages(language(config), page.url.removeprefix("./"))
    context["chapters"] = chapters()
    return context


def on_template_context(context: Any, template_name: str, config: MkDocsConfig) -> Any:
    """Let pages that no address leads to, such as 404, lead to the homes."""
    context["languages"] = languages(language(config), "")
    if template_name == "404.html" and language(config) == "zh" and not config.site_url:
        context["base_url"] = f"/{chinese.FOLDER}"
    return context


def languages(here: str, url: str) -> list[dict[str, str]]:
    """Return the page's addresses in each language, relative to the root of the site in language `here`."""
    english, chinese_root = ("", f"{chinese.FOLDER}/") if here == "en" else ("../", "")
    return [
        {"name": "English", "lang": "en", "link": english + url or "./"},
        {"name": "中文", "lang": "zh", "link": chinese_root + url or "./"},
    ]


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Make the page lighter: what the templates put around it."""
    return plain_links(unindented(output))


@event_priority(-100)  # when the English site is complete
def on_post_build(config: MkDocsConfig) -> None:
    """Wait for the Chinese site."""
    if language(config) == "en":
        bytecode.compile_early_modules()
        forget()
    while _chinese:
        chinese.finish(_chinese.pop())


def on_build_error(error: Exception) -> None:
    """Stop the Chinese site, too."""
    while _chinese:
        _chinese[-1].terminate()
        _chinese.pop().wait()


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
    """Build again when a page or a solution changes, but not when a learner saves an answer while reading."""
    server.watch(str(ROOT / "docs"))
    server.watch(str(ROOT / "solutions"), recursive=False)
    return server


def language(config: MkDocsConfig) -> str:
    """Return the language of the site that a configuration builds."""
    found: str = config.theme["language"]
    return found
