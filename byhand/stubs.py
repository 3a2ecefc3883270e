"""Write `exercises/` from `solutions/`: the same signatures and docstrings, without the bodies."""

from __future__ import annotations

import argparse
import ast
import re
import sys

from byhand.course import ROOT, Chapter, Function, graded_chapters, public_functions


def stub_of(function: Function, source: str) -> str:
    """Return a signature and docstring as they stand in their file, with a body still to be written.

    Of a class these are the docstring, and the stubs of its methods.
    """
    last = function.node.body[0].end_lineno
    head = "\n".join(source.splitlines()[function.line - 1 : last])
    if function.is_class:
        return "\n\n".join([head, *(stub_of(method, source) for method in function.methods)])
    indent = " " * (function.node.col_offset + 4)
    return f'{head}\n{indent}raise NotImplementedError("{function.full_name}")'


def exercise_file(source: str) -> str:
    """Return the exercise file of a solution file: its head, then a stub for every public function."""
    definitions = ast.FunctionDef | ast.ClassDef
    first = next(node for node in ast.parse(source).body if isinstance(node, definitions))
    start = min([first.lineno, *(decorator.lineno for decorator in first.decorator_list)])
    head = "\n".join(source.splitlines()[: start - 1]).rstrip()
    head = re.sub(r"^from solutions\.", "from exercises.", head, flags=re.MULTILINE)
    return "\n\n\n".join([head, *(stub_of(function, source) for function in public_functions(source).values())]) + "\n"


def exercise_source(chapter: Chapter) -> str:
    """Return what `exercises/<slug>.py` is when nothing in it has been attempted."""
    return exercise_file((ROOT / "solutions" / f"{chapter.slug}.py").read_text("utf-8"))


def main() -> int:
    """Write the exercise files; refuse to overwrite an attempted one without `--force`."""
    parser = argparse.ArgumentParser(prog="python -m byhand.stubs", description=__doc__)
    parser.add_argument("--force", action="store_true", help="overwrite answers, too")
    force = parser.parse_args().force
    for chapter in graded_chapters().values():
        path = ROOT / "exercises" / f"{chapter.slug}.py"
        old = public_functions(path.read_text("utf-8")) if path.exists() else {}
        written = [name for name, function in old.items() if not function.is_stub]
        if written and not force:
            print(f"{path} holds answers ({', '.join(written)}): not touched. Overwrite them with --force.")
            return 1
        path.write_text(exercise_source(chapter), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
