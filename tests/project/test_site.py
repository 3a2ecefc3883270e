"""The pages' sources: what one language says, the other says, and each in its own typography."""

import tomllib

import nbformat
import pytest

from byhand.course import LANGUAGES, ROOT, chapters
from byhand.site.exercise import exercise_name
from byhand.site.lint import (
    FENCE,
    HEADING,
    avoided,
    chinese_problems,
    differences,
    english_problems,
    notebook_problems,
    page_problems,
)
from byhand.site.notebooks import project_files, read

PAGES = [chapter.page for chapter in chapters().values()]
PLAIN = sorted(path.relative_to(ROOT / "docs" / "en") for path in (ROOT / "docs" / "en").rglob("*.md"))


def report(problems):
    return f"{len(problems)} problems:\n" + "\n".join(problems)


def test_every_chapter_of_the_navigation_has_a_page():
    assert not [str(page) for page in PAGES if not page.exists()]


def test_every_page_is_in_the_navigation():
    assert {page.stem for page in (ROOT / "docs" / "chapters").glob("*.py")} <= set(chapters())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_chapter_says_the_same_in_both_languages(page):
    problems = notebook_problems(read(page))
    assert not problems, report(problems)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_imports_only_chapters_before_its_own(page):
    order = list(chapters())
    code = "\n".join(cell.source for cell in read(page).cells if cell.cell_type == "code")
    used = {path.stem for path in project_files(code, ROOT) if path.parent.name == "solutions"} - {"__init__"}
    later = {slug for slug in used & set(order) if order.index(slug) > order.index(page.stem)}
    # A first look at the finished thing is what an opening page without exercises is for.
    assert not later or not chapters()[page.stem].exercises


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_chapter_shows_each_exercise_once(page):
    names = [exercise_name(cell.source) for cell in read(page).cells if cell.cell_type == "markdown"]
    assert sorted(filter(None, names)) == sorted(chapters()[page.stem].exercises)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_heading_id_occurs_once(page):
    for language in LANGUAGES:
        ids = list(chapters()[page.stem].exercises)
        for cell in read(page).cells:
            if cell.metadata.get("lang") == language:
                ids += [anchor for _, _, anchor in HEADING.findall(FENCE.sub("", cell.source))]
        assert not [name for name in ids if ids.count(name) > 1], "an exercise's name is a heading's id, too"


def test_plain_pages_come_in_pairs():
    chinese = (ROOT / "docs" / "zh").rglob("*.md")
    assert sorted(path.relative_to(ROOT / "docs" / "zh") for path in chinese) == PLAIN


@pytest.mark.parametrize("page", PLAIN, ids=str)
def test_a_plain_page_says_the_same_in_both_languages(page):
    problems = page_problems(ROOT / "docs" / "en" / page, ROOT / "docs" / "zh" / page)
    assert not problems, report(problems)


@pytest.mark.parametrize("slug", [slug for slug, chapter in chapters().items() if chapter.exercises])
def test_hints_are_typeset_like_the_pages(slug):
    hints = [hint for exercise in chapters()[slug].exercises.values() for hint in exercise.hints]
    problems = [problem for hint in hints for problem in chinese_problems(hint["zh"])]
    problems += [problem for hint in hints for problem in english_problems(hint["en"])]
    contracts = [exercise.contract for exercise in chapters()[slug].exercises.values()]
    problems += [problem for contract in contracts for problem in chinese_problems(contract)]
    assert not problems, report(problems)


def test_the_glossary_avoids_no_term_that_it_prescribes():
    terms = tomllib.loads((ROOT / "docs" / "glossary.toml").read_text("utf-8"))["term"]
    for bad, _, _ in avoided():
        assert not [term["zh"] for term in terms if bad in term["zh"]], bad


GOOD = (
    "# 广播 { #b }\n\n形状 $(m, 1)$ 见[规则](a.md#r)，用 `np.add`。这是**广播（broadcasting）**机制。"
    "\n\n!!! note\n    好。"
)


def test_good_prose_has_no_problems():
    english = "# Broadcasting { #b }\n\nShape $(m, 1)$, see [the rule](a.md#r); `np.add`.\n\n!!! note\n    Good."
    assert not differences(english, GOOD)
    assert not chinese_problems(GOOD)
    assert not english_problems(english)


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (("{ #b }", "{ #c }"), "headings"),
        ((" { #b }", ""), "has no id"),
        (("$(m, 1)$", "$(n, 1)$"), "formulas"),
        (("a.md#r", "a.md#s"), "links"),
        (("!!! note", "!!! tip"), "asides"),
        (("好。", "{{ loss }}。"), "values"),
        (("好。", "好。\n\n``` sh\nls\n```"), "fences"),
    ],
)
def test_what_differs_between_the_languages_is_found(change, word):
    assert word in report(differences(GOOD, GOOD.replace(*change)))


@pytest.mark.parametrize(
    ("prose", "word"),
    [
        ("形状相同,可以相加。", "half-width"),
        ("可以相加.", "half-width"),
        ("广播(broadcasting)机制。", "half-width"),
        ("把 NumPy数组相加。", "no space"),
        ("用`np.add`相加。", "no space"),
        ("相加 ，得到。", "full-width"),
        ("所谓\"广播\"。", "straight quotes"),
        ("等等...", "ellipsis"),
        ("第一行，\n第二行。", "several lines"),
        ("This paragraph has not been translated yet.", "not Chinese"),
        ("好。\n\n- Nobody translated this item at all.", "not Chinese"),
        ("链式规则说明了这一点。", "链式法则"),
    ],
)  # fmt: skip
def test_badly_set_chinese_is_found(prose, word):
    assert word in report(chinese_problems(prose))


def test_chinese_in_english_prose_is_found():
    assert english_problems("Two shapes 广播 together.")
    assert not english_problems('The title, <span lang="zh">手写</span>, is a pun.')


@pytest.mark.parametrize(
    ("languages", "word"),
    [(["zh", "en"], "pairs"), (["en"], "pairs"), (["en", "zh", "en"], "pairs"), ([None], "prose needs")],
)
def test_cells_out_of_order_are_found(languages, word):
    cells = [
        nbformat.v4.new_markdown_cell("好。" if language == "zh" else "Good.", metadata={"lang": language})
        for language in languages
    ]
    assert word in report(notebook_problems(nbformat.v4.new_notebook(cells=cells)))
