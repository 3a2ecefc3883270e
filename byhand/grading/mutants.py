"""Mutants: small automatic changes to a reference solution. A law that no mutant breaks is not being tested.

Survivors are listed in `tests/equivalents/<slug>.toml`, each with the reason why it is no wrong answer.
"""

from __future__ import annotations

import ast
import copy
import importlib
import linecache
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from byhand.course import ROOT, Exercise

from .contract import Contract
from .guard import Candidate
from .judge import Judgement, judge, properties

SWAPS: dict[type[ast.AST], tuple[type[Any], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Add, ast.FloorDiv),
    ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Mult, ast.Mod),
    ast.Mod: (ast.FloorDiv,),
    ast.Pow: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt,),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt,),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.And: (ast.Or,),
    ast.Or: (ast.And,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
NAMES = {"max": "min", "min": "max", "ValueError": "TypeError", "TypeError": "ValueError"}
REORDERABLE = (ast.Sub, ast.Div, ast.MatMult, ast.FloorDiv, ast.Mod, ast.Pow)


@dataclass(frozen=True)
class Mutant:
    """One change to one function."""

    exercise: str
    line: int
    before: str
    after: str
    source: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What identifies it in a list of equivalents: unlike its line, this survives edits elsewhere."""
        return self.exercise, self.before, self.after


def _edits(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what may stand in the place of `node`."""
    match node:
        case ast.BinOp() | ast.AugAssign():
            yield from _operator_edits(node)
        case ast.Compare(ops=ops):
            for position, operator in enumerate(ops):
                for other in SWAPS.get(type(operator), ()):
                    yield ast.Compare(node.left, [*ops[:position], other(), *ops[position + 1 :]], node.comparators)
        case ast.BoolOp(op=operator, values=values):
            yield ast.BoolOp(SWAPS[type(operator)][0](), values)
            yield from values
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value) | float(value)):
            yield ast.Constant(value + 1)
            yield ast.Constant(value - 1)
        case ast.UnaryOp(operand=operand):
            yield operand
        case ast.If():
            for value in (True, False):
                yield ast.If(ast.Constant(value), node.body, node.orelse)
        case ast.IfExp(body=body, orelse=orelse):
            yield from (body, orelse)
        case ast.Name(id=name, ctx=context) if name in NAMES:
            yield ast.Name(NAMES[name], context)
        case ast.Call():
            yield from _call_edits(node)
        case ast.Tuple(elts=items, ctx=ast.Load()) if len(items) > 1:
            yield ast.Tuple(items[::-1], node.ctx)
        case ast.Return(value=ast.expr()):
            yield ast.Return(ast.Constant(None))
        case ast.Assign() | ast.Raise() | ast.Expr():
            yield ast.Pass()
        case ast.For() | ast.While():
            once = copy.deepcopy(node)
            once.body.append(ast.Break())
            yield once
    if isinstance(node, ast.AugAssign):
        yield ast.Pass()
    if isinstance(node, ast.Attribute) and node.attr in ("T", "mT"):
        yield node.value


def _operator_edits(node: ast.BinOp | ast.AugAssign) -> Iterator[ast.AST]:
    for other in SWAPS.get(type(node.op), ()):
        changed = copy.deepcopy(node)
        changed.op = other()
        yield changed
    if isinstance(node, ast.BinOp):
        yield from (node.left, node.right)
        if isinstance(node.op, REORDERABLE):
            yield ast.BinOp(node.right, node.op, node.left)


def _call_edits(node: ast.Call) -> Iterator[ast.AST]:
    if isinstance(node.func, ast.Attribute) and node.func.attr in ("copy", "astype"):
        yield node.func.value  # x.copy() becomes x
    for position in range(len(node.args) - 1):
        changed = copy.deepcopy(node)
        changed.args[position : position + 2] = changed.args[position : position + 2][::-1]
        yield changed
    for position, keyword in enumerate(node.keywords):
        if keyword.arg == "strict":
            continue
        changed = copy.deepcopy(node)
        del changed.keywords[position]
        yield changed
    match node:
        case ast.Call(func=ast.Name(id="range") as name, args=[stop]):
            yield ast.Call(name, [ast.Constant(1), stop], [])
            yield ast.Call(name, [ast.BinOp(stop, ast.Sub(), ast.Constant(1))], [])


