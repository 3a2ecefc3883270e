"""What the course consists of, read from its files without running them.

A chapter is one slug: `solutions/<slug>.py`, `exercises/<slug>.py`, `tests/test_<slug>.py`,
`docs/chapters/<slug>.py`, `docs/hints/<slug>.toml`, … An exercise is a public function, or class, of its solution file.
"""

from __future__ import annotations

import ast
import re
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("en", "zh")

type Text = dict[str, str]
"""One text in every language of the course: `{"en": …, "zh": …}`."""

CHINESE = r"\u3400-\u9fff\u3000-\u303f\uff00-\uffef"
CJK = re.compile(r"[\u3400-\u9fff]")


def bilingual(text: str) -> Text:
    """Split `English. | 中文。` into its two languages; either may run over several lines.

    Raises:
        ValueError: not exactly one English and one Chinese part; names the text.
    """
    parts = [" ".join(part.split()) for part in re.split(r"\s\|\s", text)]
    if len(parts) != 2 or CJK.search(parts[0]) or not CJK.search(parts[1]):
        raise ValueError(f"bilingual: expected 'English. | 中文。', got {text!r}")
    # Chinese has no spaces where a line was broken.
    return {"en": parts[0], "zh": re.sub(rf"(?<=[{CHINESE}]) (?=[{CHINESE}])", "", parts[1])}


@dataclass(frozen=True)
class Function:
    """A public function or class of a file, or a method of such a class, as its source shows it."""

    node: ast.FunctionDef | ast.ClassDef
    owner: str = ""
    """The class that it is a method of."""

    @property
    def name(self) -> str:
        """Its own name."""
        return self.node.name

    @property
    def full_name(self) -> str:
        """Its name, that of its class in front: `Node.relu`."""
        return f"{self.owner}.{self.name}" if self.owner else self.name

    @property
    def is_class(self) -> bool:
        """Whether it is a class."""
        return isinstance(self.node, ast.ClassDef)

    @property
    def methods(self) -> list[Function]:
        """The methods that a class is asked for: public ones, and those that Python calls, such as `__add__`."""
        if not isinstance(self.node, ast.ClassDef):
            return []
        found = (Function(n, self.name) for n in self.node.body if isinstance(n, ast.FunctionDef))
        return [method for method in found if method.name[0] != "_" or method.name.endswith("__")]

    @property
    def returns(self) -> ast.expr | None:
        """The annotation of its result; a class has none."""
        return self.node.returns if isinstance(self.node, ast.FunctionDef) else None

    @property
    def annotations(self) -> list[ast.expr]:
        """The annotations of its parameters and its result, those of its methods included."""
        if not isinstance(self.node, ast.FunctionDef):
            return [annotation for method in self.methods for annotation in method.annotations]
        parameters = (item.annotation for item in (*self.node.args.args, *self.node.args.kwonlyargs))
        return [annotation for annotation in (*parameters, self.node.returns) if annotation is not None]

    @property
    def line(self) -> int:
        """The line of its `def`, counted from 1."""
        return self.node.lineno

    @property
    def docstring(self) -> str:
        """Its docstring without indentation, empty where there is none."""
        return ast.get_docstring(self.node) or ""

    @property
    def body(self) -> list[ast.stmt]:
        """Its statements without the docstring."""
        return self.node.body[1:] if self.docstring else self.node.body

    @property
    def is_stub(self) -> bool:
        """Whether it, or every method of it, does nothing but raise NotImplementedError."""
        if isinstance(self.node, ast.ClassDef):
            methods = [Function(node) for node in self.node.body if isinstance(node, ast.FunctionDef)]
            return bool(methods) and all(method.is_stub for method in methods)
        match self.body:
            case [ast.Raise(exc=ast.Call(func=ast.Name(id="NotImplementedError")))]:
                return True
            case [ast.Raise(exc=ast.Name(id="NotImplementedError"))]:
                return True
        return False

    @property
    def off_limits(self) -> tuple[str, ...]:
        """The names that its docstring's `Off limits:` section forbids, such as `np.tile`, `for`, `@`."""
        return self._listed("Off limits")

    @property
    def needs(self) -> tuple[str, ...]:
        """What its docstring's `Needs:` section demands: names that must be used, or `loop`."""
        return self._listed("Needs")

    def without_docstrings(self, source: str) -> str:
        """Return its text in a file's `source` without what the stub shows: its docstring, and those of its methods."""
        lines, gone = source.splitlines(), set[int]()
        for part in (self, *self.methods):
            if part.docstring:
                first, last = part.node.body[0].lineno, part.node.body[0].end_lineno or 0
                blank = part.is_class and last < len(lines) and not lines[last].strip()
                gone |= set(range(first, last + 1 + blank))
        kept = range(self.line, (self.node.end_lineno or 0) + 1)
        return "\n".join(lines[number - 1] for number in kept if number not in gone)

    def _listed(self, section: str) -> tuple[str, ...]:
        found = re.search(rf"^{section}:(.*?)(?=\n\s*\n|\n\w[\w ]*:|\Z)", self.docstring, re.DOTALL | re.MULTILINE)
        return tuple(re.findall(r"`([^`]+)`", found[1])) if found else ()

    @property
    def may_be_view(self) -> bool:
        """Whether its docstring allows the result to share memory with an input."""
        return "may be a view" in " ".join(self.docstring.split()).lower()


