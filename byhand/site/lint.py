"""What a reader must never notice: prose whose languages differ, and Chinese that is typeset like English."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from nbformat import NotebookNode

from byhand.course import CJK, ROOT
from byhand.site.exercise import MARKER
from byhand.site.language import TOKEN, VALUE, cell_language
from byhand.site.notebooks import first_line

HAN = r"\u3400-\u9fff"
FENCE = re.compile(r"^( *)(```+|~~~+)([^\n]*)\n.*?^\1\2[ \t]*$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)")
FORMULA = re.compile(r"\$\$(.+?)\$\$|(?<![\\$])\$(?!\s)((?:\\.|[^\\$])+?)(?<!\s)\$", re.DOTALL)
LINK = re.compile(r"!?\[(?:[^][]|\[[^]]*\])*\]\(([^()\s]*(?:\([^()]*\)[^()\s]*)*)[^)]*\)")
HEADING = re.compile(r"^(#{1,6}) (.*?)(?: *\{ *(?:#([\w-]+))?[^}]*\})?$", re.MULTILINE)
ADMONITION = re.compile(r'^ *(?:!!!|\?\?\?\+?) [\w ]+?(?: "([^"]*)")?$', re.MULTILINE)


def skeleton(prose: str) -> dict[str, Counter[str]]:
    """Return all of a cell that must not depend on the language: headings, formulas, links, code."""
    fences = [match[3].strip() for match in FENCE.finditer(prose)]
    text = FENCE.sub("", prose)
    plain = CODE.sub("`", text)
    formulas = [" ".join((block or inline).split()) for block, inline in FORMULA.findall(plain)]
    return {
        "headings": Counter(f"{level} #{anchor}" for level, _, anchor in HEADING.findall(text)),
        "formulas": Counter(re.sub(r"\\text\{[^}]*\}", r"\\text{}", formula) for formula in formulas),
        "links": Counter(LINK.findall(plain)),
        "fences": Counter(fences),
        "values": Counter(VALUE.findall(text)),
        "asides": Counter(match[0].split(' "')[0].strip() for match in ADMONITION.finditer(text)),
    }


def differences(english: str, chinese: str) -> list[str]:
    """Return what two versions of one text do not have in common, in words."""
    problems = []
    here, there = skeleton(english), skeleton(chinese)
    for kind, items in here.items():
        for language, extra in (("English", items - there[kind]), ("Chinese", there[kind] - items)):
            if extra:
                problems.append(f"{kind} only in {language}: {', '.join(map(repr, sorted(extra)))}")
    problems += [
        f"heading {title!r} has no id: write {{ #ascii-id }}"
        for text in (english, chinese)
        for _, title, anchor in HEADING.findall(FENCE.sub("", text))
        if not anchor
    ]
    return problems


def readable(prose: str) -> str:
    """Return prose as words: a code span is an x, a formula or value a □, markup and addresses are gone."""
    text = ADMONITION.sub(lambda match: match[1] or "", FENCE.sub("", prose))
    text = re.sub(r'<(\w+)[^>]*\blang="en"[^>]*>.*?</\1>', "x", text, flags=re.DOTALL)
    text = FORMULA.sub("□", CODE.sub("x", VALUE.sub("□", text)))
    text = LINK.sub(lambda match: match[0].lstrip("!")[1:].rsplit("](", 1)[0], text)
    text = re.sub(r"<!--.*?-->|<[^>]+>|\{[:\s]*[#.][^}]*\}", "", text, flags=re.DOTALL)
    return re.sub(r"(?m)\*\*|__|^ *#+ +|^ *(?:[-*+]|\d+\.) +|^ *> ?", "", text)


RULES = (
    (rf"[{HAN}”’）》」][,;:!?]|[,;:!?][{HAN}“‘（《「]", "half-width punctuation beside Chinese"),
    (rf"[{HAN}]\.(?!\w)|[{HAN}]\(|\)[{HAN}]|\([{HAN}]", "half-width punctuation beside Chinese"),
    (rf"\"[^\"\n]*[{HAN}][^\"\n]*\"", "straight quotes around Chinese: write “…”"),
    (rf"[{HAN}][A-Za-z0-9]|[A-Za-z0-9][{HAN}]", "no space between Chinese and Latin text"),
    (r" [，。；：！？、）」》]|[，。；：！？、（「《] (?=\S)", "a space beside full-width punctuation"),
    (rf"[{HAN}] +[{HAN}]", "a space between Chinese characters"),
    (r"\.\.\.|。。", "write …… for an ellipsis"),
)


def chinese_problems(prose: str) -> list[str]:
    """Return what is wrong with the typesetting and the terms of a Chinese text, each with the place."""
    text = readable(prose)
    problems = [
        f"{what}: …{text[max(0, match.start() - 8) : match.end() + 8]!r}…"
        for pattern, what in RULES
        for match in re.finditer(pattern, text)
    ]
    problems += [f"not Chinese: {block[:60]!r}" for block in blocks(text) if _is_english(block)]
    problems += [f"{bad}: the course says {good} ({english})" for bad, good, english in avoided() if bad in text]
    lines = FENCE.sub("", prose).splitlines()
    starts = r" *(?:$|[-*+|#>!?<]|\d+\.|\$\$|:)"
    for line, following in pairwise(lines):
        if (
            re.search(rf"[{HAN}，。；：、]\s*$", line)
            and not re.match(starts, following)
            and line.strip()[0] not in "#|"
        ):
            problems.append(f"a paragraph on several lines shows a gap at each break: {following[:30]!r}")
    return problems


def english_problems(prose: str) -> list[str]:
    """Return the Chinese that has been left in an English text; `<span lang="zh">` says that it is meant."""
    text = re.sub(r'<(\w+)[^>]*\blang="zh"[^>]*>.*?</\1>', "", prose, flags=re.DOTALL)
    return [f"Chinese in English prose: {line[:60]!r}" for line in readable(text).splitlines() if CJK.search(line)]


def blocks(text: str) -> Iterator[str]:
    """Yield the paragraphs, list items and headings of a readable text."""
    for block in re.split(r"\n\s*\n|\n(?= *\|)", text):
        yield " ".join(block.split())


def _is_english(block: str) -> bool:
    return len(re.findall(r"[A-Za-z]{2,}", block)) >= 4 and not CJK.search(block)


@cache
def avoided() -> tuple[tuple[str, str, str], ...]:
    """Return the glossary's forbidden variants as (variant, the course's term, the English term)."""
    terms = tomllib.loads((ROOT / "docs" / "glossary.toml").read_text("utf-8"))["term"]
    return tuple((bad, term["zh"], term["en"]) for term in terms for bad in term.get("avoid", ()))


def notebook_problems(notebook: NotebookNode) -> list[str]:
    """Return all that is wrong with the prose of a bilingual notebook, each with its cell's first line."""
    found: list[str] = []
    cells = [cell for cell in notebook.cells if cell.cell_type == "markdown"]
    prose = [cell for cell in cells if not MARKER.match(cell.source.strip())]
    for cell in cells:
        shared, marked = cell_language(cell) is None, bool(MARKER.match(cell.source.strip()))
        if shared != marked:
            found.append(f'{first_line(cell)!r}: prose needs lang="en" or lang="zh", an exercise neither')
    order = [cell_language(cell) for cell in notebook.cells if cell in prose]
    if order != ["en", "zh"] * (len(order) // 2):
        return [*found, "prose cells are not in pairs, English then Chinese"]
    for english, chinese in zip(prose[::2], prose[1::2], strict=True):
        found += _pair_problems(english.source, chinese.source, first_line(english))
    for cell in notebook.cells:
        found += _text_problems(cell)
    return found


def _pair_problems(english: str, chinese: str, place: str) -> list[str]:
    problems = differences(english, chinese) + english_problems(english) + chinese_problems(chinese)
    return [f"{place!r}: {problem}" for problem in problems]


def _text_problems(cell: NotebookNode) -> list[str]:
    """Return what is wrong with the alternative text and the tokens of a code cell."""
    alt = cell.metadata.get("alt", {})
    chinese = [alt["zh"]] if "zh" in alt else []
    chinese += [match[2] for match in TOKEN.finditer(cell.source) if CJK.search(match[2])]
    return [f"{first_line(cell)!r}: {problem}" for text in chinese for problem in chinese_problems(text)]


def page_problems(english: Path, chinese: Path) -> list[str]:
    """Return everything that is wrong with a plain page and its Chinese counterpart."""
    texts = [re.sub(r"\A---\n.*?\n---\n", "", path.read_text("utf-8"), flags=re.DOTALL) for path in (english, chinese)]
    return _pair_problems(texts[0], texts[1], english.name)
