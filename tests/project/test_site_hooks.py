"""The machinery behind the pages: running them, their two languages, their figures, their exercises."""

import functools
import http.server
import logging
import threading
import xml.etree.ElementTree as ET

import nbformat
import numpy as np
import pytest
from mkdocs.exceptions import ConfigurationError

from byhand.course import ROOT, Chapter, graded_chapters
from byhand.site import exercise as blocks
from byhand.site import katex, notebooks, palette
from byhand.site.chinese import SEARCH, settings, translated_nav
from byhand.site.edition import edition, plain_markdown
from byhand.site.figures import Drawing, color, variants
from byhand.site.hooks import languages
from byhand.site.html import bare_formulas, lean_code
from byhand.site.language import insert_values, resolve_tokens
from byhand.site.page import VALUES_MIME, publish

CHAPTER = next(iter(graded_chapters().values()))
EXERCISE = next(iter(CHAPTER.exercises))
SVG = f'<svg xmlns="http://www.w3.org/2000/svg"><text fill="{color("red")}">⟦rows|行⟧</text></svg>'


def display(**data):
    mime = {"svg": "image/svg+xml", "text": "text/plain", "values": VALUES_MIME, "png": "image/png"}
    return nbformat.v4.new_output("display_data", {mime[kind]: value for kind, value in data.items()})


def notebook(*cells):
    return nbformat.v4.new_notebook(cells=list(cells))


def code(source="draw()", *outputs, **metadata):
    return nbformat.v4.new_code_cell(source, outputs=list(outputs), metadata=metadata)


def prose(source, language=None):
    return nbformat.v4.new_markdown_cell(source, metadata={"lang": language} if language else {})


def source_of(*cells, language="en"):
    return "\n".join(str(cell) for cell in edition(CHAPTER, notebook(*cells), language).page.cells)


