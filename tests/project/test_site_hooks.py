"""The machinery behind the pages: running them, their two languages, their figures, their exercises."""

import logging
import os

import nbformat
import pytest
from markdown import Markdown
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from byhand.course import ROOT, graded_chapters
from byhand.mnist import data
from byhand.site import exercise as blocks
from byhand.site import notebooks, palette, remember
from byhand.site.edition import edition, plain_markdown
from byhand.site.figures import color
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
    return edition(CHAPTER, notebook(*cells), language).page


# Running


def run_key(one):
    return notebooks.run_key(one, notebooks.imported_files(one))


def data_key(one):
    return notebooks.data_key(notebooks.imported_files(one))


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
        "from byhand.site.page import publish\npublish(loss='0.25')",
        "from matplotlib.figure import Figure\nfigure = Figure()\nfigure.subplots()\nfigure",
        "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.title('⟦Loss|损失⟧')\nplt.show()",
        "print('one')",
    )
    first = notebooks.executed([path])["page"].cells
    assert first[0].outputs[0].data[VALUES_MIME] == {"loss": "0.25"}
    assert [sorted(output.data) for output in first[2].outputs] == [["image/svg+xml", "text/plain"]]
    assert "⟦Loss|损失⟧" in first[2].outputs[0].data["image/svg+xml"]
    assert "image/svg+xml" in first[1].outputs[0].data
    assert first[3].outputs[0].text == "one\n"
    monkeypatch.setattr(notebooks, "execute", None)  # running again would fail
    again = notebooks.executed([path])["page"].cells
    assert [cell.outputs for cell in again] == [cell.outputs for cell in first]


def test_a_cell_that_raises_is_named(project):
    path = page(project, "x = 1", "\nrows = [3]\nrows[7]")
    sound = page(project, "print(1)", name="sound")
    with pytest.raises(notebooks.PageError, match=r"chapters/page\.py.*'rows = \[3\]'.*IndexError: list index"):
        notebooks.executed([path, sound])
    assert [run.name.split(".")[0] for run in project.glob("cache/*")] == ["sound"]


def test_outputs_depend_on_code_and_project_files(project, monkeypatch):
    (project / "solutions").mkdir()
    helper = project / "solutions" / "helper.py"
    helper.write_text("import os", "utf-8")
    (project / "solutions" / "user.py").write_text("from solutions.helper import os", "utf-8")
    monkeypatch.setattr(notebooks, "ROOT", project)
    one = notebook(code("from solutions import user"))
    keys = [run_key(one), run_key(notebook(code("from solutions import user\n")))]
    helper.write_text("import sys", "utf-8")
    keys.append(run_key(one))
    assert len(set(keys)) == 3
    assert run_key(one) == keys[-1]
    assert run_key(notebook(prose("words"), code("from solutions import user"))) == keys[-1]


def test_outputs_depend_on_what_a_module_reads(project, monkeypatch):
    (project / "solutions").mkdir()
    (project / "solutions" / "reader.py").write_text("", "utf-8")
    (project / "table.json").write_text("1", "utf-8")
    monkeypatch.setattr(notebooks, "ROOT", project)
    monkeypatch.setattr(notebooks, "READS", {"solutions/reader.py": ("*.json",)})
    one = notebook(code("from solutions import reader"))
    before = run_key(one)
    (project / "table.json").write_text("2", "utf-8")
    assert run_key(one) != before


def test_what_modules_read_is_there():
    for module, patterns in notebooks.READS.items():
        assert (ROOT / module).exists()
        assert all(list(ROOT.glob(pattern)) for pattern in patterns)


def test_outputs_depend_on_the_digits_that_are_there(tmp_path, monkeypatch):
    monkeypatch.delenv("BYHAND_DATA", raising=False)
    monkeypatch.setattr(data, "cache_folder", lambda: tmp_path)
    reader = notebook(code("from byhand.mnist.data import load"))
    assert data_key(notebook(code("import numpy"))) == "none"
    assert data_key(reader) == "digits"
    for file in data.FILES:
        (tmp_path / file.name).touch()
    assert data_key(reader) == "mnist"
    (tmp_path / data.FILES[0].name).unlink()
    monkeypatch.setenv("BYHAND_DATA", "/somewhere")
    assert data_key(reader) == "mnist"


