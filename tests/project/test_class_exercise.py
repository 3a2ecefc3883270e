"""An exercise that is a class: a learner writes it, runs one command, and reads one message, as for a function."""

import ast
import sys
from collections.abc import Iterator

import numpy as np
import pytest

from byhand.classroom import remote, wire
from byhand.classroom.judging import Effort, grade, with_stubs
from byhand.classroom.remote import Settings
from byhand.classroom.values import holds_foreign
from byhand.course import ROOT, graded_chapters, public_functions
from byhand.grading import Script
from byhand.grading.answers import Answers
from byhand.grading.bank import mistakes
from byhand.grading.contract import Contract, UsedNames
from byhand.grading.diagnose import diagnose
from byhand.grading.explain import explain
from byhand.grading.guard import Candidate
from byhand.grading.judge import judge, properties
from byhand.grading.messages import Speaker
from byhand.grading.mutants import mutants
from byhand.grading.outcome import Crash, Verdict, Wrong
from byhand.learn.reset import with_stub
from byhand.learn.source import Source
from byhand.site.exercise import page_block, solution
from byhand.stubs import exercise_source, stub_of
from tests.project.class_benchmark import imported, source_of, with_function
from tests.project.class_benchmark import solution as reference_file
from tests.project.learning import Learner
from tests.project.learning import learner as learner  # a fixture

CHAPTERS = graded_chapters()
CHAPTER = CHAPTERS["chain_rule"]
NODE = CHAPTER.exercises["Node"]
SOURCE = '''
"""A module."""


class Counter:
    """Count.

    数数。

    Off limits: `sum`.
    """

    step = 1

    def __init__(self, start: int) -> None:
        """Begin."""
        self.count = start

    def _secret(self) -> int:
        """Kept from the stub."""
        return self.count

    def __add__(self, other: int) -> "Counter":
        """Count on."""
        return Counter(sum([self._secret(), other]))
'''
COUNTER = public_functions(SOURCE)["Counter"]
STUB = '''class Counter:
    """Count.

    数数。

    Off limits: `sum`.
    """

    def __init__(self, start: int) -> None:
        """Begin."""
        raise NotImplementedError("Counter.__init__")

    def __add__(self, other: int) -> "Counter":
        """Count on."""
        raise NotImplementedError("Counter.__add__")'''


def test_the_stub_has_the_methods_that_are_asked_for() -> None:
    assert stub_of(COUNTER, SOURCE) == STUB


def test_a_class_is_a_stub_until_a_method_is_written() -> None:
    stub = public_functions(STUB)["Counter"]
    assert stub.is_stub
    assert not COUNTER.is_stub
    begun = STUB.replace('raise NotImplementedError("Counter.__init__")', "self.count = start")
    assert not public_functions(begun)["Counter"].is_stub
    assert not public_functions("class Counter:\n    pass\n")["Counter"].is_stub


def test_the_solution_is_shown_without_what_the_stub_shows() -> None:
    shown = COUNTER.without_docstrings(SOURCE)
    assert shown.startswith("class Counter:\n    step = 1\n\n    def __init__(self, start: int) -> None:\n        self")
    assert '"""Kept from the stub."""' in shown
    assert '"""Count on."""' not in shown
    assert ast.parse(shown)


def test_what_is_off_limits_is_off_limits_in_every_method() -> None:
    assert COUNTER.off_limits == ("sum",)
    assert UsedNames(SOURCE, "Counter", ["Counter"]).find(("sum",)) == (25, "sum")
    assert UsedNames(SOURCE, "Counter", ["Counter"]).find(("max",)) is None


def test_mutants_change_methods_and_leave_words_alone() -> None:
    found = list(mutants(NODE))
    assert len(found) > 50
    assert all("Return the node" not in mutant.before for mutant in found)
    assert any("stack" in mutant.before for mutant in found)


class Pair:
    """A class that an exercise might ask for."""

    def __init__(self, x):
        """Hold an array."""
        self.x = x

    def spoil(self):
        """Write into the array."""
        self.x[0] = 7

    def stub(self):
        """Be unwritten."""
        raise NotImplementedError("Pair.stub")