# Running


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Make an empty project whose pages can be run."""
    monkeypatch.setattr(notebooks, "CACHE", tmp_path / "cache")
    return tmp_path


def page(folder, *cells, name="page"):
    path = folder / f"{name}.py"
    path.write_text("".join(f"# %%\n{cell}\n" for cell in cells), "utf-8")
    return path


def test_a_page_is_run_once_with_its_figures_and_values(project, monkeypatch):
    path = page(
        project,
        "from byhand.site.page import publish\nimport matplotlib.pyplot as plt\npublish(loss='0.25')",
        "plt.plot([1, 2])\nplt.title('⟦Loss|损失⟧')\nplt.show()",
        "print('one')",
    )
    first = notebooks.executed([path])["page"].cells
    assert first[0].outputs[0].data[VALUES_MIME] == {"loss": "0.25"}
    assert [sorted(output.data) for output in first[1].outputs] == [["image/svg+xml", "text/plain"]]
    assert "⟦Loss|损失⟧" in first[1].outputs[0].data["image/svg+xml"]
    assert first[2].outputs[0].text == "one\n"
    monkeypatch.setattr(notebooks, "execute", None)  # running again would fail
    again = notebooks.executed([path])["page"].cells
    assert [cell.outputs for cell in again] == [cell.outputs for cell in first]


def test_a_cell_that_raises_is_named(project):
    path = page(project, "x = 1", "\nrows = [3]\nrows[7]")
    with pytest.raises(notebooks.PageError, match=r"chapters/page\.py.*'rows = \[3\]'.*IndexError: list index"):
        notebooks.executed([path])
    assert not list(project.glob("cache/*"))


def test_outputs_depend_on_code_project_files_and_data(project, monkeypatch):
    (project / "solutions").mkdir()
    helper = project / "solutions" / "helper.py"
    helper.write_text("import os", "utf-8")
    (project / "solutions" / "user.py").write_text("from solutions.helper import os", "utf-8")
    monkeypatch.setattr(notebooks, "ROOT", project)
    monkeypatch.delenv("BYHAND_DATA", raising=False)
    one = notebook(code("from solutions import user"))
    keys = [notebooks.run_key(one), notebooks.run_key(notebook(code("from solutions import user\n")))]
    helper.write_text("import sys", "utf-8")
    keys.append(notebooks.run_key(one))
    monkeypatch.setenv("BYHAND_DATA", "/elsewhere")
    keys.append(notebooks.run_key(one))
    assert len(set(keys)) == 4
    assert notebooks.run_key(one) == keys[-1]
    assert notebooks.run_key(notebook(prose("words"), code("from solutions import user"))) == keys[-1]


def test_only_imported_project_files_count(project):
    for name in ("used", "unused"):
        (project / f"{name}.py").write_text("import json", "utf-8")
    assert notebooks.project_files("def f():\n    import used", project) == [project / "used.py"]


# Two languages


def test_tokens_are_resolved_in_the_language_of_the_page():
    assert resolve_tokens("⟦rows|行⟧ × ⟦columns|列⟧", "en") == "rows × columns"
    assert resolve_tokens("⟦rows|行⟧ × ⟦columns|列⟧", "zh") == "行 × 列"


@pytest.mark.parametrize("text", ["⟦rows⟧", "⟦rows|行", "a⟧", "⟦a|b|c⟧"])
def test_a_malformed_token_is_shown(text):
    with pytest.raises(ValueError, match="malformed language token near"):
        resolve_tokens(text, "en")


def test_values_are_inserted_and_unknown_ones_named():
    assert insert_values("loss {{ loss }}, $x_{{i}}$", {"loss": "0.25"}) == "loss 0.25, $x_{{i}}$"
    with pytest.raises(ValueError, match=r"\{\{ los \}\} is not published by any cell \(published: loss\)"):
        insert_values("{{ los }}", {"loss": "0.25"})


@pytest.mark.parametrize("value", ["", "two\nlines"])
def test_publish_refuses_what_no_sentence_can_hold(value):
    with pytest.raises(ValueError, match="name must be one line"):
        publish(name=value)


def test_a_page_inserts_what_its_cells_publish():
    cells = (
        prose("loss {{ loss }}", "en"),
        prose("损失 {{ loss }}", "zh"),
        code("", display(values={"loss": "1"})),
    )
    assert "loss 1" in source_of(*cells)
    assert "损失 1" in source_of(*cells, language="zh")
    assert "损失" not in source_of(*cells)
    assert VALUES_MIME not in source_of(*cells)


def test_a_value_published_twice_is_refused():
    cells = [code("", display(values={"loss": value})) for value in ("1", "2")]
    with pytest.raises(ValueError, match="loss is published twice"):
        source_of(*cells)


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        (prose("{{ nothing }}", "en"), "not published by any cell"),
        (prose("<!-- exercise: nothing -->"), "has no exercise 'nothing'"),
        (code("draw()", display(svg=SVG)), "'draw()': it draws a figure without an alt"),
        (code("draw()", display(svg=SVG), alt={"zh": "行"}), "without an alt"),
        (code("draw()", display(svg=SVG), display(svg=SVG), alt={"en": "Rows."}), "draws 2 figures"),
        (code("draw()", alt={"en": "Rows."}), "draws nothing"),
        (code("draw()", display(text="⟦rows⟧")), "malformed language token"),
    ],
)
def test_a_mistake_on_a_page_fails_the_build_and_says_where(cell, message):
    with pytest.raises(notebooks.PageError) as caught:
        source_of(cell)
    assert f"docs/chapters/{CHAPTER.slug}.py: the cell that begins with" in str(caught.value)
    assert message in str(caught.value)


def test_a_figure_becomes_two_files_with_its_alternative_text():
    cell = code("draw()", display(svg=SVG), alt={"en": "Three [rows].", "zh": "三行。"})
    made = edition(CHAPTER, notebook(cell), "zh")
    light, dark = made.files["figure-1-light.svg"].decode(), made.files["figure-1-dark.svg"].decode()
    assert "行" in light
    assert "rows" not in light
    assert palette.LIGHT["red"] in light
    assert palette.DARK["red"] in dark
    text = made.page.cells[0].outputs[0].data["text/markdown"]
    assert text.count("![三行。]") == 2
    assert "figure-1-dark.svg#only-dark" in text
    assert "loading=lazy" in text
    english = edition(CHAPTER, notebook(cell), "en").page.cells[0].outputs[0].data["text/markdown"]
    assert r"![Three \[rows\].]" in english


def test_a_photo_becomes_one_file():
    made = edition(CHAPTER, notebook(code("", display(png="iVBORw=="), alt={"en": "A five."})), "en")
    assert list(made.files) == ["figure-1.png"]


def test_what_a_cell_writes_to_stderr_is_not_shown_and_a_warning_is_one_of_the_build(caplog):
    for text, level in (("note: slow", logging.INFO), ("x.py:1: UserWarning: careful", logging.WARNING)):
        caplog.clear()
        with caplog.at_level(logging.INFO, logger="mkdocs.byhand"):
            shown = source_of(code("", nbformat.v4.new_output("stream", name="stderr", text=text)))
        assert text not in shown
        assert [record.levelno for record in caplog.records] == [level]


def test_the_download_is_a_valid_notebook_in_its_language():
    cells = [
        prose('# 广播 { #b }\n\n!!! note "看"\n    好。', "zh"),
        code("print('⟦a|甲⟧')", display(svg=SVG), alt={"zh": "行"}),
    ]
    made = edition(CHAPTER, notebook(*cells, prose(f"<!-- exercise: {EXERCISE} -->")), "zh").download
    nbformat.validate(made)
    assert made.cells[0].source == "# 广播\n\n> **看**\n>\n> 好。"
    assert made.cells[2].source == "print('甲')"
    assert "行" in made.cells[2].outputs[0].data["image/svg+xml"]
    assert f"uv run pytest exercises/{CHAPTER.slug}.py::{EXERCISE} --lang zh" in made.cells[3].source


def test_an_admonition_without_a_title_becomes_a_quotation():
    assert plain_markdown("!!! note\n    One.\n\n    Two.\n\nAfter.") == "> One.\n>\n> Two.\n\nAfter."


# Exercises


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_exercise_block_has_all_its_parts(language):
    exercise = CHAPTER.exercises[EXERCISE]
    block = blocks.page_block(CHAPTER, EXERCISE, language)
    assert f"### `{EXERCISE}` {{ #{EXERCISE} }}" in block
    assert exercise.summary[language] in block
    assert blocks.stub(exercise) in block
    assert blocks.command(exercise, language) in block
    assert blocks.solution(exercise).splitlines()[-1] in block
    positions = [block.index(hint[language].split("\n")[0][:20]) for hint in exercise.hints]
    assert positions == sorted(positions)
    depth = [line.index("?") for line in block.splitlines() if line.lstrip().startswith("??? hint")]
    assert depth == [4 * number for number in range(len(exercise.hints))]


def test_the_stub_is_shown_whatever_the_learner_has_written(tmp_path, monkeypatch):
    exercise = CHAPTER.exercises[EXERCISE]
    stub = blocks.stub(exercise)
    assert stub.endswith(f'raise NotImplementedError("{EXERCISE}")')
    (tmp_path / "solutions").symlink_to(ROOT / "solutions")
    (tmp_path / "exercises").mkdir()
    attempt = tmp_path / "exercises" / f"{CHAPTER.slug}.py"
    monkeypatch.setattr(blocks, "ROOT", tmp_path)
    attempt.write_text(f"\n\ndef {EXERCISE}(a):\n    return 'mine'\n", "utf-8")
    assert "mine" not in blocks.page_block(CHAPTER, EXERCISE, "en")
    assert blocks.place(exercise, "en").endswith("line 3")
    attempt.write_text("def broken(", "utf-8")
    assert blocks.place(exercise, "zh") == f"exercises/{CHAPTER.slug}.py"
    assert blocks.stub(exercise) == stub


# Figures


def test_each_light_colour_has_one_dark_partner():
    assert palette.LIGHT.keys() == palette.DARK.keys()
    assert len(set(palette.LIGHT.values())) == len(palette.LIGHT)


@pytest.mark.parametrize("hues", [palette.LIGHT, palette.DARK], ids=["light", "dark"])
def test_words_are_legible_in_every_colour(hues):
    for role in ("foreground", "muted", *palette.ACCENTS):
        for ground in ("paper", "wash"):
            assert palette.contrast(hues[role], hues[ground]) >= 4.5, (role, ground)
    for role in palette.ACCENTS:
        assert palette.contrast(hues["foreground"], hues[f"{role}-soft"]) >= 4.5, role
        assert palette.contrast(hues[role], hues[f"{role}-soft"]) >= 4.5, role


def test_an_unknown_colour_is_named():
    with pytest.raises(ValueError, match="no role 'pink'"):
        color("pink")


def test_a_drawing_is_well_formed_and_says_where_things_are():
    drawing = Drawing(300, 200)
    box = drawing.grid(np.array([[1, 2.5], [3, 4]]), at=(10, 20), cell=30, ghost=np.eye(2) > 0, mark=np.eye(2) < 1)
    row = drawing.grid((3,), at=(100, 20))
    drawing.text("a < b & ⟦c|丙⟧", at=(box.center, box.bottom))
    drawing.arrow((box.right, box.middle), (200, box.middle), label="⟦to|到⟧")
    drawing.brace((box.left, box.bottom), (box.left, box.top), "2")
    drawing.circle((250, 100), 8, full=True)
    drawing.rect((200, 150), (20, 20), fill="blue", opacity=0.5)
    for svg in variants(drawing.svg(), "zh").values():
        texts = [element.text for element in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]
        assert texts == ["1", "2.5", "3", "4", "a < b & 丙", "到", "2"]
    assert box.at(1, 0) == (25, 65)
    assert (row.right, row.height) == (190, 30)


@pytest.mark.parametrize("values", [np.zeros((2, 3, 4)), (2, 3, 4)])
def test_a_grid_of_three_axes_is_refused(values):
    with pytest.raises(ValueError, match=r"at most two axes, got shape \(2, 3, 4\)"):
        Drawing(10, 10).grid(values, at=(0, 0))


# What is rendered


def test_code_keeps_its_text_and_its_colours_and_loses_the_rest():
    line = '<span class="w">    </span><span class="sd">one</span>\n<span class="sd">two</span><span class="p">(</span>'
    assert lean_code(f"<pre><span></span><code>{line}") == '<pre><code>    <span class="sd">one\ntwo</span>('
    assert lean_code('<span class="k">a</span> <span class="s2">b</span>').count("span class") == 2


def test_formulas_are_bare():
    html = '<span class="arithmatex">\\((m, 1)\\)</span><div class="arithmatex">\\[\nx\n\\]</div>'
    assert bare_formulas(html) == '<span class="arithmatex">(m, 1)</span><div class="arithmatex">\nx\n</div>'


# KaTeX and the Chinese site


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
    nav = ["index.md", {"Tensors": ["a.ipynb", {"More": ["b.ipynb"]}]}]
    chinese = translated_nav(nav, {"Tensors": "张量", "More": "更多"})
    assert chinese == ["index.md", {"张量": ["a.ipynb", {"更多": ["b.ipynb"]}]}]
    with pytest.raises(ConfigurationError, match="sections lacks More"):
        translated_nav(nav, {"Tensors": "张量"})


def test_the_chinese_settings_leave_the_english_ones_alone():
    words = {
        "site_name": "手写张量",
        "site_description": "",
        "copyright": "",
        "sections": {},
        "palette": ["深色"],
    }
    raw = {
        "extra": {"chinese": words},
        "nav": [],
        "plugins": {"search": {"a": 1}, "other": {}},
        "theme": {"language": "en", "palette": [{"toggle": {"name": "Dark"}}]},
    }
    assert settings(raw)["theme"] == {"language": "zh", "palette": [{"toggle": {"name": "深色"}}]}
    assert settings(raw)["plugins"] == [{"search": {"a": 1, **SEARCH}}, {"other": {}}]
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


def test_a_chapter_without_a_solution_has_no_exercises():
    assert not Chapter("nothing_of_that_name").exercises