def public_functions(source: str) -> dict[str, Function]:
    """Return the public functions and classes of a module's source, in order.

    Raises:
        SyntaxError: `source` is not Python.
    """
    return functions_in(ast.parse(source))


def functions_in(tree: ast.Module) -> dict[str, Function]:
    """Return the public functions and classes of a module; where a name is defined twice, the last counts."""
    nodes = (node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef))
    return {node.name: Function(node) for node in nodes if node.name[0] != "_"}


@dataclass(frozen=True)
class Exercise:
    """One function, or class, that a learner writes; `reference` is its solution's source, never run here."""

    chapter: Chapter
    name: str
    reference: Function

    @property
    def summary(self) -> Text:
        """What the function does, in a sentence: the docstring's first line and its first Chinese line."""
        lines = self.reference.docstring.splitlines()
        return {"en": lines[0], "zh": next(line.strip() for line in lines if CJK.search(line))}

    @property
    def guide(self) -> dict[str, Any]:
        """The exercise's table in `docs/hints/<slug>.toml`: `section`, `contract` and `hints`."""
        guide: dict[str, Any] = self.chapter.hints[self.name]
        return guide

    @property
    def section(self) -> str:
        """The anchor of the section of the chapter's page that prepares this exercise."""
        return str(self.guide["section"])

    @property
    def contract(self) -> str:
        """What the docstring demands, in Chinese Markdown: docstrings are in English.

        Raises:
            ValueError: `docs/hints/<slug>.toml` has none for this exercise; names the file and the exercise.
        """
        contract = self.chapter.hints.get(self.name, {}).get("contract", "").strip()
        if not contract:
            raise ValueError(f"docs/hints/{self.chapter.slug}.toml has no contract for {self.name}")
        return str(contract)

    @property
    def hints(self) -> list[Text]:
        """Hints, each going a step further than the one before."""
        return list(self.guide["hints"])

    def source(self, folder: str) -> tuple[str, int]:
        """Return the text of the function in `exercises` or `solutions` and its first line's number."""
        text = (ROOT / folder / f"{self.chapter.slug}.py").read_text("utf-8")
        node = public_functions(text)[self.name].node
        first = min([node.lineno, *(d.lineno for d in node.decorator_list)])
        return "\n".join(text.splitlines()[first - 1 : node.end_lineno]), first


@dataclass(frozen=True)
class Chapter:
    """One slug and everything that is found by it."""

    slug: str

    @cached_property
    def exercises(self) -> dict[str, Exercise]:
        """The chapter's exercises by name, in the order of its solution file; none for a page without."""
        path = ROOT / "solutions" / f"{self.slug}.py"
        if not path.exists():
            return {}
        functions = public_functions(path.read_text("utf-8"))
        return {name: Exercise(self, name, function) for name, function in functions.items()}

    @cached_property
    def hints(self) -> dict[str, Any]:
        """The content of `docs/hints/<slug>.toml`."""
        return tomllib.loads((ROOT / "docs" / "hints" / f"{self.slug}.toml").read_text("utf-8"))

    @property
    def page(self) -> Path:
        """The chapter's page: a bilingual percent notebook."""
        return ROOT / "docs" / "chapters" / f"{self.slug}.py"

    @cached_property
    def title(self) -> Text:
        """The page's first heading in each language, without its anchor."""
        return self._heading(r"^# # (.+?)(?:\s*\{.*\})?$", "first cell has no '# # Title'")

    def section_title(self, anchor: str) -> Text:
        """The heading with an id, in each language.

        Raises:
            ValueError: the page has no such heading in one of the languages.
        """
        return self._heading(rf"^# #+ (.+?)\s*\{{\s*#{re.escape(anchor)}\b.*\}}$", f"no heading has the id #{anchor}")

    def _heading(self, pattern: str, problem: str) -> Text:
        cells = re.split(r"^# %%", self.page.read_text("utf-8"), flags=re.MULTILINE)
        titles = {}
        for language in LANGUAGES:
            mine = "\n".join(cell for cell in cells if f'lang="{language}"' in cell.partition("\n")[0])
            heading = re.search(pattern, mine, re.MULTILINE)
            if heading is None:
                raise ValueError(f"{self.page.name}, {language}: {problem}")
            titles[language] = heading[1].strip()
        return titles


class _NavLoader(yaml.SafeLoader):
    """Reads mkdocs.yml, passing over the tags that only MkDocs understands."""


_NavLoader.add_multi_constructor("", lambda loader, suffix, node: None)


def _leaves(nav: Any) -> list[str]:
    match nav:
        case str():
            return [nav]
        case dict():
            return [leaf for value in nav.values() for leaf in _leaves(value)]
        case list():
            return [leaf for value in nav for leaf in _leaves(value)]
    return []


@cache
def chapters() -> dict[str, Chapter]:
    """Return every chapter by slug, in the order of the navigation in mkdocs.yml."""
    config = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), Loader=_NavLoader)
    slugs = (Path(leaf).stem for leaf in _leaves(config["nav"]) if leaf != "index.md")
    return {slug: Chapter(slug) for slug in slugs}


@cache
def graded_chapters() -> dict[str, Chapter]:
    """Return the chapters that have exercises."""
    return {slug: chapter for slug, chapter in chapters().items() if chapter.exercises}