def test_only_imported_project_files_count(project):
    for name in ("used", "unused"):
        (project / f"{name}.py").write_text("import json", "utf-8")
    assert notebooks.project_files("def f():\n    import used", project) == [project / "used.py"]


# Remembering


def test_what_was_made_of_the_same_is_not_made_again(tmp_path, monkeypatch):
    monkeypatch.setattr(remember, "CACHE", tmp_path)
    made = []

    def make():
        made.append(len(made))
        return made[-1]

    one, other = (remember.digest("page", number) for number in (1, 2))
    assert [remember.remembered(key, make) for key in (one, one, other)] == [0, 0, 1]
    (tmp_path / one).write_bytes(b"cut sho")
    assert [remember.remembered(one, make) for _ in range(2)] == [2, 2]
    os.utime(tmp_path / one, (0, 0))
    remember.forget()
    assert [path.name for path in tmp_path.iterdir()] == [other]


def build(folder, caplog, **pages):
    """Build a small site; return its pages and its warnings."""
    for name, text in pages.items():
        (folder / "docs" / f"{name}.md").write_text(text, "utf-8")
    config = load_config(
        str(folder / "mkdocs.yml"), docs_dir=str(folder / "docs"), site_dir=str(folder / "site"), plugins=[],
        theme="mkdocs", hooks=[str(folder / "hook.py")], validation={"links": {"anchors": "warn"}},
        markdown_extensions=["attr_list"],
    )  # fmt: skip
    caplog.clear()
    mkdocs_build(config)
    html = {path.parent.name: path.read_text("utf-8") for path in (folder / "site").glob("**/index.html")}
    return html, [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]


def test_a_page_is_rendered_again_when_it_or_a_file_has_changed(tmp_path, monkeypatch, caplog):
    """Warnings come each time, and an anchor that another page lost is missed although the page was remembered."""
    monkeypatch.setattr(remember, "CACHE", tmp_path / "cache")
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: small\n")
    (tmp_path / "hook.py").write_text(
        "from byhand.site.rendering import render_once\n"
        "def on_page_markdown(markdown, page, config, files):\n    render_once(page)\n    return markdown\n"
    )
    one, two = "# One\n\n[Two](two.md#here).", "# Two\n\n## Here { #here }\n\n[Back](index.md).\n"
    converted = []
    convert = Markdown.convert
    monkeypatch.setattr(Markdown, "convert", lambda self, text: converted.append(text) or convert(self, text))
    first, warnings = build(tmp_path, caplog, index=one, two=two)
    assert (len(converted), warnings) == (2, [])
    again, warnings = build(tmp_path, caplog)
    assert (len(converted), warnings) == (2, [])
    assert again["two"] == first["two"]
    changed, warnings = build(tmp_path, caplog, two=two.replace("#here", "#there"))
    assert len(converted) == 3
    assert 'id="there"' in changed["two"]
    assert [text for text in warnings if "does not contain an anchor '#here'" in text]
    for count in (4, 5):
        _, warnings = build(tmp_path, caplog, index=one.replace("two.md#here", "three.md"), two=two)
        assert [text for text in warnings if "'three.md', but the target is not found" in text]
        assert sum("three.md" in text for text in converted) == count - 3


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
    text = made.blocks[-1]
    assert text.count("![三行。]") == 2
    assert "figure-1-dark.svg#only-dark" in text
    assert "loading=lazy" in text
    english = edition(CHAPTER, notebook(cell), "en").blocks[-1]
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
    assert (exercise.contract in block) == (language == "zh")
    assert blocks.shown_stub(exercise, language) in block
    assert blocks.command(exercise, language) in block
    assert blocks.solution(exercise) in blocks.solutions_page(CHAPTER, language)
    assert f"{blocks.address(CHAPTER)}#{EXERCISE}" in block
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
