"""KaTeX, from its npm package into the user's cache, so that pages set formulas without a network."""

from __future__ import annotations

import logging
import re
import tarfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

VERSION = "0.19.1"
SHA256 = "24da5a599eb2fcede2e270b99a6ff48bca816beecc95feeb84e8cccbd1bb34fd"
MIRRORS = (
    f"https://registry.npmjs.org/katex/-/katex-{VERSION}.tgz",
    f"https://registry.npmmirror.com/katex/-/katex-{VERSION}.tgz",
)
SECONDS = 15
FILES = re.compile(r"package/(?:dist/)?(LICENSE|katex\.min\.(?:js|css)|fonts/[\w-]+\.woff2)")

log = logging.getLogger("mkdocs.byhand")


def cache_folder() -> Path:
    """Return where the user's downloads for the course are kept."""
    from platformdirs import user_cache_path

    return user_cache_path("byhand") / "katex"


def fetch(folder: Path, mirrors: Sequence[str] = MIRRORS) -> Path | None:
    """Return KaTeX's archive in `folder`, downloading it if need be; None where no mirror can be reached."""
    import pooch

    pooch.get_logger().setLevel(logging.ERROR)
    for url in mirrors:
        try:
            downloader = pooch.HTTPDownloader(progressbar=False, timeout=SECONDS)
            name = f"katex-{VERSION}.tgz"
            path = pooch.retrieve(url, f"sha256:{SHA256}", fname=name, path=folder, downloader=downloader)
        except (OSError, ValueError) as error:
            log.info("byhand: no KaTeX from %s (%s)", url, type(error).__name__)
        else:
            return Path(path)
    return None


def unpack(archive: Path) -> dict[str, bytes]:
    """Return the files that a page needs, by their path below KaTeX's folder: script, style, WOFF2 fonts."""
    files = {}
    with tarfile.open(archive) as package:
        for member in package:
            wanted = FILES.fullmatch(member.name)
            content = package.extractfile(member) if wanted else None
            if wanted and content:
                files[wanted[1]] = content.read()
    style = files["katex.min.css"].decode()
    files["katex.min.css"] = re.sub(r',url\([^)]*\) format\("(?:woff|truetype)"\)', "", style).encode()
    return files


@cache
def assets() -> dict[str, bytes]:
    """Return KaTeX's files, or none where it can neither be found nor fetched: formulas then stay TeX."""
    archive = fetch(cache_folder())
    if archive is None:
        log.info("byhand: formulas are shown as TeX; build again with a connection to set them")
        return {}
    return unpack(archive)
