"""The site as it is published: complete in both languages, nothing broken, nothing heavy."""

import json
import re

import nbformat
import pytest

from byhand.course import CJK, LANGUAGES, chapters, graded_chapters
from byhand.site.exercise import command, shown_stub, solution
from tests.project.built import broken, pages, parse

MOST_BYTES = 100 * 1024
CASES = [(slug, language) for slug in chapters() for language in LANGUAGES]


def page(site, slug, language):
    return site / ("" if language == "en" else language) / slug / "index.html"


def squeezed(text):
    return re.sub(r"\s+", " ", text)


def untranslated(html):
    """Return the English blocks of a Chinese page."""
    return [
        block.text
        for block in html.blocks
        if not block.language.startswith("en")
        and not CJK.search(block.text)
        and len(re.findall(r"[A-Za-z]{3,}", re.sub(r"\\\(.*?\\\)|\\\[.*?\\\]", "", block.text, flags=re.DOTALL))) >= 4
    ]


def test_every_page_exists_in_both_languages(site):
    english = {path.relative_to(site) for path in pages(site) if path.relative_to(site).parts[0] != "zh"}
    chinese = {path.relative_to(site / "zh") for path in pages(site / "zh")}
    assert english == chinese
    assert {path.parent.name for path in english} >= set(chapters())


def test_every_link_anchor_and_asset_resolves(site):
    assert not broken(site)


@pytest.mark.parametrize(
    ("planted", "problem"),
    [
        ('<a href="../nowhere/">', "no file"),
        ('<a href="#nowhere">', "no anchor"),
        ('<img src="https://example.com/a.png">', "another site"),
        ('<link rel="stylesheet" href="//example.com/a.css">', "another site"),
    ],
)
def test_a_broken_reference_would_be_found(tmp_path, planted, problem):
    (tmp_path / "index.html").write_text(planted, "utf-8")
    assert problem in broken(tmp_path)[0]
    parse.cache_clear()


def test_a_missing_font_would_be_found(tmp_path):
    (tmp_path / "a.css").write_text('@font-face { src: url("fonts/a.woff2") }', "utf-8")
    assert "no file" in broken(tmp_path)[0]


def test_pages_are_light(site):
    heavy = {str(path.relative_to(site)): path.stat().st_size for path in pages(site)}
    assert not {path: size for path, size in heavy.items() if size > MOST_BYTES}


def test_pages_carry_no_style_sheet_and_no_picture_inside(site):
    for path in pages(site):
        text = path.read_text("utf-8")
        assert "<style" not in text, path
        assert "data:image" not in text, path
        assert "mathjax" not in text.lower(), path


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_say_their_language_and_where_the_other_one_is(site, language):
    folder = site if language == "en" else site / language
    for path in pages(folder):
        if language == "en" and path.relative_to(site).parts[0] == "zh":
            continue
        tags = parse(path).attributes
        assert dict(tags)["html"]["lang"] == language, path
        other = [values for tag, values in tags if tag == "link" and "hreflang" in values]
        assert {values["hreflang"] for values in other} == set(LANGUAGES), path


def test_nothing_on_a_chinese_page_is_left_in_english(site):
    left = {str(path.relative_to(site)): untranslated(parse(path)) for path in pages(site / "zh")}
    assert not {path: texts for path, texts in left.items() if texts}


def test_an_untranslated_block_would_be_found(tmp_path):
    html = '<html lang="zh"><article><p>{}</p></article>'
    (tmp_path / "a.html").write_text(html.format("Nobody has translated this."), "utf-8")
    (tmp_path / "b.html").write_text(html.format("<code>uv run mkdocs serve now</code>"), "utf-8")
    assert untranslated(parse(tmp_path / "a.html"))
    assert not untranslated(parse(tmp_path / "b.html"))


def test_no_token_and_no_variable_is_left(site):
    for path in [*pages(site), *site.rglob("figure-*.svg"), *site.rglob("*.ipynb")]:
        assert not re.search(r"[⟦⟧]|\{\{ \w+ \}\}|<!-- exercise", path.read_text("utf-8")), path


@pytest.mark.parametrize(("slug", "language"), CASES)
def test_a_page_shows_its_exercises(site, slug, language):
    html = parse(page(site, slug, language))
    article, folder = squeezed(html.article), page(site, "solutions", language).parent
    solutions = squeezed(parse(folder / slug / "index.html").article) if chapters()[slug].exercises else ""
    for name, exercise in chapters()[slug].exercises.items():
        assert html.ids.count(name) == 1, name
        for part in (shown_stub(exercise, language), command(exercise, language)):
            assert squeezed(part) in article, f"{slug}, {language}: not shown: {part[:80]}"
        assert squeezed(solution(exercise)) in solutions
    anchors = {exercise.section for exercise in chapters()[slug].exercises.values()}
    assert anchors <= set(html.ids)


@pytest.mark.parametrize(("slug", "language"), CASES)
def test_a_page_offers_itself_as_a_notebook(site, slug, language):
    path = page(site, slug, language).parent / f"{slug}.ipynb"
    assert path.name in parse(path.parent / "index.html").references
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    words = " ".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    assert bool(CJK.search(re.sub(r"```.*?```|<[^>]*lang=.*?>", "", words, flags=re.DOTALL))) == (language == "zh")
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert not code or any(cell.outputs for cell in code)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_home_page_lists_every_chapter_and_exercise(site, language):
    html = parse(page(site, "", language))
    for slug, chapter in chapters().items():
        assert f"{slug}/" in html.references
        assert chapter.title[language] in html.article
    for chapter in graded_chapters().values():
        for name in chapter.exercises:
            assert name in html.article


def test_chinese_is_searched_by_words(site):
    index = json.loads((site / "zh" / "search" / "search_index.json").read_text("utf-8"))
    assert "\\u200b" in index["config"]["separator"]
    assert any("\u200b" in entry["text"] for entry in index["docs"])
