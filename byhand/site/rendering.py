"""Rendering a page: once, and again when what it depends on has changed."""

from __future__ import annotations

import logging
from importlib.metadata import version
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from byhand.site.remember import digest, remembered

RENDERERS = ("markdown", "mkdocs", "pygments", "pymdown-extensions")
RENDERED = ("content", "toc", "_title_from_render", "present_anchor_ids")
"""What `Page.render` sets, beside `links_to_anchors`."""


class _Warnings(logging.Handler):
    """Notes whether there was a warning."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard = False

    def emit(self, record: logging.LogRecord) -> None:
        self.heard = True


def render_once(page: Page) -> None:
    """Let a page take its HTML from an earlier build, if that had the same to render and no warning."""
    render = page.render

    def again(config: MkDocsConfig, files: Files) -> None:
        key = digest(page.file.src_uri, page.markdown, _settings(config), sorted(files.src_uris))
        logger, warnings = logging.getLogger("mkdocs"), _Warnings()

        def make() -> dict[str, Any]:
            render(config, files)
            if warnings.heard:
                raise _Warned
            links = {file.src_uri: anchors for file, anchors in (page.links_to_anchors or {}).items()}
            return {name: getattr(page, name) for name in RENDERED} | {"links": links}

        logger.addHandler(warnings)
        try:
            made = dict(remembered(key, make))
        except _Warned:
            return
        finally:
            logger.removeHandler(warnings)
        links = made.pop("links")
        vars(page).update(made, links_to_anchors={files.src_uris[uri]: anchors for uri, anchors in links.items()})

    page.render = again  # type: ignore[method-assign]


class _Warned(Exception):  # noqa: N818 (a state, not an error)
    """A page was rendered, but not without a warning, which the next build has to give again."""


def _settings(config: MkDocsConfig) -> list[str]:
    of_markdown = repr((config["markdown_extensions"], config["mdx_configs"], config["validation"]))
    return [of_markdown, *map(version, RENDERERS)]