def _mutable_nodes(tree: ast.Module, name: str) -> list[ast.AST]:
    """The nodes of the body of a function or a class, in a fixed order.

    Left out are docstrings, annotations, error messages, and `strict=…`, which guards only the author of a `zip`.
    """
    definitions = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    function = next(node for node in definitions if node.name == name)
    nodes = [node for statement in function.body for node in ast.walk(statement)]
    passive: list[ast.AST] = [node for node in nodes if isinstance(node, ast.JoinedStr)]
    passive += [node for node in nodes if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)]
    passive += [node.annotation for node in nodes if isinstance(node, ast.AnnAssign | ast.arg) and node.annotation]
    passive += [node.returns for node in nodes if isinstance(node, ast.FunctionDef) and node.returns]
    passive += [node for node in nodes if isinstance(node, ast.keyword) and node.arg == "strict"]
    left_out = {id(part) for node in passive for part in ast.walk(node)}
    return [node for node in nodes if id(node) not in left_out]


class _Swap(ast.NodeTransformer):
    def __init__(self, victim: ast.AST, edit: ast.AST) -> None:
        self.victim, self.edit = victim, edit

    def visit(self, node: ast.AST) -> ast.AST:
        return copy.deepcopy(self.edit) if node is self.victim else self.generic_visit(node)


def mutants(exercise: Exercise) -> Iterator[Mutant]:
    """Yield every mutant of an exercise's reference, each different from the others and from the reference."""
    text = (ROOT / "solutions" / f"{exercise.chapter.slug}.py").read_text("utf-8")
    tree = ast.parse(text)
    seen = {ast.unparse(tree)}
    for number, node in enumerate(_mutable_nodes(tree, exercise.name)):
        for edit in _edits(node):
            clone = copy.deepcopy(tree)
            victim = _mutable_nodes(clone, exercise.name)[number]
            source = ast.unparse(ast.fix_missing_locations(_Swap(victim, edit).visit(clone)))
            if source not in seen and _is_python(source):
                seen.add(source)
                before, after = ast.unparse(node), ast.unparse(edit)
                yield Mutant(exercise.name, getattr(node, "lineno", 0), before, after, source)


def _is_python(source: str) -> bool:
    """Whether a change leaves a program: one that takes a variable from a `nonlocal` does not."""
    try:
        compile(source, "<mutant>", "exec")
    except SyntaxError:
        return False
    return True


def _references(exercise: Exercise) -> dict[str, Any]:
    """The functions and classes of an exercise's chapter, unchanged."""
    module = importlib.import_module(f"solutions.{exercise.chapter.slug}")
    return {name: getattr(module, name) for name in exercise.chapter.exercises}


def judge_mutant(exercise: Exercise, mutant: Mutant, number: int, effort: str = "quick") -> Judgement:
    """Grade a mutant as a learner's answer is graded, names that are off limits aside."""
    path = f"<mutant {number} of {exercise.name}>"
    module = ModuleType(f"mutant_{number}")
    linecache.cache[path] = (len(mutant.source), None, mutant.source.splitlines(keepends=True), path)
    exec(compile(mutant.source, path, "exec"), module.__dict__)
    # What did not change need not be compiled by JAX again.
    module.__dict__.update({name: other for name, other in _references(exercise).items() if name != exercise.name})
    candidate = Candidate(exercise.name, getattr(module, exercise.name), path, Contract.of(exercise.reference))
    return judge(exercise, candidate, properties(exercise.chapter, effort)[exercise.name])
