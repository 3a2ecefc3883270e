"""The Chinese site, derived from mkdocs.yml and built inside the English one, at the same time."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urljoin

from mkdocs.__main__ import State
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, PluginError
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
        "markdown_extensions": [_extension(entry, words) for entry in raw["markdown_extensions"]],
    }


def _plugin(name: str, options: Any) -> Any:
    return {**options, **SEARCH} if name == "search" else options


def _extension(entry: Any, words: dict[str, Any]) -> Any:
    if isinstance(entry, dict) and "toc" in entry:
        return {"toc": {**entry["toc"], "permalink_title": words["permalink"]}}
    return entry


def configuration(config_file: str, site_dir: str, site_url: str, *, strict: bool) -> MkDocsConfig:
    """Return the configuration of the Chinese site that belongs to an English one."""
    with open(config_file, encoding="utf-8") as file:
        raw = yaml_load(file)
    return load_config(
        config_file,
        site_dir=str(Path(site_dir) / FOLDER),
        site_url=urljoin(site_url, f"{FOLDER}/") if site_url else "",
        strict=strict,
        **settings(raw),
    )


def start(english: MkDocsConfig, command: Command) -> subprocess.Popen[str]:
    """Begin to build the Chinese site into the English site's folder `zh`, in a process of its own."""
    order = {
        "config_file": english.config_file_path,
        "site_dir": str(Path(english.site_dir).absolute()),
        "site_url": english.site_url or "",
        "strict": english.strict,
        "command": command,
        "level": logging.getLogger("mkdocs").level,
    }
    quiet = ("-W", "ignore:invalid escape sequence:SyntaxWarning")  # jieba's source has some
    arguments = [sys.executable, *quiet, "-m", "byhand.site.chinese", json.dumps(order)]
    compiling = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.Popen(arguments, cwd=ROOT, env=compiling, text=True)


def finish(process: subprocess.Popen[str]) -> None:
    """Wait for the Chinese site.

    Raises:
        PluginError: it could not be built, or not without warnings where these count; it said which.
    """
    if process.wait():
        raise PluginError("the Chinese site was not built: its messages stand above")


def main() -> int:
    """Build the Chinese site as `start` orders it."""
    order = json.loads(sys.argv[1])
    state = State(level=order["level"])  # type: ignore[no-untyped-call]  # messages in MkDocs's format, while it lives
    config = configuration(order["config_file"], order["site_dir"], order["site_url"], strict=order["strict"])
    config.plugins.on_startup(command=order["command"], dirty=False)
    try:
        build(config)
    except Abort as error:
        state.logger.error("%s", error)
        return 1
    finally:
        config.plugins.on_shutdown()
    return 0


if __name__ == "__main__":
    sys.exit(main())