def pair(cls: type = Pair) -> Candidate:
    """A class as the properties see it."""
    return Candidate("Pair", cls, __file__, Contract.of(COUNTER))


def test_a_script_gives_what_its_last_line_says() -> None:
    x = np.array([1.0, 2.0])
    assert pair()(Script("p = Pair(x)\nq = p.x is x\nq, p.x + 1", x=x))[0]
    assert pair()(Script("None")) is None


def test_a_script_is_guarded() -> None:
    with pytest.raises(Wrong, match="mutated") as mutated:
        pair()(Script("p = Pair(x)\np.spoil()\np.x", x=np.array([1.0])))
    assert mutated.value.values == {"argument": "x"}
    with pytest.raises(Crash, match="crash"):
        pair()(Script("Pair()"))
    with pytest.raises(Wrong, match="unfinished") as unfinished:
        pair()(Script("Pair(x).stub()", x=np.array([1.0])))
    assert unfinished.value.values["line"] > 0


def test_a_script_crosses_to_another_process_but_not_back() -> None:
    script = Script("p = Pair(x)\np.x", x=np.arange(3.0))
    header, content = wire.dump((script, [script]))
    got, [again] = wire.load(header, content, call=lambda number: number)
    assert type(got) is Script
    assert got.source == again.source == script.source
    assert np.array_equal(got.run("Pair", Pair), np.arange(3.0))
    with pytest.raises(wire.WireError):
        wire.load(header, content)
    assert holds_foreign(wire.load(*wire.dump([Pair(1)])))


def message(answer: type, language: str = "en") -> str:
    """What a learner reads of an answer."""
    candidate = Candidate("Node", answer, "", Contract.of(NODE.reference))
    judgement = judge(NODE, candidate, properties(CHAPTER)["Node"])
    path = ROOT / "exercises" / "chain_rule.py"
    found = diagnose(judgement, candidate)
    return explain(judgement, Answers(CHAPTER, path), Speaker(language), "again", found)


def test_a_message_shows_code_that_a_learner_can_run() -> None:
    known = {one.name: one for one in mistakes("chain_rule")}["Node__overwrites"]
    text = message(known.function)
    lines = [line.strip() for line in text.splitlines()]
    start, end = lines.index("a = Node(x)"), lines.index("a.gradient")
    names = {"Node": known.function, "np": np, "x": np.array([1.0, 2.0])}
    exec("\n".join(lines[start:end]), names)
    assert names["a"].gradient.tolist() == [1.0, 1.0]
    assert "[1., 2.]" in text
    assert "[2., 2.]" in text
    assert known.description["en"] in text
    assert known.description["zh"] in message(known.function, "zh")


def test_a_class_half_written_is_said_to_be_unfinished() -> None:
    class Half:
        def __init__(self, value):
            self.value = np.asarray(value)

        def __add__(self, other):
            raise NotImplementedError("Node.__add__")

    candidate = Candidate("Node", Half, __file__, Contract.of(NODE.reference))
    judgement = judge(NODE, candidate, properties(CHAPTER)["Node"])
    assert judgement.verdict is Verdict.WRONG
    assert judgement.outcome is not None
    assert getattr(judgement.outcome, "key", "") == "unfinished"


def test_the_page_shows_the_class() -> None:
    block = page_block(CHAPTER, "Node", "zh")
    assert "class Node:" in block
    assert 'raise NotImplementedError("Node.backward")' in block
    assert "exercises/chain_rule.py::Node --lang zh" in block
    assert "Fill in the gradient" not in solution(NODE)
    assert "_operands_first" in solution(NODE)


def test_reset_puts_the_stub_back() -> None:
    fresh = exercise_source(CHAPTER)
    attempted = fresh.replace('raise NotImplementedError("Node.relu")', "return Node(relu(self.value))")
    assert attempted != fresh
    assert with_stub(attempted.encode(), NODE) == fresh.encode()
    broken = attempted.replace("return Node(", "return Node((")
    assert with_stub(broken.encode(), NODE) == fresh.encode()
    assert with_stub(fresh.partition("\n\n\nclass Node")[0].encode() + b"\n", NODE) == fresh.encode()


