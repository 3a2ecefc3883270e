"""What pages are made of beside notebooks: their HTML, KaTeX, the grader's words, the Chinese configuration."""

import functools
import http.server
import threading

import nbformat
import pytest
from mkdocs.exceptions import ConfigurationError

from byhand.site import katex
from byhand.site.chinese import SEARCH, settings, translated_nav
from byhand.site.edition import joined
from byhand.site.hooks import languages
from byhand.site.html import bare_formulas, lean_code, plain_links, unindented
from byhand.site.notebooks import PageError
from byhand.site.verdict import insert_verdicts


def test_code_keeps_its_text_and_its_colours_and_loses_the_rest():
    line = '<span class="w">    </span><span class="sd">one</span>\n<span class="sd">two</span><span class="p">(</span>'
    assert lean_code(f"<pre><span></span><code>{line}") == "<pre><code>    <c-d>one\ntwo</c-d>("
    assert lean_code('<span class="k">a</span> <span class="s2">b</span>') == "<c-k>a</c-k> <c-s>b</c-s>"


def test_what_is_printed_in_pieces_is_shown_in_one():
    names = ("stdout", "stdout", "stderr", "stdout")
    pieces = [nbformat.v4.new_output("stream", name=name, text=f"{n}\n") for n, name in enumerate(names)]
    assert [output.text for output in joined(pieces)] == ["0\n1\n", "2\n", "3\n"]
    assert [output.text for output in pieces] == ["0\n", "1\n", "2\n", "3\n"]


def test_only_the_article_keeps_its_indentation():
    page = "<nav>\n\n    <a>\n</nav>\n  <article>\n<pre>\n    x\n</pre></article>\n\n  <footer>"
    assert unindented(page) == "<nav>\n<a>\n</nav>\n<article>\n<pre>\n    x\n</pre></article>\n<footer>"


def test_links_in_the_navigation_hold_their_text_alone():
    link = '<a href="../sgd/" class="md-nav__link">\n<span class="md-ellipsis">\n{} &amp; b\n</span>\n</a>'
    assert plain_links(link.format("a")) == '<a href="../sgd/" class="md-nav__link">a &amp; b</a>'
    marked = link.format("<code>a</code>")
    assert plain_links(marked) == marked


def test_formulas_are_bare():
    html = '<span class="arithmatex">\\((m, 1)\\)</span><div class="arithmatex">\\[\nx\n\\]</div>'
    assert bare_formulas(html) == '<span class="arithmatex">(m, 1)</span><div class="arithmatex">\nx\n</div>'


def test_a_page_shows_what_the_grader_says_in_its_language():
    page = "One.\n\n<!-- verdict: broadcast_shape__larger_size -->\n\nTwo."
    english, chinese = (insert_verdicts(page, language) for language in ("en", "zh"))
    assert "It takes the larger size" in english
    assert "uv run pytest exercises/broadcasting.py::broadcast_shape\n```" in english
    assert "--lang zh\n```\n\nTwo." in chinese


@pytest.mark.parametrize(
    ("name", "message"),
    [("nothing__at_all", "no chapter has an exercise"), ("broadcast_shape__nothing", "has no mistake")],
)
def test_a_verdict_on_an_unknown_mistake_is_refused(name, message):
    with pytest.raises(PageError, match=message):
        insert_verdicts(f"<!-- verdict: {name} -->", "en")


def test_without_a_connection_there_is_no_katex_and_no_error(tmp_path):
    assert katex.fetch(tmp_path, ["http://127.0.0.1:9/katex.tgz"]) is None


def test_a_wrong_archive_is_never_used(tmp_path):
    (tmp_path / "served").mkdir()
    (tmp_path / "served" / "katex.tgz").write_bytes(b"not KaTeX")
    serve = functools.partial(QuietHandler, directory=tmp_path / "served")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), serve) as server:
        threading.Thread(target=server.serve_forever).start()
        url = f"http://127.0.0.1:{server.server_port}/katex.tgz"
        assert katex.fetch(tmp_path / "cache", [url]) is None
        server.shutdown()
    assert not list((tmp_path / "cache").glob("*"))


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *args):
        """Say nothing."""


def test_the_chinese_navigation_has_the_same_pages():
    nav = ["index.md", {"Tensors": ["a.md", {"More": ["b.md"]}]}]
    chinese = translated_nav(nav, {"Tensors": "张量", "More": "更多"})
    assert chinese == ["index.md", {"张量": ["a.md", {"更多": ["b.md"]}]}]
    with pytest.raises(ConfigurationError, match="sections lacks More"):
        translated_nav(nav, {"Tensors": "张量"})


def test_the_chinese_settings_leave_the_english_ones_alone():
    words = {
        "site_name": "手写张量",
        "site_description": "",
        "copyright": "",
        "sections": {},
        "palette": ["深色"],
        "permalink": "链接",
    }
    raw = {
        "extra": {"chinese": words},
        "nav": [],
        "markdown_extensions": ["abbr", {"toc": {"toc_depth": 3}}],
        "plugins": {"search": {"a": 1}, "other": {}},
        "theme": {"language": "en", "palette": [{"toggle": {"name": "Dark"}}]},
    }
    assert settings(raw)["theme"] == {"language": "zh", "palette": [{"toggle": {"name": "深色"}}]}
    assert settings(raw)["plugins"] == [{"search": {"a": 1, **SEARCH}}, {"other": {}}]
    assert settings(raw)["markdown_extensions"] == ["abbr", {"toc": {"toc_depth": 3, "permalink_title": "链接"}}]
    assert raw["theme"]["palette"] == [{"toggle": {"name": "Dark"}}]


@pytest.mark.parametrize(
    ("here", "url", "links"),
    [
        ("en", "", ["./", "zh/"]),
        ("en", "broadcasting/", ["broadcasting/", "zh/broadcasting/"]),
        ("zh", "", ["../", "./"]),
        ("zh", "broadcasting/", ["../broadcasting/", "broadcasting/"]),
    ],
)
def test_a_page_knows_its_counterpart(here, url, links):
    assert [language["link"] for language in languages(here, url)] == links
