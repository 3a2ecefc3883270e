"""The Chinese site, derived from mkdocs.yml and built inside the English one."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal
from urllib.parse import urljoin

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import yaml_load

from byhand.course import ROOT

FOLDER = "zh"
# The theme cuts Chinese into words with jieba and marks the cuts with U+200B. The search in the browser keeps its
# default language: the one called "zh" would cut again, with a library that no browser has, and find nothing. Nor may
# it stem: what is typed is completed, not stemmed, and "broadcasting" would not find itself.
SEARCH = {
    "separator": r"[\s\u200b\u3000\-，。、；：？！（）《》「」【】“”‘’…·,;:()]+",
    "pipeline": ["stopWordFilter"],
}

type Command = Literal["build", "gh-deploy", "serve"]


def translated_nav(nav: Any, sections: dict[str, str]) -> Any:
    """Return a navigation with its section titles in Chinese; pages carry their own titles.

    Raises:
        ConfigurationError: a section has no Chinese title; names it.
    """
    match nav:
        case list():
            return [translated_nav(item, sections) for item in nav]
        case dict():
            missing = nav.keys() - sections.keys()
            if missing:
                raise ConfigurationError(f"mkdocs.yml: extra.chinese.sections lacks {', '.join(sorted(missing))}")
            return {sections[title]: translated_nav(items, sections) for title, items in nav.items()}
    return nav


def settings(raw: dict[str, Any]) -> dict[str, Any]:
    """Return what the Chinese configuration sets differently from mkdocs.yml, given that file's content."""
    words = raw["extra"]["chinese"]
    palette = [dict(option) for option in raw["theme"]["palette"]]
    for option, name in zip(palette, words["palette"], strict=True):
        option["toggle"] = {**option["toggle"], "name": name}
    return {
        "site_name": words["site_name"],
        "site_description": words["site_description"],
        "copyright": words["copyright"],
        "docs_dir": str(ROOT / "docs" / FOLDER),
        "nav": translated_nav(raw["nav"], words["sections"]),
        "plugins": [{name: _plugin(name, options)} for name, options in raw["plugins"].items()],
        "theme": {**raw["theme"], "language": "zh", "palette": palette},
    }


def _plugin(name: str, options: Any) -> Any:
    return {**options, **SEARCH} if name == "search" else options


def configuration(english: MkDocsConfig) -> MkDocsConfig:
    """Return the configuration of the Chinese site that belongs to an English one."""
    with open(english.config_file_path, encoding="utf-8") as file:
        raw = yaml_load(file)
    return load_config(
        english.config_file_path,
        site_dir=str(Path(english.site_dir) / FOLDER),
        site_url=urljoin(english.site_url, f"{FOLDER}/") if english.site_url else "",
        strict=english.strict,
        **settings(raw),
    )


def build_inside(english: MkDocsConfig, command: Command) -> None:
    """Build the Chinese site into the English site's folder `zh`."""
    config = configuration(english)
    config.plugins.on_startup(command=command, dirty=False)
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()