def test_watch_sees_that_a_method_changed() -> None:
    fresh = Source(exercise_source(CHAPTER))
    assert fresh.is_stub("Node")
    changed = Source(exercise_source(CHAPTER).replace('NotImplementedError("Node.relu")', "ValueError"))
    assert not changed.is_stub("Node")
    assert changed.digest("Node") != fresh.digest("Node")
    assert changed.digest("chain") == fresh.digest("chain")
    assert changed.line("Node") == fresh.line("Node") > 1


def test_a_learner_needs_only_its_name(learner: Learner) -> None:
    path = learner.folder / "exercises" / "chain_rule.py"
    fresh = path.read_text("utf-8")
    assert "Node" in learner.byhand("check", "Node", status=10).stdout
    path.write_text(fresh.replace('raise NotImplementedError("Node.__init__")', "self.value = value"), "utf-8")
    said = learner.byhand("check", "Node", status=1).stdout
    assert "✗ Node: " in said
    assert "c = a + b" in said
    assert 'raise NotImplementedError("Node.__add__")' in said
    assert "hint 1 of" in learner.byhand("hint", "Node").stdout
    shown = learner.byhand("solution", "Node", "--yes").stdout
    assert "_operands_first" in shown
    assert "Fill in the gradient" not in shown
    learner.byhand("reset", "Node", "--yes")
    assert path.read_text("utf-8") == fresh


# The class grader


@pytest.fixture(scope="module")
def nursery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[remote.Nursery]:
    """A nursery without JAX."""
    with remote.nursery(Settings(False, tmp_path_factory.mktemp("work"))) as opened:
        yield opened


def graded(nursery: remote.Nursery, source: str) -> dict[str, object]:
    """Hand a file in, with right answers to the chapters that it builds on, and return what Node got."""
    texts = {**imported(CHAPTER), "chain_rule": source}
    files = with_stubs({slug: text.encode() for slug, text in texts.items()}, CHAPTERS)
    found = grade(nursery, CHAPTER, files, Effort("quick"))
    return next(one for one in found["exercises"] if one["exercise"] == "Node")


def alternative(name: str) -> str:
    """A right class of the bank, in a file that is otherwise the reference."""
    from byhand.grading.bank import alternatives

    answer = next(one for one in alternatives("chain_rule") if one.name == name)
    text = source_of(answer.function, "Node", CHAPTER)
    assert text is not None
    return with_function(CHAPTER, "Node", text)


CHEAT = '''
class Node:
    """Equal to everything."""

    def __init__(self, value):
        self.value = self.gradient = Equal()

    def __getattr__(self, name):
        return lambda *_: self

    __add__ = __radd__ = __mul__ = __rmul__ = __matmul__ = __rmatmul__ = lambda self, other: self


class Equal:
    """Agrees with everybody."""

    shape, dtype = (2,), np.dtype(float)
    __eq__ = __le__ = __ge__ = lambda self, other: True
    __hash__ = None
'''


@pytest.mark.skipif(sys.platform == "win32", reason="classes are graded on Linux and macOS")
@pytest.mark.parametrize(
    ("source", "verdict"),
    [
        (reference_file(CHAPTER), "done"),
        (alternative("Node__counted"), "done"),
        (exercise_source(CHAPTER), "not attempted"),
        (reference_file(CHAPTER).replace("operand.gradient += part", "operand.gradient = part"), "wrong"),
        (reference_file(CHAPTER).replace("    __array_ufunc__ = None", "    pass"), "error"),
        (with_function(CHAPTER, "Node", CHEAT.strip()), "wrong"),
    ],
    ids=["reference", "alternative", "stub", "overwrites", "arrays", "cheat"],
)
def test_a_class_is_graded_in_another_process(source: str, verdict: str, nursery: remote.Nursery) -> None:
    found = graded(nursery, source)
    assert found["verdict"] == verdict, found
    if "operand.gradient = part" in source:
        assert found["mistake"] == "Node__overwrites"
